use super::*;

/// Zones as letters with the first words of each: `H` headline, `B` byline, `D` dateline, `P` paragraph.
fn zones(text: &str) -> Vec<String> {
    let mut document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    assign(&mut document, &[], None);
    shown(&document)
}

fn shown(document: &Document) -> Vec<String> {
    document
        .zones
        .iter()
        .map(|zone| {
            let letter = match zone.kind {
                ZoneKind::Headline => 'H',
                ZoneKind::Byline => 'B',
                ZoneKind::Dateline => 'D',
                ZoneKind::Paragraph => 'P',
            };
            let words: Vec<&str> = zone.span.of(&document.text).split_whitespace().collect();
            if words.len() > 4 && letter == 'P' {
                format!("{letter} {} … {}", words[0], words[words.len() - 1])
            } else {
                format!("{letter} {}", words.join(" "))
            }
        })
        .collect()
}

const BODY: &str = "The mayor of Malmberg opened the new bridge over the river on Friday.";

#[test]
fn an_ordinary_short_sentence_is_a_paragraph() {
    for text in [
        "Interior Minister Tamsin Orveld visited Kessing on Monday. Orveld met Governor Ruan Deppel there.\n",
        "Keld Marsh visited Sund on Monday. Corvane bought Merrow Lines.",
        "Interior Minister Tamsin Orveld visited Kessing on Monday.\nOrveld met Governor Ruan Deppel there.\n",
        "By Friday the army had left the town.\nIt came back on Sunday with more men.",
        "Corvane bought Merrow Lines",
        "“It is done,” he said.\n\nThe crowd cheered and went home.",
        "On March 5, 2026 Corvane bought Merrow Lines.\n\nThe crowd cheered and went home.",
        "US - China trade talks went on in Lunde.\n\nThe crowd cheered and went home.",
        "Lunde - the largest port of Nordal - was closed on Monday.",
        "Nordal – with Governor Ruan Deppel – was there.",
    ] {
        for zone in zones(text) {
            assert!(zone.starts_with('P'), "{text:?}: {zone}");
        }
    }
}

#[test]
fn headlines_and_bylines_come_before_the_body() {
    let table: [(&str, &[&str]); 9] = [
        (
            "MINISTER ORVELD VISITS TALLOW BAY\n\nMrs Orveld visited Tallow Bay on Wednesday.",
            &["H MINISTER ORVELD VISITS TALLOW BAY", "P Mrs … Wednesday."],
        ),
        (
            "Corvane buys Merrow Lines after dispute\nFjordwire, 2016-06-17\nCorvane bought Merrow Lines on Tuesday.",
            &[
                "H Corvane buys Merrow Lines after dispute",
                "B Fjordwire, 2016-06-17",
                "P Corvane … Tuesday.",
            ],
        ),
        (
            "Mayor opens bridge\nBy Ottilie Brask\nMarch 5, 2026\n\nMayor Lindqvist opened the Öresk bridge on Friday.",
            &[
                "H Mayor opens bridge",
                "B By Ottilie Brask",
                "B March 5, 2026",
                "P Mayor … Friday.",
            ],
        ),
        (
            "Why was the bridge closed?\n\nThe mayor closed the Öresk bridge on Friday.",
            &["H Why was the bridge closed?", "P The … Friday."],
        ),
        (
            "The mayor closed the Öresk bridge on Friday.\n\nWhat comes next\n\nIt will be open again in May, he said.",
            &["P The … Friday.", "H What comes next", "P It … said."],
        ),
        (
            "The mayor closed the Öresk bridge on Friday.\n\n(Reporting by Ottilie Brask in Lunde; editing by Keld Marsh.)",
            &[
                "P The … Friday.",
                "B (Reporting by Ottilie Brask in Lunde; editing by Keld Marsh.)",
            ],
        ),
        (
            "The mayor closed these on Friday:\n\nOld bridge\nNew bridge\nFerry\n\nThey will be open again in May.",
            &[
                "P The … Friday:",
                "P Old bridge",
                "P New bridge",
                "P Ferry",
                "P They … May.",
            ],
        ),
        (
            "Photo: Snapp Agency\n\nThe mayor closed the Öresk bridge on Friday.\n\n© 2026 Fjordwire",
            &["B Photo: Snapp Agency", "P The … Friday.", "B © 2026 Fjordwire"],
        ),
        ("CORVANE BUYS MERROW LINES", &["P CORVANE BUYS MERROW LINES"]),
    ];
    for (text, expected) in table {
        assert_eq!(zones(text), expected, "{text}");
    }
}

