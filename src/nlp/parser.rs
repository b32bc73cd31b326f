//! Dependency trees: a greedy transition parser with the features of Zhang & Nivre (2011), and more.
//!
//! Trained with a dynamic oracle (Goldberg & Nivre 2012), so that it knows what is best after
//! its own mistakes. The tree that comes out is valid: one root, no cycle.

use super::analysis::Upos;
use super::relations;
use super::tagger::Tagset;
use super::transitions::{Kind, NONE, REDUCE, SHIFT, State, TRANSITIONS};
use super::weights::{Weights, feature};
use super::words::Word;

/// Features of the parser lie below `1 << BITS`.
pub(crate) const BITS: u32 = 23;

/// A sentence as the parser sees it.
#[derive(Clone, Debug)]
pub(crate) struct Input<'a> {
    words: &'a [Word],
    tags: &'a [u8],
    /// Before each word: how many verbs, commas and other marks there were.
    counts: Vec<[u8; 3]>,
}

/// Head (`n` for the root) and relation of each word.
pub(crate) type Arcs = Vec<(u16, u8)>;

impl<'a> Input<'a> {
    /// Prepares a sentence.
    pub(crate) fn new(words: &'a [Word], tags: &'a [u8], tagset: &Tagset) -> Self {
        let mut counts = Vec::with_capacity(words.len() + 1);
        let mut count = [0u8; 3];
        counts.push(count);
        for (word, &tag) in words.iter().zip(tags) {
            let upos = tagset.upos(tag);
            let kind = match upos {
                Upos::Verb => Some(0),
                Upos::Punct if word.norm == "," => Some(1),
                Upos::Punct => Some(2),
                _ => None,
            };
            if let Some(kind) = kind {
                count[kind] = count[kind].wrapping_add(1);
            }
            counts.push(count);
        }
        Self { words, tags, counts }
    }

    /// Number of words.
    fn count(&self) -> usize {
        self.words.len()
    }

    fn form(&self, node: u16) -> u32 {
        self.words
            .get(usize::from(node))
            .map_or(u32::from(node == NONE) + 1, |word| word.form)
    }

    fn suffix(&self, node: u16) -> u32 {
        self.words
            .get(usize::from(node))
            .map_or(u32::from(node == NONE) + 1, |word| word.suffixes[2])
    }

    fn tag(&self, node: u16) -> u32 {
        self.tags
            .get(usize::from(node))
            .map_or(254 + u32::from(node == NONE), |&tag| u32::from(tag))
    }
}

/// Parses with `step`, which is given each state and its features and returns an allowed transition.
pub(crate) fn parse_with(input: &Input<'_>, mut step: impl FnMut(&State, &[u32]) -> u8) -> Arcs {
    let mut state = State::new(input.count());
    let mut features = Vec::with_capacity(128);
    while !state.is_final() {
        features.clear();
        fill(&mut features, input, &state);
        let transition = step(&state, &features);
        state.apply(transition);
    }
    state.nodes[..input.count()]
        .iter()
        .map(|node| (node.head, node.relation))
        .collect()
}

/// Parses a sentence.
pub(crate) fn parse<W: Weights>(input: &Input<'_>, weights: &W, tagset: &Tagset) -> Arcs {
    let mut scores = [0.0; TRANSITIONS];
    let mut arcs = parse_with(input, |state, features| {
        scores.fill(0.0);
        for &feature in features {
            weights.add(feature, &mut scores);
        }
        best_allowed(state, &scores)
    });
    let upos: Vec<Upos> = input.tags.iter().map(|&tag| tagset.upos(tag)).collect();
    one_root(&mut arcs, &upos);
    arcs
}

/// The highest-scoring transition that `state` allows.
pub(crate) fn best_allowed(state: &State, scores: &[f32]) -> u8 {
    let mut best = (
        f32::NEG_INFINITY,
        if state.allows_kind(Kind::Shift) {
            SHIFT
        } else {
            REDUCE
        },
    );
    for (number, &score) in scores.iter().enumerate() {
        if score > best.0 && state.allows(number as u8) {
            best = (score, number as u8);
        }
    }
    best.1
}

