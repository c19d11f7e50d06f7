#![doc = include_str!("../../../../law/paragraphs/para_35.md")]

use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "quarterly recorded": each specialist of the plan, with each monitoring.
/// Doubt: docs/interpretations/22-quarterly.md.
pub const RECORD_RESULTS: Owes = Owes {
    paragraph: "35",
    what: What::RecordResults,
    who: Who::SPECIALIST,
    term: Term::Months(3),
};

/// Results are those of a plan.
pub fn record_results(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "35")?;
    require(!case.plans.is_empty(), "35", Reason::NoPlanForResults)
}
