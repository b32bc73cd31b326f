//! `relata forget`: takes out all that documents said.

use relata::store::{GraphWriter, Settings};

use crate::cli::console::{BAD, GOOD, count, remark};
use crate::cli::{Answer, Context, graph, interrupt};

/// Options of `relata forget`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata forget news/wrong.txt
  relata forget doc-17 doc-18 --graph march

What another document says too stays.")]
pub(crate) struct Args {
    /// Ids of documents, as `relata documents` lists them
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    // Opened for reading first: writing would make a graph where there is none.
    graph::open(context)?;
    let mut writer = GraphWriter::open(&context.graph, &Settings::default())?;
    interrupt::save_first();
    let ids: Vec<&str> = args.documents.iter().map(String::as_str).collect();
    let unknown = writer.forget(&ids)?;
    let forgotten = ids.len() - unknown.len();
    if forgotten > 0 {
        context.note(GOOD, "forgotten", &count(forgotten, "document", "documents"));
    }
    for id in &unknown {
        remark(
            BAD,
            "error",
            &format!("no document `{id}` in `{}`", context.graph.display()),
        );
    }
    if unknown.is_empty() {
        return Ok(Answer::Yes);
    }
    context.hint("`relata documents` lists them");
    Ok(Answer::No)
}
