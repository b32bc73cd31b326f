//! Names of one document gathered into referents: full name and surname, long name and acronym.
//!
//! Precision first: a name joins another only where a single candidate fits.

use rustc_hash::FxHashMap;

use crate::ontology::{IndividualId, fold_name};

use super::alias::{Declared, is_acronym, spells};
use super::cluster::Cluster;
use super::given::Gender;
use super::mention::MentionKind;
use super::phrases::Drafts;
use super::sort::Sort;
use super::text::Text;
use super::titles::is_role;
use super::tree::plain;
use super::union::Sets;
use super::words;

/// Mentions of one string that are taken for one thing from the start.
struct Node {
    /// As [`fold_name`] makes it.
    name: String,
    words: Vec<String>,
    drafts: Vec<usize>,
    sort: Sort,
    firm: bool,
    individual: Option<IndividualId>,
    gender: Option<Gender>,
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
    gathering.full_persons();
    gathering.single_persons(drafts);
    gathering.bodies();
    gathering.clusters(drafts)
}

struct Gathering<'a> {
    text: &'a Text<'a>,
    nodes: Vec<Node>,
    sets: Sets,
    /// Mentions of an ambiguous name that something decides: draft to node.
    moved: FxHashMap<usize, usize>,
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
    let mut votes: Vec<(bool, usize, std::cmp::Reverse<Sort>)> = Vec::new();
    for &index in &all {
        let draft = &drafts.list[index];
        if draft.sort == Sort::Unknown {
            continue;
        }
        match votes.iter_mut().find(|vote| vote.2.0 == draft.sort) {
            Some(vote) => {
                vote.0 |= draft.firm;
                vote.1 += 1;
            }
            None => votes.push((draft.firm, 1, std::cmp::Reverse(draft.sort))),
        }
    }
    let best = votes.into_iter().max();
    let sort = best.map_or(Sort::Unknown, |vote| vote.2.0);
    let _ = text;
    Node {
        words: key_words(name, sort == Sort::Person),
        name: name.to_owned(),
        sort,
        firm: best.is_some_and(|vote| vote.0),
        individual: all.iter().find_map(|&index| drafts.list[index].individual),
        gender: all.iter().find_map(|&index| drafts.list[index].gender),
        drafts: all,
    }
}

/// The words of a name that tell it from others; of a person's, without particles, suffixes and
/// nicknames in quotes.
fn key_words(name: &str, person: bool) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let quoted = word.starts_with(['"', '“', '\'']) && word.len() > 1;
        let skipped =
            person && (quoted || words::PARTICLES.has(bare) || words::NAME_SUFFIXES.has(&plain(bare)));
        if bare.is_empty() || skipped {
            continue;
        }
        words.push(if person {
            untied(bare).to_owned()
        } else {
            bare.to_owned()
        });
    }
    words
}

