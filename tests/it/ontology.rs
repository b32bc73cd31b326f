//! Loading and merging ontology files: what they teach, what clashes, what is refused.

use relata::ontology::{Diagnostic, Ontology, OntologyError, Range, Source, parse_example};

const HEAD: &str = "@prefix : <http://example.org/ships#> .
@prefix relata: <https://w3id.org/relata/ns#> .
@prefix news: <https://w3id.org/relata/news#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";
const NS: &str = "http://example.org/ships#";

fn load_files(files: &[(&str, &str)]) -> (Ontology, Vec<Diagnostic>) {
    let sources: Vec<Source<'_>> = files
        .iter()
        .map(|(name, text)| Source::new(*name, format!("{HEAD}{text}").into_bytes()))
        .collect();
    Ontology::load(&sources).unwrap()
}

fn load(text: &str) -> Ontology {
    let (ontology, diagnostics) = load_files(&[("ships.ttl", text)]);
    let severe: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert!(severe.is_empty(), "{severe:#?}");
    ontology
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn class_names(ontology: &Ontology, classes: &[relata::ontology::ClassId]) -> Vec<String> {
    classes
        .iter()
        .map(|&id| ontology[id].iri.replace(NS, ""))
        .collect()
}

#[test]
fn embedded_ontology_loads_without_errors() {
    let (ontology, diagnostics) = Ontology::load(&Ontology::embedded_sources()).unwrap();
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity > relata::ontology::Severity::Note)
        .map(ToString::to_string)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let controls = ontology
        .property("https://w3id.org/relata/news#controls")
        .unwrap();
    assert_eq!(ontology[controls].label, "controls");
    assert!(!ontology[controls].examples.is_empty());
    assert!(!ontology.individuals_named("Iraqi").is_empty());
}

#[test]
fn ancestors_are_closed_and_cycles_safe() {
    let (ontology, diagnostics) = load_files(&[(
        "ships.ttl",
        ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :C rdfs:subClassOf :A , :D .",
    )]);
    let a = ontology.class(&format!("{NS}A")).unwrap();
    assert_eq!(class_names(&ontology, &ontology[a].ancestors), ["B", "C", "D"]);
    assert_eq!(codes(&diagnostics), ["ontology-cycle"]);
    assert!(
        diagnostics[0]
            .message
            .contains("`:A` stands on a cycle of rdfs:subClassOf with `:B`, `:C`"),
        "{}",
        diagnostics[0]
    );
}

#[test]
fn equivalent_classes_are_each_others_ancestors() {
    let ontology = load(":Ship a owl:Class ; owl:equivalentClass :Vessel . :Tanker rdfs:subClassOf :Ship .");
    let [ship, vessel, tanker] =
        ["Ship", "Vessel", "Tanker"].map(|name| ontology.class(&format!("{NS}{name}")));
    let (ship, vessel, tanker) = (ship.unwrap(), vessel.unwrap(), tanker.unwrap());
    assert!(ontology.is_a(tanker, vessel) && ontology.is_a(ship, vessel) && ontology.is_a(vessel, ship));
}

#[test]
fn disjointness_is_inherited() {
    let ontology = load(
        ":Ship owl:disjointWith :Port . :Tanker rdfs:subClassOf :Ship . :Harbour rdfs:subClassOf :Port .
         [] a owl:AllDisjointClasses ; owl:members ( :Port :Crew ) .",
    );
    let tanker = ontology.class(&format!("{NS}Tanker")).unwrap();
    let port = ontology.class(&format!("{NS}Port")).unwrap();
    assert_eq!(
        class_names(&ontology, &ontology[tanker].disjoint),
        ["Harbour", "Port"]
    );
    assert_eq!(
        class_names(&ontology, &ontology[port].disjoint),
        ["Ship", "Tanker"]
    );
}

