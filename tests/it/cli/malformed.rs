//! Bad input, one table: what is typed, the exit code, and words that standard error must have.

use std::fs;
use std::process::Stdio;

use super::{Place, small_graph};

struct Case {
    name: &'static str,
    files: &'static [(&'static str, &'static [u8])],
    arguments: &'static [&'static str],
    code: i32,
    says: &'static [&'static str],
}

const GOOD: (&str, &[u8]) = ("good.txt", b"Keld Marsh visited Sund on Monday.\n");

const fn case(
    name: &'static str,
    files: &'static [(&'static str, &'static [u8])],
    arguments: &'static [&'static str],
    code: i32,
    says: &'static [&'static str],
) -> Case {
    Case {
        name,
        files,
        arguments,
        code,
        says,
    }
}

/// All of these leave a good file beside them read: nothing is lost because of a neighbour.
const INPUTS: &[Case] = &[
    case("empty", &[GOOD, ("x.txt", b"")], &["build", "good.txt", "x.txt"], 0, &["skipped", "x.txt", "[empty]", "1 skipped"]),
    case("blank", &[GOOD, ("x.txt", b" \n\t\r\n\n")], &["build", "good.txt", "x.txt"], 0, &["x.txt", "[empty]"]),
    case("only a mark", &[GOOD, ("x.txt", b"\xef\xbb\xbf")], &["build", "good.txt", "x.txt"], 0, &["[empty]"]),
    case(
        "binary",
        &[GOOD, ("x.txt", b"\x00\x01\x02\xff\xfe\x00\x00\x13\x7f")],
        &["build", "x.txt", "good.txt"],
        2,
        &["error", "x.txt", "binary data", "[binary]", "1 failed"],
    ),
    case("a PDF file", &[GOOD, ("x.txt", b"%PDF-1.7\n1 0 obj")], &["build", "x.txt", "good.txt"], 2, &["a PDF file"]),
    case("invalid UTF-8", &[GOOD, ("x.txt", b"Jos\xe9 N\xfa\xf1ez visited Sund.\xff\xfe\n")], &["build", "x.txt", "good.txt"], 0, &["2 documents"]),
    case(
        "broken HTML",
        &[GOOD, ("x.html", b"<html><body><p>Alda Wren visited Sund.<div><table><tr><p>He <b>left</i></")],
        &["build", "x.html", "good.txt"],
        0,
        &["2 documents"],
    ),
    case("a page without text", &[GOOD, ("x.html", b"<html><script>1</script></html>")], &["build", "x.html", "good.txt"], 0, &["[empty]"]),
    case(
        "bad JSON line",
        &[GOOD, ("x.jsonl", b"{\"text\": \"Alda Wren visited Lunde.\"}\n{\"text\": \n[]\n{\"body_text\": \"no\"}\n")],
        &["build", "x.jsonl", "good.txt"],
        2,
        &["x.jsonl:2: not JSON", "x.jsonl:3: found an array", "expected an object with `text`", "x.jsonl:4: `text` is missing", "3 failed"],
    ),
    case(
        "bad date",
        &[GOOD, ("x.jsonl", b"{\"text\": \"Alda Wren visited Lunde.\", \"date\": \"next week\"}\n")],
        &["build", "x.jsonl", "good.txt"],
        0,
        &["warning", "x.jsonl:1", "`next week`", "2026-03-05", "2 documents"],
    ),
    case(
        "another language",
        &[GOOD, ("x.txt", "Der Bürgermeister eröffnete am Freitag die neue Brücke über den Fluss, und viele Leute kamen, um sie zu sehen.".as_bytes())],
        &["build", "x.txt", "good.txt"],
        0,
        &["skipped", "x.txt", "German", "[language]"],
    ),
    case("missing file", &[GOOD], &["build", "gone.txt", "good.txt"], 2, &["gone.txt", "not found", "1 failed"]),
    case("pattern without match", &[GOOD], &["build", "*.html", "good.txt"], 2, &["*.html", "matches no document"]),
    case("bad pattern", &[GOOD], &["build", "news/[a", "good.txt"], 2, &["news/[a", "not a pattern"]),
    case("folder without documents", &[GOOD, ("empty/x.dat", b"1")], &["build", "empty", "good.txt"], 2, &["empty", "no documents"]),
    case(
        "document twice",
        &[GOOD, ("x.jsonl", b"{\"id\": \"d\", \"text\": \"Alda Wren left.\"}\n{\"id\": \"d\", \"text\": \"Alda Wren came.\"}\n")],
        &["build", "x.jsonl", "good.txt"],
        0,
        &["`d`", "twice"],
    ),
];

