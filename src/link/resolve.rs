//! Descriptions: appositions, "the bank" for Osprey Bank, "the attack" said again.
//!
//! Goes through the mentions in text order, so that whatever stands before a mention is known.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::nlp::Upos;

use super::cluster::Cluster;
use super::mention::MentionKind;
use super::mint::clean;
use super::phrases::{Draft, Drafts};
use super::sort::Sort;
use super::text::Text;
use super::titles::is_role;
use super::tree::Tree;
use super::words;

/// How many sentences back a description may point by its class alone.
const NEAR: usize = 2;

/// Of these a state has one.
const NATIONAL_BODIES: [&str; 24] = [
    "air force",
    "armed forces",
    "army",
    "authorities",
    "cabinet",
    "central bank",
    "coast guard",
    "constitutional court",
    "defence ministry",
    "defense ministry",
    "finance ministry",
    "foreign ministry",
    "government",
    "health ministry",
    "interior ministry",
    "judiciary",
    "justice ministry",
    "military",
    "navy",
    "parliament",
    "police",
    "presidency",
    "security forces",
    "supreme court",
];

/// Mentions on their way to clusters.
pub(super) struct Resolver<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) drafts: Drafts,
    pub(super) clusters: Vec<Cluster>,
    /// Drafts of each sentence.
    pub(super) of_sentence: Vec<Range<usize>>,
    /// A description and the mention that it stands in apposition to.
    apposed: FxHashMap<usize, usize>,
    /// Descriptions so far, by lemma of the head.
    described: FxHashMap<String, Vec<Described>>,
    /// Bodies of states ("government of Nordal") to their clusters.
    national: FxHashMap<String, usize>,
}

struct Described {
    cluster: usize,
    modifiers: Vec<String>,
    plural: bool,
}

/// Gives every mention that has none its cluster.
pub(super) fn resolve(text: &Text, drafts: Drafts, clusters: Vec<Cluster>) -> (Drafts, Vec<Cluster>) {
    let count = text.trees.len();
    let mut of_sentence = Vec::with_capacity(count);
    let mut start = 0;
    for sentence in 0..count {
        let end = start
            + drafts.list[start..]
                .iter()
                .take_while(|draft| draft.sentence == sentence)
                .count();
        of_sentence.push(start..end);
        start = end;
    }
    let mut resolver = Resolver {
        text,
        drafts,
        clusters,
        of_sentence,
        apposed: FxHashMap::default(),
        described: FxHashMap::default(),
        national: FxHashMap::default(),
    };
    resolver.appositions();
    for index in 0..resolver.drafts.list.len() {
        // Whose something is says what it is: "her office" waits for "her".
        for own in resolver.owners(index) {
            resolver.settle(own);
        }
        resolver.settle(index);
        resolver.note_role(index);
    }
    (resolver.drafts, resolver.clusters)
}

impl<'a> Resolver<'a> {
    fn settle(&mut self, index: usize) {
        if self.drafts.list[index].cluster.is_none() {
            let cluster = match self.drafts.list[index].kind {
                MentionKind::Pronoun => self.pronoun(index),
                _ => self.description(index),
            };
            self.drafts.list[index].cluster = Some(cluster);
        }
    }

    /// Possessive pronouns inside the phrase.
    fn owners(&self, index: usize) -> Vec<usize> {
        let draft = self.draft(index);
        if draft.kind != MentionKind::Nominal {
            return Vec::new();
        }
        let own = draft.tokens.start..draft.head;
        own.filter(|&token| self.tree(index).token(token).deprel == "nmod:poss")
            .filter_map(|token| self.at(draft.sentence, token))
            .filter(|&other| self.draft(other).kind == MentionKind::Pronoun)
            .collect()
    }

    pub(super) fn draft(&self, index: usize) -> &Draft {
        &self.drafts.list[index]
    }

