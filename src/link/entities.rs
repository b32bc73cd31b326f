//! From clusters to entities: canonical names, classes, IRIs.

use rustc_hash::FxHashMap;

use crate::claim::EntityIri;

use super::alias::{Declared, is_acronym};
use super::cluster::Cluster;
use super::mention::{Alias, LinkedEntity, Mention, MentionKind, Mentions};
use super::mint::{clean, document_path, segment};
use super::phrases::Drafts;
use super::sort::Sort;
use super::text::Text;
use super::tree::is_all_capitals;

/// Puts the result together.
pub(super) fn finish(
    text: &Text,
    drafts: Drafts,
    mut clusters: Vec<Cluster>,
    declared: &[Declared],
) -> Mentions {
    let aliases = aliases(text, &drafts, &mut clusters, declared);
    let scope = document_path(&text.document.id.0);
    let mut minter = Minter {
        text,
        scope: &scope,
        taken: FxHashMap::default(),
        counts: FxHashMap::default(),
    };
    // Persons last: where a place or body has the same name, it is the person's IRI that says so.
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by_key(|&index| (clusters[index].sort == Sort::Person, index));
    let mut entities = vec![LinkedEntity::default(); clusters.len()];
    for index in order {
        entities[index] = minter.entity(&clusters[index]);
    }
    let mentions = drafts.list.into_iter().map(|draft| {
        let tree = &text.trees[draft.sentence];
        let entity = draft.cluster.unwrap_or_default();
        let own = draft
            .class
            .filter(|_| draft.kind == MentionKind::Nominal && !clusters[entity].named);
        Mention {
            sentence: draft.sentence,
            span: tree.sentence.span_of(draft.tokens.clone()),
            tokens: draft.tokens,
            head: draft.head,
            kind: draft.kind,
            class: own.or_else(|| entities[entity].classes.first().copied()),
            entity,
            title: draft.title,
        }
    });
    Mentions {
        mentions: mentions.collect(),
        aliases,
        by_token: drafts.by_token,
        base: text.config.base.clone(),
        scope: scope.clone(),
        entities,
    }
}

/// The declared pairs as they leave linking; what a pair says of a cluster is added to it.
fn aliases(text: &Text, drafts: &Drafts, clusters: &mut [Cluster], declared: &[Declared]) -> Vec<Alias> {
    let mut of_tokens: FxHashMap<(usize, usize, usize), usize> = FxHashMap::default();
    for (index, draft) in drafts.list.iter().enumerate() {
        of_tokens.insert((draft.sentence, draft.tokens.start, draft.tokens.end), index);
    }
    let mut aliases = Vec::new();
    for pair in declared {
        let Some(&name) = of_tokens.get(&(pair.sentence, pair.full.start, pair.full.end)) else {
            continue;
        };
        let Some(cluster) = drafts.list[name].cluster else {
            continue;
        };
        let words = clean(text.trees[pair.sentence].words(pair.other.clone()));
        if !clusters[cluster].aliases.contains(&words) {
            clusters[cluster].aliases.push(words);
        }
        aliases.push(Alias {
            name,
            sentence: pair.sentence,
            tokens: pair.other.clone(),
        });
    }
    aliases
}

struct Minter<'a> {
    text: &'a Text<'a>,
    scope: &'a str,
    /// IRIs given out, with the sort of what bears them.
    taken: FxHashMap<String, Sort>,
    /// How many descriptions of the same words have an IRI.
    counts: FxHashMap<String, usize>,
}

impl Minter<'_> {
    fn entity(&mut self, cluster: &Cluster) -> LinkedEntity {
        let individual = cluster.individual.map(|id| &self.text.ontology[id]);
        let label = match individual {
            Some(individual) => individual.label.clone(),
            None => label(cluster),
        };
        let iri = match individual {
            Some(individual) => {
                self.taken.insert(individual.iri.clone(), cluster.sort);
                individual.iri.clone()
            }
            None if cluster.named => self.named_iri(&label, cluster.sort),
            None => match &cluster.national {
                Some(name) => self.named_iri(name, cluster.sort),
                None => self.own_iri(&label),
            },
        };
        let mut aliases: Vec<String> = cluster
            .names
            .iter()
            .chain(&cluster.aliases)
            .filter(|name| **name != label)
            .cloned()
            .collect();
        aliases.sort_unstable();
        aliases.dedup();
        let classes = match individual {
            Some(individual) if !individual.classes.is_empty() => individual.classes.clone(),
            // What somebody is besides a person is a claim about him.
            _ if cluster.named && cluster.sort == Sort::Person => {
                self.text.sorts.class(Sort::Person).into_iter().collect()
            }
            _ => cluster.class.into_iter().collect(),
        };
        LinkedEntity {
            iri: EntityIri(iri),
            label,
            aliases,
            classes,
            named: cluster.named || cluster.national.is_some(),
            individual: cluster.individual,
            unresolved: cluster.unresolved,
        }
    }

    /// The same for the same name everywhere, but for a person and a place of one name.
    fn named_iri(&mut self, label: &str, sort: Sort) -> String {
        let plain = format!("{}{}", self.text.config.base, segment(label));
        let Some(&other) = self.taken.get(&plain) else {
            self.taken.insert(plain.clone(), sort);
            return plain;
        };
        if other.agrees(sort) {
            return plain;
        }
        let kind = match sort {
            Sort::Person => "person",
            Sort::Place => "place",
            Sort::Organization | Sort::Group => "organization",
            Sort::Facility => "facility",
            _ => "thing",
        };
        format!("{plain}_({kind})")
    }

    /// Below the document: descriptions mean different things elsewhere.
    fn own_iri(&mut self, label: &str) -> String {
        let plain = format!(
            "{}{}/{}",
            self.text.config.base,
            self.scope,
            segment(&label.to_lowercase())
        );
        let mut iri = plain.clone();
        let count = self.counts.entry(plain.clone()).or_insert(1);
        while self.taken.contains_key(&iri) {
            *count += 1;
            iri = format!("{plain}_{count}");
        }
        self.taken.insert(iri.clone(), Sort::Unknown);
        iri
    }
}

/// The fullest name: most words, then not in capitals, then first seen. An acronym only for want of a name.
fn label(cluster: &Cluster) -> String {
    let rank = |name: &&String| {
        let words = name.split_whitespace().count();
        (!is_acronym(name), words, !is_all_capitals(name))
    };
    let mut best: Option<&String> = None;
    for name in &cluster.names {
        if best.is_none_or(|best| rank(&name) > rank(&best)) {
            best = Some(name);
        }
    }
    best.cloned().unwrap_or_else(|| {
        if cluster.phrase.is_empty() {
            "thing".to_owned()
        } else {
            cluster.phrase.clone()
        }
    })
}
