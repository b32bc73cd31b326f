//! Names: from the gazetteer, from the recogniser, and from capitals.
//!
//! Each source proposes spans; the longest span wins, and among equal spans the gazetteer before
//! the recogniser before capitals. What a span names is decided afterwards.

use std::ops::Range;

use crate::nlp::Upos;
use rustc_hash::FxHashSet;

use crate::ontology::{ClassId, IndividualId};
use crate::text::ZoneKind;

use super::known::{countries, is_at_home};
use super::sort::{Sort, sort_of_noun};
use super::text::Text;
use super::tree::{Tree, is_capitalised};
use super::words;

/// A name found in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) sentence: usize,
    pub(super) tokens: Range<usize>,
    pub(super) title: Option<Range<usize>>,
    pub(super) sort: Sort,
    /// Whether the sort is certain: from the gazetteer, a title, or the head of the name.
    pub(super) firm: bool,
    pub(super) class: Option<ClassId>,
    pub(super) individual: Option<IndividualId>,
    /// An adjective or name of inhabitants that points to a country.
    pub(super) demonym: bool,
}

/// Finds the names of one sentence.
pub(super) struct Finder<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) index: usize,
    pub(super) tree: &'a Tree<'a>,
    /// Gazetteer names, longest match, left to right.
    pub(super) known: Vec<Found>,
}

/// The names of all sentences but those of bylines, datelines and headlines in capitals.
pub(super) fn find(text: &Text) -> Vec<Found> {
    let story = |index: &usize| text.is_story(*index) && !text.in_capitals(*index);
    let mut finders: Vec<Finder> = (0..text.trees.len())
        .filter(story)
        .map(|index| Finder::new(text, index, &text.trees[index]))
        .collect();
    let countries = countries(text.ontology, &finders);
    let mut all = Vec::new();
    for finder in &mut finders {
        finder
            .known
            .retain(|name| is_at_home(text.ontology, &countries, name));
        all.extend(finder.names());
    }
    said_elsewhere(&finders, all)
}

/// Adds what one sentence alone does not show to be a name, where another sentence does: "Brown,
/// for her part" after "Ada Brown said".
fn said_elsewhere(finders: &[Finder], mut names: Vec<Found>) -> Vec<Found> {
    let mut forms: FxHashSet<&str> = FxHashSet::default();
    for name in names.iter().filter(|name| !name.demonym) {
        let Ok(at) = finders.binary_search_by_key(&name.sentence, |finder| finder.index) else {
            continue;
        };
        let finder = &finders[at];
        forms.insert(finder.tree.words(name.tokens.clone()));
        if name.sort == Sort::Person && name.tokens.len() > 1 {
            forms.insert(finder.tree.form(name.tokens.end - 1));
        }
    }
    let mut added = Vec::new();
    for finder in finders {
        let own = of_sentence(&names, finder.index);
        for token in 0..finder.tree.len() {
            let form = finder.tree.form(token);
            let free = !own.iter().any(|name| {
                name.tokens.contains(&token)
                    || name.title.as_ref().is_some_and(|title| title.contains(&token))
            });
            let nominal = matches!(
                finder.tree.upos(token),
                Upos::Noun | Upos::Adj | Upos::X | Upos::Verb | Upos::Propn
            );
            // "Price rises hit Vask" speaks of no Mr Price.
            let common = finder.opens_sentence(token) && finder.is_modifier(token..token + 1);
            if free
                && nominal
                && !common
                && is_capitalised(form)
                && forms.contains(form)
                && !finder.in_value(token)
            {
                added.push(finder.describe(token..token + 1));
            }
        }
    }
    names.extend(added);
    names.sort_by_key(|name| (name.sentence, name.tokens.start));
    names
}

/// The names of one sentence among all, which are in text order.
pub(super) fn of_sentence(names: &[Found], sentence: usize) -> &[Found] {
    let start = names.partition_point(|name| name.sentence < sentence);
    let end = names.partition_point(|name| name.sentence <= sentence);
    &names[start..end]
}

impl<'a> Finder<'a> {
    pub(super) fn new(text: &'a Text<'a>, index: usize, tree: &'a Tree<'a>) -> Self {
        let mut finder = Self {
            text,
            index,
            tree,
            known: Vec::new(),
        };
        let mut start = 0;
        while start < tree.len() {
            match finder.longest_known(start) {
                Some(name) => {
                    start = name.tokens.end;
                    finder.known.push(name);
                }
                None => start += 1,
            }
        }
        finder
    }

    /// All names of the sentence, in text order, without overlap.
    pub(super) fn names(&self) -> Vec<Found> {
        let mut proposals: Vec<(u8, Found)> = self.known.iter().map(|name| (0, name.clone())).collect();
        proposals.extend(
            self.recognised()
                .into_iter()
                .map(|tokens| (1, self.describe(tokens))),
        );
        if self.tree.sentence.zone != ZoneKind::Headline || !self.is_title_case() {
            proposals.extend(self.shapes().into_iter().map(|tokens| (2, self.describe(tokens))));
        }
        proposals
            .sort_by_key(|(source, name)| (std::cmp::Reverse(name.tokens.len()), *source, name.tokens.start));
        let mut taken = vec![false; self.tree.len()];
        let mut chosen: Vec<Found> = Vec::new();
        for (_, name) in proposals {
            if !name.tokens.is_empty() && !taken[name.tokens.clone()].contains(&true) {
                taken[name.tokens.clone()].fill(true);
                chosen.push(name);
            }
        }
        self.clear_titles(&mut chosen);
        chosen.sort_by_key(|name| name.tokens.start);
        for name in &mut chosen {
            self.with_common_head(name);
        }
        chosen
    }

