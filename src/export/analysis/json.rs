//! An analysis as JSON, one object a line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::nlp::{Analysis, Name, Sentence, Token};
use crate::text::Span;

#[derive(Serialize)]
struct DocumentRecord<'a> {
    id: &'a str,
    sentences: Vec<SentenceRecord<'a>>,
}

#[derive(Serialize)]
struct SentenceRecord<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    tokens: Vec<TokenRecord<'a>>,
    names: Vec<NameRecord<'a>>,
}

#[derive(Serialize)]
struct TokenRecord<'a> {
    id: usize,
    form: &'a str,
    lemma: &'a str,
    upos: &'static str,
    feats: BTreeMap<&'a str, &'a str>,
    head: usize,
    deprel: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct NameRecord<'a> {
    text: &'a str,
    #[serde(rename = "type")]
    kind: String,
    first: usize,
    last: usize,
    start: usize,
    end: usize,
}

/// Writes an analysis as one line of JSON: `id`, and `sentences` with their `tokens` and `names`.
///
/// `start` and `end` are byte offsets into the document's text, `end` behind the last byte. Tokens count from 1 in
/// their sentence, as in CoNLL-U; the `head` of the root is 0; `first` and `last` are the tokens of a name.
///
/// # Errors
/// What the writer reports.
pub fn write_json(out: &mut dyn Write, id: &str, text: &str, analysis: &Analysis) -> io::Result<()> {
    let record = DocumentRecord {
        id,
        sentences: analysis
            .sentences
            .iter()
            .map(|sentence| record(text, sentence))
            .collect(),
    };
    serde_json::to_writer(&mut *out, &record)?;
    writeln!(out)
}

fn record<'a>(text: &'a str, sentence: &'a Sentence) -> SentenceRecord<'a> {
    let Span { start, end } = sentence.span;
    SentenceRecord {
        text: sentence.span.of(text),
        start,
        end,
        tokens: sentence
            .tokens
            .iter()
            .enumerate()
            .map(|(at, token)| token_record(text, at, token))
            .collect(),
        names: sentence
            .names
            .iter()
            .map(|name| name_record(text, sentence, name))
            .collect(),
    }
}

fn token_record<'a>(text: &'a str, at: usize, token: &'a Token) -> TokenRecord<'a> {
    TokenRecord {
        id: at + 1,
        form: token.span.of(text),
        lemma: &token.lemma,
        upos: token.upos.name(),
        feats: token
            .feats
            .split('|')
            .filter_map(|feat| feat.split_once('='))
            .collect(),
        head: token.head.map_or(0, |head| head + 1),
        deprel: token.deprel,
        start: token.span.start,
        end: token.span.end,
    }
}

fn name_record<'a>(text: &'a str, sentence: &Sentence, name: &Name) -> NameRecord<'a> {
    let span = sentence.span_of(name.tokens.clone());
    NameRecord {
        text: span.of(text),
        kind: format!("{:?}", name.kind),
        first: name.tokens.start + 1,
        last: name.tokens.end,
        start: span.start,
        end: span.end,
    }
}
