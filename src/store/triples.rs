//! Quads in sorted arrays, as the SPARQL engine reads them.
//!
//! The graph is made once from the readings and never changed, so arrays sorted three ways do what
//! an index would, in a tenth of the time that it takes to fill oxigraph's own store in memory.
//! They also give the default graph its meaning: the union of all graphs in which a triple stands
//! once, however many documents state it.

use std::cell::RefCell;
use std::convert::Infallible;

use indexmap::IndexSet;
use oxrdf::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxBuildHasher, FxHashMap};
use spareval::{InternalQuad, QueryableDataset};

/// Index of a term.
pub(crate) type TermId = u32;

/// A set of quads that does not change.
#[derive(Debug, Default)]
pub(crate) struct Triples {
    terms: IndexSet<Term, FxBuildHasher>,
    /// Distinct triples of all graphs, in three orders.
    spo: Vec<[TermId; 3]>,
    pos: Vec<[TermId; 3]>,
    osp: Vec<[TermId; 3]>,
    /// Subject, property, object, graph: where each triple stands.
    spog: Vec<[TermId; 4]>,
    /// Graph, subject, property, object.
    gspo: Vec<[TermId; 4]>,
    graphs: Vec<TermId>,
}

/// Quads on their way into [`Triples`].
#[derive(Debug, Default)]
pub(crate) struct TriplesBuilder {
    terms: IndexSet<Term, FxBuildHasher>,
    quads: Vec<[TermId; 4]>,
    /// Graph and subject of the last quad, which the next one mostly shares.
    last: Option<(GraphName, TermId, NamedOrBlankNode, TermId)>,
}

impl TriplesBuilder {
    /// Adds a quad of a named graph; those of the default graph belong to none and are left out.
    pub(crate) fn add(&mut self, quad: Quad) {
        let (graph, subject) = match &self.last {
            Some((graph, graph_id, subject, subject_id))
                if *graph == quad.graph_name && *subject == quad.subject =>
            {
                (*graph_id, *subject_id)
            }
            _ => {
                let Some(graph) = graph_term(&quad.graph_name) else {
                    return;
                };
                let graph = self.intern(graph);
                let subject = self.intern(quad.subject.clone().into());
                self.last = Some((quad.graph_name, graph, quad.subject, subject));
                (graph, subject)
            }
        };
        let predicate = self.intern(quad.predicate.into());
        let object = self.intern(quad.object);
        self.quads.push([subject, predicate, object, graph]);
    }

    pub(crate) fn build(self) -> Triples {
        let mut spog = self.quads;
        spog.sort_unstable();
        spog.dedup();
        let mut spo: Vec<[TermId; 3]> = spog.iter().map(|&[s, p, o, _]| [s, p, o]).collect();
        spo.dedup();
        let turned = |turn: Turn| {
            let mut turned: Vec<[TermId; 3]> = spo.iter().copied().map(turn).collect();
            turned.sort_unstable();
            turned
        };
        let pos = turned(|[s, p, o]| [p, o, s]);
        let osp = turned(|[s, p, o]| [o, s, p]);
        let mut gspo: Vec<[TermId; 4]> = spog.iter().map(|&[s, p, o, g]| [g, s, p, o]).collect();
        gspo.sort_unstable();
        let mut graphs: Vec<TermId> = gspo.iter().map(|quad| quad[0]).collect();
        graphs.dedup();
        Triples {
            terms: self.terms,
            spo,
            pos,
            osp,
            spog,
            gspo,
            graphs,
        }
    }

    fn intern(&mut self, term: Term) -> TermId {
        if let Some(id) = self.terms.get_index_of(&term) {
            return id as TermId;
        }
        self.terms.insert_full(term).0 as TermId
    }
}

impl Triples {
    /// How many distinct triples there are.
    pub(crate) fn len(&self) -> usize {
        self.spo.len()
    }

    /// The term's index, if it occurs.
    pub(crate) fn id(&self, term: &Term) -> Option<TermId> {
        self.terms.get_index_of(term).map(|id| id as TermId)
    }

