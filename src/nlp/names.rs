//! Names: a sequence tagger (structured averaged perceptron with Viterbi search) over tokens and tags.
//!
//! The corpora name things by different schemes; training brings them to one. GMB: `per` loses
//! leading titles ("President"), `geo` is split into countries, cities and states ([`NameType::Gpe`])
//! and other places by gazetteer and head word, `gpe` is [`NameType::Norp`] unless it is the name of
//! a country, `art` is a work or a product, `nat` is other; its `tim` is left to the rules for
//! expressions of time. UNER and wikigold: LOC is split like `geo`, their rest (OTH, MISC) gives
//! nationalities where a word is one. CrossNER: parties and organisations are one type, elections
//! and events are one. No name begins with an article or ends with a possessive clitic.

use super::analysis::{Name, NameType};
use super::tagger::ambiguity;
use super::weights::{Table, Weights, feature, hash_bytes};
use super::words::Word;

/// Features of names lie below `1 << BITS`.
pub(crate) const BITS: u32 = 22;
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

/// The feature that holds the transition weights from label `from`; `LABELS` is the sentence's start.
pub(crate) fn transition_feature(from: usize) -> u32 {
    feature(BITS, 1, [from as u32, 0, 0])
}

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

/// Fills `out` with the features of each token, one list a token.
pub(crate) fn features(words: &[Word], tags: &[u8], lexicon: &Table, lists: &Table, out: &mut Vec<Vec<u32>>) {
    out.clear();
    let view = View::new(words, tags, lexicon, lists);
    for at in 0..words.len() {
        let mut list = Vec::with_capacity(64);
        view.fill(&mut list, at);
        out.push(list);
    }
}

/// The transition weights as a matrix, `(LABELS + 1) * LABELS`.
pub(crate) fn transitions<W: Weights>(weights: &W) -> Vec<f32> {
    let mut matrix = vec![0.0; (LABELS + 1) * LABELS];
    for (from, row) in matrix.chunks_exact_mut(LABELS).enumerate() {
        weights.add(transition_feature(from), row);
        for (to, score) in row.iter_mut().enumerate() {
            if !may_follow(from, to) {
                *score = f32::NEG_INFINITY;
            }
        }
    }
    matrix
}

fn may_follow(from: usize, to: usize) -> bool {
    let inside = to > 0 && to.is_multiple_of(2);
    !inside || (from < LABELS && (from == to || from + 1 == to))
}

/// The scores of all labels for each token of a sentence, from its features.
pub(crate) fn emissions<W: Weights>(features: &[Vec<u32>], weights: &W) -> Vec<[f32; LABELS]> {
    let score = |list: &Vec<u32>| {
        let mut scores = [0.0; LABELS];
        for &feature in list {
            weights.add(feature, &mut scores);
        }
        scores
    };
    features.iter().map(score).collect()
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

struct View<'a> {
    words: &'a [Word],
    tags: &'a [u8],
    classes: Vec<u32>,
    /// Which lists know the word, alone or as part of a longer entry.
    known: Vec<u32>,
    /// First and one past the last word of the run of capitalised words around each word.
    runs: Vec<(usize, usize)>,
}

impl<'a> View<'a> {
    fn new(words: &'a [Word], tags: &'a [u8], lexicon: &Table, lists: &Table) -> Self {
        let n = words.len();
        let classes = words.iter().map(|word| ambiguity(lexicon, word)).collect();
        let known = known(words, lists);
        let mut runs = vec![(0, 0); n];
        let mut start = 0;
        while start < n {
            let mut end = start;
            while end < n && (words[end].capital || (end > start && joins(words, end))) {
                end += 1;
            }
            let end = end.max(start + 1);
            runs[start..end].fill((start, end));
            start = end;
        }
        Self {
            words,
            tags,
            classes,
            known,
            runs,
        }
    }

