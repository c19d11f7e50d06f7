//! The typed contents of the forms: Annexes 1–8 of the standard, one module each. A paper in free form ([`crate::papers`]) is
//! a document too.
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
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::papers::{Paper, PaperKind};

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

/// Which of the forms of the order, or which paper in free form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormKind {
    /// Application.
    Annex1,
    /// Evaluation sheet.
    Annex2,
    /// Resocialisation agreement.
    Annex3,
    /// Registration card.
    Annex4,
    /// Minimum staff norms.
    Annex5,
    /// Individual work plan.
    Annex6,
    /// Journal of monitoring.
    Annex7,
    /// Report, confidential.
    Annex8,
    /// A paper that the order needs and gives no form for.
    Paper(PaperKind),
}

impl FormKind {
    /// All forms of the order, in the order of the annexes. (Papers in free form: [`PaperKind::ALL`].)
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

    /// The name in stored data: `annex_1` … `annex_8`, or the name of the paper.
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
            FormKind::Paper(paper) => paper.name(),
        }
    }

    /// The number of the annex, 1–8; none of a paper.
    pub fn number(self) -> Option<u8> {
        self.name().strip_prefix("annex_")?.parse().ok()
    }

    /// The paper, when it is one.
    pub fn paper(self) -> Option<PaperKind> {
        match self {
            FormKind::Paper(paper) => Some(paper),
            _ => None,
        }
    }
}

impl fmt::Display for FormKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for FormKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for FormKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        FormKind::named(&name).ok_or_else(|| de::Error::custom("the form is unknown"))
    }
}

/// The text names no form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown form {0:?}: use annex_1 … annex_8, the number alone, or the name of a paper")]
pub struct UnknownForm(String);

impl FormKind {
    /// The form of exactly that name in stored data.
    pub fn named(name: &str) -> Option<Self> {
        FormKind::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .or_else(|| {
                let paper = PaperKind::ALL.iter().find(|paper| paper.name() == name);
                paper.map(|paper| FormKind::Paper(*paper))
            })
    }
}

impl FromStr for FormKind {
    type Err = UnknownForm;

    /// `annex_4`, `annex-4` and `4` name the same form, `order_expulsion` and `order-expulsion` the same paper.
    fn from_str(text: &str) -> Result<Self, UnknownForm> {
        let written = text.replace('-', "_");
        FormKind::named(&written)
            .or_else(|| FormKind::named(&format!("annex_{written}")))
            .ok_or_else(|| UnknownForm(text.to_owned()))
    }
}

/// The contents of one form, tagged with its name: `{"form": "annex_1", "organization": …}`.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// Annex 1.
    Annex1(Application),
    /// Annex 2.
    Annex2(EvaluationSheet),
    /// Annex 3.
    Annex3(Agreement),
    /// Annex 4.
    Annex4(RegistrationCard),
    /// Annex 5.
    Annex5(StaffNorms),
    /// Annex 6.
    Annex6(IndividualPlan),
    /// Annex 7.
    Annex7(MonitoringJournal),
    /// Annex 8.
    Annex8(Report),
    /// A paper in free form.
    Paper(Paper),
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = self.fields();
        fields["form"] = self.kind().name().into();
        fields.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = serde_json::Map::deserialize(deserializer)?;
        let kind = match fields.remove("form") {
            Some(serde_json::Value::String(name)) => {
                FormKind::named(&name).ok_or_else(|| de::Error::custom("the form is unknown"))?
            }
            _ => return Err(de::Error::missing_field("form")),
        };
        Document::from_fields(kind, fields.into()).map_err(de::Error::custom)
    }
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
            FormKind::Paper(kind) => Document::Paper(Paper::blank(kind)),
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
            Document::Paper(paper) => FormKind::Paper(paper.kind()),
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
            Document::Paper(paper) => paper.check(today),
        }
    }

    /// What stops this document from being frozen: the errors of [`Self::check`].
    pub fn errors(&self, today: Date) -> Vec<Problem> {
        let mut problems = self.check(today);
        problems.retain(|problem| problem.severity == Severity::Error);
        problems
    }

    /// Whether it stands as it was signed: without errors, and with every signature that its form has a mark for. A paper in
    /// free form has no marks; it is signed when it is put into the file.
    pub fn is_signed(&self, today: Date) -> bool {
        let stops = |problem: &Problem| {
            problem.severity == Severity::Error || problem.problem == "unsigned"
        };
        !self.check(today).iter().any(stops)
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
            Document::Paper(paper) => Ok(paper.fields()),
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
            FormKind::Paper(kind) => Document::Paper(
                Paper::read(kind, &fields).map_err(<serde_json::Error as de::Error>::custom)?,
            ),
        })
    }
}
