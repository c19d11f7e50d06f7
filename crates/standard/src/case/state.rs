//! What a case knows after its entries.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::{
    Child, ChildDisposition, EndingGround, Label, Mode, PlanItem, Resocialised, SheetOutcome,
};
use crate::duty::Owed;
use crate::edition::Edition;
use crate::permit::PermitRequest;
use crate::report::FileFigures;

/// The state of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The edition of the standard that the file is kept by.
    #[serde(with = "crate::edition::by_id")]
    pub edition: &'static Edition,
    /// How many entries were taken in.
    pub entries: u32,
    /// What reports count of the file.
    pub figures: FileFigures,
    /// The latest application.
    pub application: Option<Application>,
    /// The internal affairs body detected an offence: three sign the evaluation sheet.
    pub offence_detected: bool,
    /// The file of a child.
    pub is_child: bool,
    /// The file of the representative with whom a child entered.
    pub representative: Option<String>,
    /// The day on which a child was found alone.
    pub found_alone: Option<Date>,
    /// The day on which the guardianship authorities were notified.
    pub guardianship_notified: Option<Date>,
    /// The day on which the child was handed over.
    pub handed_over: Option<Date>,
    /// Open contraindications by their number.
    pub contraindications: BTreeMap<u8, Finding>,
    /// The day of the latest interview.
    pub interview: Option<Date>,
    /// The latest evaluation sheet.
    pub sheet: Option<Sheet>,
    /// Recognised as a victim.
    pub recognised: Option<Recognised>,
    /// The day on which services were refused.
    pub refused: Option<Date>,
    /// The request for the permit.
    pub request: PermitRequest,
    /// The permit in hand.
    pub permit: Option<PermitHeld>,
    /// The latest agreement.
    pub agreement: Option<Agreement>,
    /// The day on which the registration card was filled.
    pub card: Option<Date>,
    /// The latest observation: its first and last day.
    pub observation: Option<(Date, Date)>,
    /// The day on which the needs were assessed under this agreement.
    pub needs_assessed: Option<Date>,
    /// A plan that waits for approval.
    pub draft: Option<Draft>,
    /// Approved plans, the present one last.
    pub plans: Vec<Plan>,
    /// The day of the closing monitoring entry under this agreement.
    pub closing_entry: Option<Date>,
    /// The bed.
    pub bed: Option<String>,
    /// How many services were given.
    pub services_given: u32,
    /// Minutes of day stay, by day.
    pub day_minutes: BTreeMap<Date, u16>,
    /// Violations of the internal rules under this agreement, an episode counting once.
    pub violations: u32,
    pub(crate) violation_episodes: BTreeSet<Label>,
    /// An absence that goes on.
    pub absence: Option<Absence>,
    /// The day on which a stay in hospital began that goes on.
    pub hospital: Option<Date>,
    /// Where each child of the recipient lives.
    #[serde(with = "pairs")]
    pub children: BTreeMap<Child, ChildDisposition>,
    /// The ending.
    pub ending: Option<Ending>,
    /// What is in keeping.
    pub belongings: Vec<Label>,
    /// Belongings were returned or stored after the ending.
    pub returned: bool,
    /// The outcome.
    pub outcome: Option<Resocialised>,
    /// The day on which the file was closed.
    pub closed: Option<Date>,
    /// Consents that were not withdrawn.
    pub consents: Vec<Consent>,
    pub(crate) duties: Vec<Owed>,
}

/// An application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its day.
    pub on: Date,
    /// How many children it lists.
    pub children: u32,
}

/// A contraindication that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The day on which it was found.
    pub on: Date,
    /// The person was referred to a healthcare organization.
    pub referred: bool,
}

/// An evaluation sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its day.
    pub on: Date,
    /// The joint conclusion.
    pub outcome: SheetOutcome,
}

/// How a person came to be recognised as a victim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recognition {
    /// By an evaluation sheet (10–12).
    Sheet,
    /// Without one: an investigation and an injured party (13-1).
    Waiver,
    /// By the body that referred (9).
    Referral,
    /// In another organization (44).
    Transfer,
    /// Through the representative (18).
    Representative,
}

/// Recognised as a victim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// Since when.
    pub on: Date,
    /// How.
    pub how: Recognition,
}

/// A permit in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermitHeld {
    /// The day of its receipt.
    pub received_on: Date,
}

/// A resocialization agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The day of its conclusion.
    pub on: Date,
    /// Its last day.
    pub last_day: Date,
    /// The mode of stay.
    pub mode: Mode,
    /// It was extended: the stay is a long-term residence (paragraph 2).
    pub extended: bool,
    /// The entry that concluded it.
    pub opened_by: u32,
}

/// A plan that waits for approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Services.
    pub items: Vec<PlanItem>,
}

/// An approved plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Services, as last adjusted.
    pub items: Vec<PlanItem>,
    /// The day of the approval.
    pub approved_on: Date,
    /// The entry that approved it.
    pub approved_by: u32,
}

impl Plan {
    /// Whether the day lies in the plan.
    pub fn covers(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// An absence without permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The day of leaving, itself not counted.
    pub since: Date,
    /// The administration was informed, has contact, or knows a valid reason: the ground does not run.
    pub known: bool,
}

/// An ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Its day.
    pub on: Date,
    /// Its ground.
    pub ground: EndingGround,
}

/// A consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// To what.
    pub scope: Label,
    /// To whom.
    pub to: Label,
    /// Since when.
    pub from: Date,
    /// Until when, when it says so.
    pub until: Option<Date>,
    /// The number of the entry that gave it. What was folded by earlier versions has none.
    #[serde(default)]
    pub seq: u32,
}

impl Case {
    /// The agreement, when it is in force on that day: concluded, not ended, its last day not passed.
    pub fn agreement_in_force(&self, on: Date) -> Option<&Agreement> {
        self.agreement
            .as_ref()
            .filter(|agreement| self.ending.is_none() && on <= agreement.last_day)
    }

    /// The last day of the agreement.
    pub fn last_day(&self) -> Option<Date> {
        self.agreement.map(|agreement| agreement.last_day)
    }

    /// The approved plan that is present.
    pub fn plan(&self) -> Option<&Plan> {
        self.plans.last()
    }

    /// Whether the recipient is not in the house: absent, in hospital, or gone for good.
    pub fn is_away(&self) -> bool {
        self.absence.is_some() || self.hospital.is_some() || self.has_ended()
    }

    /// Whether services have ended, by order or by the hand-over of a child.
    pub fn has_ended(&self) -> bool {
        self.ending.is_some() || self.handed_over.is_some()
    }
}

/// A child is named by a number or a text: too much for the key of a JSON object.
mod pairs {
    use super::{BTreeMap, Child, ChildDisposition, Deserialize};

    pub(super) fn serialize<S: serde::Serializer>(
        children: &BTreeMap<Child, ChildDisposition>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(children)
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<Child, ChildDisposition>, D::Error> {
        Vec::<(Child, ChildDisposition)>::deserialize(deserializer)
            .map(|children| children.into_iter().collect())
    }
}
