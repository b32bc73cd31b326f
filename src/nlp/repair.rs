//! Mends attachments that the parser often gets wrong and the words around decide.
//!
//! Each rule looks for one wrong shape and leaves every other tree alone; the tree stays a tree.

use super::analysis::{Sentence, Token, Upos};

/// Mends the tree of a sentence.
pub(super) fn repair(sentence: &mut Sentence, text: &str) {
    for token in 0..sentence.tokens.len() {
        quantifier(sentence, text, token);
    }
    for name in 0..sentence.names.len() {
        one_name(sentence, name);
    }
    for token in 0..sentence.tokens.len() {
        verb_of_noun(sentence, text, token);
        reporting_tail(sentence, text, token);
        date_after_name(sentence, token);
        subject_of_clause(sentence, text, token);
        subject_after_conjunction(sentence, text, token);
        relative_of_name(sentence, token);
        missing_subject(sentence, text, token);
        conjunct_of_name(sentence, token);
        split_name(sentence, token);
        noun_beside_object(sentence, token);
        place_of_person(sentence, text, token);
    }
    for token in 0..sentence.tokens.len() {
        place_of_name(sentence, text, token);
    }
}

/// "up to 7,000 detainees could be moved": words that bound a number are no preposition of its noun.
fn quantifier(sentence: &mut Sentence, text: &str, token: usize) {
    let Some(number) = sentence
        .dependents(token)
        .find(|&child| sentence.tokens[child].deprel == "nummod")
    else {
        return;
    };
    let cases: Vec<usize> = (0..number)
        .filter(|&at| {
            let head = sentence.tokens[at].head;
            sentence.tokens[at].deprel == "case" && (head == Some(token) || head == Some(number))
        })
        .collect();
    let words: Vec<String> = cases
        .iter()
        .map(|&case| sentence.tokens[case].span.of(text).to_lowercase())
        .collect();
    let bounds = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["up", "to"] => cases,
        ["over" | "under" | "around" | "about"] if cases[0] + 1 == number => cases,
        [.., "up", "to"] => cases[cases.len() - 2..].to_vec(),
        _ => return,
    };
    for case in bounds {
        attach(sentence, case, number, "advmod");
    }
}

/// "by Delta Motors ended": the words of a name hang together, and on one word outside it.
fn one_name(sentence: &mut Sentence, name: usize) {
    let range = sentence.names[name].tokens.clone();
    let tops: Vec<usize> = range
        .clone()
        .filter(|&at| {
            let head = sentence.tokens[at].head;
            head.is_none_or(|head| !range.contains(&head))
                && !matches!(sentence.tokens[at].deprel, "punct" | "case" | "det" | "cc" | "conj")
        })
        .collect();
    let [first, .., last] = tops[..] else { return };
    let governed = sentence
        .dependents(first)
        .any(|child| child < first && sentence.tokens[child].deprel == "case");
    if governed {
        for &other in &tops[1..] {
            attach(sentence, other, first, "flat");
        }
    } else if sentence.tokens[last].upos == Upos::Propn {
        for &other in &tops[..tops.len() - 1] {
            attach(sentence, other, last, "compound");
        }
    }
}

/// "The takeover … ended.": a finite verb without subject that hangs on the noun at the root, and is joined
/// to it by no pronoun or comma, is what the sentence says of that noun.
fn verb_of_noun(sentence: &mut Sentence, text: &str, verb: usize) {
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
            || matches!(between.lemma.as_str(), "who" | "which" | "that" | "where" | "when" | "whose")
    });
    if tokens[noun].head.is_some()
        || tokens[noun].upos != Upos::Noun
        || tokens[verb].upos != Upos::Verb
        || tokens[verb].deprel != "acl:relcl"
        || !finite
        || joined
        || has_subject(sentence, verb)
        || has_subject(sentence, noun)
    {
        return;
    }
    sentence.tokens[verb].head = None;
    sentence.tokens[verb].deprel = "root";
    let passive = is_passive(sentence, verb);
    attach(sentence, noun, verb, if passive { "nsubj:pass" } else { "nsubj" });
    let end: Vec<usize> = sentence
        .dependents(noun)
        .filter(|&child| child > verb && sentence.tokens[child].deprel == "punct")
        .collect();
    for child in end {
        attach(sentence, child, verb, "punct");
    }
}

/// "The army holds the town, the ministry said.": the phrase before the final verb of speech is its subject.
fn reporting_tail(sentence: &mut Sentence, text: &str, verb: usize) {
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
    if !speech || tokens[verb].upos != Upos::Verb || has_subject(sentence, verb) {
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
    }
}

