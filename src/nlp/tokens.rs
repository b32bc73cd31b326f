//! From text to tokens: syntactic words with byte offsets, as Universal Dependencies splits English.
//!
//! Clitics ("n't", "'s") and the parts of hyphenated compounds are tokens of their own. Kept whole
//! are words with a prefix ("anti-war"), transliterated names ("al-Hol", "Shia'", "Sana'a"), and
//! letters with figures ("F-16"), since claims name such things as one word.

use super::abbreviations;
use super::words::plain;
use crate::text::Span;

/// Longer stretches without white space are cut; no word of a language is longer.
const LONGEST_CHUNK: usize = 512;

/// Splits `text` into tokens; spans count from `base`.
pub(crate) fn tokenise(text: &str, base: usize) -> Vec<Span> {
    let mut tokens = Tokens {
        text,
        base,
        spans: Vec::new(),
        open_single: 0,
    };
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let Some(skip) = rest.find(|c: char| !is_space(c)) else {
            break;
        };
        start += skip;
        let rest = &text[start..];
        let mut length = rest.find(is_space).unwrap_or(rest.len());
        if length > LONGEST_CHUNK {
            length = (1..=LONGEST_CHUNK)
                .rev()
                .find(|&at| rest.is_char_boundary(at))
                .unwrap_or(length);
        }
        tokens.chunk(start, start + length);
        start += length;
    }
    tokens.spans
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

struct Tokens<'a> {
    text: &'a str,
    base: usize,
    spans: Vec<Span>,
    /// Single quotes opened before a word and not yet closed: they tell "'so'" from "Shia'".
    open_single: usize,
}

impl Tokens<'_> {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.spans.push(Span::new(self.base + start, self.base + end));
        }
    }

    /// A stretch without white space: opening marks, core, closing marks.
    fn chunk(&mut self, mut start: usize, end: usize) {
        if is_emoticon(&self.text[start..end]) {
            self.push(start, end);
            return;
        }
        while start < end {
            let piece = &self.text[start..end];
            let Some(first) = piece.chars().next() else { break };
            if piece.len() == first.len_utf8() || !self.opens(first, piece) {
                break;
            }
            let length = run_length(piece);
            if plain(first) == '\'' {
                self.open_single += 1;
            }
            self.push(start, start + length);
            start += length;
        }
        let (core, closing) = self.peel(start, end);
        if core > start {
            self.core(start, core);
        }
        for (from, to) in closing.into_iter().rev() {
            self.push(from, to);
        }
    }

    /// Whether the first character of `piece` is a token before a word.
    fn opens(&self, first: char, piece: &str) -> bool {
        match plain(first) {
            '\'' => !is_clitic(piece) && !starts_elided(piece),
            '#' | '@' => piece[first.len_utf8()..]
                .starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation()),
            '.' => run_length(piece) > 1,
            '&' | '_' => false,
            c => !c.is_alphanumeric(),
        }
    }

    /// Where the core of `start..end` ends, and the marks after it, the last one first.
    fn peel(&mut self, start: usize, mut end: usize) -> (usize, Vec<(usize, usize)>) {
        let mut closing = Vec::new();
        while start < end {
            let piece = &self.text[start..end];
            let Some(last) = piece.chars().next_back() else {
                break;
            };
            let from = end - last.len_utf8();
            let run = start + piece.trim_end_matches(last).len();
            let cut = match plain(last) {
                '.' if end - run > 1 => run,
                '.' if abbreviations::keeps_period(piece) => break,
                '!' | '?' => start + piece.trim_end_matches(['!', '?']).len(),
                '-' | '*' | '=' | '~' | '<' | '>' => run,
                '\'' if !self.closes_single(piece) => break,
                '+' | '#' if from > start => break,
                '_' => break,
                c if c.is_alphanumeric() => break,
                _ => from,
            };
            if plain(last) == '\'' {
                self.open_single = self.open_single.saturating_sub(1);
            }
            closing.push((cut, end));
            end = cut;
        }
        (end, closing)
    }

    /// Whether the apostrophe that ends `piece` is a mark, rather than a letter of a name.
    fn closes_single(&self, piece: &str) -> bool {
        let before = piece.chars().rev().nth(1);
        self.open_single > 0
            || before.is_none_or(|c| !c.is_alphabetic() || matches!(c, 's' | 'S' | 'z' | 'x'))
            || matches!(before, Some('n'))
                && piece.chars().count() > 4
                && piece.starts_with(char::is_lowercase)
    }

    fn core(&mut self, start: usize, end: usize) {
        let piece = &self.text[start..end];
        if is_address(piece) {
            self.push(start, end);
            return;
        }
        let mut from = start;
        let mut at = start;
        while at < end {
            let length = self.break_at(start, at, end);
            if length == 0 {
                at += self.text[at..end].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            self.word(from, at);
            self.push(at, at + length);
            at += length;
            from = at;
        }
        self.word(from, end);
    }

    /// Length of the mark at `at` that splits the core, or 0.
    fn break_at(&self, start: usize, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let Some(mark) = rest.chars().next() else { return 0 };
        let before = self.text[start..at].chars().next_back();
        let after = rest.chars().nth(1);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let length = mark.len_utf8();
        match mark {
            '-' | '\u{2010}' | '\u{2011}' => {
                let run = run_length(rest);
                if run > length {
                    run
                } else if keeps_hyphen(&self.text[start..end], at - start) {
                    0
                } else {
                    length
                }
            }
            '.' => {
                let run = run_length(rest);
                let sentence = run == 1
                    && self.text[start..at]
                        .chars()
                        .rev()
                        .take_while(|c| c.is_lowercase())
                        .count()
                        > 2
                    && after.is_some_and(char::is_uppercase);
                if run > 1 || sentence { run } else { 0 }
            }
            ',' | ':' => usize::from(!(digit(before) && digit(after))),
            '/' => usize::from(!(digit(before) && digit(after))),
            '&' | '_' | '+' | '#' | '@' | '\\' => 0,
            '$' if letter(before) && at + 1 < end => 0,
            c if c.is_alphanumeric() || plain(c) == '\'' || is_joiner(c) => 0,
            _ => length,
        }
    }

    /// A word without marks inside: clitics and units still to be split off.
    fn word(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let piece = &self.text[start..end];
        if let Some(at) = split_currency(piece).or_else(|| split_unit(piece)) {
            self.push(start, start + at);
            self.push(start + at, end);
            return;
        }
        let mut cuts = vec![end];
        let mut core = end;
        while let Some(at) = clitic_start(&self.text[start..core]) {
            core = start + at;
            cuts.push(core);
        }
        if let Some(at) = contraction(&self.text[start..core]) {
            cuts.push(start + at);
        }
        let mut from = start;
        for cut in cuts.into_iter().rev() {
            self.push(from, cut);
            from = cut;
        }
    }
}

