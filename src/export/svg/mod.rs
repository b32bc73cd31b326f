//! SVG, drawn here: no Graphviz is needed.
//!
//! The picture explains itself to those who hover over it (sentences and sources as tooltips), to
//! screen readers (title and description), and follows the colours of dark surroundings. Ours,
//! since the crate `layout-rs` has ranks only, takes long above a hundred nodes, and panics.

use std::collections::BTreeMap;
use std::io::Write;

use petgraph::graph::NodeIndex;

use super::graph::{Edge, GraphView};
use super::label::{edge_label, text_width, wrap};
use super::style::{Category, Line, Styles, line};
use super::{ExportError, ExportInput};
use labels::{Area, Ground};
use layout::{Boxes, Link, Pair};
use route::{Body, Curve};

mod frames;
mod labels;
mod layout;
mod legend;
mod overlap;
mod pack;
mod render;
mod route;
mod shape;

/// Font size of edge labels.
const SMALL: f64 = 10.0;

/// Writes the graph as one SVG document.
pub(super) fn write(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = GraphView::new(input.readings, input.ontology);
    let drawing = Drawing::new(&view, input);
    out.write_all(drawing.render().as_bytes())?;
    Ok(())
}

/// All that is drawn, with its place.
struct Drawing<'a> {
    view: &'a GraphView,
    input: &'a ExportInput<'a>,
    styles: Styles,
    nodes: Vec<Placed>,
    frames: Vec<frames::Frame>,
    edges: Vec<Routed<'a>>,
}

struct Placed {
    body: Body,
    category: Category,
    lines: Vec<String>,
}

struct Routed<'a> {
    ends: (NodeIndex, NodeIndex),
    edge: &'a Edge,
    line: Line,
    path: Path,
    label: Vec<String>,
    area: Area,
}

enum Path {
    Curve(Curve),
    Loop([Pair; 4]),
}

impl<'a> Drawing<'a> {
    fn new(view: &'a GraphView, input: &'a ExportInput<'a>) -> Self {
        let styles = Styles::of(view, input.ontology);
        let mut nodes: Vec<Placed> = view
            .nodes()
            .map(|(_, node)| {
                let category = styles.category(node, input.ontology);
                let lines = wrap(&node.label, 20);
                let size = shape::size(category.shape(), &lines);
                Placed {
                    body: Body {
                        shape: category.shape(),
                        centre: [0.0; 2],
                        size,
                    },
                    category,
                    lines,
                }
            })
            .collect();
        let labels: Vec<Vec<String>> = view
            .edges()
            .map(|(_, _, edge)| wrap(&edge_label(edge), 26))
            .collect();
        let boxes = boxes(view, &nodes, &labels);
        let (centres, frames) = frames::place(&boxes, view, input);
        for (node, centre) in nodes.iter_mut().zip(centres) {
            node.body.centre = centre;
        }
        let edges = route_all(view, &nodes, labels);
        Self {
            view,
            input,
            styles,
            nodes,
            frames,
            edges,
        }
    }
}

/// The boxes and links for the layout: one link for all edges between two nodes.
fn boxes(view: &GraphView, nodes: &[Placed], labels: &[Vec<String>]) -> Boxes {
    let mut links: BTreeMap<(usize, usize), Link> = BTreeMap::new();
    for ((subject, object, _), label) in view.edges().zip(labels) {
        let (from, to) = (subject.index(), object.index());
        if from != to {
            links
                .entry((from.min(to), from.max(to)))
                .or_insert(Link {
                    from,
                    to,
                    label: [0.0; 2],
                })
                .widen(label_size(label));
        }
    }
    Boxes {
        sizes: nodes.iter().map(|node| node.body.size).collect(),
        links: links.into_values().collect(),
    }
}

fn label_size(lines: &[String]) -> Pair {
    let width = lines.iter().map(|line| text_width(line)).fold(0.0, f64::max);
    [
        width * SMALL * 1.04 + 6.0,
        lines.len() as f64 * SMALL * shape::LEADING + 2.0,
    ]
}

/// Routes all edges, then sets their labels, the longest first.
fn route_all<'a>(view: &'a GraphView, nodes: &[Placed], labels: Vec<Vec<String>>) -> Vec<Routed<'a>> {
    let lanes = lanes(view);
    let mut edges: Vec<Routed<'a>> = view
        .edges()
        .zip(labels)
        .zip(lanes)
        .map(|(((subject, object, edge), label), lane)| {
            let (from, to) = (nodes[subject.index()].body, nodes[object.index()].body);
            let path = if subject == object {
                Path::Loop(route::own_loop(from, lane))
            } else {
                Path::Curve(route::curve(from, to, lane))
            };
            let area = Area {
                centre: [0.0; 2],
                size: label_size(&label),
            };
            Routed {
                ends: (subject, object),
                edge,
                line: line(edge),
                path,
                label,
                area,
            }
        })
        .collect();
    let mut ground = Ground::default();
    for node in nodes {
        ground.add_node(Area {
            centre: node.body.centre,
            size: node.body.size,
        });
    }
    for (at, edge) in edges.iter().enumerate() {
        if let Path::Curve(curve) = &edge.path {
            ground.add_curve(at, curve);
        }
    }
    let mut order: Vec<usize> = (0..edges.len()).collect();
    order.sort_by(|&a, &b| {
        edges[b].area.size[0]
            .total_cmp(&edges[a].area.size[0])
            .then(a.cmp(&b))
    });
    for at in order {
        let size = edges[at].area.size;
        edges[at].area = match edges[at].path {
            Path::Curve(curve) => ground.place(at, &curve, size),
            Path::Loop([a, b, ..]) => {
                let area = Area {
                    centre: [a[0] + 10.0, b[1] + 6.0],
                    size,
                };
                ground.add_label(area);
                area
            }
        };
    }
    edges
}

/// The lane of each edge: 0 where it is alone between its nodes, else spread to both sides.
fn lanes(view: &GraphView) -> Vec<f64> {
    let mut between: BTreeMap<(NodeIndex, NodeIndex), Vec<(usize, bool)>> = BTreeMap::new();
    for (at, (subject, object, _)) in view.edges().enumerate() {
        let ends = (subject.min(object), subject.max(object));
        between.entry(ends).or_default().push((at, subject > object));
    }
    let mut lanes = vec![0.0; view.graph.edge_count()];
    for ((a, b), edges) in between {
        for (lane, &(at, backward)) in edges.iter().enumerate() {
            let side = lane as f64 - (edges.len() - 1) as f64 / 2.0;
            lanes[at] = match (a == b, backward) {
                (true, _) => lane as f64,
                (false, true) => -side,
                (false, false) => side,
            };
        }
    }
    lanes
}
