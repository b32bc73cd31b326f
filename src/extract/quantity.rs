//! Numbers in words and figures as plain decimal values.

/// The value of the number that a phrase contains, as a decimal numeral: "up to 7,000 detainees" is
/// `7000`, "$1.8 bln" `1800000000`, "three sites" `3`. `None` without a number or with two.
pub fn value(phrase: &str) -> Option<String> {
    let mut found: Option<(u128, u32)> = None;
    let mut factor: u128 = 1;
    for word in phrase.split(|c: char| c.is_whitespace() || c == '-' || c == '\u{a0}') {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = word.to_lowercase();
        if let Some(scale) = scale(&lower) {
            factor = factor.checked_mul(scale)?;
        } else if let Some(number) = numeral(word).or_else(|| in_words(&lower).map(|number| (number, 0))) {
            if found.is_some() {
                return None;
            }
            found = Some(number);
        } else if let Some((figures, unit)) = split_unit(&lower) {
            if found.is_some() {
                return None;
            }
            found = Some(figures);
            factor = factor.checked_mul(unit)?;
        }
    }
    let (digits, decimals) = found?;
    render(digits.checked_mul(factor)?, decimals)
}

/// "1.8bn" as its figures and factor.
fn split_unit(word: &str) -> Option<((u128, u32), u128)> {
    let at = word.find(|c: char| c.is_alphabetic())?;
    Some((numeral(&word[..at])?, scale(&word[at..])?))
}

/// Digits without the point, and how many stood behind it.
fn numeral(word: &str) -> Option<(u128, u32)> {
    let plain: String = word.chars().filter(|&c| c != ',').collect();
    if !plain.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let decimals = fraction.len() as u32;
    (decimals <= 9).then_some(())?;
    Some((format!("{whole}{fraction}").parse().ok()?, decimals))
}

fn render(digits: u128, decimals: u32) -> Option<String> {
    let unit = 10_u128.checked_pow(decimals)?;
    let (whole, fraction) = (digits / unit, digits % unit);
    if fraction == 0 {
        return Some(whole.to_string());
    }
    let fraction = format!("{fraction:0width$}", width = decimals as usize);
    Some(format!("{whole}.{}", fraction.trim_end_matches('0')))
}

fn scale(word: &str) -> Option<u128> {
    Some(match word {
        "hundred" => 100,
        "thousand" | "k" => 1_000,
        "million" | "mln" | "mn" | "m" => 1_000_000,
        "billion" | "bln" | "bn" => 1_000_000_000,
        "trillion" | "trn" | "tn" => 1_000_000_000_000,
        _ => return None,
    })
}

fn in_words(word: &str) -> Option<u128> {
    const WORDS: [&str; 21] = [
        "zero",
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
    ];
    const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |list: &[&str]| list.iter().position(|&known| known == word);
    place(&WORDS)
        .map(|at| at as u128)
        .or_else(|| place(&TENS).map(|at| 30 + 10 * at as u128))
        .or(match word {
            "dozen" => Some(12),
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn figures_and_words_give_plain_decimals() {
        let cases = [
            ("up to 7,000 detainees", Some("7000")),
            ("$1.8 bln", Some("1800000000")),
            ("$1.8bn", Some("1800000000")),
            ("three sites", Some("3")),
            ("2.50 metres", Some("2.5")),
            ("a dozen men", Some("12")),
            ("two of 30 men", None),
            ("the sites", None),
            ("99999999999999999999999999999999999999999 men", None),
        ];
        for (phrase, expected) in cases {
            assert_eq!(value(phrase).as_deref(), expected, "{phrase}");
        }
    }
}
