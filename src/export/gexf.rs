//! GEXF, for Gephi. Version 1.2draft, which every release of Gephi and networkx reads.

use std::fmt::Write as _;
use std::io::Write;

use super::attributes::{Attribute, EDGE, NODE};
use super::graph::GraphView;
use super::style::{Category, Styles};
use super::xml::escape;
use super::{ExportError, ExportInput};

/// Writes the graph.
pub(super) fn write(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = GraphView::new(input.readings, input.ontology);
    let styles = Styles::of(&view, input.ontology);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gexf xmlns=\"http://www.gexf.net/1.2draft\" xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" version=\"1.2\">\n\
         <meta><creator>relata</creator></meta>\n\
         <graph mode=\"static\" defaultedgetype=\"directed\">\n",
    );
    attributes(&mut xml, "node", &NODE);
    attributes(&mut xml, "edge", &EDGE);
    xml.push_str("<nodes>\n");
    for (index, node) in view.nodes() {
        let _ = writeln!(
            xml,
            "<node id=\"n{}\" label=\"{}\">",
            index.index() + 1,
            escape(&node.label)
        );
        values(&mut xml, &NODE, node, input);
        colour(&mut xml, styles.category(node, input.ontology));
        xml.push_str("</node>\n");
    }
    xml.push_str("</nodes>\n<edges>\n");
    for (number, (subject, object, edge)) in view.edges().enumerate() {
        let _ = writeln!(
            xml,
            "<edge id=\"e{}\" source=\"n{}\" target=\"n{}\" label=\"{}\" weight=\"{}\">",
            number + 1,
            subject.index() + 1,
            object.index() + 1,
            escape(&edge.label),
            edge.claims.len()
        );
        values(&mut xml, &EDGE, edge, input);
        xml.push_str("</edge>\n");
    }
    xml.push_str("</edges>\n</graph>\n</gexf>\n");
    out.write_all(xml.as_bytes())?;
    Ok(())
}

/// Declares all attributes but the label, which nodes and edges have anyway.
fn attributes<T>(xml: &mut String, owner: &str, attributes: &[Attribute<T>]) {
    let _ = writeln!(xml, "<attributes class=\"{owner}\">");
    for attribute in &attributes[1..] {
        let _ = writeln!(
            xml,
            "<attribute id=\"{0}\" title=\"{0}\" type=\"{1}\"/>",
            attribute.name,
            attribute.kind.name()
        );
    }
    xml.push_str("</attributes>\n");
}

fn values<T>(xml: &mut String, attributes: &[Attribute<T>], item: &T, input: &ExportInput<'_>) {
    xml.push_str("  <attvalues>\n");
    for attribute in &attributes[1..] {
        let value = (attribute.value)(item, input);
        if !value.is_empty() {
            let _ = writeln!(
                xml,
                "    <attvalue for=\"{}\" value=\"{}\"/>",
                attribute.name,
                escape(&value)
            );
        }
    }
    xml.push_str("  </attvalues>\n");
}

/// The border's colour: that of the fill is too pale for the dots of Gephi.
fn colour(xml: &mut String, category: Category) {
    let hex = category.colours().border;
    let part = |at: usize| {
        hex.get(at..at + 2)
            .and_then(|part| u8::from_str_radix(part, 16).ok())
    };
    if let (Some(red), Some(green), Some(blue)) = (part(1), part(3), part(5)) {
        let _ = writeln!(xml, "  <viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/>");
    }
}
