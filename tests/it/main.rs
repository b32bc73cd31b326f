//! Behaviour through public interfaces, one module per concern.

#![allow(
    clippy::unwrap_used,
    clippy::items_after_statements,
    reason = "a failed test says where"
)]

/// The layers and other invariants of ARCHITECTURE.md.
mod architecture;
/// The program: options, exit codes, bad input.
mod cli;
/// Selections and formats of export.
mod export;
/// Claims from sentences, by fixtures.
mod extract;
/// Mentions, coreference, entities.
mod link;
/// Tokens, tags, trees and names.
mod nlp;
/// Loading and merging ontology files.
mod ontology;
/// Claims in the sentence's own words.
mod open;
/// SPARQL: messages, answers, formats.
mod query;
/// From files to documents: formats, encodings, zones.
mod reading;
/// The graph directory, its RDF, and the store in memory.
mod store;
