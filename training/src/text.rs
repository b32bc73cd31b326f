//! Documents and spans, from the package's own files; reading of formats is left out.

#[path = "../../src/text/digest.rs"]
pub(crate) mod digest;
#[path = "../../src/text/document.rs"]
mod document;
#[path = "../../src/text/span.rs"]
mod span;

pub use document::{Document, DocumentId, Zone, ZoneKind};
pub use span::Span;
