//! Where the boxes of a drawing stand: stress majorisation from a radial start.
//!
//! Gansner, Koren, North: Graph Drawing by Stress Majorization (2004). Knowledge graphs from news are
//! hubs with many neighbours and few ranks, which a layered layout draws as one tall column; distances
//! in the plane that follow distances in the graph show them better. The start is computed and not
//! drawn by lot, so the same graph always looks the same.

use std::collections::VecDeque;
use std::f64::consts::TAU;

use petgraph::algo::dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;

use super::{overlap, pack};

/// A point, or a width and height.
pub(super) type Pair = [f64; 2];

/// Above this many boxes in one component, only distances to neighbours and pivots count.
const ALL_PAIRS: usize = 400;
/// Distances to this many boxes stand for those to all.
const PIVOTS: usize = 48;

/// What is to be laid out.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// Width and height of each box.
    pub(super) sizes: Vec<Pair>,
    /// What connects them.
    pub(super) links: Vec<Link>,
}

/// A connection of two boxes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// Where it starts: preferably on the left.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// Width and height of what is written on it.
    pub(super) label: Pair,
}

/// The centre of every box; boxes do not overlap.
pub(super) fn place(boxes: &Boxes) -> Vec<Pair> {
    let mut centres = vec![[0.0, 0.0]; boxes.sizes.len()];
    let components = components(boxes);
    let mut frames: Vec<(Vec<usize>, Vec<Pair>)> = Vec::with_capacity(components.len());
    for members in components {
        let part = boxes.part(&members);
        let mut placed = stress(&part);
        face_right(&part, &mut placed);
        overlap::remove(&part, &mut placed);
        frames.push((members, placed));
    }
    pack::pack(boxes, &frames, &mut centres);
    centres
}

impl Link {
    /// Makes room for another label.
    pub(super) fn widen(&mut self, label: Pair) {
        self.label = [0, 1].map(|axis| self.label[axis].max(label[axis]));
    }
}

impl Boxes {
    /// The boxes `members` and the links between them, renumbered.
    pub(super) fn part(&self, members: &[usize]) -> Self {
        let mut number = vec![usize::MAX; self.sizes.len()];
        for (new, &old) in members.iter().enumerate() {
            number[old] = new;
        }
        Self {
            sizes: members.iter().map(|&old| self.sizes[old]).collect(),
            links: self
                .links
                .iter()
                .map(|link| Link {
                    from: number[link.from],
                    to: number[link.to],
                    ..*link
                })
                .filter(|link| link.from != link.to && link.from.max(link.to) != usize::MAX)
                .collect(),
        }
    }

    fn degrees(&self) -> Vec<usize> {
        let mut degrees = vec![0; self.sizes.len()];
        for link in &self.links {
            degrees[link.from] += 1;
            degrees[link.to] += 1;
        }
        degrees
    }
}

/// The connected components, in the order of their first boxes.
fn components(boxes: &Boxes) -> Vec<Vec<usize>> {
    let count = boxes.sizes.len();
    let mut union = UnionFind::<usize>::new(count);
    for link in &boxes.links {
        union.union(link.from, link.to);
    }
    let mut slot = vec![usize::MAX; count];
    let mut components: Vec<Vec<usize>> = Vec::new();
    for index in 0..count {
        let root = union.find(index);
        if slot[root] == usize::MAX {
            slot[root] = components.len();
            components.push(Vec::new());
        }
        components[slot[root]].push(index);
    }
    components
}

/// Positions whose distances follow the lengths of the shortest ways through the graph.
fn stress(boxes: &Boxes) -> Vec<Pair> {
    let count = boxes.sizes.len();
    if count == 1 {
        return vec![[0.0, 0.0]];
    }
    let graph = weighted(boxes);
    let mut points = radial(&graph);
    let terms = terms(&graph);
    let rounds = if count <= 150 { 300 } else { 120 };
    for _ in 0..rounds {
        let mut moved = 0.0_f64;
        for index in 0..count {
            let next = improved(index, &points, &terms[index]);
            moved = moved.max((next[0] - points[index][0]).hypot(next[1] - points[index][1]));
            points[index] = next;
        }
        if moved < 0.3 {
            break;
        }
    }
    widen(&mut points);
    points
}

/// Where one box would best stand, the others staying where they are.
fn improved(index: usize, points: &[Pair], terms: &[(usize, f64)]) -> Pair {
    let [x, y] = points[index];
    let (mut sum_x, mut sum_y, mut weights) = (0.0, 0.0, 0.0);
    for &(other, wanted) in terms {
        let [other_x, other_y] = points[other];
        let (dx, dy) = (x - other_x, y - other_y);
        let distance = dx.hypot(dy).max(1e-6);
        let weight = 1.0 / (wanted * wanted);
        sum_x += weight * (other_x + wanted * dx / distance);
        sum_y += weight * (other_y + wanted * dy / distance);
        weights += weight;
    }
    if weights > 0.0 {
        [sum_x / weights, sum_y / weights]
    } else {
        [x, y]
    }
}

/// The graph with the length that each link should have: the room that its label and the two boxes
/// take, and more at hubs, whose neighbours need a circle to stand on.
fn weighted(boxes: &Boxes) -> UnGraph<(), f64> {
    let degrees = boxes.degrees();
    let mut graph = UnGraph::with_capacity(boxes.sizes.len(), boxes.links.len());
    for _ in &boxes.sizes {
        graph.add_node(());
    }
    for link in &boxes.links {
        let reach = |index: usize| f64::midpoint(boxes.sizes[index][0], boxes.sizes[index][1]) / 2.0;
        let crowd = degrees[link.from].max(degrees[link.to]) as f64 * 40.0 / TAU;
        let wanted = reach(link.from) + reach(link.to) + link.label[0] * 0.7 + 40.0 + (crowd - 60.0).max(0.0);
        graph.add_edge(NodeIndex::new(link.from), NodeIndex::new(link.to), wanted);
    }
    graph
}

