//! Phrases: what of a sentence belongs to the word that heads it.

use std::ops::Range;

use crate::extract::predicate::Tree;
use crate::nlp::Upos;

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
        let (joined_by, preposition) = tree.preposition(head);
        let head = antecedent(tree, head);
        // "from 2006 to 2008" are two.
        let goal = |child: usize| {
            preposition == "from" && tree.deprel(child) == "nmod" && tree.preposition(child).1 == "to"
        };
        let outside = |child: usize| {
            goal(child)
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

    /// The words in the order of the sentence.
    pub(super) fn words(&self) -> Vec<usize> {
        self.tokens.clone().collect()
    }
}

/// The noun that a relative pronoun stands for, or the token itself.
fn antecedent(tree: &Tree<'_>, token: usize) -> usize {
    let relative =
        tree.upos(token) == Upos::Pron && matches!(tree.lemma(token), "who" | "which" | "that" | "whom");
    let clause = std::iter::successors(tree.head(token), |&above| tree.head(above))
        .take(3)
        .find(|&above| tree.deprel(above) == "acl:relcl");
    clause
        .filter(|_| relative)
        .and_then(|clause| tree.head(clause))
        .filter(|&noun| noun < token)
        .unwrap_or(token)
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
