//! What of the readings is exported.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::graph::{DiGraph, NodeIndex};

use crate::claim::{Claim, EntityIri, Reading};
use crate::ontology::Ontology;
use crate::store::{AttributionPolicy, RdfOptions};

/// Which claims take part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Claims {
    /// Those that stand as edges of the graph.
    Edges,
    /// The denied, possible, future … and open ones as well.
    #[default]
    All,
}

/// What is asked for. An empty list asks for everything; the conditions add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// IRIs of entities: only what lies within [`Self::hops`] of one of them.
    pub around: Vec<EntityIri>,
    /// How many claims away from `around`, in either direction. The claims between any two entities
    /// within reach are kept, not only those on the way.
    pub hops: usize,
    /// IRIs of properties, their sub-properties included.
    pub properties: Vec<String>,
    /// IRIs of classes, their sub-classes included: claims with at least one argument of a class.
    pub classes: Vec<String>,
    /// Claims at least as sure as this.
    pub min_confidence: f64,
    /// Ids of documents.
    pub documents: Vec<String>,
    /// Edges only, or all claims.
    pub claims: Claims,
    /// Whether attributed claims are edges.
    pub attribution: AttributionPolicy,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            around: Vec::new(),
            hops: 1,
            properties: Vec::new(),
            classes: Vec::new(),
            min_confidence: 0.0,
            documents: Vec::new(),
            claims: Claims::default(),
            attribution: AttributionPolicy::default(),
        }
    }
}

/// The readings with only the claims that are asked for and the entities that these mention. A
/// document that is left without a claim drops out, unless documents alone were chosen.
pub fn select(readings: &[Reading], selection: &Selection, ontology: &Ontology) -> Vec<Reading> {
    let filter = Filter::new(readings, selection, ontology);
    let mut selected: Vec<Reading> = readings
        .iter()
        .filter(|reading| {
            selection.documents.is_empty() || selection.documents.contains(&reading.document.id)
        })
        .map(|reading| with_claims(reading, |claim| filter.keeps(claim)))
        .collect();
    if !selection.around.is_empty() {
        let near = within_reach(&selected, &selection.around, selection.hops);
        selected = selected
            .iter()
            .map(|reading| with_claims(reading, |claim| is_among(claim, &near)))
            .collect();
    }
    if selection.looks_at_claims() {
        selected.retain(|reading| !reading.claims.is_empty());
    }
    selected
}

impl Selection {
    fn looks_at_claims(&self) -> bool {
        !self.around.is_empty()
            || !self.properties.is_empty()
            || !self.classes.is_empty()
            || self.min_confidence > 0.0
    }
}

/// The conditions that can be judged claim by claim.
struct Filter<'a> {
    selection: &'a Selection,
    ontology: &'a Ontology,
    /// Classes of each entity over all documents; only where classes are asked for.
    classes: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Filter<'a> {
    fn new(readings: &'a [Reading], selection: &'a Selection, ontology: &'a Ontology) -> Self {
        let mut classes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        if !selection.classes.is_empty() {
            for entity in readings.iter().flat_map(|reading| &reading.entities) {
                let known = classes.entry(&entity.iri.0).or_default();
                known.extend(entity.classes.iter().map(String::as_str));
            }
        }
        Self {
            selection,
            ontology,
            classes,
        }
    }

    fn keeps(&self, claim: &Claim) -> bool {
        (self.selection.claims == Claims::All || self.is_edge(claim))
            && claim.confidence >= self.selection.min_confidence
            && self.has_property(claim)
            && self.has_class(claim)
    }

    fn is_edge(&self, claim: &Claim) -> bool {
        RdfOptions {
            attribution: self.selection.attribution,
            ..RdfOptions::default()
        }
        .is_edge(claim)
    }

    fn has_property(&self, claim: &Claim) -> bool {
        let wanted = &self.selection.properties;
        wanted.is_empty()
            || claim.relation.iri.as_ref().is_some_and(|iri| {
                wanted.contains(iri)
                    || self.ontology.property(iri).is_some_and(|id| {
                        let ancestors = &self.ontology[id].ancestors;
                        ancestors
                            .iter()
                            .any(|&above| wanted.contains(&self.ontology[above].iri))
                    })
            })
    }

    fn has_class(&self, claim: &Claim) -> bool {
        self.selection.classes.is_empty()
            || [&claim.subject, &claim.object]
                .into_iter()
                .filter_map(|argument| argument.entity.as_deref())
                .filter_map(|iri| self.classes.get(iri))
                .flatten()
                .any(|class| self.is_wanted_class(class))
    }

    fn is_wanted_class(&self, class: &str) -> bool {
        let wanted = &self.selection.classes;
        wanted.iter().any(|iri| iri == class)
            || self.ontology.class(class).is_some_and(|id| {
                let ancestors = &self.ontology[id].ancestors;
                ancestors
                    .iter()
                    .any(|&above| wanted.contains(&self.ontology[above].iri))
            })
    }
}

