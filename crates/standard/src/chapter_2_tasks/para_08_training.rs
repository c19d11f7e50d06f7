//! Paragraph 8, point 6: raising the qualification of the staff.
//!
//! The order states no term: what is owed is what the house itself has written down, the day on which a training is due again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::annex::Problem;
use crate::annex::problem::{Checker, LONGEST_PARAGRAPH};
use crate::register::{Content, Line, Register, standing};

/// A training that a member of staff had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// The number of the member of staff.
    pub member: u32,
    /// What it was about.
    pub subject: String,
    /// Who held it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Hours in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// The certificate: kind, number, day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// The day by which it is due again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again_by: Option<Date>,
}

impl Content for Training {
    const REGISTER: Register = Register::Training;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.demand(self.member > 0, "member", "missing");
        check.needed_line("subject", &self.subject);
        check.line("held_by", self.held_by.as_deref().unwrap_or_default());
        check.period(("from", "to"), Some(self.from), Some(self.to));
        check.past("to", Some(self.to));
        check.text(
            "paper",
            self.paper.as_deref().unwrap_or_default(),
            LONGEST_PARAGRAPH,
        );
        if let Some(again_by) = self.again_by {
            check.demand(self.to < again_by, "again_by", "ends-before-beginning");
        }
        check.finish()
    }
}

/// A training that is due again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingDue {
    /// The number of the member of staff.
    pub member: u32,
    /// What it is about.
    pub subject: String,
    /// The last day in time.
    pub due: Date,
}

/// The trainings that are due again, the earliest first: for each of these members and each subject the newest training counts.
pub fn trainings_due(lines: &[Line<Training>], members: &[u32]) -> Vec<TrainingDue> {
    let same = |one: &Training, other: &Training| {
        one.member == other.member
            && one.subject.trim().to_lowercase() == other.subject.trim().to_lowercase()
    };
    let mut due: Vec<TrainingDue> = standing(lines)
        .filter(|line| members.contains(&line.content.member))
        .filter(|line| {
            !standing(lines).any(|later| {
                same(&line.content, &later.content)
                    && (later.content.to, later.number) > (line.content.to, line.number)
            })
        })
        .filter_map(|line| {
            Some(TrainingDue {
                member: line.content.member,
                subject: line.content.subject.clone(),
                due: line.content.again_by?,
            })
        })
        .collect();
    due.sort_by_key(|one| (one.due, one.member));
    due
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(
        number: u32,
        member: u32,
        subject: &str,
        to: Date,
        again_by: Option<Date>,
    ) -> Line<Training> {
        Line {
            number,
            corrects: None,
            content: Training {
                member,
                subject: subject.to_owned(),
                held_by: None,
                from: to,
                to,
                hours: None,
                paper: None,
                again_by,
            },
        }
    }

    #[test]
    fn para_08_a_training_is_due_again_until_the_next_one_of_its_subject() {
        let first = line(
            1,
            1,
            "Алғашқы көмек",
            date(2022, 3, 1),
            Some(date(2023, 3, 1)),
        );
        let other = line(
            2,
            2,
            "Алғашқы көмек",
            date(2022, 4, 1),
            Some(date(2023, 4, 1)),
        );
        let again = line(3, 1, "алғашқы көмек ", date(2023, 2, 1), None);
        let due = |lines: &[Line<Training>], members: &[u32]| -> Vec<(u32, Date)> {
            trainings_due(lines, members)
                .into_iter()
                .map(|due| (due.member, due.due))
                .collect()
        };
        let before = [first.clone(), other.clone()];
        assert_eq!(
            due(&before, &[1, 2]),
            [(1, date(2023, 3, 1)), (2, date(2023, 4, 1))]
        );
        assert_eq!(
            due(&[first, other, again], &[1, 2]),
            [(2, date(2023, 4, 1))]
        );
        assert_eq!(
            due(&before, &[1]),
            [(1, date(2023, 3, 1))],
            "who has left owes no training"
        );
    }
}
