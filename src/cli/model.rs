//! The weights to read English with: those in the program, or those of a file.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use relata::nlp::Analyser;

use super::Context;
use super::failure::Failure;

/// Which weights to read with.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ModelArgs {
    /// Weights of the language core, a file that `training/` makes [default: those in the program]
    #[arg(long, env = "RELATA_MODEL", value_name = "FILE", hide_env_values = true)]
    model: Option<PathBuf>,
}

impl ModelArgs {
    /// The analyser with these weights.
    pub(crate) fn analyser(&self, context: &Context) -> anyhow::Result<Analyser> {
        let Some(path) = self.model.as_ref().or(context.config.model.as_ref()) else {
            return Ok(Analyser::embedded());
        };
        let bytes = fs::read(path).with_context(|| format!("cannot read the model `{}`", path.display()))?;
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
