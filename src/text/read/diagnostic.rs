//! What is said about input that was left out or is odd.

use std::fmt;

/// What was left out or is odd, where, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub code: Code,
    /// The input, with the line where there is one: `news.jsonl:12`.
    pub place: String,
    /// What was found, and what was expected.
    pub message: String,
}

/// Kinds of diagnostics. Their names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// No text.
    Empty,
    /// Not text.
    Binary,
    /// Text in another language than those taken.
    Language,
    /// Not JSON.
    BadJson,
    /// JSON, but not a document.
    BadRecord,
    /// A date that cannot be understood; the document is read without it.
    BadDate,
    /// The input broke off.
    Unreadable,
}

impl Diagnostic {
    /// A diagnostic about `place`.
    pub fn new(code: Code, place: impl Into<String>, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            place: place.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.place, self.message, self.code.name())
    }
}

impl Code {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Code::Empty => "empty",
            Code::Binary => "binary",
            Code::Language => "language",
            Code::BadJson => "bad-json",
            Code::BadRecord => "bad-record",
            Code::BadDate => "bad-date",
            Code::Unreadable => "unreadable",
        }
    }

    /// Whether a document was left out.
    pub fn skips(self) -> bool {
        self != Code::BadDate
    }

    /// Whether something is wrong with the input, so that a batch with it has failed in part.
    pub fn is_failure(self) -> bool {
        match self {
            Code::Empty | Code::Language | Code::BadDate => false,
            Code::Binary | Code::BadJson | Code::BadRecord | Code::Unreadable => true,
        }
    }
}
