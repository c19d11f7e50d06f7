#![doc = include_str!("../../../../law/paragraphs/para_06.md")]

use crate::act::ContraindicationCleared;
use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "are subject to referral to the appropriate healthcare organization": the same day.
/// Doubt: docs/interpretations/34-same-day.md.
pub const REFER: Owes = Owes {
    paragraph: "6",
    what: What::ReferToHealthcare,
    who: Who::Role(Actor::Nurse),
    term: Term::SameDay,
};

/// A finding is always written down. It never touches the recognition as a victim.
pub fn find(by: Actor) -> Decision {
    may(by.is_of_the_organization(), "6")
}

/// Only what was found can be cleared.
pub fn clear(case: &Case, by: Actor, facts: &ContraindicationCleared) -> Decision {
    may(by.is_of_the_organization(), "6")?;
    let open = case.contraindications.contains_key(&facts.kind.number());
    require(open, "6", Reason::NoOpenFinding)
}
