//! Features that the tree tells: voice, person and number of verbs, mood and case.
//!
//! "Said" is any person's; whose it is here, its subject tells. Universal Dependencies gives such features to the
//! word all the same.

use super::analysis::{Token, Upos};

/// Past participles are passive unless the auxiliary "have" makes a perfect of them: the tree tells
/// what the form does not.
pub(super) fn set_voice(tokens: &mut [Token]) {
    let mut perfect = vec![false; tokens.len()];
    let mut passive = vec![false; tokens.len()];
    for token in &*tokens {
        let Some(head) = token.head else { continue };
        perfect[head] |= token.deprel == "aux" && token.lemma == "have";
        passive[head] |= matches!(
            token.deprel,
            "aux:pass" | "nsubj:pass" | "csubj:pass" | "obl:agent"
        );
    }
    for (at, token) in tokens.iter_mut().enumerate() {
        let participle = token.upos == Upos::Verb && token.feats.contains("Tense=Past|VerbForm=Part");
        if participle {
            let stem = token.feats.strip_suffix("|Voice=Pass").unwrap_or(&token.feats);
            token.feats = if passive[at] || !perfect[at] {
                format!("{stem}|Voice=Pass")
            } else {
                stem.to_owned()
            };
        }
    }
}

/// Gives finite verbs the person and number of their subjects, makes infinitives without anything that asks for one
/// imperatives, and pronouns with one form for both cases accusative where they are objects.
pub(super) fn agree(tokens: &mut [Token], text: &str) {
    let clauses = Clauses::new(tokens);
    for at in 0..tokens.len() {
        if let Some(feats) = clauses.feats(tokens, text, at) {
            tokens[at].feats = feats;
        }
    }
}

/// Verbs that are joined share a subject; it is looked for over so many.
const LONGEST_CHAIN: usize = 8;

/// What depends on each token that features ask for.
struct Clauses {
    subjects: Vec<Option<usize>>,
    /// The first auxiliary or copula.
    auxiliaries: Vec<Option<usize>>,
    /// Has something that rules out an imperative.
    tied: Vec<bool>,
    joined: Vec<bool>,
}

impl Clauses {
    fn new(tokens: &[Token]) -> Self {
        let n = tokens.len();
        let mut clauses = Self {
            subjects: vec![None; n],
            auxiliaries: vec![None; n],
            tied: vec![false; n],
            joined: vec![false; n],
        };
        for (at, token) in tokens.iter().enumerate() {
            let Some(head) = token.head else { continue };
            match token.deprel {
                "nsubj" | "nsubj:pass" | "nsubj:outer" | "csubj" => {
                    clauses.subjects[head].get_or_insert(at);
                    clauses.tied[head] = true;
                }
                "aux" | "aux:pass" | "cop" => {
                    clauses.auxiliaries[head].get_or_insert(at);
                    clauses.tied[head] = true;
                }
                "mark" | "expl" => clauses.tied[head] = true,
                "conj" => clauses.joined[head] = true,
                _ => {}
            }
        }
        clauses
    }

    /// The features of a token with what the tree says, where it says anything.
    fn feats(&self, tokens: &[Token], text: &str, at: usize) -> Option<String> {
        let token = &tokens[at];
        let feats = token.feats.as_str();
        match token.upos {
            Upos::Verb | Upos::Aux if feats.contains("Mood=Ind") => {
                // The present of the third person singular has an ending of its own.
                if feats.contains("Number=Sing|Person=3|Tense=Pres") {
                    return None;
                }
                let (person, number) = self.person_and_number(tokens, text, self.subject(tokens, at)?);
                Some(with_agreement(feats, person, number))
            }
            Upos::Verb if feats == "VerbForm=Inf" => self
                .is_command(tokens, at)
                .then(|| "Mood=Imp|VerbForm=Fin".to_owned()),
            Upos::Pron if is_object(token.deprel) && matches!(token.lemma.as_str(), "it" | "you") => feats
                .contains("Case=Nom")
                .then(|| feats.replace("Case=Nom", "Case=Acc")),
            _ => None,
        }
    }

    /// Whether an infinitive has no subject, no auxiliary and no "to", and heads a clause that needs none of them.
    fn is_command(&self, tokens: &[Token], mut at: usize) -> bool {
        for _ in 0..LONGEST_CHAIN {
            if self.tied[at] || tokens[at].upos != Upos::Verb {
                return false;
            }
            match (tokens[at].deprel, tokens[at].head) {
                ("root" | "parataxis", _) => return true,
                ("conj", Some(head)) => at = head,
                _ => return false,
            }
        }
        false
    }

    /// The subject that a finite verb or an auxiliary agrees with.
    fn subject(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let mut clause = at;
        if matches!(tokens[at].deprel, "aux" | "aux:pass" | "cop") {
            // Of several auxiliaries the first one agrees.
            clause = tokens[at]
                .head
                .filter(|&head| self.auxiliaries[head] == Some(at))?;
        }
        for _ in 0..LONGEST_CHAIN {
            if self.subjects[clause].is_some() {
                return self.subjects[clause];
            }
            clause = tokens[clause].head.filter(|_| tokens[clause].deprel == "conj")?;
        }
        None
    }

    fn person_and_number(&self, tokens: &[Token], text: &str, subject: usize) -> (u8, &'static str) {
        let token = &tokens[subject];
        if token.deprel == "csubj" {
            return (3, "Sing");
        }
        if self.joined[subject] {
            return (3, "Plur");
        }
        if matches!(token.upos, Upos::Pron | Upos::Det) {
            return match token.span.of(text).to_ascii_lowercase().as_str() {
                "i" => (1, "Sing"),
                "we" => (1, "Plur"),
                "you" => (2, "Sing"),
                "they" | "these" | "those" | "many" | "both" | "few" | "some" | "all" => (3, "Plur"),
                "who" | "which" | "that" => match antecedent(tokens, subject) {
                    Some(noun) if self.joined[noun] => (3, "Plur"),
                    Some(noun) => (3, number(&tokens[noun])),
                    None => (3, "Sing"),
                },
                _ => (3, "Sing"),
            };
        }
        (3, number(token))
    }
}

fn is_object(deprel: &str) -> bool {
    matches!(
        deprel,
        "obj" | "iobj" | "obl" | "nmod" | "obl:agent" | "obl:unmarked"
    )
}

/// The noun that a relative pronoun stands for: the one that its clause describes.
fn antecedent(tokens: &[Token], pronoun: usize) -> Option<usize> {
    let clause = tokens[pronoun].head?;
    tokens[clause]
        .head
        .filter(|_| tokens[clause].deprel == "acl:relcl")
}

fn number(token: &Token) -> &'static str {
    let plural = token.feats.contains("Number=Plur") || token.upos == Upos::Num;
    if plural { "Plur" } else { "Sing" }
}

/// Features of a verb with this person and number, in alphabetical order.
fn with_agreement(feats: &str, person: u8, number: &str) -> String {
    let (person, number) = (format!("Person={person}"), format!("Number={number}"));
    let mut feats: Vec<&str> = feats
        .split('|')
        .filter(|feat| !feat.starts_with("Person=") && !feat.starts_with("Number="))
        .chain([person.as_str(), number.as_str()])
        .collect();
    feats.sort_unstable();
    feats.join("|")
}
