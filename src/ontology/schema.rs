//! The ontology as the pipeline uses it: ids instead of IRIs, axioms closed.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::text::Span;

/// Index of a class in [`Ontology::classes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(pub u32);

/// Index of a property in [`Ontology::properties`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PropertyId(pub u32);

/// Index of an individual in [`Ontology::individuals`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IndividualId(pub u32);

/// All loaded ontology files, merged.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// Classes, sorted by IRI.
    pub classes: Vec<Class>,
    /// Properties, sorted by IRI.
    pub properties: Vec<Property>,
    /// Known individuals (the gazetteer and those of the user's files), sorted by IRI.
    pub individuals: Vec<Individual>,
    /// Prefix to namespace, of all loaded files and the usual vocabularies.
    pub prefixes: BTreeMap<String, String>,
    pub(super) class_by_iri: FxHashMap<String, ClassId>,
    pub(super) property_by_iri: FxHashMap<String, PropertyId>,
    pub(super) individual_by_iri: FxHashMap<String, IndividualId>,
    /// Lower-case head noun (one word or several) to class.
    pub(super) class_by_noun: FxHashMap<String, ClassId>,
    /// Folded name (see [`fold_name`]) to individuals, in IRI order.
    pub(super) individuals_by_name: FxHashMap<String, Vec<IndividualId>>,
}

/// A class.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// Its IRI.
    pub iri: String,
    /// English label, else the IRI's local name.
    pub label: String,
    /// All super-classes, itself excluded, sorted; closed over the hierarchy and safe of cycles.
    pub ancestors: Vec<ClassId>,
    /// All classes disjoint with it, inherited ones included, sorted.
    pub disjoint: Vec<ClassId>,
}

/// A property.
#[derive(Clone, Debug, Default)]
pub struct Property {
    /// Its IRI.
    pub iri: String,
    /// English label, else the IRI's local name.
    pub label: String,
    /// Classes of which its subjects are (any of them).
    pub domain: Vec<ClassId>,
    /// What its objects are.
    pub range: Range,
    /// The property that says the same from object to subject.
    pub inverse: Option<PropertyId>,
    /// All super-properties, itself excluded, sorted.
    pub ancestors: Vec<PropertyId>,
    /// `owl:SymmetricProperty`.
    pub symmetric: bool,
    /// `owl:TransitiveProperty`.
    pub transitive: bool,
    /// `owl:FunctionalProperty`.
    pub functional: bool,
    /// Example sentences that teach how language expresses it.
    pub examples: Vec<Example>,
}

/// What the objects of a property are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Range {
    /// Nothing is said.
    #[default]
    Any,
    /// Entities of one of these classes.
    Classes(Vec<ClassId>),
    /// Literals of this datatype (an IRI).
    Datatype(String),
}

/// An example sentence with its subject and object marked (`"[[Rebels]] control ((the town))."`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The sentence without the marks.
    pub text: String,
    /// Where its subject stands in `text`, in bytes.
    pub subject: Span,
    /// Where its object stands.
    pub object: Span,
    /// The file it comes from, and the line where one is known (from 1), for diagnostics.
    pub origin: String,
}

/// A known individual.
#[derive(Clone, Debug, Default)]
pub struct Individual {
    /// Its IRI.
    pub iri: String,
    /// Canonical name: its English `rdfs:label`.
    pub label: String,
    /// Other names: `skos:altLabel`, sorted.
    pub aliases: Vec<String>,
    /// Adjectives and names of inhabitants ("Iraqi"): `relata:demonym`.
    pub demonyms: Vec<String>,
    /// Its classes, most specific only.
    pub classes: Vec<ClassId>,
    /// IRIs of the country or place in which it lies, if known (`news:locatedIn`).
    pub located_in: Option<String>,
    /// IRI of the country or region whose seat of government it is, if any (`news:capitalOf`).
    pub capital_of: Option<String>,
    /// How prominent it is among bearers of one name (population for a place); 0 where unknown.
    pub weight: u32,
}

impl Ontology {
    /// The class with this IRI.
    pub fn class(&self, iri: &str) -> Option<ClassId> {
        self.class_by_iri.get(iri).copied()
    }

    /// The property with this IRI.
    pub fn property(&self, iri: &str) -> Option<PropertyId> {
        self.property_by_iri.get(iri).copied()
    }

    /// The individual with this IRI.
    pub fn individual(&self, iri: &str) -> Option<IndividualId> {
        self.individual_by_iri.get(iri).copied()
    }

    /// The class whose label, alternative label or head noun is this lemma (or phrase) in lower case.
    pub fn class_of_noun(&self, noun: &str) -> Option<ClassId> {
        self.class_by_noun.get(noun).copied()
    }

    /// The individuals that bear this name, by label, alias or demonym, in IRI order.
    pub fn individuals_named(&self, name: &str) -> &[IndividualId] {
        self.individuals_by_name
            .get(&fold_name(name))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether `class` is `ancestor` or below it.
    pub fn is_a(&self, class: ClassId, ancestor: ClassId) -> bool {
        class == ancestor || self[class].ancestors.binary_search(&ancestor).is_ok()
    }

    /// Whether a thing of class `class` may stand where one of `allowed` is wanted: a class at,
    /// below or above one of them; no class at all fits everything, as does an empty list.
    pub fn fits(&self, class: Option<ClassId>, allowed: &[ClassId]) -> bool {
        let Some(class) = class else { return true };
        allowed.is_empty()
            || allowed
                .iter()
                .any(|&wanted| self.is_a(class, wanted) || self.is_a(wanted, class))
    }
}

impl std::ops::Index<ClassId> for Ontology {
    type Output = Class;
    fn index(&self, id: ClassId) -> &Class {
        &self.classes[id.0 as usize]
    }
}

impl std::ops::Index<PropertyId> for Ontology {
    type Output = Property;
    fn index(&self, id: PropertyId) -> &Property {
        &self.properties[id.0 as usize]
    }
}

impl std::ops::Index<IndividualId> for Ontology {
    type Output = Individual;
    fn index(&self, id: IndividualId) -> &Individual {
        &self.individuals[id.0 as usize]
    }
}

/// A name as the look-up compares it: typographic quotes made plain, white space folded, a leading
/// article and a possessive ending dropped, the dots of initialisms dropped ("U.S." is "US"). Case
/// is kept, since "US" is not "us".
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        let first = folded.is_empty();
        if first && matches!(word, "the" | "The" | "a" | "A" | "an" | "An") {
            continue;
        }
        if !first {
            folded.push(' ');
        }
        let initialism = word.len() > 2 && word.split_terminator('.').all(|part| part.chars().count() == 1);
        for character in word.chars() {
            match character {
                '.' if initialism => {}
                '’' | '‘' | 'ʼ' | '`' => folded.push('\''),
                _ => folded.push(character),
            }
        }
    }
    if let Some(stem) = folded.strip_suffix("'s") {
        folded.truncate(stem.len());
    }
    folded
}
