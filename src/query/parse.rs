//! From text to algebra, with messages that say where and what.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use spargebra::{Query, SparqlParser};

use super::error::{Place, QueryError};
use super::nearest::nearest;
use super::syntax::first_error;
use super::tokens::{Token, TokenKind, tokens};

/// Parses a query in which these prefixes need no declaration.
pub(super) fn parse(text: &str, prefixes: &BTreeMap<String, String>) -> Result<Query, QueryError> {
    let tokens = tokens(text);
    check_prefixes(text, &tokens, prefixes)?;
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in prefixes {
        // A namespace that is no IRI cannot be used, and its prefix stays unknown.
        if let Ok(with) = parser.clone().with_prefix(prefix, namespace) {
            parser = with;
        }
    }
    parser.parse_query(text).map_err(|error| {
        first_error(text, &tokens).unwrap_or_else(|| of_parser(text, &tokens, &error.to_string()))
    })
}

/// Prefixes are looked at before the rest: the parser does not say which one it does not know.
fn check_prefixes(text: &str, tokens: &[Token], known: &BTreeMap<String, String>) -> Result<(), QueryError> {
    let mut declared: FxHashSet<&str> = known.keys().map(String::as_str).collect();
    let mut after_keyword = false;
    for token in tokens {
        let word = &text[token.range.clone()];
        if token.kind != TokenKind::Prefixed {
            after_keyword = word.eq_ignore_ascii_case("PREFIX");
            continue;
        }
        let prefix = word.split(':').next().unwrap_or_default();
        if after_keyword {
            declared.insert(prefix);
        } else if !declared.contains(prefix) {
            let mut candidates: Vec<&str> = declared.into_iter().collect();
            candidates.sort_unstable();
            return Err(QueryError::Prefix {
                prefix: prefix.to_owned(),
                nearest: nearest(prefix, candidates).map(str::to_owned),
                place: Place::of(text, token.range.start, token.range.start + prefix.len() + 1),
            });
        }
        after_keyword = false;
    }
    Ok(())
}

/// The parser's own message. Its place is that of the furthest try, which may lie behind the error.
fn of_parser(text: &str, tokens: &[Token], message: &str) -> QueryError {
    let plain = |message: &str| QueryError::Syntax {
        expected: message.to_owned(),
        found: String::new(),
        place: Place::of(text, text.len(), text.len()),
    };
    let Some((line, rest)) = message
        .strip_prefix("error at ")
        .and_then(|rest| rest.split_once(':'))
    else {
        return plain(message);
    };
    let Some((column, expected)) = rest.split_once(": expected ") else {
        return plain(message);
    };
    let offset = offset_of(text, line.parse().unwrap_or(1), column.parse().unwrap_or(1));
    let token = tokens.iter().find(|token| token.range.end >= offset.max(1));
    let place = match token {
        Some(token) => Place::of(text, token.range.start, token.range.end),
        None => Place::of(text, text.len(), text.len()),
    };
    // Rules of the language, in words, stand among names of tokens.
    let rule = expected
        .strip_prefix("one of ")
        .unwrap_or(expected)
        .split(", ")
        .find(|part| part.contains(' ') && !part.contains(['[', '\'', '|']));
    match rule {
        Some(rule) => QueryError::Syntax {
            expected: in_words(rule),
            found: String::new(),
            place,
        },
        None => QueryError::Syntax {
            expected: String::new(),
            found: token.map_or_else(
                || "end of the query".to_owned(),
                |token| format!("`{}`", &text[token.range.clone()]),
            ),
            place,
        },
    }
}

/// The parser's rules in the words of our messages.
fn in_words(rule: &str) -> String {
    match rule {
        "The SELECT contains a variable that is unbound" => {
            "a variable after SELECT is neither grouped nor within an aggregate; expected it in GROUP BY"
                .to_owned()
        }
        "The SELECT overrides an existing variable using an expression" => {
            "a variable after AS is in use already; expected a new one".to_owned()
        }
        "BIND is overriding an existing variable" => {
            "the variable of BIND is in use already; expected a new one".to_owned()
        }
        "SELECT * is not authorized with GROUP BY" => {
            "SELECT * does not go with GROUP BY; expected variables".to_owned()
        }
        "IRI parsing failed" => {
            "this IRI is relative; expected an absolute one, such as <https://…>".to_owned()
        }
        other => {
            let mut characters = other.trim_end_matches('.').chars();
            let first = characters
                .next()
                .map(|first| first.to_lowercase().to_string())
                .unwrap_or_default();
            format!("{first}{}", characters.as_str())
        }
    }
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = &text[start.min(text.len())..];
    start
        + rest
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(rest.len(), |(at, _)| at)
}
