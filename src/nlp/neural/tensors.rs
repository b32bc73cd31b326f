//! The network's weights as the trainer writes them: named tensors, one after another.
//!
//! Each has its name, a kind, rows, columns and values: kind 0 is 32-bit floats, kind 1 bytes with a
//! scale for each row, kind 2 bytes with one scale. Numbers are little-endian.

use super::super::archive::ModelError;
use super::kernels::{self, BLOCK, Packed};

/// A tensor as it lies in the file.
#[derive(Clone, Copy, Debug)]
struct Tensor<'a> {
    kind: u8,
    rows: usize,
    columns: usize,
    scales: &'a [u8],
    values: &'a [u8],
}

impl Tensor<'_> {
    fn vectors(&self) -> Vectors {
        Vectors {
            columns: self.columns,
            values: self.values.iter().map(|&byte| byte.cast_signed()).collect(),
        }
    }
}

/// All tensors of a section.
#[derive(Clone, Debug, Default)]
pub(super) struct Tensors<'a> {
    named: Vec<(&'a str, Tensor<'a>)>,
}

/// A linear layer: integer weights, and what brings its sums back to numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Linear {
    pub(super) matrix: Packed,
    /// By output: scale of its weights times scale of the inputs.
    pub(super) scales: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl Linear {
    /// Sums for each row of inputs, `stride` after the one before; what the vector held before is written over.
    pub(super) fn product(&self, x: &[i16], stride: usize, rows: usize, sums: &mut Vec<i32>) {
        sums.resize(rows * self.matrix.outputs(), 0);
        kernels::multiply(&self.matrix, x, stride, rows, sums);
    }

    /// Sums as numbers.
    pub(super) fn restore(&self, sums: &[i32], out: &mut [f32]) {
        for (out, number) in out.iter_mut().zip(self.numbers(sums)) {
            *out = number;
        }
    }

    /// The numbers of a row of sums.
    #[inline(always)]
    fn numbers(&self, sums: &[i32]) -> impl Iterator<Item = f32> {
        let parts = sums.iter().zip(&self.scales).zip(&self.bias);
        parts.map(|((&sum, &scale), &bias)| sum as f32 * scale + bias)
    }

    /// What `then` makes of the numbers of all rows of sums.
    pub(super) fn restore_all<T: Copy + Default>(
        &self,
        sums: &[i32],
        out: &mut Vec<T>,
        then: impl Fn(f32) -> T,
    ) {
        let outputs = self.matrix.outputs();
        out.resize(sums.len(), T::default());
        kernels::widened(
            #[inline(always)]
            || {
                for (sums, out) in sums.chunks_exact(outputs).zip(out.chunks_exact_mut(outputs)) {
                    for (out, number) in out.iter_mut().zip(self.numbers(sums)) {
                        *out = then(number);
                    }
                }
            },
        );
    }

    /// Adds the numbers of a row of sums to `x`.
    #[inline(always)]
    pub(super) fn add(&self, sums: &[i32], x: &mut [f32]) {
        for (x, number) in x.iter_mut().zip(self.numbers(sums)) {
            *x += number;
        }
    }

    /// Whether it has so many inputs and outputs.
    pub(super) fn fits(&self, inputs: usize, outputs: usize) -> bool {
        self.matrix.inputs() == inputs.next_multiple_of(2)
            && self.matrix.outputs() == outputs.next_multiple_of(BLOCK)
    }

    /// One output as a number.
    #[inline(always)]
    pub(super) fn at(&self, sums: &[i32], output: usize) -> f32 {
        sums[output] as f32 * self.scales[output] + self.bias[output]
    }
}

/// A table of vectors of small integers.
#[derive(Clone, Debug, Default)]
pub(super) struct Vectors {
    pub(super) columns: usize,
    values: Vec<i8>,
}

impl Vectors {
    /// A row; empty where there is none.
    pub(super) fn row(&self, row: usize) -> &[i8] {
        self.values
            .get(row * self.columns..(row + 1) * self.columns)
            .unwrap_or_default()
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.values.len() / self.columns.max(1)
    }
}

/// A table of vectors of small integers, with a scale for each.
#[derive(Clone, Debug, Default)]
pub(super) struct ScaledRows {
    vectors: Vectors,
    scales: Vec<f32>,
}

