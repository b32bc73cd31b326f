//! Polarity and modality of a predicate: what its own words, and all that govern it, say of its truth.
//!
//! Walks from the predicate up to the root. Each clause on the way adds what its own negation and
//! modal verbs say; each step from a complement to its governor adds what the governor does to it
//! ("plans to", "failed to", "if").

use crate::claim::{Modality, Polarity};
use crate::nlp::{Sentence, Upos};

use super::lexicon::{self, Effect};

/// Polarity and modality.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factuality {
    /// Stated or denied.
    pub polarity: Polarity,
    /// Asserted, possible, future, conditional or wanted.
    pub modality: Modality,
}

struct Walk<'a> {
    sentence: &'a Sentence,
    text: &'a str,
    negative: bool,
    modality: Modality,
    reported: bool,
}

/// What the sentence says of the truth of the predicate at `head`. `eventive`: a noun that stands
/// for an event ("the takeover"), so that what governs the noun counts too. `reported`: the clause
/// is somebody's speech.
pub fn factuality(
    sentence: &Sentence,
    text: &str,
    head: usize,
    eventive: bool,
    reported: bool,
) -> Factuality {
    let mut walk = Walk {
        sentence,
        text,
        negative: false,
        modality: Modality::Asserted,
        reported,
    };
    walk.clause(head);
    walk.climb(head, eventive);
    if sentence
        .span
        .of(text)
        .trim_end_matches(['"', '”', '’', '\''])
        .ends_with('?')
    {
        walk.make(Modality::Possible);
    }
    Factuality {
        polarity: if walk.negative {
            Polarity::Negative
        } else {
            Polarity::Positive
        },
        modality: walk.modality,
    }
}

