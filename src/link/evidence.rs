//! What the words around a name tell of it: "visited X" a place, "X's shares" a company.
//!
//! The recogniser guesses at names that it has never seen; one clause seldom decides, but the
//! clauses of a document together do.

use crate::nlp::Upos;

use super::mention::MentionKind;
use super::phrases::{Draft, Drafts};
use super::sort::{Sort, sort_of_noun};
use super::text::Text;
use super::tree::Tree;
use super::words;

/// How much a governing word that fits one sort only weighs against one guess of the recogniser.
const CLUE: usize = 2;

/// What the mentions of a name tell together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub(super) sort: Sort,
    pub(super) firm: bool,
    /// Whether a clause speaks for the sort.
    pub(super) clued: bool,
}

/// Weighs what recogniser and clauses tell of the mentions of one name.
pub(super) fn weigh(text: &Text, drafts: &Drafts, mentions: &[usize]) -> Verdict {
    let mut votes: Vec<Vote> = Vec::new();
    for &index in mentions {
        let draft = &drafts.list[index];
        let tree = &text.trees[draft.sentence];
        // Of several words the recogniser errs less.
        let guess = if draft.tokens.len() > 1 { 3 } else { 1 };
        add(&mut votes, draft.sort, guess, draft.firm, false);
        if let Some((sort, weight)) = of(tree, draft).filter(|_| !draft.demonym) {
            add(&mut votes, sort, weight, false, true);
        }
        for sort in described_as(text, tree, draft) {
            add(&mut votes, sort, 3, false, true);
        }
        if let Some(sort) = beside(tree, drafts, draft) {
            add(&mut votes, sort, 1, false, false);
        }
    }
    let best = votes
        .iter()
        .max_by_key(|vote| (vote.firm, vote.weight, std::cmp::Reverse(vote.sort)));
    Verdict {
        sort: best.map_or(Sort::Unknown, |vote| vote.sort),
        firm: best.is_some_and(|vote| vote.firm),
        clued: best.is_some_and(|vote| vote.clued),
    }
}

struct Vote {
    sort: Sort,
    weight: usize,
    firm: bool,
    clued: bool,
}

fn add(votes: &mut Vec<Vote>, sort: Sort, weight: usize, firm: bool, clued: bool) {
    if sort == Sort::Unknown {
        return;
    }
    match votes.iter_mut().find(|vote| vote.sort == sort) {
        Some(vote) => {
            vote.weight += weight;
            vote.firm |= firm;
            vote.clued |= clued;
        }
        None => votes.push(Vote {
            sort,
            weight,
            firm,
            clued,
        }),
    }
}

/// What nouns beside the name call it: "broadcaster X", "the X group", "X, a restaurant", "X is a village",
/// "X, who".
fn described_as(text: &Text, tree: &Tree, draft: &Draft) -> Vec<Sort> {
    let mut found = Vec::new();
    let sort_of = |token: usize| {
        let lemma = tree.token(token).lemma.to_lowercase();
        let noun = tree.upos(token) == Upos::Noun && !tree.token(token).feats.contains("Number=Plur");
        if !noun || draft.kind != MentionKind::Name {
            return None;
        }
        if words::TYPE_NOUNS.has(&lemma) {
            return Some(Sort::Organization);
        }
        let class = text.ontology.class_of_noun(&lemma);
        let sort = class.map_or_else(
            || sort_of_noun(&lemma),
            |class| text.sorts.sort(text.ontology, class),
        );
        matches!(
            sort,
            Sort::Person | Sort::Organization | Sort::Place | Sort::Facility | Sort::Group
        )
        .then_some(sort)
    };
    let (start, end) = (draft.tokens.start, draft.tokens.end);
    if let Some(before) = start.checked_sub(1)
        && draft.title.is_none()
        && (tree.head(before) == Some(draft.head) || tree.head(draft.head) == Some(before))
    {
        found.extend(sort_of(before));
    }
    if end < tree.len() && tree.head(draft.head) == Some(end) && tree.relation(draft.head) == "compound" {
        found.extend(sort_of(end).filter(|_| words::TYPE_NOUNS.has(&tree.token(end).lemma)));
    }
    for &dependent in tree.dependents(draft.head).iter().filter(|&&token| token >= end) {
        match tree.token(dependent).deprel {
            "appos" => found.extend(sort_of(dependent)),
            "acl:relcl" => {
                let who = (end..dependent).any(|token| tree.form(token) == "who" && token <= end + 1);
                found.extend(who.then_some(Sort::Person));
            }
            _ => {}
        }
    }
    if let Some(head) = tree.head(draft.head).filter(|_| tree.is_subject(draft.head))
        && tree.dependent(head, "cop").is_some()
    {
        found.extend(sort_of(head));
    }
    found
}

