//! Attention: each word takes from the words of its window, by how well they answer what it asks.

use super::encoder::WIDE;
use super::kernels::widened;
use super::numbers::exp;

/// Heads, and the length of their vectors.
const HEADS: usize = 12;
const SIZE: usize = WIDE / HEADS;

/// Scores are computed for this many keys at a time.
const LANES: usize = 16;

/// Buffers, and what came out.
#[derive(Clone, Debug, Default)]
pub(super) struct Attention {
    /// The keys of a head in groups of [`LANES`]: for each group a row for each component.
    keys: Vec<[f32; LANES]>,
    scores: Vec<[f32; LANES]>,
    out: Vec<f32>,
}

impl Attention {
    /// Reads rows of queries, keys and values, for windows that each have a mark before their words.
    pub(super) fn run(&mut self, attended: &[f32], windows: &[usize]) {
        self.out.clear();
        self.out.resize(attended.len() / 3, 0.0);
        let mut start = 0;
        for window in windows {
            let rows = window + 1;
            let attended = &attended[start * 3 * WIDE..][..rows * 3 * WIDE];
            let mut out = std::mem::take(&mut self.out);
            for head in 0..HEADS {
                let out = &mut out[start * WIDE..][..rows * WIDE];
                widened(
                    #[inline(always)]
                    || self.head(attended, head * SIZE, out),
                );
            }
            self.out = out;
            start += rows;
        }
    }

    /// A vector for each row, from all heads.
    pub(super) fn out(&self) -> &[f32] {
        &self.out
    }

    /// One head, whose vectors begin at column `from`, for the rows of one window.
    #[inline(always)]
    fn head(&mut self, attended: &[f32], from: usize, out: &mut [f32]) {
        let rows = out.len() / WIDE;
        self.group_keys(attended, from, rows);
        for (all, out) in attended.chunks_exact(3 * WIDE).zip(out.chunks_exact_mut(WIDE)) {
            self.answer(vector(all, from), rows);
            let sum = soften(&mut self.scores);
            let mut mixed = [0.0f32; SIZE];
            let scores = self.scores.as_flattened();
            for (all, score) in attended.chunks_exact(3 * WIDE).zip(scores) {
                for (mixed, value) in mixed.iter_mut().zip(vector(all, 2 * WIDE + from)) {
                    *mixed += score * value;
                }
            }
            for (out, mixed) in out[from..][..SIZE].iter_mut().zip(mixed) {
                *out = mixed / sum;
            }
        }
    }

    #[inline(always)]
    fn group_keys(&mut self, attended: &[f32], from: usize, rows: usize) {
        self.keys.clear();
        self.keys.resize(rows.div_ceil(LANES) * SIZE, [0.0; LANES]);
        for (row, all) in attended.chunks_exact(3 * WIDE).enumerate() {
            let group = &mut self.keys[row / LANES * SIZE..][..SIZE];
            for (keys, key) in group.iter_mut().zip(vector(all, WIDE + from)) {
                keys[row % LANES] = *key;
            }
        }
    }

    /// Scores of all keys for a query.
    #[inline(always)]
    fn answer(&mut self, query: &[f32; SIZE], rows: usize) {
        self.scores.clear();
        for keys in self.keys.as_chunks::<SIZE>().0 {
            let mut scores = [0.0f32; LANES];
            for (query, keys) in query.iter().zip(keys) {
                for (score, key) in scores.iter_mut().zip(keys) {
                    *score += query * key;
                }
            }
            self.scores.push(scores);
        }
        // The last group has places without keys.
        self.scores.as_flattened_mut()[rows..].fill(f32::NEG_INFINITY);
    }
}

/// The vector of a head in a row.
#[inline(always)]
fn vector(row: &[f32], from: usize) -> &[f32; SIZE] {
    const NONE: &[f32; SIZE] = &[0.0; SIZE];
    row[from..].first_chunk().unwrap_or(NONE)
}

/// The exponentials of scores, relative to the highest; returns their sum.
#[inline(always)]
fn soften(scores: &mut [[f32; LANES]]) -> f32 {
    /// One by the square root of [`SIZE`].
    const SHARPNESS: f32 = 0.176_776_7;
    let mut highest = [f32::NEG_INFINITY; LANES];
    for lanes in scores.iter() {
        for (highest, &score) in highest.iter_mut().zip(lanes) {
            *highest = if score > *highest { score } else { *highest };
        }
    }
    let highest = highest.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let mut sums = [0.0f32; LANES];
    for lanes in scores {
        for (score, sum) in lanes.iter_mut().zip(&mut sums) {
            *score = exp((*score - highest) * SHARPNESS);
            *sum += *score;
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_takes_from_the_rows_of_its_window_only() {
        let mut attended = vec![0.0; 5 * 3 * WIDE];
        for row in 0..5 {
            attended[row * 3 * WIDE + 2 * WIDE] = row as f32;
        }
        let mut attention = Attention::default();
        attention.run(&attended, &[1, 2]);
        let first: Vec<f32> = attention.out().chunks_exact(WIDE).map(|row| row[0]).collect();
        assert_eq!(first, [0.5, 0.5, 3.0, 3.0, 3.0]);
    }

    #[test]
    fn queries_choose_the_keys_that_answer_them() {
        let mut attended = vec![0.0; 3 * 3 * WIDE];
        // The first row asks for what the last row offers, in the second head.
        attended[SIZE] = 30.0;
        attended[2 * 3 * WIDE + WIDE + SIZE] = 30.0;
        attended[2 * 3 * WIDE + 2 * WIDE + SIZE] = 7.0;
        let mut attention = Attention::default();
        attention.run(&attended, &[2]);
        assert!((attention.out()[SIZE] - 7.0).abs() < 1e-5);
        assert!((attention.out()[WIDE + SIZE] - 7.0 / 3.0).abs() < 1e-5);
    }
}