/// Length in bytes of the run of the first character of `piece`; 1 character unless it is a mark that doubles.
fn run_length(piece: &str) -> usize {
    let Some(first) = piece.chars().next() else {
        return 0;
    };
    if matches!(
        first,
        '.' | '!'
            | '?'
            | '-'
            | '*'
            | '='
            | '~'
            | '<'
            | '>'
            | '$'
            | '_'
            | '\u{2013}'
            | '\u{2014}'
            | '`'
            | '\''
    ) {
        piece.len() - piece.trim_start_matches(first).len()
    } else {
        first.len_utf8()
    }
}

/// ":)", ";-(": eyes, perhaps a nose, a mouth.
fn is_emoticon(piece: &str) -> bool {
    let face = piece.strip_prefix([':', ';', '=']).unwrap_or_default();
    let mouth = face.strip_prefix(['-', '\'', '^']).unwrap_or(face);
    matches!(
        mouth,
        ")" | "(" | "))" | "((" | "D" | "P" | "p" | "/" | "|" | "]" | "["
    ) && !piece.starts_with("=/")
}

/// Whether a token without space before it makes one orthographic word with the one before, as Universal
/// Dependencies counts the tokens of English: "do" and "n't", "Iraq" and "'s", "can" and "not".
pub(super) fn continues_word(before: &str, form: &str) -> bool {
    let word = format!("{before}{form}");
    before.ends_with(char::is_alphanumeric)
        && [clitic_start(&word), contraction(&word)].contains(&Some(before.len()))
}

fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{300}'..='\u{36F}' | '\u{FE0F}'
    )
}

