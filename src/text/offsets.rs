//! From byte offsets to code points.

use super::Span;

/// Turns byte offsets of one text into offsets in Unicode code points.
///
/// Keeps one count per 64 bytes, so a look-up reads at most 64 bytes of the text.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `64 * i`; continuation bytes do not count.
    before: Vec<usize>,
}

const BLOCK: usize = 64;

impl<'a> CodePoints<'a> {
    /// Counts the code points of `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(count);
            count += block.iter().filter(|&&byte| is_start(byte)).count();
        }
        before.push(count);
        Self { text, before }
    }

    /// Code points before byte `offset`; offsets past the end count as the end.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / BLOCK;
        let rest = &self.text.as_bytes()[block * BLOCK..offset];
        self.before[block] + rest.iter().filter(|&&byte| is_start(byte)).count()
    }

    /// Start and end of `span` in code points.
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}
