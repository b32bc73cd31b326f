//! The command line: what users type becomes calls of the library, and what these give is printed.
//!
//! Part of the program and not of the library, so that it can use nothing that others could not.
//! Data goes to standard output, progress and remarks to standard error. A new subcommand is one
//! file in [`commands`] and one line in [`Command`] and its `run`.

mod batches;
mod commands;
mod config;
mod console;
mod failure;
mod files;
mod graph;
mod inputs;
mod interrupt;
mod model;
mod reading;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{
    build, completions, documents, explain, export, extract, extractors, forget, man, ontology, parse, path,
    query, stats,
};
use config::Config;
use console::Color;

/// Everything about the command line, for parser, help, completions and man page alike.
#[derive(Debug, Parser)]
#[command(
    name = "relata",
    version,
    about = "Builds a knowledge graph from documents: every edge says which sentence says it, who says it, and how sure it is",
    after_help = "Examples:
  relata build news/ page.html                   read documents into the graph `kg`
  relata explain Iraq memberOf                   why an edge stands there: sentence, source, speaker
  relata export -o kg.svg                        draw it
  relata help COMMAND                            all about a command, with examples

Exit status: 0 done, 1 done with a negative answer (nothing found), 2 failed, 130 interrupted.
Options are taken from the command line, then from the environment (RELATA_GRAPH …), then from relata.toml.",
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

/// Options of every subcommand.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Globals {
    /// Directory of the graph [default: kg]
    #[arg(
        long,
        global = true,
        env = "RELATA_GRAPH",
        value_name = "DIR",
        hide_env_values = true
    )]
    graph: Option<PathBuf>,
    /// Configuration file [default: relata.toml in the working directory, if there]
    #[arg(
        long,
        global = true,
        env = "RELATA_CONFIG",
        value_name = "FILE",
        hide_env_values = true
    )]
    config: Option<PathBuf>,
    /// Threads to work with [default: one for each core]
    #[arg(
        long,
        global = true,
        env = "RELATA_THREADS",
        value_name = "N",
        hide_env_values = true
    )]
    threads: Option<usize>,
    /// When to use colours
    #[arg(
        long,
        global = true,
        env = "RELATA_COLOR",
        value_enum,
        value_name = "WHEN",
        hide_env_values = true
    )]
    color: Option<Color>,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    quiet: bool,
}

/// The table of subcommands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Read documents into a graph
    Build(build::Args),
    /// Print what documents claim as JSON Lines, without a graph
    Extract(extract::Args),
    /// List what finds claims, or say what one of them finds and misses
    Extractors(extractors::Args),
    /// See what an ontology's examples teach
    Ontology(ontology::Args),
    /// Print sentences, tags, trees and names as CoNLL-U
    Parse(parse::Args),
    /// Ask the graph in SPARQL
    Query(query::Args),
    /// Write the graph, or a part of it, as RDF, a drawing, a table …
    Export(export::Args),
    /// Show the sentences behind the edges of an entity
    Explain(explain::Args),
    /// Show how two entities are connected
    Path(path::Args),
    /// List the documents of the graph
    Documents(documents::Args),
    /// Take out all that documents said
    Forget(forget::Args),
    /// Show what the graph holds, in figures
    Stats(stats::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
}

impl Command {
    fn run(&self, context: &Context) -> anyhow::Result<Answer> {
        match self {
            Command::Build(args) => build::run(args, context),
            Command::Extract(args) => extract::run(args, context),
            Command::Extractors(args) => extractors::run(args),
            Command::Ontology(args) => ontology::run(args, context),
            Command::Parse(args) => parse::run(args, context),
            Command::Query(args) => query::run(args, context),
            Command::Export(args) => export::run(args, context),
            Command::Explain(args) => explain::run(args, context),
            Command::Path(args) => path::run(args, context),
            Command::Documents(args) => documents::run(args, context),
            Command::Forget(args) => forget::run(args, context),
            Command::Stats(args) => stats::run(args, context),
            Command::Completions(args) => completions::run(args),
            Command::Man(args) => man::run(args),
        }
    }
}

/// How a command ended that did what it could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// Done.
    Yes,
    /// Done, and the answer is no: nothing found, `ASK` is false.
    No,
    /// Done in part: some documents could not be read.
    InPart,
    /// Stopped by the user after what is done was saved.
    Interrupted,
}

impl Answer {
    fn code(self) -> u8 {
        match self {
            Answer::Yes => 0,
            Answer::No => 1,
            Answer::InPart => 2,
            Answer::Interrupted => 130,
        }
    }
}

/// What every command needs to know.
#[derive(Debug)]
struct Context {
    /// Directory of the graph.
    graph: PathBuf,
    /// Whether to say nothing but errors.
    quiet: bool,
    /// What the configuration file says.
    config: Config,
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    match prepare(&cli.globals).and_then(|context| cli.command.run(&context)) {
        Ok(answer) => ExitCode::from(answer.code()),
        // Whoever reads our output has enough of it.
        Err(error) if failure::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            console::error(&error);
            ExitCode::from(2)
        }
    }
}

fn prepare(globals: &Globals) -> anyhow::Result<Context> {
    let config = Config::find(globals.config.as_deref())?;
    globals.color.or(config.color).unwrap_or_default().apply();
    interrupt::watch()?;
    let threads = globals.threads.or(config.threads).unwrap_or(0);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()?;
    let graph = globals.graph.clone().or_else(|| config.graph.clone());
    Ok(Context {
        graph: graph.unwrap_or_else(|| PathBuf::from("kg")),
        quiet: globals.quiet || config.quiet.unwrap_or(false),
        config,
    })
}
