//! From what the user names to files: folders opened, patterns matched, each file once.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use relata::text::read::Format;
use walkdir::WalkDir;

/// What is to be read, in order.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Files and standard input.
    pub(crate) items: Vec<Input>,
    /// What could not be found, with the reason.
    pub(crate) problems: Vec<String>,
    /// Files in folders whose extension is not known.
    pub(crate) unknown: usize,
    seen: BTreeSet<PathBuf>,
}

/// One input.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// Whether the user named it, rather than a folder that it lies in.
        named: bool,
    },
}

impl Inputs {
    /// Gathers the inputs that the arguments name.
    pub(crate) fn gather(arguments: &[PathBuf]) -> Self {
        let mut inputs = Inputs::default();
        for argument in arguments {
            if argument.as_os_str() == "-" {
                if !inputs.items.iter().any(|item| matches!(item, Input::Stdin)) {
                    inputs.items.push(Input::Stdin);
                }
                continue;
            }
            match fs::metadata(argument) {
                Ok(found) if found.is_dir() => inputs.add_folder(argument),
                Ok(_) => inputs.add_file(argument.clone(), true),
                Err(_) if is_pattern(argument) => inputs.add_matches(argument),
                Err(error) => inputs
                    .problems
                    .push(format!("{}: {}", argument.display(), reason(&error))),
            }
        }
        inputs
    }

    /// Bytes of all files.
    pub(crate) fn bytes(&self) -> u64 {
        let sizes = self.items.iter().map(|item| match item {
            Input::Stdin => 0,
            Input::File { bytes, .. } => *bytes,
        });
        sizes.sum()
    }

    fn add_folder(&mut self, folder: &Path) {
        let (problems, mut documents) = (self.problems.len(), 0);
        for path in self.walk(folder, usize::MAX) {
            if Format::of_name(&path.to_string_lossy()).is_some() {
                documents += 1;
                self.add_file(path, false);
            } else {
                self.unknown += 1;
            }
        }
        if documents == 0 && self.problems.len() == problems {
            self.problems
                .push(format!("{}: no documents in this folder", folder.display()));
        }
    }

    fn add_matches(&mut self, pattern: &Path) {
        let text = pattern.to_string_lossy();
        let matcher = match GlobBuilder::new(&text).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                self.problems
                    .push(format!("{text}: not a pattern: {}", error.kind()));
                return;
            }
        };
        // A pattern that names an extension means it; `news/*` means documents.
        let says_extension = pattern
            .extension()
            .is_some_and(|extension| !is_pattern(Path::new(extension)));
        let base = literal_start(pattern);
        let depth = if text.contains("**") {
            usize::MAX
        } else {
            pattern.components().count() - base.components().count()
        };
        let walked = if base.as_os_str().is_empty() {
            Path::new(".")
        } else {
            base.as_path()
        };
        let (mut matches, mut unknown) = (0, 0);
        for path in self.walk(walked, depth) {
            let path = path.strip_prefix(".").map_or(path.clone(), Path::to_owned);
            if !matcher.is_match(&path) {
                continue;
            }
            if says_extension || Format::of_name(&path.to_string_lossy()).is_some() {
                matches += 1;
                self.add_file(path, true);
            } else {
                unknown += 1;
            }
        }
        self.unknown += unknown;
        if matches == 0 {
            self.problems.push(format!("{text}: matches no document"));
        }
    }

    /// The files below a folder in the order of their names; hidden ones and graphs left out.
    fn walk(&mut self, folder: &Path, depth: usize) -> Vec<PathBuf> {
        let walk = WalkDir::new(folder)
            .max_depth(depth)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !(is_hidden(entry.path()) || is_graph(entry.path())));
        let mut files = Vec::new();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_file() => files.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => {
                    let place = error.path().unwrap_or(folder).display().to_string();
                    let why = match error.io_error() {
                        Some(error) => reason(error),
                        None => "a link to a folder above it".to_owned(),
                    };
                    self.problems.push(format!("{place}: {why}"));
                }
            }
        }
        files
    }

    fn add_file(&mut self, path: PathBuf, named: bool) {
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(real) {
            let bytes = fs::metadata(&path).map_or(0, |found| found.len());
            self.items.push(Input::File { path, bytes, named });
        }
    }
}

/// Why a file cannot be read, in our words where the system's say little.
pub(crate) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "not found, expected a file, a folder or a pattern".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read".to_owned(),
        _ => error.to_string(),
    }
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The components of a pattern up to the first that has a wildcard.
fn literal_start(pattern: &Path) -> PathBuf {
    pattern
        .components()
        .take_while(|component| !is_pattern(component.as_ref()))
        .collect()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Whether a folder is a graph, whose files are no documents.
fn is_graph(path: &Path) -> bool {
    path.join("manifest.json").is_file() && path.join("segments").is_dir()
}
