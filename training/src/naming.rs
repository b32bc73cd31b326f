//! Names of corpora with several schemes, brought to one: see `nlp::names`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::gazetteer::{Lists, key};
use crate::nlp::names::{self, TYPES};
use crate::nlp::tokens;
use crate::nlp::words::Word;
use crate::nlp::{Name, NameType};

/// Tokens and their tags as the corpus has them.
pub(crate) type Raw = Vec<(String, String)>;

/// A sentence to learn from.
pub(crate) struct Example {
    pub(crate) forms: Vec<String>,
    pub(crate) labels: Vec<u8>,
}

/// GMB: form, Penn tag, name tag.
pub(crate) fn read_gmb(path: &Path) -> (Vec<Raw>, Vec<Raw>) {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text: String = bytes
        .iter()
        .map(|&byte| {
            if byte < 0x80 {
                byte as char
            } else {
                windows_1252(byte)
            }
        })
        .collect();
    let (mut tags, mut names) = (Vec::new(), Vec::new());
    for line in text.lines().skip(1) {
        if line.starts_with("Sentence") || tags.is_empty() {
            tags.push(Vec::new());
            names.push(Vec::new());
        }
        let Some((rest, name)) = line.rsplit_once(',') else {
            continue;
        };
        let Some((rest, tag)) = rest.rsplit_once(',') else {
            continue;
        };
        let Some((_, form)) = rest.split_once(',') else {
            continue;
        };
        let form = form.trim_matches('"').replace("\"\"", "\"");
        let form = if form.is_empty() { "\"".to_owned() } else { form };
        if let (Some(tags), Some(names)) = (tags.last_mut(), names.last_mut()) {
            tags.push((form.clone(), tag.to_owned()));
            names.push((form, name.to_owned()));
        }
    }
    (tags, names)
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x91 | 0x92 => '\'',
        0x93 | 0x94 => '"',
        0x96 | 0x97 => '-',
        other => char::from(other),
    }
}

