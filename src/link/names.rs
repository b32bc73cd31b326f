//! Names: from the gazetteer, from the recogniser, and from capitals.
//!
//! Each source proposes spans; the longest span wins, and among equal spans the gazetteer before
//! the recogniser before capitals. What a span names is decided afterwards.

use std::ops::Range;

use crate::nlp::Upos;
use rustc_hash::FxHashSet;

use crate::ontology::{ClassId, IndividualId, Ontology, fold_name};
use crate::text::ZoneKind;

use super::sort::{Sort, sort_of_name_head, sort_of_noun};
use super::text::Text;
use super::titles::is_role;
use super::tree::{Tree, is_all_capitals, is_capitalised};
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

/// Longest name of the gazetteer, in tokens.
const LONGEST: usize = 8;

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

/// IRIs of the countries that the document speaks of, by name, demonym or a place in them; sorted.
fn countries(ontology: &Ontology, finders: &[Finder]) -> Vec<String> {
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
fn is_at_home(ontology: &Ontology, countries: &[String], name: &Found) -> bool {
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

/// Adds what one sentence alone does not show to be a name, where another sentence does: "Barrack,
/// for his part" after "Tom Barrack said".
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
    fn names(&self) -> Vec<Found> {
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
    fn clear_titles(&self, chosen: &mut Vec<Found>) {
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

    /// The recogniser's names, trimmed, split where a list was taken for one name, titles taken off.
    fn recognised(&self) -> Vec<Range<usize>> {
        let mut spans = Vec::new();
        for name in &self.tree.sentence.names {
            let sort = Sort::of_name_type(name.kind);
            if sort == Sort::Value || name.tokens.end > self.tree.len() {
                continue;
            }
            let trimmed = self.past_noun(self.trim(self.past_compound(name.tokens.clone())));
            let trimmed = if sort == Sort::Person {
                self.with_particles(trimmed)
            } else {
                trimmed
            };
            if sort == Sort::Group && self.is_modifier(trimmed.clone()) {
                continue;
            }
            let list = matches!(sort, Sort::Person | Sort::Place | Sort::Unknown) || self.is_list(&trimmed);
            let parts = if list { self.parts(trimmed) } else { vec![trimmed] };
            for part in parts {
                let start = self.name_start(part.clone());
                let personal = matches!(sort, Sort::Person | Sort::Place | Sort::Unknown);
                if personal || start == part.end || self.is_titled_person(start..part.end) {
                    spans.push(start..part.end);
                } else {
                    spans.push(part);
                }
            }
        }
        spans.retain(|tokens| {
            let named = tokens.clone().any(|token| self.has_capital(token));
            named && !(tokens.len() == 1 && words::COMMON_ACRONYMS.has(self.tree.form(tokens.start)))
        });
        spans
    }

    /// Two names taken for one: "Social Democrats and Greens", but not "Food and Drug Administration".
    fn is_list(&self, tokens: &Range<usize>) -> bool {
        let Some(and) = tokens
            .clone()
            .find(|&token| matches!(self.tree.form(token), "and" | ","))
        else {
            return false;
        };
        let (left, right) = (tokens.start..and, and + 1..tokens.end);
        if left.is_empty() || right.is_empty() {
            return false;
        }
        let known = |part: &Range<usize>| {
            self.known
                .iter()
                .any(|name| part.start <= name.tokens.start && name.tokens.end <= part.end)
        };
        let plural = |token: usize| self.tree.token(token).feats.contains("Number=Plur");
        let top = self.tree.top(right.clone());
        let apart =
            self.tree.relation(top) == "conj" && self.tree.head(top).is_some_and(|head| left.contains(&head));
        apart && (known(&right) || plural(and - 1) && plural(tokens.end - 1))
    }

    /// Whether what is left after a title can be a person: "Ode Farrin" of "Commissioner Ode Farrin".
    fn is_titled_person(&self, rest: Range<usize>) -> bool {
        let start = rest.start;
        let titled =
            start > 0 && is_role(self.tree.form(start - 1)) && is_capitalised(self.tree.form(start - 1));
        let body = sort_of_name_head(&self.tree.form(rest.end.max(1) - 1).to_lowercase()) != Sort::Unknown;
        let named = rest
            .clone()
            .all(|token| self.has_capital(token) || words::PARTICLES.has(self.tree.form(token)));
        !rest.is_empty()
            && rest.len() < 5
            && named
            && !body
            && (titled || super::given::is_given(self.tree.form(start)))
    }

    /// "US automaker Ford": the name starts after the noun that describes it.
    fn past_noun(&self, tokens: Range<usize>) -> Range<usize> {
        let noun = tokens.clone().skip(1).rev().skip(1).find(|&token| {
            let form = self.tree.form(token);
            self.tree.upos(token) == Upos::Noun && form.starts_with(char::is_lowercase) && form.len() > 3
        });
        noun.map_or(tokens.clone(), |noun| self.trim(noun + 1..tokens.end))
    }

    /// "von der Leyen": with the particles before and inside that the recogniser leaves out.
    fn with_particles(&self, mut tokens: Range<usize>) -> Range<usize> {
        let particle = |token: usize| {
            let form = self.tree.form(token);
            words::PARTICLES.has(form) && !matches!(form, "da" | "do" | "la" | "le")
        };
        let mut end = tokens.end;
        while end < self.tree.len() && particle(end) {
            end += 1;
        }
        let broken = end > tokens.end || !tokens.is_empty() && particle(tokens.end - 1);
        if broken && end < self.tree.len() && self.has_capital(end) && self.tree.upos(end) == Upos::Propn {
            tokens.end = end + 1;
        }
        while tokens.start > 0 && particle(tokens.start - 1) {
            tokens.start -= 1;
        }
        tokens
    }

    /// Past an adjective that opens the span: "Kurdish-led" before the name proper.
    fn past_compound(&self, mut tokens: Range<usize>) -> Range<usize> {
        while !tokens.is_empty() && self.is_half_of_compound(tokens.start) {
            let parts = if self.tree.form(tokens.start).contains('-') {
                1
            } else {
                3
            };
            tokens.start = (tokens.start + parts).min(tokens.end);
        }
        tokens
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

    fn has_capital(&self, token: usize) -> bool {
        self.tree.form(token).chars().any(char::is_uppercase)
    }

    /// Without articles, quotes and possessive endings at its ends.
    pub(super) fn trim(&self, mut tokens: Range<usize>) -> Range<usize> {
        let outside = |token: usize| {
            let form = self.tree.form(token);
            matches!(
                self.tree.upos(token),
                Upos::Det | Upos::Part | Upos::Adp | Upos::Cconj
            ) && !words::PARTICLES.has(form)
                && !words::TIED_PARTICLES.has(form)
                && !is_capitalised(form)
                || !form.chars().any(char::is_alphanumeric)
                || matches!(form, "The" | "'s" | "’s")
        };
        while !tokens.is_empty() && outside(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty() && outside(tokens.end - 1) {
            tokens.end -= 1;
        }
        // "eastern Nordal": what opens a name in lower case is no part of it, but for particles.
        let lower = |token: usize| {
            let form = self.tree.form(token);
            form.starts_with(char::is_lowercase)
                && !self.has_capital(token)
                && !words::PARTICLES.has(form)
                && !words::TIED_PARTICLES.has(form)
        };
        while tokens.len() > 1 && lower(tokens.start) && tokens.clone().any(|token| self.has_capital(token)) {
            tokens.start += 1;
        }
        tokens
    }

    /// The members of a list that is no name ("Sund, Nordal and Kessing").
    fn parts(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let divides = |token: usize| match self.tree.form(token) {
            "," | ";" | "and" | "or" | "(" | ")" => true,
            "/" => !self.tree.glued(token),
            _ => false,
        };
        let mut parts = Vec::new();
        let mut start = tokens.start;
        for token in tokens.clone() {
            if divides(token) {
                parts.push(self.trim(start..token));
                start = token + 1;
            }
        }
        parts.push(self.trim(start..tokens.end));
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// The longest name of the gazetteer that starts at `start`.
    fn longest_known(&self, start: usize) -> Option<Found> {
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

    fn may_open(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        let tied = words::TIED_PARTICLES.has(form)
            && token + 2 < self.tree.len()
            && self.tree.form(token + 1) == "-";
        (self.has_capital(token) || tied)
            && !matches!(form, "The" | "A" | "An" | "I")
            && !self.in_value(token)
    }

    /// Whether a single capitalised word is meant as a name: "Turkey won" but not "Nice weather".
    fn is_no_common_word(&self, token: usize) -> bool {
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

    /// Whether the capital of the token may be due to its place.
    pub(super) fn opens_sentence(&self, token: usize) -> bool {
        token == 0
            || matches!(
                self.tree.form(token - 1),
                "\"" | "“" | "”" | "‘" | "'" | ":" | "—" | "–" | "…" | "•" | "("
            )
    }

    fn known_name(&self, tokens: Range<usize>, individuals: &[IndividualId], name: &str) -> Option<Found> {
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

    /// Takes in a lower-case head of a facility or region: "al-Hol camp", "Lunde bridge".
    fn with_common_head(&self, name: &mut Found) {
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
    fn is_title_case(&self) -> bool {
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
