//! Trains the weights of relata's language core.
//!
//! `relata-training PART CORPORA WEIGHTS`, with PART one of `tagger`, `parser`, `names`, `all`; CORPORA
//! a folder with `train/` and `gazetteers/`. Parts that are not trained keep their weights.
//! `relata-training analyse WEIGHTS FILE` writes CoNLL-U; a FILE.conllu keeps its tokens;
//! `relata-training tokens FILE` a sentence a line.

// The language core, from the package's own files; what only the package uses is not dead.
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "../../src/nlp/mod.rs"]
mod nlp;
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "text.rs"]
mod text;

mod export;
mod gazetteer;
mod naming;
mod parsing;
mod perceptron;
mod table;
mod tagging;
mod treebank;

use std::path::Path;
use std::time::Instant;

use nlp::archive::Archive;
use nlp::tagger::{self, Tagset};
use nlp::weights::Table;
use nlp::{Analyser, conllu};
use perceptron::Random;
use treebank::Tree;

const TAGGER_WEIGHTS: usize = 350_000;
const PARSER_WEIGHTS: usize = 850_000;
const NAME_WEIGHTS: usize = 330_000;

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
        [_, "features", weights, table, style, out] => {
            export::features(Path::new(weights), Path::new(table), style, Path::new(out));
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
        [_, part, corpora, weights] => {
            let mut training = Training::new(Path::new(corpora), Path::new(weights));
            if matches!(*part, "tagger" | "all") {
                training.tagger();
            }
            if matches!(*part, "parser" | "all") {
                training.parser();
            }
            if matches!(*part, "names" | "all") {
                training.names();
            }
        }
        _ => {
            eprintln!("usage: relata-training tagger|parser|names|all CORPORA WEIGHTS");
            eprintln!("       relata-training analyse WEIGHTS FILE");
            eprintln!("       relata-training tokens FILE");
            std::process::exit(2);
        }
    }
}

struct Training<'a> {
    corpora: &'a Path,
    file: &'a Path,
    archive: Archive,
    trees: Vec<Tree>,
    dev: Vec<Tree>,
    gmb: (Vec<naming::Raw>, Vec<naming::Raw>),
}

impl<'a> Training<'a> {
    fn new(corpora: &'a Path, file: &'a Path) -> Self {
        let read = |name: &str| {
            let path = corpora.join("train").join(name);
            treebank::read(
                &std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
            )
        };
        let mut trees = read("ud-ewt/train.conllu");
        trees.extend(read("ud-gum/train.conllu"));
        let archive = std::fs::read(file)
            .ok()
            .and_then(|bytes| Archive::from_bytes(&bytes).ok())
            .unwrap_or_default();
        Self {
            corpora,
            file,
            archive,
            trees,
            dev: read("ud-ewt/dev.conllu"),
            gmb: naming::read_gmb(&corpora.join("train/gmb/ner_dataset.csv")),
        }
    }

    fn save(&self) {
        let bytes = self.archive.to_bytes().unwrap();
        eprintln!(
            "{} bytes; sections {:?}",
            bytes.len(),
            self.archive.sizes().collect::<Vec<_>>()
        );
        std::fs::write(self.file, bytes).unwrap();
    }

    fn table(&self, name: &'static str) -> Table {
        Table::from_bytes(self.archive.get(name).unwrap()).unwrap()
    }

    fn tagset(&self) -> Tagset {
        let text = String::from_utf8(self.archive.get("tags").unwrap().to_vec()).unwrap();
        Tagset::new(text.lines().map(str::to_owned).collect()).unwrap()
    }

    fn augmented(&self, tags: &[String]) -> Vec<Tree> {
        let mut trees = self.trees.clone();
        treebank::fit(&mut trees, tags);
        let copies = treebank::headlines(&trees, 7, &mut Random::new(3));
        trees.extend(copies);
        trees
    }

