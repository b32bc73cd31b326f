//! What can go wrong with a graph directory.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a graph directory cannot be read or written.
#[derive(Debug, Error)]
pub enum DirectoryError {
    /// There is none.
    #[error("no graph at `{}`; expected a directory that `relata build INPUT --graph {}` has made", path.display(), path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// Something else stands there, and nothing is overwritten.
    #[error("`{}` is no graph: expected `manifest.json` or an empty directory, found {found}", path.display())]
    Foreign {
        /// Where it should be.
        path: PathBuf,
        /// What stands there.
        found: String,
    },
    /// A file is not what the manifest says.
    #[error("`{}` is damaged: expected {expected}, found {found}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// Written by another version of the program.
    #[error("`{}` has format {found}; this version reads format {expected}; build the graph anew", path.display())]
    Version {
        /// The manifest.
        path: PathBuf,
        /// The format read here.
        expected: u32,
        /// Its format.
        found: u64,
    },
    /// Another program writes to it.
    #[error("`{}` is being written by another program; wait until it ends", path.display())]
    Locked {
        /// The directory.
        path: PathBuf,
    },
    /// The graph was made with another base IRI.
    #[error("the entities of `{}` have the base <{found}>, not <{expected}>; leave out --base or use another directory", path.display())]
    Base {
        /// The directory.
        path: PathBuf,
        /// The base wanted.
        expected: String,
        /// The base it has.
        found: String,
    },
    /// The system refuses.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried: "read", "write".
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl DirectoryError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}
