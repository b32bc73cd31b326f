//! What extractors look things up in, and how they put a claim together.

use crate::claim::{Argument, Attribution, Claim, Modality, Polarity, Quote, Relation, Time};
use crate::link::{Mention, MentionKind, Mentions};
use crate::nlp::{Analysis, NameType, Sentence};
use crate::ontology::{ClassId, Ontology, PropertyId};
use crate::text::{CodePoints, Document, Span};

use super::attribution::{self, Speaker};
use super::factuality::{self, Factuality};
use super::patterns::Patterns;
use super::predicate::{Predicate, predicates};
use super::quotes;
use super::time::{self, TimeExpression};

/// A document as the extractors see it.
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its sentences.
    pub analysis: &'a Analysis,
    /// What its phrases refer to.
    pub mentions: &'a Mentions,
    /// Classes and properties.
    pub ontology: &'a Ontology,
    /// What the ontology's examples teach.
    pub patterns: &'a Patterns,
    /// Predicates of each sentence.
    pub predicates: Vec<Vec<Predicate>>,
    /// Time expressions of each sentence.
    pub times: Vec<Vec<TimeExpression>>,
    quotations: Vec<Span>,
    code_points: CodePoints<'a>,
    agent: Option<ClassId>,
    place: Option<ClassId>,
}

/// The triple of a claim, before its circumstances are known.
pub struct Triple {
    /// Index of the sentence that states it.
    pub sentence: usize,
    /// Token that expresses the relation.
    pub head: usize,
    /// Tokens of the relation's phrase.
    pub words: Vec<usize>,
    /// Subject.
    pub subject: Argument,
    /// Property, if one covers the relation.
    pub property: Option<PropertyId>,
    /// Object.
    pub object: Argument,
    /// Whether the relation is an event or state that its governors can deny or make uncertain.
    pub eventive: bool,
    /// Whether the sentence takes it for granted (a title, an alias): then nothing that is said of the
    /// event around it bears on it.
    pub presupposed: bool,
    /// How sure the extractor is of the triple itself.
    pub confidence: f64,
    /// The extractor's name.
    pub extractor: &'static str,
}

impl<'a> Context<'a> {
    /// Looks the document over once.
    pub fn new(
        document: &'a Document,
        analysis: &'a Analysis,
        mentions: &'a Mentions,
        ontology: &'a Ontology,
        patterns: &'a Patterns,
    ) -> Self {
        let text = document.text.as_str();
        Self {
            document,
            analysis,
            mentions,
            ontology,
            patterns,
            predicates: analysis
                .sentences
                .iter()
                .map(|sentence| predicates(sentence, text))
                .collect(),
            times: analysis
                .sentences
                .iter()
                .map(|sentence| time::expressions(sentence, text))
                .collect(),
            quotations: quotes::quotations(text),
            code_points: CodePoints::new(text),
            agent: ontology.class("https://w3id.org/relata/news#Agent"),
            place: ontology.class("https://w3id.org/relata/news#Place"),
        }
    }

