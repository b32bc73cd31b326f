//! Text in drawings: cleaned, wrapped, measured; and what a drawing says of a node or an edge.

use super::graph::{Edge, GraphView, Node};
use super::style;
use super::{ExportInput, NodeKind};
use crate::claim::{Claim, Reading};
use crate::ontology::Ontology;
use crate::ontology::vocabulary::local_name;
use petgraph::graph::NodeIndex;

/// Lines of a label; what is longer ends in "…".
const LINES: usize = 4;
/// Characters of a quoted sentence.
const QUOTE: usize = 240;

/// One line of plain text: white space and control characters become single spaces, characters that
/// turn the direction of the text around are dropped, those that XML forbids become U+FFFD.
pub(super) fn clean(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => {}
            '\u{FFFE}' | '\u{FFFF}' => line.push('\u{FFFD}'),
            _ if character.is_whitespace() || character.is_control() => {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            _ => line.push(character),
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The text in lines of about `limit` characters, at most four. Breaks at spaces, within a word only
/// where it alone is longer than a line; never between a letter and its marks.
pub(super) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut width = 0;
    for word in clean(text).split(' ') {
        for (part, piece) in pieces(word, limit).into_iter().enumerate() {
            let length = piece.chars().count();
            match lines.last_mut() {
                Some(line) if part == 0 && width + 1 + length <= limit => {
                    line.push(' ');
                    line.push_str(piece);
                    width += 1 + length;
                }
                _ => {
                    lines.push(piece.to_owned());
                    width = length;
                }
            }
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// A word in pieces of a line's length; almost always one.
fn pieces(word: &str, limit: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut length, mut joined) = (0, 0, false);
    for (at, character) in word.char_indices() {
        let breakable = length >= limit + 4 && !joined && glyph_width(character) > 0.0;
        if breakable {
            pieces.push(&word[start..at]);
            (start, length) = (at, 0);
        }
        length += 1;
        joined = character == '\u{200D}';
    }
    pieces.push(&word[start..]);
    pieces
}

/// The text without what exceeds `limit` characters.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// About how wide a text is in a sans-serif font, in units of the font size.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars().map(glyph_width).sum()
}

/// Widths after Helvetica's, rounded up to a few steps; wide scripts and pictures take a full em.
fn glyph_width(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '’' | '‘' | '|' => 0.24,
        'I' | 'f' | 't' | ' ' | '.' | ',' | ':' | ';' | '!' | '/' | '\\' | '[' | ']' => 0.29,
        'r' | '(' | ')' | '-' | '{' | '}' | '`' | '“' | '”' | '"' => 0.35,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'm' | 'M' | '%' | '—' | '…' => 0.9,
        'W' | '@' => 1.0,
        'w' | 'C' | 'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'R' | 'U' => 0.76,
        'A'..='Z' | '&' => 0.67,
        '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}'
        | '\u{64B}'..='\u{65F}'
        | '\u{200B}'..='\u{200D}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{1F3FB}'..='\u{1F3FF}' => 0.0,
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F000}'..='\u{3FFFF}' => 1.0,
        _ => 0.57,
    }
}

/// What the edge is called in a drawing: the label, with what takes the fact out of it in front.
pub(super) fn edge_label(edge: &Edge) -> String {
    match style::reservation(edge) {
        Some(reservation) => format!("{reservation}: {}", edge.label),
        None => edge.label.clone(),
    }
}

/// The labels of a node's classes, else of its kind.
pub(super) fn class_labels(node: &Node, ontology: &Ontology) -> String {
    let labels: Vec<&str> = node
        .classes
        .iter()
        .map(|iri| class_label(iri, ontology))
        .collect();
    match &node.kind {
        NodeKind::Entity(_) => labels.join(", "),
        NodeKind::Literal(datatype) => datatype.as_deref().map_or("text", local_name).to_owned(),
    }
}

/// The label of a class.
pub(super) fn class_label<'a>(iri: &'a str, ontology: &'a Ontology) -> &'a str {
    ontology
        .class(iri)
        .map_or_else(|| local_name(iri), |id| &ontology[id].label)
}

