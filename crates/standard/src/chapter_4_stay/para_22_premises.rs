#![doc = include_str!("../../../../law/paragraphs/para_22.md")]

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::para_23_equipment::Equipment;
use super::para_24_accessibility::{Device, Way};
use crate::annex::Problem;
use crate::annex::problem::{Checker, LONGEST_PARAGRAPH};
use crate::register::{Content, Line, Register, standing};

/// A line of the premises register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum PremisesEntry {
    /// A paper that says that the premises comply.
    Paper(Paper),
    /// An inspection and what it found.
    Inspection(Inspection),
    /// What an inspection had found was put right.
    Remedied(Remedied),
    /// A device of accessibility (paragraph 24).
    Device(Device),
    /// Equipment provided by the founder (paragraph 23).
    Equipment(Equipment),
    /// The data sheet of a specialised room (paragraph 40, Q1.4: in free form).
    RoomSheet(RoomSheet),
}

/// A norm with which the premises comply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Norm {
    /// "sanitary and epidemiological standards"
    Sanitary,
    /// "requirements for the safety of buildings"
    Building,
    /// "including fire safety"
    Fire,
    /// Building codes of unhindered access (paragraph 24).
    Accessibility,
    /// Another norm: lifts, gas, electricity.
    Other,
}

impl Norm {
    /// All norms.
    pub const ALL: [Norm; 5] = [
        Norm::Sanitary,
        Norm::Building,
        Norm::Fire,
        Norm::Accessibility,
        Norm::Other,
    ];

    /// The norms that paragraph 22 itself names: for each of them there should be a paper.
    pub const NAMED: [Norm; 3] = [Norm::Sanitary, Norm::Building, Norm::Fire];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Norm::Sanitary => "sanitary",
            Norm::Building => "building",
            Norm::Fire => "fire",
            Norm::Accessibility => "accessibility",
            Norm::Other => "other",
        }
    }
}

/// A paper that says that the premises, or a part of them, comply with a norm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Which norm.
    pub norm: Norm,
    /// What the paper is, and its number.
    pub title: String,
    /// Who issued it.
    #[serde(default)]
    pub issued_by: String,
    /// The day of its issue.
    pub issued_on: Option<Date>,
    /// The last day on which it holds; none when it has no end.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// The line of the paper in whose place it comes: that one is no longer due.
    #[serde(default)]
    pub replaces: Option<u32>,
    /// Which premises it is about, where it is kept.
    #[serde(default)]
    pub note: String,
}

/// An inspection of the premises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// Which norm it was about.
    pub norm: Norm,
    /// The day.
    pub on: Option<Date>,
    /// Who inspected.
    pub inspected_by: String,
    /// What was found; empty when all was in order.
    #[serde(default)]
    pub findings: String,
    /// Until when it is to be put right.
    #[serde(default)]
    pub remedy_by: Option<Date>,
}

/// What an inspection had found was put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedied {
    /// The line of the inspection.
    pub inspection: u32,
    /// The day.
    pub on: Option<Date>,
    /// What was done.
    pub done: String,
}

/// The data sheet of a specialised room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomSheet {
    /// The room.
    pub room: String,
    /// What it is for.
    pub purpose: String,
    /// Its area in whole square metres.
    #[serde(default)]
    pub area: Option<u32>,
    /// Furniture and equipment, one thing a line.
    #[serde(default)]
    pub equipment: Vec<String>,
    /// Who answers for it.
    #[serde(default)]
    pub responsible: String,
    /// The day on which the sheet was filled.
    pub on: Option<Date>,
}

/// Most things on one data sheet.
const MOST_THINGS: usize = 200;

