//! What the network sees of a word: hashes of its form, affixes and shape.
//!
//! Headlines in capitals say nothing by their capitals: the shape of a word counts together with
//! the style of its sentence, and forms are compared in lower case with plain quotes.

use super::abbreviations::ARTICLES;
use super::weights::hash_bytes;

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// As running text does.
    #[default]
    Running,
    /// Most Words Begin With One.
    Title,
    /// ALL OF IT.
    Capitals,
}

/// The features of one word that do not depend on its neighbours.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    /// The form in lower case, quotes plain, digits as `0` in long numbers.
    pub(crate) norm: String,
    /// Hash of `norm`.
    pub(crate) form: u32,
    /// Hashes of the last one to four characters of `norm`.
    pub(crate) suffixes: [u32; 4],
    /// Hashes of the first one to four characters of `norm`.
    pub(crate) prefixes: [u32; 4],
    /// Hash of the kinds of its characters ("Xx", "X.X.", "d,d"), with the style of the sentence.
    pub(crate) shape: u32,
    /// Begins with a capital, where the style of the sentence lets that say something.
    pub(crate) capital: bool,
    /// Has a letter at its start.
    pub(crate) letter: bool,
    /// Is a number in digits.
    pub(crate) digits: bool,
}

/// How `forms` use capitals.
pub(crate) fn style<'a>(forms: impl Iterator<Item = &'a str>) -> Style {
    let (mut words, mut long, mut capital, mut upper) = (0, 0, 0, 0);
    for form in forms {
        let mut letters = form.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { continue };
        let count = form.chars().count();
        if count < 2 {
            continue;
        }
        words += 1;
        if first.is_uppercase() && letters.all(char::is_uppercase) {
            upper += 1;
        }
        if count > 3 {
            long += 1;
            capital += usize::from(first.is_uppercase());
        }
    }
    if words >= 3 && upper * 10 >= words * 8 {
        Style::Capitals
    } else if long >= 4 && capital * 10 >= long * 8 {
        Style::Title
    } else {
        Style::Running
    }
}

impl Word {
    /// What is to be seen of `form` in a sentence of the given style.
    pub(crate) fn new(form: &str, style: Style) -> Self {
        let digits = form.starts_with(|c: char| c.is_ascii_digit());
        let norm: String = form.chars().flat_map(|c| plain(c).to_lowercase()).collect();
        let norm = if digits && norm.len() > 2 {
            norm.chars()
                .map(|c| if c.is_ascii_digit() { '0' } else { c })
                .collect()
        } else {
            norm
        };
        let mut word = Self {
            form: hash_bytes(norm.bytes()),
            shape: shape(form, style),
            capital: style != Style::Capitals && has_capital(form),
            letter: form.starts_with(char::is_alphabetic),
            digits,
            ..Self::default()
        };
        // The first 64 characters are enough of a word.
        let end = norm.char_indices().nth(64).map_or(norm.len(), |(at, _)| at);
        let head = &norm[..end];
        let mut starts = head.char_indices().rev().map(|(at, _)| at);
        let mut ends = head.char_indices().map(|(at, c)| at + c.len_utf8());
        let (mut start, mut end) = (head.len(), 0);
        for length in 0..4 {
            start = starts.next().unwrap_or(start);
            end = ends.next().unwrap_or(end);
            word.suffixes[length] = hash_bytes(head[start..].bytes());
            word.prefixes[length] = hash_bytes(head[..end].bytes());
        }
        word.norm = norm;
        word
    }

    /// The words of a sentence.
    pub(crate) fn all<'a>(forms: &[&'a str]) -> Vec<Self> {
        let style = style(forms.iter().copied());
        forms
            .iter()
            .map(|form: &&'a str| Self::new(form, style))
            .collect()
    }
}

/// Whether a form begins with a capital, after an article of a transliterated name ("al-Hol") if there is one.
fn has_capital(form: &str) -> bool {
    let rest = match form.split_once('-') {
        Some((article, rest)) if ARTICLES.contains(&article) => rest,
        _ => form,
    };
    rest.starts_with(char::is_uppercase)
}

/// Typographic quotes, apostrophes and dashes as their plain counterparts.
pub(crate) fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{2032}' | '`' | '\u{00B4}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{00AB}' | '\u{00BB}' => '"',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{2212}' => '-',
        other => other,
    }
}

/// Runs of equal kinds count once, or twice where they are longer.
fn shape(form: &str, style: Style) -> u32 {
    let mut kinds: Vec<u8> = vec![style as u8];
    for c in form.chars().take(32) {
        let kind = if c.is_uppercase() && style != Style::Capitals {
            b'X'
        } else if c.is_alphabetic() {
            b'x'
        } else if c.is_numeric() {
            b'd'
        } else {
            u8::try_from(u32::from(plain(c))).unwrap_or(b'?')
        };
        let length = kinds.len();
        if length < 3 || kinds[length - 1] != kind || kinds[length - 2] != kind {
            kinds.push(kind);
        }
    }
    hash_bytes(kinds)
}
