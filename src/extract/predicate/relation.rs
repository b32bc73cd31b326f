//! The words of a relation as the sentence has them: "was said to have made", "is able to go".

use super::{Kind, Predicate, Role, Tree, arguments, nouns};

/// Verbs above a predicate are not followed further than this.
const DEPTH: usize = 4;

/// Adds to each verb the words of the verbs and adjectives above it that have the same subject.
pub(super) fn complete(tree: &Tree<'_>, found: &mut [Predicate]) {
    let phrases: Vec<Vec<usize>> = found
        .iter()
        .map(|predicate| phrase(tree, found, predicate))
        .collect();
    for (predicate, phrase) in found.iter_mut().zip(phrases) {
        predicate.phrase = phrase;
    }
}

fn phrase(tree: &Tree<'_>, found: &[Predicate], predicate: &Predicate) -> Vec<usize> {
    let mut words = with_auxiliaries(tree, predicate.head, &predicate.words);
    if predicate.kind != Kind::Verb {
        return words;
    }
    let subjects: Vec<usize> = subjects(tree, predicate).collect();
    let mut head = predicate.head;
    for _ in 0..DEPTH {
        let Some(above) = tree
            .head(head)
            .filter(|&above| tree.deprel(head) == "xcomp" && above < head)
        else {
            break;
        };
        let Some(upper) = upper_words(tree, found, above, &subjects) else {
            break;
        };
        words.extend(upper);
        head = above;
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The words of the verb or adjective `above`, if it says something of one of the subjects.
fn upper_words(tree: &Tree<'_>, found: &[Predicate], above: usize, of: &[usize]) -> Option<Vec<usize>> {
    if let Some(verb) = verb_at(found, above) {
        let shared = subjects(tree, verb).any(|subject| of.contains(&subject));
        return shared.then(|| with_auxiliaries(tree, above, &verb.words));
    }
    tree.child(above, "cop")?;
    let subject = tree.child(above, "nsubj")?;
    of.contains(&subject).then(|| nouns::phrase(tree, above))
}

/// The predicate of the verb at `head`, without a light noun.
pub(in crate::extract) fn verb_at(found: &[Predicate], head: usize) -> Option<&Predicate> {
    found
        .iter()
        .find(|other| other.head == head && other.kind == Kind::Verb && !other.compound)
}

/// Heads of the subjects on the surface: in the passive, those that it is done to.
pub(in crate::extract) fn subjects<'a>(
    tree: &'a Tree<'_>,
    predicate: &'a Predicate,
) -> impl Iterator<Item = usize> + 'a {
    let passive = predicate.kind == Kind::Verb && arguments::is_passive(tree, predicate.head);
    let wanted = if passive { Role::Object } else { Role::Subject };
    predicate
        .arguments
        .iter()
        .filter(move |argument| argument.role == wanted && argument.token != predicate.head)
        .map(|argument| argument.token)
        .filter(|&token| {
            tree.head(token) != Some(predicate.head) || !matches!(tree.deprel(token), "obj" | "iobj")
        })
}

/// The words with the auxiliaries that a participle shares with the first member of its coordination: "was caught
/// and fined".
fn with_auxiliaries(tree: &Tree<'_>, head: usize, words: &[usize]) -> Vec<usize> {
    let helping = |token: usize| {
        tree.children(token)
            .iter()
            .copied()
            .filter(|&child| matches!(tree.deprel(child), "aux" | "aux:pass"))
            .collect::<Vec<_>>()
    };
    let participle = |token: usize| tree.has(token, "VerbForm=Part");
    let mut words = words.to_vec();
    if tree.deprel(head) == "conj" && participle(head) && helping(head).is_empty() {
        let first = tree.head(head).filter(|&first| participle(first));
        words.extend(first.into_iter().flat_map(helping));
        words.sort_unstable();
    }
    words
}

/// The "to" of an infinitive.
pub(in crate::extract) fn infinitive_mark(tree: &Tree<'_>, clause: usize) -> Option<usize> {
    tree.children(clause)
        .iter()
        .copied()
        .find(|&child| tree.deprel(child) == "mark" && tree.lemma(child) == "to")
}
