//! Part-of-speech tags: a greedy averaged perceptron from left to right.
//!
//! It predicts UPOS and Penn tag together ("VERB/VBD"), since the latter tells tense and number;
//! features and lemmas follow from the pair. A lexicon counted on automatically tagged news says
//! which tags a word bears elsewhere, for words that the treebanks lack.

use super::analysis::Upos;
use super::weights::{Table, Weights, feature};
use super::words::{Style, Word};

/// Features of the tagger lie below `1 << BITS`.
pub(crate) const BITS: u32 = 21;
/// Features of the lexicon lie below `1 << LEXICON_BITS`.
pub(crate) const LEXICON_BITS: u32 = 24;

/// The tags, and which UPOS each has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagset {
    pub(crate) names: Vec<String>,
    upos: Vec<Upos>,
}

impl Tagset {
    /// Tags written "UPOS/XPOS"; `None` where one names no UPOS.
    pub(crate) fn new(names: Vec<String>) -> Option<Self> {
        let upos = names
            .iter()
            .map(|name| upos_named(name.split('/').next().unwrap_or_default()))
            .collect::<Option<_>>()?;
        Some(Self { names, upos })
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.names.len()
    }

    /// "UPOS/XPOS" of a tag.
    pub(crate) fn name(&self, tag: u8) -> &str {
        self.names.get(usize::from(tag)).map_or("X/FW", String::as_str)
    }

    /// The tag of that name.
    pub(crate) fn tag(&self, name: &str) -> Option<u8> {
        let at = self.names.iter().position(|known| known == name)?;
        u8::try_from(at).ok()
    }

    /// UPOS of a tag.
    pub(crate) fn upos(&self, tag: u8) -> Upos {
        self.upos.get(usize::from(tag)).copied().unwrap_or(Upos::X)
    }
}

/// The UPOS of that name in CoNLL-U.
pub(crate) fn upos_named(name: &str) -> Option<Upos> {
    Upos::ALL
        .iter()
        .find(|(_, known)| *known == name)
        .map(|&(upos, _)| upos)
}

/// The lexicon's feature of a form.
pub(crate) fn lexicon_feature(form: u32) -> u32 {
    feature(LEXICON_BITS, 0, [form, 0, 0])
}

/// What the lexicon says of a word: its classes in order, packed into a number; 0 for an unknown word.
pub(crate) fn ambiguity(lexicon: &Table, word: &Word) -> u32 {
    let mut packed = 0;
    for (class, _) in lexicon.list(lexicon_feature(word.form)).take(3) {
        packed = (packed << 8) | (u32::from(class) + 1);
    }
    packed
}

/// Tags a sentence; `step` is given each position's features and returns its tag, so that training
/// can correct the weights on the way.
pub(crate) fn tag_with(
    words: &[Word],
    lexicon: &Table,
    mut step: impl FnMut(usize, &[u32]) -> u8,
) -> Vec<u8> {
    let classes: Vec<u32> = words.iter().map(|word| ambiguity(lexicon, word)).collect();
    let mut tags = Vec::with_capacity(words.len());
    let mut features = Vec::with_capacity(64);
    for at in 0..words.len() {
        features.clear();
        fill(&mut features, words, &classes, &tags, at);
        tags.push(step(at, &features));
    }
    tags
}

/// Tags a sentence.
pub(crate) fn tag<W: Weights>(words: &[Word], lexicon: &Table, weights: &W, tags: usize) -> Vec<u8> {
    let mut scores = vec![0.0; tags];
    tag_with(words, lexicon, |_, features| {
        scores.fill(0.0);
        for &feature in features {
            weights.add(feature, &mut scores);
        }
        best(&scores) as u8
    })
}

