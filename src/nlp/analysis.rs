//! The analysed document: sentences of tokens with tags, heads and names.

use std::ops::Range;

use crate::text::{Span, ZoneKind};

/// An analysed document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Its sentences, in text order; no sentence crosses a zone of the document.
    pub sentences: Vec<Sentence>,
}

/// A sentence: a tree over its tokens, and the names in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// What part of the document it stands in.
    pub zone: ZoneKind,
    /// Its tokens, in text order.
    pub tokens: Vec<Token>,
    /// The names in it, in text order, without overlap.
    pub names: Vec<Name>,
}

/// A syntactic word, as Universal Dependencies has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands; its form is the text there.
    pub span: Span,
    /// Dictionary form, in lower case but for proper nouns and what comes from them ("Syrian"), and "I".
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Universal features in CoNLL-U form ("Number=Sing|Tense=Past"), sorted; empty for none.
    pub feats: String,
    /// Index of its head in the sentence; `None` for the root. The tree is valid: one root, no cycle.
    pub head: Option<usize>,
    /// Universal dependency relation with subtype ("nsubj:pass").
    pub deprel: &'static str,
}

/// A name: tokens of one sentence, with its type.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Half-open range of token indices.
    pub tokens: Range<usize>,
    /// What kind of thing bears it.
    pub kind: NameType,
}

/// What kind of thing a name names; OntoNotes' types as far as the corpora carry them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the field's")]
pub enum NameType {
    Person,
    Organization,
    /// Countries, cities, states.
    Gpe,
    /// Other places.
    Location,
    Facility,
    /// Nationalities, religious and political groups.
    Norp,
    Date,
    Time,
    Money,
    Quantity,
    Percent,
    Event,
    Law,
    Work,
    Product,
    Other,
}

/// Universal parts of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the field's")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Sentence {
    /// Indices of the tokens whose head is `head`, in text order.
    pub fn dependents(&self, head: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.tokens
            .iter()
            .enumerate()
            .filter(move |(_, token)| token.head == Some(head))
            .map(|(index, _)| index)
    }

    /// The first dependent of `head` with the relation `deprel`; `nsubj` does not match `nsubj:pass`.
    pub fn dependent(&self, head: usize, deprel: &str) -> Option<usize> {
        self.dependents(head)
            .find(|&index| self.tokens[index].deprel == deprel)
    }

    /// The tokens below `head`, itself included, in text order.
    pub fn subtree(&self, head: usize) -> Vec<usize> {
        let mut inside = vec![head];
        let mut next = 0;
        while next < inside.len() {
            inside.extend(self.dependents(inside[next]));
            next += 1;
        }
        inside.sort_unstable();
        inside
    }

    /// Whether no white space stands between the token and the next.
    pub fn is_glued(&self, token: usize) -> bool {
        let next = self.tokens.get(token + 1);
        next.is_some_and(|next| next.span.start == self.tokens[token].span.end)
    }

    /// The name that covers the token, if any.
    pub fn name_at(&self, token: usize) -> Option<&Name> {
        self.names.iter().find(|name| name.tokens.contains(&token))
    }

    /// The span from the first to the last token of a range; empty at the sentence's start for an empty range.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if first.span.start <= last.span.end => first.span.cover(last.span),
            _ => Span::new(self.span.start, self.span.start),
        }
    }
}

impl Upos {
    /// All tags with their names in CoNLL-U.
    pub const ALL: [(Upos, &'static str); 17] = [
        (Upos::Adj, "ADJ"),
        (Upos::Adp, "ADP"),
        (Upos::Adv, "ADV"),
        (Upos::Aux, "AUX"),
        (Upos::Cconj, "CCONJ"),
        (Upos::Det, "DET"),
        (Upos::Intj, "INTJ"),
        (Upos::Noun, "NOUN"),
        (Upos::Num, "NUM"),
        (Upos::Part, "PART"),
        (Upos::Pron, "PRON"),
        (Upos::Propn, "PROPN"),
        (Upos::Punct, "PUNCT"),
        (Upos::Sconj, "SCONJ"),
        (Upos::Sym, "SYM"),
        (Upos::Verb, "VERB"),
        (Upos::X, "X"),
    ];

    /// Its name in CoNLL-U.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}
