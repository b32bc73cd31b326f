//! *What it finds.* Other names that the text itself gives: in brackets, or after "also known as".
//!
//! *Example.* "Northern Ports Authority (NPA)": Northern Ports Authority – alias – "NPA".
//!
//! *Misses.* Names that only the gazetteer knows to be one.

use crate::claim::Claim;

use super::context::{Context, Triple};

pub(super) const NAME: &str = "aliases";

pub(super) fn find(context: &Context<'_>, claims: &mut Vec<Claim>) {
    let Some(property) = context
        .ontology
        .property("http://www.w3.org/2004/02/skos/core#altLabel")
    else {
        return;
    };
    for alias in &context.mentions.aliases {
        let name = &context.mentions.mentions[alias.name];
        let span = context.sentence(alias.sentence).span_of(alias.tokens.clone());
        let words = super::fold(context.words(span));
        claims.push(context.claim(Triple {
            sentence: alias.sentence,
            head: alias.tokens.start,
            words: Vec::new(),
            subject: context.argument(name),
            property: Some(property),
            object: context.literal(span, words, "http://www.w3.org/2001/XMLSchema#string"),
            eventive: false,
            presupposed: true,
            confidence: 0.95,
            extractor: NAME,
        }));
    }
}
