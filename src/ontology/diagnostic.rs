//! What is odd in an ontology but does not keep it from being used.

use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Part of what the file says is not used.
    Warning,
    /// The files contradict themselves or each other.
    Error,
}

/// A remark about an ontology file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable name of the kind of remark, such as `ontology-example`.
    pub code: &'static str,
    /// What is odd, and what was expected.
    pub message: String,
    /// The file that says so.
    pub file: String,
    /// Its line, from 1, where known.
    pub line: Option<usize>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{kind}[{}]: {} (`{}`", self.code, self.message, self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        f.write_str(")")
    }
}
