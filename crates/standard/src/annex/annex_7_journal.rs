//! Annex 7: the journal (electronic card file) of carrying out the individual plan (paragraphs 30, 31, 35).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    problem::{Checker, LONGEST_PARAGRAPH, Problem},
    values::{PartialDate, PersonName, Signatory, Signature},
};

/// Rows that the form prints.
pub const PRINTED_ROWS: u8 = 8;
/// Most rows of one journal.
pub const MOST_ROWS: usize = 100;

/// The journal of one recipient: never of several (paragraph 31).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MonitoringJournal {
    /// The recipient of services.
    pub recipient: PersonName,
    /// Date and year of birth, perhaps partial.
    pub born: Option<PartialDate>,
    /// The monitored plan, first day.
    pub plan_from: Option<Date>,
    /// The monitored plan, last day.
    pub plan_to: Option<Date>,
    /// Period of observation, first day.
    pub observed_from: Option<Date>,
    /// Period of observation, last day.
    pub observed_to: Option<Date>,
    /// Columns 1–6.
    pub rows: Vec<JournalRow>,
    /// The specialist of the organization.
    pub specialist: Signatory,
}

/// One row of the journal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JournalRow {
    /// Column 1: number of the row. The form prints 1–8; more may follow.
    pub number: u8,
    /// Column 2: groups in which positive changes are present.
    pub present: BTreeSet<Change>,
    /// Column 2, in words.
    pub present_note: String,
    /// Column 3: groups in which positive changes are absent.
    pub absent: BTreeSet<Change>,
    /// Column 3, in words.
    pub absent_note: String,
    /// Column 4: decision.
    pub decision: Option<Decision>,
    /// Column 4, in words.
    pub decision_note: String,
    /// Column 5: date.
    pub on: Option<Date>,
    /// Column 6: surname, first name, patronymic.
    pub responsible: String,
    /// Column 6: signature.
    pub signature: Signature,
}

/// The three groups of positive changes in the footnote of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Somatic, mental, emotional state.
    State,
    /// Motor, sensory, cognitive, speech, communicative areas.
    Faculties,
    /// Self-service skills, social and labour adaptation and socialisation.
    Adaptation,
}

impl Change {
    /// The three groups, in the order of the footnote.
    pub const ALL: [Change; 3] = [Change::State, Change::Faculties, Change::Adaptation];
}

/// Column 4: what is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Go on with the plan.
    Continue,
    /// Adjust the plan (paragraph 32).
    Adjust,
    /// Complete early (paragraph 41).
    CompleteEarly,
    /// Refer elsewhere.
    Refer,
}

impl Decision {
    /// All decisions, for a list to choose from.
    pub const ALL: [Decision; 4] = [
        Decision::Continue,
        Decision::Adjust,
        Decision::CompleteEarly,
        Decision::Refer,
    ];
}

impl MonitoringJournal {
    /// What stops the journal from being signed (errors) and what should be looked at.
    pub fn check(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.name("recipient", &self.recipient);
        check.needed_birth("born", self.born);
        check.period(("plan_from", "plan_to"), self.plan_from, self.plan_to);
        check.period(
            ("observed_from", "observed_to"),
            self.observed_from,
            self.observed_to,
        );
        check.past("observed_to", self.observed_to);
        check.demand(!self.rows.is_empty(), "rows", "missing");
        check.at_most("rows", self.rows.len(), MOST_ROWS);
        let mut numbers = BTreeSet::new();
        check.rows(&self.rows, |check, row| {
            check.demand(row.number > 0, "rows.number", "row-unknown");
            check.demand(numbers.insert(row.number), "rows.number", "row-twice");
            let undecided = row.present.is_disjoint(&row.absent);
            check.demand(undecided, "rows.present", "change-present-and-absent");
            check.text("rows.present_note", &row.present_note, LONGEST_PARAGRAPH);
            check.text("rows.absent_note", &row.absent_note, LONGEST_PARAGRAPH);
            check.demand(row.decision.is_some(), "rows.decision", "missing");
            check.text("rows.decision_note", &row.decision_note, LONGEST_PARAGRAPH);
            check.needed_past("rows.on", row.on);
            check.needed_line("rows.responsible", &row.responsible);
        });
        check.signatory("specialist", &self.specialist);
        check.finish()
    }
}