/// For each word, the highest-scoring tag that `allowed` takes, and by how much its own tag beat it.
pub(crate) fn margins<W: Weights>(
    words: &[Word],
    lexicon: &Table,
    weights: &W,
    tags: &[u8],
    count: usize,
    allowed: impl Fn(usize, u8) -> bool,
) -> Vec<Option<(u8, f32)>> {
    let mut scores = vec![0.0; count];
    let mut margins = Vec::with_capacity(words.len());
    tag_with(words, lexicon, |at, features| {
        scores.fill(0.0);
        for &feature in features {
            weights.add(feature, &mut scores);
        }
        let own = tags[at];
        let second = (0..count as u8)
            .filter(|&tag| allowed(at, tag))
            .max_by(|&a, &b| scores[usize::from(a)].total_cmp(&scores[usize::from(b)]));
        margins.push(second.map(|tag| (tag, scores[usize::from(own)] - scores[usize::from(tag)])));
        own
    });
    margins
}

/// Whether the lexicon has seen the word as it has seen `model`, a word of one class ("be", "is").
pub(crate) fn seen_like(lexicon: &Table, word: &Word, model: &str) -> bool {
    let model = Word::new(model, Style::Running);
    let first = lexicon.list(lexicon_feature(model.form)).next();
    first.is_some_and(|(class, _)| {
        lexicon
            .list(lexicon_feature(word.form))
            .any(|(known, _)| known == class)
    })
}

/// Index of the highest score; the first of equals.
pub(crate) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}

fn fill(out: &mut Vec<u32>, words: &[Word], classes: &[u32], tags: &[u8], at: usize) {
    let word = &words[at];
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|index| words.get(index));
    let form = |offset| near(offset).map_or(1, |word| word.form);
    let shape = |offset| near(offset).map_or(1, |word| word.shape);
    let ending = |offset| near(offset).map_or(1, |word: &Word| word.suffixes[2]);
    let class = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|index| classes.get(index))
            .map_or(1, |&class| class)
    };
    let tag = |back: usize| at.checked_sub(back).map_or(255, |index| u32::from(tags[index]));
    let mut template = 0;
    let mut add = |values: [u32; 3]| {
        template += 1;
        out.push(feature(BITS, template, values));
    };
    add([0, 0, 0]);
    add([word.form, 0, 0]);
    add([word.form, word.shape, 0]);
    for length in 0..4 {
        add([word.suffixes[length], 0, 0]);
        add([word.prefixes[length], 0, 0]);
    }
    add([word.shape, 0, 0]);
    add([word.shape, word.suffixes[1], 0]);
    add([word.shape, u32::from(at == 0), class(0)]);
    add([class(0), 0, 0]);
    add([class(0), word.suffixes[1], 0]);
    add([tag(1), 0, 0]);
    add([tag(1), tag(2), 0]);
    add([tag(1), word.form, 0]);
    add([tag(1), tag(2), word.form]);
    add([tag(1), class(0), class(1)]);
    add([tag(1), word.suffixes[2], 0]);
    add([tag(1), word.shape, 0]);
    add([tag(1), class(1), 0]);
    add([tag(1), form(-1), form(1)]);
    add([form(-1), 0, 0]);
    add([form(1), 0, 0]);
    add([form(-2), 0, 0]);
    add([form(2), 0, 0]);
    add([form(-1), word.form, 0]);
    add([form(1), word.form, 0]);
    add([form(-1), form(-2), 0]);
    add([form(1), form(2), 0]);
    add([ending(-1), 0, 0]);
    add([ending(1), 0, 0]);
    add([ending(1), word.suffixes[2], 0]);
    add([ending(1), form(2), word.form]);
    add([shape(-1), word.shape, 0]);
    add([shape(1), word.shape, 0]);
    add([class(1), 0, 0]);
    add([class(1), class(2), 0]);
    add([class(0), class(1), class(2)]);
    add([class(-1), class(0), class(1)]);
    add([class(1), word.suffixes[2], 0]);
    add([class(0), form(1), 0]);
    add([class(0), form(-1), 0]);
    add([form(-1), class(0), class(1)]);
}
