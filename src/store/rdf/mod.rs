//! A reading as RDF 1.2.
//!
//! An edge `s p o` stands in the named graph of its document. Its claim is a reifier,
//! `claim rdf:reifies <<( s p o )>>`, with provenance and circumstances; a claim that is no edge
//! has the reifier alone. There are no blank nodes: the same reading gives the same quads.

mod claims;
mod names;
pub(crate) mod terms;

use oxrdf::{GraphName, Literal, NamedNode, Quad, Term};
use rustc_hash::FxHashSet;

pub(crate) use names::iri;
pub use names::{claim_iris, document_iri};

use crate::claim::{Argument, Claim, Entity, Reading};

/// What becomes of an asserted, positive claim that a speaker makes ("CENTCOM said …").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AttributionPolicy {
    /// It is an edge and carries its attribution.
    #[default]
    Edge,
    /// It stays a claim.
    Claim,
}

/// How much of the claims is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Detail {
    /// Edges, entities and documents; no claims.
    Edges,
    /// Claims with the sentence they come from and all circumstances.
    Claims,
    /// Also where the sentence mentions subject and object.
    #[default]
    Mentions,
}

/// How readings become RDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RdfOptions {
    /// What becomes of attributed claims.
    pub attribution: AttributionPolicy,
    /// How much of the claims is written.
    pub detail: Detail,
}

impl RdfOptions {
    /// Whether the claim stands as an edge in the graph.
    pub fn is_edge(self, claim: &Claim) -> bool {
        claim.is_edge() && (self.attribution == AttributionPolicy::Edge || claim.attribution.is_none())
    }
}

/// Hands every quad of the reading to `emit`: document, entities, then claim by claim. A quad may come twice.
pub fn reading_quads(reading: &Reading, options: RdfOptions, emit: &mut dyn FnMut(Quad)) {
    quads_wanted(reading, options, &|_| true, emit);
}

/// The same, only with properties that `wanted` names.
pub(super) fn quads_wanted(
    reading: &Reading,
    options: RdfOptions,
    wanted: &dyn Fn(&str) -> bool,
    emit: &mut dyn FnMut(Quad),
) {
    let document = document_iri(&reading.document.id);
    let known = reading
        .entities
        .iter()
        .map(|entity| entity.iri.0.as_str())
        .collect();
    let mut writer = Writer {
        graph: document.clone().into(),
        document,
        known,
        wanted,
        emit,
    };
    writer.document(reading);
    for entity in &reading.entities {
        writer.entity(entity);
    }
    let iris = claim_iris(reading);
    for (claim, iri) in reading.claims.iter().zip(&iris) {
        writer.claim(claim, iri, options);
    }
}

/// Subject, property and object of a claim as RDF terms; for an open claim with the IRIs minted for it.
pub fn claim_triple(claim: &Claim) -> (NamedNode, NamedNode, Term) {
    let property = match &claim.relation.iri {
        Some(property) => iri(property),
        None => names::open_property_iri(&claim.relation.label),
    };
    (
        node_of(claim, &claim.subject),
        property,
        term_of(claim, &claim.object),
    )
}

/// The node that an argument refers to: its entity, or its phrase.
fn node_of(claim: &Claim, argument: &Argument) -> NamedNode {
    match &argument.entity {
        Some(entity) => iri(entity),
        None => names::phrase_iri(&claim.document, &argument.text, Some(argument.start)),
    }
}

fn term_of(claim: &Claim, argument: &Argument) -> Term {
    match (&argument.entity, &argument.value) {
        (None, Some(value)) => names::literal(value, argument.datatype.as_deref()).into(),
        _ => node_of(claim, argument).into(),
    }
}

/// Writes into the graph of one document.
struct Writer<'a> {
    graph: GraphName,
    document: NamedNode,
    /// IRIs of the entities that the reading describes.
    known: FxHashSet<&'a str>,
    wanted: &'a dyn Fn(&str) -> bool,
    emit: &'a mut dyn FnMut(Quad),
}

impl Writer<'_> {
    fn add(&mut self, subject: &NamedNode, property: &str, object: impl Into<Term>) {
        if !(self.wanted)(property) {
            return;
        }
        let property = NamedNode::new_unchecked(property);
        (self.emit)(Quad::new(subject.clone(), property, object, self.graph.clone()));
    }

    fn text(&mut self, subject: &NamedNode, property: &str, text: &str) {
        self.add(subject, property, Literal::new_simple_literal(text));
    }

    fn kind(&mut self, subject: &NamedNode, class: &str) {
        self.add(subject, terms::TYPE, NamedNode::new_unchecked(class));
    }

    fn document(&mut self, reading: &Reading) {
        let (record, iri) = (&reading.document, self.document.clone());
        self.kind(&iri, terms::DOCUMENT);
        self.text(&iri, terms::IDENTIFIER, &record.id);
        let texts = [
            (terms::TITLE, &record.title),
            (terms::PUBLISHER, &record.publisher),
            (terms::LANGUAGE, &record.language),
        ];
        for (name, value) in texts {
            if let Some(value) = value {
                self.text(&iri, name, value);
            }
        }
        if let Some(date) = &record.date {
            self.add(&iri, terms::DATE, names::time(date));
        }
        if let Some(url) = &record.url {
            let source = NamedNode::new(url.as_str())
                .map_or_else(|_| Term::from(Literal::new_simple_literal(url)), Term::from);
            self.add(&iri, terms::SOURCE, source);
        }
        if !record.hash.is_empty() {
            self.text(&iri, terms::CONTENT_HASH, &record.hash);
        }
    }

    /// Names are plain strings, so that a query for one need not know its language.
    fn entity(&mut self, entity: &Entity) {
        let node = iri(&entity.iri.0);
        self.text(&node, terms::LABEL, &entity.label);
        for alias in &entity.aliases {
            self.text(&node, terms::ALT_LABEL, alias);
        }
        for class in &entity.classes {
            self.add(&node, terms::TYPE, iri(class));
        }
    }
}
