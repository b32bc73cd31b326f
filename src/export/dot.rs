//! DOT, the language of Graphviz.
//!
//! One statement a line. Labels are plain strings, never HTML-like ones, so that no name can be
//! taken for mark-up.

use std::fmt::Write as _;
use std::io::Write;

use petgraph::graph::NodeIndex;

use super::frames::frames;
use super::graph::{Edge, GraphView, Node};
use super::label::{clean, describe_edge, describe_node, edge_label, text_width, wrap};
use super::style::{Category, INK, Shape, Stroke, Styles, line};
use super::{Cluster, ExportError, ExportInput};

/// With more nodes than this, ranks become unreadable, and a layout by distances is asked for.
const RANKED: usize = 70;
/// With more nodes than this, a coarser one.
const SPRINGS: usize = 800;

/// Writes the graph as one `digraph`.
pub(super) fn write(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = GraphView::new(input.readings, input.ontology);
    let styles = Styles::of(&view, input.ontology);
    let mut dot = String::new();
    header(&mut dot, &view, input);
    let frames = frames(&view, input);
    for (number, (title, members)) in frames.iter().enumerate() {
        let _ = writeln!(dot, "  subgraph cluster_{} {{", number + 1);
        let _ = writeln!(
            dot,
            "    graph [label={}, tooltip={}];",
            quote(title),
            quote(title)
        );
        for &index in members {
            let _ = writeln!(
                dot,
                "  {}",
                node_statement(index, &view.graph[index], &styles, input)
            );
        }
        dot.push_str("  }\n");
    }
    let within: Vec<NodeIndex> = frames.values().flatten().copied().collect();
    for (index, node) in view.nodes().filter(|(index, _)| !within.contains(index)) {
        let _ = writeln!(dot, "{}", node_statement(index, node, &styles, input));
    }
    for (number, edge) in view.edges().enumerate() {
        let _ = writeln!(dot, "{}", edge_statement(number, edge, &view, input));
    }
    if input.options.legend {
        legend(&mut dot, &view, &styles, input);
    }
    dot.push_str("}\n");
    out.write_all(dot.as_bytes())?;
    Ok(())
}

fn header(dot: &mut String, view: &GraphView, input: &ExportInput<'_>) {
    // Frames and legends need ranks: the other layouts know no clusters.
    let ranked = input.options.cluster != Cluster::None || input.options.legend;
    let layout = match view.graph.node_count() {
        count if count <= RANKED => "layout=dot, rankdir=LR, nodesep=0.25, ranksep=0.6",
        _ if ranked => "layout=dot, rankdir=LR, nodesep=0.15, ranksep=0.5",
        count if count <= SPRINGS => "layout=neato, overlap=prism, sep=\"+18,12\", splines=true",
        _ => "layout=sfdp, overlap=prism, sep=\"+18,12\", splines=line",
    };
    let _ = writeln!(dot, "digraph relata {{");
    let title = input.options.title.as_deref().unwrap_or("Knowledge graph");
    let shown = if input.options.title.is_some() {
        quote(title)
    } else {
        "\"\"".to_owned()
    };
    let _ = writeln!(
        dot,
        "  graph [{layout}, charset=\"UTF-8\", bgcolor=\"transparent\", pad=0.3, labelloc=t, fontsize=16, \
         fontname=\"Helvetica\", fontcolor=\"{INK}\", style=\"rounded\", color=\"#94a3b8\", label={shown}, tooltip={}];",
        quote(title)
    );
    let _ = writeln!(
        dot,
        "  node [shape=box, style=\"filled\", fontname=\"Helvetica\", fontsize=11, fontcolor=\"{INK}\", \
         margin=\"0.12,0.06\", height=0.3, penwidth=1.2];"
    );
    let _ = writeln!(
        dot,
        "  edge [fontname=\"Helvetica\", fontsize=9, fontcolor=\"{INK}\", arrowsize=0.7];"
    );
}

fn node_statement(index: NodeIndex, node: &Node, styles: &Styles, input: &ExportInput<'_>) -> String {
    let category = styles.category(node, input.ontology);
    let mut statement = format!(
        "  {} [label={}, {}",
        node_id(index),
        quote(&wrap(&node.label, 20).join("\n")),
        look(category)
    );
    if !node.named && category != Category::Literal {
        statement.push_str(", fontname=\"Helvetica-Oblique\"");
    }
    if let Some(iri) = node.iri() {
        let _ = write!(statement, ", iri={}", quote(iri));
    }
    let description = describe_node(node, input.ontology).join("\n");
    let _ = write!(statement, ", tooltip={}];", quote(&description));
    statement
}

