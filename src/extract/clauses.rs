//! *What it finds.* Relations that the ontology's examples teach, wherever a verb, noun or adjective
//! joins two arguments as an example does: active, passive, relative, participial, nominal.
//!
//! *Example.* "areas held by the army" with the example "`[[Rebels]] hold ((the town)).`" of
//! `news:controls`: army – controls – areas.
//!
//! *Misses.* Verbs that no example uses; arguments that are clauses.

use crate::claim::{Argument, Claim};
use crate::link::{Mention, MentionKind};
use crate::nlp::Upos;
use crate::ontology::{ClassId, PropertyId, Range};
use crate::text::ZoneKind;

use super::context::{Context, Triple, implied};
use super::patterns::Patterns;
use super::predicate::{Kind, Predicate, PredicateArgument, Role};

pub(super) const NAME: &str = "clauses";

/// Namespace of the ontology that comes with the program.
const OURS: &str = "https://w3id.org/relata/";

/// The property of being somewhere.
const LOCATED_IN: &str = "https://w3id.org/relata/news#locatedIn";

/// Where a relation between two arguments may be read off a predicate.
pub(super) fn find(context: &Context<'_>, claims: &mut Vec<Claim>) {
    for (index, predicates) in context.predicates.iter().enumerate() {
        if !is_read(context.sentence(index).zone) {
            continue;
        }
        for predicate in predicates {
            let arguments = &predicate.arguments;
            for (first, one) in arguments.iter().enumerate() {
                for other in &arguments[first + 1..] {
                    if one.token == other.token || is_light(context, predicates, predicate, [one, other]) {
                        continue;
                    }
                    let forth = relate(context, index, predicate, one, other);
                    let back = relate(context, index, predicate, other, one);
                    claims.extend(surest(forth, back));
                }
            }
        }
    }
}

/// Where two arguments are related in both directions, the direction whose classes fit better: "Norway
/// belongs to the alliance" makes a member and no property of it.
fn surest(forth: Vec<(Fit, Claim)>, back: Vec<(Fit, Claim)>) -> impl Iterator<Item = Claim> {
    let best = |claims: &[(Fit, Claim)]| claims.iter().map(|(fit, _)| *fit).max();
    let (keep_forth, keep_back) = match (best(&forth), best(&back)) {
        (Some(one), Some(other)) => (one >= other, other >= one),
        _ => (true, true),
    };
    let forth = forth.into_iter().filter(move |_| keep_forth);
    forth
        .chain(back.into_iter().filter(move |_| keep_back))
        .map(|(_, claim)| claim)
}

/// Whether one of the arguments is a noun that makes a known predicate with the verb: who "took control
/// of the prison" did not take control as one takes a town.
fn is_light(
    context: &Context<'_>,
    predicates: &[Predicate],
    predicate: &Predicate,
    arguments: [&PredicateArgument; 2],
) -> bool {
    predicate.kind == Kind::Verb
        && !predicate.compound
        && super::patterns::is_light(&predicate.lemma)
        && predicates.iter().any(|other| {
            other.compound
                && other.head == predicate.head
                && context.patterns.knows(Kind::Verb, &other.lemma)
                && arguments
                    .iter()
                    .any(|argument| other.words.contains(&argument.token))
        })
}

/// Whether sentences of this zone tell the story.
pub(super) fn is_read(zone: ZoneKind) -> bool {
    matches!(zone, ZoneKind::Headline | ZoneKind::Paragraph)
}

