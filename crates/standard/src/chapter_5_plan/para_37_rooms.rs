#![doc = include_str!("../../../../law/paragraphs/para_37.md")]

use jiff::civil::Date;

use crate::act::Mode;
use crate::actor::Actor;
use crate::case::Case;
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};

/// A day stay has no bed. Who shares a room is for the house to weigh.
pub fn assign_room(case: &Case, by: Actor, on: Date) -> Decision {
    may(by.is_of_the_organization(), "37")?;
    require(!is_day_stay(case, on), "37", Reason::NoRoomForDayStay)
}

/// The bed is free again. In a day stay there is none to leave, unless it was assigned before the agreement.
pub fn leave_room(case: &Case, by: Actor, on: Date) -> Decision {
    may(by.is_of_the_organization(), "37")?;
    require(
        !is_day_stay(case, on) || case.bed.is_some(),
        "37",
        Reason::NoRoomToLeave,
    )
}

fn is_day_stay(case: &Case, on: Date) -> bool {
    case.agreement_in_force(on)
        .is_some_and(|agreement| agreement.mode == Mode::Day)
}
