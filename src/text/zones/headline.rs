//! Headlines: titles, and headings between paragraphs.

use super::lines::Block;
use crate::text::{Document, ZoneKind};

/// Marks the headlines among the blocks that are paragraphs so far.
pub(super) fn mark(document: &Document, blocks: &[Block], kinds: &mut [ZoneKind]) {
    let text = &document.text;
    let looks: Vec<Look> = blocks
        .iter()
        .map(|block| look(block.span.of(text), block))
        .collect();
    let loud = looks.iter().filter(|look| look.capitals).count();
    // In a text all in capitals, capitals mark nothing.
    let quiet = loud * 2 < blocks.len() || blocks.len() < 3;
    let mut body = false;
    for index in 0..blocks.len() {
        if kinds[index] != ZoneKind::Paragraph {
            continue;
        }
        let followed = (index + 1..blocks.len())
            .filter(|&later| kinds[later] == ZoneKind::Paragraph)
            .any(|later| looks[later].body);
        let is_title = !body
            && document
                .title
                .as_deref()
                .is_some_and(|title| same(title, blocks[index].span.of(text)));
        let look = looks[index];
        let headline = followed
            && (is_title
                || (look.capitals && quiet)
                || (!body && look.title)
                || (body && is_heading(index, blocks, &looks, kinds)));
        if headline {
            kinds[index] = ZoneKind::Headline;
        } else {
            body = true;
        }
    }
}

/// What a block looks like by itself.
#[derive(Clone, Copy, Debug)]
struct Look {
    /// All letters are capitals, and no full stop ends it.
    capitals: bool,
    /// Short enough for a title, and no sentence.
    title: bool,
    /// Short enough for a heading, and no sentence.
    heading: bool,
    /// A sentence or more.
    body: bool,
}

fn look(words: &str, block: &Block) -> Look {
    let length = words.len().min(400);
    let count = words[..words.floor_char_boundary(400)].split_whitespace().count();
    let stop = words
        .trim_end_matches(['"', '”', '’', '\'', ')', ' '])
        .ends_with(['.', ':', ';', ',', '…', '-', '–', '—']);
    let asks = words
        .trim_end_matches(['"', '”', '’', '\'', ' '])
        .ends_with(['?', '!']);
    let starts =
        words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'¿«#+".contains(c));
    let item = words.starts_with(['-', '*', '•', '·', '–', '>', '|']);
    let letters = words.chars().take(200).filter(|c| c.is_alphabetic()).count();
    let lower = words.chars().take(200).any(char::is_lowercase);
    let flat = block.lines <= 3 && !item;
    Look {
        capitals: !lower && letters >= 4 && length <= 200 && count >= 1 && !stop && flat,
        title: flat && starts && !stop && length <= 180 && (1..=28).contains(&count),
        heading: flat && block.lines == 1 && starts && !stop && !asks && length <= 80 && count <= 10,
        body: length >= 25
            && count >= 4
            && (words.ends_with(['.', '!', '?', '"', '”', '’', '\'', ')']) || length > 180),
    }
}

/// A heading stands alone between two paragraphs. Where paragraphs are set apart by blank lines,
/// it is too; and in a row of short lines none is a heading.
fn is_heading(index: usize, blocks: &[Block], looks: &[Look], kinds: &[ZoneKind]) -> bool {
    let follows = index > 0 && (looks[index - 1].body || kinds[index - 1] != ZoneKind::Paragraph);
    let leads = blocks.get(index + 1).is_some() && looks[index + 1].body;
    let spaced = blocks.iter().filter(|block| block.blank_before).count() * 2 > blocks.len();
    looks[index].heading && follows && leads && (blocks[index].blank_before || !spaced)
}

/// Whether two titles are the same but for case, blanks and marks.
fn same(title: &str, words: &str) -> bool {
    if words.len() > 2 * title.len() + 20 {
        return false;
    }
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let title = letters(title);
    !title.is_empty() && title == letters(words)
}
