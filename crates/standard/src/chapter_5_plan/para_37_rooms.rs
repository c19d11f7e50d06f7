#![doc = include_str!("../../../../law/paragraphs/para_37.md")]

use jiff::civil::Date;

use crate::act::{Act, Mode};
use crate::actor::Actor;
use crate::case::Case;
use crate::journal::{Journal, may};
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

/// A bed and how long the recipient had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BedHeld {
    /// The bed.
    pub bed: String,
    /// Since when.
    pub from: Date,
    /// Until when; `None` while it is the recipient's.
    pub to: Option<Date>,
}

/// Every bed of a file in the order of law. Another bed frees the one before; an ending
/// alone does not: that the bed was left is an act.
pub fn beds(journal: &Journal) -> Vec<BedHeld> {
    let mut beds: Vec<BedHeld> = Vec::new();
    for entry in journal.counted() {
        let frees = matches!(entry.act, Act::RoomAssigned(_) | Act::RoomLeft(_));
        if let Some(held) = beds.last_mut().filter(|held| frees && held.to.is_none()) {
            held.to = Some(entry.on);
        }
        if let Act::RoomAssigned(facts) = &entry.act {
            beds.push(BedHeld {
                bed: facts.bed.as_str().to_owned(),
                from: entry.on,
                to: None,
            });
        }
    }
    beds
}
