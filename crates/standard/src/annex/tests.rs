//! What the annexes demand of their contents.

use jiff::civil::{Date, date};
use serde_json::json;

use super::{
    annex_1_application::Child, annex_2_evaluation_sheet::Conclusion, annex_4_registration_card::*,
    annex_6_individual_plan::PlanItem, values::*, *,
};
use crate::compartment::Compartment;

const TODAY: Date = date(2022, 11, 1);

/// The problems of a document as `field problem`, with `?` after a warning.
fn problems(document: Document) -> Vec<String> {
    document
        .check(TODAY)
        .into_iter()
        .map(|each| {
            let mark = if each.severity == Severity::Warning {
                "?"
            } else {
                ""
            };
            let row = each.row.map(|row| format!("[{row}]")).unwrap_or_default();
            format!("{}{row} {}{mark}", each.field, each.problem)
        })
        .collect()
}

fn signed(name: &str) -> Signatory {
    Signatory {
        name: name.into(),
        signature: Signature::ByHand,
        ..Signatory::default()
    }
}

fn application() -> Application {
    Application {
        organization: "Үлгі".into(),
        head: "Үлгібаев М. С.".into(),
        applicant: PersonName::from_fields("Мысалова", "Үлгіжан", ""),
        consent: true,
        rules_acknowledged: true,
        warned: true,
        on: Some(date(2022, 10, 21)),
        signature: Signature::ByHand,
        ..Application::default()
    }
}

fn card() -> RegistrationCard {
    RegistrationCard {
        name: PersonName::from_fields("Мысалова", "Үлгіжан", ""),
        sex: Some(Sex::Female),
        born: Some("1990-02-14".parse().unwrap()),
        no_documents_reason: "lost on the way".into(),
        health: "good".into(),
        reported_to_police: Some(Reported::No),
        signature: Signature::ByHand,
        filled_on: Some(TODAY),
        specialist: signed("Үлгіева М. С."),
        ..RegistrationCard::default()
    }
}

#[test]
fn annex_1_complete_has_no_problem() {
    assert_eq!(
        problems(Document::Annex1(application())),
        Vec::<String>::new()
    );
}

#[test]
fn annex_1_needs_consent_rules_and_warning() {
    let form = Application {
        consent: false,
        rules_acknowledged: false,
        warned: false,
        ..application()
    };
    assert_eq!(
        problems(Document::Annex1(form)),
        [
            "consent consent-missing",
            "rules_acknowledged rules-not-acknowledged",
            "warned warning-missing"
        ]
    );
}

#[test]
fn annex_1_lists_the_children_that_it_announces_completely() {
    let announced = Application {
        with_children: true,
        ..application()
    };
    assert_eq!(
        problems(Document::Annex1(announced.clone())),
        ["children children-missing"]
    );
    let nameless = Application {
        children: vec![Child::default()],
        ..announced
    };
    assert_eq!(
        problems(Document::Annex1(nameless)),
        [
            "children.kinship[0] missing",
            "children.name[0] name-missing",
            "children.born[0] missing"
        ]
    );
}

#[test]
fn annex_1_may_have_an_applicant_whose_name_is_not_established() {
    let applicant = PersonName {
        first_name: NamePart::NotEstablished,
        ..PersonName::default()
    };
    assert_eq!(
        problems(Document::Annex1(Application {
            applicant,
            ..application()
        })),
        Vec::<String>::new()
    );
}

#[test]
fn annex_1_unsigned_is_looked_at_and_not_refused() {
    let form = Application {
        signature: Signature::Unsigned,
        ..application()
    };
    assert_eq!(problems(Document::Annex1(form)), ["signature unsigned?"]);
}

