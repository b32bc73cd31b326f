//! Frames around the nodes of one document or class: each frame is laid out by itself, then the
//! frames and the free nodes as boxes among themselves.

use std::collections::BTreeMap;

use super::super::label::text_width;
use super::super::{ExportInput, GraphView, frames};
use super::labels::Area;
use super::layout::{self, Boxes, Link, Pair};

/// Space between a frame and its nodes; above them stands the title.
const INSET: Pair = [14.0, 14.0];
const TITLE: f64 = 16.0;

/// A frame with its title.
pub(super) struct Frame {
    pub(super) title: String,
    pub(super) area: Area,
}

/// The centres of all boxes, and the frames around them.
pub(super) fn place(boxes: &Boxes, view: &GraphView, input: &ExportInput<'_>) -> (Vec<Pair>, Vec<Frame>) {
    let groups = frames::frames(view, input);
    if groups.is_empty() {
        return (layout::place(boxes), Vec::new());
    }
    let mut group_of: Vec<Option<usize>> = vec![None; boxes.sizes.len()];
    for (group, members) in groups.values().enumerate() {
        for member in members {
            group_of[member.index()] = Some(group);
        }
    }
    let inner: Vec<(Vec<usize>, Vec<Pair>)> = groups
        .values()
        .map(|members| {
            let members: Vec<usize> = members.iter().map(|member| member.index()).collect();
            let placed = layout::place(&boxes.part(&members));
            (members, placed)
        })
        .collect();
    let extents: Vec<[Pair; 2]> = inner
        .iter()
        .map(|(members, placed)| {
            layout::extent(
                placed
                    .iter()
                    .copied()
                    .zip(members.iter().map(|&member| boxes.sizes[member])),
            )
        })
        .collect();
    let sizes: Vec<Pair> = groups
        .keys()
        .zip(&extents)
        .map(|(title, [low, high])| {
            let width = (high[0] - low[0]).max(text_width(title) * 12.5);
            [width + 2.0 * INSET[0], high[1] - low[1] + 2.0 * INSET[1] + TITLE]
        })
        .collect();
    let (outer, slots) = quotient(boxes, &group_of, &sizes);
    let outer_centres = layout::place(&outer);
    let mut centres = vec![[0.0; 2]; boxes.sizes.len()];
    for (index, slot) in slots.iter().enumerate() {
        centres[index] = outer_centres[*slot];
    }
    for (group, (members, placed)) in inner.iter().enumerate() {
        let [low, high] = extents[group];
        let middle = [f64::midpoint(low[0], high[0]), f64::midpoint(low[1], high[1])];
        let [x, y] = outer_centres[group];
        for (&member, point) in members.iter().zip(placed) {
            centres[member] = [x + point[0] - middle[0], y + point[1] - middle[1] + TITLE / 2.0];
        }
    }
    let frames = groups
        .into_keys()
        .zip(sizes)
        .zip(outer_centres)
        .map(|((title, size), centre)| Frame {
            title,
            area: Area { centre, size },
        })
        .collect();
    (centres, frames)
}

/// The graph of frames and free nodes: frames come first. Also the box of each node in it.
fn quotient(boxes: &Boxes, group_of: &[Option<usize>], frames: &[Pair]) -> (Boxes, Vec<usize>) {
    let mut sizes = frames.to_vec();
    let mut slots = Vec::with_capacity(group_of.len());
    for (index, group) in group_of.iter().enumerate() {
        slots.push(group.unwrap_or_else(|| {
            sizes.push(boxes.sizes[index]);
            sizes.len() - 1
        }));
    }
    let mut links: BTreeMap<(usize, usize), Link> = BTreeMap::new();
    for link in &boxes.links {
        let (from, to) = (slots[link.from], slots[link.to]);
        if from != to {
            links
                .entry((from.min(to), from.max(to)))
                .or_insert(Link {
                    from,
                    to,
                    label: [0.0; 2],
                })
                .widen(link.label);
        }
    }
    let links = links.into_values().collect();
    (Boxes { sizes, links }, slots)
}
