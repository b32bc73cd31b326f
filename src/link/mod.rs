//! Mentions and the entities they refer to.
//!
//! Stands before extraction: an extractor asks what an argument refers to, and of which class it is.

mod mention;

pub use mention::{Alias, LinkedEntity, Mention, MentionKind, Mentions};
