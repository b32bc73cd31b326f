//! Names: the labels of their tokens, and the best sequence of these (Viterbi).
//!
//! The corpora name things by different schemes; training brings them to one. GMB: `per` loses
//! leading titles ("President"), `geo` is split into countries, cities and states ([`NameType::Gpe`])
//! and other places by gazetteer and head word, `gpe` is [`NameType::Norp`] unless it is the name of
//! a country, `art` is a work or a product, `nat` is other; its `tim` is left to the rules for
//! expressions of time. UNER and wikigold: LOC is split like `geo`, their rest (OTH, MISC) gives
//! nationalities where a word is one. CrossNER: parties and organisations are one type, elections
//! and events are one. No name begins with an article or ends with a possessive clitic.

use super::analysis::{Name, NameType};
use super::weights::{Table, feature, hash_bytes};
use super::words::Word;

/// Entries of the name lists lie below `1 << LISTS_BITS`.
pub(crate) const LISTS_BITS: u32 = 24;

/// Types that are learned, in the order of their labels.
pub(crate) const TYPES: [NameType; 10] = [
    NameType::Person,
    NameType::Organization,
    NameType::Gpe,
    NameType::Location,
    NameType::Facility,
    NameType::Norp,
    NameType::Event,
    NameType::Work,
    NameType::Product,
    NameType::Other,
];

/// Number of labels: outside, and begin and inside of each type.
pub(crate) const LABELS: usize = 1 + 2 * TYPES.len();

/// The entry of a name list: words in lower case with spaces between.
pub(crate) fn list_feature<'a>(words: impl Iterator<Item = &'a str>) -> u32 {
    let bytes = words.flat_map(|word| word.bytes().chain([b' ']));
    feature(LISTS_BITS, 2, [hash_bytes(bytes), 0, 0])
}

/// Which lists know each word, alone (even bits) or as part of a longer entry (odd bits).
pub(crate) fn known(words: &[Word], lists: &Table) -> Vec<u32> {
    let n = words.len();
    let mut known = vec![0; n];
    for start in 0..n {
        for length in 1..=3.min(n - start) {
            let entry = list_feature(words[start..start + length].iter().map(|word| word.norm.as_str()));
            for (class, _) in lists.list(entry) {
                let shift = u32::from(class) * 2 + u32::from(length > 1);
                for mask in &mut known[start..start + length] {
                    *mask |= 1 << shift;
                }
            }
        }
    }
    known
}

/// Which label may follow which, as a matrix of costs, `(LABELS + 1) * LABELS`; the last row is the sentence's start.
pub(crate) fn transitions() -> Vec<f32> {
    let cost = |from, to| {
        if may_follow(from, to) {
            0.0
        } else {
            f32::NEG_INFINITY
        }
    };
    (0..=LABELS)
        .flat_map(|from| (0..LABELS).map(move |to| cost(from, to)))
        .collect()
}

fn may_follow(from: usize, to: usize) -> bool {
    let inside = to > 0 && to.is_multiple_of(2);
    !inside || (from < LABELS && (from == to || from + 1 == to))
}

/// The best sequence of labels (Viterbi).
pub(crate) fn decode(emissions: &[[f32; LABELS]], transitions: &[f32]) -> Vec<u8> {
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(emissions.len());
    let mut before: Option<[f32; LABELS]> = None;
    for local in emissions {
        let mut scores = [f32::NEG_INFINITY; LABELS];
        let mut sources = [0u8; LABELS];
        for to in 0..LABELS {
            let mut best = (f32::NEG_INFINITY, 0);
            match &before {
                None => best.0 = transitions[LABELS * LABELS + to],
                Some(before) => {
                    for (from, score) in before.iter().enumerate() {
                        let score = score + transitions[from * LABELS + to];
                        if score > best.0 {
                            best = (score, from as u8);
                        }
                    }
                }
            }
            scores[to] = best.0 + local[to];
            sources[to] = best.1;
        }
        before = Some(scores);
        back.push(sources);
    }
    let mut label = before.map_or(0, |scores| super::tagger::best(&scores) as u8);
    let mut labels = vec![0; back.len()];
    for (slot, sources) in labels.iter_mut().zip(&back).rev() {
        *slot = label;
        label = sources[usize::from(label)];
    }
    labels
}

