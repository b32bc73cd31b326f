//! What contradicts itself in the files, and what they say in vain.

use super::facts::{FileId, LabelRank, NodeId, Schema};
use super::lines::Lines;
use super::load::Loading;
use super::{ClassId, Diagnostic, Ontology, Severity};

/// Adds a diagnostic for every clash, in the order of files, lines and messages.
pub(super) fn report(loading: &mut Loading<'_>, ontology: &Ontology) {
    let mut found = Vec::new();
    let mut clash = Clashes {
        loading,
        ontology,
        found: &mut found,
    };
    clash.labels();
    clash.kinds();
    clash.hierarchy();
    clash.disjoint_ancestors();
    clash.domains_and_ranges();
    clash.inverses();
    clash.unused();
    clash.nouns();
    clash.individuals();
    loading.diagnostics.append(&mut found);
    let order: Vec<&str> = loading
        .sources
        .iter()
        .map(|source| source.name.as_str())
        .collect();
    loading.diagnostics.sort_by_cached_key(|diagnostic| {
        let file = order.iter().position(|name| *name == diagnostic.file);
        (file, diagnostic.line, diagnostic.code, diagnostic.message.clone())
    });
}

struct Clashes<'a, 'b> {
    loading: &'a Loading<'b>,
    ontology: &'a Ontology,
    found: &'a mut Vec<Diagnostic>,
}

impl Clashes<'_, '_> {
    /// `@en` labels that differ; an untagged one beside a tagged one is no clash.
    fn labels(&mut self) {
        for (id, node) in (0..).zip(&self.loading.facts.nodes) {
            let mut english = node
                .labels
                .iter()
                .filter(|label| label.rank == LabelRank::English);
            let Some(first) = english.next() else { continue };
            if let Some(other) = english.find(|label| label.text != first.text) {
                let elsewhere = if first.file == other.file {
                    String::new()
                } else {
                    format!(" in `{}`", self.file(first.file))
                };
                self.add(
                    Severity::Warning,
                    "ontology-label",
                    id,
                    other.file,
                    format!(
                        "`{}` has two English labels, `{}` here and `{}`{elsewhere}; the latter is used",
                        self.name(id),
                        other.text,
                        first.text
                    ),
                );
            }
        }
    }

    fn kinds(&mut self) {
        for &id in &self.loading.properties {
            let object = self.loading.has_type(id, "ObjectProperty");
            if object && self.loading.has_type(id, "DatatypeProperty") {
                let file = self.file_of_type(id, "DatatypeProperty");
                self.add(
                    Severity::Error,
                    "ontology-kind",
                    id,
                    file,
                    format!(
                        "`{}` is declared as owl:ObjectProperty and as owl:DatatypeProperty; expected one of them",
                        self.name(id)
                    ),
                );
            }
            if self.loading.class_of.contains_key(&id) {
                let file = self.any_file(id);
                self.add(
                    Severity::Error,
                    "ontology-kind",
                    id,
                    file,
                    format!(
                        "`{}` is used as a class and as a property; expected one of them",
                        self.name(id)
                    ),
                );
            }
        }
    }

    /// Cycles of sub-classes and sub-properties, each named once, by its first member.
    fn hierarchy(&mut self) {
        let classes: Vec<Vec<u32>> = self
            .ontology
            .classes
            .iter()
            .map(|class| class.ancestors.iter().map(|id| id.0).collect())
            .collect();
        let properties: Vec<Vec<u32>> = self
            .ontology
            .properties
            .iter()
            .map(|property| property.ancestors.iter().map(|id| id.0).collect())
            .collect();
        self.cycles(&self.loading.classes, &classes, "rdfs:subClassOf", |schema| {
            &schema.super_classes
        });
        self.cycles(
            &self.loading.properties,
            &properties,
            "rdfs:subPropertyOf",
            |schema| &schema.super_properties,
        );
    }