#[test]
fn domain_and_range_come_from_unions_super_properties_and_inverses() {
    let ontology = load(
        ":visits a owl:ObjectProperty ; rdfs:label \"visits\"@en ;
            rdfs:domain [ a owl:Class ; owl:unionOf ( :Ship :Crew ) ] ; rdfs:range :Port .
         :docksAt rdfs:subPropertyOf :visits .
         :visitedBy owl:inverseOf :visits .
         :tonnage a owl:DatatypeProperty ; rdfs:label \"tonnage\" ; rdfs:domain :Ship ; rdfs:range xsd:integer .
         :motto a owl:DatatypeProperty ; rdfs:label \"motto\" .
         :near a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:label \"near\" ; rdfs:domain :Port .",
    );
    let property = |name: &str| &ontology[ontology.property(&format!("{NS}{name}")).unwrap()];
    let range = |name: &str| match &property(name).range {
        Range::Classes(classes) => class_names(&ontology, classes).join(" "),
        Range::Datatype(iri) => iri.rsplit(['#', '/']).next().unwrap_or_default().to_owned(),
        Range::Any => String::new(),
    };
    let domain = |name: &str| class_names(&ontology, &property(name).domain).join(" ");
    assert_eq!(
        (domain("visits"), range("visits")),
        ("Crew Ship".to_owned(), "Port".to_owned())
    );
    assert_eq!(
        (domain("docksAt"), range("docksAt")),
        ("Crew Ship".to_owned(), "Port".to_owned())
    );
    assert_eq!(
        (domain("visitedBy"), range("visitedBy")),
        ("Port".to_owned(), "Crew Ship".to_owned())
    );
    assert_eq!(
        (domain("tonnage"), range("tonnage")),
        ("Ship".to_owned(), "integer".to_owned())
    );
    assert_eq!(range("motto"), "Literal");
    assert_eq!(
        (domain("near"), range("near")),
        ("Port".to_owned(), "Port".to_owned())
    );
    let (visits, visited_by) = (
        ontology.property(&format!("{NS}visits")),
        ontology.property(&format!("{NS}visitedBy")),
    );
    assert_eq!(
        (property("visits").inverse, property("visitedBy").inverse),
        (visited_by, visits)
    );
}

#[test]
fn english_labels_are_preferred() {
    let ontology = load(
        ":A a owl:Class ; rdfs:label \"Schiff\"@de , \"plain\" , \"british\"@en-GB , \"ship\"@en .
         :B a owl:Class ; rdfs:label \"port\" , \"harbour\"@en-GB .
         :C a owl:Class ; rdfs:label \"Hafen\"@de .",
    );
    let labels: Vec<&str> = ontology
        .classes
        .iter()
        .map(|class| class.label.as_str())
        .collect();
    assert_eq!(labels, ["ship", "harbour", "C"]);
}

#[test]
fn the_most_specific_class_wins_a_noun() {
    let (ontology, _) = load_files(&[(
        "ships.ttl",
        ":Ship a owl:Class ; rdfs:label \"Ship\"@en ; relata:headNoun \"vessel\" .
         :Warship rdfs:subClassOf :Ship ; skos:altLabel \"vessel\"@en , \"naval  Vessel\" .
         :Aircraft a owl:Class ; relata:headNoun \"vessel\" . :OilTanker a owl:Class .",
    )]);
    let noun = |noun: &str| {
        ontology
            .class_of_noun(noun)
            .map(|id| ontology[id].iri.replace(NS, ""))
    };
    assert_eq!(noun("vessel").as_deref(), Some("Warship"));
    assert_eq!(noun("naval vessel").as_deref(), Some("Warship"));
    assert_eq!(noun("ship").as_deref(), Some("Ship"));
    assert_eq!(noun("oil tanker").as_deref(), Some("OilTanker"));
    assert_eq!(noun("plane"), None);
}

#[test]
fn individuals_are_found_by_every_name() {
    let ontology = load(
        ":Port a owl:Class . :Harbour rdfs:subClassOf :Port .
         :Basra a :Harbour , :Port ; rdfs:label \"Basra\"@en ; skos:altLabel \"Al-Basrah\" ;
           relata:demonym \"Basrawi\" ; relata:weight 1326564 ; news:locatedIn :Iraq .
         :Stray a :Unknown ; rdfs:label \"Stray\" .",
    );
    assert_eq!(ontology.individuals.len(), 1);
    for name in ["Basra", "the Al-Basrah", "Basrawi", "Basra’s"] {
        assert_eq!(ontology.individuals_named(name).len(), 1, "{name}");
    }
    let basra = &ontology.individuals[0];
    assert_eq!(class_names(&ontology, &basra.classes), ["Harbour"]);
    assert_eq!(basra.weight, 1_326_564);
    assert_eq!(basra.located_in.as_deref(), Some("http://example.org/ships#Iraq"));
}

#[test]
fn examples_give_text_and_spans() {
    let example = parse_example("((areas)) held by [[the SDF (Syrian forces)]]", "f").unwrap();
    assert_eq!(example.text, "areas held by the SDF (Syrian forces)");
    assert_eq!(example.subject.of(&example.text), "the SDF (Syrian forces)");
    assert_eq!(example.object.of(&example.text), "areas");
    let nested = parse_example("[[X]] met ((the forces (SDF))).", "f").unwrap();
    assert_eq!(nested.object.of(&nested.text), "the forces (SDF)");
}

