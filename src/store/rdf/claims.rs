//! Claims as reifiers with provenance and circumstances.

use oxrdf::{NamedNode, Triple};

use super::names::{confidence, phrase_iri, time, typed};
use super::{Detail, RdfOptions, Writer, claim_triple, node_of, term_of};
use crate::claim::{Argument, Claim, Modality, Polarity};
use crate::ontology::vocabulary::{OA, PROV, RDF, RDFS, RELATA};

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
        self.kind(iri, &format!("{RELATA}Claim"));
        self.add(iri, &format!("{RDF}reifies"), triple);
        self.source(claim, iri);
        self.circumstances(claim, iri);
        self.attribution(claim, iri);
        if options.detail == Detail::Mentions {
            self.mention(iri, "subject", &claim.subject);
            self.mention(iri, "object", &claim.object);
        }
    }

    /// Labels of what has an IRI only because of this claim.
    fn phrases(&mut self, claim: &Claim, triple: &Triple) {
        let label = format!("{RDFS}label");
        if claim.relation.iri.is_none() {
            self.kind(&triple.predicate, &format!("{RDF}Property"));
            self.text(&triple.predicate, &label, &claim.relation.label);
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
                self.text(&node_of(claim, argument), &label, name);
            }
        }
    }

    /// The sentence, by position and by its words.
    fn source(&mut self, claim: &Claim, iri: &NamedNode) {
        let source = part_of(iri, "source");
        self.add(iri, &format!("{PROV}wasDerivedFrom"), source.clone());
        self.text(iri, &format!("{RELATA}sentence"), &claim.sentence.text);
        self.kind(&source, &format!("{OA}SpecificResource"));
        self.add(&source, &format!("{OA}hasSource"), self.document.clone());
        let position = part_of(iri, "position");
        self.position(&source, &position, claim.sentence.start, claim.sentence.end);
        let quote = part_of(iri, "quote");
        self.add(&source, &format!("{OA}hasSelector"), quote.clone());
        self.kind(&quote, &format!("{OA}TextQuoteSelector"));
        self.text(&quote, &format!("{OA}exact"), &claim.sentence.text);
    }

    fn position(&mut self, source: &NamedNode, position: &NamedNode, start: usize, end: usize) {
        self.add(source, &format!("{OA}hasSelector"), position.clone());
        self.kind(position, &format!("{OA}TextPositionSelector"));
        self.add(
            position,
            &format!("{OA}start"),
            typed(start.to_string(), "nonNegativeInteger"),
        );
        self.add(
            position,
            &format!("{OA}end"),
            typed(end.to_string(), "nonNegativeInteger"),
        );
    }

    fn circumstances(&mut self, claim: &Claim, iri: &NamedNode) {
        let term = |name: &str| format!("{RELATA}{name}");
        self.add(
            iri,
            &term("polarity"),
            NamedNode::new_unchecked(term(polarity_name(claim.polarity))),
        );
        self.add(
            iri,
            &term("modality"),
            NamedNode::new_unchecked(term(modality_name(claim.modality))),
        );
        self.add(iri, &term("confidence"), confidence(claim.confidence));
        self.text(iri, &term("extractor"), &claim.extractor);
        for (name, text) in [
            ("subjectText", &claim.subject.text),
            ("relationText", &claim.relation.text),
            ("objectText", &claim.object.text),
        ] {
            if !text.is_empty() {
                self.text(iri, &term(name), text);
            }
        }
        if let Some(when) = &claim.time {
            if let Some(value) = &when.value {
                self.add(iri, &term("time"), time(value));
            }
            self.text(iri, &term("timeText"), &when.text);
        }
        if let Some(place) = &claim.place {
            self.add(iri, &term("place"), node_of(claim, place));
            self.text(iri, &term("placeText"), &place.text);
        }
        for argument in &claim.arguments {
            self.add(iri, &term("argument"), term_of(claim, argument));
        }
    }

    /// A speaker that is no entity gets a node of its own, and every speaker has a label.
    fn attribution(&mut self, claim: &Claim, iri: &NamedNode) {
        let Some(attribution) = &claim.attribution else {
            return;
        };
        let speaker = match &attribution.entity {
            Some(entity) => super::iri(entity),
            None => phrase_iri(&claim.document, &attribution.speaker),
        };
        self.add(iri, &format!("{PROV}wasAttributedTo"), speaker.clone());
        self.text(iri, &format!("{RELATA}speakerText"), &attribution.speaker);
        if !attribution.cue.is_empty() {
            self.text(iri, &format!("{RELATA}attributionCue"), &attribution.cue);
        }
        let described = attribution
            .entity
            .as_ref()
            .is_some_and(|entity| self.known.contains(entity.as_str()));
        if !described {
            self.text(&speaker, &format!("{RDFS}label"), &attribution.speaker);
        }
    }

    fn mention(&mut self, iri: &NamedNode, role: &str, argument: &Argument) {
        let mention = part_of(iri, role);
        self.add(iri, &format!("{RELATA}{role}Mention"), mention.clone());
        self.kind(&mention, &format!("{RELATA}Mention"));
        self.add(&mention, &format!("{OA}hasSource"), self.document.clone());
        let position = part_of(iri, &format!("{role}-position"));
        self.position(&mention, &position, argument.start, argument.end);
    }
}

fn part_of(claim: &NamedNode, part: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#{part}", claim.as_str()))
}

fn polarity_name(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "positive",
        Polarity::Negative => "negative",
    }
}

fn modality_name(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "asserted",
        Modality::Possible => "possible",
        Modality::Future => "future",
        Modality::Conditional => "conditional",
        Modality::Wanted => "wanted",
    }
}
