#![doc = include_str!("../../../../law/paragraphs/para_43.md")]

use jiff::ToSpan;
use jiff::civil::Date;

use crate::act::{Ended, EndingGround, ViolationRecorded};
use crate::actor::Actor;
use crate::case::Case;
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};

/// "systematic (more than three times)".
pub const VIOLATIONS_NOT_ENOUGH: u32 = 3;

/// "the absence of more than three days": full calendar days, the day of leaving not counted.
pub const DAYS_NOT_ENOUGH: i64 = 3;

/// A violation counts when the recipient was offered to explain; children's are not counted.
pub fn record_violation(case: &Case, by: Actor, facts: &ViolationRecorded, on: Date) -> Decision {
    may(by.is_of_the_organization(), "43")?;
    require(!case.is_child, "43", Reason::ChildsFile)?;
    require(
        case.agreement_in_force(on).is_some(),
        "43",
        Reason::NoAgreementInForce,
    )?;
    require(
        facts.explanation_offered,
        "43",
        Reason::NoExplanationOffered,
    )
}

/// The recipient left the territory without permission.
pub fn leave_without_permission(case: &Case, by: Actor, on: Date) -> Decision {
    may(by.is_of_the_organization(), "43")?;
    require(
        case.agreement_in_force(on).is_some(),
        "43",
        Reason::NoAgreementInForce,
    )?;
    require(case.absence.is_none(), "43", Reason::AlreadyAbsent)?;
    require(case.hospital.is_none(), "43", Reason::InHospital)
}

/// The absent recipient made contact, or returned.
pub fn hear_of_the_absent(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "43")?;
    require(case.absence.is_some(), "43", Reason::NotAbsent)
}

/// "The provision … is suspended for the period the recipient is in the health care facility."
pub fn begin_hospital_stay(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "43")?;
    require(case.hospital.is_none(), "43", Reason::InHospital)
}

/// The stay in hospital is over.
pub fn end_hospital_stay(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "43")?;
    require(case.hospital.is_some(), "43", Reason::NotInHospital)
}

/// The first day on which an absence that began then is a ground.
pub fn ground_from(left_on: Date) -> Option<Date> {
    left_on.checked_add((DAYS_NOT_ENOUGH + 1).days()).ok()
}

/// The three grounds of expulsion. Nobody is expelled while in hospital.
pub fn may_be_expelled(case: &Case, facts: &Ended, on: Date) -> Decision {
    match facts.ground {
        EndingGround::Violations => {
            require(
                case.violations > VIOLATIONS_NOT_ENOUGH,
                "43",
                Reason::TooFewViolations,
            )?;
        }
        EndingGround::Absence => {
            let Some(absence) = case.absence else {
                return require(false, "43", Reason::NotAbsent);
            };
            let long_enough = ground_from(absence.since).is_some_and(|ground| on >= ground);
            require(long_enough, "43", Reason::AbsentTooShort)?;
            require(!absence.known, "43", Reason::AbsenceKnown)?;
        }
        EndingGround::Breach => {
            require(case.agreement.is_some(), "43", Reason::NoAgreementInForce)?;
        }
        _ => return Ok(()),
    }
    require(case.hospital.is_none(), "43", Reason::InHospital)?;
    require(
        facts.ground != EndingGround::Breach || facts.warned,
        "43",
        Reason::NoWarning,
    )
}

/// "subject to recovery immediately": the same agreement goes on.
pub fn reinstate(case: &Case, by: Actor, on: Date) -> Decision {
    may(by == Actor::Head, "43")?;
    let for_absence = case
        .ending
        .is_some_and(|ending| ending.ground == EndingGround::Absence);
    require(for_absence, "43", Reason::NotExpelledForAbsence)?;
    let term_runs = case
        .agreement
        .is_some_and(|agreement| on <= agreement.last_day);
    require(term_runs, "43", Reason::TermOver)
}
