//! Labels and IRIs of entities.

use std::fmt::Write;

/// A name as a label: white space folded, without control characters, leading article and possessive ending.
pub(super) fn clean(name: &str) -> String {
    let printable: String = name
        .chars()
        .filter(|c| {
            (!c.is_control() || c.is_whitespace())
                && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
        })
        .collect();
    let mut words: Vec<&str> = printable.split_whitespace().collect();
    if words.len() > 1 && matches!(words[0], "the" | "The" | "a" | "A" | "an" | "An") {
        words.remove(0);
    }
    let mut label = words.join(" ");
    for ending in ["'s", "’s"] {
        if let Some(stem) = label.strip_suffix(ending) {
            label = stem.trim_end().to_owned();
        }
    }
    label
}

/// The last part of an IRI for a name: blanks become `_`, quotes are made plain, and what a path
/// segment may not hold is percent-encoded.
pub(super) fn segment(name: &str) -> String {
    let mut segment = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            c if c.is_whitespace() => segment.push('_'),
            '’' | '‘' | 'ʼ' => segment.push('\''),
            c if is_kept(c) => segment.push(c),
            c => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(segment, "%{byte:02X}");
                }
            }
        }
    }
    segment
}

/// The part of an IRI that stands for a document: as [`segment`], but slashes stay.
pub(super) fn document_path(id: &str) -> String {
    let parts = id
        .split(['/', '\\'])
        .filter(|part| !part.is_empty() && *part != ".");
    let parts: Vec<String> = parts
        .map(|part| {
            if part == ".." {
                "up".to_owned()
            } else {
                segment(part)
            }
        })
        .collect();
    parts.join("/")
}

/// Unreserved characters and those sub-delimiters that every RDF syntax and shell of tools takes;
/// letters of all scripts, since these are IRIs.
fn is_kept(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '-' | '_' | '.' | '~' | '\'' | '(' | ')' | ',' | '&' | '+' | ':' | '@' | '!'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_hold_no_character_that_breaks_an_iri() {
        for (name, expected) in [
            ("Northern Ports Authority", "Northern_Ports_Authority"),
            ("O’Dare & Sons", "O'Dare_&_Sons"),
            ("Jan\\Piet <Moor>", "Jan%5CPiet_%3CMoor%3E"),
            ("Rosa \"Tiny\" Quell", "Rosa_%22Tiny%22_Quell"),
            ("Nord/Süd 100%", "Nord%2FSüd_100%25"),
        ] {
            assert_eq!(segment(name), expected);
        }
    }

    #[test]
    fn labels_lose_articles_and_control_characters() {
        assert_eq!(clean("the  Harbour\nPact’s"), "Harbour Pact");
        assert_eq!(clean("Rosa\u{1} Quell"), "Rosa Quell");
        assert_eq!(clean("The"), "The");
    }
}
