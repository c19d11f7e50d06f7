#![doc = include_str!("../../../../law/paragraphs/para_43.md")]

use jiff::ToSpan;
use jiff::civil::Date;

use crate::act::{Act, ChildDisposition, Ended, EndingGround, ViolationRecorded};
use crate::actor::Actor;
use crate::case::Case;
use crate::journal::{Journal, may};
use crate::refusal::{Decision, Reason, require};

/// "systematic (more than three times)".
/// Doubt: docs/interpretations/24-systematic-violations.md.
pub const VIOLATIONS_NOT_ENOUGH: u32 = 3;

/// "the absence of more than three days": full calendar days, the day of leaving not counted.
/// Doubt: docs/interpretations/25-absence-of-more-than-three-days.md.
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
/// Doubt: docs/interpretations/16-hospital.md.
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

/// How far a ground that takes time has filled up: "two of the needed four".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// What counts so far.
    pub counted: u32,
    /// From how many on it is a ground: one more than "more than".
    pub needed: u32,
}

/// An absence that goes on, and from when it is a ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbsenceClock {
    /// The day of leaving, itself not counted.
    pub since: Date,
    /// Days of absence, today among them.
    pub days: Threshold,
    /// The first day on which the absence is a ground.
    pub ground_from: Date,
    /// The administration was informed, has contact, or knows a valid reason: the ground does not run.
    pub known: bool,
}

/// Violations of the internal rules under this agreement, an episode counting once. `None` where they are not counted:
/// without an agreement, and in a child's file.
pub fn violations_counted(case: &Case) -> Option<Threshold> {
    (case.agreement.is_some() && !case.is_child).then_some(Threshold {
        counted: case.violations,
        needed: VIOLATIONS_NOT_ENOUGH + 1,
    })
}

/// The clock of an absence, as it stands on that day.
pub fn absence_clock(case: &Case, today: Date) -> Option<AbsenceClock> {
    let absence = case.absence.filter(|_| !case.has_ended())?;
    let days = i64::from((today - absence.since).get_days()).max(0);
    Some(AbsenceClock {
        since: absence.since,
        days: Threshold {
            counted: u32::try_from(days).unwrap_or(u32::MAX),
            needed: u32::try_from(DAYS_NOT_ENOUGH + 1).unwrap_or(u32::MAX),
        },
        ground_from: ground_from(absence.since)?,
        known: absence.known,
    })
}

/// Everything that still stands in the way of an expulsion on one of the two grounds that fill up, not only the first:
/// what the order of the head itself must say is left out.
pub fn in_the_way_of_expulsion(
    case: &Case,
    ground: EndingGround,
    today: Date,
) -> Vec<(&'static str, Reason)> {
    let mut in_the_way = Vec::new();
    match ground {
        EndingGround::Violations if case.violations <= VIOLATIONS_NOT_ENOUGH => {
            in_the_way.push(("43", Reason::TooFewViolations));
        }
        EndingGround::Absence => match absence_clock(case, today) {
            None => in_the_way.push(("43", Reason::NotAbsent)),
            Some(clock) => {
                if today < clock.ground_from {
                    in_the_way.push(("43", Reason::AbsentTooShort));
                }
                if clock.known {
                    in_the_way.push(("43", Reason::AbsenceKnown));
                }
            }
        },
        _ => {}
    }
    if case.hospital.is_some() {
        in_the_way.push(("43", Reason::InHospital));
    }
    if case
        .children
        .values()
        .any(|how| *how == ChildDisposition::Admitted)
    {
        in_the_way.push(("17", Reason::ChildNotSettled));
    }
    in_the_way
}

/// A stay in hospital: services are suspended for it, and the term runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HospitalStay {
    /// Its first day.
    pub from: Date,
    /// The day of its end; `None` while it goes on.
    pub to: Option<Date>,
    /// Calendar days up to its end or to today, the first not counted.
    pub days: u32,
}

/// Every stay in hospital of a file, in the order of law.
pub fn hospital_stays(journal: &Journal, today: Date) -> Vec<HospitalStay> {
    let days = |from: Date, to: Date| u32::try_from((to - from).get_days()).unwrap_or(0);
    let mut stays: Vec<HospitalStay> = Vec::new();
    for entry in journal.counted() {
        match entry.act {
            Act::HospitalStayBegan(_) => stays.push(HospitalStay {
                from: entry.on,
                to: None,
                days: days(entry.on, today),
            }),
            Act::HospitalStayEnded(_) => {
                if let Some(stay) = stays.last_mut() {
                    stay.to = Some(entry.on);
                    stay.days = days(stay.from, entry.on);
                }
            }
            _ => {}
        }
    }
    stays
}

/// The three grounds of expulsion. Nobody is expelled while in hospital.
/// Doubt: docs/interpretations/27-insults-and-breach.md.
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
/// Doubt: docs/interpretations/26-reinstatement.md.
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
