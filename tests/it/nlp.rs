//! The language core: any text is safe, spans and trees are valid, and plain sentences are read right.

/// What holds of every analysis.
mod valid;

use proptest::prelude::*;
use relata::nlp::{Analyser, NameType, Sentence, Upos, conllu};
use relata::text::{Document, Span, Zone, ZoneKind};
use std::sync::LazyLock;
use valid::check;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(Analyser::embedded);

fn forms<'a>(text: &'a str, sentence: &Sentence) -> Vec<&'a str> {
    sentence.tokens.iter().map(|token| token.span.of(text)).collect()
}

proptest! {
    #[test]
    fn any_string_is_safe(text in "\\PC{0,200}") {
        check(&text, &ANALYSER.analyse_text(&text));
    }

    #[test]
    fn any_mix_of_marks_and_words_is_safe(text in "([A-Za-z]{1,4}|[ .,'\"()!?\u{2019}\u{2014}$%-]|\n|[0-9]{1,3}|é|\u{FEFF}|😀){0,80}") {
        check(&text, &ANALYSER.analyse_text(&text));
    }

    #[test]
    fn tokens_cover_all_but_white_space(text in "[a-zA-Z0-9 .,'\"()\n-]{0,120}") {
        let analysis = ANALYSER.analyse_text(&text);
        let read: String = analysis.sentences.iter().flat_map(|sentence| forms(&text, sentence)).collect();
        prop_assert_eq!(read, text.split_whitespace().collect::<String>());
    }
}

#[test]
fn tokens_are_split_as_universal_dependencies_does() {
    let cases = [
        ("I don't know, she'll see.", "I|do|n't|know|,|she|'ll|see|."),
        (
            "We can\u{2019}t say; it\u{2019}s Ada\u{2019}s.",
            "We|ca|n\u{2019}t|say|;|it|\u{2019}s|Ada|\u{2019}s|.",
        ),
        (
            "Kurdish-led forces near al-Hol",
            "Kurdish|-|led|forces|near|al-Hol",
        ),
        ("anti-ISIS raids by F-16s", "anti-ISIS|raids|by|F-16s"),
        ("Mohammed Shia' al-Sudani spoke", "Mohammed|Shia'|al-Sudani|spoke"),
        ("the workers' rights in Sana'a", "the|workers|'|rights|in|Sana'a"),
        ("It costs $1.8 bln (US$2).", "It|costs|$|1.8|bln|(|US$|2|)|."),
        (
            "4,200 people, 5% at 10:30 a.m. GMT",
            "4,200|people|,|5|%|at|10:30|a.m.|GMT",
        ),
        (
            "Mail joe@example.org or see https://example.org/a-b?c=1.",
            "Mail|joe@example.org|or|see|https://example.org/a-b?c=1|.",
        ),
        (
            "the so-called \u{201C}plan\u{201D}",
            "the|so|-|called|\u{201C}|plan|\u{201D}",
        ),
        ("They cannot stop...", "They|can|not|stop|..."),
        ("the 1990s\u{2014}a decade", "the|1990s|\u{2014}|a|decade"),
    ];
    for (text, expected) in cases {
        let analysis = ANALYSER.analyse_text(text);
        let found: Vec<&str> = analysis
            .sentences
            .iter()
            .flat_map(|sentence| forms(text, sentence))
            .collect();
        assert_eq!(found.join("|"), expected);
    }
}

