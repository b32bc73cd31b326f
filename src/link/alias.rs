//! Names that the text itself declares to be one: "Northern Ports Authority (NPA)".

use std::ops::Range;

use crate::ontology::fold_name;

use super::names::{Found, of_sentence};
use super::sort::Sort;
use super::text::Text;
use super::tree::{Tree, is_all_capitals, is_capitalised};
use super::words;

/// Two stretches of one sentence that name one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) sentence: usize,
    /// The fuller name.
    pub(super) full: Range<usize>,
    /// The other one.
    pub(super) other: Range<usize>,
    /// Whether the other is a name too, and no description of the place.
    pub(super) named: bool,
    /// Whether the full name stands inside a longer one that names something else.
    pub(super) inner: bool,
}

/// Longest content of a bracket that can be a name.
const LONGEST: usize = 10;

/// The pairs of all sentences, in text order. Names that the pairs need and nobody found are added to `names`.
pub(super) fn declared(text: &Text, names: &mut Vec<Found>) -> Vec<Declared> {
    let mut pairs = Vec::new();
    let mut added = Vec::new();
    for (index, tree) in text.trees.iter().enumerate() {
        if !text.is_story(index) || text.in_capitals(index) {
            continue;
        }
        let scan = Scan {
            text,
            tree,
            index,
            names: of_sentence(names, index),
        };
        for token in 1..tree.len() {
            let found = match tree.form(token) {
                "(" | "[" => scan.bracket(token),
                "," | "known" | "aka" | "a.k.a." => scan.apposed(token),
                _ => None,
            };
            let Some(pair) = found else { continue };
            for tokens in [&pair.full, &pair.other] {
                let is_full = *tokens == pair.full;
                if (pair.named || is_full) && !scan.names.iter().any(|name| name.tokens == *tokens) {
                    added.push(scan.name(tokens.clone(), &pair));
                }
            }
            pairs.push(pair);
        }
    }
    // A bracketed acronym that a longer wrong name covers gives way.
    for new in &added {
        names.retain(|name| {
            let overlaps = name.tokens.start < new.tokens.end && new.tokens.start < name.tokens.end;
            let holds = name.tokens.start <= new.tokens.start && new.tokens.end <= name.tokens.end;
            name.sentence != new.sentence || !overlaps || holds
        });
    }
    names.extend(added);
    names.sort_by_key(|name| {
        (
            name.sentence,
            name.tokens.start,
            std::cmp::Reverse(name.tokens.end),
        )
    });
    pairs
}

struct Scan<'a> {
    text: &'a Text<'a>,
    tree: &'a Tree<'a>,
    index: usize,
    names: &'a [Found],
}