fn relate(
    context: &Context<'_>,
    index: usize,
    predicate: &Predicate,
    subject: &PredicateArgument,
    object: &PredicateArgument,
) -> Vec<(Fit, Claim)> {
    let mut candidates = context
        .patterns
        .properties(predicate, &subject.role, &object.role)
        .to_vec();
    let reciprocal = candidates.is_empty() && subject.role == Role::Subject && object.role == Role::Subject;
    if reciprocal && subject.token < object.token && subject.own {
        candidates = together(context, predicate);
    }
    if candidates.is_empty() || context.is_time(index, subject.token) {
        return Vec::new();
    }
    let (Some(from), Some(to)) = (
        context.mention(index, subject.token),
        context.mention(index, object.token),
    ) else {
        return Vec::new();
    };
    if from.entity == to.entity || is_naming(predicate, [subject, object]) {
        return Vec::new();
    }
    // A name is no description, nor is a number: "the alliance against the Front (AF)", "two of them were two".
    let number = context.sentence(index).tokens[object.token].upos == Upos::Num;
    if Patterns::is_unspecific(&subject.role, &object.role) && (number || to.kind == MentionKind::Name) {
        return Vec::new();
    }
    let pair = Pair {
        context,
        index,
        from,
        to,
        token: object.token,
    };
    let strict = Patterns::is_unspecific(&subject.role, &object.role);
    let time = context.is_time(index, object.token);
    candidates.retain(|&candidate| match &context.ontology[candidate].range {
        Range::Datatype(_) => !strict,
        _ => !time,
    });
    // A user's own property stands beside ours: who teaches one wants to see it used.
    let (ours, own): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|&candidate| context.ontology[candidate].iri.starts_with(OURS));
    let mut words = predicate.phrase.clone();
    if object.role == Role::Itself {
        words.retain(|&word| word != predicate.head);
    }
    words.extend(&object.joined_by);
    if object.role != Role::Object && predicate.kind != Kind::Verb {
        words.extend(&subject.joined_by);
    }
    words.sort_unstable();
    words.dedup();
    // "made a statement" issues one, "made a nest" does not: a verb that says little leaves it to the classes.
    let vague = predicate.kind == Kind::Verb
        && !predicate.compound
        && matches!(
            predicate.lemma.as_str(),
            "call" | "do" | "draw" | "get" | "give" | "have" | "keep" | "make" | "put" | "take" | "throw"
        );
    [own, ours]
        .iter()
        .filter_map(|candidates| pair.best(candidates, strict || vague))
        .filter_map(|(fit, property)| {
            let object_argument = match &context.ontology[property].range {
                Range::Datatype(datatype) => pair.literal(datatype)?,
                _ => context.argument(to),
            };
            let claim = context.claim(Triple {
                sentence: index,
                head: predicate.head,
                words: words.clone(),
                subject: context.argument(from),
                property: Some(property),
                object: object_argument,
                eventive: is_eventive(context, predicate),
                presupposed: false,
                confidence: confidence(context, property, from, to, subject, object),
                extractor: NAME,
            });
            let unsaid = words.is_empty() && object.role == Role::Itself;
            Some((fit, if unsaid { implied(claim) } else { claim }))
        })
        .collect()
}

/// "called the vote a disgrace": the verb says what its object is, and nothing of its subject and object alone.
fn is_naming(predicate: &Predicate, arguments: [&PredicateArgument; 2]) -> bool {
    let named = predicate
        .arguments
        .iter()
        .any(|argument| argument.role == Role::Complement && argument.own);
    let other = arguments.iter().all(|argument| argument.role != Role::Complement);
    predicate.lemma == "call" && named && other
}

/// "A and B met": the symmetric properties that the verb has between its subject and "with" or its object.
fn together(context: &Context<'_>, predicate: &Predicate) -> Vec<PropertyId> {
    let alone = !predicate.arguments.iter().any(|argument| {
        matches!(&argument.role, Role::Object) || argument.role == Role::Oblique("with".to_owned())
    });
    if !alone {
        return Vec::new();
    }
    [Role::Object, Role::Oblique("with".to_owned())]
        .iter()
        .flat_map(|role| context.patterns.properties(predicate, &Role::Subject, role))
        .copied()
        .filter(|&property| context.ontology[property].symmetric)
        .collect()
}

/// Whether the noun stands for an event, so that "prevented the takeover" bears on its truth.
pub(super) fn is_eventive(context: &Context<'_>, predicate: &Predicate) -> bool {
    if predicate.kind != Kind::Noun {
        return true;
    }
    let event = context.ontology.class("https://w3id.org/relata/news#Event");
    let class = context.ontology.class_of_noun(&predicate.lemma);
    match (class, event) {
        (Some(class), Some(event)) => context.ontology.is_a(class, event),
        _ => context.patterns.knows(Kind::Verb, &predicate.lemma),
    }
}

/// Two mentions that a property may relate.
struct Pair<'a> {
    context: &'a Context<'a>,
    index: usize,
    from: &'a Mention,
    to: &'a Mention,
    /// Head of the object.
    token: usize,
}

/// How well two mentions suit domain and range.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Of how many of the two the class is known to lie within, or nothing is asked.
    sure: usize,
    /// How special the classes asked for are.
    depth: usize,
}

