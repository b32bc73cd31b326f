//! Numbers between layers: normed, rounded to integers, squeezed; single operations in a fixed order, so that every
//! machine gets the same bits.

use super::kernels::widened;

/// Sums are taken in this many lanes, which vector instructions can do side by side.
const LANES: usize = 16;

/// The nearest integer, for numbers of less than twenty bits: added to 1.5 × 2²³, its bits are the mantissa's last.
#[inline(always)]
pub(super) fn to_integer(x: f32) -> i16 {
    (x + SHIFT).to_bits().wrapping_sub(SHIFT.to_bits()) as i16
}

const SHIFT: f32 = 12_582_912.0;

/// Each number cut off at `clip` and multiplied by `scale`, as an integer.
pub(super) fn to_integers(x: &[f32], clip: f32, scale: f32, out: &mut Vec<i16>) {
    out.resize(x.len(), 0);
    widened(
        #[inline(always)]
        || {
            for (out, &value) in out.iter_mut().zip(x) {
                *out = to_integer(value.clamp(-clip, clip) * scale);
            }
        },
    );
}

/// The sum of what `term` makes of each number; their count is a multiple of [`LANES`].
#[inline(always)]
pub(super) fn sum(x: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0f32; LANES];
    for lanes in x.as_chunks::<LANES>().0 {
        for (sum, &value) in sums.iter_mut().zip(lanes) {
            *sum += term(value);
        }
    }
    sums.iter().sum()
}

/// A sigmoid of three straight lines.
#[inline(always)]
pub(super) fn hard(x: f32) -> f32 {
    (x * 0.25 + 0.5).clamp(0.0, 1.0)
}

/// GELU, with the error function as a square (Kim et al. 2021, I-BERT): no exponentials.
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    let y = x * std::f32::consts::FRAC_1_SQRT_2;
    let z = y.abs().min(1.769) - 1.769;
    x * 0.5 * (1.0 + (1.0 - 0.2888 * z * z).copysign(y))
}

/// The exponential of a number that is not above zero, to five digits; the same on every machine, which that of the
/// standard library is not.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let x = x.max(-80.0) * std::f32::consts::LOG2_E;
    let whole = (x + SHIFT) - SHIFT;
    let part = x - whole;
    // The Taylor series of 2^part, for -1/2 to 1/2.
    let mut value = 1.540_353_1e-4f32;
    for factor in [
        1.333_355_8e-3,
        9.618_129e-3,
        5.550_411e-2,
        0.240_226_5,
        std::f32::consts::LN_2,
        1.0,
    ] {
        value = value * part + factor;
    }
    let exponent = (whole + SHIFT).to_bits().wrapping_sub(SHIFT.to_bits());
    f32::from_bits(value.to_bits().wrapping_add(exponent << 23))
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
    fn exponentials_are_those_of_the_library() {
        for step in 0..1000 {
            let x = -0.05 * step as f32;
            let expected = f64::from(x).exp();
            assert!((f64::from(exp(x)) - expected).abs() <= 1e-5 * expected, "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-30);
    }

    #[test]
    fn gelu_passes_what_is_large_and_stops_what_is_far_below_zero() {
        for (x, expected) in [(0.0, 0.0), (4.0, 4.0), (-4.0, 0.0), (1.0, 0.841), (-1.0, -0.159)] {
            assert!((gelu(x) - expected).abs() < 0.02, "{x}");
        }
    }
}
