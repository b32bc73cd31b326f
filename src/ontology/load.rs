//! From files to an [`Ontology`]: what they say together, with axioms closed.

use rustc_hash::FxHashMap;

use super::axioms::{closure, nearest, reversed};
use super::clashes;
use super::example::parse_example;
use super::facts::{Facts, FileId, Label, Node, NodeId};
use super::lines::Lines;
use super::schema::fold_name;
use super::source::{OntologyError, Source};
use super::vocabulary::{OWL, PREFIXES, RDF, RDFS, RELATA, XSD, local_name};
use super::{
    Class, ClassId, Diagnostic, Individual, IndividualId, Ontology, Property, PropertyId, Range, Severity,
};

static EMBEDDED: [(&str, &str); 3] = [
    ("relata.ttl", include_str!("../../ontology/relata.ttl")),
    ("news.ttl", include_str!("../../ontology/news.ttl")),
    ("gazetteer.ttl", include_str!("../../ontology/gazetteer.ttl")),
];

/// Files while they are put together.
pub(super) struct Loading<'a> {
    pub(super) sources: &'a [Source<'a>],
    pub(super) facts: Facts,
    /// Prefixes that each file declares.
    pub(super) prefixes: Vec<Vec<(String, String)>>,
    /// Nodes of the classes and properties, in the order of their ids.
    pub(super) classes: Vec<NodeId>,
    pub(super) properties: Vec<NodeId>,
    pub(super) class_of: FxHashMap<NodeId, ClassId>,
    pub(super) property_of: FxHashMap<NodeId, PropertyId>,
    /// Direct super-classes and super-properties, as indices.
    pub(super) super_classes: Vec<Vec<u32>>,
    pub(super) super_properties: Vec<Vec<u32>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Ontology {
    /// The files that come with the program.
    pub fn embedded_sources() -> Vec<Source<'static>> {
        EMBEDDED
            .iter()
            .map(|&(name, text)| Source::new(name, text.as_bytes()))
            .collect()
    }

    /// The files that come with the program, loaded.
    pub fn embedded() -> Result<Self, OntologyError> {
        Ok(Self::load(&Self::embedded_sources())?.0)
    }

    /// Merges `sources`; where two disagree, the one that stands first wins, and a diagnostic says so.
    pub fn load(sources: &[Source<'_>]) -> Result<(Self, Vec<Diagnostic>), OntologyError> {
        let mut facts = Facts::default();
        let mut prefixes = Vec::with_capacity(sources.len());
        for (file, source) in sources.iter().enumerate() {
            prefixes.push(source.parse(|quad| facts.add(quad, file as FileId))?);
        }
        let mut loading = Loading {
            sources,
            facts,
            prefixes,
            classes: Vec::new(),
            properties: Vec::new(),
            class_of: FxHashMap::default(),
            property_of: FxHashMap::default(),
            super_classes: Vec::new(),
            super_properties: Vec::new(),
            diagnostics: Vec::new(),
        };
        let mut ontology = Ontology::default();
        loading.merge_prefixes(&mut ontology);
        loading.find_classes();
        loading.find_properties();
        loading.add_classes(&mut ontology);
        loading.add_properties(&mut ontology);
        loading.add_individuals(&mut ontology);
        loading.add_examples(&mut ontology);
        clashes::report(&mut loading, &ontology);
        Ok((ontology, loading.diagnostics))
    }
}

