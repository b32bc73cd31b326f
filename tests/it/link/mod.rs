//! Mentions and entities, over sentences parsed by hand.

mod across;
mod stories;
mod trees;

use relata::link::{LinkConfig, MentionKind, Mentions, link};
use relata::ontology::{Ontology, Source};
use trees::Story;

const ONTOLOGY: &str = r#"
@prefix news: <https://w3id.org/relata/news#> .
@prefix relata: <https://w3id.org/relata/ns#> .
@prefix entity: <https://w3id.org/relata/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
news:Agent a owl:Class .
news:Person a owl:Class ; rdfs:subClassOf news:Agent .
news:Organization a owl:Class ; rdfs:subClassOf news:Agent ; relata:headNoun "organization" .
news:Bank a owl:Class ; rdfs:subClassOf news:Organization ; relata:headNoun "bank" .
news:Company a owl:Class ; rdfs:subClassOf news:Organization ; relata:headNoun "company" .
news:Group a owl:Class ; rdfs:subClassOf news:Agent ; relata:headNoun "group" .
news:Place a owl:Class .
news:Country a owl:Class ; rdfs:subClassOf news:Place ; relata:headNoun "country" .
news:Facility a owl:Class .
news:Bridge a owl:Class ; rdfs:subClassOf news:Facility ; relata:headNoun "bridge" .
news:Hospital a owl:Class ; rdfs:subClassOf news:Facility ; relata:headNoun "hospital" .
entity:Nordal a news:Country ; rdfs:label "Nordal"@en ; skos:altLabel "Republic of Nordal"@en ; relata:demonym "Nordalian"@en , "Nordalians"@en .
entity:Free_Coast_Front a news:Group ; rdfs:label "Free Coast Front"@en ; skos:altLabel "FCF"@en .
"#;

/// The links of a story; each sentence as [`trees`] reads it.
fn linked(sentences: &[&str]) -> (Story, Mentions) {
    let story = Story::read(sentences);
    let (ontology, _) = Ontology::load(&[Source::new("test.ttl", ONTOLOGY.as_bytes())]).expect("an ontology");
    let mentions = link(
        &story.document,
        &story.analysis,
        &ontology,
        &LinkConfig::default(),
    );
    (story, mentions)
}

/// Entities as lines "label: mention | mention", those of a single mention left out unless named.
fn clusters(sentences: &[&str]) -> Vec<String> {
    let (story, mentions) = linked(sentences);
    let mut lines = Vec::new();
    for (index, entity) in mentions.entities.iter().enumerate() {
        let words: Vec<&str> = mentions
            .mentions
            .iter()
            .filter(|mention| mention.entity == index)
            .map(|mention| mention.span.of(&story.document.text))
            .collect();
        if (entity.named || words.len() > 1) && !words.is_empty() {
            lines.push(format!("{}: {}", entity.label, words.join(" | ")));
        }
    }
    lines
}

