//! `relata extractors`: what finds claims, and what it misses.

use std::io::Write;

use relata::extract::{EXTRACTORS, Extractor};

use crate::cli::Answer;
use crate::cli::console::{self, BOLD, styled};
use crate::cli::reading::extractor;

/// Options of `relata extractors`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata extractors
  relata extractors clauses
  relata extract --extractors offices,locations article.txt")]
pub(crate) struct Args {
    /// Say more of this one
    #[arg(value_name = "NAME", value_parser = extractor)]
    name: Option<&'static Extractor>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Answer> {
    let mut out = console::text();
    match args.name {
        Some(extractor) => describe(extractor, &mut out)?,
        None => list(&mut out)?,
    }
    out.flush()?;
    Ok(Answer::Yes)
}

/// A line each: name, and what it finds.
fn list(out: &mut impl Write) -> std::io::Result<()> {
    let width = EXTRACTORS
        .iter()
        .map(|extractor| extractor.name.len())
        .max()
        .unwrap_or(0);
    for extractor in EXTRACTORS {
        let about = extractor.about();
        let finds = about.first().map_or("", |(_, text)| text.as_str());
        let only = if extractor.open { " (with --open)" } else { "" };
        writeln!(
            out,
            "{}  {finds}{only}",
            styled(BOLD, &format!("{:width$}", extractor.name))
        )?;
    }
    Ok(())
}

/// All that its file says at the top.
fn describe(extractor: &Extractor, out: &mut impl Write) -> std::io::Result<()> {
    for (heading, text) in extractor.about() {
        writeln!(out, "{}: {text}", styled(BOLD, &heading))?;
    }
    Ok(())
}
