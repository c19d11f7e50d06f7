#![doc = include_str!("../../../../law/paragraphs/para_34.md")]

mod particulars;

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use particulars::{Particulars, StaffBasis, basis_on, is_position, member_of, members};

use crate::catalogue::staffing::{Posts, Staffing};

/// Posts that somebody fills, or that are missing: hundredths of a post, so that a quarter can be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FullTime {
    hundredths: u32,
}

impl FullTime {
    /// The most that one person can fill: two posts.
    pub const MOST: FullTime = FullTime { hundredths: 200 };

    /// So many hundredths of a post.
    pub const fn hundredths(hundredths: u32) -> Self {
        FullTime { hundredths }
    }

    /// The number of posts, such as 0.75.
    pub fn as_f64(self) -> f64 {
        f64::from(self.hundredths) / 100.0
    }

    /// What is left when `other` is taken away; nothing when there is no more.
    pub fn without(self, other: FullTime) -> FullTime {
        FullTime::hundredths(self.hundredths.saturating_sub(other.hundredths))
    }
}

impl std::ops::Add for FullTime {
    type Output = FullTime;

    fn add(self, other: FullTime) -> FullTime {
        FullTime::hundredths(self.hundredths.saturating_add(other.hundredths))
    }
}

impl std::iter::Sum for FullTime {
    fn sum<I: Iterator<Item = FullTime>>(each: I) -> FullTime {
        each.fold(FullTime::default(), |sum, each| sum + each)
    }
}

impl From<Posts> for FullTime {
    fn from(posts: Posts) -> Self {
        FullTime::hundredths((posts.as_f64() * 100.0) as u32)
    }
}

/// `1`, `0.5`, `0.25`.
impl fmt::Display for FullTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_f64())
    }
}

/// The text is no part of a post such as `0.75`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a part of a post such as 0.75")]
pub struct NotFullTime;

/// Reads `1`, `0.5`, `0,25`: above nothing, and at most [`FullTime::MOST`].
impl FromStr for FullTime {
    type Err = NotFullTime;

    fn from_str(text: &str) -> Result<Self, NotFullTime> {
        let text = text.trim().replace(',', ".");
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 1
            || part.len() > 2
            || !figures(whole)
            || !figures(part)
        {
            return Err(NotFullTime);
        }
        let whole: u32 = whole.parse().map_err(|_| NotFullTime)?;
        let part: u32 = format!("{part:0<2}").parse().map_err(|_| NotFullTime)?;
        let share = FullTime::hundredths(whole * 100 + part);
        if share == FullTime::default() || share > FullTime::MOST {
            return Err(NotFullTime);
        }
        Ok(share)
    }
}

/// A number: `1`, `0.5`.
impl Serialize for FullTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.hundredths.is_multiple_of(100) {
            serializer.serialize_u32(self.hundredths / 100)
        } else {
            serializer.serialize_f64(self.as_f64())
        }
    }
}

impl<'de> Deserialize<'de> for FullTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        let hundredths = (number * 100.0).round();
        if (0.0..=1_000_000.0).contains(&hundredths) && (number * 100.0 - hundredths).abs() < 1e-6 {
            Ok(FullTime::hundredths(hundredths as u32))
        } else {
            Err(de::Error::custom(format!("{number} is no part of a post")))
        }
    }
}

/// How somebody is engaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Engagement {
    /// On the staff.
    Staff,
    /// "engaged by contract".
    Contract,
}

impl Engagement {
    /// The name in stored data and in the program's words.
    pub fn name(self) -> &'static str {
        match self {
            Engagement::Staff => "staff",
            Engagement::Contract => "contract",
        }
    }

    /// The engagement of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Engagement::Staff, Engagement::Contract]
            .into_iter()
            .find(|each| each.name() == name)
    }
}

/// Somebody on a post, as far as the norms ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnPost<'a> {
    /// The position of Annex 5, by its name in the catalogue: `senior_nurse`.
    pub position: &'a str,
    /// How much of a post she fills.
    pub share: FullTime,
    /// On the staff or by contract.
    pub engagement: Engagement,
    /// Her first day.
    pub from: Date,
    /// Her last day, when it is known.
    pub until: Option<Date>,
}

impl OnPost<'_> {
    /// Whether she is on the post that day.
    pub fn is_there(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }
}

/// A row of Annex 5 with the people who are there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RealPosition {
    /// The row of the annex, 1 to 11.
    pub number: u8,
    /// The position, by its name in the catalogue.
    pub position: &'static str,
    /// The norm in posts; none where the annex sets no norm.
    pub norm: Option<Posts>,
    /// Advice in posts where the annex sets no norm.
    pub advised: Option<Posts>,
    /// Posts filled by people on the staff.
    pub staff: FullTime,
    /// Posts filled by contract.
    pub contract: FullTime,
    /// What the norm asks and nobody fills. It warns and blocks nothing.
    pub missing: FullTime,
}

/// Rows 1 to 3 of Annex 5 are administration: what paragraph 34 lets a contract fill is the post of a specialist.
const LAST_ROW_OF_ADMINISTRATION: u8 = 3;

