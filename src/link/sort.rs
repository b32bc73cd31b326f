//! Coarse kinds of referents, which linking reasons with, and their classes in the ontology.
//!
//! An ontology may lack any of the classes; the sorts work without them.

use crate::nlp::NameType;
use crate::ontology::{ClassId, Ontology};

use super::words;

/// What kind of thing a mention refers to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Nothing is known.
    #[default]
    Unknown,
    Person,
    /// Bodies: companies, parties, ministries, armies.
    Organization,
    /// Many people taken as one: "Iraqis", "rebels".
    Group,
    /// Countries, towns, rivers.
    Place,
    /// Buildings and works: they are in a place and can act as a body ("the hospital said").
    Facility,
    Event,
    Law,
    Work,
    Product,
    /// Offices and posts.
    Office,
    /// Dates, sums, measures: no entities.
    Value,
    /// Anything else.
    Thing,
}

impl Sort {
    pub(super) fn of_name_type(kind: NameType) -> Self {
        match kind {
            NameType::Person => Self::Person,
            NameType::Organization => Self::Organization,
            NameType::Gpe | NameType::Location => Self::Place,
            NameType::Facility => Self::Facility,
            NameType::Norp => Self::Group,
            NameType::Date | NameType::Time | NameType::Money | NameType::Quantity | NameType::Percent => {
                Self::Value
            }
            NameType::Event => Self::Event,
            NameType::Law => Self::Law,
            NameType::Work => Self::Work,
            NameType::Product => Self::Product,
            NameType::Other => Self::Unknown,
        }
    }

    /// Whether two mentions of these sorts may be one thing.
    pub(super) fn agrees(self, other: Self) -> bool {
        use Sort::{Facility, Group, Organization, Place, Thing, Unknown};
        self == other
            || self == Unknown
            || other == Unknown
            || matches!(
                (self.min(other), self.max(other)),
                (Organization, Group | Facility | Thing) | (Place, Facility) | (Group, Thing)
            )
    }
}

/// The classes of the ontology that stand for sorts.
#[derive(Clone, Debug, Default)]
pub(super) struct SortClasses {
    /// Narrower sorts first, since a class may be below several of these.
    pairs: Vec<(Sort, ClassId)>,
    pub(super) country: Option<ClassId>,
    /// Places that act: what a recognised country, state or town is.
    acting_place: Option<ClassId>,
}

const NEWS: &str = "https://w3id.org/relata/news#";

/// Sorts with the local names of their classes below [`NEWS`].
const NAMES: &[(Sort, &[&str])] = &[
    (Sort::Office, &["Office", "Position", "Role"]),
    (Sort::Person, &["Person"]),
    (Sort::Facility, &["Facility", "Building"]),
    (Sort::Place, &["Place", "Location"]),
    (Sort::Organization, &["Organization", "Organisation"]),
    (
        Sort::Group,
        &["Group", "PeopleGroup", "Population", "EthnicGroup"],
    ),
    (Sort::Event, &["Event"]),
    (Sort::Law, &["Law", "Agreement", "Treaty"]),
    (Sort::Work, &["Work", "CreativeWork", "Document"]),
    (Sort::Product, &["Product", "Weapon", "Vehicle"]),
];

impl SortClasses {
    pub(super) fn new(ontology: &Ontology) -> Self {
        let class = |name: &str| ontology.class(&format!("{NEWS}{name}"));
        let all = |(sort, names): &(Sort, &'static [&'static str])| {
            let sort = *sort;
            names
                .iter()
                .filter_map(move |name| class(name).map(|id| (sort, id)))
                .collect::<Vec<_>>()
        };
        Self {
            pairs: NAMES.iter().flat_map(all).collect(),
            country: class("Country"),
            acting_place: class("GeopoliticalEntity"),
        }
    }

    /// The class that stands for a sort.
    pub(super) fn class(&self, sort: Sort) -> Option<ClassId> {
        self.pairs
            .iter()
            .find(|(of, _)| *of == sort)
            .map(|(_, class)| *class)
    }

    /// The class that stands for a sort, where a name of this type was recognised.
    pub(super) fn class_of(&self, sort: Sort, recognised: Option<NameType>) -> Option<ClassId> {
        let acts =
            sort == Sort::Place && !matches!(recognised, Some(NameType::Location | NameType::Facility));
        self.acting_place.filter(|_| acts).or_else(|| self.class(sort))
    }

    /// The sort of the things of a class.
    pub(super) fn sort(&self, ontology: &Ontology, class: ClassId) -> Sort {
        let below = self.pairs.iter().find(|(_, base)| ontology.is_a(class, *base));
        // A class above persons and bodies ("agent") tells nothing.
        let above = || self.pairs.iter().any(|(_, base)| ontology.is_a(*base, class));
        below.map_or_else(
            || if above() { Sort::Unknown } else { Sort::Thing },
            |(sort, _)| *sort,
        )
    }
}

/// The sort of what a noun names, by the built-in lists; for nouns that no ontology class claims.
pub(super) fn sort_of_noun(noun: &str) -> Sort {
    if words::ROLES.has(noun) || words::PERSON_NOUNS.has(noun) || words::KIN.has(noun) {
        Sort::Person
    } else if words::BODY_HEADS.has(noun) || words::TYPE_NOUNS.has(noun) {
        Sort::Organization
    } else if words::FACILITY_HEADS.has(noun) {
        Sort::Facility
    } else if words::PLACE_HEADS.has(noun) || noun == "country" || noun == "nation" {
        Sort::Place
    } else if words::LAW_HEADS.has(noun) {
        Sort::Law
    } else if words::EVENT_HEADS.has(noun) {
        Sort::Event
    } else if words::CALENDAR.has(noun) {
        Sort::Value
    } else {
        Sort::Unknown
    }
}

/// The sort that the last word of a name gives away ("Osprey Bank", "Tallow Bay"), in lower case.
pub(super) fn sort_of_name_head(word: &str) -> Sort {
    let word = word.trim_end_matches('.');
    if words::COMPANY_ENDINGS.has(word) || words::BODY_HEADS.has(word) {
        Sort::Organization
    } else if words::FACILITY_HEADS.has(word) {
        Sort::Facility
    } else if words::PLACE_HEADS.has(word) {
        Sort::Place
    } else if words::LAW_HEADS.has(word) {
        Sort::Law
    } else if words::EVENT_HEADS.has(word) {
        Sort::Event
    } else {
        Sort::Unknown
    }
}
