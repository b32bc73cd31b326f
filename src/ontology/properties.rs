//! Properties: what stands above them, their inverses, and what they relate.

use super::axioms::{closure, nearest};
use super::facts::{FileId, NodeId, Schema};
use super::hierarchy::tidy;
use super::load::Loading;
use super::names::label_of;
use super::vocabulary::{OWL, RDF, RDFS, XSD};
use super::{ClassId, Ontology, Property, PropertyId, Range};

/// Domains and ranges as the files give them, by property.
struct Declared<'a> {
    domains: Vec<Vec<ClassId>>,
    ranges: Vec<Range>,
    super_properties: &'a [Vec<u32>],
}

impl Declared<'_> {
    /// Domain and range of a property: its own, else those of the nearest property above it, else
    /// those of its inverse (`back`) turned round.
    fn relates(&self, at: usize, back: Option<usize>) -> (Vec<ClassId>, Range) {
        let domain = self.domain(at).or_else(|| match self.range(back?)? {
            Range::Classes(classes) => Some(classes),
            Range::Any | Range::Datatype(_) => None,
        });
        let range = self.range(at).or_else(|| self.domain(back?).map(Range::Classes));
        (domain.unwrap_or_default(), range.unwrap_or_default())
    }

    fn domain(&self, at: usize) -> Option<Vec<ClassId>> {
        self.upwards(at)
            .map(|at| &self.domains[at])
            .find(|domain| !domain.is_empty())
            .cloned()
    }

    fn range(&self, at: usize) -> Option<Range> {
        self.upwards(at)
            .map(|at| &self.ranges[at])
            .find(|range| **range != Range::Any)
            .cloned()
    }

    /// The property and all above it, nearest first.
    fn upwards(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        let above = nearest(self.super_properties, at as u32);
        std::iter::once(at).chain(above.into_iter().map(|at| at as usize))
    }
}

