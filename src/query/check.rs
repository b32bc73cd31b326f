//! Names in a query that nothing in the graph has: mostly slips of the pen.

use std::fmt;

use spargebra::Query;

use super::error::Place;
use super::nearest::nearest;
use super::tokens::{TokenKind, tokens};
use crate::ontology::vocabulary::{ENTITY, NEWS, RDF, RDFS, RELATA};
use crate::store::{Store, rdf};

/// What looks like a slip. The query runs all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Stable name of the kind of remark: `query-name`.
    pub code: &'static str,
    /// The name as the query has it, what it seems to be, and what may be meant.
    pub message: String,
    /// Where it stands first.
    pub place: Place,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.message, self.place)
    }
}

/// Looks at every IRI that the text names, once.
pub(super) fn check(text: &str, query: &Query, store: &Store) -> Vec<Warning> {
    let declared = declarations(text);
    let ontology = store.ontology();
    let mut warnings: Vec<Warning> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let used = query.to_string();
    for token in tokens(text) {
        let name = &text[token.range.clone()];
        let iri = match token.kind {
            TokenKind::Iri => name[1..name.len() - 1].to_owned(),
            TokenKind::Prefixed => {
                let (prefix, local) = name.split_once(':').unwrap_or((name, ""));
                let namespace = declared
                    .iter()
                    .find(|(known, _)| known == prefix)
                    .map(|(_, namespace)| namespace.as_str())
                    .or_else(|| ontology.prefixes.get(prefix).map(String::as_str));
                match namespace {
                    Some(namespace) => format!("{namespace}{}", local.replace('\\', "")),
                    None => continue,
                }
            }
            _ => continue,
        };
        // Namespaces of PREFIX and names in FROM are no part of the pattern.
        if seen.contains(&iri) || !used.contains(&format!("<{iri}>")) {
            continue;
        }
        if let Some(message) = unknown(&iri, name, store) {
            warnings.push(Warning {
                code: "query-name",
                message,
                place: Place::of(text, token.range.start, token.range.end),
            });
        }
        seen.push(iri);
    }
    warnings
}

/// The message, if the IRI stands in a namespace whose names are known and is none of them.
fn unknown(iri: &str, name: &str, store: &Store) -> Option<String> {
    let ontology = store.ontology();
    if store.names(iri) || ontology.class(iri).is_some() || ontology.property(iri).is_some() {
        return None;
    }
    let split = iri.rfind(['#', '/']).map_or(0, |at| at + 1);
    let (namespace, local) = iri.split_at(split);
    let things;
    let locals: Vec<&str> = match namespace {
        RDF => vec![
            "type",
            "reifies",
            "Property",
            "first",
            "rest",
            "nil",
            "value",
            "List",
            "Statement",
            "subject",
            "predicate",
            "object",
            "langString",
        ],
        RDFS => vec![
            "label",
            "comment",
            "subClassOf",
            "subPropertyOf",
            "domain",
            "range",
            "seeAlso",
            "isDefinedBy",
            "member",
            "Class",
            "Resource",
            "Literal",
            "Datatype",
            "Container",
        ],
        _ => {
            let schema = ontology.classes.iter().map(|class| class.iri.as_str());
            let schema = schema.chain(ontology.properties.iter().map(|property| property.iri.as_str()));
            things = store.things();
            let known: Vec<&str> = schema
                .chain(things.iter().copied())
                .chain(store.properties())
                .chain(rdf::terms::ALL.iter().copied())
                .filter_map(|iri| iri.strip_prefix(namespace))
                .collect();
            // A namespace of which nothing is known may be anything.
            if known.is_empty() && ![NEWS, RELATA, ENTITY].contains(&namespace) {
                return None;
            }
            known
        }
    };
    if locals.contains(&local) {
        return None;
    }
    let of_schema = ontology
        .classes
        .iter()
        .any(|class| class.iri.starts_with(namespace))
        || ontology
            .properties
            .iter()
            .any(|property| property.iri.starts_with(namespace));
    let kind = if !of_schema && ![RDF, RDFS, NEWS, RELATA].contains(&namespace) {
        "entity"
    } else if local.starts_with(char::is_uppercase) {
        "class"
    } else {
        "property"
    };
    let hint = nearest(local, locals.iter().copied()).map(|nearest| {
        let iri = format!("{namespace}{nearest}");
        format!("; did you mean `{}`?", ontology.shorten(&iri))
    });
    Some(format!("unknown {kind} `{name}`{}", hint.unwrap_or_default()))
}

/// `PREFIX` declarations of the query.
fn declarations(text: &str) -> Vec<(String, String)> {
    let tokens = tokens(text);
    let word = |at: usize| tokens.get(at).map(|token| &text[token.range.clone()]);
    (0..tokens.len())
        .filter(|&at| word(at).is_some_and(|word| word.eq_ignore_ascii_case("PREFIX")))
        .filter_map(|at| {
            let prefix = word(at + 1)?.strip_suffix(':')?;
            let iri = word(at + 2)?.strip_prefix('<')?.strip_suffix('>')?;
            Some((prefix.to_owned(), iri.to_owned()))
        })
        .collect()
}
