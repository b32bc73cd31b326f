//! Given names and what they tell of gender.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Grammatical gender of a person, for pronouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// Lines of name, tab, `m`, `f` or `u` for both.
const NAMES: &str = include_str!("../../data/lexicon/given_names.tsv");

fn names() -> &'static FxHashMap<&'static str, Option<Gender>> {
    static TABLE: OnceLock<FxHashMap<&'static str, Option<Gender>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = NAMES.lines().filter(|line| !line.starts_with('#'));
        let entry = |line: &'static str| {
            let (name, gender) = line.split_once('\t')?;
            let gender = match gender {
                "m" => Some(Gender::Male),
                "f" => Some(Gender::Female),
                _ => None,
            };
            Some((name, gender))
        };
        lines.filter_map(entry).collect()
    })
}

/// Whether it is a usual given name.
pub(super) fn is_given(name: &str) -> bool {
    names().contains_key(name)
}

/// The usual gender of a given name, where it has one.
pub(super) fn gender(name: &str) -> Option<Gender> {
    names().get(name).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_gender() {
        assert_eq!(gender("Emil"), Some(Gender::Male));
        assert_eq!(gender("Ida"), Some(Gender::Female));
        assert_eq!(gender("Kessing"), None);
        assert!(is_given("Sydney") && gender("Sydney").is_none());
    }
}
