//! Markdown: its prose. Code blocks, tables, pictures and raw HTML are left out, links keep their
//! words, front matter gives the facts.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::dates::parse_date;
use super::{Draft, Outcome, ReadConfig, finish};
use crate::text::Span;

/// Whether text without a known extension is Markdown: it opens with front matter or a heading.
pub(super) fn looks_like(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    match lines.next() {
        Some("---") => lines
            .take(20)
            .take_while(|line| *line != "---")
            .any(|line| line.starts_with("title:")),
        Some(line) => line.starts_with("# ") || line.starts_with("## "),
        None => false,
    }
}

/// Reads Markdown.
pub(super) fn read(name: &str, text: String, config: &ReadConfig) -> Outcome {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut prose = Prose::default();
    for event in Parser::new_ext(&text, options) {
        prose.take(event);
    }
    prose.end_block();
    let mut draft = Draft {
        id: name.to_owned(),
        text: prose.text,
        headings: prose.headings,
        ..Draft::default()
    };
    for line in prose.front_matter.lines() {
        fact(&mut draft, line);
    }
    if draft.title.is_none() {
        draft.title = prose.title;
    }
    finish(draft, name, config)
}

/// One line of front matter, YAML (`title: …`) or TOML (`title = …`).
fn fact(draft: &mut Draft, line: &str) {
    let Some((key, value)) = line.split_once([':', '=']) else {
        return;
    };
    let value = value.trim();
    let bare = ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value);
    if bare.is_empty() {
        return;
    }
    let slot = match key.trim().to_ascii_lowercase().as_str() {
        "title" | "headline" => &mut draft.title,
        "publisher" | "source" | "site" => &mut draft.publisher,
        "url" | "link" | "canonical_url" | "permalink" => &mut draft.url,
        "lang" | "language" => &mut draft.language,
        "date" | "published" | "pubdate" => {
            draft.date = draft.date.or_else(|| parse_date(bare));
            return;
        }
        _ => return,
    };
    slot.get_or_insert_with(|| bare.to_owned());
}

/// What has been gathered so far.
#[derive(Default)]
struct Prose {
    text: String,
    block: String,
    headings: Vec<Span>,
    front_matter: String,
    title: Option<String>,
    /// How many parts that are left out are open.
    muted: usize,
    in_front_matter: bool,
}

impl Prose {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(Tag::MetadataBlock(
                MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle,
            )) => {
                self.in_front_matter = true;
            }
            Event::End(TagEnd::MetadataBlock(_)) => self.in_front_matter = false,
            Event::Start(
                Tag::CodeBlock(_)
                | Tag::Table(_)
                | Tag::Image { .. }
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_),
            ) => self.muted += 1,
            Event::End(
                TagEnd::CodeBlock
                | TagEnd::Table
                | TagEnd::Image
                | TagEnd::HtmlBlock
                | TagEnd::FootnoteDefinition,
            ) => self.muted = self.muted.saturating_sub(1),
            Event::Text(text) if self.in_front_matter => self.front_matter.push_str(&text),
            _ if self.muted > 0 => {}
            Event::Text(text) | Event::Code(text) => self.block.push_str(&text),
            Event::SoftBreak => self.block.push(' '),
            Event::HardBreak => self.block.push('\n'),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.block.push('\n'),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(span) = self.end_block() {
                    self.title.get_or_insert_with(|| span.of(&self.text).to_owned());
                    self.headings.push(span);
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item)
            | Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Item | Tag::BlockQuote(_),
            )
            | Event::Rule => {
                self.end_block();
            }
            _ => {}
        }
    }

    /// Ends a block: it goes to the text, after a blank line.
    fn end_block(&mut self) -> Option<Span> {
        let block = self.block.trim();
        if block.is_empty() {
            self.block.clear();
            return None;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(block);
        self.block.clear();
        Some(Span::new(start, self.text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::read as read_any;
    use super::*;
    use crate::text::ZoneKind;

    #[test]
    fn prose_stays_and_the_rest_goes() {
        let source = "---\ntitle: \"Mayor opens bridge\"\ndate: 2026-03-05\npublisher: Öresk Courier\n---\n\n\
            # Mayor opens bridge\n\nThe mayor of *Malmberg* opened\nthe [bridge](https://example.org) &amp; left.\n\n\
            ```\nlet code = 1;\n```\n\n![a picture](b.jpg)\n\n- One item here.\n- Two items here.\n\n\
            | a | b |\n|---|---|\n| 1 | 2 |\n\n<div>raw</div>\n";
        let outcome = read_any("a.md", source.as_bytes(), &ReadConfig::default());
        let document = &outcome.documents[0];
        assert_eq!(
            document.text,
            "Mayor opens bridge\n\nThe mayor of Malmberg opened the bridge & left.\n\nOne item here.\n\nTwo items here."
        );
        assert_eq!(document.title.as_deref(), Some("Mayor opens bridge"));
        assert_eq!(document.publisher.as_deref(), Some("Öresk Courier"));
        assert_eq!(
            document.date.map(|date| date.to_string()).as_deref(),
            Some("2026-03-05")
        );
        assert_eq!(document.zones[0].kind, ZoneKind::Headline);
        assert_eq!(document.zones.len(), 4);
    }
}
