//! Documents as JSON, one a line or one file: `{"id","title","date","publisher","url","text"}`.
//!
//! Only `text` must be there. A line that cannot be read is left out and named; the others are read.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::dates::parse_date;
use super::{Code, Diagnostic, Draft, Outcome, ReadConfig, clean, decode, finish};

/// Whether text without a known extension is one JSON value.
pub(super) fn looks_like(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with('{') && text.ends_with('}')) || (text.starts_with('[') && text.ends_with(']'))
}

/// Whether text without a known extension has a JSON object in its first line, and more lines.
pub(super) fn looks_like_lines(text: &str) -> bool {
    let mut lines = text.trim().lines();
    lines
        .next()
        .is_some_and(|line| line.starts_with('{') && line.trim_end().ends_with('}'))
        && lines.next().is_some_and(|line| line.starts_with('{'))
}

/// Reads JSON Lines.
pub(super) fn read_lines(name: &str, text: String, config: &ReadConfig) -> Outcome {
    let mut outcome = Outcome::default();
    for part in JsonLines::new(name, text.as_bytes(), config) {
        outcome.extend(part);
    }
    outcome
}

/// Reads one object or an array of objects; JSON Lines in a file so named are understood too.
pub(super) fn read(name: &str, text: String, config: &ReadConfig) -> Outcome {
    match serde_json::from_str::<Value>(&text) {
        Ok(Value::Array(records)) if records.is_empty() => {
            Outcome::of(Diagnostic::new(Code::Empty, name, "no documents in it"))
        }
        Ok(Value::Array(records)) => {
            let mut outcome = Outcome::default();
            for (index, value) in records.into_iter().enumerate() {
                let place = format!("{name}#{}", index + 1);
                outcome.extend(record(&place, &place, value, config));
            }
            outcome
        }
        Ok(value) => record(name, name, value, config),
        Err(_) if looks_like_lines(&text) => read_lines(name, text, config),
        Err(error) => Outcome::of(bad_json(name, &error)),
    }
}

/// Documents of a JSON Lines file, one after another: the file need not fit in memory.
///
/// Each item is what came of one line that is not blank.
#[derive(Debug)]
pub struct JsonLines<'a, R> {
    name: &'a str,
    reader: R,
    config: &'a ReadConfig,
    line: usize,
    filled: usize,
    done: bool,
}

impl<'a, R: BufRead> JsonLines<'a, R> {
    /// Documents of `reader`, whose name is `name`.
    pub fn new(name: &'a str, reader: R, config: &'a ReadConfig) -> Self {
        JsonLines {
            name,
            reader,
            config,
            line: 0,
            filled: 0,
            done: false,
        }
    }

    /// The next line with something on it, without its end; `None` at the end.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, std::io::Error> {
        loop {
            let mut bytes = Vec::new();
            if self.reader.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.line += 1;
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(bytes));
            }
        }
    }

    fn read_line(&self, bytes: &[u8]) -> Outcome {
        let place = format!("{}:{}", self.name, self.line);
        // Escapes such as `\r` are for the JSON parser; here only what may not stand in JSON goes.
        let text = match decode::decode(bytes) {
            Ok(text) => text,
            Err(what) => {
                let message = format!("{what}, expected a JSON object");
                return Outcome::of(Diagnostic::new(Code::BadJson, place, message));
            }
        };
        match serde_json::from_str(text.trim()) {
            Ok(value) => record(
                &format!("{}#{}", self.name, self.line),
                &place,
                value,
                self.config,
            ),
            Err(error) => Outcome::of(bad_json(&place, &error)),
        }
    }
}

impl<R: BufRead> Iterator for JsonLines<'_, R> {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        if self.done {
            return None;
        }
        match self.next_line() {
            Ok(Some(bytes)) => {
                self.filled += 1;
                Some(self.read_line(&bytes))
            }
            Ok(None) => {
                self.done = true;
                let empty = || Outcome::of(Diagnostic::new(Code::Empty, self.name, "no lines in it"));
                (self.filled == 0).then(empty)
            }
            Err(error) => {
                self.done = true;
                let place = format!("{}:{}", self.name, self.line + 1);
                Some(Outcome::of(Diagnostic::new(
                    Code::Unreadable,
                    place,
                    error.to_string(),
                )))
            }
        }
    }
}

fn bad_json(place: &str, error: &serde_json::Error) -> Diagnostic {
    // serde_json adds " at line 1 column 7" to its message; within one line only the column tells.
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    let within = if error.line() > 1 {
        format!("line {}, column {}", error.line(), error.column())
    } else {
        format!("column {}", error.column())
    };
    let message = format!("not JSON at {within}: {message}; expected an object with `text`");
    Diagnostic::new(Code::BadJson, place, message)
}

