//! Annex 6: the individual work plan (paragraphs 29, 32).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    problem::{Checker, LONGEST_PARAGRAPH, Problem},
    values::{PartialDate, PersonName, Signatory, Signature},
};
use crate::catalogue::ServiceCode;

/// Most items of one plan.
pub const MOST_ITEMS: usize = 200;

/// The plan by which one recipient is served, approved by the head.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IndividualPlan {
    /// "I approve": the head of the organization.
    pub approved_by: Signatory,
    /// Name of the organization.
    pub organization: String,
    /// The recipient of services.
    pub recipient: PersonName,
    /// Date and year of birth, perhaps partial.
    pub born: Option<PartialDate>,
    /// Date of admission to the organization.
    pub admitted_on: Option<Date>,
    /// Observation, first day.
    pub observed_from: Option<Date>,
    /// Observation, last day.
    pub observed_to: Option<Date>,
    /// The plan, first day.
    pub from: Option<Date>,
    /// The plan, last day; within the agreement.
    pub to: Option<Date>,
    /// Columns 1–5: what is planned; the form prints its eight kinds whether or not there are items of each.
    pub items: Vec<PlanItem>,
    /// Date of revision of the plan.
    pub revised_on: Option<Date>,
    /// The specialist of the organization.
    pub specialist: Signatory,
}

/// One planned service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanItem {
    /// Columns 1–3: the service of the catalogue, `1.1` … `8.12`; its first number is the kind.
    pub code: String,
    /// Column 3: the measure in own words, beside the name of the service.
    pub measure: String,
    /// Column 3: volume (frequency or quantity).
    pub volume: String,
    /// Column 4: surname, first name, patronymic of the responsible specialist.
    pub responsible: String,
    /// Column 4: signature.
    pub signature: Signature,
    /// Column 5: date.
    pub on: Option<Date>,
}

impl PlanItem {
    /// The service of paragraph 40; none when the code is not of the eight kinds.
    pub fn service(&self) -> Option<ServiceCode> {
        self.code
            .parse()
            .ok()
            .filter(|code: &ServiceCode| !code.is_general())
    }
}

impl IndividualPlan {
    /// What stops the plan from being approved (errors) and what should be looked at. That it lies within the agreement is
    /// the journal's to judge (paragraph 29).
    pub fn check(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.signatory("approved_by", &self.approved_by);
        check.needed_line("organization", &self.organization);
        check.name("recipient", &self.recipient);
        check.needed_birth("born", self.born);
        check.needed_past("admitted_on", self.admitted_on);
        check.period(
            ("observed_from", "observed_to"),
            self.observed_from,
            self.observed_to,
        );
        check.past("observed_to", self.observed_to);
        check.period(("from", "to"), self.from, self.to);
        check.demand(!self.items.is_empty(), "items", "missing");
        check.at_most("items", self.items.len(), MOST_ITEMS);
        check.rows(&self.items, |check, item| {
            check.demand(item.service().is_some(), "items.code", "service-unknown");
            check.text("items.measure", &item.measure, LONGEST_PARAGRAPH);
            check.line("items.volume", &item.volume);
            check.needed_line("items.responsible", &item.responsible);
            if let (Some(on), Some(from), Some(to)) = (item.on, self.from, self.to)
                && !(from..=to).contains(&on)
            {
                check.warn("items.on", "outside-plan");
            }
        });
        check.past("revised_on", self.revised_on);
        check.signatory("specialist", &self.specialist);
        check.finish()
    }
}