#[test]
fn annex_2_counts_one_point_for_each_indicator_and_draws_no_conclusion() {
    let mut sheet = EvaluationSheet {
        indicators: (2..=32)
            .filter(|row| EvaluationSheet::is_indicator(*row))
            .collect(),
        ..EvaluationSheet::default()
    };
    let totals = sheet.totals();
    assert_eq!(
        (
            totals.purpose,
            totals.actions,
            totals.means,
            totals.harm,
            totals.all
        ),
        (5, 12, 7, 4, 28)
    );
    assert!(
        problems(Document::Annex2(sheet.clone()))
            .contains(&"conclusion conclusion-missing".to_owned())
    );
    // All indicators and yet not recognised, or none and recognised: people decide.
    sheet.conclusion = Some(Conclusion::NotRecognised);
    assert!(
        !problems(Document::Annex2(sheet.clone()))
            .iter()
            .any(|each| each.starts_with("conclusion"))
    );
    sheet.indicators.clear();
    sheet.conclusion = Some(Conclusion::Recognised);
    assert!(problems(Document::Annex2(sheet)).contains(&"indicators indicator-none?".to_owned()));
}

#[test]
fn annex_2_gives_no_point_to_the_heading_of_a_block() {
    for row in [0, 1, 7, 20, 28, 33] {
        let sheet = EvaluationSheet {
            indicators: [row].into(),
            ..EvaluationSheet::default()
        };
        assert_eq!(sheet.totals().all, 0, "row {row}");
        assert!(
            problems(Document::Annex2(sheet)).contains(&"indicators indicator-unknown".to_owned()),
            "row {row}"
        );
    }
}

#[test]
fn annex_4_takes_people_without_documents_or_iin() {
    assert_eq!(problems(Document::Annex4(card())), Vec::<String>::new());
}

#[test]
fn annex_4_takes_a_year_of_birth_alone_and_none_to_come() {
    let born = |text: &str| {
        problems(Document::Annex4(RegistrationCard {
            born: Some(text.parse().unwrap()),
            ..card()
        }))
    };
    assert_eq!(born("1990~"), Vec::<String>::new());
    assert_eq!(born("2022-11-01"), Vec::<String>::new());
    assert_eq!(born("2022-11-02"), ["born birth-in-future"]);
    assert_eq!(born("2023"), ["born birth-in-future"]);
}

#[test]
fn annex_4_who_has_no_document_is_registered_and_the_reason_is_asked_for() {
    let without = |reason: &str| {
        problems(Document::Annex4(RegistrationCard {
            no_documents_reason: reason.into(),
            ..card()
        }))
    };
    assert_eq!(without(" "), ["no_documents_reason documents-reason?"]);
    assert_eq!(without("taken away by the employer"), Vec::<String>::new());
}

#[test]
fn annex_4_looks_at_an_iin_that_does_not_hold() {
    let iin = |text: &str| {
        problems(Document::Annex4(RegistrationCard {
            iin: text.into(),
            ..card()
        }))
    };
    assert_eq!(iin("900214400008"), Vec::<String>::new());
    assert_eq!(iin("900214400009"), ["iin iin-check-digit?"]);
    assert_eq!(iin("061211600012"), ["iin iin-birth-differs?"]);
    assert_eq!(iin("12345"), ["iin iin-not-twelve-digits?"]);
}

#[test]
fn annex_4_a_document_does_not_expire_before_its_issue() {
    let valid = |until| {
        let document = IdentityDocument {
            kind: Some(DocumentKind::Passport),
            issued_on: Some(date(2020, 5, 5)),
            valid_until: Some(until),
            ..IdentityDocument::default()
        };
        problems(Document::Annex4(RegistrationCard {
            documents: vec![document],
            ..card()
        }))
    };
    assert_eq!(valid(date(2020, 5, 5)), Vec::<String>::new());
    assert_eq!(
        valid(date(2020, 5, 4)),
        ["documents.valid_until[0] expires-before-issue"]
    );
}