#[test]
fn bad_documents_are_named_and_the_others_read() {
    for case in INPUTS {
        let place = Place::with(case.files);
        let ended = place.run(case.arguments);
        assert_eq!(ended.code, case.code, "{}: {}", case.name, ended.err);
        for words in case.says {
            assert!(
                ended.err.contains(words),
                "{}: no `{words}` in {}",
                case.name,
                ended.err
            );
        }
        assert!(ended.out.is_empty(), "{}: {}", case.name, ended.out);
        let documents = place.good(&["documents"]);
        assert!(documents.contains("good.txt"), "{}: {documents}", case.name);
    }
}

/// Nothing is built here.
const CALLS: &[Case] = &[
    case("no command", &[], &[], 2, &["Usage"]),
    case("unknown command", &[], &["bild"], 2, &["bild", "build"]),
    case(
        "unknown option",
        &[],
        &["build", "--grpah", "x", "y"],
        2,
        &["--grpah", "--graph"],
    ),
    case("no input", &[], &["build"], 2, &["INPUT"]),
    case(
        "bad --date",
        &[GOOD],
        &["build", "good.txt", "--date", "soon"],
        2,
        &["soon", "expected a date like 2026-03-05"],
    ),
    case(
        "bad --base",
        &[GOOD],
        &["build", "good.txt", "--base", "not an iri"],
        2,
        &["not an iri", "expected an IRI", "hint"],
    ),
    case(
        "bad --threads",
        &[GOOD],
        &["build", "good.txt", "--threads", "many"],
        2,
        &["many"],
    ),
    case(
        "unknown --stdin-format",
        &[],
        &["build", "-", "--stdin-format", "docx"],
        2,
        &["docx", "expected one of html, jsonl"],
    ),
    case(
        "missing ontology",
        &[GOOD],
        &["build", "good.txt", "--ontology", "gone.ttl"],
        2,
        &["gone.ttl"],
    ),
    case(
        "bad Turtle",
        &[
            GOOD,
            ("o.ttl", b"@prefix ex: <http://example.org/> .\nex:a ex:b .\n"),
        ],
        &["build", "good.txt", "--ontology", "o.ttl"],
        2,
        &["o.ttl", "line 2"],
    ),
    case(
        "ontology of no known kind",
        &[GOOD, ("o.xyz", b"a b c")],
        &["build", "good.txt", "--ontology", "o.xyz"],
        2,
        &["o.xyz", ".ttl"],
    ),
    case(
        "graph below a file",
        &[GOOD],
        &["build", "good.txt", "--graph", "good.txt/kg"],
        2,
        &["good.txt/kg"],
    ),
    case(
        "graph where documents are",
        &[GOOD],
        &["build", "good.txt", "--graph", "."],
        2,
        &["is no graph"],
    ),
    case(
        "graph that is a file",
        &[GOOD],
        &["stats", "--graph", "good.txt"],
        2,
        &["good.txt"],
    ),
    case(
        "no graph",
        &[],
        &["stats"],
        2,
        &["no graph at `kg`", "relata build"],
    ),
    case(
        "no graph to forget from",
        &[],
        &["forget", "x"],
        2,
        &["no graph at `kg`"],
    ),
    case(
        "bad configuration",
        &[("relata.toml", b"grph = \"kg\"\n")],
        &["stats"],
        2,
        &["relata.toml", "line 1", "grph", "expected one of"],
    ),
    case(
        "broken configuration",
        &[("relata.toml", b"graph = \n")],
        &["stats"],
        2,
        &["relata.toml", "line 1"],
    ),
    case(
        "missing configuration",
        &[],
        &["stats", "--config", "gone.toml"],
        2,
        &["gone.toml"],
    ),
    case(
        "CoNLL-U that is none",
        &[("x.conllu", b"1\tOne\n")],
        &["parse", "--pretokenized", "x.conllu"],
        2,
        &["x.conllu", "line 1"],
    ),
    case("man page of nothing", &[], &["man", "fly"], 2, &["fly", "build"]),
    case("unknown shell", &[], &["completions", "dos"], 2, &["dos", "bash"]),
];