/// URLs, e-mail addresses, handles and file names.
fn is_address(piece: &str) -> bool {
    let lower = piece.to_ascii_lowercase();
    let dotted = |text: &str| {
        text.rsplit_once('.')
            .is_some_and(|(name, end)| !name.is_empty() && end.len() > 1)
    };
    lower.contains("://")
        || lower.starts_with("www.")
        || lower
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && dotted(host))
        || (piece.starts_with(['@', '#']) && piece.len() > 1)
        || [".com", ".org", ".net", ".gov", ".edu", ".int"]
            .iter()
            .any(|end| {
                lower.find(end).is_some_and(|at| {
                    let rest = &lower[at + end.len()..];
                    at > 0 && (rest.is_empty() || rest.starts_with('/'))
                })
            })
}

/// Whether the hyphen at `at` belongs to the word `piece`.
fn keeps_hyphen(piece: &str, at: usize) -> bool {
    let (left, right) = (&piece[..at], &piece[at..]);
    let right = &right[right.chars().next().map_or(0, char::len_utf8)..];
    let left = left
        .rsplit(['-', '/', '\u{2010}', '\u{2011}'])
        .next()
        .unwrap_or_default();
    let right_end = right
        .find(|c: char| !c.is_alphanumeric() && plain(c) != '\'')
        .unwrap_or(right.len());
    let (right, more) = right.split_at(right_end);
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(left) && digits(right) {
        // "2026-03-05" and telephone numbers are one; "2006-2008" is a range.
        return piece.bytes().filter(|&byte| byte == b'-').count() > 1
            && piece.bytes().all(|b| b == b'-' || b.is_ascii_digit());
    }
    let lower = left.to_lowercase();
    if abbreviations::ARTICLES.contains(&lower.as_str())
        && right.chars().count() > 1
        && (right.starts_with(char::is_uppercase) || lower == "al")
    {
        return true;
    }
    let code = |text: &str| {
        text.chars().count() <= 5
            && text.starts_with(char::is_uppercase)
            && text.chars().all(char::is_alphabetic)
    };
    if code(left) && right.starts_with(|c: char| c.is_ascii_digit()) && right.len() <= 4 && more.is_empty() {
        return true;
    }
    abbreviations::PREFIXES.contains(&lower.as_str())
}

/// Whether `piece` is a clitic that lost its word: "'s", "'ll".
fn is_clitic(piece: &str) -> bool {
    clitic_start(piece) == Some(0)
}

/// "'90s", "'em": an elided beginning.
fn starts_elided(piece: &str) -> bool {
    let rest = piece.trim_start_matches(|c| plain(c) == '\'');
    let lower: String = rest.chars().take(5).collect::<String>().to_lowercase();
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    (figures == 2 && matches!(rest.as_bytes().get(2), None | Some(b's' | b',' | b'.')))
        || ["em", "til", "cause", "tis", "twas", "n"].contains(&lower.trim_end_matches(['.', ',']))
}

/// Where the last clitic of `word` begins.
fn clitic_start(word: &str) -> Option<usize> {
    let quote = word.char_indices().rev().find(|&(_, c)| plain(c) == '\'')?;
    let after = word[quote.0 + quote.1.len_utf8()..].to_ascii_lowercase();
    match after.as_str() {
        "s" | "ll" | "re" | "ve" | "m" | "d" => Some(quote.0),
        "t" => {
            let at = quote.0.checked_sub(1)?;
            (word.as_bytes()[at].eq_ignore_ascii_case(&b'n') && at > 0).then_some(at)
        }
        _ => None,
    }
}

/// Where a word that is two is parted: "can|not", "gon|na", "did|nt".
fn contraction(word: &str) -> Option<usize> {
    match word.to_ascii_lowercase().as_str() {
        "cannot" | "gonna" | "gotta" | "wanna" | "gimme" => Some(3),
        "dont" | "didnt" | "doesnt" | "isnt" | "arent" | "wasnt" | "werent" | "havent" | "hasnt"
        | "hadnt" | "wouldnt" | "couldnt" | "shouldnt" => Some(word.len() - 2),
        "thats" | "whats" => Some(4),
        _ => None,
    }
}

/// "US$1.8" is "US$" and "1.8".
fn split_currency(word: &str) -> Option<usize> {
    let at = word.find('$')? + 1;
    (at < word.len() && word[at..].starts_with(|c: char| c.is_ascii_digit())).then_some(at)
}

/// "20km" is "20" and "km".
fn split_unit(word: &str) -> Option<usize> {
    let at = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':'))?;
    (at > 0 && abbreviations::UNITS.contains(&word[at..].to_ascii_lowercase().as_str())).then_some(at)
}
