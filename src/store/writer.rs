//! Writing a graph directory: batches while a build runs, one form when it has ended.
//!
//! While documents come in, each batch is a segment of its own, and the manifest is replaced after
//! it: a killed build leaves all batches before. [`GraphWriter::finish`] then brings the segments
//! into a form that depends on the documents only, not on the order or the number of builds:
//! documents sorted by id and cut where the hash of an id says so. So a document that is added or
//! corrected changes one segment, and two builds of the same input give the same bytes.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use super::DirectoryError;
use super::directory::{Counts, GraphDirectory};
use super::files::{TEMPORARY, write_atomically};
use super::manifest::{DocumentEntry, MANIFEST, Manifest, OntologyFile, Segment, foreign};
use super::segment::{self, SEGMENTS};
use crate::claim::Reading;
use crate::ontology::vocabulary::ENTITY;
use crate::ontology::{Ontology, Source};
use crate::text::digest::{hexadecimal, sha256};

/// One document in so many ends a segment.
const DOCUMENTS_A_SEGMENT: u16 = 128;
/// So many documents are held in memory while segments are put together anew.
const DOCUMENTS_AT_ONCE: usize = 2048;
const LOCK: &str = "lock";
const ONTOLOGY: &str = "ontology";

/// How a graph is to be built.
#[derive(Clone, Debug, Default)]
pub struct Settings<'a> {
    /// Entities are minted below it; `None` takes that of the graph, or the usual one.
    pub base: Option<String>,
    /// Names what reads the documents: version and configuration. A document that another reader
    /// has read does not count as read. Empty keeps the name that the graph has.
    pub reader: String,
    /// The user's ontology files; `None` keeps those of the graph.
    pub ontology: Option<&'a [Source<'a>]>,
}

/// A graph directory, held for writing until dropped.
#[derive(Debug)]
pub struct GraphWriter {
    directory: GraphDirectory,
    /// Released by the system when closed, also after a crash.
    _lock: File,
}

impl GraphWriter {
    /// Opens the graph at `root` or makes one there, and keeps others from writing to it.
    pub fn open(root: impl AsRef<Path>, settings: &Settings<'_>) -> Result<Self, DirectoryError> {
        let root = root.as_ref();
        let new = !root.join(MANIFEST).exists();
        if new && !is_free(root) {
            return Err(foreign(root));
        }
        let segments = root.join(SEGMENTS);
        fs::create_dir_all(&segments).map_err(DirectoryError::io("make", &segments))?;
        let lock = lock(root)?;
        let mut manifest = if new {
            Manifest::new(settings.base.as_deref().unwrap_or(ENTITY))
        } else {
            Manifest::read(root)?
        };
        if let Some(base) = settings.base.as_ref().filter(|base| **base != manifest.base) {
            if manifest.segments.is_empty() {
                manifest.base.clone_from(base);
            } else {
                return Err(DirectoryError::Base {
                    path: root.to_owned(),
                    expected: base.clone(),
                    found: manifest.base,
                });
            }
        }
        let mut writer = Self {
            directory: GraphDirectory::of(root, manifest),
            _lock: lock,
        };
        writer.sweep()?;
        if let Some(sources) = settings.ontology {
            writer.copy_ontology(sources)?;
        }
        if !settings.reader.is_empty() {
            writer.set_reader(&settings.reader);
        }
        Ok(writer)
    }

    /// What has been written so far.
    pub fn directory(&self) -> &GraphDirectory {
        &self.directory
    }

