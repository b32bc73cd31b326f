//! From a document to its analysis.

use super::analysis::{Analysis, Name, Sentence, Token};
use super::archive::{Archive, ModelError};
use super::morphology::Morphology;
use super::neural::{Given, Network, Read, Workspace};
use super::retag::Tagging;
use super::tagger::{self, Tagset};
use super::weights::Table;
use super::words::Word;
use super::{agreement, completion, consistency, expressions, names, relations, repair, sentences, tokens};
use crate::text::digest::sha256;
use crate::text::{Document, Span, Zone, ZoneKind};

/// Reads English: tokens, tags, lemmas, trees and names.
#[derive(Clone, Debug)]
pub struct Analyser {
    pub(super) tagset: Tagset,
    pub(super) lexicon: Table,
    pub(super) morphology: Morphology,
    pub(super) lists: Table,
    network: Network,
    name_transitions: Vec<f32>,
    hash: String,
}

impl Analyser {
    /// The analyser whose weights are part of the program.
    ///
    /// # Panics
    /// Never in a program that passed its tests: the weights are checked there.
    pub fn embedded() -> Self {
        let bytes = include_bytes!("../../data/models/english.bin");
        let manifest = include_str!("../../data/models/manifest.toml");
        let hash = manifest
            .split_once("sha256 = \"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .map_or("", |(hash, _)| hash);
        match Self::parse(bytes, hash.to_owned()) {
            Ok(analyser) => analyser,
            Err(error) => panic!("embedded weights: {error}"),
        }
    }

    /// An analyser from trained weights.
    ///
    /// # Errors
    /// Where the bytes are not what training writes.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::parse(bytes, sha256(bytes))
    }

