//! Expressions and function calls.

use super::super::nearest::nearest;
use super::super::tokens::TokenKind;
use super::{Fits, Grammar, misfit};

/// Functions and aggregates of SPARQL 1.2, sorted.
const FUNCTIONS: [&str; 71] = [
    "ABS",
    "ADJUST",
    "AVG",
    "BNODE",
    "BOUND",
    "CEIL",
    "COALESCE",
    "CONCAT",
    "CONTAINS",
    "COUNT",
    "DATATYPE",
    "DAY",
    "ENCODE_FOR_URI",
    "EXISTS",
    "FLOOR",
    "GROUP_CONCAT",
    "HASLANG",
    "HASLANGDIR",
    "HOURS",
    "IF",
    "IRI",
    "ISBLANK",
    "ISIRI",
    "ISLITERAL",
    "ISNUMERIC",
    "ISTRIPLE",
    "ISURI",
    "LANG",
    "LANGDIR",
    "LANGMATCHES",
    "LCASE",
    "MAX",
    "MD5",
    "MIN",
    "MINUTES",
    "MONTH",
    "NOT",
    "NOW",
    "OBJECT",
    "PREDICATE",
    "RAND",
    "REGEX",
    "REPLACE",
    "ROUND",
    "SAMETERM",
    "SAMPLE",
    "SECONDS",
    "SHA1",
    "SHA256",
    "SHA384",
    "SHA512",
    "STR",
    "STRAFTER",
    "STRBEFORE",
    "STRDT",
    "STRENDS",
    "STRLANG",
    "STRLANGDIR",
    "STRLEN",
    "STRSTARTS",
    "STRUUID",
    "SUBJECT",
    "SUBSTR",
    "SUM",
    "TIMEZONE",
    "TRIPLE",
    "TZ",
    "UCASE",
    "URI",
    "UUID",
    "YEAR",
];

impl Grammar<'_> {
    /// `(expression AS ?name)`.
    pub(super) fn expression_as(&mut self) -> Fits {
        self.needs("(")?;
        self.expression()?;
        if self.keyword() != "AS" {
            return misfit(&["AS", "an operator"]);
        }
        self.next();
        self.take(TokenKind::Variable, "a variable")?;
        self.needs(")")
    }

    /// `(expression)`.
    pub(super) fn bracketed(&mut self) -> Fits {
        self.needs("(")?;
        self.expression()?;
        if self.sign(")") {
            Ok(())
        } else {
            misfit(&[")", "an operator"])
        }
    }

    fn expression(&mut self) -> Fits {
        self.deeper(|grammar| {
            loop {
                while ["!", "!!", "+", "-"].iter().any(|sign| grammar.is(sign)) {
                    grammar.next();
                }
                grammar.primary()?;
                let negated = grammar.keyword() == "NOT";
                if negated || grammar.keyword() == "IN" {
                    if negated {
                        grammar.next();
                    }
                    grammar.word_is("IN")?;
                    grammar.arguments()?;
                }
                let operators = ["||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/"];
                if !operators.iter().any(|operator| grammar.is(operator)) {
                    return Ok(());
                }
                grammar.next();
            }
        })
    }

    pub(super) fn primary(&mut self) -> Fits {
        match self.kind() {
            Some(TokenKind::Word) => self.call(),
            Some(TokenKind::Iri | TokenKind::Prefixed) => {
                self.next();
                if self.is("(") || self.is("()") {
                    self.arguments()
                } else {
                    Ok(())
                }
            }
            Some(TokenKind::Variable | TokenKind::Number | TokenKind::Text) => self.node(true),
            Some(TokenKind::Sign) if self.is("(") => self.bracketed(),
            Some(TokenKind::Sign) if self.is("<<(") => self.node(true),
            _ => misfit(&["a variable", "a value", "a function", "("]),
        }
    }

    fn call(&mut self) -> Fits {
        let name = self.keyword();
        match name.as_str() {
            "TRUE" | "FALSE" => {
                self.next();
                return Ok(());
            }
            "NOT" => {
                self.next();
                self.word_is("EXISTS")?;
                return self.group();
            }
            "EXISTS" => {
                self.next();
                return self.group();
            }
            _ => {}
        }
        if FUNCTIONS.binary_search(&name.as_str()).is_err() {
            return match nearest(&name, FUNCTIONS) {
                Some(function) => misfit(&["a function", function]),
                None => misfit(&["a variable", "a value", "a function"]),
            };
        }
        self.next();
        if !self.is("(") && !self.is("()") {
            return misfit(&["( after the function's name"]);
        }
        self.arguments()
    }

    /// `(DISTINCT a, b; SEPARATOR = ",")`.
    fn arguments(&mut self) -> Fits {
        if self.sign("()") {
            return Ok(());
        }
        self.needs("(")?;
        if self.sign(")") {
            return Ok(());
        }
        if self.keyword() == "DISTINCT" {
            self.next();
        }
        if !self.sign("*") {
            self.expression()?;
            while self.sign(",") {
                self.expression()?;
            }
        }
        if self.sign(";") {
            self.word_is("SEPARATOR")?;
            self.needs("=")?;
            self.take(TokenKind::Text, "a string")?;
        }
        if self.sign(")") {
            Ok(())
        } else {
            misfit(&[")", ",", "an operator"])
        }
    }
}
