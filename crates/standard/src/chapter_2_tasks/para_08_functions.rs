#![doc = include_str!("../../../../law/paragraphs/para_08.md")]

use crate::actor::Actor;
use crate::journal::may;
use crate::refusal::Decision;

/// Informing the recipient and issuing things is for anybody of the organization.
pub fn inform_or_issue(by: Actor) -> Decision {
    may(by.is_of_the_organization(), "8")
}
