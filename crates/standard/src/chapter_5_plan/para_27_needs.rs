#![doc = include_str!("../../../../law/paragraphs/para_27.md")]
#![doc = include_str!("../../../../law/paragraphs/para_28.md")]

use crate::act::{NeedsAssessed, ObservationHeld, Opinion};
use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, Refusal, require};
use crate::term::Term;

/// "within three calendar days after the conclusion of the contract".
/// Doubt: docs/interpretations/20-three-days-of-observation.md.
pub const OBSERVE_AND_ASSESS: Owes = Owes {
    paragraph: "27",
    what: What::ObserveAndAssess,
    who: Who::SPECIALIST,
    term: Term::CalendarDays(3),
};

/// Observation follows the agreement.
pub fn hold_observation(case: &Case, by: Actor, facts: &ObservationHeld) -> Decision {
    may(by.is_of_the_organization(), "27")?;
    let Some(agreement) = case.agreement else {
        return Err(Refusal::new("27", Reason::ObservedBeforeAgreement));
    };
    require(
        facts.from >= agreement.on,
        "27",
        Reason::ObservedBeforeAgreement,
    )?;
    require(facts.to >= facts.from, "27", Reason::ObservationBackwards)
}

/// "by a specialist in social work, a psychologist and other specialists", with the recipient's opinion (28).
pub fn assess_needs(case: &Case, by: Actor, facts: &NeedsAssessed) -> Decision {
    may(by.is_of_the_organization(), "27")?;
    require(case.observation.is_some(), "27", Reason::ObservationMissing)?;
    let takes_part = |actor: Actor| facts.specialists.iter().any(|each| each.actor() == actor);
    let social_work = takes_part(Actor::Specialist) || takes_part(Actor::Consultant);
    require(
        social_work && takes_part(Actor::Psychologist),
        "27",
        Reason::SpecialistsMissing,
    )?;
    require(
        facts.opinion != Opinion::Missing,
        "28",
        Reason::OpinionMissing,
    )
}
