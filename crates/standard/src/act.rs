//! The acts of a case file: past tense and thin. What a form contains lives in a document beside the act.
//!
//! Names and facts are a public contract: the journal, `tirek simulate`, the API and imports all use this JSON.

mod facts;
mod line;

pub use facts::*;
pub use line::{Line, LineError, object, parse_date, parse_line};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::annex::FormKind;

/// One entry of a case file: who did what on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The number of the entry in the order of entering; in `tirek simulate`, the number of the line.
    pub seq: u32,
    /// The day on which the act was done in law.
    pub on: Date,
    /// Who did it.
    pub by: Actor,
    /// What was done.
    pub act: Act,
}

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident = $text:literal, cited $paragraph:literal;)*) => {
        /// Everything that can happen in a case file.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "act", rename_all = "snake_case")]
        pub enum Act {
            $($(#[$doc])* $name($name),)*
        }

        impl Act {
            /// The names of all acts, in the order of the law.
            pub const NAMES: &'static [&'static str] = &[$($text),*];

            /// The name of the act in stored data.
            pub fn name(&self) -> &'static str {
                match self { $(Act::$name(_) => $text,)* }
            }

            /// The paragraph that an act rests on; cited when somebody acts who may not.
            pub fn paragraph(&self) -> &'static str {
                match self { $(Act::$name(_) => $paragraph,)* }
            }

            /// The paragraph that the act of this name rests on.
            pub fn paragraph_of(name: &str) -> Option<&'static str> {
                match name { $($text => Some($paragraph),)* _ => None }
            }
        }
    };
}

