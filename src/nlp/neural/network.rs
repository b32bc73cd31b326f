//! The network: vectors of words, encoder blocks, heads; a batch of sentences at a time.
//!
//! The cost of all its parts is linear in the number of words. Sums of products are integer, the
//! rest are single operations on floats in a fixed order: the same text gives the same bits on every
//! machine. A larger model differs in one thing: an [`Encoder`] adds to the vectors of words.

use super::super::archive::ModelError;
use super::blocks::{Block, NORM_SCALE, normed};
use super::encoder::{self, Encoder};
use super::features::{FEATURES, Features, ROWS};
use super::numbers::to_integer;
use super::tensors::{Linear, Tensors, Vectors};
use super::vocabulary::Vocabulary;

/// Width of the encoder.
pub(super) const WIDTH: usize = 160;
/// Length of the vectors that choose heads, and of those that choose relations.
pub(super) const ARC: usize = 128;
pub(super) const RELATION: usize = 128;
/// The vectors of the heads are cut off here, and multiplied by `HEAD_SCALE` before rounding.
const HEAD_CLIP: f32 = 32.0;
pub(super) const HEAD_SCALE: f32 = 64.0;

/// Trained weights, ready for use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Network {
    vocabulary: Vocabulary,
    pub(super) encoder: Option<Encoder>,
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

/// Buffers that reading a batch needs; kept from batch to batch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workspace {
    pub(super) integers: Vec<i16>,
    pub(super) sums: Vec<i32>,
    pub(super) hidden: Vec<f32>,
    pub(super) encoder: encoder::Buffers,
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
    /// Reads the weights; `pieces` are the wordpieces of the encoder, if there is one, `tags`, `relations` and `names`
    /// are how many of each there are.
    ///
    /// # Errors
    /// Where the bytes are not what training writes.
    pub(crate) fn parse(
        bytes: &[u8],
        pieces: Option<&str>,
        tags: usize,
        relations: usize,
        names: usize,
    ) -> Result<Self, ModelError> {
        let tensors = Tensors::parse(bytes)?;
        let tables = (0..FEATURES)
            .map(|number| tensors.vectors(&format!("tables.{number}")))
            .collect::<Result<Vec<_>, _>>()?;
        let known = tensors.vectors("known")?;
        let inputs = known.columns + tables.iter().map(|table| table.columns).sum::<usize>();
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
            encoder: Encoder::parse(&tensors, pieces, inputs, WIDTH)?,
            known,
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
        if network.is_consistent(inputs) {
            Ok(network)
        } else {
            Err(ModelError::Damaged("network"))
        }
    }

    /// Whether the sizes of all parts fit together, and to so many inputs.
    fn is_consistent(&self, inputs: usize) -> bool {
        let tables = self.tables.iter().zip(ROWS);
        let outputs = 2 * ARC + 2 * RELATION + self.tags + self.names;
        tables.clone().count() == FEATURES
            && tables
                .into_iter()
                .all(|(table, rows)| table.rows() == rows as usize)
            && self.input.fits(inputs, WIDTH)
            && self.blocks.iter().all(|block| match block {
                Block::Convolution(linear) => linear.fits(3 * WIDTH, 2 * WIDTH),
                Block::Recurrent(linear) => linear.fits(WIDTH, 3 * WIDTH),
            })
            && self.heads.fits(WIDTH, outputs)
            && self.label.fits(RELATION, self.relations)
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
            block.run(lengths, work);
        }
        normed(&work.hidden, &mut work.integers);
        self.heads.product(&work.integers, WIDTH, rows, &mut work.sums);
        self.heads.restore_all(&work.sums, &mut work.outputs, |x| x);
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
        self.input
            .product(&work.integers, inputs, features.len(), &mut work.sums);
        let mut sums = work.sums.chunks_exact(WIDTH);
        let encoded = match &self.encoder {
            Some(encoder) => encoder.run(&work.integers, inputs, lengths, &mut work.encoder),
            None => &[],
        };
        let mut encoded = encoded.chunks_exact(WIDTH);
        for range in ranges(lengths) {
            for out in work.hidden[range.start * WIDTH..range.end * WIDTH].chunks_exact_mut(WIDTH) {
                if let Some(sums) = sums.next() {
                    self.input.restore(sums, out);
                }
                for (out, encoded) in out.iter_mut().zip(encoded.next().unwrap_or_default()) {
                    *out += encoded;
                }
            }
        }
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

/// A number of a head's vector as an integer.
#[inline]
pub(super) fn rounded(x: f32) -> i16 {
    to_integer(x.clamp(-HEAD_CLIP, HEAD_CLIP) * HEAD_SCALE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_a_batch_have_gaps_around_them() {
        assert_eq!(ranges(&[2, 1]).collect::<Vec<_>>(), [1..3, 4..5]);
    }
}
