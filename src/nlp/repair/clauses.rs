//! Trees of clauses: which phrase is whose subject or object.

use super::{attach, end_of_phrase, has_subject, subject_relation};
use crate::nlp::analysis::{NameType, Sentence, Upos};

/// "The army holds the town, the ministry said.": the phrase before the final verb of speech is its subject.
pub(super) fn reporting_tail(sentence: &mut Sentence, text: &str, verb: usize) {
    let tokens = &sentence.tokens;
    let speech = matches!(
        tokens[verb].lemma.as_str(),
        "say"
            | "add"
            | "report"
            | "announce"
            | "claim"
            | "warn"
            | "state"
            | "note"
            | "tell"
            | "write"
            | "insist"
    );
    if !speech || tokens[verb].upos != Upos::Verb {
        return;
    }
    if has_subject(sentence, verb) {
        final_speech(sentence, text, verb);
        return;
    }
    let Some(comma) = (0..verb)
        .rev()
        .find(|&at| matches!(tokens[at].span.of(text), "," | "”" | "\"" | "''"))
    else {
        return;
    };
    let phrase = comma + 1..verb;
    let nominal = |at: usize| {
        use Upos::{Adj, Adp, Det, Noun, Num, Part, Pron, Propn};
        matches!(
            tokens[at].upos,
            Adj | Adp | Det | Noun | Num | Part | Pron | Propn
        )
    };
    if phrase.is_empty() || comma == 0 || phrase.len() > 10 || !phrase.clone().all(nominal) {
        return;
    }
    let mut tops = phrase
        .clone()
        .filter(|&at| tokens[at].head.is_none_or(|head| !phrase.contains(&head)));
    let (Some(top), None) = (tops.next(), tops.next()) else {
        return;
    };
    let hangs_before = tokens[top].head.is_some_and(|head| head < comma);
    if hangs_before && matches!(tokens[top].upos, Upos::Noun | Upos::Propn | Upos::Pron) {
        attach(sentence, top, verb, "nsubj");
        said_before(sentence, verb, comma);
    }
}

/// "They took him from a school, police said.": the last verb, with a subject behind the comma, governs it all.
fn final_speech(sentence: &mut Sentence, text: &str, verb: usize) {
    let tokens = &sentence.tokens;
    let subject = sentence
        .dependents(verb)
        .find(|&child| tokens[child].deprel == "nsubj" && child < verb);
    let Some(start) = subject.and_then(|subject| {
        let phrase = sentence.subtree(subject);
        phrase.into_iter().find(|&at| tokens[at].upos != Upos::Punct)
    }) else {
        return;
    };
    let Some(comma) = start.checked_sub(1).filter(|&at| tokens[at].span.of(text) == ",") else {
        return;
    };
    let last = tokens[verb + 1..]
        .iter()
        .all(|after| after.upos != Upos::Verb && after.span.of(text) != ",");
    let wrong = matches!(tokens[verb].deprel, "acl:relcl" | "acl" | "advcl" | "conj");
    let Some(root) = (0..comma).find(|&at| tokens[at].head.is_none()) else {
        return;
    };
    // "The bank, which police said …": a clause that runs on behind the verb is another thing.
    let inside = sentence
        .dependents(verb)
        .any(|child| child > verb && matches!(tokens[child].deprel, "ccomp" | "xcomp" | "obj"));
    if last && wrong && !inside && tokens[root].upos == Upos::Verb {
        sentence.tokens[verb].head = None;
        sentence.tokens[verb].deprel = "root";
        attach(sentence, root, verb, "ccomp");
        said_before(sentence, verb, comma);
    }
}

