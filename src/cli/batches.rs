//! Documents in batches: read in order, worked on by all threads, handed over in order.
//!
//! Memory holds one batch, not the input: a file of JSON Lines is read line by line.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use relata::text::Document;
use relata::text::read::{self, Code, Diagnostic, Format, JsonLines, Outcome, ReadConfig};

use super::Context;
use super::console::{self, BAD, ODD};
use super::inputs::{Input, Inputs, reason};
use super::interrupt;

/// What became of the inputs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Documents worked on.
    pub(crate) documents: usize,
    /// Inputs left out for a reason that is no failure: empty, in another language.
    pub(crate) skipped: usize,
    /// Inputs that could not be read.
    pub(crate) failed: usize,
    /// Files in folders whose extension is not known.
    pub(crate) unknown: usize,
    /// Whether the user stopped it.
    pub(crate) interrupted: bool,
}

/// The first batches are small, so that a build that is stopped early has saved something; then
/// they grow with what has been done, since each costs the store a little.
const SMALLEST: usize = 32;
const LARGEST: usize = 4096;
const MOST_BYTES: u64 = 32 << 20;

/// Reads all inputs, calls `work` on every document, from all threads, and `take` on the results of
/// each batch, in the order of the input.
pub(crate) fn run<T: Send>(
    arguments: &[std::path::PathBuf],
    stdin_format: Option<&'static Format>,
    config: &ReadConfig,
    context: &Context,
    work: impl Fn(&Document) -> T + Sync,
    mut take: impl FnMut(Vec<T>) -> anyhow::Result<()>,
) -> anyhow::Result<Tally> {
    let inputs = Inputs::gather(arguments);
    let mut run = Run {
        tally: Tally {
            unknown: inputs.unknown,
            ..Tally::default()
        },
        progress: progress(&inputs, context),
        context,
        config,
        items: Vec::new(),
        bytes: 0,
        work,
    };
    for problem in &inputs.problems {
        run.tally.failed += 1;
        run.say(BAD, "error", problem);
    }
    for input in inputs.items {
        run.add(input, stdin_format, &mut take)?;
        if run.tally.interrupted {
            break;
        }
    }
    run.flush(&mut take)?;
    run.progress.finish_and_clear();
    Ok(run.tally)
}

/// One thing to do in a batch.
enum Item {
    /// A file to read whole.
    File {
        path: std::path::PathBuf,
        bytes: u64,
        named: bool,
    },
    /// What came of a line or of standard input.
    Read(Outcome),
}

/// A run over all inputs.
struct Run<'a, W> {
    tally: Tally,
    progress: ProgressBar,
    context: &'a Context,
    config: &'a ReadConfig,
    items: Vec<Item>,
    bytes: u64,
    work: W,
}

