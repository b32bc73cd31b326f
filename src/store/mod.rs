//! The graph: its directory on disk, its RDF, and the triple store in memory.
//!
//! Only this module names a storage backend.

mod directory;
mod error;
mod files;
mod manifest;
mod segment;
mod writer;

pub use directory::{Counts, GraphDirectory};
pub use error::DirectoryError;
pub use manifest::DocumentEntry;
pub use writer::{GraphWriter, Settings};
