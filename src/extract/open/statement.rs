//! What a clause states, on the surface: who, the words of the relation, and what it has beside.

use super::phrase::{Phrase, goal};
use crate::extract::lexicon::is_plain_speech;
use crate::extract::predicate::{
    Kind, Predicate, Role, Tree, coordinated, infinitive_mark, is_passive, subjects, verb_at,
};
use crate::nlp::Upos;

/// A clause with its parts in the sentence's own words: passives stay passive.
#[derive(Clone, Debug, Default)]
pub(super) struct Statement {
    /// The word that carries it.
    pub(super) head: usize,
    /// Heads of its subjects.
    pub(super) subjects: Vec<usize>,
    /// The words of the relation, in order: auxiliaries, negation, verb, particle; those of verbs above it first
    /// ("helped to raise").
    pub(super) words: Vec<usize>,
    /// Object, complement, what is said; none in "He died in Sund".
    pub(super) core: Option<Slot>,
    /// A second one: to whom it is given, what it is called.
    pub(super) second: Option<Slot>,
    /// What else hangs on it, in text order.
    pub(super) adjuncts: Vec<Slot>,
}

/// A part of a clause.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) kind: SlotKind,
    /// One phrase for each member of a coordination.
    pub(super) phrases: Vec<Phrase>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotKind {
    /// Somebody or something.
    Nominal,
    /// What somebody or something is like.
    Quality,
    /// A clause of its own.
    Clause,
}

/// Verbs above a predicate are not followed further than this.
const DEPTH: usize = 4;

/// The statement of a predicate, if it states anything of a subject.
pub(super) fn statement(
    tree: &Tree<'_>,
    predicates: &[Predicate],
    predicate: &Predicate,
) -> Option<Statement> {
    let subjects: Vec<usize> = subjects(tree, predicate)
        .map(|subject| described(tree, subject))
        .collect();
    if subjects.is_empty() || is_unsure(tree, predicate.head) {
        return None;
    }
    let mut parts = match (predicate.kind, tree.child(predicate.head, "cop")) {
        (Kind::Verb, _) if tree.deprel(predicate.words[0]) == "cop" => return None,
        (Kind::Verb, _) => verbal(tree, predicate),
        (_, Some(_)) => copular(tree, predicate),
        (_, None) => return None,
    };
    let mut head = predicate.head;
    for _ in 0..DEPTH {
        let Some(above) = governor(tree, predicates, head, &subjects) else {
            break;
        };
        let mut outer = verbal(tree, above);
        if tree.deprel(head) == "advcl" {
            let mut words = above.phrase.clone();
            words.extend(outer.core.iter().flat_map(|core| core.phrases[0].tokens.clone()));
            words.append(&mut parts.words);
            parts.words = words;
        }
        outer.adjuncts.retain(|slot| slot.phrases[0].head != head);
        outer.adjuncts.append(&mut parts.adjuncts);
        parts.adjuncts = outer.adjuncts;
        head = above.head;
    }
    parts.adjuncts.splice(0..0, opening(tree, head));
    Some(Statement {
        head: predicate.head,
        subjects,
        ..parts
    })
}

/// "caused by mixing them": the tree does not tell who mixes.
fn is_unsure(tree: &Tree<'_>, clause: usize) -> bool {
    let by = tree
        .children(clause)
        .iter()
        .any(|&child| tree.deprel(child) == "mark" && child < clause && tree.lemma(child) == "by");
    let above = tree.head(clause).filter(|_| tree.deprel(clause) == "advcl");
    by && above.is_some_and(|above| is_passive(tree, above))
}

/// Of "He was a pilot who crashed", he crashed: what is said of a noun that says what somebody is, is said of him.
fn described(tree: &Tree<'_>, noun: usize) -> usize {
    let subject = tree
        .child(noun, "nsubj")
        .filter(|_| tree.child(noun, "cop").is_some());
    subject.unwrap_or(noun)
}

/// The verb whose complement or purpose the clause of `head` is, with the same subject: "helped" of "helped to raise",
/// "came" of "came to stay".
fn governor<'p>(
    tree: &Tree<'_>,
    predicates: &'p [Predicate],
    head: usize,
    of: &[usize],
) -> Option<&'p Predicate> {
    let follows = match tree.deprel(head) {
        "xcomp" => true,
        "advcl" => infinitive_mark(tree, head).is_some(),
        _ => false,
    };
    let above = tree.head(head).filter(|&above| follows && above < head)?;
    verb_at(predicates, above)
        .filter(|other| subjects(tree, other).any(|subject| of.contains(&described(tree, subject))))
}

