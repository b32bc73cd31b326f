//! The layers of ARCHITECTURE.md, kept by looking at the imports.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each layer may use besides itself: only what stands to its left.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("claim", &["text"]),
    ("nlp", &["text", "claim"]),
    ("ontology", &["text", "claim"]),
    ("link", &["text", "claim", "nlp", "ontology"]),
    ("extract", &["text", "claim", "nlp", "ontology", "link"]),
    (
        "pipeline",
        &["text", "claim", "nlp", "ontology", "link", "extract"],
    ),
    (
        "store",
        &["text", "claim", "nlp", "ontology", "link", "extract", "pipeline"],
    ),
    (
        "query",
        &[
            "text", "claim", "nlp", "ontology", "link", "extract", "pipeline", "store",
        ],
    ),
    (
        "export",
        &[
            "text", "claim", "nlp", "ontology", "link", "extract", "pipeline", "store", "query",
        ],
    ),
];

fn sources() -> BTreeMap<String, String> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the source folder can be listed") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths
        .into_iter()
        .map(|path| {
            let name = path
                .strip_prefix(&root)
                .expect("it lies below src")
                .to_string_lossy()
                .replace('\\', "/");
            (name, fs::read_to_string(&path).expect("a source file is text"))
        })
        .collect()
}

/// The code without comments and without its unit tests, line by line.
fn code(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn a_layer_uses_only_what_stands_to_its_left() {
    for (name, source) in sources() {
        let layer = name.split(['/', '.']).next().unwrap_or_default();
        let Some((_, allowed)) = LAYERS.iter().find(|(known, _)| *known == layer) else {
            continue;
        };
        for line in code(&source) {
            for part in line.split("crate::").skip(1) {
                let used = part
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()
                    .unwrap_or_default();
                let known = LAYERS.iter().any(|(known, _)| *known == used) || used == "cli";
                assert!(
                    !known || used == layer || allowed.contains(&used),
                    "src/{name} is of layer `{layer}` and uses `{used}`: {line}"
                );
            }
        }
    }
}

#[test]
fn each_dependency_stays_in_its_layers() {
    let rules: &[(&str, &[&str])] = &[
        ("oxigraph::", &["store", "query"]),
        ("oxrdf", &["ontology", "store", "query", "export"]),
        ("petgraph::", &["export", "query"]),
        ("clap::", &["cli", "main"]),
        ("anyhow::", &["cli", "main"]),
        ("indicatif::", &["cli"]),
    ];
    for (name, source) in sources() {
        let layer = name.split(['/', '.']).next().unwrap_or_default();
        for line in code(&source) {
            for (used, layers) in rules {
                assert!(
                    !line.contains(used) || layers.contains(&layer),
                    "src/{name} uses `{used}`, which belongs to {layers:?}: {line}"
                );
            }
        }
    }
}

#[test]
fn only_the_command_line_prints_reads_the_environment_or_opens_files() {
    for (name, source) in sources() {
        if name.starts_with("cli/") || name == "main.rs" {
            continue;
        }
        for line in code(&source) {
            for forbidden in [
                "println!",
                "eprintln!",
                "print!(",
                "env::var",
                "SystemTime",
                "Instant::now",
                "stdin()",
            ] {
                assert!(!line.contains(forbidden), "src/{name} has `{forbidden}`: {line}");
            }
            // The graph directory is the one thing below the command line that lives on a disk.
            let files = ["fs::", "File::open", "File::create"]
                .iter()
                .any(|opens| line.contains(opens));
            assert!(
                !files || name.starts_with("store/"),
                "src/{name} opens files: {line}"
            );
        }
    }
}

#[test]
fn the_code_knows_no_document() {
    for (name, source) in sources() {
        for line in code(&source) {
            for forbidden in ["rubio", "hegseth", "sudani", "shaddadi", "rojava"] {
                assert!(
                    !line.to_lowercase().contains(forbidden),
                    "src/{name} knows `{forbidden}`: {line}"
                );
            }
        }
    }
}

#[test]
fn only_the_kernels_have_unsafe_code() {
    for (name, source) in sources() {
        let allowed = name == "nlp/neural/kernels.rs";
        for line in code(&source) {
            let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            assert!(
                allowed || !words.into_iter().any(|word| word == "unsafe"),
                "src/{name} has unsafe code: {line}"
            );
        }
    }
}
