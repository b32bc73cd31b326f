//! Open claims: what a clause states, in the sentence's own words.

use std::sync::LazyLock;

use relata::claim::Claim;
use relata::extract::usual;
use relata::nlp::Analyser;
use relata::ontology::Ontology;
use relata::pipeline::{Pipeline, PipelineConfig};
use relata::text::Document;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    let config = PipelineConfig {
        extractors: usual(true),
        ..PipelineConfig::default()
    };
    let ontology = Ontology::embedded().expect("the embedded ontology loads");
    Pipeline::new(Analyser::embedded(), ontology, config)
});

fn line(claim: &Claim) -> String {
    let arguments: Vec<&str> = claim
        .arguments
        .iter()
        .map(|argument| argument.text.as_str())
        .collect();
    let parts = [&claim.subject.text, &claim.relation.text, &claim.object.text];
    let triple = parts.map(String::as_str).join(" | ");
    if arguments.is_empty() {
        triple
    } else {
        format!("{triple} | {}", arguments.join("; "))
    }
}

fn lines(text: &str) -> Vec<String> {
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    PIPELINE.read(&document).claims.iter().map(line).collect()
}

#[test]
fn clauses_are_stated_in_their_own_words_each_form_once() {
    let cases: &[(&str, &[&str])] = &[
        (
            "The army hired two drivers in Sund.",
            &[
                "The army | hired | two drivers | in Sund",
                "The army | hired two drivers in | Sund",
            ],
        ),
        (
            "The bridge was built by the colonists in a hurry.",
            &[
                "The bridge | was built by | the colonists | in a hurry",
                "The bridge | was built by the colonists in | a hurry",
            ],
        ),
        (
            "Rolf Berg is the mayor of Lunde and a keen sailor.",
            &[
                "Rolf Berg | is | the mayor of Lunde",
                "Rolf Berg | is the mayor of | Lunde",
                "Rolf Berg | is | a keen sailor",
            ],
        ),
        (
            "She was said to have helped the miners.",
            &["She | was said to have helped | the miners"],
        ),
        (
            "The firm wants to buy the quarry from the town.",
            &[
                "The firm | wants to buy | the quarry | from the town",
                "The firm | wants to buy the quarry from | the town",
            ],
        ),
        (
            "He did not sell the mill because the roof leaked.",
            &["He | did not sell | the mill | because the roof leaked"],
        ),
        (
            "The ship that they sank carried grain and timber.",
            &[
                "they | sank | The ship",
                "The ship | carried | grain",
                "The ship | carried | timber",
            ],
        ),
        (
            "“The road is safe,” a spokesman says.",
            &["a spokesman | says | The road is safe"],
        ),
    ];
    for (text, expected) in cases {
        let mut found = lines(text);
        found.sort_unstable();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_property_s_claim_takes_over_the_words_of_the_open_one() {
    let document = Document {
        text: "Keld Marsh was said to have visited the harbour of Sund on Monday.".to_owned(),
        ..Document::default()
    };
    let claims = PIPELINE.read(&document).claims;
    let typed: Vec<&Claim> = claims
        .iter()
        .filter(|claim| claim.relation.iri.is_some())
        .collect();
    let visit = typed.iter().find(|claim| claim.relation.label == "visits");
    let visit =
        visit.unwrap_or_else(|| panic!("no visit in {:?}", claims.iter().map(line).collect::<Vec<_>>()));
    assert_eq!(
        line(visit),
        "Keld Marsh | was said to have visited | the harbour of Sund | on Monday"
    );
}

#[test]
fn who_does_it_is_left_open_where_the_tree_does_not_tell() {
    for text in [
        "The necessity of using spies is clear.",
        "The fire was caused by mixing them.",
    ] {
        for line in lines(text) {
            assert!(
                !line.contains("| using |") && !line.contains("| mixing |"),
                "{line}"
            );
        }
    }
}
