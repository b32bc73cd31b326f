//! Names by their capitals: what gazetteer and recogniser do not know.

use std::ops::Range;

use crate::nlp::Upos;

use super::names::{Finder, Found};
use super::tree::{is_capitalised, plain};
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
    pub(super) fn run_end(&self, start: usize) -> usize {
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
    pub(super) fn step(&self, token: usize) -> usize {
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

    pub(super) fn opens_run(&self, token: usize) -> bool {
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
    pub(super) fn is_adjective_before_name(&self, token: usize) -> bool {
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
    pub(super) fn is_name_word(&self, token: usize) -> bool {
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
    pub(super) fn is_paper(&self, token: usize) -> bool {
        let next = token + 1;
        next < self.tree.len()
            && matches!(
                self.tree.form(next),
                "Express" | "Herald" | "Mail" | "Mirror" | "Post" | "Telegraph" | "Times"
            )
    }

    /// Whether the form has a capital where names have it: first, or after a particle ("al-Hol", "eBay").
    pub(super) fn has_upper(&self, token: usize) -> bool {
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
    pub(super) fn is_syllable(&self, token: usize) -> bool {
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

    pub(super) fn is_name_word_alone(&self, token: usize) -> bool {
        is_capitalised(self.tree.form(token)) && matches!(self.tree.upos(token), Upos::Propn | Upos::X)
    }

    /// A hyphen that ties the words on both its sides.
    pub(super) fn is_hyphen(&self, token: usize) -> bool {
        token > 0
            && token < self.tree.len()
            && matches!(self.tree.form(token), "-" | "‑" | "–")
            && self.tree.glued(token)
            && self.tree.glued(token - 1)
    }

    /// "EU-US", "Turkish-Kurdish": two names, not one.
    pub(super) fn joins_known(&self, hyphen: usize) -> bool {
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
    pub(super) fn is_slash(&self, token: usize) -> bool {
        let known = |at: usize| self.known.iter().any(|name| name.tokens.contains(&at));
        self.tree.form(token) == "/"
            && token > 0
            && self.tree.glued(token)
            && self.tree.glued(token - 1)
            && !known(token - 1)
            && !known(token + 1)
    }

    /// Past a nickname in quotes between two names of a person: 'Rosa "Tiny" Quell'.
    pub(super) fn past_nickname(&self, open: usize) -> Option<usize> {
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
    pub(super) fn is_tied_particle(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        words::TIED_PARTICLES.has(&form.to_lowercase())
            && self.is_hyphen(token + 1)
            && token + 2 < self.tree.len()
            && is_capitalised(self.tree.form(token + 2))
    }

    /// "&" between two names, or the apostrophe at the end of a transcribed one ("Shia’ al-Sudani").
    pub(super) fn links(&self, token: usize) -> bool {
        if token == 0 || token + 1 >= self.tree.len() {
            return false;
        }
        match self.tree.form(token) {
            "&" | "+" => self.is_name_word(token + 1),
            "’" | "'" | "ʼ" => self.tree.glued(token - 1) && self.is_tied_particle_form(token + 1),
            _ => false,
        }
    }

    pub(super) fn is_tied_particle_form(&self, token: usize) -> bool {
        self.is_tied_particle(token) || self.has_upper(token) && !is_capitalised(self.tree.form(token))
    }

    pub(super) fn is_followed_by_name(&self, token: usize) -> bool {
        let mut words = (token..self.tree.len()).take(3);
        words
            .find(|&word| !words::PARTICLES.has(self.tree.form(word)) && self.tree.form(word) != "the")
            .is_some_and(|word| self.is_name_word(word))
    }
}
