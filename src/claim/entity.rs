//! What mentions refer to.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The IRI of an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityIri(pub String);

impl fmt::Display for EntityIri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A thing in the world, as one document knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its IRI: of the gazetteer or the user's ontology where it is known there, else minted.
    pub iri: EntityIri,
    /// Canonical name.
    pub label: String,
    /// Other names that the document uses, sorted, without the canonical one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// IRIs of its classes, most specific only, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// Whether it has a name. A described one ("the three sites") is known in its document only.
    #[serde(default)]
    pub named: bool,
}
