//! Ontology files as bytes, and their parsing with positions in the errors.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Read};
use std::path::Path;

use oxrdf::Quad;
use oxrdfio::{RdfFormat, RdfParseError, RdfParser, RdfSyntaxError};
use thiserror::Error;

/// Where relative IRIs of a file without `@base` stand; the same on every machine.
const BASE: &str = "https://w3id.org/relata/ontology/";

/// An ontology file, already read.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// Its name, for messages and for the format.
    pub name: String,
    /// What stands in it.
    pub bytes: Cow<'a, [u8]>,
    /// Its format; `None` takes it from the name and, failing that, from the first bytes.
    pub format: Option<RdfFormat>,
}

/// Why a file cannot be used.
#[derive(Debug, Error)]
pub enum OntologyError {
    /// Neither name nor content tells the format.
    #[error(
        "the format of `{file}` is not known; expected a name that ends in .ttl, .rdf, .owl, .xml, .nt, .nq, .trig, .jsonld or .json"
    )]
    Format {
        /// The file.
        file: String,
    },
    /// The file breaks the rules of its format.
    #[error("{}", syntax_message(.file, .format, *.line, *.column, .message, .found.as_deref()))]
    Syntax {
        /// The file.
        file: String,
        /// Name of the format that it was read as.
        format: &'static str,
        /// Line, from 1, where known.
        line: Option<usize>,
        /// Column in code points, from 1, where known.
        column: Option<usize>,
        /// What the parser expected.
        message: String,
        /// The text at that place.
        found: Option<String>,
    },
}

fn syntax_message(
    file: &str,
    format: &str,
    line: Option<usize>,
    column: Option<usize>,
    message: &str,
    found: Option<&str>,
) -> String {
    let mut text = format!("`{file}` is not valid {format}: {message}");
    if let Some(found) = found {
        text.push_str(", found `");
        text.push_str(found);
        text.push('`');
    }
    match (line, column) {
        // Writing to a string does not fail.
        (Some(line), Some(column)) => _ = write!(text, ", at line {line}, column {column}"),
        (Some(line), None) => _ = write!(text, ", near line {line}"),
        _ => {}
    }
    text
}

impl<'a> Source<'a> {
    /// A file whose format its name or its first bytes tell.
    pub fn new(name: impl Into<String>, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
            format: None,
        }
    }

    /// Calls `each` with every quad of the file and returns the prefixes that it declares.
    ///
    /// Blank nodes keep the names of the file; whoever merges files must keep them apart.
    pub fn parse(&self, mut each: impl FnMut(Quad)) -> Result<Vec<(String, String)>, OntologyError> {
        let format = self.rdf_format()?;
        let bytes = self.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.bytes);
        let mut parser = self.parser(format).for_slice(bytes);
        for quad in &mut parser {
            match quad {
                Ok(quad) => each(quad),
                Err(error) => return Err(self.syntax_error(format, bytes, &error)),
            }
        }
        Ok(parser
            .prefixes()
            .map(|(prefix, iri)| (prefix.to_owned(), iri.to_owned()))
            .collect())
    }

    /// The format it is in.
    pub fn rdf_format(&self) -> Result<RdfFormat, OntologyError> {
        let extension = Path::new(&self.name)
            .extension()
            .and_then(|extension| extension.to_str())
            .map(str::to_ascii_lowercase);
        let starts_as_xml = self.bytes.trim_ascii_start().starts_with(b"<?xml")
            || self.bytes.trim_ascii_start().starts_with(b"<rdf:RDF");
        self.format
            .or_else(|| match extension.as_deref()? {
                "owl" if starts_as_xml => Some(RdfFormat::RdfXml),
                "owl" => Some(RdfFormat::Turtle),
                "json" => RdfFormat::from_extension("jsonld"),
                other => RdfFormat::from_extension(other),
            })
            .or_else(|| starts_as_xml.then_some(RdfFormat::RdfXml))
            .ok_or_else(|| OntologyError::Format {
                file: self.name.clone(),
            })
    }

    fn parser(&self, format: RdfFormat) -> RdfParser {
        let parser = RdfParser::from_format(format);
        let file = Path::new(&self.name)
            .file_name()
            .map(|name| name.to_string_lossy())
            .unwrap_or_default();
        let mut base = BASE.to_owned();
        for byte in file.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                base.push(char::from(byte));
            } else {
                _ = write!(base, "%{byte:02X}");
            }
        }
        parser.clone().with_base_iri(base).unwrap_or(parser)
    }

    fn syntax_error(&self, format: RdfFormat, bytes: &[u8], error: &RdfSyntaxError) -> OntologyError {
        let location = error.location();
        let found = location.as_ref().and_then(|range| {
            let (start, end) = (range.start.offset as usize, range.end.offset as usize);
            let text = std::str::from_utf8(bytes.get(start..end)?).ok()?;
            let line = text.lines().next().unwrap_or_default().trim();
            let short: String = line.chars().take(40).collect();
            (!short.is_empty()).then_some(short)
        });
        let (line, column) = match &location {
            Some(range) => (
                Some(range.start.line as usize + 1),
                Some(range.start.column as usize + 1),
            ),
            None => (self.line_of_failure(format, bytes), None),
        };
        OntologyError::Syntax {
            file: self.name.clone(),
            format: format.name(),
            line,
            column,
            message: without_position(&error.to_string()),
            found,
        }
    }

    /// Parsers of XML give no position: read once more, a line at a time, and see how far they come.
    fn line_of_failure(&self, format: RdfFormat, bytes: &[u8]) -> Option<usize> {
        let mut lines = 0;
        let reader = LineByLine {
            rest: bytes,
            lines: &mut lines,
        };
        let failed = self
            .parser(format)
            .for_reader(reader)
            .any(|quad| matches!(quad, Err(RdfParseError::Syntax(_))));
        failed.then_some(lines.max(1))
    }
}

/// The parser's message without its own words on the position, in the style of ours.
fn without_position(message: &str) -> String {
    let text = message
        .strip_prefix("Parser error ")
        .and_then(|rest| rest.split_once(": "))
        .map_or(message, |(_, text)| text)
        .trim_end_matches('.');
    let mut characters = text.chars();
    match characters.next() {
        // "IRI" and other all-capital words keep their case.
        Some(first) if !characters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}

struct LineByLine<'a, 'b> {
    rest: &'a [u8],
    lines: &'b mut usize,
}

impl Read for LineByLine<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let line = self
            .rest
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(self.rest.len(), |at| at + 1);
        let count = line.min(buffer.len());
        buffer[..count].copy_from_slice(&self.rest[..count]);
        self.rest = &self.rest[count..];
        *self.lines += usize::from(count > 0 && count == line);
        Ok(count)
    }
}
