//! The relations of Universal Dependencies for English.

/// All relations; a relation's number in the weights is its place here, so new ones go to the end.
pub(crate) const RELATIONS: &[&str] = &[
    "root",
    "punct",
    "case",
    "det",
    "nsubj",
    "advmod",
    "amod",
    "obj",
    "obl",
    "conj",
    "nmod",
    "compound",
    "cc",
    "mark",
    "aux",
    "cop",
    "nmod:poss",
    "advcl",
    "xcomp",
    "flat",
    "acl:relcl",
    "ccomp",
    "acl",
    "parataxis",
    "nummod",
    "aux:pass",
    "appos",
    "nsubj:pass",
    "discourse",
    "obl:unmarked",
    "nmod:unmarked",
    "compound:prt",
    "expl",
    "fixed",
    "iobj",
    "list",
    "obl:agent",
    "reparandum",
    "dep",
    "nmod:desc",
    "csubj",
    "nsubj:outer",
    "det:predet",
    "advcl:relcl",
    "vocative",
    "cc:preconj",
    "goeswith",
    "orphan",
    "dislocated",
    "csubj:pass",
    "csubj:outer",
    "obl:npmod",
    "obl:tmod",
    "nmod:npmod",
    "nmod:tmod",
    "flat:foreign",
    "flat:name",
    "clf",
];

/// Number of "root".
pub(crate) const ROOT: u8 = 0;
/// Number of "punct".
pub(crate) const PUNCT: u8 = 1;
/// Number of "parataxis".
pub(crate) const PARATAXIS: u8 = 23;
/// Number of "dep".
pub(crate) const DEP: u8 = 38;

/// The relation of that number; "dep" for none.
pub(crate) fn name(number: u8) -> &'static str {
    RELATIONS.get(usize::from(number)).copied().unwrap_or("dep")
}
