//! `relata path`: how two entities are connected.

use std::io::Write;

use relata::query::path::{Step, path};

use super::explain::{entities, print_evidence};
use crate::cli::console::{self, BOLD, ODD, styled};
use crate::cli::{Answer, Context, graph};

/// Options of `relata path`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata path \"Ada Brown\" \"Norsk Bank\"
  relata path Iraq CENTCOM --json

Follows edges in either direction and takes as few as it can, the surest among equals.")]
pub(crate) struct Args {
    /// Name or IRI of an entity
    from: String,
    /// Name or IRI of another
    to: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let graph = graph::open(context)?;
    let ontology = graph::ontology_of(&graph)?;
    let readings = graph::readings(&graph, &ontology)?;
    let from = entities(&args.from, &readings, &ontology, context);
    let to = entities(&args.to, &readings, &ontology, context);
    let steps = match (from, to) {
        (Some(from), Some(to)) => {
            let steps = path(&readings, &ontology, &from, &to);
            if steps.is_none() {
                let message = format!("no edges lead from `{}` to `{}`", args.from, args.to);
                context.note(ODD, "nothing found", &message);
            }
            steps
        }
        _ => None,
    };
    if args.json {
        let mut out = console::data();
        serde_json::to_writer_pretty(&mut out, &steps)?;
        out.write_all(b"\n")?;
        out.flush()?;
    } else if let Some(steps) = &steps {
        let mut out = console::text();
        for step in steps {
            print(step, &mut out)?;
        }
        if steps.is_empty() {
            writeln!(out, "`{}` and `{}` are the same entity", args.from, args.to)?;
        }
        out.flush()?;
    }
    Ok(if steps.is_some() { Answer::Yes } else { Answer::No })
}

fn print(step: &Step<'_>, out: &mut impl Write) -> anyhow::Result<()> {
    let (subject, property, object) = (step.subject.label, step.property.label, step.object.label);
    let line = if step.reversed {
        format!("{object} ← {property} — {subject}")
    } else {
        format!("{subject} — {property} → {object}")
    };
    writeln!(out, "{}", styled(BOLD, &line))?;
    print_evidence(&step.evidence, out)
}
