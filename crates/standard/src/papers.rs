//! Papers that the order needs and for which it gives no form: a referral, a permit, an order of the head, an act.
//!
//! They are in free form and say so (docs/interpretations/39-forms-the-order-does-not-give.md). What each of them asks for is
//! declared in [`fields`]; its words stand in `law/forms/papers/`. Contents are one JSON object of fields: [`PaperKind::read`]
//! refuses what is not of the paper, [`PaperKind::check`] says what stops it from being final.

pub mod check;
pub mod fields;

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

pub use check::{NotOfThePaper, PROBLEMS};
pub use fields::{Field, FieldKind};

use crate::{
    annex::{FileOf, Problem},
    compartment::Compartment,
};

macro_rules! papers {
    ($($(#[$doc:meta])+ $kind:ident = $name:literal, $paragraph:literal, $compartment:ident;)+) => {
        /// Which paper.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum PaperKind {
            $($(#[$doc])+ $kind,)+
        }

        impl PaperKind {
            /// All papers, in the order of the paragraphs that need them.
            pub const ALL: &[PaperKind] = &[$(PaperKind::$kind),+];

            /// The name in stored data and on the command line.
            pub fn name(self) -> &'static str {
                match self { $(PaperKind::$kind => $name,)+ }
            }

            /// The paragraph (or annex) for whose sake the paper is made.
            pub fn paragraph(self) -> &'static str {
                match self { $(PaperKind::$kind => $paragraph,)+ }
            }

            /// The part of a file in which the paper lies; of an adult's file where the two differ. Of a paper of the house, whose
            /// keys open it: the compartment in which the register of the same matter lies.
            pub fn compartment(self) -> Compartment {
                match self { $(PaperKind::$kind => Compartment::$compartment,)+ }
            }
        }
    };
}

papers! {
    /// A contraindication: the person is sent to a healthcare organization.
    HealthcareReferral = "healthcare_referral", "6", Medical;
    /// What was erased, and that it cannot be brought back; it names nobody.
    ErasureCertificate = "erasure_certificate", "7", File;
    /// A person is sent to the organization by the authorized body or the internal affairs body.
    Referral = "referral", "9", Identity;
    /// How the interview was held, and where.
    InterviewRecord = "interview_record", "13", Legal;
    /// Application and sheet go to the authorized body.
    PackageLetter = "package_letter", "14", Identity;
    /// The person is told that the services are refused, and how to appeal.
    RefusalNotice = "refusal_notice", "14", Identity;
    /// The authorized body permits the services.
    Permit = "permit", "15", Identity;
    /// The authorized body declines.
    PermitDeclined = "permit_declined", "15", Identity;
    /// The head admits.
    OrderAdmission = "order_admission", "15", Identity;
    /// The agreement is extended by three months at most.
    SupplementaryAgreement = "supplementary_agreement", "16", Identity;
    /// Guardianship authorities learn of a child without a legal representative.
    GuardianshipNotice = "guardianship_notice", "19", Identity;
    /// A child is handed over to the Centre for the Adaptation of Minors.
    ChildHandover = "child_handover", "19", Identity;
    /// What is to be entered in the portal of social services, and that it was.
    PortalSheet = "portal_sheet", "20", Identity;
    /// The internal affairs body learns of the fact and of nobody.
    PoliceNotice = "police_notice", "21", Legal;
    /// An entry in the book of complaints and suggestions.
    Complaint = "complaint", "25", Report;
    /// The answer to it.
    ComplaintReply = "complaint_reply", "26", Report;
    /// The head looks through the book every month.
    ComplaintsReview = "complaints_review", "26", Report;
    /// Three days of observation.
    ObservationSheet = "observation_sheet", "27", Social;
    /// Needs, with the recipient's opinion.
    NeedsAssessment = "needs_assessment", "27", Social;
    /// Who may monitor besides the social work specialist.
    MonitoringAuthorisation = "monitoring_authorisation", "30", House;
    /// The recipient has read the internal rules.
    RulesAcknowledgement = "rules_acknowledgement", "38", Identity;
    /// What a specialised room holds and is for.
    RoomDataSheet = "room_data_sheet", "40", File;
    /// The plan of cultural events, approved by the head.
    CulturalPlan = "cultural_plan", "40", File;
    /// The head completes the services.
    OrderCompletion = "order_completion", "41", Identity;
    /// The head terminates the services for a contraindication.
    OrderTermination = "order_termination", "42", Identity;
    /// A breach of the internal rules, with the explanation offered.
    ViolationAct = "violation_act", "43", Social;
    /// Unauthorised leaving and absence.
    AbsenceAct = "absence_act", "43", Social;
    /// The head expels.
    OrderExpulsion = "order_expulsion", "43", Identity;
    /// The head reinstates.
    OrderReinstatement = "order_reinstatement", "43", Identity;
    /// The head refers or transfers to another organization.
    OrderTransfer = "order_transfer", "44", Identity;
    /// Belongings and documents taken for safe keeping.
    BelongingsDeposit = "belongings_deposit", "45", Identity;
    /// Clothing, valuables and documents given back.
    BelongingsReturn = "belongings_return", "45", Identity;
    /// What an absent recipient has left behind is stored.
    BelongingsStorage = "belongings_storage", "45", Identity;
    /// An agency asks for the report.
    DisclosureRequest = "disclosure_request", "annex 8", Legal;
    /// The victim consents to the release of one document to one body.
    DisclosureConsent = "disclosure_consent", "annex 8", Legal;
    /// Who gives that consent where it is not the adult recipient: for a child, without legal capacity, come of age.
    ConsentGiver = "consent_giver", "annex 8", Identity;
    /// The consent is withdrawn.
    ConsentWithdrawal = "consent_withdrawal", "annex 8", Legal;
    /// The document has been handed over.
    DisclosureReceipt = "disclosure_receipt", "annex 8", Legal;
}

impl PaperKind {
    /// The part of the file of an adult or of a child in which the paper lies.
    pub fn home(self, of: FileOf) -> Compartment {
        match (self.compartment(), of) {
            (Compartment::Social, FileOf::Child) => Compartment::Children,
            (home, _) => home,
        }
    }

    /// The fields that lie elsewhere than the rest: who the person is, where the paper itself is not about that; the kind of a
    /// contraindication, and the state in which a child was handed over.
    pub fn placed_apart(self) -> &'static [(&'static str, Compartment)] {
        use Compartment::{Identity, Medical};
        const PERSON: &[(&str, Compartment)] = &[
            ("recipient", Identity),
            ("born", Identity),
            ("legal_representative", Identity),
        ];
        match self {
            PaperKind::HealthcareReferral
            | PaperKind::InterviewRecord
            | PaperKind::ObservationSheet
            | PaperKind::NeedsAssessment
            | PaperKind::ViolationAct
            | PaperKind::AbsenceAct
            | PaperKind::DisclosureRequest
            | PaperKind::DisclosureConsent
            | PaperKind::ConsentWithdrawal => PERSON,
            PaperKind::OrderTermination => &[("contraindication", Medical)],
            PaperKind::ChildHandover => &[("child_condition", Medical)],
            _ => &[],
        }
    }

    /// The acts beside which the paper lies; none when it belongs to no act of a file.
    pub fn acts(self) -> &'static [&'static str] {
        match self {
            PaperKind::HealthcareReferral => &["contraindication_found"],
            PaperKind::Referral => &["referral_registered"],
            PaperKind::InterviewRecord => &["interview_held"],
            PaperKind::PackageLetter => &["package_sent"],
            PaperKind::RefusalNotice => &["services_refused"],
            PaperKind::Permit => &["permit_received", "permit_issued"],
            PaperKind::PermitDeclined => &["permit_declined"],
            PaperKind::OrderAdmission | PaperKind::RulesAcknowledgement => &["agreement_concluded"],
            PaperKind::SupplementaryAgreement => &["agreement_extended"],
            PaperKind::GuardianshipNotice => &["guardianship_notified"],
            PaperKind::ChildHandover => &["child_handed_over"],
            PaperKind::PortalSheet => &["portal_entered"],
            PaperKind::PoliceNotice => &["police_notified"],
            PaperKind::ObservationSheet => &["observation_held"],
            PaperKind::NeedsAssessment => &["needs_assessed"],
            PaperKind::OrderCompletion
            | PaperKind::OrderTermination
            | PaperKind::OrderExpulsion
            | PaperKind::OrderTransfer => &["ended"],
            PaperKind::ViolationAct => &["violation_recorded"],
            PaperKind::AbsenceAct => &["left_without_permission"],
            PaperKind::OrderReinstatement => &["reinstated"],
            PaperKind::BelongingsDeposit => &["belongings_deposited"],
            PaperKind::BelongingsReturn | PaperKind::BelongingsStorage => &["belongings_returned"],
            PaperKind::DisclosureConsent | PaperKind::ConsentGiver => &["consent_given"],
            PaperKind::ConsentWithdrawal => &["consent_withdrawn"],
            PaperKind::DisclosureRequest | PaperKind::DisclosureReceipt => &["document_disclosed"],
            PaperKind::ErasureCertificate
            | PaperKind::Complaint
            | PaperKind::ComplaintReply
            | PaperKind::ComplaintsReview
            | PaperKind::MonitoringAuthorisation
            | PaperKind::RoomDataSheet
            | PaperKind::CulturalPlan => &[],
        }
    }

    /// Whether the paper comes with its act and never afterwards: who consents is held against the file in the moment of the consent.
    pub fn comes_with_its_act_alone(self) -> bool {
        self == PaperKind::ConsentGiver
    }

    /// Whether the paper lies in the file of a recipient. The others are about the house and nobody's file.
    pub fn is_of_a_file(self) -> bool {
        !matches!(
            self,
            PaperKind::ErasureCertificate
                | PaperKind::Complaint
                | PaperKind::ComplaintReply
                | PaperKind::ComplaintsReview
                | PaperKind::MonitoringAuthorisation
                | PaperKind::RoomDataSheet
                | PaperKind::CulturalPlan
        )
    }
}