impl Content for PremisesEntry {
    const REGISTER: Register = Register::Premises;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        match self {
            PremisesEntry::Paper(paper) => {
                check.needed_line("title", &paper.title);
                check.line("issued_by", &paper.issued_by);
                check.needed_past("issued_on", paper.issued_on);
                if let (Some(from), Some(until)) = (paper.issued_on, paper.valid_until) {
                    check.demand(from <= until, "valid_until", "expires-before-issue");
                }
                check.text("note", &paper.note, LONGEST_PARAGRAPH);
            }
            PremisesEntry::Inspection(inspection) => {
                check.needed_past("on", inspection.on);
                check.needed_line("inspected_by", &inspection.inspected_by);
                check.text("findings", &inspection.findings, LONGEST_PARAGRAPH);
                if let Some(by) = inspection.remedy_by {
                    let found = !inspection.findings.trim().is_empty();
                    check.demand(found, "findings", "missing");
                    let after = inspection.on.is_none_or(|on| on <= by);
                    check.demand(after, "remedy_by", "ends-before-beginning");
                }
            }
            PremisesEntry::Remedied(remedied) => {
                check.demand(remedied.inspection > 0, "inspection", "missing");
                check.needed_past("on", remedied.on);
                check.needed_text("done", &remedied.done, LONGEST_PARAGRAPH);
            }
            PremisesEntry::Device(device) => device.check(&mut check),
            PremisesEntry::Equipment(equipment) => equipment.check(&mut check),
            PremisesEntry::RoomSheet(sheet) => {
                check.needed_line("room", &sheet.room);
                check.needed_line("purpose", &sheet.purpose);
                check.at_most("equipment", sheet.equipment.len(), MOST_THINGS);
                check.rows(&sheet.equipment, |check, thing| {
                    check.line("equipment", thing);
                });
                check.line("responsible", &sheet.responsible);
                check.needed_past("on", sheet.on);
            }
        }
        check.finish()
    }
}

/// Something about the premises that has a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The line that it comes from.
    pub line: u32,
    /// The norm.
    pub norm: Norm,
    /// What is due.
    pub what: DueWhat,
    /// The title of the paper, or what was found.
    pub about: String,
    /// The last day: on which the paper still holds, or until which it is to be put right.
    pub day: Date,
}

/// What is due about the premises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueWhat {
    /// A paper has to be renewed.
    Renew,
    /// What an inspection found has to be put right.
    Remedy,
}

/// What is due within so many calendar days of today, and what is overdue: the earliest first.
///
/// The order names no term for it; the days before an expiry on which a reminder begins are the house's, not the law's.
pub fn due(lines: &[Line<PremisesEntry>], today: Date, within_days: i32) -> Vec<Due> {
    let horizon = today.saturating_add(within_days.days());
    let replaced: Vec<u32> = standing(lines)
        .filter_map(|line| match &line.content {
            PremisesEntry::Paper(paper) => paper.replaces,
            PremisesEntry::Remedied(remedied) => Some(remedied.inspection),
            _ => None,
        })
        .collect();
    let mut due: Vec<Due> = standing(lines)
        .filter(|line| {
            !replaced
                .iter()
                .any(|number| stems_from(lines, line.number, *number))
        })
        .filter_map(|line| {
            let (norm, what, about, day) = match &line.content {
                PremisesEntry::Paper(paper) => {
                    (paper.norm, DueWhat::Renew, &paper.title, paper.valid_until?)
                }
                PremisesEntry::Inspection(found) => (
                    found.norm,
                    DueWhat::Remedy,
                    &found.findings,
                    found.remedy_by?,
                ),
                _ => return None,
            };
            (day <= horizon).then(|| Due {
                line: line.number,
                norm,
                what,
                about: about.clone(),
                day,
            })
        })
        .collect();
    due.sort_by_key(|due| (due.day, due.line));
    due
}

/// Whether a line is that line, or corrects it, at once or by other corrections.
fn stems_from<T>(lines: &[Line<T>], number: u32, origin: u32) -> bool {
    let mut at = Some(number);
    while let Some(number) = at {
        if number == origin {
            return true;
        }
        // A correction always names an earlier line, so that this ends.
        at = lines
            .iter()
            .find(|line| line.number == number)
            .and_then(|line| line.corrects)
            .filter(|earlier| *earlier < number);
    }
    false
}

/// The norms named by paragraph 22 of which no paper holds on that day.
pub fn norms_without_paper(lines: &[Line<PremisesEntry>], on: Date) -> Vec<Norm> {
    let holds = |norm: Norm| {
        standing(lines).any(|line| match &line.content {
            PremisesEntry::Paper(paper) => {
                let begun = paper.issued_on.is_none_or(|from| from <= on);
                paper.norm == norm && begun && paper.valid_until.is_none_or(|until| on <= until)
            }
            _ => false,
        })
    };
    Norm::NAMED
        .into_iter()
        .filter(|norm| !holds(*norm))
        .collect()
}

/// The ways of paragraph 24 for which the register names no device in working order.
pub fn ways_without_device(lines: &[Line<PremisesEntry>]) -> Vec<Way> {
    let opened = |way: Way| {
        standing(lines).any(|line| {
            matches!(&line.content, PremisesEntry::Device(device) if device.way == way && device.in_order)
        })
    };
    Way::ALL.into_iter().filter(|way| !opened(*way)).collect()
}