    fn tagger(&mut self) {
        let start = Instant::now();
        let names = treebank::tagset(&mut self.trees);
        let tagset = Tagset::new(names.clone()).unwrap();
        let (lexicon, _) = tagging::lexicon(&self.gmb.0);
        let trees = self.augmented(&names);
        let data = tagging::tagged(&trees, &tagset);
        eprintln!("tagger: {} sentences, {} tags", data.len(), tagset.count());
        let weights = tagging::train(&data, |_| true, &lexicon, tagset.count(), 8);
        let table = weights.table(TAGGER_WEIGHTS);
        self.archive.set("tags", (names.join("\n") + "\n").into_bytes());
        self.archive.set("lexicon", lexicon.to_bytes());
        self.archive.set("tagger", table.to_bytes());
        self.archive
            .set("morphology", tagging::morphology(&self.trees).into_bytes());
        treebank::fit(&mut self.dev, &names);
        let dev = tagging::tagged(&self.dev, &tagset);
        let (mut right, mut upos, mut all) = (0usize, 0usize, 0usize);
        for sentence in &dev {
            for (tag, gold) in tagger::tag(&sentence.words, &lexicon, &table, tagset.count())
                .iter()
                .zip(&sentence.tags)
            {
                all += 1;
                right += usize::from(tag == gold);
                upos += usize::from(tagset.upos(*tag) == tagset.upos(*gold));
            }
        }
        eprintln!(
            "  EWT dev: UPOS {:.4}, whole tag {:.4}; {:.0?}",
            upos as f64 / all as f64,
            right as f64 / all as f64,
            start.elapsed()
        );
        self.save();
    }

    /// Sentences with tags predicted by taggers that did not learn from them.
    fn jackknifed(&self, trees: &[Tree], tagset: &Tagset, lexicon: &Table) -> Vec<parsing::Example> {
        const FOLDS: usize = 4;
        let data = tagging::tagged(trees, tagset);
        let mut predicted: Vec<Vec<u8>> = vec![Vec::new(); data.len()];
        // A headline copy must not teach the tagger of its original's fold: folds go by text.
        let fold =
            |index: usize| trees[index].iter().map(|gold| gold.form.len()).sum::<usize>() * 7 / 3 % FOLDS;
        std::thread::scope(|scope| {
            let (data, fold) = (&data, &fold);
            let workers: Vec<_> = (0..2)
                .map(|worker| {
                    scope.spawn(move || {
                        let mut done = Vec::new();
                        for held_out in (0..FOLDS).filter(|held_out| held_out % 2 == worker) {
                            let weights = tagging::train(
                                data,
                                |index| fold(index) != held_out,
                                lexicon,
                                tagset.count(),
                                5,
                            );
                            let table = weights.table(TAGGER_WEIGHTS);
                            for index in (0..data.len()).filter(|&index| fold(index) == held_out) {
                                done.push((
                                    index,
                                    tagger::tag(&data[index].words, lexicon, &table, tagset.count()),
                                ));
                            }
                        }
                        done
                    })
                })
                .collect();
            for worker in workers {
                for (index, tags) in worker.join().unwrap() {
                    predicted[index] = tags;
                }
            }
        });
        let wrong: usize = data
            .iter()
            .zip(&predicted)
            .flat_map(|(a, b)| a.tags.iter().zip(b))
            .filter(|(a, b)| a != b)
            .count();
        let all: usize = data.iter().map(|sentence| sentence.tags.len()).sum();
        eprintln!("  jackknifed tags: {:.4} right", 1.0 - wrong as f64 / all as f64);
        data.into_iter()
            .zip(predicted)
            .zip(trees)
            .map(|((data, tags), tree)| example(data.words, tags, tree))
            .collect()
    }

