//! Names of one document gathered into referents: full name and surname, long name and acronym.
//!
//! Precision first: a name joins another only where a single candidate fits.

use rustc_hash::FxHashMap;

use crate::ontology::{IndividualId, fold_name};

use super::alias::Declared;
use super::cluster::Cluster;
use super::evidence;
use super::given::Gender;
use super::mention::MentionKind;
use super::persons::key_words;
use super::phrases::Drafts;
use super::sort::Sort;
use super::text::Text;
use super::tree::plain;
use super::union::Sets;

/// Mentions of one string that are taken for one thing from the start.
pub(super) struct Node {
    /// As [`fold_name`] makes it.
    pub(super) name: String,
    pub(super) words: Vec<String>,
    pub(super) drafts: Vec<usize>,
    pub(super) sort: Sort,
    pub(super) firm: bool,
    /// Whether the context speaks for the sort, not the recogniser alone.
    pub(super) clued: bool,
    pub(super) individual: Option<IndividualId>,
    pub(super) gender: Option<Gender>,
}

/// Gathers the name mentions; each gets its cluster.
pub(super) fn gather(text: &Text, drafts: &mut Drafts, declared: &[Declared]) -> Vec<Cluster> {
    let nodes = nodes(text, drafts);
    let mut gathering = Gathering {
        text,
        sets: Sets::new(nodes.len()),
        nodes,
        moved: FxHashMap::default(),
    };
    gathering.declared(drafts, declared);
    gathering.individuals();
    gathering.spellings();
    gathering.bearers();
    gathering.full_persons();
    gathering.single_persons(drafts);
    gathering.doubt_lone_persons();
    gathering.bodies();
    gathering.clusters(drafts)
}

pub(super) struct Gathering<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) nodes: Vec<Node>,
    pub(super) sets: Sets,
    /// Mentions of an ambiguous name that something decides: draft to node.
    pub(super) moved: FxHashMap<usize, usize>,
}

/// One node per string, two where firm evidence says that a person and something else share it.
fn nodes(text: &Text, drafts: &Drafts) -> Vec<Node> {
    let mut order: Vec<(String, Vec<usize>)> = Vec::new();
    let mut position: FxHashMap<String, usize> = FxHashMap::default();
    for (index, draft) in drafts
        .list
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.kind == MentionKind::Name)
    {
        let name = match draft.individual.filter(|_| draft.demonym) {
            Some(individual) => fold_name(&text.ontology[individual].label),
            None => fold_name(text.trees[draft.sentence].words(draft.tokens.clone())),
        };
        let at = *position.entry(name.clone()).or_insert_with(|| {
            order.push((name, Vec::new()));
            order.len() - 1
        });
        order[at].1.push(index);
    }
    let mut nodes = Vec::new();
    for (name, all) in order {
        let is_firm = |person: bool| {
            all.iter().any(|&index| {
                let draft = &drafts.list[index];
                draft.firm && draft.sort != Sort::Unknown && (draft.sort == Sort::Person) == person
            })
        };
        if is_firm(true) && is_firm(false) {
            let (persons, others) = all
                .iter()
                .partition(|&&index| goes_with_persons(text, drafts, index));
            nodes.push(node(text, drafts, &name, persons));
            nodes.push(node(text, drafts, &name, others));
        } else {
            nodes.push(node(text, drafts, &name, all));
        }
    }
    nodes.retain(|node| !node.drafts.is_empty());
    nodes
}

fn goes_with_persons(text: &Text, drafts: &Drafts, index: usize) -> bool {
    let draft = &drafts.list[index];
    if draft.firm || draft.demonym {
        return draft.sort == Sort::Person;
    }
    draft.sort == Sort::Person || text.trees[draft.sentence].is_subject(draft.head)
}

fn node(text: &Text, drafts: &Drafts, name: &str, all: Vec<usize>) -> Node {
    let verdict = evidence::weigh(text, drafts, &all);
    Node {
        words: key_words(name, verdict.sort == Sort::Person),
        name: name.to_owned(),
        sort: verdict.sort,
        firm: verdict.firm,
        clued: verdict.clued,
        individual: all.iter().find_map(|&index| drafts.list[index].individual),
        gender: all.iter().find_map(|&index| drafts.list[index].gender),
        drafts: all,
    }
}

