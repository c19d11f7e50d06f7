//! Annex 1: the application (paragraph 9).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    problem::{Checker, Problem},
    values::{Kinship, PartialDate, PersonName, Signature},
};

/// Most children on one application.
pub const MOST_CHILDREN: usize = 20;

/// What an applicant signs to be admitted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Application {
    /// 1.1, 1.2: name of the organization to whose head it is addressed.
    pub organization: String,
    /// 1.3: surname, first name, patronymic of the head.
    pub head: String,
    /// 1.4, 1.11: the applicant.
    pub applicant: PersonName,
    /// 1.5: the applicant asks to be admitted with a child or children.
    pub with_children: bool,
    /// 1.6: the children.
    pub children: Vec<Child>,
    /// 1.7: consent to the collection and processing of personal data necessary for the services.
    pub consent: bool,
    /// 1.8: familiar with the terms of admission, stay, expulsion and termination and with the internal rules.
    pub rules_acknowledged: bool,
    /// 1.8: which version of the internal rules was shown (kept, not printed).
    pub rules_version: String,
    /// 1.9: warned of liability for knowingly false information.
    pub warned: bool,
    /// 1.10: date.
    pub on: Option<Date>,
    /// 1.11: signature of the applicant.
    pub signature: Signature,
}

/// 1.6: a child with whom the applicant asks to be admitted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Child {
    /// Family or other relation of the child to the applicant.
    pub kinship: Kinship,
    /// Surname, first name, patronymic.
    pub name: PersonName,
    /// Date of birth, perhaps partial.
    pub born: Option<PartialDate>,
}

impl Application {
    /// What stops the application from being registered (errors) and what should be looked at.
    pub fn check(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.needed_line("organization", &self.organization);
        check.needed_line("head", &self.head);
        check.name("applicant", &self.applicant);
        check.demand(
            !self.with_children || !self.children.is_empty(),
            "children",
            "children-missing",
        );
        check.demand(
            self.with_children || self.children.is_empty(),
            "with_children",
            "children-not-announced",
        );
        check.at_most("children", self.children.len(), MOST_CHILDREN);
        check.rows(&self.children, |check, child| {
            check.demand(
                child.kinship != Kinship::Unstated,
                "children.kinship",
                "missing",
            );
            check.line("children.kinship", child.kinship.words());
            check.name("children.name", &child.name);
            check.needed_birth("children.born", child.born);
        });
        check.demand(self.consent, "consent", "consent-missing");
        check.demand(
            self.rules_acknowledged,
            "rules_acknowledged",
            "rules-not-acknowledged",
        );
        check.line("rules_version", &self.rules_version);
        check.demand(self.warned, "warned", "warning-missing");
        check.needed_past("on", self.on);
        check.signature("signature", self.signature);
        check.finish()
    }
}
