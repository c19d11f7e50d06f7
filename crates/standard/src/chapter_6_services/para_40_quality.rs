//! Paragraph 40: the requirements to the quality of each kind of services, as a checklist by kind and period.
//!
//! The order states forty-four requirements and no way of checking them. The house answers each for a period: met, not met, or
//! not applicable; nothing is added up.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::annex::Problem;
use crate::annex::problem::{Checker, LONGEST_PARAGRAPH};
use crate::catalogue::{Catalogue, QualityCode};
use crate::register::{Content, Line, Register, standing};

/// A line of the register of quality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum QualityEntry {
    /// The checklist of one kind for one period.
    Check(Check),
}

/// The checklist of one kind of services for one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The kind of services, 1 to 8.
    pub kind: u8,
    /// The first day of the period.
    pub from: Option<Date>,
    /// The last day of the period.
    pub to: Option<Date>,
    /// The answer to each requirement of the kind.
    pub answers: Vec<Answer>,
}

/// The answer to one requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The requirement.
    pub code: QualityCode,
    /// Whether it is met.
    pub met: Met,
    /// What was seen; needed where it is not met.
    #[serde(default)]
    pub note: String,
}

/// Whether a requirement is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// Nothing of the kind was given, or the requirement is about what the house does not have.
    NotApplicable,
}

impl Met {
    /// All answers.
    pub const ALL: [Met; 3] = [Met::Met, Met::NotMet, Met::NotApplicable];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Met::Met => "met",
            Met::NotMet => "not_met",
            Met::NotApplicable => "not_applicable",
        }
    }
}

impl Content for QualityEntry {
    const REGISTER: Register = Register::Quality;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let QualityEntry::Check(list) = self;
        let mut check = Checker::new(today);
        check.demand((1..=8).contains(&list.kind), "kind", "kind-missing");
        check.period(("from", "to"), list.from, list.to);
        check.past("to", list.to);
        let asked: Vec<QualityCode> = Catalogue::embedded()
            .requirements_of(list.kind)
            .map(|requirement| requirement.code())
            .collect();
        let complete = asked
            .iter()
            .all(|code| list.answers.iter().any(|answer| answer.code == *code));
        check.demand(complete, "answers", "missing");
        let mut seen = Vec::new();
        check.rows(&list.answers, |check, answer| {
            check.demand(asked.contains(&answer.code), "answers", "row-unknown");
            check.demand(!seen.contains(&answer.code), "answers", "row-twice");
            seen.push(answer.code);
            if answer.met == Met::NotMet {
                check.needed_text("note", &answer.note, LONGEST_PARAGRAPH);
            } else {
                check.text("note", &answer.note, LONGEST_PARAGRAPH);
            }
        });
        check.finish()
    }
}

/// The checks of a kind, the newest period first.
pub fn history(lines: &[Line<QualityEntry>], kind: u8) -> Vec<(u32, &Check)> {
    let mut checks: Vec<(u32, &Check)> = standing(lines)
        .map(|line| {
            let QualityEntry::Check(check) = &line.content;
            (line.number, check)
        })
        .filter(|(_, check)| check.kind == kind)
        .collect();
    checks.sort_by_key(|(number, check)| std::cmp::Reverse((check.to, *number)));
    checks
}

/// A requirement in a check and in the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared<'a> {
    /// The answer.
    pub now: &'a Answer,
    /// What was answered for the period before; none when there was none.
    pub before: Option<Met>,
}

/// A check beside the one of the period before it.
pub fn compare<'a>(now: &'a Check, before: Option<&Check>) -> Vec<Compared<'a>> {
    now.answers
        .iter()
        .map(|answer| Compared {
            now: answer,
            before: before
                .and_then(|check| check.answers.iter().find(|each| each.code == answer.code))
                .map(|each| each.met),
        })
        .collect()
}
