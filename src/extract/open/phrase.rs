//! Phrases: what of a sentence belongs to the word that heads it.

use std::ops::Range;

use crate::extract::predicate::{Tree, antecedent};

/// Words between a relative pronoun and the verb of its clause: "on the roof of which they sat".
const REACH: usize = 3;

/// A phrase: its head, and the tokens from its first word to its last, prepositions left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) head: usize,
    pub(super) tokens: Range<usize>,
    /// Prepositions or conjunctions before it.
    pub(super) joined_by: Vec<usize>,
}

impl Phrase {
    /// The phrase of a noun: with its modifiers, without clauses, appositions and other members of a coordination.
    pub(super) fn nominal(tree: &Tree<'_>, head: usize) -> Self {
        let (joined_by, _) = tree.preposition(head);
        let goal = goal(tree, head);
        let head = antecedent(tree, head, REACH).unwrap_or(head);
        let outside = |child: usize| {
            goal == Some(child)
                || matches!(
                    tree.deprel(child),
                    "conj"
                        | "cc"
                        | "cc:preconj"
                        | "parataxis"
                        | "case"
                        | "mark"
                        | "cop"
                        | "aux"
                        | "nsubj"
                        | "nsubj:outer"
                        | "csubj"
                        | "expl"
                        | "advcl"
                        | "discourse"
                        | "vocative"
                        | "punct"
                )
        };
        Self {
            head,
            tokens: around(tree, head, false, &outside),
            joined_by,
        }
    }

    /// A clause as it stands, without what joins it.
    pub(super) fn clause(tree: &Tree<'_>, head: usize) -> Self {
        let joined_by = tree
            .children(head)
            .iter()
            .copied()
            .filter(|&child| matches!(tree.deprel(child), "mark" | "case") && child < head)
            .collect();
        let outside = |child: usize| {
            matches!(tree.deprel(child), "mark" | "case" | "punct") && child < head
                || tree.deprel(child) == "parataxis"
        };
        Self {
            head,
            tokens: around(tree, head, true, &outside),
            joined_by,
        }
    }

    /// Its first token, with what joins it.
    pub(super) fn start(&self) -> usize {
        let joined = self.joined_by.first().copied();
        joined.map_or(self.tokens.start, |joined| joined.min(self.tokens.start))
    }
}

/// "to 2008" of "from 2006 to 2008": a phrase of its own, though the tree has it within the other.
pub(super) fn goal(tree: &Tree<'_>, head: usize) -> Option<usize> {
    tree.children(head).iter().copied().find(|&child| {
        tree.deprel(child) == "nmod"
            && tree.preposition(head).1 == "from"
            && tree.preposition(child).1 == "to"
    })
}

/// What says more of a noun than which one is meant: a clause or another name.
fn is_aside(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.deprel(token), "acl" | "acl:relcl" | "appos")
}

/// The unbroken stretch of tokens around `head` that hang on it, without the dependents of its own that are `outside`,
/// without asides unless with `clauses`, and without punctuation at its ends.
fn around(tree: &Tree<'_>, head: usize, clauses: bool, outside: &dyn Fn(usize) -> bool) -> Range<usize> {
    let mut inside = vec![false; tree.sentence.tokens.len()];
    inside[head] = true;
    let mut waiting: Vec<usize> = Vec::new();
    for &child in tree.children(head) {
        // Marks between the words of a phrase belong to it.
        if !outside(child) && (clauses || !is_aside(tree, child)) || tree.deprel(child) == "punct" {
            inside[child] = true;
            waiting.push(child);
        }
    }
    while let Some(token) = waiting.pop() {
        for &child in tree
            .children(token)
            .iter()
            .filter(|&&child| clauses || !is_aside(tree, child))
        {
            inside[child] = true;
            waiting.push(child);
        }
    }
    let is_mark = |token: usize| tree.deprel(token) == "punct";
    let mut start = head;
    while start > 0 && inside[start - 1] {
        start -= 1;
    }
    let mut end = head + 1;
    while inside.get(end) == Some(&true) {
        end += 1;
    }
    while start < head && is_mark(start) {
        start += 1;
    }
    while end > head + 1 && is_mark(end - 1) {
        end -= 1;
    }
    start..end
}