/// What is to know of a node, in lines: name, classes, other names, IRI.
pub(super) fn describe_node(node: &Node, ontology: &Ontology) -> Vec<String> {
    let mut lines = vec![clean(&node.label)];
    let classes = class_labels(node, ontology);
    if !classes.is_empty() {
        lines.push(classes);
    }
    if !node.aliases.is_empty() {
        lines.push(clean(&format!("also: {}", node.aliases.join(", "))));
    }
    lines.extend(node.iri().map(clean));
    lines
}

/// What is to know of an edge, in lines: what it says, who says it, the sentences, their sources.
pub(super) fn describe_edge(
    view: &GraphView,
    (subject, object, edge): (NodeIndex, NodeIndex, &Edge),
    input: &ExportInput<'_>,
) -> Vec<String> {
    let ends = [&view.graph[subject].label, &view.graph[object].label];
    let mut lines = vec![clean(&format!(
        "{} – {} – {}",
        ends[0],
        edge_label(edge),
        ends[1]
    ))];
    if !edge.times.is_empty() {
        lines.push(clean(&format!("when: {}", edge.times.join(", "))));
    }
    for &(reading, claim) in edge.claims.iter().take(3) {
        let reading = &input.readings[reading];
        let claim = &reading.claims[claim];
        let sentence = shorten(&clean(&claim.sentence.text), QUOTE);
        let speaker = claim
            .attribution
            .as_ref()
            .map(|said| format!("{}, ", clean(&format!("{} {}", said.speaker, said.cue))));
        let source = source_name(reading);
        lines.push(format!(
            "“{sentence}” ({}{source}; {:.2})",
            speaker.unwrap_or_default(),
            claim.confidence
        ));
    }
    if edge.claims.len() > 3 {
        lines.push(format!("and {} more", edge.claims.len() - 3));
    }
    lines
}

/// The sentence of the surest claim, the first of several.
pub(super) fn surest_sentence<'a>(edge: &Edge, input: &ExportInput<'a>) -> &'a str {
    let mut best: Option<&Claim> = None;
    for &(reading, claim) in &edge.claims {
        let claim = &input.readings[reading].claims[claim];
        if best.is_none_or(|best| claim.confidence > best.confidence) {
            best = Some(claim);
        }
    }
    best.map_or("", |claim| &claim.sentence.text)
}

/// What a document is called: its title or id, with publisher and date.
pub(super) fn source_name(reading: &Reading) -> String {
    let document = &reading.document;
    let mut name = clean(document.title.as_ref().unwrap_or(&document.id));
    for fact in [&document.publisher, &document.date].into_iter().flatten() {
        name.push_str(", ");
        name.push_str(&clean(fact));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_wrap_at_words_and_end_in_an_ellipsis() {
        for (text, expected) in [
            ("", vec![""]),
            ("Iraq", vec!["Iraq"]),
            ("Syrian Democratic Forces", vec!["Syrian Democratic", "Forces"]),
            ("line\nbreak\u{0}\u{7}and\ttab", vec!["line break and tab"]),
            ("a\u{202E}b", vec!["ab"]),
            ("x\u{FFFF}", vec!["x\u{FFFD}"]),
            (
                "Donaudampfschifffahrtsgesellschaftskapitän",
                vec!["Donaudampfschifffahrtsge", "sellschaftskapitän"],
            ),
        ] {
            assert_eq!(wrap(text, 20), expected, "{text:?}");
        }
        let long = wrap(&"seven letters ".repeat(20), 20);
        assert_eq!(long.len(), LINES);
        assert!(long[3].ends_with('…'));
    }

    #[test]
    fn marks_stay_with_their_letters() {
        let text = "e\u{301}".repeat(40);
        for line in wrap(&text, 20) {
            assert!(!line.starts_with('\u{301}'), "{line:?}");
        }
    }

    #[test]
    fn shortening_counts_characters() {
        assert_eq!(shorten("żółw", 4), "żółw");
        assert_eq!(shorten("żółw", 2), "żó…");
    }
}
