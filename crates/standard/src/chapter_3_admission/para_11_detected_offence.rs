#![doc = include_str!("../../../../law/paragraphs/para_11.md")]

use crate::act::Signatory;
use crate::actor::Actor;
use crate::case::Case;
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};

/// The internal affairs body detects; the organization may record it on paper.
pub fn record_detected_offence(by: Actor) -> Decision {
    may(
        by == Actor::InternalAffairs || by.is_of_the_organization(),
        "11",
    )
}

/// "by the internal affairs bodies together with the authorized body and organization": three sign.
/// Doubt: docs/interpretations/03-signatures-on-the-sheet.md.
pub fn signed_by_three(case: &Case, signatories: &[Signatory]) -> Decision {
    let all = Signatory::ALL
        .iter()
        .all(|signatory| signatories.contains(signatory));
    require(!case.offence_detected || all, "11", Reason::ThreeMustSign)
}
