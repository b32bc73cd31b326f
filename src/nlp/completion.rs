//! Names that the sequence tagger cuts short or misses, completed from capitals, head words and the tree.
//!
//! The corpora leave out many names of kinds that news is full of. A run of capitalised proper nouns is
//! a name in English; its type is what the tagger's scores favour, unless its last word tells.

use super::analysis::{Name, NameType, Token, Upos};
use super::expressions::is_calendar_word;
use super::names::{LABELS, best_type, is_title};
use super::words::Word;

/// Last words of the names of parties, which are called as their members are.
const PARTIES: &[&str] = &[
    "communists",
    "conservatives",
    "democrats",
    "greens",
    "liberals",
    "nationalists",
    "republicans",
    "socialists",
];

/// Last words of the names of organisations.
const ORGANIZATIONS: &[&str] = &[
    "agency",
    "airlines",
    "airways",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "brigade",
    "brigades",
    "broadcasting",
    "brotherhood",
    "bureau",
    "cabinet",
    "club",
    "coalition",
    "command",
    "commission",
    "committee",
    "company",
    "confederation",
    "congress",
    "corp",
    "corp.",
    "corporation",
    "corps",
    "council",
    "court",
    "department",
    "directorate",
    "division",
    "electric",
    "energy",
    "exchange",
    "federation",
    "fleet",
    "force",
    "forces",
    "foundation",
    "front",
    "fund",
    "group",
    "guard",
    "guards",
    "holdings",
    "inc",
    "inc.",
    "industries",
    "institute",
    "institution",
    "junta",
    "league",
    "lines",
    "ltd",
    "ltd.",
    "militia",
    "ministry",
    "mission",
    "mobilization",
    "mobilisation",
    "motors",
    "movement",
    "navy",
    "network",
    "news",
    "observatory",
    "office",
    "oil",
    "organisation",
    "organization",
    "parliament",
    "partners",
    "party",
    "petroleum",
    "plc",
    "police",
    "post",
    "press",
    "regiment",
    "resistance",
    "school",
    "senate",
    "service",
    "services",
    "shipping",
    "society",
    "squadron",
    "steel",
    "syndicate",
    "systems",
    "technologies",
    "telecom",
    "times",
    "tribunal",
    "union",
    "university",
];
/// Last words of the names of places that no state is.
const LOCATIONS: &[&str] = &[
    "bay",
    "coast",
    "desert",
    "gulf",
    "heights",
    "island",
    "islands",
    "lake",
    "mountain",
    "mountains",
    "ocean",
    "peninsula",
    "plateau",
    "river",
    "sea",
    "strait",
    "strip",
    "valley",
];
/// Last words of the names of buildings and the like.
const FACILITIES: &[&str] = &[
    "airbase",
    "airport",
    "arena",
    "barracks",
    "base",
    "bridge",
    "camp",
    "cathedral",
    "church",
    "dam",
    "embassy",
    "hall",
    "hospital",
    "hotel",
    "jail",
    "mosque",
    "museum",
    "palace",
    "pipeline",
    "port",
    "prison",
    "refinery",
    "square",
    "stadium",
    "station",
    "street",
    "temple",
    "terminal",
    "theatre",
    "tower",
    "tunnel",
    "university hospital",
];
/// Last words of the names of events and laws.
const EVENTS: &[&str] = &[
    "championship",
    "championships",
    "conference",
    "cup",
    "festival",
    "games",
    "olympics",
    "summit",
    "war",
];
const LAWS: &[&str] = &[
    "accord",
    "accords",
    "act",
    "agreement",
    "constitution",
    "convention",
    "protocol",
    "treaty",
];

/// How far a run's best type may stay behind "no name", for each token.
const LEEWAY: f32 = 100.0;

/// Completes the names of a sentence.
pub(super) fn complete(
    found: Vec<Name>,
    words: &[Word],
    tokens: &[Token],
    emissions: &[[f32; LABELS]],
) -> Vec<Name> {
    let letters = words.iter().filter(|word| word.letter).count();
    let capitals = words.iter().filter(|word| word.capital && word.letter).count();
    let titled = letters > 3 && capitals * 10 > letters * 7;
    let completion = Completion {
        words,
        tokens,
        emissions,
        titled,
    };
    let mut names: Vec<Name> = Vec::new();
    for name in found {
        if !completion.is_spurious(&name) {
            names.push(name);
        }
    }
    completion.extend(&mut names);
    completion.add_runs(&mut names);
    for name in &mut names {
        name.kind = completion.kind(name);
    }
    names
}

struct Completion<'a> {
    words: &'a [Word],
    tokens: &'a [Token],
    emissions: &'a [[f32; LABELS]],
    /// Most words are capitalised: capitals say nothing.
    titled: bool,
}

