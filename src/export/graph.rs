//! The graph of the readings as petgraph holds it: what is drawn, and written as nodes and edges.
//!
//! Every claim of the input is drawn; whether these are edges only or all claims was decided by the
//! selection. Claims that say the same with the same polarity and modality are one edge.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{DiGraph, NodeIndex};

use crate::claim::{Argument, Claim, Modality, Polarity, Reading};
use crate::ontology::vocabulary::local_name;
use crate::ontology::{ClassId, Ontology};

/// Entities and literals, and what is claimed of them. Nodes are sorted by kind, IRI and text, edges
/// by subject, property and object.
#[derive(Clone, Debug, Default)]
pub struct GraphView {
    /// The graph.
    pub graph: DiGraph<Node, Edge>,
}

/// An entity or a literal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Entity or literal.
    pub kind: NodeKind,
    /// Canonical name, or the literal's lexical form.
    pub label: String,
    /// Other names, sorted.
    pub aliases: Vec<String>,
    /// IRIs of its classes, most specific only, sorted.
    pub classes: Vec<String>,
    /// Whether it has a name.
    pub named: bool,
    /// Ids of the documents whose claims mention it, sorted.
    pub documents: Vec<String>,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeKind {
    /// An entity with its IRI.
    Entity(String),
    /// A literal with its datatype's IRI, if it has one. Each subject and property has its own: equal
    /// values connect nothing.
    Literal(Option<String>),
}

impl Default for NodeKind {
    fn default() -> Self {
        Self::Literal(None)
    }
}

impl Node {
    /// The entity's IRI; none for a literal.
    pub fn iri(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Entity(iri) => Some(iri),
            NodeKind::Literal(_) => None,
        }
    }
}

/// Claims that say the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edge {
    /// The property's IRI; none for an open claim.
    pub property: Option<String>,
    /// The property's label, or the relation phrase.
    pub label: String,
    /// Stated or denied.
    pub polarity: Polarity,
    /// Asserted, or only possible, future, conditional, wanted.
    pub modality: Modality,
    /// That of the surest claim.
    pub confidence: f64,
    /// Who says so, sorted; a document that says so itself is not among them.
    pub speakers: Vec<String>,
    /// Whether every claim has a speaker: no document says so itself.
    pub attributed: bool,
    /// When it holds: normalised, else in the text's words; sorted.
    pub times: Vec<String>,
    /// Ids of the documents that say so, sorted.
    pub documents: Vec<String>,
    /// The claims, as (reading, claim) indices into the input.
    pub claims: Vec<(usize, usize)>,
}

impl GraphView {
    /// The graph of these readings.
    pub fn new(readings: &[Reading], ontology: &Ontology) -> Self {
        let facts = entity_facts(readings, ontology);
        let mut nodes: BTreeMap<NodeKey, BTreeSet<&str>> = BTreeMap::new();
        let mut edges: BTreeMap<EdgeKey, Edge> = BTreeMap::new();
        for (reading_index, reading) in readings.iter().enumerate() {
            for (claim_index, claim) in reading.claims.iter().enumerate() {
                let subject = NodeKey::of(&claim.subject, claim, claim.object.entity.as_deref());
                let object = NodeKey::of(&claim.object, claim, claim.subject.entity.as_deref());
                for key in [&subject, &object] {
                    nodes.entry(key.clone()).or_default().insert(&reading.document.id);
                }
                let key = EdgeKey::of(claim, subject, object);
                let edge = edges.entry(key).or_insert_with(|| new_edge(claim, ontology));
                edge.add(claim, &reading.document.id, (reading_index, claim_index));
            }
        }
        build(nodes, edges, &facts)
    }

    /// Nodes in order.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeIndex, &Node)> {
        self.graph.node_indices().map(|index| (index, &self.graph[index]))
    }

    /// Edges in order, with subject and object.
    pub fn edges(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, &Edge)> {
        self.graph
            .raw_edges()
            .iter()
            .map(|edge| (edge.source(), edge.target(), &edge.weight))
    }
}

/// What makes two nodes one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NodeKey {
    Entity(String),
    /// Value, datatype, the entity at the other end, the relation.
    Literal(String, Option<String>, Option<String>, String),
}

impl NodeKey {
    fn of(argument: &Argument, claim: &Claim, other: Option<&str>) -> Self {
        if let Some(iri) = &argument.entity {
            return Self::Entity(iri.clone());
        }
        let value = argument.value.as_ref().unwrap_or(&argument.text);
        let relation = claim.relation.iri.as_ref().unwrap_or(&claim.relation.label);
        Self::Literal(
            value.clone(),
            argument.datatype.clone(),
            other.map(str::to_owned),
            relation.clone(),
        )
    }
}

/// What makes two claims one edge.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct EdgeKey {
    subject: NodeKey,
    property: Option<String>,
    /// Of open claims only: a property's label is that of the ontology.
    phrase: Option<String>,
    object: NodeKey,
    polarity: Polarity,
    modality: Modality,
}

