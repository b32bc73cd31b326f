//! DESCRIBE: what the graph says of a thing, who says so, and how the things around it are called.

use oxigraph::sparql::QueryResults;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use rustc_hash::FxHashSet;

use super::{QueryError, failed};
use crate::store::Store;
use crate::store::rdf::terms::{CLAIM, LABEL, REIFIES, TYPE};
use crate::store::{TermId, Triples};

/// The triples from and to each thing in the rows, the claims that state them with their
/// circumstances, and the labels of what they lead to.
pub(super) fn describe(results: QueryResults<'_>, store: &Store) -> Result<Vec<Triple>, QueryError> {
    let triples = store.triples();
    let mut description = Description {
        triples,
        found: Vec::new(),
        seen: FxHashSet::default(),
    };
    if let QueryResults::Solutions(solutions) = results {
        for solution in solutions {
            let solution = solution.map_err(failed)?;
            for term in solution.values().iter().flatten() {
                if let Some(id) = triples.id(term) {
                    description.thing(id);
                }
            }
        }
    }
    Ok(description.found)
}

struct Description<'a> {
    triples: &'a Triples,
    found: Vec<Triple>,
    seen: FxHashSet<[TermId; 3]>,
}

impl Description<'_> {
    fn thing(&mut self, thing: TermId) {
        let from: Vec<[TermId; 3]> = self.triples.matching(Some(thing), None, None).collect();
        let to: Vec<[TermId; 3]> = self.triples.matching(None, None, Some(thing)).collect();
        // A class or property is used everywhere; its uses are no part of what it is.
        let is_used = |&[_, predicate, _]: &[TermId; 3]| self.triples.id_of_iri(TYPE) == Some(predicate);
        let to: Vec<[TermId; 3]> = to.into_iter().filter(|triple| !is_used(triple)).collect();
        for triple in from.iter().chain(&to) {
            self.add(*triple);
        }
        for [subject, _, object] in from.into_iter().chain(to) {
            self.label(subject);
            self.label(object);
        }
        self.claims(thing);
    }

    /// Claims about the thing, edges or not; the reifier's own triples, without selectors.
    fn claims(&mut self, thing: TermId) {
        let Some(reifies) = self.triples.id_of_iri(REIFIES) else {
            return;
        };
        let name = self.triples.term(thing).clone();
        let claims: Vec<[TermId; 3]> = self.triples.matching(None, Some(reifies), None).collect();
        for [claim, _, stated] in claims {
            let Term::Triple(triple) = self.triples.term(stated) else {
                continue;
            };
            let subject = Term::from(triple.subject.clone());
            let others = [
                subject.clone(),
                triple.predicate.clone().into(),
                triple.object.clone(),
            ];
            if subject != name && triple.object != name {
                continue;
            }
            for own in self.triples.matching(Some(claim), None, None).collect::<Vec<_>>() {
                self.add(own);
                let is_class =
                    matches!(self.triples.term(own[2]), Term::NamedNode(node) if node.as_str() == CLAIM);
                if !is_class {
                    self.label(own[2]);
                }
            }
            for other in others {
                if let Some(other) = self.triples.id(&other) {
                    self.label(other);
                }
            }
        }
    }

    fn label(&mut self, node: TermId) {
        if let Some(label) = self.triples.id_of_iri(LABEL) {
            for triple in self
                .triples
                .matching(Some(node), Some(label), None)
                .collect::<Vec<_>>()
            {
                self.add(triple);
            }
        }
    }

    fn add(&mut self, triple: [TermId; 3]) {
        if !self.seen.insert(triple) {
            return;
        }
        let [subject, predicate, object] = triple.map(|id| self.triples.term(id).clone());
        let subject = match subject {
            Term::NamedNode(node) => NamedOrBlankNode::from(node),
            Term::BlankNode(node) => node.into(),
            Term::Literal(_) | Term::Triple(_) => return,
        };
        if let Term::NamedNode(predicate) = predicate {
            self.found.push(Triple::new(subject, predicate, object));
        }
    }
}
