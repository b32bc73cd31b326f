//! Ctrl-C: ends a query at once, and a build after what is done has been saved.

use std::path::{Path, PathBuf};
use std::process;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::console;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static SAVING: AtomicBool = AtomicBool::new(false);
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Watches for Ctrl-C from now on.
pub(crate) fn watch() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        let again = INTERRUPTED.swap(true, Ordering::SeqCst);
        if SAVING.load(Ordering::SeqCst) && !again {
            console::remark(
                console::ODD,
                "interrupted",
                "saving what has been read; press Ctrl-C again to stop at once",
            );
            return;
        }
        if let Ok(unfinished) = UNFINISHED.lock()
            && let Some(path) = unfinished.as_deref()
        {
            let _ = std::fs::remove_file(path);
        }
        process::exit(130);
    })?;
    Ok(())
}

/// From now on an interruption is for the command to see and not the end.
pub(crate) fn save_first() {
    SAVING.store(true, Ordering::SeqCst);
}

/// Whether the user wants to stop.
pub(crate) fn requested() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// The file that is to be removed if the command is stopped now.
pub(crate) fn unfinished(path: Option<&Path>) {
    if let Ok(mut unfinished) = UNFINISHED.lock() {
        *unfinished = path.map(Path::to_owned);
    }
}
