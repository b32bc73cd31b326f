//! The network: vectors of words, encoder blocks, heads; a batch of sentences at a time.
//!
//! Blocks are gated convolutions over three words (Dauphin et al. 2017) and recurrences in both
//! directions without matrices in them (Lei et al. 2018, simplified), so the cost is linear in the
//! number of words. Sums of products are integer, the rest are single operations on floats in a
//! fixed order: the same text gives the same bits on every machine.

use super::super::archive::ModelError;
use super::features::{FEATURES, Features, ROWS};
use super::kernels::{self, BLOCK};
use super::tensors::{Linear, Tensors, Vectors};

/// Width of the encoder.
const WIDTH: usize = 160;
/// Length of the vectors that choose heads, and of those that choose relations.
pub(super) const ARC: usize = 128;
pub(super) const RELATION: usize = 128;
/// Normed activations are cut off here, and multiplied by `NORM_SCALE` before rounding.
const CLIP: f32 = 8.0;
const NORM_SCALE: f32 = 128.0;
/// The same for the vectors of the heads.
const HEAD_CLIP: f32 = 32.0;
pub(super) const HEAD_SCALE: f32 = 64.0;

/// Trained weights, ready for use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Network {
    vocabulary: Vocabulary,
    known: Vectors,
    tables: Vec<Vectors>,
    input: Linear,
    blocks: Vec<Block>,
    heads: Linear,
    pub(super) label: Linear,
    pub(super) root_arc: Vec<i16>,
    pub(super) root_relation: Vec<f32>,
    /// By distance of word and head, from far before to far behind.
    pub(super) distance: Vec<f32>,
    pub(super) tags: usize,
    pub(super) names: usize,
    pub(super) relations: usize,
}

#[derive(Clone, Debug)]
enum Block {
    Convolution(Linear),
    Recurrent(Linear),
}

/// Buffers that reading a batch needs; kept from batch to batch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workspace {
    integers: Vec<i16>,
    sums: Vec<i32>,
    hidden: Vec<f32>,
    outputs: Vec<f32>,
    pub(super) scores: Vec<f32>,
    pub(super) keys: Vec<i16>,
    pub(super) query: Vec<i16>,
    pub(super) products: Vec<i32>,
}

/// The outputs of all heads for one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outputs<'a> {
    /// What it looks for in a head, and what it offers as one.
    pub(super) dependent: &'a [f32],
    pub(super) head: &'a [f32],
    /// The same for relations.
    pub(super) up: &'a [f32],
    pub(super) down: &'a [f32],
    pub(super) tags: &'a [f32],
    pub(super) names: &'a [f32],
}

impl Network {
    /// Reads the weights; `tags`, `relations` and `names` are how many of each there are.
    ///
    /// # Errors
    /// Where the bytes are not what training writes.
    pub(crate) fn parse(
        bytes: &[u8],
        tags: usize,
        relations: usize,
        names: usize,
    ) -> Result<Self, ModelError> {
        let tensors = Tensors::parse(bytes)?;
        let tables = (0..FEATURES)
            .map(|number| tensors.vectors(&format!("tables.{number}")))
            .collect::<Result<Vec<_>, _>>()?;
        let kinds = tensors.hashes("blocks")?;
        let blocks = kinds
            .iter()
            .enumerate()
            .map(|(number, &kind)| {
                let linear = tensors.linear(&format!("blocks.{number}.linear"), NORM_SCALE)?;
                Ok(match kind {
                    0 => Block::Convolution(linear),
                    _ => Block::Recurrent(linear),
                })
            })
            .collect::<Result<Vec<_>, ModelError>>()?;
        let network = Self {
            vocabulary: Vocabulary::new(&tensors.hashes("vocabulary")?),
            known: tensors.vectors("known")?,
            tables,
            input: tensors.linear("input", 1.0)?,
            blocks,
            heads: tensors.linear("heads", NORM_SCALE)?,
            label: tensors.linear("label", HEAD_SCALE)?,
            root_arc: tensors.floats("root_arc")?.into_iter().map(rounded).collect(),
            root_relation: tensors.floats("root_rel")?,
            distance: tensors.floats("distance")?,
            tags,
            names,
            relations,
        };
        if network.is_consistent() {
            Ok(network)
        } else {
            Err(ModelError::Damaged("network"))
        }
    }

