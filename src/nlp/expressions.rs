//! Dates, times, money, percentages and quantities: rules over tokens, since their forms are few.

use super::analysis::{Name, NameType};
use super::words::Word;

const MONTHS: &[&str] = &[
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
    "jan.",
    "feb.",
    "mar.",
    "apr.",
    "jun.",
    "jul.",
    "aug.",
    "sep.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
    "jan",
    "feb",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon.",
    "tue.",
    "tues.",
    "wed.",
    "thu.",
    "thurs.",
    "fri.",
    "sat.",
    "sun.",
];
const RELATIVE_DAYS: &[&str] = &["today", "yesterday", "tomorrow", "tonight", "overnight"];
const PERIODS: &[&str] = &[
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "decades",
    "century",
    "centuries",
    "quarter",
    "weekend",
    "fortnight",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "season",
];
const HOURS: &[&str] = &["hour", "hours", "minute", "minutes", "second", "seconds"];
const DAY_PARTS: &[&str] = &["morning", "afternoon", "evening", "night", "noon", "midnight"];
const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "dozen",
    "dozens",
    "hundreds",
    "thousands",
    "half",
    "several",
    "few",
    "couple",
];
const SCALES: &[&str] = &[
    "hundred", "thousand", "million", "billion", "trillion", "m", "bn", "mn", "tn", "bln", "mln", "trn", "k",
    "crore", "lakh", "dozen",
];
const CURRENCIES: &[&str] = &[
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "yen", "yuan", "rouble", "roubles", "ruble",
    "rubles", "rupee", "rupees", "franc", "francs", "lira", "liras", "dinar", "dinars", "riyal", "riyals",
    "dirham", "dirhams", "shekel", "shekels", "peso", "pesos", "krona", "kronor", "krone", "kroner", "won",
    "real", "reais", "rand", "cents", "usd", "eur", "gbp", "jpy", "chf",
];
const SIGNS: &[&str] = &[
    "$", "us$", "a$", "c$", "hk$", "nz$", "\u{A3}", "\u{20AC}", "\u{A5}", "\u{20BD}", "\u{20B9}", "\u{20A9}",
    "\u{20AA}",
];
const UNITS: &[&str] = &[
    "people",
    "km",
    "kilometre",
    "kilometres",
    "kilometer",
    "kilometers",
    "mile",
    "miles",
    "metre",
    "metres",
    "meter",
    "meters",
    "foot",
    "feet",
    "inch",
    "inches",
    "ton",
    "tons",
    "tonne",
    "tonnes",
    "kg",
    "kilogram",
    "kilograms",
    "kilo",
    "kilos",
    "gram",
    "grams",
    "pound",
    "ounce",
    "ounces",
    "barrel",
    "barrels",
    "litre",
    "litres",
    "liter",
    "liters",
    "gallon",
    "gallons",
    "acre",
    "acres",
    "hectare",
    "hectares",
    "megawatt",
    "megawatts",
    "gigawatt",
    "gigawatts",
    "mw",
    "gw",
    "kw",
    "kwh",
    "mph",
    "kph",
    "degrees",
    "bushels",
    "yards",
    "vehicles",
    "troops",
    "soldiers",
    "detainees",
    "families",
    "households",
    "jobs",
    "seats",
    "votes",
    "passengers",
    "workers",
    "employees",
    "residents",
    "refugees",
    "civilians",
    "fighters",
    "prisoners",
    "homes",
    "houses",
    "men",
    "women",
    "children",
    "students",
];
const TIME_ZONES: &[&str] = &["gmt", "utc", "cet", "est", "edt", "pst", "local"];

