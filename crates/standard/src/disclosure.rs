#![doc = include_str!("../../../law/paragraphs/annex_8.md")]

use jiff::civil::Date;

use crate::act::DocumentDisclosed;
use crate::actor::Actor;
use crate::case::Case;
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};

/// "only with a written request and with the written consent of the victim", and approved by a second person.
pub fn disclose_document(case: &Case, by: Actor, facts: &DocumentDisclosed, on: Date) -> Decision {
    may(by.is_of_the_organization(), "annex 8")?;
    require(facts.request, "annex 8", Reason::RequestMissing)?;
    let consented = case.consents.iter().any(|consent| {
        consent.scope == facts.document
            && consent.to == facts.to
            && consent.until.is_none_or(|until| on <= until)
    });
    require(consented, "annex 8", Reason::NoConsentInForce)?;
    require(
        facts.approved_by != facts.author,
        "annex 8",
        Reason::ApprovedByAuthor,
    )
}
