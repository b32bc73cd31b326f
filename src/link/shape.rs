//! Names by their capitals: what gazetteer and recogniser do not know.

use std::ops::Range;

use crate::nlp::Upos;

use super::names::{Finder, Found};
use super::sort::{Sort, sort_of_name_head};
use super::titles::is_role;
use super::tree::{is_all_capitals, is_capitalised, plain};
use super::words;

impl Finder<'_> {
    /// Runs of capitalised words that make a name, without the titles before them.
    pub(super) fn shapes(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut token = 0;
        while token < self.tree.len() {
            let end = self.run_end(token);
            if end > token {
                runs.push(token..end);
            }
            token = end.max(token + 1);
        }
        self.join_coordinated(&mut runs);
        self.join_bracketed(&mut runs);
        let mut names = Vec::new();
        for run in runs {
            let extended = self.extend(run);
            let extended = self.past_nationality(extended);
            names.extend(
                self.cut_at_persons(extended)
                    .into_iter()
                    .filter_map(|part| self.without_title(part)),
            );
        }
        names
    }

    /// Where the run of capitalised words that starts at `start` ends; `start` if none does.
    fn run_end(&self, start: usize) -> usize {
        if !self.opens_run(start) {
            return start;
        }
        let mut end = self.step(start);
        while end < self.tree.len() {
            let next = if self.is_name_word(end) || self.is_tied_particle(end) {
                end
            } else if self.links(end) && end + 1 < self.tree.len() {
                end + 1
            } else if let Some(next) = self.past_nickname(end) {
                next
            } else if words::PARTICLES.has(self.tree.form(end)) && self.is_followed_by_name(end + 1) {
                (end + 1..self.tree.len())
                    .find(|&token| self.is_name_word(token))
                    .unwrap_or(end)
            } else {
                break;
            };
            let after = self.step(next);
            if after <= end
                || next >= self.tree.len()
                || !(self.is_name_word(next) || self.is_tied_particle(next))
            {
                break;
            }
            end = after;
        }
        end
    }

    /// Past one word of a run, hyphenated parts included.
    fn step(&self, token: usize) -> usize {
        let mut end = token + 1;
        while end + 1 < self.tree.len() {
            let tied = self.is_hyphen(end) && !self.joins_known(end) || self.is_slash(end);
            if tied && (self.has_upper(end + 1) || self.is_syllable(end + 1)) {
                end += 2;
            } else if tied && end + 3 < self.tree.len() && self.is_hyphen(end + 2) && self.has_upper(end + 3)
            {
                // "Tehreek-e-Insaaf".
                end += 4;
            } else {
                break;
            }
        }
        if self.is_tied_particle(token) {
            end.max(token + 3).min(self.tree.len())
        } else {
            end
        }
    }

    fn opens_run(&self, token: usize) -> bool {
        if self.is_tied_particle(token) {
            return true;
        }
        if !self.is_name_word(token) {
            return false;
        }
        if !self.opens_sentence(token) {
            return true;
        }
        // At the start of a sentence the capital says nothing: the tag must, or the words that follow.
        if self.is_adjective_before_name(token) {
            return false;
        }
        if words::OPENERS.has(&plain(self.tree.form(token))) {
            return false;
        }
        match self.tree.upos(token) {
            Upos::Propn => true,
            Upos::Adj | Upos::Noun => {
                let next = token + 1;
                let modifies = self.tree.head(token).is_some_and(|head| head > token);
                let linked = next < self.tree.len() && self.tree.form(next) == "&" && self.links(next);
                linked
                    || next < self.tree.len()
                        && self.is_name_word(next)
                        && modifies
                        && self.tree.upos(next) != Upos::Verb
            }
            _ => false,
        }
    }

    /// "Young Nordalians", "Rival Vexel": the name starts after the first word of the sentence.
    fn is_adjective_before_name(&self, token: usize) -> bool {
        let starts = |at: usize| {
            let known = self.known.iter().any(|name| name.tokens.start == at);
            known
                || self
                    .tree
                    .sentence
                    .names
                    .iter()
                    .any(|name| name.tokens.start == at)
        };
        let inside = self.known.iter().any(|name| name.tokens.contains(&token))
            || self.tree.sentence.name_at(token).is_some();
        !inside && starts(token + 1) && matches!(self.tree.upos(token), Upos::Adj | Upos::Noun)
    }

    /// A capitalised word that can be part of a name.
    fn is_name_word(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        if !self.has_upper(token) || form == "I" || self.in_value(token) || self.is_half_of_compound(token) {
            return false;
        }
        let prefix = matches!(form, "Anti" | "Ex" | "Neo" | "Non" | "Post" | "Pre" | "Pro")
            && self.is_hyphen(token + 1);
        if words::COMMON_ACRONYMS.has(form) || prefix {
            return false;
        }
        match self.tree.upos(token) {
            Upos::Propn => {
                !words::CALENDAR.has(&plain(form)) || self.is_person(token) || self.is_paper(token)
            }
            Upos::Intj => !self.opens_sentence(token),
            Upos::Num => matches!(
                form,
                "II" | "III" | "IV" | "VI" | "VII" | "VIII" | "XI" | "XIV" | "XVI"
            ),
            Upos::Noun | Upos::Adj | Upos::X | Upos::Verb => {
                is_capitalised(form) && !words::CALENDAR.has(&plain(form))
            }
            _ => false,
        }
    }

    /// "Sunday Times": a day that opens the name of a paper.
    fn is_paper(&self, token: usize) -> bool {
        let next = token + 1;
        next < self.tree.len()
            && matches!(
                self.tree.form(next),
                "Express" | "Herald" | "Mail" | "Mirror" | "Post" | "Telegraph" | "Times"
            )
    }

    /// Whether the form has a capital where names have it: first, or after a particle ("al-Hol", "eBay").
    fn has_upper(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        if is_capitalised(form) {
            return true;
        }
        match form.split_once('-') {
            Some((particle, rest)) => words::TIED_PARTICLES.has(particle) && is_capitalised(rest),
            None => self.tree.upos(token) == Upos::Propn && form.chars().skip(1).any(char::is_uppercase),
        }
    }

    /// "Kurdish-led", "Damascus-linked": capitalised, but an adjective as a whole.
    pub(super) fn is_half_of_compound(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        let lower = |word: &str| word.starts_with(char::is_lowercase);
        if let Some((_, last)) = form.rsplit_once('-') {
            return lower(last) && self.tree.upos(token) != Upos::Propn;
        }
        self.is_hyphen(token + 1) && token + 2 < self.tree.len() && {
            let next = self.tree.form(token + 2);
            lower(next) && !words::TIED_PARTICLES.has(next) && !self.is_syllable(token + 2)
        }
    }

    /// The second half of a Korean given name: "Ban Ki-moon", "Lee Ja-ha".
    fn is_syllable(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        token > 2
            && form.len() < 6
            && form.chars().all(char::is_lowercase)
            && self.is_hyphen(token - 1)
            && self.tree.form(token - 2).len() < 6
            && is_capitalised(self.tree.form(token - 2))
            && self.is_name_word_alone(token - 3)
            && (self.is_person(token - 2) || self.tree.upos(token) == Upos::Propn)
    }

    fn is_name_word_alone(&self, token: usize) -> bool {
        is_capitalised(self.tree.form(token)) && matches!(self.tree.upos(token), Upos::Propn | Upos::X)
    }

    /// A hyphen that ties the words on both its sides.
    fn is_hyphen(&self, token: usize) -> bool {
        token > 0
            && token < self.tree.len()
            && matches!(self.tree.form(token), "-" | "‑" | "–")
            && self.tree.glued(token)
            && self.tree.glued(token - 1)
    }

    /// "EU-US", "Turkish-Kurdish": two names, not one.
    fn joins_known(&self, hyphen: usize) -> bool {
        let known = |at: usize| {
            let covers = |name: &&Found| name.tokens.contains(&at);
            self.known
                .iter()
                .find(covers)
                .is_some_and(|name| !name.tokens.contains(&hyphen))
        };
        known(hyphen - 1) && known(hyphen + 1)
    }

    /// A slash inside a name ("Nord/Süd"), not between two that are known.
    fn is_slash(&self, token: usize) -> bool {
        let known = |at: usize| self.known.iter().any(|name| name.tokens.contains(&at));
        self.tree.form(token) == "/"
            && token > 0
            && self.tree.glued(token)
            && self.tree.glued(token - 1)
            && !known(token - 1)
            && !known(token + 1)
    }

    /// Past a nickname in quotes between two names of a person: 'Rosa "Tiny" Quell'.
    fn past_nickname(&self, open: usize) -> Option<usize> {
        let is_quote = |token: usize| {
            matches!(
                self.tree.form(token),
                "\"" | "“" | "”" | "''" | "``" | "'" | "‘" | "’"
            )
        };
        if !is_quote(open) {
            return None;
        }
        let close = (open + 2..self.tree.len().min(open + 4)).find(|&token| is_quote(token))?;
        let inside =
            (open + 1..close).all(|token| self.has_upper(token) || self.tree.upos(token) == Upos::Det);
        let next = close + 1;
        (inside && self.tree.glued(open) && next < self.tree.len() && self.is_name_word(next)).then_some(next)
    }

    /// "al" of "al - Hol".
    fn is_tied_particle(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        words::TIED_PARTICLES.has(&form.to_lowercase())
            && self.is_hyphen(token + 1)
            && token + 2 < self.tree.len()
            && is_capitalised(self.tree.form(token + 2))
    }

    /// "&" between two names, or the apostrophe at the end of a transcribed one ("Shia’ al-Sudani").
    fn links(&self, token: usize) -> bool {
        if token == 0 || token + 1 >= self.tree.len() {
            return false;
        }
        match self.tree.form(token) {
            "&" | "+" => self.is_name_word(token + 1),
            "’" | "'" | "ʼ" => self.tree.glued(token - 1) && self.is_tied_particle_form(token + 1),
            _ => false,
        }
    }

    fn is_tied_particle_form(&self, token: usize) -> bool {
        self.is_tied_particle(token) || self.has_upper(token) && !is_capitalised(self.tree.form(token))
    }

    fn is_followed_by_name(&self, token: usize) -> bool {
        let mut words = (token..self.tree.len()).take(3);
        words
            .find(|&word| !words::PARTICLES.has(self.tree.form(word)) && self.tree.form(word) != "the")
            .is_some_and(|word| self.is_name_word(word))
    }

    /// "Food and Drug Administration": two runs of which the first hangs in the second.
    fn join_coordinated(&self, runs: &mut Vec<Range<usize>>) {
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
    fn join_bracketed(&self, runs: &mut Vec<Range<usize>>) {
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
    fn extend(&self, run: Range<usize>) -> Range<usize> {
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
    fn continuation(&self, token: usize) -> Option<usize> {
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
    fn is_inside_extension(&self, token: usize) -> bool {
        let mut back = token;
        while back > 0 && self.is_name_word(back - 1) {
            back -= 1;
        }
        back > 0 && matches!(self.tree.form(back - 1), "of" | "for")
    }

    /// "German VDA": the nationality of an acronym, or of what the recogniser names without it, is no part
    /// of the name.
    fn past_nationality(&self, run: Range<usize>) -> Range<usize> {
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
    fn cut_at_persons(&self, run: Range<usize>) -> Vec<Range<usize>> {
        let mut cuts = vec![run.start, run.end];
        for token in run.clone().skip(1) {
            let nickname = [token - 1, token]
                .iter()
                .any(|&at| matches!(self.tree.form(at), "\"" | "“" | "”"));
            if self.is_person(token) != self.is_person(token - 1) && !nickname {
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
    fn without_title(&self, run: Range<usize>) -> Option<Range<usize>> {
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
    fn body_of_office(&self, run: Range<usize>) -> Option<Range<usize>> {
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
    fn after_portfolio(&self, run: Range<usize>) -> Option<Range<usize>> {
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

    fn title_with_name(&self, run: &Range<usize>) -> bool {
        run.clone().any(|token| {
            is_role(self.tree.form(token))
                && token + 1 < run.end
                && !matches!(self.tree.form(token + 1), "of" | "for")
        })
    }
}
