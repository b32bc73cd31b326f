//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::DirectoryError;

/// Ends the names of files that are being written; whatever ends so is left over and can go.
pub(super) const TEMPORARY: &str = "tmp";

/// Writes `bytes` so that after a crash either the old or the new content stands there.
pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), DirectoryError> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".");
    temporary.push(TEMPORARY);
    let temporary = Path::new(&temporary);
    let failed = |source| DirectoryError::Io {
        action: "write",
        path: path.to_owned(),
        source,
    };
    let mut file = File::create(temporary).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    drop(file);
    fs::rename(temporary, path).map_err(failed)?;
    if let Some(parent) = path.parent() {
        sync_directory(parent);
    }
    Ok(())
}

/// Makes renames durable. Some systems cannot open a directory; there the rename has to do.
fn sync_directory(path: &Path) {
    if let Ok(directory) = File::open(path) {
        let _ = directory.sync_all();
    }
}
