//! Datelines: "LUNDE, Nordal, March 5 (Fjordwire) -", "BAGHDAD (AP) —", "NEW DELHI:".
//!
//! A dateline is a place in capitals, or one in small letters with a date or an agency beside it,
//! then a dash. "Lunde - the largest port - was closed" has neither.

use crate::text::read::{FoundDate, find_date};

/// A dateline at the start of a paragraph.
#[derive(Debug)]
pub(super) struct Dateline {
    /// Bytes up to and with the dash.
    pub(super) length: usize,
    /// The agency in brackets.
    pub(super) agency: Option<String>,
    /// The date in it.
    pub(super) date: Option<FoundDate>,
}

/// How far into a paragraph its dateline may reach, in bytes.
const LONGEST: usize = 130;

/// The dateline that opens `paragraph`. Only the first paragraph of a text may have one whose
/// place is not in capitals.
pub(super) fn find(paragraph: &str, first: bool) -> Option<Dateline> {
    let head = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    dashes(head)
        .find_map(|(start, end)| {
            let after = paragraph[end..].trim_start();
            let fits = after.is_empty()
                || after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || OPENERS.contains(c));
            // A title may be made like one: "KINO - The Film Hour".
            let told = after.is_empty() || after.len() >= 40 || after.ends_with(['.', '!', '?', '"', '”']);
            let (agency, date, strength) = parse(head[..start].trim_end())?;
            let enough = match strength {
                Strength::Capitals | Strength::AgencyOnly => true,
                Strength::Dated => first,
            };
            (fits && told && enough).then_some(Dateline {
                length: end,
                agency,
                date,
            })
        })
        .or_else(|| colon(paragraph, first))
}

const OPENERS: &str = "\"“‘'«([";

/// How sure it is that something is a dateline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// Its place is in capitals.
    Capitals,
    /// It is an agency in brackets.
    AgencyOnly,
    /// Its place is not, but a date or an agency stands beside it.
    Dated,
}

/// Where dashes stand that may end a dateline: start and end of each, blanks not counted.
fn dashes(head: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    head.char_indices().filter_map(|(place, character)| {
        let rest = &head[place..];
        let blank_before = head[..place].ends_with([' ', '\n', ')']);
        if rest.starts_with("--") {
            return (!head[..place].ends_with('-'))
                .then(|| (place, place + rest.len() - rest.trim_start_matches('-').len()));
        }
        let end = place + character.len_utf8();
        let blank_after = head[end..].starts_with([' ', '\n']) || end == head.len();
        match character {
            '-' if blank_before && blank_after && !head[..place].ends_with('-') => Some((place, end)),
            '–' | '‒' | '−' if blank_before || blank_after => Some((place, end)),
            '—' | '―' => Some((place, end)),
            _ => None,
        }
    })
}

/// Reads what stands before the dash.
fn parse(head: &str) -> Option<(Option<String>, Option<FoundDate>, Strength)> {
    let (head, agency) = split_agency(head)?;
    if head.is_empty() {
        return agency.map(|agency| (Some(agency), None, Strength::AgencyOnly));
    }
    let date = find_date(head);
    let place = match date {
        Some(found) => {
            // After the date only a weekday or an hour may stand.
            let after = head[found.span.end..].trim_matches([',', ' ', '.', ':']);
            if !after.split_whitespace().all(is_time) {
                return None;
            }
            head[..found.span.start].trim_end_matches([',', ' '])
        }
        None => head.trim_end_matches([',', ':', '.']),
    };
    if place.is_empty() {
        return agency.map(|agency| (Some(agency), date, Strength::Dated));
    }
    let mut parts = place.split(',').map(str::trim);
    let first = parts.next()?;
    let others: Vec<&str> = parts.filter(|part| !is_time(part)).collect();
    if others.len() > 3 || !others.iter().all(|part| is_place(part)) || !is_place(first) {
        return None;
    }
    if is_capitals(first) {
        Some((agency, date, Strength::Capitals))
    } else if agency.is_some() || date.is_some() {
        Some((agency, date, Strength::Dated))
    } else {
        None
    }
}