    fn fill(&self, out: &mut Vec<u32>, at: usize) {
        let near = |offset: isize| {
            at.checked_add_signed(offset)
                .and_then(|index| self.words.get(index))
        };
        let form = |offset| near(offset).map_or(1, |word| word.form);
        let shape = |offset| near(offset).map_or(1, |word| word.shape);
        let ending = |offset| near(offset).map_or(1, |word: &Word| word.suffixes[2]);
        let tag = |offset: isize| {
            at.checked_add_signed(offset)
                .and_then(|index| self.tags.get(index))
                .map_or(255, |&tag| u32::from(tag))
        };
        let known = |offset: isize| {
            at.checked_add_signed(offset)
                .and_then(|index| self.known.get(index))
                .copied()
                .unwrap_or(0)
        };
        let word = &self.words[at];
        let (start, end) = self.runs[at];
        let place = (at - start).min(3) as u32 | ((end - at).min(4) as u32) << 4 | u32::from(start == 0) << 8;
        let outer = |index: Option<usize>| {
            index
                .and_then(|index| self.words.get(index))
                .map_or(1, |word| word.form)
        };
        let (before, after, last, first) = (
            outer(start.checked_sub(1)),
            outer(Some(end)),
            outer(Some(end - 1)),
            outer(Some(start)),
        );
        let (before2, after2) = (outer(start.checked_sub(2)), outer(Some(end + 1)));
        let capital = u32::from(word.capital);
        let mut template = 200;
        let mut add = |values: [u32; 3]| {
            template += 1;
            out.push(feature(BITS, template, values));
        };
        add([0, 0, 0]);
        add([word.form, 0, 0]);
        add([word.form, word.shape, 0]);
        for length in 0..4 {
            add([word.suffixes[length], capital, 0]);
            add([word.prefixes[length], capital, 0]);
        }
        add([word.shape, 0, 0]);
        add([word.shape, tag(0), 0]);
        add([tag(0), 0, 0]);
        add([tag(-1), tag(0), 0]);
        add([tag(0), tag(1), 0]);
        add([tag(-1), tag(0), tag(1)]);
        for offset in [-2, -1, 1, 2] {
            add([form(offset), 0, 0]);
            add([form(offset), capital, word.shape]);
        }
        add([form(-1), word.form, 0]);
        add([form(1), word.form, 0]);
        add([form(-1), form(-2), capital]);
        add([form(1), form(2), capital]);
        add([form(-1), form(1), capital]);
        add([shape(-1), word.shape, 0]);
        add([shape(1), word.shape, 0]);
        add([shape(-1), word.shape, shape(1)]);
        add([ending(-1), capital, 0]);
        add([ending(1), capital, 0]);
        add([known(0), capital, 0]);
        add([known(0), known(1), capital]);
        add([known(0), known(-1), capital]);
        add([known(0), tag(0), place]);
        add([known(0), before, capital]);
        add([known(0), after, capital]);
        add([self.classes[at], capital, 0]);
        add([self.classes[at], word.shape, place]);
        add([place, capital, 0]);
        add([place, word.shape, tag(0)]);
        if capital == 1 || end - start > 1 {
            add([before, place, 1]);
            add([after, place, 2]);
            add([before, 0, 3]);
            add([after, 0, 4]);
            add([before, before2, 5]);
            add([after, after2, 6]);
            add([before, after, 7]);
            add([last, place, 8]);
            add([last, 0, 9]);
            add([first, place, 10]);
            add([first, 0, 11]);
            add([first, last, 12]);
            add([last, before, 13]);
            add([last, after, 14]);
            add([word.suffixes[2], before, 15]);
            add([word.suffixes[2], last, 16]);
            add([tag(0), last, 17]);
        }
    }
}

/// Small words and hyphens inside names: "Bank of England".
fn joins(words: &[Word], at: usize) -> bool {
    let next = words.get(at + 1).is_some_and(|word| word.capital);
    let after_article = words.get(at + 2).is_some_and(|word| word.capital);
    match words[at].norm.as_str() {
        "-" | "of" if next => true,
        "of" if words.get(at + 1).is_some_and(|word| word.norm == "the") => after_article,
        norm => {
            next && (matches!(
                norm,
                "de" | "la" | "du" | "del" | "bin" | "ibn" | "van" | "von" | "der" | "al" | "&"
            ) || norm.starts_with("al-"))
        }
    }
}
