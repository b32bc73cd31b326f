//! SPARQL: what queries see, how answers are written, and what is said when one is wrong.

use std::sync::LazyLock;

use relata::claim::{Attribution, Entity, EntityIri, Modality, Polarity, Reading, Time};
use relata::ontology::Source;
use relata::query::{Answer, AnswerFormat, Cancellation, Query, QueryError};
use relata::store::{AttributionPolicy, Needs, RdfOptions, Schema, Store};

use crate::store::{iri, reading};

const SHIPS: &str = "@prefix ship: <http://example.org/ships#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
ship:Ship a owl:Class ; rdfs:label \"ship\"@en .
ship:Tanker a owl:Class ; rdfs:subClassOf ship:Ship ; rdfs:label \"tanker\"@en .
ship:visits a owl:ObjectProperty ; rdfs:label \"visits\"@en ; owl:inverseOf ship:visitedBy ;
  rdfs:subPropertyOf ship:reaches .
ship:reaches a owl:ObjectProperty ; rdfs:label \"reaches\"@en .
ship:partOf a owl:ObjectProperty, owl:TransitiveProperty ; rdfs:label \"part of\"@en .
ship:near a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:label \"near\"@en .
";

fn store_of(readings: &[Reading], options: RdfOptions) -> Store {
    let sources = [Source::new("ships.ttl", SHIPS.as_bytes())];
    Store::from_readings(readings, &sources, options, &Needs::default()).unwrap()
}

/// Two documents that agree on one edge, and what is claimed but not so.
fn readings() -> Vec<Reading> {
    let mut first = reading("news/1.txt", "Harbour Guard", "Old Quay");
    let mut denied = first.claims[0].clone();
    denied.polarity = Polarity::Negative;
    denied.object.entity = Some(iri("North Pier"));
    denied.object.name = Some("North Pier".to_owned());
    let mut possible = first.claims[0].clone();
    possible.modality = Modality::Possible;
    possible.sentence.start = 40;
    possible.attribution = Some(Attribution {
        speaker: "a spokesman".to_owned(),
        entity: None,
        cue: "said".to_owned(),
    });
    possible.time = Some(Time {
        text: "on Thursday".to_owned(),
        value: Some("2026-01-22".to_owned()),
    });
    first.claims.extend([denied, possible]);
    vec![
        first,
        reading("https://example.org/2", "Harbour Guard", "Old Quay"),
    ]
}

fn with_relation(reading: &Reading, property: &str) -> Reading {
    let mut changed = reading.clone();
    for claim in &mut changed.claims {
        claim.relation.iri = Some(format!("http://example.org/ships#{property}"));
    }
    changed
}

fn parse(text: &str, store: &Store) -> Result<Query, QueryError> {
    Query::parse(text, &store.ontology().prefixes)
}

