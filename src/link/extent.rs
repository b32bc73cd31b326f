//! How far a description reaches.

use std::ops::Range;

use crate::nlp::Upos;

use super::names::Found;
use super::sort::Sort;
use super::tree::Tree;

/// Longest description, in tokens.
const LONGEST: usize = 14;

/// The phrase of a head: its modifiers on both sides, without relative clauses, appositions,
/// other members of a coordination.
pub(super) fn extent(tree: &Tree, names: &[Found], head: usize, depth: usize) -> Range<usize> {
    let start = start(tree, head);
    let mut end = head + 1;
    for &dependent in tree
        .dependents(head)
        .iter()
        .filter(|&&dependent| dependent > head)
    {
        let after = match tree.relation(dependent) {
            // "$ 4.5 billion": the number's own words come first.
            "nummod" if (end..dependent).all(|token| tree.head(token) == Some(dependent)) => dependent + 1,
            "flat" | "nummod" | "fixed" | "goeswith" | "compound" if dependent == end => dependent + 1,
            "nmod"
                if depth < 3
                    && tree.dependent(dependent, "case") == Some(end)
                    && !is_value(tree, dependent) =>
            {
                let name = names.iter().find(|name| name.tokens.contains(&dependent));
                name.map_or_else(
                    || extent(tree, names, dependent, depth + 1).end,
                    |name| name.tokens.end,
                )
            }
            "punct" | "case" => continue,
            _ => break,
        };
        if after <= end || after - start > LONGEST {
            break;
        }
        end = after;
    }
    start..end
}

fn is_value(tree: &Tree, token: usize) -> bool {
    let name = tree.sentence.name_at(token);
    name.is_some_and(|name| Sort::of_name_type(name.kind) == Sort::Value)
}

/// The first token of the phrase. Where the parser draws a verb into it ("quit the government"),
/// the article that follows the verb says where it starts.
fn start(tree: &Tree, head: usize) -> usize {
    let mut start = head;
    for &dependent in tree
        .dependents(head)
        .iter()
        .filter(|&&dependent| dependent < head)
    {
        let relation = tree.relation(dependent);
        let inside = matches!(relation, "det" | "amod" | "compound" | "nummod" | "flat" | "nmod")
            || relation == "advmod" && dependent + 1 == head;
        let case = tree.dependent(dependent, "case");
        // "Corvane and Brandmoor's boards" are the boards, and no thing by the name of both.
        let several = relation == "nmod"
            && tree
                .dependent(dependent, "conj")
                .is_some_and(|other| other < head);
        if inside && !several && case.is_none_or(|case| case > dependent) && !is_finite(tree, dependent) {
            start = start.min(leftmost(tree, dependent, head));
        }
    }
    let article = (start + 1..head)
        .rev()
        .find(|&token| tree.relation(token) == "det" && tree.upos(token) == Upos::Det);
    if let Some(article) = article {
        let owned = (start..head).any(|token| matches!(tree.upos(token), Upos::Part | Upos::Adp));
        let all = matches!(
            tree.form(start).to_lowercase().as_str(),
            "all" | "both" | "half" | "such" | "nearly" | "almost" | "only"
        );
        if !owned && !all {
            start = article;
        }
    }
    // "at least twelve": the numeral's preposition belongs to it.
    if start > 0
        && matches!(tree.form(start), "least" | "most")
        && matches!(tree.form(start - 1), "at" | "At")
    {
        start -= 1;
    }
    while start < head
        && (tree.upos(start) == Upos::Part || !tree.form(start).chars().any(char::is_alphanumeric))
    {
        start += 1;
    }
    start
}

fn is_finite(tree: &Tree, token: usize) -> bool {
    tree.token(token).feats.contains("VerbForm=Fin")
        || tree.relation(token) == "nmod" && tree.upos(token) == Upos::Verb
}

/// The first token of a modifier that stands left of `head`.
fn leftmost(tree: &Tree, modifier: usize, head: usize) -> usize {
    let mut first = modifier;
    let mut open = vec![modifier];
    while let Some(token) = open.pop() {
        for &dependent in tree.dependents(token) {
            let outside = matches!(
                tree.relation(dependent),
                "punct"
                    | "cc"
                    | "mark"
                    | "case"
                    | "acl"
                    | "advcl"
                    | "ccomp"
                    | "xcomp"
                    | "parataxis"
                    | "nsubj"
                    | "obj"
            );
            if dependent < head && !outside && !is_finite(tree, dependent) {
                first = first.min(dependent);
                open.push(dependent);
            }
        }
    }
    first.max(head.saturating_sub(LONGEST))
}
