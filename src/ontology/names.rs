//! How things are called.

use super::facts::{Label, Node};
use super::vocabulary::local_name;

/// The best English name, else the local name of the IRI.
pub(super) fn label_of(node: &Node) -> String {
    best_label(&node.labels).map_or_else(|| local_name(&node.iri).to_owned(), |label| label.text.clone())
}

/// By rank, then by the order of files and lines.
pub(super) fn best_label(labels: &[Label]) -> Option<&Label> {
    labels
        .iter()
        .filter(|label| !label.text.trim().is_empty())
        .min_by_key(|label| (label.rank, label.file))
}

pub(super) fn fold_noun(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// `ArmedGroup`, `armed_group` and `armed-group` are "armed group".
pub(super) fn words_of(local_name: &str) -> String {
    let mut words = String::new();
    let mut after_lower = false;
    for character in local_name.chars() {
        if matches!(character, '_' | '-') {
            words.push(' ');
        } else {
            if after_lower && character.is_uppercase() {
                words.push(' ');
            }
            words.extend(character.to_lowercase());
        }
        after_lower = character.is_lowercase();
    }
    fold_noun(&words)
}
