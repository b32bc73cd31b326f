//! *What it finds.* Titles and offices that stand right before a name.
//!
//! *Example.* "Interior Minister Tamsin Orveld": Tamsin Orveld – holds office – Interior Minister.
//!
//! *Misses.* Forms of address ("Mr"), which are no office; offices after the name are the business of
//! the clauses, since the ontology's examples teach them.

use crate::claim::Claim;
use crate::link::{Mention, office};

use super::context::{Context, Triple, implied};

pub(super) const NAME: &str = "offices";

pub(super) fn find(context: &Context<'_>, claims: &mut Vec<Claim>) {
    let Some(property) = context
        .ontology
        .property("https://w3id.org/relata/news#holdsOffice")
    else {
        return;
    };
    for mention in &context.mentions.mentions {
        let Some(tokens) = office_tokens(context, mention) else {
            continue;
        };
        let sentence = context.sentence(mention.sentence);
        let span = sentence.span_of(tokens.clone());
        let quote = context.quote(span);
        let mut object = crate::claim::Argument {
            class: Some("Office".to_owned()),
            entity: Some(office::iri(context.mentions, &quote.text)),
            name: Some(quote.text.clone()),
            text: quote.text,
            start: quote.start,
            end: quote.end,
            ..Default::default()
        };
        if let Some(known) = tokens
            .clone()
            .rev()
            .find_map(|token| context.mentions.at(mention.sentence, token))
        {
            let entity = context.mentions.entity(known);
            if known.tokens == tokens {
                object.entity = Some(entity.iri.0.clone());
                object.name = Some(entity.label.clone());
            }
        }
        claims.push(implied(context.claim(Triple {
            sentence: mention.sentence,
            head: mention.head,
            words: Vec::new(),
            subject: context.argument(mention),
            property: Some(property),
            object,
            eventive: false,
            presupposed: true,
            confidence: 0.93,
            extractor: NAME,
        })));
    }
}

/// The title's tokens without article and without "former" or a form of address; `None` if nothing is left.
fn office_tokens(context: &Context<'_>, mention: &Mention) -> Option<std::ops::Range<usize>> {
    let title = mention.title.clone()?;
    let sentence = context.sentence(mention.sentence);
    let word = |token: usize| {
        context
            .words(sentence.tokens[token].span)
            .trim_end_matches('.')
            .to_lowercase()
    };
    let skipped = |word: &str| {
        matches!(
            word,
            "the"
                | "a"
                | "an"
                | "mr"
                | "mrs"
                | "ms"
                | "miss"
                | "dr"
                | "sir"
                | "lady"
                | "lord"
                | "dame"
                | "then"
        )
    };
    let start = title.clone().find(|&token| !skipped(&word(token)))?;
    Some(start..title.end)
}
