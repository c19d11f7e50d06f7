//! The papers beside the acts: the typed contents of the annexes, filled with the invented people.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use serde_json::{Value, json};
use standard::{
    act::{self, Act, PlanItem, Reported},
    actor::Actor,
    annex::{
        Agreement, Application, Document, EvaluationSheet, IndividualPlan, MonitoringJournal,
        RegistrationCard, Report,
        annex_1_application::Child,
        annex_2_evaluation_sheet::Conclusion,
        annex_3_agreement::Representative,
        annex_4_registration_card::{IdentityDocument, Relative},
        annex_6_individual_plan,
        annex_7_journal::{Change, JournalRow},
        values::{OwnSignature, Signatory, Signature},
    },
    case::Case,
    iin,
};

use super::{
    bodies::{Bodies, Member},
    story::{Recipient, name_of},
    words::Words,
};

/// What a paper is filled from.
pub struct Paper<'a> {
    /// The bodies and their staff.
    pub bodies: &'a Bodies,
    /// Whose paper it is.
    pub person: &'a Recipient,
    /// For a child: with whom it came.
    pub representative: Option<&'a Recipient>,
    /// What the file knows so far.
    pub case: &'a Case,
    /// The rows of the journal of monitoring so far.
    pub journal: &'a [JournalRow],
    /// Who acts.
    pub by: Actor,
    /// The day of the act.
    pub on: Date,
}

/// Invented days, numbers and kinds are written in files; what does not read there is a mistake of the program's.
const READS: &str = "a test fills every paper of the demonstration";

