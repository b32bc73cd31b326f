//! Closures over small graphs of ids.

/// For every node all that can be reached from it, itself excluded, sorted; cycles are safe.
pub(super) fn closure(direct: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut seen = vec![u32::MAX; direct.len()];
    (0..direct.len() as u32)
        .map(|start| {
            let mut reached = Vec::new();
            let mut pending = vec![start];
            seen[start as usize] = start;
            while let Some(node) = pending.pop() {
                for &next in &direct[node as usize] {
                    if seen[next as usize] != start {
                        seen[next as usize] = start;
                        reached.push(next);
                        pending.push(next);
                    }
                }
            }
            reached.sort_unstable();
            reached
        })
        .collect()
}

/// The same, nearest first: by number of steps, then by id.
pub(super) fn nearest(direct: &[Vec<u32>], start: u32) -> Vec<u32> {
    let mut reached: Vec<u32> = Vec::new();
    let mut layer = vec![start];
    while !layer.is_empty() {
        let mut next: Vec<u32> = layer
            .iter()
            .flat_map(|&node| direct[node as usize].iter().copied())
            .filter(|node| *node != start && !reached.contains(node))
            .collect();
        next.sort_unstable();
        next.dedup();
        reached.extend(&next);
        layer = next;
    }
    reached
}

/// The graph turned round.
pub(super) fn reversed(direct: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut result = vec![Vec::new(); direct.len()];
    for (from, targets) in direct.iter().enumerate() {
        for &to in targets {
            result[to as usize].push(from as u32);
        }
    }
    result
}
