//! A document: its text, what is known about it, and the zones of its text.

use std::fmt;

use jiff::civil::Date;

use super::Span;

/// The id of a document: the one given with it, or the path as the user wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentId(pub String);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text to be read, with what its source tells about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Given id, or path.
    pub id: DocumentId,
    /// Where it can be found again: a URL, if its source names one.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published; relative times in the text ("on Thursday") are resolved against it.
    pub date: Option<Date>,
    /// BCP 47 tag of the language it is written in, where recognised.
    pub language: Option<String>,
    /// The text that all offsets count in.
    pub text: String,
    /// Parts of the text in order, without overlap; what lies between them is white space.
    pub zones: Vec<Zone>,
}

/// A part of a document's text that is read in its own way; never spans two paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ZoneKind,
}

/// What a part of a news text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ZoneKind {
    /// Title of the article, or a heading between its paragraphs.
    Headline,
    /// Who wrote it ("By Ada Brown"), or other facts about the document: publisher, date.
    Byline,
    /// Place, date and agency that open the first paragraph, up to and with the dash.
    Dateline,
    /// A paragraph, or the rest of one after its dateline.
    Paragraph,
}
