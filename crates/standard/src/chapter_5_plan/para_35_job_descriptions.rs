//! Paragraph 35: "each specialist takes part in accordance with the job description". Its versions, and who has acknowledged them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::para_34_specialists::Particulars;
use crate::annex::Problem;
use crate::annex::problem::{Checker, LONGEST_NARRATIVE};
use crate::register::{Content, Line, Register, Writer, standing};

/// A job description as it was approved. A new version is a new line; the newest of a post is the one in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobDescription {
    /// The position of Annex 5 by its name in the catalogue, or the title of a post that the annex does not name.
    pub position: String,
    /// Its words.
    pub text: String,
    /// The day on which the head approved it.
    pub approved_on: Date,
    /// The number of the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
}

impl Content for JobDescription {
    const REGISTER: Register = Register::JobDescriptions;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.needed_line("position", &self.position);
        check.needed_text("text", &self.text, LONGEST_NARRATIVE);
        check.past("approved_on", Some(self.approved_on));
        check.line("order", self.order.as_deref().unwrap_or_default());
        check.finish()
    }

    /// The head approves it.
    fn may_be_entered(&self, by: &Writer<'_>) -> bool {
        by.is_head
    }
}

/// The holder of a post has acknowledged a job description, with her signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobAcknowledged {
    /// The number of the member of staff.
    pub member: u32,
    /// The number of the line of the job description.
    pub description: u32,
    /// The day.
    pub on: Date,
}

impl Content for JobAcknowledged {
    const REGISTER: Register = Register::JobAcknowledgements;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.demand(self.member > 0, "member", "missing");
        check.demand(self.description > 0, "description", "missing");
        check.past("on", Some(self.on));
        check.finish()
    }
}

/// Where the job description of one member of staff stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acknowledgement {
    /// No description of her post was approved.
    NoDescription,
    /// The newest version waits for her signature.
    Owed {
        /// The number of its line.
        description: u32,
        /// Its version, from 1.
        version: usize,
    },
    /// She has acknowledged the newest version.
    Given {
        /// The number of its line.
        description: u32,
        /// Its version, from 1.
        version: usize,
        /// The day.
        on: Date,
    },
}

/// The post of a member of staff as job descriptions name it.
pub fn post_of(particulars: &Particulars) -> &str {
    if particulars.position.is_empty() {
        particulars.title.as_deref().unwrap_or_default()
    } else {
        &particulars.position
    }
}

/// The versions of the description of a post, in the order in which they were approved.
pub fn versions<'a>(
    lines: &'a [Line<JobDescription>],
    post: &str,
) -> Vec<&'a Line<JobDescription>> {
    let mut versions: Vec<_> = standing(lines)
        .filter(|line| line.content.position == post)
        .collect();
    versions.sort_by_key(|line| (line.content.approved_on, line.number));
    versions
}

/// Whether somebody has acknowledged the newest description of her post.
pub fn acknowledgement(
    post: &str,
    member: u32,
    descriptions: &[Line<JobDescription>],
    acknowledged: &[Line<JobAcknowledged>],
) -> Acknowledgement {
    let versions = versions(descriptions, post);
    let Some(newest) = versions.last() else {
        return Acknowledgement::NoDescription;
    };
    let (description, version) = (newest.number, versions.len());
    let given = standing(acknowledged)
        .find(|line| line.content.member == member && line.content.description == description);
    match given {
        Some(line) => Acknowledgement::Given {
            description,
            version,
            on: line.content.on,
        },
        None => Acknowledgement::Owed {
            description,
            version,
        },
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line<T>(number: u32, content: T) -> Line<T> {
        Line {
            number,
            corrects: None,
            content,
        }
    }

    #[test]
    fn para_35_a_new_version_is_to_be_acknowledged_again() {
        let version = |number, month| {
            let description = JobDescription {
                position: "lawyer".to_owned(),
                text: "Advises.".to_owned(),
                approved_on: date(2022, month, 1),
                order: None,
            };
            line(number, description)
        };
        let given = |number, description| {
            let on = date(2022, 2, 1);
            line(
                number,
                JobAcknowledged {
                    member: 7,
                    description,
                    on,
                },
            )
        };
        let state =
            |descriptions: &[_], given: &[_]| acknowledgement("lawyer", 7, descriptions, given);
        assert_eq!(state(&[], &[]), Acknowledgement::NoDescription);
        let first = version(1, 1);
        assert_eq!(
            state(std::slice::from_ref(&first), &[]),
            Acknowledgement::Owed {
                description: 1,
                version: 1
            }
        );
        let once = given(1, 1);
        assert_eq!(
            state(std::slice::from_ref(&first), std::slice::from_ref(&once)),
            Acknowledgement::Given {
                description: 1,
                version: 1,
                on: date(2022, 2, 1)
            }
        );
        let both = [first, version(2, 3)];
        assert_eq!(
            state(&both, std::slice::from_ref(&once)),
            Acknowledgement::Owed {
                description: 2,
                version: 2
            }
        );
        assert_eq!(
            state(&both, &[once, given(2, 2)]),
            Acknowledgement::Given {
                description: 2,
                version: 2,
                on: date(2022, 2, 1)
            }
        );
    }
}
