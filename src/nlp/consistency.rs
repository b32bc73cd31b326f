//! Agreement of names within a document: the same words name the same thing.
//!
//! A full name tells the type of its last part ("Keld Marsh … Marsh"), the long form that of the
//! short one in brackets after it, and of equal names a clear majority wins.

use rustc_hash::FxHashMap;

use super::analyser::Reading;
use super::analysis::{Name, NameType};

/// Brings the names of a document into agreement.
pub(super) fn agree(readings: &mut [Reading]) {
    let votes = votes(readings);
    for reading in readings.iter_mut() {
        let words = &reading.words;
        for name in &mut reading.sentence.names {
            let key = key(words, name);
            if let Some(kind) = votes.get(&key) {
                name.kind = *kind;
            }
        }
        let found: Vec<Name> = (0..words.len())
            .filter(|&at| words[at].capital && words[at].letter && reading.sentence.name_at(at).is_none())
            .filter(|&at| reading.sentence.tokens[at].upos == super::analysis::Upos::Propn)
            .filter_map(|at| {
                Some(Name {
                    tokens: at..at + 1,
                    kind: *votes.get(&words[at].norm)?,
                })
            })
            .collect();
        reading.sentence.names.extend(found);
        reading.sentence.names.sort_by_key(|name| name.tokens.start);
        brackets(reading);
    }
}

/// The type of each form that names something in the document.
fn votes(readings: &[Reading]) -> FxHashMap<String, NameType> {
    let mut counts: FxHashMap<String, Vec<(NameType, u32)>> = FxHashMap::default();
    let mut vote = |key: String, kind: NameType, weight: u32| {
        let list = counts.entry(key).or_default();
        match list.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += weight,
            None => list.push((kind, weight)),
        }
    };
    for reading in readings {
        for name in &reading.sentence.names {
            vote(key(&reading.words, name), name.kind, 2);
            if name.kind == NameType::Person && name.tokens.len() > 1 {
                let last = &reading.words[name.tokens.end - 1];
                if last.letter && last.norm.chars().count() > 2 {
                    vote(last.norm.clone(), NameType::Person, 3);
                }
            }
        }
    }
    counts
        .into_iter()
        .filter_map(|(key, list)| {
            let best = list.iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
            let all: u32 = list.iter().map(|(_, count)| count).sum();
            (best.1 * 10 >= all * 7).then_some((key, best.0))
        })
        .collect()
}

fn key(words: &[super::words::Word], name: &Name) -> String {
    let forms: Vec<&str> = words[name.tokens.clone()]
        .iter()
        .map(|word| word.norm.as_str())
        .collect();
    forms.join(" ")
}

/// "Syrian Democratic Forces (SDF)": the short form is what the long form is.
fn brackets(reading: &mut Reading) {
    let words = &reading.words;
    for index in 1..reading.sentence.names.len() {
        let (long, short) = (&reading.sentence.names[index - 1], &reading.sentence.names[index]);
        let bracket = long.tokens.end + 1 == short.tokens.start && words[long.tokens.end].norm == "(";
        let initials: String = words[long.tokens.clone()]
            .iter()
            .filter(|word| word.letter && word.capital)
            .filter_map(|word| word.norm.chars().next())
            .collect();
        if bracket && short.tokens.len() == 1 && initials == words[short.tokens.start].norm {
            reading.sentence.names[index].kind = reading.sentence.names[index - 1].kind;
        }
    }
}
