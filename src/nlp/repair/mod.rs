//! Mends attachments that the parser often gets wrong and the words around decide.
//!
//! Each rule looks for one wrong shape and leaves every other tree alone; the tree stays a tree.

mod clauses;
mod names;
mod rows;

use super::analysis::{Sentence, Token, Upos};

/// Mends the tree of a sentence.
pub(super) fn repair(sentence: &mut Sentence, text: &str) {
    for token in 0..sentence.tokens.len() {
        clauses::quantifier(sentence, text, token);
        rows::name_beyond_verb(sentence, token);
        rows::row_of_names(sentence, text, token);
    }
    for name in 0..sentence.names.len() {
        names::one_name(sentence, name);
        names::titled_person(sentence, text, name);
        names::joint_portfolio(sentence, name);
    }
    for token in 0..sentence.tokens.len() {
        clauses::one_subject(sentence, text, token);
        clauses::name_as_adverb(sentence, token);
        clauses::verb_of_noun(sentence, text, token);
        clauses::reporting_tail(sentence, text, token);
        names::date_after_name(sentence, token);
        clauses::subject_of_clause(sentence, text, token);
        clauses::subject_after_conjunction(sentence, text, token);
        names::relative_of_name(sentence, token);
        clauses::missing_subject(sentence, text, token);
        names::conjunct_of_name(sentence, token);
        names::split_name(sentence, token);
        clauses::noun_beside_object(sentence, token);
        names::name_after_noun(sentence, text, token);
        names::name_before_amount(sentence, token);
        names::place_of_person(sentence, text, token);
    }
    for token in 0..sentence.tokens.len() {
        names::place_of_name(sentence, text, token);
    }
}

fn is_named(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens[token].upos == Upos::Propn
        || sentence.dependents(token).any(|child| {
            sentence.tokens[child].upos == Upos::Propn
                && matches!(sentence.tokens[child].deprel, "compound" | "flat")
        })
}

fn has_subject(sentence: &Sentence, clause: usize) -> bool {
    sentence.dependents(clause).any(|child| {
        sentence.tokens[child].deprel.starts_with("nsubj")
            || sentence.tokens[child].deprel.starts_with("csubj")
    })
}

/// What the subject of a clause is to it, by the clause's voice.
fn subject_relation(sentence: &Sentence, clause: usize) -> &'static str {
    let passive = sentence
        .dependents(clause)
        .any(|child| sentence.tokens[child].deprel == "aux:pass")
        || sentence.tokens[clause].feats.contains("Voice=Pass");
    if passive { "nsubj:pass" } else { "nsubj" }
}

fn end_of_phrase(sentence: &Sentence, token: usize) -> usize {
    sentence.subtree(token).last().copied().unwrap_or(token)
}

/// Hangs a token on another head unless that would make a cycle.
fn attach(sentence: &mut Sentence, token: usize, head: usize, deprel: &'static str) {
    let mut at = Some(head);
    while let Some(current) = at {
        if current == token {
            return;
        }
        at = sentence.tokens[current].head;
    }
    sentence.tokens[token] = Token {
        head: Some(head),
        deprel,
        ..sentence.tokens[token].clone()
    };
}
