//! Exports: what is selected, how it looks, and that nothing is too odd to be written.

/// Readings made by hand, and exports as text.
mod fixture;
/// Each format, by snapshots and by reading back.
mod forms;
/// Odd names, failing writers, large graphs.
mod robust;
/// What is selected, and how names become IRIs.
mod selection;

pub(crate) use robust::assert_well_formed;
