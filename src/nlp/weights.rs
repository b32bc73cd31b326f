//! Hashed features and sparse tables by them: the lexicon and the lists of names.
//!
//! A feature is an index below a power of two. Each feature that carries weight has a short list
//! of (class, weight); the lists lie behind a bit map with running counts, so that a look-up of an
//! absent feature, the common case, touches one word of memory.

/// Index of a feature made of a template's number and up to three values, below `1 << bits`.
#[inline]
pub(crate) fn feature(bits: u32, template: u32, values: [u32; 3]) -> u32 {
    const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
    const SECOND: u64 = 0x9FB2_1C65_1E98_DF25;
    let mut hash = (u64::from(template) << 32 | u64::from(values[0])).wrapping_mul(FIRST);
    hash ^= hash >> 29;
    hash = (hash ^ (u64::from(values[1]) << 32 | u64::from(values[2]))).wrapping_mul(SECOND);
    hash ^= hash >> 31;
    (hash.wrapping_mul(FIRST) >> (64 - bits)) as u32
}

/// A hash of bytes (FNV-1a with a final mix), the same on every machine.
#[inline]
pub(crate) fn hash_bytes(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let mut hash: u32 = 0x811C_9DC5;
    for byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 15;
    hash.wrapping_mul(0x2C1B_3C6D)
}

/// A sparse table, as shipped.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) present: Vec<u64>,
    /// Features present before each word of `present`.
    pub(crate) ranks: Vec<u32>,
    /// Where each present feature's list begins; one more than features.
    pub(crate) offsets: Vec<u32>,
    pub(crate) classes: Vec<u8>,
    pub(crate) weights: Vec<i16>,
}

impl Table {
    /// Whether its features are those below `1 << bits`.
    pub(crate) fn has_bits(&self, bits: u32) -> bool {
        self.present.len() == 1 << (bits - 6)
    }

    /// The classes that `feature` speaks for, with their weights.
    #[inline]
    pub(crate) fn list(&self, feature: u32) -> impl Iterator<Item = (u8, i16)> + '_ {
        let (word, bit) = ((feature >> 6) as usize, feature & 63);
        let bits = self.present.get(word).copied().unwrap_or(0);
        let range = if bits >> bit & 1 == 0 {
            0..0
        } else {
            let rank = (self.ranks[word] + (bits & ((1 << bit) - 1)).count_ones()) as usize;
            self.offsets[rank] as usize..self.offsets[rank + 1] as usize
        };
        self.classes[range.clone()]
            .iter()
            .copied()
            .zip(self.weights[range].iter().copied())
    }

    pub(crate) fn count(&mut self) {
        let mut sum = 0;
        self.ranks = self
            .present
            .iter()
            .map(|word| {
                let before = sum;
                sum += word.count_ones();
                before
            })
            .collect();
    }

    /// Reads what training wrote: number of bits, scale, features and weights, then columns of gaps
    /// between features, list lengths, classes, and low and high bytes of
    /// weights. `None` where the bytes do not form a table.
    pub(crate) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut header = [0; 4];
        for number in &mut header {
            let (first, rest) = bytes.split_first_chunk::<4>()?;
            *number = u32::from_le_bytes(*first);
            bytes = rest;
        }
        let [bits, _scale, features, entries] = header;
        if !(6..=26).contains(&bits) || features > 1 << bits || entries as usize > bytes.len() {
            return None;
        }
        let mut table = Self {
            present: vec![0; 1 << (bits - 6)],
            ..Self::default()
        };
        let mut feature = 0u32;
        for _ in 0..features {
            feature = feature.checked_add(take_varint(&mut bytes)?)?;
            *table.present.get_mut((feature >> 6) as usize)? |= 1 << (feature & 63);
        }
        table.offsets.reserve(features as usize + 1);
        table.offsets.push(0);
        let mut end = 0u32;
        for _ in 0..features {
            end = end.checked_add(take_varint(&mut bytes)?)?;
            table.offsets.push(end);
        }
        table.count();
        let present: u32 = table.present.iter().map(|word| word.count_ones()).sum();
        if end != entries || present != features || bytes.len() != 3 * entries as usize {
            return None;
        }
        let (classes, weights) = bytes.split_at(entries as usize);
        let (low, high) = weights.split_at(entries as usize);
        table.classes = classes.to_vec();
        table.weights = low
            .iter()
            .zip(high)
            .map(|(&low, &high)| i16::from_le_bytes([low, high]))
            .collect();
        Some(table)
    }
}

fn take_varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 127).checked_shl(shift)?;
        if byte < 128 {
            return Some(number);
        }
    }
    None
}
