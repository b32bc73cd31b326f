//! Files that are written: whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context as _;

use super::interrupt;

/// Writes a file beside `path` and puts it in its place when it is complete, so that nobody ever
/// reads half of it and a failure leaves the old one.
pub(crate) fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    // What is no file (a pipe, /dev/null) cannot be replaced.
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let mut out =
            BufWriter::new(File::create(path).with_context(|| format!("cannot write `{}`", path.display()))?);
        write(&mut out)?;
        return Ok(out.flush()?);
    }
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let file = File::create(&part).with_context(|| format!("cannot write `{}`", path.display()))?;
    interrupt::unfinished(Some(&part));
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let written = write(&mut out)
        .and_then(|()| Ok(out.flush()?))
        .and_then(|()| Ok(fs::rename(&part, path)?))
        .with_context(|| format!("cannot write `{}`", path.display()));
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    interrupt::unfinished(None);
    written
}

/// Makes a folder where there is none.
pub(crate) fn make_folder(path: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(path).with_context(|| format!("cannot make the folder `{}`", path.display()))
}
