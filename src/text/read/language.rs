//! Which language a text is written in.
//!
//! A trigram model takes texts full of foreign names for foreign; so what is rich in English
//! function words is English whatever it says, and a text with a foreign quotation stays.

use whatlang::Lang;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// BCP 47 tag.
    pub code: &'static str,
    /// English name.
    pub name: &'static str,
}

/// Words by which English is told; none of them is common in another language of Latin script.
const FUNCTION_WORDS: &[&str] = &[
    "the", "and", "of", "to", "that", "with", "for", "from", "said", "has", "have", "had", "his", "her",
    "they", "their", "it", "its", "which", "who", "by", "at", "on", "is", "are", "were", "been", "this",
    "would", "could", "not", "but", "after", "he", "she", "as", "an", "also", "than", "when",
];

/// How much of a text is looked at: its beginning decides.
const SAMPLE: usize = 20_000;
/// Fewer letters than this tell nothing, unless the script does.
const ENOUGH: usize = 80;

/// The language of `text`, `None` where it is too short to tell. `declared` is what its source
/// says (a BCP 47 tag), which counts only where the text itself does not tell.
pub(super) fn detect(text: &str, declared: Option<&str>) -> Option<Found> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let mut letters = 0;
    let mut latin = 0;
    for character in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        latin += usize::from(character < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&character));
    }
    if latin * 2 >= letters && english_share(sample) > 0.15 {
        return (letters >= ENOUGH / 2).then_some(of(Lang::Eng));
    }
    if letters < ENOUGH && (latin * 2 >= letters || letters < 12) {
        return declared.and_then(named).filter(|found| found.code != "en");
    }
    let info = whatlang::detect(sample)?;
    if info.lang() != Lang::Eng && latin * 2 >= letters && !info.is_reliable() {
        return declared.and_then(named);
    }
    Some(of(info.lang()))
}

/// How many of the words are English function words.
fn english_share(sample: &str) -> f64 {
    let (mut words, mut function) = (0_usize, 0_usize);
    for word in sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        function += usize::from(
            FUNCTION_WORDS
                .iter()
                .any(|known| word.eq_ignore_ascii_case(known)),
        );
    }
    if words == 0 {
        0.0
    } else {
        function as f64 / words as f64
    }
}

fn of(lang: Lang) -> Found {
    Found {
        code: TAGS
            .iter()
            .find(|(long, _)| *long == lang.code())
            .map_or(lang.code(), |(_, short)| short),
        name: lang.eng_name(),
    }
}

/// The language of a tag such as `de-AT`.
fn named(tag: &str) -> Option<Found> {
    let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    let long = TAGS
        .iter()
        .find(|(_, short)| *short == primary)
        .map_or(primary.as_str(), |(long, _)| long);
    Lang::from_code(long).map(of)
}

/// ISO 639-3 to the shorter codes that BCP 47 asks for.
const TAGS: [(&str, &str); 66] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tha", "th"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("vie", "vi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<&'static str> {
        detect(text, None).map(|found| found.code)
    }

    #[test]
    fn languages_are_told_apart() {
        let german = "Der Bürgermeister eröffnete am Freitag die neue Brücke über den Fluss. Sie ist länger als \
                      jede andere im Land und kostete mehr als geplant, sagte er vor der Presse.";
        let french = "Le maire a inauguré vendredi le nouveau pont sur le fleuve. Il est plus long que tous les \
                      autres ponts du pays et a coûté plus cher que prévu, a-t-il déclaré à la presse.";
        assert_eq!(code(german), Some("de"));
        assert_eq!(code(french), Some("fr"));
        assert_eq!(code("Мэр открыл в пятницу новый мост через реку."), Some("ru"));
        assert_eq!(code("افتتح رئيس البلدية الجسر الجديد يوم الجمعة"), Some("ar"));
    }

    #[test]
    fn english_with_a_foreign_quotation_stays_english() {
        let text = "The mayor opened the bridge on Friday and spoke of the years that it took. “Wir haben lange auf \
                    diesen Tag gewartet, und jetzt ist er endlich da”, he said. The crowd cheered.";
        assert_eq!(code(text), Some("en"));
    }

    #[test]
    fn short_texts_tell_nothing() {
        assert_eq!(code("Keld Marsh visited Sund on Monday."), None);
        assert_eq!(code("Corvane bought Merrow Lines."), None);
        assert_eq!(code(""), None);
        assert_eq!(
            detect("Brücke eröffnet", Some("de-AT")).map(|found| found.code),
            Some("de")
        );
    }
}
