//! `relata ontology`: what an ontology teaches.

use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;
use rayon::prelude::*;
use relata::claim::Claim;
use relata::ontology::{Example, Property, PropertyId};
use relata::pipeline::{Lesson, Pipeline};

use crate::cli::console::{self, BAD, BOLD, DIM, GOOD, count, styled};
use crate::cli::model::ModelArgs;
use crate::cli::reading::OntologyArgs;
use crate::cli::{Answer, Context, graph};

/// Options of `relata ontology`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read the examples of an ontology, and say which of them are found again
    Test(TestArgs),
}

/// Options of `relata ontology test`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata ontology test sponsors.ttl
  relata ontology test --all sponsors.ttl        the examples that are found, too
  relata ontology test                           those of the ontology built in

An example is found if reading its sentence gives the property, or one below it, between the marked words.
Exit status 1 if one is not found.")]
struct TestArgs {
    /// Ontology files [default: the ontology built in]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Show what is found, too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    model: ModelArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let Command::Test(args) = &args.command;
    let sources = graph::ontology_files(&args.files)?;
    let ontology = OntologyArgs::with_model(args.model.clone());
    let (pipeline, _) = graph::pipeline(&ontology, None, &sources, context)?;
    let wanted = |example: &Example| {
        let of = |path: &PathBuf| example.origin.starts_with(&*path.to_string_lossy());
        args.files.is_empty() || args.files.iter().any(of)
    };
    let lessons: Vec<(&Property, Vec<(&Example, Lesson)>)> = pipeline
        .ontology()
        .properties
        .par_iter()
        .enumerate()
        .map(|(index, property)| {
            let examples = property.examples.iter().filter(|example| wanted(example));
            let check = |example| (example, pipeline.check(PropertyId(index as u32), example));
            (property, examples.map(check).collect())
        })
        .collect();
    let mut out = console::text();
    let (mut found, mut all) = (0, 0);
    for (property, lessons) in lessons.iter().filter(|(_, lessons)| !lessons.is_empty()) {
        let learned = lessons
            .iter()
            .filter(|(_, lesson)| matches!(lesson, Lesson::Learned))
            .count();
        found += learned;
        all += lessons.len();
        if learned < lessons.len() || args.all {
            let style = if learned < lessons.len() { BAD } else { GOOD };
            let share = styled(style, &format!("{learned} of {}", lessons.len()));
            writeln!(
                out,
                "{share} {}  {}",
                styled(BOLD, &property.label),
                styled(DIM, &property.iri)
            )?;
        }
        for (example, lesson) in lessons {
            explain(&pipeline, example, lesson, args.all, &mut out)?;
        }
    }
    writeln!(out, "{found} of {} found", count(all, "example", "examples"))?;
    out.flush()?;
    Ok(if found == all { Answer::Yes } else { Answer::No })
}

/// One example, with what was found in place of what it marks.
fn explain(
    pipeline: &Pipeline,
    example: &Example,
    lesson: &Lesson,
    all: bool,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    match lesson {
        Lesson::Learned if all => writeln!(out, "  + {}", example.text)?,
        Lesson::Learned => {}
        Lesson::Missed(claims) => {
            writeln!(
                out,
                "  - {}  {}",
                example.text,
                styled(DIM, &format!("({})", example.origin))
            )?;
            let useless = pipeline
                .useless_examples()
                .iter()
                .find(|useless| useless.text == example.text);
            if let Some(useless) = useless {
                writeln!(out, "      teaches nothing: {}", useless.reason)?;
            }
            for claim in claims {
                writeln!(out, "      found: {}", line(claim))?;
            }
        }
    }
    Ok(())
}

fn line(claim: &Claim) -> String {
    format!(
        "{} – {} – {}",
        claim.subject.text, claim.relation.label, claim.object.text
    )
}
