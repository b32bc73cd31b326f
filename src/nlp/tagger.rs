//! Tags, and the lexicon that knows which of them a word bears.
//!
//! A tag is UPOS and Penn tag together ("VERB/VBD"), since the latter tells tense and number;
//! features and lemmas follow from the pair. The lexicon is counted on automatically tagged news,
//! for words that the treebanks lack.

use super::analysis::Upos;
use super::weights::{Table, feature};
use super::words::{Style, Word};

/// Features of the lexicon lie below `1 << LEXICON_BITS`.
pub(crate) const LEXICON_BITS: u32 = 24;

/// The tags, and which UPOS each has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagset {
    pub(crate) names: Vec<String>,
    upos: Vec<Upos>,
}

impl Tagset {
    /// Tags written "UPOS/XPOS"; `None` where one names no UPOS.
    pub(crate) fn new(names: Vec<String>) -> Option<Self> {
        let upos = names
            .iter()
            .map(|name| upos_named(name.split('/').next().unwrap_or_default()))
            .collect::<Option<_>>()?;
        Some(Self { names, upos })
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.names.len()
    }

    /// "UPOS/XPOS" of a tag.
    pub(crate) fn name(&self, tag: u8) -> &str {
        self.names.get(usize::from(tag)).map_or("X/FW", String::as_str)
    }

    /// The tag of that name.
    pub(crate) fn tag(&self, name: &str) -> Option<u8> {
        let at = self.names.iter().position(|known| known == name)?;
        u8::try_from(at).ok()
    }

    /// UPOS of a tag.
    pub(crate) fn upos(&self, tag: u8) -> Upos {
        self.upos.get(usize::from(tag)).copied().unwrap_or(Upos::X)
    }
}

/// The UPOS of that name in CoNLL-U.
pub(crate) fn upos_named(name: &str) -> Option<Upos> {
    Upos::ALL
        .iter()
        .find(|(_, known)| *known == name)
        .map(|&(upos, _)| upos)
}

/// The lexicon's feature of a form.
pub(crate) fn lexicon_feature(form: u32) -> u32 {
    feature(LEXICON_BITS, 0, [form, 0, 0])
}

/// What the lexicon says of a word: its classes in order, packed into a number; 0 for an unknown word.
pub(crate) fn ambiguity(lexicon: &Table, word: &Word) -> u32 {
    let mut packed = 0;
    for (class, _) in lexicon.list(lexicon_feature(word.form)).take(3) {
        packed = (packed << 8) | (u32::from(class) + 1);
    }
    packed
}

/// Whether the lexicon has seen the word as it has seen `model`, a word of one class ("be", "is").
pub(crate) fn seen_like(lexicon: &Table, word: &Word, model: &str) -> bool {
    let model = Word::new(model, Style::Running);
    let first = lexicon.list(lexicon_feature(model.form)).next();
    first.is_some_and(|(class, _)| {
        lexicon
            .list(lexicon_feature(word.form))
            .any(|(known, _)| known == class)
    })
}

/// Index of the highest score; the first of equals.
pub(crate) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}
