//! The network that reads sentences: tags, trees and names from one encoder.
//!
//! Knows words and scores, no documents. `training/neural` trains it; what both must do alike is in
//! [`features`], and the names of tensors in [`tensors`].

pub(crate) mod features;
mod kernels;
mod network;
mod reading;
mod tensors;
mod tree;

pub(crate) use network::{Network, Workspace};
pub(crate) use reading::Read;