    pub(super) fn tree(&self, index: usize) -> &'a Tree<'a> {
        &self.text.trees[self.drafts.list[index].sentence]
    }

    pub(super) fn at(&self, sentence: usize, token: usize) -> Option<usize> {
        self.drafts.by_token.get(&(sentence, token)).copied()
    }

    /// A cluster of its own.
    pub(super) fn fresh(&mut self, index: usize) -> usize {
        let mut cluster = Cluster::default();
        cluster.learn(self.text.ontology, &self.drafts.list[index], None);
        self.clusters.push(cluster);
        self.clusters.len() - 1
    }

    /// Finds what stands in apposition, or right beside a name that it describes.
    fn appositions(&mut self) {
        for index in 0..self.drafts.list.len() {
            let draft = self.draft(index);
            if draft.kind != MentionKind::Nominal || draft.sort == Sort::Value {
                continue;
            }
            if let Some(other) = self.apposition(index).or_else(|| self.type_of_name(index)) {
                self.apposed.insert(index, other);
            }
        }
    }

    /// The mention that the description is in apposition to.
    fn apposition(&self, index: usize) -> Option<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let joined = tree
            .dependents(draft.head)
            .iter()
            .any(|&dependent| tree.relation(dependent) == "conj");
        let candidate = if tree.relation(draft.head) == "appos" {
            self.at(draft.sentence, tree.head(draft.head)?)?
        } else {
            let beside = |&dependent: &usize| {
                let relation = tree.relation(dependent);
                let other = self.at(draft.sentence, dependent).map(|other| self.draft(other));
                let named =
                    other.is_some_and(|other| other.kind == MentionKind::Name && other.head == dependent);
                // A name right after the noun is its bearer, whatever the parser calls the tie.
                let adjacent = other.is_some_and(|other| other.tokens.start == draft.head + 1)
                    && tree.case(dependent).is_none()
                    && matches!(relation, "flat" | "nmod" | "compound" | "dep" | "obj");
                named && (relation == "appos" || adjacent)
            };
            let dependents = tree.dependents(draft.head);
            let bearer = dependents
                .iter()
                .copied()
                .filter(|&dependent| dependent > draft.head)
                .find(beside);
            match bearer {
                Some(bearer) => self.at(draft.sentence, bearer)?,
                None => self.name_right_after(index)?,
            }
        };
        let other = self.draft(candidate);
        let told = tree.relation(draft.head) == "appos" || draft.sort != Sort::Unknown;
        let agrees =
            told && draft.sort.agrees(other.sort) || draft.sort == Sort::Office && other.sort == Sort::Person;
        let joined_other = tree
            .dependents(other.head)
            .iter()
            .any(|&dependent| tree.relation(dependent) == "conj");
        let numbers = draft.plural == other.plural || other.sort == Sort::Group || draft.sort == Sort::Group;
        let agrees = agrees && other.sort != Sort::Value;
        let fits = candidate != index && other.kind != MentionKind::Pronoun && agrees && numbers;
        (fits && !(draft.plural && (joined || joined_other))).then_some(candidate)
    }

    /// "told public broadcaster Nordlys": two objects to the parser, one thing to a reader.
    fn name_right_after(&self, index: usize) -> Option<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let other = self.at(draft.sentence, draft.head + 1)?;
        let name = self.draft(other);
        let siblings = tree.head(draft.head) == tree.head(name.head) && tree.head(name.head).is_some();
        let bare = draft.tokens.clone().all(|token| tree.upos(token) != Upos::Det);
        let told = draft.sort != Sort::Unknown && tree.case(name.head).is_none();
        (name.kind == MentionKind::Name && name.tokens.start == draft.head + 1 && siblings && bare && told)
            .then_some(other)
    }

    /// "the Ahrar al-Sham rebel group", "the Tempelhof district": the name before the noun.
    fn type_of_name(&self, index: usize) -> Option<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let indefinite = draft
            .tokens
            .clone()
            .any(|token| matches!(tree.form(token), "a" | "an" | "A" | "An"));
        let lemma = tree.token(draft.head).lemma.as_str();
        let news = draft.head > 0 && tree.form(draft.head - 1) == "news";
        let body = words::TYPE_NOUNS.has(lemma) && (lemma != "agency" || news);
        let place = words::PLACE_HEADS.has(lemma) || lemma == "suburb";
        if draft.plural || indefinite || !(body || place) {
            return None;
        }
        let bears = |name: &Draft| {
            let country = name.class.is_some() && name.class == self.text.sorts.country;
            let sort = match name.sort {
                Sort::Organization | Sort::Group => body,
                Sort::Place => place && !country,
                Sort::Unknown => true,
                _ => false,
            };
            sort && name.kind == MentionKind::Name && !name.demonym
        };
        let before = tree
            .dependents(draft.head)
            .iter()
            .copied()
            .filter(|&token| token < draft.head);
        before
            .filter(|&token| tree.relation(token) == "compound")
            .filter_map(|token| self.at(draft.sentence, token))
            .find(|&other| bears(self.draft(other)))
    }

    /// The cluster of a description.
    fn description(&mut self, index: usize) -> usize {
        if let Some(cluster) = self
            .apposed
            .get(&index)
            .and_then(|&other| self.cluster_of_apposed(other))
        {
            let draft = self.drafts.list[index].clone();
            if draft.sort == self.clusters[cluster].sort || draft.sort.agrees(self.clusters[cluster].sort) {
                self.clusters[cluster].learn(
                    self.text.ontology,
                    &Draft {
                        individual: None,
                        plural: false,
                        ..draft
                    },
                    None,
                );
            }
            return cluster;
        }
        if self.draft(index).sort == Sort::Value {
            let cluster = self.fresh(index);
            self.clusters[cluster].phrase = self.label(index);
            return cluster;
        }
        let modifiers = self.modifiers(index);
        let national = self.national_body(index, &modifiers);
        let known = national
            .as_ref()
            .and_then(|name| self.national.get(name))
            .copied();
        let earlier = known
            .or_else(|| self.bearer_of_role(index, &modifiers))
            .or_else(|| self.bearer_of_head(index, &modifiers))
            .or_else(|| self.described_before(index, &modifiers))
            .or_else(|| self.member_of_class(index, &modifiers));
        let cluster = earlier.unwrap_or_else(|| self.fresh(index));
        if let Some(name) = national {
            self.clusters[cluster]
                .national
                .get_or_insert_with(|| name.clone());
            self.national.insert(name, cluster);
        }
        let label = self.label(index);
        if self.clusters[cluster].phrase.is_empty() {
            self.clusters[cluster].phrase = label;
        }
        let draft = self.draft(index);
        let (plural, lemma) = (draft.plural, self.lemma(index));
        self.described.entry(lemma).or_default().push(Described {
            cluster,
            modifiers,
            plural,
        });
        cluster
    }

    /// "government of Nordal" for "the Nordalian government": a state has one, so that the phrase is
    /// as good as a name and means the same in every document.
    fn national_body(&self, index: usize, modifiers: &[String]) -> Option<String> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let indefinite = tree
            .dependents(draft.head)
            .iter()
            .any(|&token| matches!(tree.form(token), "a" | "an" | "A" | "An" | "any" | "no"));
        let (countries, words): (Vec<&String>, Vec<&String>) =
            modifiers.iter().partition(|word| word.starts_with('#'));
        let [country] = countries[..] else { return None };
        let country = &self.clusters[country[1..].parse::<usize>().ok()?];
        let label = &self.text.ontology[country.individual?].label;
        if indefinite || country.class.is_none() || country.class != self.text.sorts.country {
            return None;
        }
        let tokens = draft
            .tokens
            .clone()
            .filter(|&token| words.iter().any(|word| **word == tree.form(token).to_lowercase()));
        let head = tree.form(draft.head).to_lowercase();
        let body: Vec<String> = tokens
            .filter(|&token| token < draft.head)
            .map(|token| tree.form(token).to_lowercase())
            .chain([head])
            .collect();
        let body = body.join(" ");
        (words.len() < body.split(' ').count() && NATIONAL_BODIES.contains(&body.as_str()))
            .then(|| format!("{body} of {label}"))
    }

    fn cluster_of_apposed(&self, other: usize) -> Option<usize> {
        self.draft(other).cluster
    }

    fn lemma(&self, index: usize) -> String {
        let draft = self.draft(index);
        self.tree(index).token(draft.head).lemma.to_lowercase()
    }

    /// What tells the description from others with its head: words before the head, without
    /// determiners, in lower case, and whose it is.
    fn modifiers(&self, index: usize) -> Vec<String> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let mut modifiers = Vec::new();
        for token in draft.tokens.clone() {
            if token == draft.head || matches!(tree.upos(token), Upos::Det | Upos::Punct | Upos::Part) {
                continue;
            }
            let own = self
                .at(draft.sentence, token)
                .filter(|&other| other != index)
                .and_then(|other| self.draft(other).cluster);
            if let Some(cluster) = own {
                let tag = format!("#{cluster}");
                if !modifiers.contains(&tag) {
                    modifiers.push(tag);
                }
            } else if !matches!(tree.upos(token), Upos::Adp | Upos::Cconj) {
                modifiers.push(tree.form(token).to_lowercase());
            }
        }
        modifiers.sort_unstable();
        modifiers
    }

    /// "the minister" for Interior Minister Tamsin Orveld.
    fn bearer_of_role(&self, index: usize, modifiers: &[String]) -> Option<usize> {
        let draft = self.draft(index);
        let lemma = self.lemma(index);
        let personal = matches!(draft.sort, Sort::Person | Sort::Office) || is_role(&lemma);
        if !personal || !draft.definite || draft.plural || self.is_predicate(index) {
            return None;
        }
        let fits = |cluster: &Cluster| {
            cluster.sort == Sort::Person
                && !cluster.plural
                && cluster.roles.contains(&lemma)
                && modifiers.iter().all(|word| cluster.roles.contains(word))
        };
        self.most_recent(index, 12, fits)
    }

    /// "the bank" for Osprey Bank.
    fn bearer_of_head(&self, index: usize, modifiers: &[String]) -> Option<usize> {
        let draft = self.draft(index);
        let lemma = self.lemma(index);
        // "parliament", without article, is that of the country.
        let bare = modifiers.is_empty() && NATIONAL_BODIES.contains(&lemma.as_str());
        if !(draft.definite || bare) || draft.plural || self.is_predicate(index) || draft.sort == Sort::Person
        {
            return None;
        }
        let told = |cluster: &Cluster, word: &str| {
            cluster
                .names
                .iter()
                .any(|name| name.split_whitespace().any(|part| part.to_lowercase() == word))
        };
        let fits = |cluster: &Cluster| {
            cluster.named
                && cluster.sort != Sort::Person
                && draft.sort.agrees(cluster.sort)
                && cluster.names.iter().any(|name| is_head_of_name(name, &lemma))
                && modifiers.iter().all(|word| told(cluster, word))
        };
        self.most_recent(index, 12, fits)
    }

    /// "the country", "the militant group" for what was named shortly before.
    fn member_of_class(&self, index: usize, modifiers: &[String]) -> Option<usize> {
        let draft = self.draft(index);
        let class = draft.class?;
        let kinds = [Sort::Organization, Sort::Group, Sort::Place, Sort::Facility];
        let plain = modifiers.iter().all(|word| words::TYPE_ADJECTIVES.has(word));
        if !draft.definite
            || draft.plural
            || self.is_predicate(index)
            || !plain
            || !kinds.contains(&draft.sort)
            || draft.tokens.end > draft.head + 1
            || self.is_followed_by_name(index)
        {
            return None;
        }
        // "area", "region", "side" say too little.
        if matches!(
            self.lemma(index).as_str(),
            "area" | "region" | "site" | "side" | "place" | "part" | "border" | "world"
        ) {
            return None;
        }
        let ontology = self.text.ontology;
        let fits = |cluster: &Cluster| {
            cluster.named
                && cluster.class.is_some_and(|known| {
                    ontology.is_a(known, class)
                        || Some(known) == self.text.sorts.class(draft.sort)
                            && (cluster.firm || cluster.clued)
                            && ontology.is_a(class, known)
                })
        };
        let near = self.most_recent(index, NEAR, fits);
        near.or_else(|| self.only_country(index))
    }

    /// "the country" of a document that names one only.
    fn only_country(&self, index: usize) -> Option<usize> {
        let country = self.text.sorts.country?;
        if self.draft(index).class != Some(country) {
            return None;
        }
        let mut countries = (0..self.clusters.len())
            .filter(|&at| self.clusters[at].class == Some(country) && self.clusters[at].named);
        countries.next().filter(|_| countries.next().is_none())
    }

    /// "the magazine Nordlys": describes the name that follows, not one before.
    fn is_followed_by_name(&self, index: usize) -> bool {
        let draft = self.draft(index);
        let next = self
            .at(draft.sentence, draft.tokens.end)
            .map(|other| self.draft(other));
        next.is_some_and(|next| next.kind == MentionKind::Name)
    }

    /// The same words said before, or fewer of them: "a bus bombing", "the bombing".
    fn described_before(&self, index: usize, modifiers: &[String]) -> Option<usize> {
        let draft = self.draft(index);
        let before = self.described.get(&self.lemma(index))?;
        let tree = self.tree(index);
        let determined = tree
            .dependents(draft.head)
            .iter()
            .any(|&token| tree.relation(token) == "det" || tree.relation(token) == "nummod");
        let matches = |other: &&Described| {
            other.plural == draft.plural
                && if draft.definite {
                    modifiers.iter().all(|word| other.modifiers.contains(word))
                } else {
                    // A bare plural or mass noun with the same words means the same kind.
                    !determined && modifiers == other.modifiers
                }
        };
        before.iter().rev().find(matches).map(|other| other.cluster)
    }

    /// The cluster last mentioned before the mention, at most `sentences` back, that fits; in an
    /// earlier sentence its subject goes before what follows it.
    pub(super) fn most_recent(
        &self,
        index: usize,
        sentences: usize,
        fits: impl Fn(&Cluster) -> bool,
    ) -> Option<usize> {
        let draft = self.draft(index);
        let allowed = |&other: &usize| {
            let before = self.draft(other);
            let outside = before.tokens.end <= draft.tokens.start;
            let cluster = before.cluster;
            (outside || before.sentence != draft.sentence)
                && !self.is_in_title(other)
                && cluster.is_some_and(|cluster| fits(&self.clusters[cluster]))
        };
        let own = self.of_sentence[draft.sentence].start..index;
        if let Some(other) = own
            .rev()
            .find(|other| allowed(other) && !self.governs(*other, index))
        {
            return self.draft(other).cluster;
        }
        for sentence in (draft.sentence.saturating_sub(sentences)..draft.sentence).rev() {
            let found: Vec<usize> = self.of_sentence[sentence].clone().filter(allowed).collect();
            let subject = found
                .iter()
                .copied()
                .find(|&other| self.tree(other).is_subject(self.draft(other).head));
            if let Some(other) = subject
                .or_else(|| {
                    found
                        .iter()
                        .copied()
                        .rev()
                        .find(|&other| !self.draft(other).demonym)
                })
                .or(found.last().copied())
            {
                return self.draft(other).cluster;
            }
        }
        None
    }

    /// Whether the mention stands inside the title of another.
    fn is_in_title(&self, index: usize) -> bool {
        let draft = self.draft(index);
        let inside = |other: &Draft| {
            other
                .title
                .as_ref()
                .is_some_and(|title| title.contains(&draft.head))
        };
        self.of_sentence[draft.sentence]
            .clone()
            .any(|other| inside(self.draft(other)))
    }

    /// Whether the later mention is part of the earlier one's phrase, or its predicate.
    fn governs(&self, earlier: usize, later: usize) -> bool {
        let (earlier, later) = (self.draft(earlier), self.draft(later));
        let tree = &self.text.trees[later.sentence];
        tree.head(earlier.head) == Some(later.head) || tree.head(later.head) == Some(earlier.head)
    }

    /// "X is the minister": says something of X and is not a second mention of it.
    fn is_predicate(&self, index: usize) -> bool {
        let draft = self.draft(index);
        let tree = self.tree(index);
        tree.dependent(draft.head, "cop").is_some() || tree.relation(draft.head) == "xcomp"
    }

    /// What appositions and copulas say that somebody is, for later descriptions of him.
    fn note_role(&mut self, index: usize) {
        let draft = self.draft(index);
        if draft.kind != MentionKind::Nominal
            || !matches!(draft.sort, Sort::Person | Sort::Office | Sort::Unknown)
        {
            return;
        }
        let tree = self.tree(index);
        let bearer = if self.apposed.contains_key(&index) {
            draft.cluster
        } else if tree.dependent(draft.head, "cop").is_some() && !self.is_denied(index) {
            let subject = tree.dependent(draft.head, "nsubj");
            subject
                .and_then(|subject| self.at(draft.sentence, subject))
                .and_then(|other| self.draft(other).cluster)
        } else {
            None
        };
        let Some(bearer) = bearer.filter(|&bearer| self.clusters[bearer].sort == Sort::Person) else {
            return;
        };
        let words: Vec<String> = (draft.tokens.start..=draft.head)
            .filter(|&token| matches!(tree.upos(token), Upos::Noun | Upos::Propn | Upos::Adj))
            .map(|token| tree.token(token).lemma.to_lowercase())
            .collect();
        if let Some(gender) = draft.gender {
            self.clusters[bearer].gender.get_or_insert(gender);
        }
        for word in &words {
            self.clusters[bearer].add_role(word);
        }
    }

    fn is_denied(&self, index: usize) -> bool {
        let tree = self.tree(index);
        tree.dependents(self.draft(index).head)
            .iter()
            .any(|&token| matches!(tree.form(token), "not" | "n't" | "n’t" | "never" | "no"))
    }

    /// The description without article; a possessive pronoun gives way to whom it stands for.
    fn label(&self, index: usize) -> String {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let mut tokens = draft.tokens.clone();
        let mut label = String::new();
        while tokens.start < draft.head {
            let first = tokens.start;
            let own = self
                .at(draft.sentence, first)
                .filter(|&other| self.draft(other).kind == MentionKind::Pronoun);
            if let Some(cluster) = own.and_then(|other| self.draft(other).cluster) {
                if let Some(name) = self.clusters[cluster].names.first() {
                    label = format!("{name}'s ");
                }
            } else if tree.upos(first) != Upos::Det {
                break;
            }
            tokens.start += 1;
        }
        label.push_str(&clean(tree.words(tokens)));
        label.retain(|c| !matches!(c, '“' | '”' | '"' | '„' | '«' | '»'));
        label
    }
}

/// Whether the noun is the last word of the name, or the last before "of", "for", "to".
fn is_head_of_name(name: &str, noun: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let end = words
        .iter()
        .skip(1)
        .position(|word| words::FUNCTION_WORDS.has(word))
        .map_or(words.len(), |at| at + 1);
    words.len() > 1 && words[end - 1] == noun
}
