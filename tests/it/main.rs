//! Behaviour through public interfaces, one module per concern.

/// The layers and other invariants of ARCHITECTURE.md.
mod architecture;
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
/// SPARQL: messages, answers, formats.
mod query;
/// The graph directory, its RDF, and the store in memory.
mod store;
