//! Readings made by hand, and exports as text.

use std::collections::BTreeSet;

use oxrdf::Quad;
use oxrdfio::{RdfFormat, RdfParser};
use relata::claim::{
    Argument, Attribution, Claim, DocumentRecord, Entity, EntityIri, Modality, Polarity, Quote, Reading,
    Relation, Time,
};
use relata::export::{ExportInput, ExportOptions, Format, Selection, select};
use relata::ontology::{Ontology, Source};

pub(super) const EX: &str = "http://example.org/";

/// A small ontology of our own, so that the one of the program may grow.
pub(super) fn ontology() -> Ontology {
    let turtle = r#"
        @prefix ex: <http://example.org/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ex:Person a owl:Class ; rdfs:label "person"@en .
        ex:Mayor a owl:Class ; rdfs:subClassOf ex:Person ; rdfs:label "mayor"@en .
        ex:Organization a owl:Class ; rdfs:label "organization"@en .
        ex:Place a owl:Class ; rdfs:label "place"@en .
        ex:City a owl:Class ; rdfs:subClassOf ex:Place ; rdfs:label "city"@en .
        ex:Mineral a owl:Class ; rdfs:label "mineral"@en .
        ex:worksFor a owl:ObjectProperty ; rdfs:label "works for"@en .
        ex:leads a owl:ObjectProperty ; rdfs:subPropertyOf ex:worksFor ; rdfs:label "leads"@en .
        ex:locatedIn a owl:ObjectProperty ; rdfs:label "located in"@en .
        ex:controls a owl:ObjectProperty ; rdfs:label "controls"@en .
        ex:founded a owl:DatatypeProperty ; rdfs:label "founded"@en .
    "#;
    let (ontology, _) = Ontology::load(&[Source::new("test.ttl", turtle.as_bytes())]).expect("it is valid");
    ontology
}

/// Builds readings claim by claim.
pub(super) struct Fixture {
    pub(super) readings: Vec<Reading>,
}

impl Fixture {
    pub(super) fn new() -> Self {
        Self { readings: Vec::new() }
    }

    pub(super) fn document(mut self, id: &str) -> Self {
        let document = DocumentRecord {
            id: id.to_owned(),
            title: Some(format!("News of {id}")),
            date: Some("2026-03-01".to_owned()),
            ..DocumentRecord::default()
        };
        self.readings.push(Reading {
            document,
            ..Reading::default()
        });
        self
    }

    /// `subject` and `object` are "Name/Class"; an object "≔value" is a year.
    pub(super) fn claim(self, subject: &str, property: &str, object: &str) -> Self {
        self.claim_with(subject, property, object, |_| {})
    }

    pub(super) fn claim_with(
        mut self,
        subject: &str,
        property: &str,
        object: &str,
        change: impl Fn(&mut Claim),
    ) -> Self {
        let subject = self.argument(subject, 0);
        let object = self.argument(object, 30);
        let reading = self.readings.last_mut().expect("a document comes first");
        let text = format!("{} {property} {}.", subject.text, object.text);
        let mut claim = Claim {
            document: reading.document.id.clone(),
            sentence: Quote {
                start: 0,
                end: text.chars().count(),
                text,
            },
            subject,
            relation: Relation {
                iri: Some(format!("{EX}{property}")),
                label: property.to_owned(),
                text: property.to_owned(),
                start: 20,
                end: 25,
            },
            object,
            confidence: 0.9,
            extractor: "test".to_owned(),
            ..Claim::default()
        };
        change(&mut claim);
        reading.claims.push(claim);
        self
    }

    pub(super) fn argument(&mut self, given: &str, start: usize) -> Argument {
        if let Some(value) = given.strip_prefix('≔') {
            return Argument {
                text: value.to_owned(),
                start,
                end: start + value.chars().count(),
                value: Some(value.to_owned()),
                datatype: Some("http://www.w3.org/2001/XMLSchema#gYear".to_owned()),
                ..Argument::default()
            };
        }
        let (name, class) = given.rsplit_once('/').unwrap_or((given, "Thing"));
        let iri = iri(name);
        let reading = self.readings.last_mut().expect("a document comes first");
        if !reading.entities.iter().any(|entity| entity.iri.0 == iri) {
            reading.entities.push(Entity {
                iri: EntityIri(iri.clone()),
                label: name.to_owned(),
                classes: vec![format!("{EX}{class}")],
                named: name.starts_with(char::is_uppercase),
                ..Entity::default()
            });
            reading.entities.sort_by(|a, b| a.iri.cmp(&b.iri));
        }
        Argument {
            text: name.to_owned(),
            start,
            end: start + name.chars().count(),
            class: Some(class.to_owned()),
            entity: Some(iri),
            name: Some(name.to_owned()),
            ..Argument::default()
        }
    }
}

