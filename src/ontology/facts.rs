//! What the files say, node by node, before it is put together. Triples that teach nothing are dropped.

use oxrdf::{NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;

use super::vocabulary::{NEWS, OWL, RDF, RDFS, RELATA, SKOS};

/// Index of a node in [`Facts::nodes`].
pub(super) type NodeId = u32;
/// Index of a file in the list of sources.
pub(super) type FileId = u16;

/// All files together.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) nodes: Vec<Node>,
    by_name: FxHashMap<String, NodeId>,
    last_subject: Option<NodeId>,
}

/// An IRI or blank node and what is said of it.
#[derive(Default)]
pub(super) struct Node {
    /// The IRI; blank nodes have a name that is no IRI and never leaves this module.
    pub(super) iri: String,
    pub(super) blank: bool,
    pub(super) types: Vec<NodeId>,
    pub(super) labels: Vec<Label>,
    /// English and untagged `skos:altLabel`.
    pub(super) aliases: Vec<String>,
    pub(super) demonyms: Vec<String>,
    pub(super) located_in: Vec<NodeId>,
    pub(super) capital_of: Vec<NodeId>,
    pub(super) weight: u32,
    /// Most nodes are individuals and have none.
    pub(super) schema: Option<Box<Schema>>,
}

/// A name and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) rank: LabelRank,
    pub(super) file: FileId,
}

/// Best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LabelRank {
    /// `@en`.
    English,
    /// `@en-GB` and the like.
    Regional,
    /// Without a tag.
    Untagged,
    /// `skos:prefLabel`, English or untagged.
    Preferred,
}

/// What is said of classes, properties and the lists they are made of. Each with the file that says so.
#[derive(Default)]
pub(super) struct Schema {
    pub(super) head_nouns: Vec<String>,
    pub(super) examples: Vec<(String, FileId)>,
    pub(super) super_classes: Vec<(NodeId, FileId)>,
    /// Equivalent classes, both ways.
    pub(super) equivalents: Vec<NodeId>,
    /// Equivalent properties, both ways.
    pub(super) equivalent_properties: Vec<NodeId>,
    pub(super) disjoint: Vec<(NodeId, FileId)>,
    pub(super) disjoint_union: Vec<NodeId>,
    pub(super) unions: Vec<NodeId>,
    pub(super) intersections: Vec<NodeId>,
    pub(super) members: Vec<NodeId>,
    pub(super) first: Option<NodeId>,
    pub(super) rest: Option<NodeId>,
    pub(super) domains: Vec<(NodeId, FileId)>,
    pub(super) ranges: Vec<(NodeId, FileId)>,
    pub(super) super_properties: Vec<(NodeId, FileId)>,
    pub(super) inverses: Vec<(NodeId, FileId)>,
    /// Types with the file that gives them, for clashes of kind.
    pub(super) declared: Vec<(NodeId, FileId)>,
}

