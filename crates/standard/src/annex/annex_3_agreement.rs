//! Annex 3: the resocialisation agreement (paragraphs 15, 16).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    problem::{Checker, LONGEST_PARAGRAPH, Problem},
    values::{OwnSignature, PersonName, Signatory},
};

/// Most clauses that may be added to the model.
pub const MOST_CLAUSES: usize = 30;

/// The agreement between the organization and a recipient. The form is a model: clauses may be added.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Agreement {
    /// Number of the agreement (the form does not ask for it; registers do).
    pub number: String,
    /// Place where it is concluded.
    pub place: String,
    /// Day on which it is concluded; its term counts from here.
    pub on: Option<Date>,
    /// Name of the organization.
    pub organization: String,
    /// Who represents the organization.
    pub represented_by: Representative,
    /// The recipient of services.
    pub recipient: PersonName,
    /// For a child: the legal representative, who signs.
    pub legal_representative: Option<PersonName>,
    /// 2.2 (2): what the organization may request information for; the text of the form breaks off here.
    pub information_for: String,
    /// First day of the term, when the parties want it in the text.
    pub from: Option<Date>,
    /// Last day of the term, when the parties want it in the text.
    pub until: Option<Date>,
    /// Clauses added to the model.
    pub additional_clauses: Vec<String>,
    /// Signature of the head.
    pub head: Signatory,
    /// Signature of the recipient, or of the legal representative.
    pub recipient_signature: OwnSignature,
}

/// Who acts for the organization.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Representative {
    /// Position.
    pub position: String,
    /// Surname, first name, patronymic.
    pub name: String,
    /// On what ground: the charter, a power of attorney.
    pub basis: String,
}

impl Agreement {
    /// What stops the agreement from being signed (errors) and what should be looked at.
    pub fn check(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.line("number", &self.number);
        check.needed_line("place", &self.place);
        check.needed_past("on", self.on);
        check.needed_line("organization", &self.organization);
        check.needed_line("represented_by.position", &self.represented_by.position);
        check.needed_line("represented_by.name", &self.represented_by.name);
        check.line("represented_by.basis", &self.represented_by.basis);
        check.name("recipient", &self.recipient);
        if let Some(representative) = &self.legal_representative {
            check.name("legal_representative", representative);
        }
        check.text("information_for", &self.information_for, LONGEST_PARAGRAPH);
        if let (Some(from), Some(until)) = (self.from, self.until) {
            check.demand(from <= until, "until", "ends-before-beginning");
            let longest = from.checked_add(jiff::Span::new().months(9));
            if longest.is_ok_and(|longest| until > longest) {
                check.warn("until", "agreement-too-long");
            }
        }
        check.at_most(
            "additional_clauses",
            self.additional_clauses.len(),
            MOST_CLAUSES,
        );
        check.rows(&self.additional_clauses, |check, clause| {
            check.needed_text("additional_clauses", clause, LONGEST_PARAGRAPH);
        });
        check.signatory("head", &self.head);
        check.past("recipient_signature", self.recipient_signature.on);
        check.signature("recipient_signature", self.recipient_signature.signature);
        check.finish()
    }
}
