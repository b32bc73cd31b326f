//! The corpora as plain tables, which the training of the neural core reads.
//!
//! One word a line, with tabs: form, tag ("UPOS/XPOS"), head (0 for the root, else its number in the sentence),
//! relation, label of names. `_` stands for what the corpus does not know. Sentences end with an empty line.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::gazetteer::Lists;
use crate::invented::Inventor;
use crate::naming::{self, Example};
use crate::nlp::archive::Archive;
use crate::nlp::neural::features;
use crate::nlp::neural::pieces::Pieces;
use crate::nlp::weights::Table;
use crate::nlp::words::Word;
use crate::nlp::{relations, sentences, tokens};
use crate::tagging;
use crate::treebank::{self, Tree};

/// Longest sentence that is written; longer ones are noise or lists.
const LONGEST: usize = 120;

/// Writes the tables of all corpora below `corpora` into the folder `out`.
pub(crate) fn export(corpora: &Path, out: &Path) {
    std::fs::create_dir_all(out).unwrap();
    let train = corpora.join("train");
    let lists = Lists::read(&corpora.join("gazetteers"));
    let gmb = naming::read_gmb(&train.join("gmb/ner_dataset.csv"));
    let scheme = naming::Scheme::new(&lists, &gmb.0, &gmb.1);
    let read = |name: &str| treebank::read(&std::fs::read_to_string(train.join(name)).unwrap());
    let (mut ewt, mut gum) = (read("ud-ewt/train.conllu"), read("ud-gum/train.conllu"));
    let (mut ewt_dev, mut gum_dev) = (read("ud-ewt/dev.conllu"), read("ud-gum/dev.conllu"));
    let mut both: Vec<Tree> = ewt.iter().chain(&gum).cloned().collect();
    let tags = treebank::tagset(&mut both);
    for trees in [&mut ewt, &mut gum, &mut ewt_dev, &mut gum_dev] {
        treebank::fit(trees, &tags);
    }
    let uner = |name: &str| -> Vec<Example> {
        naming::read_columns(&train.join("uner-ewt").join(name), 1, 2, '\t')
            .iter()
            .map(|raw| scheme.example(raw, false))
            .collect()
    };
    let write = |name: &str, text: String| std::fs::write(out.join(name), text).unwrap();
    write("tags.txt", tags.join("\n") + "\n");
    write("relations.txt", relations::RELATIONS.join("\n") + "\n");
    write("ewt.tsv", with_trees(&ewt, &uner("train-early.iob2")));
    write("gum.tsv", with_trees(&gum, &[]));
    write("ewt-dev.tsv", with_trees(&ewt_dev, &uner("dev.iob2")));
    write("gum-dev.tsv", with_trees(&gum_dev, &[]));
    let mut more = String::new();
    for raw in naming::read_columns(&train.join("wikigold/wikigold.conll.txt"), 0, 1, ' ') {
        with_names(&mut more, &scheme.example(&raw, true));
    }
    for name in ["dev.txt", "train.txt"] {
        for raw in naming::read_columns(&train.join("crossner-politics").join(name), 0, 1, '\t') {
            with_names(&mut more, &scheme.example(&raw, false));
        }
    }
    write("names.tsv", more);
    let mut silver = String::new();
    for raw in &gmb.1 {
        with_names(&mut silver, &scheme.example(raw, false));
    }
    write("gmb.tsv", silver);
    let mut plain = String::new();
    for text in texts(&train) {
        for paragraph in text.split('\n') {
            let spans = tokens::tokenise(paragraph, 0);
            for range in sentences::split(paragraph, &spans) {
                let forms = spans[range].iter().map(|span| span.of(paragraph));
                without_labels(&mut plain, forms);
            }
        }
    }
    write("plain.tsv", plain);
}

