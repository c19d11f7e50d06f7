#![doc = include_str!("../../../../law/paragraphs/para_44.md")]

use jiff::civil::Date;

use crate::act::{ChildDisposition, Ended, EndingGround, TransferredIn};
use crate::actor::Actor;
use crate::case::Case;
use crate::chapter_7_ending::para_41_completion::may_be_completed;
use crate::chapter_7_ending::para_42_termination::may_be_terminated;
use crate::chapter_7_ending::para_43_expulsion::may_be_expelled;
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};

/// Every completion, termination, expulsion and transfer is one order of the head, on one ground.
pub fn end(case: &Case, by: Actor, facts: &Ended, on: Date) -> Decision {
    may(by == Actor::Head, "44")?;
    require(!case.has_ended(), "44", Reason::AlreadyEnded)?;
    let begun = case.recognised.is_some() || case.agreement.is_some() || case.services_given > 0;
    require(begun && case.refused.is_none(), "44", Reason::NothingToEnd)?;
    let order = facts
        .order
        .as_ref()
        .is_some_and(|order| !order.trim().is_empty());
    require(order, "44", Reason::OrderMissing)?;
    let unsettled = case
        .children
        .values()
        .any(|how| *how == ChildDisposition::Admitted);
    require(!unsettled, "17", Reason::ChildNotSettled)?;
    match facts.ground {
        EndingGround::Violations | EndingGround::Absence | EndingGround::Breach => {
            may_be_expelled(case, facts, on)
        }
        EndingGround::Contraindication => may_be_terminated(case),
        EndingGround::Transfer => require(facts.consent, "44", Reason::TransferConsentMissing),
        _ => may_be_completed(case, facts, on),
    }
}

/// A person comes from another organization, with identification and permit, and agrees to it.
/// Doubt: docs/interpretations/35-transferred-in.md.
pub fn transfer_in(by: Actor, facts: &TransferredIn) -> Decision {
    may(by.is_of_the_organization(), "44")?;
    require(facts.consent, "44", Reason::TransferConsentMissing)
}
