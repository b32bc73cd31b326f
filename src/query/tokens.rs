//! SPARQL cut into tokens, with places: for messages, not for parsing.

use std::ops::Range;

/// A token and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `<http://…>`.
    Iri,
    /// `news:controls`, `:x`, `news:`.
    Prefixed,
    /// `?x`, `$x`.
    Variable,
    /// `_:b`.
    Blank,
    /// `"…"`, `'''…'''`.
    Text,
    /// A string that does not end.
    OpenText,
    Number,
    /// `@en`.
    Language,
    /// `SELECT`, `a`, `true`: letters without a colon.
    Word,
    /// Operators, brackets, punctuation.
    Sign,
}

/// Signs of more than one character, longest first.
const SIGNS: [&str; 15] = [
    "<<(", ")>>", "{|", "|}", "<<", ">>", "^^", "&&", "||", "!=", "<=", ">=", "[]", "()", "!!",
];

/// Cuts `text`; comments and white space are left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if first == '#' {
            at += rest.find('\n').unwrap_or(rest.len());
        } else {
            let (kind, length) = token(rest, first);
            tokens.push(Token {
                kind,
                range: at..at + length,
            });
            at += length;
        }
    }
    tokens
}

fn token(rest: &str, first: char) -> (TokenKind, usize) {
    match first {
        '"' | '\'' => text_literal(rest, first),
        '<' => match iri_length(rest) {
            Some(length) => (TokenKind::Iri, length),
            None => sign(rest, first),
        },
        '?' | '$' => match word_length(&rest[1..]) {
            0 => (TokenKind::Sign, 1),
            length => (TokenKind::Variable, 1 + length),
        },
        '_' if rest.starts_with("_:") => (TokenKind::Blank, 2 + local_length(&rest[2..])),
        '@' => (
            TokenKind::Language,
            1 + length_while(&rest[1..], |c| c.is_ascii_alphanumeric() || c == '-'),
        ),
        '0'..='9' => (TokenKind::Number, number_length(rest)),
        '.' if rest[1..].starts_with(|next: char| next.is_ascii_digit()) => {
            (TokenKind::Number, number_length(rest))
        }
        ':' => (TokenKind::Prefixed, 1 + local_length(&rest[1..])),
        _ if first.is_alphabetic() => {
            let length = length_while(rest, |c| is_word(c) || matches!(c, '-' | '.'));
            if rest[length..].starts_with(':') {
                return (
                    TokenKind::Prefixed,
                    length + 1 + local_length(&rest[length + 1..]),
                );
            }
            (TokenKind::Word, word_length(rest).max(first.len_utf8()))
        }
        _ => sign(rest, first),
    }
}

fn sign(rest: &str, first: char) -> (TokenKind, usize) {
    let known = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    (TokenKind::Sign, known.map_or(first.len_utf8(), |sign| sign.len()))
}

fn text_literal(rest: &str, quote: char) -> (TokenKind, usize) {
    let long = quote.to_string().repeat(3);
    let end = if rest.starts_with(&long) {
        long.as_str()
    } else {
        &long[..1]
    };
    let mut at = end.len();
    while at < rest.len() {
        if rest[at..].starts_with(end) {
            return (TokenKind::Text, at + end.len());
        }
        let character = rest[at..].chars().next().unwrap_or(quote);
        if character == '\n' && end.len() == 1 {
            break;
        }
        at += character.len_utf8();
        if character == '\\' {
            at += rest[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    (TokenKind::OpenText, at.min(rest.len()))
}

fn iri_length(rest: &str) -> Option<usize> {
    let inside = |character: char| {
        !matches!(character, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\') && character > ' '
    };
    let length = length_while(&rest[1..], inside);
    rest[1 + length..].starts_with('>').then_some(length + 2)
}

fn number_length(rest: &str) -> usize {
    let mantissa = length_while(rest, |c| c.is_ascii_digit() || c == '.');
    // A dot at the end ends the triple.
    let mantissa = rest[..mantissa].trim_end_matches('.').len().max(1);
    let exponent = &rest[mantissa..];
    if exponent.starts_with(['e', 'E']) {
        let sign = usize::from(exponent[1..].starts_with(['+', '-']));
        let digits = length_while(&exponent[1 + sign..], |c| c.is_ascii_digit());
        if digits > 0 {
            return mantissa + 1 + sign + digits;
        }
    }
    mantissa
}

/// The local part of a prefixed name; a dot at its end is not part of it.
fn local_length(rest: &str) -> usize {
    let mut length = 0;
    let mut characters = rest.char_indices();
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            length = characters
                .next()
                .map_or(at + 1, |(at, escaped)| at + escaped.len_utf8());
        } else if is_word(character) || matches!(character, '-' | ':' | '%' | '.') {
            if character != '.' {
                length = at + character.len_utf8();
            }
        } else {
            break;
        }
    }
    length
}

fn word_length(rest: &str) -> usize {
    length_while(rest, is_word)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '_' | '\u{b7}')
        || ('\u{300}'..='\u{36f}').contains(&character)
}

fn length_while(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|character| !fits(character)).unwrap_or(text.len())
}