impl Paper<'_> {
    /// The document that belongs to the act, if one does.
    pub fn for_act(&self, act: &Act) -> Option<Document> {
        Some(match act {
            Act::ApplicationRegistered(facts) => Document::Annex1(self.application(facts)),
            Act::EvaluationSheetFilled(facts) => Document::Annex2(self.evaluation_sheet(facts)),
            Act::AgreementConcluded(facts) => Document::Annex3(self.agreement(facts)),
            Act::RegistrationCardFilled(facts) => Document::Annex4(self.card(facts)),
            Act::PlanDrawnUp(facts) => Document::Annex6(self.plan(facts)),
            Act::MonitoringRecorded(facts) => Document::Annex7(self.journal(facts)),
            Act::ReportDrawnUp(_) => Document::Annex8(self.report()),
            _ => return None,
        })
    }

    fn words(&self) -> &'static Words {
        Words::of(self.person.language)
    }

    fn head(&self) -> &Member {
        self.bodies.shelter.who_acts_as(Actor::Head)
    }

    fn shelter(&self) -> String {
        self.bodies.shelter.name.clone()
    }

    fn signed(&self, member: &Member) -> Signatory {
        Signatory {
            name: member.name.clone(),
            position: member.position.in_language(self.person.language).to_owned(),
            signature: Signature::ByHand,
            on: Some(self.on),
        }
    }

    fn signed_by_actor(&self) -> Signatory {
        self.signed(self.bodies.shelter.who_acts_as(self.by))
    }

    fn own_signature(&self) -> OwnSignature {
        OwnSignature {
            signature: Signature::ByHand,
            on: Some(self.on),
        }
    }

    fn application(&self, facts: &act::ApplicationRegistered) -> Application {
        let children = self.person.relatives.iter().filter(|_| facts.children > 0);
        Application {
            organization: self.shelter(),
            head: self.head().name.clone(),
            applicant: self.person.full_name(),
            with_children: facts.children > 0,
            children: children
                .map(|child| Child {
                    kinship: read(json!(child.kinship)),
                    name: name_of(&child.name),
                    born: Some(read(json!(child.born))),
                })
                .collect(),
            consent: facts.consent,
            rules_acknowledged: facts.rules_acknowledged,
            rules_version: "1".to_owned(),
            warned: facts.warned,
            on: Some(self.on),
            signature: Signature::ByHand,
        }
    }

    fn evaluation_sheet(&self, facts: &act::EvaluationSheetFilled) -> EvaluationSheet {
        let officer = self
            .bodies
            .authorized_body
            .who_acts_as(Actor::AuthorizedBody);
        EvaluationSheet {
            person: self.person.full_name(),
            indicators: facts
                .indicators
                .iter()
                .filter_map(|row| u8::try_from(*row).ok())
                .collect(),
            conclusion: Some(match facts.outcome {
                act::SheetOutcome::Recognised => Conclusion::Recognised,
                act::SheetOutcome::NotRecognised => Conclusion::NotRecognised,
            }),
            person_signature: self.own_signature(),
            organization: self.signed_by_actor(),
            authorized_body: self.signed(officer),
            internal_affairs: None,
        }
    }

    fn agreement(&self, facts: &act::AgreementConcluded) -> Agreement {
        let words = self.words();
        let head = self.head();
        Agreement {
            number: facts.number.as_str().to_owned(),
            place: self.bodies.shelter.place.clone(),
            on: Some(self.on),
            organization: self.shelter(),
            represented_by: Representative {
                position: head.position.in_language(self.person.language).to_owned(),
                name: head.name.clone(),
                basis: words.basis.clone(),
            },
            recipient: self.person.full_name(),
            legal_representative: self.representative.map(Recipient::full_name),
            information_for: words.information_for.clone(),
            from: Some(self.on),
            until: self.on.checked_add(6.months()).ok(),
            additional_clauses: vec![words.clause.clone()],
            head: self.signed(head),
            recipient_signature: self.own_signature(),
        }
    }

    fn card(&self, facts: &act::RegistrationCardFilled) -> RegistrationCard {
        let (person, words) = (self.person, self.words());
        let relatives = person.relatives.iter().map(|relative| Relative {
            kinship: read(json!(relative.kinship)),
            name: name_of(&relative.name),
            born: Some(read(json!(relative.born))),
            residence: self.bodies.shelter.place.clone(),
        });
        let mother = self.representative.map(|mother| Relative {
            kinship: read(json!("mother")),
            name: mother.full_name(),
            born: Some(read(json!(mother.born))),
            residence: self.shelter(),
        });
        let home = &self.bodies.shelter.place;
        RegistrationCard {
            name: person.full_name(),
            sex: Some(read(json!(person.sex))),
            born: Some(read(json!(person.born))),
            ethnicity: person.ethnicity.clone(),
            birthplace: person.birthplace.clone().unwrap_or_else(|| home.clone()),
            last_registration: person.registered.clone().unwrap_or_else(|| home.clone()),
            no_documents_reason: if self.documents().is_empty() {
                words.no_documents.clone()
            } else {
                String::new()
            },
            documents: self.documents(),
            iin: self.iin(),
            education: Some(read(json!(
                person.education.as_deref().unwrap_or("secondary")
            ))),
            education_note: String::new(),
            occupation: person.occupation.clone(),
            relatives: relatives.chain(mother).collect(),
            convictions: Vec::new(),
            past_diseases: words.past_diseases.clone(),
            health: person
                .health
                .clone()
                .unwrap_or_else(|| words.health.clone()),
            sent_by: person
                .sent_by
                .clone()
                .unwrap_or_else(|| words.sent_by.clone()),
            reported_to_police: Some(match facts.reported_to_police {
                Reported::Yes => standard::annex::annex_4_registration_card::Reported::Yes,
                Reported::No => standard::annex::annex_4_registration_card::Reported::No,
                Reported::Refused => standard::annex::annex_4_registration_card::Reported::Refused,
            }),
            signature: Signature::ByHand,
            filled_on: Some(self.on),
            specialist: self.signed_by_actor(),
        }
    }

    /// The documents of her file, or an identity card of a number that is issued to nobody.
    fn documents(&self) -> Vec<IdentityDocument> {
        match &self.person.documents {
            Some(documents) => documents
                .iter()
                .map(|document| read(json!(document)))
                .collect(),
            None => vec![read(json!({
                "kind": "identity_card", "number": "000000000", "issued_by": "ІІМ / МВД РК",
            }))],
        }
    }

    /// A number that holds and that nobody has: its series is 0000.
    fn iin(&self) -> String {
        let born: Vec<&str> = self.person.born.split('-').collect();
        let (false, [year, month, day]) = (self.person.without_iin, born.as_slice()) else {
            return String::new();
        };
        let (century, year) = year.split_at(2);
        let sex = match (century, self.person.sex.as_str()) {
            ("19", "male") => 3,
            ("19", _) => 4,
            (_, "male") => 5,
            (_, _) => 6,
        };
        (0..10)
            .map(|control| format!("{year}{month}{day}{sex}0000{control}"))
            .find(|number| iin::check(number).is_ok())
            .unwrap_or_default()
    }

    fn plan(&self, facts: &act::PlanDrawnUp) -> IndividualPlan {
        let (observed_from, observed_to) = self.observation();
        IndividualPlan {
            approved_by: Signatory {
                signature: Signature::Unsigned,
                on: None,
                ..self.signed(self.head())
            },
            organization: self.shelter(),
            recipient: self.person.full_name(),
            born: Some(read(json!(self.person.born))),
            admitted_on: self.case.agreement.map(|agreement| agreement.on),
            observed_from,
            observed_to,
            from: Some(facts.from),
            to: Some(facts.to),
            items: facts
                .items
                .iter()
                .map(|item| self.plan_item(item))
                .collect(),
            revised_on: None,
            specialist: self.signed_by_actor(),
        }
    }

    fn plan_item(&self, item: &PlanItem) -> annex_6_individual_plan::PlanItem {
        let words = self.words();
        let responsible = self.bodies.shelter.who_acts_as(item.responsible.actor());
        annex_6_individual_plan::PlanItem {
            code: item.code.to_string(),
            measure: words.measure.clone(),
            volume: words.volume.clone(),
            responsible: responsible.name.clone(),
            signature: Signature::ByHand,
            on: None,
        }
    }

    fn observation(&self) -> (Option<Date>, Option<Date>) {
        match self.case.observation {
            Some((from, to)) => (Some(from), Some(to)),
            None => (None, None),
        }
    }

    fn journal(&self, facts: &act::MonitoringRecorded) -> MonitoringJournal {
        let words = self.words();
        let plan = self.case.plan();
        let (observed_from, observed_to) = self.observation();
        let who = self.signed_by_actor();
        let mut rows = self.journal.to_vec();
        rows.push(JournalRow {
            number: u8::try_from(self.journal.len() + 1).unwrap_or(u8::MAX),
            present: BTreeSet::from([Change::State]),
            present_note: words.present_note.clone(),
            absent: BTreeSet::from([Change::Adaptation]),
            absent_note: words.absent_note.clone(),
            decision: Some(read(json!(facts.decision))),
            decision_note: words.decision_note.clone(),
            on: Some(self.on),
            responsible: who.name.clone(),
            signature: Signature::ByHand,
        });
        MonitoringJournal {
            recipient: self.person.full_name(),
            born: Some(read(json!(self.person.born))),
            plan_from: plan.map(|plan| plan.from),
            plan_to: plan.map(|plan| plan.to),
            observed_from,
            observed_to,
            rows,
            specialist: who,
        }
    }

    fn report(&self) -> Report {
        let words = self.words();
        Report {
            name: self.person.full_name(),
            at: Some(self.on.at(11, 30, 0, 0)),
            place: format!("{}, {}", self.shelter(), words.time_place),
            circumstances: words.circumstances.clone(),
            account: words.account.clone(),
            authorised_person: self.signed_by_actor(),
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect(READS)
}
