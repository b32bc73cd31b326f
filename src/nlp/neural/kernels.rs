//! Products of integer vectors and matrices: the only module with `unsafe` code.
//!
//! Activations are 16-bit integers, weights 8-bit ones, sums 32-bit ones, so every order of
//! summation gives the same bits. What a processor's vector instructions compute is tested against
//! the plain version; which one runs is found out at run time.

#![allow(unsafe_code)]

/// Outputs of a matrix are computed in blocks of this many.
pub(crate) const BLOCK: usize = 16;

/// A matrix as the kernels want it: for each block of outputs, for each pair of inputs, 16 pairs of weights.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    inputs: usize,
    outputs: usize,
    weights: Vec<i16>,
}

impl Packed {
    /// Packs `outputs` rows of `inputs` weights each; both are filled up with zeros, inputs to an even number.
    pub(crate) fn new(weights: &[i8], outputs: usize, inputs: usize) -> Self {
        let padded = outputs.next_multiple_of(BLOCK);
        let even = inputs.next_multiple_of(2);
        let mut packed = vec![0; padded * even];
        for (output, row) in weights.chunks_exact(inputs.max(1)).take(outputs).enumerate() {
            let block = &mut packed[output / BLOCK * BLOCK * even..];
            for (input, &weight) in row.iter().enumerate() {
                block[input / 2 * 2 * BLOCK + output % BLOCK * 2 + input % 2] = i16::from(weight);
            }
        }
        Self {
            inputs: even,
            outputs: padded,
            weights: packed,
        }
    }

    /// Number of inputs, an even number.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Number of outputs, a multiple of [`BLOCK`].
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }
}

/// Multiplies `rows` vectors, each `stride` after the one before, with a matrix; `out` is a row of outputs for each.
///
/// # Panics
/// Where `x` or `out` is too short.
pub(crate) fn multiply(matrix: &Packed, x: &[i16], stride: usize, rows: usize, out: &mut [i32]) {
    if rows == 0 {
        return;
    }
    assert!(
        x.len() >= (rows - 1) * stride + matrix.inputs,
        "inputs are too few"
    );
    assert!(out.len() >= rows * matrix.outputs, "outputs are too few");
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 is there, and the lengths were checked above.
        unsafe { avx2::multiply(matrix, x, stride, rows, out) };
        return;
    }
    plain_multiply(matrix, x, stride, rows, out);
}

/// The products of `query` with each row of `keys`.
///
/// # Panics
/// Where `keys` is too short, or the length of `query` is no multiple of 16.
pub(crate) fn products(query: &[i16], keys: &[i16], out: &mut [i32]) {
    assert!(query.len().is_multiple_of(16), "queries have blocks of 16");
    assert!(keys.len() >= query.len() * out.len(), "keys are too few");
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 is there, and the lengths were checked above.
        unsafe { avx2::products(query, keys, out) };
        return;
    }
    plain_products(query, keys, out);
}

/// Runs `f`. What is inlined into it is compiled for this processor's vector instructions too; they do the same single
/// operations on more numbers at a time, so that the results are the same.
#[inline]
pub(crate) fn widened<R>(f: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 is there.
        return unsafe { avx2::widened(f) };
    }
    f()
}

fn plain_multiply(matrix: &Packed, x: &[i16], stride: usize, rows: usize, out: &mut [i32]) {
    for (row, out) in out.chunks_exact_mut(matrix.outputs).take(rows).enumerate() {
        let x = &x[row * stride..row * stride + matrix.inputs];
        let blocks = matrix.weights.chunks_exact(BLOCK * matrix.inputs);
        for (block, out) in blocks.zip(out.chunks_exact_mut(BLOCK)) {
            let mut sums = [0i32; BLOCK];
            for (pair, weights) in x.chunks_exact(2).zip(block.chunks_exact(2 * BLOCK)) {
                for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(2)) {
                    *sum += i32::from(pair[0]) * i32::from(weights[0])
                        + i32::from(pair[1]) * i32::from(weights[1]);
                }
            }
            out.copy_from_slice(&sums);
        }
    }
}

fn plain_products(query: &[i16], keys: &[i16], out: &mut [i32]) {
    for (key, out) in keys.chunks_exact(query.len().max(1)).zip(out) {
        *out = query
            .iter()
            .zip(key)
            .map(|(&a, &b)| i32::from(a) * i32::from(b))
            .sum();
    }
}

