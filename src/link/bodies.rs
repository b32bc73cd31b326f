//! Names of bodies and other things: acronyms, beginnings, ends and heads of longer names.

use rustc_hash::FxHashMap;

use super::alias::{is_acronym, spells};
use super::gather::Gathering;
use super::sort::Sort;
use super::titles::is_role;
use super::tree::plain;
use super::words;

impl Gathering<'_> {
    /// Acronyms, beginnings, ends and heads of the names of bodies and other things.
    pub(super) fn bodies(&mut self) {
        let long = self.long_names();
        // Variants of one length first ("Social Democrat", "Social Democrats"), so that a shorter form finds
        // one thing where there is one.
        for same_length in [true, false] {
            self.shorter_forms(&long, same_length);
        }
    }

    fn shorter_forms(&mut self, long: &FxHashMap<String, Vec<usize>>, same_length: bool) {
        for position in 0..self.nodes.len() {
            let count = self.nodes[position].words.len();
            let mut found: Vec<usize> = keys(&self.nodes[position].words)
                .filter_map(|key| long.get(&key))
                .flatten()
                .copied()
                .filter(|&other| (self.nodes[other].words.len() == count) == same_length)
                .filter(|&other| other != position && self.shortens(position, other))
                .collect();
            found.sort_unstable();
            found.dedup();
            let whole: Vec<usize> = self.roots(&found);
            let own = self.sets.find(position);
            if whole.contains(&own) {
                continue;
            }
            match whole[..] {
                [root] => self.sets.join(root, position),
                [_, _, ..] if self.is_head_word(position) => {
                    // "the Ministry": the one named last before it.
                    let first = self.nodes[position].drafts[0];
                    let last = |&other: &usize| {
                        self.nodes[other]
                            .drafts
                            .iter()
                            .copied()
                            .filter(|&index| index < first)
                            .max()
                    };
                    if let Some(best) = found
                        .iter()
                        .copied()
                        .filter(|other| last(other).is_some())
                        .max_by_key(last)
                    {
                        self.sets.join(best, position);
                    }
                }
                _ => {}
            }
        }
    }

    /// Names of several words, by what a shorter form of them shares: a word, its stem, the first letter.
    fn long_names(&self) -> FxHashMap<String, Vec<usize>> {
        let mut long: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (position, node) in self.nodes.iter().enumerate() {
            if node.words.len() < 2 || node.sort == Sort::Person {
                continue;
            }
            for word in &node.words {
                long.entry(word.clone()).or_default().push(position);
            }
            for key in [stem(&node.words[0]), initial(&node.words[0])] {
                long.entry(key).or_default().push(position);
            }
        }
        long
    }

    fn is_head_word(&self, position: usize) -> bool {
        let word = self.nodes[position].name.to_lowercase();
        words::BODY_HEADS.has(&word)
            || words::FACILITY_HEADS.has(&word)
            || self.text.ontology.class_of_noun(&word).is_some()
    }

    /// Whether the name of `short` is a shorter form of that of `long`.
    fn shortens(&self, short: usize, long: usize) -> bool {
        let (short, long) = (&self.nodes[short], &self.nodes[long]);
        let both = short.individual.is_some() && long.individual.is_some();
        if !short.sort.agrees(long.sort) || short.sort == Sort::Person || both {
            return false;
        }
        let (count, of) = (short.words.len(), long.words.len());
        if count > of || short.name == long.name {
            return false;
        }
        if long.words.starts_with(&short.words)
            && long.words[count..].iter().all(|word| is_company_ending(word))
        {
            return true;
        }
        if count == 1 {
            let word = &short.words[0];
            if is_acronym(word) {
                return spells(word, &long.name);
            }
            let located = short.sort == Sort::Place;
            let body = matches!(long.sort, Sort::Organization | Sort::Group | Sort::Unknown);
            if body
                && !located
                && short.individual.is_none()
                && long.words[0] == *word
                && !words::OPENERS.has(&plain(word))
            {
                return of < 4 || long.words.iter().any(|other| is_head(other));
            }
            // "the Marlins" for the Miami Marlins: a plural that no other thing has for a name.
            let team = of == 2 && body && !located && short.individual.is_none();
            let plural = word.len() > 4 && word.ends_with('s') && !is_head(word);
            if team
                && plural
                && long.words[1] == *word
                && self.text.ontology.class_of_noun(&word.to_lowercase()).is_none()
            {
                return true;
            }
            return self.is_head_of(word, &long.words);
        }
        let extra = if long.words.starts_with(&short.words) {
            &long.words[count..]
        } else if long.words.ends_with(&short.words) {
            &long.words[..of - count]
        } else {
            let stem = is_stem_of(&short.words, &long.words[..count]);
            return stem && long.words[count..].iter().all(|word| is_head(word));
        };
        extra
            .iter()
            .all(|word| !words::FUNCTION_WORDS.has(word) && !is_role(word))
    }

    /// "the Observatory" for "Syrian Observatory for Human Rights".
    fn is_head_of(&self, word: &str, name: &[String]) -> bool {
        let lower = word.to_lowercase();
        let known = is_head(word) || self.text.ontology.class_of_noun(&lower).is_some();
        let head = name
            .iter()
            .position(|word| words::FUNCTION_WORDS.has(word))
            .unwrap_or(name.len());
        known && head > 0 && name[head - 1] == word
    }
}

/// What the name's long form may be found by, see [`Gathering::long_names`].
fn keys(words: &[String]) -> impl Iterator<Item = String> {
    let first = words.first().map(String::as_str).unwrap_or_default();
    let acronym = is_acronym(first) && words.len() == 1;
    let last = if acronym { initial(first) } else { stem(first) };
    [first.to_owned(), last].into_iter()
}

/// A key that no word equals, since words hold no blank.
fn stem(word: &str) -> String {
    word.chars().take(5).chain([' ']).collect()
}

fn initial(word: &str) -> String {
    word.chars()
        .take(1)
        .flat_map(char::to_lowercase)
        .chain([' ', ' '])
        .collect()
}

fn is_company_ending(word: &str) -> bool {
    let word = plain(word);
    words::COMPANY_ENDINGS.has(&word)
        || matches!(
            word.as_str(),
            "corporation" | "company" | "group" | "holding" | "holdings" | "limited"
        )
}

fn is_head(word: &str) -> bool {
    let word = word.to_lowercase();
    words::BODY_HEADS.has(&word) || words::FACILITY_HEADS.has(&word) || words::LAW_HEADS.has(&word)
}

/// "Social Democrats" and "Social Democratic (Party)": word by word the same stem.
fn is_stem_of(short: &[String], long: &[String]) -> bool {
    short.iter().zip(long).all(|(one, other)| {
        let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        one == other || common >= 5 && common + 3 >= one.chars().count().min(other.chars().count() + 2)
    })
}
