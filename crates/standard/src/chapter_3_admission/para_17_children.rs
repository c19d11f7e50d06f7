#![doc = include_str!("../../../../law/paragraphs/para_17.md")]

use crate::act::{Child, ChildDisposition, ChildSettled};
use crate::actor::Actor;
use crate::case::Case;
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};

/// A child of the application is settled: where it lives is written down.
pub fn settle_child(case: &Case, by: Actor, facts: &ChildSettled) -> Decision {
    may(by.is_of_the_organization(), "17")?;
    require(is_listed(case, &facts.child), "17", Reason::ChildNotListed)
}

/// The adult is not admitted while a listed child has nowhere to be.
pub fn every_listed_child_is_settled(case: &Case) -> Decision {
    let listed = case
        .application
        .map_or(0, |application| application.children);
    let settled = u32::try_from(case.children.len()).unwrap_or(u32::MAX);
    require(settled >= listed, "17", Reason::ChildNotSettled)
}

/// A child is listed by its number; a child named by its file is, as long as the application lists one more.
fn is_listed(case: &Case, child: &Child) -> bool {
    let listed = case
        .application
        .map_or(0, |application| application.children);
    match child {
        Child::Number(number) => (1..=listed).contains(number),
        Child::File(_) => {
            let others = case.children.keys().filter(|known| *known != child).count();
            u32::try_from(others).unwrap_or(u32::MAX) < listed
        }
    }
}

/// Whether a disposition leaves the child in the house.
pub fn lives_here(how: ChildDisposition) -> bool {
    matches!(how, ChildDisposition::Admitted | ChildDisposition::Stays)
}
