//! Descriptions that stand beside a name: "Tamsin Orveld, the interior minister", "the Wagner group".

use super::mention::MentionKind;
use super::phrases::Draft;
use super::resolve::Resolver;
use super::sort::Sort;
use super::words;
use crate::nlp::Upos;

impl Resolver<'_> {
    /// Finds what stands in apposition, or right beside a name that it describes.
    pub(super) fn appositions(&mut self) {
        for index in 0..self.drafts.list.len() {
            let draft = self.draft(index);
            if draft.kind != MentionKind::Nominal || draft.sort == Sort::Value {
                continue;
            }
            if let Some(other) = self.apposition(index).or_else(|| self.type_of_name(index)) {
                self.apposed.insert(index, other);
            }
        }
    }

    /// The mention that the description is in apposition to.
    pub(super) fn apposition(&self, index: usize) -> Option<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let joined = tree
            .dependents(draft.head)
            .iter()
            .any(|&dependent| tree.relation(dependent) == "conj");
        // "her brother Emil Farrin": the parser hangs the noun on the name.
        let before = tree.token(draft.head).deprel == "nmod:desc" && draft.tokens.start < draft.head;
        let candidate = if before || tree.relation(draft.head) == "appos" {
            self.at(draft.sentence, tree.head(draft.head)?)?
        } else {
            let beside = |&dependent: &usize| {
                let relation = tree.relation(dependent);
                let other = self.at(draft.sentence, dependent).map(|other| self.draft(other));
                let named =
                    other.is_some_and(|other| other.kind == MentionKind::Name && other.head == dependent);
                // A name right after the noun is its bearer, whatever the parser calls the tie.
                let adjacent = other.is_some_and(|other| other.tokens.start == draft.head + 1)
                    && tree.case(dependent).is_none()
                    && matches!(relation, "flat" | "nmod" | "compound" | "dep" | "obj");
                named && (relation == "appos" || adjacent)
            };
            let dependents = tree.dependents(draft.head);
            let bearer = dependents
                .iter()
                .copied()
                .filter(|&dependent| dependent > draft.head)
                .find(beside);
            match bearer {
                Some(bearer) => self.at(draft.sentence, bearer)?,
                None => self.name_right_after(index)?,
            }
        };
        let other = self.draft(candidate);
        let told = tree.relation(draft.head) == "appos" || draft.sort != Sort::Unknown;
        // "Sollen's driver, Joss Hark": who has an office is no place, though the name may look like one.
        let mistaken = tree.relation(draft.head) != "appos"
            && matches!(draft.sort, Sort::Office | Sort::Person)
            && other.sort == Sort::Place
            && other.individual.is_none();
        let agrees = told && draft.sort.agrees(other.sort)
            || draft.sort == Sort::Office && other.sort == Sort::Person
            || mistaken;
        let joined_other = tree
            .dependents(other.head)
            .iter()
            .any(|&dependent| tree.relation(dependent) == "conj");
        let numbers = draft.plural == other.plural || other.sort == Sort::Group || draft.sort == Sort::Group;
        let agrees = agrees && other.sort != Sort::Value;
        let fits = candidate != index && other.kind != MentionKind::Pronoun && agrees && numbers;
        (fits && !(draft.plural && (joined || joined_other))).then_some(candidate)
    }

    /// "told public broadcaster Nordlys": two objects to the parser, one thing to a reader.
    pub(super) fn name_right_after(&self, index: usize) -> Option<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let other = self.at(draft.sentence, draft.head + 1)?;
        let name = self.draft(other);
        let siblings = tree.head(draft.head) == tree.head(name.head) && tree.head(name.head).is_some();
        let bare = draft.tokens.clone().all(|token| tree.upos(token) != Upos::Det);
        let told = draft.sort != Sort::Unknown && tree.case(name.head).is_none();
        (name.kind == MentionKind::Name && name.tokens.start == draft.head + 1 && siblings && bare && told)
            .then_some(other)
    }

    /// "the Ahrar al-Sham rebel group", "the Tempelhof district": the name before the noun.
    pub(super) fn type_of_name(&self, index: usize) -> Option<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let indefinite = draft
            .tokens
            .clone()
            .any(|token| matches!(tree.form(token), "a" | "an" | "A" | "An"));
        let lemma = tree.token(draft.head).lemma.as_str();
        let news = draft.head > 0 && tree.form(draft.head - 1) == "news";
        let body = words::TYPE_NOUNS.has(lemma) && (lemma != "agency" || news);
        let place = words::PLACE_HEADS.has(lemma) || lemma == "suburb";
        if draft.plural || indefinite || !(body || place) {
            return None;
        }
        let bears = |name: &Draft| {
            let country = name.class.is_some() && name.class == self.text.sorts.country;
            let sort = match name.sort {
                Sort::Organization | Sort::Group => body,
                Sort::Place => place && !country,
                Sort::Unknown => true,
                _ => false,
            };
            sort && name.kind == MentionKind::Name && !name.demonym
        };
        let before = tree
            .dependents(draft.head)
            .iter()
            .copied()
            .filter(|&token| token < draft.head);
        before
            .filter(|&token| tree.relation(token) == "compound")
            .filter_map(|token| self.at(draft.sentence, token))
            .find(|&other| bears(self.draft(other)))
    }

    pub(super) fn cluster_of_apposed(&self, other: usize) -> Option<usize> {
        self.draft(other).cluster
    }
}
