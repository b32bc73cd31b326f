//! *What it finds.* Where a facility, place or event is: "X in Y", "X (northern Y)".
//!
//! *Example.* "the prison in Sund": prison – located in – Sund; "a blast in Sund": blast – takes
//! place in – Sund.
//!
//! *Misses.* Places that a verb tells ("was held in"); these are the business of the clauses.

use crate::claim::{Argument, Claim};
use crate::link::{Alias, Mention};
use crate::nlp::Sentence;
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
    for alias in &context.mentions.aliases {
        in_part(context, &terms, alias, claims);
    }
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

/// The members of a coordination after the first.
fn members(sentence: &Sentence, first: usize) -> impl Iterator<Item = usize> + '_ {
    sentence
        .dependents(first)
        .filter(|&member| sentence.tokens[member].deprel == "conj")
}

/// "Rojava (northeast Syria)": what is a part of a place lies in it.
fn in_part(context: &Context<'_>, terms: &Terms, alias: &Alias, claims: &mut Vec<Claim>) {
    let sentence = context.sentence(alias.sentence);
    let name = &context.mentions.mentions[alias.name];
    let rest = alias.tokens.start + 1..alias.tokens.end;
    let first = context
        .words(sentence.tokens[alias.tokens.start].span)
        .to_lowercase();
    if rest.is_empty() || !is_direction(&first) {
        return;
    }
    let span = sentence.span_of(rest);
    let whole = context
        .ontology
        .individuals_named(context.words(span))
        .iter()
        .map(|&id| &context.ontology[id])
        .filter(|known| {
            let place = |&class: &ClassId| context.ontology.is_a(class, terms.place);
            known.classes.iter().any(place)
        })
        .max_by_key(|known| known.weight);
    let Some(whole) = whole else { return };
    let quote = context.quote(span);
    claims.push(context.claim(Triple {
        sentence: alias.sentence,
        head: alias.tokens.start,
        words: Vec::new(),
        subject: context.argument(name),
        property: Some(terms.located_in),
        object: Argument {
            text: quote.text,
            start: quote.start,
            end: quote.end,
            class: whole.classes.first().map(|&class| context.class_name(class)),
            entity: Some(whole.iri.clone()),
            name: Some(whole.label.clone()),
            ..Argument::default()
        },
        eventive: false,
        presupposed: true,
        confidence: 0.9,
        extractor: NAME,
    }));
}

/// "northeast", "south-western", "central".
fn is_direction(word: &str) -> bool {
    const POINTS: [&str; 5] = ["north", "south", "east", "west", "central"];
    let word = word.replace('-', "");
    let stem = word.strip_suffix("ern").unwrap_or(&word);
    POINTS.contains(&stem)
        || ["north", "south"]
            .iter()
            .any(|point| matches!(stem.strip_prefix(point), Some("east" | "west")))
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
    if context.is_time(index, place.token) {
        return;
    }
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
            .chain(members(sentence, first).flat_map(|member| sentence.dependents(member)))
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
