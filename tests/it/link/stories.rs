//! Whole way from text to entities, with the embedded weights and ontology: text, then the named
//! entities with their mentions, one a line.

use std::sync::LazyLock;

use relata::link::{LinkConfig, link};
use relata::nlp::Analyser;
use relata::ontology::Ontology;
use relata::text::read::{ReadConfig, read};
use relata::text::{Document, Span, Zone, ZoneKind};

static ANALYSER: LazyLock<Analyser> = LazyLock::new(Analyser::embedded);
static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(|| Ontology::embedded().expect("the embedded ontology"));

/// Named entities of a text as "label: mention | mention".
fn named(text: &str) -> Vec<String> {
    let document = read("story.txt", text.as_bytes(), &ReadConfig::default())
        .documents
        .remove(0);
    let analysis = ANALYSER.analyse(&document);
    let mentions = link(&document, &analysis, &ONTOLOGY, &LinkConfig::default());
    let mut lines = Vec::new();
    for (index, entity) in mentions
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.named)
    {
        let own = mentions.mentions.iter().filter(|mention| mention.entity == index);
        let words: Vec<&str> = own.map(|mention| mention.span.of(&document.text)).collect();
        lines.push(format!("{}: {}", entity.label, words.join(" | ")));
    }
    lines.sort();
    lines
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let mut expected: Vec<String> = expected.iter().map(|&line| line.to_owned()).collect();
    expected.sort();
    assert_eq!(named(text), expected, "{text}");
}

#[test]
fn one_person_has_many_names() {
    check(
        "Finance Minister Brita Sollen visited Oslo on Monday. Sollen met Governor Ode Farrin there.\n\n\
         Brita Sollen, the finance minister, visited Bergen on Tuesday. Ms Sollen's driver, Joss Hark, waited.\n",
        &[
            "Brita Sollen: Brita Sollen | Sollen | Brita Sollen | the finance minister | Sollen",
            "Oslo: Oslo",
            "Ode Farrin: Ode Farrin",
            "Bergen: Bergen",
            "Joss Hark: Ms Sollen's driver | Joss Hark",
        ],
    );
}

#[test]
fn people_of_one_surname_and_a_hospital_stay_apart() {
    check(
        "Lise Farrin is the chief executive of Heron Bank. She studied in Oslo. The bank bought Stoat Leasing.\n",
        &[
            "Lise Farrin: Lise Farrin | She",
            "Heron Bank: Heron Bank | The bank",
            "Oslo: Oslo",
            "Stoat Leasing: Stoat Leasing",
        ],
    );
    check(
        "Lise Farrin met Emil Farrin in Oslo. The weather was bad. Farrin opened the Farrin Hospital.\n",
        &[
            "Lise Farrin: Lise Farrin",
            "Emil Farrin: Emil Farrin",
            "Oslo: Oslo",
            "Farrin: Farrin",
            "Farrin Hospital: Farrin Hospital",
        ],
    );
}

#[test]
fn headline_byline_and_dateline_add_no_party() {
    check(
        "HERON BUYS STOAT LINES AFTER LONG DISPUTE\n\nBy Ulla Brant\n\nOSLO, Norway, March 5 (Fjordpost) - Heron bought \
         Stoat Lines on Tuesday. Mayor Alma Sund visited Bergen last Thursday.\n",
        &[
            "Heron: HERON | Heron",
            "Stoat Lines: STOAT LINES | Stoat Lines",
            "Alma Sund: Alma Sund",
            "Bergen: Bergen",
        ],
    );
}

#[test]
fn members_of_a_list_stay_apart() {
    check(
        "Alda Finch, Boris Kell and Carla Dunn met Edna Lorne in Oslo on Monday. Heron Bank's owner, Lise Farrin, and \
         her brother Emil Farrin live in Bergen.\n",
        &[
            "Alda Finch: Alda Finch",
            "Boris Kell: Boris Kell",
            "Carla Dunn: Carla Dunn",
            "Edna Lorne: Edna Lorne",
            "Oslo: Oslo",
            "Heron Bank: Heron Bank",
            "Lise Farrin: Heron Bank's owner | Lise Farrin | her",
            "Emil Farrin: her brother | Emil Farrin",
            "Bergen: Bergen",
        ],
    );
}

#[test]
fn acronyms_and_bodies_of_states_are_one_thing() {
    check(
        "The Coastal Rescue Service (CRS) is based in Bergen. The CRS employs Silje Horn. The Norwegian government pays \
         the CRS. The government wants more.\n",
        &[
            "Coastal Rescue Service: Coastal Rescue Service | CRS | CRS | CRS",
            "Bergen: Bergen",
            "Silje Horn: Silje Horn",
            "Norway: Norwegian",
            "Norwegian government: The Norwegian government | The government",
        ],
    );
}

#[test]
fn any_text_is_linked_without_panic() {
    for text in [
        "(",
        "\"",
        "The (X) (Y)",
        "A, or B for short, also known as",
        "’s",
        "Mr",
        "of of of",
        "NPA (NPA)",
        "“”“",
        "\u{1}\u{200b}",
    ] {
        let span = Span::new(0, text.len());
        let zones = vec![Zone {
            span,
            kind: ZoneKind::Paragraph,
        }];
        let document = Document {
            text: text.to_owned(),
            zones,
            ..Document::default()
        };
        let mentions = link(
            &document,
            &ANALYSER.analyse(&document),
            &ONTOLOGY,
            &LinkConfig::default(),
        );
        assert!(
            mentions
                .mentions
                .iter()
                .all(|mention| mention.entity < mentions.entities.len())
        );
    }
}