impl Scan<'_> {
    /// "NAME (NPA)", "NPA (NAME)", "NAME (or NPA)", "NAME (northeast OTHER)".
    fn bracket(&self, open: usize) -> Option<Declared> {
        let close = (open + 1..self.tree.len().min(open + LONGEST))
            .find(|&t| matches!(self.tree.form(t), ")" | "]"))?;
        let content = self.unquoted(open + 1..close)?;
        let before = self.before(open)?;
        let content = match self.after_cue(content.clone()) {
            Some(rest) => return self.pair(before.tokens.clone(), rest),
            None => content,
        };
        let words = self.tree.words(content.clone());
        if is_acronym(words) {
            return self.acronym(before, content);
        }
        let short = self.tree.words(before.tokens.clone());
        if is_acronym(short) && spells(short, words) && is_capitalised(self.tree.form(content.start)) {
            return Some(Declared {
                sentence: self.index,
                full: content,
                other: before.tokens.clone(),
                named: true,
                inner: false,
            });
        }
        let direction = words::DIRECTIONS.has(&self.tree.form(content.start).to_lowercase());
        let place = self
            .names
            .iter()
            .any(|name| name.tokens.end == content.end && name.sort.agrees(Sort::Place));
        (direction && place && content.len() > 1 && before.sort.agrees(Sort::Place)).then(|| Declared {
            sentence: self.index,
            full: before.tokens.clone(),
            other: content,
            named: false,
            inner: false,
        })
    }

    /// The name or, for an acronym, the phrase that ends right before the token.
    fn before(&self, open: usize) -> Option<Found> {
        let quoted = open > 1 && matches!(self.tree.form(open - 1), "\"" | "”" | "’" | "'" | "''");
        let end = if quoted { open - 1 } else { open };
        if let Some(name) = self.names.iter().find(|name| name.tokens.end == end) {
            return Some(name.clone());
        }
        // "the sovereign wealth fund (SWF)": as many words as the acronym has letters.
        let acronym = self.tree.form(open + 1);
        let letters = acronym.chars().filter(|c| c.is_alphabetic()).count();
        let mut start = end;
        let mut content = 0;
        while start > 0 && content < letters {
            start -= 1;
            let form = self.tree.form(start);
            if !form.chars().any(char::is_alphanumeric) && form != "-" {
                return None;
            }
            if !words::FUNCTION_WORDS.has(form) && form != "-" {
                content += 1;
            }
        }
        let fits = letters > 1 && is_acronym(acronym) && spells(acronym, self.tree.words(start..end));
        fits.then_some(Found {
            sentence: self.index,
            tokens: start..end,
            title: None,
            sort: Sort::Unknown,
            firm: false,
            class: None,
            individual: None,
            demonym: false,
        })
    }

    fn acronym(&self, before: Found, acronym: Range<usize>) -> Option<Declared> {
        let letters = self.tree.words(acronym.clone());
        let mut pair = Declared {
            sentence: self.index,
            full: before.tokens.clone(),
            other: acronym.clone(),
            named: true,
            inner: false,
        };
        if spells(letters, self.tree.words(before.tokens.clone())) {
            return (before.sort != Sort::Person || before.tokens.len() > 2).then_some(pair);
        }
        // "Coalition to Defeat the Islamic State (ISIS)": the acronym of a name's end.
        let known = |name: &str| {
            let ids = self.text.ontology.individuals_named(letters);
            self.text
                .ontology
                .individuals_named(name)
                .iter()
                .any(|id| ids.contains(id))
        };
        for start in before.tokens.clone().skip(1) {
            let end = self.tree.words(start..before.tokens.end);
            let opens = is_capitalised(self.tree.form(start)) && start + 1 < before.tokens.end;
            let front = self.tree.words(before.tokens.start..start);
            let country = self.text.ontology.individuals_named(front).iter().any(|&id| {
                let class = self.text.ontology[id].classes.first();
                class.is_some() && class.copied() == self.text.sorts.country
            });
            if country && spells(letters, end) {
                return Some(pair);
            }
            if opens && (spells(letters, end) || known(end)) {
                pair.full = start..before.tokens.end;
                pair.inner = true;
                return Some(pair);
            }
        }
        // A party behind a politician, an agency behind a place: no alias. A body may have an
        // acronym of its name in another language.
        let body = matches!(
            before.sort,
            Sort::Organization | Sort::Group | Sort::Facility | Sort::Law | Sort::Event
        );
        let unknown = before.sort == Sort::Unknown && before.tokens.len() > 1;
        (known(self.tree.words(before.tokens)) || body || unknown).then_some(pair)
    }

    /// "NAME, also known as OTHER", "NAME, or OTHER for short".
    fn apposed(&self, token: usize) -> Option<Declared> {
        let comma = self.tree.form(token) == ",";
        let before = self.names.iter().find(|name| name.tokens.end == token)?;
        let cue = if comma { token + 1 } else { token };
        if cue >= self.tree.len() {
            return None;
        }
        let end = self.tree.len().min(cue + LONGEST);
        if let Some(rest) = self.after_cue(cue..end).filter(|_| self.tree.form(cue) != "or") {
            let other = self.names.iter().find(|name| name.tokens.start == rest.start)?;
            return self.pair(before.tokens.clone(), other.tokens.clone());
        }
        if !comma || self.tree.form(cue) != "or" {
            return None;
        }
        let start = self.skip_article(cue + 1);
        let other = self.names.iter().find(|name| name.tokens.start == start)?;
        let short = self
            .tree
            .words(other.tokens.end..self.tree.len().min(other.tokens.end + 2))
            == "for short";
        let spelled = spells(
            self.tree.words(other.tokens.clone()),
            self.tree.words(before.tokens.clone()),
        );
        (short || spelled)
            .then(|| self.pair(before.tokens.clone(), other.tokens.clone()))
            .flatten()
    }

    /// What follows "also known as", "formerly", "or" in the range.
    fn after_cue(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let mut next = tokens.start;
        let mut cues = 0;
        while next < tokens.end {
            match self.tree.form(next).to_lowercase().as_str() {
                "known" | "formerly" | "aka" | "a.k.a." | "a.k.a" | "abbreviated" => cues += 1,
                "or" if next == tokens.start => cues += 1,
                "also" | "better" | "commonly" | "previously" | "sometimes" | "widely" | "locally"
                | "simply" | "then" => {}
                "as" | "by" | "to" | "the" | "\"" | "“" | "‘" | "'" if cues > 0 => {}
                _ => break,
            }
            next += 1;
        }
        let rest = self.unquoted(next..tokens.end)?;
        (cues > 0 && is_capitalised(self.tree.form(rest.start))).then_some(rest)
    }

    fn pair(&self, one: Range<usize>, other: Range<usize>) -> Option<Declared> {
        let (short, long) = (self.tree.words(one.clone()), self.tree.words(other.clone()));
        let reversed = is_acronym(short) && spells(short, long);
        let (full, other) = if reversed { (other, one) } else { (one, other) };
        (full != other).then_some(Declared {
            sentence: self.index,
            full,
            other,
            named: true,
            inner: false,
        })
    }

    fn skip_article(&self, token: usize) -> usize {
        let article =
            token < self.tree.len() && matches!(self.tree.form(token), "the" | "a" | "an" | "“" | "\"");
        token + usize::from(article)
    }

    fn unquoted(&self, mut tokens: Range<usize>) -> Option<Range<usize>> {
        let quote = |token: usize| {
            matches!(
                self.tree.form(token),
                "\"" | "“" | "”" | "‘" | "’" | "'" | "the" | "The"
            )
        };
        while !tokens.is_empty() && quote(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty() && quote(tokens.end - 1) {
            tokens.end -= 1;
        }
        (!tokens.is_empty()).then_some(tokens)
    }

    /// A name that only the pair tells of.
    fn name(&self, tokens: Range<usize>, pair: &Declared) -> Found {
        let words = self.tree.words(tokens.clone());
        let individual = self.text.ontology.individuals_named(words).first().copied();
        let partner = self
            .names
            .iter()
            .find(|name| name.tokens == pair.full && !pair.inner);
        let class = individual.and_then(|id| self.text.ontology[id].classes.first().copied());
        let sort = class.map(|class| self.text.sorts.sort(self.text.ontology, class));
        Found {
            sentence: self.index,
            tokens,
            title: None,
            sort: sort.or_else(|| partner.map(|name| name.sort)).unwrap_or_default(),
            firm: sort.is_some(),
            class: class.or_else(|| partner.and_then(|name| name.class)),
            individual,
            demonym: false,
        }
    }
}

