#![doc = include_str!("../../../../law/paragraphs/para_32.md")]

use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "the individual plan must be adjusted": the order states no day.
pub const ADJUST_PLAN: Owes = Owes {
    paragraph: "32",
    what: What::AdjustPlan,
    who: Who::SPECIALIST,
    term: Term::None,
};

/// What is adjusted is an approved plan.
pub fn adjust_plan(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "32")?;
    require(!case.plans.is_empty(), "32", Reason::NoPlanToAdjust)
}
