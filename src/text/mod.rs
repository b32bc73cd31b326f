//! Documents, spans and offsets: what every other layer speaks of.
//!
//! Knows nothing of language, RDF or files. Readers take bytes or `&str`; opening files is the
//! command line's business.

pub(crate) mod digest;
mod document;
mod offsets;
pub mod read;
mod span;
pub mod zones;

pub use document::{Document, DocumentId, Zone, ZoneKind};
pub use offsets::CodePoints;
pub use span::Span;
