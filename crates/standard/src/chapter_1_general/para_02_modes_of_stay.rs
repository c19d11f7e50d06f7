#![doc = include_str!("../../../../law/paragraphs/para_02.md")]

use jiff::civil::Date;

use crate::act::{DayVisit, Mode};
use crate::actor::Actor;
use crate::case::Case;
use crate::journal::{Warning, WarningReason, may};
use crate::refusal::{Decision, Reason, require};

/// "from one hour": a shorter day is recorded and marked.
/// Doubt: docs/interpretations/29-day-stay.md.
pub const LEAST_MINUTES_A_DAY: u16 = 60;

/// "to four hours per day".
pub const MOST_MINUTES_A_DAY: u16 = 240;

/// A visit of a day stay: all visits of one day together are at most four hours.
pub fn record_day_visit(case: &Case, by: Actor, facts: &DayVisit, on: Date) -> Decision {
    may(by.is_of_the_organization(), "2")?;
    let day_stay = case
        .agreement_in_force(on)
        .is_some_and(|agreement| agreement.mode == Mode::Day);
    require(day_stay, "2", Reason::NotADayStay)?;
    require(facts.left > facts.arrived, "2", Reason::LeftBeforeArrival)?;
    require(
        minutes_of_the_day(case, facts, on) <= MOST_MINUTES_A_DAY,
        "2",
        Reason::Over240Minutes,
    )
}

/// A day under one hour is marked: it was a consultation.
pub fn mark_short_day(case: &Case, facts: &DayVisit, on: Date) -> Option<Warning> {
    (minutes_of_the_day(case, facts, on) < LEAST_MINUTES_A_DAY).then_some(Warning {
        paragraph: "2",
        reason: WarningReason::UnderAnHour,
    })
}

/// The day stay of one day as it fills up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayStay {
    /// Minutes of all visits of that day.
    pub minutes: u16,
    /// Minutes that are left of the four hours.
    pub left: u16,
}

/// The day stay of that day; `None` when the agreement in force is for another mode of stay.
pub fn day_stay(case: &Case, on: Date) -> Option<DayStay> {
    case.agreement_in_force(on)
        .filter(|agreement| agreement.mode == Mode::Day)?;
    let minutes = case.day_minutes.get(&on).copied().unwrap_or(0);
    Some(DayStay {
        minutes,
        left: MOST_MINUTES_A_DAY.saturating_sub(minutes),
    })
}

fn minutes_of_the_day(case: &Case, facts: &DayVisit, on: Date) -> u16 {
    let before = case.day_minutes.get(&on).copied().unwrap_or(0);
    before.saturating_add(facts.minutes())
}
