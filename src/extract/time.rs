//! Time expressions and their values, worked out against the document's date.
//!
//! Values are ISO 8601 as TimeML's TIMEX3 uses it: a day (`2026-03-03`), month (`2026-03`), year
//! (`2026`) or an interval of days (`2026-03-02/2026-03-08`). A weekday without more is the last one
//! up to the document's date, or, for what is still to come, the next one after it.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::claim::Time;
use crate::nlp::Sentence;

/// A time expression of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Its tokens, a leading preposition included.
    pub tokens: Range<usize>,
    /// The token that stands in the tree for it: its first content word.
    pub anchor: usize,
    meaning: Meaning,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    Day(Date),
    Weekday(Weekday, Shift),
    /// Days from the document's date.
    Offset(i32),
    MonthDay(i8, i8),
    Month(i8, Option<i16>, Shift),
    Year(i16),
    Week(i32),
    MonthOffset(i32),
    YearOffset(i32),
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shift {
    Plain,
    Last,
    Next,
}

/// The time expressions of a sentence, in text order.
pub fn expressions(sentence: &Sentence, text: &str) -> Vec<TimeExpression> {
    let words: Vec<String> = sentence
        .tokens
        .iter()
        .map(|token| token.span.of(text).to_lowercase())
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match expression_at(&words, sentence, text, at) {
            Some((length, meaning)) => {
                let mut start = at;
                while start > 0
                    && matches!(
                        words[start - 1].as_str(),
                        "on" | "in"
                            | "since"
                            | "by"
                            | "until"
                            | "during"
                            | "from"
                            | "before"
                            | "after"
                            | "early"
                            | "late"
                            | "mid"
                            | "earlier"
                            | "of"
                    )
                    && found
                        .last()
                        .is_none_or(|last: &TimeExpression| last.tokens.end < start)
                {
                    if words[start - 1] == "of" {
                        break;
                    }
                    start -= 1;
                }
                found.push(TimeExpression {
                    tokens: start..at + length,
                    anchor: at,
                    meaning,
                });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// Length in tokens and meaning of the expression that starts at `at`.
#[expect(clippy::too_many_lines, reason = "a table of forms, one after the other")]
fn expression_at(words: &[String], sentence: &Sentence, text: &str, at: usize) -> Option<(usize, Meaning)> {
    let word = |offset: usize| words.get(at + offset).map_or("", String::as_str);
    let capital = |offset: usize| {
        sentence
            .tokens
            .get(at + offset)
            .is_some_and(|token| token.span.of(text).starts_with(char::is_uppercase))
    };
    let first = word(0);
    if let Ok(date) = first.parse::<Date>()
        && first.len() == 10
    {
        return Some((1, Meaning::Day(date)));
    }
    match first {
        "today" | "tonight" => return Some((1, Meaning::Offset(0))),
        "yesterday" => return Some((1, Meaning::Offset(-1))),
        "tomorrow" => return Some((1, Meaning::Offset(1))),
        "last" | "next" | "this" | "past" => {
            let shift = match first {
                "next" => Shift::Next,
                "this" => Shift::Plain,
                _ => Shift::Last,
            };
            let step = match shift {
                Shift::Last => -1,
                Shift::Plain => 0,
                Shift::Next => 1,
            };
            let meaning = match word(1) {
                "week" => Meaning::Week(step),
                "month" => Meaning::MonthOffset(step),
                "year" => Meaning::YearOffset(step),
                "night" if step <= 0 => Meaning::Offset(step),
                "morning" | "afternoon" | "evening" => Meaning::Offset(0),
                "weekend" | "summer" | "winter" | "spring" | "autumn" | "fall" | "season" => Meaning::Unknown,
                day => match (weekday(day), month(day)) {
                    (Some(day), _) => Meaning::Weekday(day, shift),
                    (_, Some(month)) if capital(1) => Meaning::Month(month, None, shift),
                    _ => return None,
                },
            };
            return Some((2, meaning));
        }
        _ => {}
    }
    if let Some(count) = small_number(first) {
        let unit = word(1);
        let ago = word(2) == "ago";
        if ago {
            let meaning = match unit {
                "day" | "days" => Meaning::Offset(-count),
                "week" | "weeks" => Meaning::Offset(-7 * count),
                "month" | "months" => Meaning::MonthOffset(-count),
                "year" | "years" => Meaning::YearOffset(-count),
                "decade" | "decades" => Meaning::YearOffset(-10 * count),
                _ => Meaning::Unknown,
            };
            return Some((3, meaning));
        }
    }
    if let Some(day) = weekday(first)
        && capital(0)
        && (first.len() > 5 || first.ends_with('.'))
    {
        return Some((1, Meaning::Weekday(day, Shift::Plain)));
    }
    if let Some(number) = month(first)
        && capital(0)
        && is_month_here(words, at)
    {
        return Some(month_expression(words, at, number));
    }
    // "5 March 2026", "5 March".
    if let Some(day) = day_number(first)
        && let Some(number) = month(word(1))
        && capital(1)
    {
        return Some(match year(word(2)) {
            Some(year) => (
                3,
                Date::new(year, number, day).map_or(Meaning::Unknown, Meaning::Day),
            ),
            None => (2, Meaning::MonthDay(number, day)),
        });
    }
    let before = at.checked_sub(1).map_or("", |index| words[index].as_str());
    if matches!(
        before,
        "in" | "since"
            | "of"
            | "until"
            | "from"
            | "by"
            | "during"
            | "early"
            | "late"
            | "and"
            | "the"
            | "before"
            | "after"
    ) && let Some(year) = year(first)
        && !is_counted(sentence, at)
    {
        return Some((1, Meaning::Year(year)));
    }
    None
}

/// Whether a word that may be a month is one here: "Jan" and "May" are also names.
fn is_month_here(words: &[String], at: usize) -> bool {
    let word = words[at].as_str();
    let doubtful = word.len() <= 4 || matches!(word, "march" | "april" | "august");
    if !doubtful || word.ends_with('.') {
        return true;
    }
    let next = words.get(at + 1).map_or("", String::as_str);
    let before = at.checked_sub(1).map_or("", |before| words[before].as_str());
    next == "." && words.get(at + 2).is_some_and(|after| day_number(after).is_some())
        || day_number(next).is_some()
        || year(next).is_some()
        || matches!(
            before,
            "in" | "since"
                | "of"
                | "by"
                | "until"
                | "during"
                | "early"
                | "late"
                | "mid"
                | "last"
                | "next"
                | "this"
        ) && (word.len() > 3 || word == "may")
}

/// Whether a number counts a noun ("2,000 people") and is no year.
fn is_counted(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens[token].deprel == "nummod"
        && sentence.tokens[token].head.is_some_and(|head| head == token + 1)
}

/// "March", "March 5", "March 5, 2026", "March 2026".
fn month_expression(words: &[String], at: usize, number: i8) -> (usize, Meaning) {
    let word = |offset: usize| words.get(at + offset).map_or("", String::as_str);
    let dot = usize::from(word(1) == ".");
    if let Some(day) = day_number(word(1 + dot)) {
        let comma = usize::from(word(2 + dot) == ",");
        if let Some(year) = year(word(2 + dot + comma)) {
            let meaning = Date::new(year, number, day).map_or(Meaning::Unknown, Meaning::Day);
            return (3 + dot + comma, meaning);
        }
        return (2 + dot, Meaning::MonthDay(number, day));
    }
    match year(word(1 + dot)) {
        Some(year) => (2 + dot, Meaning::Month(number, Some(year), Shift::Plain)),
        None => (1 + dot, Meaning::Month(number, None, Shift::Plain)),
    }
}

impl TimeExpression {
    /// The expression as a claim has it. `date`: the document's; `ahead`: the claim is about what is to come.
    pub fn resolve(&self, words: String, date: Option<Date>, ahead: bool) -> Time {
        Time {
            text: words,
            value: value(self.meaning, date, ahead),
        }
    }
}

fn value(meaning: Meaning, date: Option<Date>, ahead: bool) -> Option<String> {
    match meaning {
        Meaning::Day(day) => return Some(day.to_string()),
        Meaning::Year(year) => return Some(format!("{year:04}")),
        Meaning::Month(month, Some(year), _) => return Some(format!("{year:04}-{month:02}")),
        _ => {}
    }
    let date = date?;
    let day = |day: Date| Some(day.to_string());
    match meaning {
        Meaning::Weekday(weekday, Shift::Next) => day(date.nth_weekday(1, weekday).ok()?),
        Meaning::Weekday(weekday, Shift::Last) => day(date.nth_weekday(-1, weekday).ok()?),
        Meaning::Weekday(weekday, Shift::Plain) if date.weekday() == weekday => day(date),
        Meaning::Weekday(weekday, Shift::Plain) => {
            day(date.nth_weekday(if ahead { 1 } else { -1 }, weekday).ok()?)
        }
        Meaning::Offset(days) => day(date.checked_add(days.days()).ok()?),
        Meaning::MonthDay(month, number) => {
            let this_year = Date::new(date.year(), month, number).ok()?;
            let shift = match (ahead, this_year.cmp(&date)) {
                (false, std::cmp::Ordering::Greater) => -1,
                (true, std::cmp::Ordering::Less) => 1,
                _ => 0,
            };
            day(Date::new(date.year() + shift, month, number).ok()?)
        }
        Meaning::Month(month, None, shift) => {
            let year = match (shift, month.cmp(&date.month())) {
                (Shift::Last, std::cmp::Ordering::Less) => date.year(),
                (Shift::Last, _) => date.year() - 1,
                (Shift::Next, std::cmp::Ordering::Greater) => date.year(),
                (Shift::Next, _) => date.year() + 1,
                (Shift::Plain, std::cmp::Ordering::Greater) if !ahead => date.year() - 1,
                (Shift::Plain, std::cmp::Ordering::Less) if ahead => date.year() + 1,
                (Shift::Plain, _) => date.year(),
            };
            Some(format!("{year:04}-{month:02}"))
        }
        Meaning::Week(weeks) => {
            let monday = date
                .checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
                .ok()?;
            let start = monday.checked_add((7 * weeks).days()).ok()?;
            Some(format!("{start}/{}", start.checked_add(6.days()).ok()?))
        }
        Meaning::MonthOffset(months) => {
            let there = date.first_of_month().checked_add(months.months()).ok()?;
            Some(format!("{:04}-{:02}", there.year(), there.month()))
        }
        Meaning::YearOffset(years) => Some(format!("{:04}", i32::from(date.year()) + years)),
        _ => None,
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.trim_end_matches('.') {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn month(word: &str) -> Option<i8> {
    Some(match word.trim_end_matches('.') {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let suffix = &word[digits.len()..];
    (matches!(suffix, "" | "st" | "nd" | "rd" | "th")).then_some(())?;
    digits
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day) && digits.len() <= 2)
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())?
        .filter(|year| (1500..=2199).contains(year))
}

fn small_number(word: &str) -> Option<i32> {
    Some(match word {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        _ => return word.parse().ok().filter(|number| (1..=1000).contains(number)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_count_from_the_date_of_the_document() {
        let thursday = Date::constant(2026, 3, 5);
        let cases = [
            (
                Meaning::Weekday(Weekday::Tuesday, Shift::Plain),
                false,
                "2026-03-03",
            ),
            (
                Meaning::Weekday(Weekday::Thursday, Shift::Plain),
                false,
                "2026-03-05",
            ),
            (
                Meaning::Weekday(Weekday::Thursday, Shift::Last),
                false,
                "2026-02-26",
            ),
            (
                Meaning::Weekday(Weekday::Monday, Shift::Plain),
                true,
                "2026-03-09",
            ),
            (Meaning::Offset(1), true, "2026-03-06"),
            (Meaning::Month(1, None, Shift::Plain), false, "2026-01"),
            (Meaning::Month(12, None, Shift::Plain), false, "2025-12"),
            (Meaning::MonthDay(6, 5), true, "2026-06-05"),
            (Meaning::MonthDay(12, 24), false, "2025-12-24"),
            (Meaning::Week(-1), false, "2026-02-23/2026-03-01"),
            (Meaning::MonthOffset(-1), false, "2026-02"),
            (Meaning::YearOffset(-2), false, "2024"),
        ];
        for (meaning, ahead, expected) in cases {
            assert_eq!(
                value(meaning, Some(thursday), ahead).as_deref(),
                Some(expected),
                "{meaning:?}"
            );
        }
    }
}
