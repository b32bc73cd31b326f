//! GraphML: for yEd, Gephi, networkx, igraph.
//!
//! Every fact is a typed `data` element; label, shape and colour stand there once more in the words
//! of yEd, which shows nothing else.

use std::fmt::Write as _;
use std::io::Write;

use super::attributes::{Attribute, EDGE, NODE};
use super::graph::{Edge, GraphView, Node};
use super::label::{edge_label, wrap};
use super::style::{Category, Shape, Stroke, Styles, line};
use super::xml::escape;
use super::{ExportError, ExportInput};

/// Writes the graph as one directed `graph`.
pub(super) fn write(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = GraphView::new(input.readings, input.ontology);
    let styles = Styles::of(&view, input.ontology);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:y=\"http://www.yworks.com/xml/graphml\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd\">\n",
    );
    keys(&mut xml, "node", 'n', &NODE);
    keys(&mut xml, "edge", 'e', &EDGE);
    xml.push_str("<key id=\"ny\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n");
    xml.push_str("<key id=\"ey\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n");
    xml.push_str("<graph id=\"relata\" edgedefault=\"directed\">\n");
    for (index, node) in view.nodes() {
        let _ = writeln!(xml, "<node id=\"n{}\">", index.index() + 1);
        data(&mut xml, 'n', &NODE, node, input);
        node_graphics(&mut xml, node, styles.category(node, input.ontology));
        xml.push_str("</node>\n");
    }
    for (number, (subject, object, edge)) in view.edges().enumerate() {
        let _ = writeln!(
            xml,
            "<edge id=\"e{}\" source=\"n{}\" target=\"n{}\">",
            number + 1,
            subject.index() + 1,
            object.index() + 1
        );
        data(&mut xml, 'e', &EDGE, edge, input);
        edge_graphics(&mut xml, edge);
        xml.push_str("</edge>\n");
    }
    xml.push_str("</graph>\n</graphml>\n");
    out.write_all(xml.as_bytes())?;
    Ok(())
}

fn keys<T>(xml: &mut String, owner: &str, letter: char, attributes: &[Attribute<T>]) {
    for (number, attribute) in attributes.iter().enumerate() {
        let _ = writeln!(
            xml,
            "<key id=\"{letter}{number}\" for=\"{owner}\" attr.name=\"{}\" attr.type=\"{}\"/>",
            attribute.name,
            attribute.kind.name()
        );
    }
}

fn data<T>(xml: &mut String, letter: char, attributes: &[Attribute<T>], item: &T, input: &ExportInput<'_>) {
    for (number, attribute) in attributes.iter().enumerate() {
        let value = (attribute.value)(item, input);
        if !value.is_empty() {
            let _ = writeln!(xml, "  <data key=\"{letter}{number}\">{}</data>", escape(&value));
        }
    }
}

fn node_graphics(xml: &mut String, node: &Node, category: Category) {
    let (colours, lines) = (category.colours(), wrap(&node.label, 20));
    let width = lines
        .iter()
        .map(|line| super::label::text_width(line))
        .fold(0.0, f64::max)
        * 12.0
        + 20.0;
    let height = lines.len() as f64 * 15.0 + 12.0;
    let shape = match category.shape() {
        Shape::Box | Shape::Tab | Shape::Note => "rectangle",
        Shape::Ellipse => "ellipse",
        Shape::Octagon => "octagon",
        Shape::Hexagon => "hexagon",
        Shape::Pill | Shape::Rounded | Shape::Bare => "roundrectangle",
    };
    let (fill, border) = match category {
        Category::Literal => ("hasColor=\"false\"".to_owned(), "hasColor=\"false\"".to_owned()),
        _ => (
            format!("color=\"{}\"", colours.fill),
            format!("color=\"{}\"", colours.border),
        ),
    };
    let _ = writeln!(
        xml,
        "  <data key=\"ny\"><y:ShapeNode><y:Geometry width=\"{width:.1}\" height=\"{height:.1}\"/><y:Fill {fill}/>\
         <y:BorderStyle {border}/><y:NodeLabel>{}</y:NodeLabel><y:Shape type=\"{shape}\"/></y:ShapeNode></data>",
        escape(&lines.join("\n"))
    );
}

fn edge_graphics(xml: &mut String, edge: &Edge) {
    let line = line(edge);
    let stroke = match line.stroke {
        Stroke::Solid => "line",
        Stroke::Dashed => "dashed",
        Stroke::Dotted => "dotted",
    };
    let target = if line.tee { "t_shape" } else { "standard" };
    let _ = writeln!(
        xml,
        "  <data key=\"ey\"><y:PolyLineEdge><y:LineStyle type=\"{stroke}\" width=\"{:.1}\" color=\"{}\"/>\
         <y:Arrows source=\"none\" target=\"{target}\"/><y:EdgeLabel>{}</y:EdgeLabel></y:PolyLineEdge></data>",
        line.width,
        line.colour,
        escape(&wrap(&edge_label(edge), 26).join("\n"))
    );
}