/// The parts of a clause with a verb.
fn verbal(tree: &Tree<'_>, predicate: &Predicate) -> Statement {
    let mut parts = Statement {
        head: predicate.head,
        words: predicate.phrase.clone(),
        ..Statement::default()
    };
    for &child in tree.children(predicate.head) {
        match tree.deprel(child) {
            "obj" => put(&mut parts, nominal(tree, child)),
            "iobj" => parts.second = Some(nominal(tree, child)),
            "xcomp" if !is_verbal(tree, child) => put(&mut parts, complement(tree, child)),
            "ccomp" => put(&mut parts, clause(tree, child)),
            _ => parts.adjuncts.extend(adjunct(tree, child)),
        }
        parts
            .adjuncts
            .extend(goal(tree, child).map(|goal| nominal(tree, goal)));
    }
    if parts.core.is_none() && tree.deprel(predicate.head) == "parataxis" && is_plain_speech(&predicate.lemma)
    {
        parts.core = tree.head(predicate.head).map(|said| clause(tree, said));
    }
    if parts.core.is_none() && !is_passive(tree, predicate.head) {
        // "the flourishes that she used", "was detained and released".
        let taken = predicate
            .arguments
            .iter()
            .find(|argument| argument.role == Role::Object && !argument.own);
        parts.core = taken.map(|taken| nominal(tree, taken.token));
    }
    if parts.core.is_none() && parts.adjuncts.is_empty() {
        // "became longer": an adverb is better than nothing.
        let how = tree.children(predicate.head).iter().copied().find(|&child| {
            tree.deprel(child) == "advmod"
                && tree.upos(child) == Upos::Adv
                && child > predicate.head
                && !predicate.phrase.contains(&child)
        });
        parts.core = how.map(|how| Slot {
            kind: SlotKind::Quality,
            phrases: vec![Phrase::nominal(tree, how)],
        });
    }
    parts
}

/// The first is what the statement is about, another one is beside it.
fn put(parts: &mut Statement, slot: Slot) {
    if parts.core.is_none() {
        parts.core = Some(slot);
    } else {
        parts.second = Some(slot);
    }
}

/// The parts of a clause with a copula.
fn copular(tree: &Tree<'_>, predicate: &Predicate) -> Statement {
    let head = predicate.head;
    let (case, _) = tree.preposition(head);
    let words = predicate
        .words
        .iter()
        .copied()
        .filter(|&word| word != head && !case.contains(&word))
        .collect();
    let kind = if predicate.kind == Kind::Adjective {
        SlotKind::Quality
    } else {
        SlotKind::Nominal
    };
    let mut parts = Statement {
        head,
        words,
        ..Statement::default()
    };
    for &child in tree.children(head) {
        let own = kind == SlotKind::Nominal && tree.deprel(child) == "nmod";
        if !own && child > head {
            parts.adjuncts.extend(adjunct(tree, child));
        }
    }
    let mut phrase = Phrase::nominal(tree, head);
    if kind == SlotKind::Quality {
        // "responsible for the attack": the phrase ends where its complements begin.
        let end = parts
            .adjuncts
            .iter()
            .flat_map(|slot| &slot.phrases)
            .map(Phrase::start)
            .min();
        phrase.tokens.end = end
            .unwrap_or(phrase.tokens.end)
            .clamp(head + 1, phrase.tokens.end.max(head + 1));
    }
    let slot = Slot {
        kind,
        phrases: members(tree, head, phrase),
    };
    if case.is_empty() {
        parts.core = Some(slot);
    } else {
        parts.adjuncts.insert(0, slot);
    }
    parts
}

fn members(tree: &Tree<'_>, head: usize, first: Phrase) -> Vec<Phrase> {
    let joined_by = first.joined_by.clone();
    let mut phrases = vec![first];
    for member in coordinated(tree.sentence, head).into_iter().skip(1) {
        if tree.child(member, "nsubj").is_some() || tree.child(member, "cop").is_some() {
            continue;
        }
        let mut phrase = Phrase::nominal(tree, member);
        if phrase.joined_by.is_empty() {
            phrase.joined_by.clone_from(&joined_by);
        }
        phrases.push(phrase);
    }
    phrases
}

fn nominal(tree: &Tree<'_>, head: usize) -> Slot {
    Slot {
        kind: SlotKind::Nominal,
        phrases: members(tree, head, Phrase::nominal(tree, head)),
    }
}

fn complement(tree: &Tree<'_>, head: usize) -> Slot {
    let kind = if tree.upos(head) == Upos::Adj {
        SlotKind::Quality
    } else {
        SlotKind::Nominal
    };
    Slot {
        kind,
        ..nominal(tree, head)
    }
}

fn clause(tree: &Tree<'_>, head: usize) -> Slot {
    Slot {
        kind: SlotKind::Clause,
        phrases: vec![Phrase::clause(tree, head)],
    }
}

/// What hangs on a verb besides its objects.
fn adjunct(tree: &Tree<'_>, child: usize) -> Option<Slot> {
    match tree.deprel(child) {
        "obl" | "obl:agent" | "obl:tmod" | "obl:npmod" | "obl:unmarked" | "nmod" | "nmod:unmarked" => {
            // Who says so is no part of what is said.
            (tree.preposition(child).1 != "according to").then(|| nominal(tree, child))
        }
        "advcl" => Some(clause(tree, child)),
        // "several years later" says when; a single adverb says how.
        "advmod"
            if tree
                .children(child)
                .iter()
                .any(|&inner| tree.deprel(inner) != "punct") =>
        {
            Some(nominal(tree, child))
        }
        _ => None,
    }
}

/// What stands before the first verb of a coordination holds for all of its members: "In 1879, he was elected and died".
fn opening(tree: &Tree<'_>, head: usize) -> Vec<Slot> {
    let Some(first) = tree.head(head).filter(|_| tree.deprel(head) == "conj") else {
        return Vec::new();
    };
    let subject = tree
        .children(first)
        .iter()
        .copied()
        .find(|&child| tree.deprel(child).starts_with("nsubj"));
    tree.children(first)
        .iter()
        .copied()
        .filter(|&child| subject.is_some_and(|subject| child < subject))
        .filter_map(|child| adjunct(tree, child))
        .collect()
}

/// Whether a complement is a clause with a verb.
fn is_verbal(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.upos(token), Upos::Verb | Upos::Aux) || tree.child(token, "cop").is_some()
}
