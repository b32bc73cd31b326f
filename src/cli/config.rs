//! `relata.toml`: what holds where neither command line nor environment say otherwise.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Deserialize;

use super::console::Color;
use super::failure::Failure;
use super::model::Model;
use super::reading::Language;

/// Name of the file in the working directory.
const FILE: &str = "relata.toml";

/// What a configuration file may say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Config {
    pub(crate) graph: Option<PathBuf>,
    pub(crate) model: Option<Model>,
    #[serde(default)]
    pub(crate) ontology: Vec<PathBuf>,
    pub(crate) base: Option<String>,
    pub(crate) language: Option<Language>,
    pub(crate) open: Option<bool>,
    pub(crate) date: Option<String>,
    pub(crate) threads: Option<usize>,
    pub(crate) quiet: Option<bool>,
    pub(crate) color: Option<Color>,
}

impl Config {
    /// The file given, which must be there, or the one in the working directory, which need not.
    pub(crate) fn find(given: Option<&Path>) -> anyhow::Result<Self> {
        match given {
            Some(path) => {
                let text = fs::read_to_string(path)
                    .with_context(|| format!("cannot read the configuration `{}`", path.display()))?;
                Self::parse(path, &text)
            }
            None => match fs::read_to_string(FILE) {
                Ok(text) => Self::parse(Path::new(FILE), &text),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
                Err(error) => Err(error).with_context(|| format!("cannot read the configuration `{FILE}`")),
            },
        }
    }

    /// Paths in it are seen from its own directory.
    fn parse(path: &Path, text: &str) -> anyhow::Result<Self> {
        let mut config: Config = toml::from_str(text).map_err(|error| {
            let place = error.span().map_or_else(String::new, |span| {
                let before = &text[..text.floor_char_boundary(span.start)];
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                format!(" at line {line}, column {column}")
            });
            let message = error.message().replace('\n', "; ");
            Failure::new(format!(
                "bad configuration `{}`{place}: {message}",
                path.display()
            ))
        })?;
        let directory = path.parent().unwrap_or(Path::new(""));
        let paths =
            (config.ontology.iter_mut())
                .chain(&mut config.graph)
                .chain(config.model.as_mut().and_then(|model| match model {
                    Model::File(path) => Some(path),
                    _ => None,
                }));
        for relative in paths.filter(|path| path.is_relative()) {
            *relative = directory.join(&*relative);
        }
        Ok(config)
    }
}
