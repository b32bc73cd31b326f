//! What every analysis must hold, whatever the text; the fuzz targets ask for the same.

use relata::nlp::{Analysis, Sentence};

/// Panics where an analysis lacks what every one must have: tokens in order and whole, one root, no cycle, names of
/// tokens.
pub(crate) fn check(text: &str, analysis: &Analysis) {
    let mut end = 0;
    for sentence in &analysis.sentences {
        assert!(!sentence.tokens.is_empty());
        for token in &sentence.tokens {
            assert!(
                token.span.start >= end && token.span.end > token.span.start,
                "{:?} in {text:?}",
                token.span
            );
            assert!(
                text.get(token.span.range()).is_some(),
                "{:?} in {text:?}",
                token.span
            );
            end = token.span.end;
        }
        check_tree(sentence);
        let mut last = 0;
        for name in &sentence.names {
            assert!(name.tokens.start >= last && name.tokens.end > name.tokens.start);
            last = name.tokens.end;
        }
        assert!(last <= sentence.tokens.len());
    }
}

fn check_tree(sentence: &Sentence) {
    let heads: Vec<Option<usize>> = sentence.tokens.iter().map(|token| token.head).collect();
    assert_eq!(heads.iter().filter(|head| head.is_none()).count(), 1, "{heads:?}");
    for start in 0..heads.len() {
        let mut at = start;
        let mut steps = 0;
        while let Some(head) = heads[at] {
            at = head;
            steps += 1;
            assert!(steps <= heads.len(), "a cycle in {heads:?}");
        }
    }
    for token in &sentence.tokens {
        assert_eq!(token.head.is_none(), token.deprel == "root");
    }
}
