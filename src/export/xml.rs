//! Text in XML.

/// Escapes text for element content and for attributes alike. White space that attributes would lose
/// is written as character references; characters that XML 1.0 forbids even as references become
/// U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            _ => escaped.push(if is_allowed(character) {
                character
            } else {
                '\u{FFFD}'
            }),
        }
    }
    escaped
}

/// Whether XML 1.0 allows the character in a document.
pub(super) fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        assert_eq!(escape("a\"b<c>&'d"), "a&quot;b&lt;c&gt;&amp;'d");
        assert_eq!(escape("x\ny\tz\0"), "x&#10;y&#9;z\u{FFFD}");
    }
}
