//! `relata extractors` and `relata ontology`: what is found, and what an ontology teaches.

use super::Place;

const SPONSORS: &str = r#"@prefix ex: <http://example.org/> .
@prefix news: <https://w3id.org/relata/news#> .
@prefix relata: <https://w3id.org/relata/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:sponsors a owl:ObjectProperty ; rdfs:label "sponsors"@en ;
  rdfs:domain news:Agent ; rdfs:range news:Agent ;
  relata:example "[[Norsk Bank]] sponsors ((the club)).", "[[Norsk Bank]] is a sponsor of ((the club)).".
"#;

#[test]
fn extractors_are_listed_described_and_chosen() {
    let place = Place::with(&[("a.txt", b"Interior Minister Tamsin Orveld visited Sund.")]);
    let list = place.good(&["extractors"]);
    for extractor in relata::extract::EXTRACTORS {
        assert!(list.contains(extractor.name), "{list}");
        let about = place.good(&["extractors", extractor.name]);
        assert!(about.contains("Example:") && about.contains("Misses:"), "{about}");
    }
    let claims = place.good(&["extract", "--extractors", "offices", "a.txt"]);
    assert!(
        claims.contains("holds office") && !claims.contains("\"visits\""),
        "{claims}"
    );
    let ended = place.run(&["extract", "--extractors", "verbs", "a.txt"]);
    assert!(
        ended.code == 2 && ended.err.contains("offices, "),
        "{}",
        ended.err
    );
}

#[test]
fn examples_that_are_found_and_those_that_are_not() {
    let bad = SPONSORS.replace("is a sponsor of ((the club))", "and ((the club))");
    let place = Place::with(&[("good.ttl", SPONSORS.as_bytes()), ("bad.ttl", bad.as_bytes())]);
    let told = place.good(&["ontology", "test", "--all", "good.ttl"]);
    assert!(
        told.contains("2 of 2 sponsors") && told.contains("+ Norsk Bank sponsors the club."),
        "{told}"
    );
    let ended = place.run(&["ontology", "test", "bad.ttl"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert!(
        ended.out.contains("1 of 2 sponsors")
            && ended.out.contains("bad.ttl:8")
            && ended.out.contains("teaches nothing"),
        "{}",
        ended.out
    );
}
