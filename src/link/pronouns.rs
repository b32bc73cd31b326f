//! Pronouns: after Hobbs (1978), over dependency trees.
//!
//! From the pronoun up, the phrases left of the path are tried in text order; then those of the
//! sentences before, subject first. The first that agrees in gender, number and kind is taken.
//! Where nothing agrees the pronoun stays open: a wrong antecedent is worse than none.

use crate::nlp::Upos;

use super::cluster::Cluster;
use super::given::Gender;
use super::mention::MentionKind;
use super::resolve::Resolver;
use super::sort::Sort;
use super::words;

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person(Gender),
    Thing,
    Many,
    Relative,
    /// Speaker, hearer, or indefinite.
    Open,
}

/// Sentences back that a personal pronoun may look.
const BACK: usize = 2;

/// Sentences back that the subject of "said" may look for who spoke before.
const SPEECH: usize = 5;

fn kind(form: &str) -> Kind {
    match form {
        "he" | "him" | "his" | "himself" => Kind::Person(Gender::Male),
        "she" | "her" | "hers" | "herself" => Kind::Person(Gender::Female),
        "it" | "its" | "itself" => Kind::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Kind::Many,
        "who" | "whom" | "whose" | "which" | "that" => Kind::Relative,
        _ => Kind::Open,
    }
}

