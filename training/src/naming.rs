//! Training of the name finder: corpora of several schemes brought to one, see `nlp::names`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::gazetteer::{Lists, key};
use crate::nlp::Name;
use crate::nlp::NameType;
use crate::nlp::names::{self, LABELS, TYPES};
use crate::nlp::tagger::{self, Tagset};
use crate::nlp::tokens;
use crate::nlp::weights::{Table, Weights};
use crate::nlp::words::Word;
use crate::perceptron::{Averaged, Random};

/// Tokens and their tags as the corpus has them.
pub(crate) type Raw = Vec<(String, String)>;

/// A sentence to learn from.
pub(crate) struct Example {
    pub(crate) forms: Vec<String>,
    pub(crate) words: Vec<Word>,
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
        Example {
            forms,
            words,
            labels,
        }
    }
}

/// Copies of some sentences in capitals or title case.
pub(crate) fn headlines(examples: &mut Vec<Example>, percent: usize, random: &mut Random) {
    let mut copies = Vec::new();
    for example in examples.iter() {
        if example.words.len() < 4 || random.below(100) >= percent {
            continue;
        }
        let upper = random.below(2) == 0;
        let forms: Vec<String> = example
            .words
            .iter()
            .map(|word| {
                if upper {
                    return word.norm.to_uppercase();
                }
                let mut chars = word.norm.chars();
                if word.norm.chars().count() < 4 && !word.capital {
                    return word.norm.clone();
                }
                chars
                    .next()
                    .into_iter()
                    .flat_map(char::to_uppercase)
                    .chain(chars)
                    .collect()
            })
            .collect();
        let references: Vec<&str> = forms.iter().map(String::as_str).collect();
        copies.push(Example {
            words: Word::all(&references),
            forms,
            labels: example.labels.clone(),
        });
    }
    examples.extend(copies);
}

/// What reads a sentence before names are found.
pub(crate) struct Tags<'a, W: Weights> {
    pub(crate) tagset: &'a Tagset,
    pub(crate) lexicon: &'a Table,
    pub(crate) tagger: &'a W,
    pub(crate) lists: &'a Table,
}

impl<W: Weights> Tags<'_, W> {
    fn features(&self, words: &[Word]) -> Vec<Vec<u32>> {
        let tags = tagger::tag(words, self.lexicon, self.tagger, self.tagset.count());
        let mut out = Vec::new();
        names::features(words, &tags, self.lexicon, self.lists, &mut out);
        out
    }
}

/// What each wrong label gains in training, so that the right ones must lead clearly.
const MARGIN: f32 = 30.0;

pub(crate) fn train<W: Weights>(
    examples: &[Example],
    tags: &Tags<'_, W>,
    epochs: usize,
    mut report: impl FnMut(&Averaged),
) -> Averaged {
    let mut weights = Averaged::new(names::BITS);
    let predicted: Vec<Vec<u8>> = examples
        .iter()
        .map(|example| tagger::tag(&example.words, tags.lexicon, tags.tagger, tags.tagset.count()))
        .collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(5);
    let mut features = Vec::new();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let mut wrong = 0usize;
        let mut matrix = names::transitions(&weights);
        for &index in &order {
            let example = &examples[index];
            names::features(
                &example.words,
                &predicted[index],
                tags.lexicon,
                tags.lists,
                &mut features,
            );
            let mut emissions = names::emissions(&features, &weights);
            for (scores, &gold) in emissions.iter_mut().zip(&example.labels) {
                for (label, score) in scores.iter_mut().enumerate() {
                    if label != usize::from(gold) {
                        *score += MARGIN;
                    }
                }
            }
            let guess = names::decode(&emissions, &matrix);
            weights.tick();
            if guess == example.labels {
                continue;
            }
            wrong += 1;
            for at in 0..guess.len() {
                let (gold, guessed) = (example.labels[at], guess[at]);
                if gold != guessed {
                    for &feature in &features[at] {
                        weights.update(feature, gold, 1.0);
                        weights.update(feature, guessed, -1.0);
                    }
                }
                let before = |labels: &[u8]| {
                    if at == 0 {
                        LABELS
                    } else {
                        usize::from(labels[at - 1])
                    }
                };
                let (from, from_guess) = (before(&example.labels), before(&guess));
                if gold != guessed || from != from_guess {
                    weights.update(names::transition_feature(from), gold, 1.0);
                    weights.update(names::transition_feature(from_guess), guessed, -1.0);
                }
            }
            matrix = names::transitions(&weights);
        }
        eprintln!(
            "  epoch {}: {wrong} of {} sentences wrong",
            epoch + 1,
            examples.len()
        );
        report(&weights);
    }
    weights
}

/// F1 over PER, ORG, LOC as UNER has them.
pub(crate) fn evaluate<W: Weights, V: Weights>(examples: &[Example], weights: &V, tags: &Tags<'_, W>) -> f64 {
    let matrix = names::transitions(weights);
    let coarse = |kind: NameType| match kind {
        NameType::Person => Some(0),
        NameType::Organization => Some(1),
        NameType::Gpe | NameType::Location | NameType::Facility => Some(2),
        _ => None,
    };
    let (mut hits, mut gold, mut found) = (0usize, 0usize, 0usize);
    for example in examples {
        let set = |labels: &[u8]| -> Vec<(std::ops::Range<usize>, i32)> {
            names::from_labels(labels)
                .into_iter()
                .filter_map(|name| Some((name.tokens, coarse(name.kind)?)))
                .collect()
        };
        let system = set(&names::decode(&names::emissions(&tags.features(&example.words), weights), &matrix));
        let right = set(&example.labels);
        hits += system.iter().filter(|name| right.contains(name)).count();
        gold += right.len();
        found += system.len();
    }
    2.0 * hits as f64 / (gold + found).max(1) as f64
}

/// Label of a name's first token.
fn begin(kind: usize) -> u8 {
    1 + 2 * kind as u8
}

/// Label of a name's further tokens.
fn inside(kind: usize) -> u8 {
    2 + 2 * kind as u8
}
