//! Which triples a query can look at, so that the others need not be loaded.
//!
//! A query that names all its properties looks at no triples of other ones. Where that is not sure
//! (variable properties, negated sets, paths of length zero, DESCRIBE) everything is needed.

use std::collections::BTreeSet;

use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression,
};
use spargebra::term::{NamedNodePattern, TriplePattern};

use crate::store::Needs;

/// What the query needs.
pub(super) fn needs(query: &Query) -> Needs {
    let mut found = Found {
        predicates: BTreeSet::new(),
        everything: false,
    };
    match query {
        Query::Select { pattern, .. } | Query::Ask { pattern, .. } | Query::Construct { pattern, .. } => {
            found.pattern(pattern);
        }
        Query::Describe { .. } => found.everything = true,
    }
    Needs {
        predicates: (!found.everything).then_some(found.predicates),
    }
}

struct Found {
    predicates: BTreeSet<String>,
    everything: bool,
}

impl Found {
    fn pattern(&mut self, pattern: &GraphPattern) {
        match pattern {
            GraphPattern::Bgp { patterns } => patterns.iter().for_each(|triple| self.triple(triple)),
            GraphPattern::Path { path, .. } => self.path(path),
            GraphPattern::Join { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => {
                self.pattern(left);
                self.pattern(right);
            }
            GraphPattern::LeftJoin {
                left,
                right,
                expression,
            } => {
                self.pattern(left);
                self.pattern(right);
                self.expressions(expression);
            }
            GraphPattern::Filter { expr, inner } => {
                self.expression(expr);
                self.pattern(inner);
            }
            // Without triples the pattern lists graphs, and a graph is there if any triple is.
            GraphPattern::Graph { inner, .. } => {
                if matches!(&**inner, GraphPattern::Bgp { patterns } if !patterns.is_empty()) {
                    self.pattern(inner);
                } else {
                    self.everything = true;
                }
            }
            GraphPattern::Extend {
                inner, expression, ..
            } => {
                self.expression(expression);
                self.pattern(inner);
            }
            GraphPattern::OrderBy { inner, expression } => {
                for order in expression {
                    let (OrderExpression::Asc(expression) | OrderExpression::Desc(expression)) = order;
                    self.expression(expression);
                }
                self.pattern(inner);
            }
            GraphPattern::Group {
                inner, aggregates, ..
            } => {
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
                self.pattern(inner);
            }
            GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. }
            | GraphPattern::Service { inner, .. } => self.pattern(inner),
            GraphPattern::Values { .. } => {}
        }
    }

    fn triple(&mut self, triple: &TriplePattern) {
        match &triple.predicate {
            NamedNodePattern::NamedNode(predicate) => {
                self.predicates.insert(predicate.as_str().to_owned());
            }
            NamedNodePattern::Variable(_) => self.everything = true,
        }
    }

    fn path(&mut self, path: &PropertyPathExpression) {
        match path {
            PropertyPathExpression::NamedNode(predicate) => {
                self.predicates.insert(predicate.as_str().to_owned());
            }
            PropertyPathExpression::Reverse(inner) | PropertyPathExpression::OneOrMore(inner) => {
                self.path(inner);
            }
            PropertyPathExpression::Sequence(left, right)
            | PropertyPathExpression::Alternative(left, right) => {
                self.path(left);
                self.path(right);
            }
            // A path of length zero leads from every node to itself.
            PropertyPathExpression::ZeroOrMore(_)
            | PropertyPathExpression::ZeroOrOne(_)
            | PropertyPathExpression::NegatedPropertySet(_) => self.everything = true,
        }
    }

    fn expressions<'a>(&mut self, expressions: impl IntoIterator<Item = &'a Expression>) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Exists(pattern) => self.pattern(pattern),
            Expression::Or(left, right)
            | Expression::And(left, right)
            | Expression::Equal(left, right)
            | Expression::SameTerm(left, right)
            | Expression::Greater(left, right)
            | Expression::GreaterOrEqual(left, right)
            | Expression::Less(left, right)
            | Expression::LessOrEqual(left, right)
            | Expression::Add(left, right)
            | Expression::Subtract(left, right)
            | Expression::Multiply(left, right)
            | Expression::Divide(left, right) => {
                self.expression(left);
                self.expression(right);
            }
            Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => {
                self.expression(inner);
            }
            Expression::In(inner, list) => {
                self.expression(inner);
                self.expressions(list);
            }
            Expression::If(condition, yes, no) => {
                self.expression(condition);
                self.expression(yes);
                self.expression(no);
            }
            Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
                self.expressions(list);
            }
            Expression::NamedNode(_)
            | Expression::Literal(_)
            | Expression::Variable(_)
            | Expression::Bound(_) => {}
        }
    }
}
