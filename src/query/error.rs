//! What can go wrong with a query.

use std::fmt;
use std::io;

use thiserror::Error;

/// Why a query gives no answer.
#[derive(Debug, Error)]
pub enum QueryError {
    /// It breaks the rules of SPARQL.
    #[error("{} {place}", syntax_message(.expected, .found))]
    Syntax {
        /// What may stand there, or what is wrong.
        expected: String,
        /// What stands there.
        found: String,
        /// Where.
        place: Place,
    },
    /// A prefix that nobody has declared.
    #[error("unknown prefix `{prefix}:` {place}\nhint: declare it with `PREFIX {prefix}: <…>`{}", nearest_prefix(.nearest.as_deref()))]
    Prefix {
        /// The prefix, without colon.
        prefix: String,
        /// One that is known and looks like it.
        nearest: Option<String>,
        /// Where.
        place: Place,
    },
    /// It cannot be evaluated.
    #[error("the query cannot be evaluated: {0}")]
    Evaluation(String),
    /// It was stopped.
    #[error("the query was stopped")]
    Cancelled,
    /// Its answer cannot be written in this format.
    #[error("format `{format}` does not fit a query that gives {given}; expected one of {expected}")]
    Format {
        /// The format wanted.
        format: &'static str,
        /// What the query gives.
        given: &'static str,
        /// Names of those that fit.
        expected: String,
    },
    /// The answer cannot be written.
    #[error("cannot write the answer: {0}")]
    Io(#[from] io::Error),
}

/// A place in a query: line and column from 1, and the line itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How many characters are meant.
    pub width: usize,
    /// The text of the line.
    pub text: String,
}

impl Place {
    /// The place of the bytes `start..end` of `query`.
    pub(super) fn of(query: &str, start: usize, end: usize) -> Self {
        let start = start.min(query.len());
        let line_start = query[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = query[start..].find('\n').map_or(query.len(), |at| start + at);
        let end = end.clamp(start, line_end);
        Self {
            line: query[..line_start].matches('\n').count() + 1,
            column: query[line_start..start].chars().count() + 1,
            width: query[start..end].chars().count().max(1),
            text: query[line_start..line_end].trim_end().to_owned(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        // Tabs keep their width, so that the caret stands below what it means.
        let indent: String = self
            .text
            .chars()
            .take(self.column - 1)
            .map(|c| if c == '\t' { '\t' } else { ' ' })
            .collect();
        let missing = " ".repeat((self.column - 1).saturating_sub(indent.chars().count()));
        write!(
            f,
            "at line {}, column {}\n {margin} |\n {number} | {}\n {margin} | {indent}{missing}{}",
            self.line,
            self.column,
            self.text,
            "^".repeat(self.width)
        )
    }
}

fn syntax_message(expected: &str, found: &str) -> String {
    match (expected, found) {
        ("", found) => format!("syntax error: unexpected {found}"),
        (expected, "") => format!("syntax error: {expected}"),
        (expected, found) => format!("syntax error: expected {expected}, found {found}"),
    }
}

fn nearest_prefix(nearest: Option<&str>) -> String {
    nearest
        .map(|nearest| format!("; did you mean `{nearest}:`"))
        .unwrap_or_default()
}
