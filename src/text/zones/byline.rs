//! Bylines: who wrote, took, published it, and when.

use crate::text::read::{FoundDate, find_date};

/// Words that open a line about the making of the text, in lower case.
const OPENINGS: [&str; 28] = [
    "reporting by",
    "additional reporting by",
    "writing by",
    "written by",
    "editing by",
    "edited by",
    "compiled by",
    "translated by",
    "produced by",
    "text by",
    "story by",
    "photo by",
    "photos by",
    "photo:",
    "photograph:",
    "photography:",
    "image:",
    "image credit:",
    "picture:",
    "credit:",
    "published:",
    "published on",
    "last updated",
    "last modified",
    "updated:",
    "updated on",
    "posted on",
    "posted:",
];

/// Small words that stand in bylines between names.
const SMALL: [&str; 26] = [
    "and", "in", "of", "for", "with", "the", "at", "from", "de", "da", "di", "del", "van", "von", "der",
    "den", "al", "el", "bin", "ibn", "la", "le", "du", "on", "by", "staff",
];

/// Whether a block is a byline.
pub(super) fn is_byline(block: &str) -> bool {
    if block.len() > 320 {
        return false;
    }
    let bare = block.trim_matches(['(', ')', '[', ']', '*', '_', '—', '–', '-', ' ']);
    let lower = bare.to_lowercase();
    OPENINGS.iter().any(|opening| lower.starts_with(opening))
        || is_rights(&lower)
        || is_by(bare)
        || is_agency(block)
        || published(block).is_some()
}

/// The publisher and the date that a byline tells.
pub(super) fn facts(block: &str) -> (Option<String>, Option<FoundDate>) {
    published(block)
        .or_else(|| Some((agency(block), find_date(block))))
        .unwrap_or_default()
}

/// "© 2026 Fjordwire", "Copyright …", "All rights reserved."
fn is_rights(lower: &str) -> bool {
    lower.starts_with('©')
        || lower.starts_with("copyright ")
        || lower.starts_with("(c) ")
        || lower.starts_with("all rights reserved")
}

/// "By Ottilie Brask and Keld Marsh in Lunde": names after "by", and no sentence.
fn is_by(block: &str) -> bool {
    let Some(rest) = ["By ", "BY ", "by "].iter().find_map(|by| block.strip_prefix(by)) else {
        return false;
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let sentence = rest.ends_with(['.', '!', '?']) && !ends_in_initial(rest);
    let names = words.iter().filter(|word| is_capitalised(word)).count();
    !sentence
        && (1..=24).contains(&words.len())
        && words.first().is_some_and(|word| is_capitalised(word))
        && names * 2 >= words.len()
        && words
            .iter()
            .all(|word| is_capitalised(word) || is_small(word) || is_mark(word))
        && rest.chars().filter(char::is_ascii_digit).count() <= 12
}

/// "(Fjordwire)": a short name alone in brackets.
fn is_agency(block: &str) -> bool {
    agency(block).is_some()
}

fn agency(block: &str) -> Option<String> {
    let inner = block.strip_prefix('(')?.strip_suffix(')')?;
    let fits = inner.len() <= 60
        && (1..=5).contains(&inner.split_whitespace().count())
        && inner
            .split_whitespace()
            .all(|word| is_capitalised(word) || is_mark(word))
        && !inner.contains(['(', ')', '.']);
    fits.then(|| inner.to_owned())
}

/// "Fjordwire, 2026-03-05", "5 March 2026 | Fjordwire", "March 5, 2026": a date with its year, and
/// at most a short name besides.
fn published(block: &str) -> Option<(Option<String>, Option<FoundDate>)> {
    if block.len() > 120 || block.contains('\n') {
        return None;
    }
    let found = find_date(block).filter(|found| found.year.is_some())?;
    let (before, after) = (&block[..found.span.start], &block[found.span.end..]);
    if after.trim_end().ends_with(['.', '!', '?']) {
        return None;
    }
    let mut name = Vec::new();
    for word in before.split_whitespace().chain(after.split_whitespace()) {
        let bare = word.trim_matches([',', '|', '(', ')', ':', ';', '•', '·', '/', '–', '—', '-']);
        let lower = bare.to_lowercase();
        let silent = bare.is_empty()
            || matches!(
                lower.as_str(),
                "published" | "updated" | "posted" | "on" | "at" | "am" | "pm" | "gmt" | "utc"
            )
            || WEEKDAYS.contains(&lower.as_str())
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || (bare.starts_with('T') && bare[1..].starts_with(|c: char| c.is_ascii_digit()));
        if silent {
            continue;
        }
        if !is_capitalised(bare) && !is_small(bare) {
            return None;
        }
        name.push(bare);
    }
    // "By Ada Brown, March 5, 2026" names no publisher.
    let by_author = name.first().is_some_and(|word| word.eq_ignore_ascii_case("by"));
    if name.len() > 6
        || name
            .first()
            .is_some_and(|word| is_small(word) && !by_author && *word != "The" && *word != "the")
    {
        return None;
    }
    let publisher = (!name.is_empty() && !by_author).then(|| name.join(" "));
    Some((publisher, Some(found)))
}

const WEEKDAYS: [&str; 14] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

fn is_capitalised(word: &str) -> bool {
    word.trim_start_matches(['"', '“', '(', '\'', '@'])
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || word.contains('@')
        || word.starts_with("al-")
        || word.starts_with("el-")
}

fn is_small(word: &str) -> bool {
    let lower = word.trim_matches([',', ';']).to_lowercase();
    SMALL.contains(&lower.as_str())
}

fn is_mark(word: &str) -> bool {
    !word.contains(char::is_alphanumeric)
}

/// "Keld M.", "Marsh Jr."
fn ends_in_initial(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    last.trim_end_matches('.').chars().count() <= 2 && last.starts_with(char::is_uppercase)
}
