#![doc = include_str!("../../../../law/paragraphs/para_09.md")]

use crate::act::{ApplicationRegistered, ConsentWithdrawn};
use crate::actor::Actor;
use crate::case::Case;
use crate::chapter_1_general::para_05_who_is_accepted::is_accepted;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "within one business day from the moment he is recognized".
/// Doubt: docs/interpretations/04-one-day-of-paragraph-9.md.
pub const RECEIVE: Owes = Owes {
    paragraph: "9",
    what: What::Receive,
    who: Who::Organization,
    term: Term::WorkingDays(1),
};

/// An application on the form of Annex 1, with its three declarations; a minor alone goes the way of paragraph 19.
/// Doubt: docs/interpretations/18-coming-again.md.
pub fn register_application(case: &Case, by: Actor, facts: &ApplicationRegistered) -> Decision {
    may(by.is_of_the_organization(), "9")?;
    require(case.refused.is_none(), "14", Reason::FileRefused)?;
    require(facts.consent, "9", Reason::ConsentMissing)?;
    require(facts.rules_acknowledged, "9", Reason::RulesMissing)?;
    require(facts.warned, "9", Reason::WarningMissing)?;
    require(!facts.applicant_is_minor, "19", Reason::MinorAlone)?;
    is_accepted(facts)
}

/// A written referral of the authorized body or of the internal affairs body.
/// Doubt: docs/interpretations/05-referral-and-application.md.
pub fn register_referral(by: Actor) -> Decision {
    may(by.is_of_the_organization(), "9")
}

/// Consents beside the one of the application.
pub fn record_consent(by: Actor) -> Decision {
    may(by.is_of_the_organization(), "9")
}

/// Only what was given can be withdrawn.
pub fn withdraw_consent(case: &Case, by: Actor, facts: &ConsentWithdrawn) -> Decision {
    may(by.is_of_the_organization(), "9")?;
    let given = case
        .consents
        .iter()
        .any(|consent| consent.scope == facts.scope);
    require(given, "9", Reason::NoConsentToWithdraw)
}
