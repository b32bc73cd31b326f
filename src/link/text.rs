//! What all steps of linking read.

use crate::nlp::Analysis;
use crate::ontology::Ontology;
use crate::text::{Document, ZoneKind};

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
        }
    }

    /// Whether the sentence tells the story: headline or paragraph, not byline or dateline.
    pub(super) fn is_story(&self, sentence: usize) -> bool {
        matches!(
            self.trees[sentence].sentence.zone,
            ZoneKind::Headline | ZoneKind::Paragraph
        )
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
