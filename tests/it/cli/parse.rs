//! `relata parse`: the forms of an analysis.

use super::Place;
use crate::export::assert_well_formed;

const TEXT: &str = "Keld Marsh visited <Sund> & left.\n\nTwo ships sank.\n";

#[test]
fn every_form_tells_the_same_tokens() {
    let place = Place::with(&[("a.txt", TEXT.as_bytes()), ("b.txt", b"It rains.")]);
    let conllu = place.good(&["parse", "a.txt", "b.txt"]);
    let forms: Vec<&str> = conllu
        .lines()
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    let json = place.good(&["parse", "a.txt", "b.txt", "--format", "json"]);
    let documents: Vec<serde_json::Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is an object"))
        .collect();
    assert_eq!(documents.len(), 2);
    let texts = [TEXT, "It rains."];
    let mut told = Vec::new();
    for (document, text) in documents.iter().zip(texts) {
        for sentence in document["sentences"].as_array().expect("sentences") {
            let tokens = sentence["tokens"].as_array().expect("tokens");
            let roots = tokens.iter().filter(|token| token["head"] == 0).count();
            assert_eq!(roots, 1);
            for token in tokens {
                let offset = |key: &str| token[key].as_u64().expect("an offset") as usize;
                assert_eq!(token["form"], text[offset("start")..offset("end")]);
                told.push(token["form"].as_str().expect("a form").to_owned());
            }
        }
    }
    assert_eq!(told, forms);
    let name = &documents[0]["sentences"][0]["names"][0];
    assert_eq!(
        (&name["text"], &name["type"]),
        (&"Keld Marsh".into(), &"Person".into())
    );
    assert_eq!((&name["first"], &name["last"]), (&1.into(), &2.into()));
}

#[test]
fn trees_are_one_drawing() {
    let place = Place::with(&[("a.txt", TEXT.as_bytes()), ("b.txt", b"It rains.")]);
    let svg = place.good(&["parse", "a.txt", "b.txt", "--format", "svg"]);
    assert_well_formed(&svg);
    for word in [
        "a.txt", "b.txt", "Keld", "&lt;", "&amp;", "nsubj", "Person", "root", "rains",
    ] {
        assert!(
            svg.contains(&format!(">{word}</text>")),
            "{word} is missing in {svg}"
        );
    }
    assert_eq!(svg.matches("<svg").count(), 1);
    let arrows = svg.matches("marker-end").count();
    let tokens = place.good(&["parse", "a.txt", "b.txt"]).matches('\t').count() / 9;
    assert_eq!(arrows, tokens, "each word has an arrow");
}

#[test]
fn a_form_that_is_none_is_named_with_those_that_are() {
    let ended = Place::new().run(&["parse", "--format", "xml", "a.txt"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.contains("xml") && ended.err.contains("conllu, json, svg"),
        "{}",
        ended.err
    );
}

#[test]
fn weights_come_from_a_file_if_one_is_named() {
    let place = Place::with(&[("a.txt", TEXT.as_bytes()), ("bad.bin", b"relnlp")]);
    let own = place.good(&["parse", "a.txt"]);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/models/english.bin");
    assert_eq!(place.good(&["parse", "a.txt", "--model", file]), own);
    let ended = place.run_with(&["parse", "a.txt"], b"", &[("RELATA_MODEL", "gone.bin")]);
    assert!(ended.code == 2 && ended.err.contains("gone.bin"), "{}", ended.err);
    let ended = place.run(&["extract", "a.txt", "--model", "bad.bin"]);
    assert!(
        ended.code == 2 && ended.err.contains("`bad.bin` is no model") && ended.err.contains("--model"),
        "{}",
        ended.err
    );
}
