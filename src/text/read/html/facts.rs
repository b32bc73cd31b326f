//! What a page tells about its article: title, publisher, date, language, address.
//!
//! JSON-LD first, since it speaks of the article; then `meta`, which may speak of the site; then
//! what is seen.

use std::borrow::Cow;

use dom_query::Document as Page;
use jiff::civil::Date;
use serde_json::Value;

use super::super::clean;
use super::super::dates::parse_date;

/// Facts about a page's article.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    /// The text, where the metadata carry it.
    pub(super) body: Option<String>,
}

/// Gathers the facts of a page as it came, before anything is removed.
pub(super) fn gather(page: &Page) -> Facts {
    let article = json_ld(page);
    let linked = |keys: &[&str]| article.as_ref().and_then(|article| word(article, keys));
    let publisher = linked(&["publisher"]).or_else(|| {
        meta(
            page,
            &[
                "og:site_name",
                "publisher",
                "dc.publisher",
                "dcterms.publisher",
                "application-name",
            ],
        )
    });
    let (title, site) = title(page, linked(&["headline", "name"]), publisher.as_deref());
    let date = linked(&["datePublished", "dateCreated"])
        .and_then(|date| parse_date(&date))
        .or_else(|| meta_date(page))
        .or_else(|| time_element(page));
    Facts {
        title,
        publisher: publisher.or(site),
        date,
        language: attribute(page, "html[lang]", "lang")
            .or_else(|| linked(&["inLanguage"]))
            .or_else(|| meta(page, &["content-language", "og:locale", "dc.language"])),
        url: attribute(page, "link[rel=canonical]", "href")
            .or_else(|| meta(page, &["og:url"]))
            .or_else(|| linked(&["url", "mainEntityOfPage"]))
            .filter(|url| url.starts_with("http")),
        body: linked(&["articleBody"]),
    }
}

/// The title without the name of the site, and that name if the title tells it.
fn title(page: &Page, linked: Option<String>, publisher: Option<&str>) -> (Option<String>, Option<String>) {
    let headings = page.select("h1");
    let heading = match headings.nodes() {
        [one] => some_line(&one.text()),
        _ => None,
    };
    let whole = some_line(&page.select_single("title").text());
    let mut site = None;
    let short = whole.map(|whole| {
        let parts = [" | ", " – ", " — ", " - ", " :: ", " » "]
            .iter()
            .find_map(|mark| whole.rsplit_once(mark));
        match parts {
            Some((before, after)) if after.split_whitespace().count() <= 5 => {
                let is_title = heading.as_deref() == Some(before) || publisher == Some(after);
                if is_title || whole.contains(" | ") {
                    site = some_line(after);
                    before.to_owned()
                } else {
                    whole
                }
            }
            _ => whole,
        }
    });
    let without_site = |title: String| {
        let name = publisher.or(site.as_deref()).unwrap_or_default();
        let bare = title.strip_suffix(name).map(str::trim_end);
        match bare.and_then(|bare| bare.strip_suffix(['|', '–', '—', '-'])) {
            Some(bare) if !name.is_empty() => bare.trim_end().to_owned(),
            _ => title,
        }
    };
    let title = linked
        .or_else(|| meta(page, &["og:title", "twitter:title", "dc.title", "headline"]))
        .or_else(|| heading.clone())
        .or(short)
        .map(without_site);
    (title, site)
}

fn meta_date(page: &Page) -> Option<Date> {
    const KEYS: [&str; 14] = [
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "og:article:published_time",
    ];
    KEYS.iter().find_map(|key| parse_date(&meta(page, &[key])?))
}

/// The first `time` element that gives a date, one marked as that of publication before others.
fn time_element(page: &Page) -> Option<Date> {
    [
        "time[itemprop=datePublished]",
        "[itemprop=datePublished]",
        "time[pubdate]",
        "article time",
        "time",
    ]
    .iter()
    .find_map(|selector| {
        page.select(selector).nodes().iter().find_map(|node| {
            let value = node.attr("datetime").or_else(|| node.attr("content"));
            value
                .and_then(|value| parse_date(&value))
                .or_else(|| parse_date(&node.text()))
        })
    })
}

/// The content of the first `meta` element that bears one of the names, in their order.
fn meta(page: &Page, names: &[&str]) -> Option<String> {
    let elements = page.select("meta[content]");
    names.iter().find_map(|name| {
        elements.nodes().iter().find_map(|node| {
            let named = ["property", "name", "itemprop", "http-equiv"].iter().any(|key| {
                node.attr(key)
                    .is_some_and(|value| value.trim().eq_ignore_ascii_case(name))
            });
            if named {
                some_line(&node.attr("content")?)
            } else {
                None
            }
        })
    })
}

fn attribute(page: &Page, selector: &str, name: &str) -> Option<String> {
    some_line(&page.select_single(selector).attr(name)?)
}

fn some_line(text: &str) -> Option<String> {
    let line = clean::line(text);
    (!line.is_empty()).then_some(line)
}

/// The object in the page's JSON-LD that describes an article.
fn json_ld(page: &Page) -> Option<Value> {
    page.select("script[type=\"application/ld+json\"]")
        .nodes()
        .iter()
        .find_map(|node| {
            let value: Value = serde_json::from_str(node.text().trim()).ok()?;
            article_in(value, 0)
        })
}

fn article_in(value: Value, depth: usize) -> Option<Value> {
    if depth > 4 {
        return None;
    }
    match value {
        Value::Array(values) => values.into_iter().find_map(|value| article_in(value, depth + 1)),
        Value::Object(ref fields) if fields.get("@type").is_some_and(is_article) => Some(value),
        Value::Object(mut fields) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|key| article_in(fields.remove(*key)?, depth + 1)),
        _ => None,
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report",
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// The first of `keys` that holds words: a string, or an object or array with a name or an address.
fn word(object: &Value, keys: &[&str]) -> Option<String> {
    fn of(value: &Value) -> Option<String> {
        match value {
            Value::String(text) => {
                let text = plain(text);
                if text.contains('\n') {
                    Some(clean::text(&text))
                } else {
                    some_line(&text)
                }
            }
            Value::Array(values) => values.iter().find_map(of),
            Value::Object(fields) => ["name", "@id", "url"]
                .iter()
                .find_map(|key| fields.get(*key).and_then(of)),
            _ => None,
        }
    }
    keys.iter().find_map(|key| object.get(*key).and_then(of))
}

/// Text of JSON-LD without the mark-up and the entities that some sites put into it.
fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('&') || text.contains("</") {
        Cow::Owned(Page::fragment(text).root().text().to_string())
    } else {
        Cow::Borrowed(text)
    }
}
