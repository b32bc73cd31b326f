//! Names of persons: full names and what is short for them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::gather::Gathering;
use super::phrases::Drafts;
use super::sort::Sort;
use super::tree::plain;
use super::words;

impl Gathering<'_> {
    fn is_full_person(&self, node: usize) -> bool {
        self.nodes[node].sort == Sort::Person && self.nodes[node].words.len() > 1
    }

    /// Where a lone word is surely a person's, the one name that ends with it is his: the recogniser may have
    /// taken it for something else.
    pub(super) fn bearers(&mut self) {
        let lone: Vec<String> = self
            .nodes
            .iter()
            .filter(|node| node.words.len() == 1 && node.sort == Sort::Person && (node.firm || node.clued))
            .map(|node| node.words[0].clone())
            .collect();
        let mut by_last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for position in 0..self.nodes.len() {
            let words = key_words(&self.nodes[position].name, true);
            if let Some(last) = words.last().filter(|_| (2..5).contains(&words.len())) {
                by_last.entry(last.clone()).or_default().push(position);
            }
        }
        for word in lone {
            if let Some([bearer]) = by_last.get(&word).map(Vec::as_slice) {
                let node = &mut self.nodes[*bearer];
                if !node.firm && node.individual.is_none() && node.sort != Sort::Person {
                    node.sort = Sort::Person;
                    node.words = key_words(&node.name, true);
                }
            }
        }
    }

    /// "Sarah Sanders" and "Sarah Huckabee Sanders".
    pub(super) fn full_persons(&mut self) {
        let mut by_surname: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for position in 0..self.nodes.len() {
            if self.is_full_person(position)
                && let Some(last) = self.nodes[position].words.last()
            {
                by_surname.entry(last.clone()).or_default().push(position);
            }
        }
        for bearers in by_surname.values() {
            // Particles and nicknames apart, the same name.
            for (at, &one) in bearers.iter().enumerate() {
                let same = |&&other: &&usize| self.nodes[other].words == self.nodes[one].words;
                if let Some(&other) = bearers[..at].iter().find(same) {
                    self.sets.join(one, other);
                }
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

    /// Surnames and first names that stand alone.
    pub(super) fn single_persons(&mut self, drafts: &Drafts) {
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

    /// A single word that only the recogniser takes for a person, and that no full name explains, may be
    /// anything: news names persons in full.
    pub(super) fn doubt_lone_persons(&mut self) {
        let mut sure: Vec<usize> = Vec::new();
        for position in 0..self.nodes.len() {
            let node = &self.nodes[position];
            if node.sort == Sort::Person && (node.firm || node.clued || node.words.len() > 1) {
                let root = self.sets.find(position);
                sure.push(root);
            }
        }
        sure.sort_unstable();
        for position in 0..self.nodes.len() {
            let root = self.sets.find(position);
            if self.nodes[position].sort == Sort::Person && sure.binary_search(&root).is_err() {
                self.nodes[position].sort = Sort::Unknown;
            }
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
        if place && role.is_none() && (draft.demonym || !tree.is_subject(draft.head)) {
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
}

/// The words of a name that tell it from others; of a person's, without particles, suffixes and
/// nicknames in quotes.
pub(super) fn key_words(name: &str, person: bool) -> Vec<String> {
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

/// Whether `short` is `long` with words left out: the same first and last, or an initial for the first.
pub(super) fn is_shortened(short: &[String], long: &[String]) -> bool {
    let (Some(first), Some(of)) = (short.first(), long.first()) else {
        return false;
    };
    let initial =
        first.trim_end_matches('.').chars().count() == 1 && of.starts_with(first.trim_end_matches('.'));
    if short.len() == long.len() {
        // "Philip" and "Philipp".
        if short[1..] == long[1..] && first != of && first.len() > 4 && one_edit_apart(first, of) {
            return first < of;
        }
        return initial && first != of && short[1..] == long[1..];
    }
    let mut rest = long.iter();
    short.len() < long.len()
        && (short.iter().all(|word| rest.any(|other| other == word))
            || initial && short.last() == long.last())
}

/// Whether one letter more, less or other makes one word the other.
fn one_edit_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let start = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let end = short[start..]
        .iter()
        .rev()
        .zip(long[start..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    long.len() - short.len() < 2 && long.len() - start - end < 2
}
