//! CoNLL-U, out and in.

use std::io::{self, Write};
use std::ops::Range;

use super::analysis::{Analysis, Sentence, Upos};
use super::tokens;
use crate::text::Span;

/// Writes an analysis: `# newdoc id`, `# sent_id`, `# text`, and names in MISC (`NER=B-Person`). Words that are
/// written as one ("don't") have the line of a multiword token before them.
///
/// # Errors
/// What the writer reports.
pub fn write(out: &mut dyn Write, id: &str, text: &str, analysis: &Analysis) -> io::Result<()> {
    writeln!(out, "# newdoc id = {}", one_line(id))?;
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        writeln!(out, "# sent_id = {}-{}", one_line(id), index + 1)?;
        writeln!(out, "# text = {}", one_line(sentence.span.of(text)))?;
        write_sentence(out, text, sentence)?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_sentence(out: &mut dyn Write, text: &str, sentence: &Sentence) -> io::Result<()> {
    let mut multiword = 0..0;
    for (at, token) in sentence.tokens.iter().enumerate() {
        if at >= multiword.end {
            multiword = multiword_token(text, sentence, at);
            if multiword.len() > 1 {
                let span = sentence.span_of(multiword.clone());
                writeln!(
                    out,
                    "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}",
                    at + 1,
                    multiword.end,
                    cell(span.of(text)),
                    if sentence.is_glued(multiword.end - 1) {
                        "SpaceAfter=No"
                    } else {
                        "_"
                    }
                )?;
            }
        }
        let mut misc = Vec::new();
        if let Some(name) = sentence.name_at(at) {
            let mark = if name.tokens.start == at { 'B' } else { 'I' };
            misc.push(format!("NER={mark}-{:?}", name.kind));
        }
        if multiword.len() == 1 && sentence.is_glued(at) {
            misc.push("SpaceAfter=No".to_owned());
        }
        let head = token.head.map_or(0, |head| head + 1);
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t_\t{}\t{head}\t{}\t_\t{}",
            at + 1,
            cell(token.span.of(text)),
            cell(&token.lemma),
            token.upos.name(),
            cell(&token.feats),
            token.deprel,
            cell(&misc.join("|")),
        )?;
    }
    Ok(())
}

/// The words from `at` that are written as one: "do" and "n't".
fn multiword_token(text: &str, sentence: &Sentence, at: usize) -> Range<usize> {
    let form = |at: usize| sentence.tokens[at].span.of(text);
    let mut end = at + 1;
    while sentence.is_glued(end - 1) {
        let plural = matches!(form(end), "'" | "\u{2019}") && sentence.tokens[end].upos == Upos::Part;
        if !plural && !tokens::continues_word(form(end - 1), form(end)) {
            break;
        }
        end += 1;
    }
    at..end
}

fn cell(value: &str) -> String {
    if value.is_empty() {
        "_".to_owned()
    } else {
        one_line(value)
    }
}

fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tokens read from CoNLL-U, and the text that their spans lie in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pretokenised {
    /// The forms with spaces between, unless `SpaceAfter=No`; a line per sentence.
    pub text: String,
    /// Tokens of each sentence.
    pub sentences: Vec<Vec<Span>>,
}

/// Why CoNLL-U could not be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConlluError {
    /// A line is no token.
    #[error("expected 10 cells with tabs between, found {found}, in line {line}")]
    Cells {
        /// Cells found.
        found: usize,
        /// Line, from 1.
        line: usize,
    },
    /// A token without letters.
    #[error("expected a form in the second cell, found nothing, in line {line}")]
    Form {
        /// Line, from 1.
        line: usize,
    },
}

/// Reads forms and spaces; all other columns are left out, and so are empty nodes. Words of a
/// multiword token stand for it, without space between.
///
/// # Errors
/// Where a line has not ten cells, or a token no form.
pub fn read(source: &str) -> Result<Pretokenised, ConlluError> {
    let mut read = Pretokenised::default();
    let mut sentence = Vec::new();
    let mut last_of_multiword: Option<(usize, bool)> = None;
    for (index, line) in source.lines().enumerate() {
        if line.trim().is_empty() {
            end_sentence(&mut read, &mut sentence);
            last_of_multiword = None;
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != 10 {
            return Err(ConlluError::Cells {
                found: cells.len(),
                line: index + 1,
            });
        }
        let glued = cells[9].split('|').any(|item| item == "SpaceAfter=No");
        if let Some((_, last)) = cells[0].split_once('-') {
            last_of_multiword = last.parse().ok().map(|last| (last, glued));
            continue;
        }
        let Ok(number) = cells[0].parse::<usize>() else {
            continue;
        };
        if cells[1].trim().is_empty() {
            return Err(ConlluError::Form { line: index + 1 });
        }
        let start = read.text.len();
        read.text.push_str(cells[1]);
        sentence.push(Span::new(start, read.text.len()));
        let glued = match last_of_multiword {
            Some((last, _)) if number < last => true,
            Some((last, glued)) if number == last => glued,
            _ => glued,
        };
        if !glued {
            read.text.push(' ');
        }
    }
    end_sentence(&mut read, &mut sentence);
    Ok(read)
}

fn end_sentence(read: &mut Pretokenised, sentence: &mut Vec<Span>) {
    if !sentence.is_empty() {
        read.sentences.push(std::mem::take(sentence));
        read.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_multiword_tokens_are_kept() {
        let source = "# text = I don't.\n1\tI\t_\t_\t_\t_\t_\t_\t_\t_\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
                      2\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
        let read = read(source).unwrap();
        assert_eq!(read.text, "I don't. \n");
        assert_eq!(read.sentences.len(), 1);
        assert_eq!(read.sentences[0].len(), 4);
    }

    #[test]
    fn a_short_line_is_an_error_with_its_number() {
        assert_eq!(read("1\tI\t_\n"), Err(ConlluError::Cells { found: 3, line: 1 }));
    }

    #[test]
    fn a_token_without_form_is_an_error_with_its_number() {
        let source = format!("1\t{}\n", ["_"; 9].join("\t").replacen('_', "", 1));
        assert_eq!(read(&source), Err(ConlluError::Form { line: 1 }));
    }
}