    fn parser(&mut self) {
        let start = Instant::now();
        let (tagset, lexicon, tagger) = (self.tagset(), self.table("lexicon"), self.table("tagger"));
        let trees = self.augmented(tagset.names());
        let examples = self.jackknifed(&trees, &tagset, &lexicon);
        let dev: Vec<parsing::Example> = self
            .dev
            .iter()
            .map(|tree| {
                let words = treebank::words(tree);
                let tags = tagger::tag(&words, &lexicon, &tagger, tagset.count());
                example(words, tags, tree)
            })
            .collect();
        eprintln!(
            "parser: {} sentences, tags ready after {:.0?}",
            examples.len(),
            start.elapsed()
        );
        let mut archive = self.archive.clone();
        let weights = parsing::train(&examples, &tagset, 8, |epoch, weights| {
            if epoch % 2 == 0 {
                let table = weights.table(PARSER_WEIGHTS);
                let (uas, las) = parsing::evaluate(&dev, &table, &tagset);
                eprintln!("    EWT dev: UAS {uas:.4}, LAS {las:.4}; {:.0?}", start.elapsed());
                archive.set("parser", table.to_bytes());
                std::fs::write(self.file, archive.to_bytes().unwrap()).unwrap();
            }
        });
        for keep in [usize::MAX, 2 * PARSER_WEIGHTS, PARSER_WEIGHTS, PARSER_WEIGHTS / 2] {
            let (uas, las) = parsing::evaluate(&dev, &weights.table(keep), &tagset);
            eprintln!("  EWT dev, {keep} weights: UAS {uas:.4}, LAS {las:.4}");
        }
        eprintln!("  {:.0?}", start.elapsed());
        self.archive
            .set("parser", weights.table(PARSER_WEIGHTS).to_bytes());
        self.save();
    }

    fn names(&mut self) {
        let start = Instant::now();
        let (tagset, lexicon, tagger) = (self.tagset(), self.table("lexicon"), self.table("tagger"));
        let lists = gazetteer::Lists::read(&self.corpora.join("gazetteers"));
        let list_table = lists.table();
        let scheme = naming::Scheme::new(&lists, &self.gmb.0, &self.gmb.1);
        let train = self.corpora.join("train");
        let mut examples: Vec<naming::Example> =
            self.gmb.1.iter().map(|raw| scheme.example(raw, false)).collect();
        for raw in naming::read_columns(&train.join("uner-ewt/train-early.iob2"), 1, 2, '\t') {
            examples.push(scheme.example(&raw, false));
        }
        for raw in naming::read_columns(&train.join("wikigold/wikigold.conll.txt"), 0, 1, ' ') {
            examples.push(scheme.example(&raw, true));
        }
        for name in ["dev.txt", "train.txt"] {
            for raw in naming::read_columns(&train.join("crossner-politics").join(name), 0, 1, '\t') {
                examples.push(scheme.example(&raw, false));
            }
        }
        naming::headlines(&mut examples, 8, &mut Random::new(9));
        let dev: Vec<naming::Example> = naming::read_columns(&train.join("uner-ewt/dev.iob2"), 1, 2, '\t')
            .iter()
            .map(|raw| scheme.example(raw, false))
            .collect();
        eprintln!("names: {} sentences", examples.len());
        let tags = naming::Tags {
            tagset: &tagset,
            lexicon: &lexicon,
            tagger: &tagger,
            lists: &list_table,
        };
        let weights = naming::train(&examples, &tags, 8, |weights| {
            eprintln!(
                "    not averaged: UNER dev F1 {:.4}",
                naming::evaluate(&dev, weights, &tags)
            );
        });
        for keep in [usize::MAX, 2 * NAME_WEIGHTS, NAME_WEIGHTS] {
            eprintln!(
                "  UNER dev, {keep} weights: F1 {:.4}",
                naming::evaluate(&dev, &weights.table(keep), &tags)
            );
        }
        eprintln!("  {:.0?}", start.elapsed());
        self.archive.set("lists", list_table.to_bytes());
        self.archive.set("names", weights.table(NAME_WEIGHTS).to_bytes());
        self.save();
    }
}

fn example(words: Vec<nlp::words::Word>, tags: Vec<u8>, tree: &Tree) -> parsing::Example {
    let arcs = tree
        .iter()
        .map(|gold| (gold.head as u16, parsing::number(&gold.relation)))
        .collect();
    parsing::Example { words, tags, arcs }
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
