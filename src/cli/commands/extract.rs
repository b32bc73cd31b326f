//! `relata extract`: claims as JSON Lines, without a graph.

use std::io::Write;

use crate::cli::reading::{OntologyArgs, ReadingArgs};
use crate::cli::{Answer, Context, batches, console, graph};

/// Options of `relata extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata extract article.txt                     a claim a line
  relata extract --open news/ > claims.jsonl     with relations that no ontology knows
  echo 'Keld Marsh visited Sund.' | relata extract -")]
pub(crate) struct Args {
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    ontology: OntologyArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let config = args.reading.config(context)?;
    let sources = graph::ontology_files(args.ontology.files(context))?;
    let base = args.ontology.base(context)?;
    let (pipeline, _) = graph::pipeline(&args.ontology, base.as_deref(), &sources, context)?;
    let mut out = console::data();
    let tally = batches::run(
        &args.reading.inputs,
        args.reading.stdin_format(),
        &config,
        context,
        |document| pipeline.read(document).claims,
        |batch| {
            for claim in batch.iter().flatten() {
                serde_json::to_writer(&mut out, claim)?;
                out.write_all(b"\n")?;
            }
            Ok(out.flush()?)
        },
    )?;
    out.flush()?;
    Ok(if tally.failed > 0 {
        Answer::InPart
    } else {
        Answer::Yes
    })
}
