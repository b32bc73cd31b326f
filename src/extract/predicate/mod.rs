//! Predicate–argument structures: the one layer between trees and claims.
//!
//! A [`Predicate`] is a verb, noun or adjective with what it relates. Voice, relative and participial
//! clauses, coordination and control are undone here: "areas held by the army", "the army holds areas"
//! and "the army, which holds areas" all give `hold(Subject: army, Object: areas)`. So one example
//! sentence of a property covers them all. Works on a sentence alone; knows no names and no ontology.
//!
//! The idea follows PredPatt (White et al. 2016) and ClausIE (Del Corro and Gemulla 2013).

mod arguments;
mod nouns;
mod relation;
mod verbs;

pub use arguments::coordinated;
pub(super) use arguments::is_passive;
pub(super) use relation::{infinitive_mark, subjects, verb_at};

use crate::nlp::{Sentence, Upos};

/// Something that relates its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicate {
    /// Its token.
    pub head: usize,
    /// Verb, noun or adjective.
    pub kind: Kind,
    /// What it means: lemma with particle ("take over"), light noun ("take control") or
    /// preposition of a predicative phrase ("under control").
    pub lemma: String,
    /// Whether a light noun is part of it.
    pub compound: bool,
    /// What it relates, in text order of discovery; one entry for each member of a coordination.
    pub arguments: Vec<PredicateArgument>,
    /// The tokens of its phrase: auxiliaries, negation, head, particle; sorted.
    pub words: Vec<usize>,
    /// The same with the words of verbs above it that have the same subject: "helped to raise"; sorted.
    pub phrase: Vec<usize>,
}

/// What kind of word a predicate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// "controls".
    Verb,
    /// "member of", "takeover of X by Y".
    Noun,
    /// "responsible for".
    Adjective,
}

/// An argument: a token that heads a phrase, and the part it plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PredicateArgument {
    /// Head of its phrase.
    pub token: usize,
    /// The part it plays.
    pub role: Role,
    /// The prepositions that join it, as tokens.
    pub joined_by: Vec<usize>,
    /// Whether it stands at the predicate itself, and was not taken over from another clause.
    pub own: bool,
}

/// The part that an argument plays. Passives are undone: the agent is the subject.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Who does it; who is it.
    Subject,
    /// To whom it is done.
    Object,
    /// The one given something.
    Indirect,
    /// What the subject or object becomes or is called.
    Complement,
    /// "Corvane's takeover".
    Possessor,
    /// The noun itself, where it is what the subject is ("X is a *rebel group*").
    Itself,
    /// A noun or adjective before the noun ("*ISIS* members").
    Modifier,
    /// With this preposition.
    Oblique(String),
}

/// All predicates of a sentence, in order of their heads; compound ones follow the plain one.
pub fn predicates(sentence: &Sentence, text: &str) -> Vec<Predicate> {
    let tree = Tree::new(sentence, text);
    let mut found = Vec::new();
    for token in 0..sentence.tokens.len() {
        match sentence.tokens[token].upos {
            Upos::Verb => verbs::collect(&tree, token, &mut found),
            Upos::Aux if !matches!(sentence.tokens[token].deprel, "aux" | "aux:pass" | "cop") => {
                verbs::collect(&tree, token, &mut found);
            }
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Pron | Upos::Num => {
                nouns::collect(&tree, token, &mut found);
            }
            _ => {}
        }
    }
    for argument in found.iter_mut().flat_map(|predicate| &mut predicate.arguments) {
        if let Some(noun) = antecedent(&tree, argument.token, 1) {
            argument.token = noun;
        }
    }
    relation::complete(&tree, &mut found);
    found
}

/// The noun that a relative pronoun stands for, if the verb of its clause is at most `reach` steps above it.
pub(super) fn antecedent(tree: &Tree<'_>, token: usize, reach: usize) -> Option<usize> {
    if tree.upos(token) != Upos::Pron || !matches!(tree.lemma(token), "who" | "which" | "that" | "whom") {
        return None;
    }
    let clause = std::iter::successors(tree.head(token), |&above| tree.head(above))
        .take(reach)
        .find(|&above| tree.deprel(above) == "acl:relcl")?;
    tree.head(clause).filter(|&noun| noun < token)
}

/// A sentence with its dependents at hand.
pub(super) struct Tree<'a> {
    pub(super) sentence: &'a Sentence,
    text: &'a str,
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(sentence: &'a Sentence, text: &'a str) -> Self {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (index, token) in sentence.tokens.iter().enumerate() {
            if let Some(list) = token.head.and_then(|head| children.get_mut(head)) {
                list.push(index);
            }
        }
        Self {
            sentence,
            text,
            children,
        }
    }

    pub(super) fn children(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    pub(super) fn deprel(&self, token: usize) -> &'static str {
        self.sentence.tokens[token].deprel
    }

    pub(super) fn upos(&self, token: usize) -> Upos {
        self.sentence.tokens[token].upos
    }

    pub(super) fn head(&self, token: usize) -> Option<usize> {
        self.sentence.tokens[token].head
    }

    pub(super) fn lemma(&self, token: usize) -> &'a str {
        &self.sentence.tokens[token].lemma
    }

    pub(super) fn form(&self, token: usize) -> &'a str {
        self.sentence.tokens[token].span.of(self.text)
    }

    /// Whether the feature (`"VerbForm=Part"`) is set.
    pub(super) fn has(&self, token: usize, feature: &str) -> bool {
        self.sentence.tokens[token]
            .feats
            .split('|')
            .any(|one| one == feature)
    }

    pub(super) fn child(&self, token: usize, deprel: &str) -> Option<usize> {
        self.children[token]
            .iter()
            .copied()
            .find(|&child| self.deprel(child) == deprel)
    }

    /// Whether the token turns what it hangs on into its contrary.
    pub(super) fn negates(&self, token: usize) -> bool {
        self.deprel(token) == "advmod" && matches!(self.lemma(token), "not" | "n't" | "n’t" | "never")
    }

    /// The case markers of a phrase as tokens and as text ("in front of").
    pub(super) fn preposition(&self, token: usize) -> (Vec<usize>, String) {
        let mut tokens = Vec::new();
        for &child in &self.children[token] {
            if matches!(self.deprel(child), "case" | "mark")
                && !matches!(self.form(child), "'s" | "’s" | "'" | "’" | "to")
                || self.deprel(child) == "case" && self.form(child) == "to"
            {
                tokens.push(child);
                tokens.extend(
                    self.children[child]
                        .iter()
                        .filter(|&&inner| self.deprel(inner) == "fixed"),
                );
            }
        }
        tokens.sort_unstable();
        let words: Vec<String> = tokens
            .iter()
            .map(|&token| self.form(token).to_lowercase())
            .collect();
        (tokens, words.join(" "))
    }
}