    /// Adds a batch of documents; each replaces what a document of the same id said before.
    ///
    /// When it returns, the batch is on disk and survives a crash.
    pub fn append(&mut self, readings: &[Reading]) -> Result<(), DirectoryError> {
        let mut last: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, reading) in readings.iter().enumerate() {
            last.insert(&reading.document.id, at);
        }
        let batch: Vec<&Reading> = readings
            .iter()
            .enumerate()
            .filter(|(at, reading)| last.get(reading.document.id.as_str()) == Some(at))
            .map(|(_, reading)| reading)
            .collect();
        if batch.is_empty() {
            return Ok(());
        }
        let root = self.directory.root.clone();
        let lines = batch.iter().map(|reading| {
            segment::line_of(reading).map_err(|error| DirectoryError::Io {
                action: "write",
                path: root.join(SEGMENTS),
                source: error.into(),
            })
        });
        let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
        let entries = batch.iter().map(|reading| DocumentEntry::of(reading)).collect();
        let segment = segment::write(&root, lines.iter().map(String::as_str), entries)?;
        for reading in batch {
            self.supersede(&reading.document.id);
        }
        let at = self.directory.manifest.segments.len();
        for (line, document) in segment.documents.iter().enumerate() {
            self.directory.places.insert(document.id.clone(), (at, line));
        }
        self.directory.manifest.segments.push(segment);
        self.directory.manifest.write(&root)
    }

    /// Takes out all that these documents said; gives back the ids that the graph does not have.
    pub fn forget<'b>(&mut self, ids: &[&'b str]) -> Result<Vec<&'b str>, DirectoryError> {
        let mut unknown = Vec::new();
        for &id in ids {
            if !self.supersede(id) {
                unknown.push(id);
            }
        }
        self.finish()?;
        Ok(unknown)
    }

    /// Brings the directory into the form that depends on its documents only. Does nothing where it
    /// has that form.
    pub fn finish(&mut self) -> Result<Counts, DirectoryError> {
        let segments = self.ordered_segments()?;
        self.directory.manifest.segments = segments;
        let root = self.directory.root.clone();
        self.directory.manifest.write(&root)?;
        self.directory = GraphDirectory::of(&root, std::mem::take(&mut self.directory.manifest));
        self.sweep()?;
        Ok(self.directory.counts())
    }

    fn supersede(&mut self, id: &str) -> bool {
        let Some((segment, line)) = self.directory.places.remove(id) else {
            return false;
        };
        self.directory.manifest.segments[segment].documents[line].superseded = true;
        true
    }

    /// The segments as they are to be: those that fit are kept, the others written anew.
    fn ordered_segments(&self) -> Result<Vec<Segment>, DirectoryError> {
        let mut live: Vec<(&str, usize, usize)> = Vec::with_capacity(self.directory.places.len());
        for (at, segment) in self.directory.manifest.segments.iter().enumerate() {
            for (line, document) in segment.documents.iter().enumerate() {
                if !document.superseded {
                    live.push((&document.id, at, line));
                }
            }
        }
        live.sort_unstable();
        let chunks: Vec<&[(&str, usize, usize)]> =
            live.split_inclusive(|(id, ..)| ends_segment(id)).collect();
        let mut result = vec![Segment::default(); chunks.len()];
        let mut pending: Vec<usize> = Vec::new();
        for (at, chunk) in chunks.iter().enumerate() {
            match self.same_segment(chunk) {
                Some(segment) => result[at] = segment.clone(),
                None => pending.push(at),
            }
        }
        let mut rest = pending.as_slice();
        while !rest.is_empty() {
            let mut documents = 0;
            let fitting = rest
                .iter()
                .take_while(|&&at| {
                    documents += chunks[at].len();
                    documents <= DOCUMENTS_AT_ONCE
                })
                .count();
            let (now, later) = rest.split_at(fitting.max(1));
            self.write_chunks(now, &chunks, &mut result)?;
            rest = later;
        }
        Ok(result)
    }

    fn write_chunks(
        &self,
        now: &[usize],
        chunks: &[&[(&str, usize, usize)]],
        result: &mut [Segment],
    ) -> Result<(), DirectoryError> {
        let segments = &self.directory.manifest.segments;
        let mut lines: FxHashMap<(usize, usize), String> = FxHashMap::default();
        let mut needed: Vec<(usize, usize)> = now
            .iter()
            .flat_map(|&at| chunks[at])
            .map(|&(_, segment, line)| (segment, line))
            .collect();
        needed.sort_unstable();
        for group in needed.chunk_by(|left, right| left.0 == right.0) {
            let text = segment::read(&self.directory.root, &segments[group[0].0])?;
            let mut wanted = group.iter().peekable();
            for (number, line) in text.lines().enumerate() {
                if let Some(place) = wanted.next_if(|(_, wanted)| *wanted == number) {
                    lines.insert(*place, line.to_owned());
                }
            }
        }
        for &at in now {
            let places = || chunks[at].iter().map(|&(_, segment, line)| (segment, line));
            let entries = places()
                .map(|(segment, line)| segments[segment].documents[line].clone())
                .collect();
            let texts = places().filter_map(|place| lines.get(&place)).map(String::as_str);
            result[at] = segment::write(&self.directory.root, texts, entries)?;
        }
        Ok(())
    }

    /// The segment that holds these documents and no others in this order.
    fn same_segment(&self, chunk: &[(&str, usize, usize)]) -> Option<&Segment> {
        let &(_, first, _) = chunk.first()?;
        let segment = self.directory.manifest.segments.get(first)?;
        let same = segment.documents.len() == chunk.len()
            && chunk
                .iter()
                .enumerate()
                .all(|(at, &(_, segment, line))| segment == first && line == at);
        same.then_some(segment)
    }

    fn copy_ontology(&mut self, sources: &[Source<'_>]) -> Result<(), DirectoryError> {
        let folder = self.directory.root.join(ONTOLOGY);
        let mut files: Vec<OntologyFile> = Vec::with_capacity(sources.len());
        for source in sources {
            let hash = sha256(&source.bytes);
            let name = Path::new(&source.name).file_name().map_or_else(
                || "ontology".to_owned(),
                |name| name.to_string_lossy().into_owned(),
            );
            // With the hash in its name a changed file does not replace the one that the manifest names still.
            let file = format!("{ONTOLOGY}/{}-{name}", &hash[..8]);
            fs::create_dir_all(&folder).map_err(DirectoryError::io("make", &folder))?;
            let path = self.directory.root.join(&file);
            if !fs::read(&path).is_ok_and(|old| old == *source.bytes) {
                write_atomically(&path, &source.bytes)?;
            }
            files.push(OntologyFile {
                name,
                file,
                sha256: hash,
            });
        }
        self.directory.manifest.ontology = files;
        Ok(())
    }

    /// Documents that another reader has read keep its name, so that they are read again.
    fn set_reader(&mut self, reader: &str) {
        let mut hash = Sha256::new();
        for source in Ontology::embedded_sources() {
            hash.update(Sha256::digest(&source.bytes));
        }
        for file in &self.directory.manifest.ontology {
            hash.update(file.sha256.as_bytes());
        }
        let manifest = &mut self.directory.manifest;
        let name = |manifest: &Manifest| format!("{}, ontology {}", manifest.reader, manifest.teacher);
        let old = name(manifest);
        reader.clone_into(&mut manifest.reader);
        hexadecimal(&hash.finalize())[..16].clone_into(&mut manifest.teacher);
        let new = name(manifest);
        if new != old {
            for document in manifest
                .segments
                .iter_mut()
                .flat_map(|segment| &mut segment.documents)
            {
                let read_by = document.reader.take().unwrap_or_else(|| old.clone());
                document.reader = (read_by != new).then_some(read_by);
            }
        }
    }

    /// Removes what a killed build has left and what the manifest does not name any more.
    fn sweep(&self) -> Result<(), DirectoryError> {
        let manifest = &self.directory.manifest;
        let segments = manifest.segments.iter().map(|segment| segment.file.as_str());
        let known: FxHashSet<&str> = segments
            .chain(manifest.ontology.iter().map(|file| file.file.as_str()))
            .collect();
        let root = &self.directory.root;
        for folder in ["", SEGMENTS, ONTOLOGY] {
            let path = root.join(folder);
            let Ok(entries) = fs::read_dir(&path) else {
                continue;
            };
            for entry in entries {
                let path = entry.map_err(DirectoryError::io("read", &path))?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let left_over = path.extension().is_some_and(|extension| extension == TEMPORARY);
                let unnamed = !folder.is_empty() && !known.contains(format!("{folder}/{name}").as_str());
                if path.is_file() && (left_over || unnamed) {
                    fs::remove_file(&path).map_err(DirectoryError::io("remove", &path))?;
                }
            }
        }
        if manifest.ontology.is_empty() {
            // Only succeeds where nothing is left in it.
            let _ = fs::remove_dir(root.join(ONTOLOGY));
        }
        Ok(())
    }
}

/// Whether the directory is not there, or holds only what an interrupted first build leaves.
fn is_free(root: &Path) -> bool {
    match fs::read_dir(root) {
        Ok(entries) => entries.flatten().all(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            [LOCK, SEGMENTS, ONTOLOGY].contains(&name.as_ref()) || name.ends_with(&format!(".{TEMPORARY}"))
        }),
        Err(_) => !root.exists(),
    }
}

fn lock(root: &Path) -> Result<File, DirectoryError> {
    let path = root.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(DirectoryError::io("write", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(DirectoryError::Locked {
            path: root.to_owned(),
        }),
        // A file system without locks: better unguarded than unusable.
        Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(DirectoryError::io("lock", &path)(error)),
    }
}

fn ends_segment(id: &str) -> bool {
    let hash = Sha256::digest(id.as_bytes());
    u16::from_be_bytes([hash[0], hash[1]]).is_multiple_of(DOCUMENTS_A_SEGMENT)
}
