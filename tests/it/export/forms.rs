//! Each format, by snapshots and by reading back.

use std::collections::BTreeSet;
use std::path::Path;

use insta::assert_snapshot;
use oxrdfio::RdfFormat;
use relata::claim::{Claim, Reading};
use relata::export::{Cluster, ExportInput, ExportOptions, FORMATS, Format, GraphView, ReificationStyle};

use super::fixture::{Fixture, export, export_with, harbour, odd, ontology, quads, select_one, triples};

#[test]
fn claims_that_say_the_same_are_one_edge() {
    let readings = harbour();
    let view = GraphView::new(&readings, &ontology());
    let located: Vec<_> = view
        .edges()
        .filter(|(_, _, edge)| edge.label == "located in")
        .collect();
    let [(_, _, edge)] = located[..] else {
        panic!("{located:?}")
    };
    assert_eq!(edge.claims, [(0, 1), (1, 0)]);
    assert_eq!(edge.documents, ["one.txt", "two.txt"]);
    assert_eq!(edge.times, ["2026-03-01"]);
    assert!((edge.confidence - 0.95).abs() < 1e-9);
    assert!(!edge.attributed);
}

#[test]
fn equal_values_of_different_things_stay_apart() {
    let readings = Fixture::new()
        .document("one.txt")
        .claim("Oslo/City", "founded", "≔1048")
        .claim("Hamar/City", "founded", "≔1048")
        .readings;
    assert_eq!(GraphView::new(&readings, &ontology()).graph.node_count(), 4);
}

#[test]
fn the_order_of_documents_changes_no_drawing() {
    let mut reversed = harbour();
    reversed.reverse();
    let shape = |readings: &[Reading]| -> Vec<String> {
        let view = GraphView::new(readings, &ontology());
        view.edges()
            .map(|(s, o, edge)| format!("{} {} {}", s.index(), edge.label, o.index()))
            .collect()
    };
    assert_eq!(shape(&reversed), shape(&harbour()));
}

#[test]
fn turtle_of_a_small_graph() {
    assert_snapshot!(export("turtle", &harbour()[..1]));
}

#[test]
fn jsonld_of_a_small_graph() {
    assert_snapshot!(export("jsonld", &select_one()));
}

#[test]
fn rdfxml_of_a_small_graph() {
    assert_snapshot!(export("rdfxml", &select_one()));
}

#[test]
fn dot_of_all_claims() {
    assert_snapshot!(export("dot", &harbour()));
}

#[test]
fn dot_with_frames_and_legend() {
    let options = ExportOptions {
        cluster: Cluster::Document,
        legend: true,
        title: Some("The \"port\"".to_owned()),
        ..ExportOptions::default()
    };
    assert_snapshot!(export_with("dot", &harbour(), &options));
}

#[test]
fn graphml_of_all_claims() {
    assert_snapshot!(export("graphml", &harbour()));
}

#[test]
fn gexf_of_all_claims() {
    assert_snapshot!(export("gexf", &harbour()));
}

#[test]
fn csv_is_one_edge_list() {
    assert_snapshot!(export("csv", &harbour()));
}

#[test]
fn csv_for_property_graphs() {
    let (readings, ontology, options) = (harbour(), ontology(), ExportOptions::default());
    let input = ExportInput {
        readings: &readings,
        ontology: &ontology,
        options: &options,
    };
    let mut all = String::new();
    for (name, writer) in Format::by_name("csv").expect("it exists").files {
        let mut bytes = Vec::new();
        writer(&input, &mut bytes).expect("memory can be written");
        all.push_str("-- ");
        all.push_str(name);
        all.push('\n');
        all.push_str(&String::from_utf8(bytes).expect("UTF-8"));
    }
    assert_snapshot!(all);
}

#[test]
fn json_lines_come_back_as_the_same_claims() {
    for readings in [harbour(), odd()] {
        let text = export("jsonl", &readings);
        let read: Vec<Claim> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("a claim a line"))
            .collect();
        let written: Vec<Claim> = readings.into_iter().flat_map(|reading| reading.claims).collect();
        assert_eq!(read, written);
    }
}

#[test]
fn json_lines_have_their_fields_in_order() {
    let line = export("jsonl", &select_one());
    let position = |field: &str| line.find(field).unwrap_or_else(|| panic!("`{field}` in {line}"));
    let fields = [
        "{\"document\":",
        ",\"sentence\":{\"start\":",
        ",\"subject\":{\"text\":",
        ",\"relation\":{\"iri\":",
        ",\"object\":{\"text\":",
        ",\"polarity\":",
        ",\"modality\":",
        ",\"attribution\":null",
        ",\"time\":{\"text\":",
        ",\"confidence\":0.95",
        ",\"extractor\":",
    ];
    assert!(fields.iter().map(|field| position(field)).is_sorted(), "{line}");
}

