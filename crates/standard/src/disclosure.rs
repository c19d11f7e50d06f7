#![doc = include_str!("../../../law/paragraphs/annex_8.md")]
//!
//! The disclosure of one document to one body is a machine of states with no override: written request, written consent in
//! force, approval by a second person, handing over, receipt. Consent can be withdrawn until the document is handed over.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::{DocumentDisclosed, Label};
use crate::actor::Actor;
use crate::case::Case;
use crate::journal::may;
use crate::papers::Paper;
use crate::refusal::{Decision, Reason, require};

/// The paragraph that every refusal here cites.
const ANNEX: &str = "annex 8";

/// "only with a written request and with the written consent of the victim", and approved by a second person.
pub fn disclose_document(case: &Case, by: Actor, facts: &DocumentDisclosed, on: Date) -> Decision {
    may(by.is_of_the_organization(), ANNEX)?;
    require(facts.request, ANNEX, Reason::RequestMissing)?;
    let consented = case.consents_to(facts.document.as_str(), facts.to.as_str(), on);
    require(consented, ANNEX, Reason::NoConsentInForce)?;
    require(
        facts.approved_by != facts.author,
        ANNEX,
        Reason::ApprovedByAuthor,
    )
}

/// Who signed a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentGiver {
    /// The victim.
    Victim,
    /// The legal representative, for a child and for an adult without legal capacity.
    LegalRepresentative,
}

/// In what capacity somebody signs a consent who is not simply the adult recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// The representative with whom the child was admitted: she has a file of her own here.
    AdmittedHere,
    /// A parent who is not a recipient here.
    Parent,
    /// A guardian or trustee.
    Guardian,
    /// An authority that stands in a guardian's place.
    Authority,
    /// The recipient herself, who was admitted as a child and has come of age.
    OfAge,
}

impl Capacity {
    /// The names in stored data.
    pub const NAMES: [&str; 5] = ["admitted_here", "parent", "guardian", "authority", "of_age"];

    /// All of them, in the order of their names.
    pub const ALL: [Capacity; 5] = [
        Capacity::AdmittedHere,
        Capacity::Parent,
        Capacity::Guardian,
        Capacity::Authority,
        Capacity::OfAge,
    ];

    /// The name in stored data.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// Who consents in it.
    pub fn giver(self) -> ConsentGiver {
        match self {
            Capacity::OfAge => ConsentGiver::Victim,
            _ => ConsentGiver::LegalRepresentative,
        }
    }

    /// Whether the file bears it out: a representative admitted with the child only where there is one, coming of age only after
    /// childhood. Of a child who was referred or transferred here, or for whom her mother signed the application, the acts do not
    /// say that she is one: parents, guardians and authorities are asked for the paper that proves it, in every file.
    pub fn is_borne_out_by(self, case: &Case) -> bool {
        match self {
            Capacity::AdmittedHere => case.representative.is_some(),
            Capacity::Parent | Capacity::Guardian | Capacity::Authority => true,
            Capacity::OfAge => case.is_child,
        }
    }

    /// The capacity that a paper names.
    fn of(paper: &Paper) -> Option<Self> {
        serde_json::from_value(paper.fields()["capacity"].clone()).ok()
    }
}

/// What the written request asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requested {
    /// The frozen document.
    pub document: Label,
    /// The body that asks.
    pub body: Label,
    /// Who wrote the document.
    pub author: Label,
    /// Whether the document was a child's when it was found: earlier versions wrote it, nothing is judged by it. Who consents is
    /// held against the file as it is ([`names_who_consents`]).
    #[serde(default, rename = "child", skip_serializing)]
    pub was_of_a_child: bool,
}

/// A written consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consented {
    /// The document that it names.
    pub document: Label,
    /// The body that it names.
    pub body: Label,
    /// Who signed it. Which representative, and in what capacity, is not said here: both bodies read this. It stands in the own
    /// file ([`names_who_consents`]).
    pub given_by: ConsentGiver,
    /// The language in which it was read.
    pub language: Label,
    /// That is a language that she understands.
    pub understood: bool,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// A step of a disclosure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The agency's written request is there, and the frozen document that it asks for is found.
    Requested(Requested),
    /// The victim consented in writing.
    Consented(Consented),
    /// The consent was withdrawn.
    ConsentTakenBack {},
    /// Somebody approves.
    Approved {},
    /// The key of that one document is sealed to the body; on paper, the document is handed over.
    HandedOver {},
    /// The body received it.
    ReceiptGiven {},
}

impl Event {
    /// The names of all events, in their order.
    pub const NAMES: [&str; 6] = [
        "requested",
        "consented",
        "consent_taken_back",
        "approved",
        "handed_over",
        "receipt_given",
    ];

    /// The name in stored data.
    pub fn name(&self) -> &'static str {
        match self {
            Event::Requested(_) => "requested",
            Event::Consented(_) => "consented",
            Event::ConsentTakenBack {} => "consent_taken_back",
            Event::Approved {} => "approved",
            Event::HandedOver {} => "handed_over",
            Event::ReceiptGiven {} => "receipt_given",
        }
    }
}

/// Who takes a step: a person, of the organization that keeps the document or of the body that asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Which person.
    pub code: Label,
    /// She belongs to the body that asks.
    pub asks: bool,
}

/// A disclosure on its way. It never goes past a step that is missing, and nobody can make it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    request: Option<Requested>,
    consent: Option<(Consented, Date)>,
    approval: Option<(Label, Date)>,
    handed_over: Option<Date>,
    receipt: Option<Date>,
}

impl Disclosure {
    /// What is asked for.
    pub fn request(&self) -> Option<&Requested> {
        self.request.as_ref()
    }

