//! Questions to a graph: by SPARQL, and those that need no query language.

pub mod explain;
pub mod path;
pub mod stats;
