//! Sentences with their dependents indexed, and the small questions that linking asks of a tree.

use std::ops::Range;

use crate::nlp::{Sentence, Token, Upos};

/// A sentence, its text, and for each token the list of its dependents.
pub(super) struct Tree<'a> {
    pub(super) sentence: &'a Sentence,
    text: &'a str,
    /// Dependents of token `i` are `dependents[first[i]..first[i + 1]]`, in text order.
    first: Vec<usize>,
    dependents: Vec<usize>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(sentence: &'a Sentence, text: &'a str) -> Self {
        let count = sentence.tokens.len();
        let mut first = vec![0; count + 2];
        let heads = || {
            let tokens = sentence.tokens.iter().enumerate();
            tokens.filter_map(|(index, token)| {
                token.head.filter(|&head| head < count).map(|head| (index, head))
            })
        };
        for (_, head) in heads() {
            first[head + 2] += 1;
        }
        for index in 2..first.len() {
            first[index] += first[index - 1];
        }
        let mut dependents = vec![0; first[count + 1]];
        for (index, head) in heads() {
            dependents[first[head + 1]] = index;
            first[head + 1] += 1;
        }
        Self {
            sentence,
            text,
            first,
            dependents,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    pub(super) fn token(&self, index: usize) -> &'a Token {
        &self.sentence.tokens[index]
    }

    /// The token as the text has it.
    pub(super) fn form(&self, index: usize) -> &'a str {
        self.token(index).span.of(self.text)
    }

    /// The text from the first to the last token of the range.
    pub(super) fn words(&self, tokens: Range<usize>) -> &'a str {
        self.sentence.span_of(tokens).of(self.text)
    }

    pub(super) fn upos(&self, index: usize) -> Upos {
        self.token(index).upos
    }

    /// The relation without its subtype.
    pub(super) fn relation(&self, index: usize) -> &'static str {
        let deprel = self.token(index).deprel;
        deprel.split_once(':').map_or(deprel, |(relation, _)| relation)
    }

    pub(super) fn head(&self, index: usize) -> Option<usize> {
        self.token(index).head
    }

    pub(super) fn dependents(&self, head: usize) -> &[usize] {
        &self.dependents[self.first[head]..self.first[head + 1]]
    }

    pub(super) fn dependent(&self, head: usize, relation: &str) -> Option<usize> {
        let mut found = self.dependents(head).iter().copied();
        found.find(|&index| self.relation(index) == relation)
    }

    /// Tokens from the parent of `index` up to the root.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = self.head(index);
        std::iter::from_fn(move || {
            let current = next?;
            next = self.head(current);
            Some(current)
        })
        .take(self.len())
    }

    /// The token of the range whose head lies outside of it.
    pub(super) fn top(&self, tokens: Range<usize>) -> usize {
        let outside = |&index: &usize| self.head(index).is_none_or(|head| !tokens.contains(&head));
        // Of several fragments the one that holds most of the range together is the head; the
        // first of them on a tie.
        let tops = tokens.clone().filter(outside);
        let weigh = |index: usize| {
            self.dependents(index)
                .iter()
                .filter(|child| tokens.contains(child))
                .count()
        };
        tops.map(|index| (weigh(index), std::cmp::Reverse(index)))
            .max()
            .map_or(tokens.start, |(_, std::cmp::Reverse(index))| index)
    }

    /// Whether no white space stands between the token and the next.
    pub(super) fn glued(&self, index: usize) -> bool {
        self.sentence.is_glued(index)
    }

    /// The preposition or other case marker of a phrase, in lower case.
    pub(super) fn case(&self, head: usize) -> Option<String> {
        self.dependent(head, "case")
            .map(|index| self.form(index).to_lowercase())
    }

    /// Whether the token is a subject, passive or clausal-internal ones included.
    pub(super) fn is_subject(&self, index: usize) -> bool {
        self.relation(index) == "nsubj"
    }
}

/// Whether the form starts as names do.
pub(super) fn is_capitalised(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the form has two letters or more and all of them are capitals ("SDF", "U.S.", "G20").
pub(super) fn is_all_capitals(form: &str) -> bool {
    let mut letters = 0;
    for character in form.chars() {
        if character.is_alphabetic() {
            letters += 1;
            if character.is_lowercase() {
                return false;
            }
        }
    }
    letters > 1
}

/// Lower case without the dot of an abbreviation.
pub(super) fn plain(form: &str) -> String {
    form.trim_end_matches('.').to_lowercase()
}
