//! From names and trees to mentions: every word that heads a phrase gets one.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::nlp::{NameType, Upos};
use crate::ontology::{ClassId, IndividualId};

use super::extent::extent;
use super::given::{self, Gender};
use super::mention::MentionKind;
use super::names::{Found, of_sentence};
use super::sort::{Sort, sort_of_noun};
use super::text::Text;
use super::titles::is_role;
use super::tree::{Tree, plain};
use super::words;

/// A mention while its entity is being worked out.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a phrase")]
pub(super) struct Draft {
    pub(super) sentence: usize,
    pub(super) tokens: Range<usize>,
    pub(super) head: usize,
    pub(super) kind: MentionKind,
    pub(super) title: Option<Range<usize>>,
    pub(super) sort: Sort,
    pub(super) firm: bool,
    pub(super) class: Option<ClassId>,
    pub(super) individual: Option<IndividualId>,
    pub(super) demonym: bool,
    pub(super) definite: bool,
    pub(super) plural: bool,
    pub(super) gender: Option<Gender>,
    /// A name inside a longer one; no token leads to it.
    pub(super) inner: bool,
    /// Another token that leads to it: "year" of "the Coastal League next year", where the parser takes
    /// the time for the head of the name.
    pub(super) also: Option<usize>,
    /// The names that the words of the entity are gathered in; set once known.
    pub(super) cluster: Option<usize>,
}

/// Mentions in text order, and the way from tokens to them.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) list: Vec<Draft>,
    pub(super) by_token: FxHashMap<(usize, usize), usize>,
}

/// One mention per name and per other head of a phrase.
pub(super) fn collect(text: &Text, names: &[Found]) -> Drafts {
    let mut list: Vec<Draft> = Vec::new();
    for (index, tree) in text.trees.iter().enumerate() {
        if !text.is_story(index) || text.in_capitals(index) {
            continue;
        }
        sentence(text, index, tree, of_sentence(names, index), &mut list);
    }
    let mut collected = Drafts {
        list,
        by_token: FxHashMap::default(),
    };
    reindex(text, &mut collected);
    collected
}

/// Puts the mentions in text order and finds the tokens that lead to them.
pub(super) fn reindex(text: &Text, drafts: &mut Drafts) {
    drafts.list.sort_by_key(|draft| {
        (
            draft.sentence,
            draft.tokens.start,
            std::cmp::Reverse(draft.tokens.end),
            draft.head,
        )
    });
    drafts.by_token = index(text, &drafts.list);
}

fn sentence(text: &Text, index: usize, tree: &Tree, names: &[Found], list: &mut Vec<Draft>) {
    let mut covered = vec![false; tree.len()];
    for (position, name) in names.iter().enumerate() {
        // Sorted by start and length: a longer name that covers this one stands before it.
        let inner = names[..position].iter().any(|other| {
            other.tokens.start <= name.tokens.start
                && name.tokens.end <= other.tokens.end
                && other.tokens != name.tokens
        });
        covered[name.tokens.clone()].fill(true);
        if let Some(title) = &name.title {
            covered[title.clone()].fill(true);
        }
        list.push(of_name(tree, name, inner));
    }
    for (token, _) in covered.iter().enumerate().filter(|(_, covered)| !**covered) {
        if let Some(name) = name_before_time(tree, list, index, token) {
            list[name].also = Some(token);
        } else if heads_phrase(tree, token) {
            list.push(of_phrase(text, index, tree, names, token));
        }
    }
}

/// The name that hangs on the token although the token is the head of a time after it.
fn name_before_time(tree: &Tree, list: &[Draft], sentence: usize, token: usize) -> Option<usize> {
    let time = tree.sentence.name_at(token)?;
    if time.kind != NameType::Date || !matches!(tree.relation(token), "obj" | "nsubj" | "nmod" | "obl") {
        return None;
    }
    let before = time.tokens.start.checked_sub(1)?;
    let own = list
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, draft)| draft.sentence == sentence);
    own.filter(|(_, draft)| draft.kind == MentionKind::Name && draft.tokens.end == before + 1)
        .find(|(_, draft)| tree.head(draft.head) == Some(token) && tree.relation(draft.head) == "compound")
        .map(|(position, _)| position)
}

fn of_name(tree: &Tree, name: &Found, inner: bool) -> Draft {
    let head = tree.top(name.tokens.clone());
    let title = name
        .title
        .clone()
        .into_iter()
        .flatten()
        .map(|token| plain(tree.form(token)));
    let gender = title.rev().find_map(|word| gender_of_noun(&word)).or_else(|| {
        (name.sort == Sort::Person && name.tokens.len() > 1)
            .then(|| given::gender(tree.form(name.tokens.start)))
            .flatten()
    });
    Draft {
        sentence: name.sentence,
        tokens: name.tokens.clone(),
        head,
        kind: MentionKind::Name,
        title: name.title.clone(),
        sort: name.sort,
        firm: name.firm,
        class: name.class,
        individual: name.individual,
        demonym: name.demonym,
        definite: true,
        plural: name.sort == Sort::Group,
        gender,
        inner,
        also: None,
        cluster: None,
    }
}

