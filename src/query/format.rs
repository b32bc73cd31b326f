//! Formats of answers.

use std::fmt;
use std::str::FromStr;

use oxigraph::sparql::results::QueryResultsFormat;
use oxrdfio::{JsonLdProfileSet, RdfFormat};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerFormat {
    /// Aligned columns, for people.
    Table,
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// SPARQL 1.1 CSV.
    Csv,
    /// SPARQL 1.1 TSV.
    Tsv,
    /// SPARQL Query Results XML.
    Xml,
    /// Turtle, with RDF 1.2 triple terms.
    Turtle,
    /// N-Triples.
    NTriples,
    /// RDF/XML.
    RdfXml,
    /// JSON-LD.
    JsonLd,
    /// N-Quads.
    NQuads,
    /// `TriG`.
    TriG,
}

/// Names, and whether they are for triples.
const FORMATS: [(AnswerFormat, &str, bool); 11] = [
    (AnswerFormat::Table, "table", false),
    (AnswerFormat::Json, "json", false),
    (AnswerFormat::Csv, "csv", false),
    (AnswerFormat::Tsv, "tsv", false),
    (AnswerFormat::Xml, "xml", false),
    (AnswerFormat::Turtle, "turtle", true),
    (AnswerFormat::NTriples, "ntriples", true),
    (AnswerFormat::RdfXml, "rdfxml", true),
    (AnswerFormat::JsonLd, "jsonld", true),
    (AnswerFormat::NQuads, "nquads", true),
    (AnswerFormat::TriG, "trig", true),
];

impl AnswerFormat {
    /// All formats.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|&(format, ..)| format)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        FORMATS
            .iter()
            .find(|(format, ..)| *format == self)
            .map_or("", |(_, name, _)| name)
    }

    /// Whether it is for triples (CONSTRUCT, DESCRIBE), not for rows (SELECT, ASK).
    pub fn is_for_triples(self) -> bool {
        FORMATS
            .iter()
            .any(|&(format, _, triples)| format == self && triples)
    }

    /// The formats for triples, or those for rows, by name.
    pub(super) fn names(for_triples: bool) -> String {
        let names: Vec<&str> = FORMATS
            .iter()
            .filter(|(_, _, triples)| *triples == for_triples)
            .map(|&(_, name, _)| name)
            .collect();
        names.join(", ")
    }

    pub(super) fn of_rows(self) -> Option<QueryResultsFormat> {
        Some(match self {
            Self::Json => QueryResultsFormat::Json,
            Self::Csv => QueryResultsFormat::Csv,
            Self::Tsv => QueryResultsFormat::Tsv,
            Self::Xml => QueryResultsFormat::Xml,
            _ => return None,
        })
    }

    pub(super) fn of_triples(self) -> Option<RdfFormat> {
        Some(match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::NTriples => RdfFormat::NTriples,
            Self::RdfXml => RdfFormat::RdfXml,
            Self::JsonLd => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
            Self::NQuads => RdfFormat::NQuads,
            Self::TriG => RdfFormat::TriG,
            _ => return None,
        })
    }
}

impl fmt::Display for AnswerFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for AnswerFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let name = text.to_ascii_lowercase();
        let other_names = [
            ("ttl", "turtle"),
            ("nt", "ntriples"),
            ("n-triples", "ntriples"),
            ("rdf", "rdfxml"),
        ]
        .into_iter()
        .chain([
            ("rdf/xml", "rdfxml"),
            ("json-ld", "jsonld"),
            ("nq", "nquads"),
            ("n-quads", "nquads"),
        ]);
        let name = other_names
            .into_iter()
            .find(|(other, _)| *other == name)
            .map_or(name.as_str(), |(_, name)| name);
        FORMATS
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|&(format, ..)| format)
            .ok_or_else(|| {
                let names: Vec<&str> = FORMATS.iter().map(|&(_, name, _)| name).collect();
                format!("unknown format `{text}`; expected one of {}", names.join(", "))
            })
    }
}
