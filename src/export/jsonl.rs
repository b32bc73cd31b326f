//! JSON Lines: one claim a line, as `relata extract` prints them.

use std::io::Write;

use super::{ExportError, ExportInput};

/// Writes every claim as one line, in the order of the readings.
pub(super) fn write(input: &ExportInput<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    for claim in input.readings.iter().flat_map(|reading| &reading.claims) {
        serde_json::to_writer(&mut *out, claim)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
