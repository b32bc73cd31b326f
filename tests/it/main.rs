//! Behaviour through public interfaces, one module per concern.

/// Loading and merging ontology files.
mod ontology;
/// The graph directory, its RDF, and the store in memory.
mod store;