fn answer(store: &Store, text: &str, format: &str) -> String {
    let query = parse(text, store).unwrap_or_else(|error| panic!("{error}"));
    let answer = query.run(store, &Cancellation::default()).unwrap();
    let mut out = Vec::new();
    answer
        .write(format.parse().unwrap(), store.ontology(), &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

fn table(store: &Store, text: &str) -> String {
    answer(store, text, "table")
}

fn message(text: &str) -> String {
    static SCHEMA: LazyLock<Schema<'static>> = LazyLock::new(|| Schema::load(&[]).unwrap());
    Query::parse(text, &SCHEMA.ontology().prefixes)
        .map(|_| ())
        .unwrap_err()
        .to_string()
}

/// The rows of a CSV answer, sorted, without the header.
fn rows(store: &Store, text: &str) -> Vec<String> {
    let mut rows: Vec<String> = answer(store, text, "csv")
        .lines()
        .skip(1)
        .map(str::to_owned)
        .collect();
    rows.sort();
    rows
}

#[test]
fn an_edge_of_two_documents_is_one_row_and_needs_no_prefix() {
    let store = store_of(&readings(), RdfOptions::default());
    assert_eq!(
        table(&store, "SELECT ?who ?what WHERE { ?who news:controls ?what }"),
        "who                   what\n\
         ────────────────────  ───────────────\n\
         entity:Harbour_Guard  entity:Old_Quay\n"
    );
}

#[test]
fn graphs_can_be_told_apart() {
    let store = store_of(&readings(), RdfOptions::default());
    let graphs = "SELECT ?g WHERE { GRAPH ?g { ?who news:controls ?what } }";
    assert_eq!(
        rows(&store, graphs),
        [
            "https://example.org/2",
            "https://w3id.org/relata/document/news/1.txt"
        ]
    );
    let one = "SELECT ?t WHERE { GRAPH <https://example.org/2> { ?d dcterms:title ?t } }";
    assert_eq!(rows(&store, one), ["About Harbour Guard"]);
    let from = "SELECT ?who FROM <https://example.org/2> FROM document:news\\/1.txt WHERE { ?who news:controls ?what }";
    assert_eq!(rows(&store, from), [iri("Harbour Guard")]);
    let none = "SELECT ?who FROM <https://example.org/3> WHERE { ?who news:controls ?what }";
    assert!(rows(&store, none).is_empty());
    let named =
        "SELECT ?who FROM NAMED <https://example.org/2> WHERE { GRAPH ?g { ?who news:controls ?what } }";
    assert_eq!(rows(&store, named).len(), 1);
}

#[test]
fn claims_that_are_no_edges_can_be_asked_for() {
    let store = store_of(&readings(), RdfOptions::default());
    let text = "SELECT ?what ?polarity ?modality WHERE {
        ?claim rdf:reifies <<( ?who news:controls ?what )>> ; relata:polarity ?polarity ; relata:modality ?modality }";
    let shown = table(&store, text);
    assert!(
        shown.contains("entity:North_Pier  relata:negative  relata:asserted"),
        "{shown}"
    );
    assert!(
        shown.contains("entity:Old_Quay    relata:positive  relata:possible"),
        "{shown}"
    );
    assert_eq!(
        rows(&store, "SELECT ?what WHERE { ?who news:controls ?what }").len(),
        1
    );
}

#[test]
fn every_speaker_has_a_label_and_every_claim_its_sentence() {
    let store = store_of(&readings(), RdfOptions::default());
    let who = "SELECT ?n ?when ?cue WHERE { ?c prov:wasAttributedTo ?who ; relata:time ?when ; relata:attributionCue ?cue .
        ?who rdfs:label ?n }";
    assert_eq!(rows(&store, who), ["a spokesman,2026-01-22,said"]);
    let sentence = "SELECT DISTINCT ?text ?start ?title WHERE {
        ?c prov:wasDerivedFrom ?source . ?source oa:hasSource ?d ; oa:hasSelector ?position , ?quote .
        ?position oa:start ?start . ?quote oa:exact ?text . ?d dcterms:title ?title FILTER(?start > 0) }";
    assert_eq!(
        rows(&store, sentence),
        ["Harbour Guard controls Old Quay.,40,About Harbour Guard"]
    );
}

#[test]
fn attributed_claims_are_edges_unless_the_user_says_otherwise() {
    let mut said = reading("news/3.txt", "Harbour Guard", "Lighthouse");
    said.claims[0].attribution = Some(Attribution {
        speaker: "Harbour Guard".to_owned(),
        entity: Some(iri("Harbour Guard")),
        cue: "said".to_owned(),
    });
    let ask = "ASK { ?who news:controls entity:Lighthouse }";
    let options = RdfOptions {
        attribution: AttributionPolicy::Claim,
        ..RdfOptions::default()
    };
    assert_eq!(
        table(&store_of(std::slice::from_ref(&said), RdfOptions::default()), ask),
        "yes\n"
    );
    assert_eq!(table(&store_of(&[said], options), ask), "no\n");
}

