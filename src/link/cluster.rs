//! What is known of one referent while linking.

use crate::ontology::{ClassId, IndividualId, Ontology};

use super::given::Gender;
use super::phrases::Draft;
use super::sort::Sort;

/// The mentions of one referent, and what they tell.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a referent")]
pub(super) struct Cluster {
    pub(super) sort: Sort,
    pub(super) firm: bool,
    /// Whether a clause speaks for the sort, not the recogniser alone.
    pub(super) clued: bool,
    pub(super) class: Option<ClassId>,
    pub(super) individual: Option<IndividualId>,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
    /// Whether a name refers to it.
    pub(super) named: bool,
    pub(super) unresolved: bool,
    /// Its names as the text has them, cleaned; first seen first.
    pub(super) names: Vec<String>,
    /// Other names that are descriptions or spoken of as names elsewhere.
    pub(super) aliases: Vec<String>,
    /// Heads of its titles and descriptions, lower-case lemmas.
    pub(super) roles: Vec<String>,
    /// The name of a body of which its state has one: "government of Nordal".
    pub(super) national: Option<String>,
    /// For one without a name: the words of its first description, without article.
    pub(super) phrase: String,
}

impl Cluster {
    /// Takes over what a mention tells; `name` is the cleaned name of a name mention.
    pub(super) fn learn(&mut self, ontology: &Ontology, draft: &Draft, name: Option<&str>) {
        self.learn_sort(ontology, draft.sort, draft.firm, draft.class);
        if let Some(name) = name {
            self.named = true;
            if !draft.demonym && !self.names.iter().any(|known| known == name) {
                self.names.push(name.to_owned());
            }
        }
        self.individual = self.individual.or(draft.individual);
        self.gender = self.gender.or(draft.gender);
        self.plural |= draft.plural;
    }

    /// A firm sort replaces one that is not; of two classes that agree the narrower stays.
    pub(super) fn learn_sort(&mut self, ontology: &Ontology, sort: Sort, firm: bool, class: Option<ClassId>) {
        if self.sort == Sort::Unknown || (firm && !self.firm && sort != Sort::Unknown) {
            self.sort = sort;
            self.firm = firm;
            self.class = class.or(self.class);
        } else if let (Some(old), Some(new)) = (self.class, class) {
            // What somebody does is a claim about him; his class stays "person".
            if ontology.is_a(new, old) && self.sort != Sort::Person {
                self.class = Some(new);
            }
        } else if self.class.is_none() && sort.agrees(self.sort) {
            self.class = class;
        }
        self.firm |= firm && sort == self.sort;
    }

    pub(super) fn add_role(&mut self, role: &str) {
        if !self.roles.iter().any(|known| known == role) {
            self.roles.push(role.to_owned());
        }
    }
}
