//! Exchanges: what passes between two bodies, or three, by kind. A fold of steps, as pure as the fold of a case.
//!
//! The request for a permit is an exchange of acts and stands in [`crate::permit`]: its acts belong to the fold of the case.
//! The others are told here. Each also works on paper, with a body that has no account: then the one who opened it records
//! what the other did.

mod leaving;
mod rules;

pub use leaving::{
    COMES_WITH_A_PERSON, Cargo, Start, TRANSFER, begins, may_be_sealed, may_go, names_who_it_was,
};
pub use rules::{goes_with, is_taken_with_an_act, open};

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::{Label, Signatory};
use crate::actor::Actor;
use crate::calendar::Calendar;
use crate::chapter_3_admission::para_09_application_or_referral::RECEIVE;
use crate::chapter_3_admission::para_10_identification::{
    IDENTIFY_AFTER_OFFENCE, IDENTIFY_ON_REQUEST,
};
use crate::chapter_3_admission::para_21_notice_to_police::Notice;
use crate::disclosure::{Disclosure, Event};
use crate::duty::{About, Duty, Owed, Owes, Who};

/// What passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Another body sends a person (paragraph 9).
    Referral,
    /// A joint evaluation sheet is signed by each body (10, 11).
    Identification,
    /// Guardianship authorities learn of a child that is alone, and take it over (19).
    Guardianship,
    /// The card goes to the portal of social services (20).
    Portal,
    /// The police learn of the fact and of nobody (21).
    PoliceNotice,
    /// The recipient goes to another organization (42, 44).
    Transfer,
    /// A report of Annex 8 is asked for and handed over.
    Disclosure,
}

impl Kind {
    /// All kinds, in the order of the law.
    pub const ALL: [Kind; 7] = [
        Kind::Referral,
        Kind::Identification,
        Kind::Guardianship,
        Kind::Portal,
        Kind::PoliceNotice,
        Kind::Transfer,
        Kind::Disclosure,
    ];

    /// The name in stored data.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Referral => "referral",
            Kind::Identification => "identification",
            Kind::Guardianship => "guardianship",
            Kind::Portal => "portal",
            Kind::PoliceNotice => "police_notice",
            Kind::Transfer => "transfer",
            Kind::Disclosure => "disclosure",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The paragraph on which it rests.
    pub fn paragraph(self) -> &'static str {
        match self {
            Kind::Referral => "9",
            Kind::Identification => "10",
            Kind::Guardianship => "19",
            Kind::Portal => "20",
            Kind::PoliceNotice => "21",
            Kind::Transfer => "44",
            Kind::Disclosure => "annex 8",
        }
    }

    /// The bodies that may open it.
    pub fn opened_by(self) -> &'static [Signatory] {
        use Signatory::{AuthorizedBody, InternalAffairs, Organization};
        match self {
            Kind::Referral => &[AuthorizedBody, InternalAffairs],
            Kind::Disclosure => &[Organization, InternalAffairs],
            _ => &[Organization],
        }
    }

    /// The bodies of this server to which it may go; every kind may also go on paper.
    pub fn goes_to(self) -> &'static [Signatory] {
        use Signatory::{AuthorizedBody, InternalAffairs, Organization};
        match self {
            Kind::Referral | Kind::Transfer => &[Organization],
            Kind::Identification => &[AuthorizedBody, InternalAffairs],
            Kind::Guardianship | Kind::Portal => &[],
            Kind::PoliceNotice => &[InternalAffairs],
            Kind::Disclosure => &[Organization, InternalAffairs],
        }
    }

    /// Whether it belongs to the file of a recipient from its beginning, in the body that opens it.
    pub fn begins_in_a_file(self, by: Signatory) -> bool {
        by == Signatory::Organization
    }

    /// The names of the steps that it knows after its opening.
    pub fn steps(self) -> &'static [&'static str] {
        match self {
            Kind::Referral | Kind::Transfer => &["received", "taken_up", "declined", "taken_back"],
            Kind::Identification => &["received", "signed", "objected", "concluded", "taken_back"],
            Kind::Guardianship | Kind::Portal | Kind::PoliceNotice => {
                &["received", "answered", "taken_back"]
            }
            Kind::Disclosure => &[
                "requested",
                "consented",
                "consent_taken_back",
                "approved",
                "handed_over",
                "receipt_given",
                "declined",
                "taken_back",
            ],
        }
    }
}

/// How an exchange begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// What passes.
    pub kind: Kind,
    /// The body that it goes to on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_paper: Option<Label>,
    /// The bodies that take part in this program, the one that opens it among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub here: Vec<Signatory>,
    /// Identification: the internal affairs bodies detected the offence, three sign.
    #[serde(default)]
    pub three: bool,
    /// The day from which the clock of the other body runs: of the request, of the recognition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The number of the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Label>,
    /// The content of a notice to the police, which is all that it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
}

