//! Growing weights of an averaged perceptron.

use crate::nlp::weights::{Table, Weights};

/// Weights by feature and class, with the sums that averaging needs.
pub(crate) struct Averaged {
    bits: u32,
    rows: Vec<Vec<Cell>>,
    step: u32,
}

#[derive(Clone, Copy)]
struct Cell {
    class: u8,
    weight: f32,
    total: f32,
    stamp: u32,
}

impl Weights for Averaged {
    #[inline]
    fn add(&self, feature: u32, scores: &mut [f32]) {
        for cell in &self.rows[feature as usize] {
            scores[usize::from(cell.class)] += cell.weight;
        }
    }
}

impl Averaged {
    pub(crate) fn new(bits: u32) -> Self {
        Self {
            bits,
            rows: vec![Vec::new(); 1 << bits],
            step: 0,
        }
    }

    /// One example is over.
    pub(crate) fn tick(&mut self) {
        self.step += 1;
    }

    pub(crate) fn update(&mut self, feature: u32, class: u8, delta: f32) {
        let step = self.step;
        let row = &mut self.rows[feature as usize];
        match row.iter_mut().find(|cell| cell.class == class) {
            Some(cell) => {
                cell.total += cell.weight * (step - cell.stamp) as f32;
                cell.stamp = step;
                cell.weight += delta;
            }
            None => {
                row.reserve_exact(1);
                row.push(Cell {
                    class,
                    weight: delta,
                    total: 0.0,
                    stamp: step,
                });
            }
        }
    }

    /// Averages, by feature.
    pub(crate) fn averages(&self) -> Vec<(u32, Vec<(u8, f32)>)> {
        let mut rows = Vec::new();
        for (feature, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            let mut list: Vec<(u8, f32)> = row
                .iter()
                .map(|cell| {
                    let total = cell.total + cell.weight * (self.step - cell.stamp) as f32;
                    (cell.class, total / self.step.max(1) as f32)
                })
                .collect();
            list.sort_by_key(|&(class, _)| class);
            rows.push((feature as u32, list));
        }
        rows
    }

    /// The averages as shipped: the `keep` largest weights, rounded; one in twenty needs more than a byte.
    pub(crate) fn table(&self, keep: usize) -> Table {
        let rows = self.averages();
        let mut sizes: Vec<f32> = rows
            .iter()
            .flat_map(|row| row.1.iter().map(|(_, weight)| weight.abs()))
            .collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let scale = 127.0 / sizes[sizes.len().min(keep) / 20].max(1e-9);
        let least = sizes.get(keep).copied().unwrap_or(0.0).max(0.5 / scale);
        eprintln!(
            "  {} weights, {} features; scale {scale:.1}, least weight kept {least:.4}",
            sizes.len(),
            rows.len()
        );
        let rows: Vec<(u32, Vec<(u8, i16)>)> = rows
            .into_iter()
            .filter_map(|(feature, list)| {
                let list: Vec<(u8, i16)> = list
                    .into_iter()
                    .filter(|(_, weight)| weight.abs() >= least)
                    .map(|(class, weight)| (class, (weight * scale).round().clamp(-32000.0, 32000.0) as i16))
                    .filter(|&(_, weight)| weight != 0)
                    .collect();
                (!list.is_empty()).then_some((feature, list))
            })
            .collect();
        Table::new(self.bits, &rows)
    }
}

/// Numbers that look random and are the same each time.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
