//! The graph directory: what is written comes back, the same input gives the same bytes, damage is named.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use relata::claim::{
    Argument, Attribution, Claim, DocumentRecord, Entity, EntityIri, Modality, Polarity, Quote, Reading,
    Relation, Time,
};
use relata::ontology::Source;
use relata::store::{DirectoryError, GraphDirectory, GraphWriter, Settings};
use tempfile::TempDir;

/// A document that says `subject news:controls object`.
pub(crate) fn reading(id: &str, subject: &str, object: &str) -> Reading {
    let text = format!("{subject} controls {object}.");
    let entity = |name: &str, class: &str| Entity {
        iri: EntityIri(iri(name)),
        label: name.to_owned(),
        classes: vec![format!("https://w3id.org/relata/news#{class}")],
        named: true,
        ..Entity::default()
    };
    let argument = |name: &str, start: usize, class: &str| Argument {
        text: name.to_owned(),
        start,
        end: start + name.chars().count(),
        class: Some(class.to_owned()),
        entity: Some(iri(name)),
        name: Some(name.to_owned()),
        ..Argument::default()
    };
    let mut entities = vec![entity(subject, "Organization"), entity(object, "Place")];
    entities.sort_by(|left, right| left.iri.cmp(&right.iri));
    let verb = subject.chars().count() + 1;
    Reading {
        document: DocumentRecord {
            id: id.to_owned(),
            title: Some(format!("About {subject}")),
            publisher: Some("Harbour Post".to_owned()),
            date: Some("2026-01-22".to_owned()),
            url: Some("https://example.org/news/1".to_owned()),
            language: Some("en".to_owned()),
            hash: format!("hash of {text}"),
            sentences: 1,
        },
        entities,
        claims: vec![Claim {
            document: id.to_owned(),
            sentence: Quote {
                start: 0,
                end: text.chars().count(),
                text: text.clone(),
            },
            subject: argument(subject, 0, "Organization"),
            relation: Relation {
                iri: Some("https://w3id.org/relata/news#controls".to_owned()),
                label: "controls".to_owned(),
                text: "controls".to_owned(),
                start: verb,
                end: verb + 8,
            },
            object: argument(object, verb + 9, "Place"),
            confidence: 0.93,
            extractor: "example-pattern".to_owned(),
            ..Claim::default()
        }],
    }
}

pub(crate) fn iri(name: &str) -> String {
    format!("https://w3id.org/relata/entity/{}", name.replace(' ', "_"))
}

fn settings() -> Settings<'static> {
    Settings {
        reader: "test 1".to_owned(),
        ..Settings::default()
    }
}

pub(crate) fn build(root: &Path, readings: &[Reading]) {
    build_in_batches(root, readings, 3);
}

fn build_in_batches(root: &Path, readings: &[Reading], batch: usize) {
    let mut writer = GraphWriter::open(root, &settings()).unwrap();
    for batch in readings.chunks(batch) {
        let fresh: Vec<Reading> = batch
            .iter()
            .filter(|reading| {
                !writer
                    .directory()
                    .has(&reading.document.id, &reading.document.hash)
            })
            .cloned()
            .collect();
        writer.append(&fresh).unwrap();
    }
    writer.finish().unwrap();
}

