//! Web pages: the article and its facts; menus, notices, teasers, scripts and captions left out.
//!
//! First everything that is marked as something else goes ([`boilerplate`]), then the article is
//! looked for: by its own mark-up, and by readability. Both are compared, since readability was
//! made for long articles and loses parts of short ones.

mod blocks;
mod boilerplate;
mod facts;
mod flat;

use dom_query::{Document as Page, NodeRef};
use dom_smoothie::{Config, Readability};

use super::{Draft, Outcome, ReadConfig, finish};
use blocks::Blocks;

/// Whether text without a known extension is a page.
pub(super) fn looks_like(text: &str) -> bool {
    let head = text[..text.floor_char_boundary(1024)]
        .trim_start()
        .to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with('<')
            && ["<head", "<body", "<article", "<p>"]
                .iter()
                .any(|tag| head.contains(tag)))
}

/// Reads a page.
pub(super) fn read(name: &str, text: String, config: &ReadConfig) -> Outcome {
    let (facts, mut article) = if flat::is_abyss(&text) {
        (facts::Facts::default(), flat::read(&text))
    } else {
        let page = Page::from(text);
        let facts = facts::gather(&page);
        boilerplate::remove(&page);
        (facts, main_text(page))
    };
    // Pages that are drawn by a script carry their text in their metadata only.
    if let Some(body) = facts
        .body
        .filter(|body| body.len() > 2 * article.text.len().max(100))
    {
        article = Blocks::of_text(&body);
    }
    let draft = Draft {
        id: name.to_owned(),
        url: facts.url,
        title: facts.title,
        publisher: facts.publisher,
        date: facts.date,
        language: facts.language,
        text: article.text,
        headings: article.headings,
    };
    finish(draft, name, config)
}

/// Pages with more elements, or deeper ones, are read without readability, whose time and stack
/// grow with them.
const MOST_ELEMENTS: usize = 50_000;
const DEEPEST: usize = 300;

/// The main text of a page without boilerplate.
fn main_text(page: Page) -> Blocks {
    let whole = page.body().map(|body| Blocks::of(&body)).unwrap_or_default();
    let marked = marked_article(&page).map(|node| Blocks::of(&node));
    if !is_manageable(&page) {
        return marked.unwrap_or(whole);
    }
    let settings = Config {
        char_threshold: 200,
        disable_json_ld: true,
        ..Config::default()
    };
    let readable = Readability::with_document(page, None, Some(settings))
        .and_then(|mut readability| readability.parse())
        .map(|article| Blocks::of(&Page::fragment(article.content).root()))
        .unwrap_or_default();
    choose(whole, marked, readable)
}

/// Of what the page marks as its article, what readability takes for it, and all there is, the
/// one to trust.
fn choose(whole: Blocks, marked: Option<Blocks>, readable: Blocks) -> Blocks {
    if let Some(marked) = marked.filter(|marked| marked.prose > 0) {
        // Readability within the marked article has dropped junk; far less than it means that it
        // has dropped paragraphs, or taken something else for the article.
        return if readable.prose * 10 >= marked.prose * 8 && readable.prose <= marked.prose {
            readable
        } else {
            marked
        };
    }
    // On a short page readability may hold on to one paragraph of several.
    if readable.prose * 2 >= whole.prose || readable.prose > 1500 {
        readable
    } else {
        whole
    }
}

/// The one element that the page marks as its article.
fn marked_article(page: &Page) -> Option<NodeRef<'_>> {
    ["[itemprop~=\"articleBody\"]", "article", "main", "[role=main]"]
        .iter()
        .find_map(|selector| {
            let found = page.select(selector);
            let nodes = found.nodes();
            // Of nested ones the outermost counts; of several, none does: a page of teasers.
            let outer: Vec<&NodeRef> = nodes
                .iter()
                .filter(|node| {
                    !node
                        .ancestors(None)
                        .iter()
                        .any(|above| nodes.iter().any(|n| n.id == above.id))
                })
                .collect();
            match outer.as_slice() {
                [one] => Some(**one),
                [] => None,
                several => longest(several),
            }
        })
}

/// The node that holds nearly all the prose of `nodes`.
fn longest<'a>(nodes: &[&NodeRef<'a>]) -> Option<NodeRef<'a>> {
    let lengths: Vec<usize> = nodes.iter().map(|node| Blocks::of(node).prose).collect();
    let total: usize = lengths.iter().sum();
    let best = (0..nodes.len()).max_by_key(|&index| lengths[index])?;
    (lengths[best] * 10 >= total * 6).then(|| *nodes[best])
}

fn is_manageable(page: &Page) -> bool {
    let mut elements = 0;
    let mut depth = 0_usize;
    let mut next = page.root().first_child();
    while let Some(node) = next {
        elements += 1;
        if depth > DEEPEST || elements > MOST_ELEMENTS {
            return false;
        }
        next = if let Some(child) = node.first_child() {
            depth += 1;
            Some(child)
        } else {
            blocks::after(node, &mut |_| depth = depth.saturating_sub(1))
        };
    }
    true
}

#[cfg(test)]
mod tests;
