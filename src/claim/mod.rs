//! Claims: what a document states, with all that is known about the statement.
//!
//! These are the types that leave the program: offsets are in Unicode code points, and every
//! value carries its own text, so that nobody needs the document to read it. Their JSON form is
//! that of the claims in JSON Lines (`relata extract`) and of the graph directory's segments.

mod circumstances;
mod entity;
mod reading;

pub use circumstances::{Attribution, Modality, Polarity, Time};
pub use entity::{Entity, EntityIri};
pub use reading::{Argument, Claim, DocumentRecord, Quote, Reading, Relation};