    /// SHA-256 of the weights in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    fn parse(bytes: &[u8], hash: String) -> Result<Self, ModelError> {
        let archive = Archive::from_bytes(bytes)?;
        let table = |name, bits| {
            let read = Table::from_bytes(archive.get(name)?).filter(|table| table.has_bits(bits));
            read.ok_or(ModelError::Damaged(name))
        };
        let text = |name| std::str::from_utf8(archive.get(name)?).map_err(|_| ModelError::Damaged(name));
        let tags = text("tags")?.lines().map(str::to_owned).collect();
        let tagset = Tagset::new(tags).ok_or(ModelError::Damaged("tags"))?;
        let network = Network::parse(
            archive.get("network")?,
            archive.has("pieces").then(|| text("pieces")).transpose()?,
            tagset.count(),
            relations::RELATIONS.len(),
            names::LABELS,
        )?;
        Ok(Self {
            tagset,
            lexicon: table("lexicon", tagger::LEXICON_BITS)?,
            morphology: Morphology::parse(text("morphology")?).ok_or(ModelError::Damaged("morphology"))?,
            lists: table("lists", names::LISTS_BITS)?,
            network,
            name_transitions: names::transitions(),
            hash,
        })
    }

    /// Reads a document, zone by zone.
    pub fn analyse(&self, document: &Document) -> Analysis {
        if document.zones.is_empty() {
            return self.analyse_text(&document.text);
        }
        self.analyse_zones(&document.text, &document.zones)
    }

    /// Reads a text; each paragraph is a zone.
    pub fn analyse_text(&self, text: &str) -> Analysis {
        let zones: Vec<Zone> = paragraphs(text)
            .into_iter()
            .map(|span| Zone {
                span,
                kind: ZoneKind::Paragraph,
            })
            .collect();
        self.analyse_zones(text, &zones)
    }

    /// Reads sentences whose tokens are given; nothing is split or joined.
    pub fn analyse_tokens(&self, text: &str, given: &[Vec<Span>]) -> Analysis {
        let sentences = given
            .iter()
            .filter(|spans| !spans.is_empty())
            .map(|spans| (spans.clone(), ZoneKind::Paragraph))
            .collect();
        self.read_all(text, sentences)
    }

    fn analyse_zones(&self, text: &str, zones: &[Zone]) -> Analysis {
        let mut sentences = Vec::new();
        for zone in zones {
            let spans = tokens::tokenise(zone.span.of(text), zone.span.start);
            for range in sentences::split(text, &spans) {
                sentences.push((spans[range].to_vec(), zone.kind));
            }
        }
        self.read_all(text, sentences)
    }

    /// Reads sentences in batches of about [`BATCH`] words.
    fn read_all(&self, text: &str, sentences: Vec<(Vec<Span>, ZoneKind)>) -> Analysis {
        let mut readings = Vec::with_capacity(sentences.len());
        let mut work = Workspace::default();
        let mut batch = Vec::new();
        let mut words = 0;
        let mut rest = sentences.into_iter().peekable();
        while let Some(sentence) = rest.next() {
            words += sentence.0.len();
            batch.push(sentence);
            let next = rest.peek().map_or(BATCH, |(spans, _)| spans.len());
            if words + next > BATCH {
                self.read_batch(text, &batch, &mut work, &mut readings);
                batch.clear();
                words = 0;
            }
        }
        finish(&mut readings)
    }

    fn read_batch(
        &self,
        text: &str,
        batch: &[(Vec<Span>, ZoneKind)],
        work: &mut Workspace,
        readings: &mut Vec<Reading>,
    ) {
        let given: Vec<Given<'_>> = batch
            .iter()
            .map(|(spans, _)| {
                let forms: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
                let words = Word::all(&forms);
                Given { forms, words }
            })
            .collect();
        let read = self.network.read(&given, &self.lexicon, &self.lists, work);
        for (((spans, zone), given), read) in batch.iter().zip(given).zip(read) {
            readings.push(self.reading(text, spans, *zone, given, read));
        }
    }

    fn reading(&self, text: &str, spans: &[Span], zone: ZoneKind, given: Given<'_>, read: Read) -> Reading {
        let Given { forms, words } = given;
        let mut tags = read.tags;
        let tagging = Tagging {
            words: &words,
            forms: &forms,
            lexicon: &self.lexicon,
            tagset: &self.tagset,
            scores: &read.tag_scores,
        };
        tagging.mend(&mut tags);
        let mut tokens: Vec<Token> = spans
            .iter()
            .zip(read.arcs)
            .enumerate()
            .map(|(at, (&span, (head, relation)))| Token {
                span,
                lemma: self.morphology.lemma(forms[at], tags[at], &self.tagset),
                upos: self.tagset.upos(tags[at]),
                feats: self.morphology.feats(forms[at], tags[at], &self.tagset),
                head: Some(head as usize).filter(|&head| head < spans.len()),
                deprel: relations::name(relation),
            })
            .collect();
        agreement::set_voice(&mut tokens);
        let names = self.find_names(&words, &tokens, &read.emissions);
        let span = Span::new(spans[0].start, spans[spans.len() - 1].end);
        let mut sentence = Sentence {
            span,
            zone,
            tokens,
            names,
        };
        repair::repair(&mut sentence, text);
        agreement::agree(&mut sentence.tokens, text);
        Reading { sentence, words }
    }

    fn find_names(&self, words: &[Word], tokens: &[Token], emissions: &[[f32; names::LABELS]]) -> Vec<Name> {
        let mut found = names::from_labels(&names::decode(emissions, &self.name_transitions));
        for name in &mut found {
            names::trim(name, words);
        }
        completion::complete(found, words, tokens, emissions)
    }
}

/// Words that the network reads at a time: its weights pass through the cache once for all of them.
const BATCH: usize = 256;

/// A sentence with the words it was read from, which the last pass over the document needs.
pub(super) struct Reading {
    pub(super) sentence: Sentence,
    pub(super) words: Vec<Word>,
}

fn finish(readings: &mut Vec<Reading>) -> Analysis {
    consistency::agree(readings);
    for reading in readings.iter_mut() {
        let mut taken = vec![false; reading.words.len()];
        for name in &reading.sentence.names {
            taken[name.tokens.clone()].fill(true);
        }
        let expressions = expressions::find(&reading.words, &taken);
        reading.sentence.names.extend(expressions);
        reading.sentence.names.sort_by_key(|name| name.tokens.start);
    }
    Analysis {
        sentences: readings.drain(..).map(|reading| reading.sentence).collect(),
    }
}

/// Spans of the paragraphs of a text: what blank lines part, or every line where there is no blank line.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut blank_inside = false;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end;
        let blank = line.trim().is_empty();
        blank_inside |= blank && !lines.is_empty();
        lines.push((span, blank));
    }
    let mut joined: Vec<Span> = Vec::new();
    let mut open = false;
    for (span, blank) in lines {
        match joined.last_mut() {
            _ if blank => open = false,
            Some(last) if open && blank_inside => *last = last.cover(span),
            _ => {
                joined.push(span);
                open = true;
            }
        }
    }
    joined
}
