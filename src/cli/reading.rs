//! Options of the commands that read documents.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;
use relata::extract::{self, EXTRACTORS, Extractor};
use relata::store::{AttributionPolicy, RdfOptions};
use relata::text::read::{Format, Languages, ReadConfig, parse_date};
use serde::Deserialize;

use super::Context;
use super::failure::Failure;
use super::model::ModelArgs;

/// What is read, and how.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ReadingArgs {
    /// Files, folders, patterns in quotes (`'news/*.html'`), or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Languages to take
    #[arg(
        long,
        env = "RELATA_LANGUAGE",
        value_enum,
        value_name = "WHICH",
        hide_env_values = true
    )]
    language: Option<Language>,
    /// Date of documents that name none, such as 2026-03-05
    #[arg(long, env = "RELATA_DATE", value_name = "DATE", value_parser = date, hide_env_values = true)]
    date: Option<Date>,
    /// Format of standard input: text, markdown, html, json, jsonl [default: told by its content]
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    stdin_format: Option<&'static Format>,
}

/// What documents are read for, and where their entities go.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct OntologyArgs {
    /// Ontology file that adds to the one built in (Turtle, RDF/XML, N-Triples, TriG, JSON-LD); may be repeated
    #[arg(long, env = "RELATA_ONTOLOGY", value_name = "FILE", hide_env_values = true)]
    pub(crate) ontology: Vec<PathBuf>,
    /// What the IRIs of entities start with [default: https://w3id.org/relata/entity/]
    #[arg(long, env = "RELATA_BASE", value_name = "IRI", hide_env_values = true)]
    base: Option<String>,
    /// Keep relation phrases that no property of the ontology covers
    #[arg(long, env = "RELATA_OPEN", value_parser = clap::builder::FalseyValueParser::new(), hide_env_values = true)]
    open: bool,
    /// Run only these extractors, named with commas between (`relata extractors` lists them)
    #[arg(
        long,
        env = "RELATA_EXTRACTORS",
        value_name = "NAMES",
        value_delimiter = ',',
        value_parser = extractor,
        hide_env_values = true
    )]
    extractors: Vec<&'static Extractor>,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
}

/// Languages to take.
#[derive(Clone, Copy, Debug, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Language {
    /// English, and texts too short to tell
    English,
    /// All, though they are read as if they were English
    Any,
}

/// What claims become in RDF.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct PolicyArgs {
    /// What becomes in RDF of a fact that the document reports as somebody's words [default: edge]
    #[arg(
        long,
        env = "RELATA_ATTRIBUTED",
        value_enum,
        value_name = "AS",
        hide_env_values = true
    )]
    attributed: Option<Attributed>,
}

/// What becomes of a fact that is attributed to somebody.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Attributed {
    /// An edge that carries who says so
    Edge,
    /// A claim only
    Claim,
}

impl PolicyArgs {
    /// How readings become RDF.
    pub(crate) fn rdf(&self) -> RdfOptions {
        RdfOptions {
            attribution: match self.attributed {
                Some(Attributed::Claim) => AttributionPolicy::Claim,
                Some(Attributed::Edge) | None => AttributionPolicy::Edge,
            },
            ..RdfOptions::default()
        }
    }
}

impl ReadingArgs {
    /// How documents are read.
    pub(crate) fn config(&self, context: &Context) -> anyhow::Result<ReadConfig> {
        let date_of_config = context.config.date.as_deref().map(|given| {
            date(given).map_err(|message| Failure::new(format!("bad configuration: `date`: {message}")))
        });
        Ok(ReadConfig {
            language: match self.language.or(context.config.language) {
                Some(Language::Any) => Languages::Any,
                Some(Language::English) | None => Languages::English,
            },
            date: self.date.or(date_of_config.transpose()?),
            format: None,
        })
    }

    /// The format of standard input.
    pub(crate) fn stdin_format(&self) -> Option<&'static Format> {
        self.stdin_format
    }
}

impl OntologyArgs {
    /// What holds if nothing but the model is said.
    pub(crate) fn with_model(model: ModelArgs) -> Self {
        Self {
            ontology: Vec::new(),
            base: None,
            open: false,
            extractors: Vec::new(),
            model,
        }
    }

    /// The user's ontology files: those of the command line, else those of the configuration.
    pub(crate) fn files<'a>(&'a self, context: &'a Context) -> &'a [PathBuf] {
        if self.ontology.is_empty() {
            &context.config.ontology
        } else {
            &self.ontology
        }
    }

    /// What entities' IRIs start with, if the user says so.
    pub(crate) fn base(&self, context: &Context) -> anyhow::Result<Option<String>> {
        let base = self.base.clone().or_else(|| context.config.base.clone());
        match base {
            Some(base) if !is_iri(&base) => {
                let failure = Failure::new(format!("bad base `{base}`, expected an IRI"));
                Err(failure.hint("try one like https://example.org/entity/").into())
            }
            base => Ok(base),
        }
    }

    /// The extractors that are to run, in their own order.
    pub(crate) fn extractors(&self, context: &Context) -> Vec<&'static Extractor> {
        if self.extractors.is_empty() {
            return extract::usual(self.open || context.config.open.unwrap_or(false));
        }
        let chosen = |extractor: &&Extractor| {
            self.open && extractor.open || self.extractors.iter().any(|chosen| chosen.name == extractor.name)
        };
        EXTRACTORS.iter().filter(chosen).collect()
    }
}

fn is_iri(base: &str) -> bool {
    relata::ontology::vocabulary::is_iri(base)
}

fn date(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "expected a date like 2026-03-05".to_owned())
}

/// The extractor of that name, or a message that names those there are.
pub(crate) fn extractor(name: &str) -> Result<&'static Extractor, String> {
    Extractor::named(name).ok_or_else(|| {
        let names: Vec<&str> = EXTRACTORS.iter().map(|extractor| extractor.name).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn format(name: &str) -> Result<&'static Format, String> {
    Format::named(name).ok_or_else(|| {
        let names: Vec<&str> = relata::text::read::FORMATS
            .iter()
            .map(|format| format.name)
            .collect();
        format!("expected one of {}", names.join(", "))
    })
}
