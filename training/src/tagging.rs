//! Lexicon of tags, rules for lemmas and features.

use std::collections::BTreeMap;

use crate::nlp::morphology::{Edit, LONGEST_ENDING, feats_key, lemma_base};
use crate::nlp::tagger;
use crate::nlp::weights::Table;
use crate::nlp::words::{Style, Word};
use crate::treebank::Tree;

/// Penn tags of words in automatically tagged news, as a table: up to three a word, the most frequent first.
pub(crate) fn lexicon(sentences: &[Vec<(String, String)>]) -> Table {
    let mut counts: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for (form, tag) in sentences.iter().flatten() {
        let norm = Word::new(form, Style::Running).norm;
        *counts.entry(norm).or_default().entry(tag).or_default() += 1;
        *classes.entry(tag).or_default() += 1;
    }
    let names: Vec<String> = classes.keys().map(|&tag| tag.to_owned()).collect();
    let mut rows: BTreeMap<u32, Vec<(u8, i16)>> = BTreeMap::new();
    for (norm, tags) in &counts {
        let total: usize = tags.values().sum();
        if total < 2 {
            continue;
        }
        let mut tags: Vec<(&str, usize)> = tags.iter().map(|(&tag, &count)| (tag, count)).collect();
        tags.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let list = tags
            .iter()
            .filter(|(_, count)| count * 20 >= total)
            .take(3)
            .map(|(tag, _)| (names.iter().position(|name| name == tag).unwrap_or(0) as u8, 1))
            .collect();
        rows.insert(
            tagger::lexicon_feature(Word::new(norm, Style::Running).form),
            list,
        );
    }
    let rows: Vec<_> = rows.into_iter().collect();
    Table::new(tagger::LEXICON_BITS, &rows)
}

/// Rules for lemmas and features, as `Morphology` reads them.
pub(crate) fn morphology(trees: &[Tree]) -> String {
    let mut lines = lemma_rules(trees);
    lines.extend(feature_rules(trees));
    lines.join("\n") + "\n"
}

fn lemma_rules(trees: &[Tree]) -> Vec<String> {
    // By tag and form: which edits, how often.
    let mut forms: BTreeMap<(String, String), BTreeMap<Edit, usize>> = BTreeMap::new();
    for gold in trees.iter().flatten() {
        if gold.lemma == "_" || gold.feats.contains("Typo=Yes") {
            continue;
        }
        let base = lemma_base(&gold.form, &gold.tag);
        let lemma = if keeps_capitals(&gold.tag) {
            gold.lemma.clone()
        } else {
            gold.lemma.to_lowercase()
        };
        *forms
            .entry((gold.tag.clone(), base.clone()))
            .or_default()
            .entry(Edit::between(&base, &lemma))
            .or_default() += 1;
    }
    let best = |edits: &BTreeMap<Edit, usize>| {
        edits
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
            .map(|(edit, _)| edit.clone())
    };
    // By tag and ending: which edits, in how many forms.
    let mut endings: BTreeMap<(String, String), BTreeMap<Edit, usize>> = BTreeMap::new();
    for ((tag, base), edits) in &forms {
        let Some(edit) = best(edits) else { continue };
        let count = base.chars().count();
        for length in 0..=count.min(LONGEST_ENDING) {
            let ending: String = base.chars().skip(count - length).collect();
            *endings
                .entry((tag.clone(), ending))
                .or_default()
                .entry(edit.clone())
                .or_default() += 1;
        }
    }
    // A rule is kept where it differs from that of the next shorter ending and rests on two forms.
    let mut rules: BTreeMap<(String, String), Edit> = BTreeMap::new();
    let lookup = |rules: &BTreeMap<(String, String), Edit>, tag: &str, base: &str| {
        let count = base.chars().count();
        (0..=count.min(LONGEST_ENDING)).rev().find_map(|length| {
            let ending: String = base.chars().skip(count - length).collect();
            rules.get(&(tag.to_owned(), ending)).cloned()
        })
    };
    let mut by_length: Vec<_> = endings.iter().collect();
    by_length.sort_by_key(|((tag, ending), _)| (ending.chars().count(), tag.clone(), ending.clone()));
    for ((tag, ending), edits) in by_length {
        let Some(edit) = best(edits) else { continue };
        let support = edits[&edit];
        let known = lookup(&rules, tag, ending).unwrap_or_default();
        let wins = support >= 2 && support > edits.get(&known).copied().unwrap_or(0);
        if (ending.is_empty() || wins) && (edit != known || ending.is_empty()) {
            rules.insert((tag.clone(), ending.clone()), edit);
        }
    }
    let mut lines: Vec<String> = rules
        .iter()
        .map(|((tag, ending), edit)| format!("L\t{tag} {ending}\t{}\t{}", edit.off, edit.on))
        .collect();
    for ((tag, base), edits) in &forms {
        let Some(edit) = best(edits) else { continue };
        if lookup(&rules, tag, base).unwrap_or_default() != edit && !base.contains(['\t', '\n']) {
            lines.push(format!("L\t{tag} ^{base}\t{}\t{}", edit.off, edit.on));
        }
    }
    lines
}

/// Whether lemmas of the tag may have capitals: "I", "Syrian".
fn keeps_capitals(tag: &str) -> bool {
    ["PROPN", "PRON", "ADJ", "X/ADD"]
        .iter()
        .any(|start| tag.starts_with(start))
        || tag.ends_with("/NNP")
}

fn feature_rules(trees: &[Tree]) -> Vec<String> {
    let mut forms: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let mut defaults: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for gold in trees.iter().flatten() {
        let be = gold.lemma == "be";
        let keep = |item: &&str| {
            let name = item.split('=').next().unwrap_or_default();
            let agreement = matches!(name, "Number" | "Person")
                && !be
                && (gold.tag.ends_with("/VBD") || gold.tag.ends_with("/VBP"));
            !agreement && !matches!(name, "_" | "Typo" | "ExtPos" | "Style" | "Abbr" | "Foreign")
        };
        let feats: Vec<&str> = gold.feats.split('|').filter(keep).collect();
        let feats = feats.join("|");
        *forms
            .entry(feats_key(&gold.form, &gold.tag))
            .or_default()
            .entry(feats.clone())
            .or_default() += 1;
        *defaults
            .entry(gold.tag.clone())
            .or_default()
            .entry(feats)
            .or_default() += 1;
    }
    let best = |feats: &BTreeMap<String, usize>| {
        feats
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
            .map(|(feats, count)| (feats.clone(), *count))
    };
    let mut lines = Vec::new();
    let mut known: BTreeMap<&str, String> = BTreeMap::new();
    for (tag, feats) in &defaults {
        if let Some((feats, _)) = best(feats) {
            lines.push(format!("F\t{tag}\t{feats}"));
            known.insert(tag, feats);
        }
    }
    for (key, feats) in &forms {
        let tag = key.split(' ').next().unwrap_or_default();
        if let Some((feats, count)) = best(feats)
            && count >= 2
            && known.get(tag) != Some(&feats)
            && !key.contains('\t')
        {
            lines.push(format!("F\t{key}\t{feats}"));
        }
    }
    lines
}

impl Edit {
    /// The edit that makes `lemma` of `form`.
    pub(crate) fn between(form: &str, lemma: &str) -> Self {
        let same = form
            .chars()
            .zip(lemma.chars())
            .take_while(|(a, b)| a == b)
            .count();
        Self {
            off: form.chars().count() - same,
            on: lemma.chars().skip(same).collect(),
        }
    }
}
