//! `query`, `explain`, `path`, `stats`: what they tell of a small graph.

use serde_json::Value;

use super::{Place, small_graph};

fn json(place: &Place, arguments: &[&str]) -> Value {
    serde_json::from_str(&place.good(arguments)).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
}

#[test]
fn queries_answer_in_every_form() {
    let place = small_graph();
    let visits = "SELECT ?name WHERE { ?who news:visits ?place . ?who rdfs:label ?name } ORDER BY ?name";
    assert!(place.good(&["query", visits]).contains("Keld Marsh"));
    let csv = place.good(&["query", visits, "--format", "csv"]);
    assert_eq!(
        csv.split("\r\n").collect::<Vec<_>>(),
        ["name", "Alma Sorrel", "Keld Marsh", ""]
    );
    let found = json(&place, &["query", visits, "--json"]);
    assert_eq!(found["results"]["bindings"][1]["name"]["value"], "Keld Marsh");
    place.write("q.rq", visits.as_bytes());
    assert_eq!(place.good(&["query", "q.rq", "--format", "csv"]), csv);
    assert_eq!(place.good(&["query", "-f", "q.rq", "--format", "csv"]), csv);
    let ended = place.run_with(&["query", "-f", "-", "--format", "csv"], visits.as_bytes(), &[]);
    assert_eq!(ended.out, csv, "{}", ended.err);
    assert_eq!(place.run(&["query", "ASK { ?x rdfs:label \"Nobody\" }"]).code, 1);
    assert_eq!(
        place.run(&["query", "ASK { ?x rdfs:label \"Keld Marsh\" }"]).code,
        0
    );
    assert!(
        place
            .good(&["query", "CONSTRUCT WHERE { ?who news:visits ?what }"])
            .contains("news:visits")
    );
}

#[test]
fn explain_names_sentence_source_and_standing() {
    let place = small_graph();
    let text = place.good(&["explain", "keld marsh", "visits"]);
    for words in [
        "Keld Marsh — visits → Sund",
        "**Keld Marsh** _visited_ **Sund**",
        "asserted",
        "Fjordwire, 2026-03-05",
        "“Bridge opens in Sund”",
        "a.txt:",
    ] {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
    let found = json(
        &place,
        &["explain", "Keld Marsh", "news:visits", "sund", "--json"],
    );
    assert_eq!(found[0]["edge"], true);
    assert_eq!(found[0]["evidence"][0]["source"]["publisher"], "Fjordwire");
    assert_eq!(
        found[0]["evidence"][0]["sentence"]["text"],
        "Keld Marsh visited Sund on Monday."
    );
}

#[test]
fn what_is_denied_is_told_but_no_edge() {
    let place = small_graph();
    let text = place.good(&["explain", "Alda Wren", "visits"]);
    assert!(text.contains("(no edge)") && text.contains("denied"), "{text}");
    assert_eq!(place.run(&["path", "Kessing", "Lunde"]).code, 1);
}

#[test]
fn paths_go_over_edges_in_either_direction() {
    let place = small_graph();
    let text = place.good(&["path", "Sund", "Alda Wren"]);
    assert!(text.contains("Sund ← visits — Keld Marsh"), "{text}");
    let steps = json(&place, &["path", "Sund", "Alda Wren", "--json"]);
    assert_eq!(steps.as_array().map(Vec::len), Some(2));
    assert_eq!(steps[0]["reversed"], true);
    let ended = place.run(&["path", "Sund", "Petrava", "--json"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, "null\n"));
}

#[test]
fn stats_add_up() {
    let place = small_graph();
    let stats = json(&place, &["stats", "--json"]);
    assert_eq!(stats["documents"], 2);
    let sum = |list: &Value, key: &str| -> u64 {
        list.as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| one[key].as_u64())
            .sum()
    };
    assert_eq!(Some(sum(&stats["modalities"], "count")), stats["claims"].as_u64());
    assert_eq!(Some(sum(&stats["properties"], "edges")), stats["edges"].as_u64());
    assert!(place.good(&["stats"]).contains("2 documents of 2026-03-05"));
}
