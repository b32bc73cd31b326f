//! The graph: its directory on disk, its RDF, and the triple store in memory.
//!
//! Only this module names a storage backend.

mod background;
mod directory;
mod error;
mod files;
mod inference;
mod manifest;
mod memory;
pub mod rdf;
mod segment;
mod triples;
mod writer;

pub use directory::{Counts, GraphDirectory};
pub use error::DirectoryError;
pub use manifest::DocumentEntry;
pub use memory::{Needs, Schema, Store, StoreError};
pub use rdf::{AttributionPolicy, Detail, RdfOptions};
pub(crate) use triples::{TermId, Triples, View};
pub use writer::{GraphWriter, Settings};
