//! Compartments: which part of a file somebody may know (paragraph 7, points 4 and 5).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A part of what is known about a recipient, readable by those who hold its key and by nobody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compartment {
    /// Acts with their thin facts and how the person is addressed.
    File,
    /// Names, birth, citizenship, documents, addresses, relatives; Annexes 1 and 4 (but 14–16).
    Identity,
    /// Observation, needs, plan and journal of adults; kinds of services 1 and 4–7.
    Social,
    /// The same of children.
    Children,
    /// Contraindications, items 15–16 of Annex 4, hospital papers, services of kind 2.
    Medical,
    /// Services of kind 3.
    Psychological,
    /// Interview, Annex 2, investigation, item 14 of Annex 4, exchanges, services of kind 8.
    Legal,
    /// What is for the head alone: Annex 8, the book of complaints, messages to the head.
    Report,
    /// Staff particulars: no recipient's file.
    House,
    /// No part of a file: the keys of restricted files, for an emergency.
    Emergency,
}

impl Compartment {
    /// All compartments, the widest known first.
    pub const ALL: [Compartment; 10] = [
        Compartment::File,
        Compartment::Identity,
        Compartment::Social,
        Compartment::Children,
        Compartment::Medical,
        Compartment::Psychological,
        Compartment::Legal,
        Compartment::Report,
        Compartment::House,
        Compartment::Emergency,
    ];

    /// The name in stored data.
    pub fn name(self) -> &'static str {
        match self {
            Compartment::File => "file",
            Compartment::Identity => "identity",
            Compartment::Social => "social",
            Compartment::Children => "children",
            Compartment::Medical => "medical",
            Compartment::Psychological => "psychological",
            Compartment::Legal => "legal",
            Compartment::Report => "report",
            Compartment::House => "house",
            Compartment::Emergency => "emergency",
        }
    }

    /// The compartment of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.name() == name)
    }
}

impl fmt::Display for Compartment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
