//! Annex 2: the evaluation sheet (paragraphs 10–12).
//!
//! The form has columns for points and totals but neither a scale nor a pass mark. Each indicator that was found counts one
//! point, the totals are added up, and **nothing here draws a conclusion from them**: the people who sign decide together.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    problem::{Checker, Problem},
    values::{OwnSignature, PersonName, Signatory},
};

/// One of the four blocks of indicators. Rows 1, 7, 20 and 28 are their headings and bear no point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Rows 2–6: the purpose.
    Purpose,
    /// Rows 8–19: actions committed against the person.
    Actions,
    /// Rows 21–27: means used against the person.
    Means,
    /// Rows 29–32: harm caused to the person.
    Harm,
}

impl Block {
    /// The four blocks, in the order of the form.
    pub const ALL: [Block; 4] = [Block::Purpose, Block::Actions, Block::Means, Block::Harm];

    /// The row of the heading.
    pub fn heading(self) -> u8 {
        match self {
            Block::Purpose => 1,
            Block::Actions => 7,
            Block::Means => 20,
            Block::Harm => 28,
        }
    }

    /// The rows that bear an indicator.
    pub fn rows(self) -> std::ops::RangeInclusive<u8> {
        match self {
            Block::Purpose => 2..=6,
            Block::Actions => 8..=19,
            Block::Means => 21..=27,
            Block::Harm => 29..=32,
        }
    }

    /// The name in stored data and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            Block::Purpose => "purpose",
            Block::Actions => "actions",
            Block::Means => "means",
            Block::Harm => "harm",
        }
    }
}

/// The joint conclusion of those who sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// Recognised as a victim of ill-treatment.
    Recognised,
    /// Not recognised.
    NotRecognised,
}

/// The sheet that results from the interview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EvaluationSheet {
    /// Heading: the person assessed.
    pub person: PersonName,
    /// Rows 2–32: the numbers of the rows whose indicator was found.
    pub indicators: BTreeSet<u8>,
    /// Exactly one conclusion, drawn by people.
    pub conclusion: Option<Conclusion>,
    /// Signature of the person assessed.
    pub person_signature: OwnSignature,
    /// The specialist of the organization.
    pub organization: Signatory,
    /// The representative of the district (city) authorized body of employment and social programmes.
    pub authorized_body: Signatory,
    /// The representative of the internal affairs body, where it takes part (paragraph 11).
    pub internal_affairs: Option<Signatory>,
}

/// The sums of the form: one point for each indicator found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Total of rows 2–6.
    pub purpose: u8,
    /// Total of rows 8–19.
    pub actions: u8,
    /// Total of rows 21–27.
    pub means: u8,
    /// Total of rows 29–32.
    pub harm: u8,
    /// Total result.
    pub all: u8,
}

impl EvaluationSheet {
    /// Whether a row bears an indicator: 2–32 without the four headings.
    pub fn is_indicator(row: u8) -> bool {
        Block::ALL.iter().any(|block| block.rows().contains(&row))
    }

    /// The total of one block.
    pub fn total(&self, block: Block) -> u8 {
        let found = self
            .indicators
            .iter()
            .filter(|row| block.rows().contains(row))
            .count();
        u8::try_from(found).expect("a block has at most twelve rows")
    }

    /// The totals per block and the total result.
    pub fn totals(&self) -> Totals {
        let [purpose, actions, means, harm] = Block::ALL.map(|block| self.total(block));
        Totals {
            purpose,
            actions,
            means,
            harm,
            all: purpose + actions + means + harm,
        }
    }

    /// What stops the sheet from being signed (errors) and what should be looked at. A recognition without a single
    /// indicator is looked at, not refused.
    pub fn check(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.name("person", &self.person);
        if self.indicators.iter().any(|row| !Self::is_indicator(*row)) {
            check.error("indicators", "indicator-unknown");
        }
        match self.conclusion {
            None => check.error("conclusion", "conclusion-missing"),
            Some(Conclusion::Recognised) if self.indicators.is_empty() => {
                check.warn("indicators", "indicator-none");
            }
            Some(_) => {}
        }
        check.past("person_signature", self.person_signature.on);
        check.signature("person_signature", self.person_signature.signature);
        check.signatory("organization", &self.organization);
        check.signatory("authorized_body", &self.authorized_body);
        if let Some(officer) = &self.internal_affairs {
            check.signatory("internal_affairs", officer);
        }
        check.finish()
    }
}
