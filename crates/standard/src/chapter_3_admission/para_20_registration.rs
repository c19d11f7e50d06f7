#![doc = include_str!("../../../../law/paragraphs/para_20.md")]

use crate::act::RegistrationCardFilled;
use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "fill out the registration card": on the day of the agreement.
/// Doubt: docs/interpretations/34-same-day.md.
pub const FILL_CARD: Owes = Owes {
    paragraph: "20",
    what: What::FillCard,
    who: Who::SPECIALIST,
    term: Term::SameDay,
};

/// "Within one working day after filling out the registration card".
/// Doubt: docs/interpretations/31-portal-and-consent.md.
pub const ENTER_PORTAL: Owes = Owes {
    paragraph: "20",
    what: What::EnterPortal,
    who: Who::SPECIALIST,
    term: Term::WorkingDays(1),
};

/// The card carries both signatures.
pub fn fill_registration_card(by: Actor, facts: &RegistrationCardFilled) -> Decision {
    may(by.is_of_the_organization(), "20")?;
    require(facts.signed, "20", Reason::CardUnsigned)
}

/// What is entered in the portal is the card.
pub fn enter_portal(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "20")?;
    require(case.card.is_some(), "20", Reason::CardMissing)
}
