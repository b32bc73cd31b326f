//! CSV: one edge list, or the two files that property graphs import (`neo4j-admin database import`).

use std::io::{self, Write};

use csv::Writer;

use super::attributes::{modality_name, polarity_name};
use super::graph::{Edge, GraphView, Node, NodeKind};
use super::label::{clean, surest_sentence};
use super::{ExportError, ExportInput};
use crate::ontology::Ontology;
use crate::ontology::vocabulary::{XSD, local_name};

/// Between the items of a list in one cell; an item's own becomes a comma.
const LIST: char = ';';

/// Writes one row for each edge, with IRIs and labels.
pub(super) fn write_edges(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = GraphView::new(input.readings, input.ontology);
    let mut table = Writer::from_writer(out);
    row(
        &mut table,
        &[
            "subject",
            "property",
            "object",
            "subject_label",
            "property_label",
            "object_label",
            "object_datatype",
            "confidence",
            "polarity",
            "modality",
            "speakers",
            "times",
            "documents",
            "claims",
            "evidence",
        ],
    )?;
    for (subject, object, edge) in view.edges() {
        let (subject, object) = (&view.graph[subject], &view.graph[object]);
        row(
            &mut table,
            &[
                subject.iri().unwrap_or(&subject.label),
                edge.property.as_deref().unwrap_or_default(),
                object.iri().unwrap_or(&object.label),
                &subject.label,
                &edge.label,
                &object.label,
                &datatype(object),
                &edge.confidence.to_string(),
                polarity_name(edge.polarity),
                modality_name(edge.modality),
                &list(&edge.speakers),
                &list(&edge.times),
                &list(&edge.documents),
                &edge.claims.len().to_string(),
                &clean(surest_sentence(edge, input)),
            ],
        )?;
    }
    table.flush()?;
    Ok(())
}

/// Writes `nodes.csv`. Labels are the classes with all above them, so that `(:Place)` finds cities.
pub(super) fn write_nodes(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = GraphView::new(input.readings, input.ontology);
    let mut table = Writer::from_writer(out);
    row(
        &mut table,
        &[
            "id:ID",
            "name",
            "aliases:string[]",
            "datatype",
            "documents:string[]",
            ":LABEL",
        ],
    )?;
    for (index, node) in view.nodes() {
        row(
            &mut table,
            &[
                &node_id(index.index(), node),
                &clean(&node.label),
                &list(&node.aliases),
                &datatype(node),
                &list(&node.documents),
                &labels(node, input.ontology),
            ],
        )?;
    }
    table.flush()?;
    Ok(())
}

/// Writes `relationships.csv`.
pub(super) fn write_relationships(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = GraphView::new(input.readings, input.ontology);
    let mut table = Writer::from_writer(out);
    row(
        &mut table,
        &[
            ":START_ID",
            ":END_ID",
            ":TYPE",
            "property",
            "label",
            "confidence:double",
            "polarity",
            "modality",
            "attributed:boolean",
            "speakers:string[]",
            "times:string[]",
            "documents:string[]",
            "claims:int",
            "evidence",
        ],
    )?;
    for (subject, object, edge) in view.edges() {
        row(
            &mut table,
            &[
                &node_id(subject.index(), &view.graph[subject]),
                &node_id(object.index(), &view.graph[object]),
                &type_name(edge),
                edge.property.as_deref().unwrap_or_default(),
                &clean(&edge.label),
                &edge.confidence.to_string(),
                polarity_name(edge.polarity),
                modality_name(edge.modality),
                &edge.attributed.to_string(),
                &list(&edge.speakers),
                &list(&edge.times),
                &list(&edge.documents),
                &edge.claims.len().to_string(),
                &clean(surest_sentence(edge, input)),
            ],
        )?;
    }
    table.flush()?;
    Ok(())
}

fn row<W: Write>(table: &mut Writer<W>, cells: &[&str]) -> Result<(), ExportError> {
    table.write_record(cells).map_err(io::Error::from)?;
    Ok(())
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| clean(item).replace(LIST, ",")).collect();
    items.join(&LIST.to_string())
}

fn node_id(index: usize, node: &Node) -> String {
    node.iri()
        .map_or_else(|| format!("_:n{}", index + 1), str::to_owned)
}

/// The datatype's IRI of a literal; nothing for an entity.
fn datatype(node: &Node) -> String {
    match &node.kind {
        NodeKind::Entity(_) => String::new(),
        NodeKind::Literal(datatype) => datatype.clone().unwrap_or_else(|| format!("{XSD}string")),
    }
}

fn labels(node: &Node, ontology: &Ontology) -> String {
    let mut labels: Vec<String> = Vec::new();
    for iri in &node.classes {
        labels.push(identifier(local_name(iri)));
        if let Some(id) = ontology.class(iri) {
            let above = ontology[id].ancestors.iter();
            labels.extend(above.map(|&above| identifier(local_name(&ontology[above].iri))));
        }
    }
    labels.sort();
    labels.dedup();
    labels.retain(|label| !label.is_empty() && label != "Thing");
    labels.push(if node.iri().is_some() { "Entity" } else { "Literal" }.to_owned());
    labels.join(&LIST.to_string())
}

fn identifier(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric() || *character == '_')
        .collect()
}

/// `memberOf` and "member of" as property graphs write types: `MEMBER_OF`.
fn type_name(edge: &Edge) -> String {
    let name = edge.property.as_deref().map_or(edge.label.as_str(), local_name);
    let mut upper = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for character in name.chars() {
        let starts_word = character.is_uppercase() && before.is_lowercase();
        if (starts_word || !character.is_alphanumeric()) && !upper.is_empty() && !upper.ends_with('_') {
            upper.push('_');
        }
        if character.is_alphanumeric() {
            upper.extend(character.to_uppercase());
        }
        before = character;
    }
    let trimmed = upper.trim_end_matches('_');
    if trimmed.is_empty() {
        "RELATED_TO".to_owned()
    } else {
        trimmed.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_upper_case_words() {
        for (property, label, expected) in [
            (Some("https://w3id.org/relata/news#memberOf"), "", "MEMBER_OF"),
            (Some("http://example.org/located-in"), "", "LOCATED_IN"),
            (None, "took control of", "TOOK_CONTROL_OF"),
            (None, "…", "RELATED_TO"),
        ] {
            let edge = Edge {
                property: property.map(str::to_owned),
                label: label.to_owned(),
                ..Edge::default()
            };
            assert_eq!(type_name(&edge), expected);
        }
    }
}
