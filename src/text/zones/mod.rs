//! Zones: what part of a text is a headline, a byline, a dateline, a paragraph.
//!
//! Layout is all there is to go by, so each rule asks for more than one sign, and what shows none
//! is a paragraph: an ordinary short first sentence must not be lost as a headline.

mod byline;
mod dateline;
mod headline;
mod lines;

use jiff::civil::Date;

use super::{Document, Span, Zone, ZoneKind};
use lines::Block;

/// Fills a document's zones, and from its headline, byline and dateline what is not known of it yet.
///
/// `headings` are the spans that the source marks as headings; `near` is the date that resolves a
/// dateline without year, where the document has none.
pub fn assign(document: &mut Document, headings: &[Span], near: Option<Date>) {
    let blocks = lines::blocks(&document.text);
    let kinds = kinds(document, &blocks, headings);
    let mut zones = Vec::with_capacity(blocks.len() + 1);
    let mut facts = Facts::default();
    let mut body = false;
    for (block, &kind) in blocks.iter().zip(&kinds) {
        let text = block.span.of(&document.text);
        match kind {
            ZoneKind::Headline => {
                if !body {
                    facts.title.get_or_insert_with(|| fold(text));
                }
                zones.push(Zone {
                    span: block.span,
                    kind,
                });
            }
            ZoneKind::Byline => {
                facts.add(byline::facts(text), near);
                zones.push(Zone {
                    span: block.span,
                    kind,
                });
            }
            _ => {
                paragraph(&document.text, block.span, !body, near, &mut zones, &mut facts);
                body = true;
            }
        }
    }
    document.zones = zones;
    document.title = document.title.take().or(facts.title);
    document.publisher = document.publisher.take().or(facts.publisher);
    document.date = document.date.or(facts.date);
}

/// What the text tells about its document.
#[derive(Default)]
struct Facts {
    title: Option<String>,
    publisher: Option<String>,
    date: Option<Date>,
}

impl Facts {
    fn add(
        &mut self,
        (publisher, date): (Option<String>, Option<super::read::FoundDate>),
        near: Option<Date>,
    ) {
        self.publisher = self.publisher.take().or(publisher);
        self.date = self.date.or_else(|| date?.date_near(near));
    }
}

/// One kind for each block; a dateline is found later, within its paragraph.
fn kinds(document: &Document, blocks: &[Block], headings: &[Span]) -> Vec<ZoneKind> {
    let text = &document.text;
    let mut kinds: Vec<ZoneKind> = blocks
        .iter()
        .map(|block| {
            let words = block.span.of(text);
            if headings.iter().any(|heading| heading.contains(block.span)) {
                ZoneKind::Headline
            } else if byline::is_byline(words) {
                ZoneKind::Byline
            } else {
                ZoneKind::Paragraph
            }
        })
        .collect();
    headline::mark(document, blocks, &mut kinds);
    kinds
}

/// A paragraph, after its dateline if it has one, in parts of bearable length.
fn paragraph(
    text: &str,
    span: Span,
    first: bool,
    near: Option<Date>,
    zones: &mut Vec<Zone>,
    facts: &mut Facts,
) {
    let mut rest = span;
    if let Some(found) = dateline::find(span.of(text), first) {
        let end = span.start + found.length;
        zones.push(Zone {
            span: Span::new(span.start, end),
            kind: ZoneKind::Dateline,
        });
        facts.add((found.agency, found.date), near);
        let blanks = text[end..span.end].len() - text[end..span.end].trim_start().len();
        rest = Span::new(end + blanks, span.end);
    }
    while !rest.is_empty() {
        let length = lines::bearable(rest.of(text));
        let part = rest.of(text)[..length].trim_end();
        let kind = ZoneKind::Paragraph;
        zones.push(Zone {
            span: Span::new(rest.start, rest.start + part.len()),
            kind,
        });
        let after = rest.start + length;
        let blanks = text[after..rest.end].len() - text[after..rest.end].trim_start().len();
        rest = Span::new(after + blanks, rest.end);
    }
}

/// Blanks and line ends in a row made one blank.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
