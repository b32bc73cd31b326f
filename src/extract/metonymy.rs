//! A capital that stands for its government.
//!
//! "Baghdad joined the coalition" tells of Iraq. Where a property wants somebody who acts, and no place, a
//! capital is taken for its country; only if the document names that country too, so that the reading is at
//! hand.

use rustc_hash::FxHashSet;

use crate::claim::{Argument, Attribution, Claim};
use crate::ontology::{IndividualId, Range};

use super::context::Context;

/// Puts countries in the place of their capitals where only the former can be meant.
pub(super) fn resolve(context: &Context<'_>, claims: &mut [Claim]) {
    let named: FxHashSet<&str> = context
        .mentions
        .entities
        .iter()
        .map(|entity| entity.iri.0.as_str())
        .collect();
    for claim in claims {
        if let Some(said) = &mut claim.attribution {
            speaker(context, &named, said);
        }
        let property = claim
            .relation
            .iri
            .as_deref()
            .and_then(|iri| context.ontology.property(iri));
        let Some(property) = property.map(|id| &context.ontology[id]) else {
            continue;
        };
        if context.is_somebody(&property.domain) {
            government(context, &named, &mut claim.subject);
        }
        if let Range::Classes(range) = &property.range
            && context.is_somebody(range)
        {
            government(context, &named, &mut claim.object);
        }
    }
}

fn government(context: &Context<'_>, named: &FxHashSet<&str>, argument: &mut Argument) {
    let Some(country) = argument
        .entity
        .as_deref()
        .and_then(|iri| country(context, named, iri))
    else {
        return;
    };
    let country = &context.ontology[country];
    argument.entity = Some(country.iri.clone());
    argument.name = Some(country.label.clone());
    argument.class = country.classes.first().map(|&class| context.class_name(class));
}

fn speaker(context: &Context<'_>, named: &FxHashSet<&str>, said: &mut Attribution) {
    if let Some(country) = said
        .entity
        .as_deref()
        .and_then(|iri| country(context, named, iri))
    {
        let country = &context.ontology[country];
        said.entity = Some(country.iri.clone());
        said.speaker.clone_from(&country.label);
    }
}

/// The country whose capital this is, if the document names it.
fn country(context: &Context<'_>, named: &FxHashSet<&str>, capital: &str) -> Option<IndividualId> {
    let capital = context.ontology.individual(capital)?;
    let country = context.ontology[capital].capital_of.as_deref()?;
    context
        .ontology
        .individual(country)
        .filter(|_| named.contains(country))
}
