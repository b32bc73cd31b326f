//! The ontology: classes, properties, individuals, and what they teach the extractor.
//!
//! Knows RDF and no tokens: it hands out names, head nouns and example sentences as text, and
//! whoever needs them analysed does that.

mod axioms;
mod clashes;
mod diagnostic;
mod example;
mod facts;
mod hierarchy;
mod individuals;
mod lines;
mod load;
mod names;
mod prefixes;
mod properties;
mod schema;
mod source;
pub mod vocabulary;

pub use diagnostic::{Diagnostic, Severity};
pub use example::{ExampleError, parse_example};
pub use schema::{
    Class, ClassId, Example, Individual, IndividualId, Ontology, Property, PropertyId, Range, fold_name,
};
pub use source::{OntologyError, Source};