/// A reading with some of its claims, and the entities that these mention.
fn with_claims(reading: &Reading, keep: impl Fn(&Claim) -> bool) -> Reading {
    let claims: Vec<Claim> = reading
        .claims
        .iter()
        .filter(|claim| keep(claim))
        .cloned()
        .collect();
    let mentioned: BTreeSet<&str> = claims.iter().flat_map(entities_of).collect();
    let entities = reading
        .entities
        .iter()
        .filter(|entity| mentioned.contains(entity.iri.0.as_str()))
        .cloned()
        .collect();
    Reading {
        document: reading.document.clone(),
        entities,
        claims,
    }
}

/// Every entity that a claim mentions: arguments, place, speaker.
fn entities_of(claim: &Claim) -> impl Iterator<Item = &str> {
    [&claim.subject, &claim.object]
        .into_iter()
        .chain(&claim.arguments)
        .chain(&claim.place)
        .filter_map(|argument| argument.entity.as_deref())
        .chain(
            claim
                .attribution
                .iter()
                .filter_map(|attribution| attribution.entity.as_deref()),
        )
}

/// Breadth-first over the claims, in both directions.
fn within_reach(readings: &[Reading], around: &[EntityIri], hops: usize) -> BTreeSet<String> {
    let mut graph: DiGraph<&str, ()> = DiGraph::new();
    let mut nodes: BTreeMap<&str, NodeIndex> = BTreeMap::new();
    for claim in readings.iter().flat_map(|reading| &reading.claims) {
        if let (Some(subject), Some(object)) = (&claim.subject.entity, &claim.object.entity) {
            let subject = *nodes.entry(subject).or_insert_with(|| graph.add_node(subject));
            let object = *nodes.entry(object).or_insert_with(|| graph.add_node(object));
            graph.update_edge(subject, object, ());
        }
    }
    let mut reached: BTreeSet<String> = around.iter().map(|iri| iri.0.clone()).collect();
    let mut queue: VecDeque<(NodeIndex, usize)> = around
        .iter()
        .filter_map(|iri| nodes.get(iri.0.as_str()))
        .map(|&node| (node, 0))
        .collect();
    while let Some((node, distance)) = queue.pop_front() {
        if distance == hops {
            continue;
        }
        for next in graph.neighbors_undirected(node) {
            if reached.insert(graph[next].to_owned()) {
                queue.push_back((next, distance + 1));
            }
        }
    }
    reached
}

/// Whether both ends of a claim are in reach; what is no entity belongs to the other end.
fn is_among(claim: &Claim, near: &BTreeSet<String>) -> bool {
    let mut ends = [&claim.subject, &claim.object]
        .into_iter()
        .filter_map(|argument| argument.entity.as_ref())
        .peekable();
    ends.peek().is_some() && ends.all(|iri| near.contains(iri))
}
