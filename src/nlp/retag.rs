//! Tags that the whole sentence rules out, though each looked likely where it stood.

use super::analysis::Upos;
use super::tagger::{self, Tagset};
use super::weights::Table;
use super::words::Word;

/// Mends the tags of a sentence.
///
/// `scores` has a row of scores of all tags for each word.
pub(super) fn retag(
    words: &[Word],
    forms: &[&str],
    lexicon: &Table,
    scores: &[f32],
    tagset: &Tagset,
    tags: &mut [u8],
) {
    capitals(words, forms, lexicon, tagset, tags);
    verbless(words, forms, lexicon, scores, tagset, tags);
}

/// "visited Kessing": a word with a capital in running text is a name, and so is one at the start of a sentence
/// that news do not know.
fn capitals(words: &[Word], forms: &[&str], lexicon: &Table, tagset: &Tagset, tags: &mut [u8]) {
    let Some(name) = tagset.tag("PROPN/NNP") else {
        return;
    };
    for at in 0..words.len() {
        if !words[at].capital {
            continue;
        }
        let upos = tagset.upos(tags[at]);
        let follows_word = at > 0 && forms[at - 1].chars().all(char::is_alphanumeric);
        let known = tagger::ambiguity(lexicon, &words[at]) != 0;
        let wrong = if follows_word {
            upos == Upos::Verb || !known && matches!(upos, Upos::Noun | Upos::Adv | Upos::X | Upos::Intj)
        } else {
            at == 0 && !known && tagset.name(tags[at]) == "NOUN/NN"
        };
        if wrong {
            tags[at] = name;
        }
    }
}

/// "The rebels control Petrava.": a sentence with a full stop has a verb; where none was found, it is the word
/// between two nominals that came closest to being one.
fn verbless(
    words: &[Word],
    forms: &[&str],
    lexicon: &Table,
    scores: &[f32],
    tagset: &Tagset,
    tags: &mut [u8],
) {
    let ends = forms.iter().rev().take(3).any(|form| *form == ".");
    // "According to" is a preposition that looks like a verb.
    let is_verb =
        |at: usize| matches!(tagset.upos(tags[at]), Upos::Verb | Upos::Aux) && words[at].norm != "according";
    if !ends || (0..tags.len()).any(is_verb) {
        return;
    }
    let allowed = |at: usize, tag: u8| {
        let (subject, model) = match tagset.name(tag) {
            "VERB/VBP" => (["NOUN/NNS", "PROPN/NNPS"], "be"),
            "VERB/VBZ" => (["NOUN/NN", "PROPN/NNP"], "is"),
            _ => return false,
        };
        between_nominals(words, tagset, tags, at)
            && subject.contains(&tagset.name(tags[at - 1]))
            && tagger::seen_like(lexicon, &words[at], model)
    };
    let best = scores
        .chunks_exact(tagset.count())
        .enumerate()
        .flat_map(|(at, row)| {
            let own = row[usize::from(tags[at])];
            (0..tagset.count() as u8).map(move |tag| (at, tag, own - row[usize::from(tag)]))
        })
        .filter(|&(at, tag, _)| allowed(at, tag))
        .min_by(|a, b| a.2.total_cmp(&b.2));
    if let Some((at, tag, _)) = best {
        tags[at] = tag;
    }
}

/// A common noun in lower case before the start of another phrase.
fn between_nominals(words: &[Word], tagset: &Tagset, tags: &[u8], at: usize) -> bool {
    let nominal = |at: usize| {
        matches!(
            tagset.upos(tags[at]),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Num | Upos::Adj
        )
    };
    at > 0
        && at + 1 < tags.len()
        && !words[at].capital
        && tagset.upos(tags[at]) == Upos::Noun
        && nominal(at + 1)
}