/// Every file of the directory with its bytes.
fn content(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut pending = vec![root.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn many(count: usize) -> Vec<Reading> {
    (0..count)
        .map(|at| {
            reading(
                &format!("news/{at:04}.txt"),
                &format!("Unit {}", at % 7),
                &format!("Port {}", at % 11),
            )
        })
        .collect()
}

fn all(root: &Path) -> Vec<Reading> {
    GraphDirectory::open(root)
        .unwrap()
        .readings()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn segment_of(root: &Path) -> std::path::PathBuf {
    let mut files: Vec<_> = fs::read_dir(root.join("segments"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.remove(0)
}

fn damage(root: &Path) -> String {
    let directory = GraphDirectory::open(root).unwrap();
    let error = directory.readings().find_map(Result::err).unwrap();
    assert!(matches!(error, DirectoryError::Damaged { .. }), "{error}");
    error.to_string().replace(&root.display().to_string(), "KG")
}

#[test]
fn two_builds_of_the_same_input_are_byte_identical() {
    let (left, right) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    build_in_batches(left.path(), &many(300), 7);
    build_in_batches(right.path(), &many(300), 300);
    assert_eq!(content(left.path()), content(right.path()));
}

#[test]
fn the_order_and_number_of_builds_leave_no_trace() {
    let (left, right) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    build(left.path(), &many(200));
    let mut readings = many(200);
    readings.reverse();
    for part in readings.chunks(41) {
        build(right.path(), part);
    }
    build(right.path(), &[reading("other.txt", "Guard", "Quay")]);
    GraphWriter::open(right.path(), &settings())
        .unwrap()
        .forget(&["other.txt"])
        .unwrap();
    assert_eq!(content(left.path()), content(right.path()));
}

#[test]
fn building_again_writes_nothing() {
    let directory = TempDir::new().unwrap();
    build(directory.path(), &many(20));
    let before = content(directory.path());
    let times = |root: &Path| {
        content(root)
            .into_keys()
            .map(|name| fs::metadata(root.join(name)).unwrap().modified().unwrap())
            .collect::<Vec<_>>()
    };
    let written = times(directory.path());
    build(directory.path(), &many(20));
    assert_eq!(content(directory.path()), before);
    assert_eq!(times(directory.path()), written);
}

#[test]
fn a_corrected_document_replaces_only_what_it_said() {
    let directory = TempDir::new().unwrap();
    build(directory.path(), &many(20));
    let corrected = reading("news/0004.txt", "Guard", "Lighthouse");
    build(directory.path(), std::slice::from_ref(&corrected));
    let mut expected = many(20);
    expected[4] = corrected;
    assert_eq!(all(directory.path()), expected);
    let fresh = TempDir::new().unwrap();
    build(fresh.path(), &expected);
    assert_eq!(content(directory.path()), content(fresh.path()));
}

#[test]
fn a_corrected_document_rewrites_one_segment_of_many() {
    let directory = TempDir::new().unwrap();
    build_in_batches(directory.path(), &many(1500), 500);
    let before = content(directory.path());
    build(
        directory.path(),
        &[reading("news/0700.txt", "Guard", "Lighthouse")],
    );
    let after = content(directory.path());
    let changed: Vec<&String> = after
        .iter()
        .filter(|(name, bytes)| before.get(*name) != Some(bytes))
        .map(|(name, _)| name)
        .collect();
    assert!(before.len() > 5, "{}", before.len());
    assert_eq!(changed.len(), 2, "manifest and one segment, not {changed:?}");
}

#[test]
fn the_last_of_two_documents_with_one_id_counts() {
    let directory = TempDir::new().unwrap();
    let readings = [reading("a", "Guard", "Quay"), reading("a", "Guard", "Pier")];
    build(directory.path(), &readings);
    assert_eq!(all(directory.path()), readings[1..]);
}

#[test]
fn forgetting_takes_out_a_document_and_names_unknown_ones() {
    let directory = TempDir::new().unwrap();
    build(directory.path(), &many(5));
    let mut writer = GraphWriter::open(directory.path(), &settings()).unwrap();
    let unknown = writer.forget(&["news/0002.txt", "news/0009.txt"]).unwrap();
    assert_eq!(unknown, ["news/0009.txt"]);
    drop(writer);
    let ids: Vec<String> = all(directory.path())
        .into_iter()
        .map(|reading| reading.document.id)
        .collect();
    assert_eq!(
        ids,
        ["news/0000.txt", "news/0001.txt", "news/0003.txt", "news/0004.txt"]
    );
}

#[test]
fn a_killed_build_leaves_the_batches_before() {
    let directory = TempDir::new().unwrap();
    let mut writer = GraphWriter::open(directory.path(), &settings()).unwrap();
    writer.append(&many(5)).unwrap();
    fs::write(
        directory.path().join("segments/0123456789abcdef.jsonl.gz"),
        b"never named",
    )
    .unwrap();
    fs::write(
        directory.path().join("segments/0123456789abcdef.jsonl.gz.tmp"),
        b"half",
    )
    .unwrap();
    fs::write(directory.path().join("manifest.json.tmp"), b"{\"format").unwrap();
    drop(writer);
    assert_eq!(all(directory.path()), many(5));
    // The next build goes on and clears away what was left.
    build(directory.path(), &many(9));
    let fresh = TempDir::new().unwrap();
    build(fresh.path(), &many(9));
    assert_eq!(content(directory.path()), content(fresh.path()));
}

#[test]
fn a_build_killed_before_its_first_batch_can_be_repeated() {
    let directory = TempDir::new().unwrap();
    drop(GraphWriter::open(directory.path(), &settings()).unwrap());
    fs::write(directory.path().join("manifest.json.tmp"), b"").unwrap();
    build(directory.path(), &many(2));
    assert_eq!(all(directory.path()), many(2));
}

#[test]
fn a_missing_graph_is_named_with_what_to_run() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kg");
    let error = GraphDirectory::open(&path).unwrap_err().to_string();
    assert!(
        error.starts_with(&format!("no graph at `{}`", path.display())),
        "{error}"
    );
    assert!(error.contains("relata build INPUT --graph"), "{error}");
}

#[test]
fn other_files_are_not_taken_for_a_graph() {
    let directory = TempDir::new().unwrap();
    fs::write(directory.path().join("thesis.tex"), "…").unwrap();
    for error in [
        GraphDirectory::open(directory.path()).unwrap_err(),
        GraphWriter::open(directory.path(), &settings()).unwrap_err(),
        GraphWriter::open(directory.path().join("thesis.tex"), &settings()).unwrap_err(),
    ] {
        assert!(matches!(error, DirectoryError::Foreign { .. }), "{error}");
    }
    assert!(
        GraphDirectory::open(directory.path())
            .unwrap_err()
            .to_string()
            .contains("found `thesis.tex`")
    );
}

#[test]
fn a_cut_off_segment_is_named_with_what_was_expected() {
    let directory = TempDir::new().unwrap();
    build(directory.path(), &many(20));
    let segment = segment_of(directory.path());
    let bytes = fs::read(&segment).unwrap();
    fs::write(&segment, &bytes[..bytes.len() / 2]).unwrap();
    let name = segment.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(
        damage(directory.path()),
        format!(
            "`KG/segments/{name}` is damaged: expected {} bytes, found {} bytes (cut off)",
            bytes.len(),
            bytes.len() / 2
        )
    );
    fs::remove_file(&segment).unwrap();
    assert!(damage(directory.path()).ends_with("found no file"));
}

#[test]
fn a_changed_byte_in_a_segment_is_noticed() {
    let directory = TempDir::new().unwrap();
    build(directory.path(), &many(20));
    let segment = segment_of(directory.path());
    let mut bytes = fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&segment, &bytes).unwrap();
    assert!(damage(directory.path()).contains("is damaged: expected SHA-256 "));
}

#[test]
fn a_damaged_segment_is_not_lost_by_the_next_build() {
    let directory = TempDir::new().unwrap();
    build(directory.path(), &many(20));
    let segment = segment_of(directory.path());
    fs::write(&segment, b"").unwrap();
    let before = content(directory.path());
    let mut writer = GraphWriter::open(directory.path(), &settings()).unwrap();
    let error = writer.forget(&["news/0001.txt"]).unwrap_err();
    assert!(matches!(error, DirectoryError::Damaged { .. }), "{error}");
    drop(writer);
    assert_eq!(content(directory.path()), before);
}

#[test]
fn a_damaged_manifest_is_named() {
    let directory = TempDir::new().unwrap();
    build(directory.path(), &many(2));
    let manifest = directory.path().join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    for (bytes, reason) in [
        (String::new(), "expected a manifest in JSON, found an empty file"),
        (
            text[..text.len() / 2].to_owned(),
            "expected a manifest in JSON, found EOF while parsing",
        ),
        ("[]".to_owned(), "found no field `format`"),
        (
            text.replace("\"format\":1", "\"format\":99"),
            "has format 99; this version reads format 1",
        ),
        (
            text.replace("\"segments\"", "\"parts\""),
            "found missing field `segments`",
        ),
    ] {
        fs::write(&manifest, bytes).unwrap();
        let error = GraphDirectory::open(directory.path()).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn two_writers_exclude_each_other() {
    let directory = TempDir::new().unwrap();
    let first = GraphWriter::open(directory.path(), &settings()).unwrap();
    let error = GraphWriter::open(directory.path(), &settings()).unwrap_err();
    assert!(matches!(error, DirectoryError::Locked { .. }), "{error}");
    drop(first);
    GraphWriter::open(directory.path(), &settings()).unwrap();
}

#[test]
fn another_ontology_or_reader_makes_documents_unread() {
    let directory = TempDir::new().unwrap();
    build(directory.path(), &many(2));
    let has = |writer: &GraphWriter| writer.directory().has("news/0000.txt", &many(1)[0].document.hash);
    let ships = [Source::new(
        "my/ships.ttl",
        &b"<http://e.org/s> a <http://e.org/S> ."[..],
    )];
    let other = Settings {
        ontology: Some(&ships),
        ..settings()
    };
    let mut writer = GraphWriter::open(directory.path(), &other).unwrap();
    assert!(!has(&writer));
    writer.append(&many(1)).unwrap();
    assert!(has(&writer) && !writer.directory().has("news/0001.txt", &many(2)[1].document.hash));
    writer.finish().unwrap();
    drop(writer);
    // Without saying anything the graph keeps its ontology.
    let writer = GraphWriter::open(directory.path(), &settings()).unwrap();
    assert!(has(&writer));
    let kept = writer.directory().ontology_sources().unwrap();
    assert_eq!(kept[0].name, "ships.ttl");
    assert_eq!(kept[0].bytes, ships[0].bytes);
    drop(writer);
    let writer = GraphWriter::open(
        directory.path(),
        &Settings {
            reader: "test 2".to_owned(),
            ..settings()
        },
    )
    .unwrap();
    assert!(!has(&writer));
}

#[test]
fn the_base_of_a_graph_is_kept() {
    let directory = TempDir::new().unwrap();
    let base = Some("https://example.org/e/".to_owned());
    let mut writer = GraphWriter::open(directory.path(), &Settings { base, ..settings() }).unwrap();
    writer.append(&many(1)).unwrap();
    drop(writer);
    let writer = GraphWriter::open(directory.path(), &settings()).unwrap();
    assert_eq!(writer.directory().base(), "https://example.org/e/");
    drop(writer);
    let base = Some("https://example.org/other/".to_owned());
    let error = GraphWriter::open(directory.path(), &Settings { base, ..settings() }).unwrap_err();
    assert!(matches!(error, DirectoryError::Base { .. }), "{error}");
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "\\PC{0,12}",
        "[a-z \"\\\\\n\t\u{0}-\u{1f}]{0,8}"
    ]
}

fn any_argument() -> impl Strategy<Value = Argument> {
    (
        any_text(),
        0..9_usize,
        proptest::option::of(any_text()),
        proptest::option::of(any_text()),
    )
        .prop_map(|(text, start, entity, value)| Argument {
            end: start + text.chars().count(),
            text,
            start,
            entity,
            datatype: value.clone(),
            value,
            ..Argument::default()
        })
}

fn any_claim() -> impl Strategy<Value = Claim> {
    let said = (any_text(), proptest::option::of(any_text())).prop_map(|(speaker, entity)| Attribution {
        cue: speaker.clone(),
        speaker,
        entity,
    });
    let time = (any_text(), proptest::option::of(any_text())).prop_map(|(text, value)| Time { text, value });
    (
        (
            any_text(),
            any_argument(),
            any_argument(),
            proptest::option::of(any_text()),
            any_text(),
        ),
        (
            proptest::option::of(said),
            proptest::option::of(time),
            proptest::option::of(any_argument()),
        ),
        (0.0..=1.0_f64, any::<bool>(), 0..5_usize),
    )
        .prop_map(
            |(
                (text, subject, object, iri, label),
                (attribution, time, place),
                (confidence, denied, modality),
            )| {
                Claim {
                    document: text.clone(),
                    sentence: Quote {
                        start: 0,
                        end: text.chars().count(),
                        text,
                    },
                    arguments: vec![object.clone()],
                    subject,
                    relation: Relation {
                        iri,
                        text: label.clone(),
                        label,
                        start: 1,
                        end: 2,
                    },
                    object,
                    polarity: if denied {
                        Polarity::Negative
                    } else {
                        Polarity::Positive
                    },
                    modality: [
                        Modality::Asserted,
                        Modality::Possible,
                        Modality::Future,
                        Modality::Conditional,
                        Modality::Wanted,
                    ][modality],
                    attribution,
                    time,
                    place,
                    confidence,
                    extractor: "e".to_owned(),
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_segment_read_back_equals_what_was_written(
        documents in proptest::collection::btree_map(any_text(), proptest::collection::vec(any_claim(), 0..4), 0..6)
    ) {
        let readings: Vec<Reading> = documents
            .into_iter()
            .map(|(id, claims)| Reading {
                document: DocumentRecord { id, ..DocumentRecord::default() },
                entities: Vec::new(),
                claims,
            })
            .collect();
        let directory = TempDir::new().unwrap();
        build(directory.path(), &readings);
        prop_assert_eq!(all(directory.path()), readings);
    }
}
