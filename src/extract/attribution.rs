//! Who says it: speech verbs around a clause, "according to", and quotations that run on.

use crate::nlp::Sentence;

use super::lexicon;
use super::predicate::{Predicate, Role};

/// Where a sentence names the speaker of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Index of the sentence that names the speaker.
    pub sentence: usize,
    /// Head of the phrase that names the speaker.
    pub token: usize,
    /// The word that reports.
    pub cue: usize,
}

/// The speaker to whom the sentence attributes the clause at `head`, the nearest one first.
///
/// `index` is the sentence's place in the document; `predicates` are those of the sentence.
pub fn speaker(
    sentence: &Sentence,
    index: usize,
    text: &str,
    predicates: &[Predicate],
    head: usize,
) -> Option<Speaker> {
    let found = |token: usize, cue: usize| {
        Some(Speaker {
            sentence: index,
            token,
            cue,
        })
    };
    let mut at = head;
    loop {
        if let Some((token, cue)) = according_to(sentence, text, at, head) {
            return found(token, cue);
        }
        if let Some((token, cue)) = beside(sentence, predicates, at, head) {
            return found(token, cue);
        }
        let governor = sentence.tokens[at].head?;
        let deprel = sentence.tokens[at].deprel;
        let lemma = sentence.tokens[governor].lemma.as_str();
        let speech = matches!(deprel, "ccomp" | "parataxis" | "xcomp" | "csubj") && lexicon::is_speech(lemma)
            || matches!(deprel, "advcl" | "xcomp" | "obl") && lexicon::is_accusation(lemma) && at != governor;
        if speech
            && !(deprel == "xcomp" && !lexicon::is_accusation(lemma))
            && let Some(subject) = subject(predicates, governor)
            && !covers(sentence, at, subject)
        {
            return found(subject, governor);
        }
        if deprel == "acl" && lexicon::is_speech_noun(lemma) {
            let owner = sentence.dependents(governor).find(|&child| {
                sentence.tokens[child].deprel == "nmod:poss"
                    || sentence.tokens[child].deprel == "nmod"
                        && sentence
                            .dependents(child)
                            .any(|case| matches!(sentence.tokens[case].lemma.as_str(), "by" | "of" | "from"))
            });
            if let Some(owner) = owner {
                return found(owner, governor);
            }
        }
        at = governor;
    }
}

/// Whether `token` stands at or below `head`.
fn covers(sentence: &Sentence, head: usize, token: usize) -> bool {
    let mut at = Some(token);
    while let Some(current) = at {
        if current == head {
            return true;
        }
        at = sentence.tokens[current].head;
    }
    false
}

fn subject(predicates: &[Predicate], verb: usize) -> Option<usize> {
    predicates
        .iter()
        .find(|predicate| predicate.head == verb && !predicate.compound)?
        .arguments
        .iter()
        .find(|argument| argument.role == Role::Subject)
        .map(|argument| argument.token)
}

/// "…, the ministry said": the verb of speech hangs on the clause it reports.
fn beside(
    sentence: &Sentence,
    predicates: &[Predicate],
    clause: usize,
    said: usize,
) -> Option<(usize, usize)> {
    sentence
        .dependents(clause)
        .filter(|&child| {
            matches!(
                sentence.tokens[child].deprel,
                "parataxis" | "ccomp" | "advcl" | "conj" | "dep"
            ) && lexicon::is_plain_speech(&sentence.tokens[child].lemma)
                && !covers(sentence, child, said)
                && sentence
                    .dependents(child)
                    .all(|inner| !matches!(sentence.tokens[inner].deprel, "ccomp" | "obj" | "mark"))
                && !(matches!(sentence.tokens[child].deprel, "conj" | "ccomp" | "advcl")
                    && !is_set_off(sentence, child))
        })
        .find_map(|child| Some((subject(predicates, child)?, child)))
}

/// Whether nothing but the verb and its subject stands there, after a comma or quotation mark.
fn is_set_off(sentence: &Sentence, verb: usize) -> bool {
    sentence.subtree(verb).len() <= 12
        && sentence.dependent(verb, "cc").is_none()
        && sentence.dependent(verb, "mark").is_none()
}

/// "according to the ministry" below the clause.
fn according_to(sentence: &Sentence, text: &str, clause: usize, said: usize) -> Option<(usize, usize)> {
    for child in sentence.dependents(clause) {
        if !matches!(sentence.tokens[child].deprel, "obl" | "nmod" | "advcl" | "dep")
            || covers(sentence, child, said)
        {
            continue;
        }
        let Some(cue) = std::iter::once(child)
            .chain(sentence.dependents(child))
            .find(|&word| {
                sentence.tokens[word]
                    .span
                    .of(text)
                    .eq_ignore_ascii_case("according")
            })
        else {
            continue;
        };
        let below = || {
            sentence
                .dependents(child)
                .find(|&inner| matches!(sentence.tokens[inner].deprel, "obl" | "nmod"))
        };
        let Some(named) = (if cue == child { below() } else { Some(child) }) else {
            continue;
        };
        // "according to a statement from the ministry": the ministry speaks.
        let speaker = if lexicon::is_speech_noun(&sentence.tokens[named].lemma) {
            sentence
                .dependents(named)
                .find(|&inner| matches!(sentence.tokens[inner].deprel, "nmod" | "nmod:poss"))
                .unwrap_or(named)
        } else {
            named
        };
        return Some((speaker, cue));
    }
    None
}