/// Finds expressions in a sentence; `taken` says which tokens names hold already.
pub(crate) fn find(words: &[Word], taken: &[bool]) -> Vec<Name> {
    let rules = Rules { words, taken };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match rules.longest(at) {
            Some((length, kind)) => {
                let tokens = at..at + length;
                if !taken[tokens.clone()].contains(&true) {
                    found.push(Name { tokens, kind });
                }
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

struct Rules<'a> {
    words: &'a [Word],
    taken: &'a [bool],
}

impl Rules<'_> {
    fn norm(&self, at: usize) -> &str {
        match self.words.get(at) {
            Some(word) if !self.taken[at] => &word.norm,
            _ => "",
        }
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&self.norm(at))
    }

    /// "1945", "1990s".
    fn is_year(&self, at: usize) -> bool {
        let norm = self.norm(at);
        let figures = norm.strip_suffix('s').unwrap_or(norm);
        figures.len() == 4 && figures.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// "5", "5th", "21st".
    fn is_day_number(&self, at: usize) -> bool {
        let norm = self.norm(at);
        let figures = norm.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&figures) && matches!(&norm[figures..], "" | "st" | "nd" | "rd" | "th")
    }

    /// "21st" has its figures made zeros where it is long.
    fn is_month(&self, at: usize) -> bool {
        self.is(at, MONTHS) && self.words[at].capital
            || matches!(self.words.get(at), Some(word) if !word.capital && MONTHS.contains(&word.norm.as_str())
                && !matches!(word.norm.as_str(), "may" | "march" | "mar." | "jun" | "dec") && !self.taken[at])
    }

    fn longest(&self, at: usize) -> Option<(usize, NameType)> {
        if self.norm(at).is_empty() {
            return None;
        }
        let candidates = [
            (self.date(at), NameType::Date),
            (self.time(at), NameType::Time),
            (self.money(at), NameType::Money),
            (self.percent(at), NameType::Percent),
            (self.quantity(at), NameType::Quantity),
        ];
        candidates
            .into_iter()
            .filter(|candidate| candidate.0 > 0)
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))
    }

    fn date(&self, at: usize) -> usize {
        let relative = [
            "last",
            "next",
            "this",
            "past",
            "coming",
            "early",
            "late",
            "mid",
            "previous",
            "following",
        ];
        if self.is(at, &relative) {
            let rest = match self
                .month_date(at + 1)
                .max(self.day_date(at + 1))
                .max(usize::from(self.is(at + 1, PERIODS)))
            {
                0 if self.is_year(at + 1) && self.is(at, &["early", "late", "mid"]) => 1,
                rest => rest,
            };
            if rest == 0 && self.is(at + 1, &relative) {
                let inner = self.date(at + 1);
                return if inner > 0 { inner + 1 } else { 0 };
            }
            return if rest > 0 { rest + 1 } else { 0 };
        }
        if self.is(at, RELATIVE_DAYS) {
            return 1;
        }
        let dated = self.month_date(at).max(self.day_date(at)).max(self.iso_date(at));
        if dated > 0 {
            return dated;
        }
        let count = self.number(at);
        if count > 0 && self.is(at + count, PERIODS) {
            let ago = self.is(at + count + 1, &["ago", "earlier", "later", "before"]);
            return count + 1 + usize::from(ago);
        }
        if self.is_year(at) && self.plausible_year(at) {
            return 1;
        }
        0
    }

    /// "5 March 2026", "March 5, 2026", "March 2026", "March".
    fn month_date(&self, at: usize) -> usize {
        if self.is_day_number(at) {
            let of = usize::from(self.norm(at + 1) == "of");
            if self.is_month(at + 1 + of) {
                return 2 + of + self.year_after(at + 2 + of);
            }
        }
        if !self.is_month(at) {
            return 0;
        }
        if self.is_day_number(at + 1) && !self.is(at + 2, SCALES) {
            return 2 + self.year_after(at + 2);
        }
        let year = self.year_after(at + 1);
        if year == 0 && self.norm(at) == "may" && !self.dates_before(at) {
            0
        } else {
            1 + year
        }
    }

    fn dates_before(&self, at: usize) -> bool {
        at > 0
            && [
                "in", "last", "next", "this", "since", "until", "of", "by", "early", "late", "from", "to",
                "and", "on",
            ]
            .contains(&self.words[at - 1].norm.as_str())
    }

    fn year_after(&self, at: usize) -> usize {
        if self.norm(at) == "," && self.is_year(at + 1) {
            2
        } else {
            usize::from(self.is_year(at))
        }
    }

    /// "Thursday", "Thursday, 5 March", "Thursday morning".
    fn day_date(&self, at: usize) -> usize {
        if !self.is(at, DAYS) {
            return 0;
        }
        let comma = usize::from(self.norm(at + 1) == ",");
        let rest = self.month_date(at + 1 + comma);
        if rest > 0 {
            1 + comma + rest
        } else {
            1 + usize::from(self.is(at + 1, DAY_PARTS))
        }
    }

    /// "2026-03-05", "05/03/2026".
    fn iso_date(&self, at: usize) -> usize {
        let norm = self.norm(at);
        let marks = norm.bytes().filter(|byte| matches!(byte, b'-' | b'/')).count();
        usize::from(
            marks == 2
                && (8..=10).contains(&norm.len())
                && norm
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/')),
        )
    }

    /// A number of four figures is a year after a word that leads to one.
    fn plausible_year(&self, at: usize) -> bool {
        let leading = [
            "in", "since", "until", "of", "by", "from", "to", "between", "during", "and", "the", "before",
            "after", "(", "till", "through", "around", "mid", "late", "early",
        ];
        let decade = self.norm(at).ends_with('s');
        let counted = self
            .words
            .get(at + 1)
            .is_some_and(|word| UNITS.contains(&word.norm.as_str()));
        decade || (at > 0 && leading.contains(&self.words[at - 1].norm.as_str()) && !counted)
    }

    fn time(&self, at: usize) -> usize {
        let norm = self.norm(at);
        let clock = norm.contains(':')
            && norm.len() <= 8
            && norm.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
        let half = ["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock"];
        if (clock || self.is_day_number(at)) && self.is(at + 1, &half) {
            return 2 + usize::from(self.is(at + 2, TIME_ZONES));
        }
        if clock {
            return 1 + usize::from(self.is(at + 1, TIME_ZONES));
        }
        let count = self.number(at);
        if count > 0 && self.is(at + count, HOURS) {
            return count + 1 + usize::from(self.is(at + count + 1, &["ago", "earlier", "later"]));
        }
        usize::from(matches!(norm, "midnight" | "noon"))
    }

    /// Tokens of a number: "4,200", "two million", "a few hundred".
    fn number(&self, at: usize) -> usize {
        let mut length = 0;
        loop {
            let here = at + length;
            let digits = self.words.get(here).is_some_and(|word| word.digits) && is_figure(self.norm(here));
            if digits && length > 0 && self.words[here - 1].digits {
                break;
            }
            let word = self.is(here, NUMBERS) || (length > 0 && self.is(here, SCALES));
            let hyphen = length > 0 && self.norm(here) == "-" && self.is(here + 1, NUMBERS);
            if digits || word {
                length += 1;
            } else if hyphen {
                length += 2;
            } else {
                break;
            }
        }
        length
    }

    fn money(&self, at: usize) -> usize {
        if self.is(at, SIGNS) {
            let count = self.number(at + 1);
            return if count > 0 { 1 + count } else { 0 };
        }
        let count = self.number(at);
        if count == 0 {
            return 0;
        }
        let nation = usize::from(self.is(at + count, &["us", "u.s.", "canadian", "australian"]));
        if self.is(at + count + nation, CURRENCIES) || self.is(at + count, &["\u{20AC}", "\u{A3}"]) {
            count + nation + 1
        } else {
            0
        }
    }

    fn percent(&self, at: usize) -> usize {
        let count = self.number(at);
        if count > 0 && self.is(at + count, &["%", "percent", "pct"]) {
            count + 1
        } else if count > 0 && self.norm(at + count) == "per" && self.norm(at + count + 1) == "cent" {
            count + 2
        } else {
            0
        }
    }

    fn quantity(&self, at: usize) -> usize {
        let count = self.number(at);
        if count == 0 {
            return 0;
        }
        let square = usize::from(self.is(at + count, &["square", "cubic", "metric", "nautical"]));
        if self.is(at + count + square, UNITS) {
            count + square + 1
        } else {
            0
        }
    }
}

fn is_figure(norm: &str) -> bool {
    norm.bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
}

/// Months and days of the week.
pub(crate) fn is_calendar_word(norm: &str) -> bool {
    MONTHS.contains(&norm) && norm != "may" || DAYS.contains(&norm) || RELATIVE_DAYS.contains(&norm)
}
