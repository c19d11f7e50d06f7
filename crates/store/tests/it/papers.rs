//! Filled forms for the tests: everybody in them is invented.

use jiff::civil::{Date, date};
use standard::annex::{
    Agreement, Application, Document, EvaluationSheet, IndividualPlan, MonitoringJournal,
    RegistrationCard, Report,
    annex_2_evaluation_sheet::Conclusion,
    annex_4_registration_card::{Reported, Sex},
    annex_6_individual_plan::PlanItem,
    annex_7_journal::{Decision, JournalRow},
    values::{PartialDate, PersonName, Signatory, Signature},
};

use crate::house::DAY;

pub fn name(surname: &str) -> PersonName {
    PersonName::from_fields(surname, "Test", "")
}

fn signed(name: &str) -> Signatory {
    Signatory {
        name: name.to_owned(),
        signature: Signature::ByHand,
        ..Signatory::default()
    }
}

fn born() -> Option<PartialDate> {
    Some(date(1998, 3, 14).into())
}

pub fn application(surname: &str) -> Document {
    Document::Annex1(Application {
        organization: "Centre in Almaty".to_owned(),
        head: "Aigerim Head".to_owned(),
        applicant: name(surname),
        consent: true,
        rules_acknowledged: true,
        warned: true,
        on: Some(DAY),
        signature: Signature::ByHand,
        ..Application::default()
    })
}

pub fn evaluation_sheet(surname: &str) -> Document {
    Document::Annex2(EvaluationSheet {
        person: name(surname),
        indicators: [3, 4].into(),
        conclusion: Some(Conclusion::Recognised),
        organization: signed("Specialist"),
        authorized_body: signed("Officer"),
        ..EvaluationSheet::default()
    })
}

pub fn agreement(surname: &str, on: Date) -> Document {
    let mut agreement = Agreement {
        number: "1".to_owned(),
        place: "Almaty".to_owned(),
        on: Some(on),
        organization: "Centre in Almaty".to_owned(),
        recipient: name(surname),
        head: signed("Aigerim Head"),
        ..Agreement::default()
    };
    agreement.represented_by.position = "head".to_owned();
    agreement.represented_by.name = "Aigerim Head".to_owned();
    Document::Annex3(agreement)
}

pub fn card(surname: &str, health: &str) -> Document {
    Document::Annex4(RegistrationCard {
        name: name(surname),
        sex: Some(Sex::Female),
        born: born(),
        health: health.to_owned(),
        reported_to_police: Some(Reported::Refused),
        filled_on: Some(DAY),
        specialist: signed("Specialist"),
        ..RegistrationCard::default()
    })
}

pub fn plan(surname: &str, from: Date, to: Date) -> Document {
    Document::Annex6(IndividualPlan {
        approved_by: signed("Aigerim Head"),
        organization: "Centre in Almaty".to_owned(),
        recipient: name(surname),
        born: born(),
        admitted_on: Some(DAY),
        observed_from: Some(DAY),
        observed_to: Some(DAY),
        from: Some(from),
        to: Some(to),
        items: vec![PlanItem {
            code: "1.1".to_owned(),
            responsible: "Specialist".to_owned(),
            ..PlanItem::default()
        }],
        specialist: signed("Specialist"),
        ..IndividualPlan::default()
    })
}

pub fn monitoring(surname: &str, from: Date, to: Date) -> Document {
    Document::Annex7(MonitoringJournal {
        recipient: name(surname),
        born: born(),
        plan_from: Some(from),
        plan_to: Some(to),
        observed_from: Some(DAY),
        observed_to: Some(DAY),
        rows: vec![JournalRow {
            number: 1,
            decision: Some(Decision::Continue),
            on: Some(DAY),
            responsible: "Specialist".to_owned(),
            ..JournalRow::default()
        }],
        specialist: signed("Specialist"),
    })
}

pub fn report(surname: &str, account: &str) -> Document {
    Document::Annex8(Report {
        name: name(surname),
        at: Some(DAY.at(10, 0, 0, 0)),
        place: "the interview room".to_owned(),
        circumstances: "came alone".to_owned(),
        account: account.to_owned(),
        authorised_person: signed("Specialist"),
    })
}
