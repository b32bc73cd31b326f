//! Reading a graph directory.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::manifest::{DocumentEntry, Manifest};
use super::{DirectoryError, segment};
use crate::claim::Reading;
use crate::ontology::Source;
use crate::text::digest::sha256;

/// A graph on disk: the source of truth that everything else is made from.
///
/// Holds the manifest only; readings are read when asked for.
#[derive(Clone, Debug)]
pub struct GraphDirectory {
    pub(super) root: PathBuf,
    pub(super) manifest: Manifest,
    /// Document id to segment and line.
    pub(super) places: FxHashMap<String, (usize, usize)>,
}

/// What a graph directory holds, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents read.
    pub documents: usize,
    /// Sentences in them.
    pub sentences: usize,
    /// Claims made.
    pub claims: usize,
    /// Claims that are asserted and positive.
    pub edges: usize,
}

impl GraphDirectory {
    /// The graph at `root`.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, DirectoryError> {
        let root = root.as_ref();
        Ok(Self::of(root, Manifest::read(root)?))
    }

    pub(super) fn of(root: &Path, manifest: Manifest) -> Self {
        let mut places = FxHashMap::default();
        for (at, segment) in manifest.segments.iter().enumerate() {
            for (line, document) in segment.documents.iter().enumerate() {
                if !document.superseded {
                    places.insert(document.id.clone(), (at, line));
                }
            }
        }
        Self {
            root: root.to_owned(),
            manifest,
            places,
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// Its entities are minted below this IRI.
    pub fn base(&self) -> &str {
        &self.manifest.base
    }

    /// What has read its documents; see [`Settings::reader`](super::Settings::reader).
    pub fn reader(&self) -> &str {
        &self.manifest.reader
    }

    /// Whether the document was read with this content, by the reader that the directory names.
    pub fn has(&self, id: &str, hash: &str) -> bool {
        self.entry(id)
            .is_some_and(|entry| entry.hash == hash && entry.reader.is_none())
    }

    /// What is known of the document with this id.
    pub fn document(&self, id: &str) -> Option<&DocumentEntry> {
        self.entry(id)
    }

    /// Its documents, sorted by id.
    pub fn documents(&self) -> Vec<&DocumentEntry> {
        let mut documents: Vec<&DocumentEntry> = self.live().map(|(_, _, document)| document).collect();
        documents.sort_unstable_by(|left, right| left.id.cmp(&right.id));
        documents
    }

    /// Sums over its documents.
    pub fn counts(&self) -> Counts {
        self.live()
            .fold(Counts::default(), |sum, (_, _, document)| Counts {
                documents: sum.documents + 1,
                sentences: sum.sentences + document.sentences,
                claims: sum.claims + document.claims,
                edges: sum.edges + document.edges,
            })
    }

    /// The user's ontology files, as they were when the graph was built.
    pub fn ontology_sources(&self) -> Result<Vec<Source<'static>>, DirectoryError> {
        self.manifest
            .ontology
            .iter()
            .map(|file| {
                let path = self.root.join(&file.file);
                let bytes = fs::read(&path).map_err(DirectoryError::io("read", &path))?;
                let found = sha256(&bytes);
                if found != file.sha256 {
                    let expected = format!("SHA-256 {}", file.sha256);
                    return Err(DirectoryError::Damaged {
                        path,
                        expected,
                        found,
                    });
                }
                Ok(Source::new(file.name.clone(), Cow::Owned(bytes)))
            })
            .collect()
    }

    /// All readings, segment by segment. After a build that ended well they are sorted by document id.
    ///
    /// A damaged segment gives one error in place of its readings.
    pub fn readings(&self) -> impl Iterator<Item = Result<Reading, DirectoryError>> + '_ {
        self.segments_with_lines().flat_map(|segment| match segment {
            Ok(readings) => readings.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        })
    }

    /// What the document with this id said.
    pub fn reading(&self, id: &str) -> Result<Option<Reading>, DirectoryError> {
        let Some(&(at, line)) = self.places.get(id) else {
            return Ok(None);
        };
        let found = &self.manifest.segments[at];
        let text = segment::read(&self.root, found)?;
        let line_text = text.lines().nth(line).unwrap_or_default();
        segment::parse(&self.root, found, line, line_text).map(Some)
    }

    fn segments_with_lines(&self) -> impl Iterator<Item = Result<Vec<Reading>, DirectoryError>> + '_ {
        let live = self
            .manifest
            .segments
            .iter()
            .filter(|segment| segment.documents.iter().any(|document| !document.superseded));
        live.map(|found| {
            let text = segment::read(&self.root, found)?;
            let lines = text.lines().enumerate().zip(&found.documents);
            lines
                .filter(|(_, document)| !document.superseded)
                .map(|((number, line), _)| segment::parse(&self.root, found, number, line))
                .collect()
        })
    }

    fn live(&self) -> impl Iterator<Item = (usize, usize, &DocumentEntry)> {
        self.manifest
            .segments
            .iter()
            .enumerate()
            .flat_map(|(at, segment)| {
                let documents = segment.documents.iter().enumerate();
                documents
                    .filter(|(_, document)| !document.superseded)
                    .map(move |(line, document)| (at, line, document))
            })
    }

    fn entry(&self, id: &str) -> Option<&DocumentEntry> {
        let &(segment, line) = self.places.get(id)?;
        self.manifest.segments.get(segment)?.documents.get(line)
    }
}
