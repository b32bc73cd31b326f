//! Extraction by fixtures: a sentence, then what must and must not be claimed.
//!
//! A fixture is text. A line without a mark is a document; the lines below it, up to the next one, say:
//! - `+ subject | property | object | circumstances`: claimed;
//! - `- subject | property | object | circumstances`: not claimed;
//! - `~ subject | property | object | circumstances`: should be claimed, and is not yet. The test fails
//!   when it is, so that the line can become a `+`.
//!
//! The property is its label, or `*` for any. Circumstances, all optional, divided by commas: `negative`,
//! a modality, `says NAME`, `on DATE`; without any, the claim must be a plain assertion. `# date: 2026-03-05`
//! gives the documents after it a date; other lines with `#` are comments.

use std::sync::LazyLock;

use jiff::civil::Date;
use relata::claim::{Argument, Claim, Modality, Polarity};
use relata::nlp::Analyser;
use relata::ontology::Ontology;
use relata::pipeline::{Pipeline, PipelineConfig};
use relata::text::{Document, DocumentId};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    let ontology = Ontology::embedded().expect("the embedded ontology loads");
    Pipeline::new(Analyser::embedded(), ontology, PipelineConfig::default())
});

struct Expectation<'a> {
    mark: char,
    line: usize,
    text: &'a str,
}

fn check(fixture: &str) {
    let mut date = None;
    let mut document: Option<(&str, Vec<Expectation<'_>>)> = None;
    let mut failures = Vec::new();
    for (index, text) in fixture.lines().enumerate() {
        let text = text.trim();
        if let Some(given) = text.strip_prefix("# date: ") {
            failures.extend(document.take().map(|one| check_document(one, date)));
            date = Some(given.parse::<Date>().expect("a fixture's date is a date"));
        } else if text.is_empty() || text.starts_with('#') {
        } else if let Some(mark) = text.chars().next().filter(|mark| "+-~".contains(*mark)) {
            let (_, expectations) = document.as_mut().expect("an expectation follows a document");
            expectations.push(Expectation {
                mark,
                line: index + 1,
                text: text[1..].trim(),
            });
        } else {
            failures.extend(document.take().map(|one| check_document(one, date)));
            document = Some((text, Vec::new()));
        }
    }
    failures.extend(document.take().map(|one| check_document(one, date)));
    let failures: Vec<String> = failures.into_iter().flatten().collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn check_document((text, expectations): (&str, Vec<Expectation<'_>>), date: Option<Date>) -> Vec<String> {
    let document = Document {
        id: DocumentId("fixture".to_owned()),
        text: text.to_owned(),
        date,
        ..Document::default()
    };
    let claims = PIPELINE.read(&document).claims;
    let mut failures = Vec::new();
    for expectation in expectations {
        let found = claims.iter().any(|claim| fits(claim, expectation.text));
        if found != (expectation.mark == '+') {
            let came: Vec<String> = claims
                .iter()
                .map(|claim| format!("      {}", shown(claim)))
                .collect();
            failures.push(format!(
                "line {}: {} {}\n   in: {text}\n   came:\n{}",
                expectation.line,
                expectation.mark,
                expectation.text,
                came.join("\n")
            ));
        }
    }
    failures
}

fn fits(claim: &Claim, wanted: &str) -> bool {
    let fields: Vec<&str> = wanted.split('|').map(str::trim).collect();
    let [subject, property, object, rest @ ..] = fields.as_slice() else {
        panic!("expected `subject | property | object`, found `{wanted}`")
    };
    let circumstances: Vec<&str> = rest.first().map_or(Vec::new(), |list| {
        list.split(',')
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .collect()
    });
    is(&claim.subject, subject)
        && (*property == "*" || claim.relation.label == *property)
        && is(&claim.object, object)
        && circumstances_fit(claim, &circumstances)
}

fn circumstances_fit(claim: &Claim, wanted: &[&str]) -> bool {
    let negative = wanted.contains(&"negative");
    let modality = wanted
        .iter()
        .find_map(|word| modality(word))
        .unwrap_or(Modality::Asserted);
    let speaker = wanted.iter().find_map(|word| word.strip_prefix("says "));
    let time = wanted.iter().find_map(|word| word.strip_prefix("on "));
    (claim.polarity == Polarity::Negative) == negative
        && claim.modality == modality
        && claim.attribution.as_ref().map(|said| said.speaker.as_str()) == speaker
        && time.is_none_or(|time| claim.time.as_ref().and_then(|time| time.value.as_deref()) == Some(time))
}

fn modality(word: &str) -> Option<Modality> {
    Some(match word {
        "possible" => Modality::Possible,
        "future" => Modality::Future,
        "conditional" => Modality::Conditional,
        "wanted" => Modality::Wanted,
        _ => return None,
    })
}

fn is(argument: &Argument, wanted: &str) -> bool {
    let plain = |text: &str| {
        text.trim_start_matches("the ")
            .trim_start_matches("The ")
            .to_lowercase()
    };
    wanted == "*"
        || [
            Some(&argument.text),
            argument.name.as_ref(),
            argument.value.as_ref(),
        ]
        .into_iter()
        .flatten()
        .any(|name| plain(name) == plain(wanted))
}

fn shown(claim: &Claim) -> String {
    let name = |argument: &Argument| {
        argument
            .name
            .clone()
            .or(argument.value.clone())
            .unwrap_or(argument.text.clone())
    };
    let said = claim
        .attribution
        .as_ref()
        .map_or(String::new(), |said| format!(", says {}", said.speaker));
    let time = claim
        .time
        .as_ref()
        .and_then(|time| time.value.clone())
        .map_or(String::new(), |time| format!(", on {time}"));
    format!(
        "{} | {} | {} | {:?}, {:?}{said}{time}",
        name(&claim.subject),
        claim.relation.label,
        name(&claim.object),
        claim.polarity,
        claim.modality
    )
}

macro_rules! fixtures {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            check(include_str!(concat!("fixtures/extract/", stringify!($name), ".txt")));
        })*
    };
}

fixtures!(circumstances, clauses, noun_phrases);
