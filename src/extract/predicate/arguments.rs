//! Arguments of a clause: roles from relations, shared subjects, coordination.

use super::{PredicateArgument, Role, Tree};
use crate::nlp::{Sentence, Upos};

/// A chain of clauses that take over each other's subject is not followed further than this.
const DEPTH: usize = 8;

/// The members of the coordination that `token` opens, itself first.
pub fn coordinated(sentence: &Sentence, token: usize) -> Vec<usize> {
    let mut members = vec![token];
    members.extend(sentence.dependents(token).filter(|&member| {
        sentence.tokens[member].deprel == "conj"
            && (is_nominal(sentence.tokens[member].upos)
                || sentence.tokens[member].upos == sentence.tokens[token].upos)
    }));
    members
}

fn is_nominal(upos: Upos) -> bool {
    matches!(
        upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X | Upos::Sym
    )
}

/// Arguments that stand at the clause's head itself, with passives undone.
pub(super) fn own(tree: &Tree<'_>, clause: usize) -> Vec<PredicateArgument> {
    let passive = is_passive(tree, clause);
    let mut found = Vec::new();
    for &child in tree.children(clause) {
        let (joined_by, preposition) = tree.preposition(child);
        let role = match tree.deprel(child) {
            "nsubj" | "nsubj:outer" if passive => Role::Object,
            "nsubj" | "nsubj:outer" => Role::Subject,
            "nsubj:pass" => Role::Object,
            "obj" => Role::Object,
            // "told reporters (that …)": nobody is given anything but words.
            "iobj" if tree.child(clause, "obj").is_none() => Role::Object,
            "iobj" => Role::Indirect,
            "obl:agent" => Role::Subject,
            "obl" | "nmod" if preposition == "by" && passive => Role::Subject,
            "obl" | "nmod" if !preposition.is_empty() => Role::Oblique(preposition),
            "xcomp" if is_nominal(tree.upos(child)) => match preposition.as_str() {
                "" => Role::Complement,
                _ => Role::Oblique(preposition),
            },
            _ => continue,
        };
        for member in coordinated(tree.sentence, child) {
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

/// Whether the clause is in the passive voice, or is a bare past participle after a noun.
pub(in crate::extract) fn is_passive(tree: &Tree<'_>, clause: usize) -> bool {
    let marked = tree.children(clause).iter().any(|&child| {
        matches!(
            tree.deprel(child),
            "aux:pass" | "nsubj:pass" | "csubj:pass" | "obl:agent"
        )
    });
    if marked {
        return true;
    }
    let participle = tree.has(clause, "VerbForm=Part") && tree.has(clause, "Tense=Past");
    let helped = tree
        .children(clause)
        .iter()
        .any(|&child| tree.deprel(child) == "aux");
    match tree.deprel(clause) {
        "acl" | "amod" | "advcl" => participle && !helped && tree.child(clause, "nsubj").is_none(),
        "conj" => {
            participle
                && !helped
                && tree.child(clause, "nsubj").is_none()
                && tree.child(clause, "obj").is_none()
                && tree.head(clause).is_some_and(|head| is_passive(tree, head))
        }
        _ => false,
    }
}

/// What the clause takes over from the clause or noun that it hangs on.
pub(super) fn shared(tree: &Tree<'_>, clause: usize, found: &mut Vec<PredicateArgument>) {
    let Some(head) = tree.head(clause) else { return };
    let passive = is_passive(tree, clause);
    let slot = if passive { Role::Object } else { Role::Subject };
    let open = !found.iter().any(|argument| argument.role == slot);
    match tree.deprel(clause) {
        "acl:relcl" => relative(tree, clause, head, passive, found),
        "acl" if open => {
            // "a plan to sell it", "the practice of selling it": the noun does nothing itself.
            if is_infinitive(tree, clause) || is_joined_gerund(tree, clause) {
                let owners: Vec<usize> = tree
                    .child(head, "nmod:poss")
                    .into_iter()
                    .chain(subject_of_governor(tree, head))
                    .take(1)
                    .collect();
                push_all(tree, owners, &slot, found);
            } else {
                push_all(tree, vec![head], &slot, found);
                // "issued a statement welcoming it": who issues the statement welcomes.
                if is_message(tree.lemma(head)) {
                    push_all(
                        tree,
                        subject_of_governor(tree, head).into_iter().collect(),
                        &slot,
                        found,
                    );
                }
            }
        }
        "xcomp" | "advcl" | "conj" | "ccomp" | "parataxis" if open => {
            let deprel = tree.deprel(clause);
            if deprel == "ccomp" && !is_infinitive(tree, clause) && !tree.has(clause, "VerbForm=Ger") {
                return;
            }
            if deprel == "parataxis" && !tree.has(clause, "VerbForm=Part") {
                return;
            }
            let subjects = controller(tree, clause, 0);
            push_all(tree, subjects, &slot, found);
        }
        _ => {}
    }
    if tree.deprel(clause) == "conj" && !found.iter().any(|argument| argument.role == Role::Object) {
        let after: Vec<usize> = own(tree, head)
            .into_iter()
            .filter(|argument| argument.role == Role::Object && argument.token > clause)
            .map(|argument| argument.token)
            .collect();
        push_tokens(after, &Role::Object, found);
    }
}

/// Nouns for what somebody says: what they "do" their author does.
fn is_message(noun: &str) -> bool {
    matches!(
        noun,
        "statement"
            | "letter"
            | "message"
            | "speech"
            | "petition"
            | "report"
            | "declaration"
            | "post"
            | "tweet"
    )
}

/// "of using spies": a gerund behind a preposition.
fn is_joined_gerund(tree: &Tree<'_>, clause: usize) -> bool {
    tree.form(clause).ends_with("ing")
        && tree
            .children(clause)
            .iter()
            .any(|&child| matches!(tree.deprel(child), "mark" | "case") && child < clause)
}

fn is_infinitive(tree: &Tree<'_>, clause: usize) -> bool {
    tree.has(clause, "VerbForm=Inf")
        || tree
            .children(clause)
            .iter()
            .any(|&child| tree.deprel(child) == "mark" && tree.lemma(child) == "to")
}

/// "took steps to prevent": the noun's governor names who prevents.
fn subject_of_governor(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let governor = tree.head(noun)?;
    if !matches!(tree.deprel(noun), "obj" | "obl" | "nmod") {
        return None;
    }
    controller(tree, noun, 0)
        .into_iter()
        .next()
        .or_else(|| tree.child(governor, "nmod:poss"))
}

/// The tokens that are understood as subject of a clause without one: the object of the verb that
/// governs it ("urged members to leave"), else that verb's subject.
fn controller(tree: &Tree<'_>, clause: usize, depth: usize) -> Vec<usize> {
    let Some(head) = tree.head(clause).filter(|_| depth < DEPTH) else {
        return Vec::new();
    };
    let arguments = own(tree, head);
    let tokens = |role: Role| -> Vec<usize> {
        arguments
            .iter()
            .filter(|argument| argument.role == role)
            .map(|argument| argument.token)
            .collect()
    };
    let passive = is_passive(tree, head);
    let objects = tokens(Role::Object);
    // "accused her of taking it", "stopped them from leaving", "thanked him for helping".
    let of_object = tree.deprel(clause) == "advcl"
        && tree.form(clause).ends_with("ing")
        && tree.child(clause, "mark").is_some_and(|mark| {
            matches!(tree.lemma(mark), "of" | "from")
                || matches!(tree.lemma(mark), "for" | "with" | "over") && judges(tree.lemma(head))
        });
    let controls_by_object = of_object || matches!(tree.deprel(clause), "xcomp" | "ccomp");
    if controls_by_object && !objects.is_empty() && tree.lemma(head) != "promise" {
        return objects;
    }
    let subjects = tokens(if passive { Role::Object } else { Role::Subject });
    if !subjects.is_empty() {
        return subjects;
    }
    match tree.deprel(head) {
        "acl" => tree.head(head).into_iter().collect(),
        "acl:relcl" => {
            let mut inherited = arguments;
            shared(tree, head, &mut inherited);
            inherited
                .into_iter()
                .filter(|argument| argument.role == Role::Subject)
                .map(|argument| argument.token)
                .collect()
        }
        "xcomp" | "advcl" | "conj" => controller(tree, head, depth + 1),
        _ => Vec::new(),
    }
}

/// Verbs that say of their object what it did.
fn judges(verb: &str) -> bool {
    matches!(
        verb,
        "arrest"
            | "ban"
            | "blame"
            | "censure"
            | "charge"
            | "condemn"
            | "convict"
            | "criticise"
            | "criticize"
            | "detain"
            | "execute"
            | "expel"
            | "fine"
            | "hold"
            | "imprison"
            | "indict"
            | "investigate"
            | "jail"
            | "praise"
            | "prosecute"
            | "punish"
            | "rebuke"
            | "sack"
            | "sanction"
            | "sentence"
            | "sue"
            | "suspend"
            | "thank"
            | "try"
    )
}

/// "the bank, which bought X", "the town that rebels hold", "the camp where they live".
fn relative(tree: &Tree<'_>, clause: usize, noun: usize, passive: bool, found: &mut Vec<PredicateArgument>) {
    let mut replaced = false;
    let mut antecedents = vec![noun];
    antecedents.extend(
        coordinated(tree.sentence, noun)
            .into_iter()
            .skip(1)
            .filter(|&member| member < clause && tree.upos(member) == tree.upos(noun)),
    );
    let mut extra = Vec::new();
    for argument in found.iter_mut() {
        let relative = matches!(tree.lemma(argument.token), "who" | "which" | "that" | "whom")
            && argument.own
            && tree.upos(argument.token) == Upos::Pron
            && argument.token < clause;
        if relative {
            argument.token = noun;
            replaced = true;
            extra.extend(antecedents.iter().skip(1).map(|&token| PredicateArgument {
                token,
                ..argument.clone()
            }));
        }
    }
    found.append(&mut extra);
    if replaced {
        return;
    }
    let place = tree
        .children(clause)
        .iter()
        .any(|&child| tree.deprel(child) == "advmod" && tree.lemma(child).eq_ignore_ascii_case("where"));
    if place {
        push_tokens(antecedents, &Role::Oblique("in".to_owned()), found);
        return;
    }
    let takes = |role: &Role| found.iter().any(|argument| argument.role == *role);
    let slot = if passive || takes(&Role::Subject) {
        Role::Object
    } else {
        Role::Subject
    };
    if !takes(&slot)
        && !tree
            .children(clause)
            .iter()
            .any(|&child| tree.lemma(child) == "whose")
    {
        push_tokens(antecedents, &slot, found);
    }
}

fn push_all(tree: &Tree<'_>, tokens: Vec<usize>, role: &Role, found: &mut Vec<PredicateArgument>) {
    for token in tokens {
        push_tokens(coordinated(tree.sentence, token), role, found);
    }
}

fn push_tokens(tokens: Vec<usize>, role: &Role, found: &mut Vec<PredicateArgument>) {
    for token in tokens {
        if !found
            .iter()
            .any(|argument| argument.token == token && argument.role == *role)
        {
            found.push(PredicateArgument {
                token,
                role: role.clone(),
                joined_by: Vec::new(),
                own: false,
            });
        }
    }
}

/// What a subject-less clause takes as its subject; for nouns that are predicates of a verb ("became minister").
pub(super) fn subjects_for(tree: &Tree<'_>, clause: usize) -> Vec<usize> {
    controller(tree, clause, 0)
}