impl Opening {
    /// An opening of that kind, on paper or not as the rest says.
    pub fn new(kind: Kind) -> Self {
        Opening {
            kind,
            on_paper: None,
            here: Vec::new(),
            three: false,
            since: None,
            number: None,
            notice: None,
        }
    }
}

/// A step of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// It began.
    Opened(Opening),
    /// It reached the other body.
    Received {},
    /// A body signed the evaluation sheet.
    Signed {
        /// Which.
        party: Signatory,
    },
    /// A body does not sign, and says why.
    Objected {
        /// Which.
        party: Signatory,
        /// Why.
        reason: String,
    },
    /// The sheet that all have signed stands in the file.
    Concluded {},
    /// The other body answered, under this number.
    Answered {
        /// The number or name of the answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<Label>,
    },
    /// The organization received the person: its file begins.
    TakenUp {},
    /// The other body does not do what it is asked for, and says why.
    Declined {
        /// Why.
        reason: String,
    },
    /// The one who opened it takes it back.
    TakenBack {},
    /// A step of the disclosure of a report.
    Disclosure(Event),
}

impl Step {
    /// The name of the step.
    pub fn name(&self) -> &'static str {
        match self {
            Step::Opened(_) => "opened",
            Step::Received {} => "received",
            Step::Signed { .. } => "signed",
            Step::Objected { .. } => "objected",
            Step::Concluded {} => "concluded",
            Step::Answered { .. } => "answered",
            Step::TakenUp {} => "taken_up",
            Step::Declined { .. } => "declined",
            Step::TakenBack {} => "taken_back",
            Step::Disclosure(event) => event.name(),
        }
    }
}

/// Who takes a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doer {
    /// What her body is.
    pub party: Signatory,
    /// Her body opened the exchange.
    pub opener: bool,
    /// The person, by a code.
    pub person: Label,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Its number, from 1.
    pub seq: u32,
    /// The day.
    pub on: Date,
    /// By whom.
    pub by: Doer,
    /// The step.
    pub step: Step,
}

/// How far an exchange is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On its way.
    Sent,
    /// The other body has it.
    Received,
    /// All have signed.
    AllSigned,
    /// A body does not sign.
    Objected,
    /// The sheet stands in the file.
    Concluded,
    /// The other body answered.
    Answered,
    /// The person was received.
    TakenUp,
    /// Declined.
    Declined,
    /// Taken back.
    TakenBack,
    /// Disclosure: waits for the consent.
    AwaitsConsent,
    /// Disclosure: waits for the approval.
    AwaitsApproval,
    /// Disclosure: may be handed over.
    Approved,
    /// Disclosure: handed over, without a receipt.
    HandedOver,
    /// Disclosure: over.
    Receipted,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 14] = [
        Standing::Sent,
        Standing::Received,
        Standing::AllSigned,
        Standing::Objected,
        Standing::Concluded,
        Standing::Answered,
        Standing::TakenUp,
        Standing::Declined,
        Standing::TakenBack,
        Standing::AwaitsConsent,
        Standing::AwaitsApproval,
        Standing::Approved,
        Standing::HandedOver,
        Standing::Receipted,
    ];

    /// The name: the message `standing-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Sent => "sent",
            Standing::Received => "received",
            Standing::AllSigned => "all_signed",
            Standing::Objected => "objected",
            Standing::Concluded => "concluded",
            Standing::Answered => "answered",
            Standing::TakenUp => "taken_up",
            Standing::Declined => "declined",
            Standing::TakenBack => "taken_back",
            Standing::AwaitsConsent => "awaits_consent",
            Standing::AwaitsApproval => "awaits_approval",
            Standing::Approved => "approved",
            Standing::HandedOver => "handed_over",
            Standing::Receipted => "receipted",
        }
    }
}

/// An exchange as its steps leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// How it began.
    pub opening: Opening,
    /// When.
    pub opened_on: Date,
    /// The day on which the other body had it.
    pub received: Option<Date>,
    /// Who signed the sheet, and when.
    pub signed: BTreeMap<Signatory, Date>,
    /// Who did not, and when.
    pub objected: BTreeMap<Signatory, Date>,
    /// The disclosure.
    pub disclosure: Disclosure,
    ending: Option<(Standing, Date)>,
}