impl Pair<'_> {
    /// The property that fits best: surest of the classes, then most specific. `strict`: both classes must
    /// be known to lie within domain and range.
    fn best(&self, candidates: &[PropertyId], strict: bool) -> Option<(Fit, PropertyId)> {
        let ontology = self.context.ontology;
        let mut best: Option<(Fit, PropertyId)> = None;
        for &candidate in candidates {
            let Some(fit) = self.fit(candidate).filter(|fit| !strict || fit.sure == 2) else {
                continue;
            };
            let better = best.is_none_or(|(known_fit, known)| {
                let below = ontology[candidate].ancestors.contains(&known);
                let above = ontology[known].ancestors.contains(&candidate);
                fit.sure > known_fit.sure
                    || fit.sure == known_fit.sure && (below || !above && fit.depth > known_fit.depth)
            });
            if better {
                best = Some((fit, candidate));
            }
        }
        best
    }

    /// `None` if a class forbids the property.
    fn fit(&self, property: PropertyId) -> Option<Fit> {
        let property = &self.context.ontology[property];
        let mut fit = Fit::default();
        // "in effect", "in doubt": much is in something without a place.
        let unknown = self.context.class_of(self.to).is_none() && self.is_thing(self.to);
        if unknown && property.iri == LOCATED_IN {
            return None;
        }
        self.check(self.from, &property.domain, &mut fit)?;
        match &property.range {
            Range::Classes(classes) => self.check(self.to, classes, &mut fit)?,
            Range::Any => fit.sure += 1,
            Range::Datatype(datatype) => {
                self.literal(datatype)?;
                fit.sure += 1;
                fit.depth += 5;
            }
        }
        Some(fit)
    }

    fn check(&self, mention: &Mention, allowed: &[ClassId], fit: &mut Fit) -> Option<()> {
        let ontology = self.context.ontology;
        let class = self.context.class_of(mention);
        if !ontology.fits(class, allowed) {
            return None;
        }
        // A common noun that no class has among its nouns is a thing, not somebody.
        if class.is_none() && self.is_thing(mention) && self.context.is_somebody(allowed) {
            return None;
        }
        let depth = |wanted: &ClassId| 1 + ontology[*wanted].ancestors.len();
        if allowed.is_empty() {
            fit.sure += 1;
        } else if let Some(depth) = class.and_then(|class| {
            allowed
                .iter()
                .filter(|&&wanted| ontology.is_a(class, wanted))
                .map(depth)
                .max()
        }) {
            fit.sure += 1;
            fit.depth += depth;
        }
        Some(())
    }

    /// A description with a common noun, but for "others" and the like.
    fn is_thing(&self, mention: &Mention) -> bool {
        let head = &self.context.sentence(mention.sentence).tokens[mention.head];
        mention.kind == MentionKind::Nominal && head.upos == Upos::Noun && !is_anybody(&head.lemma)
    }

    /// The object as a typed literal: "4,200 people" is 4200, "5 March 2026" a date.
    fn literal(&self, datatype: &str) -> Option<Argument> {
        let context = self.context;
        let local = datatype.rsplit('#').next().unwrap_or(datatype);
        let words = context.words(self.to.span);
        match local {
            "integer" | "int" | "nonNegativeInteger" | "decimal" | "double" | "float" => {
                let value = super::quantity::value(words)?;
                let whole = !matches!(local, "decimal" | "double" | "float");
                (!whole || !value.contains('.')).then(|| context.literal(self.to.span, value, datatype))
            }
            "date" | "gYear" | "gYearMonth" | "dateTime" => {
                let value = context.time_value(self.index, self.token)?;
                let datatype = match value.len() {
                    4 => "gYear",
                    7 => "gYearMonth",
                    10 => "date",
                    _ => return None,
                };
                let datatype = format!("http://www.w3.org/2001/XMLSchema#{datatype}");
                Some(context.literal(self.to.span, value, &datatype))
            }
            _ => Some(context.literal(self.to.span, super::fold(words), datatype)),
        }
    }
}

/// Words that stand for people without naming their kind.
fn is_anybody(noun: &str) -> bool {
    matches!(
        noun,
        "other"
            | "guilty"
            | "innocent"
            | "accused"
            | "dead"
            | "injured"
            | "wounded"
            | "missing"
            | "rich"
            | "poor"
            | "young"
            | "elderly"
            | "unemployed"
            | "homeless"
    )
}

/// A rule of thumb until it is calibrated on held-in data: names are surer than descriptions, known
/// classes than unknown ones, near arguments than far ones.
fn confidence(
    context: &Context<'_>,
    property: PropertyId,
    from: &Mention,
    to: &Mention,
    subject: &PredicateArgument,
    object: &PredicateArgument,
) -> f64 {
    use MentionKind::{Name, Nominal, Pronoun};
    let mut confidence: f64 = 0.9;
    for mention in [from, to] {
        confidence *= match mention.kind {
            Name => 1.0,
            Nominal => 0.95,
            Pronoun => 0.8,
        };
        if context.class_of(mention).is_none() {
            confidence *= 0.95;
        }
    }
    for argument in [subject, object] {
        if !argument.own {
            confidence *= 0.95;
        }
    }
    let distance = subject.token.abs_diff(object.token);
    if distance > 15 {
        confidence *= 0.9;
    }
    if context.ontology[property].examples.len() < 2 {
        confidence *= 0.98;
    }
    (confidence * 1000.0).round() / 1000.0
}
