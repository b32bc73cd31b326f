//! Which of several claims about the same arguments stay.

use rustc_hash::FxHashMap;

use crate::claim::Claim;

use super::context::Context;

/// One claim for each thing said, in text order, a sentence's open claims last: of equal ones the surest, of a property
/// and its super-property the former, of an open claim and one that a property covers the latter in the former's words.
pub(super) fn choose(context: &Context<'_>, mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by(|a, b| {
        order(a)
            .cmp(&order(b))
            .then(b.confidence.total_cmp(&a.confidence))
            .then_with(|| a.relation.text.cmp(&b.relation.text))
    });
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    let mut by_arguments: FxHashMap<(usize, String, String), Vec<usize>> = FxHashMap::default();
    for claim in claims {
        let key = (claim.sentence.start, thing(&claim.subject), thing(&claim.object));
        let rivals = by_arguments.entry(key).or_default();
        match rivals
            .iter()
            .find_map(|&rival| verdict(context, &kept[rival], &claim).map(|verdict| (rival, verdict)))
        {
            Some((_, Verdict::Drop)) => {}
            Some((rival, Verdict::Replace)) => kept[rival] = claim,
            Some((rival, Verdict::Word)) => word(&mut kept[rival], claim),
            None => {
                rivals.push(kept.len());
                kept.push(claim);
            }
        }
    }
    let shorter: Vec<bool> = kept
        .chunk_by(|one, next| one.sentence.start == next.sentence.start)
        .flat_map(|own| {
            own.iter()
                .map(|claim| own.iter().any(|other| says_more(other, claim)))
        })
        .collect();
    let mut shorter = shorter.into_iter();
    kept.retain(|_| !shorter.next().unwrap_or(false));
    kept
}

/// Whether a claim has the same subject and property as another of its sentence, and a longer phrase around its
/// object: "Finnish telecoms company" and "company".
fn says_more(long: &Claim, short: &Claim) -> bool {
    let (outer, inner) = (&long.object, &short.object);
    long.relation.iri.is_some()
        && long.relation.iri == short.relation.iri
        && thing(&long.subject) == thing(&short.subject)
        && (outer.start..outer.end).len() > (inner.start..inner.end).len()
        && outer.start <= inner.start
        && inner.end <= outer.end
}

enum Verdict {
    Drop,
    Replace,
    /// What the rival says is put in the words of the new one.
    Word,
}

/// Puts a property's claim in the words of an open one that says the same.
fn word(claim: &mut Claim, open: Claim) {
    for (argument, worded) in [
        (&mut claim.subject, open.subject),
        (&mut claim.object, open.object),
    ] {
        (argument.text, argument.start, argument.end) = (worded.text, worded.start, worded.end);
    }
    claim.relation.text = open.relation.text;
    claim.arguments = open.arguments;
}

/// What a rival about the same arguments means for a new claim.
fn verdict(context: &Context<'_>, rival: &Claim, new: &Claim) -> Option<Verdict> {
    match (&rival.relation.iri, &new.relation.iri) {
        (Some(known), Some(found)) => {
            if known == found {
                return Some(Verdict::Drop);
            }
            let (known, found) = (
                context.ontology.property(known)?,
                context.ontology.property(found)?,
            );
            if context.ontology[known].ancestors.contains(&found) {
                Some(Verdict::Drop)
            } else if context.ontology[found].ancestors.contains(&known) {
                Some(Verdict::Replace)
            } else {
                None
            }
        }
        (Some(_), None)
            if rival.relation.start == new.relation.start || rival.relation.text == new.relation.text =>
        {
            Some(Verdict::Word)
        }
        (None, None) if rival.relation.start == new.relation.start => Some(Verdict::Drop),
        _ => None,
    }
}

fn order(claim: &Claim) -> (usize, usize, usize, usize, usize) {
    // What a property covers is there when an open claim comes that puts it better.
    let open = usize::from(claim.relation.iri.is_none());
    (
        claim.sentence.start,
        open,
        claim.relation.start,
        claim.subject.start,
        claim.object.start,
    )
}

fn thing(argument: &crate::claim::Argument) -> String {
    argument
        .entity
        .clone()
        .or_else(|| argument.value.clone())
        .unwrap_or_else(|| argument.text.clone())
}