    fn cycles(
        &mut self,
        ids: &[NodeId],
        ancestors: &[Vec<u32>],
        axiom: &str,
        declared: impl Fn(&Schema) -> &Vec<(NodeId, FileId)>,
    ) {
        for (at, &id) in (0_u32..).zip(ids) {
            let Some(schema) = self.loading.facts.schema(id) else {
                continue;
            };
            let on_cycle =
                |other: &u32| *other != at && ancestors[*other as usize].binary_search(&at).is_ok();
            let members: Vec<u32> = ancestors[at as usize].iter().copied().filter(on_cycle).collect();
            // Equivalent ones are each other's ancestors too; only declared steps make a cycle.
            let step = declared(schema).iter().find(|(target, _)| {
                *target == id || members.iter().any(|&member| ids[member as usize] == *target)
            });
            let Some(&(target, file)) = step else { continue };
            if members.first().is_some_and(|&first| first < at) {
                continue;
            }
            if self.equivalent(id, target) && target != id {
                continue;
            }
            let message = if members.is_empty() {
                format!("`{}` is its own {axiom}", self.name(id))
            } else {
                let names: Vec<String> = members
                    .iter()
                    .map(|&member| format!("`{}`", self.name(ids[member as usize])))
                    .collect();
                format!(
                    "`{}` stands on a cycle of {axiom} with {}",
                    self.name(id),
                    names.join(", ")
                )
            };
            self.add(Severity::Error, "ontology-cycle", id, file, message);
        }
    }

    fn disjoint_ancestors(&mut self) {
        let declared = self.loading.declared_disjoint();
        for (at, others) in (0_u32..).zip(&declared) {
            for &other in others {
                if self.ontology.is_a(ClassId(at), ClassId(other)) {
                    let id = self.loading.classes[at as usize];
                    let file = self.any_file(id);
                    self.add(
                        Severity::Error,
                        "ontology-disjoint",
                        id,
                        file,
                        format!(
                            "`{}` is disjoint with `{}` and below it; nothing can belong to it",
                            self.name(id),
                            self.name(self.loading.classes[other as usize])
                        ),
                    );
                }
            }
        }
    }

    /// Two files that give one property domains or ranges of which no class fits any other.
    fn domains_and_ranges(&mut self) {
        for &id in &self.loading.properties {
            self.differing(id, "domain", "subjects", |schema| &schema.domains);
            self.differing(id, "range", "objects", |schema| &schema.ranges);
        }
    }

    fn differing(
        &mut self,
        id: NodeId,
        what: &str,
        who: &str,
        list: impl Fn(&Schema) -> &Vec<(NodeId, FileId)>,
    ) {
        let Some(schema) = self.loading.facts.schema(id) else {
            return;
        };
        let declared = list(schema);
        let Some(&(_, first_file)) = declared.first() else {
            return;
        };
        let in_file = |file: FileId| -> Vec<NodeId> {
            let own = declared.iter().filter(|&&(_, other)| other == file);
            own.flat_map(|&(class, _)| self.loading.members(class)).collect()
        };
        let first = in_file(first_file);
        let mut files: Vec<FileId> = declared
            .iter()
            .map(|&(_, file)| file)
            .filter(|&file| file != first_file)
            .collect();
        files.dedup();
        for file in files {
            let here = in_file(file);
            if here
                .iter()
                .any(|&left| first.iter().any(|&right| self.compatible(left, right)))
            {
                continue;
            }
            let message = format!(
                "the {what} of `{}` is {} here and {} in `{}`; {who} may be of either",
                self.name(id),
                self.names(&here),
                self.names(&first),
                self.file(first_file)
            );
            self.add(Severity::Warning, "ontology-domain", id, file, message);
        }
    }

    fn compatible(&self, left: NodeId, right: NodeId) -> bool {
        match (
            self.loading.class_of.get(&left),
            self.loading.class_of.get(&right),
        ) {
            (Some(&left), Some(&right)) => self.ontology.is_a(left, right) || self.ontology.is_a(right, left),
            _ => left == right,
        }
    }

    fn inverses(&mut self) {
        for &id in &self.loading.properties {
            let Some(schema) = self.loading.facts.schema(id) else {
                continue;
            };
            let Some(&(first, _)) = schema.inverses.first() else {
                continue;
            };
            if let Some(&(other, file)) = schema.inverses.iter().find(|&&(other, _)| other != first) {
                self.add(
                    Severity::Warning,
                    "ontology-inverse",
                    id,
                    file,
                    format!(
                        "`{}` has two inverses, `{}` here and `{}`; the latter is used",
                        self.name(id),
                        self.name(other),
                        self.name(first)
                    ),
                );
            }
        }
    }

