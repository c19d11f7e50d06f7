//! The register of the staff: who fills which post of Annex 5, from when to when; and the numbers of the house.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Engagement, FullTime, OnPost};
use crate::annex::Problem;
use crate::annex::problem::{Checker, LONGEST_PARAGRAPH};
use crate::catalogue::Catalogue;
use crate::register::{Content, Line, Register, standing};

/// Somebody on a post. What changes is a later line in the place of this one: a last day, another share, another name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Particulars {
    /// Her name.
    pub name: String,
    /// The position of Annex 5 by its name in the catalogue; empty for a post that the annex does not name.
    pub position: String,
    /// What the post is called in the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How much of a post she fills.
    pub share: FullTime,
    /// On the staff, or by contract.
    pub engagement: Engagement,
    /// Her first day on the post.
    pub from: Date,
    /// Her last day, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Education, category, certificates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification: Option<String>,
}

impl Particulars {
    /// What the norms ask of it.
    pub fn on_post(&self) -> OnPost<'_> {
        OnPost {
            position: &self.position,
            share: self.share,
            engagement: self.engagement,
            from: self.from,
            until: self.until,
        }
    }

    /// Whether she is on the post that day.
    pub fn is_there(&self, on: Date) -> bool {
        self.on_post().is_there(on)
    }
}

/// Whether the catalogue names the position.
pub fn is_position(name: &str) -> bool {
    Catalogue::embedded()
        .staff_norms()
        .iter()
        .any(|norm| norm.position() == name)
}

/// A member of staff is known by the number of the first line about her, whatever was corrected since.
pub fn member_of<T>(lines: &[Line<T>], number: u32) -> u32 {
    let mut first = number;
    while let Some(earlier) = lines
        .iter()
        .find(|line| line.number == first)
        .and_then(|line| line.corrects)
        .filter(|earlier| *earlier < first)
    {
        first = earlier;
    }
    first
}

/// The members of staff, each with the number by which she is known and what stands about her.
pub fn members(lines: &[Line<Particulars>]) -> Vec<(u32, &Line<Particulars>)> {
    standing(lines)
        .map(|line| (member_of(lines, line.number), line))
        .collect()
}

impl Content for Particulars {
    const REGISTER: Register = Register::Staff;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.needed_line("name", &self.name);
        let known = self.position.is_empty() || is_position(&self.position);
        check.demand(known, "position", "missing");
        check.line("title", self.title.as_deref().unwrap_or_default());
        let named = !self.position.is_empty() || self.title.is_some();
        check.demand(named, "title", "missing");
        let some = self.share > FullTime::default() && self.share <= FullTime::MOST;
        check.demand(some, "share", "missing");
        check.period(
            ("from", "until"),
            Some(self.from),
            Some(self.until.unwrap_or(self.from)),
        );
        check.text(
            "qualification",
            self.qualification.as_deref().unwrap_or_default(),
            LONGEST_PARAGRAPH,
        );
        check.finish()
    }
}

/// The numbers by which Annex 5 is read: the planned capacity of the house, not those who live there today (reading 45).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffBasis {
    /// Places for recipients, children among them.
    pub recipients: u32,
    /// Places for children.
    pub children: u32,
    /// Training groups.
    pub groups: u32,
    /// The day from which they hold.
    pub from: Date,
}

/// More than any house has: a slip of the pen.
const MOST: u32 = 10_000;

/// The numbers that hold on a day: of the lines that have begun the one that begins last.
pub fn basis_on(lines: &[Line<StaffBasis>], on: Date) -> Option<&StaffBasis> {
    standing(lines)
        .map(|line| &line.content)
        .filter(|basis| basis.from <= on)
        .max_by_key(|basis| basis.from)
}

impl Content for StaffBasis {
    const REGISTER: Register = Register::StaffBasis;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.demand(self.recipients > 0, "recipients", "missing");
        for (field, number) in [
            ("recipients", self.recipients),
            ("children", self.children),
            ("groups", self.groups),
        ] {
            check.at_most(field, number as usize, MOST as usize);
        }
        check.at_most("children", self.children as usize, self.recipients as usize);
        check.finish()
    }
}