impl Facts {
    /// The node of this IRI, if a file mentions it.
    pub(super) fn get(&self, iri: &str) -> Option<NodeId> {
        self.by_name.get(iri).copied()
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// What is said of a node as class, property or list.
    pub(super) fn schema(&self, id: NodeId) -> Option<&Schema> {
        self.node(id).schema.as_deref()
    }

    /// The members of the list that starts at `head`; stops at a cycle.
    pub(super) fn list(&self, head: NodeId) -> Vec<NodeId> {
        let mut members = Vec::new();
        let mut at = Some(head);
        while let Some(schema) = at.and_then(|id| self.schema(id)) {
            let Some(first) = schema.first else { break };
            members.push(first);
            at = schema.rest;
            if members.len() > self.nodes.len() {
                break;
            }
        }
        members
    }

    /// Takes in one triple; the graph it stands in does not matter.
    pub(super) fn add(&mut self, quad: Quad, file: FileId) {
        let Some(term) = Known::of(quad.predicate.as_str()) else {
            return;
        };
        let subject = self.subject(quad.subject, file);
        match quad.object {
            Term::NamedNode(object) => {
                let object = self.named(object.into_string());
                self.add_link(subject, term, object, file);
            }
            Term::BlankNode(object) => {
                let object = self.blank(object.as_str(), file);
                self.add_link(subject, term, object, file);
            }
            Term::Literal(literal) => {
                let language = literal.language().map(str::to_owned);
                let (value, ..) = literal.destruct();
                self.add_text(subject, term, value, language.as_deref(), file);
            }
            Term::Triple(_) => {}
        }
    }

    fn add_link(&mut self, subject: NodeId, term: Known, object: NodeId, file: FileId) {
        let node = &mut self.nodes[subject as usize];
        match term {
            Known::Type => {
                if !node.types.contains(&object) {
                    node.types.push(object);
                }
                if let Some(schema) = &mut node.schema {
                    schema.declared.push((object, file));
                } else if self.nodes[object as usize].iri.starts_with(OWL)
                    || self.nodes[object as usize].iri.starts_with(RDF)
                    || self.nodes[object as usize].iri.starts_with(RDFS)
                {
                    self.nodes[subject as usize]
                        .schema
                        .get_or_insert_default()
                        .declared
                        .push((object, file));
                }
                return;
            }
            Known::LocatedIn => return node.located_in.push(object),
            Known::CapitalOf => return node.capital_of.push(object),
            Known::HasCapital => return self.nodes[object as usize].capital_of.push(subject),
            _ => {}
        }
        let schema = node.schema.get_or_insert_default();
        match term {
            Known::SubClassOf => schema.super_classes.push((object, file)),
            Known::EquivalentClass => {
                schema.equivalents.push(object);
                let other = self.nodes[object as usize].schema.get_or_insert_default();
                other.equivalents.push(subject);
            }
            Known::EquivalentProperty => {
                schema.equivalent_properties.push(object);
                let other = self.nodes[object as usize].schema.get_or_insert_default();
                other.equivalent_properties.push(subject);
            }
            Known::DisjointWith => schema.disjoint.push((object, file)),
            Known::DisjointUnionOf => schema.disjoint_union.push(object),
            Known::UnionOf => schema.unions.push(object),
            Known::IntersectionOf => schema.intersections.push(object),
            Known::Members => schema.members.push(object),
            Known::First => schema.first = Some(object),
            Known::Rest => schema.rest = Some(object),
            Known::Domain => schema.domains.push((object, file)),
            Known::Range => schema.ranges.push((object, file)),
            Known::SubPropertyOf => schema.super_properties.push((object, file)),
            Known::InverseOf => schema.inverses.push((object, file)),
            _ => {}
        }
    }

    fn add_text(&mut self, subject: NodeId, term: Known, text: String, language: Option<&str>, file: FileId) {
        let node = &mut self.nodes[subject as usize];
        let rank = match language {
            None => Some(LabelRank::Untagged),
            Some("en") => Some(LabelRank::English),
            Some(tag) if tag.starts_with("en-") => Some(LabelRank::Regional),
            Some(_) => None,
        };
        match (term, rank) {
            (Known::Label, Some(rank)) => node.labels.push(Label { text, rank, file }),
            (Known::PrefLabel, Some(_)) => {
                node.labels.push(Label {
                    text,
                    rank: LabelRank::Preferred,
                    file,
                });
            }
            (Known::AltLabel, Some(_)) => node.aliases.push(text),
            (Known::Demonym, Some(_)) => node.demonyms.push(text),
            (Known::HeadNoun, Some(_)) => node.schema.get_or_insert_default().head_nouns.push(text),
            (Known::Example, Some(_)) => node.schema.get_or_insert_default().examples.push((text, file)),
            (Known::Weight, _) => node.weight = node.weight.max(text.trim().parse().unwrap_or(0)),
            _ => {}
        }
    }

    /// Files give all triples of a subject in a row, so the last one is asked first.
    fn subject(&mut self, subject: NamedOrBlankNode, file: FileId) -> NodeId {
        let id = match subject {
            NamedOrBlankNode::NamedNode(node) => match self.last_subject {
                Some(last) if self.nodes[last as usize].iri == node.as_str() => last,
                _ => self.named(node.into_string()),
            },
            NamedOrBlankNode::BlankNode(node) => self.blank(node.as_str(), file),
        };
        self.last_subject = Some(id);
        id
    }

    fn named(&mut self, iri: String) -> NodeId {
        if let Some(&id) = self.by_name.get(&iri) {
            return id;
        }
        self.insert(iri, false)
    }

    /// Blank nodes of two files are never the same, whatever their names.
    fn blank(&mut self, name: &str, file: FileId) -> NodeId {
        let name = format!("_:{file} {name}");
        match self.by_name.get(&name) {
            Some(&id) => id,
            None => self.insert(name, true),
        }
    }

    fn insert(&mut self, name: String, blank: bool) -> NodeId {
        let id = self.nodes.len() as NodeId;
        self.nodes.push(Node {
            iri: name.clone(),
            blank,
            ..Node::default()
        });
        self.by_name.insert(name, id);
        id
    }
}

/// The predicates that teach something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Type,
    First,
    Rest,
    Label,
    SubClassOf,
    SubPropertyOf,
    Domain,
    Range,
    EquivalentClass,
    EquivalentProperty,
    DisjointWith,
    DisjointUnionOf,
    UnionOf,
    IntersectionOf,
    Members,
    InverseOf,
    PrefLabel,
    AltLabel,
    HeadNoun,
    Example,
    Demonym,
    Weight,
    LocatedIn,
    CapitalOf,
    HasCapital,
}

impl Known {
    fn of(predicate: &str) -> Option<Self> {
        if let Some(name) = predicate.strip_prefix(RDFS) {
            return Some(match name {
                "label" => Self::Label,
                "subClassOf" => Self::SubClassOf,
                "subPropertyOf" => Self::SubPropertyOf,
                "domain" => Self::Domain,
                "range" => Self::Range,
                _ => return None,
            });
        }
        if let Some(name) = predicate.strip_prefix(RDF) {
            return Some(match name {
                "type" => Self::Type,
                "first" => Self::First,
                "rest" => Self::Rest,
                _ => return None,
            });
        }
        if let Some(name) = predicate.strip_prefix(OWL) {
            return Some(match name {
                "equivalentClass" => Self::EquivalentClass,
                "equivalentProperty" => Self::EquivalentProperty,
                "disjointWith" => Self::DisjointWith,
                "disjointUnionOf" => Self::DisjointUnionOf,
                "unionOf" => Self::UnionOf,
                "intersectionOf" => Self::IntersectionOf,
                "members" => Self::Members,
                "inverseOf" => Self::InverseOf,
                _ => return None,
            });
        }
        if let Some(name) = predicate.strip_prefix(SKOS) {
            return Some(match name {
                "prefLabel" => Self::PrefLabel,
                "altLabel" => Self::AltLabel,
                _ => return None,
            });
        }
        if let Some(name) = predicate.strip_prefix(RELATA) {
            return Some(match name {
                "headNoun" => Self::HeadNoun,
                "example" => Self::Example,
                "demonym" => Self::Demonym,
                "weight" => Self::Weight,
                _ => return None,
            });
        }
        match predicate.strip_prefix(NEWS)? {
            "locatedIn" => Some(Self::LocatedIn),
            "capitalOf" => Some(Self::CapitalOf),
            "hasCapital" => Some(Self::HasCapital),
            _ => None,
        }
    }
}
