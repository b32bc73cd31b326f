//! The blocks of the network: each adds to every word's vector what its neighbours, or all words, tell.

use super::network::{WIDTH, Workspace, ranges};
use super::numbers::{hard, sum, to_integer};
use super::tensors::Linear;

/// Normed activations are cut off here, and multiplied by `NORM_SCALE` before rounding.
const CLIP: f32 = 8.0;
pub(super) const NORM_SCALE: f32 = 128.0;

/// A block of one kind or the other.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// A gated convolution over three words (Dauphin et al. 2017).
    Convolution(Linear),
    /// A recurrence in each direction without matrices in it (Lei et al. 2018, simplified).
    Recurrent(Linear),
}

impl Block {
    /// Changes the vectors in `work.hidden`.
    pub(super) fn run(&self, lengths: &[usize], work: &mut Workspace) {
        normed(&work.hidden, &mut work.integers);
        match self {
            Self::Convolution(linear) => convolve(linear, lengths, work),
            Self::Recurrent(linear) => recur(linear, lengths, work),
        }
    }
}

/// `x + a * gate(b)`, from each word and its neighbours: three rows of `integers` that lie together.
fn convolve(linear: &Linear, lengths: &[usize], work: &mut Workspace) {
    let rows = work.hidden.len() / WIDTH - 2;
    linear.product(&work.integers, WIDTH, rows, &mut work.sums);
    let sums = work.sums.chunks_exact(2 * WIDTH);
    let (scales, bias) = (&linear.scales, &linear.bias);
    for (hidden, sums) in work.hidden[WIDTH..].chunks_exact_mut(WIDTH).zip(sums) {
        let (a, b) = sums.split_at(WIDTH);
        for (at, x) in hidden.iter_mut().enumerate() {
            let value = a[at] as f32 * scales[at] + bias[at];
            let gate = b[at] as f32 * scales[WIDTH + at] + bias[WIDTH + at];
            *x += value * hard(gate);
        }
    }
    clear_gaps(lengths, &mut work.hidden);
}

/// `x + gate(o) * state`, with the states of two recurrences, one from each end, in the halves of the vector.
fn recur(linear: &Linear, lengths: &[usize], work: &mut Workspace) {
    const HALF: usize = WIDTH / 2;
    let rows = work.hidden.len() / WIDTH;
    linear.product(&work.integers, WIDTH, rows, &mut work.sums);
    let outputs = linear.matrix.outputs();
    for range in ranges(lengths) {
        for backwards in [false, true] {
            let mut state = [0.0f32; HALF];
            let first = if backwards { HALF } else { 0 };
            for step in 0..range.len() {
                let row = if backwards {
                    range.end - 1 - step
                } else {
                    range.start + step
                };
                let sums = &work.sums[row * outputs..(row + 1) * outputs];
                let hidden = &mut work.hidden[row * WIDTH + first..][..HALF];
                for (at, (state, x)) in state.iter_mut().zip(hidden).enumerate() {
                    let new = linear.at(sums, first + at);
                    let keep = hard(linear.at(sums, WIDTH + first + at));
                    *state = new + keep * (*state - new);
                    *x += hard(linear.at(sums, 2 * WIDTH + first + at)) * *state * 2.0;
                }
            }
        }
    }
}

fn clear_gaps(lengths: &[usize], hidden: &mut [f32]) {
    for range in ranges(lengths) {
        hidden[(range.start - 1) * WIDTH..range.start * WIDTH].fill(0.0);
        hidden[range.end * WIDTH..(range.end + 1) * WIDTH].fill(0.0);
    }
}

/// The vectors with a mean square of one, as integers.
pub(super) fn normed(hidden: &[f32], out: &mut Vec<i16>) {
    out.resize(hidden.len(), 0);
    for (x, out) in hidden.chunks_exact(WIDTH).zip(out.chunks_exact_mut(WIDTH)) {
        let factor = 1.0 / (sum(x, |value| value * value) / WIDTH as f32 + 1e-4).sqrt();
        for (out, value) in out.iter_mut().zip(x) {
            *out = to_integer((value * factor).clamp(-CLIP, CLIP) * NORM_SCALE);
        }
    }
}