#[test]
fn axioms_add_edges_in_a_graph_of_their_own() {
    let base = reading("a", "Ship", "Port");
    let between = |from: &str, property: &str, to: &str| {
        let mut changed = with_relation(&reading(&format!("{from} {property} {to}"), from, to), property);
        changed.entities[0].classes = vec!["http://example.org/ships#Tanker".to_owned()];
        changed
    };
    let all = [
        with_relation(&base, "visits"),
        between("Deck", "partOf", "Hull"),
        between("Hull", "partOf", "Vessel"),
        between("Vessel", "partOf", "Fleet"),
        between("Quay", "near", "Yard"),
    ];
    let store = store_of(&all, RdfOptions::default());
    let inferred = |text: &str| {
        rows(
            &store,
            &format!("SELECT ?s ?o WHERE {{ GRAPH <https://w3id.org/relata/graph/inferred> {{ {text} }} }}"),
        )
    };
    let pair = |from: &str, to: &str| format!("{},{}", iri(from), iri(to));
    assert_eq!(inferred("?s ship:visitedBy ?o"), [pair("Port", "Ship")]);
    assert_eq!(inferred("?s ship:reaches ?o"), [pair("Ship", "Port")]);
    assert_eq!(inferred("?s ship:near ?o"), [pair("Yard", "Quay")]);
    assert_eq!(
        inferred("?s ship:partOf ?o"),
        [
            pair("Deck", "Fleet"),
            pair("Deck", "Vessel"),
            pair("Hull", "Fleet")
        ]
    );
    assert!(inferred("?s ship:visits ?o").is_empty());
    assert!(table(&store, "ASK { entity:Deck a ship:Ship }").contains("yes"));
}

#[test]
fn the_ontology_can_be_asked_for_too() {
    let store = store_of(&readings(), RdfOptions::default());
    let labels = rows(
        &store,
        "SELECT ?l WHERE { ?p a owl:ObjectProperty ; rdfs:label ?l }",
    );
    assert!(
        labels.contains(&"visits".to_owned()) && labels.contains(&"controls".to_owned()),
        "{labels:?}"
    );
    assert_eq!(
        rows(
            &store,
            "SELECT ?b WHERE { ?s ?p ?o . FILTER(isBlank(?s) || isBlank(?o)) BIND(1 AS ?b) }"
        ),
        [""; 0]
    );
}

#[test]
fn the_gazetteer_tells_of_what_is_mentioned_and_no_more() {
    let mut told = reading("a", "Guard", "Baghdad");
    for entity in &mut told.entities {
        if entity.label == "Baghdad" {
            *entity = Entity {
                iri: EntityIri(iri("Baghdad")),
                label: "Baghdad".to_owned(),
                classes: vec!["https://w3id.org/relata/news#City".to_owned()],
                named: true,
                ..Entity::default()
            };
        }
    }
    let store = store_of(&[told], RdfOptions::default());
    let place = "SELECT ?l WHERE { entity:Baghdad news:locatedIn ?c . ?c rdfs:label ?l }";
    assert!(
        rows(&store, place).contains(&"Iraq".to_owned()),
        "{:?}",
        rows(&store, place)
    );
    assert_eq!(
        rows(&store, "SELECT ?l WHERE { entity:Baghdad rdfs:label ?l }"),
        ["Baghdad"]
    );
    assert_eq!(table(&store, "ASK { entity:Canada ?p ?o }"), "no\n");
}

#[test]
fn a_store_of_what_a_query_needs_answers_as_the_whole() {
    let readings = readings();
    let sources = [Source::new("ships.ttl", SHIPS.as_bytes())];
    let whole = store_of(&readings, RdfOptions::default());
    for text in [
        "SELECT ?who ?what WHERE { ?who news:controls ?what }",
        "SELECT ?n WHERE { ?who news:controls ?what . ?who rdfs:label ?n }",
        "SELECT ?g WHERE { GRAPH ?g {} }",
        "SELECT ?x WHERE { ?x a/rdfs:subClassOf* news:Agent }",
        "SELECT ?x WHERE { ?x a news:Place FILTER NOT EXISTS { ?y news:controls ?x } }",
        "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
        "SELECT ?c WHERE { ?c rdf:reifies <<( ?s ?p ?o )>> }",
        "SELECT ?s ?o WHERE { ?s !(rdf:type|rdfs:label) ?o }",
        "SELECT ?a WHERE { { ?a news:controlledBy ?b } UNION { ?b (news:controls|^news:controls)+ ?a } }",
    ] {
        let query = parse(text, &whole).unwrap();
        let part = Store::from_readings(&readings, &sources, RdfOptions::default(), &query.needs()).unwrap();
        assert!(part.len() <= whole.len());
        assert_eq!(rows(&part, text), rows(&whole, text), "{text}");
    }
}