/// "Sudani" of "al-Sudani".
fn untied(word: &str) -> &str {
    match word.split_once('-') {
        Some((particle, rest)) if words::TIED_PARTICLES.has(&particle.to_lowercase()) && !rest.is_empty() => {
            rest
        }
        _ => word,
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

    fn individuals(&mut self) {
        let mut first: FxHashMap<IndividualId, usize> = FxHashMap::default();
        for (position, node) in self.nodes.iter().enumerate() {
            if let Some(individual) = node.individual {
                let other = *first.entry(individual).or_insert(position);
                self.sets.join(other, position);
            }
        }
    }

    fn is_full_person(&self, node: usize) -> bool {
        self.nodes[node].sort == Sort::Person && self.nodes[node].words.len() > 1
    }

    /// "Sarah Sanders" and "Sarah Huckabee Sanders".
    fn full_persons(&mut self) {
        let mut by_surname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for position in 0..self.nodes.len() {
            if self.is_full_person(position)
                && let Some(last) = self.nodes[position].words.last()
            {
                by_surname.entry(last.clone()).or_default().push(position);
            }
        }
        for position in 0..self.nodes.len() {
            let Some(last) = self.nodes[position]
                .words
                .last()
                .filter(|_| self.is_full_person(position))
            else {
                continue;
            };
            let mut longer: Vec<usize> = by_surname[last]
                .iter()
                .copied()
                .filter(|&other| {
                    other != position && is_shortened(&self.nodes[position].words, &self.nodes[other].words)
                })
                .collect();
            longer.retain(|&other| self.genders_agree(position, other));
            let roots: Vec<usize> = self.roots(&longer);
            if let [root] = roots[..] {
                self.sets.join(root, position);
            }
        }
    }

    fn genders_agree(&self, one: usize, other: usize) -> bool {
        match (self.nodes[one].gender, self.nodes[other].gender) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }

    fn roots(&mut self, nodes: &[usize]) -> Vec<usize> {
        let mut roots: Vec<usize> = nodes.iter().map(|&node| self.sets.find(node)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// Surnames and first names that stand alone.
    fn single_persons(&mut self, drafts: &Drafts) {
        let mut by_surname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_first: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for position in (0..self.nodes.len()).filter(|&position| self.is_full_person(position)) {
            let words = &self.nodes[position].words;
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                by_surname.entry(last.clone()).or_default().push(position);
                by_first.entry(first.clone()).or_default().push(position);
            }
        }
        for position in 0..self.nodes.len() {
            let words = key_words(&self.nodes[position].name, true);
            let [word] = &words[..] else { continue };
            if self.is_full_person(position) {
                continue;
            }
            let bearers = by_surname
                .get(word)
                .or_else(|| by_first.get(word))
                .cloned()
                .unwrap_or_default();
            let bearers: Vec<usize> = bearers.into_iter().filter(|&bearer| bearer != position).collect();
            if bearers.is_empty() {
                continue;
            }
            self.decide(drafts, position, &bearers);
        }
    }

    /// Which of the bearers the mentions of a lone surname mean.
    fn decide(&mut self, drafts: &Drafts, position: usize, bearers: &[usize]) {
        let node = &self.nodes[position];
        let place = node.individual.is_some() || (node.firm && node.sort != Sort::Person);
        let roots = self.roots(bearers);
        if let ([_], false) = (&roots[..], place) {
            let one = bearers[0];
            let located = |&index: &usize| {
                let draft = &drafts.list[index];
                draft.sort == Sort::Place
                    && self.text.trees[draft.sentence]
                        .case(draft.head)
                        .is_some_and(|case| words::LOCATIVES.has(&case))
            };
            let all_located = self.nodes[position].drafts.iter().all(located);
            if self.genders_agree(position, one) && !all_located {
                self.sets.join(one, position);
            }
            return;
        }
        for index in self.nodes[position].drafts.clone() {
            if let Some(bearer) = self.bearer(drafts, index, bearers, place) {
                self.moved.insert(index, bearer);
            }
        }
    }

    /// The one bearer whom title, gender or sentence point to.
    fn bearer(&mut self, drafts: &Drafts, index: usize, bearers: &[usize], place: bool) -> Option<usize> {
        let draft = &drafts.list[index];
        let tree = &self.text.trees[draft.sentence];
        let role = draft.title.as_ref().map(|title| plain(tree.form(title.end - 1)));
        if place && role.is_none() && !(tree.is_subject(draft.head) && !draft.demonym) {
            return None;
        }
        let fits = |&bearer: &usize| {
            let node = &self.nodes[bearer];
            let before = node.drafts.iter().any(|&other| other < index);
            let gender = draft.gender.is_none() || node.gender.is_none() || draft.gender == node.gender;
            before && gender
        };
        let mut left: Vec<usize> = bearers.iter().copied().filter(fits).collect();
        if left.len() > 1
            && let Some(role) = &role
        {
            let titled: Vec<usize> = left
                .iter()
                .copied()
                .filter(|&bearer| self.titles(drafts, bearer).contains(role))
                .collect();
            if !titled.is_empty() {
                left = titled;
            }
        }
        if self.roots(&left).len() > 1 {
            left.retain(|&bearer| {
                self.nodes[bearer]
                    .drafts
                    .iter()
                    .any(|&other| drafts.list[other].sentence == draft.sentence && other < index)
            });
        }
        (self.roots(&left).len() == 1).then(|| left[0])
    }

    fn titles(&self, drafts: &Drafts, node: usize) -> Vec<String> {
        let mut titles = Vec::new();
        for &index in &self.nodes[node].drafts {
            let draft = &drafts.list[index];
            let tree = &self.text.trees[draft.sentence];
            titles.extend(
                draft
                    .title
                    .clone()
                    .into_iter()
                    .flatten()
                    .map(|token| plain(tree.form(token))),
            );
        }
        titles
    }

    /// Acronyms, beginnings, ends and heads of the names of bodies and other things.
    fn bodies(&mut self) {
        let long = self.long_names();
        for position in 0..self.nodes.len() {
            let mut found: Vec<usize> = keys(&self.nodes[position].words)
                .filter_map(|key| long.get(&key))
                .flatten()
                .copied()
                .filter(|&other| other != position && self.shortens(position, other))
                .collect();
            found.sort_unstable();
            found.dedup();
            let whole: Vec<usize> = self.roots(&found);
            let own = self.sets.find(position);
            if whole.contains(&own) {
                continue;
            }
            match whole[..] {
                [root] => self.sets.join(root, position),
                [_, _, ..] if self.is_head_word(position) => {
                    // "the Ministry": the one named last before it.
                    let first = self.nodes[position].drafts[0];
                    let last = |&other: &usize| {
                        self.nodes[other]
                            .drafts
                            .iter()
                            .copied()
                            .filter(|&index| index < first)
                            .max()
                    };
                    if let Some(best) = found
                        .iter()
                        .copied()
                        .filter(|other| last(other).is_some())
                        .max_by_key(last)
                    {
                        self.sets.join(best, position);
                    }
                }
                _ => {}
            }
        }
    }

    /// Names of several words, by what a shorter form of them shares: a word, its stem, the first letter.
    fn long_names(&self) -> FxHashMap<String, Vec<usize>> {
        let mut long: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (position, node) in self.nodes.iter().enumerate() {
            if node.words.len() < 2 || node.sort == Sort::Person {
                continue;
            }
            for word in &node.words {
                long.entry(word.clone()).or_default().push(position);
            }
            for key in [stem(&node.words[0]), initial(&node.words[0])] {
                long.entry(key).or_default().push(position);
            }
        }
        long
    }

    fn is_head_word(&self, position: usize) -> bool {
        let word = self.nodes[position].name.to_lowercase();
        words::BODY_HEADS.has(&word)
            || words::FACILITY_HEADS.has(&word)
            || self.text.ontology.class_of_noun(&word).is_some()
    }

    /// Whether the name of `short` is a shorter form of that of `long`.
    fn shortens(&self, short: usize, long: usize) -> bool {
        let (short, long) = (&self.nodes[short], &self.nodes[long]);
        if !short.sort.agrees(long.sort)
            || short.sort == Sort::Person
            || short.individual.is_some() && long.individual.is_some()
        {
            return false;
        }
        let (count, of) = (short.words.len(), long.words.len());
        if count == 1 {
            let word = &short.words[0];
            if is_acronym(word) {
                return spells(word, &long.name);
            }
            let located = short.sort == Sort::Place;
            let body = matches!(long.sort, Sort::Organization | Sort::Group | Sort::Unknown);
            if body
                && !located
                && short.individual.is_none()
                && long.words[0] == *word
                && !words::OPENERS.has(&plain(word))
            {
                return of < 4 || long.words.iter().any(|other| is_head(other));
            }
            return self.is_head_of(word, &long.words);
        }
        if count > of || short.name == long.name {
            return false;
        }
        let extra = if long.words.starts_with(&short.words) {
            &long.words[count..]
        } else if long.words.ends_with(&short.words) {
            &long.words[..of - count]
        } else {
            let stem = is_stem_of(&short.words, &long.words[..count]);
            return stem && long.words[count..].iter().all(|word| is_head(word));
        };
        extra
            .iter()
            .all(|word| !words::FUNCTION_WORDS.has(word) && !is_role(word))
    }

    /// "the Observatory" for "Syrian Observatory for Human Rights".
    fn is_head_of(&self, word: &str, name: &[String]) -> bool {
        let lower = word.to_lowercase();
        let known = is_head(word) || self.text.ontology.class_of_noun(&lower).is_some();
        let head = name
            .iter()
            .position(|word| words::FUNCTION_WORDS.has(word))
            .unwrap_or(name.len());
        known && head > 0 && name[head - 1] == word
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
            for token in draft.title.clone().into_iter().flatten() {
                let word = plain(tree.form(token));
                if is_role(&word) {
                    clusters[cluster].add_role(&word);
                }
            }
        }
        clusters
    }
}

/// What the name's long form may be found by, see [`Gathering::long_names`].
fn keys(words: &[String]) -> impl Iterator<Item = String> {
    let first = words.first().map(String::as_str).unwrap_or_default();
    let acronym = is_acronym(first) && words.len() == 1;
    let last = if acronym { initial(first) } else { stem(first) };
    [first.to_owned(), last].into_iter()
}

/// A key that no word equals, since words hold no blank.
fn stem(word: &str) -> String {
    word.chars().take(5).chain([' ']).collect()
}

fn initial(word: &str) -> String {
    word.chars()
        .take(1)
        .flat_map(char::to_lowercase)
        .chain([' ', ' '])
        .collect()
}

fn is_head(word: &str) -> bool {
    let word = word.to_lowercase();
    words::BODY_HEADS.has(&word) || words::FACILITY_HEADS.has(&word) || words::LAW_HEADS.has(&word)
}

/// Whether `short` is `long` with words left out: the same first and last, or an initial for the first.
fn is_shortened(short: &[String], long: &[String]) -> bool {
    let (Some(first), Some(of)) = (short.first(), long.first()) else {
        return false;
    };
    let initial =
        first.trim_end_matches('.').chars().count() == 1 && of.starts_with(first.trim_end_matches('.'));
    if short.len() == long.len() {
        return initial && first != of && short[1..] == long[1..];
    }
    let mut rest = long.iter();
    short.len() < long.len()
        && (short.iter().all(|word| rest.any(|other| other == word))
            || initial && short.last() == long.last())
}

/// "Social Democrats" and "Social Democratic (Party)": word by word the same stem.
fn is_stem_of(short: &[String], long: &[String]) -> bool {
    short.iter().zip(long).all(|(one, other)| {
        let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        one == other || common >= 5 && common + 3 >= one.chars().count().min(other.chars().count() + 2)
    })
}