impl<W> Run<'_, W> {
    /// Adds an input to the batch, and ends the batch where it is full.
    fn add<T: Send>(
        &mut self,
        input: Input,
        stdin_format: Option<&'static Format>,
        take: &mut impl FnMut(Vec<T>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()>
    where
        W: Fn(&Document) -> T + Sync,
    {
        match input {
            Input::File { path, bytes, named } => {
                let name = path.to_string_lossy().into_owned();
                if !is_lines(Format::of_name(&name)) {
                    return self.push(Item::File { path, bytes, named }, bytes, take);
                }
                match File::open(&path) {
                    Ok(file) => self.add_lines(&name, BufReader::with_capacity(1 << 16, file), take),
                    Err(error) => self.push(Item::Read(unreadable(&name, &error)), 0, take),
                }
            }
            Input::Stdin if is_lines(stdin_format) => self.add_lines("-", io::stdin().lock(), take),
            Input::Stdin => {
                let config = ReadConfig {
                    format: stdin_format,
                    ..self.config.clone()
                };
                let mut bytes = Vec::new();
                let outcome = match io::stdin().lock().read_to_end(&mut bytes) {
                    Ok(_) => read::read("-", &bytes, &config),
                    Err(error) => unreadable("-", &error),
                };
                self.push(Item::Read(outcome), bytes.len() as u64, take)
            }
        }
    }

    fn add_lines<T: Send>(
        &mut self,
        name: &str,
        mut reader: impl BufRead,
        take: &mut impl FnMut(Vec<T>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()>
    where
        W: Fn(&Document) -> T + Sync,
    {
        // UTF-16 has no lines of bytes; such a file is read whole.
        let head = reader.fill_buf().unwrap_or_default();
        if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.starts_with(b"{\0") {
            let mut bytes = Vec::new();
            let outcome = match reader.read_to_end(&mut bytes) {
                Ok(_) => read::read(&format!("{name}.jsonl"), &bytes, self.config),
                Err(error) => unreadable(name, &error),
            };
            return self.push(Item::Read(outcome), bytes.len() as u64, take);
        }
        let config = self.config;
        for outcome in JsonLines::new(name, reader, config) {
            let bytes = outcome
                .documents
                .iter()
                .map(|document| document.text.len() as u64 + 100)
                .sum();
            self.push(Item::Read(outcome), bytes, take)?;
            if self.tally.interrupted {
                break;
            }
        }
        Ok(())
    }

    fn push<T: Send>(
        &mut self,
        item: Item,
        bytes: u64,
        take: &mut impl FnMut(Vec<T>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()>
    where
        W: Fn(&Document) -> T + Sync,
    {
        self.items.push(item);
        self.bytes += bytes;
        let full = (self.tally.documents / 8).clamp(SMALLEST, LARGEST);
        if self.items.len() >= full || self.bytes >= MOST_BYTES {
            self.flush(take)?;
        }
        Ok(())
    }

    /// Works on the batch and hands over its results.
    fn flush<T: Send>(&mut self, take: &mut impl FnMut(Vec<T>) -> anyhow::Result<()>) -> anyhow::Result<()>
    where
        W: Fn(&Document) -> T + Sync,
    {
        let items = std::mem::take(&mut self.items);
        self.bytes = 0;
        let (work, config, progress) = (&self.work, self.config, &self.progress);
        let done: Vec<(Vec<T>, Vec<Diagnostic>, bool)> = items
            .into_par_iter()
            .filter_map(|item| {
                if interrupt::requested() {
                    return None;
                }
                let (outcome, named, bytes) = match item {
                    Item::File { path, bytes, named } => (read_file(&path, config), named, bytes),
                    Item::Read(outcome) => (outcome, true, 0),
                };
                let size: usize = outcome.documents.iter().map(|document| document.text.len()).sum();
                let results = outcome.documents.iter().map(work).collect();
                progress.inc(if bytes > 0 { bytes } else { size as u64 });
                Some((results, outcome.diagnostics, named))
            })
            .collect();
        let mut batch = Vec::new();
        for (results, diagnostics, named) in done {
            self.tally.documents += results.len();
            batch.extend(results);
            for diagnostic in diagnostics {
                self.tell(&diagnostic, named);
            }
        }
        self.tally.interrupted = interrupt::requested();
        if batch.is_empty() { Ok(()) } else { take(batch) }
    }

    /// Says what was left out or is odd. JSON that was only found in a folder may well be something else.
    fn tell(&mut self, diagnostic: &Diagnostic, named: bool) {
        let no_document = !named && matches!(diagnostic.code, Code::BadRecord | Code::BadJson);
        let message = diagnostic.to_string();
        if diagnostic.code.is_failure() && !no_document {
            self.tally.failed += 1;
            self.say(BAD, "error", &message);
        } else if diagnostic.code.skips() {
            self.tally.skipped += 1;
            self.say(ODD, "skipped", &message);
        } else {
            self.say(ODD, "warning", &message);
        }
    }

    fn say(&self, style: anstyle::Style, kind: &str, message: &str) {
        if style == BAD || !self.context.quiet {
            self.progress.suspend(|| console::remark(style, kind, message));
        }
    }
}

fn is_lines(format: Option<&'static Format>) -> bool {
    format.is_some_and(|format| format.name == "jsonl")
}

fn read_file(path: &Path, config: &ReadConfig) -> Outcome {
    let name = path.to_string_lossy();
    match fs::read(path) {
        Ok(bytes) => read::read(&name, &bytes, config),
        Err(error) => unreadable(&name, &error),
    }
}

fn unreadable(name: &str, error: &io::Error) -> Outcome {
    Outcome::of(Diagnostic::new(Code::Unreadable, name, reason(error)))
}

/// A bar on a terminal, nothing elsewhere.
fn progress(inputs: &Inputs, context: &Context) -> ProgressBar {
    if context.quiet {
        return ProgressBar::hidden();
    }
    let bar = match inputs.bytes() {
        0 => ProgressBar::new_spinner(),
        bytes => ProgressBar::new(bytes),
    };
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
    let form = if bar.length().is_some() {
        "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}"
    } else {
        "{spinner} {bytes}"
    };
    if let Ok(style) = ProgressStyle::with_template(form) {
        bar.set_style(style);
    }
    bar
}
