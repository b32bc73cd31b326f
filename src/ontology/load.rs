//! From files to an [`Ontology`]: what they say together, with axioms closed.

use rustc_hash::FxHashMap;

use super::clashes;
use super::example::parse_example;
use super::facts::{Facts, FileId, NodeId};
use super::lines::Lines;
use super::source::{OntologyError, Source};
use super::vocabulary::{OWL, PREFIXES, RDF, RDFS, XSD};
use super::{ClassId, Diagnostic, Ontology, PropertyId, Severity};

static SCHEMA: [(&str, &str); 2] = [
    ("relata.ttl", include_str!("../../ontology/relata.ttl")),
    ("news.ttl", include_str!("../../ontology/news.ttl")),
];
static GAZETTEER: (&str, &str) = ("gazetteer.ttl", include_str!("../../ontology/gazetteer.ttl"));

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
    /// The files that come with the program: classes and properties, then the gazetteer.
    pub fn embedded_sources() -> Vec<Source<'static>> {
        let mut sources = Self::embedded_schema();
        sources.push(Self::embedded_gazetteer());
        sources
    }

    /// Those with classes and properties.
    pub fn embedded_schema() -> Vec<Source<'static>> {
        SCHEMA
            .iter()
            .map(|&(name, text)| Source::new(name, text.as_bytes()))
            .collect()
    }

    /// The one with individuals, which is much larger.
    pub fn embedded_gazetteer() -> Source<'static> {
        Source::new(GAZETTEER.0, GAZETTEER.1.as_bytes())
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
    pub(super) fn merge_prefixes(&mut self, ontology: &mut Ontology) {
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

    /// Examples in the order of the files, each with its line.
    pub(super) fn add_examples(&mut self, ontology: &mut Ontology) {
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

    /// Whether the node has a type of OWL's with this name.
    pub(super) fn has_type(&self, id: NodeId, name: &str) -> bool {
        let node = self.facts.node(id);
        node.types
            .iter()
            .any(|&kind| self.facts.node(kind).iri.strip_prefix(OWL) == Some(name))
    }

    /// Whether it is an IRI outside the languages that ontologies are written in.
    pub(super) fn is_ours(&self, id: NodeId) -> bool {
        let node = self.facts.node(id);
        !node.blank
            && ![OWL, RDF, RDFS, XSD]
                .iter()
                .any(|language| node.iri.starts_with(language))
    }

    pub(super) fn ids(&self, names: &[(&str, &str)]) -> Vec<NodeId> {
        names
            .iter()
            .filter_map(|(namespace, name)| self.facts.get(&format!("{namespace}{name}")))
            .collect()
    }

    pub(super) fn sorted(&self, mut ids: Vec<NodeId>) -> Vec<NodeId> {
        ids.sort_unstable_by(|&left, &right| self.facts.node(left).iri.cmp(&self.facts.node(right).iri));
        ids.dedup();
        ids
    }
}
