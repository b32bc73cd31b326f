//! *What it finds.* What a clause states in the sentence's own words: subject, relation phrase, object
//! and further arguments, whether or not a property covers it.
//!
//! *Example.* "The army hired two drivers in Sund": army – hired – two drivers, in Sund.
//!
//! *Misses.* Clauses as arguments; relations between parts of one noun phrase.

use crate::claim::{Argument, Claim};

use super::clauses::is_read;
use super::context::{Context, Triple};
use super::predicate::{Kind, Predicate, PredicateArgument, Role};

pub(super) const NAME: &str = "open";

pub(super) fn find(context: &Context<'_>, claims: &mut Vec<Claim>) {
    for (index, predicates) in context.predicates.iter().enumerate() {
        if !is_read(context.sentence(index).zone) {
            continue;
        }
        for predicate in predicates.iter().filter(|predicate| !predicate.compound) {
            for subject in predicate
                .arguments
                .iter()
                .filter(|argument| argument.role == Role::Subject)
            {
                claims.extend(state(context, index, predicate, subject));
            }
        }
    }
}

fn state(
    context: &Context<'_>,
    index: usize,
    predicate: &Predicate,
    subject: &PredicateArgument,
) -> Vec<Claim> {
    let Some(from) = context.mention(index, subject.token) else {
        return Vec::new();
    };
    let usable = |argument: &&PredicateArgument| {
        argument.token != subject.token
            && argument.role != Role::Subject
            && argument.role != Role::Modifier
            && context
                .mention(index, argument.token)
                .is_some_and(|mention| mention.entity != from.entity)
    };
    let rest: Vec<&PredicateArgument> = predicate.arguments.iter().filter(usable).collect();
    let order = |role: &Role| match role {
        Role::Object | Role::Itself => 0,
        Role::Complement => 1,
        Role::Oblique(_) => 2,
        _ => 3,
    };
    let Some(first) = rest
        .iter()
        .map(|argument| order(&argument.role))
        .min()
        .filter(|&rank| rank < 3)
    else {
        return Vec::new();
    };
    let main = |argument: &&&PredicateArgument| {
        order(&argument.role) == first
            && (first < 2 || argument.joined_by == first_phrase(&rest, first, order))
    };
    rest.iter()
        .filter(main)
        .filter_map(|object| {
            let to = context.mention(index, object.token)?;
            let mut words = predicate.words.clone();
            if object.role == Role::Itself {
                words.retain(|&word| word != predicate.head);
            }
            if predicate.kind == Kind::Noun && words.is_empty() {
                return None;
            }
            words.extend(&object.joined_by);
            words.sort_unstable();
            words.dedup();
            let further: Vec<Argument> = rest
                .iter()
                .filter(|other| order(&other.role) > first || other.joined_by != object.joined_by)
                .filter(|other| other.own)
                .filter_map(|other| context.mention(index, other.token))
                .map(|mention| context.argument(mention))
                .collect();
            let mut claim = context.claim(Triple {
                sentence: index,
                head: predicate.head,
                words,
                subject: context.argument(from),
                property: None,
                object: context.argument(to),
                eventive: true,
                presupposed: false,
                confidence: 0.6,
                extractor: NAME,
            });
            claim.arguments = further;
            Some(claim)
        })
        .collect()
}

fn first_phrase(rest: &[&PredicateArgument], rank: usize, order: impl Fn(&Role) -> usize) -> Vec<usize> {
    rest.iter()
        .find(|argument| order(&argument.role) == rank)
        .map(|argument| argument.joined_by.clone())
        .unwrap_or_default()
}