impl Resolver<'_> {
    /// The cluster of a pronoun's antecedent, or one of its own.
    pub(super) fn pronoun(&mut self, index: usize) -> usize {
        let form = self.tree(index).form(self.draft(index).head).to_lowercase();
        let found = match kind(&form) {
            Kind::Open => None,
            Kind::Relative => self.relative(index),
            kind => self.personal(index, kind, form.ends_with("self") || form.ends_with("selves")),
        };
        if let Some(cluster) = found {
            return cluster;
        }
        let cluster = self.fresh(index);
        self.clusters[cluster].unresolved = true;
        self.clusters[cluster].phrase = form;
        cluster
    }

    /// The noun that a relative clause modifies.
    fn relative(&self, index: usize) -> Option<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let clause = std::iter::once(draft.head)
            .chain(tree.ancestors(draft.head))
            .find(|&token| matches!(tree.token(token).deprel, "acl:relcl" | "acl"))?;
        let head = tree.head(clause).filter(|&head| head < draft.head)?;
        let antecedent = self
            .beside_comma(index)
            .or_else(|| self.at(draft.sentence, head))?;
        // After a name, "that" is a conjunction, whatever its tag: "told Reuters that".
        if tree.form(draft.head) == "that" && self.draft(antecedent).kind == MentionKind::Name {
            return None;
        }
        self.draft(antecedent).cluster.filter(|_| antecedent < index)
    }

    /// "the widow of the lawmaker Ode Farrin, who was killed": the name right before the comma.
    fn beside_comma(&self, index: usize) -> Option<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let comma = draft
            .head
            .checked_sub(1)
            .filter(|&before| tree.form(before) == ",")?;
        let before = self.at(draft.sentence, comma.checked_sub(1)?)?;
        let personal = matches!(tree.form(draft.head), "who" | "whom" | "whose");
        let name = self.draft(before);
        (personal && name.kind == MentionKind::Name && name.sort == Sort::Person && name.tokens.end == comma)
            .then_some(before)
    }

    fn personal(&mut self, index: usize, kind: Kind, reflexive: bool) -> Option<usize> {
        if kind == Kind::Thing && self.is_empty_subject(index) {
            return None;
        }
        let candidates = self.candidates(index, reflexive);
        let antecedent = self.first_fitting(index, kind, &candidates)?;
        // "Wren and Kemp ... they": both, and no entity stands for both.
        if kind == Kind::Many && self.is_joined(antecedent) {
            return None;
        }
        let cluster = self.draft(antecedent).cluster?;
        if let Kind::Person(gender) = kind {
            let persons = candidates.iter().filter_map(|&other| self.draft(other).cluster);
            let rivals =
                persons.filter(|&other| other != cluster && self.clusters[other].sort == Sort::Person);
            if rivals.count() == 0 {
                self.clusters[cluster].gender.get_or_insert(gender);
            }
        }
        Some(cluster)
    }

    /// The first candidate that agrees. Where the pronoun acts or owns, those that can do so come first:
    /// "the government blamed it on rebels, a term it uses".
    fn first_fitting(&self, index: usize, kind: Kind, candidates: &[usize]) -> Option<usize> {
        let own = self.draft(index).sentence;
        let tree = self.tree(index);
        let pronoun = self.draft(index).head;
        let acts = tree.is_subject(pronoun) || tree.token(pronoun).deprel == "nmod:poss";
        let quoted = self.is_quoted(index);
        let fits = |other: usize, strict: bool, agent: bool| {
            let Some(cluster) = self.draft(other).cluster.map(|cluster| &self.clusters[cluster]) else {
                return false;
            };
            // "it" and "they" look back at subjects only, and from a quotation not out of it.
            let outside = quoted && !self.is_quoted(other);
            let near = self.draft(other).sentence == own || self.is_salient(other) && !outside;
            // "report it" seldom means a country.
            let object = kind == Kind::Thing && !acts && cluster.sort == Sort::Place;
            (near || matches!(kind, Kind::Person(_)))
                && !object
                && agrees(kind, cluster, strict)
                && (!agent || can_act(cluster))
        };
        let first = |strict: bool, agent: bool, here: bool| {
            let mut all = candidates.iter().copied();
            all.find(|&other| (!here || self.draft(other).sentence == own) && fits(other, strict, agent))
        };
        if matches!(kind, Kind::Person(_)) {
            return first(true, false, false).or_else(|| first(false, false, false));
        }
        let agents = || first(true, true, true).or_else(|| first(false, true, true));
        let here = || first(true, false, true).or_else(|| first(false, false, true));
        let before = || first(true, acts, false);
        acts.then(agents)
            .flatten()
            .or_else(here)
            .or_else(before)
            .or_else(|| first(true, false, false))
    }

    /// "It is clear that", "it seems": stands for nothing.
    fn is_empty_subject(&self, index: usize) -> bool {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let Some(head) = tree.head(draft.head).filter(|_| tree.is_subject(draft.head)) else {
            return false;
        };
        let clause = tree.dependents(head).iter().any(|&token| {
            token > head && matches!(tree.relation(token), "csubj" | "ccomp" | "advcl" | "xcomp")
        });
        let lemma = tree.token(head).lemma.as_str();
        let adjective = tree.upos(head) == Upos::Adj && tree.dependent(head, "cop").is_some();
        let passive = tree.dependent(head, "aux").is_some() && tree.token(draft.head).deprel == "nsubj:pass";
        clause
            && (adjective
                || passive
                || matches!(
                    lemma,
                    "seem" | "appear" | "happen" | "turn" | "take" | "be" | "come"
                ))
            || matches!(lemma, "rain" | "snow" | "stand")
    }

    /// Mentions that may be the antecedent, best first.
    fn candidates(&self, index: usize, reflexive: bool) -> Vec<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let pronoun = draft.head;
        let possessive = tree.token(pronoun).deprel == "nmod:poss";
        let mut found = self.last_speakers(index);
        let mut below = pronoun;
        let mut clause_done = false;
        for ancestor in tree.ancestors(pronoun) {
            let verbal = matches!(tree.upos(ancestor), Upos::Verb | Upos::Aux | Upos::Adj)
                || tree.dependent(ancestor, "nsubj").is_some();
            // A pronoun is no second argument of its own verb; a possessive or reflexive may be.
            let bound = verbal && !clause_done && !possessive && !reflexive;
            let mut level = Vec::new();
            // "its role in the pact and its steps": whoever owns the first owns the second.
            let listed = !verbal && tree.relation(below) == "conj" && below != pronoun;
            for &dependent in tree
                .dependents(ancestor)
                .iter()
                .filter(|&&token| token < pronoun && token != below)
                .filter(|&&token| !listed || tree.token(token).deprel == "nmod:poss")
            {
                let core = matches!(tree.relation(dependent), "nsubj" | "obj" | "iobj");
                if bound && core {
                    // Not the argument itself, but what stands inside it: "Orveld's aide praised her".
                    let own = self.at(draft.sentence, dependent);
                    let mut inside = Vec::new();
                    for &inner in tree.dependents(dependent) {
                        self.descend(draft.sentence, inner, pronoun, &mut inside);
                    }
                    level.extend(inside.into_iter().filter(|&other| Some(other) != own));
                } else {
                    self.descend(draft.sentence, dependent, pronoun, &mut level);
                }
            }
            let own_phrase = below == pronoun && possessive;
            if ancestor < pronoun && !own_phrase && !verbal {
                self.push_mention(draft.sentence, ancestor, &mut level);
            }
            // "thanked Norway for its help": for what is the object's, and not the subject's.
            let reason = tree
                .dependent(below, "case")
                .is_some_and(|case| matches!(tree.form(case), "for" | "over"));
            let judged = possessive && reason && words::JUDGING_VERBS.has(&tree.token(ancestor).lemma);
            if let Some(object) = tree.dependent(ancestor, "obj").filter(|_| judged) {
                let object = self.at(draft.sentence, object);
                level.sort_by_key(|&other| Some(other) != object);
            }
            found.extend(level);
            if verbal {
                // A coordinated verb without subject shares that of the first, and its binding.
                let shares = tree.relation(ancestor) == "conj" && tree.dependent(ancestor, "nsubj").is_none();
                let controlled = tree.relation(ancestor) == "xcomp";
                clause_done = !(shares || controlled);
            }
            below = ancestor;
        }
        found.retain(|&other| other < index && !self.draft(other).demonym);
        let sentence = draft.sentence;
        for before in (sentence.saturating_sub(BACK)..sentence)
            .rev()
            .filter(|&before| self.text.is_story(before))
        {
            found.extend(self.of_earlier(before));
        }
        if let Some(ahead) = self.ahead(index) {
            found.push(ahead);
        }
        found
    }

    /// For "she said": who acted or spoke last, outside of quotation marks.
    fn last_speakers(&self, index: usize) -> Vec<usize> {
        let draft = self.draft(index);
        if !self.speaks(index) {
            return Vec::new();
        }
        let first = draft.sentence.saturating_sub(SPEECH);
        let mut found: Vec<usize> = Vec::new();
        for sentence in (first..draft.sentence).rev() {
            let all = self.of_sentence[sentence].clone();
            found.extend(all.filter(|&other| self.is_salient(other) && !self.is_quoted(other)));
        }
        found
    }

    /// Whether the mention is the subject of a verb of speech and not itself part of a quotation.
    fn speaks(&self, index: usize) -> bool {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let verb = tree.head(draft.head).filter(|_| tree.is_subject(draft.head));
        verb.is_some_and(|verb| words::SPEECH.has(tree.token(verb).lemma.as_str())) && !self.is_quoted(index)
    }

    fn is_quoted(&self, index: usize) -> bool {
        let draft = self.draft(index);
        self.text.is_quoted(self.tree(index).token(draft.head).span)
    }

    /// The mention at the token and those below it, top first.
    fn descend(&self, sentence: usize, token: usize, before: usize, level: &mut Vec<usize>) {
        let tree = &self.text.trees[sentence];
        let mut open = std::collections::VecDeque::from([token]);
        while let Some(next) = open.pop_front() {
            if next < before {
                self.push_mention(sentence, next, level);
                open.extend(tree.dependents(next));
            }
        }
    }

    fn push_mention(&self, sentence: usize, token: usize, level: &mut Vec<usize>) {
        if let Some(other) = self.at(sentence, token).filter(|other| !level.contains(other)) {
            level.push(other);
        }
    }

    /// The mentions of an earlier sentence: subjects, then objects, then the rest, in text order.
    fn of_earlier(&self, sentence: usize) -> Vec<usize> {
        let tree = &self.text.trees[sentence];
        let mut found: Vec<usize> = self.of_sentence[sentence]
            .clone()
            .filter(|&other| !self.draft(other).demonym && !self.draft(other).inner)
            .collect();
        let depth = |token: usize| {
            tree.ancestors(token)
                .filter(|&above| tree.dependent(above, "nsubj").is_some())
                .count()
        };
        found.sort_by_key(|&other| {
            let head = self.draft(other).head;
            let rank = match tree.relation(head) {
                "nsubj" => 0,
                "obj" | "iobj" => 2,
                _ => 3,
            };
            (rank, if rank == 0 { depth(head) } else { 0 }, other)
        });
        found
    }

    /// "In her speech, Orveld said": the subject of the sentence, if the pronoun stands before it.
    fn ahead(&self, index: usize) -> Option<usize> {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let root = (0..tree.len()).find(|&token| tree.head(token).is_none())?;
        let subject = tree
            .dependent(root, "nsubj")
            .filter(|&subject| subject > draft.head)?;
        let fronted = tree
            .ancestors(draft.head)
            .any(|token| matches!(tree.relation(token), "obl" | "advcl") && tree.head(token) == Some(root));
        self.at(draft.sentence, subject).filter(|_| fronted)
    }

    fn is_salient(&self, index: usize) -> bool {
        let draft = self.draft(index);
        self.tree(index).is_subject(draft.head)
    }

    fn is_joined(&self, index: usize) -> bool {
        let draft = self.draft(index);
        let tree = self.tree(index);
        let member =
            |&token: &usize| tree.relation(token) == "conj" && self.at(draft.sentence, token).is_some();
        (draft.kind == MentionKind::Name || !draft.plural)
            && (tree.relation(draft.head) == "conj" || tree.dependents(draft.head).iter().any(member))
    }
}

/// Whether the pronoun can stand for the cluster; strictly, only where the cluster's kind is known.
fn agrees(kind: Kind, cluster: &Cluster, strict: bool) -> bool {
    if cluster.unresolved || cluster.sort == Sort::Value {
        return false;
    }
    match kind {
        Kind::Person(gender) => {
            let known = cluster.gender.is_none_or(|known| known == gender);
            let person =
                cluster.sort == Sort::Person || (!strict && cluster.sort == Sort::Unknown && cluster.named);
            known && person && !cluster.plural
        }
        Kind::Thing => {
            let thing = cluster.sort != Sort::Person && !cluster.plural;
            thing && (!strict || cluster.sort != Sort::Unknown)
        }
        Kind::Many => {
            if strict {
                cluster.plural
            } else {
                matches!(cluster.sort, Sort::Organization | Sort::Group)
            }
        }
        Kind::Relative | Kind::Open => false,
    }
}

/// Whether it can do something or own something.
fn can_act(cluster: &Cluster) -> bool {
    matches!(cluster.sort, Sort::Person | Sort::Organization | Sort::Group)
        || cluster.sort == Sort::Place
        || cluster.named && matches!(cluster.sort, Sort::Facility | Sort::Unknown)
}
