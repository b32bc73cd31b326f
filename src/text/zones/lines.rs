//! Lines to blocks: which line ends are the author's, and which are only the width of a page.

use crate::text::Span;

/// One or more lines that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// From its first to its last visible character.
    pub(super) span: Span,
    /// Whether a blank line, or an end of the text, stands before it.
    pub(super) blank_before: bool,
    /// Whether one stands after it.
    pub(super) blank_after: bool,
    /// How many lines it has.
    pub(super) lines: usize,
}

/// A line without the blanks around it.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    indent: usize,
    width: usize,
}

/// Lines narrower than this are not broken to fit a page, wider ones neither.
const NARROWEST: usize = 45;
const WIDEST: usize = 120;

/// The blocks of a text, in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Line> = None;
    for line in lines {
        let Some(line) = line else {
            if let Some(last) = blocks.last_mut() {
                last.blank_after = true;
            }
            open = None;
            continue;
        };
        match (open, blocks.last_mut()) {
            (Some(before), Some(block)) if belongs(text, before, line, wrapped) => {
                block.span.end = line.span.end;
                block.lines += 1;
            }
            _ => blocks.push(Block {
                span: line.span,
                blank_before: open.is_none(),
                blank_after: false,
                lines: 1,
            }),
        }
        open = Some(line);
    }
    if let Some(last) = blocks.last_mut() {
        last.blank_after = true;
    }
    blocks
}

/// All lines; `None` for a blank one.
fn lines(text: &str) -> Vec<Option<Line>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|whole| {
            let left = whole.trim_start();
            let indent = whole.len() - left.len();
            let words = left.trim_end();
            let span = Span::new(start + indent, start + indent + words.len());
            start += whole.len();
            // Counting characters of a line far too wide would be work for nothing.
            let width = if words.len() > 4 * WIDEST {
                words.len()
            } else {
                words.chars().count()
            };
            (!words.is_empty()).then_some(Line { span, indent, width })
        })
        .collect()
}

/// The width at which the text is broken, if its lines end where the page does and not where
/// sentences do.
fn is_wrapped(text: &str, lines: &[Option<Line>]) -> Option<usize> {
    let width = lines.iter().flatten().map(|line| line.width).max()?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let (mut pairs, mut full, mut inside) = (0, 0, 0);
    for pair in lines.windows(2) {
        if let [Some(line), Some(next)] = pair {
            pairs += 1;
            full += usize::from(is_full(text, *line, *next, width));
            inside += usize::from(!ends_sentence(line.span.of(text)));
        }
    }
    (pairs > 0 && full * 10 >= pairs * 6 && inside * 10 >= pairs * 3).then_some(width)
}

/// Whether the first word of `next` did not fit on `line`.
fn is_full(text: &str, line: Line, next: Line, width: usize) -> bool {
    let word = next.span.of(text).split_whitespace().next().unwrap_or_default();
    line.width + 1 + word.chars().count() > width
}

/// Whether `line` goes on a block whose last line so far is `before`.
fn belongs(text: &str, before: Line, line: Line, wrapped: Option<usize>) -> bool {
    let (last, words) = (before.span.of(text), line.span.of(text));
    if is_item(words) || line.indent > before.indent + 1 {
        return false;
    }
    if let Some(width) = wrapped
        && is_full(text, before, line, width)
    {
        return true;
    }
    // A sentence that goes on in small letters, whatever the width.
    words.starts_with(char::is_lowercase) && !ends_sentence(last) && before.width >= 20
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', ':', '…'])
}

/// Whether a line begins a list item: "- ", "* ", "• ", "1. ", "2) ".
fn is_item(line: &str) -> bool {
    if ["- ", "* ", "• ", "· ", "– ", "> "]
        .iter()
        .any(|mark| line.starts_with(mark))
    {
        return true;
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// Longest part that is read at once, in bytes.
const LONGEST: usize = 16_384;

/// Length of the first part of a very long paragraph: up to the end of a sentence, else of a word.
pub(super) fn bearable(text: &str) -> usize {
    if text.len() <= LONGEST {
        return text.len();
    }
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let sentence = head
        .rmatch_indices([' ', '\n'])
        .take(4000)
        .find(|&(place, _)| {
            ends_sentence(head[..place].trim_end())
                && head[place..]
                    .trim_start()
                    .starts_with(|c: char| c.is_uppercase() || "\"“‘'(".contains(c))
        })
        .map(|(place, _)| place);
    sentence
        .or_else(|| head.rfind(char::is_whitespace))
        .filter(|&place| place > 0)
        .unwrap_or(head.len())
}