/// "join the League next year": a date does not swallow the name before it.
fn date_after_name(sentence: &mut Sentence, token: usize) {
    let Some(date) = sentence
        .name_at(token)
        .filter(|name| name.kind == super::NameType::Date)
    else {
        return;
    };
    let date = date.tokens.clone();
    let Some(head) = sentence.tokens[token].head.filter(|head| !date.contains(head)) else {
        return;
    };
    let before: Vec<usize> = sentence
        .dependents(token)
        .filter(|&child| child < date.start)
        .collect();
    let nouns = |&&child: &&usize| {
        matches!(sentence.tokens[child].upos, Upos::Noun | Upos::Propn)
            && sentence.tokens[child].deprel == "compound"
    };
    let Some(&noun) = before.iter().rfind(nouns).filter(|&&noun| noun + 1 == date.start) else {
        return;
    };
    let deprel = sentence.tokens[token].deprel;
    attach(sentence, noun, head, deprel);
    for child in before.into_iter().filter(|&child| child != noun) {
        attach(sentence, child, noun, sentence.tokens[child].deprel);
    }
    attach(sentence, token, head, "obl:unmarked");
}

/// "claimed the attack and the group denied it": what stands between "and" and a verb without subject is
/// that subject, and no second object.
fn subject_after_conjunction(sentence: &mut Sentence, text: &str, token: usize) {
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
    let passive = is_passive(sentence, verb);
    attach(sentence, verb, clause, "conj");
    attach(
        sentence,
        token,
        verb,
        if passive { "nsubj:pass" } else { "nsubj" },
    );
}

/// "the widow of A B, who was killed": a clause with "who" right after a person's name is about that person.
fn relative_of_name(sentence: &mut Sentence, clause: usize) {
    let tokens = &sentence.tokens;
    if tokens[clause].deprel != "acl:relcl" {
        return;
    }
    let Some(head) = tokens[clause].head else { return };
    let Some(who) = sentence
        .dependents(clause)
        .find(|&child| tokens[child].lemma == "who" && child > 0)
    else {
        return;
    };
    let last = if tokens[who - 1].upos == Upos::Punct {
        who.checked_sub(2)
    } else {
        Some(who - 1)
    };
    let Some(name) = last
        .and_then(|last| sentence.name_at(last))
        .filter(|name| name.kind == super::NameType::Person)
    else {
        return;
    };
    let range = name.tokens.clone();
    let top = range
        .clone()
        .find(|&at| tokens[at].head.is_none_or(|head| !range.contains(&head)));
    if let Some(top) = top.filter(|&top| top != head && sentence.subtree(head).contains(&top)) {
        attach(sentence, clause, top, "acl:relcl");
    }
}

/// "as the minister met him": the phrase after "as", "while" … is the subject of the clause that follows it.
fn subject_of_clause(sentence: &mut Sentence, text: &str, token: usize) {
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
    let deprel = if is_passive(sentence, clause) {
        "nsubj:pass"
    } else {
        "nsubj"
    };
    attach(sentence, token, clause, deprel);
    attach(sentence, case, clause, "mark");
}

/// A bare phrase right before a verb that has no subject is its subject.
fn missing_subject(sentence: &mut Sentence, text: &str, token: usize) {
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
        .is_some_and(|name| matches!(name.kind, super::NameType::Date | super::NameType::Time))
    {
        return;
    }
    let end = end_of_phrase(sentence, token);
    // The phrase may reach past the verb in a tree with crossing arcs.
    let between = tokens.get(end + 1..head).unwrap_or_default();
    if between
        .iter()
        .any(|between| between.span.of(text) == ",")
    {
        return;
    }
    let deprel = if is_passive(sentence, head) {
        "nsubj:pass"
    } else {
        "nsubj"
    };
    sentence.tokens[token].deprel = deprel;
}

/// "control of the A prison and B camp": a name that is coordinated with the common noun before another
/// name goes with that name.
fn conjunct_of_name(sentence: &mut Sentence, token: usize) {
    let tokens = &sentence.tokens;
    if tokens[token].deprel != "conj" || !is_named(sentence, token) {
        return;
    }
    let Some(first) = tokens[token]
        .head
        .filter(|&first| first < token && !is_named(sentence, first))
    else {
        return;
    };
    let name = sentence.dependents(first).rfind(|&child| {
        child > first && child < token && tokens[child].deprel == "nmod" && is_named(sentence, child)
    });
    if tokens[first].upos == Upos::Noun
        && let Some(name) = name
    {
        attach(sentence, token, name, "conj");
    }
}

/// "the A prison and B camp": a common noun right after a coordinated name is the head of that name.
fn split_name(sentence: &mut Sentence, noun: usize) {
    let tokens = &sentence.tokens;
    let Some(name) = noun.checked_sub(1) else { return };
    if tokens[noun].upos != Upos::Noun || tokens[name].upos != Upos::Propn {
        return;
    }
    let bare = !sentence.dependents(noun).any(|child| child < noun);
    let Some(first) = top_of_name(sentence, name).filter(|&top| tokens[top].deprel == "conj") else {
        return;
    };
    let governor = tokens[noun].head;
    let Some(head) = tokens[first].head.filter(|&head| head < first) else {
        return;
    };
    // The noun hangs on the verb as a second object, and the conjunct's own head is a noun of the same kind.
    let second = matches!(
        tokens[noun].deprel,
        "obj" | "obl" | "obl:unmarked" | "nmod" | "dep"
    );
    let hangs_above = governor.is_some_and(|governor| governor < head || governor == first);
    if !bare || !second || !hangs_above || tokens[head].upos != Upos::Noun || !is_named(sentence, head) {
        return;
    }
    let moved: Vec<usize> = sentence
        .dependents(first)
        .filter(|&child| matches!(sentence.tokens[child].deprel, "cc" | "punct" | "det"))
        .collect();
    attach(sentence, noun, head, "conj");
    attach(sentence, first, noun, "compound");
    for child in moved {
        attach(sentence, child, noun, sentence.tokens[child].deprel);
    }
}

