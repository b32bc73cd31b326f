//! The `relata` program.

fn main() {}
