//! What colours, shapes and lines mean.

use std::fmt::Write as _;

use super::super::label::text_width;
use super::super::style::{Category, INK, Line, Stroke};
use super::super::xml::escape;
use super::render::{class, dashes, head, line_class};
use super::{Drawing, shape};
use crate::claim::Modality;

/// Height of a row.
const ROW: f64 = 24.0;
/// Size of the sample before a text.
const SAMPLE: [f64; 2] = [26.0, 14.0];

/// The legend's elements, in rows of at most this width, and its height.
pub(super) fn draw(drawing: &Drawing<'_>, width: f64) -> (String, f64) {
    let (mut x, mut y) = (0.0, ROW / 2.0);
    let mut svg = String::new();
    for (sample, text) in entries(drawing) {
        let needed = SAMPLE[0] + 8.0 + text_width(&text) * 10.0 + 20.0;
        if x > 0.0 && x + needed > width {
            (x, y) = (0.0, y + ROW);
        }
        let _ = writeln!(
            svg,
            "<g transform=\"translate({:.1} {y:.1})\">{sample}<text class=\"ink\" x=\"{:.1}\" y=\"3.5\" \
             text-anchor=\"start\" font-size=\"10\" fill=\"{INK}\">{}</text></g>",
            x + SAMPLE[0] / 2.0,
            SAMPLE[0] / 2.0 + 6.0,
            escape(&text)
        );
        x += needed;
    }
    (svg, y + ROW / 2.0 + 6.0)
}

/// Sample and text of all that occurs in the drawing.
fn entries(drawing: &Drawing<'_>) -> Vec<(String, String)> {
    let mut categories: Vec<Category> = drawing.nodes.iter().map(|node| node.category).collect();
    categories.sort();
    categories.dedup();
    let mut entries: Vec<(String, String)> = categories
        .into_iter()
        .filter(|&category| category != Category::Literal)
        .map(|category| {
            let colours = category.colours();
            let sample = format!(
                "{} class=\"{}\" fill=\"{}\" stroke=\"{}\"/>",
                shape::element(category.shape(), SAMPLE),
                class(category),
                colours.fill,
                colours.border
            );
            (sample, drawing.styles.name(category, drawing.input.ontology))
        })
        .collect();
    type Kind = (&'static str, fn(&super::Routed<'_>) -> bool);
    let kinds: [Kind; 4] = [
        ("said by a source within the text", |edge| {
            edge.edge.attributed && !edge.line.tee && edge.line.stroke == Stroke::Solid
        }),
        ("possible, future", |edge| {
            !edge.line.tee && matches!(edge.edge.modality, Modality::Possible | Modality::Future)
        }),
        ("conditional, wanted", |edge| {
            !edge.line.tee && matches!(edge.edge.modality, Modality::Conditional | Modality::Wanted)
        }),
        ("denied", |edge| edge.line.tee),
    ];
    for (text, fits) in kinds {
        if let Some(edge) = drawing.edges.iter().find(|edge| fits(edge)) {
            entries.push((line_sample(&edge.line), text.to_owned()));
        }
    }
    entries
}

fn line_sample(line: &Line) -> String {
    let class = line_class(line.colour);
    format!(
        "<path class=\"{class}\" d=\"M-13 0H13\" stroke=\"{}\"{}/>{}",
        line.colour,
        dashes(line.stroke),
        head([13.0, 0.0], [1.0, 0.0], line, &class)
    )
}
