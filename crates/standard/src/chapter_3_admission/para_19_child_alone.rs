#![doc = include_str!("../../../../law/paragraphs/para_19.md")]

use jiff::civil::Date;

use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::{World, may};
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "notifies the guardianship authorities": the same day.
/// Doubt: docs/interpretations/34-same-day.md.
pub const NOTIFY_GUARDIANSHIP: Owes = Owes {
    paragraph: "19",
    what: What::NotifyGuardianship,
    who: Who::Organization,
    term: Term::SameDay,
};

/// "transfers the child to the Center for Adaptation of Minors": the same day.
/// Doubt: docs/interpretations/34-same-day.md.
pub const HAND_OVER_CHILD: Owes = Owes {
    paragraph: "19",
    what: What::HandOverChild,
    who: Who::Organization,
    term: Term::SameDay,
};

/// A child whose representative left or lies in hospital is without one here: settled on the same day.
/// Doubt: docs/interpretations/37-child-left-behind.md.
pub const SETTLE_CHILD: Owes = Owes {
    paragraph: "19",
    what: What::SettleChild,
    who: Who::Organization,
    term: Term::SameDay,
};

/// A child without a legal representative was found.
pub fn find_child_alone(by: Actor) -> Decision {
    may(by.is_of_the_organization(), "19")
}

/// "In the absence of legal representatives": the child was found alone, or the representative with whom it entered is away.
pub fn is_alone(case: &Case, on: Date, world: &dyn World) -> bool {
    let representative_is_here = case
        .representative
        .as_ref()
        .and_then(|file| world.representative(file, on))
        .is_some_and(|representative| representative.is_present);
    case.is_child && !representative_is_here
}

/// The guardianship authorities are told of a child that is alone.
pub fn notify_guardianship(case: &Case, by: Actor, on: Date, world: &dyn World) -> Decision {
    may(by.is_of_the_organization(), "19")?;
    require(
        is_alone(case, on, world),
        "19",
        Reason::RepresentativePresent,
    )
}

/// Notified first, handed over then.
pub fn hand_over_child(case: &Case, by: Actor, on: Date, world: &dyn World) -> Decision {
    notify_guardianship(case, by, on, world)?;
    require(
        case.guardianship_notified.is_some(),
        "19",
        Reason::GuardianshipNotNotified,
    )
}
