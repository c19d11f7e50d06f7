#![doc = include_str!("../../../../law/paragraphs/para_41.md")]

use jiff::civil::Date;

use crate::act::{Ended, EndingGround};
use crate::case::Case;
use crate::refusal::{Decision, Reason, require};

/// The four grounds of completion.
/// Doubt: docs/interpretations/17-end-of-the-term-and-grounds.md.
pub fn may_be_completed(case: &Case, facts: &Ended, on: Date) -> Decision {
    match facts.ground {
        EndingGround::TermsFulfilledEarly | EndingGround::PlanDoneEarly => require(
            case.closing_entry.is_some(),
            "41",
            Reason::ClosingEntryMissing,
        ),
        EndingGround::AgreementEnded => {
            let over = case
                .agreement
                .is_some_and(|agreement| facts.dissolved || on >= agreement.last_day);
            require(over, "41", Reason::AgreementNotOver)
        }
        _ => Ok(()),
    }
}
