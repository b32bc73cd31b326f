//! Nouns and adjectives as predicates: copulas, appositions, nominal forms.

use super::{Kind, Predicate, PredicateArgument, Role, Tree, arguments, verbs};
use crate::nlp::Upos;

/// Adds the noun's or adjective's predicate if it relates at least two things.
pub(super) fn collect(tree: &Tree<'_>, token: usize, found: &mut Vec<Predicate>) {
    let copula = tree.child(token, "cop");
    let kind = if tree.upos(token) == Upos::Adj {
        Kind::Adjective
    } else {
        Kind::Noun
    };
    if kind == Kind::Adjective
        && copula.is_none()
        && !matches!(
            tree.deprel(token),
            "xcomp" | "acl" | "advcl" | "conj" | "acl:relcl"
        )
    {
        return;
    }
    let mut relates = Vec::new();
    let (case, preposition) = tree.preposition(token);
    let mut lemma = tree.lemma(token).to_lowercase();
    if copula.is_some() || matches!(kind, Kind::Adjective) {
        relates = arguments::own(tree, token);
        arguments::shared(tree, token, &mut relates);
        relates
            .retain(|argument| argument.role == Role::Subject || matches!(argument.role, Role::Oblique(_)));
        if copula.is_some() && !preposition.is_empty() {
            lemma = format!("{preposition} {lemma}");
        }
    } else {
        subjects(tree, token, &preposition, &mut relates);
    }
    if kind == Kind::Noun {
        for argument in verbs::of_noun(tree, token) {
            if !relates.iter().any(|known| known.token == argument.token) {
                relates.push(argument);
            }
        }
        if copula.is_none() || preposition.is_empty() {
            relates.push(PredicateArgument {
                token,
                role: Role::Itself,
                joined_by: Vec::new(),
                own: true,
            });
        }
    }
    if copula.is_some() && !preposition.is_empty() {
        found.extend(located(tree, token, &case, &preposition));
    }
    if relates.len() < 2 {
        return;
    }
    let mut words = phrase(tree, token);
    if copula.is_some() {
        words.extend(case);
    }
    words.sort_unstable();
    words.dedup();
    found.push(Predicate {
        head: token,
        kind,
        lemma,
        compound: false,
        arguments: relates,
        words,
        phrase: Vec::new(),
    });
}

/// The noun or adjective with its copula, auxiliaries and negation.
pub(super) fn phrase(tree: &Tree<'_>, token: usize) -> Vec<usize> {
    let helping = |&child: &usize| matches!(tree.deprel(child), "cop" | "aux") || tree.negates(child);
    let mut words = vec![token];
    words.extend(tree.children(token).iter().copied().filter(helping));
    words
}

/// "The town is near the border": the verb "be" with the phrase as its argument.
fn located(tree: &Tree<'_>, token: usize, case: &[usize], preposition: &str) -> Option<Predicate> {
    let copula = tree.child(token, "cop")?;
    let mut relates: Vec<PredicateArgument> = arguments::own(tree, token)
        .into_iter()
        .filter(|argument| argument.role == Role::Subject)
        .collect();
    if relates.is_empty() {
        return None;
    }
    relates.push(PredicateArgument {
        token,
        role: Role::Oblique(preposition.to_owned()),
        joined_by: case.to_vec(),
        own: true,
    });
    Some(Predicate {
        head: token,
        kind: Kind::Verb,
        lemma: "be".to_owned(),
        compound: false,
        arguments: relates,
        words: vec![copula],
        phrase: Vec::new(),
    })
}

/// Who or what a noun without copula is said of: by apposition, or through a verb ("became", "as").
fn subjects(tree: &Tree<'_>, noun: usize, preposition: &str, relates: &mut Vec<PredicateArgument>) {
    let mut said_of: Vec<usize> = Vec::new();
    let head = tree.head(noun);
    match (tree.deprel(noun), head) {
        ("appos", Some(head)) => said_of.push(head),
        // "Norsk Bank chief executive Ann Lind".
        ("nmod:desc" | "compound" | "flat", Some(head))
            if head > noun && tree.upos(head) == Upos::Propn && tree.upos(noun) == Upos::Noun =>
        {
            said_of.push(head);
        }
        ("xcomp", Some(_)) => said_of.extend(arguments::subjects_for(tree, noun)),
        ("obl", Some(verb)) if preposition == "as" => {
            let own = arguments::own(tree, verb);
            let wanted = if own.iter().any(|argument| argument.role == Role::Object) {
                Role::Object
            } else {
                Role::Subject
            };
            let mut all = own;
            arguments::shared(tree, verb, &mut all);
            said_of.extend(
                all.iter()
                    .filter(|argument| argument.role == wanted)
                    .map(|argument| argument.token),
            );
        }
        ("conj", Some(first)) if tree.child(first, "cop").is_some() || tree.deprel(first) == "appos" => {
            let mut inherited = Vec::new();
            if tree.deprel(first) == "appos" {
                said_of.extend(tree.head(first));
            } else {
                inherited = arguments::own(tree, first);
                arguments::shared(tree, first, &mut inherited);
            }
            said_of.extend(
                inherited
                    .iter()
                    .filter(|argument| argument.role == Role::Subject)
                    .map(|argument| argument.token),
            );
        }
        _ => {}
    }
    said_of.extend(tree.children(noun).iter().copied().filter(|&child| {
        tree.deprel(child) == "appos" && tree.upos(child) == Upos::Propn && tree.upos(noun) == Upos::Noun
    }));
    for token in said_of {
        for member in arguments::coordinated(tree.sentence, token) {
            if member != noun && !relates.iter().any(|known| known.token == member) {
                relates.push(PredicateArgument {
                    token: member,
                    role: Role::Subject,
                    joined_by: Vec::new(),
                    own: true,
                });
            }
        }
    }
}
