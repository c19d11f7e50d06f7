#![doc = include_str!("../../../../law/paragraphs/para_38.md")]

use crate::act::AgreementConcluded;
use crate::refusal::{Decision, Reason, require};

/// The recipient knows the internal rules before the stay under the agreement begins.
pub fn rules_are_acknowledged(facts: &AgreementConcluded) -> Decision {
    require(facts.rules_acknowledged, "38", Reason::RulesNotAcknowledged)
}
