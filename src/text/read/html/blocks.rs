//! From a tree of elements to paragraphs and headings.

use dom_query::NodeRef;

use crate::text::Span;

/// Text of a part of a page: blocks with a blank line between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    pub(super) text: String,
    /// Which blocks are headings.
    pub(super) headings: Vec<Span>,
    /// Bytes in blocks that are sentences rather than labels; what candidates are compared by.
    pub(super) prose: usize,
}

/// Elements that stand in a line of text; all others begin a block.
const INLINE: [&str; 32] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var",
];

/// Elements whose content is no text of the page.
const SILENT: [&str; 8] = [
    "script", "style", "template", "noscript", "head", "title", "textarea", "select",
];

/// Words with which a paragraph leads away from the article.
const LEADING_AWAY: [&str; 16] = [
    "read more",
    "read also",
    "also read",
    "related:",
    "see also",
    "watch:",
    "more on",
    "more from",
    "click here",
    "sign up",
    "subscribe",
    "follow us",
    "share this",
    "advertisement",
    "skip to",
    "recommended",
];

impl Blocks {
    /// The blocks of a node and all below it. The walk needs no stack: pages nest as deep as they like.
    pub(super) fn of(root: &NodeRef) -> Self {
        let mut blocks = Blocks::default();
        let mut open = Open::default();
        let mut next = root.first_child();
        while let Some(node) = next {
            let name = node.node_name();
            let name = name.as_deref().unwrap_or_default();
            let silent = SILENT.contains(&name);
            if node.is_text() {
                open.push(&node.text(), in_link(&node, root));
            } else if name == "br" {
                open.text.push('\n');
            } else if node.is_element() && !INLINE.contains(&name) {
                blocks.end(&mut open);
                open.heading = is_heading(name);
            }
            let child = if silent { None } else { node.first_child() };
            next = child.or_else(|| {
                after_within(node, root, &mut |left| {
                    let name = left.node_name();
                    if left.is_element() && !INLINE.contains(&name.as_deref().unwrap_or_default()) {
                        blocks.end(&mut open);
                    }
                })
            });
        }
        blocks.end(&mut open);
        blocks
    }

    /// Blocks of a plain text; every line is one.
    pub(super) fn of_text(text: &str) -> Self {
        let mut blocks = Blocks::default();
        for line in text.lines() {
            let mut open = Open::default();
            open.push(line, false);
            blocks.end(&mut open);
        }
        blocks
    }

    fn end(&mut self, open: &mut Open) {
        let open = std::mem::take(open);
        let lines: Vec<String> = open.text.split('\n').map(fold).collect();
        // Two breaks in a row part paragraphs; one parts lines, as in a byline.
        for block in lines.split(String::is_empty).filter(|block| !block.is_empty()) {
            let block = block.join("\n");
            if leads_away(&block, open.linked * 10 >= open.text.trim().len() * 6) {
                continue;
            }
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let start = self.text.len();
            self.text.push_str(&block);
            if open.heading {
                self.headings.push(Span::new(start, self.text.len()));
            } else if block.len() > 40 {
                self.prose += block.len();
            }
        }
    }
}

/// The block that is being filled.
#[derive(Default)]
struct Open {
    text: String,
    /// Bytes of it that stand in links.
    linked: usize,
    heading: bool,
}

impl Open {
    fn push(&mut self, text: &str, in_link: bool) {
        // Line ends of the source are blanks; `\n` is left for breaks.
        self.text
            .extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
        if in_link {
            self.linked += text.trim().len();
        }
    }
}

/// The node after `node` that is not below it; `leave` sees each node that is left on the way.
pub(super) fn after<'a>(node: NodeRef<'a>, leave: &mut dyn FnMut(&NodeRef<'a>)) -> Option<NodeRef<'a>> {
    let mut node = node;
    loop {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent()?;
        leave(&node);
    }
}

/// The same, but not beyond `root`.
fn after_within<'a>(
    node: NodeRef<'a>,
    root: &NodeRef,
    leave: &mut dyn FnMut(&NodeRef<'a>),
) -> Option<NodeRef<'a>> {
    let mut node = node;
    loop {
        leave(&node);
        if node.id == root.id {
            return None;
        }
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent()?;
        if node.id == root.id {
            return None;
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether a text node stands in a link, at most some elements below it.
fn in_link(node: &NodeRef, root: &NodeRef) -> bool {
    let mut above = node.parent();
    for _ in 0..6 {
        match above {
            Some(element) if element.id != root.id => {
                if element.has_name("a") {
                    return true;
                }
                above = element.parent();
            }
            _ => return false,
        }
    }
    false
}

/// Blanks at the ends dropped, those in a row made one.
fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Whether a block belongs to the page and not to the article: a link to elsewhere, or nothing
/// but marks.
fn leads_away(block: &str, mostly_links: bool) -> bool {
    if !block.contains(char::is_alphanumeric) {
        return true;
    }
    let lower = block[..block.floor_char_boundary(40)].to_lowercase();
    let called = LEADING_AWAY.iter().any(|words| lower.starts_with(words));
    let sentence = block.ends_with(['.', '!', '?', '"', '”', '’', ')']);
    (called && (mostly_links || !sentence || block.len() < 60)) || (mostly_links && !sentence)
}
