//! How two entities are connected: the shortest way over the edges of the graph.

use std::collections::BTreeMap;

use petgraph::algo::astar;
use petgraph::graph::{NodeIndex, UnGraph};
use serde::Serialize;

use super::explain::{End, Evidence, Label, end};
use crate::claim::{EntityIri, Reading};
use crate::ontology::Ontology;

/// One edge on the way, with the surest sentence that says it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step<'a> {
    /// Subject of the edge.
    pub subject: End<'a>,
    /// Its property.
    pub property: Label<'a>,
    /// Its object.
    pub object: End<'a>,
    /// Whether the way goes from object to subject.
    pub reversed: bool,
    /// The claim and its document.
    pub evidence: Evidence<'a>,
}

/// More than any sum of confidences, so that fewer steps always win.
const STEP: u64 = 1_000_000_000;

/// The shortest way from one of `from` to one of `to`, over edges in either direction; among equally
/// short ones the surest. `None` if there is none; no step if they have an entity in common.
///
/// # Complexity
/// Dijkstra's algorithm once for each of `from`: O((entities + edges) log entities).
pub fn path<'a>(
    readings: &'a [Reading],
    ontology: &'a Ontology,
    from: &[EntityIri],
    to: &[EntityIri],
) -> Option<Vec<Step<'a>>> {
    let mut graph: UnGraph<&'a str, Evidence<'a>> = UnGraph::default();
    let mut nodes: BTreeMap<&'a str, NodeIndex> = BTreeMap::new();
    for reading in readings {
        for claim in reading.claims.iter().filter(|claim| claim.is_edge()) {
            let (Some(subject), Some(object)) = (&claim.subject.entity, &claim.object.entity) else {
                continue;
            };
            let subject = *nodes.entry(subject).or_insert_with(|| graph.add_node(subject));
            let object = *nodes.entry(object).or_insert_with(|| graph.add_node(object));
            let document = &reading.document;
            graph.add_edge(subject, object, Evidence { document, claim });
        }
    }
    let goals: Vec<NodeIndex> = to
        .iter()
        .filter_map(|iri| nodes.get(iri.0.as_str()).copied())
        .collect();
    let starts = from.iter().filter_map(|iri| nodes.get(iri.0.as_str()).copied());
    let found = starts.filter_map(|start| {
        astar(
            &graph,
            start,
            |node| goals.contains(&node),
            |edge| cost(edge.weight()),
            |_| 0,
        )
    });
    let (_, way) = found.min_by_key(|(cost, _)| *cost)?;
    Some(
        way.windows(2)
            .filter_map(|pair| step(&graph, ontology, pair[0], pair[1]))
            .collect(),
    )
}

fn cost(evidence: &Evidence<'_>) -> u64 {
    STEP + ((1.0 - evidence.claim.confidence.clamp(0.0, 1.0)) * 1_000_000.0) as u64
}

/// The surest edge between two neighbours on the way.
fn step<'a>(
    graph: &UnGraph<&'a str, Evidence<'a>>,
    ontology: &'a Ontology,
    from: NodeIndex,
    to: NodeIndex,
) -> Option<Step<'a>> {
    let edge = graph
        .edges_connecting(from, to)
        .min_by_key(|edge| (cost(edge.weight()), petgraph::visit::EdgeRef::id(edge)))?;
    let evidence = edge.weight().clone();
    let claim = evidence.claim;
    Some(Step {
        subject: end(&claim.subject, ontology),
        property: Label {
            iri: claim.relation.iri.as_deref(),
            label: &claim.relation.label,
        },
        object: end(&claim.object, ontology),
        reversed: claim.subject.entity.as_deref() != Some(graph[from]),
        evidence,
    })
}