/// Members of a list are of one kind: that of its first.
fn beside(tree: &Tree, drafts: &Drafts, draft: &Draft) -> Option<Sort> {
    if tree.relation(draft.head) != "conj" {
        return None;
    }
    let first = drafts.by_token.get(&(draft.sentence, tree.head(draft.head)?))?;
    let first = &drafts.list[*first];
    (first.kind == MentionKind::Name && first.tokens.len() == draft.tokens.len()).then_some(first.sort)
}

/// The sort that the context of a name suggests, and how strongly.
fn of(tree: &Tree, draft: &Draft) -> Option<(Sort, usize)> {
    let head = draft.head;
    let governor = tree.head(head)?;
    let lemma = tree.token(governor).lemma.to_lowercase();
    match tree.token(head).deprel {
        "nmod:poss" => owner(&lemma),
        "obj" | "xcomp" | "dep" => object(&lemma),
        "nsubj" => subject(&lemma, false),
        "nsubj:pass" => subject(&lemma, true),
        "nmod" if tree.case(head).as_deref() == Some("of") => of_noun(&lemma),
        "appos" | "flat" | "compound" => None,
        _ => located(tree, head, &lemma),
    }
}

fn located(tree: &Tree, head: usize, governor: &str) -> Option<(Sort, usize)> {
    let case = tree.case(head)?;
    match case.as_str() {
        // "a stake in Vexel".
        "in" if matches!(
            governor,
            "stake" | "share" | "interest" | "holding" | "invest" | "investment" | "confidence"
        ) =>
        {
            Some((Sort::Organization, CLUE))
        }
        "in" | "inside" | "near" | "across" | "outside" | "throughout" => Some((Sort::Place, CLUE)),
        _ => None,
    }
}

fn owner(noun: &str) -> Option<(Sort, usize)> {
    if words::OF_PLACES.has(noun) {
        Some((Sort::Place, CLUE))
    } else if words::OF_BODIES.has(noun) {
        Some((Sort::Organization, CLUE))
    } else if words::OF_PERSONS.has(noun) || words::KIN.has(noun) {
        Some((Sort::Person, CLUE))
    } else {
        None
    }
}

fn of_noun(noun: &str) -> Option<(Sort, usize)> {
    if matches!(
        noun,
        "city" | "town" | "village" | "province" | "district" | "port" | "region" | "island"
    ) {
        Some((Sort::Place, 2 * CLUE))
    } else if words::OF_PLACES.has(noun) {
        Some((Sort::Place, CLUE))
    } else if words::OF_BODIES.has(noun) {
        Some((Sort::Organization, CLUE))
    } else {
        None
    }
}

fn object(verb: &str) -> Option<(Sort, usize)> {
    if words::DONE_TO_PLACES.has(verb) {
        Some((Sort::Place, CLUE))
    } else if words::DONE_TO_BODIES.has(verb) {
        Some((Sort::Organization, CLUE))
    } else if words::DONE_TO_PERSONS.has(verb) {
        Some((Sort::Person, CLUE))
    } else {
        None
    }
}

fn subject(verb: &str, passive: bool) -> Option<(Sort, usize)> {
    if passive {
        return match verb {
            "bear" => Some((Sort::Person, 2 * CLUE)),
            "found" | "base" | "headquarter" => Some((Sort::Organization, CLUE)),
            _ => object(verb),
        };
    }
    if words::DONE_BY_BODIES.has(verb) {
        Some((Sort::Organization, CLUE))
    } else if words::DONE_BY_PERSONS.has(verb) {
        Some((Sort::Person, CLUE))
    } else {
        None
    }
}
