//! Classes: which there are, what stands above them, what is disjoint, and the nouns that name them.

use super::axioms::{closure, reversed};
use super::facts::{NodeId, Schema};
use super::load::Loading;
use super::names::{fold_noun, label_of, words_of};
use super::vocabulary::{OWL, RDFS, local_name};
use super::{Class, ClassId, Ontology};

impl Loading<'_> {
    /// Declared classes, and those that an axiom needs to be classes.
    pub(super) fn find_classes(&mut self) {
        let class_types = self.ids(&[(OWL, "Class"), (RDFS, "Class")]);
        let datatype_types = self.ids(&[(OWL, "DatatypeProperty")]);
        let mut found = Vec::new();
        for (id, node) in (0..).zip(&self.facts.nodes) {
            if node.types.iter().any(|kind| class_types.contains(kind)) {
                found.push(id);
            }
            let Some(schema) = node.schema.as_deref() else {
                continue;
            };
            let axioms = [
                schema.super_classes.len(),
                schema.disjoint.len(),
                schema.unions.len(),
            ];
            if !schema.equivalents.is_empty() || axioms.iter().any(|&count| count > 0) {
                found.push(id);
            }
            for &(class, _) in schema.super_classes.iter().chain(&schema.disjoint) {
                found.extend(self.members(class));
            }
            if !node.types.iter().any(|kind| datatype_types.contains(kind)) {
                for &(class, _) in schema.domains.iter().chain(&schema.ranges) {
                    found.extend(self.members(class));
                }
            }
        }
        found.retain(|&id| self.is_ours(id) && !self.is_datatype(id));
        self.classes = self.sorted(found);
        self.class_of = (0..)
            .zip(&self.classes)
            .map(|(at, &id)| (id, ClassId(at)))
            .collect();
    }

    pub(super) fn add_classes(&mut self, ontology: &mut Ontology) {
        self.super_classes = self.direct_super_classes();
        let ancestors = closure(&self.super_classes);
        let descendants = closure(&reversed(&self.super_classes));
        let declared = self.declared_disjoint();
        for (at, &id) in self.classes.iter().enumerate() {
            let node = self.facts.node(id);
            let mut disjoint: Vec<ClassId> = ancestors[at]
                .iter()
                .chain([&(at as u32)])
                .flat_map(|&ancestor| &declared[ancestor as usize])
                .flat_map(|&other| descendants[other as usize].iter().copied().chain([other]))
                .map(ClassId)
                .collect();
            disjoint.sort_unstable();
            disjoint.dedup();
            ontology.classes.push(Class {
                iri: node.iri.clone(),
                label: label_of(node),
                ancestors: ancestors[at].iter().copied().map(ClassId).collect(),
                disjoint,
            });
            ontology.class_by_iri.insert(node.iri.clone(), ClassId(at as u32));
        }
        for (noun, candidates) in self.nouns() {
            let best = candidates
                .into_iter()
                .max_by_key(|&id| (ontology[id].ancestors.len(), std::cmp::Reverse(id)));
            if let Some(best) = best {
                ontology.class_by_noun.insert(noun, best);
            }
        }
    }

    /// Lower-case nouns, sorted, with the classes that claim them.
    pub(super) fn nouns(&self) -> Vec<(String, Vec<ClassId>)> {
        let mut claims: Vec<(String, ClassId)> = Vec::new();
        for (at, &id) in (0..).zip(&self.classes) {
            let node = self.facts.node(id);
            let class = ClassId(at);
            let labels = node.labels.iter().map(|label| &label.text);
            let nouns = self.facts.schema(id).map(|schema| &schema.head_nouns);
            claims.extend(
                labels
                    .chain(&node.aliases)
                    .chain(nouns.into_iter().flatten())
                    .map(|text| (fold_noun(text), class)),
            );
            if node.labels.is_empty() && !node.types.is_empty() {
                claims.push((words_of(local_name(&node.iri)), class));
            }
        }
        claims.retain(|(noun, _)| !noun.is_empty());
        claims.sort_unstable();
        claims.dedup();
        let mut nouns: Vec<(String, Vec<ClassId>)> = Vec::new();
        for (noun, class) in claims {
            match nouns.last_mut() {
                Some((last, classes)) if *last == noun => classes.push(class),
                _ => nouns.push((noun, vec![class])),
            }
        }
        nouns
    }

    /// Named super-classes; an intersection counts as all its members, an equivalent union as its sub-classes.
    pub(super) fn direct_super_classes(&self) -> Vec<Vec<u32>> {
        let mut direct: Vec<Vec<u32>> = vec![Vec::new(); self.classes.len()];
        for (at, &id) in self.classes.iter().enumerate() {
            let Some(schema) = self.facts.schema(id) else {
                continue;
            };
            let supers = schema.super_classes.iter().map(|&(class, _)| class);
            for class in supers.chain(schema.equivalents.iter().copied()) {
                for member in self.conjuncts(class) {
                    direct[at].extend(self.class_of.get(&member).map(|id| id.0));
                }
            }
            let own_unions = schema.unions.iter().chain(&schema.disjoint_union);
            let equivalent_unions = schema
                .equivalents
                .iter()
                .filter_map(|&class| self.facts.schema(class))
                .flat_map(|schema| &schema.unions);
            for &list in own_unions.chain(equivalent_unions) {
                for member in self.facts.list(list) {
                    if let Some(member) = self.class_of.get(&member) {
                        direct[member.0 as usize].push(at as u32);
                    }
                }
            }
        }
        tidy(&mut direct);
        direct
    }

    /// For each class those declared disjoint with it, both ways.
    pub(super) fn declared_disjoint(&self) -> Vec<Vec<u32>> {
        let mut pairs: Vec<Vec<u32>> = vec![Vec::new(); self.classes.len()];
        let mut add = |left: NodeId, right: NodeId| {
            if let (Some(left), Some(right)) = (self.class_of.get(&left), self.class_of.get(&right)) {
                pairs[left.0 as usize].push(right.0);
                pairs[right.0 as usize].push(left.0);
            }
        };
        let all_disjoint = self.facts.get(&format!("{OWL}AllDisjointClasses"));
        for (id, node) in (0..).zip(&self.facts.nodes) {
            let Some(schema) = node.schema.as_deref() else {
                continue;
            };
            for &(other, _) in &schema.disjoint {
                for member in self.members(other) {
                    add(id, member);
                }
            }
            let members = all_disjoint
                .filter(|kind| node.types.contains(kind))
                .map(|_| &schema.members);
            for &list in members.into_iter().flatten().chain(&schema.disjoint_union) {
                let list = self.facts.list(list);
                for (at, &left) in list.iter().enumerate() {
                    for &right in &list[at + 1..] {
                        add(left, right);
                    }
                }
            }
        }
        tidy_symmetric(&mut pairs);
        pairs
    }

    /// A class, or the members of the union that it is.
    pub(super) fn members(&self, class: NodeId) -> Vec<NodeId> {
        self.expand(class, |schema| &schema.unions, true)
    }

    /// A class, or the members of the intersection that it is.
    pub(super) fn conjuncts(&self, class: NodeId) -> Vec<NodeId> {
        self.expand(class, |schema| &schema.intersections, false)
    }

    pub(super) fn expand(
        &self,
        class: NodeId,
        lists: impl Fn(&Schema) -> &Vec<NodeId>,
        or_intersections: bool,
    ) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut pending = vec![class];
        let mut seen = Vec::new();
        while let Some(id) = pending.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            if !self.facts.node(id).blank {
                found.push(id);
            } else if let Some(schema) = self.facts.schema(id) {
                let intersections = if or_intersections {
                    schema.intersections.as_slice()
                } else {
                    &[]
                };
                for &list in lists(schema).iter().chain(intersections) {
                    pending.extend(self.facts.list(list));
                }
            }
        }
        found
    }
}

/// Without the classes that another one of them implies; of equivalent ones the first remains.
pub(super) fn most_specific(ontology: &Ontology, mut classes: Vec<ClassId>) -> Vec<ClassId> {
    classes.sort_unstable();
    classes.dedup();
    let implied = |class: ClassId| {
        classes.iter().any(|&other| {
            other != class && ontology.is_a(other, class) && (!ontology.is_a(class, other) || other < class)
        })
    };
    classes.iter().copied().filter(|&class| !implied(class)).collect()
}

pub(super) fn tidy(direct: &mut [Vec<u32>]) {
    for (at, list) in (0..).zip(direct) {
        list.retain(|&other| other != at);
        list.sort_unstable();
        list.dedup();
    }
}

pub(super) fn tidy_symmetric(pairs: &mut [Vec<u32>]) {
    for list in pairs {
        list.sort_unstable();
        list.dedup();
    }
}
