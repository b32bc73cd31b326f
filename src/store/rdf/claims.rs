//! Claims as reifiers with provenance and circumstances.

use oxrdf::{NamedNode, Triple};

use super::names::{confidence, phrase_iri, time, typed};
use super::{Detail, RdfOptions, Writer, claim_triple, node_of, term_of, terms};
use crate::claim::{Argument, Claim, Modality, Polarity};

impl Writer<'_> {
    pub(super) fn claim(&mut self, claim: &Claim, iri: &NamedNode, options: RdfOptions) {
        let (subject, property, object) = claim_triple(claim);
        let triple = Triple::new(subject, property, object);
        if options.is_edge(claim) && (self.wanted)(triple.predicate.as_str()) {
            (self.emit)(triple.clone().in_graph(self.graph.clone()));
        }
        if options.detail == Detail::Edges {
            return;
        }
        self.phrases(claim, &triple);
        self.kind(iri, terms::CLAIM);
        self.add(iri, terms::REIFIES, triple);
        self.source(claim, iri);
        self.circumstances(claim, iri);
        self.attribution(claim, iri);
        if options.detail == Detail::Mentions {
            self.mention(iri, terms::SUBJECT_MENTION, "subject", &claim.subject);
            self.mention(iri, terms::OBJECT_MENTION, "object", &claim.object);
        }
    }

    /// Labels of what has an IRI only because of this claim.
    fn phrases(&mut self, claim: &Claim, triple: &Triple) {
        if claim.relation.iri.is_none() {
            self.kind(&triple.predicate, terms::PROPERTY);
            self.text(&triple.predicate, terms::LABEL, &claim.relation.label);
        }
        for argument in [&claim.subject, &claim.object]
            .into_iter()
            .chain(&claim.arguments)
            .chain(&claim.place)
        {
            let described = match &argument.entity {
                Some(entity) => self.known.contains(entity.as_str()),
                None => argument.value.is_some(),
            };
            if !described {
                let name = argument.name.as_ref().unwrap_or(&argument.text);
                self.text(&node_of(claim, argument), terms::LABEL, name);
            }
        }
    }

    /// The sentence, by position and by its words.
    fn source(&mut self, claim: &Claim, iri: &NamedNode) {
        let source = part_of(iri, "source");
        self.add(iri, terms::WAS_DERIVED_FROM, source.clone());
        self.text(iri, terms::SENTENCE, &claim.sentence.text);
        self.kind(&source, terms::SPECIFIC_RESOURCE);
        self.add(&source, terms::HAS_SOURCE, self.document.clone());
        let position = part_of(iri, "position");
        self.position(&source, &position, claim.sentence.start, claim.sentence.end);
        let quote = part_of(iri, "quote");
        self.add(&source, terms::HAS_SELECTOR, quote.clone());
        self.kind(&quote, terms::TEXT_QUOTE_SELECTOR);
        self.text(&quote, terms::EXACT, &claim.sentence.text);
    }

    fn position(&mut self, source: &NamedNode, position: &NamedNode, start: usize, end: usize) {
        self.add(source, terms::HAS_SELECTOR, position.clone());
        self.kind(position, terms::TEXT_POSITION_SELECTOR);
        self.add(
            position,
            terms::START,
            typed(start.to_string(), "nonNegativeInteger"),
        );
        self.add(position, terms::END, typed(end.to_string(), "nonNegativeInteger"));
    }

    fn circumstances(&mut self, claim: &Claim, iri: &NamedNode) {
        self.add(
            iri,
            terms::POLARITY,
            NamedNode::new_unchecked(polarity(claim.polarity)),
        );
        self.add(
            iri,
            terms::MODALITY,
            NamedNode::new_unchecked(modality(claim.modality)),
        );
        self.add(iri, terms::CONFIDENCE, confidence(claim.confidence));
        self.text(iri, terms::EXTRACTOR, &claim.extractor);
        for (name, text) in [
            (terms::SUBJECT_TEXT, &claim.subject.text),
            (terms::RELATION_TEXT, &claim.relation.text),
            (terms::OBJECT_TEXT, &claim.object.text),
        ] {
            if !text.is_empty() {
                self.text(iri, name, text);
            }
        }
        if let Some(when) = &claim.time {
            if let Some(value) = &when.value {
                self.add(iri, terms::TIME, time(value));
            }
            self.text(iri, terms::TIME_TEXT, &when.text);
        }
        if let Some(place) = &claim.place {
            self.add(iri, terms::PLACE, node_of(claim, place));
            self.text(iri, terms::PLACE_TEXT, &place.text);
        }
        for argument in &claim.arguments {
            self.add(iri, terms::ARGUMENT, term_of(claim, argument));
        }
    }

    /// A speaker that is no entity gets a node of its own, and every speaker has a label.
    fn attribution(&mut self, claim: &Claim, iri: &NamedNode) {
        let Some(attribution) = &claim.attribution else {
            return;
        };
        let speaker = match &attribution.entity {
            Some(entity) => super::iri(entity),
            None => phrase_iri(&claim.document, &attribution.speaker, None),
        };
        self.add(iri, terms::WAS_ATTRIBUTED_TO, speaker.clone());
        self.text(iri, terms::SPEAKER_TEXT, &attribution.speaker);
        if !attribution.cue.is_empty() {
            self.text(iri, terms::ATTRIBUTION_CUE, &attribution.cue);
        }
        let described = attribution
            .entity
            .as_ref()
            .is_some_and(|entity| self.known.contains(entity.as_str()));
        if !described {
            self.text(&speaker, terms::LABEL, &attribution.speaker);
        }
    }

    fn mention(&mut self, iri: &NamedNode, property: &str, role: &str, argument: &Argument) {
        let mention = part_of(iri, role);
        self.add(iri, property, mention.clone());
        self.kind(&mention, terms::MENTION);
        self.add(&mention, terms::HAS_SOURCE, self.document.clone());
        let position = part_of(iri, &format!("{role}-position"));
        self.position(&mention, &position, argument.start, argument.end);
    }
}

fn part_of(claim: &NamedNode, part: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#{part}", claim.as_str()))
}

fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => terms::POSITIVE,
        Polarity::Negative => terms::NEGATIVE,
    }
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => terms::ASSERTED,
        Modality::Possible => terms::POSSIBLE,
        Modality::Future => terms::FUTURE,
        Modality::Conditional => terms::CONDITIONAL,
        Modality::Wanted => terms::WANTED,
    }
}