#[test]
fn sentences_end_where_readers_end_them() {
    let cases: [(&str, &[&str]); 9] = [
        ("He left. She stayed.", &["He left.", "She stayed."]),
        (
            "Mr. Smith met Gov. Lee. They spoke.",
            &["Mr. Smith met Gov. Lee.", "They spoke."],
        ),
        (
            "He moved to the U.S. in May. It rained.",
            &["He moved to the U.S. in May.", "It rained."],
        ),
        (
            "He moved to the U.S. The move failed.",
            &["He moved to the U.S.", "The move failed."],
        ),
        ("\"It is late.\" She left.", &["\"It is late.\"", "She left."]),
        (
            "\"Why?\" he asked. No one knew.",
            &["\"Why?\" he asked.", "No one knew."],
        ),
        (
            "\u{201C}It is late.\u{201D} \u{201C}Go,\u{201D} she said.",
            &["\u{201C}It is late.\u{201D}", "\u{201C}Go,\u{201D} she said."],
        ),
        (
            "J. R. Brown of Acme Inc. resigned.",
            &["J. R. Brown of Acme Inc. resigned."],
        ),
        (
            "A headline without a stop\n\nThe first paragraph.",
            &["A headline without a stop", "The first paragraph."],
        ),
    ];
    for (text, expected) in cases {
        let analysis = ANALYSER.analyse_text(text);
        let found: Vec<&str> = analysis
            .sentences
            .iter()
            .map(|sentence| sentence.span.of(text))
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn sentences_stay_within_their_zones() {
    let text = "TARSK - The council met and";
    let zones = vec![
        Zone {
            span: Span::new(0, 7),
            kind: ZoneKind::Dateline,
        },
        Zone {
            span: Span::new(8, text.len()),
            kind: ZoneKind::Paragraph,
        },
    ];
    let document = Document {
        text: text.to_owned(),
        zones,
        ..Document::default()
    };
    let analysis = ANALYSER.analyse(&document);
    let kinds: Vec<ZoneKind> = analysis.sentences.iter().map(|sentence| sentence.zone).collect();
    assert_eq!(kinds, [ZoneKind::Dateline, ZoneKind::Paragraph]);
}

#[test]
fn a_simple_clause_gets_subject_object_and_lemmas() {
    let text = "The workers closed the northern docks.";
    let analysis = ANALYSER.analyse_text(text);
    let sentence = &analysis.sentences[0];
    assert_eq!(sentence.tokens[2].upos, Upos::Verb);
    assert_eq!(sentence.tokens[2].lemma, "close");
    assert!(sentence.tokens[2].feats.contains("Tense=Past"));
    assert_eq!(sentence.dependent(2, "nsubj"), Some(1));
    assert_eq!(sentence.dependent(2, "obj"), Some(5));
    assert_eq!(sentence.tokens[5].lemma, "dock");
}

#[test]
fn a_passive_clause_has_passive_relations() {
    let text = "The bridge was destroyed by the rebels.";
    let analysis = ANALYSER.analyse_text(text);
    let sentence = &analysis.sentences[0];
    assert_eq!(sentence.dependent(3, "nsubj:pass"), Some(1));
    assert_eq!(sentence.dependent(3, "aux:pass"), Some(2));
    assert!(
        sentence
            .dependents(3)
            .any(|at| sentence.tokens[at].deprel.starts_with("obl"))
    );
}

fn names(text: &str) -> Vec<(String, NameType)> {
    let analysis = ANALYSER.analyse_text(text);
    let name =
        |sentence: &Sentence, range: std::ops::Range<usize>| sentence.span_of(range).of(text).to_owned();
    analysis
        .sentences
        .iter()
        .flat_map(|sentence| {
            sentence
                .names
                .iter()
                .map(|n| (name(sentence, n.tokens.clone()), n.kind))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn expressions_of_time_money_and_quantity_are_found() {
    let cases = [
        (
            "It happened on 5 March 2026 in the harbour.",
            "5 March 2026",
            NameType::Date,
        ),
        ("They met last Thursday.", "last Thursday", NameType::Date),
        ("It closed on Monday.", "Monday", NameType::Date),
        ("It was sold for $1.8 bln.", "$1.8 bln", NameType::Money),
        ("About 4,200 people fled.", "4,200 people", NameType::Quantity),
        ("Prices rose 5 percent.", "5 percent", NameType::Percent),
        ("It began at 10:30 a.m. sharp.", "10:30 a.m.", NameType::Time),
        ("She was born in 1987.", "1987", NameType::Date),
    ];
    for (text, expected, kind) in cases {
        assert!(
            names(text).contains(&(expected.to_owned(), kind)),
            "{text}: {:?}",
            names(text)
        );
    }
}

#[test]
fn well_known_names_have_their_types() {
    let text = "US President Barack Obama met Mohammed Shia' al-Sudani in Baghdad, and the UN welcomed it.";
    let found = names(text);
    for expected in [
        ("US", NameType::Gpe),
        ("Barack Obama", NameType::Person),
        ("Mohammed Shia' al-Sudani", NameType::Person),
        ("Baghdad", NameType::Gpe),
        ("UN", NameType::Organization),
    ] {
        assert!(
            found.contains(&(expected.0.to_owned(), expected.1)),
            "{expected:?} not in {found:?}"
        );
    }
}

#[test]
fn conllu_keeps_the_tokens_it_was_given() {
    let text = "Ada didn't go to Tarsk.";
    let analysis = ANALYSER.analyse_text(text);
    let mut out = Vec::new();
    conllu::write(&mut out, "d1", text, &analysis).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(
        out.starts_with("# newdoc id = d1\n# sent_id = d1-1\n# text = Ada didn't go to Tarsk.\n1\tAda\t")
    );
    let back = conllu::read(&out).unwrap();
    assert_eq!(back.text.trim_end(), text);
    let again = ANALYSER.analyse_tokens(&back.text, &back.sentences);
    assert_eq!(again.sentences[0].tokens, analysis.sentences[0].tokens);
}

#[test]
fn damaged_weights_are_an_error() {
    let bytes = include_bytes!("../../data/models/english.bin");
    assert!(Analyser::load(b"").is_err());
    assert!(Analyser::load(b"something else").is_err());
    assert!(Analyser::load(&bytes[..bytes.len() / 2]).is_err());
}

#[test]
fn a_sentence_reads_the_same_alone_and_among_others() {
    let sentences = [
        "The council met.",
        "Two of the ships that had left the port in the night came back with their cargo.",
        "Why?",
        "He said they would never sell it to her.",
    ];
    let together = ANALYSER.analyse_text(&sentences.join("\n"));
    for (text, among) in sentences.iter().zip(&together.sentences) {
        let alone = &ANALYSER.analyse_text(text).sentences[0];
        let tree = |sentence: &Sentence| -> Vec<_> {
            let tokens = sentence.tokens.iter();
            tokens
                .map(|token| (token.upos, token.head, token.deprel))
                .collect()
        };
        assert_eq!(tree(alone), tree(among), "{text}");
    }
}

#[test]
fn a_given_sentence_of_any_length_gets_a_tree() {
    for count in [1, 2, 299, 301, 5_000] {
        let text = "the ship left and ".repeat(count / 4 + 1);
        let spans: Vec<Span> = text
            .split_whitespace()
            .map(|word| {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                Span::new(start, start + word.len())
            })
            .take(count)
            .collect();
        let analysis = ANALYSER.analyse_tokens(&text, &[spans]);
        assert_eq!(analysis.sentences[0].tokens.len(), count);
        check(&text, &analysis);
    }
}

#[test]
fn a_long_line_without_marks_is_read_in_linear_time() {
    let text = "word ".repeat(20_000) + &"x".repeat(100_000);
    let analysis = ANALYSER.analyse_text(&text);
    check(&text, &analysis);
    assert!(
        analysis
            .sentences
            .iter()
            .all(|sentence| sentence.tokens.len() <= 200)
    );
}

#[test]
fn the_manifest_names_the_embedded_weights() {
    use sha2::{Digest, Sha256};
    let bytes = include_bytes!("../../data/models/english.bin");
    let hash: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(Analyser::embedded().hash(), hash);
}
