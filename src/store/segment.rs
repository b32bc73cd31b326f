//! Segments: readings as JSON Lines in gzip, the same bytes for the same readings.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;

use super::DirectoryError;
use super::files::write_atomically;
use super::manifest::{DocumentEntry, Segment};
use crate::claim::Reading;
use crate::text::digest::sha256;

/// The folder of the segments.
pub(super) const SEGMENTS: &str = "segments";

/// A reading as a line of JSON, without its line break.
pub(super) fn line_of(reading: &Reading) -> Result<String, serde_json::Error> {
    serde_json::to_string(reading)
}

/// Writes a segment of these lines below `root`; the name is that of its content.
pub(super) fn write<'a>(
    root: &Path,
    lines: impl IntoIterator<Item = &'a str>,
    documents: Vec<DocumentEntry>,
) -> Result<Segment, DirectoryError> {
    // No time stamp and no file name in the header: the bytes depend on the lines only.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    let folder = root.join(SEGMENTS);
    for line in lines {
        let written = encoder
            .write_all(line.as_bytes())
            .and_then(|()| encoder.write_all(b"\n"));
        written.map_err(DirectoryError::io("write", &folder))?;
    }
    let bytes = encoder.finish().map_err(DirectoryError::io("write", &folder))?;
    let hash = sha256(&bytes);
    let file = format!("{SEGMENTS}/{}.jsonl.gz", &hash[..16]);
    let path = root.join(&file);
    if !fs::read(&path).is_ok_and(|old| old == bytes) {
        write_atomically(&path, &bytes)?;
    }
    Ok(Segment {
        file,
        bytes: bytes.len() as u64,
        sha256: hash,
        documents,
    })
}

/// The lines of a segment, checked against the manifest.
pub(super) fn read(root: &Path, segment: &Segment) -> Result<String, DirectoryError> {
    let path = root.join(&segment.file);
    let damaged = |expected: String, found: String| DirectoryError::Damaged {
        path: path.clone(),
        expected,
        found,
    };
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(damaged(format!("{} bytes", segment.bytes), "no file".to_owned()));
        }
        Err(error) => return Err(DirectoryError::io("read", &path)(error)),
    };
    if bytes.len() as u64 != segment.bytes {
        let what = if (bytes.len() as u64) < segment.bytes {
            " (cut off)"
        } else {
            ""
        };
        return Err(damaged(
            format!("{} bytes", segment.bytes),
            format!("{} bytes{what}", bytes.len()),
        ));
    }
    let hash = sha256(&bytes);
    if hash != segment.sha256 {
        return Err(damaged(format!("SHA-256 {}", segment.sha256), hash));
    }
    let mut text = String::new();
    GzDecoder::new(bytes.as_slice())
        .read_to_string(&mut text)
        .map_err(|error| damaged("lines of JSON in gzip".to_owned(), error.to_string()))?;
    let lines = text.lines().count();
    if lines != segment.documents.len() {
        return Err(damaged(
            format!("{} lines", segment.documents.len()),
            format!("{lines} lines"),
        ));
    }
    Ok(text)
}

/// The reading on line `number` (from 0).
pub(super) fn parse(
    root: &Path,
    segment: &Segment,
    number: usize,
    line: &str,
) -> Result<Reading, DirectoryError> {
    serde_json::from_str(line).map_err(|error| DirectoryError::Damaged {
        path: root.join(&segment.file),
        expected: format!("a reading in JSON on line {}", number + 1),
        found: error.to_string(),
    })
}
