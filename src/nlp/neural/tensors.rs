//! The network's weights as the trainer writes them: named tensors, one after another.
//!
//! Each has its name, a kind, rows, columns and values: kind 0 is 32-bit floats, kind 1 bytes with a
//! scale for each row, kind 2 bytes with one scale. Numbers are little-endian.

use super::super::archive::ModelError;
use super::kernels::Packed;

/// A tensor as it lies in the file.
#[derive(Clone, Copy, Debug)]
struct Tensor<'a> {
    kind: u8,
    rows: usize,
    columns: usize,
    scales: &'a [u8],
    values: &'a [u8],
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

    /// A table of vectors.
    pub(super) fn vectors(&self, name: &str) -> Result<Vectors, ModelError> {
        let table = self.get(name, 2)?;
        Ok(Vectors {
            columns: table.columns,
            values: table.values.iter().map(|&byte| byte.cast_signed()).collect(),
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