#[test]
fn every_format_of_rows_is_written() {
    let store = store_of(&readings(), RdfOptions::default());
    let text = "SELECT ?n WHERE { entity:Old_Quay rdfs:label ?n }";
    assert_eq!(answer(&store, text, "csv"), "n\r\nOld Quay\r\n");
    assert_eq!(answer(&store, text, "tsv"), "?n\n\"Old Quay\"\n");
    assert_eq!(
        answer(&store, text, "json"),
        "{\"head\":{\"vars\":[\"n\"]},\"results\":{\"bindings\":[{\"n\":{\"type\":\"literal\",\"value\":\"Old Quay\"}}]}}\n"
    );
    assert!(answer(&store, text, "xml").contains("<literal>Old Quay</literal>"));
    assert_eq!(answer(&store, "ASK {}", "csv"), "true\n");
    assert_eq!(
        answer(&store, "ASK {}", "json"),
        "{\"head\":{},\"boolean\":true}\n"
    );
}

#[test]
fn every_format_of_triples_is_written() {
    let store = store_of(&readings(), RdfOptions::default());
    let text = "CONSTRUCT { ?what news:controlledBy ?who } WHERE { ?who news:controls ?what }";
    assert_eq!(
        answer(&store, text, "turtle"),
        "@prefix entity: <https://w3id.org/relata/entity/> .\n@prefix news: <https://w3id.org/relata/news#> .\n\
         entity:Old_Quay news:controlledBy entity:Harbour_Guard .\n"
    );
    for format in AnswerFormat::all().filter(|format| format.is_for_triples()) {
        let written = answer(&store, text, format.name());
        assert!(written.contains("Harbour_Guard"), "{format}: {written}");
    }
    let claims = "CONSTRUCT { ?c rdf:reifies <<( ?s news:controls ?o )>> } WHERE { ?c rdf:reifies <<( ?s news:controls ?o )>> }";
    assert!(answer(&store, claims, "turtle").contains("rdf:reifies <<( "));
}

#[test]
fn describing_tells_edges_names_and_who_says_so() {
    let store = store_of(&readings(), RdfOptions::default());
    let told = answer(&store, "DESCRIBE entity:Old_Quay", "turtle");
    for part in [
        "entity:Harbour_Guard rdfs:label \"Harbour Guard\"",
        "news:controls entity:Old_Quay",
        "relata:sentence \"Harbour Guard controls Old Quay.\"",
        "news:Place",
    ] {
        assert!(told.contains(part), "no `{part}` in\n{told}");
    }
    assert!(!told.contains("North_Pier"), "{told}");
}

#[test]
fn a_wrong_format_names_those_that_fit() {
    let store = store_of(&[], RdfOptions::default());
    let write = |text: &str, format: AnswerFormat| {
        let answer = parse(text, &store)
            .unwrap()
            .run(&store, &Cancellation::default())
            .unwrap();
        answer
            .write(format, store.ontology(), &mut Vec::new())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        write("SELECT * {}", AnswerFormat::Turtle),
        "format `turtle` does not fit a query that gives rows; expected one of table, json, csv, tsv, xml"
    );
    assert_eq!(
        write("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", AnswerFormat::Csv),
        "format `csv` does not fit a query that gives triples; expected one of turtle, ntriples, rdfxml, jsonld, nquads, trig"
    );
    let unknown = "yaml".parse::<AnswerFormat>().unwrap_err();
    assert!(
        unknown.starts_with("unknown format `yaml`; expected one of table, json, csv"),
        "{unknown}"
    );
}

