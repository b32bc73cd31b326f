//! `relata completions`: a script with which a shell completes what is typed.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::{Answer, Cli, console};

/// Options of `relata completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata completions bash > ~/.local/share/bash-completion/completions/relata
  relata completions zsh > ~/.zfunc/_relata
  relata completions fish > ~/.config/fish/completions/relata.fish")]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Answer> {
    // Into memory first: the generator panics where a pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "relata", &mut script);
    let mut out = console::data();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Answer::Yes)
}