    /// Whether the sizes of all parts fit together.
    fn is_consistent(&self) -> bool {
        let tables = self.tables.iter().zip(ROWS);
        let inputs: usize = self.known.columns + self.tables.iter().map(|table| table.columns).sum::<usize>();
        let fits = |linear: &Linear, inputs: usize, outputs: usize| {
            linear.matrix.inputs() == inputs.next_multiple_of(2)
                && linear.matrix.outputs() == outputs.next_multiple_of(BLOCK)
        };
        let outputs = 2 * ARC + 2 * RELATION + self.tags + self.names;
        tables.clone().count() == FEATURES
            && tables
                .into_iter()
                .all(|(table, rows)| table.rows() == rows as usize)
            && fits(&self.input, inputs, WIDTH)
            && self.blocks.iter().all(|block| match block {
                Block::Convolution(linear) => fits(linear, 3 * WIDTH, 2 * WIDTH),
                Block::Recurrent(linear) => fits(linear, WIDTH, 3 * WIDTH),
            })
            && fits(&self.heads, WIDTH, outputs)
            && fits(&self.label, RELATION, self.relations)
            && self.root_arc.len() == ARC
            && self.root_relation.len() == RELATION
            && self.distance.len() % 2 == 1
    }

    /// Reads a batch of sentences, whose words' features lie one after another. [`Network::outputs`] has what came out.
    pub(super) fn run(&self, features: &[Features], lengths: &[usize], work: &mut Workspace) {
        let rows = features.len() + lengths.len() + 1;
        work.hidden.clear();
        work.hidden.resize(rows * WIDTH, 0.0);
        self.embed(features, lengths, work);
        for block in &self.blocks {
            normed(&work.hidden, &mut work.integers);
            match block {
                Block::Convolution(linear) => convolve(linear, lengths, work),
                Block::Recurrent(linear) => recur(linear, lengths, work),
            }
        }
        normed(&work.hidden, &mut work.integers);
        let outputs = self.heads.matrix.outputs();
        product(&self.heads, &work.integers, WIDTH, rows, &mut work.sums);
        work.outputs.resize(rows * outputs, 0.0);
        for (sums, out) in work
            .sums
            .chunks_exact(outputs)
            .zip(work.outputs.chunks_exact_mut(outputs))
        {
            self.heads.restore(sums, out);
        }
    }

    /// What the heads say of the word in a row of the batch; rows count a gap before each sentence.
    pub(super) fn outputs<'a>(&self, work: &'a Workspace, row: usize) -> Outputs<'a> {
        let width = self.heads.matrix.outputs();
        let all = &work.outputs[row * width..(row + 1) * width];
        let (dependent, rest) = all.split_at(ARC);
        let (head, rest) = rest.split_at(ARC);
        let (up, rest) = rest.split_at(RELATION);
        let (down, rest) = rest.split_at(RELATION);
        let (tags, rest) = rest.split_at(self.tags);
        Outputs {
            dependent,
            head,
            up,
            down,
            tags,
            names: &rest[..self.names],
        }
    }

    /// The vectors of all words, made narrower.
    fn embed(&self, features: &[Features], lengths: &[usize], work: &mut Workspace) {
        let inputs = self.input.matrix.inputs();
        work.integers.clear();
        for word in features {
            let start = work.integers.len();
            let known = self.known.row(self.vocabulary.row(word.form));
            work.integers.extend(known.iter().map(|&value| i16::from(value)));
            for (table, &row) in self.tables.iter().zip(&word.rows) {
                let row = table.row(usize::from(row));
                work.integers.extend(row.iter().map(|&value| i16::from(value)));
            }
            work.integers.resize(start + inputs, 0);
        }
        product(
            &self.input,
            &work.integers,
            inputs,
            features.len(),
            &mut work.sums,
        );
        let mut sums = work.sums.chunks_exact(WIDTH);
        for range in ranges(lengths) {
            for out in work.hidden[range.start * WIDTH..range.end * WIDTH].chunks_exact_mut(WIDTH) {
                if let Some(sums) = sums.next() {
                    self.input.restore(sums, out);
                }
            }
        }
    }
}

impl Linear {
    /// Sums as numbers.
    pub(super) fn restore(&self, sums: &[i32], out: &mut [f32]) {
        for (((out, &sum), &scale), &bias) in out.iter_mut().zip(sums).zip(&self.scales).zip(&self.bias) {
            *out = sum as f32 * scale + bias;
        }
    }

    /// One output as a number.
    #[inline]
    fn at(&self, sums: &[i32], output: usize) -> f32 {
        sums[output] as f32 * self.scales[output] + self.bias[output]
    }
}

