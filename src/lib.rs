//! relata builds knowledge graphs from documents: every edge says which sentence says it, who
//! says it, when, and whether it is asserted, denied or only possible.
//!
//! The data flows so: document → analysis → mentions → claims → graph. [`pipeline`] reads like that line.

pub mod claim;
pub mod export;
pub mod extract;
pub mod link;
pub mod nlp;
pub mod ontology;
pub mod pipeline;
pub mod query;
pub mod store;
pub mod text;
