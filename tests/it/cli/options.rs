//! Options: where they come from, what they change, what is printed where.

use super::{Place, small_graph};

#[test]
fn the_command_line_goes_before_the_environment_before_the_file() {
    let place = Place::with(&[
        ("a.txt", b"Keld Marsh visited Sund."),
        ("relata.toml", b"graph = \"from-file\"\n"),
        ("other/relata.toml", b"graph = \"kg\"\nquiet = true\n"),
    ]);
    place.good(&["build", "a.txt"]);
    assert!(place.path().join("from-file/manifest.json").exists());
    let ended = place.run_with(&["build", "a.txt"], b"", &[("RELATA_GRAPH", "from-environment")]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(place.path().join("from-environment/manifest.json").exists());
    let ended = place.run_with(
        &["build", "a.txt", "--graph", "given"],
        b"",
        &[("RELATA_GRAPH", "from-environment-2")],
    );
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(place.path().join("given/manifest.json").exists());
    assert!(!place.path().join("from-environment-2").exists());
    let ended = place.run(&["build", "a.txt", "--config", "other/relata.toml"]);
    assert!(ended.code == 0 && ended.err.is_empty(), "{}", ended.err);
    assert!(
        place.path().join("other/kg/manifest.json").exists(),
        "paths are seen from the file"
    );
}

#[test]
fn progress_and_remarks_leave_standard_output_alone() {
    let place = Place::with(&[("a.txt", b"Keld Marsh visited Sund."), ("b.txt", b"")]);
    let ended = place.run(&["build", "a.txt", "b.txt"]);
    assert!(ended.out.is_empty(), "{}", ended.out);
    assert!(
        ended.err.contains("b.txt") && ended.err.contains("hint"),
        "{}",
        ended.err
    );
    assert!(
        !ended.err.contains('\u{1b}'),
        "no colour, no bar: {:?}",
        ended.err
    );
    let ended = place.run(&["build", "a.txt", "b.txt", "--quiet"]);
    assert!(ended.err.is_empty(), "{}", ended.err);
    let ended = place.run(&["build", "gone.txt", "--quiet"]);
    assert!(ended.err.contains("gone.txt"), "errors are said all the same");
    let ended = place.run(&["build", "a.txt", "--json"]);
    let summary: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(summary["unchanged"], 1);
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let place = small_graph();
    let plain = place.good(&["explain", "Keld Marsh"]);
    assert!(
        !plain.contains('\u{1b}') && plain.contains("**Keld Marsh**"),
        "{plain}"
    );
    let colored = place.good(&["explain", "Keld Marsh", "--color", "always"]);
    assert!(colored.contains('\u{1b}') && !colored.contains("**"), "{colored}");
    let never = place.run_with(
        &["explain", "Keld Marsh", "--color", "never"],
        b"",
        &[("CLICOLOR_FORCE", "1")],
    );
    assert!(!never.out.contains('\u{1b}'), "{}", never.out);
}

#[test]
fn standard_input_is_an_input_like_others() {
    let place = Place::new();
    for (format, input) in [
        (None, "Keld Marsh visited Sund."),
        (
            None,
            "<!DOCTYPE html><html><body><p>Keld Marsh visited Sund.</p></body></html>",
        ),
        (
            None,
            "{\"text\": \"Keld Marsh visited Sund.\"}\n{\"text\": \"Alda Wren left.\"}\n",
        ),
        (Some("jsonl"), "{\"text\": \"Keld Marsh visited Sund.\"}\n"),
        (Some("markdown"), "*Keld Marsh* visited [Sund](x)."),
        (Some("text"), "Keld Marsh visited Sund."),
    ] {
        let mut arguments = vec!["extract", "-"];
        arguments.extend(format.map(|_| "--stdin-format"));
        arguments.extend(format);
        let ended = place.run_with(&arguments, input.as_bytes(), &[]);
        assert_eq!(ended.code, 0, "{format:?}: {}", ended.err);
        let first: serde_json::Value = serde_json::from_str(ended.out.lines().next().unwrap_or_default())
            .unwrap_or_else(|error| panic!("{format:?} {error}: {} {}", ended.out, ended.err));
        assert_eq!(first["subject"]["name"], "Keld Marsh", "{format:?}");
    }
}

#[test]
fn folders_and_patterns_give_each_file_once_in_order() {
    let sentence = b"Keld Marsh visited Sund.";
    let place = Place::with(&[
        ("news/b.txt", sentence),
        ("news/a.md", sentence),
        ("news/deep/c.html", b"<p>Keld Marsh visited Sund.</p>"),
        ("news/picture.png", b"\x89PNG"),
        ("news/.hidden/d.txt", sentence),
        ("news/data.json", b"{\"name\": \"no document\"}"),
    ]);
    let ids = |place: &Place, graph: &str| -> Vec<String> {
        let list: serde_json::Value =
            serde_json::from_str(&place.good(&["documents", "--json", "--graph", graph])).expect("JSON");
        list.as_array()
            .expect("an array")
            .iter()
            .map(|one| one["id"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let ended = place.run(&["build", "news", "news/b.txt", "news/*.txt", "--graph", "one"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(
        ids(&place, "one"),
        ["news/a.md", "news/b.txt", "news/deep/c.html"]
    );
    assert!(
        ended.err.contains("1 file of other kinds") && !ended.err.contains("picture"),
        "{}",
        ended.err
    );
    place.good(&["build", "news/**/*.{txt,html}", "--graph", "two"]);
    assert_eq!(
        ids(&place, "two"),
        ["news/.hidden/d.txt", "news/b.txt", "news/deep/c.html"].map(String::from)[1..]
    );
    // A graph that lies in the folder is no input.
    place.good(&["build", "news", "--graph", "news/kg"]);
    place.good(&["build", "news", "--graph", "news/kg"]);
    assert_eq!(ids(&place, "news/kg").len(), 3);
}

#[test]
fn a_second_build_reads_only_what_has_changed() {
    let place = small_graph();
    let ended = place.run(&["build", "a.txt", "b.jsonl"]);
    assert!(ended.err.contains("2 unchanged"), "{}", ended.err);
    place.write("a.txt", b"Keld Marsh visited Lunde.\n");
    let ended = place.run(&["build", "a.txt", "b.jsonl"]);
    assert!(ended.err.contains("1 unchanged"), "{}", ended.err);
    let claims = place.good(&["export", "--format", "jsonl"]);
    assert!(
        claims.contains("Lunde") && !claims.contains("Petrava"),
        "{claims}"
    );
    assert_eq!(place.run(&["forget", "a.txt"]).code, 0);
    let claims = place.good(&["export", "--format", "jsonl"]);
    assert!(
        !claims.contains("\"document\":\"a.txt\"") && claims.contains("Alda Wren"),
        "{claims}"
    );
}

#[test]
fn outputs_are_replaced_whole() {
    let place = small_graph();
    place.write("kg.dot", b"old");
    let ended = place.run(&["export", "-o", "kg.dot"]);
    assert!(
        ended.code == 0 && ended.out.is_empty() && ended.err.contains("kg.dot"),
        "{}{}",
        ended.out,
        ended.err
    );
    assert!(place.read("kg.dot").starts_with("digraph"));
    let left = std::fs::read_dir(place.path()).expect("a folder").count();
    assert_eq!(left, 4, "no temporary file is left");
}

#[test]
fn help_shows_examples_and_every_command_has_a_page() {
    let place = Place::new();
    let help = place.good(&["--help"]);
    for command in [
        "build",
        "extract",
        "parse",
        "query",
        "export",
        "explain",
        "path",
        "documents",
        "forget",
        "stats",
        "completions",
        "man",
    ] {
        assert!(help.contains(command), "{command}");
        assert!(
            place.good(&[command, "--help"]).contains("Examples:"),
            "{command}"
        );
        assert!(place.good(&["man", command]).starts_with(".ie"), "{command}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(place.good(&["completions", shell]).contains("relata"), "{shell}");
    }
}
