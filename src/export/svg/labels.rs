//! Where the labels of edges stand.

use rustc_hash::FxHashMap;

use super::layout::Pair;
use super::route::Curve;

/// A rectangle by centre and size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) centre: Pair,
    pub(super) size: Pair,
}

impl Area {
    /// The area that two rectangles share.
    fn shared(&self, other: &Self) -> f64 {
        let [across, down] = [0, 1].map(|axis| {
            let apart = (self.centre[axis] - other.centre[axis]).abs();
            (f64::midpoint(self.size[axis], other.size[axis]) - apart)
                .min(self.size[axis])
                .max(0.0)
        });
        across * down
    }

    fn holds(&self, point: Pair) -> bool {
        (0..2).all(|axis| (point[axis] - self.centre[axis]).abs() < self.size[axis] / 2.0)
    }
}

/// Side of a cell of the ground.
const CELL: f64 = 48.0;
/// Distance of the points by which the ground knows an edge.
const STEP: f64 = 9.0;

/// What stands on the drawing already, found by place.
#[derive(Default)]
pub(super) struct Ground {
    nodes: FxHashMap<[i32; 2], Vec<Area>>,
    labels: FxHashMap<[i32; 2], Vec<Area>>,
    /// Points on edges, with the number of the edge.
    points: FxHashMap<[i32; 2], Vec<(usize, Pair)>>,
}

impl Ground {
    /// Takes up a node.
    pub(super) fn add_node(&mut self, area: Area) {
        for cell in cells(&area) {
            self.nodes.entry(cell).or_default().push(area);
        }
    }

    /// Takes up the edge with this number.
    pub(super) fn add_curve(&mut self, edge: usize, curve: &Curve) {
        let length = (curve.to[0] - curve.from[0]).hypot(curve.to[1] - curve.from[1]);
        let steps = (length / STEP).ceil().clamp(1.0, 4000.0) as usize;
        for step in 0..=steps {
            let point = curve.at(step as f64 / steps as f64);
            self.points.entry(cell(point)).or_default().push((edge, point));
        }
    }

    /// Finds the place of a label on its edge and takes it up: as near the middle as it covers neither
    /// nodes nor labels that stand already, nor, if possible, other edges.
    pub(super) fn place(&mut self, edge: usize, curve: &Curve, size: Pair) -> Area {
        let mut best = (
            f64::INFINITY,
            Area {
                centre: curve.at(0.5),
                size,
            },
        );
        for step in 0..21 {
            // 0.5, 0.465, 0.535, 0.43, …
            let aside = f64::from((step + 1) / 2) * 0.035;
            let t = if step % 2 == 1 { 0.5 - aside } else { 0.5 + aside };
            let area = Area {
                centre: curve.at(t),
                size,
            };
            let cost = aside * 40.0 + self.cost(edge, &area);
            if cost < best.0 {
                best = (cost, area);
            }
        }
        self.add_label(best.1);
        best.1
    }

    /// Takes up a label whose place is given.
    pub(super) fn add_label(&mut self, area: Area) {
        for cell in cells(&area) {
            self.labels.entry(cell).or_default().push(area);
        }
    }

    /// How much a label here would cover. What spans several cells counts in each of them.
    fn cost(&self, edge: usize, area: &Area) -> f64 {
        let mut cost = 0.0;
        for cell in cells(area) {
            for node in self.nodes.get(&cell).into_iter().flatten() {
                cost += area.shared(node) * 2.0;
            }
            for label in self.labels.get(&cell).into_iter().flatten() {
                cost += area.shared(label) * 3.0;
            }
            let points = self.points.get(&cell).into_iter().flatten();
            cost += points
                .filter(|(other, point)| *other != edge && area.holds(*point))
                .count() as f64
                * 6.0;
        }
        cost
    }
}

fn cell(point: Pair) -> [i32; 2] {
    point.map(|coordinate| (coordinate / CELL).floor() as i32)
}

/// The cells that a rectangle touches.
fn cells(area: &Area) -> impl Iterator<Item = [i32; 2]> + use<> {
    let half = area.size.map(|side| side / 2.0);
    let low = cell([area.centre[0] - half[0], area.centre[1] - half[1]]);
    let high = cell([area.centre[0] + half[0], area.centre[1] + half[1]]);
    (low[0]..=high[0]).flat_map(move |x| (low[1]..=high[1]).map(move |y| [x, y]))
}
