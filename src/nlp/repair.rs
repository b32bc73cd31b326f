//! Mends attachments that the parser often gets wrong and the words around decide.
//!
//! Each rule looks for one wrong shape and leaves every other tree alone; the tree stays a tree.

use super::analysis::{Sentence, Token, Upos};

/// Mends the tree of a sentence.
pub(super) fn repair(sentence: &mut Sentence, text: &str) {
    for token in 0..sentence.tokens.len() {
        quantifier(sentence, text, token);
    }
    for token in 0..sentence.tokens.len() {
        subject_of_clause(sentence, text, token);
        missing_subject(sentence, text, token);
        conjunct_of_name(sentence, token);
    }
}

/// "up to 7,000 detainees could be moved": words that bound a number are no preposition of its noun.
fn quantifier(sentence: &mut Sentence, text: &str, token: usize) {
    let Some(number) = sentence
        .dependents(token)
        .find(|&child| sentence.tokens[child].deprel == "nummod")
    else {
        return;
    };
    let cases: Vec<usize> = sentence
        .dependents(token)
        .filter(|&child| sentence.tokens[child].deprel == "case" && child < number)
        .collect();
    let words: Vec<String> = cases
        .iter()
        .map(|&case| sentence.tokens[case].span.of(text).to_lowercase())
        .collect();
    let bounds = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["up", "to"] => cases,
        ["over" | "under" | "around" | "about"] if cases[0] + 1 == number => cases,
        [.., "up", "to"] => cases[cases.len() - 2..].to_vec(),
        _ => return,
    };
    for case in bounds {
        attach(sentence, case, number, "advmod");
    }
}

/// "as the minister met him": the phrase after "as", "while" … is the subject of the clause that follows it.
fn subject_of_clause(sentence: &mut Sentence, text: &str, token: usize) {
    let tokens = &sentence.tokens;
    if !matches!(tokens[token].deprel, "obl" | "nmod" | "obj") {
        return;
    }
    let Some(case) = sentence
        .dependents(token)
        .find(|&child| tokens[child].deprel == "case")
    else {
        return;
    };
    let word = tokens[case].span.of(text).to_lowercase();
    if !matches!(
        word.as_str(),
        "as" | "after" | "before" | "since" | "until" | "while" | "with" | "because"
    ) {
        return;
    }
    let end = end_of_phrase(sentence, token);
    let clause = (end + 1..tokens.len().min(end + 4)).find(|&next| tokens[next].upos == Upos::Verb);
    let Some(clause) = clause.filter(|&clause| {
        (end + 1..clause).all(|between| matches!(tokens[between].upos, Upos::Aux | Upos::Adv | Upos::Part))
            && tokens[clause].deprel == "advcl"
            && tokens[clause].head == tokens[token].head
            && !has_subject(sentence, clause)
    }) else {
        return;
    };
    let participle =
        tokens[clause].feats.contains("VerbForm=Ger") || tokens[clause].feats.contains("VerbForm=Part");
    if (word == "with") != participle {
        return;
    }
    let deprel = if is_passive(sentence, clause) {
        "nsubj:pass"
    } else {
        "nsubj"
    };
    attach(sentence, token, clause, deprel);
    attach(sentence, case, clause, "mark");
}

/// A bare phrase right before a verb that has no subject is its subject.
fn missing_subject(sentence: &mut Sentence, text: &str, token: usize) {
    let tokens = &sentence.tokens;
    let Some(head) = tokens[token]
        .head
        .filter(|&head| head > token && tokens[head].upos == Upos::Verb)
    else {
        return;
    };
    let nominal = matches!(tokens[token].upos, Upos::Noun | Upos::Propn);
    let finite = tokens[head].feats.contains("VerbForm=Fin")
        || sentence
            .dependents(head)
            .any(|child| matches!(tokens[child].deprel, "aux" | "aux:pass"));
    let bare = !sentence
        .dependents(token)
        .any(|child| matches!(tokens[child].deprel, "case" | "mark"));
    if !nominal || !finite || !bare || has_subject(sentence, head) || tokens[token].deprel != "obl" {
        return;
    }
    if sentence
        .name_at(token)
        .is_some_and(|name| matches!(name.kind, super::NameType::Date | super::NameType::Time))
    {
        return;
    }
    let end = end_of_phrase(sentence, token);
    if tokens[end + 1..head]
        .iter()
        .any(|between| between.span.of(text) == ",")
    {
        return;
    }
    let deprel = if is_passive(sentence, head) {
        "nsubj:pass"
    } else {
        "nsubj"
    };
    sentence.tokens[token].deprel = deprel;
}

/// "control of the A prison and B camp": a name that is coordinated with the common noun before another
/// name goes with that name.
fn conjunct_of_name(sentence: &mut Sentence, token: usize) {
    let tokens = &sentence.tokens;
    if tokens[token].deprel != "conj" || !is_named(sentence, token) {
        return;
    }
    let Some(first) = tokens[token]
        .head
        .filter(|&first| first < token && !is_named(sentence, first))
    else {
        return;
    };
    let name = sentence.dependents(first).rfind(|&child| {
        child > first && child < token && tokens[child].deprel == "nmod" && is_named(sentence, child)
    });
    if tokens[first].upos == Upos::Noun
        && let Some(name) = name
    {
        attach(sentence, token, name, "conj");
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

fn is_passive(sentence: &Sentence, clause: usize) -> bool {
    sentence
        .dependents(clause)
        .any(|child| sentence.tokens[child].deprel == "aux:pass")
        || sentence.tokens[clause].feats.contains("Voice=Pass")
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
