//! From a batch of words to tags, trees and scores of names.

use super::super::names::LABELS;
use super::super::relations;
use super::super::weights::Table;
use super::super::words::Word;
use super::features;
use super::kernels;
use super::network::{ARC, HEAD_SCALE, Network, RELATION, Workspace, ranges, rounded};
use super::tree;

/// Sentences up to this length get the best tree; heads in longer ones lie within `REACH` words.
const LONG: usize = 300;
const REACH: usize = 150;
/// What scores of names are multiplied by: completion has its thresholds in these units.
const NAME_SCALE: f32 = 50.0;

/// A sentence that is to be read.
#[derive(Clone, Debug)]
pub(crate) struct Given<'a> {
    pub(crate) forms: Vec<&'a str>,
    pub(crate) words: Vec<Word>,
}

/// What the network says of a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Read {
    pub(crate) tags: Vec<u8>,
    /// Scores of all tags, a row for each word.
    pub(crate) tag_scores: Vec<f32>,
    /// Head (the number of words for the root) and relation of each word: one root, no cycle.
    pub(crate) arcs: Vec<(u32, u8)>,
    /// Scores of the labels of names.
    pub(crate) emissions: Vec<[f32; LABELS]>,
}

impl Network {
    /// Reads a batch of sentences.
    pub(crate) fn read(
        &self,
        sentences: &[Given<'_>],
        lexicon: &Table,
        lists: &Table,
        work: &mut Workspace,
    ) -> Vec<Read> {
        let mut words = Vec::new();
        let mut lengths = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            features::extract(&sentence.words, lexicon, lists, &mut words);
            lengths.push(sentence.words.len());
        }
        if let Some(encoder) = &self.encoder {
            let forms = sentences.iter().flat_map(|sentence| &sentence.forms);
            work.encoder.splits.clear();
            work.encoder.splits.extend(forms.map(|form| encoder.split(form)));
        }
        self.run(&words, &lengths, work);
        ranges(&lengths)
            .map(|range| self.decode(range.start, range.len(), work))
            .collect()
    }

    fn decode(&self, start: usize, n: usize, work: &mut Workspace) -> Read {
        let mut read = Read::default();
        for row in start..start + n {
            let outputs = self.outputs(work, row);
            read.tags.push(super::super::tagger::best(outputs.tags) as u8);
            read.tag_scores.extend_from_slice(outputs.tags);
            let mut emission = [0.0; LABELS];
            for (score, output) in emission.iter_mut().zip(outputs.names) {
                *score = output * NAME_SCALE;
            }
            read.emissions.push(emission);
        }
        let heads = self.heads_of(start, n, work);
        let labels = self.relations_of(start, &heads, work);
        read.arcs = heads.into_iter().zip(labels).collect();
        read
    }

    fn heads_of(&self, start: usize, n: usize, work: &mut Workspace) -> Vec<u32> {
        let mut keys = std::mem::take(&mut work.keys);
        keys.clear();
        keys.extend_from_slice(&self.root_arc);
        for row in start..start + n {
            keys.extend(self.outputs(work, row).head.iter().map(|&x| rounded(x)));
        }
        let mut query = std::mem::take(&mut work.query);
        let mut scores = std::mem::take(&mut work.scores);
        let mut products = std::mem::take(&mut work.products);
        scores.clear();
        let mut roots = Vec::new();
        let mut heads = Vec::new();
        for word in 0..n {
            query.clear();
            query.extend(
                self.outputs(work, start + word)
                    .dependent
                    .iter()
                    .map(|&x| rounded(x)),
            );
            let near = if n > LONG {
                word.saturating_sub(REACH)..(word + REACH).min(n)
            } else {
                0..n
            };
            products.clear();
            products.resize(near.len() + 1, 0);
            kernels::products(&query, &keys[..ARC], &mut products[..1]);
            kernels::products(&query, &keys[(near.start + 1) * ARC..], &mut products[1..]);
            let from = scores.len();
            scores.push(products[0] as f32 * SCORE);
            for (&product, head) in products[1..].iter().zip(near.clone()) {
                scores.push(product as f32 * SCORE + self.distance(word, head));
            }
            scores[from + 1 + word - near.start] = f32::NEG_INFINITY;
            if n > LONG {
                let best = super::super::tagger::best(&scores[from..]);
                roots.push(scores[from]);
                heads.push(if best == 0 { n } else { near.start + best - 1 } as u32);
                scores.clear();
            }
        }
        if n > LONG {
            tree::mend(&mut heads, &roots);
        } else {
            heads = tree::best(&mut scores, n);
        }
        (work.keys, work.query, work.scores, work.products) = (keys, query, scores, products);
        heads
    }

    fn distance(&self, word: usize, head: usize) -> f32 {
        let far = self.distance.len() / 2;
        let apart = (word + far).saturating_sub(head).min(2 * far);
        self.distance[apart]
    }

    fn relations_of(&self, start: usize, heads: &[u32], work: &mut Workspace) -> Vec<u8> {
        let n = heads.len();
        let mut hidden = std::mem::take(&mut work.keys);
        hidden.clear();
        for (word, &head) in heads.iter().enumerate() {
            let up = self.outputs(work, start + word).up;
            let down = if (head as usize) < n {
                self.outputs(work, start + head as usize).down
            } else {
                &self.root_relation
            };
            hidden.extend(up.iter().zip(down).map(|(a, b)| rounded((a + b).max(0.0))));
        }
        let width = self.label.matrix.outputs();
        let mut sums = std::mem::take(&mut work.products);
        sums.clear();
        sums.resize(n * width, 0);
        kernels::multiply(&self.label.matrix, &hidden, RELATION, n, &mut sums);
        let mut scores = vec![0.0; width];
        let labels = sums
            .chunks_exact(width)
            .zip(heads)
            .map(|(sums, &head)| {
                if head as usize >= n {
                    return relations::ROOT;
                }
                self.label.restore(sums, &mut scores);
                scores[usize::from(relations::ROOT)] = f32::NEG_INFINITY;
                super::super::tagger::best(&scores[..self.relations]) as u8
            })
            .collect();
        (work.keys, work.products) = (hidden, sums);
        labels
    }
}

/// What brings products of two heads' vectors back to scores.
const SCORE: f32 = 1.0 / (HEAD_SCALE * HEAD_SCALE * 8.0);
