//! `relata query`: SPARQL over the graph.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use relata::query::{AnswerFormat, Cancellation, Query};
use relata::store::Store;
use relata::store::rdf::RdfOptions;

use crate::cli::console::{self, ODD};
use crate::cli::failure::Failure;
use crate::cli::{Answer, Context, graph};

/// Options of `relata query`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata query 'SELECT ?who ?what WHERE { ?who news:controls ?what }'
  relata query 'ASK { entity:Iraq news:memberOf ?what }'
  relata query --file questions/who-met-whom.rq --format csv > meetings.csv
  relata query 'SELECT ?s ?sentence WHERE { ?c rdf:reifies <<( ?s news:meets ?o )>> ; relata:sentence ?sentence }'
  relata query 'DESCRIBE entity:Iraq' --format turtle

The prefixes of the loaded ontologies and of the usual vocabularies need no declaration. The default graph
is the union of all documents; GRAPH ?document { … } tells them apart. Exit status 1: no row, or ASK is false.")]
pub(crate) struct Args {
    /// The query; `-` reads it from standard input, and the name of a file that ends with .rq reads that
    #[arg(required_unless_present = "file", value_name = "SPARQL")]
    query: Option<String>,
    /// Read the query from a file
    #[arg(short, long, conflicts_with = "query", value_name = "FILE")]
    file: Option<PathBuf>,
    /// How to write the answer: table, json, csv, tsv, xml; for CONSTRUCT and DESCRIBE turtle, ntriples,
    /// nquads, trig, rdfxml, jsonld
    #[arg(long, value_name = "FORMAT")]
    format: Option<AnswerFormat>,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let text = text(args)?;
    if text.trim().is_empty() {
        return Err(Failure::new("the query is empty, expected SELECT, ASK, CONSTRUCT or DESCRIBE").into());
    }
    let graph = graph::open(context)?;
    let ontology = graph::ontology_of(&graph)?;
    let query = Query::parse(&text, &ontology.prefixes)?;
    let readings = graph::readings(&graph, &ontology)?;
    let sources = graph.ontology_sources()?;
    let store = Store::from_readings(&readings, &sources, RdfOptions::default(), &query.needs())?;
    for warning in query.check(&store) {
        context.note(ODD, "query", &warning.to_string());
    }
    let answer = query.run(&store, &Cancellation::default())?;
    let format = args.format.unwrap_or_else(|| answer.usual_format());
    let mut out = console::data();
    let written = answer.write(format, &ontology, &mut out)?;
    out.flush()?;
    Ok(if written.is_positive() {
        Answer::Yes
    } else {
        Answer::No
    })
}

fn text(args: &Args) -> anyhow::Result<String> {
    let from_file = |path: &Path| {
        fs::read_to_string(path).with_context(|| format!("cannot read the query `{}`", path.display()))
    };
    match (&args.file, args.query.as_deref()) {
        (Some(path), _) => from_file(path),
        (None, Some("-")) => {
            let mut text = String::new();
            io::stdin()
                .lock()
                .read_to_string(&mut text)
                .context("cannot read the query from standard input")?;
            Ok(text)
        }
        (None, Some(name))
            if !name.contains(char::is_whitespace)
                && Path::new(name).extension().is_some_and(|end| end == "rq") =>
        {
            from_file(Path::new(name))
        }
        (None, query) => Ok(query.unwrap_or_default().to_owned()),
    }
}