/// Splits "(Fjordwire)" or "/PRNewswire/" off the end. `None` if the brackets hold no agency.
fn split_agency(head: &str) -> Option<(&str, Option<String>)> {
    let (place, inner) = if let Some(open) = head.strip_suffix(')') {
        open.rsplit_once('(')?
    } else if let Some(open) = head.strip_suffix('/') {
        open.rsplit_once('/')?
    } else {
        return (!head.contains(['(', ')'])).then_some((head, None));
    };
    let inner = inner.trim();
    if place.contains(['(', ')']) || inner.is_empty() || inner.len() > 50 {
        return None;
    }
    let words = inner.split_whitespace();
    let is_name = words.clone().count() <= 5
        && words
            .clone()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '&'));
    is_name.then(|| (place.trim_end(), Some(inner.to_owned())))
}

/// "NEW DELHI: The …": capitals and a colon, as papers of South Asia have it.
fn colon(paragraph: &str, first: bool) -> Option<Dateline> {
    let head = &paragraph[..paragraph.floor_char_boundary(40)];
    let place = head.find(':')?;
    let after = paragraph[place + 1..].trim_start();
    let capital = after.starts_with(|c: char| c.is_uppercase());
    let name = &head[..place];
    // "UPDATE:" and "WATCH:" are no places; nor is the speaker of an interview, who comes again.
    let speaker = !first || paragraph.lines().count() > 1;
    let fits = capital
        && !speaker
        && is_place(name)
        && is_capitals(name)
        && name.split_whitespace().count() <= 3
        && !LABELS.contains(&name)
        && after.len() > 60;
    fits.then_some(Dateline {
        length: place + 1,
        agency: None,
        date: None,
    })
}

const LABELS: [&str; 16] = [
    "UPDATE",
    "WATCH",
    "BREAKING",
    "EXCLUSIVE",
    "OPINION",
    "ANALYSIS",
    "EXPLAINER",
    "LIVE",
    "NOTE",
    "CORRECTION",
    "VIDEO",
    "PHOTOS",
    "QUESTION",
    "ANSWER",
    "WARNING",
    "FACTBOX",
];

/// Words that each begin with a capital, but for "of", "the" and their like.
fn is_place(words: &str) -> bool {
    const SMALL: [&str; 16] = [
        "of", "the", "and", "de", "del", "la", "le", "les", "el", "al", "da", "do", "di", "sur", "on", "in",
    ];
    let mut named = false;
    let mut count = 0;
    for word in words
        .split(|c: char| c.is_whitespace() || c == '/')
        .filter(|word| !word.is_empty())
    {
        count += 1;
        let capital =
            word.starts_with(char::is_uppercase) || word.starts_with("al-") || word.starts_with('\'');
        if !capital && !SMALL.contains(&word) {
            return false;
        }
        if word.chars().any(|c| !(c.is_alphabetic() || "-.'’".contains(c))) {
            return false;
        }
        named |= capital;
    }
    named && count <= 6
}

/// Whether all letters are capitals, but for "Mc": "AL-HOL", "McALLEN". Very short ones are not
/// places but "US" or "UN".
fn is_capitals(place: &str) -> bool {
    let upper = place.chars().filter(|c| c.is_uppercase()).count();
    let lower = place.replace("Mc", "").chars().any(char::is_lowercase);
    upper >= 4 && !lower
}

fn is_time(word: &str) -> bool {
    let bare = word.trim_matches([',', '.']);
    let lower = bare.to_lowercase();
    bare.is_empty()
        || bare.starts_with(|c: char| c.is_ascii_digit())
        || matches!(lower.as_str(), "gmt" | "utc" | "am" | "pm" | "a.m" | "p.m")
        || ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .iter()
            .any(|day| lower.starts_with(day) && (lower.len() == 3 || lower.ends_with("day")))
}