/// Bytes of the name in an IRI, so that no two names are one.
pub(super) fn iri(name: &str) -> String {
    let local: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            b' ' => "_".to_owned(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("{EX}e/{local}")
}

/// Two documents about a port: edges, a literal, and one claim of each kind that is no edge.
pub(super) fn harbour() -> Vec<Reading> {
    Fixture::new()
        .document("one.txt")
        .claim("Ida Holm/Mayor", "leads", "Port Council/Organization")
        .claim("Port Council/Organization", "locatedIn", "Bergen/City")
        .claim("Port Council/Organization", "founded", "≔1921")
        .claim_with(
            "Port Council/Organization",
            "controls",
            "the quay/Place",
            |claim| {
                claim.modality = Modality::Possible;
                claim.confidence = 0.4;
            },
        )
        .document("two.txt")
        .claim_with("Port Council/Organization", "locatedIn", "Bergen/City", |claim| {
            claim.confidence = 0.95;
            claim.time = Some(Time {
                text: "on Sunday".to_owned(),
                value: Some("2026-03-01".to_owned()),
            });
        })
        .claim_with(
            "Ola Berg/Person",
            "worksFor",
            "Port Council/Organization",
            |claim| {
                claim.attribution = Some(Attribution {
                    speaker: "Ida Holm".to_owned(),
                    entity: Some(iri("Ida Holm")),
                    cue: "said".to_owned(),
                });
            },
        )
        .claim_with("Ola Berg/Person", "leads", "Port Council/Organization", |claim| {
            claim.polarity = Polarity::Negative;
        })
        .claim_with("Ola Berg/Person", "admires", "Bergen/City", |claim| {
            claim.relation.iri = None;
        })
        .readings
}

/// Names that break writers that do not expect them.
pub(super) const ODD_NAMES: [&str; 16] = [
    "the \"Quay\"",
    "back\\slash\\",
    "Bergen<Noord>",
    "50% & more; 'all'",
    "AT&amp;T \\N \\G",
    "line\nbreak\r\nand\ttab",
    "control\u{0}\u{1}\u{8}\u{1B}\u{7F}\u{85}",
    "🚢 Hafen 👩‍👩‍👧",
    "ميناء بيروت",
    "\u{202E}evil\u{202C}",
    "not\u{FFFE}a\u{FFFF}character",
    "=SUM(A1)",
    ",;|,\"",
    "]]> --> </svg><script>",
    "a very long name that goes on and on and on and on and on and on and on until nobody reads it any more",
    "   ",
];

pub(super) fn odd() -> Vec<Reading> {
    let mut fixture = Fixture::new().document("odd \"file\"\\<&>\n\u{1}.txt");
    for (number, name) in ODD_NAMES.iter().enumerate() {
        fixture = fixture.claim_with(
            &format!("{name}/Organization"),
            "controls",
            &format!("{}/Place", ODD_NAMES[(number + 1) % ODD_NAMES.len()]),
            |claim| {
                if number % 3 == 1 {
                    claim.relation.iri = None;
                    (*name).clone_into(&mut claim.relation.label);
                }
                if number % 4 == 2 {
                    claim.attribution = Some(Attribution {
                        speaker: (*name).to_owned(),
                        entity: None,
                        cue: (*name).to_owned(),
                    });
                    claim.time = Some(Time {
                        text: (*name).to_owned(),
                        value: None,
                    });
                }
            },
        );
        fixture = fixture.claim_with(
            &format!("{name}/Place"),
            "founded",
            &format!("≔{name}"),
            |claim| {
                claim.relation.iri = Some(format!("{EX}{number}"));
                claim.object.datatype = None;
            },
        );
    }
    fixture.claim("Bergen/City", "locatedIn", "Bergen/City").readings
}

pub(super) fn export_with(format: &str, readings: &[Reading], options: &ExportOptions) -> String {
    let ontology = ontology();
    let input = ExportInput {
        readings,
        ontology: &ontology,
        options,
    };
    let mut bytes = Vec::new();
    let format = Format::by_name(format).expect("the format exists");
    (format.write)(&input, &mut bytes).expect("memory can be written");
    String::from_utf8(bytes).expect("exports are UTF-8")
}

pub(super) fn export(format: &str, readings: &[Reading]) -> String {
    export_with(format, readings, &ExportOptions::default())
}

pub(super) fn quads(format: RdfFormat, text: &str) -> Vec<Quad> {
    RdfParser::from_format(format)
        .for_slice(text.as_bytes())
        .collect::<Result<_, _>>()
        .unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// The triples of a document, as N-Triples terms.
pub(super) fn triples(format: RdfFormat, text: &str) -> BTreeSet<String> {
    quads(format, text)
        .into_iter()
        .map(|quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object))
        .collect()
}

/// Claims as "subject property object", by the names.
pub(super) fn said(readings: &[Reading]) -> Vec<String> {
    readings
        .iter()
        .flat_map(|reading| &reading.claims)
        .map(|claim| {
            format!(
                "{} {} {}",
                claim.subject.text, claim.relation.label, claim.object.text
            )
        })
        .collect()
}

/// One claim only.
pub(super) fn select_one() -> Vec<Reading> {
    select(
        &harbour(),
        &Selection {
            min_confidence: 0.92,
            ..Selection::default()
        },
        &ontology(),
    )
}
