//! Example sentences: `"[[Rebels]] control ((the town))."` marks a subject and an object.

use thiserror::Error;

use super::Example;
use crate::text::Span;

/// Why an example teaches nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ExampleError {
    /// `[[` without `]]`, or `((` without `))`.
    #[error("`{0}` is opened but never closed; expected `{1}` after it")]
    Unclosed(&'static str, &'static str),
    /// No subject or no object.
    #[error("the {0} is not marked; expected `{1}…{2}`")]
    Missing(&'static str, &'static str, &'static str),
    /// Two subjects or two objects.
    #[error("the {0} is marked twice; expected `{1}…{2}` once")]
    Twice(&'static str, &'static str, &'static str),
    /// Nothing between the marks.
    #[error("the {0} is empty; expected words between `{1}` and `{2}`")]
    Empty(&'static str, &'static str, &'static str),
    /// One mark within the other.
    #[error("`{0}` stands within another mark; expected subject and object apart")]
    Nested(&'static str),
}

struct Mark {
    name: &'static str,
    open: &'static str,
    close: &'static str,
}

const SUBJECT: Mark = Mark {
    name: "subject",
    open: "[[",
    close: "]]",
};
const OBJECT: Mark = Mark {
    name: "object",
    open: "((",
    close: "))",
};

/// Takes the marks out of `source`; `origin` says where it stands.
pub fn parse_example(source: &str, origin: &str) -> Result<Example, ExampleError> {
    let mut text = String::with_capacity(source.len());
    let (mut subject, mut object) = (None, None);
    let mut rest = source;
    while let Some((at, mark)) = next_mark(rest) {
        text.push_str(&rest[..at]);
        let inner = &rest[at + mark.open.len()..];
        let end = closing(inner, mark).ok_or(ExampleError::Unclosed(mark.open, mark.close))?;
        let words = &inner[..end];
        if let Some((_, nested)) = next_mark(words) {
            return Err(ExampleError::Nested(nested.open));
        }
        if words.trim().is_empty() {
            return Err(ExampleError::Empty(mark.name, mark.open, mark.close));
        }
        let lead = words.len() - words.trim_start().len();
        let start = text.len() + lead;
        let span = Span::new(start, start + words.trim().len());
        text.push_str(words);
        let slot = if mark.open == SUBJECT.open {
            &mut subject
        } else {
            &mut object
        };
        if slot.replace(span).is_some() {
            return Err(ExampleError::Twice(mark.name, mark.open, mark.close));
        }
        rest = &inner[end + mark.close.len()..];
    }
    text.push_str(rest);
    let missing = |mark: &Mark| ExampleError::Missing(mark.name, mark.open, mark.close);
    Ok(Example {
        text,
        subject: subject.ok_or(missing(&SUBJECT))?,
        object: object.ok_or(missing(&OBJECT))?,
        origin: origin.to_owned(),
    })
}

fn next_mark(text: &str) -> Option<(usize, &'static Mark)> {
    [&SUBJECT, &OBJECT]
        .into_iter()
        .filter_map(|mark| text.find(mark.open).map(|at| (at, mark)))
        .min_by_key(|&(at, _)| at)
}

/// Where the mark ends: the last of adjacent closing brackets, so that "((Forces (SDF)))" keeps its own.
fn closing(inner: &str, mark: &Mark) -> Option<usize> {
    let mut end = inner.find(mark.close)?;
    let bracket = &mark.close[..1];
    while inner[end + mark.close.len()..].starts_with(bracket) {
        end += 1;
    }
    Some(end)
}
