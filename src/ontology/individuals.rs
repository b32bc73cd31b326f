//! Individuals: whatever is of a known class and is no class or property itself.

use super::facts::{Node, NodeId};
use super::hierarchy::most_specific;
use super::load::Loading;
use super::names::label_of;
use super::schema::fold_name;
use super::vocabulary::{OWL, RELATA};
use super::{ClassId, Individual, IndividualId, Ontology};

impl Loading<'_> {
    pub(super) fn add_individuals(&self, ontology: &mut Ontology) {
        let named = self.facts.get(&format!("{OWL}NamedIndividual"));
        let mut found: Vec<(&Node, Vec<ClassId>)> = Vec::new();
        for (id, node) in (0..).zip(&self.facts.nodes) {
            if node.types.is_empty() || node.blank || node.iri.starts_with(RELATA) {
                continue;
            }
            let classes: Vec<ClassId> = node
                .types
                .iter()
                .filter_map(|kind| self.class_of.get(kind).copied())
                .collect();
            let typed = !classes.is_empty() || named.is_some_and(|named| node.types.contains(&named));
            if typed && !self.class_of.contains_key(&id) && !self.property_of.contains_key(&id) {
                found.push((node, most_specific(ontology, classes)));
            }
        }
        found.sort_unstable_by(|(left, _), (right, _)| left.iri.cmp(&right.iri));
        for (at, (node, classes)) in (0..).zip(found) {
            let individual = self.individual(node, classes);
            let id = IndividualId(at);
            for name in std::iter::once(&individual.label)
                .chain(&individual.aliases)
                .chain(&individual.demonyms)
            {
                let bearers = ontology.individuals_by_name.entry(fold_name(name)).or_default();
                if bearers.last() != Some(&id) {
                    bearers.push(id);
                }
            }
            ontology.individual_by_iri.insert(node.iri.clone(), id);
            ontology.individuals.push(individual);
        }
    }

    pub(super) fn individual(&self, node: &Node, classes: Vec<ClassId>) -> Individual {
        let label = label_of(node);
        let mut aliases = node.aliases.clone();
        aliases.extend(node.labels.iter().map(|other| other.text.clone()));
        aliases.retain(|alias| *alias != label && !alias.trim().is_empty());
        aliases.sort_unstable();
        aliases.dedup();
        let mut demonyms = node.demonyms.clone();
        demonyms.sort_unstable();
        demonyms.dedup();
        let least = |nodes: &[NodeId]| {
            nodes
                .iter()
                .map(|&place| &self.facts.node(place).iri)
                .min()
                .cloned()
        };
        Individual {
            iri: node.iri.clone(),
            label,
            aliases,
            demonyms,
            classes,
            located_in: least(&node.located_in),
            capital_of: least(&node.capital_of),
            weight: node.weight,
        }
    }
}
