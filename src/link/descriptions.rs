//! Descriptions of what was named or described before: "the bank" for Osprey Bank, "the attack" again.

use crate::nlp::Upos;

use super::cluster::Cluster;
use super::mention::MentionKind;
use super::phrases::Draft;
use super::resolve::{Described, Resolver};
use super::sort::Sort;
use super::titles::is_role;
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

impl Resolver<'_> {
    /// The cluster of a description.
    pub(super) fn description(&mut self, index: usize) -> usize {
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
    pub(super) fn national_body(&self, index: usize, modifiers: &[String]) -> Option<String> {
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

    /// What tells the description from others with its head: words before the head, without
    /// determiners, in lower case, and whose it is.
    pub(super) fn modifiers(&self, index: usize) -> Vec<String> {
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
    pub(super) fn bearer_of_role(&self, index: usize, modifiers: &[String]) -> Option<usize> {
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
    pub(super) fn bearer_of_head(&self, index: usize, modifiers: &[String]) -> Option<usize> {
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
    pub(super) fn member_of_class(&self, index: usize, modifiers: &[String]) -> Option<usize> {
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
    pub(super) fn only_country(&self, index: usize) -> Option<usize> {
        let country = self.text.sorts.country?;
        if self.draft(index).class != Some(country) {
            return None;
        }
        let mut countries = (0..self.clusters.len())
            .filter(|&at| self.clusters[at].class == Some(country) && self.clusters[at].named);
        countries.next().filter(|_| countries.next().is_none())
    }

    /// "the magazine Nordlys": describes the name that follows, not one before.
    pub(super) fn is_followed_by_name(&self, index: usize) -> bool {
        let draft = self.draft(index);
        let next = self
            .at(draft.sentence, draft.tokens.end)
            .map(|other| self.draft(other));
        next.is_some_and(|next| next.kind == MentionKind::Name)
    }

    /// The same words said before, or fewer of them: "a bus bombing", "the bombing".
    pub(super) fn described_before(&self, index: usize, modifiers: &[String]) -> Option<usize> {
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

    /// "X is the minister": says something of X and is not a second mention of it.
    pub(super) fn is_predicate(&self, index: usize) -> bool {
        let draft = self.draft(index);
        let tree = self.tree(index);
        tree.dependent(draft.head, "cop").is_some() || tree.relation(draft.head) == "xcomp"
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
