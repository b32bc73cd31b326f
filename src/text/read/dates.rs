//! Dates as sources write them: ISO 8601, RFC 2822, "March 5, 2026", "5 March 2026", "5.3.2026".

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::text::Span;

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// Where, in bytes of the text.
    pub span: Span,
    /// The year, where the text names it.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

impl FoundDate {
    /// The date, if the year is named.
    pub fn date(self) -> Option<Date> {
        self.year
            .and_then(|year| Date::new(year, self.month, self.day).ok())
    }

    /// The date in its own year, else in that year which puts it nearest to `near`.
    pub fn date_near(self, near: Option<Date>) -> Option<Date> {
        if self.year.is_some() {
            return self.date();
        }
        let near = near?;
        (near.year() - 1..=near.year() + 1)
            .filter_map(|year| Date::new(year, self.month, self.day).ok())
            .min_by_key(|date| (*date - near).get_days().abs())
    }
}

/// A date in a field of its own, in any of the usual forms; a time after it is left aside.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 64 {
        return None;
    }
    if let Some(date) = from_digits(text) {
        return Some(date);
    }
    find_date(text).and_then(FoundDate::date)
}

/// The first date in `text`, with or without a year.
pub fn find_date(text: &str) -> Option<FoundDate> {
    let words = words(text);
    (0..words.len()).find_map(|first| date_at(text, &words[first..]))
}

/// "20260305", or seconds or milliseconds since 1970.
fn from_digits(text: &str) -> Option<Date> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let stamp = match text.len() {
        8 => {
            let (month, day) = (number / 100 % 100, number % 100);
            return Date::new((number / 10_000) as i16, month as i8, day as i8).ok();
        }
        10 => Timestamp::from_second(number).ok()?,
        13 => Timestamp::from_millisecond(number).ok()?,
        _ => return None,
    };
    Some(TimeZone::UTC.to_datetime(stamp).date())
}

/// Runs of letters and runs of digits, with where they start.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = None;
    let mut last = None;
    for (place, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let kind = match character {
            '0'..='9' => Some(true),
            _ if character.is_alphabetic() => Some(false),
            _ => None,
        };
        if kind != last {
            if let Some(start) = start {
                words.push((start, &text[start..place]));
            }
            start = kind.map(|_| place);
            last = kind;
        }
    }
    words
}

fn date_at(text: &str, words: &[(usize, &str)]) -> Option<FoundDate> {
    let &[(start, first), (second_start, second), ref rest @ ..] = words else {
        return None;
    };
    let between = |from: (usize, &str), to: (usize, &str)| text[from.0 + from.1.len()..to.0].trim();
    let end = |word: (usize, &str)| word.0 + word.1.len();
    let found = |end: usize, year: Option<i16>, month: i8, day: i8| {
        Date::new(year.unwrap_or(2000), month, day).ok()?;
        let span = Span::new(start, end);
        Some(FoundDate {
            span,
            year,
            month,
            day,
        })
    };
    if let Some(year) = as_year(first) {
        // 2026-03-05, 2026/03/05; a time may follow it directly.
        let third = *rest.first()?;
        let mark = between(words[0], words[1]);
        if matches!(mark, "-" | "/" | ".") && between(words[1], third) == mark {
            return found(end(third), Some(year), as_number(second)?, as_number(third.1)?);
        }
        return None;
    }
    if let Some(month) = as_month(first) {
        let day = as_number(second)?;
        if !matches!(between(words[0], words[1]), "" | ".") {
            return None;
        }
        let (after, last) = skip_ordinal(text, words[1], rest);
        if let Some(&word) = after.first()
            && let Some(year) = as_year(word.1)
            && matches!(text[last..word.0].trim(), "" | ",")
        {
            return found(end(word), Some(year), month, day);
        }
        return found(last, None, month, day);
    }
    let day: i8 = as_number(first)?;
    let (mut after, mut last) = skip_ordinal(text, words[0], &words[1..]);
    if let Some(&(start, "of")) = after.first() {
        (after, last) = (&after[1..], start + 2);
    }
    let (&month_word, after) = after.split_first()?;
    if let Some(month) = as_month(month_word.1) {
        if !matches!(text[last..month_word.0].trim(), "" | "." | "-" | "/") {
            return None;
        }
        if let Some(&word) = after.first()
            && let Some(year) = as_year(word.1)
            && matches!(between(month_word, word), "" | "," | "." | "-" | "/" | ".,")
        {
            return found(end(word), Some(year), month, day);
        }
        return found(end(month_word), None, month, day);
    }
    // 5.3.2026 is day first; 5/3/2026 is not told, unless one of the two is no month.
    let third = *rest.first()?;
    let year = as_year(third.1)?;
    let other: i8 = as_number(second)?;
    let mark = text[start + first.len()..second_start].trim();
    if between(words[1], third) != mark {
        return None;
    }
    match mark {
        "." => found(end(third), Some(year), other, day),
        "/" | "-" if day > 12 => found(end(third), Some(year), other, day),
        "/" | "-" if other > 12 || other == day => found(end(third), Some(year), day, other),
        _ => None,
    }
}