impl Loading<'_> {
    /// Declared properties, and those that an axiom needs to be properties.
    pub(super) fn find_properties(&mut self) {
        let types = self.ids(&[
            (OWL, "ObjectProperty"),
            (OWL, "DatatypeProperty"),
            (OWL, "FunctionalProperty"),
            (OWL, "SymmetricProperty"),
            (OWL, "TransitiveProperty"),
            (RDF, "Property"),
        ]);
        let mut found = Vec::new();
        for (id, node) in (0..).zip(&self.facts.nodes) {
            if node.types.iter().any(|kind| types.contains(kind)) {
                found.push(id);
            }
            let Some(schema) = node.schema.as_deref() else {
                continue;
            };
            let links = schema.super_properties.iter().chain(&schema.inverses);
            let axioms = [schema.domains.len(), schema.ranges.len(), schema.examples.len()];
            if links.clone().next().is_some()
                || !schema.equivalent_properties.is_empty()
                || axioms.iter().any(|&count| count > 0)
            {
                found.push(id);
            }
            found.extend(links.map(|&(property, _)| property));
        }
        found.retain(|&id| self.is_ours(id));
        self.properties = self.sorted(found);
        self.property_of = (0..)
            .zip(&self.properties)
            .map(|(at, &id)| (id, PropertyId(at)))
            .collect();
    }

    pub(super) fn add_properties(&mut self, ontology: &mut Ontology) {
        self.super_properties = self.direct_super_properties();
        let ancestors = closure(&self.super_properties);
        let inverses = self.inverses();
        let declared = Declared {
            domains: self
                .properties
                .iter()
                .map(|&id| self.declared_classes(id, |schema| &schema.domains))
                .collect(),
            ranges: self
                .properties
                .iter()
                .map(|&id| self.declared_range(id))
                .collect(),
            super_properties: &self.super_properties,
        };
        for (at, &id) in self.properties.iter().enumerate() {
            let node = self.facts.node(id);
            let symmetric = self.has_type(id, "SymmetricProperty");
            let back = inverses[at].map(|back| back as usize).or(symmetric.then_some(at));
            let back_node = inverses[at].map(|back| self.properties[back as usize]);
            let either = |name: &str, turned: &str| {
                self.has_type(id, name) || back_node.is_some_and(|back| self.has_type(back, turned))
            };
            let (domain, range) = declared.relates(at, back);
            ontology.properties.push(Property {
                iri: node.iri.clone(),
                label: label_of(node),
                domain,
                range,
                inverse: inverses[at].map(PropertyId),
                ancestors: ancestors[at].iter().copied().map(PropertyId).collect(),
                symmetric: either("SymmetricProperty", "SymmetricProperty"),
                transitive: either("TransitiveProperty", "TransitiveProperty"),
                functional: either("FunctionalProperty", "InverseFunctionalProperty"),
                examples: Vec::new(),
            });
            ontology
                .property_by_iri
                .insert(node.iri.clone(), PropertyId(at as u32));
        }
    }

    pub(super) fn direct_super_properties(&self) -> Vec<Vec<u32>> {
        let mut direct: Vec<Vec<u32>> = vec![Vec::new(); self.properties.len()];
        for (at, &id) in self.properties.iter().enumerate() {
            let Some(schema) = self.facts.schema(id) else {
                continue;
            };
            let supers = schema.super_properties.iter().map(|&(property, _)| property);
            for property in supers.chain(schema.equivalent_properties.iter().copied()) {
                direct[at].extend(self.property_of.get(&property).map(|id| id.0));
            }
        }
        tidy(&mut direct);
        direct
    }

    /// The inverse of each property: its own declaration first, then those of others.
    pub(super) fn inverses(&self) -> Vec<Option<u32>> {
        let mut result = vec![None; self.properties.len()];
        let mut turned = Vec::new();
        for (at, &id) in self.properties.iter().enumerate() {
            let Some(schema) = self.facts.schema(id) else {
                continue;
            };
            let named = schema
                .inverses
                .iter()
                .filter_map(|(other, _)| self.property_of.get(other));
            for other in named {
                result[at] = result[at].or(Some(other.0));
                turned.push((other.0, at as u32));
            }
        }
        turned.sort_unstable();
        for (at, inverse) in turned {
            let slot = &mut result[at as usize];
            *slot = slot.or(Some(inverse));
        }
        result
    }

    pub(super) fn declared_classes(
        &self,
        property: NodeId,
        list: impl Fn(&Schema) -> &Vec<(NodeId, FileId)>,
    ) -> Vec<ClassId> {
        let Some(schema) = self.facts.schema(property) else {
            return Vec::new();
        };
        let mut classes: Vec<ClassId> = list(schema)
            .iter()
            .flat_map(|&(class, _)| self.members(class))
            .filter_map(|class| self.class_of.get(&class).copied())
            .collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    pub(super) fn declared_range(&self, property: NodeId) -> Range {
        let classes = self.declared_classes(property, |schema| &schema.ranges);
        let datatype = self.facts.schema(property).and_then(|schema| {
            schema
                .ranges
                .iter()
                .find(|&&(range, _)| self.is_datatype(range))
                .map(|&(range, _)| self.facts.node(range).iri.clone())
        });
        let literal = self.has_type(property, "DatatypeProperty");
        match (classes.is_empty(), datatype) {
            (false, None) if !literal => Range::Classes(classes),
            (false, Some(_)) if !literal && self.has_type(property, "ObjectProperty") => {
                Range::Classes(classes)
            }
            (_, Some(datatype)) => Range::Datatype(datatype),
            (_, None) if literal => Range::Datatype(format!("{RDFS}Literal")),
            _ => Range::Any,
        }
    }

    pub(super) fn is_datatype(&self, id: NodeId) -> bool {
        let node = self.facts.node(id);
        node.iri.starts_with(XSD)
            || node.iri.strip_prefix(RDFS) == Some("Literal")
            || node
                .iri
                .strip_prefix(RDF)
                .is_some_and(|name| matches!(name, "langString" | "PlainLiteral"))
            || node
                .types
                .iter()
                .any(|&kind| self.facts.node(kind).iri.strip_prefix(RDFS) == Some("Datatype"))
    }
}
