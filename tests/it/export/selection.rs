//! What is selected, and how names become IRIs.

use relata::claim::EntityIri;
use relata::export::{Claims, Selection, resolve_class, resolve_entity, resolve_property, select};

use super::fixture::{EX, harbour, iri, ontology, said};

fn selected(selection: &Selection) -> Vec<String> {
    said(&select(&harbour(), selection, &ontology()))
}

#[test]
fn an_empty_selection_is_everything() {
    assert_eq!(select(&harbour(), &Selection::default(), &ontology()), harbour());
}

#[test]
fn around_goes_in_both_directions_and_keeps_literals() {
    let around = vec![EntityIri(iri("Ida Holm"))];
    let near = Selection {
        around: around.clone(),
        claims: Claims::Edges,
        ..Selection::default()
    };
    assert_eq!(selected(&near), ["Ida Holm leads Port Council"]);
    let far = Selection {
        hops: 2,
        ..near.clone()
    };
    assert_eq!(
        selected(&far),
        [
            "Ida Holm leads Port Council",
            "Port Council locatedIn Bergen",
            "Port Council founded 1921",
            "Port Council locatedIn Bergen",
            "Ola Berg worksFor Port Council",
        ]
    );
    let none = Selection { hops: 0, ..near };
    assert!(selected(&none).is_empty());
}

#[test]
fn edges_alone_are_neither_possible_nor_denied_nor_open() {
    let edges = selected(&Selection {
        claims: Claims::Edges,
        ..Selection::default()
    });
    assert_eq!(edges.len(), 5, "{edges:?}");
    assert_eq!(said(&harbour()).len(), 8);
}

#[test]
fn attributed_claims_are_edges_only_by_policy() {
    let policy = relata::store::AttributionPolicy::Claim;
    let edges = selected(&Selection {
        claims: Claims::Edges,
        attribution: policy,
        ..Selection::default()
    });
    assert!(
        !edges.contains(&"Ola Berg worksFor Port Council".to_owned()),
        "{edges:?}"
    );
}

#[test]
fn properties_and_classes_include_those_below() {
    let works = Selection {
        properties: vec![format!("{EX}worksFor")],
        ..Selection::default()
    };
    assert_eq!(
        selected(&works),
        [
            "Ida Holm leads Port Council",
            "Ola Berg worksFor Port Council",
            "Ola Berg leads Port Council"
        ]
    );
    let people = Selection {
        classes: vec![format!("{EX}Person")],
        documents: vec!["one.txt".to_owned()],
        ..Selection::default()
    };
    assert_eq!(selected(&people), ["Ida Holm leads Port Council"]);
}

#[test]
fn what_is_left_mentions_only_its_own_entities_and_documents() {
    let sure = Selection {
        min_confidence: 0.92,
        ..Selection::default()
    };
    let readings = select(&harbour(), &sure, &ontology());
    assert_eq!(said(&readings), ["Port Council locatedIn Bergen"]);
    assert_eq!(readings.len(), 1);
    let names: Vec<&str> = readings[0]
        .entities
        .iter()
        .map(|entity| entity.label.as_str())
        .collect();
    assert_eq!(names, ["Bergen", "Port Council"]);
}

#[test]
fn names_resolve_by_iri_prefix_label_alias_and_local_name() {
    let (mut readings, ontology) = (harbour(), ontology());
    readings[0].entities[0].aliases.push("Björgvin".to_owned());
    let bergen = vec![EntityIri(iri("Bergen"))];
    for name in [
        "Bergen",
        "bergen",
        "  BERGEN ",
        "björgvin",
        "http://example.org/e/Bergen",
        "<http://example.org/e/Bergen>",
    ] {
        assert_eq!(
            resolve_entity(name, &readings, &ontology).as_ref(),
            Ok(&bergen),
            "{name}"
        );
    }
    let council = vec![EntityIri(iri("Port Council"))];
    for name in ["the Port Council", "port_council", "ex:e/Port_Council"] {
        assert_eq!(
            resolve_entity(name, &readings, &ontology).as_ref(),
            Ok(&council),
            "{name}"
        );
    }
    for name in ["works for", "worksFor", "ex:worksFor", "WORKS FOR"] {
        assert_eq!(
            resolve_property(name, &ontology),
            Ok(vec![format!("{EX}worksFor")]),
            "{name}"
        );
    }
    assert_eq!(resolve_class("Mayor", &ontology), Ok(vec![format!("{EX}Mayor")]));
}

#[test]
fn an_unknown_name_gets_suggestions() {
    let (readings, ontology) = (harbour(), ontology());
    let message = |name: &str| {
        resolve_entity(name, &readings, &ontology)
            .expect_err("unknown")
            .to_string()
    };
    assert_eq!(
        message("Bregen"),
        "no entity is called `Bregen`; did you mean `Bergen`?"
    );
    assert_eq!(
        message("Council"),
        "no entity is called `Council`; did you mean `Port Council`?"
    );
    assert_eq!(message("Zanzibar"), "no entity is called `Zanzibar`");
    assert_eq!(message(""), "no entity is called ``");
    let property = resolve_property("wroks for", &ontology)
        .expect_err("unknown")
        .to_string();
    assert_eq!(
        property,
        "no property is called `wroks for`; did you mean `works for`?"
    );
}
