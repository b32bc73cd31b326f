//! Treebanks as the trainer needs them.

use std::collections::BTreeMap;

use crate::nlp::tokens;

/// A word of a treebank.
#[derive(Clone, Debug)]
pub(crate) struct Gold {
    pub(crate) form: String,
    pub(crate) lemma: String,
    /// "UPOS/XPOS".
    pub(crate) tag: String,
    pub(crate) feats: String,
    /// Its head; the number of words for the root.
    pub(crate) head: usize,
    pub(crate) relation: String,
    pub(crate) glued: bool,
}

pub(crate) type Tree = Vec<Gold>;

/// Reads CoNLL-U.
pub(crate) fn read(source: &str) -> Vec<Tree> {
    let mut trees = Vec::new();
    let mut tree: Vec<(Gold, usize)> = Vec::new();
    let mut multiword: Option<(usize, bool)> = None;
    for line in source.lines().chain([""]) {
        if line.is_empty() {
            if !tree.is_empty() {
                let n = tree.len();
                let words = tree.drain(..).map(|(mut gold, head)| {
                    gold.head = if head == 0 { n } else { head - 1 };
                    gold
                });
                trees.push(join_names(words.collect()));
            }
            multiword = None;
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let glued = cells[9].contains("SpaceAfter=No");
        if let Some((_, last)) = cells[0].split_once('-') {
            multiword = Some((last.parse().unwrap(), glued));
            continue;
        }
        let Ok(number) = cells[0].parse::<usize>() else {
            continue;
        };
        let glued = match multiword {
            Some((last, _)) if number < last => true,
            Some((last, glued)) if number == last => glued,
            _ => glued,
        };
        let gold = Gold {
            form: cells[1].to_owned(),
            lemma: cells[2].to_owned(),
            tag: format!("{}/{}", cells[3], cells[4]),
            feats: cells[5].to_owned(),
            head: 0,
            relation: cells[7].to_owned(),
            glued,
        };
        tree.push((gold, cells[6].parse().unwrap()));
    }
    trees
}

/// Joins "al", "-", "Hol" and the like where the tokeniser keeps them whole.
fn join_names(mut tree: Tree) -> Tree {
    let mut at = 0;
    while at + 2 < tree.len() {
        let hyphen = tree[at].glued && tree[at + 1].glued && tree[at + 1].form == "-";
        let joined = format!("{}-{}", tree[at].form, tree[at + 2].form);
        if !hyphen || tokens::tokenise(&joined, 0).len() != 1 {
            at += 1;
            continue;
        }
        let inside = at..at + 3;
        let Some(top) = inside.clone().find(|&index| !inside.contains(&tree[index].head)) else {
            at += 1;
            continue;
        };
        let mut word = tree[top].clone();
        word.lemma = format!("{}-{}", tree[at].lemma, tree[at + 2].lemma);
        word.form = joined;
        word.glued = tree[at + 2].glued;
        tree.splice(inside.clone(), [word]);
        for gold in &mut tree {
            if inside.contains(&gold.head) {
                gold.head = at;
            } else if gold.head >= inside.end {
                gold.head -= 2;
            }
        }
    }
    tree
}

/// Tags that occur often enough, by falling count; rare ones become the most frequent one of their UPOS.
pub(crate) fn tagset(trees: &mut [Tree]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for gold in trees.iter().flatten() {
        *counts.entry(gold.tag.clone()).or_default() += 1;
    }
    let mut tags: Vec<(String, usize)> = counts.into_iter().filter(|&(_, count)| count >= 15).collect();
    tags.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let tags: Vec<String> = tags.into_iter().map(|(tag, _)| tag).collect();
    fit(trees, &tags);
    tags
}

/// Replaces tags that are not in `tags`.
pub(crate) fn fit(trees: &mut [Tree], tags: &[String]) {
    for gold in trees
        .iter_mut()
        .flatten()
        .filter(|gold| !tags.contains(&gold.tag))
    {
        let upos = gold.tag.split('/').next().unwrap_or_default().to_owned() + "/";
        if let Some(tag) = tags.iter().find(|tag| tag.starts_with(&upos)) {
            gold.tag.clone_from(tag);
        }
    }
}