acts! {
    /// An application on the form of Annex 1 was registered.
    ApplicationRegistered = "application_registered", cited "9";
    /// A written referral of another body was registered.
    ReferralRegistered = "referral_registered", cited "9";
    /// The internal affairs body detected an offence: three sign the evaluation sheet from here on.
    OffenceDetected = "offence_detected", cited "11";
    /// The person came from another organization with identification and permit.
    TransferredIn = "transferred_in", cited "44";
    /// A medical contraindication was found.
    ContraindicationFound = "contraindication_found", cited "6";
    /// A contraindication is no longer there.
    ContraindicationCleared = "contraindication_cleared", cited "6";
    /// The interview was held, with its eight attestations.
    InterviewHeld = "interview_held", cited "12";
    /// The evaluation sheet of Annex 2 was filled and signed.
    EvaluationSheetFilled = "evaluation_sheet_filled", cited "10";
    /// Identification was not required: a pre-trial investigation, and the person is the injured party.
    IdentificationWaived = "identification_waived", cited "13-1";
    /// The report of Annex 8 was drawn up.
    ReportDrawnUp = "report_drawn_up", cited "14-1";
    /// The applicant was given the notice of refusal.
    ServicesRefused = "services_refused", cited "14";
    /// Application and evaluation sheet were sent to the authorized body.
    PackageSent = "package_sent", cited "14";
    /// The authorized body received them.
    PackageReceivedByBody = "package_received_by_body", cited "15";
    /// The authorized body issued the permit.
    PermitIssued = "permit_issued", cited "15";
    /// The authorized body sent the permit to the organization.
    PermitSent = "permit_sent", cited "15";
    /// The authorized body declined, with its reason.
    PermitDeclined = "permit_declined", cited "15";
    /// The organization received the permit.
    PermitReceived = "permit_received", cited "15";
    /// The resocialization agreement of Annex 3 was concluded.
    AgreementConcluded = "agreement_concluded", cited "15";
    /// The agreement was extended.
    AgreementExtended = "agreement_extended", cited "16";
    /// It was settled where a child of the recipient lives.
    ChildSettled = "child_settled", cited "17";
    /// A child entered with its representative.
    AdmittedWithRepresentative = "admitted_with_representative", cited "18";
    /// A child without a legal representative was found.
    ChildFoundAlone = "child_found_alone", cited "19";
    /// The guardianship authorities were notified.
    GuardianshipNotified = "guardianship_notified", cited "19";
    /// The child was handed over to the Centre for Adaptation of Minors.
    ChildHandedOver = "child_handed_over", cited "19";
    /// The registration card of Annex 4 was filled.
    RegistrationCardFilled = "registration_card_filled", cited "20";
    /// The card's data were entered in the portal of social services.
    PortalEntered = "portal_entered", cited "20";
    /// The police were told of the fact, without identity.
    PoliceNotified = "police_notified", cited "21";
    /// The recipient was observed.
    ObservationHeld = "observation_held", cited "27";
    /// The needs were assessed.
    NeedsAssessed = "needs_assessed", cited "27";
    /// An individual plan of Annex 6 was drawn up.
    PlanDrawnUp = "plan_drawn_up", cited "29";
    /// The head approved the plan.
    PlanApproved = "plan_approved", cited "29";
    /// The plan was adjusted.
    PlanAdjusted = "plan_adjusted", cited "32";
    /// A specialist recorded the results of the quarter.
    ResultsRecorded = "results_recorded", cited "35";
    /// A monitoring entry of Annex 7 was made.
    MonitoringRecorded = "monitoring_recorded", cited "30";
    /// A bed was assigned.
    RoomAssigned = "room_assigned", cited "37";
    /// The bed was left.
    RoomLeft = "room_left", cited "37";
    /// A service was given.
    ServiceGiven = "service_given", cited "40";
    /// The recipient was informed of services, rules or rights.
    Informed = "informed", cited "8";
    /// Bedding, hygiene items, clothes or shoes were issued.
    ItemIssued = "item_issued", cited "8";
    /// A visit of a day stay.
    DayVisit = "day_visit", cited "2";
    /// A violation of the internal rules was recorded.
    ViolationRecorded = "violation_recorded", cited "43";
    /// The recipient left without permission.
    LeftWithoutPermission = "left_without_permission", cited "43";
    /// The absent recipient made contact.
    ContactMade = "contact_made", cited "43";
    /// The absent recipient returned.
    Returned = "returned", cited "43";
    /// A stay in hospital began; services are suspended.
    HospitalStayBegan = "hospital_stay_began", cited "43";
    /// The stay in hospital ended.
    HospitalStayEnded = "hospital_stay_ended", cited "43";
    /// Services were completed, terminated, or ended by expulsion or transfer, by order of the head.
    Ended = "ended", cited "44";
    /// The recipient was reinstated.
    Reinstated = "reinstated", cited "43";
    /// Belongings or valuables were taken into keeping.
    BelongingsDeposited = "belongings_deposited", cited "45";
    /// Belongings were given back, or stored for an absent recipient.
    BelongingsReturned = "belongings_returned", cited "45";
    /// The outcome of the agreement term was assessed.
    OutcomeAssessed = "outcome_assessed", cited "33";
    /// The file was closed.
    Closed = "closed", cited "45";
    /// The recipient gave a consent.
    ConsentGiven = "consent_given", cited "9";
    /// The recipient withdrew a consent.
    ConsentWithdrawn = "consent_withdrawn", cited "9";
    /// A document was disclosed to another body.
    DocumentDisclosed = "document_disclosed", cited "annex 8";
    /// An entry was struck out: it stays legible and no longer counts.
    EntryStruckOut = "entry_struck_out", cited "journal";
}

impl Act {
    /// The form whose document is required beside the act.
    pub fn required_form(&self) -> Option<FormKind> {
        match self {
            Act::ApplicationRegistered(_) => Some(FormKind::Annex1),
            Act::EvaluationSheetFilled(_) => Some(FormKind::Annex2),
            Act::AgreementConcluded(_) => Some(FormKind::Annex3),
            Act::RegistrationCardFilled(_) => Some(FormKind::Annex4),
            Act::PlanDrawnUp(_) => Some(FormKind::Annex6),
            Act::MonitoringRecorded(_) => Some(FormKind::Annex7),
            Act::ReportDrawnUp(_) => Some(FormKind::Annex8),
            _ => None,
        }
    }
}
