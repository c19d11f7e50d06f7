//! Annex 4: the registration card of a recipient of services (paragraph 20).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    problem::{Checker, LONGEST_PARAGRAPH, Problem},
    values::{Kinship, NamePart, PartialDate, PersonName, Signatory, Signature},
};
use crate::iin::{self, IinError};

/// Most documents on one card.
pub const MOST_DOCUMENTS: usize = 10;
/// Most relatives on one card.
pub const MOST_RELATIVES: usize = 30;
/// Most convictions on one card.
pub const MOST_CONVICTIONS: usize = 30;

/// The card that specialists fill for everyone who enters.
/// Doubt: docs/interpretations/33-fields-of-the-card.md.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RegistrationCard {
    /// 1–3: surname, first name, patronymic (if any).
    pub name: PersonName,
    /// 4: sex.
    pub sex: Option<Sex>,
    /// 5: date of birth, perhaps partial or estimated.
    pub born: Option<PartialDate>,
    /// 6: ethnicity; may be left out, and is not citizenship.
    pub ethnicity: String,
    /// 7: place of birth.
    pub birthplace: String,
    /// 8: address of the last registration at the place of residence.
    pub last_registration: String,
    /// 9: identity documents; none is no obstacle (paragraph 5).
    pub documents: Vec<IdentityDocument>,
    /// 9: why there is no document ("for whatever reason", paragraph 5), and by what the identity is known for the time being.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub no_documents_reason: String,
    /// 10: individual identification number, twelve digits; empty when there is none.
    pub iin: String,
    /// 11: education, level.
    pub education: Option<Education>,
    /// 11: education, in words.
    pub education_note: String,
    /// 12: occupation.
    pub occupation: String,
    /// 13: close relatives.
    pub relatives: Vec<Relative>,
    /// 14: criminal record.
    pub convictions: Vec<Conviction>,
    /// 15: past diseases (tuberculosis, hepatitis etc.).
    pub past_diseases: String,
    /// 16: state of health.
    pub health: String,
    /// 17: the organization that sent the citizen.
    pub sent_by: String,
    /// 18: whether the fact was reported to the territorial bodies of internal affairs.
    pub reported_to_police: Option<Reported>,
    /// 19: personal signature of the citizen.
    pub signature: Signature,
    /// 20: date of completion.
    pub filled_on: Option<Date>,
    /// 21: the specialist who filled the card.
    pub specialist: Signatory,
}

/// 4: sex, as the form asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// 9: an identity document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IdentityDocument {
    /// Type of document.
    pub kind: Option<DocumentKind>,
    /// Number or series.
    pub number: String,
    /// Date of issue.
    pub issued_on: Option<Date>,
    /// Last day of validity; none when unlimited.
    pub valid_until: Option<Date>,
    /// Issued by.
    pub issued_by: String,
}

/// 9: the kinds of document; the form prints the first two, the others are added where there are such.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Identity card.
    IdentityCard,
    /// Passport.
    Passport,
    /// Residence permit.
    ResidencePermit,
    /// Certificate of a stateless person.
    StatelessCertificate,
    /// Birth certificate.
    BirthCertificate,
    /// Certificate of return.
    ReturnCertificate,
    /// Another document.
    Other,
}

impl DocumentKind {
    /// All kinds, for a list to choose from.
    pub const ALL: [DocumentKind; 7] = [
        DocumentKind::IdentityCard,
        DocumentKind::Passport,
        DocumentKind::ResidencePermit,
        DocumentKind::StatelessCertificate,
        DocumentKind::BirthCertificate,
        DocumentKind::ReturnCertificate,
        DocumentKind::Other,
    ];
}

/// 11: level of education.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Education {
    /// None.
    None,
    /// Pre-school.
    Preschool,
    /// Primary.
    Primary,
    /// Basic secondary (nine years).
    BasicSecondary,
    /// General secondary.
    Secondary,
    /// Technical and vocational.
    Vocational,
    /// Higher, finished or not.
    Higher,
    /// Not established.
    NotEstablished,
}

impl Education {
    /// All levels, for a list to choose from.
    pub const ALL: [Education; 8] = [
        Education::None,
        Education::Preschool,
        Education::Primary,
        Education::BasicSecondary,
        Education::Secondary,
        Education::Vocational,
        Education::Higher,
        Education::NotEstablished,
    ];
}

/// 13: a close relative.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Relative {
    /// Degree of kinship.
    pub kinship: Kinship,
    /// Surname, first name, patronymic.
    pub name: PersonName,
    /// Date of birth, perhaps partial.
    pub born: Option<PartialDate>,
    /// Residence.
    pub residence: String,
}

