//! From tokens to sentences.

use std::ops::Range;

use super::abbreviations;
use super::words::plain;
use crate::text::Span;

/// Longer sentences are cut: no parser gains by them, and time must stay linear.
pub(crate) const LONGEST_SENTENCE: usize = 200;

/// Splits the tokens of one paragraph into sentences; together they cover all tokens.
pub(crate) fn split(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut quotes = 0usize;
    while at < tokens.len() {
        let form = tokens[at].of(text);
        quotes += usize::from(form == "\"");
        if at + 1 < tokens.len() && may_end(form) {
            let end = with_closers(text, tokens, at + 1, &mut quotes);
            if end >= tokens.len() || begins(text, tokens, at, end) {
                push(&mut sentences, text, tokens, start..end);
                start = end;
                quotes = 0;
            }
            at = end;
        } else {
            at += 1;
        }
    }
    push(&mut sentences, text, tokens, start..tokens.len());
    sentences
}

fn may_end(form: &str) -> bool {
    form.ends_with(['.', '!', '?', '\u{2026}', '\u{3002}']) && !form.contains("://")
}

/// The token after the closing quotes and brackets, and after further marks, that follow at `at`.
fn with_closers(text: &str, tokens: &[Span], mut at: usize, quotes: &mut usize) -> usize {
    while at < tokens.len() {
        let form = tokens[at].of(text);
        let glued = tokens[at].start == tokens[at - 1].end;
        let closes = match form {
            ")" | "]" | "}" | "\u{201D}" | "\u{BB}" | "''" => true,
            "\"" => glued || *quotes % 2 == 1,
            "'" | "\u{2019}" => glued,
            _ => glued && may_end(form) && !form.starts_with(char::is_alphanumeric),
        };
        if !closes {
            break;
        }
        *quotes += usize::from(form == "\"");
        at += 1;
    }
    at
}

/// Whether a sentence begins at `next`, after one that may have ended with the token `last`.
fn begins(text: &str, tokens: &[Span], last: usize, next: usize) -> bool {
    let form = tokens[last].of(text);
    let mut at = next;
    while at + 1 < tokens.len() && is_opener(tokens[at].of(text)) {
        at += 1;
    }
    let following = tokens[at].of(text);
    let Some(first) = following.chars().next() else {
        return true;
    };
    let quoted = next > last + 1;
    if form.len() > 1 && form.ends_with('.') && form.chars().any(char::is_alphanumeric) {
        return abbreviations::ends_before(form, following) || (quoted && first.is_uppercase());
    }
    if first.is_lowercase() {
        let apart = tokens[last].end < tokens[next].start;
        return !quoted && apart && last > 0 && ends_before_small(form, tokens[last - 1].of(text));
    }
    if matches!(form, "!" | "?" | "..." | "\u{2026}") && !first.is_alphanumeric() && !is_opener(following) {
        return false;
    }
    !matches!(plain(first), ',' | ';' | ')' | ':')
}

/// Whether a mark after `word` ends a sentence though the next one begins small, as in messages: "call them. they
/// know". `He asked "Why?" and left` has a mark within, "Yahoo! said" one in a name.
fn ends_before_small(mark: &str, word: &str) -> bool {
    let small = word.chars().all(char::is_lowercase);
    match mark {
        "." => small && word.chars().count() > 2,
        _ => small && mark.chars().all(|c| matches!(c, '!' | '?')),
    }
}

fn is_opener(form: &str) -> bool {
    matches!(
        form,
        "\"" | "\u{201C}"
            | "\u{2018}"
            | "'"
            | "("
            | "["
            | "\u{AB}"
            | "``"
            | "-"
            | "\u{2013}"
            | "\u{2014}"
            | "\u{2022}"
            | "*"
    )
}

/// Adds a sentence, cut where it is too long: after its last strong mark, else comma, in the second half of the limit.
fn push(sentences: &mut Vec<Range<usize>>, text: &str, tokens: &[Span], mut range: Range<usize>) {
    while range.len() > LONGEST_SENTENCE {
        let window = range.start + LONGEST_SENTENCE / 2..range.start + LONGEST_SENTENCE;
        let last = |marks: &[&str]| {
            window
                .clone()
                .rev()
                .find(|&at| marks.contains(&tokens[at].of(text)))
        };
        let cut = last(&[".", "!", "?", ";", "\u{2022}", "*"])
            .or_else(|| last(&[",", ":", "-", "--", "\u{2014}", "\u{2013}", "|"]));
        let end = cut.map_or(window.end, |at| at + 1);
        sentences.push(range.start..end);
        range.start = end;
    }
    if !range.is_empty() {
        sentences.push(range);
    }
}