#[test]
fn values_have_a_length_and_no_control_characters() {
    let health = |text: String| {
        Document::Annex4(RegistrationCard {
            health: text,
            ..card()
        })
    };
    assert_eq!(
        problems(health("ә".repeat(problem::LONGEST_PARAGRAPH))),
        Vec::<String>::new()
    );
    let too_long = health("ә".repeat(problem::LONGEST_PARAGRAPH + 1)).check(TODAY);
    assert_eq!(
        (too_long[0].problem, too_long[0].limit),
        ("too-long", Some(problem::LONGEST_PARAGRAPH))
    );
    assert_eq!(problems(health("one\r\ntwo".into())), Vec::<String>::new());
    assert_eq!(problems(health("nul \0".into())), ["health bad-characters"]);
    let two_lines = RegistrationCard {
        occupation: "one\ntwo".into(),
        ..card()
    };
    assert_eq!(
        problems(Document::Annex4(two_lines)),
        ["occupation bad-characters"]
    );
}

#[test]
fn annex_6_plans_only_services_of_the_eight_kinds() {
    for (code, known) in [
        ("1.1", true),
        ("8.12", true),
        ("8.13", false),
        ("G.1", false),
        ("", false),
    ] {
        let item = PlanItem {
            code: code.into(),
            responsible: "Үлгіева М. С.".into(),
            ..PlanItem::default()
        };
        let plan = IndividualPlan {
            items: vec![item],
            ..IndividualPlan::default()
        };
        let unknown =
            problems(Document::Annex6(plan)).contains(&"items.code[0] service-unknown".to_owned());
        assert_eq!(unknown, !known, "{code}");
    }
}

#[test]
fn every_problem_has_a_listed_name() {
    for kind in FormKind::ALL {
        for problem in Document::blank(kind).check(TODAY) {
            assert!(
                Problem::ALL.contains(&problem.problem),
                "{kind}: {}",
                problem.problem
            );
        }
    }
}

#[test]
fn unknown_fields_are_refused() {
    assert!(
        serde_json::from_value::<Document>(json!({"form": "annex_1", "organization": "Үлгі"}))
            .is_ok()
    );
    assert!(
        serde_json::from_value::<Document>(json!({"form": "annex_1", "pass_mark": 3})).is_err()
    );
    assert!(serde_json::from_value::<Document>(json!({"form": "annex_9"})).is_err());
}

#[test]
fn documents_are_the_same_after_writing_and_reading() {
    for kind in FormKind::ALL {
        let document = Document::blank(kind);
        let text = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<Document>(&text).unwrap(), document);
        assert_eq!(kind.name().parse::<FormKind>().unwrap(), kind);
    }
}

#[test]
fn annex_4_keeps_health_and_criminal_record_apart() {
    let parts = Document::Annex4(card()).split(FileOf::Adult);
    assert_eq!(
        parts[&Compartment::Medical],
        json!({"health": "good", "past_diseases": ""})
    );
    assert_eq!(parts[&Compartment::Legal], json!({"convictions": []}));
    assert!(!parts[&Compartment::Identity].to_string().contains("good"));

    let mut open = parts;
    open.remove(&Compartment::Medical);
    let partial = Document::merge(FormKind::Annex4, FileOf::Adult, open);
    assert_eq!(partial.missing, [Compartment::Medical]);
    assert!(partial.value.get("health").is_none());
}

#[test]
fn the_plan_of_a_child_lies_with_the_children() {
    let plan = Document::blank(FormKind::Annex6);
    let adult: Vec<_> = plan.clone().split(FileOf::Adult).into_keys().collect();
    let child: Vec<_> = plan.split(FileOf::Child).into_keys().collect();
    assert_eq!(adult, [Compartment::Identity, Compartment::Social]);
    assert_eq!(child, [Compartment::Identity, Compartment::Children]);
}

#[test]
fn every_form_comes_together_again_from_its_parts() {
    for kind in FormKind::ALL {
        for of in [FileOf::Adult, FileOf::Child] {
            let document = Document::blank(kind);
            let whole = Document::merge(kind, of, document.clone().split(of));
            assert_eq!(whole.missing, []);
            assert_eq!(Document::from_fields(kind, whole.value).unwrap(), document);
        }
    }
}
