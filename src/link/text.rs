//! What all steps of linking read.

use crate::nlp::Analysis;
use crate::ontology::Ontology;
use crate::text::{Document, Span, ZoneKind};

use super::LinkConfig;
use super::sort::SortClasses;
use super::tree::{Tree, is_all_capitals};

/// A document, its trees, the ontology and the configuration.
pub(super) struct Text<'a> {
    pub(super) document: &'a Document,
    pub(super) ontology: &'a Ontology,
    pub(super) config: &'a LinkConfig,
    pub(super) sorts: SortClasses,
    pub(super) trees: Vec<Tree<'a>>,
    /// Per sentence, whether it is written in capitals.
    capitals: Vec<bool>,
    /// What stands in quotation marks, in text order.
    quoted: Vec<Span>,
}

impl<'a> Text<'a> {
    pub(super) fn new(
        document: &'a Document,
        analysis: &'a Analysis,
        ontology: &'a Ontology,
        config: &'a LinkConfig,
    ) -> Self {
        let trees: Vec<Tree> = analysis
            .sentences
            .iter()
            .map(|sentence| Tree::new(sentence, &document.text))
            .collect();
        let capitals = trees.iter().map(in_capitals).collect();
        Self {
            document,
            ontology,
            config,
            sorts: SortClasses::new(ontology),
            trees,
            capitals,
            quoted: quotations(document),
        }
    }

    /// Whether the sentence tells the story: headline or paragraph, not byline or dateline.
    pub(super) fn is_story(&self, sentence: usize) -> bool {
        matches!(
            self.trees[sentence].sentence.zone,
            ZoneKind::Headline | ZoneKind::Paragraph
        )
    }

    /// Whether the span stands in quotation marks.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let next = self.quoted.partition_point(|quoted| quoted.start <= span.start);
        next > 0 && span.start < self.quoted[next - 1].end
    }

    /// Whether the sentence is written in capitals throughout.
    pub(super) fn in_capitals(&self, sentence: usize) -> bool {
        self.capitals[sentence]
    }
}

fn in_capitals(tree: &Tree) -> bool {
    let words: Vec<&str> = (0..tree.len())
        .map(|token| tree.form(token))
        .filter(|form| form.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .collect();
    let capital = words.iter().filter(|form| is_all_capitals(form)).count();
    words.len() > 1 && capital * 5 >= words.len() * 4
}

/// What stands in double quotation marks; a quotation that a zone leaves open ends with it.
fn quotations(document: &Document) -> Vec<Span> {
    let mut found = Vec::new();
    for zone in &document.zones {
        let mut open = None;
        for (at, character) in zone.span.of(&document.text).char_indices() {
            let at = zone.span.start + at;
            match (character, open) {
                ('“' | '"', None) => open = Some(at),
                ('”' | '"', Some(start)) => {
                    found.push(Span::new(start, at));
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(start) = open {
            found.push(Span::new(start, zone.span.end));
        }
    }
    found
}