/// Shape and colours of a category.
fn look(category: Category) -> String {
    let colours = category.colours();
    let shape = match category.shape() {
        Shape::Pill | Shape::Rounded => "shape=box, style=\"filled,rounded\"",
        Shape::Box => "shape=box",
        Shape::Ellipse => "shape=ellipse, margin=\"0.04,0.02\"",
        Shape::Octagon => "shape=octagon, margin=\"0.04,0.02\"",
        Shape::Hexagon => "shape=hexagon, margin=\"0.04,0.02\"",
        Shape::Tab => "shape=tab",
        Shape::Note => "shape=note",
        Shape::Bare => return "shape=plaintext, style=\"\", margin=\"0.04,0.02\"".to_owned(),
    };
    format!(
        "{shape}, fillcolor=\"{}\", color=\"{}\"",
        colours.fill, colours.border
    )
}

fn edge_statement(
    number: usize,
    (subject, object, edge): (NodeIndex, NodeIndex, &Edge),
    view: &GraphView,
    input: &ExportInput<'_>,
) -> String {
    let label = wrap(&edge_label(edge), 26);
    let mut statement = format!(
        "  {} -> {} [id=e{}, label={}, len={:.1}, {}",
        node_id(subject),
        node_id(object),
        number + 1,
        quote(&label.join("\n")),
        1.5 + label.iter().map(|line| text_width(line)).fold(0.0, f64::max) * 9.0 / 72.0,
        stroke(edge)
    );
    if let Some(property) = &edge.property {
        let _ = write!(statement, ", iri={}", quote(property));
    }
    let description = quote(&describe_edge(view, (subject, object, edge), input).join("\n"));
    let _ = write!(statement, ", tooltip={description}, labeltooltip={description}];");
    statement
}

/// Line, colour and head of an edge.
fn stroke(edge: &Edge) -> String {
    let line = line(edge);
    let mut attributes = format!("color=\"{}\"", line.colour);
    match line.stroke {
        Stroke::Solid => {}
        Stroke::Dashed => attributes.push_str(", style=dashed"),
        Stroke::Dotted => attributes.push_str(", style=dotted"),
    }
    if line.tee {
        attributes.push_str(", arrowhead=tee, fontcolor=\"#dc2626\"");
    }
    if line.width > 1.0 {
        let _ = write!(attributes, ", penwidth={}", line.width);
    }
    attributes
}

/// A frame with one node for each category that the drawing has, and one edge for each kind of line.
fn legend(dot: &mut String, view: &GraphView, styles: &Styles, input: &ExportInput<'_>) {
    let mut categories: Vec<Category> = view
        .nodes()
        .map(|(_, node)| styles.category(node, input.ontology))
        .collect();
    categories.sort();
    categories.dedup();
    dot.push_str(
        "  subgraph cluster_legend {\n    graph [label=\"Legend\", fontsize=11, tooltip=\"Legend\"];\n",
    );
    for (number, &category) in categories.iter().enumerate() {
        let name = styles.name(category, input.ontology);
        let _ = writeln!(
            dot,
            "    l{} [label={}, {}, tooltip={}];",
            number + 1,
            quote(&wrap(&name, 20).join("\n")),
            look(category),
            quote(&clean(&name))
        );
    }
    if view.edges().any(|(_, _, edge)| edge.attributed) {
        dot.push_str("    la [shape=point, style=invis, tooltip=\"\"];\n");
        dot.push_str("    lb [shape=plaintext, style=\"\", label=\"said by a source\\nwithin the text\", tooltip=\"\"];\n");
        dot.push_str("    la -> lb [color=\"#8895a9\", tooltip=\"\"];\n");
    }
    dot.push_str("  }\n");
}

fn node_id(index: NodeIndex) -> String {
    format!("n{}", index.index() + 1)
}

/// A quoted string: quotes and backslashes escaped, line breaks as `\n`. An ampersand is written as an
/// entity, since Graphviz resolves entities in labels too, and `AT&amp;T` would lose its own.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '&' => quoted.push_str("&amp;"),
            '\u{FFFE}' | '\u{FFFF}' => quoted.push('\u{FFFD}'),
            _ if character.is_control() => quoted.push(' '),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_survives_every_odd_name() {
        for (text, expected) in [
            ("plain", r#""plain""#),
            ("a \"b\"", r#""a \"b\"""#),
            ("back\\slash\\", r#""back\\slash\\""#),
            ("\\N", r#""\\N""#),
            ("two\nlines", r#""two\nlines""#),
            ("<b>50%</b>", r#""<b>50%</b>""#),
            ("AT&amp;T", r#""AT&amp;amp;T""#),
            ("nul\0", "\"nul \""),
        ] {
            assert_eq!(quote(text), expected, "{text:?}");
        }
    }
}