#[test]
fn bad_calls_fail_with_what_was_expected() {
    for case in CALLS {
        let place = Place::with(case.files);
        let ended = place.run(case.arguments);
        assert_eq!(ended.code, case.code, "{}: {}{}", case.name, ended.out, ended.err);
        for words in case.says {
            assert!(
                ended.err.contains(words),
                "{}: no `{words}` in {}",
                case.name,
                ended.err
            );
        }
        assert!(!ended.err.contains("panicked"), "{}: {}", case.name, ended.err);
        assert!(
            !place.path().join("kg").exists(),
            "{}: a graph was made",
            case.name
        );
    }
}

/// On the graph of two documents.
const QUESTIONS: &[Case] = &[
    case(
        "unknown entity",
        &[],
        &["explain", "Keld Marshh"],
        1,
        &["no entity is called `Keld Marshh`", "did you mean `Keld Marsh`"],
    ),
    case(
        "unknown property",
        &[],
        &["explain", "Keld Marsh", "visist"],
        2,
        &["visist", "did you mean", "visits"],
    ),
    case(
        "no such edge",
        &[],
        &["explain", "Sund", "memberOf"],
        1,
        &["nothing found", "hint"],
    ),
    case(
        "unknown end of a path",
        &[],
        &["path", "Keld Marsh", "Nobody Known"],
        1,
        &["Nobody Known"],
    ),
    case(
        "no path",
        &[],
        &["path", "Keld Marsh", "Alma Sorrel"],
        1,
        &["no edges lead"],
    ),
    case(
        "unknown document",
        &[],
        &["forget", "c.txt"],
        1,
        &["no document `c.txt`", "relata documents"],
    ),
    case(
        "unknown prefix",
        &[],
        &["query", "SELECT ?s WHERE { ?s foo:bar ?o }"],
        2,
        &["unknown prefix `foo:`", "line 1", "hint"],
    ),
    case(
        "query cut off",
        &[],
        &["query", "SELECT ?s WHERE { ?s rdfs:label ?o "],
        2,
        &["line 1", "expected"],
    ),
    case(
        "unknown property in a query",
        &[],
        &["query", "SELECT ?s WHERE { ?s news:controlz ?o }"],
        1,
        &["warning", "news:controlz", "news:controls"],
    ),
    case(
        "empty query",
        &[],
        &["query", " "],
        2,
        &["no query", "expected SELECT"],
    ),
    case(
        "missing query file",
        &[],
        &["query", "-f", "gone.rq"],
        2,
        &["gone.rq"],
    ),
    case("query file by name", &[], &["query", "gone.rq"], 2, &["gone.rq"]),
    case("neither query nor file", &[], &["query"], 2, &["SPARQL"]),
    case(
        "format for triples",
        &[],
        &["query", "SELECT ?s WHERE { ?s a ?c }", "--format", "turtle"],
        2,
        &["turtle", "expected one of", "csv"],
    ),
    case(
        "unknown answer format",
        &[],
        &["query", "ASK {}", "--format", "docx"],
        2,
        &["docx"],
    ),
    case(
        "unknown format",
        &[],
        &["export", "--format", "docx"],
        2,
        &["docx", "expected one of", "dot"],
    ),
    case(
        "unknown entity to draw",
        &[],
        &["export", "--format", "dot", "--around", "Keld Marshh"],
        2,
        &["Keld Marshh", "did you mean"],
    ),
    case(
        "unknown class",
        &[],
        &["export", "--format", "dot", "--class", "Persn"],
        2,
        &["Persn", "did you mean"],
    ),
    case(
        "bad --hops",
        &[],
        &["export", "--format", "dot", "--around", "Sund", "--hops", "-1"],
        2,
        &["--hops"],
    ),
    case(
        "--hops around nothing",
        &[],
        &["export", "--format", "dot", "--hops", "2"],
        2,
        &["--around"],
    ),
    case(
        "bad --min-confidence",
        &[],
        &["export", "--format", "dot", "--min-confidence", "7"],
        2,
        &["a number from 0 to 1"],
    ),
    case(
        "unknown document to export",
        &[],
        &["export", "--format", "dot", "--document", "c.txt"],
        2,
        &["no document `c.txt`"],
    ),
    case(
        "output below a file",
        &[],
        &["export", "--format", "dot", "-o", "a.txt/kg.dot"],
        2,
        &["cannot write `a.txt/kg.dot`"],
    ),
    case(
        "output in no folder",
        &[],
        &["export", "--format", "dot", "-o", "gone/kg.dot"],
        2,
        &["cannot write `gone/kg.dot`"],
    ),
    case(
        "one file as a folder",
        &[],
        &["export", "--format", "dot", "-o", "gone/"],
        2,
        &["gone/", "one file"],
    ),
];