    /// The index of an IRI, if it occurs.
    pub(crate) fn id_of_iri(&self, iri: &str) -> Option<TermId> {
        self.id(&NamedNode::new_unchecked(iri).into())
    }

    /// The term with this index, which has come from here.
    pub(crate) fn term(&self, id: TermId) -> &Term {
        &self.terms[id as usize]
    }

    /// Every quad, by graph and subject in the order in which they were first seen.
    pub(crate) fn quads(&self) -> impl Iterator<Item = Quad> + '_ {
        self.gspo.iter().filter_map(|&[g, s, p, o]| {
            let node = |id: TermId| match self.term(id) {
                Term::NamedNode(node) => Some(NamedOrBlankNode::from(node.clone())),
                Term::BlankNode(node) => Some(NamedOrBlankNode::from(node.clone())),
                Term::Literal(_) | Term::Triple(_) => None,
            };
            let Term::NamedNode(predicate) = self.term(p) else {
                return None;
            };
            Some(Quad::new(
                node(s)?,
                predicate.clone(),
                self.term(o).clone(),
                GraphName::from(node(g)?),
            ))
        })
    }

    /// Distinct triples that fit, whatever their graph, as subject, property, object.
    pub(crate) fn matching(
        &self,
        s: Option<TermId>,
        p: Option<TermId>,
        o: Option<TermId>,
    ) -> impl Iterator<Item = [TermId; 3]> + use<'_> {
        let (index, turn) = self.range(s, p, o);
        index.iter().copied().map(turn)
    }

    /// Whether the triple stands in the graph.
    fn stands_in(&self, [s, p, o]: [TermId; 3], graph: TermId) -> bool {
        self.spog.binary_search(&[s, p, o, graph]).is_ok()
    }

    /// The graphs in which the triple stands.
    fn graphs_of(&self, [s, p, o]: [TermId; 3]) -> &[[TermId; 4]] {
        prefix(&self.spog, &[s, p, o])
    }

    fn range(&self, s: Option<TermId>, p: Option<TermId>, o: Option<TermId>) -> (&[[TermId; 3]], Turn) {
        match (s, p, o) {
            (Some(s), Some(p), Some(o)) => (prefix(&self.spo, &[s, p, o]), |triple| triple),
            (Some(s), Some(p), None) => (prefix(&self.spo, &[s, p]), |triple| triple),
            (Some(s), None, None) => (prefix(&self.spo, &[s]), |triple| triple),
            (None, None, None) => (&self.spo, |triple| triple),
            (None, Some(p), Some(o)) => (prefix(&self.pos, &[p, o]), |[p, o, s]| [s, p, o]),
            (None, Some(p), None) => (prefix(&self.pos, &[p]), |[p, o, s]| [s, p, o]),
            (Some(s), None, Some(o)) => (prefix(&self.osp, &[o, s]), |[o, s, p]| [s, p, o]),
            (None, None, Some(o)) => (prefix(&self.osp, &[o]), |[o, s, p]| [s, p, o]),
        }
    }
}

/// Brings the entries of an index back into the order subject, property, object.
type Turn = fn([TermId; 3]) -> [TermId; 3];

/// The part of the sorted array that begins so.
fn prefix<'a, const N: usize>(sorted: &'a [[TermId; N]], wanted: &[TermId]) -> &'a [[TermId; N]] {
    let start = sorted.partition_point(|entry| entry[..wanted.len()] < *wanted);
    let rest = &sorted[start..];
    &rest[..rest.partition_point(|entry| entry[..wanted.len()] == *wanted)]
}

fn graph_term(graph: &GraphName) -> Option<Term> {
    match graph {
        GraphName::NamedNode(node) => Some(node.clone().into()),
        GraphName::BlankNode(node) => Some(node.clone().into()),
        GraphName::DefaultGraph => None,
    }
}

/// The triples as one query sees them.
pub(crate) struct View<'a> {
    triples: &'a Triples,
    /// The graphs that `FROM` names; `None` is all.
    from: Option<Vec<TermId>>,
    /// Terms that the query makes, numbered on from those of the triples.
    made: RefCell<FxHashMap<Term, TermId>>,
    made_terms: RefCell<Vec<Term>>,
}

