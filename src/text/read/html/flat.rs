//! Pages nested so deep that a tree of them would take minutes: their tags are cut out, no more.

use super::blocks::Blocks;

/// Deeper than any page by people or programs that mean no harm; the parser's time grows with the
/// square of the depth.
const DEEPEST: usize = 2_000;

/// Elements that need no end tag and so tell nothing of depth.
const LOOSE: [&str; 22] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "br", "hr", "img", "meta", "link", "input", "source",
    "wbr", "area", "col", "base", "embed", "track", "param",
];

/// Whether elements nest too deep for a tree.
pub(super) fn is_abyss(html: &str) -> bool {
    let mut depth = 0_usize;
    for part in html.split('<').skip(1) {
        let (closes, name) = match part.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, part),
        };
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if name.is_empty() || LOOSE.contains(&name.as_str()) {
            continue;
        }
        depth = if closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// What stands between the tags, each a block; scripts and styles left out.
pub(super) fn read(html: &str) -> Blocks {
    let mut text = String::new();
    let mut silent: Option<&str> = None;
    for part in html.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let tag = tag.to_ascii_lowercase();
        match silent {
            Some(name)
                if tag
                    .strip_prefix('/')
                    .is_some_and(|closed| closed.starts_with(name)) =>
            {
                silent = None;
            }
            Some(_) => continue,
            None => silent = ["script", "style"].into_iter().find(|name| tag.starts_with(name)),
        }
        if silent.is_none() {
            text.push('\n');
            text.push_str(words);
        }
    }
    Blocks::of_text(&text)
}
