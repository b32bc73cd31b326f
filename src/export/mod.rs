//! Readings written in the formats that others read.
//!
//! The way of an export: [`select`] takes out of all readings what is asked for, a [`Format`] of the
//! one table [`FORMATS`] writes it. RDF formats write the quads of the store; the graph forms
//! ([`GraphView`]) are drawn or written as nodes and edges.
//!
//! Nothing here opens a file or prints; the same input gives the same bytes. No name is so odd that
//! an export fails: what a format cannot carry is replaced by U+FFFD or left out, never an error.

use std::io;

mod analysis;
mod attributes;
mod dot;
mod formats;
mod frames;
mod gexf;
mod graph;
mod graphml;
mod jsonl;
mod jsonld;
mod label;
mod names;
mod rdf;
mod selection;
mod style;
mod svg;
mod tables;
mod xml;

pub use analysis::{TreeDrawing, write_json};
pub use formats::{FORMATS, Format, UnknownFormat, Writer, names as format_names};
pub use graph::{Edge, GraphView, Node, NodeKind};
pub use names::{NoSuchName, resolve_class, resolve_entity, resolve_property};
pub use rdf::ReificationStyle;
pub use selection::{Claims, Selection, select};

use crate::claim::Reading;
use crate::ontology::Ontology;
use crate::store::RdfOptions;

/// What an export has to work with.
#[derive(Clone, Copy, Debug)]
pub struct ExportInput<'a> {
    /// The readings to write, selected already (see [`select`]).
    pub readings: &'a [Reading],
    /// Labels of properties and classes, the class hierarchy, prefixes.
    pub ontology: &'a Ontology,
    /// Choices of form.
    pub options: &'a ExportOptions,
}

/// Choices of form. The default suits every format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// What a drawing puts into frames.
    pub cluster: Cluster,
    /// Whether a drawing explains its colours and lines.
    pub legend: bool,
    /// Title of a drawing.
    pub title: Option<String>,
    /// How readings become RDF.
    pub rdf: RdfOptions,
    /// How a claim in RDF says which triple it is about; by default as the format can best.
    pub reification: Option<ReificationStyle>,
}

/// What a drawing puts into frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cluster {
    /// Nothing.
    #[default]
    None,
    /// The entities that only one document mentions.
    Document,
    /// The entities of one class.
    Class,
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The writer failed.
    #[error("cannot write the export: {0}")]
    Write(#[from] io::Error),
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}
