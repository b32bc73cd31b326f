//! Names that nobody has: a reader that knows the names of its corpora must read those of tomorrow as well.
//!
//! Words of persons, organisations and places are replaced by words made of the start of one name and the end of
//! another of the same table, so that neither their form nor the lists of names say what they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::nlp::weights::hash_bytes;

/// Labels of persons, organisations and places: see `names::TYPES`.
const NAMED: std::ops::RangeInclusive<u8> = 1..=8;
/// Shortest word that is replaced, in characters.
const SHORTEST: usize = 4;
const CALENDAR: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Internet",
];

/// What the names of a table are made of.
pub(crate) struct Inventor {
    /// Words that a table has in lower case too: "Bank", "President".
    common: BTreeSet<String>,
    starts: Vec<String>,
    ends: Vec<String>,
}

/// A row of a table: form, tag, head, relation, label of names.
type Row<'a> = Vec<&'a str>;

impl Inventor {
    /// Takes the names of `table` apart.
    pub(crate) fn new(table: &str) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for line in table.lines() {
            *counts
                .entry(line.split('\t').next().unwrap_or_default())
                .or_default() += 1;
        }
        let common = counts
            .iter()
            .filter(|(form, count)| **count > 1 && form.starts_with(char::is_lowercase))
            .map(|(form, _)| (*form).to_owned())
            .collect();
        let mut inventor = Self {
            common,
            starts: Vec::new(),
            ends: Vec::new(),
        };
        let names: BTreeSet<&str> = table
            .lines()
            .map(|line| line.split('\t').collect::<Row>())
            .filter(|row| inventor.is_name(row))
            .map(|row| row[0])
            .collect();
        for name in names {
            if let Some(at) = middle(name) {
                inventor.starts.push(name[..at].to_owned());
                inventor.ends.push(name[at..].to_owned());
            }
        }
        inventor
    }

    /// The forms of a sentence with its names replaced; a name that comes twice is replaced alike.
    pub(crate) fn replace(&self, sentence: &str) -> Vec<String> {
        let salt = hash_bytes(sentence.bytes());
        sentence
            .lines()
            .map(|line| {
                let row: Row = line.split('\t').collect();
                if self.is_name(&row) {
                    self.invent(row[0], salt)
                } else {
                    row[0].to_owned()
                }
            })
            .collect()
    }

    /// One word in four stays, as real names stand beside new ones.
    fn invent(&self, form: &str, salt: u32) -> String {
        let chosen = |number: u32| hash_bytes(form.bytes().chain((salt ^ number).to_le_bytes())) as usize;
        if self.starts.is_empty() || chosen(0) % 4 == 0 {
            return form.to_owned();
        }
        let start = &self.starts[chosen(1) % self.starts.len()];
        let end = &self.ends[chosen(2) % self.ends.len()];
        format!("{start}{end}")
    }

    fn is_name(&self, row: &Row) -> bool {
        let &[form, tag, _, _, label] = row.as_slice() else {
            return false;
        };
        let named = match label.parse::<u8>() {
            Ok(label) => NAMED.contains(&label),
            Err(_) => tag.starts_with("PROPN"),
        };
        let mut chars = form.chars();
        named
            && form.chars().count() >= SHORTEST
            && chars.next().is_some_and(char::is_uppercase)
            && chars.all(char::is_lowercase)
            && !CALENDAR.contains(&form)
            && !self.common.contains(&form.to_lowercase())
    }
}

/// The place before the consonant that is nearest to the middle of a word.
fn middle(name: &str) -> Option<usize> {
    let vowel = |c: char| "aeiouy".contains(c);
    let half = name.len() / 2;
    name.char_indices()
        .zip(name.chars().skip(1))
        .filter(|&((at, c), next)| at > 1 && !vowel(c) && vowel(next))
        .map(|((at, _), _)| at)
        .min_by_key(|at| at.abs_diff(half))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "Maria\t_\t_\t_\t1\nsaw\t_\t_\t_\t0\nthe\t_\t_\t_\t0\nBank\t_\t_\t_\t3\n\nthe\t_\t_\t_\t0\n\
                         bank\t_\t_\t_\t0\nof\t_\t_\t_\t0\nKarola\t_\t_\t_\t5\nbank\t_\t_\t_\t0\n";

    #[test]
    fn new_names_are_made_of_parts_of_others_and_words_stay() {
        let inventor = Inventor::new(TABLE);
        for block in TABLE.split("\n\n") {
            let forms = inventor.replace(block);
            assert_eq!(forms.len(), block.lines().count());
            for (form, line) in forms.iter().zip(block.lines()) {
                let name = ["Maria", "Karola", "Marila", "Kala", "Maka"]
                    .iter()
                    .any(|name| form.starts_with(&name[..2]));
                assert!(name || line.starts_with(form.as_str()), "{form} for {line}");
            }
        }
    }

    #[test]
    fn words_are_parted_before_a_consonant() {
        assert_eq!(middle("Karola"), Some(2));
        assert_eq!(middle("Ali"), None);
    }
}
