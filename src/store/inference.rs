//! What the ontology's axioms add to the edges: a few rules, closed; no general reasoner.
//!
//! Inverse, symmetric and sub-property (rdfs7) axioms, transitive properties within a bound, and
//! the super-classes of each entity's classes (rdfs9).

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ontology::{Ontology, PropertyId};

/// A path of more steps adds nothing: places lie in few larger ones, and a longer chain is an error.
const STEPS: usize = 8;
/// Closure stops here, whatever the axioms say.
const MOST: usize = 1_000_000;

/// Index of a node in the caller's table.
pub(super) type NodeIndex = u32;
/// Subject, property, object.
pub(super) type Edge = (NodeIndex, PropertyId, NodeIndex);

/// The edges that follow from `edges` and are not among them, sorted.
pub(super) fn inferred(ontology: &Ontology, edges: &[Edge]) -> Vec<Edge> {
    let given: FxHashSet<Edge> = edges.iter().copied().collect();
    let mut all = given.clone();
    let mut fresh: Vec<Edge> = edges.to_vec();
    while !fresh.is_empty() && all.len() < MOST {
        let implied = by_axioms(ontology, &mut all, fresh);
        fresh = by_transitivity(ontology, &mut all, &implied);
    }
    let added: BTreeSet<Edge> = all.difference(&given).copied().collect();
    added.into_iter().collect()
}

/// Inverse, symmetric and super-properties of the fresh edges; gives back all edges that are new to closure.
fn by_axioms(ontology: &Ontology, all: &mut FxHashSet<Edge>, fresh: Vec<Edge>) -> Vec<Edge> {
    let mut pending = fresh;
    let mut seen = Vec::with_capacity(pending.len());
    while let Some((subject, property, object)) = pending.pop() {
        seen.push((subject, property, object));
        let axioms = &ontology[property];
        let above = axioms
            .ancestors
            .iter()
            .map(|&ancestor| (subject, ancestor, object));
        let inverse = axioms.inverse.map(|inverse| (object, inverse, subject));
        let mirrored = axioms.symmetric.then_some((object, property, subject));
        for edge in above.chain(inverse).chain(mirrored) {
            if all.insert(edge) {
                pending.push(edge);
            }
        }
    }
    seen
}

/// Paths along transitive properties that begin or end with a fresh edge.
fn by_transitivity(ontology: &Ontology, all: &mut FxHashSet<Edge>, fresh: &[Edge]) -> Vec<Edge> {
    let mut properties: Vec<PropertyId> = fresh
        .iter()
        .map(|&(_, property, _)| property)
        .filter(|&property| ontology[property].transitive)
        .collect();
    properties.sort_unstable();
    properties.dedup();
    let mut found = Vec::new();
    for property in properties {
        let mut next: FxHashMap<NodeIndex, Vec<NodeIndex>> = FxHashMap::default();
        let mut own: Vec<Edge> = all
            .iter()
            .copied()
            .filter(|&(_, other, _)| other == property)
            .collect();
        own.sort_unstable();
        for &(subject, _, object) in &own {
            next.entry(subject).or_default().push(object);
        }
        let mut starts: Vec<NodeIndex> = own.iter().map(|&(subject, ..)| subject).collect();
        starts.dedup();
        for start in starts {
            let mut layer = vec![start];
            for _ in 0..STEPS {
                let ends = layer.iter().filter_map(|node| next.get(node)).flatten();
                let reached: BTreeSet<NodeIndex> = ends.copied().filter(|&end| end != start).collect();
                layer = reached.into_iter().collect();
                for &end in &layer {
                    if all.len() < MOST && all.insert((start, property, end)) {
                        found.push((start, property, end));
                    }
                }
            }
        }
    }
    found
}
