//! The ontology as part of the graph: its files, and what the gazetteer says of the things mentioned.

use oxrdf::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;

use super::{Needs, StoreError};
use crate::ontology::vocabulary::{GRAPH, NEWS, OWL, RDF, RDFS, SKOS};
use crate::ontology::{Ontology, OntologyError, Source};

/// Quads of the schema files, in the ontology's graph. Blank nodes become IRIs, so that the graph
/// reads the same each time.
pub(super) fn schema_quads(
    sources: &[Source<'_>],
    ontology: &Ontology,
    emit: &mut dyn FnMut(Quad),
) -> Result<(), StoreError> {
    let graph = graph();
    for (file, source) in sources.iter().enumerate() {
        let mut names = BlankNames {
            file,
            ids: FxHashMap::default(),
        };
        source.parse(|quad| {
            let quad = names.without_blank_nodes(quad, &graph);
            emit(if is_individual(ontology, &quad) {
                plain_name(quad)
            } else {
                quad
            });
        })?;
    }
    Ok(())
}

/// The quads of the gazetteer, by subject.
pub(super) struct Gazetteer {
    by_subject: FxHashMap<String, Vec<Quad>>,
}

impl Gazetteer {
    pub(super) fn parse(source: &Source<'_>) -> Result<Self, OntologyError> {
        let graph = graph();
        let mut by_subject: FxHashMap<String, Vec<Quad>> = FxHashMap::default();
        let mut names = BlankNames {
            file: usize::MAX,
            ids: FxHashMap::default(),
        };
        source.parse(|quad| {
            let quad = names.without_blank_nodes(quad, &graph);
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                return;
            };
            match by_subject.get_mut(subject.as_str()) {
                Some(quads) => quads.push(quad),
                None => {
                    by_subject.insert(subject.as_str().to_owned(), vec![quad]);
                }
            }
        })?;
        Ok(Self { by_subject })
    }

    /// What it says of these things, and of the places in which they lie.
    pub(super) fn quads_of(mut self, things: Vec<String>, emit: &mut dyn FnMut(Quad)) {
        let located_in = format!("{NEWS}locatedIn");
        let mut pending = things;
        while let Some(subject) = pending.pop() {
            // Taken out, so that a place is written once.
            for quad in self.by_subject.remove(&subject).into_iter().flatten() {
                if let (true, Term::NamedNode(place)) = (quad.predicate.as_str() == located_in, &quad.object)
                {
                    pending.push(place.as_str().to_owned());
                }
                emit(plain_name(quad));
            }
        }
    }
}

/// Whether the gazetteer has any of the properties that a query needs; told from its text, which is
/// much faster than from its triples.
pub(super) fn gazetteer_matters(source: &Source<'_>, needs: &Needs) -> bool {
    let Some(predicates) = &needs.predicates else {
        return true;
    };
    let text = std::str::from_utf8(&source.bytes).unwrap_or_default();
    predicates.iter().any(|iri| {
        let local = crate::ontology::vocabulary::local_name(iri);
        *iri == format!("{RDF}type") || *iri == format!("{RDFS}label") || text.contains(&format!(":{local} "))
    })
}

/// The graph of the ontology.
pub(super) fn graph() -> GraphName {
    NamedNode::new_unchecked(format!("{GRAPH}ontology")).into()
}

fn is_individual(ontology: &Ontology, quad: &Quad) -> bool {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(subject) => ontology.individual(subject.as_str()).is_some(),
        NamedOrBlankNode::BlankNode(_) => false,
    }
}

/// Names of things are plain strings, like those that readings give; "Iraq" would have two labels otherwise.
fn plain_name(quad: Quad) -> Quad {
    let names = [format!("{RDFS}label"), format!("{SKOS}altLabel")];
    match &quad.object {
        Term::Literal(literal)
            if literal.language() == Some("en")
                && names.iter().any(|name| name == quad.predicate.as_str()) =>
        {
            Quad {
                object: Literal::new_simple_literal(literal.value()).into(),
                ..quad
            }
        }
        _ => quad,
    }
}

/// IRIs for the blank nodes of one file, numbered as they come.
struct BlankNames {
    file: usize,
    ids: FxHashMap<String, usize>,
}

impl BlankNames {
    fn without_blank_nodes(&mut self, quad: Quad, graph: &GraphName) -> Quad {
        let subject = match quad.subject {
            NamedOrBlankNode::BlankNode(node) => self.name(node.as_str()).into(),
            named @ NamedOrBlankNode::NamedNode(_) => named,
        };
        let object = match quad.object {
            Term::BlankNode(node) => self.name(node.as_str()).into(),
            other => other,
        };
        Quad::new(subject, quad.predicate, object, graph.clone())
    }

    fn name(&mut self, id: &str) -> NamedNode {
        let next = self.ids.len();
        let number = *self.ids.entry(id.to_owned()).or_insert(next);
        NamedNode::new_unchecked(format!("{GRAPH}ontology#node-{}-{number}", self.file))
    }
}

/// Properties whose triples say what the ontology is, and are no edges between things.
pub(super) fn is_schema_predicate(predicate: &str) -> bool {
    [RDF, RDFS, OWL, SKOS]
        .iter()
        .any(|namespace| predicate.starts_with(namespace))
}
