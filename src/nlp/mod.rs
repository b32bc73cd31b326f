//! The language core: tokens, tags, lemmas, trees and names of English text.
//!
//! Knows no RDF and no ontology. What it gives is an [`Analysis`]; whoever improves the analyser
//! keeps these types.

mod analysis;

pub use analysis::{Analysis, Name, NameType, Sentence, Token, Upos};