impl Walk<'_> {
    fn lemma(&self, token: usize) -> &str {
        &self.sentence.tokens[token].lemma
    }

    fn form(&self, token: usize) -> String {
        self.sentence.tokens[token].span.of(self.text).to_lowercase()
    }

    fn make(&mut self, modality: Modality) {
        if self.modality == Modality::Asserted {
            self.modality = modality;
        } else if modality == Modality::Conditional {
            self.modality = Modality::Conditional;
        }
    }

    /// What the clause's own words say.
    fn clause(&mut self, head: usize) {
        let sentence = self.sentence;
        for child in sentence.dependents(head) {
            let token = &sentence.tokens[child];
            match token.deprel {
                "advmod" if lexicon::is_negation(&token.lemma) => self.negative ^= true,
                "advmod" if self.form(child) == "longer" => self.negative ^= true,
                "advmod" if lexicon::is_hedge(&token.lemma) => self.make(Modality::Possible),
                "cc:preconj" if lexicon::is_negation(&token.lemma) => self.negative ^= true,
                "aux" => {
                    if let Some(modality) = lexicon::modal(&self.form(child), self.reported) {
                        self.make(modality);
                    }
                }
                "nsubj" | "nsubj:pass" | "obj" => self.negative ^= self.is_negated_argument(child),
                "obl" if self.is_negated_argument(child) => self.negative ^= true,
                "mark" => self.mark(&self.form(child)),
                _ => {}
            }
        }
        // "If the talks fail, they will attack": the main clause is conditional, too.
        let conditional = sentence
            .dependents(head)
            .any(|child| sentence.tokens[child].deprel == "advcl" && self.has_mark(child, &["if", "unless"]));
        if conditional && self.modality != Modality::Asserted {
            self.make(Modality::Conditional);
        }
    }

    fn mark(&mut self, form: &str) {
        match form {
            "if" | "unless" | "provided" => self.make(Modality::Conditional),
            "whether" => self.make(Modality::Possible),
            "without" | "instead" => self.negative ^= true,
            _ => {}
        }
    }

    fn has_mark(&self, clause: usize, words: &[&str]) -> bool {
        self.sentence.dependents(clause).any(|child| {
            self.sentence.tokens[child].deprel == "mark" && words.contains(&self.form(child).as_str())
        })
    }

    /// "could see thousands moved": what is said of the noun is what the verb above it brings about.
    fn is_outcome(&self, noun: usize) -> bool {
        let token = &self.sentence.tokens[noun];
        let verb = token.head.map(|head| self.lemma(head));
        token.deprel == "obj"
            && verb.is_some_and(|verb| matches!(verb, "see" | "leave" | "have" | "get" | "keep"))
    }

    fn is_negated_argument(&self, argument: usize) -> bool {
        lexicon::is_negative_determiner(self.lemma(argument))
            || self.sentence.dependents(argument).any(|child| {
                matches!(
                    self.sentence.tokens[child].deprel,
                    "det" | "advmod" | "cc:preconj"
                ) && lexicon::is_negative_determiner(&self.sentence.tokens[child].lemma)
            })
    }

    /// From the predicate to the root, as long as what governs bears on its truth.
    fn climb(&mut self, from: usize, eventive: bool) {
        let mut at = from;
        let mut noun = eventive && self.sentence.tokens[from].upos == Upos::Noun;
        while let Some(head) = self.sentence.tokens[at].head {
            let infinitive = self.is_infinitive(at);
            let gerund =
                self.sentence.tokens[at].feats.contains("VerbForm=Ger") || self.form(at).ends_with("ing");
            match self.sentence.tokens[at].deprel {
                "conj" => {
                    if !self.has_subject(at) {
                        self.modals_of(head, at);
                    }
                    at = head;
                    continue;
                }
                "ccomp" | "csubj" | "csubj:pass" => {
                    let speech = lexicon::is_speech(self.lemma(head)) && !infinitive;
                    self.govern(head, infinitive, speech);
                    if speech {
                        if self.is_negated(head) {
                            self.make(Modality::Possible);
                        }
                        return;
                    }
                    self.clause(head);
                }
                "xcomp" => {
                    self.govern(head, infinitive, false);
                    self.clause(head);
                }
                "advcl" if infinitive && !self.has_mark(at, &["after", "before"]) => {
                    let governed = lexicon::effect(self.lemma(head)) != Effect::None;
                    self.govern(head, true, false);
                    if governed {
                        self.clause(head);
                    } else {
                        self.make(Modality::Wanted);
                        return;
                    }
                }
                "advcl" | "obl" | "acl"
                    if gerund && self.is_marked_by(at, &["of", "from", "for", "with", "on", "to"]) =>
                {
                    self.govern(head, true, false);
                    self.clause(head);
                }
                "acl" if self.is_outcome(head) => noun = true,
                "acl" if infinitive => {
                    self.govern(head, true, false);
                    noun = true;
                }
                "obj" | "obl" | "nmod" | "nsubj:pass" | "nsubj" if noun => {
                    let deprel = self.sentence.tokens[at].deprel;
                    if matches!(deprel, "nsubj") {
                        return;
                    }
                    self.govern(head, true, false);
                    noun = self.sentence.tokens[head].upos == Upos::Noun;
                    if !noun {
                        self.clause(head);
                    }
                }
                _ => return,
            }
            at = head;
        }
    }

    fn is_negated(&self, clause: usize) -> bool {
        self.sentence
            .dependents(clause)
            .any(|child| lexicon::is_negation(&self.sentence.tokens[child].lemma))
    }

    /// What the governor, by its lexical entry, does to its complement.
    fn govern(&mut self, governor: usize, open_ended: bool, speech: bool) {
        let lemma = self.with_particle(governor);
        match lexicon::effect(&lemma) {
            Effect::Negates => self.negative ^= true,
            // "expects that", "plans to"; but "told reporters that" and "agreed that" leave a clause asserted.
            Effect::Makes(modality)
                if open_ended || !speech && !matches!(lemma.as_str(), "have" | "call" | "tell") =>
            {
                self.make(modality);
            }
            Effect::Makes(_) | Effect::None => {}
        }
    }

    fn with_particle(&self, verb: usize) -> String {
        match self.sentence.dependent(verb, "compound:prt") {
            Some(particle) => format!("{} {}", self.lemma(verb), self.form(particle)),
            None => self.lemma(verb).to_owned(),
        }
    }

    fn is_infinitive(&self, token: usize) -> bool {
        self.sentence.tokens[token].feats.contains("VerbForm=Inf")
            && self.sentence.dependents(token).any(|child| {
                matches!(self.sentence.tokens[child].deprel, "mark")
                    && self.sentence.tokens[child].lemma == "to"
            })
            || self.has_mark(token, &["to"])
    }

    fn is_marked_by(&self, token: usize, words: &[&str]) -> bool {
        self.sentence.dependents(token).any(|child| {
            matches!(self.sentence.tokens[child].deprel, "mark" | "case")
                && words.contains(&self.form(child).as_str())
        })
    }

    fn has_subject(&self, clause: usize) -> bool {
        self.sentence
            .dependents(clause)
            .any(|child| self.sentence.tokens[child].deprel.starts_with("nsubj"))
    }

    /// "could arrest and detain": the first member's modal verb counts for the second.
    fn modals_of(&mut self, first: usize, member: usize) {
        let own = self
            .sentence
            .dependents(member)
            .any(|child| self.sentence.tokens[child].deprel == "aux");
        if own {
            return;
        }
        let sentence = self.sentence;
        for child in sentence.dependents(first).filter(|&child| child < member) {
            match sentence.tokens[child].deprel {
                "aux" => {
                    if let Some(modality) = lexicon::modal(&self.form(child), self.reported) {
                        self.make(modality);
                    }
                }
                "advmod" if lexicon::is_negation(&sentence.tokens[child].lemma) => {
                    // "did not buy or sell": the negation covers both; with "but" it does not.
                    let contrast = sentence.dependents(member).any(|cc| self.form(cc) == "but");
                    self.negative ^= !contrast && self.is_or(member);
                }
                "mark" => self.mark(&self.form(child)),
                _ => {}
            }
        }
    }

    fn is_or(&self, member: usize) -> bool {
        self.sentence
            .dependents(member)
            .any(|child| matches!(self.form(child).as_str(), "or" | "nor"))
    }
}
