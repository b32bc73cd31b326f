//! Questions to a graph: by SPARQL, and those that need no query language.
//!
//! SPARQL is parsed with good messages, evaluated over a [`Store`], and answered in every format.
//! Only this module runs it.

mod answer;
mod check;
mod describe;
mod error;
pub mod explain;
mod format;
mod nearest;
mod needs;
mod parse;
pub mod path;
pub mod stats;
mod syntax;
mod table;
mod tokens;

use std::collections::BTreeMap;

use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};

pub use answer::{Answer, Written};
pub use check::Warning;
pub use error::{Place, QueryError};
pub use format::AnswerFormat;

use crate::store::{Needs, Store, View};

/// A parsed query.
#[derive(Clone, Debug)]
pub struct Query {
    text: String,
    algebra: spargebra::Query,
}

/// Stops a query from another thread, such as a signal handler's.
#[derive(Clone, Default)]
pub struct Cancellation(CancellationToken);

impl Cancellation {
    /// Stops all queries that were given this or a clone of it.
    pub fn cancel(&self) {
        self.0.cancel();
    }
}

impl Query {
    /// Parses `text`; these prefixes need no declaration (those of an
    /// [`Ontology`](crate::ontology::Ontology), for one).
    pub fn parse(text: &str, prefixes: &BTreeMap<String, String>) -> Result<Self, QueryError> {
        Ok(Self {
            text: text.to_owned(),
            algebra: parse::parse(text, prefixes)?,
        })
    }

    /// Which triples it can look at; a store of these answers it as the whole graph would.
    pub fn needs(&self) -> Needs {
        needs::needs(&self.algebra)
    }

    /// Whether it answers with triples (CONSTRUCT, DESCRIBE) and not with a table or a truth value.
    pub fn gives_triples(&self) -> bool {
        matches!(
            self.algebra,
            spargebra::Query::Construct { .. } | spargebra::Query::Describe { .. }
        )
    }

    /// What looks like a slip: names of known vocabularies that nothing in the graph has.
    pub fn check(&self, store: &Store) -> Vec<Warning> {
        check::check(&self.text, &self.algebra, store)
    }

    /// Evaluates it. The default graph is the union of all graphs, unless `FROM` says otherwise.
    ///
    /// Rows are worked out as they are read.
    pub fn run<'a>(&self, store: &'a Store, cancellation: &Cancellation) -> Result<Answer<'a>, QueryError> {
        if let spargebra::Query::Describe {
            pattern,
            dataset,
            base_iri,
        } = &self.algebra
        {
            let select = spargebra::Query::Select {
                dataset: dataset.clone(),
                pattern: pattern.clone(),
                base_iri: base_iri.clone(),
            };
            let solutions = evaluate(select, store, cancellation)?;
            return describe::describe(solutions, store).map(Answer::Triples);
        }
        Ok(match evaluate(self.algebra.clone(), store, cancellation)? {
            QueryResults::Solutions(solutions) => Answer::Solutions(solutions),
            QueryResults::Boolean(value) => Answer::Boolean(value),
            QueryResults::Graph(triples) => {
                Answer::Triples(triples.collect::<Result<_, _>>().map_err(failed)?)
            }
        })
    }
}

fn evaluate<'a>(
    query: spargebra::Query,
    store: &'a Store,
    cancellation: &Cancellation,
) -> Result<QueryResults<'a>, QueryError> {
    let from = query.dataset().map(|dataset| {
        dataset
            .default
            .clone()
            .into_iter()
            .map(Into::into)
            .collect::<Vec<_>>()
    });
    let view = View::new(store.triples(), from.as_deref());
    let mut prepared = SparqlEvaluator::new()
        .with_cancellation_token(cancellation.0.clone())
        .for_query(query);
    // The view knows what the default graph is; the engine would list a triple once for each graph.
    let named = prepared.dataset().available_named_graphs().map(<[_]>::to_vec);
    let dataset = prepared.dataset_mut();
    dataset.set_default_graph(vec![oxrdf::GraphName::DefaultGraph]);
    if let Some(named) = named {
        dataset.set_available_named_graphs(named);
    }
    prepared.on_queryable_dataset(view).execute().map_err(failed)
}

fn failed(error: QueryEvaluationError) -> QueryError {
    match error {
        QueryEvaluationError::Cancelled => QueryError::Cancelled,
        QueryEvaluationError::UnsupportedService(name) => QueryError::Evaluation(format!(
            "SERVICE {name} cannot be asked; queries stay within the graph"
        )),
        other => QueryError::Evaluation(other.to_string()),
    }
}