/// Steps over the "th" of "5th"; gives the words after it and where it ends.
fn skip_ordinal<'w, 't>(
    text: &str,
    number: (usize, &str),
    rest: &'w [(usize, &'t str)],
) -> (&'w [(usize, &'t str)], usize) {
    let end = number.0 + number.1.len();
    match rest.first() {
        Some(&(start, ending)) if start == end && matches!(ending, "st" | "nd" | "rd" | "th") => {
            (&rest[1..], start + ending.len())
        }
        _ => {
            debug_assert!(end <= text.len());
            (rest, end)
        }
    }
}

fn as_year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1000..=2999).contains(&year)).then_some(year)
}

fn as_number(word: &str) -> Option<i8> {
    if word.len() > 2 { None } else { word.parse().ok() }
}

/// A month by its name or a usual short form, from 1.
fn as_month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let short = word.len() == 3 || word == "sept" || word == "june" || word == "july";
    let place = MONTHS
        .iter()
        .position(|&month| month == word || (short && month.starts_with(&word)))?;
    Some(place as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_forms_are_understood() {
        let forms = [
            "2026-03-05",
            "2026-03-05T10:00:00Z",
            "2026-03-05 10:00:00+01:00",
            "2026/03/05",
            "20260305",
            "March 5, 2026",
            "Mar. 5, 2026",
            "5 March 2026",
            "5th of March 2026",
            "March 5th, 2026",
            "Thu, 05 Mar 2026 10:00:00 +0000",
            "Thursday, 5 March 2026",
            "05-Mar-2026",
            "5.3.2026",
            "05.03.2026",
            "1772668800",
            "1772668800000",
            "Thu Mar 5 2026",
            "Published on March 5, 2026 at 10:15",
            " 5 MARCH 2026 ",
        ];
        for form in forms {
            assert_eq!(
                parse_date(form).map(|date| date.to_string()).as_deref(),
                Some("2026-03-05"),
                "{form}"
            );
        }
    }

    #[test]
    fn others_are_not() {
        for form in [
            "",
            "soon",
            "2026",
            "March 2026",
            "2026-02-30",
            "3/5/2026",
            "March 32, 2026",
            "may 2026 be good",
        ] {
            assert_eq!(parse_date(form), None, "{form}");
        }
        assert_eq!(
            parse_date("25/3/2026").map(|date| date.to_string()).as_deref(),
            Some("2026-03-25")
        );
    }

    #[test]
    fn a_date_without_year_takes_that_of_its_neighbour() {
        let near = Date::new(2026, 1, 3).ok();
        let date = find_date("LUNDE, Dec 30 (Fjordwire)").and_then(|found| found.date_near(near));
        assert_eq!(date.map(|date| date.to_string()).as_deref(), Some("2025-12-30"));
    }
}
