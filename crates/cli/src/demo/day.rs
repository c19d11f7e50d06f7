//! Days of the demonstration: counted from today, or from the day of a person's agreement.
//!
//! `today -14w +2d` is the fourteenth working day before today, and two calendar days later; `m` are months. What is
//! written with `agreement` goes on where the person's own `agreement` stops, so that `agreement -7w` of an agreement of
//! `today +3w` is the fourth working day before today.

use jiff::{ToSpan, civil::Date};
use standard::calendar::Calendar;

/// A day that does not read, or that no calendar reaches.
#[derive(Debug, thiserror::Error)]
#[error("the demonstration has no such day: {0}")]
pub struct NoSuchDay(String);

/// How far, from today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves(Vec<(i32, Unit)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    WorkingDays,
    Days,
    Months,
}

impl Moves {
    /// Reads a day. `None` for `never`.
    pub fn read(text: &str, agreement: &Moves) -> Result<Option<Moves>, NoSuchDay> {
        let wrong = || NoSuchDay(format!("{text:?}"));
        let mut words = text.split_whitespace();
        let mut moves = match words.next() {
            Some("never") => return Ok(None),
            Some("today") => Moves::default(),
            Some("agreement") => agreement.clone(),
            _ => return Err(wrong()),
        };
        for word in words {
            let (number, unit) = word.split_at_checked(word.len() - 1).ok_or_else(wrong)?;
            let unit = match unit {
                "w" => Unit::WorkingDays,
                "d" => Unit::Days,
                "m" => Unit::Months,
                _ => return Err(wrong()),
            };
            moves.push(number.parse().map_err(|_| wrong())?, unit);
        }
        Ok(Some(moves))
    }

    /// Working days there and back again are none: not so when one walks them from a Sunday. (Months are walked, as the
    /// law walks them.)
    fn push(&mut self, number: i32, unit: Unit) {
        match self.0.last_mut() {
            Some((last, Unit::WorkingDays)) if unit == Unit::WorkingDays => *last += number,
            _ => self.0.push((number, unit)),
        }
    }

    /// The day.
    pub fn from(&self, today: Date) -> Result<Date, NoSuchDay> {
        let mut day = today;
        for (number, unit) in &self.0 {
            let moved = match unit {
                Unit::Days => day.checked_add(number.days()).ok(),
                Unit::Months => day.checked_add(number.months()).ok(),
                Unit::WorkingDays => working_days(day, *number),
            };
            day = moved.ok_or_else(|| {
                NoSuchDay(format!(
                    "the official calendar of the years around {today} is missing"
                ))
            })?;
        }
        Ok(day)
    }
}

/// The n-th working day after a day, or before it.
fn working_days(from: Date, number: i32) -> Option<Date> {
    let calendar = Calendar::embedded();
    let (mut day, mut left) = (from, number.unsigned_abs());
    while left > 0 {
        day = if number < 0 {
            day.yesterday()
        } else {
            day.tomorrow()
        }
        .ok()?;
        left -= u32::from(calendar.day(day).ok()?.working);
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(text: &str, agreement: &str, today: Date) -> Option<Date> {
        let agreement = Moves::read(agreement, &Moves::default()).unwrap().unwrap();
        let moves = Moves::read(text, &agreement).unwrap()?;
        Some(moves.from(today).unwrap())
    }

    #[test]
    fn days_of_the_demonstration_are_counted_by_the_official_calendar() {
        let monday = date(2022, 10, 24);
        // Saturday 22 October 2022 was worked; Monday the 24th and Tuesday the 25th were off.
        assert_eq!(day("today -1w", "today", monday), Some(date(2022, 10, 22)));
        assert_eq!(day("today +1w", "today", monday), Some(date(2022, 10, 26)));
        assert_eq!(day("agreement -7w", "today +7w", monday), Some(monday));
        assert_eq!(
            day("agreement +6m", "today -7m", date(2022, 3, 31)),
            Some(date(2022, 2, 28))
        );
        assert_eq!(
            day("agreement +6m", "today -4m", date(2024, 1, 31)),
            Some(date(2024, 3, 30))
        );
        assert_eq!(day("never", "today", monday), None);
    }
}
