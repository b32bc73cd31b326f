//! The arc-eager transition system (Nivre 2003) with the root as last token of the buffer
//! (Ballesteros & Nivre 2013).
//!
//! Words are numbered from 0; the root is number `n`, one past the last word.

use super::relations::{self, RELATIONS};

/// No token.
pub(crate) const NONE: u16 = u16::MAX;
/// Number of transitions: shift, reduce, and a left and a right arc for each relation.
pub(crate) const TRANSITIONS: usize = 2 + 2 * RELATIONS.len();
/// Number of the shift.
pub(crate) const SHIFT: u8 = 0;
/// Number of the reduce.
pub(crate) const REDUCE: u8 = 1;

/// What a transition does, its relation left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Next word onto the stack.
    Shift,
    /// Top of the stack is complete.
    Reduce,
    /// Next word is the head of the stack's top.
    Left,
    /// Top of the stack is the head of the next word.
    Right,
}

/// What transition `number` does, and the relation of its arc.
pub(crate) fn decode(number: u8) -> (Kind, u8) {
    let relations = RELATIONS.len() as u8;
    match number {
        SHIFT => (Kind::Shift, relations::DEP),
        REDUCE => (Kind::Reduce, relations::DEP),
        arc if arc < 2 + relations => (Kind::Left, arc - 2),
        arc => (Kind::Right, arc - 2 - relations),
    }
}

/// What is known of one word so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Its head, or [`NONE`].
    pub(crate) head: u16,
    /// Relation to its head.
    pub(crate) relation: u8,
    /// Number of dependents on its left and right.
    pub(crate) valency: [u8; 2],
    /// Outermost left, second left, outermost right, second right dependent.
    pub(crate) dependents: [u16; 4],
    /// Relations of its left and right dependents, one bit each.
    pub(crate) relations: [u64; 2],
}

/// A state of the parse.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// Words that may still take part in arcs, the top last.
    pub(crate) stack: Vec<u16>,
    /// The next word; `n` when only the root is left.
    pub(crate) next: u16,
    /// Every word, then the root.
    pub(crate) nodes: Vec<Node>,
}

const BLANK: Node = Node {
    head: NONE,
    relation: relations::DEP,
    valency: [0; 2],
    dependents: [NONE; 4],
    relations: [0; 2],
};

impl State {
    /// The state before the first transition over `n` words.
    pub(crate) fn new(n: usize) -> Self {
        Self {
            stack: Vec::with_capacity(n),
            next: 0,
            nodes: vec![BLANK; n + 1],
        }
    }

    /// Number of the root.
    pub(crate) fn root(&self) -> u16 {
        (self.nodes.len() - 1) as u16
    }

    /// Whether nothing is left to do.
    pub(crate) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.next == self.root()
    }

    /// Top of the stack.
    pub(crate) fn top(&self) -> Option<u16> {
        self.stack.last().copied()
    }

    /// Whether transition `number` may be taken.
    pub(crate) fn allows(&self, number: u8) -> bool {
        let (kind, relation) = decode(number);
        self.allows_kind(kind)
            && (kind == Kind::Shift || kind == Kind::Reduce || self.allows_relation(kind, relation))
    }

    /// Whether a transition of that kind may be taken.
    pub(crate) fn allows_kind(&self, kind: Kind) -> bool {
        let words_left = self.next != self.root();
        let headed = self.top().map(|top| self.nodes[usize::from(top)].head != NONE);
        match kind {
            Kind::Shift => words_left,
            Kind::Reduce => headed == Some(true),
            Kind::Left => headed == Some(false),
            Kind::Right => words_left && headed.is_some(),
        }
    }

    /// "root" is for the arc from the root and for no other.
    pub(crate) fn allows_relation(&self, kind: Kind, relation: u8) -> bool {
        (relation == relations::ROOT) == (kind == Kind::Left && self.next == self.root())
    }

    /// Takes transition `number`, which must be allowed.
    pub(crate) fn apply(&mut self, number: u8) {
        let (kind, relation) = decode(number);
        match kind {
            Kind::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Kind::Reduce => {
                self.stack.pop();
            }
            Kind::Left => {
                if let Some(top) = self.stack.pop() {
                    self.attach(self.next, top, relation, 0);
                }
            }
            Kind::Right => {
                if let Some(top) = self.top() {
                    self.attach(top, self.next, relation, 1);
                }
                self.stack.push(self.next);
                self.next += 1;
            }
        }
    }

    fn attach(&mut self, head: u16, dependent: u16, relation: u8, side: usize) {
        let node = &mut self.nodes[usize::from(dependent)];
        node.head = head;
        node.relation = relation;
        let node = &mut self.nodes[usize::from(head)];
        node.valency[side] = node.valency[side].saturating_add(1);
        node.relations[side] |= 1 << relation;
        node.dependents[2 * side + 1] = node.dependents[2 * side];
        node.dependents[2 * side] = dependent;
    }
}