/// The contents of a paper: its own fields, each of its kind, and no others.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    kind: PaperKind,
    fields: Map<String, Value>,
}

impl Paper {
    /// An empty paper.
    pub fn blank(kind: PaperKind) -> Self {
        let fields = kind.read(&json!({}));
        Paper {
            kind,
            fields: fields.expect("nothing is of every kind"),
        }
    }

    /// The paper of these fields; those that are not given are null.
    ///
    /// # Errors
    /// [`NotOfThePaper`] when a field is unknown or holds a value of another kind.
    pub fn read(kind: PaperKind, fields: &Value) -> Result<Self, NotOfThePaper> {
        let fields = kind.read(fields)?;
        Ok(Paper { kind, fields })
    }

    /// Which paper.
    pub fn kind(&self) -> PaperKind {
        self.kind
    }

    /// The fields, whole.
    pub fn fields(&self) -> Value {
        Value::Object(self.fields.clone())
    }

    /// What stops it from being final.
    pub fn check(&self, today: Date) -> Vec<Problem> {
        self.kind.check_fields(&self.fields, today)
    }
}

impl fmt::Display for PaperKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no paper.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown paper {0:?}")]
pub struct UnknownPaper(String);

impl FromStr for PaperKind {
    type Err = UnknownPaper;

    /// `order_expulsion` and `order-expulsion` name the same paper.
    fn from_str(text: &str) -> Result<Self, UnknownPaper> {
        let name = text.replace('-', "_");
        PaperKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| UnknownPaper(text.to_owned()))
    }
}

#[cfg(test)]
mod tests;