/// The people of a house on a day, post by post, against the norm worked out for its numbers.
///
/// "Where the organization lacks the necessary specialists provided for by the staff norms, specialists may be engaged by
/// contract": a contract fills the post of a specialist, not that of the director, the accountant or the HR clerk.
pub fn against_norm(norm: &Staffing, people: &[OnPost<'_>], on: Date) -> Vec<RealPosition> {
    norm.positions
        .iter()
        .map(|row| {
            let filled = |engagement| -> FullTime {
                people
                    .iter()
                    .filter(|one| {
                        one.position == row.position
                            && one.engagement == engagement
                            && one.is_there(on)
                    })
                    .map(|one| one.share)
                    .sum()
            };
            let (staff, contract) = (filled(Engagement::Staff), filled(Engagement::Contract));
            let counted = match row.number {
                0..=LAST_ROW_OF_ADMINISTRATION => staff,
                _ => staff + contract,
            };
            RealPosition {
                number: row.number,
                position: row.position,
                norm: row.units,
                advised: row.advisory_units,
                staff,
                contract,
                missing: row
                    .units
                    .map(|units| FullTime::from(units).without(counted))
                    .unwrap_or_default(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalogue::staffing::staffing;

    const DAY: Date = date(2022, 3, 28);

    fn one(position: &str, hundredths: u32, engagement: Engagement) -> OnPost<'_> {
        OnPost {
            position,
            share: FullTime::hundredths(hundredths),
            engagement,
            from: date(2022, 1, 1),
            until: None,
        }
    }

    fn row(rows: &[RealPosition], position: &str) -> (f64, f64, f64) {
        let row = rows.iter().find(|row| row.position == position).unwrap();
        (
            row.staff.as_f64(),
            row.contract.as_f64(),
            row.missing.as_f64(),
        )
    }

    #[test]
    fn para_34_a_contract_fills_the_post_of_a_specialist_and_is_counted_apart() {
        let people = [
            one("lawyer", 50, Engagement::Staff),
            one("lawyer", 75, Engagement::Contract),
        ];
        let rows = against_norm(&staffing(20, 0, 0), &people, DAY);
        assert_eq!(row(&rows, "lawyer"), (0.5, 0.75, 0.75));
    }

    #[test]
    fn para_34_a_contract_does_not_fill_the_post_of_the_director() {
        let people = [one("director", 100, Engagement::Contract)];
        let rows = against_norm(&staffing(10, 0, 0), &people, DAY);
        assert_eq!(row(&rows, "director"), (0.0, 1.0, 1.0));
    }

    #[test]
    fn annex_5_more_people_than_the_norm_leave_nothing_missing() {
        let people = [one("psychologist", 100, Engagement::Staff); 3];
        let rows = against_norm(&staffing(10, 0, 0), &people, DAY);
        assert_eq!(row(&rows, "psychologist"), (3.0, 0.0, 0.0));
    }

    #[test]
    fn annex_5_somebody_counts_from_the_first_day_to_the_last_one() {
        let nurse = OnPost {
            until: Some(date(2022, 3, 31)),
            ..one("senior_nurse", 100, Engagement::Staff)
        };
        for (on, missing) in [
            (date(2021, 12, 31), 1.0),
            (date(2022, 1, 1), 0.0),
            (date(2022, 3, 31), 0.0),
            (date(2022, 4, 1), 1.0),
        ] {
            let rows = against_norm(&staffing(10, 0, 0), &[nurse], on);
            assert_eq!(row(&rows, "senior_nurse").2, missing, "{on}");
        }
    }

    #[test]
    fn annex_5_the_table_agrees_with_the_norm_row_by_row() {
        for (recipients, children, groups) in [(0, 0, 0), (19, 3, 1), (20, 11, 2), (60, 21, 3)] {
            let norm = staffing(recipients, children, groups);
            let rows = against_norm(&norm, &[], DAY);
            assert_eq!(rows.len(), 11);
            for (row, normed) in rows.iter().zip(&norm.positions) {
                assert_eq!((row.number, row.position), (normed.number, normed.position));
                assert_eq!(
                    (row.norm, row.advised),
                    (normed.units, normed.advisory_units)
                );
                let missing = normed.units.map_or(0.0, Posts::as_f64);
                assert_eq!(
                    row.missing.as_f64(),
                    missing,
                    "with nobody there the norm is missing"
                );
            }
        }
    }

    #[test]
    fn a_part_of_a_post_is_read_with_a_point_or_a_comma() {
        let read = |text: &str| text.parse::<FullTime>().map(FullTime::as_f64);
        assert_eq!(read("1"), Ok(1.0));
        assert_eq!(read("0,5"), Ok(0.5));
        assert_eq!(read("0.25"), Ok(0.25));
        assert_eq!(read("2"), Ok(2.0));
        for wrong in [
            "0",
            "0.00",
            "2.25",
            "-1",
            "1.",
            "",
            ".5",
            "1/2",
            "0.125",
            "много",
        ] {
            assert_eq!(read(wrong).is_err(), wrong != "1.", "{wrong}");
        }
    }
}
