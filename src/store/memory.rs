//! The graph as triples in memory, made anew from the readings of a directory.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use thiserror::Error;

use super::background::{Gazetteer, gazetteer_matters, is_schema_predicate, schema_quads};
use super::inference::{Edge, inferred};
use super::rdf::{RdfOptions, iri, quads_wanted};
use super::triples::{Triples, TriplesBuilder};
use super::{DirectoryError, GraphDirectory};
use crate::claim::Reading;
use crate::ontology::vocabulary::{GRAPH, RDF};
use crate::ontology::{ClassId, Ontology, OntologyError, Source};

/// Why the graph cannot be held in memory.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Its directory cannot be read.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// Its ontology cannot be read.
    #[error(transparent)]
    Ontology(#[from] OntologyError),
}

/// What of the graph is needed. A store that holds less answers the same to whoever needs no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// IRIs of the properties whose triples are needed; `None` is all.
    pub predicates: Option<BTreeSet<String>>,
}

/// The ontology of a graph without the gazetteer: what a query must know before it is parsed.
#[derive(Debug)]
pub struct Schema<'a> {
    ontology: Ontology,
    sources: Vec<Source<'a>>,
}

impl<'a> Schema<'a> {
    /// The user's files and those that come with the program.
    pub fn load(sources: &[Source<'a>]) -> Result<Self, OntologyError> {
        let mut all: Vec<Source<'a>> = Ontology::embedded_schema();
        all.extend_from_slice(sources);
        let (ontology, _) = Ontology::load(&all)?;
        Ok(Self {
            ontology,
            sources: all,
        })
    }

    /// That of a graph.
    pub fn of(directory: &GraphDirectory) -> Result<Schema<'static>, StoreError> {
        Ok(Schema::load(&directory.ontology_sources()?)?)
    }

    /// Its classes, properties, prefixes, and the individuals of the user's files.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }
}

/// The graph as a set of quads that SPARQL can be asked of.
///
/// Every document's graph is there by its name, and the default graph holds the union of them all,
/// so that an edge that two documents state is one edge.
#[derive(Debug)]
pub struct Store {
    triples: Triples,
    ontology: Ontology,
    /// IRIs of all things mentioned, whether their triples are loaded or not.
    things: FxHashSet<String>,
    /// IRIs of all properties that claims have.
    properties: BTreeSet<String>,
}

impl Store {
    /// Everything in the directory.
    pub fn load(directory: &GraphDirectory, options: RdfOptions) -> Result<Self, StoreError> {
        let readings: Vec<Reading> = directory.readings().collect::<Result<_, _>>()?;
        Self::with_schema(&readings, Schema::of(directory)?, options, &Needs::default())
    }

    /// What is needed of these readings, whose entities may have been merged before.
    ///
    /// `sources` are the user's ontology files; those that come with the program are added.
    pub fn from_readings(
        readings: &[Reading],
        sources: &[Source<'_>],
        options: RdfOptions,
        needs: &Needs,
    ) -> Result<Self, StoreError> {
        Self::with_schema(readings, Schema::load(sources)?, options, needs)
    }

    /// The same with an ontology that is loaded already.
    pub fn with_schema(
        readings: &[Reading],
        schema: Schema<'_>,
        options: RdfOptions,
        needs: &Needs,
    ) -> Result<Self, StoreError> {
        let Schema { ontology, sources } = schema;
        let mut filling = Filling::new(&ontology, needs, options);
        let source = Ontology::embedded_gazetteer();
        let wanted = gazetteer_matters(&source, needs);
        // Both take long, and neither needs the other.
        let ((), gazetteer) = rayon::join(
            || readings.iter().for_each(|reading| filling.reading(reading)),
            || wanted.then(|| Gazetteer::parse(&source)).transpose(),
        );
        schema_quads(&sources, &ontology, &mut |quad| filling.background(quad))?;
        if let Some(gazetteer) = gazetteer? {
            let mentioned = filling.mentioned();
            gazetteer.quads_of(mentioned, &mut |quad| filling.background(quad));
        }
        filling.infer();
        let (triples, properties) = (filling.triples.build(), filling.properties);
        let things = filling.nodes.into_keys().collect();
        Ok(Self {
            triples,
            ontology,
            things,
            properties,
        })
    }

    /// The ontology of the graph, without the gazetteer.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// Its quads, graph by graph; always in the same order.
    pub fn quads(&self) -> impl Iterator<Item = Quad> + '_ {
        self.triples.quads()
    }