#[test]
fn wide_and_odd_characters_stay_in_their_columns() {
    let store = store_of(&[], RdfOptions::default());
    assert_eq!(
        table(
            &store,
            "SELECT ?名前 ?n WHERE { VALUES (?名前 ?n) { (\"東京\" 5) (\"a\\nb\\u001b[31m\" 12) (UNDEF 7) } }"
        ),
        "名前       n\n\
         ────────  ──\n\
         東京       5\n\
         a b\u{fffd}[31m  12\n          \u{20}7\n"
    );
}

#[test]
fn a_syntax_error_says_where_what_was_expected_and_found() {
    assert_eq!(
        message("SELECT ?s\nWHRE { ?s ?p ?o }"),
        "syntax error: expected WHERE, {, FROM or a variable, found `WHRE`; did you mean WHERE? at line 2, column 1\n   |\n 2 | WHRE { ?s ?p ?o }\n   | ^^^^"
    );
    for (text, expected) in [
        (
            "",
            "expected SELECT, ASK, CONSTRUCT, DESCRIBE or PREFIX, found the end of the query at line 1, column 1",
        ),
        (
            "hello",
            "expected SELECT, ASK, CONSTRUCT, DESCRIBE or PREFIX, found `hello` at line 1, column 1",
        ),
        (
            "SELECT ?s WHERE { ?s ?p }",
            "expected an object, found `}` at line 1, column 25",
        ),
        (
            "SELECT ?s WHERE { ?s ?p ?o ",
            "expected ., ;, , or }, found the end of the query at line 1, column 27",
        ),
        (
            "SELECT ?s WHERE { ?s a \"x }",
            "expected \" at the end of the string, found the end of the line at line 1, column 24",
        ),
        (
            "SELECT WHERE { ?s ?p ?o }",
            "expected a variable, * or (… AS ?name), found `WHERE` at line 1, column 8",
        ),
        (
            "SELECT * { ?s ?p ?o FILTER(?o >) }",
            "expected a variable, a value, a function or (, found `)` at line 1, column 32",
        ),
        (
            "SELECT * { ?s ?p ?o FILTER(?o > 1 }",
            "expected ) or an operator, found `}` at line 1, column 35",
        ),
        (
            "SELECT * { ?s ?p ?o FILTER(REGX(?o, 'x')) }",
            "expected a function or REGEX, found `REGX`",
        ),
        (
            "SELECT * { ?s ?p ?o } LIMIT x",
            "expected a number, found `x` at line 1, column 29",
        ),
        (
            "SELECT * { ?s ?p ?o } ORDR BY ?s",
            "found `ORDR`; did you mean ORDER? at line 1, column 23",
        ),
        (
            "SELECT * { ?s ?p ?o } }",
            "expected the end of the query, found `}` at line 1, column 23",
        ),
        (
            "SELECT * { ?s news:controls, ?o }",
            "expected an object, found `,` at line 1, column 28",
        ),
        (
            "DESCRIBE \"Iraq\"",
            "expected an IRI, a variable or *, found `\"Iraq\"` at line 1, column 10",
        ),
        (
            "INSERT DATA { <http://a> <http://b> 1 }",
            "found `INSERT` at line 1, column 1",
        ),
        (
            "SELECT ?x (COUNT(?y) AS ?n) WHERE { ?x ?p ?y }",
            "a variable after SELECT is neither grouped nor within an aggregate; expected it in GROUP BY",
        ),
        (
            "SELECT ?s WHERE { ?s <rel> ?o }",
            "this IRI is relative; expected an absolute one",
        ),
        (
            "CONSTRUCT { ?s ?p } WHERE { ?s ?p ?o }",
            "expected an object, found `}` at line 1, column 19",
        ),
        (
            "SELECT * { <<( ?s ?p )>> ?q ?r }",
            "expected an object, found `)>>` at line 1, column 22",
        ),
    ] {
        let message = message(text);
        assert!(message.contains(expected), "{text}\n{message}");
    }
}

