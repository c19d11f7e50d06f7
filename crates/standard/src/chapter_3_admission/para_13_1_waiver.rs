#![doc = include_str!("../../../../law/paragraphs/para_13_1.md")]

use crate::act::IdentificationWaived;
use crate::actor::Actor;
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};

/// A pre-trial investigation has begun **and** the person is the injured party: Annex 2 is not required. Nothing else is waived.
/// Doubt: docs/interpretations/06-waiver-package.md.
pub fn waive_identification(by: Actor, facts: &IdentificationWaived) -> Decision {
    may(by.is_of_the_organization(), "13-1")?;
    require(facts.investigation, "13-1", Reason::NoInvestigation)?;
    require(facts.injured_party, "13-1", Reason::NotAnInjuredParty)
}
