//! `relata build`: documents into a graph.

use std::collections::BTreeSet;
use std::time::Instant;

use relata::claim::Reading;
use relata::pipeline;
use relata::store::{GraphWriter, Settings};
use serde::Serialize;

use crate::cli::batches::{self, Tally};
use crate::cli::console::{self, GOOD, ODD, count};
use crate::cli::reading::{OntologyArgs, ReadingArgs};
use crate::cli::{Answer, Context, graph, interrupt};

/// Options of `relata build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata build news/                             all documents in a folder, into the graph `kg`
  relata build 'news/2026-*.html' --graph march  those that match, into another graph
  relata build articles.jsonl --ontology my.ttl  with classes and properties of your own
  curl -s URL | relata build - --stdin-format html

Documents that have not changed since they were last read are not read again; those that have
changed replace what they said before.")]
pub(crate) struct Args {
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    ontology: OntologyArgs,
    /// Print the summary as JSON on standard output
    #[arg(long)]
    json: bool,
}

/// What a build did.
#[derive(Debug, Default, Serialize)]
struct Summary {
    graph: String,
    documents: usize,
    unchanged: usize,
    skipped: usize,
    failed: usize,
    sentences: usize,
    claims: usize,
    edges: usize,
    entities: usize,
    interrupted: bool,
    total_documents: usize,
    total_claims: usize,
    total_edges: usize,
    seconds: f64,
}

/// What became of one document.
enum Done {
    Unchanged(String),
    Read(Box<Reading>),
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let started = Instant::now();
    let config = args.reading.config(context)?;
    let files = args.ontology.files(context);
    let old = graph::open_if_there(context)?;
    let (sources, given) = match &old {
        Some(graph) if files.is_empty() => (graph.ontology_sources()?, false),
        _ => (graph::ontology_files(files)?, true),
    };
    let base = args.ontology.base(context)?;
    let known_base = base
        .clone()
        .or_else(|| old.as_ref().map(|graph| graph.base().to_owned()));
    let (pipeline, reader) = graph::pipeline(&args.ontology, known_base.as_deref(), &sources, context)?;
    let settings = Settings {
        base,
        reader,
        ontology: given.then_some(sources.as_slice()),
    };
    let mut writer = GraphWriter::open(&context.graph, &settings)?;
    interrupt::save_first();

    // A document that stands there unchanged when the build begins needs no reading.
    let before = writer.directory().clone();
    let mut gathered = Gathered::default();
    let tally = batches::run(
        &args.reading.inputs,
        args.reading.stdin_format(),
        &config,
        context,
        |document| {
            let id = &document.id.0;
            if before.has(id, &pipeline::hash(document)) {
                Done::Unchanged(id.clone())
            } else {
                Done::Read(Box::new(pipeline.read(document)))
            }
        },
        |batch| gathered.take(batch, &mut writer, context),
    )?;
    let totals = writer.finish()?;

    let summary = Summary {
        graph: context.graph.display().to_string(),
        documents: tally.documents,
        skipped: tally.skipped,
        failed: tally.failed,
        interrupted: tally.interrupted,
        total_documents: totals.documents,
        total_claims: totals.claims,
        total_edges: totals.edges,
        entities: gathered.entities.len(),
        seconds: started.elapsed().as_secs_f64(),
        ..gathered.summary
    };
    report(args, context, &summary, &tally)
}

/// What the batches have brought so far.
#[derive(Default)]
struct Gathered {
    summary: Summary,
    ids: BTreeSet<String>,
    entities: BTreeSet<String>,
}

impl Gathered {
    /// Writes a batch to the graph, and counts it.
    fn take(&mut self, batch: Vec<Done>, writer: &mut GraphWriter, context: &Context) -> anyhow::Result<()> {
        let mut readings = Vec::with_capacity(batch.len());
        for done in batch {
            let id = match &done {
                Done::Unchanged(id) => id,
                Done::Read(reading) => &reading.document.id,
            };
            if !self.ids.insert(id.clone()) {
                let message = format!("document `{id}` came twice; the later one replaces the earlier");
                context.note(ODD, "warning", &message);
            }
            match done {
                Done::Unchanged(_) => self.summary.unchanged += 1,
                Done::Read(reading) => readings.push(*reading),
            }
        }
        for reading in &readings {
            self.summary.sentences += reading.document.sentences;
            self.summary.claims += reading.claims.len();
            self.summary.edges += reading.claims.iter().filter(|claim| claim.is_edge()).count();
            self.entities
                .extend(reading.entities.iter().map(|entity| entity.iri.0.clone()));
        }
        Ok(writer.append(&readings)?)
    }
}

fn report(args: &Args, context: &Context, summary: &Summary, tally: &Tally) -> anyhow::Result<Answer> {
    if args.json {
        let mut out = console::data();
        serde_json::to_writer_pretty(&mut out, summary)?;
        std::io::Write::write_all(&mut out, b"\n")?;
        std::io::Write::flush(&mut out)?;
    } else {
        describe(context, summary, tally);
    }
    Ok(match (tally.interrupted, tally.failed) {
        (true, _) => Answer::Interrupted,
        (false, 0) => Answer::Yes,
        (false, _) => Answer::InPart,
    })
}

fn describe(context: &Context, summary: &Summary, tally: &Tally) {
    let documents = count(summary.documents, "document", "documents");
    let mut parts = vec![documents];
    for (number, what) in [
        (summary.unchanged, "unchanged"),
        (summary.skipped, "skipped"),
        (summary.failed, "failed"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    if tally.unknown > 0 {
        parts.push(format!(
            "{} of other kinds passed over",
            count(tally.unknown, "file", "files")
        ));
    }
    context.note(
        GOOD,
        "read",
        &format!("{} in {:.2} s", parts.join(", "), summary.seconds),
    );
    let found = [
        count(summary.sentences, "sentence", "sentences"),
        count(summary.claims, "claim", "claims"),
        count(summary.edges, "edge", "edges"),
        count(summary.entities, "entity", "entities"),
    ];
    context.note(GOOD, "found", &found.join(", "));
    let total = format!(
        "{} has {}, {}",
        summary.graph,
        count(summary.total_documents, "document", "documents"),
        count(summary.total_edges, "edge", "edges")
    );
    context.note(GOOD, "graph", &total);
    let option = if summary.graph == "kg" {
        String::new()
    } else {
        format!(" --graph {}", summary.graph)
    };
    if tally.interrupted {
        context.hint("the same command goes on where this one stopped");
    } else if summary.total_edges > 0 {
        context.hint(&format!(
            "see what is in it with `relata stats{option}`, draw it with `relata export{option} -o kg.svg`"
        ));
    }
}
