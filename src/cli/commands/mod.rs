//! One file for each subcommand: its options and what it does.

pub(super) mod build;
pub(super) mod completions;
pub(super) mod documents;
pub(super) mod explain;
pub(super) mod export;
pub(super) mod extract;
pub(super) mod extractors;
pub(super) mod forget;
pub(super) mod man;
pub(super) mod ontology;
pub(super) mod parse;
pub(super) mod path;
pub(super) mod query;
pub(super) mod stats;
