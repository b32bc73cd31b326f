//! From files to documents: formats, encodings, layout, and that no text does harm.

use proptest::prelude::*;
use relata::text::read::{FORMATS, Format, Languages, Outcome, ReadConfig, read};
use relata::text::{Document, ZoneKind};

fn only(outcome: Outcome) -> Document {
    assert_eq!(outcome.documents.len(), 1, "{:?}", outcome.diagnostics);
    outcome.documents.into_iter().next().unwrap_or_default()
}

fn check_zones(document: &Document) {
    let mut end = 0;
    for zone in &document.zones {
        assert!(
            zone.span.start >= end && zone.span.start < zone.span.end,
            "{:?}",
            document.zones
        );
        let words = &document.text[zone.span.range()];
        assert_eq!(words, words.trim(), "zones have no blanks at their ends");
        assert!(
            document.text[end..zone.span.start].trim().is_empty(),
            "what lies between is white space"
        );
        end = zone.span.end;
    }
    assert!(
        document.text[end..].trim().is_empty(),
        "nothing is lost after the last zone"
    );
}

#[test]
fn names_tell_formats() {
    for (name, expected) in [
        ("a.txt", Some("text")),
        ("dir.html/a", None),
        ("A.HTM", Some("html")),
        ("x.y.ndjson", Some("jsonl")),
        ("a.json", Some("json")),
        ("a.markdown", Some("markdown")),
        ("a.pdf", None),
        ("txt", None),
    ] {
        assert_eq!(
            Format::of_name(name).map(|format| format.name),
            expected,
            "{name}"
        );
    }
    for format in &FORMATS {
        assert_eq!(
            Format::named(format.name).map(|found| found.name),
            Some(format.name)
        );
    }
}

#[test]
fn the_same_story_is_the_same_in_every_format() {
    let first =
        "Mayor Alma Sorrel closed the old bridge of Sund on Monday, after cracks had been found in it.";
    let second = "The city’s engineers will look at every beam, she said, and they need until May.";
    let config = ReadConfig::default();
    let pages = [
        ("a.txt", format!("{first}\n\n{second}\n")),
        ("a.md", format!("{first}\n\n{second}\n")),
        (
            "a.html",
            format!(
                "<!doctype html><meta charset=utf-8><body><nav><a href=/>Home</a></nav><article><p>{first}</p><p>{second}</p></article>"
            ),
        ),
        ("a.json", format!("{{\"text\": \"{first}\\n\\n{second}\"}}")),
        (
            "a.jsonl",
            format!("{{\"id\": \"a\", \"text\": \"{first}\\n\\n{second}\"}}"),
        ),
        ("unknown", format!("{first}\n\n{second}")),
    ];
    for (name, source) in &pages {
        let document = only(read(name, source.as_bytes(), &config));
        let paragraphs: Vec<&str> = document
            .zones
            .iter()
            .map(|zone| zone.span.of(&document.text))
            .collect();
        assert_eq!(paragraphs, [first, second], "{name}");
        assert_eq!(document.language.as_deref(), Some("en"), "{name}");
        check_zones(&document);
    }
}

#[test]
fn the_title_is_no_part_of_the_text_unless_it_stands_there() {
    let config = ReadConfig::default();
    let apart = "{\"title\": \"Bridge closed in Sund\", \"text\": \"Mayor Alma Sorrel closed the old bridge on Monday.\"}";
    let document = only(read("a.json", apart.as_bytes(), &config));
    assert_eq!(
        document.text,
        "Mayor Alma Sorrel closed the old bridge on Monday."
    );
    assert_eq!(document.title.as_deref(), Some("Bridge closed in Sund"));
    let within = "{\"title\": \"Bridge closed in Sund.\", \"text\": \"Bridge closed in Sund.\\n\\nMayor Alma Sorrel closed the old bridge on Monday.\"}";
    let document = only(read("a.json", within.as_bytes(), &config));
    assert_eq!(document.zones[0].kind, ZoneKind::Headline);
}