    /// The consent that was not withdrawn, in force or expired.
    pub fn consent(&self) -> Option<&Consented> {
        self.consent.as_ref().map(|(consent, _)| consent)
    }

    /// Who approved, and when.
    pub fn approval(&self) -> Option<(&Label, Date)> {
        self.approval.as_ref().map(|(who, on)| (who, *on))
    }

    /// The day on which the document was handed over.
    pub fn handed_over(&self) -> Option<Date> {
        self.handed_over
    }

    /// The day of the receipt.
    pub fn receipt(&self) -> Option<Date> {
        self.receipt
    }

    /// Whether the consent holds on that day.
    pub fn consent_in_force(&self, on: Date) -> bool {
        self.consent.as_ref().is_some_and(|(consent, given_on)| {
            *given_on <= on && consent.until.is_none_or(|until| on <= until)
        })
    }

    /// Decides whether a step may be taken by that person on that day.
    ///
    /// # Errors
    /// What is missing; every refusal cites Annex 8.
    pub fn consider(&self, by: &Person, event: &Event, on: Date) -> Decision {
        let request = self.request.as_ref();
        let not_yet_handed_over =
            || require(self.handed_over.is_none(), ANNEX, Reason::AlreadyHandedOver);
        match event {
            Event::Requested(_) => {
                may(!by.asks, ANNEX)?;
                require(request.is_none(), ANNEX, Reason::AlreadyDone)
            }
            Event::Consented(consent) => {
                may(!by.asks, ANNEX)?;
                not_yet_handed_over()?;
                let request = request.filter(|request| {
                    request.document == consent.document && request.body == consent.body
                });
                require(request.is_some(), ANNEX, Reason::RequestMissing)?;
                require(consent.understood, ANNEX, Reason::ConsentNotUnderstood)?;
                require(
                    consent.until.is_none_or(|until| on <= until),
                    ANNEX,
                    Reason::NoConsentInForce,
                )
            }
            Event::ConsentTakenBack {} => {
                may(!by.asks, ANNEX)?;
                not_yet_handed_over()?;
                require(self.consent.is_some(), "9", Reason::NoConsentToWithdraw)
            }
            Event::Approved {} => {
                may(!by.asks, ANNEX)?;
                not_yet_handed_over()?;
                let Some(request) = request else {
                    return require(false, ANNEX, Reason::RequestMissing);
                };
                require(self.consent_in_force(on), ANNEX, Reason::NoConsentInForce)?;
                require(by.code != request.author, ANNEX, Reason::ApprovedByAuthor)
            }
            Event::HandedOver {} => {
                may(!by.asks, ANNEX)?;
                not_yet_handed_over()?;
                require(request.is_some(), ANNEX, Reason::RequestMissing)?;
                require(self.consent_in_force(on), ANNEX, Reason::NoConsentInForce)?;
                let Some((approver, approved_on)) = &self.approval else {
                    return require(false, ANNEX, Reason::NotApproved);
                };
                require(*approved_on <= on, ANNEX, Reason::NotApproved)?;
                require(by.code != *approver, ANNEX, Reason::ApprovedByTheSame)
            }
            Event::ReceiptGiven {} => {
                let handed_over = self.handed_over.is_some_and(|day| day <= on);
                require(handed_over, ANNEX, Reason::NotHandedOver)?;
                require(self.receipt.is_none(), ANNEX, Reason::AlreadyDone)
            }
        }
    }

    /// Takes a step that was accepted. A new consent, like its withdrawal, takes the approval away: it was given to another.
    pub fn apply(&mut self, by: &Person, event: &Event, on: Date) {
        match event {
            Event::Requested(request) => self.request = Some(request.clone()),
            Event::Consented(consent) => {
                self.consent = Some((consent.clone(), on));
                self.approval = None;
            }
            Event::ConsentTakenBack {} => {
                self.consent = None;
                self.approval = None;
            }
            Event::Approved {} => self.approval = Some((by.code.clone(), on)),
            Event::HandedOver {} => self.handed_over = Some(on),
            Event::ReceiptGiven {} => self.receipt = Some(on),
        }
    }
}

/// Whether the file says who consents to the release of one of its documents. An adult consents herself and without a paper. For a
/// child, and for an adult without legal capacity, the legal representative does, whom a paper beside the consent names; a paper says
/// as well that a child has come of age since and consents herself. `given_by` is what the exchange says, where there is one.
///
/// # Errors
/// [`Reason::RepresentativeMissing`] when nobody is named, or in a capacity that the file does not bear out,
/// [`Reason::ConsentByAnother`] when exchange and paper do not name the same.
pub fn names_who_consents(
    case: &Case,
    to_a_document: bool,
    given_by: Option<ConsentGiver>,
    paper: Option<&Paper>,
) -> Decision {
    let Some(paper) = paper else {
        let herself = given_by != Some(ConsentGiver::LegalRepresentative) && !case.is_child;
        return require(
            herself || !to_a_document,
            ANNEX,
            Reason::RepresentativeMissing,
        );
    };
    let capacity = Capacity::of(paper).filter(|capacity| capacity.is_borne_out_by(case));
    let Some(capacity) = capacity else {
        return require(false, ANNEX, Reason::RepresentativeMissing);
    };
    let same = given_by.is_none_or(|giver| giver == capacity.giver());
    require(same, ANNEX, Reason::ConsentByAnother)
}

/// Whether a document may leave the file as it is now: where that has become a child's since its consent was given, nobody is named
/// who may give it, and it is given anew. `is_named` says whether a paper beside a consent that is in force does.
///
/// # Errors
/// [`Reason::ConsentByAnother`].
pub fn was_named_who_consents(case: &Case, is_named: bool) -> Decision {
    require(is_named || !case.is_child, ANNEX, Reason::ConsentByAnother)
}
