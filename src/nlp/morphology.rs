//! Lemmas and universal features from form and tag.
//!
//! Lemmas: an edit ("take 3 characters off, put `y` on") for each tag and longest known ending of
//! the form; a whole form is an ending, too, so exceptions need no table of their own. Features: a
//! default for each tag, and the forms that differ from it.

use rustc_hash::FxHashMap;

use super::tagger::Tagset;
use super::words::plain;

/// Longest ending that the rules look at, in characters.
pub(crate) const LONGEST_ENDING: usize = 8;

/// Takes characters off the end of a form and puts others on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Edit {
    /// Characters to take off.
    pub(crate) off: usize,
    /// What to put on.
    pub(crate) on: String,
}

/// Rules for lemmas and features.
#[derive(Clone, Debug, Default)]
pub(crate) struct Morphology {
    /// By "tag ending"; a whole form is written with `^` before it.
    edits: FxHashMap<String, Edit>,
    /// By "tag form", and by "tag" for the default.
    feats: FxHashMap<String, String>,
}

impl Edit {
    /// Applies it; `None` where the form is too short.
    pub(crate) fn apply(&self, form: &str) -> Option<String> {
        let keep = form.chars().count().checked_sub(self.off)?;
        Some(form.chars().take(keep).chain(self.on.chars()).collect())
    }
}

impl Morphology {
    /// Reads rules, one a line with tabs: `L key off on`, `F key feats`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut rules = Self::default();
        for line in text.lines() {
            let mut cells = line.split('\t');
            match (cells.next()?, cells.next()?, cells.next()?, cells.next()) {
                ("L", key, off, Some(on)) => {
                    let edit = Edit {
                        off: off.parse().ok()?,
                        on: on.to_owned(),
                    };
                    rules.edits.insert(key.to_owned(), edit);
                }
                ("F", key, feats, None) => {
                    rules.feats.insert(key.to_owned(), feats.to_owned());
                }
                _ => return None,
            }
        }
        Some(rules)
    }

    /// Dictionary form.
    pub(crate) fn lemma(&self, form: &str, tag: u8, tags: &Tagset) -> String {
        let base = lemma_base(form, tags.name(tag));
        let upos = tags.name(tag);
        let past = upos.starts_with("VERB") && matches!(upos.rsplit('/').next(), Some("VBD" | "VBN"));
        if past && let Some(verb) = super::irregular::base(&base) {
            return verb.to_owned();
        }
        let count = base.chars().count();
        let mut key = format!("{upos} ^{base}");
        if let Some(lemma) = self.edits.get(&key).and_then(|edit| edit.apply(&base)) {
            return lemma;
        }
        for length in (0..=count.min(LONGEST_ENDING)).rev() {
            key.truncate(upos.len() + 1);
            key.extend(base.chars().skip(count - length));
            if let Some(lemma) = self.edits.get(&key).and_then(|edit| edit.apply(&base)) {
                return lemma;
            }
        }
        base
    }

    /// Universal features in CoNLL-U form, empty for none.
    pub(crate) fn feats(&self, form: &str, tag: u8, tags: &Tagset) -> String {
        let name = tags.name(tag);
        let found = self
            .feats
            .get(&feats_key(form, name))
            .or_else(|| self.feats.get(name));
        found.cloned().unwrap_or_default()
    }
}

/// The form that lemma rules start from: plain quotes, and lower case unless a name or part of one.
pub(crate) fn lemma_base(form: &str, tag: &str) -> String {
    if tag.starts_with("PUNCT") {
        return form.to_owned();
    }
    let form: String = form.chars().map(plain).collect();
    if tag.starts_with("PROPN") || tag.ends_with("/NNP") || tag == "X/ADD" {
        form
    } else {
        form.to_lowercase()
    }
}

/// The key of a form's features: tag, and form in lower case.
pub(crate) fn feats_key(form: &str, tag: &str) -> String {
    format!(
        "{tag} {}",
        form.chars().map(plain).collect::<String>().to_lowercase()
    )
}
