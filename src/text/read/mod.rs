//! Reading: bytes of a file become documents.
//!
//! One table, [`FORMATS`], says which formats there are; a new one is a new file and a line there.
//! Opening files is not done here. Odd input is never an error: what cannot be read is named in a
//! [`Diagnostic`] with a stable code, and the rest is read.

mod clean;
mod dates;
mod decode;
mod diagnostic;
mod html;
mod json;
mod language;
mod markdown;
mod plain;

use jiff::civil::Date;

pub use dates::{FoundDate, find_date, parse_date};
pub use diagnostic::{Code, Diagnostic};
pub use json::JsonLines;

use super::{Document, DocumentId, Span, zones};

/// How documents are read.
#[derive(Clone, Debug, Default)]
pub struct ReadConfig {
    /// What becomes of documents in other languages than English.
    pub language: Languages,
    /// Date of documents whose source names none.
    pub date: Option<Date>,
    /// Name of the format ([`Format::name`]) for input whose name does not tell, such as standard input.
    pub format: Option<&'static Format>,
}

/// Which languages are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Languages {
    /// English, and texts too short to tell.
    #[default]
    English,
    /// All.
    Any,
}

/// What came of one input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The documents in it, in its order.
    pub documents: Vec<Document>,
    /// What was left out or is odd, in its order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A format that can be read.
#[derive(Debug)]
pub struct Format {
    /// Its name, as `--stdin-format` takes it.
    pub name: &'static str,
    /// Extensions of its files, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether text that bears no known extension looks like it.
    sniff: fn(&str) -> bool,
    /// Reads decoded text.
    read: fn(&str, String, &ReadConfig) -> Outcome,
}

/// All formats. What no other one recognises is plain text, the last.
pub static FORMATS: [Format; 5] = [
    Format {
        name: "html",
        extensions: &["html", "htm", "xhtml"],
        sniff: html::looks_like,
        read: html::read,
    },
    Format {
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        sniff: json::looks_like_lines,
        read: json::read_lines,
    },
    Format {
        name: "json",
        extensions: &["json"],
        sniff: json::looks_like,
        read: json::read,
    },
    Format {
        name: "markdown",
        extensions: &["md", "markdown"],
        sniff: markdown::looks_like,
        read: markdown::read,
    },
    Format {
        name: "text",
        extensions: &["txt", "text"],
        sniff: |_| true,
        read: plain::read,
    },
];

impl Format {
    /// The format with this name or extension.
    pub fn named(name: &str) -> Option<&'static Format> {
        let name = name.to_ascii_lowercase();
        FORMATS
            .iter()
            .find(|format| format.name == name || format.extensions.contains(&name.as_str()))
    }

    /// The format that a file's name tells.
    pub fn of_name(name: &str) -> Option<&'static Format> {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let (_, extension) = file.rsplit_once('.')?;
        let extension = extension.to_ascii_lowercase();
        FORMATS
            .iter()
            .find(|format| format.extensions.contains(&extension.as_str()))
    }
}

/// Reads the bytes of the input `name`; its extension tells the format, else its content does.
///
/// The ids of its documents are those given in it, else made of `name`.
pub fn read(name: &str, bytes: &[u8], config: &ReadConfig) -> Outcome {
    if bytes.is_empty() {
        return Outcome::of(Diagnostic::new(Code::Empty, name, "nothing in it"));
    }
    let text = match decode::decode(bytes) {
        Ok(text) => text,
        Err(what) => {
            let message = format!("{what}, expected text");
            return Outcome::of(Diagnostic::new(Code::Binary, name, message));
        }
    };
    let format = config
        .format
        .or_else(|| Format::of_name(name))
        .or_else(|| FORMATS.iter().find(|format| (format.sniff)(&text)));
    match format {
        Some(format) => (format.read)(name, text, config),
        None => plain::read(name, text, config),
    }
}

impl Outcome {
    /// One diagnostic, no document.
    pub fn of(diagnostic: Diagnostic) -> Self {
        Outcome {
            documents: Vec::new(),
            diagnostics: vec![diagnostic],
        }
    }

    fn extend(&mut self, other: Outcome) {
        self.documents.extend(other.documents);
        self.diagnostics.extend(other.diagnostics);
    }
}

/// What a format's reader found: facts and blocks of text, not yet a document.
#[derive(Debug, Default)]
struct Draft {
    id: String,
    url: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    date: Option<Date>,
    /// As the source declares it; a hint only.
    language: Option<String>,
    text: String,
    /// Headings that the source marks as such.
    headings: Vec<Span>,
}

/// Turns a draft into a document: cleans its facts, finds its language, splits it into zones.
/// `place` names it in diagnostics.
fn finish(draft: Draft, place: &str, config: &ReadConfig) -> Outcome {
    if draft.text.trim().is_empty() {
        return Outcome::of(Diagnostic::new(Code::Empty, place, "no text in it"));
    }
    let language = language::detect(&draft.text, draft.language.as_deref());
    if let Some(found) = language
        && found.code != "en"
        && config.language == Languages::English
    {
        let message = format!("written in {}, expected English", found.name);
        return Outcome::of(Diagnostic::new(Code::Language, place, message));
    }
    let fact = |fact: Option<String>| {
        fact.map(|fact| clean::line(&fact))
            .filter(|fact| !fact.is_empty())
    };
    let mut document = Document {
        id: DocumentId(draft.id),
        url: fact(draft.url),
        title: fact(draft.title),
        publisher: fact(draft.publisher),
        date: draft.date,
        language: language.map(|found| found.code.to_owned()),
        text: draft.text,
        zones: Vec::new(),
    };
    zones::assign(&mut document, &draft.headings, config.date);
    document.date = document.date.or(config.date);
    Outcome {
        documents: vec![document],
        diagnostics: Vec::new(),
    }
}
