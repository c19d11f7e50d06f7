#![doc = include_str!("../../../../law/paragraphs/para_16.md")]

use jiff::civil::Date;

use crate::act::AgreementExtended;
use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::edition::Edition;
use crate::journal::may;
use crate::refusal::{Decision, Reason, Refusal, require};
use crate::term::{Term, add_months};

/// "The contract is valid for 6 months".
pub const MONTHS: u32 = 6;

/// "not more than for three months": all extensions together.
pub const MONTHS_OF_EXTENSION: u32 = 3;

/// By the last day the services are ended or the agreement is extended; nothing ends by itself.
/// Doubt: docs/interpretations/17-end-of-the-term-and-grounds.md.
pub const END_OR_EXTEND: Owes = Owes {
    paragraph: "16",
    what: What::EndOrExtend,
    who: Who::HEAD,
    term: Term::Months(MONTHS),
};

/// The last day of an agreement concluded on that day: the corresponding date, or the last day of the month.
/// Doubt: docs/interpretations/14-agreement-term.md.
pub fn last_day(concluded_on: Date, edition: &Edition) -> Date {
    add_months(concluded_on, months(edition)).unwrap_or(Date::MAX)
}

/// The last day that the longest extension reaches: nine months after the conclusion.
pub fn longest_last_day(concluded_on: Date, edition: &Edition) -> Date {
    add_months(concluded_on, months(edition) + MONTHS_OF_EXTENSION).unwrap_or(Date::MAX)
}

fn months(edition: &Edition) -> u32 {
    match edition.term(&END_OR_EXTEND) {
        Term::Months(months) => months,
        _ => MONTHS,
    }
}

/// The head extends, on one of the two grounds, before the agreement is over.
/// Doubt: docs/interpretations/15-extension.md.
pub fn extend_agreement(case: &Case, by: Actor, facts: &AgreementExtended, on: Date) -> Decision {
    may(by == Actor::Head, "16")?;
    let Some(agreement) = case.agreement_in_force(on) else {
        return Err(Refusal::new("16", Reason::NoAgreementToExtend));
    };
    require(facts.until > agreement.last_day, "16", Reason::NotLater)?;
    require(
        facts.until <= longest_last_day(agreement.on, case.edition),
        "16",
        Reason::OverThreeMonths,
    )
}
