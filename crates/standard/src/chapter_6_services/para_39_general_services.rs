#![doc = include_str!("../../../../law/paragraphs/para_39.md")]

use crate::act::ServiceGiven;
use crate::case::Case;
use crate::refusal::{Decision, Reason, require};

/// General services are for persons recognised as victims; before that, only what cannot wait.
/// Doubt: docs/interpretations/10-before-recognition.md.
pub fn give_general_service(case: &Case, facts: &ServiceGiven) -> Decision {
    require(
        case.recognised.is_some() || facts.emergency,
        "39",
        Reason::GeneralBeforeRecognition,
    )
}
