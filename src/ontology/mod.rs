//! The ontology: classes, properties, individuals, and what they teach the extractor.
//!
//! Knows RDF and no tokens: it hands out names, head nouns and example sentences as text, and
//! whoever needs them analysed does that.

mod schema;

pub use schema::{
    Class, ClassId, Example, Individual, IndividualId, Ontology, Property, PropertyId, Range, fold_name,
};
