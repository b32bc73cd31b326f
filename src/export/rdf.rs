//! The RDF formats: the quads of the store, sorted, in the syntax asked for.
//!
//! A claim is a reifier of its triple, by a triple term of RDF 1.2. Turtle, TriG, N-Triples and
//! N-Quads carry that; readers of RDF 1.1 do not understand it, and JSON-LD has no syntax for it. There
//! the claim is an `rdf:Statement` with subject, predicate and object instead.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use oxrdf::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxrdfio::{RdfFormat, RdfSerializer};

use super::{ExportError, ExportInput, jsonld, xml};
use crate::ontology::vocabulary::{CLAIM, PREFIXES, RDF};
use crate::store::rdf::reading_quads;

/// How a claim says which triple it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReificationStyle {
    /// `rdf:reifies` with a triple term of RDF 1.2.
    TripleTerm,
    /// `rdf:Statement` with `rdf:subject`, `rdf:predicate` and `rdf:object`, which every reader knows.
    Standard,
    /// Not at all: circumstances stay, the triple is left out.
    None,
}

/// Writes Turtle: the union of all documents' graphs.
pub(super) fn write_turtle(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    write(input, out, RdfFormat::Turtle)
}

/// Writes `TriG`: a graph for each document.
pub(super) fn write_trig(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    write(input, out, RdfFormat::TriG)
}

/// Writes N-Triples: the union of all documents' graphs.
pub(super) fn write_ntriples(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    write(input, out, RdfFormat::NTriples)
}

/// Writes N-Quads: a graph for each document.
pub(super) fn write_nquads(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    write(input, out, RdfFormat::NQuads)
}

/// Writes RDF/XML: the union of all documents' graphs.
///
/// XML can carry neither control characters nor predicates that do not end in a name: the former
/// become U+FFFD, triples with the latter are left out and counted in a comment at the end.
pub(super) fn write_rdfxml(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let style = input.options.reification.unwrap_or(ReificationStyle::Standard);
    let mut quads = quads(input, style, false);
    let before = quads.len();
    quads.retain(|quad| {
        is_element_name(quad.predicate.as_str())
            && !matches!(&quad.object, Term::Triple(triple) if !is_element_name(triple.predicate.as_str()))
    });
    let left_out = before - quads.len();
    for quad in &mut quads {
        match &mut quad.object {
            Term::Literal(literal) => make_allowed(literal),
            Term::Triple(triple) => {
                if let Term::Literal(literal) = &mut triple.object {
                    make_allowed(literal);
                }
            }
            _ => {}
        }
    }
    serialize(input, &quads, &mut *out, RdfFormat::RdfXml)?;
    if left_out > 0 {
        writeln!(
            out,
            "\n<!-- left out: {left_out} triples whose predicate XML cannot name -->"
        )?;
    }
    Ok(())
}

/// Writes JSON-LD: a graph for each document, names shortened by a context.
pub(super) fn write_jsonld(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    // There is no syntax for triple terms, whatever was asked for.
    let style = match input.options.reification {
        Some(ReificationStyle::None) => ReificationStyle::None,
        _ => ReificationStyle::Standard,
    };
    let quads = quads(input, style, true);
    let prefixes = used_prefixes(input, &quads);
    jsonld::write(&quads, &prefixes, out)
}

fn write(input: &ExportInput<'_>, out: &mut dyn Write, format: RdfFormat) -> Result<(), ExportError> {
    let style = input.options.reification.unwrap_or(ReificationStyle::TripleTerm);
    let quads = quads(input, style, format.supports_datasets());
    serialize(input, &quads, out, format)
}

fn serialize(
    input: &ExportInput<'_>,
    quads: &[Quad],
    out: &mut dyn Write,
    format: RdfFormat,
) -> Result<(), ExportError> {
    let mut serializer = RdfSerializer::from_format(format);
    if matches!(format, RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::RdfXml) {
        for (prefix, namespace) in used_prefixes(input, quads) {
            let without = serializer.clone();
            serializer = serializer.with_prefix(prefix, namespace).unwrap_or(without);
        }
    }
    let mut serializer = serializer.for_writer(BufWriter::new(out));
    for quad in quads {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish()?.flush()?;
    Ok(())
}

/// All quads, each once, sorted; without graph names if the format has none.
fn quads(input: &ExportInput<'_>, style: ReificationStyle, datasets: bool) -> Vec<Quad> {
    let mut quads = Vec::new();
    for reading in input.readings {
        reading_quads(reading, input.options.rdf, &mut |mut quad| {
            if !datasets {
                quad.graph_name = GraphName::DefaultGraph;
            }
            match quad.object {
                Term::Triple(triple) if style != ReificationStyle::TripleTerm => {
                    if style == ReificationStyle::Standard {
                        statement(quad.subject, *triple, quad.graph_name, &mut quads);
                    }
                }
                _ => quads.push(quad),
            }
        });
    }
    quads.sort_by(compare);
    quads.dedup();
    quads
}

/// The classic form of a reifier.
fn statement(claim: NamedOrBlankNode, triple: Triple, graph: GraphName, quads: &mut Vec<Quad>) {
    let subject = Term::from(triple.subject);
    let class = NamedNode::new_unchecked(format!("{RDF}Statement"));
    let parts = [
        ("type", class.into()),
        ("subject", subject),
        ("predicate", triple.predicate.into()),
        ("object", triple.object),
    ];
    for (name, object) in parts {
        let property = NamedNode::new_unchecked(format!("{RDF}{name}"));
        quads.push(Quad::new(claim.clone(), property, object, graph.clone()));
    }
}

/// By graph, subject (claims last), predicate (types first), object.
fn compare(left: &Quad, right: &Quad) -> Ordering {
    fn graph(quad: &Quad) -> &str {
        match &quad.graph_name {
            GraphName::NamedNode(node) => node.as_str(),
            GraphName::BlankNode(node) => node.as_str(),
            GraphName::DefaultGraph => "",
        }
    }
    fn subject(quad: &Quad) -> (bool, &str) {
        match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => (node.as_str().starts_with(CLAIM), node.as_str()),
            NamedOrBlankNode::BlankNode(node) => (false, node.as_str()),
        }
    }
    fn predicate(quad: &Quad) -> (bool, &str) {
        let iri = quad.predicate.as_str();
        (iri.strip_prefix(RDF) != Some("type"), iri)
    }
    graph(left)
        .cmp(graph(right))
        .then_with(|| subject(left).cmp(&subject(right)))
        .then_with(|| predicate(left).cmp(&predicate(right)))
        .then_with(|| left.object.to_string().cmp(&right.object.to_string()))
}

