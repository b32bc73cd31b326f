//! The encoder of larger models: layers of attention (Vaswani et al. 2017), with one position for each word.
//!
//! A word is the mean of its wordpieces, so that a sentence has no more positions than words; what the small network
//! sees of it is added. The outputs of all layers are mixed and made as narrow as the small network, whose blocks and
//! heads go on from there. `training/neural/encoder.py` is the same in the trainer.

use super::super::archive::ModelError;
use super::attention::Attention;
use super::kernels::widened;
use super::numbers::{gelu, sum, to_integer, to_integers};
use super::pieces::{Pieces, Split};
use super::tensors::{Linear, ScaledRows, Tensors};

/// Width of the encoder, and of its layers of neurons.
pub(super) const WIDE: usize = 384;
const INNER: usize = 1536;
/// What goes into a layer lies between these, and is multiplied by `SCALE` before rounding.
const CLIP: f32 = 16.0;
const SCALE: f32 = 512.0;
/// Words that attend to each other: longer sentences are read in windows of this many, so that the cost stays linear.
const WINDOW: usize = 256;
/// Rows that go through a layer together.
const ROWS: usize = 320;

/// Trained weights of the encoder.
#[derive(Clone, Debug)]
pub(super) struct Encoder {
    vocabulary: Pieces,
    pieces: ScaledRows,
    positions: ScaledRows,
    input: Linear,
    norm: Norm,
    layers: Vec<Layer>,
    /// What each layer counts in the mixture, before the first and after each.
    mix: Vec<f32>,
    output: Linear,
}

#[derive(Clone, Debug)]
struct Layer {
    /// Queries, keys and values.
    attended: Linear,
    out: Linear,
    first: Norm,
    up: Linear,
    down: Linear,
    second: Norm,
}

/// A layer norm.
#[derive(Clone, Debug)]
struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

/// Buffers of the encoder.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    pub(super) splits: Vec<Split>,
    out: Vec<f32>,
    x: Vec<f32>,
    mixed: Vec<f32>,
    wide: Vec<f32>,
    integers: Vec<i16>,
    sums: Vec<i32>,
    attention: Attention,
}

impl Encoder {
    /// The encoder of a file of weights, for `features` inputs and outputs of `width`; `None` where it has none.
    ///
    /// # Errors
    /// Where sizes do not fit.
    pub(super) fn parse(
        tensors: &Tensors<'_>,
        vocabulary: Option<&str>,
        features: usize,
        width: usize,
    ) -> Result<Option<Self>, ModelError> {
        let Some(vocabulary) = vocabulary else {
            return Ok(None);
        };
        let linear = |name: &str, scale: f32, inputs: usize, outputs: usize| {
            let linear = tensors.linear(&format!("encoder.{name}"), scale)?;
            if linear.fits(inputs, outputs) {
                Ok(linear)
            } else {
                Err(ModelError::Damaged("network"))
            }
        };
        let norm = |name: &str| {
            let floats = |part| {
                let floats = tensors.floats(&format!("encoder.{name}.{part}"))?;
                if floats.len() == WIDE {
                    Ok(floats)
                } else {
                    Err(ModelError::Damaged("network"))
                }
            };
            Ok::<_, ModelError>(Norm {
                weight: floats("weight")?,
                bias: floats("bias")?,
            })
        };
        let mix = tensors.floats("encoder.mix")?;
        let layer = |number: usize| {
            let at = |part: &str| format!("layers.{number}.{part}");
            Ok(Layer {
                attended: linear(&at("qkv"), SCALE, WIDE, 3 * WIDE)?,
                out: linear(&at("out"), SCALE, WIDE, WIDE)?,
                first: norm(&at("norm1"))?,
                up: linear(&at("up"), SCALE, WIDE, INNER)?,
                down: linear(&at("down"), SCALE, INNER, WIDE)?,
                second: norm(&at("norm2"))?,
            })
        };
        let encoder = Self {
            vocabulary: Pieces::parse(vocabulary).ok_or(ModelError::Damaged("pieces"))?,
            pieces: tensors.scaled_rows("encoder.pieces")?,
            positions: tensors.scaled_rows("encoder.positions")?,
            input: linear("input", 1.0, features, WIDE)?,
            norm: norm("norm")?,
            layers: (1..mix.len())
                .map(|number| layer(number - 1))
                .collect::<Result<_, ModelError>>()?,
            mix,
            output: linear("output", SCALE, WIDE, width)?,
        };
        let fits = |rows: &ScaledRows, count: usize| rows.columns() == WIDE && rows.rows() >= count;
        if fits(&encoder.pieces, encoder.vocabulary.count()) && fits(&encoder.positions, WINDOW + 1) {
            Ok(Some(encoder))
        } else {
            Err(ModelError::Damaged("network"))
        }
    }

    /// The pieces of a word.
    pub(super) fn split(&self, form: &str) -> Split {
        self.vocabulary.split(form)
    }

