//! Wordpieces: what the encoder knows of words, by their longest known beginnings (Wu et al. 2016).
//!
//! Shared with the trainer. The vocabulary is one of lower-case letters without accents.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::words::plain;

/// Pieces of a word that are looked at.
pub(crate) const MOST: usize = 6;
/// What no piece matches, and what stands before a sentence; both are in every vocabulary of this kind.
const STRANGE: &str = "[UNK]";
const START: &str = "[CLS]";
/// Before pieces that go on with a word.
const INSIDE: &str = "##";

/// The known pieces, by their row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pieces {
    first: FxHashMap<Box<str>, u16>,
    inside: FxHashMap<Box<str>, u16>,
    strange: u16,
    start: u16,
    longest: usize,
}

impl Pieces {
    /// The pieces of a vocabulary with one in each line; `None` where one of those is missing that every vocabulary has.
    pub(crate) fn parse(vocabulary: &str) -> Option<Self> {
        let mut pieces = Self::default();
        for (row, line) in vocabulary.lines().enumerate() {
            let row = u16::try_from(row).ok()?;
            pieces.longest = pieces.longest.max(line.len());
            match line.strip_prefix(INSIDE) {
                Some(rest) if !rest.is_empty() => pieces.inside.insert(rest.into(), row),
                _ => pieces.first.insert(line.into(), row),
            };
        }
        pieces.strange = *pieces.first.get(STRANGE)?;
        pieces.start = *pieces.first.get(START)?;
        Some(pieces)
    }

    /// The piece that stands before a sentence.
    pub(crate) fn start(&self) -> u16 {
        self.start
    }

    /// Number of rows.
    pub(crate) fn count(&self) -> usize {
        self.first.len() + self.inside.len()
    }

    /// The first pieces of a word, one to [`MOST`] of them.
    pub(crate) fn split(&self, form: &str) -> Split {
        let mut split = Split::default();
        // Lower case may be longer than the form; a few letters more than are looked at do no harm.
        let letters = form
            .chars()
            .take(8 * MOST)
            .map(plain)
            .flat_map(char::to_lowercase);
        let letters: String = letters.nfd().filter(|&c| !is_combining_mark(c)).collect();
        let mut rest = letters.as_str();
        while !rest.is_empty() && split.count < MOST {
            let (part, after) = part(rest);
            self.split_part(part, &mut split);
            rest = after;
        }
        if split.count == 0 {
            split.push(self.strange);
        }
        split
    }

    /// The pieces of a run of letters and digits, or of a single other character.
    fn split_part(&self, part: &str, split: &mut Split) {
        let before = *split;
        let mut rest = part;
        while !rest.is_empty() && split.count < MOST {
            let known = if rest.len() == part.len() {
                &self.first
            } else {
                &self.inside
            };
            let lengths = (1..=rest.len().min(self.longest)).rev();
            let found = lengths
                .filter_map(|length| rest.split_at_checked(length))
                .find_map(|(piece, after)| Some((*known.get(piece)?, after)));
            let Some((piece, after)) = found else {
                *split = before;
                split.push(self.strange);
                return;
            };
            split.push(piece);
            rest = after;
        }
    }
}

/// The pieces of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Split {
    /// Rows of the pieces, then zeros.
    pub(crate) all: [u16; MOST],
    count: usize,
}

impl Split {
    /// Rows of the pieces.
    pub(crate) fn rows(&self) -> &[u16] {
        &self.all[..self.count]
    }

    fn push(&mut self, row: u16) {
        if let Some(place) = self.all.get_mut(self.count) {
            *place = row;
            self.count += 1;
        }
    }
}

/// The run of letters and digits at the start, or the first character where it is neither; and what is left.
fn part(text: &str) -> (&str, &str) {
    let end = text
        .char_indices()
        .find(|&(at, c)| at > 0 && !(c.is_alphanumeric() && text.starts_with(char::is_alphanumeric)))
        .map_or(text.len(), |(at, _)| at);
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(form: &str) -> Vec<&'static str> {
        const VOCABULARY: &str = "[UNK]\n[CLS]\nun\n##known\n##k\nu\ns\n.\ncafe\n-\n##0\n2";
        let split = Pieces::parse(VOCABULARY).unwrap().split(form);
        split
            .rows()
            .iter()
            .map(|&row| VOCABULARY.lines().nth(usize::from(row)).unwrap())
            .collect()
    }

    #[test]
    fn words_are_split_into_their_longest_known_pieces() {
        assert_eq!(split("Unknown"), ["un", "##known"]);
        assert_eq!(split("U.S."), ["u", ".", "s", "."]);
        assert_eq!(split("Café"), ["cafe"]);
        assert_eq!(split("2–0"), ["2", "-", "[UNK]"]);
    }

    #[test]
    fn every_word_has_a_piece_and_none_too_many() {
        assert_eq!(split("xyz"), ["[UNK]"]);
        assert_eq!(split("\u{301}"), ["[UNK]"]);
        assert_eq!(split("200000000").len(), MOST);
        assert_eq!(split(&"unk.".repeat(1000)).len(), MOST);
    }

    #[test]
    fn a_vocabulary_without_the_two_marks_is_none() {
        assert!(Pieces::parse("a\nb").is_none());
    }
}
