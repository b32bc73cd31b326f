//! What nodes and edges carry in formats with typed attributes: GraphML and GEXF list the same.

use super::ExportInput;
use super::graph::{Edge, Node, NodeKind};
use super::label::{class_labels, surest_sentence};
use crate::claim::{Modality, Polarity};

/// An attribute: name, type, and its value of an item.
pub(super) struct Attribute<T> {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) value: fn(&T, &ExportInput<'_>) -> String,
}

/// The types that both formats know by the same name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Real,
    Truth,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Real => "double",
            Self::Truth => "boolean",
        }
    }
}

const fn text<T>(name: &'static str, value: fn(&T, &ExportInput<'_>) -> String) -> Attribute<T> {
    Attribute {
        name,
        kind: Kind::Text,
        value,
    }
}

/// Lists are written with this between their items.
pub(super) const LIST: &str = "; ";

pub(super) const NODE: [Attribute<Node>; 7] = [
    text("label", |node, _| node.label.clone()),
    text("kind", |node, _| kind_name(node).to_owned()),
    text("class", |node, input| class_labels(node, input.ontology)),
    text("iri", |node, _| node.iri().unwrap_or_default().to_owned()),
    text("classes", |node, _| node.classes.join(LIST)),
    text("aliases", |node, _| node.aliases.join(LIST)),
    text("documents", |node, _| node.documents.join(LIST)),
];

pub(super) const EDGE: [Attribute<Edge>; 10] = [
    text("label", |edge, _| edge.label.clone()),
    text("property", |edge, _| edge.property.clone().unwrap_or_default()),
    Attribute {
        name: "confidence",
        kind: Kind::Real,
        value: |edge, _| edge.confidence.to_string(),
    },
    text("polarity", |edge, _| polarity_name(edge.polarity).to_owned()),
    text("modality", |edge, _| modality_name(edge.modality).to_owned()),
    Attribute {
        name: "attributed",
        kind: Kind::Truth,
        value: |edge, _| edge.attributed.to_string(),
    },
    text("speakers", |edge, _| edge.speakers.join(LIST)),
    text("times", |edge, _| edge.times.join(LIST)),
    text("documents", |edge, _| edge.documents.join(LIST)),
    text("evidence", |edge, input| surest_sentence(edge, input).to_owned()),
];

pub(super) fn kind_name(node: &Node) -> &'static str {
    match node.kind {
        NodeKind::Entity(_) => "entity",
        NodeKind::Literal(_) => "literal",
    }
}

pub(super) fn polarity_name(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "positive",
        Polarity::Negative => "negative",
    }
}

pub(super) fn modality_name(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "asserted",
        Modality::Possible => "possible",
        Modality::Future => "future",
        Modality::Conditional => "conditional",
        Modality::Wanted => "wanted",
    }
}
