//! Values that several forms share: names, dates that may be partial, kinship, signatures.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A part of a person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamePart {
    /// Not written: there is none, or nobody asked yet.
    #[default]
    Absent,
    /// Asked and not established; the form says so.
    NotEstablished,
    /// As written.
    Given(String),
}

impl NamePart {
    /// The part as typed into a field: empty means absent.
    pub fn from_field(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            NamePart::Absent
        } else {
            NamePart::Given(text.to_owned())
        }
    }

    /// The written text, if there is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            NamePart::Given(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }
}

/// A person's name in the three parts of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonName {
    /// Surname.
    pub surname: NamePart,
    /// First name.
    pub first_name: NamePart,
    /// Patronymic, if any.
    pub patronymic: NamePart,
}

impl PersonName {
    /// A name from three fields of a page; an empty field is an absent part.
    pub fn from_fields(surname: &str, first_name: &str, patronymic: &str) -> Self {
        PersonName {
            surname: NamePart::from_field(surname),
            first_name: NamePart::from_field(first_name),
            patronymic: NamePart::from_field(patronymic),
        }
    }

    /// Surname, first name, patronymic.
    pub fn parts(&self) -> [&NamePart; 3] {
        [&self.surname, &self.first_name, &self.patronymic]
    }

    /// Nothing is written and nothing is marked as not established.
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|part| match part {
            NamePart::Absent => true,
            NamePart::NotEstablished => false,
            NamePart::Given(text) => text.trim().is_empty(),
        })
    }

    /// The written parts, joined by spaces; empty when none is written.
    pub fn full(&self) -> String {
        let written: Vec<&str> = self
            .parts()
            .into_iter()
            .filter_map(NamePart::as_str)
            .collect();
        written.join(" ")
    }
}

/// A date of which the day, or the day and the month, may be unknown, and which may be an estimate.
///
/// Written as in EDTF (ISO 8601-2): `1998-03-14`, `1998-03`, `1998`, and with a tilde when it is about then: `1998~`.
///
/// ```
/// use standard::annex::values::PartialDate;
/// let born: PartialDate = "1998-03~".parse().unwrap();
/// assert_eq!((born.year(), born.month(), born.day(), born.is_about()), (1998, Some(3), None, true));
/// assert_eq!(born.to_string(), "1998-03~");
/// assert!("1998-13".parse::<PartialDate>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    about: bool,
}

impl PartialDate {
    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1–12, when known.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, when known.
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// The date is an estimate.
    pub fn is_about(self) -> bool {
        self.about
    }

    /// The earliest day that it can mean.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .expect("the parts were checked when the date was read")
    }

    /// The exact day, when nothing is unknown or estimated.
    pub fn exact(self) -> Option<Date> {
        (self.day.is_some() && !self.about).then(|| self.first_day())
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        PartialDate {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
            about: false,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if self.about { f.write_str("~") } else { Ok(()) }
    }
}

/// The text is no date, whole or partial.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date: use 1998-03-14, 1998-03 or 1998, with ~ at the end for an estimate")]
pub struct NoDate(String);

impl FromStr for PartialDate {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let no_date = || NoDate(text.chars().take(40).collect());
        let (digits, about) = match text.strip_suffix('~') {
            Some(digits) => (digits, true),
            None => (text, false),
        };
        let number = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or_else(no_date)
        };
        let mut parts = digits.splitn(3, '-');
        let year = number(parts.next().unwrap_or_default(), 4)?;
        let month = parts
            .next()
            .map(|part| number(part, 2))
            .transpose()?
            .map(|n| n as i8);
        let day = parts
            .next()
            .map(|part| number(part, 2))
            .transpose()?
            .map(|n| n as i8);
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| no_date())?;
        Ok(PartialDate {
            year,
            month,
            day,
            about,
        })
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// How one person is related to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kinship {
    /// Not written.
    #[default]
    Unstated,
    /// Mother.
    Mother,
    /// Father.
    Father,
    /// Wife.
    Wife,
    /// Husband.
    Husband,
    /// Daughter.
    Daughter,
    /// Son.
    Son,
    /// Sister.
    Sister,
    /// Brother.
    Brother,
    /// Grandmother.
    Grandmother,
    /// Grandfather.
    Grandfather,
    /// Granddaughter.
    Granddaughter,
    /// Grandson.
    Grandson,
    /// Stepdaughter.
    Stepdaughter,
    /// Stepson.
    Stepson,
    /// A child under guardianship.
    Ward,
    /// Another relation, in words.
    Other(String),
}

impl Kinship {
    /// Every kinship that has a name of its own, for a list to choose from.
    pub const NAMED: [Kinship; 15] = [
        Kinship::Mother,
        Kinship::Father,
        Kinship::Wife,
        Kinship::Husband,
        Kinship::Daughter,
        Kinship::Son,
        Kinship::Sister,
        Kinship::Brother,
        Kinship::Grandmother,
        Kinship::Grandfather,
        Kinship::Granddaughter,
        Kinship::Grandson,
        Kinship::Stepdaughter,
        Kinship::Stepson,
        Kinship::Ward,
    ];

    /// The name in stored data; `other` for a relation in words.
    pub fn name(&self) -> &'static str {
        match self {
            Kinship::Unstated => "unstated",
            Kinship::Mother => "mother",
            Kinship::Father => "father",
            Kinship::Wife => "wife",
            Kinship::Husband => "husband",
            Kinship::Daughter => "daughter",
            Kinship::Son => "son",
            Kinship::Sister => "sister",
            Kinship::Brother => "brother",
            Kinship::Grandmother => "grandmother",
            Kinship::Grandfather => "grandfather",
            Kinship::Granddaughter => "granddaughter",
            Kinship::Grandson => "grandson",
            Kinship::Stepdaughter => "stepdaughter",
            Kinship::Stepson => "stepson",
            Kinship::Ward => "ward",
            Kinship::Other(_) => "other",
        }
    }

    pub(super) fn words(&self) -> &str {
        match self {
            Kinship::Other(words) => words,
            _ => "",
        }
    }
}

/// Whether and how somebody has signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// Not yet.
    #[default]
    Unsigned,
    /// By hand, on the printed form.
    ByHand,
}

/// A signature of a member of staff or of a representative, with what the form prints beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Signatory {
    /// Surname, first name, patronymic, as the person writes it.
    pub name: String,
    /// Position; some forms do not ask for it.
    pub position: String,
    /// Whether signed.
    pub signature: Signature,
    /// The date beside the signature.
    pub on: Option<Date>,
}

/// The signature of the person whom the document is about: the name stands elsewhere in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnSignature {
    /// Whether signed.
    pub signature: Signature,
    /// The date beside the signature.
    pub on: Option<Date>,
}