    /// How many triples there are, each counted once.
    pub fn len(&self) -> usize {
        self.triples.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the graph knows the IRI: of a thing, a property of a claim, or anything else in it.
    pub fn names(&self, name: &str) -> bool {
        self.things.contains(name) || self.properties.contains(name) || self.triples.id_of_iri(name).is_some()
    }

    /// IRIs of the things that the graph is about, sorted.
    pub fn things(&self) -> Vec<&str> {
        let mut things: Vec<&str> = self.things.iter().map(String::as_str).collect();
        things.sort_unstable();
        things
    }

    /// IRIs of the properties that claims have, sorted.
    pub fn properties(&self) -> impl Iterator<Item = &str> {
        self.properties.iter().map(String::as_str)
    }

    pub(crate) fn triples(&self) -> &Triples {
        &self.triples
    }
}

/// Collects quads, and what inference needs.
struct Filling<'a> {
    ontology: &'a Ontology,
    needs: &'a Needs,
    options: RdfOptions,
    triples: TriplesBuilder,
    nodes: FxHashMap<String, u32>,
    names: Vec<NamedNode>,
    edges: Vec<Edge>,
    classes: BTreeMap<u32, BTreeSet<ClassId>>,
    properties: BTreeSet<String>,
}

impl<'a> Filling<'a> {
    fn new(ontology: &'a Ontology, needs: &'a Needs, options: RdfOptions) -> Self {
        Self {
            ontology,
            needs,
            options,
            triples: TriplesBuilder::default(),
            nodes: FxHashMap::default(),
            names: Vec::new(),
            edges: Vec::new(),
            classes: BTreeMap::new(),
            properties: BTreeSet::new(),
        }
    }

    fn reading(&mut self, reading: &Reading) {
        let needs = self.needs;
        let triples = &mut self.triples;
        quads_wanted(
            reading,
            self.options,
            &|predicate| needs.wants(predicate),
            &mut |quad| triples.add(quad),
        );
        for entity in &reading.entities {
            let node = self.node(iri(&entity.iri.0));
            for class in &entity.classes {
                self.classes
                    .entry(node)
                    .or_default()
                    .extend(self.ontology.class(class));
            }
        }
        for property in reading
            .claims
            .iter()
            .filter_map(|claim| claim.relation.iri.as_ref())
        {
            if !self.properties.contains(property) {
                self.properties.insert(property.clone());
            }
        }
        let options = self.options;
        for claim in reading.claims.iter().filter(|claim| options.is_edge(claim)) {
            let property = claim
                .relation
                .iri
                .as_deref()
                .and_then(|iri| self.ontology.property(iri));
            if let (Some(property), Some(subject), Some(object)) =
                (property, &claim.subject.entity, &claim.object.entity)
            {
                let edge = (self.node(iri(subject)), property, self.node(iri(object)));
                self.edges.push(edge);
            }
        }
    }

    /// A quad of the ontology's graph; relations between things take part in inference too.
    fn background(&mut self, quad: Quad) {
        if let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) = (&quad.subject, &quad.object)
        {
            let predicate = quad.predicate.as_str();
            if predicate.strip_prefix(RDF) == Some("type") {
                if let Some(class) = self.ontology.class(object.as_str()) {
                    let node = self.node(subject.clone());
                    self.classes.entry(node).or_default().insert(class);
                }
            } else if !is_schema_predicate(predicate)
                && let Some(property) = self.ontology.property(predicate)
            {
                let edge = (self.node(subject.clone()), property, self.node(object.clone()));
                self.edges.push(edge);
            }
        }
        if self.needs.wants(quad.predicate.as_str()) {
            self.triples.add(quad);
        }
    }

    fn mentioned(&self) -> Vec<String> {
        let mut mentioned: Vec<String> = self.nodes.keys().cloned().collect();
        mentioned.sort_unstable();
        mentioned
    }

    fn infer(&mut self) {
        let graph = GraphName::from(NamedNode::new_unchecked(format!("{GRAPH}inferred")));
        for (subject, property, object) in inferred(self.ontology, &self.edges) {
            let predicate = &self.ontology[property].iri;
            if self.needs.wants(predicate) {
                let (subject, object) = (&self.names[subject as usize], &self.names[object as usize]);
                let quad = Quad::new(subject.clone(), iri(predicate), object.clone(), graph.clone());
                self.triples.add(quad);
            }
        }
        let kind = NamedNode::new_unchecked(format!("{RDF}type"));
        if !self.needs.wants(kind.as_str()) {
            return;
        }
        for (&node, classes) in &self.classes {
            let above: BTreeSet<ClassId> = classes
                .iter()
                .flat_map(|&class| self.ontology[class].ancestors.iter().copied())
                .collect();
            for &class in above.difference(classes) {
                let class = iri(&self.ontology[class].iri);
                let quad = Quad::new(
                    self.names[node as usize].clone(),
                    kind.clone(),
                    class,
                    graph.clone(),
                );
                self.triples.add(quad);
            }
        }
    }

    fn node(&mut self, name: NamedNode) -> u32 {
        if let Some(&node) = self.nodes.get(name.as_str()) {
            return node;
        }
        let node = self.names.len() as u32;
        self.nodes.insert(name.as_str().to_owned(), node);
        self.names.push(name);
        node
    }
}

impl Needs {
    /// Whether triples with this property are needed.
    pub fn wants(&self, predicate: &str) -> bool {
        self.predicates
            .as_ref()
            .is_none_or(|predicates| predicates.contains(predicate))
    }
}
