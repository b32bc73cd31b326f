//! IRIs as people read them.

use super::Ontology;

impl Ontology {
    /// `news:controls` for the IRI, by the longest namespace that a prefix stands for; else the IRI.
    pub fn shorten(&self, iri: &str) -> String {
        self.prefixed(iri).unwrap_or_else(|| iri.to_owned())
    }

    /// The prefixed name of the IRI, if a prefix fits and the rest is a plain local name.
    pub fn prefixed(&self, iri: &str) -> Option<String> {
        self.prefixes
            .iter()
            .filter_map(|(prefix, namespace)| {
                let local = iri.strip_prefix(namespace.as_str())?;
                is_plain(local).then_some((prefix, namespace, local))
            })
            .max_by_key(|(_, namespace, _)| namespace.len())
            .map(|(prefix, _, local)| format!("{prefix}:{local}"))
    }
}

/// Whether Turtle and SPARQL take the name without an escape.
fn is_plain(local: &str) -> bool {
    let inner = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '.');
    !local.is_empty() && local.chars().all(inner) && !local.starts_with(['-', '.']) && !local.ends_with('.')
}
