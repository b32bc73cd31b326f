//! The parts of a drawing side by side.

use super::layout::{Boxes, Pair, extent};

/// Space between components.
const GAP: f64 = 36.0;

/// Sets the components side by side, the tall ones first, each where it comes to stand highest; in
/// all about 1.5 times as wide as tall.
pub(super) fn pack(boxes: &Boxes, frames: &[(Vec<usize>, Vec<Pair>)], centres: &mut [Pair]) {
    let extents: Vec<[Pair; 2]> = frames
        .iter()
        .map(|(members, points)| {
            let sizes = members.iter().map(|&member| boxes.sizes[member]);
            extent(points.iter().copied().zip(sizes))
        })
        .collect();
    let sizes: Vec<Pair> = extents
        .iter()
        .map(|[low, high]| [high[0] - low[0] + GAP, high[1] - low[1] + GAP])
        .collect();
    let mut order: Vec<usize> = (0..frames.len()).collect();
    order.sort_by(|&a, &b| sizes[b][1].total_cmp(&sizes[a][1]).then(a.cmp(&b)));
    let area: f64 = sizes.iter().map(|size| size[0] * size[1]).sum();
    let widest = sizes.iter().map(|size| size[0]).fold(0.0, f64::max);
    let mut skyline = Skyline::new((area * 1.7).sqrt().max(widest));
    for at in order {
        let corner = skyline.put(sizes[at]);
        let [low, _] = extents[at];
        let (members, points) = &frames[at];
        for (&member, point) in members.iter().zip(points) {
            centres[member] = [point[0] - low[0] + corner[0], point[1] - low[1] + corner[1]];
        }
    }
}

/// The lower border of what is packed already, as steps from left to right: where each begins, and
/// how far down it reaches.
struct Skyline {
    width: f64,
    steps: Vec<Pair>,
}

impl Skyline {
    fn new(width: f64) -> Self {
        Self {
            width,
            steps: vec![[0.0, 0.0]],
        }
    }

    /// The corner at which a rectangle of this size stands highest, then leftmost.
    fn put(&mut self, [width, height]: Pair) -> Pair {
        let mut best = [0.0, f64::INFINITY];
        for &[x, _] in self
            .steps
            .iter()
            .filter(|step| step[0] + width <= self.width + 0.001)
        {
            let y = self.depth(x, x + width);
            if y < best[1] - 0.001 {
                best = [x, y];
            }
        }
        let [x, y] = best;
        let behind = self.depth_at(x + width);
        self.steps.retain(|step| step[0] < x || step[0] > x + width);
        self.steps.push([x, y + height]);
        self.steps.push([x + width, behind]);
        self.steps.sort_by(|a, b| a[0].total_cmp(&b[0]));
        best
    }

    /// How far down the steps between two abscissae reach.
    fn depth(&self, from: f64, to: f64) -> f64 {
        let within = self
            .steps
            .iter()
            .filter(|step| step[0] > from && step[0] < to - 0.001);
        within.map(|step| step[1]).fold(self.depth_at(from), f64::max)
    }

    fn depth_at(&self, x: f64) -> f64 {
        self.steps
            .iter()
            .rev()
            .find(|step| step[0] <= x)
            .map_or(0.0, |step| step[1])
    }
}
