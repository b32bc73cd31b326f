//! Where a query breaks the grammar, and what may stand there.
//!
//! The parser that evaluation uses says only how far some of its tries went. This one follows the
//! SPARQL 1.2 grammar token by token and stops at the first that cannot stand where it stands. It
//! decides nothing: a query is asked about here only after the parser has refused it.

mod expressions;
mod patterns;

use super::error::{Place, QueryError};
use super::nearest::nearest;
use super::tokens::{Token, TokenKind};

/// The first token that does not fit, as an error; `None` where the grammar finds nothing wrong.
pub(super) fn first_error(text: &str, tokens: &[Token]) -> Option<QueryError> {
    let mut grammar = Grammar {
        text,
        tokens,
        at: 0,
        depth: 0,
    };
    if let Some(open) = tokens.iter().find(|token| token.kind == TokenKind::OpenText) {
        let quote = &text[open.range.start..=open.range.start];
        return Some(QueryError::Syntax {
            expected: format!("{quote} at the end of the string"),
            found: "the end of the line".to_owned(),
            place: Place::of(text, open.range.start, open.range.end),
        });
    }
    let misfit = grammar.query().err()?;
    Some(grammar.error(&misfit))
}

/// What may stand at the current token.
pub(super) struct Misfit(Vec<&'static str>);

type Fits = Result<(), Misfit>;

struct Grammar<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    /// How deep patterns and expressions are nested.
    depth: usize,
}

/// Deeper queries are not looked into; nobody writes them.
const DEEPEST: usize = 100;