/// 14: a line of the criminal record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conviction {
    /// Article of the Criminal Code.
    pub article: String,
    /// Term of the sentence.
    pub term: String,
    /// Period served.
    pub served: String,
    /// Where.
    pub place: String,
}

/// 18: whether the fact was reported to the police.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reported {
    /// Reported.
    Yes,
    /// Not reported.
    No,
    /// The recipient refuses to apply to the internal affairs bodies (paragraph 21).
    Refused,
}

impl RegistrationCard {
    /// What stops the card from being signed (errors) and what should be looked at. A wrong IIN is looked at, not refused:
    /// errors exist in the registers, and an IIN is no condition of help (paragraph 5).
    pub fn check(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.name("name", &self.name);
        check.demand(
            self.name.surname != NamePart::Absent,
            "name.surname",
            "name-missing",
        );
        check.demand(
            self.name.first_name != NamePart::Absent,
            "name.first_name",
            "name-missing",
        );
        check.demand(self.sex.is_some(), "sex", "missing");
        check.needed_birth("born", self.born);
        check.line("ethnicity", &self.ethnicity);
        check.line("birthplace", &self.birthplace);
        check.text(
            "last_registration",
            &self.last_registration,
            LONGEST_PARAGRAPH,
        );
        self.check_documents(&mut check);
        check.text(
            "no_documents_reason",
            &self.no_documents_reason,
            LONGEST_PARAGRAPH,
        );
        if self.documents.is_empty() && self.no_documents_reason.trim().is_empty() {
            check.warn("no_documents_reason", "documents-reason");
        }
        self.check_iin(&mut check);
        check.text("education_note", &self.education_note, LONGEST_PARAGRAPH);
        check.line("occupation", &self.occupation);
        check.at_most("relatives", self.relatives.len(), MOST_RELATIVES);
        check.rows(&self.relatives, |check, relative| {
            check.demand(
                relative.kinship != Kinship::Unstated,
                "relatives.kinship",
                "missing",
            );
            check.line("relatives.kinship", relative.kinship.words());
            check.name("relatives.name", &relative.name);
            check.birth("relatives.born", relative.born);
            check.line("relatives.residence", &relative.residence);
        });
        check.at_most("convictions", self.convictions.len(), MOST_CONVICTIONS);
        check.rows(&self.convictions, |check, conviction| {
            check.needed_line("convictions.article", &conviction.article);
            check.line("convictions.term", &conviction.term);
            check.line("convictions.served", &conviction.served);
            check.line("convictions.place", &conviction.place);
        });
        check.text("past_diseases", &self.past_diseases, LONGEST_PARAGRAPH);
        check.needed_text("health", &self.health, LONGEST_PARAGRAPH);
        check.line("sent_by", &self.sent_by);
        check.demand(
            self.reported_to_police.is_some(),
            "reported_to_police",
            "missing",
        );
        check.signature("signature", self.signature);
        check.needed_past("filled_on", self.filled_on);
        check.signatory("specialist", &self.specialist);
        check.finish()
    }

    fn check_documents(&self, check: &mut Checker) {
        check.at_most("documents", self.documents.len(), MOST_DOCUMENTS);
        check.rows(&self.documents, |check, document| {
            check.demand(document.kind.is_some(), "documents.kind", "kind-missing");
            check.line("documents.number", &document.number);
            check.past("documents.issued_on", document.issued_on);
            if let (Some(issued), Some(until)) = (document.issued_on, document.valid_until) {
                check.demand(
                    issued <= until,
                    "documents.valid_until",
                    "expires-before-issue",
                );
            }
            check.line("documents.issued_by", &document.issued_by);
        });
    }

    fn check_iin(&self, check: &mut Checker) {
        let number = self.iin.trim();
        if number.is_empty() {
            return;
        }
        check.line("iin", number);
        match iin::check(number) {
            Err(IinError::NotTwelveDigits) => check.warn("iin", "iin-not-twelve-digits"),
            Err(IinError::UnknownCentury | IinError::NoSuchDay) => {
                check.warn("iin", "iin-no-such-birth")
            }
            Err(IinError::NeverIssued | IinError::WrongControlDigit { .. }) => {
                check.warn("iin", "iin-check-digit")
            }
            Ok(()) => {
                let born = self.born.and_then(PartialDate::exact);
                if born.is_some_and(|born| number[..6] != born.strftime("%y%m%d").to_string()) {
                    check.warn("iin", "iin-birth-differs");
                }
            }
        }
    }
}
