//! Paragraph 8(8): interaction with other bodies. Every contact is a line of a register.
//!
//! "interaction with local executive bodies, with bodies of education, health care, social protection, internal affairs, justice
//! and foreign affairs, with non-governmental organizations, with the embassies of the recipients' countries and with other
//! bodies, in order to resolve questions of resocialization and of restoring the civil, property and other rights".

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::annex::Problem;
use crate::annex::problem::{Checker, LONGEST_PARAGRAPH};
use crate::register::{Content, Line, Register, standing};

/// A line of the register of contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum ContactEntry {
    /// A contact.
    Contact(Contact),
    /// The answer to one.
    Answer(Answer),
}

/// With whom: the bodies that the paragraph names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the words of the paragraph")]
pub enum With {
    LocalExecutive,
    Education,
    HealthCare,
    SocialProtection,
    InternalAffairs,
    Justice,
    ForeignAffairs,
    NonGovernmental,
    Embassy,
    Other,
}

impl With {
    /// All of them, in the order of the paragraph; the stable names.
    pub const NAMES: [&str; 10] = [
        "local_executive",
        "education",
        "health_care",
        "social_protection",
        "internal_affairs",
        "justice",
        "foreign_affairs",
        "non_governmental",
        "embassy",
        "other",
    ];
}

/// How the contact was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum By {
    Letter,
    Telephone,
    Meeting,
    Electronic,
}

impl By {
    /// The stable names.
    pub const NAMES: [&str; 4] = ["letter", "telephone", "meeting", "electronic"];
}

/// A contact with an outside body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The day.
    pub on: Option<Date>,
    /// With whom.
    pub with: With,
    /// The name of the body, and of the person there.
    pub body: String,
    /// How.
    pub by: By,
    /// What about.
    pub about: String,
    /// What came of it.
    #[serde(default)]
    pub result: String,
    /// The code of the recipient's file that it was about, when it was about one.
    #[serde(default)]
    pub file: String,
    /// The day by which an answer is expected.
    #[serde(default)]
    pub answer_by: Option<Date>,
}

/// The answer of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The line of the contact.
    pub contact: u32,
    /// The day.
    pub on: Option<Date>,
    /// What it says.
    pub answer: String,
}

impl Content for ContactEntry {
    const REGISTER: Register = Register::Contacts;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        match self {
            ContactEntry::Contact(contact) => {
                check.needed_past("on", contact.on);
                check.needed_line("body", &contact.body);
                check.needed_text("about", &contact.about, LONGEST_PARAGRAPH);
                check.text("result", &contact.result, LONGEST_PARAGRAPH);
                check.line("file", &contact.file);
                if let (Some(on), Some(by)) = (contact.on, contact.answer_by) {
                    check.demand(on <= by, "answer_by", "ends-before-beginning");
                }
            }
            ContactEntry::Answer(answer) => {
                check.demand(answer.contact > 0, "contact", "missing");
                check.needed_past("on", answer.on);
                check.needed_text("answer", &answer.answer, LONGEST_PARAGRAPH);
            }
        }
        check.finish()
    }
}

/// The contacts that wait for an answer, the earliest day first.
pub fn unanswered(lines: &[Line<ContactEntry>]) -> Vec<(u32, &Contact, Date)> {
    let answered: Vec<u32> = standing(lines)
        .filter_map(|line| match &line.content {
            ContactEntry::Answer(answer) => Some(answer.contact),
            ContactEntry::Contact(_) => None,
        })
        .collect();
    let mut waiting: Vec<_> = standing(lines)
        .filter(|line| !answered.contains(&line.number))
        .filter_map(|line| match &line.content {
            ContactEntry::Contact(contact) => {
                contact.answer_by.map(|by| (line.number, contact, by))
            }
            ContactEntry::Answer(_) => None,
        })
        .collect();
    waiting.sort_by_key(|(number, _, by)| (*by, *number));
    waiting
}
