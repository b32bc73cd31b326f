//! Joining what several documents tell.

use relata::claim::{Argument, Claim, Entity, EntityIri, Reading};
use relata::link::across;
use relata::ontology::{Ontology, Source};

const PERSON: &str = "https://w3id.org/relata/news#Person";
const BODY: &str = "https://w3id.org/relata/news#Organization";

fn entity(label: &str, class: &str, aliases: &[&str]) -> Entity {
    Entity {
        iri: EntityIri(format!("e/{}", label.replace(' ', "_"))),
        label: label.to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        classes: vec![class.to_owned()],
        named: true,
    }
}

/// Readings with one entity and a claim about it each; afterwards, the subjects of the claims.
fn subjects(entities: &[Entity]) -> Vec<String> {
    let (ontology, _) = Ontology::load(&[Source::new("none.ttl", Vec::new())]).expect("an empty ontology");
    let mut readings: Vec<Reading> = entities
        .iter()
        .map(|entity| Reading {
            entities: vec![entity.clone()],
            claims: vec![Claim {
                subject: Argument {
                    entity: Some(entity.iri.0.clone()),
                    ..Argument::default()
                },
                ..Claim::default()
            }],
            ..Reading::default()
        })
        .collect();
    across(&mut readings, &ontology);
    let claims = readings.iter().flat_map(|reading| &reading.claims);
    claims.filter_map(|claim| claim.subject.entity.clone()).collect()
}

#[test]
fn lone_surname_joins_its_only_bearer() {
    let (lone, full) = (entity("Farrin", PERSON, &[]), entity("Ode Farrin", PERSON, &[]));
    assert_eq!(
        subjects(&[lone.clone(), full.clone()]),
        ["e/Ode_Farrin", "e/Ode_Farrin"]
    );
    assert_eq!(subjects(&[full, lone]), ["e/Ode_Farrin", "e/Ode_Farrin"]);
}

#[test]
fn lone_surname_of_two_bearers_joins_none() {
    let all = [
        entity("Farrin", PERSON, &[]),
        entity("Ode Farrin", PERSON, &[]),
        entity("Lise Farrin", PERSON, &[]),
    ];
    assert_eq!(subjects(&all), ["e/Farrin", "e/Ode_Farrin", "e/Lise_Farrin"]);
}

#[test]
fn surname_joins_no_building() {
    let all = [entity("Farrin", PERSON, &[]), entity("Mount Farrin", BODY, &[])];
    assert_eq!(subjects(&all), ["e/Farrin", "e/Mount_Farrin"]);
}

#[test]
fn acronym_joins_the_body_that_declares_it() {
    let all = [
        entity("CRS", BODY, &[]),
        entity("Coastal Rescue Service", BODY, &["CRS"]),
    ];
    assert_eq!(
        subjects(&all),
        ["e/Coastal_Rescue_Service", "e/Coastal_Rescue_Service"]
    );
    let two = [
        all[0].clone(),
        all[1].clone(),
        entity("City Rail Systems", BODY, &["CRS"]),
    ];
    assert_eq!(subjects(&two)[0], "e/CRS");
}