    /// The sentence with this index.
    pub fn sentence(&self, index: usize) -> &'a Sentence {
        &self.analysis.sentences[index]
    }

    /// The text's words at a span.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(&self.document.text)
    }

    /// A stretch of the document with offsets in code points; white space inside is folded.
    pub fn quote(&self, span: Span) -> Quote {
        let (start, end) = self.code_points.range(span);
        Quote {
            start,
            end,
            text: fold(self.words(span)),
        }
    }

    /// Whether the token belongs to a time expression, which is when and not what.
    pub fn is_time(&self, sentence: usize, token: usize) -> bool {
        self.times[sentence]
            .iter()
            .any(|expression| expression.tokens.contains(&token))
            || self
                .sentence(sentence)
                .name_at(token)
                .is_some_and(|name| matches!(name.kind, NameType::Date | NameType::Time))
    }

    /// The value of the time expression that the token belongs to, where one can be worked out.
    pub fn time_value(&self, sentence: usize, token: usize) -> Option<String> {
        let expression = self.times[sentence]
            .iter()
            .find(|expression| expression.tokens.contains(&token))?;
        expression.resolve(String::new(), self.document.date, false).value
    }

    /// The mention that a token heads, if it can be an argument: pronouns without antecedent cannot.
    pub fn mention(&self, sentence: usize, token: usize) -> Option<&'a Mention> {
        let mention = self.mentions.at(sentence, token)?;
        let known = mention.kind != MentionKind::Pronoun || !self.mentions.entity(mention).unresolved;
        known.then_some(mention)
    }

    /// The mention as an argument of a claim.
    pub fn argument(&self, mention: &Mention) -> Argument {
        let entity = self.mentions.entity(mention);
        let quote = self.quote(mention.span);
        let class = mention.class.or(entity.classes.first().copied());
        Argument {
            text: quote.text,
            start: quote.start,
            end: quote.end,
            class: class.map(|class| self.class_name(class)),
            entity: Some(entity.iri.0.clone()),
            name: Some(entity.label.clone()),
            value: None,
            datatype: None,
        }
    }

    /// A literal argument.
    pub fn literal(&self, span: Span, value: String, datatype: &str) -> Argument {
        let quote = self.quote(span);
        Argument {
            text: quote.text,
            start: quote.start,
            end: quote.end,
            value: Some(value),
            datatype: Some(datatype.to_owned()),
            ..Argument::default()
        }
    }

    /// Local name of a class.
    pub fn class_name(&self, class: ClassId) -> String {
        let iri = self.ontology[class].iri.as_str();
        iri.rsplit(['#', '/']).next().unwrap_or(iri).to_owned()
    }

    /// The class of a mention: its own, else its entity's.
    pub fn class_of(&self, mention: &Mention) -> Option<ClassId> {
        mention
            .class
            .or_else(|| self.mentions.entity(mention).classes.first().copied())
    }

    /// Whether all of the classes are of those who act, and not of places that may act too.
    pub fn is_somebody(&self, classes: &[ClassId]) -> bool {
        let (Some(agent), Some(place)) = (self.agent, self.place) else {
            return false;
        };
        !classes.is_empty()
            && classes
                .iter()
                .all(|&class| self.ontology.is_a(class, agent) && !self.ontology.is_a(class, place))
    }

    /// Puts a claim together: the triple, and all that its sentence says of it.
    pub fn claim(&self, triple: Triple) -> Claim {
        let sentence = self.sentence(triple.sentence);
        let text = self.document.text.as_str();
        let speaker = if triple.presupposed {
            None
        } else {
            self.speaker(triple.sentence, triple.head)
        };
        let Factuality { polarity, modality } = if triple.presupposed {
            Factuality::default()
        } else {
            factuality::factuality(sentence, text, triple.head, triple.eventive, speaker.is_some())
        };
        let ahead = modality == Modality::Future;
        let mut claim = Claim {
            document: self.document.id.0.clone(),
            sentence: self.quote(sentence.span),
            subject: triple.subject,
            relation: self.relation(sentence, triple.head, &triple.words, triple.property),
            object: triple.object,
            arguments: Vec::new(),
            polarity,
            modality,
            attribution: speaker.and_then(|speaker| self.attribution(speaker)),
            time: if triple.presupposed {
                None
            } else {
                self.time(triple.sentence, triple.head, ahead)
            },
            place: None,
            confidence: triple.confidence,
            extractor: triple.extractor.to_owned(),
        };
        if triple.eventive && !triple.presupposed {
            claim.place = self.place(triple.sentence, triple.head, &claim);
        }
        // Who says something of himself is not quoted about it: "the ministry said it signed".
        let same = |argument: &Argument| {
            claim
                .attribution
                .as_ref()
                .is_some_and(|said| said.speaker == argument.text)
        };
        if polarity == Polarity::Positive && same(&claim.subject) && same(&claim.object) {
            claim.attribution = None;
        }
        claim
    }

    /// Where it happened: the place that the predicate has "in", "at" or "near", unless the triple names it.
    fn place(&self, index: usize, head: usize, claim: &Claim) -> Option<Argument> {
        let place = self.place?;
        self.predicates[index]
            .iter()
            .filter(|predicate| predicate.head == head)
            .flat_map(|predicate| &predicate.arguments)
            .filter(|argument| {
                matches!(&argument.role, super::predicate::Role::Oblique(word)
                    if matches!(word.as_str(), "in" | "at" | "near" | "outside"))
            })
            .filter(|argument| self.sentence(index).tokens[argument.token].head == Some(head))
            .filter(|argument| !self.is_time(index, argument.token))
            .filter_map(|argument| self.mention(index, argument.token))
            .filter(|mention| {
                // "in prison" is a state and no place.
                let bare = mention.kind != MentionKind::Name && mention.tokens.len() < 2;
                let class = self.class_of(mention);
                !bare && class.is_some_and(|class| self.ontology.is_a(class, place))
            })
            .map(|mention| self.argument(mention))
            .find(|found| found.start != claim.object.start && found.entity != claim.subject.entity)
    }

    fn relation(
        &self,
        sentence: &Sentence,
        head: usize,
        words: &[usize],
        property: Option<PropertyId>,
    ) -> Relation {
        let (start, end) = self.code_points.range(sentence.tokens[head].span);
        // Neighbours stand as the text has them: "human-powered".
        let runs = words.chunk_by(|&one, &next| next == one + 1);
        let runs: Vec<String> = runs
            .map(|run| fold(self.words(sentence.span_of(run[0]..run[run.len() - 1] + 1))))
            .collect();
        let phrase = runs.join(" ");
        let label = property.map_or_else(
            || phrase.to_lowercase(),
            |property| self.ontology[property].label.clone(),
        );
        Relation {
            iri: property.map(|property| self.ontology[property].iri.clone()),
            label,
            text: phrase,
            start,
            end,
        }
    }

    /// Who says what the predicate says: named in its sentence, or, for a quotation, beside it.
    pub fn speaker(&self, index: usize, head: usize) -> Option<Speaker> {
        let text = self.document.text.as_str();
        let sentence = self.sentence(index);
        let direct = attribution::speaker(sentence, index, text, &self.predicates[index], head);
        if direct.is_some() {
            return direct;
        }
        quotes::quotation_at(&self.quotations, sentence.tokens[head].span.start)
            .filter(|quotation| quotation.len() > 20)?;
        quotes::neighbours(self.analysis, text, index)
            .into_iter()
            .find_map(|near| self.cue_in(near))
    }

    /// The first verb of speech in a sentence that stands outside quotation marks, with its subject.
    fn cue_in(&self, index: usize) -> Option<Speaker> {
        let sentence = self.sentence(index);
        self.predicates[index]
            .iter()
            .filter(|predicate| !predicate.compound && super::lexicon::is_plain_speech(&predicate.lemma))
            .filter(|predicate| {
                quotes::quotation_at(&self.quotations, sentence.tokens[predicate.head].span.start).is_none()
            })
            .find_map(|predicate| {
                let subject = predicate
                    .arguments
                    .iter()
                    .find(|argument| argument.role == super::predicate::Role::Subject)?;
                Some(Speaker {
                    sentence: index,
                    token: subject.token,
                    cue: predicate.head,
                })
            })
    }

    fn attribution(&self, speaker: Speaker) -> Option<Attribution> {
        // "last week's report": when is not who.
        if self.is_time(speaker.sentence, speaker.token) {
            return None;
        }
        let sentence = self.sentence(speaker.sentence);
        let cue = self.words(sentence.tokens[speaker.cue].span).to_lowercase();
        let cue = if cue == "according" {
            "according to".to_owned()
        } else {
            cue
        };
        let Some(mention) = self.mention(speaker.sentence, speaker.token) else {
            let words = self.words(sentence.tokens[speaker.token].span);
            return Some(Attribution {
                speaker: words.to_owned(),
                entity: None,
                cue,
            });
        };
        let entity = self.mentions.entity(mention);
        Some(Attribution {
            speaker: entity.label.clone(),
            entity: Some(entity.iri.0.clone()),
            cue,
        })
    }

    /// When the clause of `head` holds: the time expression that hangs on it or on what governs it.
    fn time(&self, index: usize, head: usize, ahead: bool) -> Option<Time> {
        let sentence = self.sentence(index);
        let mut best: Option<(usize, &TimeExpression)> = None;
        for expression in &self.times[index] {
            if expression.tokens.contains(&head) {
                continue;
            }
            let Some(distance) = clause_distance(sentence, head, &expression.tokens) else {
                continue;
            };
            if best.is_none_or(|(known, _)| distance < known) {
                best = Some((distance, expression));
            }
        }
        let (_, expression) = best?;
        let words = self.words(sentence.span_of(expression.tokens.clone()));
        Some(expression.resolve(fold(words), self.document.date, ahead))
    }
}

