//! The graph beside oxigraph alone on the same triples: filling it and asking it.
//!
//! The graph is made up: 300 documents of 30 claims each over 1,500 things.

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxrdf::Quad;
use relata::claim::{Argument, Claim, DocumentRecord, Entity, EntityIri, Quote, Reading, Relation};
use relata::ontology::Ontology;
use relata::query::{AnswerFormat, Cancellation, Query};
use relata::store::{GraphDirectory, GraphWriter, Needs, RdfOptions, Settings, Store};

const DOCUMENTS: usize = 300;
const CLAIMS: usize = 30;
const THINGS: usize = 1500;

const QUERIES: [&str; 4] = [
    "SELECT ?who ?what WHERE { ?who news:controls ?what }",
    "SELECT ?n ?m WHERE { ?who news:controls ?what . ?who rdfs:label ?n . ?what rdfs:label ?m . ?what a news:City }",
    "SELECT ?n ?s WHERE { ?c rdf:reifies <<( ?who news:controls ?what )>> ; relata:sentence ?s . ?who rdfs:label ?n }",
    "SELECT ?who (COUNT(?what) AS ?n) WHERE { ?who news:controls ?what } GROUP BY ?who ORDER BY DESC(?n) LIMIT 10",
];

static READINGS: LazyLock<Vec<Reading>> = LazyLock::new(|| (0..DOCUMENTS).map(reading).collect());
static STORE: LazyLock<Store> = LazyLock::new(|| store(&Needs::default()));
static QUADS: LazyLock<Vec<Quad>> = LazyLock::new(|| STORE.quads().collect());
static OXIGRAPH: LazyLock<oxigraph::store::Store> = LazyLock::new(|| oxigraph_store(QUADS.clone()));

fn main() {
    divan::main();
}

fn reading(number: usize) -> Reading {
    let id = format!("news/{number}.txt");
    let name = |thing: usize| format!("Thing {}", thing % THINGS);
    let iri = |thing: usize| format!("https://w3id.org/relata/entity/Thing_{}", thing % THINGS);
    let argument = |thing: usize, start: usize| Argument {
        text: name(thing),
        start,
        end: start + name(thing).len(),
        class: Some("City".to_owned()),
        entity: Some(iri(thing)),
        name: Some(name(thing)),
        ..Argument::default()
    };
    let pairs = (0..CLAIMS).map(|claim| (number * 31 + claim, number * 17 + claim * 7));
    let claims = pairs.clone().enumerate().map(|(at, (subject, object))| Claim {
        document: id.clone(),
        sentence: Quote {
            start: at * 100,
            end: at * 100 + 80,
            text: format!(
                "Sentence {at} of text {number} says something about two things in some twenty words."
            ),
        },
        subject: argument(subject, at * 100),
        relation: Relation {
            iri: Some("https://w3id.org/relata/news#controls".to_owned()),
            label: "controls".to_owned(),
            text: "controls".to_owned(),
            start: at * 100 + 20,
            end: at * 100 + 28,
        },
        object: argument(object, at * 100 + 50),
        confidence: 0.87,
        extractor: "bench".to_owned(),
        ..Claim::default()
    });
    let mut entities: Vec<Entity> = pairs
        .clone()
        .flat_map(|(subject, object)| [subject, object])
        .map(|thing| Entity {
            iri: EntityIri(iri(thing)),
            label: name(thing),
            classes: vec!["https://w3id.org/relata/news#City".to_owned()],
            named: true,
            ..Entity::default()
        })
        .collect();
    entities.sort_by(|left, right| left.iri.cmp(&right.iri));
    entities.dedup();
    Reading {
        document: DocumentRecord {
            id: id.clone(),
            hash: id.clone(),
            ..DocumentRecord::default()
        },
        entities,
        claims: claims.collect(),
    }
}

fn store(needs: &Needs) -> Store {
    Store::from_readings(&READINGS, &[], RdfOptions::default(), needs).expect("the embedded ontology loads")
}

fn oxigraph_store(quads: Vec<Quad>) -> oxigraph::store::Store {
    let store = oxigraph::store::Store::new().expect("a store in memory opens");
    let mut loader = store.bulk_loader();
    loader.load_quads(quads).expect("quads load");
    loader.commit().expect("quads are kept");
    store
}

#[divan::bench(sample_count = 20)]
fn load_the_embedded_ontology() -> Ontology {
    Ontology::embedded().expect("the embedded ontology loads")
}

#[divan::bench(sample_count = 5)]
fn write_the_directory(bencher: Bencher) {
    bencher
        .with_inputs(|| tempfile::tempdir().expect("a folder"))
        .bench_values(|folder| {
            let settings = Settings {
                reader: "bench".to_owned(),
                ..Settings::default()
            };
            let mut writer = GraphWriter::open(folder.path(), &settings).expect("the folder is free");
            for batch in READINGS.chunks(64) {
                writer.append(batch).expect("a batch is written");
            }
            writer.finish().expect("the graph is written")
        });
}

#[divan::bench(sample_count = 5)]
fn read_the_directory(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings {
        reader: "bench".to_owned(),
        ..Settings::default()
    };
    let mut writer = GraphWriter::open(folder.path(), &settings).expect("the folder is free");
    writer.append(&READINGS).expect("a batch is written");
    writer.finish().expect("the graph is written");
    bencher.bench(|| {
        let directory = GraphDirectory::open(folder.path()).expect("the graph is there");
        directory
            .readings()
            .collect::<Result<Vec<_>, _>>()
            .expect("the graph is whole")
    });
}

/// From readings: RDF is made, axioms are applied, indices are built.
#[divan::bench(sample_count = 5)]
fn fill_all() -> Store {
    store(&Needs::default())
}

#[divan::bench(sample_count = 5)]
fn fill_for_the_first_query() -> Store {
    let query = Query::parse(QUERIES[0], &STORE.ontology().prefixes).expect("the query is right");
    store(&query.needs())
}

/// From quads that are there already.
#[divan::bench(sample_count = 5)]
fn fill_oxigraph_alone(bencher: Bencher) {
    bencher.with_inputs(|| QUADS.clone()).bench_values(oxigraph_store);
}

#[divan::bench(args = 0..QUERIES.len(), sample_count = 10)]
fn ask(bencher: Bencher, number: usize) {
    let query = Query::parse(QUERIES[number], &STORE.ontology().prefixes).expect("the query is right");
    bencher.bench(|| {
        let answer = query
            .run(&STORE, &Cancellation::default())
            .expect("the query runs");
        let mut out = Vec::new();
        answer
            .write(AnswerFormat::Tsv, STORE.ontology(), &mut out)
            .expect("the answer is written");
        out
    });
}

/// Rows come once for each graph that a triple stands in; DISTINCT makes the answers the same.
#[divan::bench(args = 0..QUERIES.len(), sample_count = 10)]
fn ask_oxigraph_alone(bencher: Bencher, number: usize) {
    let text = QUERIES[number].replace("SELECT ?", "SELECT DISTINCT ?");
    bencher.bench(|| {
        let mut evaluator = SparqlEvaluator::new();
        for (prefix, namespace) in &STORE.ontology().prefixes {
            evaluator = evaluator
                .with_prefix(prefix, namespace)
                .expect("namespaces are IRIs");
        }
        let mut query = evaluator.parse_query(&text).expect("the query is right");
        query.dataset_mut().set_default_graph_as_union();
        let QueryResults::Solutions(rows) = query.on_store(&OXIGRAPH).execute().expect("the query runs")
        else {
            return 0;
        };
        rows.map(|row| black_box(row.expect("a row")).len())
            .sum::<usize>()
    });
}
