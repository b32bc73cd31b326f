//! The way of a document through the program, from top to bottom.

use sha2::{Digest, Sha256};

use crate::claim::{Argument, Claim, DocumentRecord, Entity, EntityIri, Reading};
use crate::extract::patterns::{Patterns, UselessExample};
use crate::extract::{self, Context};
use crate::link::{self, LinkConfig, Mentions};
use crate::nlp::Analyser;
use crate::ontology::Ontology;
use crate::text::Document;
use crate::text::digest::hexadecimal;

/// What may be chosen about reading.
#[derive(Clone, Debug, Default)]
pub struct PipelineConfig {
    /// How mentions become entities, and where their IRIs start.
    pub link: LinkConfig,
    /// Whether to keep relation phrases that no property covers.
    pub open: bool,
}

/// Everything that reading a document needs, loaded once; shared by all threads.
pub struct Pipeline {
    analyser: Analyser,
    ontology: Ontology,
    patterns: Patterns,
    useless: Vec<UselessExample>,
    config: PipelineConfig,
}

impl Pipeline {
    /// Learns the ontology's patterns with the analyser that will read the documents.
    pub fn new(analyser: Analyser, ontology: Ontology, config: PipelineConfig) -> Self {
        let (patterns, useless) = Patterns::learn(&ontology, &analyser);
        Self {
            analyser,
            ontology,
            patterns,
            useless,
            config,
        }
    }

    /// The ontology that it reads with.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// The language core.
    pub fn analyser(&self) -> &Analyser {
        &self.analyser
    }

    /// Examples of the ontology from which nothing could be learned.
    pub fn useless_examples(&self) -> &[UselessExample] {
        &self.useless
    }

    /// Reads one document: document → analysis → mentions → claims → entities.
    pub fn read(&self, document: &Document) -> Reading {
        let analysis = self.analyser.analyse(document);
        let mentions = link::link(document, &analysis, &self.ontology, &self.config.link);
        let context = Context::new(document, &analysis, &mentions, &self.ontology, &self.patterns);
        let claims = extract::extract(&context, self.config.open);
        let entities = entities(&claims, &mentions, &self.ontology);
        Reading {
            document: record(document, analysis.sentences.len()),
            entities,
            claims,
        }
    }
}

/// What is kept of a document. Its hash covers all that reading depends on.
fn record(document: &Document, sentences: usize) -> DocumentRecord {
    DocumentRecord {
        id: document.id.0.clone(),
        url: document.url.clone(),
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        date: document.date.map(|date| date.to_string()),
        language: document.language.clone(),
        hash: hash(document),
        sentences,
    }
}

/// SHA-256 over text and metadata, each preceded by its length so that no two documents run together.
pub fn hash(document: &Document) -> String {
    let mut hasher = Sha256::new();
    let date = document.date.map(|date| date.to_string());
    let parts = [
        Some(&document.id.0),
        document.url.as_ref(),
        document.title.as_ref(),
        document.publisher.as_ref(),
        date.as_ref(),
        Some(&document.text),
    ];
    for part in parts {
        let bytes = part.map_or(&[][..], |part| part.as_bytes());
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hexadecimal(&hasher.finalize())
}

/// The entities that claims mention, sorted by IRI.
fn entities(claims: &[Claim], mentions: &Mentions, ontology: &Ontology) -> Vec<Entity> {
    let linked: std::collections::BTreeMap<&str, &link::LinkedEntity> = mentions
        .entities
        .iter()
        .map(|entity| (entity.iri.0.as_str(), entity))
        .collect();
    let mut found = std::collections::BTreeMap::new();
    let arguments = claims.iter().flat_map(|claim| {
        [&claim.subject, &claim.object]
            .into_iter()
            .chain(&claim.arguments)
            .chain(claim.place.as_ref())
    });
    for argument in arguments {
        if let Some(iri) = &argument.entity {
            found
                .entry(iri.clone())
                .or_insert_with(|| entity(iri, argument, linked.get(iri.as_str()).copied(), ontology));
        }
    }
    for said in claims.iter().filter_map(|claim| claim.attribution.as_ref()) {
        if let Some(iri) = &said.entity {
            let argument = Argument {
                name: Some(said.speaker.clone()),
                ..Argument::default()
            };
            found
                .entry(iri.clone())
                .or_insert_with(|| entity(iri, &argument, linked.get(iri.as_str()).copied(), ontology));
        }
    }
    found.into_values().collect()
}

fn entity(
    iri: &str,
    argument: &Argument,
    linked: Option<&link::LinkedEntity>,
    ontology: &Ontology,
) -> Entity {
    match linked {
        Some(linked) => {
            let mut classes: Vec<String> = linked
                .classes
                .iter()
                .map(|&class| ontology[class].iri.clone())
                .collect();
            classes.sort_unstable();
            Entity {
                iri: linked.iri.clone(),
                label: linked.label.clone(),
                aliases: linked.aliases.clone(),
                classes,
                named: linked.named,
            }
        }
        None => Entity {
            iri: EntityIri(iri.to_owned()),
            label: argument.name.clone().unwrap_or_else(|| argument.text.clone()),
            aliases: Vec::new(),
            classes: argument
                .class
                .iter()
                .map(|class| format!("https://w3id.org/relata/news#{class}"))
                .collect(),
            named: true,
        },
    }
}
