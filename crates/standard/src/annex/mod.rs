//! The typed contents of the forms: Annexes 1–8 of the standard, one module each.
//!
//! A document may be a draft: every field can be empty, so that a half-filled page can be kept. [`Document::check`] says
//! what stops it from being signed (errors) and what somebody should look at (warnings). Dates are compared with the day
//! handed in; nothing here asks what day it is.

pub mod annex_1_application;
pub mod annex_2_evaluation_sheet;
pub mod annex_3_agreement;
pub mod annex_4_registration_card;
pub mod annex_5_staff_norms;
pub mod annex_6_individual_plan;
pub mod annex_7_journal;
pub mod annex_8_report;
pub mod parts;
pub mod problem;
pub mod values;

#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use annex_1_application::Application;
pub use annex_2_evaluation_sheet::EvaluationSheet;
pub use annex_3_agreement::Agreement;
pub use annex_4_registration_card::RegistrationCard;
pub use annex_5_staff_norms::StaffNorms;
pub use annex_6_individual_plan::IndividualPlan;
pub use annex_7_journal::MonitoringJournal;
pub use annex_8_report::Report;
pub use parts::{FileOf, Partial};
pub use problem::{Problem, Severity};

/// Which of the forms of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Application.
    #[serde(rename = "annex_1")]
    Annex1,
    /// Evaluation sheet.
    #[serde(rename = "annex_2")]
    Annex2,
    /// Resocialisation agreement.
    #[serde(rename = "annex_3")]
    Annex3,
    /// Registration card.
    #[serde(rename = "annex_4")]
    Annex4,
    /// Minimum staff norms.
    #[serde(rename = "annex_5")]
    Annex5,
    /// Individual work plan.
    #[serde(rename = "annex_6")]
    Annex6,
    /// Journal of monitoring.
    #[serde(rename = "annex_7")]
    Annex7,
    /// Report, confidential.
    #[serde(rename = "annex_8")]
    Annex8,
}

impl FormKind {
    /// All forms, in the order of the annexes.
    pub const ALL: [FormKind; 8] = [
        FormKind::Annex1,
        FormKind::Annex2,
        FormKind::Annex3,
        FormKind::Annex4,
        FormKind::Annex5,
        FormKind::Annex6,
        FormKind::Annex7,
        FormKind::Annex8,
    ];

    /// The name in stored data: `annex_1` … `annex_8`.
    pub fn name(self) -> &'static str {
        match self {
            FormKind::Annex1 => "annex_1",
            FormKind::Annex2 => "annex_2",
            FormKind::Annex3 => "annex_3",
            FormKind::Annex4 => "annex_4",
            FormKind::Annex5 => "annex_5",
            FormKind::Annex6 => "annex_6",
            FormKind::Annex7 => "annex_7",
            FormKind::Annex8 => "annex_8",
        }
    }

    /// The number of the annex, 1–8.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

impl fmt::Display for FormKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown form {0:?}: use annex_1 … annex_8, or the number alone")]
pub struct UnknownForm(String);

impl FromStr for FormKind {
    type Err = UnknownForm;

    /// `annex_4`, `annex-4` and `4` name the same form.
    fn from_str(text: &str) -> Result<Self, UnknownForm> {
        let number = text
            .strip_prefix("annex_")
            .or_else(|| text.strip_prefix("annex-"))
            .unwrap_or(text);
        FormKind::ALL
            .into_iter()
            .find(|kind| kind.number().to_string() == number)
            .ok_or_else(|| UnknownForm(text.to_owned()))
    }
}

/// The contents of one form, tagged with its name: `{"form": "annex_1", "organization": …}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "form")]
pub enum Document {
    /// Annex 1.
    #[serde(rename = "annex_1")]
    Annex1(Application),
    /// Annex 2.
    #[serde(rename = "annex_2")]
    Annex2(EvaluationSheet),
    /// Annex 3.
    #[serde(rename = "annex_3")]
    Annex3(Agreement),
    /// Annex 4.
    #[serde(rename = "annex_4")]
    Annex4(RegistrationCard),
    /// Annex 5.
    #[serde(rename = "annex_5")]
    Annex5(StaffNorms),
    /// Annex 6.
    #[serde(rename = "annex_6")]
    Annex6(IndividualPlan),
    /// Annex 7.
    #[serde(rename = "annex_7")]
    Annex7(MonitoringJournal),
    /// Annex 8.
    #[serde(rename = "annex_8")]
    Annex8(Report),
}