    /// The vectors of all words of a batch, one after another. The words' pieces are in `buffers`, their features in
    /// `inputs`, `stride` apart.
    pub(super) fn run<'a>(
        &self,
        inputs: &[i16],
        stride: usize,
        lengths: &[usize],
        buffers: &'a mut Buffers,
    ) -> &'a [f32] {
        buffers.out.clear();
        let mut windows = Vec::new();
        let (mut first, mut words) = (0, 0);
        for window in windows_of(lengths) {
            if !windows.is_empty() && words - first + windows.len() + window >= ROWS {
                self.read(&inputs[first * stride..], stride, &windows, first, buffers);
                windows.clear();
                first = words;
            }
            words += window;
            windows.push(window);
        }
        self.read(&inputs[first * stride..], stride, &windows, first, buffers);
        &buffers.out
    }

    /// Reads windows whose first word is number `first` of the batch.
    fn read(&self, inputs: &[i16], stride: usize, windows: &[usize], first: usize, work: &mut Buffers) {
        self.embed(inputs, stride, windows, first, work);
        work.mixed.clear();
        work.mixed.extend(work.x.iter().map(|x| x * self.mix[0]));
        for (layer, weight) in self.layers.iter().zip(&self.mix[1..]) {
            layer.run(windows, work);
            for (mixed, x) in work.mixed.iter_mut().zip(&work.x) {
                *mixed += x * weight;
            }
        }
        to_integers(&work.mixed, CLIP, SCALE, &mut work.integers);
        let rows = work.mixed.len() / WIDE;
        self.output.product(&work.integers, WIDE, rows, &mut work.sums);
        let width = self.output.matrix.outputs();
        let mut sums = work.sums.chunks_exact(width);
        for &window in windows {
            // The first row is the mark before the window.
            for sums in sums.by_ref().take(window + 1).skip(1) {
                let start = work.out.len();
                work.out.resize(start + width, 0.0);
                self.output.restore(sums, &mut work.out[start..]);
            }
        }
    }

    /// What goes into the first layer: a mark and the words, each with its position.
    fn embed(&self, inputs: &[i16], stride: usize, windows: &[usize], first: usize, work: &mut Buffers) {
        let words: usize = windows.iter().sum();
        self.input.product(inputs, stride, words, &mut work.sums);
        work.x.clear();
        work.x.resize((words + windows.len()) * WIDE, 0.0);
        let mut rows = work.x.chunks_exact_mut(WIDE);
        let mut word = 0;
        for &window in windows {
            for (position, x) in rows.by_ref().take(window + 1).enumerate() {
                if position == 0 {
                    self.pieces.add(usize::from(self.vocabulary.start()), 1.0, x);
                } else {
                    let sums = &work.sums[word * WIDE..(word + 1) * WIDE];
                    self.input.restore(sums, x);
                    let pieces = work.splits[first + word].rows();
                    for &piece in pieces {
                        self.pieces.add(usize::from(piece), 1.0 / pieces.len() as f32, x);
                    }
                    word += 1;
                }
                self.positions.add(position, 1.0, x);
                self.norm.apply(x);
            }
        }
    }
}

impl Layer {
    /// Changes the vectors in `work.x`.
    fn run(&self, windows: &[usize], work: &mut Buffers) {
        let rows = work.x.len() / WIDE;
        to_integers(&work.x, CLIP, SCALE, &mut work.integers);
        self.attended.product(&work.integers, WIDE, rows, &mut work.sums);
        self.attended.restore_all(&work.sums, &mut work.wide, |x| x);
        work.attention.run(&work.wide, windows);
        to_integers(work.attention.out(), CLIP, SCALE, &mut work.integers);
        self.out.product(&work.integers, WIDE, rows, &mut work.sums);
        self.first.add_and_norm(&self.out, &work.sums, &mut work.x);
        to_integers(&work.x, CLIP, SCALE, &mut work.integers);
        self.up.product(&work.integers, WIDE, rows, &mut work.sums);
        self.up.restore_all(&work.sums, &mut work.integers, |x| {
            to_integer(gelu(x).min(CLIP) * SCALE)
        });
        self.down.product(&work.integers, INNER, rows, &mut work.sums);
        self.second.add_and_norm(&self.down, &work.sums, &mut work.x);
    }
}

impl Norm {
    /// Brings a vector to a mean of zero and a variance of one, then scales, moves and cuts it off.
    #[inline(always)]
    fn apply(&self, x: &mut [f32]) {
        let mean = sum(x, |value| value) / WIDE as f32;
        let variance = sum(x, |value| (value - mean) * (value - mean)) / WIDE as f32;
        let factor = 1.0 / (variance + 1e-6).sqrt();
        for ((x, weight), bias) in x.iter_mut().zip(&self.weight).zip(&self.bias) {
            *x = ((*x - mean) * factor * weight + bias).clamp(-CLIP, CLIP);
        }
    }

    /// Adds what came out of a layer to its inputs, row by row, and norms the sums.
    fn add_and_norm(&self, linear: &Linear, sums: &[i32], x: &mut [f32]) {
        widened(
            #[inline(always)]
            || {
                for (sums, x) in sums.chunks_exact(WIDE).zip(x.chunks_exact_mut(WIDE)) {
                    linear.add(sums, x);
                    self.apply(x);
                }
            },
        );
    }
}

/// Lengths of the windows of sentences.
fn windows_of(lengths: &[usize]) -> impl Iterator<Item = usize> + '_ {
    lengths.iter().flat_map(|&length| {
        let whole = length / WINDOW;
        let rest = length % WINDOW;
        std::iter::repeat_n(WINDOW, whole).chain((rest > 0).then_some(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_read_in_windows() {
        let windows: Vec<_> = windows_of(&[3, 256, 600]).collect();
        assert_eq!(windows, [3, 256, 256, 256, 88]);
    }
}
