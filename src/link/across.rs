//! What several documents tell together: the surname of one is the full name of another.
//!
//! Independent of the order of the documents. Where two candidates fit, nothing is joined.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::{Argument, Entity, EntityIri, Reading};
use crate::ontology::{Ontology, fold_name};

use super::alias::is_acronym;
use super::persons::{is_shortened, key_words};

/// A named entity as all documents together know it.
#[derive(Default)]
struct Known {
    label: String,
    aliases: BTreeSet<String>,
    person: bool,
    /// Words that tell a person's name.
    words: Vec<String>,
}

/// Which IRIs stand for what another one names in full: from the IRI to give up to the one to keep.
///
/// # Arguments
/// `entities` are those of all documents, in any order; one IRI may come many times.
pub fn merges<'a>(
    entities: impl IntoIterator<Item = &'a Entity>,
    ontology: &Ontology,
) -> BTreeMap<String, String> {
    let known = known(entities, ontology);
    let mut merges = BTreeMap::new();
    persons(&known, &mut merges);
    acronyms(&known, ontology, &mut merges);
    // What is kept may itself be short for something else.
    merges
        .keys()
        .map(|iri| (iri.clone(), end_of(&merges, iri)))
        .collect()
}

/// Joins the entities of the readings that [`merges`] finds to be one.
pub fn across(readings: &mut [Reading], ontology: &Ontology) {
    let merges = merges(readings.iter().flat_map(|reading| &reading.entities), ontology);
    if merges.is_empty() {
        return;
    }
    let kept: BTreeSet<&String> = merges.values().collect();
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for entity in readings.iter().flat_map(|reading| &reading.entities) {
        if kept.contains(&entity.iri.0) {
            let label = labels
                .entry(entity.iri.0.clone())
                .or_insert_with(|| entity.label.clone());
            // The least, as in `known`.
            if entity.label < *label {
                label.clone_from(&entity.label);
            }
        }
    }
    for reading in readings {
        apply(reading, &merges, &labels);
    }
}

fn known<'a>(entities: impl IntoIterator<Item = &'a Entity>, ontology: &Ontology) -> BTreeMap<String, Known> {
    let person = ontology.class("https://w3id.org/relata/news#Person");
    let is_person = |iri: &String| {
        ontology
            .class(iri)
            .zip(person)
            .is_some_and(|(class, person)| ontology.is_a(class, person))
            || iri == "https://w3id.org/relata/news#Person"
    };
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for entity in entities.into_iter().filter(|entity| entity.named) {
        let one = known.entry(entity.iri.0.clone()).or_default();
        // The least label, so that the order of documents does not show.
        if one.label.is_empty() || entity.label < one.label {
            one.label.clone_from(&entity.label);
        }
        one.aliases.extend(entity.aliases.iter().cloned());
        one.person |= entity.classes.iter().any(is_person);
    }
    for one in known.values_mut().filter(|one| one.person) {
        one.words = key_words(&fold_name(&one.label), true);
    }
    known
}

/// Lone surnames, and names with a word or two left out.
fn persons(known: &BTreeMap<String, Known>, merges: &mut BTreeMap<String, String>) {
    let mut by_surname: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for (iri, person) in known.iter().filter(|(_, one)| one.words.len() > 1) {
        if let Some(surname) = person.words.last() {
            by_surname.entry(surname).or_default().push(iri);
        }
    }
    for (iri, person) in known.iter().filter(|(_, one)| one.words.len() > 1) {
        let surname = person.words.last().map(String::as_str).unwrap_or_default();
        let longer = by_surname[surname]
            .iter()
            .filter(|other| is_shortened(&person.words, &known[**other].words));
        if let [other] = longer.collect::<Vec<_>>()[..] {
            merges.insert(iri.clone(), (*other).clone());
        }
    }
    for (iri, person) in known {
        let [surname] = &person.words[..] else { continue };
        let bearers = by_surname.get(surname.as_str()).into_iter().flatten();
        let bearers: BTreeSet<String> = bearers.map(|bearer| end_of(merges, bearer)).collect();
        if let Some(bearer) = bearers.first().filter(|_| bearers.len() == 1) {
            merges.insert(iri.clone(), bearer.clone());
        }
    }
}

/// Bodies known by an acronym only, where one document tells what it stands for.
fn acronyms(known: &BTreeMap<String, Known>, ontology: &Ontology, merges: &mut BTreeMap<String, String>) {
    let mut declared: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for (iri, one) in known.iter().filter(|(_, one)| !one.person) {
        for alias in one.aliases.iter().filter(|alias| is_acronym(alias)) {
            declared.entry(alias).or_default().push(iri);
        }
    }
    for (iri, one) in known {
        let lone = !one.person && is_acronym(&one.label) && ontology.individual(iri).is_none();
        let full = declared.get(one.label.as_str()).filter(|_| lone);
        if let Some([full]) = full.map(Vec::as_slice)
            && *full != iri
        {
            merges.insert(iri.clone(), (*full).clone());
        }
    }
}

/// Where a chain of merges ends; a cycle cannot be, since names grow along it.
fn end_of(merges: &BTreeMap<String, String>, iri: &str) -> String {
    let mut end = iri;
    for _ in 0..merges.len() {
        match merges.get(end) {
            Some(next) => end = next,
            None => break,
        }
    }
    end.to_owned()
}

/// Rewrites one reading: its claims speak of the entity that is kept, its records become one.
fn apply(reading: &mut Reading, merges: &BTreeMap<String, String>, labels: &BTreeMap<String, String>) {
    let rename = |iri: &mut Option<String>, name: &mut Option<String>| {
        if let Some(kept) = iri.as_ref().and_then(|iri| merges.get(iri)) {
            if let Some(label) = labels.get(kept) {
                *name = Some(label.clone());
            }
            *iri = Some(kept.clone());
        }
    };
    for claim in &mut reading.claims {
        let arguments = [&mut claim.subject, &mut claim.object].into_iter();
        for Argument { entity, name, .. } in arguments.chain(&mut claim.arguments).chain(&mut claim.place) {
            rename(entity, name);
        }
        if let Some(said) = &mut claim.attribution {
            let mut speaker = Some(std::mem::take(&mut said.speaker));
            rename(&mut said.entity, &mut speaker);
            said.speaker = speaker.unwrap_or_default();
        }
    }
    let mut joined: BTreeMap<EntityIri, Entity> = BTreeMap::new();
    for mut entity in std::mem::take(&mut reading.entities) {
        if let Some(kept) = merges.get(&entity.iri.0) {
            let label = labels.get(kept).cloned().unwrap_or_else(|| entity.label.clone());
            entity.aliases.push(std::mem::replace(&mut entity.label, label));
            entity.iri = EntityIri(kept.clone());
        }
        match joined.get_mut(&entity.iri) {
            None => {
                joined.insert(entity.iri.clone(), entity);
            }
            Some(other) => {
                other.aliases.append(&mut entity.aliases);
                other.classes.append(&mut entity.classes);
                other.named |= entity.named;
            }
        }
    }
    reading.entities = joined.into_values().collect();
    for entity in &mut reading.entities {
        entity.aliases.retain(|alias| *alias != entity.label);
        entity.aliases.sort_unstable();
        entity.aliases.dedup();
        entity.classes.sort_unstable();
        entity.classes.dedup();
    }
}