impl Document {
    /// An empty form of that kind.
    pub fn blank(kind: FormKind) -> Self {
        match kind {
            FormKind::Annex1 => Document::Annex1(Application::default()),
            FormKind::Annex2 => Document::Annex2(EvaluationSheet::default()),
            FormKind::Annex3 => Document::Annex3(Agreement::default()),
            FormKind::Annex4 => Document::Annex4(RegistrationCard::default()),
            FormKind::Annex5 => Document::Annex5(StaffNorms::default()),
            FormKind::Annex6 => Document::Annex6(IndividualPlan::default()),
            FormKind::Annex7 => Document::Annex7(MonitoringJournal::default()),
            FormKind::Annex8 => Document::Annex8(Report::default()),
        }
    }

    /// Which form this is.
    pub fn kind(&self) -> FormKind {
        match self {
            Document::Annex1(_) => FormKind::Annex1,
            Document::Annex2(_) => FormKind::Annex2,
            Document::Annex3(_) => FormKind::Annex3,
            Document::Annex4(_) => FormKind::Annex4,
            Document::Annex5(_) => FormKind::Annex5,
            Document::Annex6(_) => FormKind::Annex6,
            Document::Annex7(_) => FormKind::Annex7,
            Document::Annex8(_) => FormKind::Annex8,
        }
    }

    /// What stops this document from being signed, and what should be looked at, in the order of the form.
    /// `today` is the day against which births and issues are compared.
    pub fn check(&self, today: Date) -> Vec<Problem> {
        match self {
            Document::Annex1(form) => form.check(today),
            Document::Annex2(form) => form.check(today),
            Document::Annex3(form) => form.check(today),
            Document::Annex4(form) => form.check(today),
            Document::Annex5(form) => form.check(today),
            Document::Annex6(form) => form.check(today),
            Document::Annex7(form) => form.check(today),
            Document::Annex8(form) => form.check(today),
        }
    }

    /// The fields alone, without the tag, as they are printed.
    pub fn fields(&self) -> serde_json::Value {
        let value = match self {
            Document::Annex1(form) => serde_json::to_value(form),
            Document::Annex2(form) => serde_json::to_value(form),
            Document::Annex3(form) => serde_json::to_value(form),
            Document::Annex4(form) => serde_json::to_value(form),
            Document::Annex5(form) => serde_json::to_value(form),
            Document::Annex6(form) => serde_json::to_value(form),
            Document::Annex7(form) => serde_json::to_value(form),
            Document::Annex8(form) => serde_json::to_value(form),
        };
        value.expect("the forms hold only strings, numbers, dates and lists, which are always JSON")
    }

    /// The document whose fields these are.
    ///
    /// # Errors
    /// When a field is unknown or holds a value of another kind.
    pub fn from_fields(
        kind: FormKind,
        fields: serde_json::Value,
    ) -> Result<Self, serde_json::Error> {
        use serde_json::from_value;
        Ok(match kind {
            FormKind::Annex1 => Document::Annex1(from_value(fields)?),
            FormKind::Annex2 => Document::Annex2(from_value(fields)?),
            FormKind::Annex3 => Document::Annex3(from_value(fields)?),
            FormKind::Annex4 => Document::Annex4(from_value(fields)?),
            FormKind::Annex5 => Document::Annex5(from_value(fields)?),
            FormKind::Annex6 => Document::Annex6(from_value(fields)?),
            FormKind::Annex7 => Document::Annex7(from_value(fields)?),
            FormKind::Annex8 => Document::Annex8(from_value(fields)?),
        })
    }
}
