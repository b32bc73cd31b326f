//! How edges run between nodes.

use super::layout::Pair;
use super::shape;
use crate::export::style::Shape;

/// A node as edges see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    pub(super) shape: Shape,
    pub(super) centre: Pair,
    pub(super) size: Pair,
}

/// A curve of the second degree from the border of one node to that of another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Curve {
    pub(super) from: Pair,
    pub(super) bend: Pair,
    pub(super) to: Pair,
}

impl Curve {
    /// The point at `t`, from 0 to 1.
    pub(super) fn at(&self, t: f64) -> Pair {
        let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        [0, 1].map(|axis| a * self.from[axis] + b * self.bend[axis] + c * self.to[axis])
    }

    /// The unit vector in which it arrives.
    pub(super) fn arrival(&self) -> Pair {
        unit([self.to[0] - self.bend[0], self.to[1] - self.bend[1]])
    }
}

/// The curve between two nodes; `lane` counts from the straight line (0) to either side, so that
/// several edges between the same nodes stay apart.
pub(super) fn curve(from: Body, to: Body, lane: f64) -> Curve {
    let along = [to.centre[0] - from.centre[0], to.centre[1] - from.centre[1]];
    let direction = unit(along);
    let bend = [
        f64::midpoint(from.centre[0], to.centre[0]) - direction[1] * lane * 44.0,
        f64::midpoint(from.centre[1], to.centre[1]) + direction[0] * lane * 44.0,
    ];
    let whole = Curve {
        from: from.centre,
        bend,
        to: to.centre,
    };
    let start = leaves(&whole, from, false);
    let end = leaves(&whole, to, true);
    if start >= end {
        return whole;
    }
    part(&whole, start, end)
}

/// A loop above a node, for an edge from a node to itself; `lane` from 0.
pub(super) fn own_loop(body: Body, lane: f64) -> [Pair; 4] {
    let [x, y] = body.centre;
    let top = y - body.size[1] / 2.0;
    let rise = 34.0 + lane * 18.0;
    [
        [x - 10.0, top],
        [x - 26.0, top - rise],
        [x + 26.0, top - rise],
        [x + 10.0, top],
    ]
}

/// The parameter at which the curve crosses the border of the body at its start (or end).
fn leaves(curve: &Curve, body: Body, at_end: bool) -> f64 {
    let inside = |t: f64| {
        let point = curve.at(t);
        shape::contains(
            body.shape,
            body.size,
            [point[0] - body.centre[0], point[1] - body.centre[1]],
        )
    };
    let parameter = |step: f64| if at_end { 1.0 - step } else { step };
    let (mut near, mut far) = (0.0, 1.0);
    for step in 1..=64 {
        let t = f64::from(step) / 64.0;
        if !inside(parameter(t)) {
            far = t;
            break;
        }
        near = t;
    }
    for _ in 0..12 {
        let middle = f64::midpoint(near, far);
        if inside(parameter(middle)) {
            near = middle;
        } else {
            far = middle;
        }
    }
    parameter(far)
}

/// The stretch of a curve from `start` to `end`.
fn part(curve: &Curve, start: f64, end: f64) -> Curve {
    let from = curve.at(start);
    let to = curve.at(end);
    let bend = [0, 1].map(|axis| {
        let (a, b, c) = (curve.from[axis], curve.bend[axis], curve.to[axis]);
        (1.0 - start) * (1.0 - end) * a + (start + end - 2.0 * start * end) * b + start * end * c
    });
    Curve { from, bend, to }
}

/// A unit vector in the direction; to the right where there is none.
fn unit([x, y]: Pair) -> Pair {
    let length = x.hypot(y);
    if length < 1e-9 {
        [1.0, 0.0]
    } else {
        [x / length, y / length]
    }
}
