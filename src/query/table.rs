//! Rows as aligned columns.

use std::io::{self, Write};

use oxigraph::sparql::Variable;
use oxrdf::{Term, Triple};
use unicode_width::UnicodeWidthStr;

use crate::ontology::Ontology;

/// Collects rows; widths are known only when all are there.
pub(super) struct Table<'a> {
    ontology: &'a Ontology,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Columns in which all values are numbers stand to the right.
    numeric: Vec<bool>,
}

const GAP: &str = "  ";

impl<'a> Table<'a> {
    pub(super) fn new(variables: &[Variable], ontology: &'a Ontology) -> Self {
        Self {
            ontology,
            header: variables
                .iter()
                .map(|variable| variable.as_str().to_owned())
                .collect(),
            rows: Vec::new(),
            numeric: vec![true; variables.len()],
        }
    }

    pub(super) fn row(&mut self, terms: impl IntoIterator<Item = Option<Term>>) {
        let mut cells = Vec::with_capacity(self.header.len());
        for (at, term) in terms.into_iter().enumerate() {
            if let (Some(numeric), Some(term)) = (self.numeric.get_mut(at), &term) {
                *numeric &= is_number(term);
            }
            cells.push(
                term.map(|term| one_line(&shown(&term, self.ontology)))
                    .unwrap_or_default(),
            );
        }
        self.rows.push(cells);
    }

    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let widths: Vec<usize> = self
            .header
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let cells = self
                    .rows
                    .iter()
                    .filter_map(|row| row.get(at))
                    .map(|cell| cell.width());
                cells.max().unwrap_or(0).max(name.width())
            })
            .collect();
        self.write_row(&self.header, &widths, out)?;
        let rules: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
        self.write_row(&rules, &widths, out)?;
        for row in &self.rows {
            self.write_row(row, &widths, out)?;
        }
        Ok(())
    }

    fn write_row(&self, cells: &[String], widths: &[usize], out: &mut dyn Write) -> io::Result<()> {
        let mut line = String::new();
        for (at, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            if at > 0 {
                line.push_str(GAP);
            }
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            if self.numeric[at] && !self.rows.is_empty() {
                line.push_str(&padding);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&padding);
            }
        }
        writeln!(out, "{}", line.trim_end())
    }
}

/// A term as people read it: prefixed names, literals without quotes.
fn shown(term: &Term, ontology: &Ontology) -> String {
    match term {
        Term::NamedNode(node) => ontology
            .prefixed(node.as_str())
            .unwrap_or_else(|| node.to_string()),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::Triple(triple) => {
            let Triple {
                subject,
                predicate,
                object,
            } = &**triple;
            let parts = [
                Term::from(subject.clone()),
                predicate.clone().into(),
                object.clone(),
            ];
            let parts: Vec<String> = parts.iter().map(|part| shown(part, ontology)).collect();
            format!("<<( {} )>>", parts.join(" "))
        }
    }
}

/// A cell is one line, and nothing in it moves the cursor.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            control if control.is_control() => '\u{fffd}',
            other => other,
        })
        .collect()
}

fn is_number(term: &Term) -> bool {
    let Term::Literal(literal) = term else {
        return false;
    };
    let datatype = literal.datatype().as_str();
    let name = datatype
        .strip_prefix(crate::ontology::vocabulary::XSD)
        .unwrap_or_default();
    matches!(
        name,
        "integer"
            | "decimal"
            | "double"
            | "float"
            | "int"
            | "long"
            | "nonNegativeInteger"
            | "positiveInteger"
    )
}
