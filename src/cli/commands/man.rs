//! `relata man`: the manual page, made from the same table as the help.

use std::io::Write;

use clap::CommandFactory;
use clap_mangen::Man;

use crate::cli::failure::Failure;
use crate::cli::{Answer, Cli, console};

/// Options of `relata man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata man | man -l -
  relata man build > relata-build.1")]
pub(crate) struct Args {
    /// A subcommand [default: the program]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Answer> {
    let mut program = Cli::command();
    program.build();
    let page = match &args.command {
        None => Man::new(program),
        Some(name) => {
            if let Some(command) = program.find_subcommand(name) {
                Man::new(command.clone())
            } else {
                let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
                let failure = Failure::new(format!(
                    "no command `{name}`, expected one of {}",
                    names.join(", ")
                ));
                return Err(failure.into());
            }
        }
    };
    let mut text = Vec::new();
    page.render(&mut text)?;
    let mut out = console::data();
    out.write_all(&text)?;
    out.flush()?;
    Ok(Answer::Yes)
}
