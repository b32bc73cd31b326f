//! Where in its file something stands. Parsers give no positions, so the text is searched.

use super::source::Source;

/// Finds lines of one file; asked in the order of the file, it reads the file once.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// Byte and line up to which has been read.
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(source: &'a Source<'_>) -> Self {
        Self {
            text: std::str::from_utf8(&source.bytes).unwrap_or_default(),
            at: 0,
            line: 1,
        }
    }

    /// The line, from 1, on which a literal with this content begins.
    pub(super) fn of_literal(&mut self, content: &str) -> Option<usize> {
        // Quotes, backslashes and breaks may be written with escapes: the longest piece without tells enough.
        let piece = content
            .split(['"', '\\', '\n', '\t', '\r', '<', '&', '\''])
            .max_by_key(|piece| piece.len())?;
        self.of(piece)
    }

    /// The line, from 1, that opens a statement about the IRI, by any of the names that it may have there.
    pub(super) fn of_subject(&mut self, iri: &str, prefixes: &[(String, String)]) -> Option<usize> {
        let mut names: Vec<String> = prefixes
            .iter()
            .filter_map(|(prefix, namespace)| {
                Some(format!("{prefix}:{}", iri.strip_prefix(namespace.as_str())?))
            })
            .collect();
        names.push(format!("<{iri}>"));
        names.push(iri.to_owned());
        let opens = |line: &str, name: &str| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ';']))
        };
        self.text
            .lines()
            .position(|line| names.iter().any(|name| opens(line.trim_start(), name)))
            .map(|at| at + 1)
            .or_else(|| self.of(iri))
    }

    fn of(&mut self, piece: &str) -> Option<usize> {
        if piece.trim().is_empty() {
            return None;
        }
        let found = if let Some(offset) = self.text[self.at..].find(piece) {
            self.at + offset
        } else {
            let found = self.text.find(piece)?;
            (self.at, self.line) = (0, 1);
            found
        };
        self.line += self.text[self.at..found]
            .bytes()
            .filter(|&byte| byte == b'\n')
            .count();
        self.at = found;
        Some(self.line)
    }
}
