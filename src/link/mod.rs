//! Mentions and the entities they refer to.
//!
//! Stands before extraction: an extractor asks what an argument refers to, and of which class it is.
//! Names are found first, then phrases; names are gathered into entities, then descriptions and
//! pronouns are resolved against these in text order, and at last every entity gets its IRI.
//! Everything here is decided from one document; [`across`] joins what several documents tell.

mod across;
mod alias;
mod apposition;
mod bodies;
mod cluster;
mod descriptions;
mod entities;
mod evidence;
mod extension;
mod extent;
mod gather;
mod given;
mod headline;
mod known;
mod mention;
mod mint;
mod names;
mod naming;
pub mod office;
mod persons;
mod phrases;
mod pronouns;
mod recognised;
mod resolve;
mod shape;
mod sort;
mod text;
mod titles;
mod tree;
mod union;
mod words;

use crate::nlp::Analysis;
use crate::ontology::Ontology;
use crate::text::Document;

pub use across::{across, merges};
pub use mention::{Alias, LinkedEntity, Mention, MentionKind, Mentions};

/// How entities are named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkConfig {
    /// What the IRIs of entities start with.
    pub base: String,
}

impl Default for LinkConfig {
    fn default() -> Self {
        Self {
            base: "https://w3id.org/relata/entity/".to_owned(),
        }
    }
}

/// Finds the mentions of a document and the entities they refer to.
pub fn link(document: &Document, analysis: &Analysis, ontology: &Ontology, config: &LinkConfig) -> Mentions {
    let text = text::Text::new(document, analysis, ontology, config);
    let mut found = names::find(&text);
    let declared = alias::declared(&text, &mut found);
    let mut drafts = phrases::collect(&text, &found);
    let clusters = gather::gather(&text, &mut drafts, &declared);
    headline::add(&text, &mut drafts, &clusters);
    let (drafts, clusters) = resolve::resolve(&text, drafts, clusters);
    entities::finish(&text, drafts, clusters, &declared)
}