/// "seized the A prison …, as well as B prison": a noun phrase coordinated with a verb goes with the verb's object.
fn noun_beside_object(sentence: &mut Sentence, noun: usize) {
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

/// "met with A B in Oslo": people have no places; the phrase tells where the verb's event was.
fn place_of_person(sentence: &mut Sentence, text: &str, place: usize) {
    let tokens = &sentence.tokens;
    let Some(person) = tokens[place].head.filter(|&head| head < place) else {
        return;
    };
    let is_person = sentence
        .name_at(person)
        .is_some_and(|name| name.kind == super::NameType::Person);
    if tokens[place].deprel != "nmod" || !is_person || !is_in_place(sentence, text, place) {
        return;
    }
    let mut top = person;
    while matches!(tokens[top].deprel, "conj" | "appos" | "flat")
        && let Some(head) = tokens[top].head
    {
        top = head;
    }
    if let Some(verb) = tokens[top]
        .head
        .filter(|&verb| tokens[verb].upos == Upos::Verb && !tokens[top].deprel.starts_with("nsubj"))
    {
        attach(sentence, place, verb, "obl");
    }
}

/// "seized the A prison and B camp in Sund": a place right after a named building or camp says where that is.
fn place_of_name(sentence: &mut Sentence, text: &str, place: usize) {
    let tokens = &sentence.tokens;
    if tokens[place].deprel != "obl" || !is_in_place(sentence, text, place) {
        return;
    }
    let Some(case) = sentence
        .dependents(place)
        .find(|&child| tokens[child].deprel == "case")
    else {
        return;
    };
    let Some(noun) = case
        .checked_sub(1)
        .filter(|&noun| tokens[noun].upos == Upos::Noun)
    else {
        return;
    };
    let facility = sentence.name_at(noun).is_some_and(|name| {
        matches!(
            name.kind,
            super::NameType::Facility | super::NameType::Organization
        )
    }) || (is_named(sentence, noun) && tokens[noun].deprel == "conj");
    if facility && tokens[noun].head.is_some_and(|head| head < noun) {
        attach(sentence, place, noun, "nmod");
    }
}

/// "in Oslo", "at Camp Nine": the phrase is a place's name with a preposition of place.
fn is_in_place(sentence: &Sentence, text: &str, token: usize) -> bool {
    let place = sentence.name_at(token).is_some_and(|name| {
        matches!(
            name.kind,
            super::NameType::Gpe | super::NameType::Location | super::NameType::Facility
        )
    });
    place
        && sentence.dependents(token).any(|child| {
            sentence.tokens[child].deprel == "case"
                && matches!(
                    sentence.tokens[child].span.of(text),
                    "in" | "at" | "near" | "outside"
                )
        })
}

/// The token of a name whose head lies outside it.
fn top_of_name(sentence: &Sentence, token: usize) -> Option<usize> {
    let mut top = token;
    while matches!(sentence.tokens[top].deprel, "flat" | "compound")
        && let Some(head) = sentence.tokens[top].head.filter(|&head| head < token)
    {
        top = head;
    }
    Some(top)
}

fn is_named(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens[token].upos == Upos::Propn
        || sentence.dependents(token).any(|child| {
            sentence.tokens[child].upos == Upos::Propn
                && matches!(sentence.tokens[child].deprel, "compound" | "flat")
        })
}

fn has_subject(sentence: &Sentence, clause: usize) -> bool {
    sentence.dependents(clause).any(|child| {
        sentence.tokens[child].deprel.starts_with("nsubj")
            || sentence.tokens[child].deprel.starts_with("csubj")
    })
}

fn is_passive(sentence: &Sentence, clause: usize) -> bool {
    sentence
        .dependents(clause)
        .any(|child| sentence.tokens[child].deprel == "aux:pass")
        || sentence.tokens[clause].feats.contains("Voice=Pass")
}

fn end_of_phrase(sentence: &Sentence, token: usize) -> usize {
    sentence.subtree(token).last().copied().unwrap_or(token)
}

/// Hangs a token on another head unless that would make a cycle.
fn attach(sentence: &mut Sentence, token: usize, head: usize, deprel: &'static str) {
    let mut at = Some(head);
    while let Some(current) = at {
        if current == token {
            return;
        }
        at = sentence.tokens[current].head;
    }
    sentence.tokens[token] = Token {
        head: Some(head),
        deprel,
        ..sentence.tokens[token].clone()
    };
}
