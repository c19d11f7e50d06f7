//! Annex 8: the report on the assessment of ill-treatment (paragraph 14-1). Confidential: it leaves the house only on a
//! written request **and** with the written consent of the victim.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{
    problem::{Checker, LONGEST_NARRATIVE, LONGEST_PARAGRAPH, Problem},
    values::{PersonName, Signatory},
};

/// What the person authorised for identification reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Report {
    /// 1–3: surname, first name, patronymic (if any).
    pub name: PersonName,
    /// 4: date and time, local.
    pub at: Option<DateTime>,
    /// 5: place (name and address of the institution).
    pub place: String,
    /// 6: circumstances at identification (staff or accompanying persons present) and information related to the fact.
    pub circumstances: String,
    /// 7: what happened to the victim, by the interview (methods and time of the alleged ill-treatment, complaints).
    pub account: String,
    /// 8: the person authorised for identification.
    pub authorised_person: Signatory,
}

impl Report {
    /// What stops the report from being signed (errors) and what should be looked at.
    pub fn check(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.name("name", &self.name);
        check.needed_past("at", self.at.map(DateTime::date));
        check.needed_text("place", &self.place, LONGEST_PARAGRAPH);
        check.needed_text("circumstances", &self.circumstances, LONGEST_NARRATIVE);
        check.needed_text("account", &self.account, LONGEST_NARRATIVE);
        check.signatory("authorised_person", &self.authorised_person);
        check.finish()
    }
}
