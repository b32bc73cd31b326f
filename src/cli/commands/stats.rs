//! `relata stats`: what a graph holds, in figures.

use std::io::Write;

use relata::query::stats::{Count, Stats, stats};

use crate::cli::console::{self, BOLD, Table, count, styled};
use crate::cli::{Answer, Context, graph};

/// Options of `relata stats`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata stats
  relata stats --json | jq .edges")]
pub(crate) struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let graph = graph::open(context)?;
    let ontology = graph::ontology_of(&graph)?;
    let figures = stats(graph.readings(), &ontology)?;
    if args.json {
        let mut out = console::data();
        serde_json::to_writer_pretty(&mut out, &figures)?;
        out.write_all(b"\n")?;
        out.flush()?;
    } else {
        let mut out = console::text();
        print(&figures, &mut out)?;
        out.flush()?;
    }
    Ok(Answer::Yes)
}

fn print(figures: &Stats, out: &mut impl Write) -> anyhow::Result<()> {
    let dates = match &figures.dates {
        Some((first, last)) if first == last => format!(" of {first}"),
        Some((first, last)) => format!(" of {first} to {last}"),
        None => String::new(),
    };
    let documents = count(figures.documents, "document", "documents");
    writeln!(
        out,
        "{documents}{dates}, {}",
        count(figures.sentences, "sentence", "sentences")
    )?;
    writeln!(
        out,
        "{}, {} as edges, {} attributed to somebody, {} open",
        count(figures.claims, "claim", "claims"),
        figures.edges,
        figures.attributed,
        figures.open
    )?;
    writeln!(
        out,
        "{}, {} with a name",
        count(figures.entities, "entity", "entities"),
        figures.named
    )?;
    section("Entities by class", "class", &figures.classes, out)?;
    section("Claims by property", "property", &figures.properties, out)?;
    section("Claims by standing", "standing", &figures.modalities, out)?;
    section("Claims by extractor", "extractor", &figures.extractors, out)?;
    section("Documents by publisher", "publisher", &figures.publishers, out)
}

fn section(title: &str, head: &'static str, counts: &[Count], out: &mut impl Write) -> anyhow::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", styled(BOLD, title))?;
    let edges = counts.iter().any(|count| count.edges.is_some());
    let mut table = Table::new(if edges {
        &["#count", "#edges", ""]
    } else {
        &["#count", ""]
    });
    debug_assert!(!head.is_empty());
    for one in counts {
        let mut cells = vec![one.count.to_string()];
        if edges {
            cells.push(one.edges.unwrap_or(0).to_string());
        }
        cells.push(one.name.clone());
        table.row(cells);
    }
    Ok(table.print(out)?)
}
