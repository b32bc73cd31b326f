//! Prepares the training of relata's language core: what of it is counted, and the corpora and features
//! for what is trained in `neural/`.
//!
//! `relata-training tables CORPORA WEIGHTS` writes the tables of the core; CORPORA is a folder with `train/`
//! and `gazetteers/`. `export CORPORA FOLDER` writes the corpora as tables of words, `features WEIGHTS TABLE
//! plain|upper|title|invented FILE [PIECES]` the features of such a table and its pieces by a vocabulary, `pack WEIGHTS
//! NETWORK` puts a trained network into the weights; with PIECES, the vocabulary of a network with an encoder, into
//! a file ACCURATE of their own. `analyse WEIGHTS FILE` writes CoNLL-U; a FILE.conllu keeps its tokens; `tokens FILE` a
//! sentence a line.

// The language core, from the package's own files; what only the package uses is not dead.
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "../../src/nlp/mod.rs"]
mod nlp;
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "text.rs"]
mod text;

mod export;
mod gazetteer;
mod invented;
mod naming;
mod table;
mod tagging;
mod treebank;

use std::path::Path;
use std::time::Instant;

use nlp::{Analyser, conllu};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [_, "analyse", weights, file] => analyse(Path::new(weights), Path::new(file)),
        [_, "export", corpora, out] => export::export(Path::new(corpora), Path::new(out)),
        [_, "features", weights, table, style, out, vocabulary @ ..] => {
            let [weights, table, out] = [weights, table, out].map(Path::new);
            export::features(weights, table, style, out, vocabulary.first().map(Path::new));
        }
        [_, "tokens", file] => {
            let text = std::fs::read_to_string(file).unwrap();
            for line in text.lines() {
                let spans = nlp::tokens::tokenise(line, 0);
                for range in nlp::sentences::split(line, &spans) {
                    println!(
                        "{}",
                        spans[range]
                            .iter()
                            .map(|span| span.of(line))
                            .collect::<Vec<_>>()
                            .join(" ")
                    );
                }
            }
        }
        [_, "tables", corpora, weights] => export::tables(Path::new(corpora), Path::new(weights)),
        [_, "pack", weights, network] => export::pack(Path::new(weights), Path::new(network), None),
        [_, "pack", weights, network, pieces, out] => {
            let larger = Some((Path::new(pieces), Path::new(out)));
            export::pack(Path::new(weights), Path::new(network), larger);
        }
        _ => {
            eprintln!("usage: relata-training tables CORPORA WEIGHTS");
            eprintln!("       relata-training export CORPORA FOLDER");
            eprintln!(
                "       relata-training features WEIGHTS TABLE plain|upper|title|invented FILE [PIECES]"
            );
            eprintln!("       relata-training pack WEIGHTS NETWORK [PIECES ACCURATE]");
            eprintln!("       relata-training analyse WEIGHTS FILE");
            eprintln!("       relata-training tokens FILE");
            std::process::exit(2);
        }
    }
}

fn analyse(weights: &Path, file: &Path) {
    let bytes = std::fs::read(weights).unwrap();
    let start = Instant::now();
    let analyser = Analyser::load(&bytes).unwrap();
    eprintln!("loaded in {:.1?}", start.elapsed());
    let source = std::fs::read_to_string(file).unwrap();
    let start = Instant::now();
    let (text, analysis) = if file.extension().is_some_and(|end| end == "conllu") {
        let read = conllu::read(&source).unwrap();
        let analysis = analyser.analyse_tokens(&read.text, &read.sentences);
        (read.text, analysis)
    } else {
        let analysis = analyser.analyse_text(&source);
        (source, analysis)
    };
    let tokens: usize = analysis
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.len())
        .sum();
    let seconds = start.elapsed().as_secs_f64();
    eprintln!(
        "{tokens} tokens in {seconds:.2} s: {:.0} tokens/s",
        tokens as f64 / seconds
    );
    conllu::write(
        &mut std::io::stdout().lock(),
        &file.display().to_string(),
        &text,
        &analysis,
    )
    .unwrap();
}
