//! Did you mean …?

/// The candidate that looks most like `name`, if one looks like it at all; of equal ones the first.
pub(super) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = name.to_lowercase();
    let most = (folded.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 2 * most)
        .map(|candidate| (distance(&folded, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= most)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Edits between two words, where two letters that change places count once.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, &letter) in left.iter().enumerate() {
        let mut next = vec![at + 1];
        for (to, &other) in right.iter().enumerate() {
            let replaced = row[to] + usize::from(letter != other);
            let mut best = replaced.min(row[to + 1] + 1).min(next[to] + 1);
            if at > 0 && to > 0 && letter == right[to - 1] && left[at - 1] == other {
                best = best.min(before[to - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}
