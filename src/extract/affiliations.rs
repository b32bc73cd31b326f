//! *What it finds.* To which party or body a person is said to belong by a name right beside the person's.
//!
//! *Example.* "Ann Carter of the Christian Democrats", "Congress party lawmaker Ann Carter", "Ann Carter (PSD)":
//! Ann Carter – is member of – the party.
//!
//! *Misses.* Nouns that say it ("a member of"): the ontology's examples teach these.

use crate::claim::Claim;
use crate::link::{Mention, MentionKind};
use crate::ontology::{ClassId, PropertyId};

use super::clauses::is_read;
use super::context::{Context, Triple};

pub(super) const NAME: &str = "affiliations";

struct Terms {
    member_of: PropertyId,
    affiliated_with: PropertyId,
    person: ClassId,
    organization: ClassId,
    party: ClassId,
}

fn terms(context: &Context<'_>) -> Option<Terms> {
    let news = |name: &str| format!("https://w3id.org/relata/news#{name}");
    Some(Terms {
        member_of: context.ontology.property(&news("memberOf"))?,
        affiliated_with: context.ontology.property(&news("affiliatedWith"))?,
        person: context.ontology.class(&news("Person"))?,
        organization: context.ontology.class(&news("Organization"))?,
        party: context.ontology.class(&news("PoliticalParty"))?,
    })
}

pub(super) fn find(context: &Context<'_>, claims: &mut Vec<Claim>) {
    let Some(terms) = terms(context) else { return };
    let is = |mention: &Mention, class: ClassId| {
        mention.kind == MentionKind::Name
            && context
                .class_of(mention)
                .is_some_and(|known| context.ontology.is_a(known, class))
    };
    for person in &context.mentions.mentions {
        if !is_read(context.sentence(person.sentence).zone) || !is(person, terms.person) {
            continue;
        }
        for (body, only_party) in beside(context, person) {
            let party = is(body, terms.party);
            if !is(body, terms.organization) || only_party && !party {
                continue;
            }
            claims.push(context.claim(Triple {
                sentence: person.sentence,
                head: body.head,
                words: Vec::new(),
                subject: context.argument(person),
                property: Some(if party {
                    terms.member_of
                } else {
                    terms.affiliated_with
                }),
                object: context.argument(body),
                eventive: false,
                presupposed: true,
                confidence: 0.8,
                extractor: NAME,
            }));
        }
    }
}

/// What stands behind the person's name with "of", in brackets, or in the title; for the latter two, only a
/// party can be meant.
fn beside<'a>(context: &Context<'a>, person: &'a Mention) -> Vec<(&'a Mention, bool)> {
    let sentence = context.sentence(person.sentence);
    let at = |token: usize| context.mentions.at(person.sentence, token);
    let word = |token: usize| sentence.tokens.get(token).map(|token| context.words(token.span));
    let end = person.tokens.end;
    let mut found = Vec::new();
    if word(end) == Some("of") {
        let governed = sentence.tokens[end].head.filter(|&head| head > end);
        found.extend(governed.and_then(at).map(|body| (body, false)));
    }
    if word(end) == Some("(")
        && let Some(body) = at(end + 1)
        && word(body.tokens.end) == Some(")")
    {
        found.push((body, true));
    }
    if let Some(title) = person.title.clone() {
        found.extend(title.filter_map(at).take(1).map(|body| (body, true)));
    }
    found.retain(|(body, _)| body.entity != person.entity);
    found
}
