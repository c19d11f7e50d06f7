#![doc = include_str!("../../../../law/paragraphs/para_13.md")]

use crate::act::{Attestation, InterviewHeld};
use crate::actor::Actor;
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};

/// An interview counts when every one of the eight requirements is attested.
/// Doubt: docs/interpretations/11-identifying-a-minor.md.
pub fn hold_interview(by: Actor, facts: &InterviewHeld) -> Decision {
    may(by.is_of_the_organization(), "12")?;
    let all = Attestation::ALL
        .iter()
        .all(|attestation| facts.attested.contains(attestation));
    require(all, "13", Reason::NotAllAttested)
}