/// A document from a JSON value. `id` is for one that has none, `place` for diagnostics.
fn record(id: &str, place: &str, value: Value, config: &ReadConfig) -> Outcome {
    let mut fields = match value {
        Value::Object(fields) => fields,
        other => {
            let message = format!("found {}, expected an object with `text`", kind(&other));
            return Outcome::of(Diagnostic::new(Code::BadRecord, place, message));
        }
    };
    let text = match take(&mut fields, &["text", "body", "content"]) {
        Some(Value::String(text)) => text,
        Some(other) => {
            let message = format!("`text` is {}, expected a string", kind(&other));
            return Outcome::of(Diagnostic::new(Code::BadRecord, place, message));
        }
        None => {
            let found: Vec<String> = fields
                .keys()
                .map(|key| format!("`{}`", clean::line(key)))
                .collect();
            let found = if found.is_empty() {
                "nothing".to_owned()
            } else {
                found.join(", ")
            };
            let message = format!("`text` is missing, found {found}");
            return Outcome::of(Diagnostic::new(Code::BadRecord, place, message));
        }
    };
    let mut words = |keys: &[&str]| match take(&mut fields, keys) {
        Some(Value::String(words)) if !words.trim().is_empty() => Some(words),
        Some(Value::Number(number)) => Some(number.to_string()),
        // schema.org has `"publisher": {"name": …}`.
        Some(Value::Object(mut inner)) => match inner.remove("name") {
            Some(Value::String(name)) => Some(name),
            _ => None,
        },
        _ => None,
    };
    let given = words(&["date", "published", "datePublished"]);
    let date = given.as_deref().and_then(parse_date);
    let draft = Draft {
        id: words(&["id"]).map_or_else(|| id.to_owned(), |id| clean::line(&id)),
        url: words(&["url", "link"]),
        title: words(&["title", "headline"]),
        publisher: words(&["publisher", "source"]),
        language: words(&["language", "lang"]),
        date,
        text: clean::text(&text),
        headings: Vec::new(),
    };
    let mut outcome = finish(draft, place, config);
    if let (None, Some(given)) = (date, given) {
        let given = clean::line(&given);
        let message = format!("date `{given}` not understood, expected one like `2026-03-05`");
        outcome
            .diagnostics
            .push(Diagnostic::new(Code::BadDate, place, message));
    }
    outcome
}

/// Takes the first of `keys` that is there and not null.
fn take(fields: &mut Map<String, Value>, keys: &[&str]) -> Option<Value> {
    keys.iter()
        .find_map(|&key| fields.remove(key))
        .filter(|value| !value.is_null())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::super::read as read_any;
    use super::*;

    #[test]
    fn good_lines_are_read_and_bad_ones_named() {
        let source = concat!(
            "{\"id\": \"a\", \"title\": \"T\", \"date\": \"2026-03-05\", \"publisher\": \"P\", \"text\": \"Alda met Boris.\"}\n",
            "\n",
            "{\"text\": \"No id\\u0001 here.\", \"date\": \"soon\"}\n",
            "{\"id\": \"cut\n",
            "[1]\n",
            "{\"id\": \"x\", \"body_text\": \"y\"}\n",
            "{\"text\": 7}\n",
            "{\"text\": \"  \"}\n",
        );
        let outcome = read_any("n.jsonl", source.as_bytes(), &ReadConfig::default());
        let ids: Vec<&str> = outcome
            .documents
            .iter()
            .map(|document| document.id.0.as_str())
            .collect();
        assert_eq!(ids, ["a", "n.jsonl#3"]);
        assert_eq!(outcome.documents[1].text, "No id here.");
        let said: Vec<String> = outcome.diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "n.jsonl:3: date `soon` not understood, expected one like `2026-03-05` [bad-date]",
                "n.jsonl:4: not JSON at column 11: EOF while parsing a string; expected an object with `text` [bad-json]",
                "n.jsonl:5: found an array, expected an object with `text` [bad-record]",
                "n.jsonl:6: `text` is missing, found `body_text`, `id` [bad-record]",
                "n.jsonl:7: `text` is a number, expected a string [bad-record]",
                "n.jsonl:8: no text in it [empty]",
            ]
        );
    }

    #[test]
    fn one_object_or_an_array() {
        let config = ReadConfig::default();
        let one = read_any("a.json", b"{\n  \"text\": \"Alda met Boris.\"\n}", &config);
        assert_eq!(one.documents[0].id.0, "a.json");
        let many = read_any("a.json", b"[{\"text\": \"A.\"}, {\"text\": \"B.\"}, 3]", &config);
        assert_eq!(many.documents[1].id.0, "a.json#2");
        assert_eq!(many.diagnostics.len(), 1);
        let lines = read_any("-", b"{\"text\": \"A.\"}\n{\"text\": \"B.\"}\n", &config);
        assert_eq!(lines.documents.len(), 2);
    }
}
