//! The network that reads sentences: tags, trees and names from one encoder.

pub(crate) mod features;