/// Columns of token and tag; IO tags count as IOB.
pub(crate) fn read_columns(path: &Path, token: usize, tag: usize, separator: char) -> Vec<Raw> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut sentences = vec![Vec::new()];
    for line in text.lines() {
        let cells: Vec<&str> = line.split(separator).collect();
        if line.trim().is_empty() {
            sentences.push(Vec::new());
        } else if !(line.starts_with("# ") && token > 0)
            && let (Some(token), Some(tag), Some(sentence)) =
                (cells.get(token), cells.get(tag), sentences.last_mut())
        {
            sentence.push(((*token).to_owned(), (*tag).to_owned()));
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

const LOCATION_WORDS: &[&str] = &[
    "river",
    "sea",
    "ocean",
    "gulf",
    "bay",
    "strait",
    "straits",
    "mountain",
    "mountains",
    "mount",
    "lake",
    "valley",
    "desert",
    "peninsula",
    "island",
    "islands",
    "isle",
    "strip",
    "bank",
    "plateau",
    "coast",
    "canal",
    "basin",
    "delta",
    "east",
    "africa",
    "europe",
    "asia",
    "america",
    "americas",
    "antarctica",
    "middle",
    "mediterranean",
    "pacific",
    "atlantic",
    "arctic",
    "caribbean",
    "balkans",
    "caucasus",
    "sahara",
    "himalayas",
    "alps",
    "kashmir",
    "heights",
    "region",
    "earth",
    "moon",
    "mars",
    "horn",
    "forest",
    "park",
    "creek",
    "hills",
    "glacier",
    "border",
    "line",
    "zone",
    "triangle",
];
const FACILITY_WORDS: &[&str] = &[
    "airport",
    "airbase",
    "base",
    "bridge",
    "hotel",
    "prison",
    "camp",
    "street",
    "avenue",
    "road",
    "stadium",
    "church",
    "mosque",
    "hospital",
    "palace",
    "square",
    "station",
    "building",
    "tower",
    "embassy",
    "plant",
    "reactor",
    "museum",
    "theatre",
    "theater",
    "restaurant",
    "cafe",
    "mall",
    "shrine",
    "temple",
    "cathedral",
    "port",
    "highway",
    "tunnel",
    "dam",
    "center",
    "centre",
    "hall",
    "library",
    "house",
    "market",
    "pipeline",
    "checkpoint",
    "jail",
    "barracks",
    "arena",
];

/// Knows which places are what.
pub(crate) struct Scheme<'a> {
    lists: &'a Lists,
    demonyms: BTreeSet<String>,
}

impl<'a> Scheme<'a> {
    pub(crate) fn new(lists: &'a Lists, gmb_tags: &[Raw], gmb_names: &[Raw]) -> Self {
        let mut demonyms = BTreeSet::new();
        for (tags, names) in gmb_tags.iter().zip(gmb_names) {
            for (at, ((form, tag), (_, name))) in tags.iter().zip(names).enumerate() {
                let alone = names.get(at + 1).is_none_or(|(_, next)| next != "I-gpe");
                if name == "B-gpe" && alone && (tag.starts_with("JJ") || tag == "NNS" || tag == "NNPS") {
                    demonyms.insert(key(form));
                }
            }
        }
        Self { lists, demonyms }
    }

    fn place(&self, name: &str) -> NameType {
        let words: Vec<&str> = name.split(' ').collect();
        let has = |list: &[&str]| {
            words
                .first()
                .is_some_and(|word| matches!(*word, "mount" | "lake" | "gulf") && list.contains(word))
                || words.last().is_some_and(|word| list.contains(word))
        };
        if self.lists.countries.contains(name) {
            NameType::Gpe
        } else if words.len() > 1 && has(FACILITY_WORDS) {
            NameType::Facility
        } else if has(LOCATION_WORDS) && name != "south africa" {
            NameType::Location
        } else {
            NameType::Gpe
        }
    }

    /// The type of a name in a corpus; `None` for what is no name for us.
    fn kind(&self, tag: &str, name: &str) -> Option<NameType> {
        let norp = self.demonyms.contains(name);
        Some(match tag.to_ascii_lowercase().as_str() {
            "per" | "person" | "politician" => NameType::Person,
            "org" | "organization" | "organisation" | "politicalparty" | "corporation" => {
                NameType::Organization
            }
            "geo" | "loc" | "location" => self.place(name),
            "country" => NameType::Gpe,
            "gpe" if norp => NameType::Norp,
            "gpe"
                if self.lists.countries.contains(name)
                    || self.lists.cities.contains(name)
                    || name == "u.s." =>
            {
                NameType::Gpe
            }
            "gpe" => NameType::Norp,
            "eve" | "event" | "election" => NameType::Event,
            "art" => NameType::Work,
            "nat" => NameType::Other,
            "oth" | "misc" if norp => NameType::Norp,
            "oth" | "misc" => NameType::Other,
            _ => return None,
        })
    }

    /// Splits the corpus's tokens as ours are, and brings its tags to our labels.
    pub(crate) fn example(&self, raw: &Raw, io: bool) -> Example {
        let mut forms: Vec<String> = Vec::new();
        let mut tags: Vec<String> = Vec::new();
        for (form, tag) in raw {
            let form = if form == "``" || form == "''" { "\"" } else { form };
            let pieces = if form.contains("://") {
                Vec::new()
            } else {
                tokens::tokenise(form, 0)
            };
            if pieces.len() < 2 {
                forms.push(form.to_owned());
                tags.push(tag.clone());
                continue;
            }
            let lower_after = pieces
                .last()
                .is_some_and(|span| span.of(form).starts_with(char::is_lowercase));
            for (index, span) in pieces.iter().enumerate() {
                forms.push(span.of(form).to_owned());
                // "Indian-controlled": only the first part is a name.
                let part = match tag.split_once('-') {
                    Some(_) if lower_after && index > 0 => "O".to_owned(),
                    Some((_, kind)) if index > 0 => format!("I-{kind}"),
                    _ => tag.clone(),
                };
                tags.push(part);
            }
        }
        let references: Vec<&str> = forms.iter().map(String::as_str).collect();
        let words = Word::all(&references);
        let mut labels = vec![0; words.len()];
        let mut at = 0;
        while at < tags.len() {
            let Some((_, kind)) = tags[at].split_once('-') else {
                at += 1;
                continue;
            };
            let continues = |tag: &str| {
                tag.split_once('-')
                    .is_some_and(|(mark, next)| mark == "I" && next == kind)
            };
            let end = (at + 1..tags.len())
                .find(|&end| !continues(&tags[end]))
                .unwrap_or(tags.len());
            let _ = io;
            let mut name = Name {
                tokens: at..end,
                kind: NameType::Other,
            };
            if matches!(kind, "per" | "PER" | "person" | "politician") {
                name.kind = NameType::Person;
            }
            names::trim(&mut name, &words);
            let norm: Vec<&str> = words[name.tokens.clone()]
                .iter()
                .map(|word| word.norm.as_str())
                .collect();
            let only_title = name.kind == NameType::Person && norm.iter().all(|norm| names::is_title(norm));
            if let Some(kind) = self.kind(kind, &norm.join(" ")).filter(|_| !only_title) {
                let number = TYPES
                    .iter()
                    .position(|&known| known == kind)
                    .unwrap_or(TYPES.len() - 1);
                labels[name.tokens.clone()].fill(inside(number));
                labels[name.tokens.start] = begin(number);
            }
            at = end;
        }
        Example { forms, labels }
    }
}

/// Label of a name's first token.
fn begin(kind: usize) -> u8 {
    1 + 2 * kind as u8
}

/// Label of a name's further tokens.
fn inside(kind: usize) -> u8 {
    2 + 2 * kind as u8
}
