//! *What it finds.* What the text calls a thing right beside its name: an office of a person, else a kind.
//!
//! *Example.* "Tamsin Orveld, the interior minister": holds office – interior minister; "public broadcaster
//! NRK": NRK – is described as – public broadcaster; "the Ahrar rebel group": Ahrar – is described as – rebel
//! group.
//!
//! *Misses.* Descriptions that a verb joins ("became a party"): the ontology's examples teach these. What
//! stands for a relation to another name ("the widow of A B") is left to them as well.

use std::ops::Range;

use crate::claim::{Argument, Claim};
use crate::link::{Mention, MentionKind, office};
use crate::nlp::Upos;
use crate::ontology::PropertyId;

use super::clauses::is_read;
use super::context::{Context, Triple, implied};

pub(super) const NAME: &str = "descriptions";

pub(super) fn find(context: &Context<'_>, claims: &mut Vec<Claim>) {
    let property = |name: &str| {
        context
            .ontology
            .property(&format!("https://w3id.org/relata/news#{name}"))
    };
    let (Some(described), Some(holds)) = (property("describedAs"), property("holdsOffice")) else {
        return;
    };
    let person = context.ontology.class("https://w3id.org/relata/news#Person");
    let mentions = &context.mentions.mentions;
    let sentences = mentions.chunk_by(|one, next| one.sentence == next.sentence);
    for (name, own) in sentences.flat_map(|own| own.iter().map(move |name| (name, own))) {
        let sentence = context.sentence(name.sentence);
        if name.kind != MentionKind::Name || !is_read(sentence.zone) {
            continue;
        }
        let is_person = context
            .class_of(name)
            .zip(person)
            .is_some_and(|(class, person)| context.ontology.is_a(class, person));
        let mut beside: Vec<(Range<usize>, usize)> = own
            .iter()
            .filter(|other| other.entity == name.entity)
            .filter(|other| other.kind == MentionKind::Nominal)
            .filter_map(|other| description(context, name, other))
            .chain(before_name(context, name, is_person))
            .collect();
        // Two ways to the same noun: the longer phrase says more.
        beside.sort_by_key(|(tokens, head)| (*head, std::cmp::Reverse(tokens.len())));
        beside.dedup_by_key(|(_, head)| *head);
        for (tokens, head) in beside {
            let role = office::is_office(&sentence.tokens[head].lemma);
            if role != is_person {
                continue;
            }
            let property = if role { holds } else { described };
            claims.push(claim(context, name, tokens, head, property));
        }
    }
}

/// The tokens of a description of the name, without article, and its head noun.
fn description(context: &Context<'_>, name: &Mention, other: &Mention) -> Option<(Range<usize>, usize)> {
    let sentence = context.sentence(name.sentence);
    let tokens = &sentence.tokens;
    if tokens[other.head].upos != Upos::Noun {
        return None;
    }
    let inside = other.tokens.start <= name.tokens.start && name.tokens.end <= other.tokens.end;
    if inside {
        // "the Ahrar rebel group": what stands behind the name.
        let rest = name.tokens.end..other.head + 1;
        let nouns = rest
            .clone()
            .all(|token| matches!(tokens[token].upos, Upos::Noun | Upos::Adj));
        return (!rest.is_empty() && nouns).then_some((rest, other.head));
    }
    let apposed = |one: usize, to: usize| tokens[one].deprel == "appos" && tokens[one].head == Some(to);
    if !apposed(other.head, name.head) && !apposed(name.head, other.head) {
        return None;
    }
    // "his lawyer": the pronoun alone tells nobody whose.
    let owner = sentence
        .dependents(other.head)
        .find(|&child| tokens[child].deprel == "nmod:poss");
    if owner.is_some_and(|owner| tokens[owner].upos == Upos::Pron) {
        return None;
    }
    let related = sentence
        .dependents(other.head)
        .any(|child| tokens[child].deprel == "nmod" || tokens[child].deprel == "nmod:poss");
    if related && !office::is_office(&tokens[other.head].lemma) {
        return None;
    }
    let start = other
        .tokens
        .clone()
        .find(|&token| !matches!(tokens[token].upos, Upos::Det | Upos::Punct))?;
    Some((start..other.tokens.end, other.head))
}

/// "public broadcaster NRK": the common nouns right before the name of what is no person.
fn before_name(context: &Context<'_>, name: &Mention, is_person: bool) -> Option<(Range<usize>, usize)> {
    if is_person {
        return None;
    }
    let sentence = context.sentence(name.sentence);
    let tokens = &sentence.tokens;
    let noun = name.tokens.start.checked_sub(1)?;
    let kind = context.ontology.class_of_noun(&tokens[noun].lemma)?;
    let suits = context
        .class_of(name)
        .is_some_and(|class| context.ontology.fits(Some(class), &[kind]));
    let top = |token: usize| {
        tokens[token]
            .head
            .is_some_and(|head| name.tokens.contains(&head) || head == noun)
    };
    let joined = top(noun) || tokens[name.head].head == Some(noun);
    if tokens[noun].upos != Upos::Noun || !suits || !joined {
        return None;
    }
    let mut start = noun;
    while start > 0 && matches!(tokens[start - 1].upos, Upos::Noun | Upos::Adj) && top(start - 1) {
        start -= 1;
    }
    Some((start..noun + 1, noun))
}

fn claim(
    context: &Context<'_>,
    name: &Mention,
    tokens: Range<usize>,
    head: usize,
    property: PropertyId,
) -> Claim {
    let sentence = context.sentence(name.sentence);
    let quote = context.quote(sentence.span_of(tokens));
    let class = context.ontology.class_of_noun(&sentence.tokens[head].lemma);
    implied(context.claim(Triple {
        sentence: name.sentence,
        head,
        words: Vec::new(),
        subject: context.argument(name),
        property: Some(property),
        object: Argument {
            class: class.map(|class| context.class_name(class)),
            entity: Some(office::iri(context.mentions, &quote.text)),
            name: Some(quote.text.clone()),
            text: quote.text,
            start: quote.start,
            end: quote.end,
            ..Argument::default()
        },
        eventive: false,
        presupposed: true,
        confidence: 0.85,
        extractor: NAME,
    }))
}
