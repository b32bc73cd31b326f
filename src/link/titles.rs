//! Titles and offices that stand right before a name of a person.

use std::ops::Range;

use crate::nlp::Upos;

use super::names::Finder;
use super::tree::{is_capitalised, plain};
use super::words;

/// Whether the word alone can be a title or head one.
pub(super) fn is_role(form: &str) -> bool {
    let word = plain(form);
    words::ROLES.has(&word)
        || words::SHORT_TITLES.has(&word)
        || is_address(&word)
        // Capitalised, many of these are surnames.
        || (!is_capitalised(form) && words::is_office(&word))
}

fn is_address(word: &str) -> bool {
    words::ADDRESSES.has(word) || words::MALE_TITLES.has(word) || words::FEMALE_TITLES.has(word)
}

impl Finder<'_> {
    /// Where the name proper starts in `tokens`, a run that may open with a title ("Interior
    /// Minister Tamsin Orveld"); the end of the run if it is nothing but a title.
    pub(super) fn name_start(&self, tokens: Range<usize>) -> usize {
        let Some(role) = tokens.clone().rev().find(|&token| is_role(self.tree.form(token))) else {
            return tokens.start;
        };
        let rest = self.past_portfolio(role + 1..tokens.end);
        if rest == tokens.end {
            // "John Major", "Stephen King": a known given name first makes it a name.
            return if self.opens_with_given_name(&tokens) {
                tokens.start
            } else {
                tokens.end
            };
        }
        let only_suffix =
            (rest..tokens.end).all(|token| words::NAME_SUFFIXES.has(&plain(self.tree.form(token))));
        if only_suffix || self.opens_with_given_name(&tokens) {
            tokens.start
        } else {
            rest
        }
    }

    /// Skips "of State", "of Foreign Affairs", "for Syria" right after the head of a title.
    pub(super) fn past_portfolio(&self, tokens: Range<usize>) -> usize {
        let joins = |token: usize| matches!(self.tree.form(token), "of" | "for" | "to");
        if tokens.is_empty() || !joins(tokens.start) {
            return tokens.start;
        }
        let mut next = tokens.start + 1;
        while next < tokens.end {
            let word = plain(self.tree.form(next));
            let inside = words::PORTFOLIOS.has(&word) || matches!(word.as_str(), "the" | "and" | "&");
            let known = self
                .known
                .iter()
                .find(|name| name.tokens.start == next && name.tokens.end <= tokens.end);
            match known {
                Some(name) if !inside => return name.tokens.end,
                _ if inside => next += 1,
                _ => break,
            }
        }
        next
    }

    fn opens_with_given_name(&self, tokens: &Range<usize>) -> bool {
        super::given::is_given(self.tree.form(tokens.start)) && !is_role(self.tree.form(tokens.start))
    }

    /// The title that ends right before the token `start`, where a name begins.
    pub(super) fn title_before(&self, start: usize) -> Option<Range<usize>> {
        let end = start;
        let last = end.checked_sub(1)?;
        let head = if self.heads_title(last) {
            last
        } else {
            self.role_with_portfolio(last)?
        };
        let mut first = head;
        while let Some(before) = first.checked_sub(1) {
            if !self.belongs_to_title(before) {
                break;
            }
            first = before;
        }
        // A hyphen or a name's inside cannot open a title.
        while first < head && self.tree.upos(first) == Upos::Punct {
            first += 1;
        }
        Some(first..end)
    }

    fn heads_title(&self, token: usize) -> bool {
        let form = self.tree.form(token);
        let plural = self.tree.token(token).feats.contains("Number=Plur");
        let word = plain(form);
        if words::KIN.has(&word) {
            return is_capitalised(form) && is_address(&word);
        }
        if is_role(form) || (plural && is_role(&self.tree.token(token).lemma)) {
            // "member" and the like only in the lower case of a common noun.
            return matches!(
                self.tree.upos(token),
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::X
            );
        }
        false
    }

    /// The role of "Secretary of State", "Special Envoy for Syria" that ends at `last`.
    fn role_with_portfolio(&self, last: usize) -> Option<usize> {
        let mut token = last;
        for _ in 0..6 {
            let form = self.tree.form(token);
            if matches!(form, "of" | "for" | "to") {
                let role = token.checked_sub(1)?;
                return (is_role(self.tree.form(role)) && is_capitalised(self.tree.form(role)))
                    .then_some(role);
            }
            let inside = is_capitalised(form) || matches!(form, "the" | "and" | "&" | "-");
            if !inside || self.is_person(token) {
                return None;
            }
            token = token.checked_sub(1)?;
        }
        None
    }

    /// Whether the token may stand in a title left of its head: "US", "Defense", "former", "Iraqi".
    fn belongs_to_title(&self, token: usize) -> bool {
        if self.is_person(token) || self.in_value(token) {
            return false;
        }
        let form = self.tree.form(token);
        let word = plain(form);
        match self.tree.upos(token) {
            Upos::Propn | Upos::X => true,
            Upos::Noun => is_capitalised(form) || self.modifies_next(token) || is_role(form),
            Upos::Adj => {
                words::TITLE_MODIFIERS.has(&word)
                    || (is_capitalised(form) && !words::OPENERS.has(&word))
                    || self.tree.token(token).deprel == "compound"
            }
            Upos::Adp => form == "of" && token > 0 && is_role(self.tree.form(token - 1)),
            Upos::Cconj => form == "&",
            Upos::Punct | Upos::Sym => {
                form == "-" && token > 0 && self.tree.glued(token) && self.tree.glued(token - 1)
            }
            _ => false,
        }
    }

    /// Whether the noun is a compound modifier of a word right of it.
    fn modifies_next(&self, token: usize) -> bool {
        matches!(self.tree.relation(token), "compound" | "amod" | "nmod" | "flat")
            && self.tree.head(token).is_some_and(|head| head > token)
    }
}
