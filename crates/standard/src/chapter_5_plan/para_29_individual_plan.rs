#![doc = include_str!("../../../../law/paragraphs/para_29.md")]

use crate::act::PlanDrawnUp;
use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "within three working days", the head's approval within them.
/// Doubt: docs/interpretations/21-terms-of-the-plan.md.
pub const APPROVE_PLAN: Owes = Owes {
    paragraph: "29",
    what: What::ApprovePlan,
    who: Who::HEAD,
    term: Term::WorkingDays(3),
};

/// "within one business day from the day expiration of the previous individual plan".
pub const NEXT_PLAN: Owes = Owes {
    paragraph: "29",
    what: What::NextPlan,
    who: Who::HEAD,
    term: Term::WorkingDays(1),
};

/// A plan follows the assessment, lies within the agreement and over no approved plan.
pub fn draw_up_plan(case: &Case, by: Actor, facts: &PlanDrawnUp) -> Decision {
    may(by.is_of_the_organization(), "29")?;
    require(
        case.needs_assessed.is_some(),
        "29",
        Reason::AssessmentMissing,
    )?;
    require(facts.from <= facts.to, "29", Reason::PlanBackwards)?;
    let within = case
        .agreement
        .is_some_and(|agreement| agreement.on <= facts.from && facts.to <= agreement.last_day);
    require(within, "29", Reason::PlanOutsideAgreement)?;
    let overlaps = case
        .plans
        .iter()
        .any(|plan| plan.from <= facts.to && facts.from <= plan.to);
    require(!overlaps, "29", Reason::PlanOverlaps)
}

/// "and approved by the head of the organization".
/// Doubt: docs/interpretations/19-who-signs.md.
pub fn approve_plan(case: &Case, by: Actor) -> Decision {
    may(by == Actor::Head, "29")?;
    require(case.draft.is_some(), "29", Reason::NoDraft)
}