impl Completion<'_> {
    fn norm(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.norm)
    }

    /// A word that can be part of a name: capitalised, a proper noun, neither title nor month.
    fn is_part(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital && word.letter)
            && matches!(self.tokens[at].upos, Upos::Propn)
            && !self.norm(at).contains(['@', '_'])
            && !is_title(self.norm(at))
            && !is_calendar_word(self.norm(at))
    }

    /// "Secretary of [State]", and what holds no letter.
    fn is_spurious(&self, name: &Name) -> bool {
        let start = name.tokens.start;
        let office = name.tokens.len() == 1
            && self.norm(start) == "state"
            && start > 1
            && self.norm(start - 1) == "of"
            && self.norm(start - 2).starts_with("secretar");
        let calendar = name.tokens.clone().all(|at| is_calendar_word(self.norm(at)));
        office
            || calendar
            || !name
                .tokens
                .clone()
                .any(|at| self.words[at].letter || self.words[at].digits)
    }

    /// Whether `at` and the name belong to one noun phrase of the kind that names are.
    fn is_linked(&self, at: usize, name: &Name) -> bool {
        let linked = |from: usize, to: usize| {
            self.tokens[from].head == Some(to)
                && matches!(
                    self.tokens[from].deprel,
                    "compound" | "flat" | "amod" | "nmod:desc"
                )
        };
        let shared = |other: usize| {
            self.tokens[at].head.is_some()
                && self.tokens[at].head == self.tokens[other].head
                && matches!(self.tokens[at].deprel, "compound" | "flat")
        };
        name.tokens
            .clone()
            .any(|other| linked(at, other) || linked(other, at) || shared(other))
    }

    /// A capitalised word that may stand within a name although it is no proper noun: "Syrian [Democratic] Forces".
    fn is_loose_part(&self, at: usize) -> bool {
        let word = |word: &Word| {
            word.capital && word.letter && !is_title(&word.norm) && !is_calendar_word(&word.norm)
        };
        !self.titled
            && self.words.get(at).is_some_and(word)
            && (self.is_part(at)
                || at > 0
                    && matches!(
                        self.tokens[at].upos,
                        Upos::Adj | Upos::Noun | Upos::Verb | Upos::Propn
                    ))
    }

    /// One past the run of capitalised words at `start`.
    fn run_end(&self, start: usize) -> usize {
        (start..=self.words.len())
            .find(|&at| !self.is_loose_part(at))
            .unwrap_or(start)
    }

    /// Adds the words that belong to a name: "Merrow [Lines]", "Syrian [Democratic Forces]".
    fn extend(&self, names: &mut Vec<Name>) {
        let mut index = 0;
        while index < names.len() {
            let mut name = names[index].clone();
            let limit = names
                .get(index + 1)
                .map_or(self.words.len(), |next| next.tokens.start);
            let run = self.run_end(name.tokens.end);
            let headed = run > name.tokens.end && ORGANIZATIONS.contains(&self.norm(run - 1));
            if headed && name.kind != NameType::Person {
                name.tokens.end = run;
                name.kind = NameType::Organization;
            } else if name.kind != NameType::Norp {
                while name.tokens.end < limit
                    && self.is_part(name.tokens.end)
                    && self.is_linked(name.tokens.end, &name)
                {
                    name.tokens.end += 1;
                }
            }
            let end = name.tokens.end;
            names[index] = name;
            while names.get(index + 1).is_some_and(|next| next.tokens.start < end) {
                names.remove(index + 1);
            }
            index += 1;
        }
    }

    /// Adds runs of capitalised words that no name touches.
    fn add_runs(&self, names: &mut Vec<Name>) {
        let mut covered = vec![false; self.words.len()];
        for name in names.iter() {
            covered[name.tokens.clone()].fill(true);
        }
        let mut at = 0;
        while at < self.words.len() {
            let start = at;
            while !covered.get(at).copied().unwrap_or(true) && self.is_loose_part(at) {
                at += 1;
            }
            if at > start && self.is_run_a_name(start, at) {
                // Any odd abbreviation looks like an organisation; one that is none does more harm than an open type.
                let kind = match best_type(&self.emissions[start..at]).0 {
                    NameType::Organization => NameType::Other,
                    kind => kind,
                };
                names.push(Name {
                    tokens: start..at,
                    kind,
                });
            }
            at = at.max(start + 1);
        }
        names.sort_by_key(|name| name.tokens.start);
    }

    /// Whether a run of capitalised words is a name: its last word says so, or the scores nearly do.
    fn is_run_a_name(&self, start: usize, end: usize) -> bool {
        let last = self.norm(end - 1);
        let heads = [ORGANIZATIONS, LOCATIONS, FACILITIES, EVENTS, LAWS];
        if end - start > 1 && heads.iter().any(|list| list.contains(&last)) {
            return true;
        }
        // The first word of a sentence is capitalised anyhow.
        let first = start == 0 && end == 1 && !self.words[start].norm.contains('-');
        let proper = (start..end).all(|at| self.tokens[at].upos == Upos::Propn);
        proper && !first && best_type(&self.emissions[start..end]).1 > -LEEWAY
    }

    /// The type of a name, where its last word or the word after it tells.
    fn kind(&self, name: &Name) -> NameType {
        let last = self.norm(name.tokens.end - 1);
        let first = self.norm(name.tokens.start);
        if name.tokens.len() == 1 {
            match last {
                "us" | "u.s." | "usa" | "uk" | "u.k." | "uae" => return NameType::Gpe,
                "un" | "u.n." | "eu" | "nato" => return NameType::Organization,
                _ => {}
            }
            let follows = self.norm(name.tokens.end);
            let place = matches!(
                name.kind,
                NameType::Person | NameType::Organization | NameType::Norp
            );
            if place && matches!(follows, "camp" | "prison" | "airport" | "airbase" | "dam") {
                return NameType::Gpe;
            }
            return name.kind;
        }
        if ["west bank", "middle east"].contains(&format!("{first} {last}").as_str())
            || matches!(first, "lake" | "mount" | "cape")
        {
            return NameType::Location;
        }
        let known = |list: &[&str]| list.contains(&last);
        let party = name.tokens.len() > 1 && known(PARTIES);
        if name.kind != NameType::Organization && (party || known(ORGANIZATIONS)) {
            NameType::Organization
        } else if known(LOCATIONS) {
            NameType::Location
        } else if known(FACILITIES) && name.kind != NameType::Person {
            NameType::Facility
        } else if known(EVENTS) && name.kind != NameType::Person {
            NameType::Event
        } else if known(LAWS) && name.kind != NameType::Person {
            NameType::Law
        } else {
            name.kind
        }
    }
}
