//! The best tree over scores of heads: one root, no cycle.
//!
//! Most often the best head of each word makes a tree already. Where it does not, the maximum
//! spanning tree is found (Chu & Liu 1965, Edmonds 1967). Scores lie in rows, one for each word:
//! first that of the root as its head, then that of each word.

use super::super::tagger;

/// What each root after the first costs; more than any tree gains by one.
const SECOND_ROOT: f32 = 1000.0;

/// Head of each word by `scores`, which has `n + 1` of them for each of `n` words; `n` stands for the root.
pub(super) fn best(scores: &mut [f32], n: usize) -> Vec<u32> {
    let mut heads: Vec<usize> = scores.chunks_exact(n + 1).map(tagger::best).collect();
    if !is_tree(&heads) {
        for row in scores.chunks_exact_mut(n + 1) {
            row[0] -= SECOND_ROOT;
        }
        // The root becomes a node like the others, with nothing above it.
        let mut graph = vec![f32::NEG_INFINITY; (n + 1) * (n + 1)];
        graph[n + 1..].copy_from_slice(scores);
        for node in 1..=n {
            graph[node * (n + 1) + node] = f32::NEG_INFINITY;
        }
        heads = spanning_tree(&graph, n + 1)[1..].to_vec();
    }
    heads
        .into_iter()
        .map(|head| if head == 0 { n } else { head - 1 } as u32)
        .collect()
}

/// A tree from the best heads of a sentence that is too long for the search: cycles and all roots but the one with
/// the highest score hang on that one. `heads` counts as [`best`] returns it.
pub(super) fn mend(heads: &mut [u32], root_scores: &[f32]) {
    let n = heads.len();
    let Some(main) = (0..n).max_by(|&a, &b| root_scores[a].total_cmp(&root_scores[b]).then(b.cmp(&a))) else {
        return;
    };
    heads[main] = n as u32;
    // 0: not seen, 1: on the way, 2: leads to the root.
    let mut state = vec![0u8; n];
    state[main] = 2;
    let mut path = Vec::new();
    for start in 0..n {
        let mut at = start;
        while state[at] == 0 {
            state[at] = 1;
            path.push(at);
            let head = heads[at] as usize;
            if head >= n || head == at || state[head] == 1 {
                heads[at] = main as u32;
                break;
            }
            at = head;
        }
        for at in path.drain(..) {
            state[at] = 2;
        }
    }
}

/// Whether the heads, counted from one with 0 for the root, make a tree with one root.
fn is_tree(heads: &[usize]) -> bool {
    heads.iter().filter(|&&head| head == 0).count() == 1
        && cycle(
            &std::iter::once(0)
                .chain(heads.iter().copied())
                .collect::<Vec<_>>(),
        )
        .is_none()
}

/// The nodes of a cycle, if there is one; node 0 is the root and its own head.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut nodes = vec![at];
            let mut next = heads[at];
            while next != at {
                nodes.push(next);
                next = heads[next];
            }
            return Some(nodes);
        }
    }
    None
}

/// Heads of all nodes of a graph in which node 0 is the root; `graph[node * count + head]` is the score of an arc.
fn spanning_tree(graph: &[f32], count: usize) -> Vec<usize> {
    let mut heads: Vec<usize> = graph.chunks_exact(count).map(tagger::best).collect();
    heads[0] = 0;
    let Some(cycle) = cycle(&heads) else {
        return heads;
    };
    // The cycle becomes one node, the last of a smaller graph.
    let outside: Vec<usize> = (0..count).filter(|node| !cycle.contains(node)).collect();
    let small = outside.len() + 1;
    let mut smaller = vec![f32::NEG_INFINITY; small * small];
    let mut enters = vec![cycle[0]; small];
    let mut leaves = vec![cycle[0]; small];
    for (new, &old) in outside.iter().enumerate() {
        for (other_new, &other) in outside.iter().enumerate() {
            smaller[new * small + other_new] = graph[old * count + other];
        }
        for &node in &cycle {
            let out = graph[old * count + node];
            if out > smaller[new * small + small - 1] {
                smaller[new * small + small - 1] = out;
                leaves[new] = node;
            }
            let into = graph[node * count + old] - graph[node * count + heads[node]];
            if into > smaller[(small - 1) * small + new] {
                smaller[(small - 1) * small + new] = into;
                enters[new] = node;
            }
        }
    }
    let found = spanning_tree(&smaller, small);
    let entrance = found[small - 1];
    for (new, &old) in outside.iter().enumerate().skip(1) {
        heads[old] = if found[new] == small - 1 {
            leaves[new]
        } else {
            outside[found[new]]
        };
    }
    heads[enters[entrance]] = outside[entrance];
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_heads_that_make_a_tree_stay() {
        let mut scores = [5.0, 0.0, 1.0, 0.0, 4.0, 0.0];
        assert_eq!(best(&mut scores, 2), [2, 0]);
    }

    #[test]
    fn cycles_are_broken_where_it_costs_least() {
        // Words 1 and 2 want each other; word 1 loses less at the root.
        let mut scores = [3.0, 0.0, 4.0, 1.0, 4.0, 0.0];
        assert_eq!(best(&mut scores, 2), [2, 0]);
    }

    #[test]
    fn there_is_one_root() {
        let mut scores = [9.0, 0.0, 1.0, 0.0, 8.0, 2.0, 0.0, 1.0, 8.5, 1.0, 1.0, 0.0];
        let heads = best(&mut scores, 3);
        assert_eq!(heads.iter().filter(|&&head| head == 3).count(), 1);
        assert_eq!(heads, [3, 0, 0]);
    }

    #[test]
    fn long_sentences_are_mended_into_a_tree() {
        let mut heads = [1, 0, 4, 2, 3];
        mend(&mut heads, &[0.0, 0.0, 1.0, 0.0, 0.0]);
        assert_eq!(heads[2], 5);
        for start in 0..heads.len() {
            let mut at = start;
            for _ in 0..heads.len() {
                at = heads[at] as usize;
                if at == heads.len() {
                    break;
                }
            }
            assert_eq!(at, 5, "{start} does not lead to the root");
        }
    }
}
