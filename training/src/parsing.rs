//! Training of the parser, with the dynamic oracle of Goldberg & Nivre (2012).

use crate::nlp::parser::{self, Input};
use crate::nlp::relations;
use crate::nlp::tagger::Tagset;
use crate::nlp::transitions::{Kind, NONE, REDUCE, SHIFT, State, TRANSITIONS};
use crate::nlp::weights::Weights;
use crate::nlp::words::Word;
use crate::perceptron::{Averaged, Random};

/// A sentence to learn from.
pub(crate) struct Example {
    pub(crate) words: Vec<Word>,
    pub(crate) tags: Vec<u8>,
    /// Gold head (number of words for the root) and relation.
    pub(crate) arcs: Vec<(u16, u8)>,
}

/// Gold arcs lost by a transition of that kind.
fn cost(kind: Kind, state: &State, gold: &[(u16, u8)]) -> u32 {
    let next = state.next;
    let root = state.root();
    let head = |word: u16| gold.get(usize::from(word)).map_or(NONE, |arc| arc.0);
    let top = state.top().unwrap_or(NONE);
    let below = &state.stack[..state.stack.len().saturating_sub(1)];
    let waits_for_next = |words: &[u16]| {
        words
            .iter()
            .filter(|&&word| state.nodes[usize::from(word)].head == NONE && head(word) == next)
            .count() as u32
    };
    let in_buffer = |from: u16, wanted: u16| (from..root).filter(|&word| head(word) == wanted).count() as u32;
    match kind {
        Kind::Shift => waits_for_next(&state.stack) + u32::from(state.stack.contains(&head(next))),
        Kind::Right => {
            let own = if head(next) == top {
                0
            } else {
                u32::from(head(next) > next || below.contains(&head(next)))
            };
            own + waits_for_next(&state.stack)
        }
        Kind::Left => {
            let own = if head(top) == next {
                0
            } else {
                u32::from(head(top) > next && head(top) != NONE)
            };
            own + in_buffer(next, top)
        }
        Kind::Reduce => in_buffer(next, top),
    }
}

/// How far a wrong transition must stay behind the best right one, about half the number of features.
const MARGIN: f32 = 60.0;

/// The transitions that lose fewest gold arcs.
fn right_ones(state: &State, gold: &[(u16, u8)]) -> [bool; TRANSITIONS] {
    let kinds = [Kind::Shift, Kind::Reduce, Kind::Left, Kind::Right];
    let costs = kinds.map(|kind| {
        if state.allows_kind(kind) {
            cost(kind, state, gold)
        } else {
            u32::MAX
        }
    });
    let least = costs.into_iter().min().unwrap_or(0);
    let mut found = [false; TRANSITIONS];
    let top = state.top().unwrap_or(NONE);
    for (kind, cost) in kinds.into_iter().zip(costs) {
        if cost != least || cost == u32::MAX {
            continue;
        }
        let (dependent, head, number): (_, _, fn(u8) -> u8) = match kind {
            Kind::Shift => {
                found[usize::from(SHIFT)] = true;
                continue;
            }
            Kind::Reduce => {
                found[usize::from(REDUCE)] = true;
                continue;
            }
            Kind::Left => (top, state.next, left),
            Kind::Right => (state.next, top, right),
        };
        let arc = gold[usize::from(dependent)];
        for relation in 0..relations::RELATIONS.len() as u8 {
            // Where the arc is wrong anyhow, the relation of the gold one does least harm.
            let free = arc.0 != head && (state.next == state.root() || arc.1 == relations::ROOT);
            if state.allows_relation(kind, relation) && (relation == arc.1 || free) {
                found[usize::from(number(relation))] = true;
            }
        }
    }
    found
}

/// The best right transition and the best wrong one.
fn rivals(state: &State, right: &[bool; TRANSITIONS], scores: &[f32; TRANSITIONS]) -> [Option<u8>; 2] {
    let mut best = [None; 2];
    for number in 0..TRANSITIONS as u8 {
        let at = usize::from(number);
        let slot: &mut Option<u8> = &mut best[usize::from(!right[at])];
        if slot.is_none_or(|known| scores[at] > scores[usize::from(known)]) && state.allows(number) {
            *slot = Some(number);
        }
    }
    best
}

pub(crate) fn train(
    examples: &[Example],
    tagset: &Tagset,
    epochs: usize,
    mut report: impl FnMut(usize, &Averaged),
) -> Averaged {
    let mut weights = Averaged::new(parser::BITS);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(7);
    let mut scores = [0.0f32; TRANSITIONS];
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let mut wrong = 0usize;
        for &index in &order {
            let example = &examples[index];
            let input = Input::new(&example.words, &example.tags, tagset);
            parser::parse_with(&input, |state, features| {
                scores.fill(0.0);
                for &feature in features {
                    weights.add(feature, &mut scores);
                }
                weights.tick();
                let right = right_ones(state, &example.arcs);
                let [gold, rival] = rivals(state, &right, &scores);
                let Some(gold) = gold else { return parser::best_allowed(state, &scores) };
                let Some(rival) = rival else { return gold };
                let lead = scores[usize::from(gold)] - scores[usize::from(rival)];
                wrong += usize::from(lead < 0.0);
                if lead < MARGIN {
                    for &feature in features {
                        weights.update(feature, gold, 1.0);
                        weights.update(feature, rival, -1.0);
                    }
                }
                if lead < 0.0 && epoch > 0 && random.below(10) > 0 { rival } else { gold }
            });
        }
        eprintln!("  epoch {}: {wrong} wrong transitions", epoch + 1);
        report(epoch + 1, &weights);
    }
    weights
}

/// UAS and LAS (subtypes left out) of a table.
pub(crate) fn evaluate<W: Weights>(examples: &[Example], weights: &W, tagset: &Tagset) -> (f64, f64) {
    let (mut heads, mut labels, mut all) = (0usize, 0usize, 0usize);
    let basic = |relation: u8| relations::name(relation).split(':').next();
    for example in examples {
        let input = Input::new(&example.words, &example.tags, tagset);
        for (arc, gold) in parser::parse(&input, weights, tagset).iter().zip(&example.arcs) {
            all += 1;
            heads += usize::from(arc.0 == gold.0);
            labels += usize::from(arc.0 == gold.0 && basic(arc.1) == basic(gold.1));
        }
    }
    (heads as f64 / all as f64, labels as f64 / all as f64)
}

/// The number of a relation; of the one without subtype where the subtype is unknown.
pub(crate) fn number(name: &str) -> u8 {
    let find = |name: &str| relations::RELATIONS.iter().position(|known| *known == name);
    find(name)
        .or_else(|| find(name.split(':').next().unwrap_or_default()))
        .map_or(relations::DEP, |at| at as u8)
}

/// Number of the left arc with a relation.
fn left(relation: u8) -> u8 {
    2 + relation
}

/// Number of the right arc with a relation.
fn right(relation: u8) -> u8 {
    2 + relations::RELATIONS.len() as u8 + relation
}
