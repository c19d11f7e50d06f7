#![doc = include_str!("../../../../law/paragraphs/para_36.md")]

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::annex::Problem;
use crate::annex::problem::{Checker, LONGEST_PARAGRAPH};
use crate::chapter_5_plan::para_34_specialists::Particulars;
use crate::register::{Content, Line, Register, Writer, standing};

/// What a control showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// The work is done well.
    InOrder,
    /// Remarks, to be put right.
    Remarks,
    /// Duties are not carried out.
    NotDone,
}

impl Found {
    /// All results.
    pub const ALL: [Found; 3] = [Found::InOrder, Found::Remarks, Found::NotDone];

    /// The name in stored data and in the program's words.
    pub fn name(self) -> &'static str {
        match self {
            Found::InOrder => "in_order",
            Found::Remarks => "remarks",
            Found::NotDone => "not_done",
        }
    }

    /// The result of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.name() == name)
    }
}

/// A control of the work of one member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// The number of the member of staff.
    pub member: u32,
    /// The day.
    pub on: Date,
    /// What was looked at.
    pub what: String,
    /// What it showed.
    pub found: Found,
    /// What is to be put right, and by when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// The day by which the next one is held. "Regularly": how often, the house says here; the order does not.
    pub next: Date,
}

impl Content for Control {
    const REGISTER: Register = Register::Controls;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.demand(self.member > 0, "member", "missing");
        check.past("on", Some(self.on));
        check.needed_line("what", &self.what);
        check.text(
            "remark",
            self.remark.as_deref().unwrap_or_default(),
            LONGEST_PARAGRAPH,
        );
        let explained = self.found == Found::InOrder || self.remark.is_some();
        check.demand(explained, "remark", "missing");
        check.demand(self.on < self.next, "next", "ends-before-beginning");
        check.finish()
    }

    /// "controlled by the administration of the organization".
    fn may_be_entered(&self, by: &Writer<'_>) -> bool {
        by.is_head
    }
}

/// A member of staff whose work is to be controlled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ControlDue {
    /// The number of the member of staff.
    pub member: u32,
    /// The last day in time; none for whoever was never controlled.
    pub due: Option<Date>,
}

/// The director among the positions of Annex 5.
const DIRECTOR: &str = "director";

/// Whether somebody's work is controlled: the director controls, and is not controlled by herself.
pub fn is_controlled(one: &Particulars) -> bool {
    one.position != DIRECTOR
}

/// Who is to be controlled next: "all specialists". Those who never were come first.
pub fn controls_due(lines: &[Line<Control>], members: &[u32]) -> Vec<ControlDue> {
    let mut due: Vec<ControlDue> = members
        .iter()
        .map(|member| ControlDue {
            member: *member,
            due: standing(lines)
                .filter(|line| line.content.member == *member)
                .max_by_key(|line| (line.content.on, line.number))
                .map(|line| line.content.next),
        })
        .collect();
    due.sort_by_key(|one| (one.due, one.member));
    due
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(number: u32, member: u32, on: Date, next: Date) -> Line<Control> {
        Line {
            number,
            corrects: None,
            content: Control {
                member,
                on,
                what: "plans".to_owned(),
                found: Found::InOrder,
                remark: None,
                next,
            },
        }
    }

    #[test]
    fn para_36_every_specialist_is_controlled_and_whoever_never_was_comes_first() {
        let lines = [
            line(1, 1, date(2022, 1, 10), date(2022, 4, 10)),
            line(2, 1, date(2022, 4, 4), date(2022, 7, 4)),
            line(3, 2, date(2022, 3, 1), date(2022, 6, 1)),
        ];
        let due: Vec<_> = controls_due(&lines, &[1, 2, 3])
            .into_iter()
            .map(|one| (one.member, one.due))
            .collect();
        assert_eq!(
            due,
            [
                (3, None),
                (2, Some(date(2022, 6, 1))),
                (1, Some(date(2022, 7, 4)))
            ]
        );
    }

    #[test]
    fn para_36_what_is_not_in_order_is_said() {
        let mut control = line(1, 1, date(2022, 1, 10), date(2022, 4, 10)).content;
        control.found = Found::Remarks;
        let today = date(2022, 1, 10);
        assert!(
            control
                .problems(today)
                .iter()
                .any(|problem| problem.field == "remark")
        );
        control.remark = Some("two plans without an opinion".to_owned());
        assert_eq!(control.problems(today), []);
        control.next = control.on;
        assert!(
            control
                .problems(today)
                .iter()
                .any(|problem| problem.field == "next")
        );
    }
}
