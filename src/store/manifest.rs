//! The manifest of a graph directory: what belongs to it, with hashes and counts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::DirectoryError;
use super::files::write_atomically;
use crate::claim::Reading;

/// The form of directory that this version writes.
const FORMAT: u32 = 1;
/// Name of the manifest's file.
pub(super) const MANIFEST: &str = "manifest.json";

/// All that stands in the directory; whatever it does not name does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    /// Entities are minted below it.
    pub(super) base: String,
    /// What read the documents: version and configuration, as the pipeline names them.
    pub(super) reader: String,
    /// Hash of the ontology with which it read them, the program's own files included.
    pub(super) teacher: String,
    /// The user's ontology files.
    pub(super) ontology: Vec<OntologyFile>,
    pub(super) segments: Vec<Segment>,
}

/// A copy of a user's ontology file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OntologyFile {
    /// Its name, which tells its format.
    pub(super) name: String,
    /// The copy, from the directory.
    pub(super) file: String,
    pub(super) sha256: String,
}

/// One file of readings, a line each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Segment {
    /// From the directory, with `/`.
    pub(super) file: String,
    /// Size of the file.
    pub(super) bytes: u64,
    pub(super) sha256: String,
    /// Its lines.
    pub(super) documents: Vec<DocumentEntry>,
}

/// What the manifest knows of a document, so that lists need not read segments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// Given id, or path.
    pub id: String,
    /// Content hash, for [`GraphDirectory::has`](super::GraphDirectory::has).
    pub hash: String,
    /// Headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// ISO 8601 date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where it can be found again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Sentences read.
    pub sentences: usize,
    /// Entities mentioned.
    pub entities: usize,
    /// Claims made.
    pub claims: usize,
    /// Claims that are asserted and positive.
    pub edges: usize,
    /// What read it with which ontology, where that is not what the manifest names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reader: Option<String>,
    /// Whether a later segment, or `forget`, has taken the place of this line.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) superseded: bool,
}

impl DocumentEntry {
    pub(super) fn of(reading: &Reading) -> Self {
        let document = &reading.document;
        Self {
            id: document.id.clone(),
            hash: document.hash.clone(),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            date: document.date.clone(),
            url: document.url.clone(),
            sentences: document.sentences,
            entities: reading.entities.len(),
            claims: reading.claims.len(),
            edges: reading.claims.iter().filter(|claim| claim.is_edge()).count(),
            reader: None,
            superseded: false,
        }
    }
}

impl Manifest {
    pub(super) fn new(base: &str) -> Self {
        Self {
            format: FORMAT,
            base: base.to_owned(),
            ..Self::default()
        }
    }

    /// Reads the manifest of the graph at `root`.
    pub(super) fn read(root: &Path) -> Result<Self, DirectoryError> {
        let path = root.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !root.exists() => {
                return Err(DirectoryError::Missing {
                    path: root.to_owned(),
                });
            }
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return Err(foreign(root));
            }
            Err(error) => return Err(DirectoryError::io("read", &path)(error)),
        };
        Self::parse(&path, &bytes)
    }

    fn parse(path: &Path, bytes: &[u8]) -> Result<Self, DirectoryError> {
        let damaged = |found: String| DirectoryError::Damaged {
            path: path.to_owned(),
            expected: "a manifest in JSON".to_owned(),
            found,
        };
        // The format is looked at first: other versions may have other fields.
        let json: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| {
            damaged(if bytes.is_empty() {
                "an empty file".to_owned()
            } else {
                error.to_string()
            })
        })?;
        let found = json.get("format").and_then(serde_json::Value::as_u64);
        match found {
            Some(found) if found != u64::from(FORMAT) => Err(DirectoryError::Version {
                path: path.to_owned(),
                expected: FORMAT,
                found,
            }),
            Some(_) => serde_json::from_value(json).map_err(|error| damaged(error.to_string())),
            None => Err(damaged("no field `format`".to_owned())),
        }
    }

    /// Writes the manifest, unless the same stands there already.
    pub(super) fn write(&self, root: &Path) -> Result<(), DirectoryError> {
        let path = root.join(MANIFEST);
        let bytes = self.to_bytes();
        if fs::read(&path).is_ok_and(|old| old == bytes) {
            return Ok(());
        }
        write_atomically(&path, &bytes)
    }

    /// A document a line: a manifest is read by people and by version control too.
    fn to_bytes(&self) -> Vec<u8> {
        let segments: Vec<String> = self
            .segments
            .iter()
            .map(|segment| {
                format!(
                    "{{\"file\":{},\"bytes\":{},\"sha256\":{},\"documents\":{}}}",
                    json(&segment.file),
                    segment.bytes,
                    json(&segment.sha256),
                    list(&segment.documents.iter().map(json).collect::<Vec<_>>(), " ")
                )
            })
            .collect();
        format!(
            "{{\n\"format\":{},\n\"base\":{},\n\"reader\":{},\n\"teacher\":{},\n\"ontology\":{},\n\"segments\":{}\n}}\n",
            self.format,
            json(&self.base),
            json(&self.reader),
            json(&self.teacher),
            list(&self.ontology.iter().map(json).collect::<Vec<_>>(), ""),
            list(&segments, "")
        )
        .into_bytes()
    }
}

/// A value as one line of JSON; strings, numbers, lists and flags always have that form.
fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn list(items: &[String], indent: &str) -> String {
    if items.is_empty() {
        return "[]".to_owned();
    }
    format!(
        "[
{indent}{}
{indent}]",
        items.join(&format!(
            ",
{indent}"
        ))
    )
}

/// The error for a path at which something else stands.
pub(super) fn foreign(root: &Path) -> DirectoryError {
    let found = match fs::read_dir(root) {
        Ok(entries) => {
            let mut names: Vec<String> = entries
                .flatten()
                .map(|entry| format!("`{}`", entry.file_name().to_string_lossy()))
                .collect();
            names.sort_unstable();
            match names.len() {
                0 => "an empty directory".to_owned(),
                1..=3 => names.join(", "),
                count => format!("{} and {} more", names[..3].join(", "), count - 3),
            }
        }
        Err(_) => "a file".to_owned(),
    };
    DirectoryError::Foreign {
        path: PathBuf::from(root),
        found,
    }
}
