//! The one table of export formats. A new format is one file and one entry here.

use std::io::Write;
use std::path::Path;

use super::{Claims, ExportError, ExportInput, dot, gexf, graphml, jsonl, rdf, svg, tables};

/// Writes one stream.
pub type Writer = fn(&ExportInput<'_>, &mut dyn Write) -> Result<(), ExportError>;

/// A format that readings can be written in.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// File name extensions that stand for it, the usual one first.
    pub extensions: &'static [&'static str],
    /// Media type.
    pub media_type: &'static str,
    /// What it is and who reads it, for `--help`.
    pub summary: &'static str,
    /// Which claims it carries unless told otherwise: drawings show edges only.
    pub claims: Claims,
    /// Writes all of it as one stream.
    pub write: Writer,
    /// The files of the form that fills a directory; empty where there is none.
    pub files: &'static [(&'static str, Writer)],
}

/// All formats, as `--help` lists them.
pub const FORMATS: &[Format] = &[
    Format {
        name: "turtle",
        extensions: &["ttl", "turtle"],
        media_type: "text/turtle",
        summary: "RDF, for people and programs",
        claims: Claims::All,
        write: rdf::write_turtle,
        files: &[],
    },
    Format {
        name: "ntriples",
        extensions: &["nt"],
        media_type: "application/n-triples",
        summary: "RDF, one triple a line",
        claims: Claims::All,
        write: rdf::write_ntriples,
        files: &[],
    },
    Format {
        name: "nquads",
        extensions: &["nq"],
        media_type: "application/n-quads",
        summary: "RDF, one triple a line with the document's graph",
        claims: Claims::All,
        write: rdf::write_nquads,
        files: &[],
    },
    Format {
        name: "trig",
        extensions: &["trig"],
        media_type: "application/trig",
        summary: "RDF, a graph for each document",
        claims: Claims::All,
        write: rdf::write_trig,
        files: &[],
    },
    Format {
        name: "jsonld",
        extensions: &["jsonld"],
        media_type: "application/ld+json",
        summary: "RDF as JSON, a graph for each document",
        claims: Claims::All,
        write: rdf::write_jsonld,
        files: &[],
    },
    Format {
        name: "rdfxml",
        extensions: &["rdf", "owl", "xml"],
        media_type: "application/rdf+xml",
        summary: "RDF as XML, for older tools",
        claims: Claims::All,
        write: rdf::write_rdfxml,
        files: &[],
    },
    Format {
        name: "dot",
        extensions: &["dot", "gv"],
        media_type: "text/vnd.graphviz",
        summary: "drawing for Graphviz",
        claims: Claims::Edges,
        write: dot::write,
        files: &[],
    },
    Format {
        name: "svg",
        extensions: &["svg"],
        media_type: "image/svg+xml",
        summary: "drawing for browsers",
        claims: Claims::Edges,
        write: svg::write,
        files: &[],
    },
    Format {
        name: "graphml",
        extensions: &["graphml"],
        media_type: "application/graphml+xml",
        summary: "graph for yEd, Gephi, networkx",
        claims: Claims::Edges,
        write: graphml::write,
        files: &[],
    },
    Format {
        name: "gexf",
        extensions: &["gexf"],
        media_type: "application/gexf+xml",
        summary: "graph for Gephi",
        claims: Claims::Edges,
        write: gexf::write,
        files: &[],
    },
    Format {
        name: "csv",
        extensions: &["csv"],
        media_type: "text/csv",
        summary: "edge list; into a directory: nodes.csv and relationships.csv for property graphs",
        claims: Claims::Edges,
        write: tables::write_edges,
        files: &[
            ("nodes.csv", tables::write_nodes),
            ("relationships.csv", tables::write_relationships),
        ],
    },
    Format {
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        media_type: "application/jsonl",
        summary: "claims as JSON Lines",
        claims: Claims::All,
        write: jsonl::write,
        files: &[],
    },
];

/// No format bears the name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown export format `{name}`, expected one of {}", names().join(", "))]
pub struct UnknownFormat {
    /// The name as given.
    pub name: String,
}

impl Format {
    /// The format with this name, or with this extension; case does not matter.
    ///
    /// # Errors
    /// [`UnknownFormat`], which lists the names that there are.
    pub fn by_name(name: &str) -> Result<&'static Self, UnknownFormat> {
        let wanted = name.to_lowercase();
        FORMATS
            .iter()
            .find(|format| format.name == wanted)
            .or_else(|| {
                FORMATS
                    .iter()
                    .find(|format| format.extensions.contains(&wanted.as_str()))
            })
            .ok_or_else(|| UnknownFormat {
                name: name.to_owned(),
            })
    }

    /// The format that the extension of a file name stands for.
    pub fn by_path(path: &Path) -> Option<&'static Self> {
        let extension = path.extension()?.to_str()?.to_lowercase();
        FORMATS
            .iter()
            .find(|format| format.extensions.contains(&extension.as_str()))
    }
}

/// The names of all formats.
pub fn names() -> Vec<&'static str> {
    FORMATS.iter().map(|format| format.name).collect()
}