/// The rows of each sentence in a batch: before each there is a gap, and one after the last.
pub(super) fn ranges(lengths: &[usize]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut next = 1;
    lengths.iter().map(move |&length| {
        let start = next;
        next = start + length + 1;
        start..start + length
    })
}

/// Sums for each row; what the vector held before is written over.
fn product(linear: &Linear, x: &[i16], stride: usize, rows: usize, sums: &mut Vec<i32>) {
    sums.resize(rows * linear.matrix.outputs(), 0);
    kernels::multiply(&linear.matrix, x, stride, rows, sums);
}

/// `x + a * gate(b)`, from each word and its neighbours: three rows of `integers` that lie together.
fn convolve(linear: &Linear, lengths: &[usize], work: &mut Workspace) {
    let rows = work.hidden.len() / WIDTH - 2;
    product(linear, &work.integers, WIDTH, rows, &mut work.sums);
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
    product(linear, &work.integers, WIDTH, rows, &mut work.sums);
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

/// A sigmoid of three straight lines.
#[inline]
fn hard(x: f32) -> f32 {
    (x * 0.25 + 0.5).clamp(0.0, 1.0)
}

/// The vectors with a mean square of one, as integers.
fn normed(hidden: &[f32], out: &mut Vec<i16>) {
    const LANES: usize = 16;
    out.resize(hidden.len(), 0);
    for (x, out) in hidden.chunks_exact(WIDTH).zip(out.chunks_exact_mut(WIDTH)) {
        let mut sums = [0.0f32; LANES];
        for lanes in x.chunks_exact(LANES) {
            for (sum, value) in sums.iter_mut().zip(lanes) {
                *sum += value * value;
            }
        }
        let sum: f32 = sums.iter().sum();
        let factor = 1.0 / (sum / WIDTH as f32 + 1e-4).sqrt();
        for (out, value) in out.iter_mut().zip(x) {
            *out = to_integer((value * factor).clamp(-CLIP, CLIP) * NORM_SCALE);
        }
    }
}

/// The nearest integer, for numbers of less than twenty bits: added to 1.5 × 2²³, its bits are the mantissa's last.
#[inline]
fn to_integer(x: f32) -> i16 {
    const SHIFT: f32 = 12_582_912.0;
    (x + SHIFT).to_bits().wrapping_sub(SHIFT.to_bits()) as i16
}

/// A number of a head's vector as an integer.
#[inline]
pub(super) fn rounded(x: f32) -> i16 {
    to_integer(x.clamp(-HEAD_CLIP, HEAD_CLIP) * HEAD_SCALE)
}

/// Which forms have a row of their own in the table of known words.
#[derive(Clone, Debug, Default)]
struct Vocabulary {
    /// Hash and row, at the hash's place or behind it; row 0 is an empty slot.
    slots: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// Rows count from one, in the order of `hashes`.
    fn new(hashes: &[u32]) -> Self {
        let mut slots = vec![(0, 0); (2 * hashes.len()).next_power_of_two().max(2)];
        let mask = slots.len() - 1;
        for (row, &hash) in hashes.iter().enumerate() {
            let mut at = hash as usize & mask;
            while slots[at].1 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (hash, row as u32 + 1);
        }
        Self { slots }
    }

    /// The row of a form; 0 for an unknown one.
    fn row(&self, hash: u32) -> usize {
        let Some(mask) = self.slots.len().checked_sub(1) else {
            return 0;
        };
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                (_, 0) => return 0,
                (known, row) if known == hash => return row as usize,
                _ => at = (at + 1) & mask,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_the_nearest() {
        for (number, expected) in [(0.4, 0), (0.6, 1), (-0.6, -1), (-1024.0, -1024), (1023.7, 1024)] {
            assert_eq!(to_integer(number), expected, "{number}");
        }
    }

    #[test]
    fn vocabulary_gives_rows_in_order_and_none_for_strangers() {
        let vocabulary = Vocabulary::new(&[7, 8, 16 + 7, 1 << 31]);
        assert_eq!(
            [7, 8, 23, 1 << 31, 9].map(|hash| vocabulary.row(hash)),
            [1, 2, 3, 4, 0]
        );
    }

    #[test]
    fn sentences_of_a_batch_have_gaps_around_them() {
        assert_eq!(ranges(&[2, 1]).collect::<Vec<_>>(), [1..3, 4..5]);
    }
}
