//! Descriptions: appositions, "the bank" for Osprey Bank, "the attack" said again.
//!
//! Goes through the mentions in text order, so that whatever stands before a mention is known.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::nlp::Upos;

use super::cluster::Cluster;
use super::mention::MentionKind;
use super::mint::clean;
use super::phrases::{Draft, Drafts};
use super::sort::Sort;
use super::text::Text;
use super::tree::Tree;

/// Mentions on their way to clusters.
pub(super) struct Resolver<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) drafts: Drafts,
    pub(super) clusters: Vec<Cluster>,
    /// Drafts of each sentence.
    pub(super) of_sentence: Vec<Range<usize>>,
    /// A description and the mention that it stands in apposition to.
    pub(super) apposed: FxHashMap<usize, usize>,
    /// Descriptions so far, by lemma of the head.
    pub(super) described: FxHashMap<String, Vec<Described>>,
    /// Bodies of states ("government of Nordal") to their clusters.
    pub(super) national: FxHashMap<String, usize>,
}

pub(super) struct Described {
    pub(super) cluster: usize,
    pub(super) modifiers: Vec<String>,
    pub(super) plural: bool,
}

/// Gives every mention that has none its cluster.
pub(super) fn resolve(text: &Text, drafts: Drafts, clusters: Vec<Cluster>) -> (Drafts, Vec<Cluster>) {
    let count = text.trees.len();
    let mut of_sentence = Vec::with_capacity(count);
    let mut start = 0;
    for sentence in 0..count {
        let end = start
            + drafts.list[start..]
                .iter()
                .take_while(|draft| draft.sentence == sentence)
                .count();
        of_sentence.push(start..end);
        start = end;
    }
    let mut resolver = Resolver {
        text,
        drafts,
        clusters,
        of_sentence,
        apposed: FxHashMap::default(),
        described: FxHashMap::default(),
        national: FxHashMap::default(),
    };
    resolver.appositions();
    for index in 0..resolver.drafts.list.len() {
        // Whose something is says what it is: "her office" waits for "her".
        for own in resolver.owners(index) {
            resolver.settle(own);
        }
        resolver.settle(index);
        resolver.note_role(index);
    }
    (resolver.drafts, resolver.clusters)
}

impl<'a> Resolver<'a> {
    pub(super) fn settle(&mut self, index: usize) {
        if self.drafts.list[index].cluster.is_none() {
            let cluster = match self.drafts.list[index].kind {
                MentionKind::Pronoun => self.pronoun(index),
                _ => self.description(index),
            };
            self.drafts.list[index].cluster = Some(cluster);
        }
    }

    /// Possessive pronouns inside the phrase.
    pub(super) fn owners(&self, index: usize) -> Vec<usize> {
        let draft = self.draft(index);
        if draft.kind != MentionKind::Nominal {
            return Vec::new();
        }
        let own = draft.tokens.start..draft.head;
        own.filter(|&token| self.tree(index).token(token).deprel == "nmod:poss")
            .filter_map(|token| self.at(draft.sentence, token))
            .filter(|&other| self.draft(other).kind == MentionKind::Pronoun)
            .collect()
    }

    pub(super) fn draft(&self, index: usize) -> &Draft {
        &self.drafts.list[index]
    }

    pub(super) fn tree(&self, index: usize) -> &'a Tree<'a> {
        &self.text.trees[self.drafts.list[index].sentence]
    }

    pub(super) fn at(&self, sentence: usize, token: usize) -> Option<usize> {
        self.drafts.by_token.get(&(sentence, token)).copied()
    }

    /// A cluster of its own.
    pub(super) fn fresh(&mut self, index: usize) -> usize {
        let mut cluster = Cluster::default();
        cluster.learn(self.text.ontology, &self.drafts.list[index], None);
        self.clusters.push(cluster);
        self.clusters.len() - 1
    }

    pub(super) fn lemma(&self, index: usize) -> String {
        let draft = self.draft(index);
        self.tree(index).token(draft.head).lemma.to_lowercase()
    }

    /// The cluster last mentioned before the mention, at most `sentences` back, that fits; in an
    /// earlier sentence its subject goes before what follows it.
    pub(super) fn most_recent(
        &self,
        index: usize,
        sentences: usize,
        fits: impl Fn(&Cluster) -> bool,
    ) -> Option<usize> {
        let draft = self.draft(index);
        let allowed = |&other: &usize| {
            let before = self.draft(other);
            let outside = before.tokens.end <= draft.tokens.start;
            let cluster = before.cluster;
            (outside || before.sentence != draft.sentence)
                && !self.is_in_title(other)
                && cluster.is_some_and(|cluster| fits(&self.clusters[cluster]))
        };
        let own = self.of_sentence[draft.sentence].start..index;
        if let Some(other) = own
            .rev()
            .find(|other| allowed(other) && !self.governs(*other, index) && !self.is_beside(*other, index))
        {
            return self.draft(other).cluster;
        }
        for sentence in (draft.sentence.saturating_sub(sentences)..draft.sentence).rev() {
            let found: Vec<usize> = self.of_sentence[sentence].clone().filter(allowed).collect();
            let subject = found
                .iter()
                .copied()
                .find(|&other| self.tree(other).is_subject(self.draft(other).head));
            if let Some(other) = subject
                .or_else(|| {
                    found
                        .iter()
                        .copied()
                        .rev()
                        .find(|&other| !self.draft(other).demonym)
                })
                .or(found.last().copied())
            {
                return self.draft(other).cluster;
            }
        }
        None
    }

