//! Graph patterns, triples and paths.

use super::super::tokens::TokenKind;
use super::{Fits, Grammar, misfit};

impl Grammar<'_> {
    /// `{ … }`.
    pub(super) fn group(&mut self) -> Fits {
        self.needs("{")?;
        self.deeper(|grammar| {
            if grammar.keyword() == "SELECT" {
                grammar.select()?;
                grammar.modifiers()?;
                if grammar.keyword() == "VALUES" {
                    grammar.next();
                    grammar.data_block()?;
                }
                return grammar.needs("}");
            }
            grammar.group_body()
        })
    }

    fn group_body(&mut self) -> Fits {
        loop {
            if self.sign("}") {
                return Ok(());
            }
            if self.is("{") {
                self.group()?;
                while self.keyword() == "UNION" {
                    self.next();
                    self.group()?;
                }
            } else if !self.clause()? {
                if !self.starts_node() {
                    return misfit(&[
                        "}",
                        "a subject",
                        "FILTER",
                        "OPTIONAL",
                        "UNION",
                        "GRAPH",
                        "BIND",
                        "VALUES",
                        "MINUS",
                    ]);
                }
                self.triples_of_subject(true)?;
                if !self.is(".") && !self.is("}") && !self.is("{") && !self.starts_clause() {
                    return misfit(&[".", ";", ",", "}"]);
                }
            }
            self.sign(".");
        }
    }

    fn starts_clause(&self) -> bool {
        matches!(
            self.keyword().as_str(),
            "OPTIONAL" | "MINUS" | "LATERAL" | "GRAPH" | "SERVICE" | "FILTER" | "BIND" | "VALUES"
        )
    }

    /// A clause that a word opens; `false` where none does.
    fn clause(&mut self) -> Result<bool, super::Misfit> {
        if !self.starts_clause() {
            return Ok(false);
        }
        let keyword = self.keyword();
        self.next();
        match keyword.as_str() {
            "GRAPH" | "SERVICE" => {
                if self.keyword() == "SILENT" {
                    self.next();
                }
                match self.kind() {
                    Some(TokenKind::Variable | TokenKind::Iri | TokenKind::Prefixed) => self.next(),
                    _ => misfit(&["an IRI", "a variable"])?,
                }
                self.group()?;
            }
            "FILTER" => match self.kind() {
                Some(TokenKind::Sign) if self.is("(") => self.bracketed()?,
                Some(TokenKind::Word | TokenKind::Iri | TokenKind::Prefixed) => self.primary()?,
                _ => misfit(&["( before the condition", "a function", "EXISTS", "NOT EXISTS"])?,
            },
            "BIND" => self.expression_as()?,
            "VALUES" => self.data_block()?,
            _ => self.group()?,
        }
        Ok(true)
    }

    /// `{ triples }` of CONSTRUCT.
    pub(super) fn template(&mut self) -> Fits {
        self.needs("{")?;
        loop {
            if self.sign("}") {
                return Ok(());
            }
            if !self.starts_node() {
                return misfit(&["}", "a subject"]);
            }
            self.triples_of_subject(false)?;
            if !self.sign(".") && !self.is("}") {
                return misfit(&[".", ";", ",", "}"]);
            }
        }
    }

    /// `?x { … }` or `(?x ?y) { (…) … }`.
    pub(super) fn data_block(&mut self) -> Fits {
        let mut single = true;
        if self.sign("(") {
            single = false;
            while self.kind() == Some(TokenKind::Variable) {
                self.next();
            }
            self.needs(")")?;
        } else if !self.sign("()") {
            self.take(TokenKind::Variable, "a variable")?;
        }
        self.needs("{")?;
        while !self.sign("}") {
            if single {
                self.value()?;
            } else if !self.sign("()") {
                if !self.sign("(") {
                    return misfit(&["(", "}"]);
                }
                while !self.sign(")") {
                    self.value()?;
                }
            }
        }
        Ok(())
    }

    fn value(&mut self) -> Fits {
        if self.keyword() == "UNDEF" {
            self.next();
            return Ok(());
        }
        match self.kind() {
            Some(TokenKind::Variable | TokenKind::Blank) => misfit(&["an IRI", "a literal", "UNDEF"]),
            _ if self.starts_node() => self.node(false),
            _ => misfit(&["an IRI", "a literal", "UNDEF"]),
        }
    }

    fn triples_of_subject(&mut self, paths: bool) -> Fits {
        let complete = self.is("[") || self.is("(") || self.is("<<");
        self.node(paths)?;
        // A subject in brackets may stand alone.
        if complete && (self.is(".") || self.is("}") || !self.starts_verb()) {
            return Ok(());
        }
        self.property_list(paths)
    }

    fn property_list(&mut self, paths: bool) -> Fits {
        loop {
            self.verb(paths)?;
            self.object_list(paths)?;
            if !self.is(";") {
                return Ok(());
            }
            while self.sign(";") {}
            if !self.starts_verb() {
                return Ok(());
            }
        }
    }

    fn object_list(&mut self, paths: bool) -> Fits {
        loop {
            if !self.starts_node() {
                return misfit(&["an object"]);
            }
            self.node(paths)?;
            self.annotations(paths)?;
            if !self.sign(",") {
                return Ok(());
            }
        }
    }

    /// `~ ?claim` and `{| … |}`.
    fn annotations(&mut self, paths: bool) -> Fits {
        loop {
            if self.sign("~") {
                self.reifier();
            } else if self.sign("{|") {
                self.property_list(paths)?;
                self.needs("|}")?;
            } else {
                return Ok(());
            }
        }
    }

    fn reifier(&mut self) {
        if matches!(
            self.kind(),
            Some(TokenKind::Variable | TokenKind::Iri | TokenKind::Prefixed | TokenKind::Blank)
        ) {
            self.next();
        }
    }

    fn starts_verb(&self) -> bool {
        match self.kind() {
            Some(TokenKind::Variable | TokenKind::Iri | TokenKind::Prefixed) => true,
            Some(TokenKind::Word) => self.word() == "a",
            Some(TokenKind::Sign) => ["^", "!", "("].iter().any(|sign| self.is(sign)),
            _ => false,
        }
    }

    fn verb(&mut self, paths: bool) -> Fits {
        if !self.starts_verb() {
            return misfit(&["a property", "a variable", "a"]);
        }
        if self.kind() == Some(TokenKind::Variable) {
            self.next();
            return Ok(());
        }
        if paths { self.path() } else { self.path_primary() }
    }

    fn path(&mut self) -> Fits {
        loop {
            self.sign("^");
            self.path_primary()?;
            if self.is("?") || self.is("*") || self.is("+") {
                self.next();
            }
            if !(self.sign("/") || self.sign("|")) {
                return Ok(());
            }
        }
    }

    fn path_primary(&mut self) -> Fits {
        if self.word() == "a" || matches!(self.kind(), Some(TokenKind::Iri | TokenKind::Prefixed)) {
            self.next();
            return Ok(());
        }
        if self.sign("!") {
            self.sign("^");
            return self.path_primary();
        }
        if self.sign("(") {
            self.deeper(Self::path)?;
            return if self.sign(")") {
                Ok(())
            } else {
                misfit(&[")", "/", "|"])
            };
        }
        misfit(&["a property"])
    }

    pub(super) fn starts_node(&self) -> bool {
        match self.kind() {
            Some(TokenKind::Word) => matches!(self.word(), "true" | "false"),
            Some(TokenKind::Sign) => ["[", "[]", "(", "()", "<<", "<<(", "+", "-"]
                .iter()
                .any(|sign| self.is(sign)),
            Some(TokenKind::Language | TokenKind::OpenText) | None => false,
            Some(_) => true,
        }
    }

    /// A subject, an object or a value.
    pub(super) fn node(&mut self, paths: bool) -> Fits {
        let kind = self.kind();
        match kind {
            Some(TokenKind::Text) => {
                self.next();
                if self.kind() == Some(TokenKind::Language) {
                    self.next();
                } else if self.sign("^^") {
                    self.iri("the IRI of a datatype")?;
                }
                Ok(())
            }
            Some(TokenKind::Sign) => self.deeper(|grammar| grammar.bracketed_node(paths)),
            _ => {
                self.next();
                Ok(())
            }
        }
    }

    fn bracketed_node(&mut self, paths: bool) -> Fits {
        if self.sign("[]") || self.sign("()") {
            return Ok(());
        }
        if self.sign("[") {
            if !self.sign("]") {
                self.property_list(paths)?;
                return if self.sign("]") {
                    Ok(())
                } else {
                    misfit(&["]", ";", ","])
                };
            }
            return Ok(());
        }
        if self.sign("(") {
            while !self.sign(")") {
                if !self.starts_node() {
                    return misfit(&[")", "a node"]);
                }
                self.node(paths)?;
            }
            return Ok(());
        }
        if self.sign("<<(") || self.sign("<<") {
            for expected in ["a subject", "a property", "an object"] {
                if !self.starts_node() && self.word() != "a" {
                    return misfit(&[expected]);
                }
                self.node(paths)?;
            }
            if self.sign("~") {
                self.reifier();
            }
            return if self.sign(")>>") || self.sign(">>") {
                Ok(())
            } else {
                misfit(&[")>>", ">>"])
            };
        }
        // A sign before a number.
        self.next();
        self.take(TokenKind::Number, "a number")
    }
}