/// "They took him from a school, police said.": phrases before the comma belong to what is said.
fn said_before(sentence: &mut Sentence, verb: usize, comma: usize) {
    let Some(clause) = sentence
        .dependents(verb)
        .find(|&child| child < comma && matches!(sentence.tokens[child].deprel, "ccomp" | "parataxis"))
    else {
        return;
    };
    let phrases: Vec<usize> = sentence
        .dependents(verb)
        .filter(|&child| child > clause && child < comma)
        .filter(|&child| {
            matches!(
                sentence.tokens[child].deprel,
                "obl" | "nmod" | "obj" | "advmod" | "obl:unmarked"
            )
        })
        .collect();
    for phrase in phrases {
        attach(sentence, phrase, clause, sentence.tokens[phrase].deprel);
    }
}

/// "The head of the bank, A B, resigned.", "The trade and industry chief resigned.": a verb has one subject; the
/// name between commas tells who the first is, the noun behind a coordination is its head.
pub(super) fn one_subject(sentence: &mut Sentence, text: &str, verb: usize) {
    loop {
        let tokens = &sentence.tokens;
        let subjects: Vec<usize> = sentence
            .dependents(verb)
            .filter(|&child| child < verb && tokens[child].deprel.starts_with("nsubj"))
            .collect();
        let [.., first, second] = subjects[..] else { return };
        let phrase = sentence.subtree(second);
        let start = phrase.iter().copied().find(|&at| tokens[at].upos != Upos::Punct);
        let comma = start
            .and_then(|start| start.checked_sub(1))
            .is_some_and(|before| tokens[before].span.of(text) == ",");
        let coordinated = sentence
            .dependents(first)
            .any(|child| tokens[child].deprel == "conj" && child + 1 == second);
        let title = start == Some(first + 1) && tokens[first].upos == Upos::Propn;
        if title {
            attach(sentence, first, first + 1, "nmod:desc");
        } else if comma && matches!(tokens[second].upos, Upos::Noun | Upos::Propn) {
            attach(sentence, second, first, "appos");
        } else if coordinated {
            let determiners: Vec<usize> = sentence
                .dependents(first)
                .filter(|&child| sentence.tokens[child].deprel == "det")
                .collect();
            attach(sentence, first, second, "compound");
            for determiner in determiners {
                attach(sentence, determiner, second, "det");
            }
        } else {
            return;
        }
    }
}

/// "visited Sund": a name right behind a verb is no adverb.
pub(super) fn name_as_adverb(sentence: &mut Sentence, token: usize) {
    let tokens = &sentence.tokens;
    let verb = tokens[token].head;
    if tokens[token].upos == Upos::Propn
        && matches!(tokens[token].deprel, "advmod" | "xcomp" | "ccomp" | "advcl")
        && !sentence
            .dependents(token)
            .any(|child| tokens[child].deprel == "case")
        && verb.is_some_and(|verb| verb + 1 == token && tokens[verb].upos == Upos::Verb)
        && sentence.dependent(token - 1, "obj").is_none()
    {
        sentence.tokens[token].deprel = "obj";
    }
}

/// "The takeover … ended.": a finite verb without subject that hangs on the noun at the root, and is joined
/// to it by no pronoun or comma, is what the sentence says of that noun.
pub(super) fn verb_of_noun(sentence: &mut Sentence, text: &str, verb: usize) {
    let tokens = &sentence.tokens;
    let Some(noun) = tokens[verb].head.filter(|&noun| noun < verb) else {
        return;
    };
    let auxiliary = sentence
        .dependents(verb)
        .any(|child| matches!(tokens[child].deprel, "aux" | "aux:pass" | "cop"));
    let finite = auxiliary || tokens[verb].feats.contains("VerbForm=Fin");
    let joined = tokens[noun + 1..verb].iter().any(|between| {
        between.span.of(text) == ","
            || matches!(
                between.lemma.as_str(),
                "who" | "which" | "that" | "where" | "when" | "whose"
            )
    });
    if tokens[noun].head.is_some()
        || tokens[noun].upos != Upos::Noun
        || tokens[verb].upos != Upos::Verb
        || tokens[verb].deprel != "acl:relcl"
        || !finite
        || joined
        || has_subject(sentence, noun)
    {
        return;
    }
    let subject = sentence
        .dependents(verb)
        .find(|&child| tokens[child].deprel.starts_with("nsubj"));
    // "Telecoms company Nokia said": the noun tells what the name right behind it names.
    let beside = subject.filter(|&subject| {
        sentence
            .name_at(subject)
            .is_some_and(|name| name.tokens.start == noun + 1)
    });
    if subject.is_some() && beside.is_none() {
        return;
    }
    sentence.tokens[verb].head = None;
    sentence.tokens[verb].deprel = "root";
    match beside {
        Some(name) => attach(sentence, noun, name, "nmod:desc"),
        None => attach(sentence, noun, verb, subject_relation(sentence, verb)),
    }
    let end: Vec<usize> = sentence
        .dependents(noun)
        .filter(|&child| child > verb && sentence.tokens[child].deprel == "punct")
        .collect();
    for child in end {
        attach(sentence, child, verb, "punct");
    }
}