#[test]
fn datelines_are_parted_from_their_paragraph() {
    for line in [
        "ERBIL, Kurdistan Region of Iraq -",
        "LUNDE, Nordal, March 5 (Fjordwire) -",
        "BAGHDAD (AP) —",
        "PARIS, Jan 22 —",
        "WASHINGTON —",
        "GAZA CITY/JERUSALEM, Oct 8 (Reuters) -",
        "ST. LOUIS (AP) —",
        "AL-HOL, Syria –",
        "UNITED NATIONS --",
        "Lunde, 5 March (Fjordwire) –",
        "Lunde (Fjordwire) -",
        "Lunde, Nordal, March 5, 2026 -",
        "SEOUL, South Korea, March 5, 2026 /PRNewswire/ --",
        "(Fjordwire) -",
        "March 5 (Fjordwire) -",
        "NEW DELHI:",
        "PORT-AU-PRINCE, Haiti —",
    ] {
        let found = zones(&format!("{line} {BODY}"));
        assert_eq!(
            found,
            [format!("D {line}"), "P The … Friday.".to_owned()],
            "{line}"
        );
    }
    assert_eq!(zones(&format!("PARIS—{BODY}"))[0], "D PARIS—");
}

#[test]
fn the_text_tells_about_its_document() {
    let text = format!("Bridge opens\nBy Ottilie Brask\n\nLUNDE, Nordal, March 5 (Fjordwire) - {BODY}");
    let mut document = Document {
        text,
        ..Document::default()
    };
    assign(&mut document, &[], Date::new(2026, 4, 1).ok());
    assert_eq!(document.title.as_deref(), Some("Bridge opens"));
    assert_eq!(document.publisher.as_deref(), Some("Fjordwire"));
    assert_eq!(document.date, Date::new(2026, 3, 5).ok());

    let text = format!("Bridge opens\nDeutsche Kreisel, 2016-06-17\n{BODY}");
    let mut document = Document {
        text,
        ..Document::default()
    };
    assign(&mut document, &[], None);
    assert_eq!(document.publisher.as_deref(), Some("Deutsche Kreisel"));
    assert_eq!(document.date, Date::new(2016, 6, 17).ok());
}

#[test]
fn lines_broken_for_width_are_one_paragraph() {
    let text = "Bridge opens in Malmberg\n\n\
        The mayor of Malmberg opened the new bridge over the river on Friday. It\n\
        is longer than all others in the country, and cost more than was planned\n\
        when work began. Keld Marsh, who built it, was not there.\n\
        \n\
        Governor Ruan Deppel was. He said that Nordal needed bridges more than\n\
        it needed ferries.\n";
    assert_eq!(
        zones(text),
        [
            "H Bridge opens in Malmberg",
            "P The … there.",
            "P Governor … ferries."
        ]
    );
}

#[test]
fn very_long_paragraphs_come_in_parts() {
    let sentence = "Crew 17 left the harbour of Lunde. ";
    let text = sentence.repeat(2000);
    let mut document = Document {
        text,
        ..Document::default()
    };
    assign(&mut document, &[], None);
    assert!(document.zones.len() > 3);
    for zone in &document.zones {
        let words = zone.span.of(&document.text);
        assert!(words.starts_with("Crew") && words.ends_with("Lunde."));
    }
    let mut document = Document {
        text: "x".repeat(100_000),
        ..Document::default()
    };
    assign(&mut document, &[], None);
    assert_eq!(
        document.zones.iter().map(|zone| zone.span.len()).sum::<usize>(),
        100_000
    );
}
