//! Headlines in capitals: they repeat names of the story and introduce none.

use rustc_hash::FxHashMap;

use crate::ontology::fold_name;

use super::cluster::Cluster;
use super::mention::MentionKind;
use super::phrases::{Draft, Drafts, reindex};
use super::sort::Sort;
use super::text::Text;

/// Longest name looked for, in words.
const LONGEST: usize = 8;

/// Adds mentions for the story's names in sentences written in capitals.
pub(super) fn add(text: &Text, drafts: &mut Drafts, clusters: &[Cluster]) {
    let known = names(clusters);
    let before = drafts.list.len();
    for (sentence, tree) in text.trees.iter().enumerate() {
        if !text.is_story(sentence) || !text.in_capitals(sentence) {
            continue;
        }
        let mut start = 0;
        while start < tree.len() {
            let ends = (start + 1..=tree.len().min(start + LONGEST)).rev();
            let found = ends
                .map(|end| start..end)
                .find_map(|tokens| Some((tokens.clone(), (*known.get(&key(tree.words(tokens)))?)?)));
            let Some((tokens, cluster)) = found else {
                start += 1;
                continue;
            };
            start = tokens.end;
            let of = &clusters[cluster];
            drafts.list.push(Draft {
                sentence,
                head: tree.top(tokens.clone()),
                tokens,
                kind: MentionKind::Name,
                title: None,
                sort: of.sort,
                firm: of.firm,
                class: of.class,
                individual: of.individual,
                demonym: false,
                definite: true,
                plural: of.plural,
                gender: of.gender,
                inner: false,
                also: None,
                cluster: Some(cluster),
            });
        }
    }
    if drafts.list.len() > before {
        reindex(text, drafts);
    }
}

/// Names in capitals, with surnames of persons, to their clusters; `None` for what two share.
fn names(clusters: &[Cluster]) -> FxHashMap<String, Option<usize>> {
    let mut known: FxHashMap<String, Option<usize>> = FxHashMap::default();
    let mut add = |name: &str, cluster: usize| {
        let entry = known.entry(key(name)).or_insert(Some(cluster));
        if *entry != Some(cluster) {
            *entry = None;
        }
    };
    for (index, cluster) in clusters.iter().enumerate() {
        for name in &cluster.names {
            add(name, index);
            if cluster.sort == Sort::Person
                && let Some(surname) = name.split_whitespace().last()
            {
                add(surname, index);
            }
        }
    }
    known
}

fn key(name: &str) -> String {
    fold_name(name).to_uppercase().trim_end_matches("'S").to_owned()
}