/// "as the minister met him": the phrase after "as", "while" … is the subject of the clause that follows it.
pub(super) fn subject_of_clause(sentence: &mut Sentence, text: &str, token: usize) {
    let tokens = &sentence.tokens;
    if !matches!(tokens[token].deprel, "obl" | "nmod" | "obj") {
        return;
    }
    let Some(case) = sentence
        .dependents(token)
        .find(|&child| tokens[child].deprel == "case")
    else {
        return;
    };
    let word = tokens[case].span.of(text).to_lowercase();
    if !matches!(
        word.as_str(),
        "as" | "after" | "before" | "since" | "until" | "while" | "with" | "because"
    ) {
        return;
    }
    let end = end_of_phrase(sentence, token);
    let clause = (end + 1..tokens.len().min(end + 4)).find(|&next| tokens[next].upos == Upos::Verb);
    let Some(clause) = clause.filter(|&clause| {
        (end + 1..clause).all(|between| matches!(tokens[between].upos, Upos::Aux | Upos::Adv | Upos::Part))
            && tokens[clause].deprel == "advcl"
            && tokens[clause].head == tokens[token].head
            && !has_subject(sentence, clause)
    }) else {
        return;
    };
    let participle =
        tokens[clause].feats.contains("VerbForm=Ger") || tokens[clause].feats.contains("VerbForm=Part");
    if (word == "with") != participle {
        return;
    }
    attach(sentence, token, clause, subject_relation(sentence, clause));
    attach(sentence, case, clause, "mark");
}

/// "claimed the attack and the group denied it": what stands between "and" and a verb without subject is
/// that subject, and no second object.
pub(super) fn subject_after_conjunction(sentence: &mut Sentence, text: &str, token: usize) {
    let tokens = &sentence.tokens;
    if tokens[token].deprel != "conj" || !matches!(tokens[token].upos, Upos::Noun | Upos::Propn) {
        return;
    }
    let Some(first) = tokens[token].head.filter(|&first| first < token) else {
        return;
    };
    let subtree = sentence.subtree(token);
    let finite = |at: usize| tokens[at].upos == Upos::Verb && tokens[at].feats.contains("VerbForm=Fin");
    let next = subtree
        .iter()
        .copied()
        .filter(|&at| at > token)
        .chain(subtree.last().map(|last| last + 1))
        .find(|&at| at < tokens.len() && finite(at) && !has_subject(sentence, at) && at <= token + 4);
    let Some(verb) = next else { return };
    let between = &tokens[token + 1..verb];
    if between
        .iter()
        .any(|word| !matches!(word.upos, Upos::Adv | Upos::Aux | Upos::Propn))
    {
        return;
    }
    // The first member's own clause: its governor up to a verb before the conjunction.
    let mut clause = Some(first);
    while let Some(at) = clause {
        if tokens[at].upos == Upos::Verb {
            break;
        }
        clause = tokens[at].head;
    }
    let Some(clause) = clause.filter(|&clause| clause < token && has_subject(sentence, clause)) else {
        return;
    };
    if tokens[verb].span.of(text).ends_with("ing") {
        return;
    }
    let deprel = subject_relation(sentence, verb);
    attach(sentence, verb, clause, "conj");
    attach(sentence, token, verb, deprel);
}