impl EdgeKey {
    fn of(claim: &Claim, subject: NodeKey, object: NodeKey) -> Self {
        let property = claim.relation.iri.clone();
        let phrase = property.is_none().then(|| claim.relation.label.clone());
        Self {
            subject,
            property,
            phrase,
            object,
            polarity: claim.polarity,
            modality: claim.modality,
        }
    }
}

fn new_edge(claim: &Claim, ontology: &Ontology) -> Edge {
    let property = claim.relation.iri.clone();
    let label = property
        .as_deref()
        .and_then(|iri| ontology.property(iri))
        .map_or_else(|| claim.relation.label.clone(), |id| ontology[id].label.clone());
    Edge {
        property,
        label,
        polarity: claim.polarity,
        modality: claim.modality,
        attributed: true,
        ..Edge::default()
    }
}

impl Edge {
    fn add(&mut self, claim: &Claim, document: &str, index: (usize, usize)) {
        self.confidence = self.confidence.max(claim.confidence);
        match &claim.attribution {
            Some(attribution) => insert_sorted(&mut self.speakers, &attribution.speaker),
            None => self.attributed = false,
        }
        if let Some(time) = &claim.time {
            insert_sorted(&mut self.times, time.value.as_ref().unwrap_or(&time.text));
        }
        insert_sorted(&mut self.documents, document);
        self.claims.push(index);
    }
}

fn insert_sorted(list: &mut Vec<String>, item: &str) {
    if let Err(at) = list.binary_search_by(|known| known.as_str().cmp(item)) {
        list.insert(at, item.to_owned());
    }
}

/// What all readings together know of an entity; the first reading with a name for it gives its
/// label, unless the ontology has one.
fn entity_facts(readings: &[Reading], ontology: &Ontology) -> BTreeMap<String, Node> {
    let mut facts: BTreeMap<String, Node> = BTreeMap::new();
    for entity in readings.iter().flat_map(|reading| &reading.entities) {
        let node = facts.entry(entity.iri.0.clone()).or_insert_with(|| Node {
            kind: NodeKind::Entity(entity.iri.0.clone()),
            label: entity.label.clone(),
            ..Node::default()
        });
        if entity.named && !node.named {
            node.named = true;
            node.label.clone_from(&entity.label);
        }
        for alias in entity.aliases.iter().chain([&entity.label]) {
            insert_sorted(&mut node.aliases, alias);
        }
        for class in &entity.classes {
            insert_sorted(&mut node.classes, class);
        }
    }
    for argument in readings
        .iter()
        .flat_map(|reading| &reading.claims)
        .flat_map(|c| [&c.subject, &c.object])
    {
        if let Some(iri) = &argument.entity {
            facts.entry(iri.clone()).or_insert_with(|| Node {
                kind: NodeKind::Entity(iri.clone()),
                label: argument.name.as_ref().unwrap_or(&argument.text).clone(),
                ..Node::default()
            });
        }
    }
    for (iri, node) in &mut facts {
        if let Some(id) = ontology.individual(iri) {
            node.label.clone_from(&ontology[id].label);
        }
        let label = node.label.clone();
        node.aliases.retain(|alias| *alias != label);
        node.classes = most_specific(&node.classes, ontology);
    }
    facts
}

/// Drops each class that stands above another one of the list.
fn most_specific(classes: &[String], ontology: &Ontology) -> Vec<String> {
    let ids: Vec<ClassId> = classes.iter().filter_map(|iri| ontology.class(iri)).collect();
    classes
        .iter()
        .filter(|iri| {
            ontology.class(iri).is_none_or(|class| {
                !ids.iter()
                    .any(|&other| other != class && ontology.is_a(other, class))
            })
        })
        .cloned()
        .collect()
}

fn build(
    nodes: BTreeMap<NodeKey, BTreeSet<&str>>,
    edges: BTreeMap<EdgeKey, Edge>,
    facts: &BTreeMap<String, Node>,
) -> GraphView {
    let mut graph = DiGraph::with_capacity(nodes.len(), edges.len());
    let mut index: BTreeMap<NodeKey, NodeIndex> = BTreeMap::new();
    for (key, documents) in nodes {
        let documents = documents.into_iter().map(str::to_owned).collect();
        let node = match &key {
            NodeKey::Entity(iri) => facts.get(iri).cloned().unwrap_or_else(|| Node {
                kind: NodeKind::Entity(iri.clone()),
                label: local_name(iri).replace('_', " "),
                ..Node::default()
            }),
            NodeKey::Literal(value, datatype, ..) => Node {
                kind: NodeKind::Literal(datatype.clone()),
                label: value.clone(),
                ..Node::default()
            },
        };
        index.insert(key, graph.add_node(Node { documents, ..node }));
    }
    for (key, edge) in edges {
        if let (Some(&subject), Some(&object)) = (index.get(&key.subject), index.get(&key.object)) {
            graph.add_edge(subject, object, edge);
        }
    }
    GraphView { graph }
}