impl ScaledRows {
    /// Length of the vectors.
    pub(super) fn columns(&self) -> usize {
        self.vectors.columns
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.vectors.rows()
    }

    /// Adds `weight` times the vector of a row to `x`.
    pub(super) fn add(&self, row: usize, weight: f32, x: &mut [f32]) {
        let factor = weight * self.scales.get(row).copied().unwrap_or_default();
        for (x, &value) in x.iter_mut().zip(self.vectors.row(row)) {
            *x += f32::from(value) * factor;
        }
    }
}

impl<'a> Tensors<'a> {
    /// Reads a section.
    ///
    /// # Errors
    /// Where it ends too early, or has a tensor of unknown kind.
    pub(super) fn parse(mut bytes: &'a [u8]) -> Result<Self, ModelError> {
        let mut named = Vec::new();
        while !bytes.is_empty() {
            named.push(tensor(&mut bytes).ok_or(ModelError::Damaged("network"))?);
        }
        Ok(Self { named })
    }

    fn get(&self, name: &str, kind: u8) -> Result<Tensor<'a>, ModelError> {
        let found = self.named.iter().find(|(known, _)| *known == name);
        match found {
            Some((_, tensor)) if tensor.kind == kind => Ok(*tensor),
            _ => Err(ModelError::Damaged("network")),
        }
    }

    /// Floats.
    pub(super) fn floats(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        Ok(floats(self.get(name, 0)?.values))
    }

    /// 32-bit hashes, which lie in the file as floats do.
    pub(super) fn hashes(&self, name: &str) -> Result<Vec<u32>, ModelError> {
        let values = self.floats(name)?;
        Ok(values.into_iter().map(f32::to_bits).collect())
    }

    /// A linear layer of the names `name.weight` and `name.bias`, for inputs that were multiplied by `scale`.
    pub(super) fn linear(&self, name: &str, scale: f32) -> Result<Linear, ModelError> {
        let weights = self.get(&format!("{name}.weight"), 1)?;
        let values: Vec<i8> = weights.values.iter().map(|&byte| byte.cast_signed()).collect();
        let matrix = Packed::new(&values, weights.rows, weights.columns);
        let mut scales: Vec<f32> = floats(weights.scales).iter().map(|own| own / scale).collect();
        let mut bias = self.floats(&format!("{name}.bias"))?;
        if bias.len() != weights.rows {
            return Err(ModelError::Damaged("network"));
        }
        scales.resize(matrix.outputs(), 0.0);
        bias.resize(matrix.outputs(), 0.0);
        Ok(Linear { matrix, scales, bias })
    }

    /// A table of vectors, all with one scale that other weights have in them.
    pub(super) fn vectors(&self, name: &str) -> Result<Vectors, ModelError> {
        Ok(self.get(name, 2)?.vectors())
    }

    /// A table of vectors, each with its scale.
    pub(super) fn scaled_rows(&self, name: &str) -> Result<ScaledRows, ModelError> {
        let table = self.get(name, 1)?;
        Ok(ScaledRows {
            vectors: table.vectors(),
            scales: floats(table.scales),
        })
    }
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|&bytes| f32::from_le_bytes(bytes))
        .collect()
}

/// The next tensor; `None` where the bytes form none.
fn tensor<'a>(bytes: &mut &'a [u8]) -> Option<(&'a str, Tensor<'a>)> {
    let mut take = |count: usize| {
        let (taken, rest) = bytes.split_at_checked(count)?;
        *bytes = rest;
        Some(taken)
    };
    let length = usize::from(*take(1)?.first()?);
    let name = std::str::from_utf8(take(length)?).ok()?;
    let kind = *take(1)?.first()?;
    let mut number = || Some(u32::from_le_bytes(take(4)?.try_into().ok()?) as usize);
    let (rows, columns) = (number()?, number()?);
    let (scales, size) = match kind {
        0 => (0, 4),
        1 => (rows, 1),
        2 => (1, 1),
        _ => return None,
    };
    let scales = take(scales.checked_mul(4)?)?;
    let values = take(rows.checked_mul(columns)?.checked_mul(size)?)?;
    Some((
        name,
        Tensor {
            kind,
            rows,
            columns,
            scales,
            values,
        },
    ))
}
