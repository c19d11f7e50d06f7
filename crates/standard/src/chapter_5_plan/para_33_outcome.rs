#![doc = include_str!("../../../../law/paragraphs/para_33.md")]

use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "based on the results of the contract term": on the day of the ending.
/// Doubt: docs/interpretations/23-resocialised.md.
pub const ASSESS_OUTCOME: Owes = Owes {
    paragraph: "33",
    what: What::AssessOutcome,
    who: Who::HEAD,
    term: Term::SameDay,
};

/// "by the head of the organization or the authorized body", after the ending.
pub fn assess_outcome(case: &Case, by: Actor) -> Decision {
    may(matches!(by, Actor::Head | Actor::AuthorizedBody), "33")?;
    require(case.has_ended(), "33", Reason::NotEnded)
}