/// The gender that a noun or title tells.
pub(super) fn gender_of_noun(noun: &str) -> Option<Gender> {
    if words::MALE_TITLES.has(noun) || words::MALE_NOUNS.has(noun) {
        Some(Gender::Male)
    } else if words::FEMALE_TITLES.has(noun) || words::FEMALE_NOUNS.has(noun) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// Whether the token heads a phrase that refers.
fn heads_phrase(tree: &Tree, token: usize) -> bool {
    let relation = tree.relation(token);
    let inside = matches!(
        relation,
        "compound"
            | "flat"
            | "fixed"
            | "goeswith"
            | "nummod"
            | "det"
            | "amod"
            | "punct"
            | "case"
            | "mark"
            | "cc"
            | "aux"
            | "cop"
            | "expl"
            | "discourse"
            | "reparandum"
            | "advmod"
    );
    if inside || !tree.form(token).chars().any(char::is_alphanumeric) && tree.upos(token) != Upos::Sym {
        return false;
    }
    let nominal = matches!(relation, "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "appos");
    match tree.upos(token) {
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym => true,
        Upos::Adj | Upos::X => {
            nominal && tree.dependent(token, "det").is_some()
                || nominal && relation != "obl" && tree.upos(token) == Upos::X
        }
        Upos::Det => nominal,
        Upos::Verb => nominal && tree.dependent(token, "det").is_some(),
        _ => false,
    }
}

fn of_phrase(text: &Text, index: usize, tree: &Tree, names: &[Found], head: usize) -> Draft {
    let token = tree.token(head);
    let pronoun = tree.upos(head) == Upos::Pron || tree.upos(head) == Upos::Det;
    let tokens = if pronoun {
        head..head + 1
    } else {
        extent(tree, names, head, 0)
    };
    let plural = token.feats.contains("Number=Plur");
    let determiners = tree
        .dependents(head)
        .iter()
        .filter(|&&dependent| dependent < head);
    let definite = determiners.clone().any(|&dependent| {
        let form = tree.form(dependent).to_lowercase();
        // After a verb, "that" opens a clause, whatever its tag.
        let clause = form == "that" && dependent > 0 && tree.upos(dependent - 1) == Upos::Verb;
        matches!(form.as_str(), "the" | "this" | "that" | "these" | "those") && !clause
            || tree.token(dependent).deprel == "nmod:poss"
    });
    let value = tree.upos(head) == Upos::Num
        || tree.upos(head) == Upos::Sym
        || is_measure(text, tree, head)
        || words::CALENDAR.has(&plain(tree.form(head))) && tree.upos(head) == Upos::Propn;
    let (sort, class) = if pronoun || value {
        (if value { Sort::Value } else { Sort::Unknown }, None)
    } else {
        noun_sort(text, tree, head)
    };
    Draft {
        sentence: index,
        tokens,
        head,
        kind: if pronoun {
            MentionKind::Pronoun
        } else {
            MentionKind::Nominal
        },
        title: None,
        sort,
        firm: false,
        class,
        individual: None,
        demonym: false,
        definite,
        plural,
        gender: gender_of_noun(&token.lemma),
        inner: false,
        also: None,
        cluster: None,
    }
}

/// Whether the recogniser takes the word for part of a date, sum or measure; "11 people" is a number
/// of something and no measure.
fn is_measure(text: &Text, tree: &Tree, head: usize) -> bool {
    let name = tree.sentence.name_at(head);
    name.is_some_and(|name| match name.kind {
        NameType::Date | NameType::Time => true,
        kind => Sort::of_name_type(kind) == Sort::Value && noun_sort(text, tree, head).0 == Sort::Unknown,
    })
}

/// Sort and class of what a common noun names, its compound modifiers considered first.
fn noun_sort(text: &Text, tree: &Tree, head: usize) -> (Sort, Option<ClassId>) {
    let lemma = tree.token(head).lemma.to_lowercase();
    let mut class = None;
    if head > 0 && tree.head(head - 1) == Some(head) {
        let before = tree.form(head - 1).to_lowercase();
        class = text.ontology.class_of_noun(&format!("{before} {lemma}"));
    }
    let class = class.or_else(|| text.ontology.class_of_noun(&lemma));
    let by_list = || {
        if is_role(&lemma) {
            Sort::Person
        } else {
            sort_of_noun(&lemma)
        }
    };
    let sort = match class.map(|class| text.sorts.sort(text.ontology, class)) {
        None | Some(Sort::Unknown) => by_list(),
        Some(sort) => sort,
    };
    (
        sort,
        class.or_else(|| text.sorts.class(sort).filter(|_| sort != Sort::Office)),
    )
}

/// From every token of a name, and from the heads of other phrases, to the mention.
fn index(text: &Text, list: &[Draft]) -> FxHashMap<(usize, usize), usize> {
    let mut by_token = FxHashMap::default();
    for (position, draft) in list.iter().enumerate() {
        if draft.inner {
            continue;
        }
        if draft.kind == MentionKind::Name {
            for token in draft.tokens.clone().chain(draft.also) {
                by_token.insert((draft.sentence, token), position);
            }
        } else {
            by_token.insert((draft.sentence, draft.head), position);
        }
    }
    // Where the parser takes the title for the head of the phrase, its words lead to the person.
    for (position, draft) in list.iter().enumerate() {
        let tree = &text.trees[draft.sentence];
        for token in draft.title.clone().into_iter().flatten() {
            if tree.ancestors(draft.head).any(|ancestor| ancestor == token)
                || !hangs_below(tree, token, &draft.tokens)
            {
                by_token.entry((draft.sentence, token)).or_insert(position);
            }
        }
    }
    by_token
}

fn hangs_below(tree: &Tree, token: usize, tokens: &Range<usize>) -> bool {
    tree.ancestors(token).any(|ancestor| tokens.contains(&ancestor))
}
