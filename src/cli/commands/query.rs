//! `relata query`: SPARQL over the graph.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use relata::query::{AnswerFormat, Cancellation, Query};
use relata::store::{Schema, Store};

use crate::cli::console::{self, ODD};
use crate::cli::failure::Failure;
use crate::cli::reading::PolicyArgs;
use crate::cli::{Answer, Context, graph};

/// Options of `relata query`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata query 'SELECT ?who ?what WHERE { ?who news:controls ?what }'
  relata query -f question.rq --format csv > answer.csv
  relata query 'ASK { ?x rdfs:label \"Iraq\" }' && echo known
  relata query 'CONSTRUCT WHERE { ?who news:memberOf ?what }' --format jsonld
  relata query 'SELECT ?who ?text WHERE { ?claim rdf:reifies <<( ?who news:controls ?what )>> ;
      prov:wasDerivedFrom/oa:hasSelector/oa:exact ?text }'

The prefixes of the loaded ontologies and of the usual vocabularies need no declaration. The default
graph is the union of all documents; GRAPH ?document { … } asks for what one of them says.
Ends with 1 if the answer is no, or empty.")]
pub(crate) struct Args {
    /// The query, or a file with it whose name ends in .rq
    #[arg(value_name = "SPARQL", required_unless_present = "file")]
    query: Option<String>,
    /// File with the query; `-` for standard input
    #[arg(short, long, value_name = "FILE", conflicts_with = "query")]
    file: Option<PathBuf>,
    /// Format: table, json, csv, tsv, xml; for triples turtle, ntriples, rdfxml, jsonld, nquads, trig
    /// [default: table, for triples turtle]
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Option<AnswerFormat>,
    /// The same as --format json, for triples jsonld
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    policy: PolicyArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let text = text(args)?;
    let graph = graph::open(context)?;
    let schema = Schema::of(&graph)?;
    let query = Query::parse(&text, &schema.ontology().prefixes)?;
    let readings = graph::readings(&graph, schema.ontology())?;
    let store = Store::with_schema(&readings, schema, args.policy.rdf(), &query.needs())?;
    drop(readings);
    for warning in query.check(&store) {
        context.note(ODD, "warning", &warning.to_string());
    }
    let answer = query.run(&store, &Cancellation::default())?;
    let format = match args.format {
        Some(format) => format,
        None if args.json && query.gives_triples() => AnswerFormat::JsonLd,
        None if args.json => AnswerFormat::Json,
        None => answer.usual_format(),
    };
    let mut out = console::data();
    let written = answer.write(format, store.ontology(), &mut out)?;
    out.flush()?;
    Ok(if written.is_positive() {
        Answer::Yes
    } else {
        Answer::No
    })
}

/// The query, from wherever it comes.
fn text(args: &Args) -> anyhow::Result<String> {
    let named = args
        .query
        .as_deref()
        .map(str::trim)
        .filter(|query| is_file_name(query))
        .map(Path::new);
    let (name, text) = match (args.file.as_deref().or(named), &args.query) {
        (Some(path), _) if path.as_os_str() == "-" => {
            let mut text = String::new();
            io::stdin()
                .lock()
                .read_to_string(&mut text)
                .context("cannot read the query from standard input")?;
            ("standard input".to_owned(), text)
        }
        (Some(path), _) => {
            let name = path.display().to_string();
            let text = fs::read_to_string(path).with_context(|| format!("cannot read the query `{name}`"))?;
            (name, text)
        }
        (None, query) => ("the command line".to_owned(), query.clone().unwrap_or_default()),
    };
    if text.trim().is_empty() {
        let message = format!("no query in {name}, expected SELECT, ASK, CONSTRUCT or DESCRIBE");
        return Err(Failure::new(message).into());
    }
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

/// No query is one word that ends so.
fn is_file_name(query: &str) -> bool {
    let extension = Path::new(query).extension().and_then(std::ffi::OsStr::to_str);
    matches!(extension, Some("rq" | "sparql")) && !query.contains(['{', '\n'])
}

fn format(name: &str) -> Result<AnswerFormat, String> {
    name.parse()
        .map_err(|error: <AnswerFormat as std::str::FromStr>::Err| error.clone())
}
