//! Verbs as predicates, with particles and light nouns.

use super::{Kind, Predicate, PredicateArgument, Role, Tree, arguments};
use crate::nlp::Upos;

/// Adds the verb's predicate, and one more for each noun that may be part of it ("take control of").
pub(super) fn collect(tree: &Tree<'_>, verb: usize, found: &mut Vec<Predicate>) {
    if tree.deprel(verb) == "amod" && tree.child(verb, "obl").is_none() {
        return;
    }
    // "following the attack" is a preposition that looks like a verb.
    let prepositional = matches!(
        tree.form(verb),
        "following" | "including" | "regarding" | "concerning" | "according"
    );
    if prepositional && tree.child(verb, "aux").is_none() {
        return;
    }
    let mut relates = arguments::own(tree, verb);
    arguments::shared(tree, verb, &mut relates);
    let mut lemma = tree.lemma(verb).to_lowercase();
    let mut words = phrase(tree, verb);
    for &child in tree.children(verb) {
        // "won the town back": what the parser calls an adverb is a particle.
        let back =
            tree.deprel(child) == "advmod" && matches!(tree.lemma(child), "back" | "away") && child > verb;
        if tree.deprel(child) == "compound:prt" || back {
            lemma.push(' ');
            lemma.push_str(&tree.form(child).to_lowercase());
        }
    }
    words.sort_unstable();
    let plain = Predicate {
        head: verb,
        kind: Kind::Verb,
        lemma,
        compound: false,
        arguments: relates,
        words,
        phrase: Vec::new(),
    };
    let compounds: Vec<Predicate> = plain
        .arguments
        .iter()
        .filter_map(|light| compound(tree, &plain, light))
        .collect();
    found.push(plain);
    found.extend(compounds);
}

/// Auxiliaries, negation, the verb and its particle.
fn phrase(tree: &Tree<'_>, verb: usize) -> Vec<usize> {
    let mut words = vec![verb];
    for &child in tree.children(verb) {
        let part = match tree.deprel(child) {
            "aux" | "aux:pass" | "compound:prt" | "cop" => true,
            "advmod" => tree.negates(child),
            "mark" => tree.lemma(child) == "to",
            _ => false,
        };
        if part {
            words.push(child);
        }
    }
    words
}

/// "took control of the prison": the noun joins the verb, and what depends on either is an argument.
fn compound(tree: &Tree<'_>, plain: &Predicate, light: &PredicateArgument) -> Option<Predicate> {
    let noun = light.token;
    if tree.upos(noun) != Upos::Noun || tree.sentence.name_at(noun).is_some() {
        return None;
    }
    let mut lemma = plain.lemma.clone();
    let mut words = plain.words.clone();
    match &light.role {
        Role::Object | Role::Complement => {}
        Role::Oblique(preposition) => {
            lemma.push(' ');
            lemma.push_str(preposition);
            words.extend(&light.joined_by);
        }
        _ => return None,
    }
    lemma.push(' ');
    lemma.push_str(&tree.lemma(noun).to_lowercase());
    words.push(noun);
    words.sort_unstable();
    words.dedup();
    let mut relates: Vec<PredicateArgument> = plain
        .arguments
        .iter()
        .filter(|argument| argument.token != noun)
        .cloned()
        .collect();
    relates.extend(of_noun(tree, noun));
    Some(Predicate {
        head: plain.head,
        kind: Kind::Verb,
        lemma,
        compound: true,
        arguments: relates,
        words,
        phrase: Vec::new(),
    })
}

/// What depends on a noun with a preposition or a possessive.
pub(super) fn of_noun(tree: &Tree<'_>, noun: usize) -> Vec<PredicateArgument> {
    let mut found = Vec::new();
    for &child in tree.children(noun) {
        let (joined_by, preposition) = tree.preposition(child);
        let role = match tree.deprel(child) {
            "nmod:poss" => Role::Possessor,
            "nmod" | "obl" | "nmod:desc" if !preposition.is_empty() => Role::Oblique(preposition),
            "compound" | "amod" | "nmod"
                if matches!(tree.upos(child), Upos::Propn | Upos::Adj | Upos::Noun) =>
            {
                Role::Modifier
            }
            _ => continue,
        };
        for member in arguments::coordinated(tree.sentence, child) {
            found.push(PredicateArgument {
                token: member,
                role: role.clone(),
                joined_by: joined_by.clone(),
                own: true,
            });
        }
    }
    found
}