impl Exchange {
    /// The exchange as its steps leave it; `None` when the first is not an opening.
    pub fn fold<'a>(steps: impl IntoIterator<Item = &'a Taken>) -> Option<Self> {
        let mut steps = steps.into_iter();
        let first = steps.next()?;
        let Step::Opened(opening) = &first.step else {
            return None;
        };
        let mut exchange = Exchange {
            opening: opening.clone(),
            opened_on: first.on,
            received: None,
            signed: BTreeMap::new(),
            objected: BTreeMap::new(),
            disclosure: Disclosure::default(),
            ending: None,
        };
        for taken in steps {
            exchange.apply(taken);
        }
        Some(exchange)
    }

    /// Takes a step that was accepted.
    pub fn apply(&mut self, taken: &Taken) {
        let on = taken.on;
        match &taken.step {
            Step::Opened(_) => {}
            Step::Received {} => self.received = Some(on),
            Step::Signed { party } => {
                self.objected.remove(party);
                self.signed.insert(*party, on);
            }
            Step::Objected { party, .. } => {
                self.objected.insert(*party, on);
            }
            Step::Concluded {} => self.ending = Some((Standing::Concluded, on)),
            Step::Answered { .. } => self.ending = Some((Standing::Answered, on)),
            Step::TakenUp {} => self.ending = Some((Standing::TakenUp, on)),
            Step::Declined { .. } => self.ending = Some((Standing::Declined, on)),
            Step::TakenBack {} => self.ending = Some((Standing::TakenBack, on)),
            Step::Disclosure(event) => {
                self.disclosure.apply(&rules::person(&taken.by), event, on);
            }
        }
    }

    /// Who has to sign the sheet.
    pub fn signatories(&self) -> &'static [Signatory] {
        match (self.opening.kind, self.opening.three) {
            (Kind::Identification, true) => Signatory::ALL,
            (Kind::Identification, false) => &[Signatory::Organization, Signatory::AuthorizedBody],
            _ => &[],
        }
    }

    /// Whether everybody who has to sign the sheet has signed it.
    pub fn all_signed(&self) -> bool {
        let signatories = self.signatories();
        !signatories.is_empty()
            && signatories
                .iter()
                .all(|party| self.signed.contains_key(party))
    }

    /// Whether nothing more can happen.
    pub fn is_over(&self) -> bool {
        self.ending.is_some() || self.disclosure.receipt().is_some()
    }

    /// How far it is.
    pub fn standing(&self, today: Date) -> Standing {
        if let Some((standing, _)) = self.ending {
            return standing;
        }
        match self.opening.kind {
            Kind::Disclosure => {
                let disclosure = &self.disclosure;
                if disclosure.receipt().is_some() {
                    Standing::Receipted
                } else if disclosure.handed_over().is_some() {
                    Standing::HandedOver
                } else if disclosure.request().is_none() {
                    Standing::Sent
                } else if !disclosure.consent_in_force(today) {
                    Standing::AwaitsConsent
                } else if disclosure.approval().is_none() {
                    Standing::AwaitsApproval
                } else {
                    Standing::Approved
                }
            }
            _ if self.all_signed() => Standing::AllSigned,
            _ if !self.objected.is_empty() => Standing::Objected,
            _ if self.received.is_some() => Standing::Received,
            _ => Standing::Sent,
        }
    }

    /// What the bodies owe: the signatures of an identification, the reception of a person.
    pub fn duties(&self, calendar: &Calendar) -> Vec<Duty> {
        let from = self.opening.since.unwrap_or(self.opened_on);
        let gone = self.ending.is_some_and(|(standing, _)| {
            matches!(standing, Standing::TakenBack | Standing::Declined)
        });
        let owed = |owes: Owes, done: Option<Date>| {
            let owed = Owed {
                owes,
                from,
                opened_by: 1,
                done,
                withdrawn: gone && done.is_none(),
                about: About::Nothing,
            };
            Duty::of(&owed, calendar)
        };
        match self.opening.kind {
            Kind::Identification => {
                let owes = if self.opening.three {
                    IDENTIFY_AFTER_OFFENCE
                } else {
                    IDENTIFY_ON_REQUEST
                };
                self.signatories()
                    .iter()
                    .map(|party| {
                        let owes = Owes {
                            who: who(*party),
                            ..owes
                        };
                        owed(owes, self.signed.get(party).copied())
                    })
                    .collect()
            }
            Kind::Referral => {
                let done = self
                    .ending
                    .filter(|(standing, _)| *standing == Standing::TakenUp)
                    .map(|(_, on)| on);
                let owes = if self.opening.since.is_some() {
                    RECEIVE
                } else {
                    IDENTIFY_ON_REQUEST
                };
                vec![owed(owes, done)]
            }
            _ => Vec::new(),
        }
    }
}

fn who(party: Signatory) -> Who {
    match party {
        Signatory::Organization => Who::Organization,
        Signatory::AuthorizedBody => Who::AUTHORIZED_BODY,
        Signatory::InternalAffairs => Who::Role(Actor::InternalAffairs),
    }
}
