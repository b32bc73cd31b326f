//! What belongs to a claim and not to its arguments: polarity, modality, attribution, time.

use serde::{Deserialize, Serialize};

/// Whether the source states the triple or its contrary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// "X controls Y."
    #[default]
    Positive,
    /// "X does not control Y", "X denied controlling Y".
    Negative,
}

/// How the source commits itself to the triple (factuality).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Stated as a fact.
    #[default]
    Asserted,
    /// "could", "may", "reportedly", "suspected of", "accused of".
    Possible,
    /// "will", "plans to", "is to".
    Future,
    /// "if", "would … if", "unless".
    Conditional,
    /// "wants to", "called for", "urged", "should", "must".
    Wanted,
}

/// Who says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Attribution {
    /// The speaker's canonical name where resolved, else as the text has it.
    pub speaker: String,
    /// The speaker's entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// The word that reports: "said", "according to".
    pub cue: String,
}

/// When the triple holds or the event took place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Time {
    /// The words of the text: "on Thursday".
    pub text: String,
    /// ISO 8601 date, month, year, or interval (`2026-01-01/2026-01-22`), where it can be worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}
