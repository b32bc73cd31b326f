//! From analysed sentences to claims.
//!
//! Extractors read a [`Context`] and return claims; they never touch the store, print, or read files.
//! Each stands in a file of its own and in the table [`EXTRACTORS`]; what they share is below them:
//! [`predicate`] structures, [`factuality`], [`attribution`], [`time`] and the [`patterns`] that the
//! ontology's examples teach.

pub mod attribution;
pub mod factuality;
pub mod patterns;
pub mod predicate;
pub mod quantity;
pub mod time;

mod affiliations;
mod aliases;
mod choose;
mod clauses;
mod context;
mod descriptions;
mod lexicon;
mod locations;
mod metonymy;
mod offices;
mod open;
mod quotes;

pub use context::{Context, fold};

use crate::claim::Claim;

/// A way of finding claims.
#[derive(Debug)]
pub struct Extractor {
    /// Its name, as claims carry it.
    pub name: &'static str,
    /// Whether what it finds is open: relation phrases that no property covers.
    pub open: bool,
    /// What it finds, an example, and what it misses, as its file says at the top.
    source: &'static str,
    find: fn(&Context<'_>, &mut Vec<Claim>),
}

/// All extractors, in the order in which they run.
pub const EXTRACTORS: &[Extractor] = &[
    extractor(aliases::NAME, include_str!("aliases.rs"), aliases::find),
    extractor(offices::NAME, include_str!("offices.rs"), offices::find),
    extractor(
        descriptions::NAME,
        include_str!("descriptions.rs"),
        descriptions::find,
    ),
    extractor(
        affiliations::NAME,
        include_str!("affiliations.rs"),
        affiliations::find,
    ),
    extractor(locations::NAME, include_str!("locations.rs"), locations::find),
    extractor(clauses::NAME, include_str!("clauses.rs"), clauses::find),
    Extractor {
        open: true,
        ..extractor(open::NAME, include_str!("open/mod.rs"), open::find)
    },
];

const fn extractor(
    name: &'static str,
    source: &'static str,
    find: fn(&Context<'_>, &mut Vec<Claim>),
) -> Extractor {
    Extractor {
        name,
        open: false,
        source,
        find,
    }
}

impl Extractor {
    /// The extractor of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        EXTRACTORS.iter().find(|extractor| extractor.name == name)
    }

    /// What it finds, an example, what it misses: headings with their texts.
    pub fn about(&self) -> Vec<(String, String)> {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        let text: Vec<&str> = lines.map(str::trim).collect();
        text.join("\n")
            .split("\n\n")
            .filter_map(|paragraph| {
                let (heading, text) = paragraph.strip_prefix('*')?.split_once(".* ")?;
                Some((heading.to_owned(), text.replace('\n', " ")))
            })
            .collect()
    }
}

/// Those that run if nothing else is said; those of open claims too if `open`.
pub fn usual(open: bool) -> Vec<&'static Extractor> {
    EXTRACTORS
        .iter()
        .filter(|extractor| open || !extractor.open)
        .collect()
}

/// The claims that extractors find in a document, in text order.
pub fn extract(context: &Context<'_>, extractors: &[&Extractor]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for extractor in extractors {
        (extractor.find)(context, &mut claims);
    }
    metonymy::resolve(context, &mut claims);
    choose::choose(context, claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_extractor_says_what_it_finds_and_misses() {
        for extractor in EXTRACTORS {
            let about = extractor.about();
            let headings: Vec<&str> = about
                .iter()
                .map(|(heading, _)| heading.trim_end_matches('.'))
                .collect();
            assert_eq!(
                headings,
                ["What it finds", "Example", "Misses"],
                "{}",
                extractor.name
            );
        }
    }
}
