//! Names of the recogniser: trimmed, split where a list was taken for one name, titles taken off.

use std::ops::Range;

use crate::nlp::Upos;

use super::names::Finder;
use super::sort::{Sort, sort_of_name_head};
use super::titles::is_role;
use super::tree::is_capitalised;
use super::words;

impl Finder<'_> {
    /// The recogniser's names, trimmed, split where a list was taken for one name, titles taken off.
    pub(super) fn recognised(&self) -> Vec<Range<usize>> {
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
    pub(super) fn is_list(&self, tokens: &Range<usize>) -> bool {
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
    pub(super) fn is_titled_person(&self, rest: Range<usize>) -> bool {
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
    pub(super) fn past_noun(&self, tokens: Range<usize>) -> Range<usize> {
        let noun = tokens.clone().skip(1).rev().skip(1).find(|&token| {
            let form = self.tree.form(token);
            self.tree.upos(token) == Upos::Noun && form.starts_with(char::is_lowercase) && form.len() > 3
        });
        noun.map_or(tokens.clone(), |noun| self.trim(noun + 1..tokens.end))
    }

    /// "von der Leyen": with the particles before and inside that the recogniser leaves out.
    pub(super) fn with_particles(&self, mut tokens: Range<usize>) -> Range<usize> {
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
    pub(super) fn past_compound(&self, mut tokens: Range<usize>) -> Range<usize> {
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
    pub(super) fn parts(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
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
}
