//! How long a duty leaves: working days, calendar days, months, the same day, or no term at all.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, NoCalendar};

/// A term of the order. The day of the event is never counted.
/// Doubt: docs/interpretations/08-counting-days.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Ends with the n-th working day after the event.
    WorkingDays(u32),
    /// Ends with the n-th calendar day after the event; does not roll over.
    CalendarDays(u32),
    /// Ends on the corresponding date n months later, or on the last day of that month.
    Months(u32),
    /// The day of the event itself.
    SameDay,
    /// A day that another fact fixes, such as the last day of the agreement.
    Until(Date),
    /// The order states none.
    None,
}

/// A term that ran its course through the calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// The last day in time; `None` when the order states no term.
    pub due: Option<Date>,
    /// Days that did not count.
    pub passed_over: Vec<Date>,
    /// The count leans on a provisional year.
    pub provisional: bool,
}

impl Term {
    /// Where a term that counts from that day ends.
    ///
    /// # Errors
    /// Working days that reach a year without a calendar.
    pub fn run(self, from: Date, calendar: &Calendar) -> Result<Ran, NoCalendar> {
        let plain = |due| Ran {
            due,
            ..Ran::default()
        };
        match self {
            Term::WorkingDays(n) => {
                let counted = calendar.add_working_days(from, n)?;
                Ok(Ran {
                    due: Some(counted.due),
                    passed_over: counted.passed_over,
                    provisional: counted.provisional,
                })
            }
            Term::CalendarDays(n) => Ok(plain(from.checked_add(i64::from(n).days()).ok())),
            Term::Months(n) => Ok(plain(add_months(from, n))),
            Term::SameDay => Ok(plain(Some(from))),
            Term::Until(day) => Ok(plain(Some(day))),
            Term::None => Ok(plain(None)),
        }
    }

    /// The term of a short name; `None` for `until`, which needs its day, and for what is no term.
    pub fn from_name(name: &str) -> Option<Self> {
        let number = |unit: &str| name.strip_suffix(unit)?.parse().ok().filter(|n| *n > 0);
        match name {
            "same_day" => Some(Term::SameDay),
            "none" => Some(Term::None),
            _ => number("wd")
                .map(Term::WorkingDays)
                .or_else(|| number("cd").map(Term::CalendarDays))
                .or_else(|| number("m").map(Term::Months)),
        }
    }

    /// The short name in stored data: `3wd`, `3cd`, `6m`, `same_day`, `until`, `none`.
    pub fn name(self) -> String {
        match self {
            Term::WorkingDays(n) => format!("{n}wd"),
            Term::CalendarDays(n) => format!("{n}cd"),
            Term::Months(n) => format!("{n}m"),
            Term::SameDay => "same_day".to_owned(),
            Term::Until(_) => "until".to_owned(),
            Term::None => "none".to_owned(),
        }
    }
}

/// The corresponding date n months later, or the last day of that month; `None` beyond the calendar of dates.
///
/// ```
/// use jiff::civil::date;
/// assert_eq!(standard::term::add_months(date(2022, 8, 31), 6), Some(date(2023, 2, 28)));
/// ```
pub fn add_months(from: Date, n: u32) -> Option<Date> {
    from.checked_add(i64::from(n).months()).ok()
}
