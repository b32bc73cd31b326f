//! Opening what commands work on: ontologies, the pipeline, a graph.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use relata::claim::Reading;
use relata::extract::{Extractor, usual};
use relata::link::{self, LinkConfig};
use relata::nlp::Analyser;
use relata::ontology::{Ontology, Severity, Source};
use relata::pipeline::{Pipeline, PipelineConfig};
use relata::store::{DirectoryError, GraphDirectory};

use super::Context;
use super::console::{BAD, NOTE, ODD};
use super::reading::OntologyArgs;

/// The graph of this call.
pub(crate) fn open(context: &Context) -> anyhow::Result<GraphDirectory> {
    Ok(GraphDirectory::open(&context.graph)?)
}

/// The graph of this call, if there is one.
pub(crate) fn open_if_there(context: &Context) -> anyhow::Result<Option<GraphDirectory>> {
    match GraphDirectory::open(&context.graph) {
        Ok(graph) => Ok(Some(graph)),
        Err(DirectoryError::Missing { .. } | DirectoryError::Foreign { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// All that the documents of a graph said, with the entities of all documents joined.
pub(crate) fn readings(graph: &GraphDirectory, ontology: &Ontology) -> anyhow::Result<Vec<Reading>> {
    let mut readings: Vec<Reading> = graph.readings().collect::<Result<_, _>>()?;
    link::across(&mut readings, ontology);
    Ok(readings)
}

/// The ontology with which a graph was built.
pub(crate) fn ontology_of(graph: &GraphDirectory) -> anyhow::Result<Ontology> {
    let mut sources = Ontology::embedded_sources();
    sources.extend(graph.ontology_sources()?);
    Ok(Ontology::load(&sources)?.0)
}

/// The user's ontology files, read.
pub(crate) fn ontology_files(paths: &[PathBuf]) -> anyhow::Result<Vec<Source<'static>>> {
    let read = paths.iter().map(|path| {
        let bytes =
            fs::read(path).with_context(|| format!("cannot read the ontology `{}`", path.display()))?;
        Ok(Source::new(path.to_string_lossy(), bytes))
    });
    read.collect()
}

/// The pipeline that reads documents, and a name for it that changes with all that changes what it reads.
pub(crate) fn pipeline(
    args: &OntologyArgs,
    base: Option<&str>,
    sources: &[Source<'_>],
    context: &Context,
) -> anyhow::Result<(Pipeline, String)> {
    let mut all = Ontology::embedded_sources();
    let embedded = all.len();
    all.extend(sources.iter().cloned());
    let (ontology, diagnostics) = Ontology::load(&all)?;
    // What comes with the program is tested; only the user's files are worth remarks.
    let names: Vec<&str> = all[embedded..]
        .iter()
        .map(|source| source.name.as_str())
        .collect();
    for diagnostic in diagnostics
        .iter()
        .filter(|diagnostic| names.contains(&diagnostic.file.as_str()))
    {
        let style = match diagnostic.severity {
            Severity::Note => NOTE,
            Severity::Warning => ODD,
            Severity::Error => BAD,
        };
        context.note(style, "ontology", &diagnostic.to_string());
    }
    let config = PipelineConfig {
        link: base.map_or_else(LinkConfig::default, |base| LinkConfig {
            base: base.to_owned(),
        }),
        extractors: args.extractors(context),
    };
    let analyser = args.model.analyser(context)?;
    let name = reader_name(&analyser, &config);
    let pipeline = Pipeline::new(analyser, ontology, config);
    for example in pipeline.useless_examples() {
        if names.iter().any(|name| example.origin.starts_with(name)) {
            let message = format!(
                "example `{}` of <{}> teaches nothing: {}",
                example.text, example.property, example.reason
            );
            context.note(ODD, "ontology", &format!("{message} ({})", example.origin));
        }
    }
    Ok((pipeline, name))
}

/// Program, weights and extractors; the store adds what the ontology says.
fn reader_name(analyser: &Analyser, config: &PipelineConfig) -> String {
    let names = |extractors: &[&Extractor]| -> Vec<&str> {
        extractors.iter().map(|extractor| extractor.name).collect()
    };
    let chosen = names(&config.extractors);
    let options = if chosen == names(&usual(false)) {
        String::new()
    } else if chosen == names(&usual(true)) {
        " open".to_owned()
    } else {
        format!(" {}", chosen.join(","))
    };
    let weights: String = analyser.hash().chars().take(12).collect();
    format!("relata {} {weights}{options}", env!("CARGO_PKG_VERSION"))
}
