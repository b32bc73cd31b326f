//! `relata documents`: what was read.

use std::io::Write;

use crate::cli::console::{self, Table};
use crate::cli::{Answer, Context, graph};

/// Options of `relata documents`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata documents
  relata documents --json | jq -r '.[].id'")]
pub(crate) struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let graph = graph::open(context)?;
    let documents = graph.documents();
    if args.json {
        let mut out = console::data();
        serde_json::to_writer_pretty(&mut out, &documents)?;
        out.write_all(b"\n")?;
        out.flush()?;
    } else {
        let mut table = Table::new(&["#claims", "#edges", "date", "publisher", "document", "title"]);
        for document in &documents {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            table.row(vec![
                document.claims.to_string(),
                document.edges.to_string(),
                text(&document.date),
                short(&text(&document.publisher), 24),
                document.id.clone(),
                short(&text(&document.title), 60),
            ]);
        }
        let mut out = console::text();
        table.print(&mut out)?;
        out.flush()?;
    }
    Ok(if documents.is_empty() {
        Answer::No
    } else {
        Answer::Yes
    })
}

/// At most so many characters.
fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