    /// Whether the mention stands inside the title of another.
    pub(super) fn is_in_title(&self, index: usize) -> bool {
        let draft = self.draft(index);
        let inside = |other: &Draft| {
            other
                .title
                .as_ref()
                .is_some_and(|title| title.contains(&draft.head))
        };
        self.of_sentence[draft.sentence]
            .clone()
            .any(|other| inside(self.draft(other)))
    }

    /// Whether the later mention is part of the earlier one's phrase, or its predicate.
    pub(super) fn governs(&self, earlier: usize, later: usize) -> bool {
        let (earlier, later) = (self.draft(earlier), self.draft(later));
        let tree = &self.text.trees[later.sentence];
        tree.head(earlier.head) == Some(later.head) || tree.head(later.head) == Some(earlier.head)
    }

    /// Whether both are arguments of one verb, or one is what the other is something of: who "sponsors the club" or
    /// "is a sponsor of the club" is not the club.
    fn is_beside(&self, earlier: usize, later: usize) -> bool {
        let (earlier, later) = (self.draft(earlier), self.draft(later));
        let tree = &self.text.trees[later.sentence];
        let argument = |token: usize| {
            matches!(
                tree.token(token).deprel,
                "nsubj" | "nsubj:pass" | "obj" | "iobj" | "obl" | "obl:agent"
            )
        };
        let Some(verb) = tree.head(earlier.head).filter(|_| argument(earlier.head)) else {
            return false;
        };
        let of = tree
            .head(later.head)
            .filter(|_| tree.relation(later.head) == "nmod");
        tree.head(later.head) == Some(verb) && argument(later.head) || of == Some(verb)
    }

    /// What appositions and copulas say that somebody is, for later descriptions of him.
    pub(super) fn note_role(&mut self, index: usize) {
        let draft = self.draft(index);
        if draft.kind != MentionKind::Nominal
            || !matches!(draft.sort, Sort::Person | Sort::Office | Sort::Unknown)
        {
            return;
        }
        let tree = self.tree(index);
        let bearer = if self.apposed.contains_key(&index) {
            draft.cluster
        } else if tree.dependent(draft.head, "cop").is_some() && !self.is_denied(index) {
            let subject = tree.dependent(draft.head, "nsubj");
            subject
                .and_then(|subject| self.at(draft.sentence, subject))
                .and_then(|other| self.draft(other).cluster)
        } else {
            None
        };
        let Some(bearer) = bearer.filter(|&bearer| self.clusters[bearer].sort == Sort::Person) else {
            return;
        };
        let words: Vec<String> = (draft.tokens.start..=draft.head)
            .filter(|&token| matches!(tree.upos(token), Upos::Noun | Upos::Propn | Upos::Adj))
            .map(|token| tree.token(token).lemma.to_lowercase())
            .collect();
        if let Some(gender) = draft.gender {
            self.clusters[bearer].gender.get_or_insert(gender);
        }
        for word in &words {
            self.clusters[bearer].add_role(word);
        }
    }

    pub(super) fn is_denied(&self, index: usize) -> bool {
        let tree = self.tree(index);
        tree.dependents(self.draft(index).head)
            .iter()
            .any(|&token| matches!(tree.form(token), "not" | "n't" | "n’t" | "never" | "no"))
    }

    /// The description without article; a possessive pronoun gives way to whom it stands for.
    pub(super) fn label(&self, index: usize) -> String {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let mut tokens = draft.tokens.clone();
        let mut label = String::new();
        while tokens.start < draft.head {
            let first = tokens.start;
            let own = self
                .at(draft.sentence, first)
                .filter(|&other| self.draft(other).kind == MentionKind::Pronoun);
            if let Some(cluster) = own.and_then(|other| self.draft(other).cluster) {
                if let Some(name) = self.clusters[cluster].names.first() {
                    label = format!("{name}'s ");
                }
            } else if tree.upos(first) != Upos::Det {
                break;
            }
            tokens.start += 1;
        }
        label.push_str(&clean(tree.words(tokens)));
        label.retain(|c| !matches!(c, '“' | '”' | '"' | '„' | '«' | '»'));
        label
    }
}