/// Words a relation that no word of the sentence stands for: a title or an apposition says what somebody *is*.
pub(super) fn implied(mut claim: Claim) -> Claim {
    "is".clone_into(&mut claim.relation.text);
    claim
}

/// How far a time expression is from a predicate: 0 where it hangs on the predicate, or on a phrase in its
/// clause; more where it hangs on a verb that the predicate is a complement of; `None` in another clause.
fn clause_distance(sentence: &Sentence, head: usize, tokens: &std::ops::Range<usize>) -> Option<usize> {
    // The expression's own top token.
    let top = tokens
        .clone()
        .find(|&token| {
            sentence.tokens[token]
                .head
                .is_none_or(|head| !tokens.contains(&head))
        })
        .unwrap_or(tokens.start);
    let mut at = top;
    for _ in 0..6 {
        if at == head {
            return Some(0);
        }
        let deprel = sentence.tokens[at].deprel;
        let crosses = at != top
            && matches!(
                deprel,
                "ccomp" | "advcl" | "acl:relcl" | "acl" | "parataxis" | "xcomp" | "conj"
            );
        let Some(next) = sentence.tokens[at].head else {
            break;
        };
        if crosses {
            // Below another clause than the predicate's own: only what that clause governs shares it.
            break;
        }
        at = next;
    }
    // "on Thursday" hangs on the governor of the predicate: an infinitive or participle, or a noun in it.
    let clause = at;
    let mut up = head;
    for distance in 1..5 {
        let deprel = sentence.tokens[up].deprel;
        let shares = matches!(
            deprel,
            "xcomp" | "obj" | "obl" | "nsubj" | "nsubj:pass" | "conj" | "appos" | "nmod" | "acl"
        );
        if !shares {
            return None;
        }
        up = sentence.tokens[up].head?;
        if up == clause {
            return Some(distance);
        }
    }
    None
}

/// White space folded to single blanks.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