/// Trees with the names of `named`, where the same words are found there.
fn with_trees(trees: &[Tree], named: &[Example]) -> String {
    let joined = |forms: &mut dyn Iterator<Item = &str>| forms.collect::<Vec<_>>().join(" ");
    let known: BTreeMap<String, &Example> = named
        .iter()
        .map(|example| (joined(&mut example.forms.iter().map(String::as_str)), example))
        .collect();
    let mut out = String::new();
    for tree in trees.iter().filter(|tree| tree.len() <= LONGEST) {
        let labels = known.get(&joined(&mut tree.iter().map(|gold| gold.form.as_str())));
        for (at, gold) in tree.iter().enumerate() {
            let head = if gold.head == tree.len() { 0 } else { gold.head + 1 };
            let relation = relations::name(number(&gold.relation));
            let _ = write!(out, "{}\t{}\t{head}\t{relation}\t", gold.form, gold.tag);
            let _ = match labels {
                Some(example) => writeln!(out, "{}", example.labels[at]),
                None => writeln!(out, "_"),
            };
        }
        out.push('\n');
    }
    out
}

/// Number of a relation, or of it without its subtype.
fn number(name: &str) -> u8 {
    let find = |name: &str| relations::RELATIONS.iter().position(|known| *known == name);
    find(name)
        .or_else(|| find(name.split(':').next().unwrap_or_default()))
        .or_else(|| find("dep"))
        .map_or(0, |at| at as u8)
}

fn with_names(out: &mut String, example: &Example) {
    if example.forms.len() > LONGEST {
        return;
    }
    for (form, label) in example.forms.iter().zip(&example.labels) {
        let _ = writeln!(out, "{form}\t_\t_\t_\t{label}");
    }
    out.push('\n');
}

fn without_labels<'a>(out: &mut String, forms: impl ExactSizeIterator<Item = &'a str>) {
    if forms.len() > LONGEST {
        return;
    }
    for form in forms {
        let _ = writeln!(out, "{form}\t_\t_\t_\t_");
    }
    out.push('\n');
}

/// The free text of the corpora that have no trees and no names: encyclopedia, reports, novels.
fn texts(train: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    let lines = std::fs::read_to_string(train.join("knowledgenet/folds-1-3.jsonl")).unwrap();
    for line in lines.lines() {
        texts.extend(json_strings(line, "\"passage\": \""));
    }
    let mut names: Vec<_> = std::fs::read_dir(train.join("re3d")).unwrap().flatten().collect();
    names.sort_by_key(std::fs::DirEntry::file_name);
    for name in names {
        if name.path().extension().is_some_and(|end| end == "json") {
            let text = std::fs::read_to_string(name.path()).unwrap();
            texts.extend(json_strings(&text, "\"text\": \"").into_iter().take(1));
        }
    }
    // Facts of one passage come one after another, a line each.
    texts.sort();
    texts.dedup();
    texts
}

/// The values of a key that are strings; the corpora's JSON needs no more of a reader.
fn json_strings(source: &str, key: &str) -> Vec<String> {
    source
        .match_indices(key)
        .map(|(at, _)| {
            let mut value = String::new();
            let mut chars = source[at + key.len()..].chars();
            while let Some(c) = chars.next() {
                match c {
                    '"' => break,
                    '\\' => match chars.next() {
                        Some('n' | 'r' | 't') => value.push('\n'),
                        Some('u') => {
                            let code: String = chars.by_ref().take(4).collect();
                            let code = u32::from_str_radix(&code, 16).ok();
                            value.push(code.and_then(char::from_u32).unwrap_or('\u{FFFD}'));
                        }
                        Some(other) => value.push(other),
                        None => break,
                    },
                    other => value.push(other),
                }
            }
            value
        })
        .collect()
}

