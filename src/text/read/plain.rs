//! Plain text: all of it, as it stands.

use super::{Draft, Outcome, ReadConfig, finish};

/// Reads plain text.
pub(super) fn read(name: &str, text: String, config: &ReadConfig) -> Outcome {
    let draft = Draft {
        id: name.to_owned(),
        text,
        ..Draft::default()
    };
    finish(draft, name, config)
}
