//! The weights to read English with: those in the program, the larger ones beside it, or those of a file.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::builder::{PathBufValueParser, TypedValueParser as _};
use relata::nlp::Analyser;
use serde::Deserialize;

use super::Context;
use super::failure::Failure;

/// File name of the accurate model.
const ACCURATE: &str = "accurate.bin";

/// Which weights to read with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "PathBuf")]
pub(crate) enum Model {
    /// Those in the program.
    Default,
    /// Larger ones, which do not fit into the program.
    Accurate,
    /// Those of a file.
    File(PathBuf),
}

impl From<PathBuf> for Model {
    fn from(name: PathBuf) -> Self {
        match name.to_str() {
            Some("default") => Self::Default,
            Some("accurate") => Self::Accurate,
            _ => Self::File(name),
        }
    }
}

/// The option for it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ModelArgs {
    /// Model to read with: default, accurate (larger, a file beside the program), or a file of weights [default: default]
    #[arg(
        long,
        env = "RELATA_MODEL",
        value_name = "MODEL",
        value_parser = PathBufValueParser::new().map(Model::from),
        value_hint = clap::ValueHint::FilePath,
        hide_env_values = true
    )]
    model: Option<Model>,
}

impl ModelArgs {
    /// The analyser with these weights.
    pub(crate) fn analyser(&self, context: &Context) -> anyhow::Result<Analyser> {
        let path = match self.model.as_ref().or(context.config.model.as_ref()) {
            None | Some(Model::Default) => return Ok(Analyser::embedded()),
            Some(Model::Accurate) => find_accurate()?,
            Some(Model::File(path)) => path.clone(),
        };
        let bytes = fs::read(&path).with_context(|| format!("cannot read the model `{}`", path.display()))?;
        Analyser::load(&bytes).map_err(|error| {
            Failure::new(format!(
                "`{}` is no model for this program: {error}",
                path.display()
            ))
            .hint("leave out `--model` and `RELATA_MODEL` to read with the model in the program")
            .into()
        })
    }
}

/// The file of the accurate model.
fn find_accurate() -> anyhow::Result<PathBuf> {
    let places = places(
        env::current_exe().and_then(fs::canonicalize).ok().as_deref(),
        env::var_os("XDG_DATA_HOME").map(PathBuf::from),
        env::var_os("HOME").map(PathBuf::from),
    );
    if let Some(found) = places.iter().find(|place| place.is_file()) {
        return Ok(found.clone());
    }
    let looked: Vec<String> = places
        .iter()
        .map(|place| format!("`{}`", place.display()))
        .collect();
    Err(Failure::new(format!("the accurate model is not here; looked for {}", looked.join(", ")))
        .hint(
            "it is no part of the program: put its file in one of these places, or name it with `--model FILE` or \
             `RELATA_MODEL`",
        )
        .into())
}

/// Where the accurate model may lie: beside the program, in the checkout that the program was built in or is called
/// in, or with the data of the machine or of the user.
fn places(program: Option<&Path>, data: Option<PathBuf>, home: Option<PathBuf>) -> Vec<PathBuf> {
    let checkout = Path::new("data").join("models").join(ACCURATE);
    let mut places = Vec::new();
    if let Some(folder) = program.and_then(Path::parent) {
        places.push(folder.join(ACCURATE));
        // target/release/relata
        places.extend(folder.ancestors().nth(2).map(|root| root.join(&checkout)));
        let shared = folder.parent().map(|prefix| prefix.join("share").join("relata"));
        places.extend(shared.map(|shared| shared.join(ACCURATE)));
    }
    places.push(checkout);
    let data = data.or_else(|| Some(home?.join(".local").join("share")));
    places.extend(data.map(|data| data.join("relata").join(ACCURATE)));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accurate_model_is_looked_for_from_the_program_to_the_user() {
        let places = places(
            Some(Path::new("/r/target/release/relata")),
            None,
            Some(PathBuf::from("/home/a")),
        );
        let expected = [
            "/r/target/release/accurate.bin",
            "/r/data/models/accurate.bin",
            "/r/target/share/relata/accurate.bin",
            "data/models/accurate.bin",
            "/home/a/.local/share/relata/accurate.bin",
        ];
        assert_eq!(places, expected.map(PathBuf::from));
    }

    #[test]
    fn names_that_are_none_of_ours_are_files() {
        assert_eq!(Model::from(PathBuf::from("accurate")), Model::Accurate);
        let file = PathBuf::from("models/accurate.bin");
        assert_eq!(Model::from(file.clone()), Model::File(file));
    }
}
