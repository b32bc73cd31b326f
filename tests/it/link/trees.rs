//! Stories written as trees: one string per sentence, one word each token.
//!
//! A token is `form/UPOS/head/deprel`, heads counted from 1, and a fifth part opens (`P`) or goes on
//! with (`p`) a name: P person, O organisation, G country or town, F facility, N nationality. A
//! sentence that starts with `#` is a headline.

use relata::nlp::{Analysis, Name, NameType, Sentence, Token, Upos};
use relata::text::{Document, DocumentId, Span, Zone, ZoneKind};

/// A document and its analysis.
pub(super) struct Story {
    pub(super) document: Document,
    pub(super) analysis: Analysis,
}

impl Story {
    pub(super) fn read(sentences: &[&str]) -> Self {
        let mut text = String::new();
        let mut analysis = Analysis::default();
        let mut zones = Vec::new();
        for source in sentences {
            if !text.is_empty() {
                text.push('\n');
            }
            let (zone, source) = match source.strip_prefix("# ") {
                Some(rest) => (ZoneKind::Headline, rest),
                None => (ZoneKind::Paragraph, *source),
            };
            let sentence = sentence(source, zone, &mut text);
            zones.push(Zone {
                span: sentence.span,
                kind: zone,
            });
            analysis.sentences.push(sentence);
        }
        let document = Document {
            id: DocumentId("story.txt".to_owned()),
            text,
            zones,
            ..Document::default()
        };
        Self { document, analysis }
    }
}

fn sentence(source: &str, zone: ZoneKind, text: &mut String) -> Sentence {
    let start = text.len();
    let mut tokens: Vec<Token> = Vec::new();
    let mut names: Vec<Name> = Vec::new();
    for (index, part) in source.split_whitespace().enumerate() {
        let fields: Vec<&str> = part.split('/').collect();
        let [form, upos, head, deprel, ..] = fields[..] else {
            panic!("token `{part}` has too few parts")
        };
        let open = tokens.last().is_some_and(|token| token.span.of(text) == "(");
        if index > 0 && !open && !matches!(form, "." | "," | ")" | "'s") {
            text.push(' ');
        }
        let from = text.len();
        text.push_str(form);
        let upos = Upos::ALL.iter().find(|(_, name)| *name == upos).expect("a tag").0;
        let plural = upos == Upos::Noun && form.ends_with('s') || form.ends_with("ians");
        tokens.push(Token {
            span: Span::new(from, text.len()),
            lemma: if upos == Upos::Propn {
                form.to_owned()
            } else {
                form.to_lowercase()
            },
            upos,
            feats: if plural { "Number=Plur" } else { "Number=Sing" }.to_owned(),
            head: head.parse::<usize>().expect("a head").checked_sub(1),
            deprel: String::leak(deprel.to_owned()),
        });
        match fields.get(4) {
            Some(mark) if mark.starts_with(char::is_uppercase) => {
                names.push(Name {
                    tokens: index..index + 1,
                    kind: name_type(mark),
                });
            }
            Some(_) => names.last_mut().expect("an open name").tokens.end = index + 1,
            None => {}
        }
    }
    Sentence {
        span: Span::new(start, text.len()),
        zone,
        tokens,
        names,
    }
}

fn name_type(mark: &str) -> NameType {
    match mark {
        "P" => NameType::Person,
        "O" => NameType::Organization,
        "G" => NameType::Gpe,
        "F" => NameType::Facility,
        "N" => NameType::Norp,
        _ => panic!("unknown mark `{mark}`"),
    }
}
