//! What is printed: data, text with colours, tables, remarks.

use std::io::{self, BufWriter, Write};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::Deserialize;

use super::Context;
use super::failure::Failure;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes this the choice of the whole program.
    pub(crate) fn apply(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
pub(crate) const ODD: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// Standard output for data, byte by byte as it is. Flush it at the end.
pub(crate) fn data() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Standard output for text with colours, which are dropped where none are wanted.
pub(crate) fn text() -> BufWriter<anstream::Stdout> {
    BufWriter::with_capacity(1 << 16, anstream::stdout())
}

/// Whether text on standard output has colours.
pub(crate) fn has_color() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Prints an error with its causes and its hint.
pub(crate) fn error(error: &anyhow::Error) {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    let mut message = String::new();
    for cause in causes {
        // Many errors repeat their cause in their own words.
        if !message.contains(&cause) {
            if !message.is_empty() {
                message.push_str(": ");
            }
            message.push_str(&cause);
        }
    }
    // The library's errors may bring a hint of their own, on a line of its own.
    let (message, hint) = match message.split_once("\nhint: ") {
        Some((message, hint)) => (message, Some(hint)),
        None => (message.as_str(), None),
    };
    remark(BAD, "error", message);
    if let Some(hint) = hint {
        remark(NOTE, "hint", hint);
    }
    if let Some(hint) = Failure::hint_of(error) {
        remark(NOTE, "hint", hint);
    }
}

/// Prints a line on standard error. Where it cannot be printed, nobody reads it.
pub(crate) fn remark(style: Style, kind: &str, message: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{style}{kind}:{style:#} {message}");
}

impl Context {
    /// A remark that `--quiet` silences.
    pub(crate) fn note(&self, style: Style, kind: &str, message: &str) {
        if !self.quiet {
            remark(style, kind, message);
        }
    }

    /// What to do next.
    pub(crate) fn hint(&self, hint: &str) {
        self.note(NOTE, "hint", hint);
    }
}

/// A table with columns as wide as they need be; numbers stand to the right.
pub(crate) struct Table {
    heads: Vec<&'static str>,
    right: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns; those that begin with `#` hold numbers.
    pub(crate) fn new(heads: &[&'static str]) -> Self {
        Table {
            right: heads.iter().map(|head| head.starts_with('#')).collect(),
            heads: heads.iter().map(|head| head.trim_start_matches('#')).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Prints it.
    pub(crate) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let widths: Vec<usize> = (0..self.heads.len())
            .map(|column| {
                let cells = self.rows.iter().map(|row| width(&row[column]));
                cells.chain([width(self.heads[column])]).max().unwrap_or(0)
            })
            .collect();
        let heads: Vec<String> = self.heads.iter().map(|&head| head.to_owned()).collect();
        self.line(out, &heads, &widths, BOLD)?;
        for row in &self.rows {
            self.line(out, row, &widths, Style::new())?;
        }
        Ok(())
    }

    fn line(&self, out: &mut impl Write, cells: &[String], widths: &[usize], style: Style) -> io::Result<()> {
        let last = cells.len().saturating_sub(1);
        for (column, cell) in cells.iter().enumerate() {
            let blanks = " ".repeat(widths[column].saturating_sub(width(cell)));
            let styled = format!("{style}{cell}{style:#}");
            match (self.right[column], column == last) {
                (true, _) => write!(out, "{blanks}{styled}")?,
                (false, true) => write!(out, "{styled}")?,
                (false, false) => write!(out, "{styled}{blanks}")?,
            }
            if column < last {
                write!(out, "  ")?;
            }
        }
        writeln!(out)
    }
}

/// Columns that a text takes on a terminal, nearly: wide characters of East Asia take two.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\u{300}'..='\u{36f}' => 0,
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{1f300}'..='\u{1faff}' => 2,
            _ => 1,
        })
        .sum()
}

/// "1 document", "2 documents".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let noun = if number == 1 { one } else { many };
    format!("{grouped} {noun}")
}
