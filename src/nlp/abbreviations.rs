//! Words that tokeniser and sentence splitter must know.

/// Abbreviations that stand before a name or a number and therefore do not end a sentence.
const LEADING: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep", "gen", "lt", "col", "sgt", "maj", "capt", "cpl",
    "pvt", "adm", "cmdr", "brig", "pres", "hon", "rev", "fr", "st", "ste", "mt", "ft", "msgr", "supt", "det",
    "insp", "amb", "atty", "no", "nos", "vol", "pp", "fig", "vs", "v", "cf", "approx", "ca", "al", "art",
    "sec", "op", "e.g", "i.e", "messrs", "mme", "mlle", "sheikh", "eng", "ph",
];

/// Abbreviations that may end a sentence.
const TRAILING: &[&str] = &[
    "inc", "corp", "co", "ltd", "llc", "plc", "bros", "jr", "sr", "esq", "etc", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur",
    "thurs", "fri", "ave", "blvd", "rd", "sq", "dept", "univ", "assn", "est", "ext", "min", "max", "ala",
    "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md",
    "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "penn", "tenn", "tex", "va",
    "vt", "wash", "wis", "wyo", "bn", "mn", "trn", "b.c", "a.d", "d.c", "u.s", "u.k", "u.n", "e.u", "u.a.e",
    "a.m", "p.m", "ph.d", "m.d", "b.a", "m.a",
];

/// Abbreviations that are common words, too: their full stop is theirs only in a fitting place.
const WORDS: &[&str] = &[
    "no", "mar", "jun", "sun", "sat", "co", "art", "fig", "al", "la", "ill", "ind", "mo", "pa", "min", "max",
    "del", "wash", "miss", "ark", "ore", "ext", "est", "v", "gen", "rep", "op", "pp", "ga", "ca", "fr",
    "eng", "ph", "sheikh", "hon", "det", "col",
];

/// Articles of transliterated names, kept with their word: "al-Hol".
pub(super) const ARTICLES: &[&str] = &[
    "al", "el", "ul", "ad", "ar", "as", "ash", "at", "az", "an", "ez", "es", "abu", "bin", "ibn", "umm",
    "abd",
];

/// Prefixes that do not stand alone, kept with their word: "anti-war".
pub(super) const PREFIXES: &[&str] = &[
    "anti", "bi", "co", "counter", "de", "e", "eco", "ex", "extra", "inter", "intra", "macro", "mega",
    "micro", "mid", "mini", "multi", "neo", "non", "over", "pan", "para", "post", "pre", "pro", "pseudo",
    "quasi", "re", "semi", "sub", "super", "supra", "trans", "tri", "ultra", "un", "uni", "vice", "x", "o",
    "u", "t",
];

/// Units that follow a number without space.
pub(super) const UNITS: &[&str] = &[
    "am", "pm", "a.m.", "p.m.", "km", "kg", "mph", "kph", "mm", "cm", "m", "ft", "lb", "lbs", "bn", "mn",
    "tn", "gb", "mb", "tb", "mw", "gw", "kw", "kwh", "mwh", "hz", "mhz", "ghz", "gmt", "utc", "x", "km2",
    "sq",
];

/// Words that begin sentences and are hardly ever part of a name.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "you",
    "i",
    "this",
    "that",
    "these",
    "those",
    "his",
    "her",
    "its",
    "their",
    "our",
    "in",
    "on",
    "at",
    "for",
    "from",
    "by",
    "with",
    "as",
    "but",
    "and",
    "or",
    "so",
    "if",
    "when",
    "while",
    "after",
    "before",
    "since",
    "there",
    "here",
    "however",
    "although",
    "though",
    "because",
    "who",
    "what",
    "where",
    "why",
    "how",
    "which",
    "some",
    "many",
    "most",
    "several",
    "both",
    "each",
    "one",
    "two",
    "no",
    "not",
    "then",
    "also",
    "under",
    "over",
    "during",
    "despite",
    "according",
    "meanwhile",
    "yet",
    "to",
    "is",
    "was",
];

/// Whether the full stop that ends `word` is part of it.
pub(super) fn keeps_period(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else {
        return false;
    };
    if stem.is_empty() {
        return false;
    }
    if is_initials(stem) {
        return true;
    }
    let lower = stem.to_lowercase();
    let known = LEADING.contains(&lower.as_str()) || TRAILING.contains(&lower.as_str());
    known
        && (!WORDS.contains(&lower.as_str())
            || stem.starts_with(char::is_uppercase) && !stem.chars().all(char::is_uppercase))
}

/// "J", "U.S", "a.m", "J.R": single letters with full stops between them.
fn is_initials(stem: &str) -> bool {
    let parts = stem.split('.');
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    if stem.contains('.') {
        parts.clone().all(single)
    } else {
        single(stem) && stem.chars().all(char::is_uppercase) && stem != "I"
    }
}

/// Whether a sentence may end after the abbreviation `word` when `next` follows.
pub(super) fn ends_before(word: &str, next: &str) -> bool {
    let stem = word.trim_end_matches('.').to_lowercase();
    if !next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '\u{201C}')) {
        return false;
    }
    if LEADING.contains(&stem.as_str()) {
        return false;
    }
    let single = stem.chars().count() == 1;
    !single && STARTERS.contains(&next.to_lowercase().as_str())
}
