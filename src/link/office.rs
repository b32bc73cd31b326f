//! Offices: what a title or a description names besides the person.

use super::mention::Mentions;
use super::mint::{clean, segment};

/// The IRI of an office with this name. One that says of which body or country it is ("US Secretary of
/// State") is the same in every document; a bare one ("Interior Minister") is that of its document.
pub fn iri(mentions: &Mentions, name: &str) -> String {
    let name = clean(name);
    let own: bool = name.split_whitespace().any(says_whose);
    if own {
        format!("{}{}", mentions.base, segment(&name))
    } else {
        format!(
            "{}{}/{}",
            mentions.base,
            mentions.scope,
            segment(&name.to_lowercase())
        )
    }
}

/// Whether the noun, in lower case, heads an office, a role or an occupation.
pub fn is_office(noun: &str) -> bool {
    super::words::is_office(noun)
}

/// Whether the word of a title is more than the title: a name, not "Minister" or "Foreign".
fn says_whose(word: &str) -> bool {
    use super::words::{FUNCTION_WORDS, PORTFOLIOS, TITLE_MODIFIERS};
    let lower = word.trim_end_matches('.').to_lowercase();
    word.starts_with(char::is_uppercase)
        && !super::titles::is_role(word)
        && !PORTFOLIOS.has(&lower)
        && !TITLE_MODIFIERS.has(&lower)
        && !FUNCTION_WORDS.has(&lower)
}
