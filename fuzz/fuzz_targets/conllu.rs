//! What is read as CoNLL-U has a valid analysis, and what is written of it reads back: `cargo +nightly fuzz run conllu`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use relata::nlp::{Analyser, conllu};

#[path = "../../tests/it/nlp/valid.rs"]
mod valid;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(Analyser::embedded);

fuzz_target!(|source: &str| {
    let Ok(read) = conllu::read(source) else { return };
    let analysis = ANALYSER.analyse_tokens(&read.text, &read.sentences);
    valid::check(&read.text, &analysis);
    let mut written = Vec::new();
    conllu::write(&mut written, "fuzz", &read.text, &analysis).expect("memory takes all");
    let written = String::from_utf8(written).expect("CoNLL-U is UTF-8");
    let again = conllu::read(&written).expect("what was written is CoNLL-U");
    assert_eq!(again.sentences.len(), analysis.sentences.len());
});
