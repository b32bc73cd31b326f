//! Odd names, failing writers, large graphs.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use oxrdfio::RdfFormat;
use proptest::prelude::*;
use relata::claim::Reading;
use relata::export::{Cluster, ExportError, ExportInput, ExportOptions, FORMATS};

use super::fixture::{Fixture, export, export_with, harbour, odd, ontology, triples};

#[test]
fn rdfxml_leaves_out_what_xml_cannot_name() {
    let text = export("rdfxml", &odd());
    assert!(text.contains("<!-- left out: "), "{text}");
    let written = triples(RdfFormat::RdfXml, &text);
    assert!(written.len() > 100, "{}", written.len());
}

#[test]
fn every_format_is_the_same_twice() {
    for format in FORMATS {
        for readings in [harbour(), odd(), Vec::new()] {
            assert_eq!(
                export(format.name, &readings),
                export(format.name, &readings),
                "{}",
                format.name
            );
        }
    }
}

/// Reads XML to its end.
pub(crate) fn assert_well_formed(text: &str) {
    assert!(
        text.chars()
            .all(|character| character >= ' ' || matches!(character, '\n' | '\t' | '\r')),
        "{text}"
    );
    assert!(!text.contains(['\u{FFFE}', '\u{FFFF}']), "{text}");
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut elements) = (0, 0);
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error} in {text}"))
        {
            quick_xml::events::Event::Start(start) => {
                for attribute in start.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{error} in {text}"));
                }
                depth += 1;
                elements += 1;
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(depth == 0 && elements > 0, "{text}");
}

/// Reads DOT as far as its strings go: each statement on one line, every quote closed, no control character.
fn assert_dot(text: &str) {
    for line in text.lines() {
        let (mut quoted, mut escaped) = (false, false);
        for character in line.chars() {
            assert!(!character.is_control(), "{line:?}");
            match character {
                '"' if !escaped => quoted = !quoted,
                '<' | '>' => assert!(quoted || line.contains(" -> "), "{line}"),
                _ => {}
            }
            escaped = character == '\\' && !escaped;
        }
        assert!(!quoted && !escaped, "{line}");
    }
    assert!(text.ends_with("}\n"));
}

fn assert_table(text: &str) {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(false)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        record.unwrap_or_else(|error| panic!("{error} in {text}"));
    }
}

fn assert_readable(readings: &[Reading]) {
    for options in [
        ExportOptions::default(),
        ExportOptions {
            cluster: Cluster::Class,
            legend: true,
            title: readings.first().map(|reading| reading.document.id.clone()),
            ..ExportOptions::default()
        },
    ] {
        for format in ["svg", "graphml", "gexf", "rdfxml"] {
            assert_well_formed(&export_with(format, readings, &options));
        }
        assert_dot(&export_with("dot", readings, &options));
        assert_table(&export_with("csv", readings, &options));
    }
}

#[test]
fn odd_names_break_no_format() {
    assert_readable(&odd());
    assert_readable(&[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_name_can_be_written(subject in "\\PC{0,40}|.{0,40}", object in any::<String>(), phrase in any::<String>()) {
        let readings = Fixture::new()
            .document(&phrase)
            .claim(&format!("{subject}/Person"), "controls", &format!("{object}/Place"))
            .claim_with(&format!("{object}/Place"), "controls", &format!("≔{subject}"), |claim| {
                claim.relation.iri = None;
                claim.relation.label.clone_from(&phrase);
            })
            .readings;
        assert_readable(&readings);
        let turtle = triples(RdfFormat::Turtle, &export("turtle", &readings));
        prop_assert_eq!(&triples(RdfFormat::NQuads, &export("nquads", &readings)), &turtle);
    }
}

#[test]
fn a_long_chain_and_a_wide_hub_are_drawn() {
    let mut fixture = Fixture::new().document("one.txt");
    for number in 0..120 {
        fixture = fixture.claim("Hub/Organization", "controls", &format!("Place {number}/Place"));
        fixture = fixture.claim(
            &format!("Place {number}/Place"),
            "locatedIn",
            &format!("Place {}/Place", number + 1),
        );
    }
    assert_well_formed(&export("svg", &fixture.readings));
}

#[test]
fn a_writer_that_fails_is_an_error_of_its_kind() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (readings, ontology, options) = (harbour(), ontology(), ExportOptions::default());
    let input = ExportInput {
        readings: &readings,
        ontology: &ontology,
        options: &options,
    };
    for format in FORMATS {
        match (format.write)(&input, &mut Closed) {
            Err(ExportError::Write(error)) => {
                assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{}", format.name);
            }
            Ok(()) => panic!("{} noticed nothing", format.name),
        }
    }
}

/// Leaves the odd graph in every format below `target/tmp`, where `scripts/check_exports.py` reads it with
/// the libraries of others.
#[test]
fn odd_names_are_left_for_other_readers() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("odd-exports");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let (readings, ontology, options) = (odd(), ontology(), ExportOptions::default());
    let input = ExportInput {
        readings: &readings,
        ontology: &ontology,
        options: &options,
    };
    for format in FORMATS {
        let streams = [(format!("odd.{}", format.extensions[0]), format.write)];
        let files = format
            .files
            .iter()
            .map(|(name, writer)| ((*name).to_owned(), *writer));
        for (name, writer) in streams.into_iter().chain(files) {
            let mut file = fs::File::create(folder.join(name)).expect("the target folder can be written");
            writer(&input, &mut file).expect("the target folder can be written");
        }
    }
}
