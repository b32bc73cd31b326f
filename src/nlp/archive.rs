//! The file of trained weights: named sections behind a mark, deflated.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// The first bytes of the file, with the version of the format.
pub(crate) const MARK: &[u8; 8] = b"relnlp01";

/// Why weights could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// Other file, or other version of the format.
    #[error("weights do not begin with `relnlp01`")]
    Mark,
    /// Compressed data are damaged.
    #[error("weights cannot be unpacked: {0}")]
    Unpack(#[from] std::io::Error),
    /// A section is not there.
    #[error("weights lack the section `{0}`")]
    Missing(&'static str),
    /// A section's content makes no sense.
    #[error("section `{0}` of the weights is damaged")]
    Damaged(&'static str),
}

/// Sections by name, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Archive {
    pub(crate) sections: Vec<(String, Vec<u8>)>,
}

impl Archive {
    /// Adds a section, in place of one of that name.
    pub(crate) fn set(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.retain(|(known, _)| known != name);
        self.sections.push((name.to_owned(), bytes));
    }

    /// Whether there is a section of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.sections.iter().any(|(known, _)| known == name)
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// Where it is missing.
    pub(crate) fn get(&self, name: &'static str) -> Result<&[u8], ModelError> {
        let found = self.sections.iter().find(|(known, _)| known == name);
        found
            .map(|(_, bytes)| bytes.as_slice())
            .ok_or(ModelError::Missing(name))
    }

    /// Unpacks it.
    ///
    /// # Errors
    /// Where the bytes are no archive.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let packed = bytes.strip_prefix(MARK).ok_or(ModelError::Mark)?;
        let mut data = Vec::with_capacity(packed.len() * 3);
        DeflateDecoder::new(packed).read_to_end(&mut data)?;
        let mut archive = Self::default();
        let mut rest = data.as_slice();
        while let Some((&length, after)) = rest.split_first() {
            let damaged = ModelError::Damaged("sections");
            let Some((name, after)) = after.split_at_checked(usize::from(length)) else {
                return Err(damaged);
            };
            let Some((size, after)) = after.split_first_chunk::<4>() else {
                return Err(damaged);
            };
            let Some((bytes, after)) = after.split_at_checked(u32::from_le_bytes(*size) as usize) else {
                return Err(damaged);
            };
            archive.set(&String::from_utf8_lossy(name), bytes.to_vec());
            rest = after;
        }
        Ok(archive)
    }
}
