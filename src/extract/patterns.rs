//! Patterns: what the example sentences of the ontology's properties teach.
//!
//! An example with its arguments marked ("`[[Rebels]] took control of ((the prison)).`") is analysed as
//! any text is. The predicate that joins the two arguments, and the parts that they play in it, become
//! a pattern; since predicates are the same for active, passive, relative and participial clauses, one
//! example covers them all.

use rustc_hash::{FxHashMap, FxHashSet};

use super::predicate::{Kind, Predicate, Role, predicates};
use crate::nlp::{Analyser, Analysis, Sentence};
use crate::ontology::{Example, Ontology, PropertyId};
use crate::text::Span;

/// Patterns of all properties, to be looked up by predicate.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    by_predicate: FxHashMap<Key, Vec<PropertyId>>,
    /// Lemmas of verbs that some pattern has: nouns of the same form share their patterns.
    known: FxHashSet<(Kind, String)>,
}

/// An example from which nothing could be learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UselessExample {
    /// The property's IRI.
    pub property: String,
    /// The sentence without its marks.
    pub text: String,
    /// File and line.
    pub origin: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    kind: Kind,
    /// Empty where the noun itself is an argument: any noun will do.
    lemma: String,
    subject: Role,
    object: Role,
}

impl Key {
    fn new(predicate: &Predicate, subject: &Role, object: &Role) -> Self {
        let any = Patterns::is_unspecific(subject, object);
        Self {
            kind: predicate.kind,
            lemma: if any {
                String::new()
            } else {
                predicate.lemma.clone()
            },
            subject: part(predicate, subject),
            object: part(predicate, object),
        }
    }

    /// Whether it joins a verb's subject with its object.
    fn is_transitive(&self) -> bool {
        self.kind == Kind::Verb
            && matches!(
                (&self.subject, &self.object),
                (Role::Subject, Role::Object) | (Role::Object, Role::Subject)
            )
    }
}

/// "Corvane's owner" is "the owner of Corvane"; but in "Corvane's takeover of Merrow" the two differ.
fn part(predicate: &Predicate, role: &Role) -> Role {
    let of = Role::Oblique("of".to_owned());
    match role {
        Role::Possessor if !predicate.arguments.iter().any(|argument| argument.role == of) => of,
        _ => plain(role),
    }
}

/// Prepositions that make no difference are one.
fn plain(role: &Role) -> Role {
    match role {
        Role::Oblique(preposition) => Role::Oblique(
            match preposition.as_str() {
                "onto" | "upon" => "on",
                "inside" | "within" => "in",
                "towards" => "toward",
                other => other,
            }
            .to_owned(),
        ),

        other => other.clone(),
    }
}

impl Patterns {
    /// Learns from the examples of all properties. The second part names those that taught nothing.
    pub fn learn(ontology: &Ontology, analyser: &Analyser) -> (Self, Vec<UselessExample>) {
        use rayon::prelude::*;
        let examples: Vec<(PropertyId, &Example)> = ontology
            .properties
            .iter()
            .enumerate()
            .flat_map(|(index, property)| {
                property
                    .examples
                    .iter()
                    .map(move |example| (PropertyId(index as u32), example))
            })
            .collect();
        let learned: Vec<Result<Vec<Key>, &'static str>> = examples
            .par_iter()
            .map(|(_, example)| keys_of(&analyser.analyse_text(&example.text), example))
            .collect();
        let mut patterns = Self::default();
        let mut useless = Vec::new();
        for ((property, example), result) in examples.into_iter().zip(learned) {
            match result {
                Ok(keys) => {
                    for key in keys {
                        patterns.known.insert((key.kind, key.lemma.clone()));
                        let properties = patterns.by_predicate.entry(key).or_default();
                        if !properties.contains(&property) {
                            properties.push(property);
                        }
                    }
                }
                Err(reason) => useless.push(UselessExample {
                    property: ontology[property].iri.clone(),
                    text: example.text.clone(),
                    origin: example.origin.clone(),
                    reason,
                }),
            }
        }
        (patterns, useless)
    }

    /// Whether the look-up for this predicate goes by no word: a thing said of the subject, whatever the noun.
    pub fn is_unspecific(subject: &Role, object: &Role) -> bool {
        *subject == Role::Subject && *object == Role::Itself
    }

