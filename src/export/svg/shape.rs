//! Outlines of nodes: their size around a label, their path, and what lies within.

use std::fmt::Write as _;

use super::layout::Pair;
use crate::export::label::text_width;
use crate::export::style::Shape;

/// Font size of node labels.
pub(super) const FONT: f64 = 12.0;
/// Height of a line of a label, in font sizes.
pub(super) const LEADING: f64 = 1.2;

/// Width and height of a node with these lines of text.
pub(super) fn size(shape: Shape, lines: &[String]) -> Pair {
    let text = lines.iter().map(|line| text_width(line)).fold(0.0, f64::max) * FONT * 1.04;
    let height = lines.len() as f64 * FONT * LEADING;
    match shape {
        Shape::Ellipse => [text * 1.22 + 20.0, height * 1.3 + 10.0],
        Shape::Hexagon => [text + 34.0, height + 12.0],
        Shape::Octagon => [text + 24.0, height + 12.0],
        Shape::Pill => [text + 24.0, height + 10.0],
        Shape::Tab | Shape::Note => [text + 22.0, height + 12.0],
        Shape::Box | Shape::Rounded => [text + 18.0, height + 10.0],
        Shape::Bare => [text + 6.0, height + 4.0],
    }
}

/// The outline as an SVG element without closing bracket, around the origin.
pub(super) fn element(shape: Shape, [width, height]: Pair) -> String {
    let (right, bottom) = (width / 2.0, height / 2.0);
    let rect = |radius: f64| {
        format!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius:.1}\"",
            -right, -bottom
        )
    };
    match shape {
        Shape::Ellipse => format!("<ellipse rx=\"{right:.1}\" ry=\"{bottom:.1}\""),
        Shape::Pill => rect(bottom.min(14.0)),
        Shape::Rounded => rect(5.0),
        Shape::Box | Shape::Bare => rect(1.0),
        Shape::Octagon | Shape::Hexagon | Shape::Tab | Shape::Note => {
            let mut path = String::from("<path d=\"M");
            for [x, y] in corners(shape, [width, height]) {
                let _ = write!(path, "{x:.1} {y:.1} ");
            }
            path.push('Z');
            match shape {
                Shape::Note => {
                    let _ = write!(path, "M{:.1} {:.1}v8h8", right - 8.0, -bottom);
                }
                Shape::Tab => {
                    let _ = write!(path, "M{:.1} {:.1}h-{:.1}", -right + 16.0, -bottom, 16.0);
                }
                _ => {}
            }
            path.push('"');
            path
        }
    }
}

/// The corners of a shape with straight sides, clockwise.
fn corners(shape: Shape, [width, height]: Pair) -> Vec<Pair> {
    let (x, y) = (width / 2.0, height / 2.0);
    let cut = (height / 2.0).min(9.0);
    match shape {
        Shape::Octagon => vec![
            [cut - x, -y],
            [x - cut, -y],
            [x, cut - y],
            [x, y - cut],
            [x - cut, y],
            [cut - x, y],
            [-x, y - cut],
            [-x, cut - y],
        ],
        Shape::Hexagon => vec![
            [cut - x, -y],
            [x - cut, -y],
            [x, 0.0],
            [x - cut, y],
            [cut - x, y],
            [-x, 0.0],
        ],
        Shape::Note => vec![[-x, -y], [x - 8.0, -y], [x, 8.0 - y], [x, y], [-x, y]],
        Shape::Tab => vec![
            [-x, -y - 4.0],
            [16.0 - x, -y - 4.0],
            [16.0 - x, -y],
            [x, -y],
            [x, y],
            [-x, y],
        ],
        _ => vec![[-x, -y], [x, -y], [x, y], [-x, y]],
    }
}

/// Whether a point, seen from the centre, lies within the shape.
pub(super) fn contains(shape: Shape, [width, height]: Pair, [x, y]: Pair) -> bool {
    let (right, bottom) = (width / 2.0, height / 2.0);
    let (across, down) = (x.abs() / right, y.abs() / bottom);
    match shape {
        Shape::Ellipse => across * across + down * down <= 1.0,
        Shape::Hexagon | Shape::Octagon => {
            let cut = bottom.min(9.0);
            let corner = if shape == Shape::Octagon { cut } else { bottom };
            let inner = (right - x.abs()) / cut + (bottom - y.abs()) / corner;
            across <= 1.0 && down <= 1.0 && inner >= 1.0
        }
        _ => across <= 1.0 && down <= 1.0,
    }
}
