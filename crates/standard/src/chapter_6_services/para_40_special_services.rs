#![doc = include_str!("../../../../law/paragraphs/para_40.md")]

use jiff::civil::Date;

use crate::act::ServiceGiven;
use crate::actor::Actor;
use crate::case::Case;
use crate::catalogue::ServiceCode;
use crate::chapter_3_admission::para_14_package_or_refusal::result_is_negative;
use crate::chapter_6_services::para_39_general_services::give_general_service;
use crate::journal::{Warning, WarningReason, may};
use crate::refusal::{Decision, Reason, require};

/// A service is given within what the file stands at: recognised for general services, under an agreement for the others.
pub fn give_service(case: &Case, by: Actor, facts: &ServiceGiven, on: Date) -> Decision {
    may(by.is_of_the_organization(), "40")?;
    require(!result_is_negative(case), "14", Reason::NegativeResult)?;
    let accompanies = facts.code == ServiceCode::ACCOMPANIMENT_TO_HOSPITAL;
    if facts.code.is_general() {
        give_general_service(case, facts)?;
    } else {
        let Some(agreement) = case.agreement else {
            return require(false, "40", Reason::ServiceBeforeAgreement);
        };
        require(on <= agreement.last_day, "40", Reason::ServiceAfterTerm)?;
        let found_in_hospital = case.hospital.is_some() && accompanies;
        require(
            case.absence.is_none() || found_in_hospital,
            "40",
            Reason::ServiceWhileAbsent,
        )?;
    }
    require(
        case.hospital.is_none() || accompanies,
        "43",
        Reason::InHospital,
    )?;
    require(!case.has_ended(), "40", Reason::ServiceAfterEnding)
}

/// "in accordance with an individual plan": a service outside it is given all the same, and marked.
pub fn mark_unplanned(case: &Case, facts: &ServiceGiven, on: Date) -> Option<Warning> {
    let planned = case
        .plans
        .iter()
        .any(|plan| plan.covers(on) && plan.items.iter().any(|item| item.code == facts.code));
    (!facts.code.is_general() && !planned).then_some(Warning {
        paragraph: "40",
        reason: WarningReason::Unplanned,
    })
}