#[test]
fn bad_questions_are_answered_with_what_there_is() {
    let place = small_graph();
    for case in QUESTIONS {
        let ended = place.run(case.arguments);
        assert_eq!(ended.code, case.code, "{}: {}{}", case.name, ended.out, ended.err);
        for words in case.says {
            assert!(
                ended.err.contains(words),
                "{}: no `{words}` in {}",
                case.name,
                ended.err
            );
        }
        assert!(ended.out.is_empty(), "{}: {}", case.name, ended.out);
    }
    assert_eq!(place.good(&["documents"]).lines().count(), 3, "nothing was lost");
}

#[test]
fn an_empty_query_file_is_named() {
    let place = small_graph();
    place.write("q.rq", b" \n");
    let ended = place.run(&["query", "q.rq"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("no query in q.rq"), "{}", ended.err);
}

#[test]
fn a_very_long_line_does_no_harm() {
    let place = Place::new();
    place.write("long.txt", "x".repeat(50_000_000).as_bytes());
    let ended = place.run(&["build", "long.txt"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.contains("1 document"), "{}", ended.err);
}

#[test]
fn damaged_graphs_are_named_and_not_written_over() {
    for (name, damage) in [("manifest cut off", true), ("segment cut off", false)] {
        let place = small_graph();
        let segments = fs::read_dir(place.path().join("kg/segments")).expect("segments");
        let mut files: Vec<_> = segments.map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        let path = if damage {
            place.path().join("kg/manifest.json")
        } else {
            files.remove(0)
        };
        let bytes = fs::read(&path).expect("a file");
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("half a file");
        for arguments in [
            &["stats"][..],
            &["export", "--format", "jsonl"],
            &["explain", "Sund"],
        ] {
            let ended = place.run(arguments);
            assert_eq!(ended.code, 2, "{name} {arguments:?}: {}", ended.err);
            let file = path.file_name().expect("a name").to_string_lossy().into_owned();
            assert!(ended.err.contains(&file), "{name} {arguments:?}: {}", ended.err);
            assert!(ended.out.is_empty(), "{name} {arguments:?}: {}", ended.out);
        }
        assert_eq!(
            fs::read(&path).expect("a file"),
            bytes[..bytes.len() / 2],
            "{name}"
        );
    }
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let place = Place::new();
    let lines: String = (0..3000)
        .map(|number| {
            format!("{{\"id\": \"d{number}\", \"text\": \"Keld Marsh visited Sund on Monday.\"}}\n")
        })
        .collect();
    place.write("many.jsonl", lines.as_bytes());
    let mut child = place
        .command(&["extract", "many.jsonl"])
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for arguments in [&["completions", "bash"][..], &["man"]] {
        let mut child = place
            .command(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

/// Sends the signal that Ctrl-C sends.
#[cfg(unix)]
fn interrupt(child: &std::process::Child) {
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("`kill` runs").success());
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_keeps_what_it_has_read() {
    let place = Place::new();
    let lines: String = (0..30_000)
        .map(|number| format!("{{\"id\": \"d{number}\", \"text\": \"Keld Marsh visited Sund on Monday. Crew {number} left Lunde.\"}}\n"))
        .collect();
    place.write("many.jsonl", lines.as_bytes());
    let child = place
        .command(&["build", "many.jsonl"])
        .spawn()
        .expect("the program starts");
    let segments = place.path().join("kg/segments");
    for _ in 0..600 {
        if fs::read_dir(&segments).is_ok_and(|mut entries| entries.next().is_some()) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    interrupt(&child);
    let output = child.wait_with_output().expect("the program ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("goes on where this one stopped"), "{said}");
    let read = place.good(&["documents"]).lines().count() - 1;
    assert!((1..30_000).contains(&read), "{read} documents");
}