/// The prefixes that shorten at least one IRI; one prefix for each namespace.
fn used_prefixes(input: &ExportInput<'_>, quads: &[Quad]) -> BTreeMap<String, String> {
    let mut known: BTreeMap<&str, &str> = PREFIXES.into_iter().collect();
    known.extend(
        input
            .ontology
            .prefixes
            .iter()
            .map(|(prefix, iri)| (prefix.as_str(), iri.as_str())),
    );
    let mut by_namespace: BTreeMap<&str, &str> = BTreeMap::new();
    for (prefix, namespace) in known {
        if is_prefix(prefix) && !namespace.is_empty() {
            by_namespace.entry(namespace).or_insert(prefix);
        }
    }
    let mut used: BTreeMap<String, String> = BTreeMap::new();
    let mut look = |iri: &str| {
        // The namespaces of one IRI are its beginnings: sorted, they stand at or before it.
        let end = iri.rfind(['#', '/']).map_or(0, |at| at + 1);
        if let Some((namespace, prefix)) = by_namespace.get_key_value(&iri[..end]) {
            if !used.contains_key(*prefix) {
                used.insert((*prefix).to_owned(), (*namespace).to_owned());
            }
        }
    };
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            look(node.as_str());
        }
        look(quad.predicate.as_str());
        look_into(&quad.object, &mut look);
        if let GraphName::NamedNode(node) = &quad.graph_name {
            look(node.as_str());
        }
    }
    used
}

fn look_into(term: &Term, look: &mut dyn FnMut(&str)) {
    match term {
        Term::NamedNode(node) => look(node.as_str()),
        Term::Literal(literal) => look(literal.datatype().as_str()),
        Term::Triple(triple) => {
            look(triple.predicate.as_str());
            look_into(&triple.object, look);
        }
        Term::BlankNode(_) => {}
    }
}

/// Whether all syntaxes take the prefix: a letter, then letters, digits and hyphens; not `xml…`.
fn is_prefix(prefix: &str) -> bool {
    prefix.starts_with(|first: char| first.is_ascii_alphabetic())
        && prefix
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '-')
        && !prefix.to_ascii_lowercase().starts_with("xml")
        && prefix != "oxprefix"
}

/// Whether the IRI can be the name of an XML element: it ends in a name, and RDF/XML has not reserved it.
fn is_element_name(iri: &str) -> bool {
    const RESERVED: [&str; 12] = [
        "Description",
        "li",
        "RDF",
        "ID",
        "about",
        "parseType",
        "resource",
        "nodeID",
        "datatype",
        "aboutEach",
        "aboutEachPrefix",
        "bagID",
    ];
    let starts_name = |character: char| character.is_alphabetic() || character == '_';
    let in_name = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '.');
    let tail_start = iri
        .char_indices()
        .rev()
        .take_while(|&(_, character)| in_name(character))
        .filter(|&(_, character)| starts_name(character))
        .last();
    tail_start.is_some() && !iri.strip_prefix(RDF).is_some_and(|name| RESERVED.contains(&name))
}

/// Replaces the characters that XML forbids.
fn make_allowed(literal: &mut Literal) {
    if literal.value().chars().all(xml::is_allowed) {
        return;
    }
    let replaced = |character: char| {
        if xml::is_allowed(character) {
            character
        } else {
            '\u{FFFD}'
        }
    };
    let value: String = literal.value().chars().map(replaced).collect();
    *literal = match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(value, language),
        None => Literal::new_typed_literal(value, literal.datatype().into_owned()),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predicates_that_xml_cannot_name_are_known() {
        for (iri, expected) in [
            ("https://w3id.org/relata/news#memberOf", true),
            ("http://www.wikidata.org/prop/direct/P31", true),
            ("http://example.org/123", false),
            ("http://example.org/p/", false),
            ("http://example.org/1a", true),
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#li", false),
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", true),
        ] {
            assert_eq!(is_element_name(iri), expected, "{iri}");
        }
    }
}
