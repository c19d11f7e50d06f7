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
    let day_stay = case
        .agreement_in_force(on)
        .is_some_and(|agreement| agreement.mode == Mode::Day);
    require(!day_stay, "37", Reason::NoRoomForDayStay)
}

/// The bed is free again.
pub fn leave_room(by: Actor) -> Decision {
    may(by.is_of_the_organization(), "37")
}
