//! Characters that no text and no name should carry.
//!
//! Escape sequences of terminals, control characters, byte order marks, replacement characters,
//! invisible marks and non-characters go; all kinds of blanks become one kind. Everything else
//! stays as it is, blanks at the start and in a row included, so that offsets move as little as
//! possible.

/// Cleans a text of many lines; lines end with `\n` alone.
pub(super) fn text(raw: &str) -> String {
    let mut cleaned = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\n' => cleaned.push('\n'),
            '\r' => {
                rest.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => cleaned.push('\n'),
            '\u{2029}' => cleaned.push_str("\n\n"),
            '\u{1b}' | '\u{9b}' => skip_escape(character, &mut rest),
            // Word processors' hard hyphen.
            '\u{1e}' => cleaned.push('-'),
            '\t' => cleaned.push(' '),
            _ if character.is_control() => {
                // Between two letters it stood for something that parts them.
                let parts = rest.peek().is_some_and(|next| !next.is_whitespace())
                    && cleaned.ends_with(|last: char| !last.is_whitespace());
                if parts && character != '\u{1f}' && !rest.peek().is_some_and(|next| next.is_control()) {
                    cleaned.push(' ');
                }
            }
            _ if is_dropped(character) => {}
            _ if character.is_whitespace() => cleaned.push(' '),
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// Cleans a fact (title, name): one line, no blanks at its ends or in a row.
pub(super) fn line(raw: &str) -> String {
    let cleaned = text(raw);
    let mut line = String::with_capacity(cleaned.len());
    for word in cleaned.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Skips what follows an escape character: a control sequence (`[1m`), a command up to its
/// terminator (`]0;title BEL`), or one character.
fn skip_escape(start: char, rest: &mut std::iter::Peekable<std::str::Chars>) {
    let kind = if start == '\u{9b}' { Some('[') } else { rest.next() };
    match kind {
        Some('[') => while rest.next().is_some_and(|next| matches!(next, ' '..='?')) {},
        Some(']' | 'P' | '_' | '^' | 'X') => {
            // A terminator far away is none: the text after the escape must not be lost.
            let mut ahead = rest.clone().take(256).enumerate();
            if let Some((length, _)) = ahead.find(|(_, next)| matches!(next, '\u{7}' | '\u{9c}' | '\u{1b}')) {
                let end = rest.nth(length);
                if end == Some('\u{1b}') {
                    rest.next_if_eq(&'\\');
                }
            }
        }
        _ => {}
    }
}

/// Replacement characters, byte order marks, invisible marks (soft hyphen, zero-width blanks,
/// directions), and code points that are no characters and may not stand in XML.
fn is_dropped(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{fdd0}'..='\u{fdef}')
        || (character as u32) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_characters_go_and_words_stay() {
        let table = [
            ("\u{1b}[1mHARBOUR NEWS\u{1b}[0m\n", "HARBOUR NEWS\n"),
            ("\u{1b}[38;5;12mblue\u{9b}0m sky", "blue sky"),
            ("\u{1b}]0;a title\u{7}text", "text"),
            ("\u{1b}]no end here", "no end here"),
            ("Rosa\u{1} Quell", "Rosa Quell"),
            ("Rosa\u{1}Quell", "Rosa Quell"),
            ("Rosa\u{0}\u{1}Quell", "Rosa Quell"),
            ("a\r\nb\rc\u{c}d", "a\nb\nc\nd"),
            ("Tallow\u{a0}Bay\tport", "Tallow Bay port"),
            ("\u{feff}co\u{ad}op\u{200b}erate \u{fffd}", "cooperate "),
            ("naïve “quotes” – 中文 🦀", "naïve “quotes” – 中文 🦀"),
            ("\u{1b}", ""),
            ("\u{1b}[", ""),
        ];
        for (raw, expected) in table {
            assert_eq!(text(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn a_fact_is_one_line() {
        assert_eq!(line("  Mayor \n opens\u{a0} bridge "), "Mayor opens bridge");
    }
}
