//! The way of a document through the program, from top to bottom.

use sha2::{Digest, Sha256};

use crate::claim::{Argument, Claim, DocumentRecord, Entity, EntityIri, Reading};
use crate::extract::patterns::{Patterns, UselessExample};
use crate::extract::{self, Context, Extractor};
use crate::link::{self, LinkConfig, Mentions};
use crate::nlp::Analyser;
use crate::ontology::{Example, Ontology, PropertyId};
use crate::text::digest::hexadecimal;
use crate::text::{CodePoints, Document};

/// What may be chosen about reading.
#[derive(Clone, Debug)]
pub struct PipelineConfig {
    /// How mentions become entities, and where their IRIs start.
    pub link: LinkConfig,
    /// What finds claims; [`extract::usual`] has those that run if nothing else is said.
    pub extractors: Vec<&'static Extractor>,
}

impl Default for PipelineConfig {
    fn default() -> Self {
        Self {
            link: LinkConfig::default(),
            extractors: extract::usual(false),
        }
    }
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
        let claims = extract::extract(&context, &self.config.extractors);
        let entities = entities(&claims, &mentions, &self.ontology);
        Reading {
            document: record(document, analysis.sentences.len()),
            entities,
            claims,
        }
    }
}

/// What reading an example of a property gives.
#[derive(Clone, Debug)]
pub enum Lesson {
    /// The property, between the marked words: the example is understood.
    Learned,
    /// Other claims, or none: the example teaches nothing, or a claim that the classes of its arguments forbid.
    Missed(Vec<Claim>),
}

impl Pipeline {
    /// Reads an example of `property` as if it were a document.
    pub fn check(&self, property: PropertyId, example: &Example) -> Lesson {
        let document = Document {
            text: example.text.clone(),
            ..Document::default()
        };
        let claims = self.read(&document).claims;
        let points = CodePoints::new(&example.text);
        let (subject, object) = (points.range(example.subject), points.range(example.object));
        let within =
            |argument: &Argument, (start, end): (usize, usize)| argument.start < end && start < argument.end;
        let learned = claims.iter().any(|claim| {
            let found = claim
                .relation
                .iri
                .as_deref()
                .and_then(|iri| self.ontology.property(iri));
            let states = |wanted: PropertyId| {
                found.is_some_and(|found| found == wanted || self.ontology[found].ancestors.contains(&wanted))
            };
            let forth = within(&claim.subject, subject) && within(&claim.object, object);
            let back = within(&claim.subject, object) && within(&claim.object, subject);
            let own = &self.ontology[property];
            states(property) && (forth || own.symmetric && back) || own.inverse.is_some_and(states) && back
        });
        if learned {
            Lesson::Learned
        } else {
            Lesson::Missed(claims)
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
