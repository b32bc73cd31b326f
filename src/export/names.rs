//! From what a user types to IRIs: entities by name, properties and classes by label.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::{EntityIri, Reading};
use crate::ontology::vocabulary::local_name;
use crate::ontology::{Ontology, fold_name};

/// Nothing bears the name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {kind} is called `{name}`{}", did_you_mean(.candidates))]
pub struct NoSuchName {
    /// What was looked for: "entity", "property", "class".
    pub kind: &'static str,
    /// The name as given.
    pub name: String,
    /// Names that are near, best first; at most five.
    pub candidates: Vec<String>,
}

/// The entities of the readings that are meant by an IRI, a prefixed name (`entity:Iraq`), the last
/// part of an IRI, a label, or an alias; case does not matter. The first of these ways that finds
/// anything decides; several entities may bear one name, and all of them are returned, by IRI.
///
/// # Errors
/// [`NoSuchName`] with the nearest names where nothing is found.
pub fn resolve_entity(
    name: &str,
    readings: &[Reading],
    ontology: &Ontology,
) -> Result<Vec<EntityIri>, NoSuchName> {
    let mut names = Names::new(name, ontology);
    let entities = readings.iter().flat_map(|reading| &reading.entities);
    for entity in entities {
        names.offer(&entity.iri.0, Rank::Label, &entity.label);
        for alias in &entity.aliases {
            names.offer(&entity.iri.0, Rank::Alias, alias);
        }
        if let Some(id) = ontology.individual(&entity.iri.0) {
            let individual = &ontology[id];
            names.offer(&entity.iri.0, Rank::Label, &individual.label);
            for alias in individual.aliases.iter().chain(&individual.demonyms) {
                names.offer(&entity.iri.0, Rank::Alias, alias);
            }
        }
    }
    let found = names.finish("entity")?;
    Ok(found.into_iter().map(EntityIri).collect())
}

/// The properties meant by an IRI, a prefixed name, its last part (`memberOf`), or a label ("member of").
///
/// # Errors
/// [`NoSuchName`] with the nearest names where nothing is found.
pub fn resolve_property(name: &str, ontology: &Ontology) -> Result<Vec<String>, NoSuchName> {
    let mut names = Names::new(name, ontology);
    for property in &ontology.properties {
        names.offer(&property.iri, Rank::Label, &property.label);
    }
    names.finish("property")
}

/// The classes meant by an IRI, a prefixed name, its last part (`Person`), or a label ("armed force").
///
/// # Errors
/// [`NoSuchName`] with the nearest names where nothing is found.
pub fn resolve_class(name: &str, ontology: &Ontology) -> Result<Vec<String>, NoSuchName> {
    let mut names = Names::new(name, ontology);
    for class in &ontology.classes {
        names.offer(&class.iri, Rank::Label, &class.label);
    }
    names.finish("class")
}

/// How a name was found; the smaller, the surer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Iri,
    Label,
    Alias,
    LocalName,
}

/// One search: everything that may be meant is offered, then the best way decides.
struct Names<'a> {
    wanted: &'a str,
    folded: String,
    expanded: Option<String>,
    found: BTreeMap<Rank, BTreeSet<String>>,
    known: BTreeSet<String>,
}

impl<'a> Names<'a> {
    fn new(wanted: &'a str, ontology: &Ontology) -> Self {
        let wanted = wanted.trim();
        let expanded = wanted
            .split_once(':')
            .and_then(|(prefix, local)| ontology.prefixes.get(prefix).map(|iri| format!("{iri}{local}")));
        Self {
            wanted,
            folded: fold(wanted),
            expanded,
            found: BTreeMap::new(),
            known: BTreeSet::new(),
        }
    }

    fn offer(&mut self, iri: &str, rank: Rank, name: &str) {
        let bracketed = self
            .wanted
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'));
        let rank = if iri == bracketed.unwrap_or(self.wanted) || Some(iri) == self.expanded.as_deref() {
            Some(Rank::Iri)
        } else if fold(name) == self.folded {
            Some(rank)
        } else if fold(local_name(iri)) == self.folded {
            Some(Rank::LocalName)
        } else {
            None
        };
        if let Some(rank) = rank {
            self.found.entry(rank).or_default().insert(iri.to_owned());
        }
        self.known.insert(name.to_owned());
    }

    fn finish(self, kind: &'static str) -> Result<Vec<String>, NoSuchName> {
        match self.found.into_iter().next() {
            Some((_, iris)) => Ok(iris.into_iter().collect()),
            None => Err(NoSuchName {
                kind,
                name: self.wanted.to_owned(),
                candidates: nearest(&self.folded, &self.known),
            }),
        }
    }
}

/// Case, underscores and the differences that [`fold_name`] knows make no other name.
fn fold(name: &str) -> String {
    fold_name(&name.replace('_', " ")).to_lowercase()
}

fn did_you_mean(candidates: &[String]) -> String {
    match candidates {
        [] => String::new(),
        [one] => format!("; did you mean `{one}`?"),
        many => format!("; did you mean one of `{}`?", many.join("`, `")),
    }
}

/// The five nearest names: those that contain the words wanted first, then by edit distance, as far
/// as a third of the letters are wrong.
fn nearest(wanted: &str, known: &BTreeSet<String>) -> Vec<String> {
    let letters: Vec<char> = wanted.chars().collect();
    let mut scored: Vec<(usize, usize, &String)> = known
        .iter()
        .filter_map(|name| {
            let folded = fold(name);
            let length = folded.chars().count();
            let contained = !letters.is_empty() && format!(" {folded} ").contains(&format!(" {wanted} "));
            if contained {
                return Some((0, length, name));
            }
            let limit = letters.len().max(3) / 3;
            if length.abs_diff(letters.len()) > limit {
                return None;
            }
            let distance = edit_distance(&letters, &folded.chars().collect::<Vec<_>>());
            (distance <= limit).then_some((distance, length, name))
        })
        .collect();
    scored.sort();
    scored
        .into_iter()
        .take(5)
        .map(|(_, _, name)| name.clone())
        .collect()
}

/// Optimal string alignment: insertions, deletions, substitutions, and swaps of neighbours.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let width = right.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut above: Vec<usize> = (0..width).collect();
    for (row, &a) in left.iter().enumerate() {
        let mut current = vec![row + 1; width];
        for (column, &b) in right.iter().enumerate() {
            let mut best = (above[column] + usize::from(a != b))
                .min(above[column + 1] + 1)
                .min(current[column] + 1);
            if row > 0 && column > 0 && a == right[column - 1] && left[row - 1] == b {
                best = best.min(before[column - 1] + 1);
            }
            current[column + 1] = best;
        }
        before = std::mem::replace(&mut above, current);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(left: &str, right: &str) -> usize {
        edit_distance(
            &left.chars().collect::<Vec<_>>(),
            &right.chars().collect::<Vec<_>>(),
        )
    }

    #[test]
    fn distance_counts_edits_and_swaps() {
        for (left, right, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("kitten", "sitting", 3),
            ("iarq", "iraq", 1),
        ] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
            assert_eq!(distance(right, left), expected, "{right} {left}");
        }
    }
}