    /// Takes out what is no name but part of a title: "US Defense" of "US Defense Secretary". A name of the
    /// gazetteer in it stays.
    pub(super) fn clear_titles(&self, chosen: &mut Vec<Found>) {
        let titles: Vec<Range<usize>> = chosen.iter().filter_map(|name| name.title.clone()).collect();
        let inside = |tokens: &Range<usize>| {
            titles
                .iter()
                .any(|title| title.start <= tokens.start && tokens.end <= title.end)
        };
        let of_office = |name: &Found| {
            name.individual.is_none()
                && inside(&name.tokens)
                && name
                    .tokens
                    .clone()
                    .any(|token| words::PORTFOLIOS.has(&self.tree.form(token).to_lowercase()))
        };
        let dropped: Vec<Found> = chosen.extract_if(.., |name| of_office(name)).collect();
        let holds = |name: &&Found| {
            dropped
                .iter()
                .any(|other| other.tokens.start <= name.tokens.start && name.tokens.end <= other.tokens.end)
        };
        chosen.extend(self.known.iter().filter(holds).cloned());
    }

    /// Whether the tokens modify a noun right of them.
    pub(super) fn is_modifier(&self, tokens: Range<usize>) -> bool {
        if tokens.is_empty() {
            return true;
        }
        let top = self.tree.top(tokens.clone());
        matches!(
            self.tree.relation(top),
            "amod" | "compound" | "nmod" | "flat" | "advmod" | "obl" | "dep"
        ) && self.tree.head(top).is_some_and(|head| head >= tokens.end)
            && self.tree.dependent(top, "case").is_none()
            && self.tree.token(top).deprel != "nmod:poss"
    }

    pub(super) fn has_capital(&self, token: usize) -> bool {
        self.tree.form(token).chars().any(char::is_uppercase)
    }

    /// Whether the capital of the token may be due to its place.
    pub(super) fn opens_sentence(&self, token: usize) -> bool {
        token == 0
            || matches!(
                self.tree.form(token - 1),
                "\"" | "“" | "”" | "‘" | "'" | ":" | "—" | "–" | "…" | "•" | "("
            )
    }

    /// Takes in a lower-case head of a facility or region: "al-Hol camp", "Lunde bridge".
    pub(super) fn with_common_head(&self, name: &mut Found) {
        let next = name.tokens.end;
        let is_country = name.class.is_some() && name.class == self.text.sorts.country;
        let bears =
            matches!(name.sort, Sort::Place | Sort::Facility | Sort::Unknown) && !is_country && !name.demonym;
        if !bears || next >= self.tree.len() || self.tree.upos(next) != Upos::Noun || self.has_capital(next) {
            return;
        }
        let lemma = &self.tree.token(next).lemma;
        let class = self.text.ontology.class_of_noun(lemma);
        let sort = match class.map(|class| self.text.sorts.sort(self.text.ontology, class)) {
            Some(sort @ (Sort::Facility | Sort::Place)) => sort,
            _ => sort_of_noun(lemma),
        };
        // A province is another thing than the city it is called after; "the Tempelhof district" is Tempelhof.
        let divided = matches!(
            lemma.as_str(),
            "province" | "governorate" | "district" | "region" | "county" | "canton"
        );
        let type_of_place = sort == Sort::Place && !(divided && name.individual.is_some());
        let top = self.tree.top(name.tokens.clone());
        let tied = self.tree.head(top) == Some(next) || self.tree.head(next) == Some(top);
        let feats = &self.tree.token(next).feats;
        let indefinite = self
            .tree
            .dependents(next)
            .iter()
            .any(|&det| matches!(self.tree.form(det), "a" | "an" | "A" | "An"));
        if matches!(sort, Sort::Facility | Sort::Place)
            && tied
            && !type_of_place
            && !indefinite
            && !feats.contains("Number=Plur")
            && self.tree.token(top).deprel != "nmod:poss"
        {
            name.tokens.end = next + 1;
            name.individual = None;
            name.sort = sort;
            name.firm = true;
            name.class = class.or_else(|| self.text.sorts.class(sort));
        }
    }

    /// Whether the recogniser takes the token for part of a date, sum or measure.
    pub(super) fn in_value(&self, token: usize) -> bool {
        let name = self.tree.sentence.name_at(token);
        name.is_some_and(|name| Sort::of_name_type(name.kind) == Sort::Value)
    }

    /// Whether the recogniser takes the token for part of a person's name and not for a title.
    pub(super) fn is_person(&self, token: usize) -> bool {
        let name = self.tree.sentence.name_at(token);
        name.is_some_and(|name| {
            Sort::of_name_type(name.kind) == Sort::Person
                && token >= self.name_start(self.trim(name.tokens.clone()))
        })
    }

    /// Whether nearly all longer words are capitalised, as in the headlines of some papers.
    pub(super) fn is_title_case(&self) -> bool {
        let long = |&token: &usize| {
            self.tree
                .form(token)
                .chars()
                .filter(|c| c.is_alphabetic())
                .count()
                > 3
        };
        let words: Vec<usize> = (1..self.tree.len()).filter(long).collect();
        let capital = words
            .iter()
            .filter(|&&token| is_capitalised(self.tree.form(token)))
            .count();
        words.len() > 2 && capital * 5 >= words.len() * 4
    }
}
