//! Trees around names: what hangs together, what a title and a place go with.

use super::{attach, is_named};
use crate::nlp::analysis::{NameType, Sentence, Upos};

/// "by Delta Motors ended": the words of a name hang together, and on one word outside it.
pub(super) fn one_name(sentence: &mut Sentence, name: usize) {
    let range = sentence.names[name].tokens.clone();
    let tops: Vec<usize> = range
        .clone()
        .filter(|&at| {
            let head = sentence.tokens[at].head;
            head.is_none_or(|head| !range.contains(&head))
                && !matches!(
                    sentence.tokens[at].deprel,
                    "punct" | "case" | "det" | "cc" | "conj"
                )
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

/// "U.N. Secretary General A B praised them": the person is what the words before stand with, and not the body.
pub(super) fn titled_person(sentence: &mut Sentence, text: &str, name: usize) {
    if sentence.names[name].kind != NameType::Person {
        return;
    }
    let range = sentence.names[name].tokens.clone();
    let tokens = &sentence.tokens;
    let Some(top) = range.clone().find(|&at| {
        let head = tokens[at].head;
        head.is_some_and(|head| !range.contains(&head))
    }) else {
        return;
    };
    // Up through nouns that stand right before the name.
    let mut start = range.start;
    let titles = |upos: Upos| matches!(upos, Upos::Propn | Upos::Noun | Upos::Adj);
    while start > 0 && titles(tokens[start - 1].upos)
        || start > 1 && matches!(tokens[start - 1].span.of(text), "-" | "–") && titles(tokens[start - 2].upos)
    {
        start -= 1;
    }
    let root = (start..range.start).find(|&at| tokens[at].head.is_none());
    if let Some(root) = root
        && let Some(governor) = tokens[top].head.filter(|&head| head >= range.end)
        && tokens[top].deprel.starts_with("nsubj")
    {
        let moved: Vec<usize> = sentence
            .dependents(root)
            .filter(|&child| child >= range.end && child != governor)
            .collect();
        sentence.tokens[governor].head = None;
        sentence.tokens[governor].deprel = "root";
        for child in moved {
            attach(sentence, child, governor, sentence.tokens[child].deprel);
        }
        attach(sentence, root, top, "nmod:desc");
        return;
    }
    let Some(outer) = tokens[top]
        .head
        .filter(|head| (start..range.start).contains(head))
    else {
        return;
    };
    let mut chain = outer;
    while let Some(head) = tokens[chain]
        .head
        .filter(|head| (start..range.start).contains(head))
    {
        chain = head;
    }
    // "her brother A B": a description, and no title.
    let described = sentence
        .dependents(chain)
        .any(|child| matches!(tokens[child].deprel, "det" | "nmod:poss"));
    let subject = tokens[chain].deprel.starts_with("nsubj") && !described;
    let Some(governor) = tokens[chain].head.filter(|&head| subject && head >= range.end) else {
        return;
    };
    let deprel = tokens[chain].deprel;
    attach(sentence, top, governor, deprel);
    attach(sentence, chain, top, "nmod:desc");
}

/// "the research and development chief, A B, …": the two nouns say of what the person is chief.
pub(super) fn joint_portfolio(sentence: &mut Sentence, name: usize) {
    if sentence.names[name].kind != NameType::Person {
        return;
    }
    let tokens = &sentence.tokens;
    let range = sentence.names[name].tokens.clone();
    let Some(first) = range.clone().find_map(|at| {
        let head = tokens[at].head.filter(|&head| head < range.start)?;
        matches!(tokens[at].deprel, "appos" | "flat" | "nmod:desc").then_some(head)
    }) else {
        return;
    };
    let chief = sentence.dependents(first).find(|&child| {
        tokens[child].deprel == "conj"
            && child < range.start
            && child == first + 3
            && tokens[child - 2].upos == Upos::Cconj
            && tokens[child - 1].head == Some(child)
            && tokens[child - 1].deprel == "compound"
    });
    let Some(chief) =
        chief.filter(|&chief| tokens[first].upos == Upos::Noun && tokens[chief].upos == Upos::Noun)
    else {
        return;
    };
    let (head, deprel) = (tokens[first].head, tokens[first].deprel);
    let moved: Vec<usize> = sentence
        .dependents(first)
        .filter(|&child| child != chief && (child > chief || sentence.tokens[child].deprel == "det"))
        .collect();
    sentence.tokens[chief].head = head;
    sentence.tokens[chief].deprel = deprel;
    for child in moved {
        attach(sentence, child, chief, sentence.tokens[child].deprel);
    }
    attach(sentence, first, chief, "compound");
    attach(sentence, chief - 1, first, "conj");
    attach(sentence, chief - 2, chief - 1, "cc");
}

/// "join the League next year": a date does not swallow the name before it.
pub(super) fn date_after_name(sentence: &mut Sentence, token: usize) {
    let Some(date) = sentence.name_at(token).filter(|name| name.kind == NameType::Date) else {
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

/// "the widow of A B, who was killed": a clause with "who" right after a person's name is about that person.
pub(super) fn relative_of_name(sentence: &mut Sentence, clause: usize) {
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
        .filter(|name| name.kind == NameType::Person)
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

/// "control of the A prison and B camp": a name that is coordinated with the common noun before another
/// name goes with that name.
pub(super) fn conjunct_of_name(sentence: &mut Sentence, token: usize) {
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
pub(super) fn split_name(sentence: &mut Sentence, noun: usize) {
    let tokens = &sentence.tokens;
    let Some(name) = noun.checked_sub(1) else { return };
    if tokens[noun].upos != Upos::Noun || tokens[name].upos != Upos::Propn {
        return;
    }
    let bare = !sentence.dependents(noun).any(|child| child < noun);
    let first = top_of_name(sentence, name);
    let Some(head) = tokens[first]
        .head
        .filter(|&head| head < first && tokens[first].deprel == "conj")
    else {
        return;
    };
    let governor = tokens[noun].head;
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

/// "fined Delta Motors 2 billion euros": who pays or gets an amount stands before it.
pub(super) fn name_before_amount(sentence: &mut Sentence, token: usize) {
    let tokens = &sentence.tokens;
    let Some(amount) = tokens[token].head.filter(|&amount| amount > token) else {
        return;
    };
    let Some(verb) = tokens[amount]
        .head
        .filter(|&verb| verb < token && tokens[verb].upos == Upos::Verb)
    else {
        return;
    };
    let end = sentence.name_at(token).map_or(token + 1, |name| name.tokens.end);
    let number = tokens
        .get(end)
        .is_some_and(|next| matches!(next.upos, Upos::Num | Upos::Sym) && end <= amount);
    if tokens[token].upos == Upos::Propn
        && matches!(tokens[token].deprel, "compound" | "nmod" | "nsubj" | "flat")
        && tokens[amount].deprel == "obj"
        && number
    {
        attach(sentence, token, verb, "iobj");
    }
}

/// "the bank's owner, A B, and her brother": a person's name behind a definite noun tells who that is, unless a
/// conjunction says that it is one more.
pub(super) fn name_after_noun(sentence: &mut Sentence, text: &str, token: usize) {
    let tokens = &sentence.tokens;
    let Some(noun) = tokens[token].head.filter(|&noun| noun < token) else {
        return;
    };
    let Some(name) = sentence
        .name_at(token)
        .filter(|name| name.kind == NameType::Person)
    else {
        return;
    };
    let comma = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|token| token.span.of(text) == ",")
    };
    let enclosed = comma(name.tokens.start.checked_sub(1)) && comma(Some(name.tokens.end));
    let definite = sentence.dependents(noun).any(|child| {
        tokens[child].deprel == "nmod:poss" || tokens[child].deprel == "det" && tokens[child].lemma == "the"
    });
    let listed = sentence.dependents(noun).any(|member| {
        tokens[member].deprel == "conj"
            && (tokens[member].upos != Upos::Verb)
            && (member != token || sentence.dependent(member, "cc").is_some())
    });
    let common = tokens[noun].upos == Upos::Noun && tokens[noun].feats.contains("Number=Sing");
    if tokens[token].deprel == "conj" && enclosed && definite && common && !listed {
        sentence.tokens[token].deprel = "appos";
    }
}

/// "met with A B in Oslo": people have no places; the phrase tells where the verb's event was.
pub(super) fn place_of_person(sentence: &mut Sentence, text: &str, place: usize) {
    let tokens = &sentence.tokens;
    let Some(person) = tokens[place].head.filter(|&head| head < place) else {
        return;
    };
    let is_person = sentence
        .name_at(person)
        .is_some_and(|name| name.kind == NameType::Person);
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
pub(super) fn place_of_name(sentence: &mut Sentence, text: &str, place: usize) {
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
    let facility = sentence
        .name_at(noun)
        .is_some_and(|name| matches!(name.kind, NameType::Facility | NameType::Organization))
        || (is_named(sentence, noun) && tokens[noun].deprel == "conj");
    if facility && tokens[noun].head.is_some_and(|head| head < noun) {
        attach(sentence, place, noun, "nmod");
    }
}

/// "in Oslo", "at Camp Nine": the phrase is a place's name with a preposition of place.
fn is_in_place(sentence: &Sentence, text: &str, token: usize) -> bool {
    let place = sentence
        .name_at(token)
        .is_some_and(|name| matches!(name.kind, NameType::Gpe | NameType::Location | NameType::Facility));
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
fn top_of_name(sentence: &Sentence, token: usize) -> usize {
    let mut top = token;
    while matches!(sentence.tokens[top].deprel, "flat" | "compound")
        && let Some(head) = sentence.tokens[top].head.filter(|&head| head < token)
    {
        top = head;
    }
    top
}
