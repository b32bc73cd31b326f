//! What sort of thing a name names.

use std::ops::Range;

use crate::nlp::{Name, NameType};
use crate::ontology::{ClassId, IndividualId};

use super::given;
use super::names::{Finder, Found};
use super::sort::{Sort, sort_of_name_head};
use super::tree::{is_all_capitals, is_capitalised, plain};
use super::words;

/// A sort, whether it is certain, and the class where one is known beyond the sort.
type Verdict = (Sort, bool, Option<ClassId>);

impl Finder<'_> {
    /// A name of these tokens: with its title, sort and class.
    pub(super) fn describe(&self, tokens: Range<usize>) -> Found {
        let title = self.title_before(tokens.start);
        let recognised = self.recognised_as(&tokens);
        let (mut sort, mut firm, mut class) = self.sort_of(&tokens, recognised);
        let titled = title.as_ref().is_some_and(|title| match sort {
            Sort::Person => true,
            Sort::Unknown => self.makes_person(title, &tokens),
            _ => !firm && is_capitalised(self.tree.form(title.end - 1)),
        });
        if titled {
            (sort, firm, class) = (Sort::Person, true, None);
        }
        Found {
            sentence: self.index,
            tokens,
            title: title.filter(|_| sort == Sort::Person),
            sort,
            firm,
            class: class.or_else(|| self.text.sorts.class_of(sort, recognised)),
            individual: None,
            demonym: false,
        }
    }

    /// Whether the title tells a person: "shareholder Corvane" need not be one.
    pub(super) fn makes_person(&self, title: &Range<usize>, tokens: &Range<usize>) -> bool {
        let role = self.tree.form(title.end - 1);
        is_capitalised(role)
            || tokens.len() > 1
            || !words::BODY_ROLES.has(&plain(role)) && !is_all_capitals(self.tree.form(tokens.start))
    }

    /// What sort of thing the tokens name.
    fn sort_of(&self, tokens: &Range<usize>, recognised: Option<NameType>) -> Verdict {
        let single = tokens.len() == 1;
        let first = self.tree.form(tokens.start);
        let nationality = |id: &IndividualId| {
            self.text.ontology[*id]
                .demonyms
                .iter()
                .any(|other| other == first)
        };
        let given = !single
            && given::is_given(first)
            && !self
                .text
                .ontology
                .individuals_named(first)
                .iter()
                .any(nationality);
        let taken_for = recognised.map(Sort::of_name_type);
        if single && self.follows_article(tokens.start) {
            // "the Observatory": a noun that stands for a name.
            let by_head = self.sort_by_head(tokens, false);
            if by_head.0 != Sort::Unknown {
                return by_head;
            }
        }
        // Of an unknown name the recogniser often takes the surname for a town.
        let town = taken_for == Some(Sort::Place) && tokens.len() < 5 && !self.is_located(tokens);
        let person = given && (town || taken_for.is_none_or(|sort| sort == Sort::Person));
        if !single && !person {
            let by_head = self.sort_by_head(tokens, taken_for == Some(Sort::Person));
            if by_head.0 != Sort::Unknown {
                return by_head;
            }
        }
        if let Some(sort) = taken_for.filter(|_| !(person && town)) {
            let body = sort == Sort::Person && !person && self.is_no_person(tokens);
            let sort = if body { Sort::Organization } else { sort };
            return (sort, false, None);
        }
        let flat = |token: usize| self.tree.relation(token) == "flat";
        let sort = if given {
            Sort::Person
        } else if single && is_all_capitals(self.tree.form(tokens.start)) {
            Sort::Organization
        } else if self.is_located(tokens) {
            Sort::Place
        } else if !single && tokens.clone().skip(1).all(flat) {
            Sort::Person
        } else {
            Sort::Unknown
        };
        (sort, false, None)
    }

    /// Whether an article or a country stands before or in the name: "the Red Crescent", "Syrian Red Crescent".
    fn is_no_person(&self, tokens: &Range<usize>) -> bool {
        let first = self.tree.form(tokens.start);
        let country = self.text.ontology.individuals_named(first).iter().any(|&id| {
            let class = self.text.ontology[id].classes.first().copied();
            class.is_some() && class == self.text.sorts.country
        });
        self.follows_article(tokens.start) || country && tokens.len() > 1
    }

    fn follows_article(&self, start: usize) -> bool {
        start > 0 && matches!(self.tree.form(start - 1), "the" | "The")
    }

    /// What the last word of a name of several words says. Many surnames are nouns too ("Lise
    /// Bridge"), so what was recognised as a person is one unless the word is none.
    fn sort_by_head(&self, tokens: &Range<usize>, person: bool) -> Verdict {
        let head = self.tree.form(self.name_head(tokens)).to_lowercase();
        let by_list = sort_of_name_head(&head);
        if person && (by_list != Sort::Organization || words::SURNAMES.has(&head)) {
            return (Sort::Unknown, false, None);
        }
        // "Center for Peace Studies" is a body, "Levada Center" may be a house.
        if matches!(head.as_str(), "center" | "centre") && self.name_head(tokens) + 1 < tokens.end {
            return (Sort::Organization, true, None);
        }
        let class = self.text.ontology.class_of_noun(&head);
        match class.map(|class| self.text.sorts.sort(self.text.ontology, class)) {
            Some(Sort::Person | Sort::Unknown | Sort::Thing | Sort::Office) | None => (by_list, true, None),
            Some(sort) => (sort, true, class),
        }
    }

    /// The word that says what a name names: its last, or the last before "of", "for", "to".
    pub(super) fn name_head(&self, tokens: &Range<usize>) -> usize {
        let joint = tokens.clone().skip(1).find(|&token| {
            matches!(
                self.tree.form(token),
                "of" | "for" | "to" | "on" | "against" | "in"
            )
        });
        joint.unwrap_or(tokens.end) - 1
    }

    /// Whether the name is the complement of a preposition of place.
    pub(super) fn is_located(&self, tokens: &Range<usize>) -> bool {
        let top = self.tree.top(tokens.clone());
        self.tree
            .case(top)
            .is_some_and(|case| words::LOCATIVES.has(&case))
    }

    /// What the recogniser takes exactly these tokens for, or a span that differs by a title only.
    pub(super) fn recognised_as(&self, tokens: &Range<usize>) -> Option<NameType> {
        let ends =
            |name: &&Name| name.tokens.contains(&(tokens.end - 1)) && name.tokens.start <= tokens.start;
        let name = self.tree.sentence.names.iter().find(ends)?;
        let telling = !matches!(Sort::of_name_type(name.kind), Sort::Unknown | Sort::Value);
        telling.then_some(name.kind)
    }
}