impl Grammar<'_> {
    fn error(&self, misfit: &Misfit) -> QueryError {
        let expected = &misfit.0;
        let list = match expected.as_slice() {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [others @ .., last] => format!("{} or {last}", others.join(", ")),
        };
        let Some(token) = self.tokens.get(self.at) else {
            let end = self.text.trim_end().len();
            return QueryError::Syntax {
                expected: list,
                found: "the end of the query".to_owned(),
                place: Place::of(self.text, end, end),
            };
        };
        let word = &self.text[token.range.clone()];
        let upper = word.to_uppercase();
        let keywords = expected
            .iter()
            .copied()
            .filter(|name| name.chars().all(|c| c.is_ascii_uppercase()));
        let meant = (token.kind == TokenKind::Word)
            .then(|| nearest(&upper, keywords))
            .flatten();
        let found = match meant {
            Some(meant) => format!("`{word}`; did you mean {meant}?"),
            None => format!("`{word}`"),
        };
        QueryError::Syntax {
            expected: list,
            found,
            place: Place::of(self.text, token.range.start, token.range.end),
        }
    }

    fn query(&mut self) -> Fits {
        self.prologue()?;
        match self.keyword().as_str() {
            "SELECT" => self.select()?,
            "CONSTRUCT" => self.construct()?,
            "DESCRIBE" => self.describe()?,
            "ASK" => {
                self.next();
                self.datasets()?;
                self.where_clause()?;
            }
            "INSERT" | "DELETE" | "LOAD" | "CLEAR" | "DROP" | "CREATE" | "ADD" | "MOVE" | "COPY" | "WITH" => {
                return misfit(&[
                    "SELECT",
                    "ASK",
                    "CONSTRUCT",
                    "DESCRIBE (a graph is changed by building, not by queries)",
                ]);
            }
            _ => return misfit(&["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX"]),
        }
        self.modifiers()?;
        if self.keyword() == "VALUES" {
            self.next();
            self.data_block()?;
        }
        if self.at < self.tokens.len() {
            misfit(&["the end of the query"])
        } else {
            Ok(())
        }
    }

    fn prologue(&mut self) -> Fits {
        loop {
            match self.keyword().as_str() {
                "BASE" => {
                    self.next();
                    self.take(TokenKind::Iri, "an IRI such as <https://…>")?;
                }
                "PREFIX" => {
                    self.next();
                    let prefix = self.word();
                    if self.kind() != Some(TokenKind::Prefixed) || !prefix.ends_with(':') {
                        return misfit(&["a prefix such as `ex:`"]);
                    }
                    self.next();
                    self.take(TokenKind::Iri, "an IRI such as <https://…>")?;
                }
                "VERSION" => {
                    self.next();
                    self.take(TokenKind::Text, "a string")?;
                }
                _ => return Ok(()),
            }
        }
    }

    fn select(&mut self) -> Fits {
        self.next();
        if matches!(self.keyword().as_str(), "DISTINCT" | "REDUCED") {
            self.next();
        }
        if !self.sign("*") {
            let mut any = false;
            loop {
                if self.kind() == Some(TokenKind::Variable) {
                    self.next();
                } else if self.is("(") {
                    self.expression_as()?;
                } else if any {
                    break;
                } else {
                    return misfit(&["a variable", "*", "(… AS ?name)"]);
                }
                any = true;
            }
        }
        self.datasets()?;
        if !self.is("{") && self.keyword() != "WHERE" {
            return misfit(&["WHERE", "{", "FROM", "a variable"]);
        }
        self.where_clause()
    }

    fn construct(&mut self) -> Fits {
        self.next();
        if self.is("{") {
            self.template()?;
            self.datasets()?;
            self.where_clause()
        } else {
            self.datasets()?;
            if self.keyword() != "WHERE" {
                return misfit(&["{", "WHERE"]);
            }
            self.next();
            self.template()
        }
    }

    fn describe(&mut self) -> Fits {
        self.next();
        if !self.sign("*") {
            let mut any = false;
            while matches!(
                self.kind(),
                Some(TokenKind::Variable | TokenKind::Iri | TokenKind::Prefixed)
            ) {
                self.next();
                any = true;
            }
            if !any {
                return misfit(&["an IRI", "a variable", "*"]);
            }
        }
        self.datasets()?;
        if self.is("{") || self.keyword() == "WHERE" {
            self.where_clause()
        } else {
            Ok(())
        }
    }

    fn datasets(&mut self) -> Fits {
        while self.keyword() == "FROM" {
            self.next();
            if self.keyword() == "NAMED" {
                self.next();
            }
            self.iri("the IRI of a graph")?;
        }
        Ok(())
    }

    fn where_clause(&mut self) -> Fits {
        if self.keyword() == "WHERE" {
            self.next();
            return self.group();
        }
        if self.is("{") {
            self.group()
        } else {
            misfit(&["WHERE", "{"])
        }
    }

    fn modifiers(&mut self) -> Fits {
        if self.keyword() == "GROUP" {
            self.next();
            self.word_is("BY")?;
            self.conditions(&["a variable", "an expression in brackets"])?;
        }
        if self.keyword() == "HAVING" {
            self.next();
            self.conditions(&["a condition in brackets"])?;
        }
        if self.keyword() == "ORDER" {
            self.next();
            self.word_is("BY")?;
            self.conditions(&["a variable", "ASC", "DESC"])?;
        }
        while matches!(self.keyword().as_str(), "LIMIT" | "OFFSET") {
            self.next();
            self.take(TokenKind::Number, "a number")?;
        }
        match self.keyword().as_str() {
            "" | "VALUES" => Ok(()),
            _ if self.kind() == Some(TokenKind::Word) => misfit(&[
                "GROUP",
                "HAVING",
                "ORDER",
                "LIMIT",
                "OFFSET",
                "VALUES",
                "the end of the query",
            ]),
            _ => Ok(()),
        }
    }

    /// One or more of what GROUP BY, HAVING and ORDER BY take.
    fn conditions(&mut self, expected: &[&'static str]) -> Fits {
        let mut any = false;
        loop {
            match self.kind() {
                Some(TokenKind::Variable) => self.next(),
                Some(TokenKind::Word) if matches!(self.keyword().as_str(), "ASC" | "DESC") => {
                    self.next();
                    if !self.is("(") {
                        return misfit(&["("]);
                    }
                    self.bracketed()?;
                }
                Some(TokenKind::Word) if !is_modifier(&self.keyword()) => self.primary()?,
                Some(TokenKind::Iri | TokenKind::Prefixed) => self.primary()?,
                Some(TokenKind::Sign) if self.is("(") => self.bracketed()?,
                _ if any => return Ok(()),
                _ => return misfit(expected),
            }
            any = true;
        }
    }

    fn kind(&self) -> Option<TokenKind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn word(&self) -> &str {
        self.tokens
            .get(self.at)
            .map_or("", |token| &self.text[token.range.clone()])
    }

    /// The current word in capitals; empty where the token is none.
    fn keyword(&self) -> String {
        match self.kind() {
            Some(TokenKind::Word) => self.word().to_uppercase(),
            _ => String::new(),
        }
    }

    fn next(&mut self) {
        self.at += 1;
    }

    fn is(&self, sign: &str) -> bool {
        self.kind() == Some(TokenKind::Sign) && self.word() == sign
    }

    /// Steps over the sign, if it stands here.
    fn sign(&mut self, sign: &str) -> bool {
        let found = self.is(sign);
        self.at += usize::from(found);
        found
    }

    fn needs(&mut self, sign: &'static str) -> Fits {
        if self.sign(sign) { Ok(()) } else { misfit(&[sign]) }
    }

    fn word_is(&mut self, keyword: &'static str) -> Fits {
        if self.keyword() != keyword {
            return misfit(&[keyword]);
        }
        self.next();
        Ok(())
    }

    fn take(&mut self, kind: TokenKind, expected: &'static str) -> Fits {
        if self.kind() != Some(kind) {
            return misfit(&[expected]);
        }
        self.next();
        Ok(())
    }

    fn iri(&mut self, expected: &'static str) -> Fits {
        match self.kind() {
            Some(TokenKind::Iri | TokenKind::Prefixed) => {
                self.next();
                Ok(())
            }
            _ => misfit(&[expected]),
        }
    }

    /// Runs `inner` one level deeper; too deep counts as right.
    fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Fits) -> Fits {
        if self.depth == DEEPEST {
            self.at = self.tokens.len();
            return Ok(());
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }
}

fn misfit(expected: &[&'static str]) -> Fits {
    Err(Misfit(expected.to_vec()))
}

fn is_modifier(keyword: &str) -> bool {
    matches!(
        keyword,
        "GROUP" | "HAVING" | "ORDER" | "LIMIT" | "OFFSET" | "VALUES"
    )
}
