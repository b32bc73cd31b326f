//! The language core: tokens, tags, lemmas, trees and names of English text.
//!
//! Knows no RDF and no ontology. What it gives is an [`Analysis`]; whoever improves the analyser
//! keeps these types. The parts below [`Analyser`] are shared with the trainer in `training/`, so
//! that features cannot differ between training and reading.

mod abbreviations;
mod agreement;
mod analyser;
mod analysis;
pub(crate) mod archive;
mod completion;
pub mod conllu;
mod consistency;
mod expressions;
pub(crate) mod irregular;
pub(crate) mod morphology;
pub(crate) mod names;
pub(crate) mod neural;
pub(crate) mod relations;
mod repair;
mod retag;
pub(crate) mod sentences;
pub(crate) mod tagger;
pub(crate) mod tokens;
pub(crate) mod weights;
pub(crate) mod words;

pub use analyser::Analyser;
pub use analysis::{Analysis, Name, NameType, Sentence, Token, Upos};
pub use archive::ModelError;
