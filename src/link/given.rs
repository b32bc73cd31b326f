//! Genders of given names.

/// Grammatical gender of a person, for pronouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// The usual gender of a given name, where it has one.
pub(super) fn gender(_name: &str) -> Option<Gender> {
    None
}