/// Writes weights with the tables that are counted, not trained: tags, lexicon, rules of morphology, lists of names.
/// A network that is in the file stays.
pub(crate) fn tables(corpora: &Path, weights: &Path) {
    let train = corpora.join("train");
    let read = |name: &str| treebank::read(&std::fs::read_to_string(train.join(name)).unwrap());
    let mut trees = read("ud-ewt/train.conllu");
    trees.extend(read("ud-gum/train.conllu"));
    let tags = treebank::tagset(&mut trees);
    let gmb = naming::read_gmb(&train.join("gmb/ner_dataset.csv"));
    let network = std::fs::read(weights)
        .ok()
        .and_then(|bytes| Archive::from_bytes(&bytes).ok())
        .and_then(|archive| Some(archive.get("network").ok()?.to_vec()));
    let mut archive = Archive::default();
    archive.set("tags", (tags.join("\n") + "\n").into_bytes());
    archive.set("lexicon", tagging::lexicon(&gmb.0).to_bytes());
    archive.set("morphology", tagging::morphology(&trees).into_bytes());
    archive.set(
        "lists",
        Lists::read(&corpora.join("gazetteers")).table().to_bytes(),
    );
    if let Some(network) = network {
        archive.set("network", network);
    }
    save(&archive, weights);
}

/// Puts the network that the student's training wrote into the weights; one with an encoder, and the encoder's
/// vocabulary, into a file of their own beside what else the weights have.
pub(crate) fn pack(weights: &Path, network: &Path, larger: Option<(&Path, &Path)>) {
    let mut archive = Archive::from_bytes(&std::fs::read(weights).unwrap()).unwrap();
    archive.set("network", std::fs::read(network).unwrap());
    if let Some((vocabulary, _)) = larger {
        archive.set("pieces", std::fs::read(vocabulary).unwrap());
    }
    save(&archive, larger.map_or(weights, |(_, out)| out));
}

fn save(archive: &Archive, weights: &Path) {
    let bytes = archive.to_bytes().unwrap();
    eprintln!(
        "{} bytes; sections {:?}",
        bytes.len(),
        archive.sizes().collect::<Vec<_>>()
    );
    std::fs::write(weights, bytes).unwrap();
}

/// Writes the features of each word of a table: seven rows as `u16` and the hash of the form as `u32`.
///
/// `style` is `plain`, `upper` or `title` for what the words would be in a headline, `invented` for other names.
/// With the encoder's vocabulary, the first pieces of each word, filled up with zeros to `pieces::MOST`, go into a
/// second file that ends in `.pieces`.
pub(crate) fn features(weights: &Path, table: &Path, style: &str, out: &Path, vocabulary: Option<&Path>) {
    let vocabulary = vocabulary.map(|path| Pieces::parse(&std::fs::read_to_string(path).unwrap()).unwrap());
    let mut pieces = Vec::new();
    let archive = Archive::from_bytes(&std::fs::read(weights).unwrap()).unwrap();
    let section = |name| Table::from_bytes(archive.get(name).unwrap()).unwrap();
    let (lexicon, lists) = (section("lexicon"), section("lists"));
    let text = std::fs::read_to_string(table).unwrap();
    let inventor = (style == "invented").then(|| Inventor::new(&text));
    let mut bytes = Vec::new();
    let mut found = Vec::new();
    for block in text.split("\n\n") {
        let forms: Vec<String> = match &inventor {
            Some(inventor) => inventor.replace(block),
            None => block
                .lines()
                .map(|line| styled(line.split('\t').next().unwrap_or_default(), style))
                .collect(),
        };
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        if let Some(vocabulary) = &vocabulary {
            for form in &forms {
                pieces.extend(vocabulary.split(form).all);
            }
        }
        found.clear();
        features::extract(&Word::all(&forms), &lexicon, &lists, &mut found);
        for word in &found {
            bytes.extend(word.rows.iter().flat_map(|row| row.to_le_bytes()));
            bytes.extend(word.form.to_le_bytes());
        }
    }
    std::fs::write(out, bytes).unwrap();
    if vocabulary.is_some() {
        let bytes: Vec<u8> = pieces.iter().flat_map(|piece| piece.to_le_bytes()).collect();
        std::fs::write(out.with_extension("pieces"), bytes).unwrap();
    }
}

/// A word as a headline has it.
fn styled(form: &str, style: &str) -> String {
    match style {
        "upper" => form.to_uppercase(),
        "title" if form.chars().count() > 3 => {
            let mut chars = form.chars();
            let first = chars.next().into_iter().flat_map(char::to_uppercase);
            first.chain(chars).collect()
        }
        _ => form.to_owned(),
    }
}
