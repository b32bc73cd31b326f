//! Writing of weights; the package only reads them.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::nlp::archive::{Archive, MARK};
use crate::nlp::weights::Table;

impl Table {
    /// A table of sorted `(feature, [(class, weight)])`.
    pub(crate) fn new(bits: u32, rows: &[(u32, Vec<(u8, i16)>)]) -> Self {
        let mut table = Self::default();
        table.present = vec![0; 1 << bits.saturating_sub(6)];
        table.offsets.push(0);
        for (feature, list) in rows {
            table.present[(feature >> 6) as usize] |= 1 << (feature & 63);
            for &(class, weight) in list {
                table.classes.push(class);
                table.weights.push(weight);
            }
            table.offsets.push(table.classes.len() as u32);
        }
        table.count();
        table
    }

    /// Its bytes: gaps between features, lengths, classes and weights in columns, since equal
    /// kinds of bytes together compress best.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let bits = self.present.len().trailing_zeros() + 6;
        let mut gaps = Vec::new();
        let mut lengths = Vec::new();
        let mut last = 0;
        let mut index = 0;
        for (word, bits) in self.present.iter().enumerate() {
            for bit in (0..64).filter(|bit| bits >> bit & 1 == 1) {
                let feature = (word * 64 + bit) as u32;
                put_varint(&mut gaps, feature - last);
                last = feature;
                put_varint(&mut lengths, self.offsets[index + 1] - self.offsets[index]);
                index += 1;
            }
        }
        let mut bytes = Vec::new();
        for number in [bits, 0, index as u32, self.weights.len() as u32] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(gaps);
        bytes.extend(lengths);
        bytes.extend(&self.classes);
        for byte in 0..2 {
            bytes.extend(self.weights.iter().map(|weight| weight.to_le_bytes()[byte]));
        }
        bytes
    }
}

impl Archive {
    /// Names and sizes.
    pub(crate) fn sizes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.sections
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.len()))
    }

    /// Packs it.
    ///
    /// # Errors
    /// Never in practice: writing goes to memory.
    pub(crate) fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut encoder = DeflateEncoder::new(MARK.to_vec(), Compression::best());
        for (name, bytes) in &self.sections {
            encoder.write_all(&[name.len() as u8])?;
            encoder.write_all(name.as_bytes())?;
            encoder.write_all(&(bytes.len() as u32).to_le_bytes())?;
            encoder.write_all(bytes)?;
        }
        encoder.finish()
    }
}

fn put_varint(out: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_survives_its_bytes() {
        let rows = vec![
            (3, vec![(0, 5), (2, -7)]),
            (64, vec![(1, 1270)]),
            (1023, vec![(9, -1280)]),
        ];
        let table = Table::new(10, &rows);
        let back = Table::from_bytes(&table.to_bytes()).unwrap();
        for feature in 0..1024 {
            let list: Vec<_> = back.list(feature).collect();
            let expected = rows.iter().find(|row| row.0 == feature).map(|row| row.1.clone());
            assert_eq!(list, expected.unwrap_or_default());
        }
    }

    #[test]
    fn bytes_that_are_no_table_are_refused() {
        let bytes = Table::new(10, &[(3, vec![(0, 5)])]).to_bytes();
        for length in 0..bytes.len() {
            assert!(Table::from_bytes(&bytes[..length]).is_none());
        }
    }
}
