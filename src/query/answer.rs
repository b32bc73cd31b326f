//! Answers and their writing.

use std::io::Write;

use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QuerySolutionIter, Variable};
use oxrdf::Triple;
use oxrdfio::{RdfFormat, RdfSerializer};

use super::format::AnswerFormat;
use super::table::Table;
use super::{QueryError, failed};
use crate::ontology::Ontology;
use crate::ontology::vocabulary::CLAIM;

/// What a query gives.
pub enum Answer<'a> {
    /// Rows, worked out as they are read (SELECT).
    Solutions(QuerySolutionIter<'a>),
    /// Yes or no (ASK).
    Boolean(bool),
    /// Triples (CONSTRUCT, DESCRIBE).
    Triples(Vec<Triple>),
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// So many rows.
    Rows(usize),
    /// The truth value.
    Boolean(bool),
    /// So many triples.
    Triples(usize),
}

impl Written {
    /// Whether there was anything: a row, a triple, a yes.
    pub fn is_positive(self) -> bool {
        match self {
            Self::Rows(count) | Self::Triples(count) => count > 0,
            Self::Boolean(value) => value,
        }
    }
}

impl Answer<'_> {
    /// The format that is written where none is asked for.
    pub fn usual_format(&self) -> AnswerFormat {
        match self {
            Self::Solutions(_) | Self::Boolean(_) => AnswerFormat::Table,
            Self::Triples(_) => AnswerFormat::Turtle,
        }
    }

    /// Writes the answer; the ontology's prefixes shorten IRIs where the format has prefixes.
    pub fn write(
        self,
        format: AnswerFormat,
        ontology: &Ontology,
        out: &mut dyn Write,
    ) -> Result<Written, QueryError> {
        let given = match &self {
            Self::Solutions(_) => "rows",
            Self::Boolean(_) => "yes or no",
            Self::Triples(_) => "triples",
        };
        let misfit = |for_triples: bool| QueryError::Format {
            format: format.name(),
            given,
            expected: AnswerFormat::names(for_triples),
        };
        match self {
            Self::Solutions(solutions) => match format.of_rows() {
                Some(rows) => {
                    let variables = solutions.variables().to_vec();
                    let serializer = QueryResultsSerializer::from_format(rows);
                    let mut writer = serializer.serialize_solutions_to_writer(&mut *out, variables)?;
                    let mut count = 0;
                    for solution in solutions {
                        writer.serialize(&solution.map_err(failed)?)?;
                        count += 1;
                    }
                    writer.finish()?;
                    // These two end without a line break, which terminals and files want.
                    if matches!(rows, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
                        writeln!(out)?;
                    }
                    Ok(Written::Rows(count))
                }
                None if format == AnswerFormat::Table => write_table(solutions, ontology, out),
                None => Err(misfit(false)),
            },
            Self::Boolean(value) => match format.of_rows() {
                Some(rows) => {
                    let serializer = QueryResultsSerializer::from_format(rows);
                    let text = serializer.serialize_boolean_to_writer(Vec::new(), value)?;
                    out.write_all(text.trim_ascii_end())?;
                    writeln!(out)?;
                    Ok(Written::Boolean(value))
                }
                None if format == AnswerFormat::Table => {
                    writeln!(out, "{}", if value { "yes" } else { "no" })?;
                    Ok(Written::Boolean(value))
                }
                None => Err(misfit(false)),
            },
            Self::Triples(triples) => match format.of_triples() {
                Some(rdf) => write_triples(triples, rdf, ontology, out),
                None if format == AnswerFormat::Table => {
                    let columns = ["subject", "predicate", "object"].map(Variable::new_unchecked);
                    let mut table = Table::new(&columns, ontology);
                    let triples = in_order(triples);
                    for triple in &triples {
                        let object = triple.object.clone();
                        table.row([
                            Some(triple.subject.clone().into()),
                            Some(triple.predicate.clone().into()),
                            Some(object),
                        ]);
                    }
                    table.write(out)?;
                    Ok(Written::Triples(triples.len()))
                }
                None => Err(misfit(true)),
            },
        }
    }
}

fn write_table(
    solutions: QuerySolutionIter<'_>,
    ontology: &Ontology,
    out: &mut dyn Write,
) -> Result<Written, QueryError> {
    let mut table = Table::new(solutions.variables(), ontology);
    let mut count = 0;
    for solution in solutions {
        table.row(solution.map_err(failed)?.values().iter().cloned());
        count += 1;
    }
    table.write(out)?;
    Ok(Written::Rows(count))
}

fn write_triples(
    triples: Vec<Triple>,
    format: RdfFormat,
    ontology: &Ontology,
    out: &mut dyn Write,
) -> Result<Written, QueryError> {
    let triples = in_order(triples);
    let mut serializer = RdfSerializer::from_format(format);
    if matches!(
        format,
        RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::RdfXml | RdfFormat::JsonLd { .. }
    ) {
        for (prefix, namespace) in used_prefixes(&triples, ontology) {
            if let Ok(with) = serializer.clone().with_prefix(prefix, namespace) {
                serializer = with;
            }
        }
    }
    let mut writer = serializer.for_writer(&mut *out);
    for triple in &triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?;
    if matches!(format, RdfFormat::JsonLd { .. } | RdfFormat::RdfXml) {
        writeln!(out)?;
    }
    Ok(Written::Triples(triples.len()))
}

/// Sorted, so that a subject's triples stand together, each once; claims come after what they are about.
fn in_order(triples: Vec<Triple>) -> Vec<Triple> {
    let mut keyed: Vec<(bool, String, Triple)> = triples
        .into_iter()
        .map(|triple| {
            let text = triple.to_string();
            (text[1..].starts_with(CLAIM), text, triple)
        })
        .collect();
    keyed.sort_unstable_by(|left, right| (left.0, &left.1).cmp(&(right.0, &right.1)));
    keyed.dedup_by(|left, right| left.1 == right.1);
    keyed.into_iter().map(|(.., triple)| triple).collect()
}

/// Only prefixes that the triples need; one for each namespace.
fn used_prefixes<'a>(triples: &[Triple], ontology: &'a Ontology) -> Vec<(&'a str, &'a str)> {
    let text: Vec<String> = triples.iter().map(ToString::to_string).collect();
    let mut used: Vec<(&str, &str)> = Vec::new();
    for (prefix, namespace) in &ontology.prefixes {
        let known = used.iter().any(|(_, other)| other == namespace);
        let opening = format!("<{namespace}");
        let typed = format!("^^<{namespace}");
        if !known
            && !prefix.is_empty()
            && text
                .iter()
                .any(|line| line.contains(&opening) || line.contains(&typed))
        {
            used.push((prefix, namespace));
        }
    }
    used
}
