//! A calendar month.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// A month of a year, written `2022-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Month {
            year: day.year(),
            month: day.month(),
        }
    }

    /// Its year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Its number, 1 to 12.
    pub fn number(self) -> i8 {
        self.month
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        date(self.year, self.month, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// Every month from this one to `last`, both included; none when `last` is earlier.
    pub fn until(self, last: Month) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self), |month| Some(month.next()))
            .take_while(move |month| *month <= last)
    }

    fn next(self) -> Self {
        match self.month {
            12 => Month {
                year: self.year.saturating_add(1),
                month: 1,
            },
            month => Month {
                month: month + 1,
                ..self
            },
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The text is not a month such as `2022-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month such as 2022-03")]
pub struct NotAMonth;

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let figures = |text: &str, count| {
            text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !figures(year, 4) || !figures(month, 2) {
            return Err(NotAMonth);
        }
        let (year, month) = (
            year.parse().map_err(|_| NotAMonth)?,
            month.parse().map_err(|_| NotAMonth)?,
        );
        if (1..=12).contains(&month) {
            Ok(Month { year, month })
        } else {
            Err(NotAMonth)
        }
    }
}

impl TryFrom<String> for Month {
    type Error = NotAMonth;

    fn try_from(text: String) -> Result<Self, NotAMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written_and_nothing_else_is() {
        let month: Month = "2022-02".parse().unwrap();
        assert_eq!(month.to_string(), "2022-02");
        assert_eq!(month.last_day(), date(2022, 2, 28));
        for wrong in [
            "2022-13",
            "2022-00",
            "2022-2",
            "2022",
            "22-02",
            "+022-02",
            "2022-02-01",
            "",
        ] {
            assert_eq!(wrong.parse::<Month>(), Err(NotAMonth), "{wrong}");
        }
    }

    #[test]
    fn months_go_over_the_new_year() {
        let from = Month::of(date(2022, 11, 30));
        let months: Vec<String> = from
            .until(Month::of(date(2023, 2, 1)))
            .map(|month| month.to_string())
            .collect();
        assert_eq!(months, ["2022-11", "2022-12", "2023-01", "2023-02"]);
        assert_eq!(from.until(Month::of(date(2022, 10, 1))).count(), 0);
    }
}
