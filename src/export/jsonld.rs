//! JSON-LD 1.1: named graphs in one `@graph`, each node on a line of its own.
//!
//! The serialiser of `oxjsonld` knows no context and refuses triple terms; short names are what
//! makes JSON-LD readable, so this writes its own.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use super::ExportError;
use crate::ontology::vocabulary::{RDF, XSD};

/// Writes quads that are sorted by graph and subject and hold no triple terms.
pub(super) fn write(
    quads: &[Quad],
    prefixes: &BTreeMap<String, String>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let names = Names::new(prefixes, quads);
    write!(out, "{{\"@context\":")?;
    serde_json::to_writer(&mut *out, &names.context())?;
    write!(out, ",\n\"@graph\":[")?;
    for (number, graph) in quads.chunk_by(|a, b| a.graph_name == b.graph_name).enumerate() {
        write!(out, "{}", if number == 0 { "\n" } else { ",\n" })?;
        match &graph[0].graph_name {
            GraphName::DefaultGraph => nodes(graph, &names, out)?,
            GraphName::NamedNode(node) => named(&names.iri(node.as_str()), graph, &names, out)?,
            GraphName::BlankNode(node) => named(&node.to_string(), graph, &names, out)?,
        }
    }
    out.write_all(b"\n]}\n")?;
    Ok(())
}

fn named(name: &str, graph: &[Quad], names: &Names<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    write!(out, "{{\"@id\":{},\"@graph\":[\n", Value::from(name))?;
    nodes(graph, names, out)?;
    out.write_all(b"\n]}")?;
    Ok(())
}

/// The nodes of one graph, one a line.
fn nodes(graph: &[Quad], names: &Names<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    for (number, quads) in graph.chunk_by(|a, b| a.subject == b.subject).enumerate() {
        if number > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut *out, &node(quads, names))?;
    }
    Ok(())
}

/// One node with all its properties.
fn node(quads: &[Quad], names: &Names<'_>) -> Value {
    let mut node = Map::new();
    node.insert("@id".into(), names.subject(&quads[0].subject).into());
    for quad in quads {
        let is_type = quad.predicate.as_str().strip_prefix(RDF) == Some("type");
        let (key, value) = match &quad.object {
            Term::NamedNode(class) if is_type => ("@type".to_owned(), names.iri(class.as_str()).into()),
            object => (names.iri(quad.predicate.as_str()), names.value(object)),
        };
        match node.get_mut(&key) {
            None => {
                node.insert(key, value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(one) => *one = Value::Array(vec![one.take(), value]),
        }
    }
    Value::Object(node)
}

/// Short names by the prefixes of the context.
struct Names<'a> {
    /// Namespace to prefix.
    prefixes: BTreeMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    /// A prefix that is the scheme of an IRI in the data (`geo:…`) is left out: a reader would take that
    /// IRI for a short name.
    fn new(prefixes: &'a BTreeMap<String, String>, quads: &[Quad]) -> Self {
        let mut schemes: BTreeSet<String> = BTreeSet::new();
        let mut look = |iri: &str| {
            if let Some((scheme, _)) = iri.split_once(':') {
                if !schemes.contains(scheme) {
                    schemes.insert(scheme.to_owned());
                }
            }
        };
        for quad in quads {
            if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
                look(node.as_str());
            }
            look(quad.predicate.as_str());
            match &quad.object {
                Term::NamedNode(node) => look(node.as_str()),
                Term::Literal(literal) => look(literal.datatype().as_str()),
                _ => {}
            }
            if let GraphName::NamedNode(node) = &quad.graph_name {
                look(node.as_str());
            }
        }
        let prefixes = prefixes
            .iter()
            .filter(|(prefix, namespace)| {
                !schemes.contains(prefix.as_str()) && namespace.ends_with(['#', '/', ':', '?', '[', ']', '@'])
            })
            .map(|(prefix, namespace)| (namespace.as_str(), prefix.as_str()))
            .collect();
        Self { prefixes }
    }

    fn context(&self) -> Value {
        let context: Map<String, Value> = self
            .prefixes
            .iter()
            .map(|(namespace, prefix)| ((*prefix).to_owned(), (*namespace).into()))
            .collect();
        Value::Object(context)
    }

    fn iri(&self, iri: &str) -> String {
        let end = iri.rfind(['#', '/', ':']).map_or(0, |at| at + 1);
        match self.prefixes.get(&iri[..end]) {
            Some(prefix) => format!("{prefix}:{}", &iri[end..]),
            None => iri.to_owned(),
        }
    }

    fn subject(&self, subject: &NamedOrBlankNode) -> String {
        match subject {
            NamedOrBlankNode::NamedNode(node) => self.iri(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    fn value(&self, term: &Term) -> Value {
        match term {
            Term::NamedNode(node) => json!({"@id": self.iri(node.as_str())}),
            Term::BlankNode(node) => json!({"@id": node.to_string()}),
            Term::Literal(literal) => match literal.language() {
                Some(language) => json!({"@value": literal.value(), "@language": language}),
                None if literal.datatype().as_str().strip_prefix(XSD) == Some("string") => {
                    literal.value().into()
                }
                None => json!({
                    "@value": literal.value(),
                    "@type": self.iri(literal.datatype().as_str()),
                }),
            },
            // The caller has replaced all of them.
            Term::Triple(_) => Value::Null,
        }
    }
}
