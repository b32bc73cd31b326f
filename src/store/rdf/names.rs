//! IRIs of documents, claims and phrases, and literals: whatever the text, what comes out is valid RDF.

use oxrdf::{Literal, NamedNode, NamedNodeRef};
use sha2::{Digest, Sha256};

use crate::claim::{Claim, Reading};
use crate::ontology::vocabulary::{CLAIM, DOCUMENT, ENTITY, OPEN, XSD};
use crate::text::digest::hexadecimal;

/// Below it stand phrases of one document that no entity stands for.
const PHRASE: &str = "https://w3id.org/relata/phrase/";

/// The IRI of a document, which is that of its named graph too: its id where that is an absolute
/// IRI, else the id below the documents' namespace.
pub fn document_iri(id: &str) -> NamedNode {
    match NamedNode::new(id) {
        Ok(iri) if is_web_iri(id) => iri,
        _ => below(DOCUMENT, id),
    }
}

/// The IRIs of a reading's claims, in their order.
///
/// They hang on what the document says where, not on the entities' IRIs, so that merging entities
/// does not change them; equal claims are told apart by their number.
pub fn claim_iris(reading: &Reading) -> Vec<NamedNode> {
    let mut seen: Vec<[u8; 8]> = Vec::with_capacity(reading.claims.len());
    let mut iris = Vec::with_capacity(reading.claims.len());
    for claim in &reading.claims {
        let mut number = 0_usize;
        let hash = loop {
            let hash = claim_hash(&reading.document.id, claim, number);
            if !seen.contains(&hash) {
                break hash;
            }
            number += 1;
        };
        seen.push(hash);
        iris.push(NamedNode::new_unchecked(format!("{CLAIM}{}", hexadecimal(&hash))));
    }
    iris
}

fn claim_hash(document: &str, claim: &Claim, number: usize) -> [u8; 8] {
    let relation = claim.relation.iri.as_deref().unwrap_or(&claim.relation.label);
    let speaker = claim
        .attribution
        .as_ref()
        .map_or("", |attribution| &attribution.speaker);
    let places = format!(
        "{} {} {} {} {} {} {} {:?} {:?}",
        claim.sentence.start,
        claim.subject.start,
        claim.subject.end,
        claim.object.start,
        claim.object.end,
        claim.relation.start,
        number,
        claim.polarity,
        claim.modality
    );
    let value = claim.object.value.as_deref().unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [
        document,
        relation,
        &claim.subject.text,
        &claim.object.text,
        value,
        speaker,
        &places,
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let mut short = [0; 8];
    short.copy_from_slice(&digest[..8]);
    short
}

/// The IRI of a phrase that no entity stands for. Phrases at two places are two nodes, for nobody knows whether "he" is
/// the same man in both; without a place, the phrase of a document is one.
pub(super) fn phrase_iri(document: &str, text: &str, start: Option<usize>) -> NamedNode {
    let digest = Sha256::digest(document.as_bytes());
    let place = start.map_or_else(String::new, |start| format!("{start}/"));
    below(
        &format!("{PHRASE}{}/{place}", hexadecimal(&digest[..4])),
        &underscored(text),
    )
}

/// The property that stands for a relation phrase.
pub(super) fn open_property_iri(label: &str) -> NamedNode {
    below(OPEN, &underscored(label))
}

fn underscored(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_")
}

/// An IRI that came from outside; what is not valid is encoded.
pub(crate) fn iri(text: &str) -> NamedNode {
    if is_plain_iri(text) {
        return NamedNode::new_unchecked(text);
    }
    if let Ok(iri) = NamedNode::new(text) {
        return iri;
    }
    let repaired: String = text
        .chars()
        .map(|character| {
            if is_iri_character(character) {
                character.to_string()
            } else {
                encoded(character)
            }
        })
        .collect();
    NamedNode::new(repaired).unwrap_or_else(|_| below(ENTITY, text))
}

/// A typed literal; a datatype that is no IRI gives a plain one.
pub(super) fn literal(value: &str, datatype: Option<&str>) -> Literal {
    match datatype.map(NamedNode::new) {
        Some(Ok(datatype)) => Literal::new_typed_literal(value, datatype),
        _ => Literal::new_simple_literal(value),
    }
}

/// A literal of the XML Schema datatype with this name.
pub(super) fn typed(value: impl Into<String>, name: &str) -> Literal {
    Literal::new_typed_literal(value, NamedNode::new_unchecked(format!("{XSD}{name}")))
}

/// A date, month or year as its own datatype; an interval and anything else as a string.
pub(super) fn time(value: &str) -> Literal {
    let digits =
        |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = value.split('-').collect();
    match parts[..] {
        [year] if digits(year, 4) => typed(value, "gYear"),
        [year, month] if digits(year, 4) && digits(month, 2) => typed(value, "gYearMonth"),
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => typed(value, "date"),
        _ => Literal::new_simple_literal(value),
    }
}

/// A decimal between 0 and 1, as short as it can be without loss.
pub(super) fn confidence(value: f64) -> Literal {
    let value = if value.is_nan() {
        0.0
    } else {
        value.clamp(0.0, 1.0)
    };
    typed(
        if value.fract() == 0.0 {
            format!("{value:.1}")
        } else {
            value.to_string()
        },
        "decimal",
    )
}

/// `text` as the last part of an IRI below `namespace`.
fn below(namespace: &str, text: &str) -> NamedNode {
    let mut iri = namespace.to_owned();
    for character in text.chars() {
        if character.is_alphanumeric() || matches!(character, '-' | '.' | '_' | '~' | '/') {
            iri.push(character);
        } else {
            iri.push_str(&encoded(character));
        }
    }
    if NamedNodeRef::new(&iri).is_ok() {
        return NamedNode::new_unchecked(iri);
    }
    // Letters that IRIs do not take: bytes are always possible.
    iri.truncate(namespace.len());
    for byte in text.bytes() {
        iri.push_str(&encoded_byte(byte));
    }
    NamedNode::new_unchecked(iri)
}

/// Whether it is of the kind that stands for a document; "a:b.txt" is a file name.
fn is_web_iri(id: &str) -> bool {
    id.split_once(':').is_some_and(|(scheme, rest)| {
        rest.starts_with("//") || matches!(scheme, "urn" | "doi" | "info" | "tag" | "isbn")
    })
}

fn is_iri_character(character: char) -> bool {
    !matches!(character, '\0'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '\u{7f}'..='\u{9f}')
}

/// Whether it is valid beyond doubt; most are, and parsing them takes long.
fn is_plain_iri(text: &str) -> bool {
    let after_scheme = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    after_scheme.is_some_and(|rest| {
        let plain =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~');
        let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        rest.starts_with(|first: char| first.is_ascii_alphanumeric())
            && path.bytes().chain(fragment.bytes()).all(plain)
    })
}

fn encoded(character: char) -> String {
    let mut bytes = [0; 4];
    character
        .encode_utf8(&mut bytes)
        .bytes()
        .map(encoded_byte)
        .collect()
}

fn encoded_byte(byte: u8) -> String {
    format!("%{byte:02X}")
}
