//! What the network sees of a word: rows of its tables of vectors.
//!
//! Shared with the trainer, so that features cannot differ between training and reading.

use super::super::names;
use super::super::tagger::ambiguity;
use super::super::weights::Table;
use super::super::words::Word;

/// Number of features of a word.
pub(crate) const FEATURES: usize = 7;
/// Rows of the table of each feature, powers of two: form, prefix, two endings, shape, name lists, tags in the lexicon.
pub(crate) const ROWS: [u32; FEATURES] = [16384, 8192, 2048, 8192, 1024, 1024, 2048];

/// The rows of one word, and the hash of its form, by which the vocabulary knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Features {
    pub(crate) rows: [u16; FEATURES],
    pub(crate) form: u32,
}

/// Appends the features of a sentence's words to `out`.
pub(crate) fn extract(words: &[Word], lexicon: &Table, lists: &Table, out: &mut Vec<Features>) {
    let known = names::known(words, lists);
    out.extend(words.iter().zip(known).map(|(word, known)| {
        let values = [
            word.form,
            word.prefixes[2],
            word.suffixes[1],
            word.suffixes[2],
            word.shape,
            known,
            spread(ambiguity(lexicon, word)),
        ];
        let mut rows = [0; FEATURES];
        for ((row, value), size) in rows.iter_mut().zip(values).zip(ROWS) {
            *row = (value & (size - 1)) as u16;
        }
        Features {
            rows,
            form: word.form,
        }
    }));
}

/// Brings packed classes into the low bits.
fn spread(packed: u32) -> u32 {
    packed.wrapping_mul(0x9E37_79B1) >> 16
}