/// The type that fits a stretch of tokens best if it is a name, and by how much for each token it beats no name.
pub(crate) fn best_type(emissions: &[[f32; LABELS]]) -> (NameType, f32) {
    let mut best = (f32::NEG_INFINITY, NameType::Other);
    // The last four are rare, and only seen in the corpora where something marks them.
    for (number, &kind) in TYPES.iter().enumerate().take(6) {
        let sum: f32 = emissions
            .iter()
            .enumerate()
            .map(|(at, scores)| scores[1 + 2 * number + usize::from(at > 0)])
            .sum();
        if sum > best.0 {
            best = (sum, kind);
        }
    }
    let outside: f32 = emissions.iter().map(|scores| scores[0]).sum();
    (best.1, (best.0 - outside) / emissions.len().max(1) as f32)
}

/// Names from labels.
pub(crate) fn from_labels(labels: &[u8]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        if label == 0 {
            continue;
        }
        let kind = TYPES[usize::from((label - 1) / 2) % TYPES.len()];
        match names.last_mut() {
            Some(name) if label % 2 == 0 && name.tokens.end == at && name.kind == kind => {
                name.tokens.end = at + 1;
            }
            _ => names.push(Name {
                tokens: at..at + 1,
                kind,
            }),
        }
    }
    names
}

/// Titles that stand before a person's name and are no part of it, in lower case.
const TITLES: &[&str] = &[
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "prof",
    "prof.",
    "professor",
    "president",
    "vice-president",
    "prime",
    "minister",
    "premier",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
    "general",
    "gen.",
    "gen",
    "colonel",
    "col.",
    "major",
    "maj.",
    "captain",
    "capt.",
    "lieutenant",
    "lt.",
    "lt",
    "sergeant",
    "sgt.",
    "admiral",
    "senator",
    "sen.",
    "sen",
    "representative",
    "rep.",
    "congressman",
    "congresswoman",
    "governor",
    "gov.",
    "mayor",
    "secretary",
    "secretary-general",
    "secretary-of-state",
    "ambassador",
    "envoy",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "judge",
    "justice",
    "foreign",
    "defense",
    "defence",
    "interior",
    "finance",
    "deputy",
    "vice",
    "chief",
    "chairman",
    "chairwoman",
    "speaker",
    "leader",
    "commander",
    "director",
    "head",
    "pope",
    "bishop",
    "archbishop",
    "cardinal",
    "ayatollah",
    "sheikh",
    "sheik",
    "imam",
    "mullah",
    "rabbi",
    "father",
    "sister",
    "brother",
    "brigadier",
    "field",
    "marshal",
    "former",
    "late",
    "acting",
    "then",
    "attorney",
    "sir",
    "lord",
    "lady",
    "dame",
    "first",
    "opposition",
    "party",
    "state",
    "of",
    "the",
    "for",
    "affairs",
    "u.s.",
    "-",
    "elect",
    "president-elect",
    "ex-president",
    "crown",
    "emir",
    "sultan",
    "commissioner",
    "inspector",
    "officer",
    "detective",
    "comrade",
    "citizen",
    "rev.",
    "reverend",
    "coach",
    "actor",
    "actress",
    "singer",
    "author",
    "national",
    "security",
    "adviser",
    "advisor",
    "council",
    "staff",
    "army",
    "executive",
    "managing",
    "congressional",
    "house",
];

/// Whether `norm` is a title or stands within one.
pub(crate) fn is_title(norm: &str) -> bool {
    TITLES.contains(&norm)
}

/// The part of a name without leading article, leading titles of persons, and trailing clitic.
pub(crate) fn trim(name: &mut Name, words: &[Word]) {
    let norm = |at: usize| words[at].norm.as_str();
    let range = &mut name.tokens;
    while range.len() > 1 && matches!(norm(range.end - 1), "'s" | "'" | "," | "-" | "\"" | "of" | "and") {
        range.end -= 1;
    }
    while range.len() > 1
        && matches!(
            norm(range.start),
            "the" | "a" | "an" | "\"" | "'" | "," | "-" | "("
        )
    {
        range.start += 1;
    }
    if name.kind == NameType::Person {
        let titles = range.clone().take_while(|&at| is_title(norm(at))).count();
        // "Prince" and "Pope" alone are names: someone is called so.
        if titles < range.len() {
            range.start += titles;
        }
    }
}
