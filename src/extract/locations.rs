//! *What it finds.* Where a facility, place or event is: "X in Y", "X (north of Y)".
//!
//! *Example.* "the prison in Sund": prison – located in – Sund; "a blast in Sund": blast – takes
//! place in – Sund.
//!
//! *Misses.* Places that a verb tells ("was held in"); these are the business of the clauses.

use crate::claim::Claim;
use crate::link::Mention;
use crate::ontology::{ClassId, PropertyId};

use super::clauses::is_read;
use super::context::{Context, Triple};
use super::predicate::{Kind, PredicateArgument, Role};

pub(super) const NAME: &str = "locations";

struct Terms {
    located_in: PropertyId,
    takes_place_in: Option<PropertyId>,
    place: ClassId,
    event: Option<ClassId>,
    person: Option<ClassId>,
}

pub(super) fn find(context: &Context<'_>, claims: &mut Vec<Claim>) {
    let news = |name: &str| format!("https://w3id.org/relata/news#{name}");
    let (Some(located_in), Some(place)) = (
        context.ontology.property(&news("locatedIn")),
        context.ontology.class(&news("Place")),
    ) else {
        return;
    };
    let terms = Terms {
        located_in,
        takes_place_in: context.ontology.property(&news("takesPlaceIn")),
        place,
        event: context.ontology.class(&news("Event")),
        person: context.ontology.class(&news("Person")),
    };
    for (index, predicates) in context.predicates.iter().enumerate() {
        if !is_read(context.sentence(index).zone) {
            continue;
        }
        for predicate in predicates.iter().filter(|predicate| predicate.kind == Kind::Noun) {
            for argument in &predicate.arguments {
                if is_place_phrase(&argument.role) {
                    in_place(context, &terms, index, predicate.head, argument, claims);
                }
            }
        }
    }
}

fn is_place_phrase(role: &Role) -> bool {
    matches!(role, Role::Oblique(preposition) if matches!(preposition.as_str(), "in" | "at" | "inside" | "within" | "on"))
}

fn in_place(
    context: &Context<'_>,
    terms: &Terms,
    index: usize,
    head: usize,
    place: &PredicateArgument,
    claims: &mut Vec<Claim>,
) {
    let sentence = context.sentence(index);
    let Some(to) = context.mention(index, place.token) else {
        return;
    };
    let is = |mention: &Mention, class: ClassId| {
        context
            .class_of(mention)
            .is_some_and(|known| context.ontology.is_a(known, class))
    };
    if !is(to, terms.place) {
        return;
    }
    // "the prison and the camp in Sund": the phrase may go with both; the nearer one is surer.
    let mut things = vec![(head, 0.9)];
    if sentence.tokens[head].deprel == "conj"
        && let Some(first) = sentence.tokens[head].head
        && !sentence
            .dependents(first)
            .any(|child| sentence.tokens[child].deprel == "nmod" && child < head)
    {
        things.push((first, 0.7));
    }
    for (thing, confidence) in things {
        let Some(from) = context
            .mention(index, thing)
            .filter(|from| from.entity != to.entity)
        else {
            continue;
        };
        let property = if is(from, terms.place) {
            terms.located_in
        } else if let (Some(event), Some(takes_place_in)) = (terms.event, terms.takes_place_in)
            && is(from, event)
        {
            takes_place_in
        } else {
            continue;
        };
        if terms.person.is_some_and(|person| is(from, person)) {
            continue;
        }
        claims.push(context.claim(Triple {
            sentence: index,
            head: thing,
            words: place.joined_by.clone(),
            subject: context.argument(from),
            property: Some(property),
            object: context.argument(to),
            eventive: false,
            presupposed: false,
            confidence,
            extractor: NAME,
        }));
    }
}
