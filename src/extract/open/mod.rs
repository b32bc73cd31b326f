//! *What it finds.* What a clause states in the sentence's own words, whether or not a property covers it: subject,
//! relation phrase, object, and what stands beside them. What stands beside an object is stated once more with the
//! object as part of the relation, and so is what an object's own phrase ends in.
//!
//! *Example.* "The army hired two drivers in Sund": the army – hired – two drivers (in Sund); the army – hired two
//! drivers in – Sund.
//!
//! *Misses.* Adverbs; what possessives and compounds say.
//!
//! What counts as a statement follows ClausIE (Del Corro and Gemulla 2013), its shorter forms MinIE (Gashteovski et
//! al. 2017).

mod phrase;
mod statement;

use std::ops::Range;

use crate::claim::{Argument, Claim};
use crate::text::Span;

use super::clauses::is_read;
use super::context::{Context, Triple};
use super::predicate::Tree;
use phrase::Phrase;
use statement::{Slot, SlotKind, Statement, statement};

pub(super) const NAME: &str = "open";

/// How sure the forms of a statement are, until that is calibrated: the statement itself; with its object in the
/// relation; with the start of a phrase in it.
const WHOLE: f64 = 0.9;
const BESIDE: f64 = 0.7;
const WITHIN: f64 = 0.6;

pub(super) fn find(context: &Context<'_>, claims: &mut Vec<Claim>) {
    for (index, predicates) in context.predicates.iter().enumerate() {
        let sentence = context.sentence(index);
        if !is_read(sentence.zone) {
            continue;
        }
        let tree = Tree::new(sentence, &context.document.text);
        for predicate in predicates.iter().filter(|predicate| !predicate.compound) {
            let Some(statement) = statement(&tree, predicates, predicate) else {
                continue;
            };
            for &subject in &statement.subjects {
                let stating = Stating {
                    context,
                    tree: &tree,
                    index,
                    statement: &statement,
                    subject: Phrase::nominal(&tree, subject),
                };
                stating.state(claims);
            }
        }
    }
}

/// A statement about to be put into claims.
struct Stating<'a> {
    context: &'a Context<'a>,
    tree: &'a Tree<'a>,
    index: usize,
    statement: &'a Statement,
    subject: Phrase,
}

