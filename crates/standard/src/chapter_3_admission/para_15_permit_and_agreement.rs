#![doc = include_str!("../../../../law/paragraphs/para_15.md")]

use jiff::civil::Date;

use crate::act::{
    Act, AgreementConcluded, Channel, Entry, Funding, PermitDeclined, PermitReceived,
};
use crate::actor::Actor;
use crate::case::Case;
use crate::chapter_3_admission::para_17_children::every_listed_child_is_settled;
use crate::chapter_5_plan::para_38_internal_rules::rules_are_acknowledged;
use crate::duty::{Owes, What, Who};
use crate::journal::{World, may};
use crate::permit::PermitRequest;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "Within three working days from the date of receipt".
pub const ISSUE_PERMIT: Owes = Owes {
    paragraph: "15",
    what: What::IssuePermit,
    who: Who::AUTHORIZED_BODY,
    term: Term::WorkingDays(3),
};

/// "within one business day from the date of approval, sends it".
pub const SEND_PERMIT: Owes = Owes {
    paragraph: "15",
    what: What::SendPermit,
    who: Who::AUTHORIZED_BODY,
    term: Term::WorkingDays(1),
};

/// "within one business day from the date of receipt of the permit, enters into a resocialization agreement".
pub const CONCLUDE_AGREEMENT: Owes = Owes {
    paragraph: "15",
    what: What::ConcludeAgreement,
    who: Who::HEAD,
    term: Term::WorkingDays(1),
};

fn body_or_paper(by: Actor) -> Decision {
    may(
        by == Actor::AuthorizedBody || by.is_of_the_organization(),
        "15",
    )
}

/// The authorized body receives what was sent.
pub fn receive_package(request: &PermitRequest, by: Actor) -> Decision {
    body_or_paper(by)?;
    require(request.is_pending(), "15", Reason::PackageNotSent)
}

/// The authorized body issues the permit.
pub fn issue_permit(request: &PermitRequest, by: Actor) -> Decision {
    body_or_paper(by)?;
    require(
        request.is_pending() && request.received.is_some(),
        "15",
        Reason::PackageNotReceived,
    )
}

/// The authorized body sends what it issued.
pub fn send_permit(request: &PermitRequest, by: Actor) -> Decision {
    body_or_paper(by)?;
    require(request.issued.is_some(), "15", Reason::PermitNotIssued)
}

/// A refusal of the permit is reasoned; silence is never consent, nor refusal.
/// Doubt: docs/interpretations/12-permit-declined-or-silence.md.
pub fn decline_permit(request: &PermitRequest, by: Actor, facts: &PermitDeclined) -> Decision {
    body_or_paper(by)?;
    require(request.is_pending(), "15", Reason::PackageNotSent)?;
    require(request.issued.is_none(), "15", Reason::PermitAlreadyIssued)?;
    let reasoned = facts
        .reason
        .as_ref()
        .is_some_and(|reason| !reason.trim().is_empty());
    require(reasoned, "15", Reason::NoReasonGiven)
}

/// The organization receives the permit.
pub fn receive_permit(case: &Case, by: Actor, facts: &PermitReceived, on: Date) -> Decision {
    may(by.is_of_the_organization(), "15")?;
    let request = &case.request;
    let Some((_, channel)) = request.sent.filter(|_| request.is_pending()) else {
        return require(false, "15", Reason::PackageNotSent);
    };
    let in_system = channel == Channel::InSystem;
    require(
        !in_system || request.issued.is_some(),
        "15",
        Reason::PermitNotIssued,
    )?;
    require(
        facts.issued_on.is_none_or(|issued_on| issued_on <= on),
        "15",
        Reason::ReceivedBeforeIssue,
    )
}

/// A receipt entered later may be dated before the issue that is in the journal: on paper too, the permit comes after it.
pub fn not_received_before_its_issue<'a>(
    request: &PermitRequest,
    later: impl Iterator<Item = &'a Entry>,
) -> Decision {
    let issued_later = later
        .take_while(|entry| !matches!(entry.act, Act::PackageSent(_)))
        .any(|entry| matches!(entry.act, Act::PermitIssued(_)));
    require(
        request.issued.is_some() || !issued_later,
        "15",
        Reason::ReceivedBeforeIssue,
    )
}

/// The head concludes the agreement: a place paid by the budget rests on the permit in hand.
/// Doubt: docs/interpretations/13-permit-use-place-budget.md.
pub fn conclude_agreement(
    case: &Case,
    by: Actor,
    facts: &AgreementConcluded,
    on: Date,
    world: &dyn World,
) -> Decision {
    may(by == Actor::Head, "15")?;
    require(!case.has_ended(), "15", Reason::FileEnded)?;
    let permit_in_hand = case.permit.is_some()
        || case
            .representative
            .as_ref()
            .and_then(|file| world.representative(file, on))
            .is_some_and(|representative| representative.has_permit);
    require(
        facts.funding == Funding::Other || permit_in_hand,
        "15",
        Reason::PermitMissing,
    )?;
    require(
        case.recognised.is_some(),
        "15",
        Reason::NotRecognisedForAgreement,
    )?;
    require(case.agreement.is_none(), "15", Reason::AgreementInForce)?;
    require(
        case.contraindications.is_empty(),
        "6",
        Reason::ContraindicationOpen,
    )?;
    rules_are_acknowledged(facts)?;
    every_listed_child_is_settled(case)?;
    let entered_alone = case.found_alone.is_some() && case.representative.is_none();
    require(!entered_alone, "19", Reason::MinorAlone)
}
