//! Moves boxes apart that overlap, and off the links that they stand on.

use super::layout::{Boxes, Link, Pair};

/// Space kept free around a box.
const MARGIN: Pair = [16.0, 12.0];
/// What must be seen of a line beside its label.
const LINE_ENDS: f64 = 34.0;
/// Above this many boxes times links, boxes may stand on links.
const LINK_CHECKS: usize = 60_000;

/// Moves the boxes as little as is needed so that none overlaps another.
pub(super) fn remove(boxes: &Boxes, centres: &mut [Pair]) {
    if boxes.sizes.len() * boxes.links.len() <= LINK_CHECKS {
        for _ in 0..80 {
            stretch_links(boxes, centres);
            let crossed = clear_links(boxes, centres);
            let crowded = separate(&boxes.sizes, centres);
            if !crowded && !crossed {
                return;
            }
        }
    }
    for _ in 0..400 {
        if !separate(&boxes.sizes, centres) {
            return;
        }
    }
}

/// One round over all pairs that overlap: each moves away by half, on the axis where less is needed.
fn separate(sizes: &[Pair], centres: &mut [Pair]) -> bool {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| centres[a][0].total_cmp(&centres[b][0]).then(a.cmp(&b)));
    let widest = sizes.iter().map(|size| size[0]).fold(0.0, f64::max) + MARGIN[0];
    let mut any = false;
    for (at, &a) in order.iter().enumerate() {
        for &b in &order[at + 1..] {
            // Sorted before this round's moves, hence the doubled reach.
            if centres[b][0] - centres[a][0] > widest * 2.0 {
                break;
            }
            let need = [0, 1].map(|axis| {
                f64::midpoint(sizes[a][axis], sizes[b][axis]) + MARGIN[axis]
                    - (centres[a][axis] - centres[b][axis]).abs()
            });
            if need[0] <= 0.01 || need[1] <= 0.01 {
                continue;
            }
            any = true;
            let axis = usize::from(need[1] < need[0]);
            let first = (centres[a][axis], a) <= (centres[b][axis], b);
            let step = if first {
                need[axis] / 2.0
            } else {
                -need[axis] / 2.0
            };
            centres[a][axis] -= step;
            centres[b][axis] += step;
        }
    }
    any
}

/// One round over all links that are shorter than what is written on them: the ends move apart.
fn stretch_links(boxes: &Boxes, centres: &mut [Pair]) {
    for &Link { from, to, label } in &boxes.links {
        let along = [0, 1].map(|axis| centres[to][axis] - centres[from][axis]);
        let length = along[0].hypot(along[1]).max(1e-6);
        let unit = along.map(|step| step / length);
        // How much of the line a rectangle around a point on it covers.
        let cover = |size: Pair| (size[0] / unit[0].abs().max(1e-6)).min(size[1] / unit[1].abs().max(1e-6));
        let ends = f64::midpoint(cover(boxes.sizes[from]), cover(boxes.sizes[to]));
        let missing = ends + cover(label) + LINE_ENDS - length;
        if missing > 0.0 {
            for axis in 0..2 {
                centres[from][axis] -= unit[axis] * missing / 2.0;
                centres[to][axis] += unit[axis] * missing / 2.0;
            }
        }
    }
}

/// One round over all boxes that a foreign link crosses: the box steps aside.
fn clear_links(boxes: &Boxes, centres: &mut [Pair]) -> bool {
    let mut any = false;
    for &Link { from: a, to: b, .. } in &boxes.links {
        for index in (0..centres.len()).filter(|&index| index != a && index != b) {
            let (from, to) = (centres[a], centres[b]);
            let along = [to[0] - from[0], to[1] - from[1]];
            let length = along[0].hypot(along[1]).max(1e-6);
            let unit = [along[0] / length, along[1] / length];
            let offset = [centres[index][0] - from[0], centres[index][1] - from[1]];
            let position = offset[0] * unit[0] + offset[1] * unit[1];
            let aside = offset[1] * unit[0] - offset[0] * unit[1];
            let half = [boxes.sizes[index][0] / 2.0, boxes.sizes[index][1] / 2.0];
            let reach = half[0] * unit[1].abs() + half[1] * unit[0].abs() + 5.0;
            let spread = half[0] * unit[0].abs() + half[1] * unit[1].abs();
            if aside.abs() >= reach || position < -spread || position > length + spread {
                continue;
            }
            if position < 0.0 || position > length {
                continue;
            }
            any = true;
            let step = (reach - aside.abs()) * 0.6 * if aside < 0.0 { -1.0 } else { 1.0 };
            centres[index][0] -= unit[1] * step;
            centres[index][1] += unit[0] * step;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_in_one_spot_end_up_apart() {
        let boxes = Boxes {
            sizes: vec![[80.0, 20.0]; 30],
            links: Vec::new(),
        };
        let mut centres = vec![[0.0, 0.0]; 30];
        remove(&boxes, &mut centres);
        for a in 0..30 {
            for b in a + 1..30 {
                let apart = (centres[a][0] - centres[b][0]).abs() >= 80.0
                    || (centres[a][1] - centres[b][1]).abs() >= 20.0;
                assert!(apart, "{a} and {b}: {:?} {:?}", centres[a], centres[b]);
            }
        }
    }
}