/// A bare phrase right before a verb that has no subject is its subject.
pub(super) fn missing_subject(sentence: &mut Sentence, text: &str, token: usize) {
    let tokens = &sentence.tokens;
    let Some(head) = tokens[token]
        .head
        .filter(|&head| head > token && tokens[head].upos == Upos::Verb)
    else {
        return;
    };
    let nominal = matches!(tokens[token].upos, Upos::Noun | Upos::Propn);
    let finite = tokens[head].feats.contains("VerbForm=Fin")
        || sentence
            .dependents(head)
            .any(|child| matches!(tokens[child].deprel, "aux" | "aux:pass"));
    let bare = !sentence
        .dependents(token)
        .any(|child| matches!(tokens[child].deprel, "case" | "mark"));
    if !nominal || !finite || !bare || has_subject(sentence, head) || tokens[token].deprel != "obl" {
        return;
    }
    if sentence
        .name_at(token)
        .is_some_and(|name| matches!(name.kind, NameType::Date | NameType::Time))
    {
        return;
    }
    let end = end_of_phrase(sentence, token);
    // A mended tree may have crossing arcs, and the phrase reach past the verb.
    let between = tokens.get(end + 1..head).unwrap_or_default();
    if between.iter().any(|between| between.span.of(text) == ",") {
        return;
    }
    sentence.tokens[token].deprel = subject_relation(sentence, head);
}

/// "seized the A prison …, as well as B prison": a noun phrase coordinated with a verb goes with the verb's object.
pub(super) fn noun_beside_object(sentence: &mut Sentence, noun: usize) {
    let tokens = &sentence.tokens;
    let nominal = matches!(tokens[noun].upos, Upos::Noun | Upos::Propn);
    let Some(verb) = tokens[noun]
        .head
        .filter(|&verb| verb < noun && tokens[verb].upos == Upos::Verb)
    else {
        return;
    };
    let clause = sentence.dependents(noun).any(|child| {
        matches!(
            tokens[child].deprel,
            "cop" | "aux" | "aux:pass" | "case" | "obj" | "mark"
        ) || tokens[child].deprel.starts_with("nsubj")
    });
    if !nominal || tokens[noun].deprel != "conj" || clause {
        return;
    }
    let object = sentence
        .dependents(verb)
        .rfind(|&child| child > verb && child < noun && tokens[child].deprel == "obj");
    let Some(object) = object else { return };
    // "took control of the A prison …, as well as B prison": the phrase with the same head noun, if there is one.
    let same = sentence
        .subtree(object)
        .into_iter()
        .find(|&at| at < noun && tokens[at].lemma == tokens[noun].lemma);
    attach(sentence, noun, same.unwrap_or(object), "conj");
}

/// "up to 7,000 detainees could be moved": words that bound a number are no preposition of its noun.
pub(super) fn quantifier(sentence: &mut Sentence, text: &str, token: usize) {
    let Some(number) = sentence
        .dependents(token)
        .find(|&child| sentence.tokens[child].deprel == "nummod")
    else {
        return;
    };
    let word = |at: Option<usize>| at.map_or("", |at| sentence.tokens[at].span.of(text));
    let (last, before) = (number.checked_sub(1), number.checked_sub(2));
    let bounds: Vec<usize> = if word(last) == "to" && word(before).eq_ignore_ascii_case("up") {
        before.into_iter().chain(last).collect()
    } else if matches!(word(last), "over" | "under" | "around" | "about")
        && last.is_some_and(|last| sentence.tokens[last].deprel == "case")
    {
        last.into_iter().collect()
    } else {
        return;
    };
    for case in bounds {
        attach(sentence, case, number, "advmod");
    }
}
