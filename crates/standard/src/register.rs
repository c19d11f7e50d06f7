//! The registers of a house: what an organization keeps that is no recipient's case file.
//!
//! A register is a list of numbered entries that only grows. Nothing in it is edited: a correction is a later entry that
//! names the one it corrects, and the corrected one stays legible. What an entry may say is a type of the paragraph that
//! asks for the register; here is what all of them have in common.

use jiff::civil::Date;
use serde::{Serialize, de::DeserializeOwned};

use crate::actor::Actor;
use crate::annex::Problem;
use crate::compartment::Compartment;

macro_rules! registers {
    ($($name:ident = $id:literal, $paragraph:literal, $compartment:ident, $what:literal;)*) => {
        /// A register of the house.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Register {
            $(#[doc = $what] $name),*
        }

        impl Register {
            /// All registers, in the order of the law.
            pub const ALL: &'static [Register] = &[$(Register::$name),*];

            /// The name in stored data, in addresses and in the program's words.
            pub fn name(self) -> &'static str {
                match self { $(Register::$name => $id),* }
            }

            /// The paragraph that asks for it.
            pub fn paragraph(self) -> &'static str {
                match self { $(Register::$name => $paragraph),* }
            }

            /// Whose keys open it. Whoever does not hold it can write into it, and not read it.
            pub fn compartment(self) -> Compartment {
                match self { $(Register::$name => Compartment::$compartment),* }
            }
        }
    };
}

registers! {
    Contacts = "contacts", "8", File, "Contacts with outside bodies.";
    Training = "training", "8", House, "Training of the staff.";
    Premises = "premises", "22", File, "Papers of the premises, inspections, accessibility, data sheets of rooms.";
    Complaints = "complaints", "25", Report, "The book of complaints and suggestions.";
    ComplaintReplies = "complaint_replies", "25", Report, "Answers to entries of the book.";
    ComplaintWordings = "complaint_wordings", "25", Report, "How entries of the book are shown, where their words name somebody.";
    ToHead = "to_head", "25", Report, "Confidential messages to the head alone.";
    ToHeadReplies = "to_head_replies", "25", Report, "Answers to confidential messages to the head.";
    ToBody = "to_body", "25", Legal, "Confidential messages to an authorized body, in its own record.";
    ToBodyReplies = "to_body_replies", "25", Legal, "Answers to confidential messages to an authorized body.";
    ComplaintReviews = "complaint_reviews", "26", Report, "The head's monthly reviews of the book.";
    Staff = "staff", "34", House, "Particulars of the staff.";
    StaffBasis = "staff_basis", "annex 5", House, "The numbers of the house by which the norms of staff are read.";
    JobDescriptions = "job_descriptions", "35", House, "Job descriptions in their versions.";
    JobAcknowledgements = "job_acknowledgements", "35", House, "Who has acknowledged which job description.";
    Controls = "controls", "36", House, "Controls of the work of specialists.";
    Rooms = "rooms", "37", File, "Rooms and their beds.";
    InternalRules = "internal_rules", "38", File, "The internal rules in their versions.";
    Quality = "quality", "40", File, "The checklist of quality by kind and period.";
}

impl Register {
    /// Whether its lines are entered by the head: the internal rules are the head's to approve (paragraph 38).
    pub fn is_kept_by_the_head(self) -> bool {
        self == Register::InternalRules
    }

    /// Whether an organization keeps it. The others are an authorized body's: what is said to it in confidence (paragraph 25).
    pub fn is_of_a_house(self) -> bool {
        !matches!(self, Register::ToBody | Register::ToBodyReplies)
    }

    /// The register of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|register| register.name() == name)
    }
}

/// What an entry of a register says.
///
/// Every entry ever written must still read: a new field has a default, a new kind of entry is a new variant.
pub trait Content: Serialize + DeserializeOwned + Send {
    /// The register that it belongs to.
    const REGISTER: Register;

    /// What is wrong with it, as of today.
    fn problems(&self, today: Date) -> Vec<Problem>;

    /// Who may enter it: by default whoever may read the register; of some registers the head alone.
    fn may_be_entered(&self, by: &Writer<'_>) -> bool {
        by.holds && (by.is_head || !Self::REGISTER.is_kept_by_the_head())
    }
}

/// Who writes into a register.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// In whose names she may act.
    pub actors: &'a [Actor],
    /// Whether she is the head or the acting head.
    pub is_head: bool,
    /// Whether she holds the compartment of the register.
    pub holds: bool,
}

/// An entry with its place in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<T> {
    /// Its number, from 1, without gaps.
    pub number: u32,
    /// The entry that it corrects, when it does.
    pub corrects: Option<u32>,
    /// What it says.
    pub content: T,
}

/// The entries that no later entry corrects, in the order of their numbers.
pub fn standing<T>(lines: &[Line<T>]) -> impl DoubleEndedIterator<Item = &Line<T>> {
    lines
        .iter()
        .filter(|line| corrected_by(lines, line.number).is_none())
}

/// The number of the entry that corrects this one.
pub fn corrected_by<T>(lines: &[Line<T>], number: u32) -> Option<u32> {
    lines
        .iter()
        .rev()
        .find(|later| later.corrects == Some(number))
        .map(|later| later.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_entry_no_longer_stands_and_its_correction_does() {
        let line = |number, corrects| Line {
            number,
            corrects,
            content: (),
        };
        let lines = [
            line(1, None),
            line(2, None),
            line(3, Some(1)),
            line(4, Some(3)),
        ];
        let numbers: Vec<u32> = standing(&lines).map(|line| line.number).collect();
        assert_eq!(numbers, [2, 4]);
        assert_eq!(corrected_by(&lines, 1), Some(3));
        assert_eq!(corrected_by(&lines, 2), None);
    }

    #[test]
    fn a_register_is_found_by_its_name_and_no_two_share_one() {
        for register in Register::ALL {
            assert_eq!(Register::from_name(register.name()), Some(*register));
        }
        assert_eq!(Register::from_name("journal"), None);
    }
}