#[test]
fn an_unknown_prefix_is_named_with_what_to_do() {
    assert_eq!(
        message("SELECT ?s WHERE {\n  ?s nws:controls ?o\n}"),
        "unknown prefix `nws:` at line 2, column 6\n   |\n 2 |   ?s nws:controls ?o\n   |      ^^^^\nhint: declare it with `PREFIX nws: <…>`; did you mean `news:`"
    );
    let store = store_of(&[], RdfOptions::default());
    parse(
        "PREFIX x: <http://e.org/> SELECT * { x:a x:b \"no:prefix\" . # nor:here\n ?s a <no:prefix> }",
        &store,
    )
    .unwrap();
}

#[test]
fn a_name_that_nothing_has_is_remarked_upon() {
    let store = store_of(&readings(), RdfOptions::default());
    let remarks = |text: &str| {
        let warnings = parse(text, &store).unwrap().check(&store);
        warnings
            .into_iter()
            .map(|warning| warning.message)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        remarks("SELECT * { ?s news:controlls ?o ; news:controlls ?o2 }"),
        ["unknown property `news:controlls`; did you mean `news:controls`?"]
    );
    assert_eq!(
        remarks("SELECT * { ?s a news:Persn }"),
        ["unknown class `news:Persn`; did you mean `news:Person`?"]
    );
    assert_eq!(
        remarks("SELECT * { ?s rdfs:lable ?o }"),
        ["unknown property `rdfs:lable`; did you mean `rdfs:label`?"]
    );
    assert_eq!(
        remarks("SELECT * { entity:Harbor_Guard ?p ?o }"),
        ["unknown entity `entity:Harbor_Guard`; did you mean `entity:Harbour_Guard`?"]
    );
    assert_eq!(
        remarks("PREFIX s: <http://example.org/ships#> SELECT * { ?s s:visit ?o }"),
        ["unknown property `s:visit`; did you mean `ship:visits`?"]
    );
    for fine in [
        "SELECT * { ?s news:controls ?o ; a owl:Thing ; foaf:name ?n }",
        "SELECT * FROM <https://example.org/2> { GRAPH <https://example.org/2> { ?s prov:wasDerivedFrom ?o } }",
        "SELECT * { ?c rdf:reifies <<( ?s ?p ?o )>> ; relata:speakerText ?x . FILTER(xsd:integer(?x) > 1) }",
    ] {
        assert!(remarks(fine).is_empty(), "{fine}: {:?}", remarks(fine));
    }
}

#[test]
fn a_query_can_be_stopped() {
    let store = store_of(&readings(), RdfOptions::default());
    let query = parse("SELECT * { ?a ?b ?c }", &store).unwrap();
    let cancellation = Cancellation::default();
    let answer = query.run(&store, &cancellation).unwrap();
    assert!(matches!(answer, Answer::Solutions(_)));
    cancellation.cancel();
    let error = answer
        .write(AnswerFormat::Csv, store.ontology(), &mut Vec::new())
        .unwrap_err();
    assert!(matches!(error, QueryError::Cancelled), "{error}");
}

#[test]
fn odd_ids_and_names_give_valid_rdf() {
    for id in [
        "C:\\news\\ä b.txt",
        "",
        "../x",
        "urn:x:1",
        "a:b.txt",
        "https://e.org/a b",
        "日本/<>\".txt",
    ] {
        let mut odd = reading(id, "Guard \"<x>\"", "Quay\n\\");
        odd.document.url = Some("not a url".to_owned());
        odd.claims[0].subject.entity = None;
        odd.claims[0].relation.iri = None;
        odd.claims[0].relation.label = "was not {found} in".to_owned();
        let store = store_of(&[odd], RdfOptions::default());
        let written = answer(&store, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "ntriples");
        let parsed = Source::new("a.nt", written.clone().into_bytes());
        let mut count = 0;
        parsed
            .parse(|_| count += 1)
            .unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(count, store.len());
        assert!(!written.contains("_:"), "{id}");
    }
}