#[test]
fn a_bad_example_is_named_with_its_line() {
    for (text, reason) in [
        ("[[A]] holds B.", "the object is not marked; expected `((…))`"),
        ("A holds ((B)).", "the subject is not marked; expected `[[…]]`"),
        (
            "[[A holds ((B)).",
            "`[[` is opened but never closed; expected `]]` after it",
        ),
        (
            "[[A]] and [[B]] hold ((C)).",
            "the subject is marked twice; expected `[[…]]` once",
        ),
        (
            "[[ ]] holds ((C)).",
            "the subject is empty; expected words between `[[` and `]]`",
        ),
        (
            "[[A of ((C))]] is.",
            "`((` stands within another mark; expected subject and object apart",
        ),
    ] {
        let (ontology, diagnostics) = load_files(&[(
            "ships.ttl",
            &format!(":p a owl:ObjectProperty ; rdfs:label \"p\" ;\n relata:example \"{text}\" ."),
        )]);
        assert_eq!(codes(&diagnostics), ["ontology-example"], "{text}");
        assert!(diagnostics[0].message.ends_with(reason), "{}", diagnostics[0]);
        assert_eq!(diagnostics[0].line, Some(9), "{text}");
        assert!(ontology.properties[0].examples.is_empty());
    }
}

#[test]
fn clashes_between_files_are_reported() {
    let (ontology, diagnostics) = load_files(&[
        (
            "a.ttl",
            ":Ship a owl:Class . :Port a owl:Class ; owl:disjointWith :Ship .
             :visits a owl:ObjectProperty ; rdfs:label \"visits\"@en ; rdfs:domain :Ship .",
        ),
        (
            "b.ttl",
            ":Dock rdfs:subClassOf :Ship , :Port . :Bay a owl:Class ; rdfs:subClassOf :Port ; owl:disjointWith :Port .
:visits a owl:DatatypeProperty ; rdfs:label \"calls at\"@en ; rdfs:domain :Port .
             :mute a owl:ObjectProperty .",
        ),
    ]);
    let mut found = codes(&diagnostics);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "ontology-disjoint",
            "ontology-domain",
            "ontology-kind",
            "ontology-label",
            "ontology-unused"
        ]
    );
    let label = diagnostics
        .iter()
        .find(|diagnostic| diagnostic.code == "ontology-label")
        .unwrap();
    assert_eq!(
        label.to_string(),
        "warning[ontology-label]: `:visits` has two English labels, `calls at` here and `visits` in `a.ttl`; \
         the latter is used (`b.ttl`, line 9)"
    );
    assert_eq!(
        ontology[ontology.property(&format!("{NS}visits")).unwrap()].label,
        "visits"
    );
}

#[test]
fn a_syntax_error_has_file_line_and_column() {
    let text = "@prefix : <http://example.org/> .\n:a :b ex:c .\n";
    let error = Ontology::load(&[Source::new("bad.ttl", text.as_bytes())]).unwrap_err();
    let OntologyError::Syntax { line, column, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!((*line, *column), (Some(2), Some(7)));
    assert!(
        error.to_string().starts_with("`bad.ttl` is not valid Turtle: "),
        "{error}"
    );
    assert!(error.to_string().ends_with("at line 2, column 7"), "{error}");
}

#[test]
fn a_syntax_error_in_xml_has_its_line() {
    let text = "<?xml version=\"1.0\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description>\n</rdf:Wrong>\n</rdf:RDF>\n";
    let error = Ontology::load(&[Source::new("bad.owl", text.as_bytes())]).unwrap_err();
    assert!(error.to_string().ends_with("near line 4"), "{error}");
}

#[test]
fn every_rdf_format_is_read() {
    let cls = "http://www.w3.org/2002/07/owl#Class";
    let kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    for (name, text) in [
        ("a.nt", format!("<http://e.org/A> <{kind}> <{cls}> .")),
        ("a.nq", format!("<http://e.org/A> <{kind}> <{cls}> <http://e.org/g> .")),
        ("a.trig", format!("<http://e.org/g> {{ <http://e.org/A> a <{cls}> }}")),
        ("a.jsonld", format!("{{\"@id\":\"http://e.org/A\",\"@type\":\"{cls}\"}}")),
        ("a.json", format!("{{\"@id\":\"http://e.org/A\",\"@type\":\"{cls}\"}}")),
        (
            "a.owl",
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:owl=\"http://www.w3.org/2002/07/owl#\"><owl:Class rdf:about=\"http://e.org/A\"/></rdf:RDF>".to_owned(),
        ),
    ] {
        let (ontology, _) = Ontology::load(&[Source::new(name, text.into_bytes())]).unwrap();
        assert!(ontology.class("http://e.org/A").is_some(), "{name}");
    }
    let error = Ontology::load(&[Source::new("a.docx", &b"PK"[..])]).unwrap_err();
    assert!(
        error.to_string().contains("the format of `a.docx` is not known"),
        "{error}"
    );
}
