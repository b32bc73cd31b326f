//! The network that reads sentences: tags, trees and names from one encoder.
//!
//! Knows words and scores, no documents. `training/neural` trains it; what both must do alike is in
//! [`features`] and [`pieces`], and the names of tensors in [`tensors`].

#![expect(
    clippy::inline_always,
    reason = "only what is inlined into `kernels::widened` gets the wide instructions"
)]

mod attention;
mod blocks;
mod encoder;
pub(crate) mod features;
mod kernels;
mod network;
mod numbers;
pub(crate) mod pieces;
mod reading;
mod tensors;
mod tree;
mod vocabulary;

pub(crate) use network::{Network, Workspace};
pub(crate) use reading::{Given, Read};
