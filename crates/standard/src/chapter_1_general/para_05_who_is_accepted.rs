#![doc = include_str!("../../../../law/paragraphs/para_05.md")]

use crate::act::{ApplicationRegistered, Category};
use crate::refusal::{Decision, Reason, require};

/// Citizens, permanent residents and stateless persons are accepted; another foreigner with a basis that is written down. No
/// document is ever demanded.
/// Doubt: docs/interpretations/02-other-foreigners.md.
pub fn is_accepted(facts: &ApplicationRegistered) -> Decision {
    let with_basis = facts
        .basis
        .as_ref()
        .is_some_and(|basis| !basis.trim().is_empty());
    require(
        facts.category != Category::OtherForeigner || with_basis,
        "5",
        Reason::BasisMissing,
    )
}