impl Stating<'_> {
    fn state(&self, claims: &mut Vec<Claim>) {
        let statement = self.statement;
        let mut adjuncts: Vec<&Slot> = statement.adjuncts.iter().collect();
        let mut words = statement.words.clone();
        if let Some(core) = &statement.core {
            self.put(core, &words, &adjuncts, WHOLE, claims);
            words.extend(
                core.phrases[0]
                    .joined_by
                    .iter()
                    .filter(|_| core.kind == SlotKind::Clause),
            );
            words.extend(core.phrases[0].tokens.clone());
            if core.kind == SlotKind::Clause {
                return;
            }
        } else if statement.second.is_none() {
            // Without an object the statement is about the first thing that hangs on the verb.
            let after =
                |slot: &&Slot| slot.kind == SlotKind::Nominal && slot.phrases[0].head > statement.head;
            let said = |slot: &&Slot| slot.kind != SlotKind::Clause;
            let Some(first) = adjuncts.iter().position(after).or(adjuncts.iter().position(said)) else {
                return;
            };
            let first = adjuncts.remove(first);
            self.put(first, &words, &adjuncts, WHOLE, claims);
            words.extend(&first.phrases[0].joined_by);
            words.extend(first.phrases[0].tokens.clone());
        }
        if let Some(second) = &statement.second {
            self.put(second, &words, &[], BESIDE, claims);
        }
        for adjunct in adjuncts.iter().filter(|adjunct| adjunct.kind != SlotKind::Clause) {
            self.put(adjunct, &words, &[], BESIDE, claims);
        }
    }

    /// States each member of a slot, and what its phrase ends in.
    fn put(&self, slot: &Slot, words: &[usize], beside: &[&Slot], confidence: f64, claims: &mut Vec<Claim>) {
        for phrase in &slot.phrases {
            // What stands beside an object is worth a claim of its own where it refers to something.
            if confidence < WHOLE && self.context.mention(self.index, phrase.head).is_none() {
                continue;
            }
            let mut words = words.to_vec();
            words.extend(&phrase.joined_by);
            self.claim(phrase, slot.kind, &words, beside, confidence, claims);
            if slot.kind == SlotKind::Nominal {
                self.descend(phrase, words, 0, claims);
            }
        }
    }

    /// "served as Prime Minister of – Australia".
    fn descend(&self, phrase: &Phrase, mut words: Vec<usize>, depth: usize, claims: &mut Vec<Claim>) {
        let inner = self
            .tree
            .children(phrase.head)
            .iter()
            .copied()
            .rev()
            .find(|&child| {
                self.tree.deprel(child) == "nmod" && child > phrase.head && phrase.tokens.contains(&child)
            });
        let Some(inner) = inner.map(|inner| Phrase::nominal(self.tree, inner)) else {
            return;
        };
        let Some(&joined) = inner.joined_by.first() else {
            return;
        };
        words.extend(phrase.tokens.start..joined);
        words.extend(&inner.joined_by);
        self.claim(&inner, SlotKind::Nominal, &words, &[], WITHIN, claims);
        if depth < 1 {
            self.descend(&inner, words, depth + 1, claims);
        }
    }

    fn claim(
        &self,
        object: &Phrase,
        kind: SlotKind,
        words: &[usize],
        beside: &[&Slot],
        confidence: f64,
        claims: &mut Vec<Claim>,
    ) {
        if object.tokens.contains(&self.subject.head) || self.subject.tokens.contains(&object.head) {
            return;
        }
        let subject = self.argument(&self.subject);
        let object = match kind {
            SlotKind::Nominal => self.argument(object),
            SlotKind::Quality | SlotKind::Clause => self.literal(object),
        };
        if subject.entity.is_some() && subject.entity == object.entity {
            return;
        }
        let mut claim = self.context.claim(Triple {
            sentence: self.index,
            head: self.statement.head,
            words: words.to_vec(),
            subject,
            property: None,
            object,
            eventive: true,
            presupposed: false,
            confidence,
            extractor: NAME,
        });
        claim.arguments = beside
            .iter()
            .flat_map(|slot| slot.phrases.iter().map(|phrase| self.joined(phrase)))
            .collect();
        claims.push(claim);
    }

    /// A phrase as an argument: with the entity that it refers to, if it does.
    fn argument(&self, phrase: &Phrase) -> Argument {
        let words = self.words(phrase.tokens.clone());
        let Some(mention) = self.context.mention(self.index, phrase.head) else {
            return words;
        };
        Argument {
            text: words.text,
            start: words.start,
            end: words.end,
            ..self.context.argument(mention)
        }
    }

    /// A phrase that stands for no thing: a quality, or all that a clause says.
    fn literal(&self, phrase: &Phrase) -> Argument {
        let span = self.span(phrase.tokens.clone());
        let value = super::fold(self.context.words(span));
        self.context
            .literal(span, value, "http://www.w3.org/2001/XMLSchema#string")
    }

    /// A phrase with what joins it.
    fn joined(&self, phrase: &Phrase) -> Argument {
        self.words(phrase.start()..phrase.tokens.end)
    }

    /// Words that refer to nothing of their own.
    fn words(&self, tokens: Range<usize>) -> Argument {
        let quote = self.context.quote(self.span(tokens));
        Argument {
            text: quote.text,
            start: quote.start,
            end: quote.end,
            ..Argument::default()
        }
    }

    fn span(&self, tokens: Range<usize>) -> Span {
        self.context.sentence(self.index).span_of(tokens)
    }
}