#[test]
fn svg_explains_itself() {
    let options = ExportOptions {
        legend: true,
        title: Some("A <port>".to_owned()),
        ..ExportOptions::default()
    };
    let svg = export_with("svg", &harbour(), &options);
    for expected in [
        "role=\"img\"",
        "<title id=\"relata-title\">A &lt;port&gt;</title>",
        "<desc id=\"relata-desc\">5 entities, 7 connections.",
        "prefers-color-scheme: dark",
        "stroke-dasharray=\"6 4\"",
        "possible: controls",
        "not: leads",
        "Ida Holm said",
        "font-style=\"italic\"",
        ">denied</text>",
    ] {
        assert!(svg.contains(expected), "`{expected}` in {svg}");
    }
}

#[test]
fn frames_hold_what_they_are_named_after() {
    for cluster in [Cluster::Document, Cluster::Class] {
        let svg = export_with(
            "svg",
            &harbour(),
            &ExportOptions {
                cluster,
                ..ExportOptions::default()
            },
        );
        assert!(svg.contains("class=\"frame\""), "{svg}");
    }
}

#[test]
fn classes_that_nobody_foresaw_have_colours_of_their_own() {
    let readings = Fixture::new()
        .document("one.txt")
        .claim("Quartz/Mineral", "controls", "Bergen/City")
        .claim("Ida Holm/Mayor", "controls", "Bergen/City")
        .readings;
    let options = ExportOptions {
        legend: true,
        ..ExportOptions::default()
    };
    let svg = export_with("svg", &readings, &options);
    assert!(svg.contains(">mineral</text>"), "{svg}");
}

#[test]
fn rdf_formats_hold_the_same_triples() {
    for readings in [harbour(), odd()] {
        let turtle = triples(RdfFormat::Turtle, &export("turtle", &readings));
        assert!(!turtle.is_empty());
        for (name, format) in [
            ("ntriples", RdfFormat::NTriples),
            ("nquads", RdfFormat::NQuads),
            ("trig", RdfFormat::TriG),
        ] {
            assert_eq!(triples(format, &export(name, &readings)), turtle, "{name}");
        }
        let nquads = quads(RdfFormat::NQuads, &export("nquads", &readings));
        assert_eq!(
            nquads.len(),
            quads(RdfFormat::TriG, &export("trig", &readings)).len()
        );
    }
}

#[test]
fn rdf_for_older_readers_has_statements_instead_of_triple_terms() {
    let options = ExportOptions {
        reification: Some(ReificationStyle::Standard),
        ..ExportOptions::default()
    };
    for readings in [harbour(), odd()] {
        let turtle = triples(RdfFormat::Turtle, &export_with("turtle", &readings, &options));
        assert!(!turtle.iter().any(|triple| triple.contains("<<(")));
        assert!(
            turtle
                .iter()
                .any(|triple| triple.contains("22-rdf-syntax-ns#Statement"))
        );
        let jsonld = RdfFormat::from_media_type("application/ld+json").expect("it is known");
        assert_eq!(triples(jsonld, &export("jsonld", &readings)), turtle);
    }
    let rdfxml = triples(RdfFormat::RdfXml, &export("rdfxml", &harbour()));
    assert_eq!(
        rdfxml,
        triples(RdfFormat::Turtle, &export_with("turtle", &harbour(), &options))
    );
    let none = ExportOptions {
        reification: Some(ReificationStyle::None),
        ..ExportOptions::default()
    };
    assert!(!export_with("turtle", &harbour(), &none).contains("reifies"));
}

#[test]
fn rdfxml_can_carry_triple_terms() {
    let options = ExportOptions {
        reification: Some(ReificationStyle::TripleTerm),
        ..ExportOptions::default()
    };
    let rdfxml = triples(RdfFormat::RdfXml, &export_with("rdfxml", &harbour(), &options));
    assert_eq!(rdfxml, triples(RdfFormat::Turtle, &export("turtle", &harbour())));
}

#[test]
fn formats_are_found_by_name_and_by_extension() {
    let mut seen = BTreeSet::new();
    for format in FORMATS {
        assert!(seen.insert(format.name), "`{}` twice", format.name);
        assert_eq!(
            Format::by_name(&format.name.to_uppercase()).map(|found| found.name),
            Ok(format.name)
        );
        for extension in format.extensions {
            assert!(
                *extension == format.name || seen.insert(extension),
                "`{extension}` twice"
            );
            let path = format!("a folder/kg.{extension}");
            assert_eq!(
                Format::by_path(Path::new(&path)).map(|found| found.name),
                Some(format.name)
            );
        }
    }
    assert!(Format::by_path(Path::new("kg")).is_none());
    let error = Format::by_name("word").expect_err("no such format").to_string();
    assert!(
        error.starts_with("unknown export format `word`, expected one of turtle, "),
        "{error}"
    );
}