impl Loading<'_> {
    /// A file's declaration replaces the usual meaning of a prefix; the first file wins over the others.
    fn merge_prefixes(&mut self, ontology: &mut Ontology) {
        let mut declared: FxHashMap<&str, (&str, usize)> = FxHashMap::default();
        for (file, list) in self.prefixes.iter().enumerate() {
            for (prefix, iri) in list {
                match declared.get(prefix.as_str()) {
                    Some(&(known, first)) if known != iri && !prefix.is_empty() => {
                        self.diagnostics.push(Diagnostic {
                            severity: Severity::Note,
                            code: "ontology-prefix",
                            message: format!(
                                "prefix `{prefix}:` is <{iri}> here and <{known}> in `{}`; queries take the latter",
                                self.sources[first].name
                            ),
                            file: self.sources[file].name.clone(),
                            line: None,
                        });
                    }
                    Some(_) if !prefix.is_empty() => {}
                    _ => {
                        declared.insert(prefix, (iri, file));
                        ontology.prefixes.insert(prefix.clone(), iri.clone());
                    }
                }
            }
        }
        for (prefix, iri) in PREFIXES {
            ontology
                .prefixes
                .entry(prefix.to_owned())
                .or_insert_with(|| iri.to_owned());
        }
    }

    /// Declared classes, and those that an axiom needs to be classes.
    fn find_classes(&mut self) {
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

    /// Declared properties, and those that an axiom needs to be properties.
    fn find_properties(&mut self) {
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

    fn add_classes(&mut self, ontology: &mut Ontology) {
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

    fn add_properties(&mut self, ontology: &mut Ontology) {
        self.super_properties = self.direct_super_properties();
        let ancestors = closure(&self.super_properties);
        let inverses = self.inverses();
        let domains: Vec<Vec<ClassId>> = self
            .properties
            .iter()
            .map(|&id| self.declared_classes(id, |schema| &schema.domains))
            .collect();
        let ranges: Vec<Range> = self
            .properties
            .iter()
            .map(|&id| self.declared_range(id))
            .collect();
        for (at, &id) in self.properties.iter().enumerate() {
            let node = self.facts.node(id);
            let nearest = nearest(&self.super_properties, at as u32);
            let own = |at: u32| at as usize;
            let inherited_domain = |at: usize, nearest: &[u32]| {
                std::iter::once(at)
                    .chain(nearest.iter().copied().map(own))
                    .map(|at| &domains[at])
                    .find(|domain| !domain.is_empty())
                    .cloned()
            };
            let inherited_range = |at: usize, nearest: &[u32]| {
                std::iter::once(at)
                    .chain(nearest.iter().copied().map(own))
                    .map(|at| &ranges[at])
                    .find(|range| **range != Range::Any)
                    .cloned()
            };
            let symmetric = self.has_type(id, "SymmetricProperty");
            let back = inverses[at].map(own).or(symmetric.then_some(at));
            let turned = back.map(|at| (at, super::axioms::nearest(&self.super_properties, at as u32)));
            let domain = inherited_domain(at, &nearest)
                .or_else(
                    || match turned.as_ref().map(|(at, up)| inherited_range(*at, up))? {
                        Some(Range::Classes(classes)) => Some(classes),
                        _ => None,
                    },
                )
                .unwrap_or_default();
            let range = inherited_range(at, &nearest)
                .or_else(|| {
                    turned
                        .as_ref()
                        .and_then(|(at, up)| inherited_domain(*at, up))
                        .map(Range::Classes)
                })
                .unwrap_or_default();
            let back_node = inverses[at].map(|back| self.properties[back as usize]);
            let either = |name: &str, turned: &str| {
                self.has_type(id, name) || back_node.is_some_and(|back| self.has_type(back, turned))
            };
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

    fn add_individuals(&self, ontology: &mut Ontology) {
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

    fn individual(&self, node: &Node, classes: Vec<ClassId>) -> Individual {
        let label = label_of(node);
        let mut aliases = node.aliases.clone();
        aliases.extend(node.labels.iter().map(|other| other.text.clone()));
        aliases.retain(|alias| *alias != label && !alias.trim().is_empty());
        aliases.sort_unstable();
        aliases.dedup();
        let mut demonyms = node.demonyms.clone();
        demonyms.sort_unstable();
        demonyms.dedup();
        let places = node.located_in.iter().map(|&place| &self.facts.node(place).iri);
        Individual {
            iri: node.iri.clone(),
            label,
            aliases,
            demonyms,
            classes,
            located_in: places.min().cloned(),
            weight: node.weight,
        }
    }

    /// Examples in the order of the files, each with its line.
    fn add_examples(&mut self, ontology: &mut Ontology) {
        let mut lines: Vec<_> = self.sources.iter().map(|source| Lines::new(source)).collect();
        for (at, &id) in self.properties.iter().enumerate() {
            let Some(schema) = self.facts.schema(id) else {
                continue;
            };
            for (text, file) in &schema.examples {
                let source = &self.sources[*file as usize];
                let line = lines[*file as usize].of_literal(text);
                let origin = match line {
                    Some(line) => format!("{}:{line}", source.name),
                    None => source.name.clone(),
                };
                match parse_example(text, &origin) {
                    Ok(example) => ontology.properties[at].examples.push(example),
                    Err(error) => self.diagnostics.push(Diagnostic {
                        severity: Severity::Warning,
                        code: "ontology-example",
                        message: format!(
                            "example `{text}` of `{}` teaches nothing: {error}",
                            ontology.shorten(&ontology.properties[at].iri)
                        ),
                        file: source.name.clone(),
                        line,
                    }),
                }
            }
        }
    }

    /// Named super-classes; an intersection counts as all its members, an equivalent union as its sub-classes.
    fn direct_super_classes(&self) -> Vec<Vec<u32>> {
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

    fn direct_super_properties(&self) -> Vec<Vec<u32>> {
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

    /// The inverse of each property: its own declaration first, then those of others.
    fn inverses(&self) -> Vec<Option<u32>> {
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

    fn declared_classes(
        &self,
        property: NodeId,
        list: impl Fn(&super::facts::Schema) -> &Vec<(NodeId, FileId)>,
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

    fn declared_range(&self, property: NodeId) -> Range {
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

    /// A class, or the members of the union that it is.
    pub(super) fn members(&self, class: NodeId) -> Vec<NodeId> {
        self.expand(class, |schema| &schema.unions, true)
    }

    /// A class, or the members of the intersection that it is.
    fn conjuncts(&self, class: NodeId) -> Vec<NodeId> {
        self.expand(class, |schema| &schema.intersections, false)
    }

    fn expand(
        &self,
        class: NodeId,
        lists: impl Fn(&super::facts::Schema) -> &Vec<NodeId>,
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

    /// Whether the node has a type of OWL's with this name.
    pub(super) fn has_type(&self, id: NodeId, name: &str) -> bool {
        let node = self.facts.node(id);
        node.types
            .iter()
            .any(|&kind| self.facts.node(kind).iri.strip_prefix(OWL) == Some(name))
    }

    fn is_datatype(&self, id: NodeId) -> bool {
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

    /// Whether it is an IRI outside the languages that ontologies are written in.
    fn is_ours(&self, id: NodeId) -> bool {
        let node = self.facts.node(id);
        !node.blank
            && ![OWL, RDF, RDFS, XSD]
                .iter()
                .any(|language| node.iri.starts_with(language))
    }

    fn ids(&self, names: &[(&str, &str)]) -> Vec<NodeId> {
        names
            .iter()
            .filter_map(|(namespace, name)| self.facts.get(&format!("{namespace}{name}")))
            .collect()
    }

    fn sorted(&self, mut ids: Vec<NodeId>) -> Vec<NodeId> {
        ids.sort_unstable_by(|&left, &right| self.facts.node(left).iri.cmp(&self.facts.node(right).iri));
        ids.dedup();
        ids
    }
}

/// The best English name, else the local name of the IRI.
fn label_of(node: &Node) -> String {
    best_label(&node.labels).map_or_else(|| local_name(&node.iri).to_owned(), |label| label.text.clone())
}

/// By rank, then by the order of files and lines.
pub(super) fn best_label(labels: &[Label]) -> Option<&Label> {
    labels
        .iter()
        .filter(|label| !label.text.trim().is_empty())
        .min_by_key(|label| (label.rank, label.file))
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

fn fold_noun(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// `ArmedGroup`, `armed_group` and `armed-group` are "armed group".
fn words_of(local_name: &str) -> String {
    let mut words = String::new();
    let mut after_lower = false;
    for character in local_name.chars() {
        if matches!(character, '_' | '-') {
            words.push(' ');
        } else {
            if after_lower && character.is_uppercase() {
                words.push(' ');
            }
            words.extend(character.to_lowercase());
        }
        after_lower = character.is_lowercase();
    }
    fold_noun(&words)
}

fn tidy(direct: &mut [Vec<u32>]) {
    for (at, list) in (0..).zip(direct) {
        list.retain(|&other| other != at);
        list.sort_unstable();
        list.dedup();
    }
}

fn tidy_symmetric(pairs: &mut [Vec<u32>]) {
    for list in pairs {
        list.sort_unstable();
        list.dedup();
    }
}