#[track_caller]
fn check(sentences: &[&str], expected: &[&str]) {
    let mut found = clusters(sentences);
    found.sort();
    let mut expected: Vec<String> = expected.iter().map(|&line| line.to_owned()).collect();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn title_is_no_part_of_the_name() {
    check(
        &[
            "Interior/PROPN/4/compound Minister/PROPN/4/compound Brita/PROPN/4/compound/P Sollen/PROPN/5/nsubj/p visited/VERB/0/root Vask/PROPN/5/obj/G ./PUNCT/5/punct",
            "Sollen/PROPN/2/nsubj/P met/VERB/0/root Governor/PROPN/4/compound Ode/PROPN/2/obj/P Farrin/PROPN/4/flat/p ./PUNCT/2/punct",
            "The/DET/2/det minister/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
        ],
        &[
            "Brita Sollen: Brita Sollen | Sollen | The minister",
            "Vask: Vask",
            "Ode Farrin: Ode Farrin",
        ],
    );
}

#[test]
fn title_that_the_parser_takes_for_the_head_leads_to_the_person() {
    let (_, mentions) = linked(&[
        "Mayor/PROPN/4/nsubj Ode/PROPN/1/flat/P Farrin/PROPN/1/flat/p left/VERB/0/root ./PUNCT/4/punct",
    ]);
    let mention = mentions.at(0, 0).unwrap();
    assert_eq!(
        (mention.tokens.clone(), mention.title.clone()),
        (1..3, Some(0..1))
    );
}

#[test]
fn portfolio_of_an_office_is_no_part_of_the_name() {
    check(
        &[
            "Nordal/PROPN/2/compound/G Secretary/PROPN/5/compound of/ADP/4/case State/PROPN/2/nmod Ode/PROPN/7/nsubj Farrin/PROPN/5/flat resigned/VERB/0/root ./PUNCT/7/punct",
        ],
        &["Nordal: Nordal", "Ode Farrin: Ode Farrin"],
    );
}

#[test]
fn bare_surname_of_two_bearers_stays_open() {
    check(
        &[
            "Ode/PROPN/3/nsubj/P Farrin/PROPN/1/flat/p met/VERB/0/root Lise/PROPN/3/obj/P Farrin/PROPN/4/flat/p ./PUNCT/3/punct",
            "A/DET/2/det storm/NOUN/3/nsubj came/VERB/0/root ./PUNCT/3/punct",
            "Farrin/PROPN/2/nsubj/P left/VERB/0/root ./PUNCT/2/punct",
        ],
        &[
            "Ode Farrin: Ode Farrin",
            "Lise Farrin: Lise Farrin",
            "Farrin: Farrin",
        ],
    );
}

#[test]
fn form_of_address_decides_between_two_bearers() {
    check(
        &[
            "Mr/PROPN/2/compound Ode/PROPN/4/nsubj/P Farrin/PROPN/2/flat/p met/VERB/0/root Mrs/PROPN/6/compound Lise/PROPN/4/obj/P Farrin/PROPN/6/flat/p ./PUNCT/4/punct",
            "Mrs/PROPN/2/compound Farrin/PROPN/3/nsubj/P left/VERB/0/root ./PUNCT/3/punct",
            "She/PRON/2/nsubj smiled/VERB/0/root ./PUNCT/2/punct",
        ],
        &[
            "Ode Farrin: Ode Farrin",
            "Lise Farrin: Lise Farrin | Farrin | She",
        ],
    );
}

#[test]
fn person_and_building_of_one_name_stay_apart() {
    check(
        &[
            "Judge/PROPN/2/compound Ode/PROPN/4/nsubj/P Farrin/PROPN/2/flat/p opened/VERB/0/root the/DET/7/det Farrin/PROPN/7/compound/F Hospital/PROPN/4/obj/f ./PUNCT/4/punct",
            "Farrin/PROPN/2/nsubj/P spoke/VERB/0/root ./PUNCT/2/punct",
        ],
        &[
            "Ode Farrin: Ode Farrin | Farrin",
            "Farrin Hospital: Farrin Hospital",
        ],
    );
}

#[test]
fn acronym_in_brackets_is_an_alias() {
    let story = [
        "The/DET/4/det Coastal/PROPN/4/compound Rescue/PROPN/4/compound Service/PROPN/8/nsubj (/PUNCT/6/punct CRS/PROPN/4/appos )/PUNCT/6/punct moved/VERB/0/root ./PUNCT/8/punct",
        "The/DET/2/det CRS/PROPN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
    ];
    check(
        &story,
        &["Coastal Rescue Service: Coastal Rescue Service | CRS | CRS"],
    );
    let (_, mentions) = linked(&story);
    assert_eq!(mentions.aliases.len(), 1);
    assert_eq!(mentions.aliases[0].tokens, 5..6);
    assert_eq!(mentions.entities[0].aliases, ["CRS"]);
}

#[test]
fn bracket_after_a_longer_name_belongs_to_its_end() {
    let (story, mentions) = linked(&[
        "The/DET/2/det Pact/PROPN/9/nsubj to/PART/4/mark Stop/VERB/2/acl the/DET/7/det Red/PROPN/7/amod Fleet/PROPN/4/obj (RF)/PROPN/7/appos met/VERB/0/root ./PUNCT/9/punct",
    ]);
    // The tokens of the bracket stand together here; a second story has them apart.
    assert!(mentions.aliases.is_empty());
    drop(story);
    let (story, mentions) = linked(&[
        "The/DET/2/det Pact/PROPN/11/nsubj to/PART/4/mark Stop/VERB/2/acl the/DET/7/det Red/PROPN/7/amod Fleet/PROPN/4/obj (/PUNCT/9/punct RF/PROPN/7/appos )/PUNCT/9/punct met/VERB/0/root ./PUNCT/11/punct",
    ]);
    let alias = &mentions.aliases[0];
    let name = &mentions.mentions[alias.name];
    assert_eq!(name.span.of(&story.document.text), "Red Fleet");
    assert_eq!(
        mentions.at(0, 6).map(|outer| outer.span.of(&story.document.text)),
        Some("Pact to Stop the Red Fleet")
    );
}

#[test]
fn party_age_and_place_in_brackets_are_no_aliases() {
    for bracket in ["54/NUM/2/appos", "CDP/PROPN/2/appos/O", "Vask/PROPN/2/appos/G"] {
        let sentence = format!(
            "Lise/PROPN/6/nsubj/P Farrin/PROPN/1/flat/p (/PUNCT/4/punct {bracket} )/PUNCT/4/punct left/VERB/0/root ./PUNCT/6/punct"
        );
        let (_, mentions) = linked(&[&sentence]);
        assert!(mentions.aliases.is_empty(), "{bracket}");
    }
}

#[test]
fn bank_is_the_bank_named_before() {
    check(
        &[
            "Lise/PROPN/3/nsubj/P Farrin/PROPN/1/flat/p runs/VERB/0/root Heron/PROPN/5/compound/O Bank/PROPN/3/obj/o ./PUNCT/3/punct",
            "She/PRON/2/nsubj studied/VERB/0/root in/ADP/4/case Vask/PROPN/2/obl/G ./PUNCT/2/punct",
            "The/DET/2/det bank/NOUN/3/nsubj bought/VERB/0/root Stoat/PROPN/5/compound/O Leasing/PROPN/3/obj/o ./PUNCT/3/punct",
            "Heron/PROPN/2/nsubj/O grew/VERB/0/root ./PUNCT/2/punct",
        ],
        &[
            "Lise Farrin: Lise Farrin | She",
            "Heron Bank: Heron Bank | The bank | Heron",
            "Vask: Vask",
            "Stoat Leasing: Stoat Leasing",
        ],
    );
}

#[test]
fn apposition_is_the_name_and_copula_is_not() {
    check(
        &[
            "Heron/PROPN/2/compound/O Bank/PROPN/4/nmod:poss/o 's/PART/2/case owner/NOUN/9/nsubj ,/PUNCT/6/punct Lise/PROPN/4/appos/P Farrin/PROPN/6/flat/p ,/PUNCT/6/punct left/VERB/0/root ./PUNCT/9/punct",
        ],
        &[
            "Heron Bank: Heron Bank",
            "Lise Farrin: Heron Bank's owner | Lise Farrin",
        ],
    );
    check(
        &[
            "Lise/PROPN/5/nsubj/P Farrin/PROPN/1/flat/p is/AUX/5/cop the/DET/5/det owner/NOUN/0/root ./PUNCT/5/punct",
        ],
        &["Lise Farrin: Lise Farrin"],
    );
}

#[test]
fn demonym_points_to_the_country_and_inhabitants_are_a_group() {
    let (story, mentions) = linked(&[
        "Nordalian/ADJ/2/amod/N forces/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
        "Nordalians/PROPN/2/nsubj/N cheered/VERB/0/root ./PUNCT/2/punct",
    ]);
    let label = |sentence, token| {
        mentions
            .entity(mentions.at(sentence, token).unwrap())
            .label
            .clone()
    };
    assert_eq!(label(0, 0), "Nordal");
    assert_eq!(label(0, 1), "Nordalian forces");
    assert_eq!(label(1, 0), "Nordalians");
    drop(story);
}

#[test]
fn facility_takes_its_common_head_into_the_name() {
    let (_, mentions) = linked(&[
        "Troops/NOUN/2/nsubj hold/VERB/0/root the/DET/5/det Vask/PROPN/5/compound/G bridge/NOUN/2/obj ./PUNCT/2/punct",
    ]);
    let mention = mentions.at(0, 3).unwrap();
    assert_eq!(
        (mention.kind, mentions.entity(mention).label.as_str()),
        (MentionKind::Name, "Vask bridge")
    );
}

#[test]
fn headline_in_capitals_repeats_names_and_adds_none() {
    let (_, mentions) = linked(&[
        "# HERON/PROPN/2/nsubj BUYS/VERB/0/root STOAT/PROPN/4/compound LEASING/PROPN/2/obj AFTER/ADP/6/case DISPUTE/PROPN/2/obl",
        "Heron/PROPN/2/nsubj/O bought/VERB/0/root Stoat/PROPN/4/compound/O Leasing/PROPN/2/obj/o ./PUNCT/2/punct",
    ]);
    let labels: Vec<&str> = mentions
        .entities
        .iter()
        .map(|entity| entity.label.as_str())
        .collect();
    assert_eq!(labels, ["Heron", "Stoat Leasing"]);
    assert_eq!(mentions.entity(mentions.at(0, 0).unwrap()).label, "Heron");
    assert_eq!(mentions.entity(mentions.at(0, 3).unwrap()).label, "Stoat Leasing");
    assert!(mentions.at(0, 5).is_none());
}

#[test]
fn members_of_a_list_are_entities_of_their_own() {
    check(
        &[
            "Alma/PROPN/7/nsubj/P Wirth/PROPN/1/flat/p ,/PUNCT/4/punct Bo/PROPN/1/conj/p Kesk/PROPN/4/flat/p and/CCONJ/7/cc met/VERB/0/root ./PUNCT/7/punct",
        ],
        &["Alma Wirth: Alma Wirth", "Bo Kesk: Bo Kesk"],
    );
}

#[test]
fn pronouns_find_subjects_and_stay_open_without() {
    check(
        &[
            "Heron/PROPN/2/compound/O Bank/PROPN/3/nsubj/o said/VERB/0/root it/PRON/5/nsubj sold/VERB/3/ccomp its/PRON/7/nmod:poss ships/NOUN/5/obj ./PUNCT/3/punct",
        ],
        &["Heron Bank: Heron Bank | it | its"],
    );
    let (_, mentions) = linked(&["They/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct"]);
    assert!(mentions.entity(mentions.at(0, 0).unwrap()).unresolved);
}

#[test]
fn object_pronoun_is_not_the_subject_of_its_verb() {
    check(
        &[
            "Lise/PROPN/3/nsubj/P Farrin/PROPN/1/flat/p spoke/VERB/0/root ./PUNCT/3/punct",
            "Brita/PROPN/3/nsubj/P Sollen/PROPN/1/flat/p praised/VERB/0/root her/PRON/3/obj ./PUNCT/3/punct",
        ],
        &["Lise Farrin: Lise Farrin | her", "Brita Sollen: Brita Sollen"],
    );
}

#[test]
fn relative_pronoun_is_the_noun_before_its_clause() {
    check(
        &[
            "Heron/PROPN/2/compound/O Bank/PROPN/9/nsubj/o ,/PUNCT/6/punct which/PRON/6/nsubj:pass was/AUX/6/aux:pass founded/VERB/2/acl:relcl yesterday/NOUN/6/obl:tmod ,/PUNCT/6/punct grew/VERB/0/root ./PUNCT/9/punct",
        ],
        &["Heron Bank: Heron Bank | which"],
    );
}

#[test]
fn description_said_again_is_the_same_and_another_is_not() {
    let (_, mentions) = linked(&[
        "A/DET/2/det storm/NOUN/3/nsubj struck/VERB/0/root ./PUNCT/3/punct",
        "The/DET/2/det storm/NOUN/3/nsubj passed/VERB/0/root ./PUNCT/3/punct",
        "A/DET/2/det storm/NOUN/3/nsubj came/VERB/0/root ./PUNCT/3/punct",
    ]);
    let iri = |sentence| mentions.entity(mentions.at(sentence, 1).unwrap()).iri.0.clone();
    assert_eq!(iri(0), "https://w3id.org/relata/entity/story.txt/storm");
    assert_eq!(iri(0), iri(1));
    assert_eq!(iri(2), "https://w3id.org/relata/entity/story.txt/storm_2");
}

#[test]
fn body_of_a_state_is_the_same_everywhere() {
    let (_, mentions) = linked(&[
        "The/DET/3/det Nordalian/ADJ/3/amod/N government/NOUN/4/nsubj fell/VERB/0/root ./PUNCT/4/punct",
        "The/DET/2/det government/NOUN/3/nsubj resigned/VERB/0/root ./PUNCT/3/punct",
        "Nordal/PROPN/3/nmod:poss/G 's/PART/1/case government/NOUN/4/nsubj resigned/VERB/0/root ./PUNCT/4/punct",
    ]);
    for (sentence, token) in [(0, 2), (1, 1), (2, 2)] {
        let entity = mentions.entity(mentions.at(sentence, token).unwrap());
        assert_eq!(
            entity.iri.0,
            "https://w3id.org/relata/entity/government_of_Nordal"
        );
        assert_eq!(entity.label, "Nordalian government");
    }
}