/// Leaves one word at the root, a verb if there is one; the others depend on it.
pub(crate) fn one_root(arcs: &mut Arcs, upos: &[Upos]) {
    let root = arcs.len() as u16;
    let roots: Vec<usize> = (0..arcs.len()).filter(|&at| arcs[at].0 == root).collect();
    let verb = |&at: &usize| upos[at] == Upos::Verb;
    let word = |&at: &usize| upos[at] != Upos::Punct;
    let Some(main) = roots
        .iter()
        .copied()
        .find(verb)
        .or_else(|| roots.iter().copied().find(word))
        .or(roots.first().copied())
    else {
        return;
    };
    arcs[main].1 = relations::ROOT;
    for at in roots.into_iter().filter(|&at| at != main) {
        let relation = if upos[at] == Upos::Punct {
            relations::PUNCT
        } else {
            relations::PARATAXIS
        };
        arcs[at] = (main as u16, relation);
    }
}

#[expect(clippy::too_many_lines, reason = "a list of templates")]
fn fill(out: &mut Vec<u32>, input: &Input<'_>, state: &State) {
    let node = |at: u16| state.nodes.get(usize::from(at));
    let depth = state.stack.len();
    let s0 = state.top().unwrap_or(NONE);
    let s1 = if depth > 1 { state.stack[depth - 2] } else { NONE };
    let s2 = if depth > 2 { state.stack[depth - 3] } else { NONE };
    let n = |offset: u16| {
        if state.next + offset <= state.root() {
            state.next + offset
        } else {
            NONE
        }
    };
    let (n0, n1, n2, n3) = (n(0), n(1), n(2), n(3));
    let dependent = |at: u16, which: usize| node(at).map_or(NONE, |node| node.dependents[which]);
    let head = |at: u16| node(at).map_or(NONE, |node| node.head);
    let label = |at: u16| {
        node(at).map_or(255, |node| {
            if node.head == NONE {
                254
            } else {
                u32::from(node.relation)
            }
        })
    };
    let valency = |at: u16, side: usize| node(at).map_or(9, |node| u32::from(node.valency[side].min(6)));
    let set = |at: u16, side: usize| {
        node(at).map_or(1, |node| {
            (node.relations[side] ^ node.relations[side] >> 32) as u32
        })
    };
    let (h, h2) = (head(s0), head(head(s0)));
    let (l, l2, r, r2) = (
        dependent(s0, 0),
        dependent(s0, 1),
        dependent(s0, 2),
        dependent(s0, 3),
    );
    let (nl, nl2) = (dependent(n0, 0), dependent(n0, 1));
    let (w, t, x) = (|at| input.form(at), |at| input.tag(at), |at| input.suffix(at));
    let (s0w, s0t, n0w, n0t) = (w(s0), t(s0), w(n0), t(n0));
    let pack = |a: u32, b: u32, c: u32, d: u32| a | b << 8 | c << 16 | d << 24;
    let tt = pack(s0t, n0t, 0, 0);
    let distance = if s0 == NONE {
        0
    } else {
        u32::from((n0 - s0).min(12))
    };
    let distance = if distance > 6 {
        6 + (distance - 6) / 3
    } else {
        distance
    };
    let between = |kind: usize| {
        let (from, to) = (
            input.counts.get(usize::from(s0) + 1),
            input.counts.get(usize::from(n0)),
        );
        from.zip(to).map_or(0, |(from, to)| {
            u32::from(to[kind].wrapping_sub(from[kind]).min(3))
        })
    };
    let gap = if s0 == NONE {
        255
    } else {
        between(0) | between(1) << 2 | between(2) << 4
    };
    let before = if s0 == NONE || n0 == 0 || n0 - 1 == s0 {
        NONE
    } else {
        n0 - 1
    };
    let after = if s0 == NONE || s0 + 1 == n0 { NONE } else { s0 + 1 };
    let mut template = 100;
    let mut add = |a: u32, b: u32, c: u32| {
        template += 1;
        out.push(feature(BITS, template, [a, b, c]));
    };
    add(0, 0, 0);
    for at in [s0, n0, n1, n2] {
        add(w(at), t(at), 0);
        add(w(at), 0, 0);
        add(t(at), 0, 0);
    }
    add(s0w, n0w, tt);
    add(s0w, n0w, s0t);
    add(s0w, n0w, n0t);
    add(s0w, n0w, 0);
    add(s0w, 0, tt);
    add(n0w, 0, tt);
    add(s0w, 0, n0t);
    add(n0w, 0, s0t);
    add(0, 0, tt);
    add(0, 0, pack(n0t, t(n1), 0, 0));
    add(0, 0, pack(n0t, t(n1), t(n2), 0));
    add(0, 0, pack(s0t, n0t, t(n1), 0));
    add(0, 0, pack(s0t, n0t, t(n1), t(n2)));
    add(0, 0, pack(n0t, t(n1), t(n2), t(n3)));
    add(0, 0, pack(t(h), s0t, n0t, 0));
    add(0, 0, pack(t(s1), s0t, n0t, 0));
    add(0, 0, pack(t(s1), s0t, n0t, t(n1)));
    add(0, 0, pack(t(s2), t(s1), s0t, n0t));
    add(0, 0, pack(s0t, t(l), n0t, 0));
    add(0, 0, pack(s0t, t(r), n0t, 0));
    add(0, 0, pack(s0t, n0t, t(nl), 0));
    add(0, 0, pack(s0t, n0t, t(nl), t(nl2)));
    for (form, tag) in [(s0w, 0), (0, s0t), (n0w, 0), (0, n0t)] {
        add(form, 1, pack(tag, distance, 0, 0));
    }
    add(s0w, n0w, distance);
    add(distance, 0, tt);
    add(distance, t(n1), tt);
    add(gap, 0, tt);
    add(gap, distance, tt);
    add(gap, s0w, n0t);
    add(gap, n0w, s0t);
    for side in [0, 1] {
        add(s0w, valency(s0, side), 0);
        add(s0t, valency(s0, side), n0t);
        add(s0w, set(s0, side), 0);
        add(s0t, set(s0, side), n0t);
    }
    add(n0w, valency(n0, 0), 0);
    add(n0t, valency(n0, 0), s0t);
    add(n0w, set(n0, 0), 0);
    add(n0t, set(n0, 0), s0t);
    add(set(s0, 1), set(n0, 0), tt);
    add(set(s0, 0), set(s0, 1), tt);
    add(set(s0, 1), n0w, s0t);
    add(set(n0, 0), s0w, n0t);
    for at in [h, l, r, nl, h2, l2, r2, nl2] {
        add(w(at), 0, 0);
        add(t(at), 0, 0);
        add(label(at), 0, 0);
        add(t(at), label(at), tt);
    }
    add(label(s0), 0, 0);
    add(label(s0), 0, tt);
    add(label(s0), n0w, s0t);
    add(label(s0), label(h), tt);
    add(label(s0), pack(t(n1), t(h), 0, 0), tt);
    add(0, label(l), pack(s0t, t(l), t(l2), label(l2)));
    add(0, label(r), pack(s0t, t(r), t(r2), label(r2)));
    add(0, label(s0), pack(s0t, t(h), t(h2), label(h)));
    add(0, label(nl), pack(n0t, t(nl), t(nl2), label(nl2)));
    // What a preposition or conjunction before the next word tells about its head.
    add(s0w, w(nl), n0t);
    add(s0t, w(nl), n0w);
    add(s0w, w(nl), n0w);
    add(s0w, w(nl), w(h));
    add(t(h), w(nl), tt);
    add(w(h), w(nl), tt);
    add(w(nl2), w(nl), tt);
    add(w(r), n0w, s0t);
    add(w(r), w(nl), tt);
    add(w(l), s0w, n0t);
    add(w(s1), s0w, n0t);
    add(w(s1), n0w, pack(t(s1), s0t, n0t, 0));
    add(w(h), n0w, tt);
    add(x(s0), x(n0), 0);
    add(x(s0), 0, n0t);
    add(x(n0), 0, s0t);
    add(x(s0), x(n0), tt);
    add(n0w, w(n1), 0);
    add(n0w, w(n1), s0t);
    add(s0w, 0, pack(n0t, t(n1), 0, 0));
    add(n0w, 0, pack(s0t, t(n1), 0, 0));
    add(w(n1), 0, tt);
    add(n0t, 0, w(n1));
    add(n0w, 0, t(n1));
    add(0, t(before), pack(s0t, n0t, t(after), 0));
    add(w(before), 0, tt);
    add(w(after), 0, tt);
    add(u32::from(depth.min(4) as u8), t(n1), tt);
}

/// The relation names of `arcs` with heads as the analysis has them.
pub(crate) fn tree(arcs: &Arcs) -> Vec<(Option<usize>, &'static str)> {
    let root = arcs.len() as u16;
    arcs.iter()
        .map(|&(head, relation)| {
            (
                (head != root).then_some(usize::from(head)),
                relations::name(relation),
            )
        })
        .collect()
}
