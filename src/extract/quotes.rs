//! Direct speech that runs over sentences, and who speaks it.

use crate::nlp::Analysis;
use crate::text::Span;

/// The stretches of a text between quotation marks, marks included.
///
/// A mark left open ends with its paragraph; an opening mark in the next paragraph carries the
/// speech on. Short stretches (scare quotes) are kept as well: a clause counts as quoted only if
/// its predicate stands inside.
pub(super) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, character) in text.char_indices() {
        match (character, open) {
            ('“' | '„' | '«', None) => open = Some(at),
            ('"', None) => open = Some(at),
            ('”' | '"' | '»' | '“', Some(start)) if character != '“' || text[start..].starts_with('„') =>
            {
                found.push(Span::new(start, at + character.len_utf8()));
                open = None;
            }
            ('\n', Some(start)) => {
                found.push(Span::new(start, at));
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        found.push(Span::new(start, text.len()));
    }
    found
}

/// The quotation that holds the byte, if any.
pub(super) fn quotation_at(quotations: &[Span], byte: usize) -> Option<Span> {
    let index = quotations.partition_point(|span| span.end <= byte);
    quotations.get(index).copied().filter(|span| span.start <= byte)
}

/// Sentences that may name the speaker of a quoted clause in sentence `index`, nearest first: itself,
/// the next one if the quotation ends in it, the one before if the quotation began there or right after it.
pub(super) fn neighbours(analysis: &Analysis, text: &str, index: usize) -> Vec<usize> {
    let same_paragraph = |other: usize| {
        let (first, second) = (
            analysis.sentences[index.min(other)].span,
            analysis.sentences[index.max(other)].span,
        );
        !text
            .get(first.end..second.start)
            .unwrap_or_default()
            .contains('\n')
    };
    let mut found = vec![index];
    if index > 0 && same_paragraph(index - 1) {
        found.push(index - 1);
    }
    if index + 1 < analysis.sentences.len() && same_paragraph(index + 1) {
        found.push(index + 1);
    }
    if index > 1 && same_paragraph(index - 1) && same_paragraph(index - 2) {
        found.push(index - 2);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_lie_between_marks_and_end_with_the_paragraph() {
        let text = "He said “one two” and \"three\".\n“Four five\nsix.";
        let words: Vec<&str> = quotations(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(words, ["“one two”", "\"three\"", "“Four five"]);
    }
}