impl<'a> View<'a> {
    /// The default graph is the union of the graphs in `from`, or of all.
    pub(crate) fn new(triples: &'a Triples, from: Option<&[GraphName]>) -> Self {
        let from = from.map(|graphs| {
            graphs
                .iter()
                .filter_map(graph_term)
                .filter_map(|graph| triples.id(&graph))
                .collect()
        });
        Self {
            triples,
            from,
            made: RefCell::default(),
            made_terms: RefCell::default(),
        }
    }
}

type Found<'a> = Box<dyn Iterator<Item = Result<InternalQuad<TermId>, Infallible>> + 'a>;

impl<'a> QueryableDataset<'a> for View<'a> {
    type InternalTerm = TermId;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&TermId>,
        predicate: Option<&TermId>,
        object: Option<&TermId>,
        graph_name: Option<Option<&TermId>>,
    ) -> impl Iterator<Item = Result<InternalQuad<TermId>, Infallible>> + use<'a> {
        let triples = self.triples;
        let (s, p, o) = (subject.copied(), predicate.copied(), object.copied());
        let (index, turn) = triples.range(s, p, o);
        let found = index.iter().copied().map(turn);
        let quads: Found<'a> = match graph_name {
            // The default graph: all triples, or those of the graphs wanted.
            Some(None) => match self.from.clone() {
                None => Box::new(found.map(|triple| Ok(quad(triple, None)))),
                Some(from) => Box::new(
                    found
                        .filter(move |&triple| from.iter().any(|&graph| triples.stands_in(triple, graph)))
                        .map(|triple| Ok(quad(triple, None))),
                ),
            },
            Some(Some(&graph)) => {
                let in_graph = prefix(&triples.gspo, &[graph]);
                if index.len() <= in_graph.len() {
                    Box::new(
                        found
                            .filter(move |&triple| triples.stands_in(triple, graph))
                            .map(move |triple| Ok(quad(triple, Some(graph)))),
                    )
                } else {
                    let in_graph = s.map_or(in_graph, |s| prefix(in_graph, &[graph, s]));
                    let fits =
                        move |wanted: Option<TermId>, id: TermId| wanted.is_none_or(|wanted| wanted == id);
                    Box::new(
                        in_graph
                            .iter()
                            .filter(move |&&[_, _, predicate, object]| fits(p, predicate) && fits(o, object))
                            .map(move |&[_, s, p, o]| Ok(quad([s, p, o], Some(graph)))),
                    )
                }
            }
            None => Box::new(found.flat_map(move |triple| {
                let graphs = triples.graphs_of(triple);
                graphs
                    .iter()
                    .map(move |&[.., graph]| Ok(quad(triple, Some(graph))))
            })),
        };
        quads
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<TermId, Infallible>> + use<'a> {
        self.triples.graphs.iter().copied().map(Ok)
    }

    fn contains_internal_graph_name(&self, graph_name: &TermId) -> Result<bool, Infallible> {
        Ok(self.triples.graphs.binary_search(graph_name).is_ok())
    }

    fn internalize_term(&self, term: Term) -> Result<TermId, Infallible> {
        if let Some(id) = self.triples.id(&term) {
            return Ok(id);
        }
        let mut terms = self.made_terms.borrow_mut();
        let next = (self.triples.terms.len() + terms.len()) as TermId;
        let id = *self.made.borrow_mut().entry(term.clone()).or_insert(next);
        if id == next {
            terms.push(term);
        }
        Ok(id)
    }

    fn externalize_term(&self, term: TermId) -> Result<Term, Infallible> {
        let known = self.triples.terms.len();
        Ok(match self.triples.terms.get_index(term as usize) {
            Some(term) => term.clone(),
            None => self.made_terms.borrow()[term as usize - known].clone(),
        })
    }
}

fn quad([subject, predicate, object]: [TermId; 3], graph_name: Option<TermId>) -> InternalQuad<TermId> {
    InternalQuad {
        subject,
        predicate,
        object,
        graph_name,
    }
}
