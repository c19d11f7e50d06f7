#![doc = include_str!("../../../../law/paragraphs/para_14.md")]

use crate::act::{PackageDocument, PackageSent, SheetOutcome};
use crate::actor::Actor;
use crate::case::{Case, Recognition};
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "within one business day sends an evaluation sheet together with his application".
pub const SEND_PACKAGE: Owes = Owes {
    paragraph: "14",
    what: What::SendPackage,
    who: Who::Organization,
    term: Term::WorkingDays(1),
};

/// "he is denied": told on the same day.
/// Doubt: docs/interpretations/34-same-day.md.
pub const NOTIFY_REFUSAL: Owes = Owes {
    paragraph: "14",
    what: What::NotifyRefusal,
    who: Who::Organization,
    term: Term::SameDay,
};

/// Application and evaluation sheet; where identification was waived, the resolution takes the place of the sheet.
/// Doubt: docs/interpretations/05-referral-and-application.md and docs/interpretations/06-waiver-package.md.
pub fn send_package(case: &Case, by: Actor, facts: &PackageSent) -> Decision {
    may(by.is_of_the_organization(), "14")?;
    let Some(recognised) = case.recognised else {
        return require(false, "14", Reason::NotRecognised);
    };
    let holds = |document| facts.documents.contains(&document);
    require(holds(PackageDocument::Annex1), "14", Reason::Annex1Missing)?;
    if recognised.how == Recognition::Waiver {
        require(
            holds(PackageDocument::Resolution),
            "14",
            Reason::ResolutionMissing,
        )
    } else {
        require(holds(PackageDocument::Annex2), "14", Reason::Annex2Missing)
    }
}

/// Services are refused on a sheet that says so, and on nothing else.
pub fn refuse_services(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "14")?;
    require(result_is_negative(case), "14", Reason::NotRefusedBySheet)
}

/// Whether the latest evaluation sheet says "not recognised".
pub fn result_is_negative(case: &Case) -> bool {
    case.sheet
        .is_some_and(|sheet| sheet.outcome == SheetOutcome::NotRecognised)
        && case.recognised.is_none()
}
