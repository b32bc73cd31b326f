//! Names of the gazetteer.

use std::ops::Range;

use crate::nlp::Upos;
use crate::ontology::{IndividualId, Ontology, fold_name};

use super::names::{Finder, Found};
use super::sort::Sort;
use super::tree::is_all_capitals;
use super::words;

/// Longest name of the gazetteer, in tokens.
const LONGEST: usize = 8;

/// IRIs of the countries that the document speaks of, by name, demonym or a place in them; sorted.
pub(super) fn countries(ontology: &Ontology, finders: &[Finder]) -> Vec<String> {
    let mut iris: Vec<String> = Vec::new();
    for name in finders.iter().flat_map(|finder| &finder.known) {
        let mut next = name.individual.map(|id| &ontology[id]);
        if !matches!(name.sort, Sort::Place | Sort::Facility) && name.tokens.len() > 1 {
            continue;
        }
        // A town lies in a state, a state in a country.
        for _ in 0..4 {
            let Some(individual) = next else { break };
            iris.push(individual.iri.clone());
            let around = individual
                .located_in
                .as_deref()
                .and_then(|iri| ontology.individual(iri));
            next = around.map(|id| &ontology[id]);
        }
    }
    iris.sort_unstable();
    iris.dedup();
    iris
}

/// Classes of bodies that many countries have by the same name.
const GENERIC_BODIES: [&str; 8] = [
    "#ArmedForce",
    "#Court",
    "#Government",
    "#GovernmentAgency",
    "#LawEnforcement",
    "#Legislature",
    "#Ministry",
    "#PoliticalParty",
];

/// Whether a body of several words ("Social Democratic Party", "Supreme Court") belongs to a country of
/// the document: many countries have one of the name.
pub(super) fn is_at_home(ontology: &Ontology, countries: &[String], name: &Found) -> bool {
    let home = name.individual.and_then(|id| ontology[id].located_in.as_ref());
    let generic = name.class.is_some_and(|class| {
        let iri = ontology[class].iri.as_str();
        GENERIC_BODIES.iter().any(|kind| iri.ends_with(kind))
    });
    match home {
        Some(home) if generic && name.tokens.len() > 1 && !countries.is_empty() => {
            countries.binary_search(home).is_ok()
        }
        _ => true,
    }
}

impl Finder<'_> {
    /// The longest name of the gazetteer that starts at `start`.
    pub(super) fn longest_known(&self, start: usize) -> Option<Found> {
        if !self.may_open(start) {
            return None;
        }
        let longest = (start + LONGEST).min(self.tree.len());
        for end in (start + 1..=longest).rev() {
            if !self.tree.form(end - 1).ends_with(char::is_alphanumeric)
                && !self.tree.form(end - 1).ends_with('.')
                || matches!(self.tree.form(end - 1), "'s" | "’s")
            {
                continue;
            }
            let name = self.tree.words(start..end);
            let individuals = self.text.ontology.individuals_named(name);
            if !individuals.is_empty() && (end > start + 1 || self.is_no_common_word(start)) {
                return self.known_name(start..end, individuals, name);
            }
        }
        None
    }

    pub(super) fn may_open(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        let tied = words::TIED_PARTICLES.has(form)
            && token + 2 < self.tree.len()
            && self.tree.form(token + 1) == "-";
        (self.has_capital(token) || tied)
            && !matches!(form, "The" | "A" | "An" | "I")
            && !self.in_value(token)
    }

    /// Whether a single capitalised word is meant as a name: "Turkey won" but not "Nice weather".
    pub(super) fn is_no_common_word(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        if words::CALENDAR.has(&form.to_lowercase()) {
            return false;
        }
        if is_all_capitals(form) || self.tree.sentence.name_at(token).is_some() {
            return true;
        }
        match self.tree.upos(token) {
            Upos::Propn => true,
            Upos::Noun | Upos::Adj | Upos::X => {
                !self.opens_sentence(token) || self.is_modifier(token..token + 1)
            }
            _ => false,
        }
    }

    pub(super) fn known_name(
        &self,
        tokens: Range<usize>,
        individuals: &[IndividualId],
        name: &str,
    ) -> Option<Found> {
        let ontology = self.text.ontology;
        let folded = fold_name(name);
        let recognised = self.recognised_as(&tokens).map(Sort::of_name_type);
        let is = |other: &String| fold_name(other) == folded;
        let rank = |id: IndividualId| {
            let individual = &ontology[id];
            let class = individual.classes.first().copied();
            let sort = class.map_or(Sort::Unknown, |class| self.text.sorts.sort(ontology, class));
            let names = if is(&individual.label) {
                2
            } else {
                u8::from(individual.aliases.iter().any(is))
            };
            (
                recognised.is_some_and(|recognised| recognised.agrees(sort)),
                names,
                individual.weight,
            )
        };
        // The first of equals, in IRI order.
        let best = individuals.iter().copied().rev().max_by_key(|&id| rank(id))?;
        let (_, names, _) = rank(best);
        let class = ontology[best].classes.first().copied();
        let sort = class.map_or(Sort::Unknown, |class| self.text.sorts.sort(ontology, class));
        if tokens.len() == 1
            && sort != Sort::Person
            && self
                .title_before(tokens.start)
                .is_some_and(|title| self.makes_person(&title, &tokens))
        {
            return Some(self.describe(tokens));
        }
        let mut found = Found {
            sentence: self.index,
            title: (sort == Sort::Person)
                .then(|| self.title_before(tokens.start))
                .flatten(),
            tokens,
            sort,
            firm: sort != Sort::Unknown,
            class,
            individual: Some(best),
            demonym: names == 0,
        };
        // Who belongs to a party is spoken of as the party: "the Social Democrats".
        found.demonym &= sort == Sort::Place;
        if found.demonym && !self.is_modifier(found.tokens.clone()) {
            if !self
                .tree
                .token(found.tokens.end - 1)
                .feats
                .contains("Number=Plur")
            {
                return None;
            }
            found.individual = None;
            found.demonym = false;
            found.sort = Sort::Group;
            found.class = self.text.sorts.class(Sort::Group);
        }
        Some(found)
    }
}