impl Gathering<'_> {
    /// Pairs that the text declares come first: within the document they outweigh the gazetteer.
    fn declared(&mut self, drafts: &Drafts, declared: &[Declared]) {
        let mut by_place: FxHashMap<(usize, usize, usize), usize> = FxHashMap::default();
        for (position, node) in self.nodes.iter().enumerate() {
            for &index in &node.drafts {
                let draft = &drafts.list[index];
                by_place.insert((draft.sentence, draft.tokens.start, draft.tokens.end), position);
            }
        }
        for pair in declared.iter().filter(|pair| pair.named) {
            let at = |tokens: &std::ops::Range<usize>| {
                by_place.get(&(pair.sentence, tokens.start, tokens.end)).copied()
            };
            if let (Some(full), Some(other)) = (at(&pair.full), at(&pair.other)) {
                let known = self.nodes[full].individual;
                if known.is_some() || !pair.inner {
                    self.nodes[other].individual = known.or(self.nodes[other].individual.filter(|_| {
                        // The gazetteer's bearer of the acronym, if the full name does not speak against it.
                        self.nodes[full].sort.agrees(self.nodes[other].sort)
                    }));
                }
                self.sets.join(full, other);
            }
        }
    }

    /// "Al Qaeda" and "al-Qaeda": one name but for capitals and hyphens.
    fn spellings(&mut self) {
        let mut first: FxHashMap<String, usize> = FxHashMap::default();
        for position in 0..self.nodes.len() {
            let node = &self.nodes[position];
            if node.name.chars().filter(|c| c.is_alphabetic()).count() < 5 {
                continue;
            }
            let key: String = node
                .name
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect();
            let other = *first.entry(key).or_insert(position);
            let (one, another) = (&self.nodes[other], &self.nodes[position]);
            let known_apart = one.individual.is_some()
                && another.individual.is_some()
                && one.individual != another.individual;
            if one.name != another.name && one.sort.agrees(another.sort) && !known_apart {
                self.sets.join(other, position);
            }
        }
    }

    fn individuals(&mut self) {
        let mut first: FxHashMap<IndividualId, usize> = FxHashMap::default();
        for (position, node) in self.nodes.iter().enumerate() {
            if let Some(individual) = node.individual {
                let other = *first.entry(individual).or_insert(position);
                self.sets.join(other, position);
            }
        }
    }

    /// The sets that the nodes are in.
    pub(super) fn roots(&mut self, nodes: &[usize]) -> Vec<usize> {
        let mut roots: Vec<usize> = nodes.iter().map(|&node| self.sets.find(node)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// Clusters of the sets; every name mention gets the number of its own.
    fn clusters(&mut self, drafts: &mut Drafts) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        let mut of_root: FxHashMap<usize, usize> = FxHashMap::default();
        let mut home: Vec<(usize, usize)> = Vec::new();
        for (position, node) in self.nodes.iter().enumerate() {
            home.extend(
                node.drafts
                    .iter()
                    .map(|&index| (index, self.moved.get(&index).copied().unwrap_or(position))),
            );
        }
        home.sort_unstable();
        for (index, node) in home {
            let root = self.sets.find(node);
            let cluster = *of_root.entry(root).or_insert_with(|| {
                clusters.push(Cluster::default());
                clusters.len() - 1
            });
            let draft = &mut drafts.list[index];
            draft.cluster = Some(cluster);
            let moved = self.moved.contains_key(&index);
            let tree = &self.text.trees[draft.sentence];
            let name = super::mint::clean(tree.words(draft.tokens.clone()));
            let mut told = draft.clone();
            // What the node decided for the string as a whole outweighs the single mention.
            told.sort = self.nodes[node].sort;
            told.firm = self.nodes[node].firm;
            told.individual = self.nodes[node].individual.filter(|_| !moved);
            if told.sort != draft.sort {
                told.class = self.text.sorts.class(told.sort);
            }
            clusters[cluster].learn(self.text.ontology, &told, Some(&name));
            clusters[cluster].clued |= self.nodes[node].clued;
            for token in draft.title.clone().into_iter().flatten() {
                clusters[cluster].add_role(&plain(tree.form(token)));
                clusters[cluster].add_role(&tree.token(token).lemma.to_lowercase());
            }
        }
        clusters
    }
}
