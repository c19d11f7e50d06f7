#![doc = include_str!("../../../../law/paragraphs/para_17.md")]

use crate::act::{Child, ChildDisposition, ChildSettled};
use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{About, What};
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

/// A child of the recipient, as the recipient's file knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfFamily {
    /// Its number on the application, or its file.
    pub child: Child,
    /// Where it lives; `None` when that was not settled yet.
    pub how: Option<ChildDisposition>,
    /// It must be settled anew: the representative is away.
    pub owed: bool,
    /// It was admitted and is not settled since: it stands in the way of an ending (paragraph 17).
    pub before_an_ending: bool,
}

/// Every child of the application, those settled first by their number, then those by their file, then those that are not
/// settled yet under the numbers that are left.
pub fn family(case: &Case) -> Vec<OfFamily> {
    let owed = |child: &Child| {
        case.duties.iter().any(|owed| {
            owed.owes.what == What::SettleChild
                && owed.done.is_none()
                && !owed.withdrawn
                && owed.about == About::Child(child.clone())
        })
    };
    let mut family: Vec<OfFamily> = case
        .children
        .iter()
        .map(|(child, how)| OfFamily {
            owed: owed(child),
            before_an_ending: !case.has_ended() && *how == ChildDisposition::Admitted,
            child: child.clone(),
            how: Some(*how),
        })
        .collect();
    let listed = case
        .application
        .map_or(0, |application| application.children);
    let settled = u32::try_from(family.len()).unwrap_or(u32::MAX);
    let left = listed.saturating_sub(settled);
    let unsettled = (1..=listed)
        .map(Child::Number)
        .filter(|child| !case.children.contains_key(child))
        .take(usize::try_from(left).unwrap_or(usize::MAX));
    family.extend(unsettled.map(|child| OfFamily {
        child,
        how: None,
        owed: false,
        before_an_ending: false,
    }));
    family
}

/// Whether a disposition leaves the child in the house.
pub fn lives_here(how: ChildDisposition) -> bool {
    matches!(how, ChildDisposition::Admitted | ChildDisposition::Stays)
}
