//! What makes a run of capitalised words a name: parts joined by "of", brackets and "and" added, titles
//! and nationalities taken off.

use std::ops::Range;

use crate::nlp::Upos;

use super::names::Finder;
use super::sort::{Sort, sort_of_name_head};
use super::titles::is_role;
use super::tree::{is_all_capitals, is_capitalised, plain};
use super::words;

impl Finder<'_> {
    /// "Food and Drug Administration": two runs of which the first hangs in the second.
    pub(super) fn join_coordinated(&self, runs: &mut Vec<Range<usize>>) {
        let mut index = 0;
        while index + 1 < runs.len() {
            let (left, right) = (runs[index].clone(), runs[index + 1].clone());
            let joined = right.start == left.end + 1 && matches!(self.tree.form(left.end), "and" | "&");
            let head = right.end - 1;
            let body = sort_of_name_head(&self.tree.form(head).to_lowercase()) != Sort::Unknown;
            let hangs = self
                .tree
                .ancestors(self.tree.top(left.clone()))
                .any(|token| token == head);
            let named = self.known.iter().any(|name| name.tokens == left)
                || left.clone().any(|token| self.is_person(token));
            if joined && body && hangs && !named && left.len() == 1 {
                runs[index] = left.start..right.end;
                runs.remove(index + 1);
            } else {
                index += 1;
            }
        }
    }

    /// "Foreign Contribution (Regulation) Act": a bracket inside the name of a law.
    pub(super) fn join_bracketed(&self, runs: &mut Vec<Range<usize>>) {
        let mut index = 0;
        while index + 1 < runs.len() {
            let left = runs[index].end;
            let close = (left + 2..self.tree.len().min(left + 5)).find(|&token| self.tree.form(token) == ")");
            let right = runs
                .iter()
                .skip(index + 1)
                .find(|run| close.is_some_and(|close| run.start == close + 1));
            let law = right.map(|run| run.end).filter(|&end| {
                let head = self.tree.form(end - 1).to_lowercase();
                self.tree.form(left) == "("
                    && self.has_upper(left + 1)
                    && sort_of_name_head(&head) == Sort::Law
            });
            if let Some(end) = law {
                runs[index].end = end;
                runs.retain(|run| run.start < left || run.start >= end);
            }
            index += 1;
        }
    }

    /// "Ministry of Foreign Affairs", "Observatory for Human Rights": on past "of" and the like.
    pub(super) fn extend(&self, run: Range<usize>) -> Range<usize> {
        let mut end = run.end;
        let head = self.tree.form(end - 1).to_lowercase();
        let class = self.text.ontology.class_of_noun(&head);
        let sort = match class.map(|class| self.text.sorts.sort(self.text.ontology, class)) {
            Some(sort @ (Sort::Organization | Sort::Place | Sort::Law | Sort::Event | Sort::Facility)) => {
                sort
            }
            _ => sort_of_name_head(&head),
        };
        if sort == Sort::Unknown || is_role(&head) {
            return run;
        }
        while let Some(next) = self.continuation(end) {
            end = next;
        }
        run.start..end
    }

    /// The end of the name's next part, if the words at `token` join one to it.
    pub(super) fn continuation(&self, token: usize) -> Option<usize> {
        let joint = self.tree.form(token.min(self.tree.len() - 1));
        if token + 1 >= self.tree.len() {
            return None;
        }
        let article = usize::from(self.tree.form(token + 1) == "the");
        let start = token + 1 + article;
        if start >= self.tree.len() {
            return None;
        }
        let is_known = self.known.iter().any(|name| name.tokens.start == start);
        let is_named = is_known || self.is_person(start);
        let accepted = match joint.to_lowercase().as_str() {
            "of" => !self.is_person(start),
            "for" | "on" | "against" | "toward" | "towards" => !is_named,
            "to" => self.tree.upos(start) == Upos::Verb && is_capitalised(self.tree.form(start)),
            // "Labour and Social Affairs", and the object after "to Defeat".
            "and" => !is_named && article == 0 && self.is_inside_extension(token),
            "the" => self.tree.upos(token - 1) == Upos::Verb && self.is_name_word(token + 1),
            _ => false,
        };
        if !accepted {
            return None;
        }
        let start = if joint == "the" { token + 1 } else { start };
        let mut end = start;
        while end < self.tree.len() && (self.is_name_word(end) || self.is_tied_particle(end)) {
            end = self.step(end);
        }
        (end > start).then_some(end)
    }

    /// Whether an "and" stands behind a part that "of" or "for" joined.
    pub(super) fn is_inside_extension(&self, token: usize) -> bool {
        let mut back = token;
        while back > 0 && self.is_name_word(back - 1) {
            back -= 1;
        }
        back > 0 && matches!(self.tree.form(back - 1), "of" | "for")
    }

    /// "German VDA": the nationality of an acronym, or of what the recogniser names without it, is no part
    /// of the name.
    pub(super) fn past_nationality(&self, run: Range<usize>) -> Range<usize> {
        let next = run.start + 1;
        if next >= run.end {
            return run;
        }
        let nationality = self
            .known
            .iter()
            .any(|name| name.demonym && name.tokens == (run.start..next));
        let acronym = next + 1 == run.end && is_all_capitals(self.tree.form(next));
        let named = self
            .tree
            .sentence
            .names
            .iter()
            .any(|name| name.tokens == (next..run.end));
        if nationality && (acronym || named) {
            next..run.end
        } else {
            run
        }
    }

    /// Parts of a run, cut where a name of a person begins or ends.
    pub(super) fn cut_at_persons(&self, run: Range<usize>) -> Vec<Range<usize>> {
        let mut cuts = vec![run.start, run.end];
        for token in run.clone().skip(1) {
            let nickname = [token - 1, token]
                .iter()
                .any(|&at| matches!(self.tree.form(at), "\"" | "“" | "”"));
            // "Stoat Lines", of which the recogniser takes the first word for a person.
            let head = self.tree.form(run.end - 1).to_lowercase();
            let body =
                token + 1 == run.end && !self.is_person(token) && sort_of_name_head(&head) != Sort::Unknown;
            if self.is_person(token) != self.is_person(token - 1) && !nickname && !body {
                cuts.push(token);
            }
        }
        cuts.sort_unstable();
        cuts.windows(2)
            .map(|pair| self.trim(pair[0]..pair[1]))
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// The name of a run, without a title before it; none for a run that is only a title.
    pub(super) fn without_title(&self, run: Range<usize>) -> Option<Range<usize>> {
        let run = self.after_portfolio(run)?;
        // "UN Special Rapporteurs": people, not a body.
        let last = run.end - 1;
        if self.tree.token(last).feats.contains("Number=Plur")
            && is_role(&self.tree.token(last).lemma.to_lowercase())
        {
            return None;
        }
        let has_role = run.clone().any(|token| is_role(self.tree.form(token)));
        if !has_role || self.is_person(run.start) {
            return Some(run);
        }
        let extended = run
            .clone()
            .any(|token| matches!(self.tree.form(token), "of" | "for" | "to" | "and"));
        if extended && !is_role(self.tree.form(run.start)) && !self.title_with_name(&run) {
            return Some(run);
        }
        let start = self.name_start(run.clone());
        if start == run.end {
            return self.body_of_office(run);
        }
        (start < run.end).then_some(start..run.end)
    }

    /// "Chamber of Deputies" of "Chamber of Deputies Speaker"; nothing of "Interior Minister".
    pub(super) fn body_of_office(&self, run: Range<usize>) -> Option<Range<usize>> {
        let mut end = run.end;
        while end > run.start {
            let word = plain(self.tree.form(end - 1));
            if !is_role(&word) && !words::TITLE_MODIFIERS.has(&word) {
                break;
            }
            end -= 1;
        }
        let rest = run.start..end;
        let head = sort_of_name_head(&self.tree.form(end.max(1) - 1).to_lowercase());
        let extended = rest.clone().any(|token| self.tree.form(token) == "of");
        let body = head == Sort::Organization || extended && !rest.is_empty();
        let portfolio = rest
            .clone()
            .any(|token| words::PORTFOLIOS.has(&plain(self.tree.form(token))));
        (body && !portfolio && rest.len() > 1).then_some(rest)
    }

    /// "State Ode Farrin" after "Secretary of": without what belongs to the office.
    pub(super) fn after_portfolio(&self, run: Range<usize>) -> Option<Range<usize>> {
        let office = run.start > 1
            && is_role(self.tree.form(run.start - 2))
            && is_capitalised(self.tree.form(run.start - 2))
            && matches!(self.tree.form(run.start - 1), "of" | "for" | "to");
        let start = if office {
            self.past_portfolio(run.start - 1..run.end)
        } else {
            run.start
        };
        (start < run.end).then_some(start..run.end)
    }

    pub(super) fn title_with_name(&self, run: &Range<usize>) -> bool {
        run.clone().any(|token| {
            is_role(self.tree.form(token))
                && token + 1 < run.end
                && !matches!(self.tree.form(token + 1), "of" | "for")
        })
    }
}
