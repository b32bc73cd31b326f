//! `relata export`: the graph, or a part of it, in a format that others read.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;
use relata::claim::{EntityIri, Reading};
use relata::export::{
    self, Claims, Cluster, ExportInput, ExportOptions, FORMATS, Format, Selection, resolve_class,
    resolve_entity, resolve_property,
};
use relata::ontology::Ontology;

use crate::cli::console::{self, GOOD, ODD, count};
use crate::cli::failure::Failure;
use crate::cli::reading::PolicyArgs;
use crate::cli::{Answer, Context, files, graph};

/// Options of `relata export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata export -o kg.ttl                        all of it as Turtle
  relata export --format jsonl | jq .relation.label
  relata export -o sdf.svg --around \"Syrian Democratic Forces\" --hops 2
  relata export --format dot --property memberOf --cluster class | dot -Tpdf > members.pdf
  relata export --format csv -o tables/          nodes.csv and edges.csv")]
pub(crate) struct Args {
    /// Format [default: told by the name of the output, else turtle]
    #[arg(short, long, value_name = "FORMAT", value_parser = format, long_help = formats())]
    format: Option<&'static Format>,
    /// File to write, or a folder for a format of several files [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only what lies near this entity; may be repeated
    #[arg(long, value_name = "ENTITY")]
    around: Vec<String>,
    /// How many edges away
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    hops: usize,
    /// Only claims with this property or one below it; may be repeated
    #[arg(long, value_name = "PROPERTY")]
    property: Vec<String>,
    /// Only claims about an entity of this class; may be repeated
    #[arg(long, value_name = "CLASS")]
    class: Vec<String>,
    /// Only claims at least as sure as this, from 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = confidence)]
    min_confidence: f64,
    /// Only what this document says; may be repeated
    #[arg(long, value_name = "DOCUMENT")]
    document: Vec<String>,
    /// Which claims [default: edges in drawings, all elsewhere]
    #[arg(long, value_enum, value_name = "WHICH")]
    claims: Option<Which>,
    /// Frames of a drawing
    #[arg(long, value_enum, value_name = "BY")]
    cluster: Option<By>,
    /// Explain the colours and lines of a drawing
    #[arg(long)]
    legend: bool,
    /// Title of a drawing
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    policy: PolicyArgs,
}

/// Which claims.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    /// Those that are asserted and not denied
    Edges,
    /// The denied and the only possible ones too
    All,
}

/// Frames of a drawing.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    /// A frame for each document
    Document,
    /// A frame for each class
    Class,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let by_name = args.output.as_deref().and_then(Format::by_path);
    let format = match args.format.or(by_name) {
        Some(format) => format,
        None => Format::by_name("turtle")?,
    };
    let graph = graph::open(context)?;
    let ontology = graph::ontology_of(&graph)?;
    for id in &args.document {
        if graph.document(id).is_none() {
            let failure = Failure::new(format!("no document `{id}` in `{}`", context.graph.display()));
            return Err(failure.hint("`relata documents` lists them").into());
        }
    }
    let readings = graph::readings(&graph, &ontology)?;
    let selection = selection(args, format, &readings, &ontology)?;
    let readings = if selection
        == (Selection {
            claims: Claims::All,
            ..Selection::default()
        }) {
        readings
    } else {
        export::select(&readings, &selection, &ontology)
    };
    let options = ExportOptions {
        cluster: match args.cluster {
            None => Cluster::None,
            Some(By::Document) => Cluster::Document,
            Some(By::Class) => Cluster::Class,
        },
        legend: args.legend,
        title: args.title.clone(),
        rdf: args.policy.rdf(),
        ..ExportOptions::default()
    };
    let input = ExportInput {
        readings: &readings,
        ontology: &ontology,
        options: &options,
    };
    write(args.output.as_deref(), format, &input, context)?;
    if readings.iter().all(|reading| reading.claims.is_empty()) {
        context.note(ODD, "nothing found", "no claim was selected");
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}

/// What the options select, with names made IRIs.
fn selection(
    args: &Args,
    format: &Format,
    readings: &[Reading],
    ontology: &Ontology,
) -> anyhow::Result<Selection> {
    let mut around: Vec<EntityIri> = Vec::new();
    for name in &args.around {
        around.extend(resolve_entity(name, readings, ontology)?);
    }
    let mut properties = Vec::new();
    for name in &args.property {
        properties.extend(resolve_property(name, ontology)?);
    }
    let mut classes = Vec::new();
    for name in &args.class {
        classes.extend(resolve_class(name, ontology)?);
    }
    Ok(Selection {
        around,
        hops: args.hops,
        properties,
        classes,
        min_confidence: args.min_confidence,
        documents: args.document.clone(),
        claims: match args.claims {
            Some(Which::Edges) => Claims::Edges,
            Some(Which::All) => Claims::All,
            None => format.claims,
        },
        ..Selection::default()
    })
}

fn write(
    output: Option<&Path>,
    format: &Format,
    input: &ExportInput<'_>,
    context: &Context,
) -> anyhow::Result<()> {
    match output {
        Some(path) if path.as_os_str() != "-" => {
            if path.is_dir() || path.to_string_lossy().ends_with('/') {
                if format.files.is_empty() {
                    bail!(
                        "`{}` is a folder, and {} is written as one file",
                        path.display(),
                        format.name
                    );
                }
                files::make_folder(path)?;
                for (name, writer) in format.files {
                    files::replace(&path.join(name), |out| Ok(writer(input, out)?))?;
                }
            } else {
                files::replace(path, |out| Ok((format.write)(input, out)?))?;
            }
            let claims = input.readings.iter().map(|reading| reading.claims.len()).sum();
            let message = format!("{} to {}", count(claims, "claim", "claims"), path.display());
            context.note(GOOD, "written", &message);
        }
        _ => {
            let mut out = console::data();
            (format.write)(input, &mut out)?;
            out.flush()?;
        }
    }
    Ok(())
}

fn format(name: &str) -> Result<&'static Format, String> {
    Format::by_name(name).map_err(|error| error.to_string())
}

/// The table of formats as help.
fn formats() -> String {
    let mut help = String::from("Format [default: told by the name of the output, else turtle]\n");
    for format in FORMATS {
        help.push_str(&format!("\n- {}: {}", format.name, format.summary));
    }
    help
}

fn confidence(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("expected a number from 0 to 1".to_owned()),
    }
}
