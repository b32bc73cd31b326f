//! Lists of given names, family names, cities, states and countries.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::nlp::names::{self, list_feature};
use crate::nlp::tokens;
use crate::nlp::weights::Table;
use crate::nlp::words::{Style, Word};

/// What kind of list knows a name, in the order of the table's classes.
#[derive(Default)]
pub(crate) struct Lists {
    pub(crate) given: BTreeSet<String>,
    pub(crate) family: BTreeSet<String>,
    pub(crate) cities: BTreeSet<String>,
    pub(crate) countries: BTreeSet<String>,
    pub(crate) states: BTreeSet<String>,
}

impl Lists {
    pub(crate) fn read(folder: &Path) -> Self {
        let read = |path: &str| {
            std::fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
        };
        let mut lists = Self::default();
        for line in read("namedatabases/NamesDatabases/first names/us.txt").lines() {
            lists.given.insert(key(line));
        }
        for line in read("namedatabases/NamesDatabases/first names/all.txt").lines() {
            lists.given.insert(key(line));
        }
        for line in read("namedatabases/NamesDatabases/surnames/all.txt").lines() {
            lists.family.insert(key(line));
        }
        for line in read("world-cities/data/world-cities.csv").lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            if let [city, country, state, ..] = cells.as_slice() {
                lists.cities.insert(key(city));
                lists.countries.insert(key(country));
                lists.states.insert(key(state));
            }
        }
        for set in [
            &mut lists.given,
            &mut lists.family,
            &mut lists.cities,
            &mut lists.countries,
            &mut lists.states,
        ] {
            set.retain(|entry| entry.chars().count() > 2);
        }
        for short in [
            "us", "u.s.", "usa", "uk", "u.k.", "uae", "britain", "england", "scotland", "wales",
        ] {
            lists.countries.insert(short.to_owned());
        }
        lists
    }

    /// As the table that the name finder reads.
    pub(crate) fn table(&self) -> Table {
        let mut rows: BTreeMap<u32, Vec<(u8, i16)>> = BTreeMap::new();
        for (class, set) in [
            &self.given,
            &self.family,
            &self.cities,
            &self.countries,
            &self.states,
        ]
        .into_iter()
        .enumerate()
        {
            for entry in set.iter().filter(|entry| entry.split(' ').count() <= 3) {
                let list = rows.entry(list_feature(entry.split(' '))).or_default();
                if list.iter().all(|&(known, _)| usize::from(known) != class) {
                    list.push((class as u8, 1));
                }
            }
        }
        let rows: Vec<_> = rows.into_iter().collect();
        Table::new(names::LISTS_BITS, &rows)
    }
}

/// Words in the form that the name finder compares, with spaces between.
pub(crate) fn key(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{FEFF}');
    let words: Vec<String> = tokens::tokenise(name, 0)
        .into_iter()
        .map(|span| Word::new(span.of(name), Style::Running).norm)
        .collect();
    words.join(" ")
}
