//! What on a page is marked as something else than its article.

use dom_query::{Document as Page, NodeRef};

/// Elements that never hold the words of an article.
const NEVER: &str = "script, style, noscript, template, iframe, object, embed, canvas, svg, nav, aside, dialog, form, \
    button, input, select, textarea, menu, audio, video, map, figcaption, footer, [hidden], [aria-hidden=\"true\"], \
    [role=\"navigation\"], [role=\"banner\"], [role=\"contentinfo\"], [role=\"complementary\"], [role=\"search\"], \
    [role=\"dialog\"], [role=\"alertdialog\"], [role=\"menu\"], [role=\"menubar\"], [role=\"toolbar\"], [role=\"tablist\"]";

/// Words of `class` and `id` that mark something else.
const WORDS: [&str; 59] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "adverts",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "caption",
    "captions",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "disclaimer",
    "disqus",
    "footer",
    "gdpr",
    "hidden",
    "jobs",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "popular",
    "popup",
    "promo",
    "promotion",
    "recirc",
    "recommendations",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
];

/// The same of two words.
const PAIRS: [(&str, &str); 9] = [
    ("most", "read"),
    ("most", "viewed"),
    ("read", "more"),
    ("read", "next"),
    ("more", "stories"),
    ("see", "also"),
    ("sr", "only"),
    ("visually", "hidden"),
    ("also", "read"),
];

/// Removes what is marked as something else.
pub(super) fn remove(page: &Page) {
    page.select(NEVER).remove();
    // The header of the site, not that of the article.
    remove_if(page, "header", |node| !is_within(node, &["article", "main"]));
    remove_if(page, "figure", |node| {
        node.descendants()
            .iter()
            .all(|below| !below.has_name("blockquote"))
    });
    remove_if(page, "[style]", |node| {
        let style = node.attr_or("style", "").to_ascii_lowercase().replace(' ', "");
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    let total = prose(&page.root());
    remove_if(page, "[class], [id]", |node| {
        is_called_otherwise(node)
            && !["html", "body", "main", "article"]
                .iter()
                .any(|name| node.has_name(name))
            && prose(node) * 2 <= total
    });
    remove_if(page, "ul, ol, dl", is_list_of_links);
    remove_if(page, "table", |node| !holds_prose(node));
}

fn remove_if(page: &Page, selector: &str, wrong: impl Fn(&NodeRef) -> bool) {
    for node in page.select(selector).nodes() {
        // One inside a removed one has no parent any more, or does no harm.
        if node.parent().is_some() && wrong(node) {
            node.remove_from_parent();
        }
    }
}

fn is_within(node: &NodeRef, names: &[&str]) -> bool {
    node.ancestors(None)
        .iter()
        .any(|above| names.iter().any(|name| above.has_name(name)))
}

/// Whether class or id mark something else: `related-links`, `cookieBanner`, `js-share`.
fn is_called_otherwise(node: &NodeRef) -> bool {
    ["class", "id"].iter().any(|attribute| {
        let value = node.attr_or(attribute, "");
        let words = words_of(&value);
        words.iter().any(|word| WORDS.contains(&word.as_str()))
            || words.windows(2).any(|pair| {
                PAIRS
                    .iter()
                    .any(|&(first, second)| pair[0] == first && pair[1] == second)
            })
    })
}

/// The words of an identifier, in lower case: `cookieBanner` has two.
fn words_of(identifier: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower_before = false;
    for character in identifier.chars() {
        let starts = character.is_uppercase() && lower_before;
        if (starts || !character.is_alphabetic()) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if character.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(character.to_lowercase());
        }
        lower_before = character.is_lowercase();
    }
    words
}

/// Bytes of text in paragraphs below a node, in all text where it has none.
fn prose(node: &NodeRef) -> usize {
    let paragraphs: usize = node
        .descendants_it()
        .filter(|below| below.has_name("p"))
        .map(|paragraph| paragraph.text().len())
        .sum();
    if paragraphs > 0 {
        paragraphs
    } else {
        node.text().trim().len()
    }
}

/// A list in which nearly all text is links: a menu or teasers.
fn is_list_of_links(node: &NodeRef) -> bool {
    let all = node.text().trim().len();
    let linked: usize = node
        .descendants_it()
        .filter(|below| below.has_name("a"))
        .map(|link| link.text().trim().len())
        .sum();
    linked * 10 >= all * 6
}

/// Whether a table is for layout, as old pages have it, and not for figures.
fn holds_prose(table: &NodeRef) -> bool {
    table
        .descendants_it()
        .any(|below| below.has_name("p") || (below.has_name("td") && below.text().len() > 200))
}
