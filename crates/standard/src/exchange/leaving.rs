//! What leaves the house: what may go with which kind, and upon which consent it goes.

use jiff::civil::Date;

use super::{Kind, Opening};
use crate::act::{Act, DocumentDisclosed, EndingGround, Signatory};
use crate::annex::FormKind;
use crate::case::Case;
use crate::chapter_3_admission::para_21_notice_to_police::is_number_of_a_letter;
use crate::disclosure::Disclosure;
use crate::papers::PaperKind;
use crate::refusal::{Decision, Reason, require};

/// The scope of a consent to a transfer (paragraph 44).
pub const TRANSFER: &str = "transfer";

/// What somebody would send along when an exchange begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cargo {
    /// A copy of a frozen document of the file.
    Copy(FormKind),
    /// A form that is made for the exchange.
    Sheet(FormKind),
    /// A paper in free form that is written for it.
    Paper(PaperKind),
}

impl Cargo {
    fn form(self) -> FormKind {
        match self {
            Cargo::Copy(form) | Cargo::Sheet(form) => form,
            Cargo::Paper(paper) => FormKind::Paper(paper),
        }
    }
}

/// Whether that may go with what a body begins so. Each kind carries what its paragraph speaks of and nothing else; a report of
/// Annex 8 goes by its disclosure alone, a notice to the police takes nothing along (paragraph 21).
///
/// # Errors
/// [`Reason::OnlyByDisclosure`], [`Reason::NoticeCarriesIdentity`], [`Reason::DoesNotGoWithThis`].
pub fn may_go(by: Signatory, opening: &Opening, cargo: Cargo) -> Decision {
    let kind = opening.kind;
    let paragraph = kind.paragraph();
    let is_report = cargo.form() == FormKind::Annex8;
    require(!is_report, "annex 8", Reason::OnlyByDisclosure)?;
    require(
        kind != Kind::PoliceNotice,
        paragraph,
        Reason::NoticeCarriesIdentity,
    )?;
    let goes = match (kind, cargo) {
        (Kind::Referral, Cargo::Paper(paper)) => paper == PaperKind::Referral,
        (Kind::Identification, Cargo::Sheet(form)) => form == FormKind::Annex2,
        (Kind::Guardianship, Cargo::Paper(paper)) => paper == PaperKind::GuardianshipNotice,
        (Kind::Portal, Cargo::Paper(paper)) => paper == PaperKind::PortalSheet,
        (Kind::Transfer, Cargo::Copy(form)) => goes_with_a_person(form),
        // The request is the agency's own word; the organization writes down what came on paper.
        (Kind::Disclosure, Cargo::Paper(paper)) => {
            let is_the_agency = by != Signatory::Organization;
            paper == PaperKind::DisclosureRequest && (is_the_agency || opening.on_paper.is_some())
        }
        _ => false,
    };
    require(goes, paragraph, Reason::DoesNotGoWithThis)
}

/// Whether a document of a file may go with the person to another organization: not what was written for the police, and
/// nothing that lies beside no act.
fn goes_with_a_person(form: FormKind) -> bool {
    match form {
        FormKind::Annex5 | FormKind::Annex8 => false,
        FormKind::Paper(paper) => {
            !paper.acts().is_empty() && !matches!(paper.paragraph(), "21" | "annex 8")
        }
        _ => true,
    }
}

/// The documents that come with a person by paragraph 44: identification and permit
/// (docs/interpretations/35-transferred-in.md).
pub const COMES_WITH_A_PERSON: [FormKind; 2] =
    [FormKind::Annex2, FormKind::Paper(PaperKind::Permit)];

/// An exchange that would begin.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// How.
    pub opening: &'a Opening,
    /// The name of the body that it goes to.
    pub to: &'a str,
    /// The act of the file in whose transaction it begins.
    pub with: Option<&'a Act>,
    /// Documents of the file are copied into it.
    pub carries: bool,
    /// The day that was given.
    pub on: Date,
    /// Today.
    pub today: Date,
}

/// Decides whether an exchange may begin, of a file or of none: beside the act that it belongs to or alone, and a transfer only
/// upon a consent that names the addressee. What is sealed to a body here is sealed now: the consent is that of today. What went
/// on paper is judged by its day.
///
/// # Errors
/// What is missing.
pub fn begins(case: Option<&Case>, start: &Start<'_>) -> Decision {
    let kind = start.opening.kind;
    match start.with {
        Some(act) => begins_with(start.opening, act)?,
        // The notice to the police is an act of paragraph 21 at once.
        None => require(kind != Kind::PoliceNotice, "21", Reason::MayNotDoThis)?,
    }
    if let (Kind::PoliceNotice, Some(number)) = (kind, &start.opening.number) {
        let says_nobody = is_number_of_a_letter(number.as_str());
        require(says_nobody, "21", Reason::NoticeCarriesIdentity)?;
    }
    let upon_a_consent = kind == Kind::Transfer && (start.with.is_none() || start.carries);
    let Some(case) = case.filter(|_| upon_a_consent) else {
        return Ok(());
    };
    let on_paper = start.opening.on_paper.is_some();
    require(on_paper || start.on == start.today, "44", Reason::NotToday)?;
    require(
        case.consents_to(TRANSFER, start.to, start.on),
        "44",
        Reason::TransferConsentMissing,
    )
}

/// Whether that act may begin an exchange of this kind in its own transaction.
fn begins_with(opening: &Opening, act: &Act) -> Decision {
    let fits = match act {
        Act::PoliceNotified(_) => opening.kind == Kind::PoliceNotice,
        Act::GuardianshipNotified(_) => opening.kind == Kind::Guardianship,
        Act::Ended(facts) => {
            opening.kind == Kind::Transfer && facts.ground == EndingGround::Transfer
        }
        _ => false,
    };
    require(fits, opening.kind.paragraph(), Reason::MayNotDoThis)
}

/// Decides whether the key of a report may be sealed to the agency today: the consent holds today in the exchange and in the whole
/// file, and was withdrawn nowhere since it was given there. `withdrawn_since` says whether the file has a withdrawal that was
/// entered after the consent of the exchange, whatever day stands on it.
///
/// # Errors
/// [`Reason::RequestMissing`], [`Reason::NoConsentInForce`].
pub fn may_be_sealed(
    disclosure: &Disclosure,
    case: &Case,
    withdrawn_since: bool,
    today: Date,
) -> Decision {
    let Some(request) = disclosure.request() else {
        return require(false, "annex 8", Reason::RequestMissing);
    };
    let in_the_file = case.consents_to(request.document.as_str(), request.body.as_str(), today);
    let in_force = in_the_file && disclosure.consent_in_force(today) && !withdrawn_since;
    require(in_force, "annex 8", Reason::NoConsentInForce)
}

/// Whether a disclosure names as its author and as the one who approved it those who were: what stands in the register is no word of
/// whoever hands it over.
///
/// # Errors
/// [`Reason::NotWhoItWas`].
pub fn names_who_it_was(facts: &DocumentDisclosed, author: &str, approver: &str) -> Decision {
    let same = facts.author.as_str() == author && facts.approved_by.as_str() == approver;
    require(same, "annex 8", Reason::NotWhoItWas)
}
