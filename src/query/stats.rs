//! What a graph holds, in figures.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::claim::{Claim, Modality, Polarity, Reading};
use crate::ontology::Ontology;

/// Figures of a graph. The lists are sorted by falling count, then by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Documents read.
    pub documents: usize,
    /// Sentences in them.
    pub sentences: usize,
    /// Claims made.
    pub claims: usize,
    /// Claims that stand as edges.
    pub edges: usize,
    /// Claims that say who says so.
    pub attributed: usize,
    /// Claims that no property covers.
    pub open: usize,
    /// Different entities.
    pub entities: usize,
    /// Those among them that have a name.
    pub named: usize,
    /// First and last date of a document.
    pub dates: Option<(String, String)>,
    /// Entities by most specific class.
    pub classes: Vec<Count>,
    /// Claims by property.
    pub properties: Vec<Count>,
    /// Claims by what the source thinks of them: modality, or "denied".
    pub modalities: Vec<Count>,
    /// Documents by publisher.
    pub publishers: Vec<Count>,
    /// Claims by extractor.
    pub extractors: Vec<Count>,
}

/// How often something occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Its label.
    pub name: String,
    /// How often it occurs.
    pub count: usize,
    /// How many of these are edges; only where claims are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edges: Option<usize>,
}

/// Counts what a graph holds. The readings come one by one, so that they need not be in memory together.
pub fn stats<E>(
    readings: impl IntoIterator<Item = Result<Reading, E>>,
    ontology: &Ontology,
) -> Result<Stats, E> {
    let mut stats = Stats::default();
    let mut entities: BTreeMap<String, (bool, BTreeSet<String>)> = BTreeMap::new();
    let mut tallies = Tallies::default();
    for reading in readings {
        let reading = reading?;
        let document = &reading.document;
        stats.documents += 1;
        stats.sentences += document.sentences;
        if let Some(date) = &document.date {
            let (first, last) = stats.dates.get_or_insert_with(|| (date.clone(), date.clone()));
            if date < first {
                first.clone_from(date);
            }
            if date > last {
                last.clone_from(date);
            }
        }
        let publisher = document.publisher.as_deref().unwrap_or("(unknown)");
        *tallies.publishers.entry(publisher.to_owned()).or_default() += 1;
        for entity in &reading.entities {
            let known = entities.entry(entity.iri.0.clone()).or_default();
            known.0 |= entity.named;
            known
                .1
                .extend(entity.classes.iter().map(|iri| class_label(iri, ontology)));
        }
        for claim in &reading.claims {
            stats.add(claim);
            tallies.add(claim);
        }
    }
    stats.entities = entities.len();
    stats.named = entities.values().filter(|(named, _)| *named).count();
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    for class in entities.into_values().flat_map(|(_, classes)| classes) {
        *classes.entry(class).or_default() += 1;
    }
    stats.classes = sorted(classes.into_iter().map(|(name, count)| (name, count, None)));
    stats.publishers = sorted(
        tallies
            .publishers
            .into_iter()
            .map(|(name, count)| (name, count, None)),
    );
    let with_edges = |tally: Tally| {
        sorted(
            tally
                .into_iter()
                .map(|(name, (count, edges))| (name, count, Some(edges))),
        )
    };
    stats.properties = with_edges(tallies.properties);
    stats.modalities = with_edges(tallies.modalities);
    stats.extractors = with_edges(tallies.extractors);
    Ok(stats)
}

impl Stats {
    fn add(&mut self, claim: &Claim) {
        self.claims += 1;
        self.edges += usize::from(claim.is_edge());
        self.attributed += usize::from(claim.attribution.is_some());
        self.open += usize::from(claim.relation.iri.is_none());
    }
}

/// Name to claims and edges.
type Tally = BTreeMap<String, (usize, usize)>;

#[derive(Default)]
struct Tallies {
    properties: Tally,
    modalities: Tally,
    extractors: Tally,
    publishers: BTreeMap<String, usize>,
}

impl Tallies {
    fn add(&mut self, claim: &Claim) {
        let property = match claim.relation.iri {
            Some(_) => claim.relation.label.as_str(),
            None => "(open)",
        };
        for (tally, name) in [
            (&mut self.properties, property),
            (&mut self.modalities, standing(claim)),
            (&mut self.extractors, claim.extractor.as_str()),
        ] {
            let (count, edges) = tally.entry(name.to_owned()).or_default();
            *count += 1;
            *edges += usize::from(claim.is_edge());
        }
    }
}

/// What the source thinks of a claim, in a word.
pub fn standing(claim: &Claim) -> &'static str {
    match (claim.polarity, claim.modality) {
        (Polarity::Negative, Modality::Asserted) => "denied",
        (Polarity::Negative, _) => "not expected",
        (Polarity::Positive, Modality::Asserted) => "asserted",
        (Polarity::Positive, Modality::Possible) => "possible",
        (Polarity::Positive, Modality::Future) => "future",
        (Polarity::Positive, Modality::Conditional) => "conditional",
        (Polarity::Positive, Modality::Wanted) => "wanted",
    }
}

fn class_label(iri: &str, ontology: &Ontology) -> String {
    ontology
        .class(iri)
        .map_or_else(|| ontology.shorten(iri), |id| ontology[id].label.clone())
}

fn sorted(counts: impl Iterator<Item = (String, usize, Option<usize>)>) -> Vec<Count> {
    let mut counts: Vec<Count> = counts
        .map(|(name, count, edges)| Count { name, count, edges })
        .collect();
    counts.sort_by(|left, right| {
        right
            .count
            .cmp(&left.count)
            .then_with(|| left.name.cmp(&right.name))
    });
    counts
}
