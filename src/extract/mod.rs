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
pub struct Extractor {
    /// Its name, as claims carry it.
    pub name: &'static str,
    /// Whether what it finds is open: relation phrases that no property covers.
    pub open: bool,
    find: fn(&Context<'_>, &mut Vec<Claim>),
}

/// All extractors, in the order in which they run.
pub const EXTRACTORS: &[Extractor] = &[
    Extractor {
        name: aliases::NAME,
        open: false,
        find: aliases::find,
    },
    Extractor {
        name: offices::NAME,
        open: false,
        find: offices::find,
    },
    Extractor {
        name: descriptions::NAME,
        open: false,
        find: descriptions::find,
    },
    Extractor {
        name: affiliations::NAME,
        open: false,
        find: affiliations::find,
    },
    Extractor {
        name: locations::NAME,
        open: false,
        find: locations::find,
    },
    Extractor {
        name: clauses::NAME,
        open: false,
        find: clauses::find,
    },
    Extractor {
        name: open::NAME,
        open: true,
        find: open::find,
    },
];

/// The claims of a document, in text order; open ones too if `open`.
pub fn extract(context: &Context<'_>, open: bool) -> Vec<Claim> {
    let mut claims = Vec::new();
    for extractor in EXTRACTORS.iter().filter(|extractor| open || !extractor.open) {
        (extractor.find)(context, &mut claims);
    }
    metonymy::resolve(context, &mut claims);
    choose::choose(context, claims)
}