    /// The properties whose examples join two arguments of this predicate so, in the ontology's order.
    pub fn properties(&self, predicate: &Predicate, subject: &Role, object: &Role) -> &[PropertyId] {
        let found = self
            .by_predicate
            .get(&Key::new(predicate, subject, object))
            .map_or(&[][..], Vec::as_slice);
        if !found.is_empty() || predicate.kind != Kind::Noun {
            return found;
        }
        // "the attack on X by Y", "Y's visit to X": a noun with the form of a known verb.
        let Some(role) = verbal(subject).zip(verbal(object)) else {
            return &[];
        };
        let lemma = verb_of(&predicate.lemma);
        let key = Key {
            kind: Kind::Verb,
            lemma,
            subject: role.0,
            object: role.1,
        };
        self.by_predicate.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether some example uses this verb, noun or adjective.
    pub fn knows(&self, kind: Kind, lemma: &str) -> bool {
        self.known.contains(&(kind, lemma.to_owned()))
    }
}

/// The part in the verb's clause that a noun's dependent stands for.
fn verbal(role: &Role) -> Option<Role> {
    Some(match role {
        Role::Possessor => Role::Subject,
        Role::Oblique(preposition) => match preposition.as_str() {
            "by" => Role::Subject,
            "of" | "on" | "against" | "to" => Role::Object,
            _ => plain(role),
        },
        _ => return None,
    })
}

/// The verb with which an event noun goes, as far as its form tells.
fn verb_of(noun: &str) -> String {
    const IRREGULAR: [(&str, &str); 22] = [
        ("takeover", "take over"),
        ("killing", "kill"),
        ("bombing", "bomb"),
        ("shooting", "shoot"),
        ("meeting", "meet"),
        ("acquisition", "acquire"),
        ("purchase", "buy"),
        ("arrival", "arrive"),
        ("departure", "depart"),
        ("withdrawal", "withdraw"),
        ("seizure", "seize"),
        ("invasion", "invade"),
        ("detention", "detain"),
        ("destruction", "destroy"),
        ("appointment", "appoint"),
        ("election", "elect"),
        ("conviction", "convict"),
        ("criticism", "criticise"),
        ("condemnation", "condemn"),
        ("expulsion", "expel"),
        ("deportation", "deport"),
        ("decision", "decide"),
    ];
    match IRREGULAR.iter().find(|(known, _)| *known == noun) {
        Some((_, verb)) => (*verb).to_owned(),
        None => noun.to_owned(),
    }
}

/// Whether the verb says little without the noun that goes with it.
pub(super) fn is_light(verb: &str) -> bool {
    matches!(
        verb,
        "bring"
            | "come"
            | "do"
            | "draw"
            | "drive"
            | "find"
            | "force"
            | "get"
            | "give"
            | "go"
            | "have"
            | "hold"
            | "keep"
            | "lay"
            | "lead"
            | "leave"
            | "make"
            | "pay"
            | "place"
            | "put"
            | "raise"
            | "run"
            | "send"
            | "set"
            | "show"
            | "take"
            | "throw"
            | "turn"
    )
}

fn keys_of(analysis: &Analysis, example: &Example) -> Result<Vec<Key>, &'static str> {
    let Some(sentence) = analysis
        .sentences
        .iter()
        .find(|sentence| sentence.span.contains(example.subject))
    else {
        return Err("its subject is not in one sentence");
    };
    let subject = head_of(sentence, example.subject).ok_or("its subject covers no word")?;
    let object = head_of(sentence, example.object).ok_or("its object covers no word of the same sentence")?;
    let mut simple = Vec::new();
    let mut compound = Vec::new();
    for predicate in predicates(sentence, &example.text) {
        let role = |token: usize| {
            predicate
                .arguments
                .iter()
                .find(|argument| argument.token == token)
                .map(|argument| &argument.role)
        };
        let (Some(subject), Some(object)) = (role(subject), role(object)) else {
            continue;
        };
        let keys = if predicate.compound {
            &mut compound
        } else {
            &mut simple
        };
        keys.push(Key::new(&predicate, subject, object));
    }
    // "blamed X for the attack" teaches "blamed X" as well; "took X into custody" does not teach "took X".
    simple.retain(|key: &Key| compound.is_empty() || key.is_transitive() && !is_light(&key.lemma));
    let mut keys = compound;
    keys.append(&mut simple);
    // "appointed her as minister" teaches the verb, not that whatever is said of her appoints her.
    if keys.iter().any(|key| !key.lemma.is_empty()) {
        keys.retain(|key| !key.lemma.is_empty());
    }
    if keys.is_empty() {
        return Err("no verb, noun or adjective joins its subject and object");
    }
    Ok(keys)
}

/// The token inside the span whose head lies outside it.
fn head_of(sentence: &Sentence, span: Span) -> Option<usize> {
    let inside = |token: usize| span.contains(sentence.tokens[token].span);
    (0..sentence.tokens.len())
        .filter(|&token| inside(token))
        .find(|&token| sentence.tokens[token].head.is_none_or(|head| !inside(head)))
}
