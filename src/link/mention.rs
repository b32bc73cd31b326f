//! What linking hands to extraction.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::claim::EntityIri;
use crate::ontology::{ClassId, IndividualId};
use crate::text::Span;

/// The mentions of one document and the entities they refer to.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// In text order. Each noun, proper noun, number or pronoun that heads a phrase has one.
    pub mentions: Vec<Mention>,
    /// Every mention belongs to one.
    pub entities: Vec<LinkedEntity>,
    /// Pairs of names that the text itself declares to be one ("Northern Ports Authority (NPA)").
    pub aliases: Vec<Alias>,
    /// (sentence, token) to mention, for every token that a name mention covers and for the heads of the others.
    pub by_token: FxHashMap<(usize, usize), usize>,
    /// What the IRIs of entities start with.
    pub base: String,
    /// What follows `base` in the IRIs of this document's own entities, those without a name.
    pub scope: String,
}

/// A span that refers to something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens: a name without title and article; a description with its modifiers, without
    /// relative clauses, appositions and other members of a coordination.
    pub tokens: Range<usize>,
    /// Index of its syntactic head; within `tokens`.
    pub head: usize,
    /// The same as bytes of the document.
    pub span: Span,
    /// Name, description or pronoun.
    pub kind: MentionKind,
    /// Most specific class known of it.
    pub class: Option<ClassId>,
    /// Index in [`Mentions::entities`]; for a pronoun, that of its antecedent where one was found.
    pub entity: usize,
    /// Tokens of a title or office that stand right before a name ("Interior Minister" Tamsin Orveld).
    pub title: Option<Range<usize>>,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// "Tamsin Orveld".
    Name,
    /// "the three sites".
    Nominal,
    /// "she", "its", "who".
    Pronoun,
}

/// What one or more mentions of a document refer to.
#[derive(Clone, Debug, Default)]
pub struct LinkedEntity {
    /// Its IRI: of the ontology's individual, or minted.
    pub iri: EntityIri,
    /// Canonical name.
    pub label: String,
    /// Other names in this document, sorted.
    pub aliases: Vec<String>,
    /// Most specific classes.
    pub classes: Vec<ClassId>,
    /// Whether one of its mentions is a name.
    pub named: bool,
    /// The individual of the ontology it is.
    pub individual: Option<IndividualId>,
    /// A pronoun without antecedent: no claim about it can be understood.
    pub unresolved: bool,
}

/// Two names that the text declares to be one.
#[derive(Clone, Debug)]
pub struct Alias {
    /// Index of the mention that names the entity in full.
    pub name: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// Tokens of the other name.
    pub tokens: Range<usize>,
}

impl Mentions {
    /// The mention that the token heads or, in a name, belongs to.
    pub fn at(&self, sentence: usize, token: usize) -> Option<&Mention> {
        self.by_token
            .get(&(sentence, token))
            .map(|&index| &self.mentions[index])
    }

    /// What a mention refers to.
    pub fn entity(&self, mention: &Mention) -> &LinkedEntity {
        &self.entities[mention.entity]
    }
}
