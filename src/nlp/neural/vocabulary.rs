//! Which forms have a vector of their own.

/// Rows of the table of known words, by the hash of a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// Hash and row, at the hash's place or behind it; row 0 is an empty slot.
    slots: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// Rows count from one, in the order of `hashes`.
    pub(super) fn new(hashes: &[u32]) -> Self {
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
    pub(super) fn row(&self, hash: u32) -> usize {
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
    fn vocabulary_gives_rows_in_order_and_none_for_strangers() {
        let vocabulary = Vocabulary::new(&[7, 8, 16 + 7, 1 << 31]);
        assert_eq!(
            [7, 8, 23, 1 << 31, 9].map(|hash| vocabulary.row(hash)),
            [1, 2, 3, 4, 0]
        );
    }
}
