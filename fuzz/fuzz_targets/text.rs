//! Any text has a valid analysis: `cargo +nightly fuzz run text`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use relata::nlp::Analyser;

#[path = "../../tests/it/nlp/valid.rs"]
mod valid;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(Analyser::embedded);

fuzz_target!(|text: &str| valid::check(text, &ANALYSER.analyse_text(text)));