#[cfg(target_arch = "x86_64")]
#[expect(
    clippy::cast_ptr_alignment,
    reason = "every load and store here is one for unaligned data"
)]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm_add_epi32, _mm_cvtsi128_si32, _mm_shuffle_epi32, _mm256_add_epi32,
        _mm256_castsi256_si128, _mm256_extracti128_si256, _mm256_loadu_si256, _mm256_madd_epi16,
        _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256,
    };

    use super::{BLOCK, Packed};

    /// Rows that are computed together, so that each weight is loaded once for all of them; more would not fit into
    /// the registers.
    const TILE: usize = 6;

    /// # Safety
    /// The processor has AVX2.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn widened<R>(f: impl FnOnce() -> R) -> R {
        f()
    }

    /// # Safety
    /// The processor has AVX2; `x` has `rows` vectors of the matrix's inputs, `stride` apart, `out` as many
    /// rows of its outputs.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn multiply(matrix: &Packed, x: &[i16], stride: usize, rows: usize, out: &mut [i32]) {
        // The weights of a block stay in the nearest cache while all rows pass.
        for block in 0..matrix.outputs / BLOCK {
            let mut row = 0;
            while row < rows {
                let (x, out) = (&x[row * stride..], &mut out[row * matrix.outputs..]);
                // SAFETY: these rows are below `rows`, so the caller's promise covers them.
                row += unsafe {
                    match rows - row {
                        TILE.. => tile::<TILE>(matrix, block, x, stride, out),
                        4.. => tile::<4>(matrix, block, x, stride, out),
                        2.. => tile::<2>(matrix, block, x, stride, out),
                        _ => tile::<1>(matrix, block, x, stride, out),
                    }
                };
            }
        }
    }

    /// Returns `N`, the number of rows it did.
    ///
    /// # Safety
    /// As [`multiply`], for `N` rows and one block of outputs.
    #[target_feature(enable = "avx2")]
    unsafe fn tile<const N: usize>(
        matrix: &Packed,
        block: usize,
        x: &[i16],
        stride: usize,
        out: &mut [i32],
    ) -> usize {
        let mut low = [_mm256_setzero_si256(); N];
        let mut high = [_mm256_setzero_si256(); N];
        // SAFETY: a block has `2 * BLOCK` weights for each pair of inputs, and the matrix so many for each block;
        // each of the `N` rows of `x` has the matrix's inputs from its stride on, each of `out` its outputs.
        unsafe {
            let mut weights = matrix
                .weights
                .as_ptr()
                .add(block * BLOCK * matrix.inputs)
                .cast::<__m256i>();
            for pair in 0..matrix.inputs / 2 {
                let first = _mm256_loadu_si256(weights);
                let second = _mm256_loadu_si256(weights.add(1));
                weights = weights.add(2);
                for row in 0..N {
                    let both = x.as_ptr().add(row * stride + 2 * pair).cast::<i32>();
                    let both = _mm256_set1_epi32(both.read_unaligned());
                    low[row] = _mm256_add_epi32(low[row], _mm256_madd_epi16(both, first));
                    high[row] = _mm256_add_epi32(high[row], _mm256_madd_epi16(both, second));
                }
            }
            for row in 0..N {
                let to = out.as_mut_ptr().add(row * matrix.outputs + block * BLOCK);
                _mm256_storeu_si256(to.cast(), low[row]);
                _mm256_storeu_si256(to.add(8).cast(), high[row]);
            }
        }
        N
    }

    /// # Safety
    /// The processor has AVX2; `query` is a multiple of 16 long, and `keys` has a row of that length for each output.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn products(query: &[i16], keys: &[i16], out: &mut [i32]) {
        let steps = query.len() / 16;
        for (row, out) in out.iter_mut().enumerate() {
            let mut sum = _mm256_setzero_si256();
            // SAFETY: `steps` times 16 values are what the query and each row of the keys have.
            unsafe {
                let query = query.as_ptr().cast::<__m256i>();
                let key = keys.as_ptr().add(row * steps * 16).cast::<__m256i>();
                for step in 0..steps {
                    let a = _mm256_loadu_si256(query.add(step));
                    let b = _mm256_loadu_si256(key.add(step));
                    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(a, b));
                }
            }
            let half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256::<1>(sum));
            let half = _mm_add_epi32(half, _mm_shuffle_epi32::<0b00_00_11_10>(half));
            let half = _mm_add_epi32(half, _mm_shuffle_epi32::<0b00_00_00_01>(half));
            *out = _mm_cvtsi128_si32(half);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same each time.
    fn numbers(count: usize, limit: i32, seed: u64) -> Vec<i16> {
        let mut state = seed;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                ((state >> 33) as i32 % (2 * limit + 1) - limit) as i16
            })
            .collect()
    }

    #[test]
    fn packed_matrices_multiply_as_written() {
        for (rows, outputs, inputs, stride) in
            [(1, 16, 2, 2), (3, 20, 7, 9), (9, 40, 160, 160), (5, 33, 480, 160)]
        {
            let weights: Vec<i8> = numbers(outputs * inputs, 127, 3)
                .iter()
                .map(|&w| w as i8)
                .collect();
            let matrix = Packed::new(&weights, outputs, inputs);
            let x = numbers((rows - 1) * stride + matrix.inputs(), 1024, 4);
            let mut out = vec![7; rows * matrix.outputs()];
            multiply(&matrix, &x, stride, rows, &mut out);
            for row in 0..rows {
                for output in 0..outputs {
                    let expected: i32 = (0..inputs)
                        .map(|at| i32::from(x[row * stride + at]) * i32::from(weights[output * inputs + at]))
                        .sum();
                    assert_eq!(
                        out[row * matrix.outputs() + output],
                        expected,
                        "{rows} {outputs} {inputs}"
                    );
                }
            }
        }
    }

    #[test]
    fn vector_instructions_agree_with_the_plain_version() {
        let weights: Vec<i8> = numbers(96 * 320, 127, 5).iter().map(|&w| w as i8).collect();
        let matrix = Packed::new(&weights, 96, 320);
        let x = numbers(11 * 320, 1024, 6);
        let (mut fast, mut plain) = (vec![0; 11 * 96], vec![0; 11 * 96]);
        multiply(&matrix, &x, 320, 11, &mut fast);
        plain_multiply(&matrix, &x, 320, 11, &mut plain);
        assert_eq!(fast, plain);
        let (mut fast, mut plain) = (vec![0; 10], vec![0; 10]);
        products(&x[..128], &x[128..], &mut fast);
        plain_products(&x[..128], &x[128..], &mut plain);
        assert_eq!(fast, plain);
    }
}
