//! Behaviour through public interfaces, one module per concern.

/// Loading and merging ontology files.
mod ontology;
