#![doc = include_str!("../../../../law/paragraphs/para_45.md")]

use crate::act::{BelongingsReturned, ReturnedItems};
use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "Upon completion … service recipients are given": the same day, even when nothing was deposited.
/// Doubt: docs/interpretations/34-same-day.md.
pub const RETURN_BELONGINGS: Owes = Owes {
    paragraph: "45",
    what: What::ReturnBelongings,
    who: Who::Organization,
    term: Term::SameDay,
};

/// Things are taken into keeping.
pub fn deposit(by: Actor) -> Decision {
    may(by.is_of_the_organization(), "45")
}

/// Only what is in keeping can be returned; an empty return is an act too.
pub fn give_back(case: &Case, by: Actor, facts: &BelongingsReturned) -> Decision {
    may(by.is_of_the_organization(), "45")?;
    let ReturnedItems::Listed(items) = &facts.items else {
        return Ok(());
    };
    let mut kept = case.belongings.clone();
    let all_kept = items.iter().all(|item| {
        let at = kept.iter().position(|each| each == item);
        at.map(|at| kept.remove(at)).is_some()
    });
    require(all_kept, "45", Reason::NotDeposited)
}

/// A file is closed when the belongings are returned or stored and the outcome is assessed.
pub fn close(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "45")?;
    require(case.has_ended(), "44", Reason::NotEnded)?;
    require(case.returned, "45", Reason::BelongingsNotReturned)?;
    require(case.outcome.is_some(), "33", Reason::OutcomeMissing)
}
