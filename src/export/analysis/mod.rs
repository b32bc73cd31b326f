//! Analyses for people and programs that want to look: trees drawn as SVG, tokens and names as JSON.
//!
//! What scores and other tools read is CoNLL-U: see [`crate::nlp::conllu`].

mod json;
mod tree;

pub use json::write_json;
pub use tree::TreeDrawing;
