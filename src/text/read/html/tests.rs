use super::super::{ReadConfig, read};
use crate::text::Document;

fn page(html: &str) -> Document {
    let outcome = read("page.html", html.as_bytes(), &ReadConfig::default());
    assert_eq!(outcome.documents.len(), 1, "{:?}", outcome.diagnostics);
    outcome.documents.into_iter().next().unwrap_or_default()
}

/// A page with all that surrounds news: `article` in the middle.
fn around(article: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en-GB><head><meta charset=utf-8><title>Bridge closed | Sund Gazette</title>
        <link rel=canonical href=\"https://sund.example/bridge\">
        <script>var a = 'Duke Ferro met Zara Plonk';</script></head><body>
        <header class=site><a href=/>Sund Gazette</a> News from Gantry for Duke Ferro</header>
        <nav><ul><li><a href=/>Home</a><li><a href=/s>Lord Mumble visits Gantry</a></ul></nav>
        <div id=cookieConsent><p>We and Trackwell Media store cookies on your device.</p><button>Accept</button></div>
        {article}
        <div class=\"related-stories\"><h3>Related</h3><p><a href=/1>Zara Plonk marries Duke Ferro in Gantry</a></p></div>
        <aside><h2>Most read</h2><p>Ten best lamps of Gantry.</p></aside>
        <section id=comments><p><b>grumpy77</b>: Zara Plonk was born in Kessing!!!</p></section>
        <footer>Copyright 2026 Trackwell Media.</footer></body></html>"
    )
}

const FOREIGN: [&str; 8] = [
    "Plonk",
    "Ferro",
    "Mumble",
    "Trackwell",
    "cookies",
    "lamps",
    "Home",
    "Accept",
];

const PARAGRAPHS: &str = "<p>Mayor Alma Sorrel closed the old bridge of Sund on Monday, after cracks had been found in it.</p>
    <p>The city's engineers will &#8220;look at every beam&#8221;,\n she said.&nbsp;They need until May&mdash;at least.</p>
    <h2>Ferries instead</h2>
    <p>Two <a href=/f>ferries of Merrow Lines</a> carry people across until then, the city's government said.</p>
    <ul><li>Cars must go by Kessing, said <em>Keld Marsh</em> of the police.</li></ul>";

const TEXT: &str = "Mayor Alma Sorrel closed the old bridge of Sund on Monday, after cracks had been found in it.\n\n\
    The city's engineers will “look at every beam”, she said. They need until May—at least.\n\n\
    Ferries instead\n\n\
    Two ferries of Merrow Lines carry people across until then, the city's government said.\n\n\
    Cars must go by Kessing, said Keld Marsh of the police.";

#[test]
fn the_article_stays_and_all_around_it_goes() {
    for (name, article) in [
        (
            "article",
            format!("<main><article><h1>Bridge closed</h1>{PARAGRAPHS}</article></main>"),
        ),
        ("main", format!("<main><h1>Bridge closed</h1>{PARAGRAPHS}</main>")),
        (
            "body of an article",
            format!("<div><h1>Bridge closed</h1><div itemprop=articleBody>{PARAGRAPHS}</div></div>"),
        ),
        (
            "plain div",
            format!("<div id=content><h1>Bridge closed</h1><div class=story>{PARAGRAPHS}</div></div>"),
        ),
        (
            "table layout",
            format!("<table><tr><td><h1>Bridge closed</h1>{PARAGRAPHS}</td></tr></table>"),
        ),
        (
            "with teasers as articles",
            format!(
                "<article><h1>Bridge closed</h1>{PARAGRAPHS}</article>
                <article class=teaser><a href=/2>Lord Mumble visits Gantry</a></article>"
            ),
        ),
    ] {
        let document = page(&around(&article));
        for word in FOREIGN {
            assert!(
                !document.text.contains(word),
                "{name}: {word} in {}",
                document.text
            );
        }
        let text = document
            .text
            .strip_prefix("Bridge closed\n\n")
            .unwrap_or(&document.text);
        assert_eq!(text, TEXT, "{name}");
        assert_eq!(document.title.as_deref(), Some("Bridge closed"), "{name}");
        assert_eq!(document.publisher.as_deref(), Some("Sund Gazette"), "{name}");
        assert_eq!(
            document.url.as_deref(),
            Some("https://sund.example/bridge"),
            "{name}"
        );
    }
}

#[test]
fn very_short_articles_are_read_whole() {
    let document = page(&around(
        "<main><article><h1>Bridge closed</h1><p class=byline>By Ottilie Brask</p><p>Alma Sorrel closed it.</p>
        <figure><img src=b.jpg><figcaption>Photo: Snapp Agency</figcaption></figure>
        <p>Keld Marsh left.</p></article></main>",
    ));
    assert_eq!(document.text, "Alma Sorrel closed it.\n\nKeld Marsh left.");
}

#[test]
fn metadata_name_the_facts() {
    let json_ld = "<script type=application/ld+json>{\"@context\": \"https://schema.org\", \"@graph\": [
        {\"@type\": \"WebSite\", \"name\": \"Site\"},
        {\"@type\": [\"NewsArticle\"], \"headline\": \"Bridge &amp; ferry\", \"datePublished\": \"2026-03-05T08:00:00+01:00\",
         \"publisher\": {\"@type\": \"Organization\", \"name\": \"Sund Gazette\"}}]}</script>";
    let meta = "<meta property=og:title content='Bridge & ferry - Sund Gazette'><meta property=og:site_name content='Sund Gazette'>
        <meta property=article:published_time content=2026-03-05T08:00:00Z>";
    let seen = "<title>Bridge & ferry - Sund Gazette</title>";
    for (name, head, body) in [
        ("json-ld", json_ld, ""),
        ("meta", meta, ""),
        (
            "seen",
            seen,
            "<h1>Bridge &amp; ferry</h1><p>Published on <time datetime=2026-03-05>Thursday</time></p>",
        ),
    ] {
        let document = page(&format!(
            "<html><head>{head}</head><body>{body}{PARAGRAPHS}</body></html>"
        ));
        assert_eq!(document.title.as_deref(), Some("Bridge & ferry"), "{name}");
        assert_eq!(document.publisher.as_deref(), Some("Sund Gazette"), "{name}");
        assert_eq!(
            document.date.map(|date| date.to_string()).as_deref(),
            Some("2026-03-05"),
            "{name}"
        );
    }
}

#[test]
fn broken_pages_are_read_as_far_as_they_go() {
    let document = page(
        "<html><body><p>Keld Marsh visited Sund on Monday.<p>He left<b> on <i>Tuesday</b>.</i><div><table><p>So did Alda Wren",
    );
    assert!(
        document.text.contains("Keld Marsh visited Sund on Monday."),
        "{}",
        document.text
    );
    assert!(document.text.contains("He left on Tuesday."), "{}", document.text);
}

#[test]
fn deep_pages_do_no_harm() {
    let deep = format!(
        "<html><body>{}<p>Keld Marsh visited Sund on Monday.</p>",
        "<div>".repeat(20_000)
    );
    assert!(page(&deep).text.contains("Keld Marsh"));
}

#[test]
fn wide_pages_do_no_harm() {
    let wide = format!(
        "<html><body>{}",
        "<p>Keld Marsh visited Sund on Monday.</p>".repeat(20_000)
    );
    assert!(page(&wide).text.len() > 600_000);
}
