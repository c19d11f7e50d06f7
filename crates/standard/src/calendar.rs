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
    /// What the year rests on, in English.
    pub source: String,
    sources: [Option<String>; 2],
    /// The days that differ from their weekday, in order.
    pub days: BTreeMap<Date, SpecialDay>,
}

/// A calendar of a year that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Not the format of `law/calendar`.
    #[error("the calendar cannot be read: {0}")]
    Unreadable(String),
    /// A day that cannot stand there.
    #[error("{date}: {}", .why.english())]
    WrongDay {
        /// The day, as it is written.
        date: String,
        /// Why it cannot.
        why: WrongDay,
    },
    /// What the year rests on is not said, or a day has no name in one of the three languages.
    #[error("{0} is empty")]
    Empty(String),
    /// So many working days no year has: Monday to Friday less its holidays.
    #[error("the year has {0} working days: between 235 and 255 are to be expected")]
    WorkingDays(usize),
}

/// Why a day cannot stand in the calendar of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongDay {
    /// It is no date.
    NoDate,
    /// It lies in another year.
    AnotherYear,
    /// It stands there already.
    Twice,
    /// It is called off, but it is a Saturday or Sunday.
    OffAnyway,
    /// It is called worked, but it is a Monday to Friday.
    WorkedAnyway,
    /// It is off and does not say which kind of day off it is.
    KindMissing,
    /// It is worked and names a kind of day off.
    KindOfWorkedDay,
}

impl WrongDay {
    /// All of them.
    pub const ALL: [WrongDay; 7] = [
        WrongDay::NoDate,
        WrongDay::AnotherYear,
        WrongDay::Twice,
        WrongDay::OffAnyway,
        WrongDay::WorkedAnyway,
        WrongDay::KindMissing,
        WrongDay::KindOfWorkedDay,
    ];

    /// The stable name: the message `calendar-wrong-<id>` of the program's words.
    pub fn id(self) -> &'static str {
        match self {
            WrongDay::NoDate => "no-date",
            WrongDay::AnotherYear => "another-year",
            WrongDay::Twice => "twice",
            WrongDay::OffAnyway => "off-anyway",
            WrongDay::WorkedAnyway => "worked-anyway",
            WrongDay::KindMissing => "kind-missing",
            WrongDay::KindOfWorkedDay => "kind-of-worked-day",
        }
    }

    /// The sentence in English.
    pub fn english(self) -> &'static str {
        match self {
            WrongDay::NoDate => "this is no date",
            WrongDay::AnotherYear => "this day lies in another year",
            WrongDay::Twice => "this day stands twice",
            WrongDay::OffAnyway => "a Saturday or Sunday is off anyway: leave it out",
            WrongDay::WorkedAnyway => "a Monday to Friday is worked anyway: leave it out",
            WrongDay::KindMissing => "a day off needs its kind",
            WrongDay::KindOfWorkedDay => "a worked day has no kind of day off",
        }
    }
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

/// The years that a calendar may be of.
const YEARS: std::ops::RangeInclusive<i16> = 2016..=2099;

macro_rules! years {
    ($($year:literal),*) => {
        &[$(($year, include_str!(concat!("../../../law/calendar/", $year, ".toml")))),*]
    };
}

/// The texts of `law/calendar`, by year.
const TEXTS: &[(i16, &str)] = years!(
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027
);

/// The text of a year that the program carries, to be corrected or taken as a pattern.
pub fn embedded_text(year: i16) -> Option<&'static str> {
    TEXTS
        .iter()
        .find(|(each, _)| *each == year)
        .map(|(_, text)| *text)
}

static EMBEDDED: LazyLock<Calendar> = LazyLock::new(|| {
    let mut calendar = Calendar::default();
    for (_, text) in TEXTS {
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
            source_kk: Option<String>,
            #[serde(default)]
            source_ru: Option<String>,
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
            let wrong = |why| CalendarError::WrongDay {
                date: day.date.to_string(),
                why,
            };
            let date: Date = day
                .date
                .to_string()
                .parse()
                .map_err(|_| wrong(WrongDay::NoDate))?;
            let fault = match (is_off, day.kind) {
                _ if date.year() != file.year => Some(WrongDay::AnotherYear),
                (true, _) if is_weekend(date) => Some(WrongDay::OffAnyway),
                (false, _) if !is_weekend(date) => Some(WrongDay::WorkedAnyway),
                (true, None) => Some(WrongDay::KindMissing),
                (false, Some(_)) => Some(WrongDay::KindOfWorkedDay),
                _ => None,
            };
            if let Some(why) = fault {
                return Err(wrong(why));
            }
            for (name, text) in [("kk", &day.kk), ("ru", &day.ru), ("en", &day.en)] {
                if text.trim().is_empty() {
                    return Err(CalendarError::Empty(format!("{date}: {name}")));
                }
            }
            let special = SpecialDay {
                off: day.kind,
                names: [day.kk.clone(), day.ru.clone(), day.en.clone()],
                source: day.source.clone(),
            };
            if days.insert(date, special).is_some() {
                return Err(wrong(WrongDay::Twice));
            }
        }
        if file.source.trim().is_empty() {
            return Err(CalendarError::Empty("source".to_owned()));
        }
        if !YEARS.contains(&file.year) {
            return Err(CalendarError::Unreadable(format!(
                "the year {} lies outside {} to {}",
                file.year,
                YEARS.start(),
                YEARS.end()
            )));
        }
        let year = Year {
            year: file.year,
            provisional: file.provisional,
            source: file.source,
            sources: [file.source_kk, file.source_ru],
            days,
        };
        match year.working_days() {
            235..=255 => Ok(year),
            days => Err(CalendarError::WorkingDays(days)),
        }
    }

    /// What the year rests on, in that language; in English where a loaded year does not say it otherwise.
    pub fn source_in(&self, lang: Lang) -> &str {
        let [kk, ru] = &self.sources;
        let told = match lang {
            Lang::Kk => kk.as_deref(),
            Lang::Ru => ru.as_deref(),
            Lang::En => None,
        };
        told.unwrap_or(&self.source)
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