/// For each box, those whose distance counts, with the distance wanted.
fn terms(graph: &UnGraph<(), f64>) -> Vec<Vec<(usize, f64)>> {
    let count = graph.node_count();
    let mut terms: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
    if count <= ALL_PAIRS {
        for source in graph.node_indices() {
            let distances = dijkstra(graph, source, None, |edge| *edge.weight());
            for target in graph.node_indices().filter(|&target| target != source) {
                if let Some(&distance) = distances.get(&target) {
                    terms[source.index()].push((target.index(), distance));
                }
            }
        }
        return terms;
    }
    for edge in graph.raw_edges() {
        let (a, b) = (edge.source().index(), edge.target().index());
        terms[a].push((b, edge.weight));
        terms[b].push((a, edge.weight));
    }
    for pivot in (0..PIVOTS).map(|step| NodeIndex::new(step * count / PIVOTS)) {
        let distances = dijkstra(graph, pivot, None, |edge| *edge.weight());
        for target in graph.node_indices().filter(|&target| target != pivot) {
            if let Some(&distance) = distances.get(&target) {
                terms[target.index()].push((pivot.index(), distance));
            }
        }
    }
    terms
}

/// A start: the box with most links in the middle, the others on rings around it, each subtree in a
/// sector that is as wide as its leaves are many.
fn radial(graph: &UnGraph<(), f64>) -> Vec<Pair> {
    let count = graph.node_count();
    let root = graph
        .node_indices()
        .max_by_key(|&node| (graph.neighbors(node).count(), std::cmp::Reverse(node)))
        .unwrap_or_default();
    let mut parent = vec![usize::MAX; count];
    let mut order = vec![root.index()];
    parent[root.index()] = root.index();
    let mut queue = VecDeque::from([root]);
    while let Some(node) = queue.pop_front() {
        let mut next: Vec<NodeIndex> = graph.neighbors(node).collect();
        next.sort();
        for neighbour in next {
            if parent[neighbour.index()] == usize::MAX {
                parent[neighbour.index()] = node.index();
                order.push(neighbour.index());
                queue.push_back(neighbour);
            }
        }
    }
    let mut leaves = vec![0.0_f64; count];
    for &node in order.iter().rev() {
        leaves[node] = leaves[node].max(1.0);
        if node != root.index() {
            leaves[parent[node]] += leaves[node];
        }
    }
    let mut sector = vec![[0.0, TAU]; count];
    let mut used = vec![0.0_f64; count];
    let mut depth = vec![0.0_f64; count];
    let mut points = vec![[0.0, 0.0]; count];
    for &node in order.iter().skip(1) {
        let above = parent[node];
        let [from, to] = sector[above];
        let start = from + (to - from) * used[above] / leaves[above];
        used[above] += leaves[node];
        let end = from + (to - from) * used[above] / leaves[above];
        sector[node] = [start, end];
        depth[node] = depth[above] + 1.0;
        // The first child points to the right, so that two boxes stand side by side.
        let angle = f64::midpoint(start, end) - sector[root.index()][1] / (2.0 * leaves[root.index()]);
        points[node] = [
            depth[node] * 160.0 * angle.cos(),
            depth[node] * 160.0 * angle.sin(),
        ];
    }
    points
}

/// Turns the longer axis to the horizontal, and widens: screens and labels are wider than tall.
fn widen(points: &mut [Pair]) {
    let count = points.len() as f64;
    let mean = points
        .iter()
        .fold([0.0, 0.0], |sum, point| [sum[0] + point[0], sum[1] + point[1]]);
    let mean = [mean[0] / count, mean[1] / count];
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in points.iter_mut() {
        point[0] -= mean[0];
        point[1] -= mean[1];
        xx += point[0] * point[0];
        xy += point[0] * point[1];
        yy += point[1] * point[1];
    }
    let angle = (2.0 * xy).atan2(xx - yy) / 2.0;
    let (sin, cos) = angle.sin_cos();
    for point in points.iter_mut() {
        let [x, y] = *point;
        *point = [(x * cos + y * sin) * 1.25, (y * cos - x * sin) * 0.8];
    }
}

/// Mirrors the picture if more links run to the left than to the right.
fn face_right(boxes: &Boxes, points: &mut [Pair]) {
    let run: f64 = boxes
        .links
        .iter()
        .map(|link| points[link.to][0] - points[link.from][0])
        .sum();
    if run < 0.0 {
        for point in points {
            point[0] = -point[0];
        }
    }
}

/// Lower and upper corner of what boxes with these centres and sizes cover.
pub(super) fn extent(boxes: impl Iterator<Item = (Pair, Pair)>) -> [Pair; 2] {
    let start = [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]];
    let [low, high] = boxes.fold(start, |[low, high], (centre, size)| {
        let half = [size[0] / 2.0, size[1] / 2.0];
        [
            [low[0].min(centre[0] - half[0]), low[1].min(centre[1] - half[1])],
            [high[0].max(centre[0] + half[0]), high[1].max(centre[1] + half[1])],
        ]
    });
    if low[0] > high[0] {
        [[0.0; 2]; 2]
    } else {
        [low, high]
    }
}