    /// Properties that no text can express: neither example nor label.
    fn unused(&mut self) {
        for (at, &id) in self.loading.properties.iter().enumerate() {
            let node = self.loading.facts.node(id);
            let declared = !node.types.is_empty();
            if declared && node.labels.is_empty() && self.ontology.properties[at].examples.is_empty() {
                let file = self.any_file(id);
                self.add(
                    Severity::Warning,
                    "ontology-unused",
                    id,
                    file,
                    format!(
                        "`{}` has neither a relata:example nor an English rdfs:label; no sentence can express it",
                        self.name(id)
                    ),
                );
            }
        }
    }

    /// A noun of two classes of which neither is above the other.
    fn nouns(&mut self) {
        for (noun, classes) in self.loading.nouns() {
            let Some(winner) = self.ontology.class_of_noun(&noun) else {
                continue;
            };
            let unrelated = classes
                .iter()
                .find(|&&class| !self.ontology.is_a(winner, class) && !self.ontology.is_a(class, winner));
            if let Some(&other) = unrelated {
                let id = self.loading.classes[other.0 as usize];
                let file = self.any_file(id);
                self.add(
                    Severity::Note,
                    "ontology-noun",
                    id,
                    file,
                    format!(
                        "`{noun}` names `{}` and `{}`; the latter is used",
                        self.name(id),
                        self.name(self.loading.classes[winner.0 as usize])
                    ),
                );
            }
        }
    }

    fn individuals(&mut self) {
        for individual in &self.ontology.individuals {
            let clash = individual.classes.iter().find_map(|&left| {
                let other = individual.classes.iter().find(|&other| {
                    left < *other && self.ontology[left].disjoint.binary_search(other).is_ok()
                });
                other.map(|&other| (left, other))
            });
            let Some((left, right)) = clash else { continue };
            let Some(id) = self.loading.facts.get(&individual.iri) else {
                continue;
            };
            let file = self.any_file(id);
            self.add(
                Severity::Error,
                "ontology-individual",
                id,
                file,
                format!(
                    "`{}` is a `{}` and a `{}`, which are disjoint",
                    self.name(id),
                    self.ontology.shorten(&self.ontology[left].iri),
                    self.ontology.shorten(&self.ontology[right].iri)
                ),
            );
        }
    }

    fn equivalent(&self, left: NodeId, right: NodeId) -> bool {
        self.loading.facts.schema(left).is_some_and(|schema| {
            schema.equivalents.contains(&right) || schema.equivalent_properties.contains(&right)
        })
    }

    fn name(&self, id: NodeId) -> String {
        let node = self.loading.facts.node(id);
        if node.blank {
            "a class without name".to_owned()
        } else {
            self.ontology.shorten(&node.iri)
        }
    }

    fn names(&self, ids: &[NodeId]) -> String {
        let mut names: Vec<String> = ids.iter().map(|&id| format!("`{}`", self.name(id))).collect();
        names.sort_unstable();
        names.dedup();
        names.join(" or ")
    }

    fn file(&self, file: FileId) -> &str {
        &self.loading.sources[file as usize].name
    }

    fn file_of_type(&self, id: NodeId, name: &str) -> FileId {
        let schema = self.loading.facts.schema(id);
        schema
            .into_iter()
            .flat_map(|schema| &schema.declared)
            .find(|(kind, _)| self.loading.facts.node(*kind).iri.ends_with(name))
            .map_or_else(|| self.any_file(id), |&(_, file)| file)
    }

    /// The file that says most certainly something about the node: the last that says anything of its kind.
    fn any_file(&self, id: NodeId) -> FileId {
        let node = self.loading.facts.node(id);
        let schema = node.schema.as_deref();
        let of_schema = schema.into_iter().flat_map(|schema| {
            [
                &schema.declared,
                &schema.super_classes,
                &schema.disjoint,
                &schema.domains,
                &schema.ranges,
            ]
            .into_iter()
            .chain([&schema.super_properties, &schema.inverses])
            .flatten()
            .map(|&(_, file)| file)
        });
        of_schema
            .chain(node.labels.iter().map(|label| label.file))
            .max()
            .unwrap_or(0)
    }

    fn add(&mut self, severity: Severity, code: &'static str, id: NodeId, file: FileId, message: String) {
        let source = &self.loading.sources[file as usize];
        let node = self.loading.facts.node(id);
        let line = Lines::new(source).of_subject(&node.iri, &self.loading.prefixes[file as usize]);
        self.found.push(Diagnostic {
            severity,
            code,
            message,
            file: source.name.clone(),
            line,
        });
    }
}