/// One word of two to eight characters, capitals and digits ("NPA", "G20", "AT&T").
pub(super) fn is_acronym(words: &str) -> bool {
    let count = words.chars().count();
    (2..=10).contains(&count)
        && is_all_capitals(words)
        && words
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '&' | '-' | '/'))
}

/// Whether the letters of the acronym are, in order, the initials of the name's words; function
/// words may be skipped, and a word may give two letters (`CENTCOM` is Central Command).
pub(super) fn spells(acronym: &str, name: &str) -> bool {
    let letters: Vec<char> = acronym
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let name = fold_name(name);
    let words: Vec<Vec<char>> = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| {
            word.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<Vec<_>>()
        })
        .filter(|word| !word.is_empty())
        .collect();
    letters.len() > 1 && words.len() > 1 && matches_from(&letters, &words)
}

fn matches_from(letters: &[char], words: &[Vec<char>]) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return letters.is_empty();
    };
    let skips = words::FUNCTION_WORDS.has(word.iter().collect::<String>().as_str());
    if skips && matches_from(letters, rest) {
        return true;
    }
    // The word gives its first letters, as many as agree; trying the fewest first.
    let common = word
        .iter()
        .zip(letters)
        .take_while(|(a, b)| a == b)
        .count()
        .min(4);
    (1..=common).any(|taken| matches_from(&letters[taken..], rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_spell_an_acronym() {
        for (acronym, name, expected) in [
            ("NPA", "Northern Ports Authority", true),
            ("NPA", "the Northern Ports Authority", true),
            ("SOHR", "Syrian Observatory for Human Rights", true),
            ("FAO", "Food and Agriculture Organization", true),
            ("CENTCOM", "Central Command", true),
            ("U.N.", "United Nations", true),
            ("NPA", "Harbour Treaty", false),
            ("TX", "Texas", false),
        ] {
            assert_eq!(spells(acronym, name), expected, "{acronym} for {name}");
        }
    }
}
