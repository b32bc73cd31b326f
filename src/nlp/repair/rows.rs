//! Names in a row, and words that no name reaches over.

use std::ops::Range;

use super::{attach, subject_relation};
use crate::nlp::analysis::{Sentence, Upos};

/// "Sund, Nordal and Kessing signed": names between commas before "and" are one coordination, which is to the rest of
/// the sentence what one of them was found to be.
pub(super) fn row_of_names(sentence: &mut Sentence, text: &str, conjunction: usize) {
    if sentence.tokens[conjunction].upos != Upos::Cconj {
        return;
    }
    let Some(members) = row(sentence, text, conjunction) else {
        return;
    };
    let whole = members[0].start..members[members.len() - 1].end;
    let tops: Vec<usize> = members.iter().map(|member| top(sentence, member)).collect();
    let outside = |top: usize| sentence.tokens[top].head.filter(|head| !whole.contains(head));
    let joined = tops[1..]
        .iter()
        .all(|&top| sentence.tokens[top].deprel == "conj" && outside(top).is_none());
    let weight = |top: usize| match sentence.tokens[top].deprel {
        "nsubj" | "nsubj:pass" => 0,
        "obj" => 1,
        "obl" | "nmod" | "root" => 2,
        _ => 3,
    };
    let best = tops
        .iter()
        .copied()
        .filter(|&top| outside(top).is_some())
        .min_by_key(|&top| weight(top));
    let Some(best) = best.filter(|&best| weight(best) < 3 && !(joined && best == tops[0])) else {
        return;
    };
    // "In Sund, Nordal and Kessing signed": the first stands with its preposition.
    if weight(best) == 0 && whole.start > 0 && sentence.tokens[whole.start - 1].upos == Upos::Adp {
        return;
    }
    let (Some(head), deprel) = (sentence.tokens[best].head, sentence.tokens[best].deprel) else {
        return;
    };
    attach(sentence, tops[0], head, deprel);
    for &other in &tops[1..] {
        attach(sentence, other, tops[0], "conj");
    }
}

/// At least three names before and after a conjunction, with commas between those before.
fn row(sentence: &Sentence, text: &str, conjunction: usize) -> Option<Vec<Range<usize>>> {
    let comma = |at: usize| sentence.tokens[at].span.of(text) == ",";
    let mut members = vec![name_from(sentence, conjunction + 1)?];
    let mut end = conjunction;
    if end > 0 && comma(end - 1) {
        end -= 1;
    }
    loop {
        let member = name_to(sentence, end)?;
        let start = member.start;
        members.push(member);
        if start == 0 || !comma(start - 1) {
            break;
        }
        end = start - 1;
    }
    members.reverse();
    (members.len() > 2).then_some(members)
}

fn name_from(sentence: &Sentence, start: usize) -> Option<Range<usize>> {
    let length = sentence.tokens[start..]
        .iter()
        .take_while(|token| token.upos == Upos::Propn)
        .count();
    (length > 0).then_some(start..start + length)
}

fn name_to(sentence: &Sentence, end: usize) -> Option<Range<usize>> {
    let length = sentence.tokens[..end]
        .iter()
        .rev()
        .take_while(|token| token.upos == Upos::Propn)
        .count();
    (length > 0).then_some(end - length..end)
}

/// The first token of a name whose head lies outside it.
fn top(sentence: &Sentence, name: &Range<usize>) -> usize {
    name.clone()
        .find(|&at| sentence.tokens[at].head.is_none_or(|head| !name.contains(&head)))
        .unwrap_or(name.start)
}

/// "Calla Dunmore visited Tallow Bay": no name goes on behind the verb; what stands there is its object.
pub(super) fn name_beyond_verb(sentence: &mut Sentence, token: usize) {
    let Some(head) = sentence.tokens[token].head.filter(|&head| head < token) else {
        return;
    };
    if !matches!(sentence.tokens[token].deprel, "flat" | "compound") {
        return;
    }
    let Some(verb) = sentence.tokens[head].head else {
        return;
    };
    let between = verb > head && verb < token && sentence.tokens[verb].upos == Upos::Verb;
    let free = sentence.dependent(verb, "obj").is_none() && subject_relation(sentence, verb) == "nsubj";
    let governed = sentence
        .dependents(token)
        .any(|child| sentence.tokens[child].deprel == "case");
    if between && (governed || free) {
        attach(sentence, token, verb, if governed { "obl" } else { "obj" });
    }
}
