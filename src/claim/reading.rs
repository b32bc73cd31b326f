//! The result of reading one document: its record, its entities, its claims.

use serde::{Deserialize, Serialize};

use super::{Attribution, Entity, Modality, Polarity, Time};

/// All that one document said; what the store keeps of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The document itself.
    pub document: DocumentRecord,
    /// The entities that its claims mention, sorted by IRI.
    pub entities: Vec<Entity>,
    /// Its claims, in text order.
    pub claims: Vec<Claim>,
}

/// What is kept of a document besides what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// Given id, or path as given.
    pub id: String,
    /// Where it can be found again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// ISO 8601 date of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// SHA-256 over text and facts about it, in hexadecimal; the same hash means nothing to read anew.
    pub hash: String,
    /// How many sentences were read.
    pub sentences: usize,
}

/// A triple that a source states, with its circumstances (design: provenance, polarity, modality,
/// attribution, time, confidence).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Id of its document.
    pub document: String,
    /// The sentence that states it.
    pub sentence: Quote,
    /// Subject of the triple.
    pub subject: Argument,
    /// Property, or relation phrase of an open claim.
    pub relation: Relation,
    /// Object of the triple: an entity or a typed literal.
    pub object: Argument,
    /// Further arguments of an open claim, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<Argument>,
    /// Stated or denied.
    pub polarity: Polarity,
    /// Asserted, or only possible, future, conditional, wanted.
    pub modality: Modality,
    /// Who says so, where it is not the document itself.
    pub attribution: Option<Attribution>,
    /// When it holds.
    pub time: Option<Time>,
    /// Where it happened, if the sentence says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Argument>,
    /// Probability that the claim is what the sentence says, 0 to 1.
    pub confidence: f64,
    /// Name of the extractor that found it.
    pub extractor: String,
}

/// A stretch of a document: offsets in code points, half-open, and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quote {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// Subject or object of a claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// As the text has it, at `start..end`.
    pub text: String,
    /// First code point in the document.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Local name of the entity's most specific class (`Organization`).
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The entity's IRI; none for a literal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// The entity's canonical name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A literal's lexical form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// A literal's datatype IRI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datatype: Option<String>,
}

/// The middle of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// The ontology's property; `None` for an open claim.
    pub iri: Option<String>,
    /// The property's label, or the normalised relation phrase.
    pub label: String,
    /// The words that express it, in the text's order ("was not elected to").
    pub text: String,
    /// First code point of the word that expresses it.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Claim {
    /// Whether the claim stands as a triple in the graph: a property covers it, and it is
    /// asserted and positive. What an attributed claim becomes is the store's policy.
    pub fn is_edge(&self) -> bool {
        self.relation.iri.is_some()
            && self.polarity == Polarity::Positive
            && self.modality == Modality::Asserted
    }
}
