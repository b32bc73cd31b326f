//! Why an edge stands in the graph: the sentences that say it, and who says so.
//!
//! Claims that stand as no edge, because they are denied or only possible, are told too: who asks
//! about an edge wants to know what speaks against it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::claim::{Argument, Claim, DocumentRecord, EntityIri, Reading};
use crate::ontology::Ontology;

/// What is asked about. The lists hold everything that a name may mean.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// One end; never empty.
    pub entities: Vec<EntityIri>,
    /// IRIs of properties, seen from `entities`; empty for any.
    pub properties: Vec<String>,
    /// The other end; empty for any.
    pub others: Vec<EntityIri>,
}

/// A triple, and all that says it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation<'a> {
    /// Subject.
    pub subject: End<'a>,
    /// Property, or the phrase of an open claim.
    pub property: Label<'a>,
    /// Object.
    pub object: End<'a>,
    /// Whether it stands as an edge in the graph: one of its claims is asserted and positive.
    pub edge: bool,
    /// Its claims: those that make it an edge first, then by confidence.
    pub evidence: Vec<Evidence<'a>>,
}

/// A property as people read it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Label<'a> {
    /// Its IRI; none for an open claim.
    pub iri: Option<&'a str>,
    /// Its label.
    pub label: &'a str,
}

/// Subject or object of a triple.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct End<'a> {
    /// The entity's IRI; none for a literal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iri: Option<&'a str>,
    /// The entity's name, or the literal's lexical form.
    pub label: &'a str,
    /// The literal's datatype.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datatype: Option<&'a str>,
}

/// A claim with the document that makes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence<'a> {
    /// The document.
    #[serde(rename = "source")]
    pub document: &'a DocumentRecord,
    /// The claim.
    #[serde(flatten)]
    pub claim: &'a Claim,
}

/// All triples that answer the question: edges first, then by property, subject and object.
///
/// A property asked for stands for its sub-properties too, and for its inverse read the other way.
pub fn explain<'a>(
    readings: &'a [Reading],
    ontology: &'a Ontology,
    question: &Question,
) -> Vec<Explanation<'a>> {
    let wanted = Wanted::new(ontology, question);
    let mut triples: BTreeMap<(Label, End, End), Vec<Evidence>> = BTreeMap::new();
    for reading in readings {
        for claim in reading.claims.iter().filter(|claim| wanted.is_answered_by(claim)) {
            let property = Label {
                iri: claim.relation.iri.as_deref(),
                label: &claim.relation.label,
            };
            let key = (
                property,
                end(&claim.subject, ontology),
                end(&claim.object, ontology),
            );
            let document = &reading.document;
            triples.entry(key).or_default().push(Evidence { document, claim });
        }
    }
    let mut explanations: Vec<Explanation> = triples
        .into_iter()
        .map(|((property, subject, object), mut evidence)| {
            evidence.sort_by(|left, right| rank(left.claim).total_cmp(&rank(right.claim)));
            Explanation {
                subject,
                property,
                object,
                edge: evidence.iter().any(|evidence| evidence.claim.is_edge()),
                evidence,
            }
        })
        .collect();
    explanations.sort_by(|left, right| {
        let key =
            |one: &Explanation<'a>| (!one.edge, one.property.label, one.subject.label, one.object.label);
        key(left).cmp(&key(right))
    });
    explanations
}

/// An argument as an end of a triple, by the ontology's name where it knows the entity.
pub(super) fn end<'a>(argument: &'a Argument, ontology: &'a Ontology) -> End<'a> {
    let iri = argument.entity.as_deref();
    let known = iri
        .and_then(|iri| ontology.individual(iri))
        .map(|id| ontology[id].label.as_str());
    End {
        iri,
        label: known
            .or(argument.name.as_deref())
            .or(argument.value.as_deref())
            .unwrap_or(&argument.text),
        datatype: argument.datatype.as_deref(),
    }
}

/// Edges before other claims, surer ones before less sure ones.
fn rank(claim: &Claim) -> f64 {
    if claim.is_edge() {
        -claim.confidence
    } else {
        2.0 - claim.confidence
    }
}

/// The question with what follows from the ontology.
struct Wanted<'q> {
    question: &'q Question,
    /// The properties asked for and those below them.
    forward: BTreeSet<String>,
    /// The inverses of these, and symmetric ones: they say the same from object to subject.
    backward: BTreeSet<String>,
}

impl<'q> Wanted<'q> {
    fn new(ontology: &Ontology, question: &'q Question) -> Self {
        let mut forward: BTreeSet<String> = question.properties.iter().cloned().collect();
        let mut backward = BTreeSet::new();
        let below = |property: &crate::ontology::Property| {
            question.properties.contains(&property.iri)
                || property
                    .ancestors
                    .iter()
                    .any(|&above| question.properties.contains(&ontology[above].iri))
        };
        for property in ontology.properties.iter().filter(|property| below(property)) {
            forward.insert(property.iri.clone());
            if property.symmetric {
                backward.insert(property.iri.clone());
            }
            if let Some(inverse) = property.inverse {
                backward.insert(ontology[inverse].iri.clone());
            }
        }
        Wanted {
            question,
            forward,
            backward,
        }
    }

    fn is_answered_by(&self, claim: &Claim) -> bool {
        let subject = claim.subject.entity.as_deref();
        let object = claim.object.entity.as_deref();
        let property = claim.relation.iri.as_deref();
        (self.ends(subject, object) && self.has(&self.forward, property))
            || (self.ends(object, subject) && self.has(&self.backward, property))
    }

    fn has(&self, properties: &BTreeSet<String>, property: Option<&str>) -> bool {
        self.question.properties.is_empty() || property.is_some_and(|iri| properties.contains(iri))
    }

    fn ends(&self, near: Option<&str>, far: Option<&str>) -> bool {
        let among = |list: &[EntityIri], iri: Option<&str>| {
            iri.is_some_and(|iri| list.iter().any(|wanted| wanted.0 == iri))
        };
        among(&self.question.entities, near)
            && (self.question.others.is_empty() || among(&self.question.others, far))
    }
}