#[test]
fn a_wire_story_gives_its_facts() {
    let source = "HARBOUR AUTHORITY BUYS FERRIES\n\nBy Ottilie Brask\n\nLUNDE, Nordal, March 5 (Fjordwire) - The harbour authority bought two ferries on Tuesday.\n\n\
        It needs them until the bridge is open again.\n\n(Reporting by Ottilie Brask; editing by Keld Marsh)\n";
    let config = ReadConfig {
        date: Some("2026-04-01".parse().expect("a date")),
        ..ReadConfig::default()
    };
    let document = only(read("wire.txt", source.as_bytes(), &config));
    let kinds: Vec<ZoneKind> = document.zones.iter().map(|zone| zone.kind).collect();
    use ZoneKind::{Byline, Dateline, Headline, Paragraph};
    assert_eq!(kinds, [Headline, Byline, Dateline, Paragraph, Paragraph, Byline]);
    assert_eq!(document.publisher.as_deref(), Some("Fjordwire"));
    assert_eq!(
        document.date.map(|date| date.to_string()).as_deref(),
        Some("2026-03-05")
    );
    assert_eq!(document.title.as_deref(), Some("HARBOUR AUTHORITY BUYS FERRIES"));
    check_zones(&document);
}

#[test]
fn any_language_is_taken_where_asked_for() {
    let french = "Le maire a inauguré vendredi le nouveau pont sur le fleuve, devant une foule venue de toute la région pour le voir.";
    let outcome = read("a.txt", french.as_bytes(), &ReadConfig::default());
    assert!(outcome.documents.is_empty() && outcome.diagnostics[0].to_string().contains("French"));
    let any = ReadConfig {
        language: Languages::Any,
        ..ReadConfig::default()
    };
    assert_eq!(
        only(read("a.txt", french.as_bytes(), &any)).language.as_deref(),
        Some("fr")
    );
}

#[test]
fn no_odd_character_reaches_the_text() {
    let source = "\u{feff}\u{1b}[1mHARBOUR\u{1b}[0m NEWS\r\n\r\nRosa\u{1} Quell\u{a0}visited Kessing\u{200b}\u{fffd} on\tSunday, said he.\u{7}\n";
    for (name, bytes) in [
        ("a.txt", source.as_bytes().to_vec()),
        (
            "a.jsonl",
            serde_json::json!({"text": source}).to_string().into_bytes(),
        ),
    ] {
        let document = only(read(name, &bytes, &ReadConfig::default()));
        assert_eq!(
            document.text, "HARBOUR NEWS\n\nRosa Quell visited Kessing on Sunday, said he.\n",
            "{name}"
        );
    }
}

proptest! {
    #[test]
    fn any_bytes_are_safe(bytes in prop::collection::vec(any::<u8>(), 0..400), format in 0..FORMATS.len()) {
        let name = format!("x.{}", FORMATS[format].extensions[0]);
        for document in read(&name, &bytes, &ReadConfig::default()).documents {
            check_zones(&document);
            let odd = document.text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{fffd}' || c == '\u{feff}');
            prop_assert!(!odd, "an odd character");
        }
    }

    #[test]
    fn any_text_is_safe(text in "(\\PC|[\\n\\t \\-—:().,A-Zb<>/{}\"]){0,200}", format in 0..FORMATS.len()) {
        let name = format!("x.{}", FORMATS[format].extensions[0]);
        let config = ReadConfig { language: Languages::Any, ..ReadConfig::default() };
        for document in read(&name, text.as_bytes(), &config).documents {
            check_zones(&document);
        }
    }

    #[test]
    fn any_html_is_safe(parts in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<div class=ad>", "</div>", "<table><tr><td>", "<script>", "</script>", "<!--", "-->", "<a href=x>", "</a>",
        "<h1>", "<br>", "&nbsp;", "&#x0;", "&lt", "Keld Marsh visited Sund on Monday.", "<article>", "</article>", "<svg><p>", "<style>", "\u{0}", "<",
    ]), 0..40)) {
        for document in read("x.html", parts.concat().as_bytes(), &ReadConfig::default()).documents {
            check_zones(&document);
        }
    }
}
