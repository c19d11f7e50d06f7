//! The official calendar of working days of Kazakhstan: data, one file a year, with the source of each day.
//!
//! A five-day week, because the bodies that the terms bind work by it. Where there is no calendar the program says so; it
//! never guesses.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// Why a weekday is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOffKind {
    /// A holiday on a weekday.
    Holiday,
    /// The day off for a holiday that fell on a weekend.
    Substitute,
    /// A day off moved here from a weekend.
    Transfer,
    /// A day off that is no holiday: 7 January and the first day of Kurban Ait.
    DayOff,
}

/// A day that differs from its weekday: off on Monday to Friday, or worked on a weekend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialDay {
    /// Why it is off; `None` when it is a weekend day that is worked.
    pub off: Option<DayOffKind>,
    names: [String; 3],
    /// The act that the day rests on.
    pub source: String,
}

impl SpecialDay {
    /// What the day is, in that language.
    pub fn name(&self, lang: Lang) -> &str {
        &self.names[lang as usize]
    }
}

/// One year of the official calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Transfers are not published yet: every deadline that leans on the year is provisional.
    pub provisional: bool,
    /// What the year rests on.
    pub source: String,
    /// The days that differ from their weekday, in order.
    pub days: BTreeMap<Date, SpecialDay>,
}

/// A calendar of a year that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Not the format of `law/calendar`.
    #[error("the calendar cannot be read: {0}")]
    Unreadable(String),
    /// A day stands twice, in another year, or is off or worked already by its weekday.
    #[error("{0} cannot stand in this calendar")]
    WrongDay(String),
}

/// There is no calendar for the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no official calendar for {year}: load one before counting working days in it")]
pub struct NoCalendar {
    /// The year.
    pub year: i16,
}

/// A working-day term as it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The last day in time.
    pub due: Date,
    /// The days between the event and the last day that did not count.
    pub passed_over: Vec<Date>,
    /// The count leans on a year whose transfers are not published.
    pub provisional: bool,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day<'a> {
    /// Whether it is worked.
    pub working: bool,
    /// What makes it differ from its weekday.
    pub special: Option<&'a SpecialDay>,
    /// The year is provisional.
    pub provisional: bool,
}

/// The official calendars of some years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i16, Year>,
}

static EMBEDDED: LazyLock<Calendar> = LazyLock::new(|| {
    macro_rules! years {
        ($($year:literal),*) => {
            [$(include_str!(concat!("../../../law/calendar/", $year, ".toml"))),*]
        };
    }
    let mut calendar = Calendar::default();
    for text in years!(
        2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027
    ) {
        calendar.set(Year::from_toml(text).expect("law/calendar is checked by the tests"));
    }
    calendar
});

impl Year {
    /// Reads a year in the format of `law/calendar/YYYY.toml`.
    ///
    /// # Errors
    /// Text that is not that format, and days that cannot be right.
    pub fn from_toml(text: &str) -> Result<Self, CalendarError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            year: i16,
            #[serde(default)]
            provisional: bool,
            #[serde(default, rename = "note")]
            _note: Option<toml::Value>,
            source: String,
            #[serde(default)]
            off: Vec<Day>,
            #[serde(default)]
            work: Vec<Day>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Day {
            date: toml::value::Datetime,
            kind: Option<DayOffKind>,
            #[serde(default, rename = "for")]
            _moved_for: Option<toml::value::Datetime>,
            kk: String,
            ru: String,
            en: String,
            #[serde(default)]
            source: String,
        }
        let file: File =
            toml::from_str(text).map_err(|error| CalendarError::Unreadable(error.to_string()))?;
        let mut days = BTreeMap::new();
        let (off, work) = (file.off.into_iter(), file.work.into_iter());
        for (day, is_off) in off
            .map(|day| (day, true))
            .chain(work.map(|day| (day, false)))
        {
            let wrong = || CalendarError::WrongDay(day.date.to_string());
            let date: Date = day.date.to_string().parse().map_err(|_| wrong())?;
            let fits = date.year() == file.year
                && is_weekend(date) != is_off
                && day.kind.is_some() == is_off;
            let special = SpecialDay {
                off: day.kind,
                names: [day.kk.clone(), day.ru.clone(), day.en.clone()],
                source: day.source.clone(),
            };
            if !fits || days.insert(date, special).is_some() {
                return Err(wrong());
            }
        }
        Ok(Year {
            year: file.year,
            provisional: file.provisional,
            source: file.source,
            days,
        })
    }

    /// How many working days the year has.
    pub fn working_days(&self) -> usize {
        let first = jiff::civil::date(self.year, 1, 1);
        first
            .series(1.day())
            .take_while(|date| date.year() == self.year)
            .filter(|date| self.works(*date))
            .count()
    }

    fn works(&self, date: Date) -> bool {
        is_weekend(date) == self.days.contains_key(&date)
    }
}

impl Calendar {
    /// The calendars that the program carries: 2016 to 2027.
    pub fn embedded() -> &'static Calendar {
        &EMBEDDED
    }

    /// Adds a year, or puts it in the place of the one that was there.
    pub fn set(&mut self, year: Year) {
        self.years.insert(year.year, year);
    }

    /// The calendar of one year.
    ///
    /// # Errors
    /// There is none for that year.
    pub fn year(&self, year: i16) -> Result<&Year, NoCalendar> {
        self.years.get(&year).ok_or(NoCalendar { year })
    }

    /// All years that there are, in order.
    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    /// What the day is.
    ///
    /// # Errors
    /// There is no calendar for its year.
    pub fn day(&self, date: Date) -> Result<Day<'_>, NoCalendar> {
        let year = self.year(date.year())?;
        Ok(Day {
            working: year.works(date),
            special: year.days.get(&date),
            provisional: year.provisional,
        })
    }

    /// The n-th working day after the day of an event, which is itself not counted. `n` is at least 1.
    ///
    /// # Errors
    /// The count reaches a year without a calendar.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let calendar = standard::calendar::Calendar::embedded();
    /// // Saturday 22 October 2022 was worked for Monday the 24th.
    /// assert_eq!(calendar.add_working_days(date(2022, 10, 21), 1)?.due, date(2022, 10, 22));
    /// # Ok::<(), standard::calendar::NoCalendar>(())
    /// ```
    pub fn add_working_days(&self, event: Date, n: u32) -> Result<Counted, NoCalendar> {
        let mut counted = Counted {
            due: event,
            passed_over: Vec::new(),
            provisional: false,
        };
        let mut left = n;
        while left > 0 {
            counted.due = counted.due.tomorrow().map_err(|_| NoCalendar {
                year: counted.due.year(),
            })?;
            let day = self.day(counted.due)?;
            counted.provisional |= day.provisional;
            if day.working {
                left -= 1;
            } else {
                counted.passed_over.push(counted.due);
            }
        }
        Ok(counted)
    }

    /// How many working days lie after `due`, up to and with `day`: by how many an act of that day is late.
    /// `None` where there is no calendar.
    pub fn working_days_late(&self, due: Date, day: Date) -> Option<u32> {
        let mut late = 0;
        let mut date = due;
        while date < day {
            date = date.tomorrow().ok()?;
            late += u32::from(self.day(date).ok()?.working);
        }
        Some(late)
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}
