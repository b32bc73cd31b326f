//! Tags that the whole sentence rules out, though each looked likely where it stood.

use super::analysis::Upos;
use super::tagger::{self, Tagset};
use super::weights::Table;
use super::words::Word;

/// How far a tag's score (a log-odds) may stay behind the best.
const CLOSE: f32 = 2.0;

/// A sentence with all that its tags were chosen from.
pub(super) struct Tagging<'a> {
    pub(super) words: &'a [Word],
    pub(super) forms: &'a [&'a str],
    pub(super) lexicon: &'a Table,
    pub(super) tagset: &'a Tagset,
    /// A row of scores of all tags for each word.
    pub(super) scores: &'a [f32],
}

impl Tagging<'_> {
    /// Mends the tags of the sentence.
    pub(super) fn mend(&self, tags: &mut [u8]) {
        self.capitals(tags);
        self.verbless(tags);
    }

    /// "visited Kessing": a word with a capital in running text is a name, and so is one at the start of a sentence
    /// that news do not know.
    fn capitals(&self, tags: &mut [u8]) {
        let Some(name) = self.tagset.tag("PROPN/NNP") else {
            return;
        };
        for at in (0..self.words.len()).filter(|&at| self.words[at].capital) {
            let upos = self.tagset.upos(tags[at]);
            let known = || tagger::ambiguity(self.lexicon, &self.words[at]) != 0;
            let follows_word = at > 0 && self.forms[at - 1].chars().all(char::is_alphanumeric);
            let wrong = if follows_word {
                // An ending makes strange names look like adverbs.
                let odd = matches!(upos, Upos::Adv | Upos::X | Upos::Intj) && !known();
                let near = upos == Upos::Verb || upos == Upos::Noun && !known();
                odd || near && self.is_close(at, tags[at], name)
            } else {
                at == 0
                    && !known()
                    && (self.tagset.name(tags[at]) == "NOUN/NN" && self.is_close(at, tags[at], name)
                        || self.begins_row()
                            && matches!(upos, Upos::Noun | Upos::Adj | Upos::Adv | Upos::X | Upos::Intj))
            };
            if wrong {
                tags[at] = name;
            }
        }
    }

    /// Whether a tag was nearly as likely as the one that was chosen.
    fn is_close(&self, at: usize, chosen: u8, other: u8) -> bool {
        let row = &self.scores[at * self.tagset.count()..];
        row[usize::from(chosen)] - row[usize::from(other)] < CLOSE
    }

    /// "Sund, Nordal and Kessing": the sentence begins with a word, a comma and a word with a capital.
    fn begins_row(&self) -> bool {
        self.forms.get(1).is_some_and(|form| *form == ",")
            && self.words.get(2).is_some_and(|word| word.capital)
    }

    /// "The rebels control Petrava.": a sentence with a full stop has a verb; where none was found, it is the word
    /// between two nominals that came closest to being one.
    fn verbless(&self, tags: &mut [u8]) {
        let ends = self.forms.iter().rev().take(3).any(|form| *form == ".");
        // "According to" is a preposition that looks like a verb.
        let is_verb = |at: usize| {
            matches!(self.tagset.upos(tags[at]), Upos::Verb | Upos::Aux) && self.words[at].norm != "according"
        };
        if !ends || (0..tags.len()).any(is_verb) {
            return;
        }
        let best = self
            .scores
            .chunks_exact(self.tagset.count())
            .enumerate()
            .flat_map(|(at, row)| {
                let own = row[usize::from(tags[at])];
                (0..self.tagset.count() as u8).map(move |tag| (at, tag, own - row[usize::from(tag)]))
            })
            .filter(|&(at, tag, _)| self.may_be_verb(tags, at, tag))
            .min_by(|a, b| a.2.total_cmp(&b.2));
        if let Some((at, tag, _)) = best {
            tags[at] = tag;
        }
    }

    /// Whether the tag is one of a present tense that goes with the noun before.
    fn may_be_verb(&self, tags: &[u8], at: usize, tag: u8) -> bool {
        let (subject, model) = match self.tagset.name(tag) {
            "VERB/VBP" => (["NOUN/NNS", "PROPN/NNPS"], "be"),
            "VERB/VBZ" => (["NOUN/NN", "PROPN/NNP"], "is"),
            _ => return false,
        };
        self.between_nominals(tags, at)
            && subject.contains(&self.tagset.name(tags[at - 1]))
            && tagger::seen_like(self.lexicon, &self.words[at], model)
    }

    /// A common noun in lower case before the start of another phrase.
    fn between_nominals(&self, tags: &[u8], at: usize) -> bool {
        let upos = |at: usize| self.tagset.upos(tags[at]);
        at > 0
            && at + 1 < tags.len()
            && !self.words[at].capital
            && upos(at) == Upos::Noun
            && matches!(
                upos(at + 1),
                Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Num | Upos::Adj
            )
    }
}
