use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::{FieldKind, NotOfThePaper, PROBLEMS, PaperKind};

const TODAY: Date = date(2022, 11, 1);

fn problems(kind: PaperKind, fields: Value) -> Vec<(&'static str, &'static str)> {
    let found = kind.check(&fields, TODAY).unwrap();
    for problem in &found {
        assert!(PROBLEMS.contains(&problem.problem), "{}", problem.problem);
    }
    found
        .iter()
        .map(|each| (each.field, each.problem))
        .collect()
}

fn notice() -> Value {
    json!({
        "organization": "«Үміт» орталығы", "number": "7", "on": "2022-10-21", "addressee": "Полиция басқармасы",
        "refused_on": "2022-10-20", "region": "Ақмола облысы", "exploitation": ["labour"], "head": "Б. Үлгіев",
    })
}

#[test]
fn the_name_of_a_paper_is_the_name_in_stored_data_and_no_two_are_alike() {
    let mut names = BTreeSet::new();
    for kind in PaperKind::ALL.iter().copied() {
        assert_eq!(serde_json::to_value(kind).unwrap(), json!(kind.name()));
        assert_eq!(kind.name().parse(), Ok(kind));
        assert!(names.insert(kind.name()));
    }
    assert!("annex_1".parse::<PaperKind>().is_err());
}

#[test]
fn no_paper_asks_for_one_thing_twice() {
    for kind in PaperKind::ALL {
        let ids: BTreeSet<_> = kind.fields().iter().map(|field| field.id).collect();
        assert_eq!(ids.len(), kind.fields().len(), "{kind}");
    }
}

#[test]
fn an_empty_paper_can_be_read_and_says_what_is_missing() {
    for kind in PaperKind::ALL {
        let missing: Vec<_> = kind
            .fields()
            .iter()
            .filter(|field| field.required)
            .map(|field| (field.id, "missing"))
            .collect();
        assert!(!missing.is_empty());
        assert_eq!(problems(*kind, json!({})), missing, "{kind}");
    }
}

#[test]
fn para_21_the_notice_to_police_has_no_field_about_who_the_person_is() {
    for field in PaperKind::PoliceNotice.fields() {
        assert!(!field.is_identity(), "{}", field.id);
        if let FieldKind::List(columns) = field.kind {
            assert!(columns.iter().all(|column| !column.is_identity()));
        }
    }
    assert_eq!(problems(PaperKind::PoliceNotice, notice()), []);
}

#[test]
fn para_21_the_notice_to_police_cannot_be_made_from_a_field_about_a_person() {
    for id in super::fields::IDENTITY {
        let mut fields = notice();
        fields[id] = json!("Айгүл");
        assert_eq!(
            PaperKind::PoliceNotice.read(&fields),
            Err(NotOfThePaper::UnknownField),
            "{id}"
        );
    }
}

#[test]
fn para_21_an_iin_typed_into_the_notice_stops_it() {
    for (field, words) in [
        ("region", "900214400008"),
        ("offender", "танысы 900214 400 008"),
    ] {
        let mut fields = notice();
        fields[field] = json!(words);
        assert_eq!(
            problems(PaperKind::PoliceNotice, fields),
            [(field, "identity-in-notice")]
        );
    }
}

#[test]
fn para_16_an_extension_by_more_than_three_months_is_not_final() {
    let agreement = |until: &str| {
        json!({
            "organization": "о", "number": "1", "on": "2022-10-21", "agreement_number": "2", "agreement_on": "2022-05-01",
            "recipient": "р", "ground": "criminal_case", "evidence": "е", "last_day": "2022-11-01", "until": until, "head": "h",
        })
    };
    let kind = PaperKind::SupplementaryAgreement;
    assert_eq!(problems(kind, agreement("2023-02-01")), []);
    assert_eq!(
        problems(kind, agreement("2023-02-02")),
        [("until", "extension-too-long")]
    );
    assert_eq!(
        problems(kind, agreement("2022-10-31")),
        [("until", "ends-before-beginning")]
    );
}

#[test]
fn para_43_an_expulsion_for_violations_names_more_than_three() {
    let act = json!({ "name": "акт", "number": "1", "day": "2022-10-01" });
    let order = |acts: usize| {
        json!({
            "organization": "о", "number": "1", "on": "2022-10-21", "recipient": "р", "agreement_number": "2",
            "agreement_on": "2022-05-01", "ground": "violations", "acts": vec![act.clone(); acts], "from": "2022-10-21",
            "responsible": "r", "head": "h",
        })
    };
    let kind = PaperKind::OrderExpulsion;
    assert_eq!(problems(kind, order(3)), [("acts", "too-few-violations")]);
    assert_eq!(problems(kind, order(4)), []);
}

#[test]
fn para_13_every_condition_of_the_interview_is_confirmed() {
    let found = problems(
        PaperKind::InterviewRecord,
        json!({ "room_conditions": ["safe", "isolated", "light"], "undistracted": ["other_work", "calls", "other_conversations"] }),
    );
    assert!(found.contains(&("room_conditions", "missing")));
    assert!(!found.contains(&("undistracted", "missing")));
}

#[test]
fn an_explanation_said_to_be_given_has_words() {
    let fields = json!({ "explanation_given": "given" });
    assert!(problems(PaperKind::ViolationAct, fields).contains(&("explanation", "missing")));
    let fields = json!({ "explanation_given": "refused" });
    assert!(!problems(PaperKind::ViolationAct, fields).contains(&("explanation", "missing")));
}

#[test]
fn days_to_come_long_lines_and_controls_are_named_with_their_row() {
    let long = "ә".repeat(301);
    let found = PaperKind::BelongingsDeposit
        .check(
            &json!({ "on": "2022-11-02", "number": "1\u{7}", "items": [
                { "name": "a", "quantity": 1 }, { "name": long, "quantity": 1 } ] }),
            TODAY,
        )
        .unwrap();
    let has = |field, row, problem| {
        found
            .iter()
            .any(|each| (each.field, each.row, each.problem) == (field, row, problem))
    };
    assert!(has("on", None, "future"));
    assert!(has("number", None, "bad-characters"));
    assert!(has("name", Some(1), "too-long"));
}

#[test]
fn a_value_of_another_kind_is_refused_without_being_repeated() {
    for (fields, wrong) in [
        (json!({ "on": "вчера" }), NotOfThePaper::WrongKind("on")),
        (json!({ "items": "a" }), NotOfThePaper::WrongKind("items")),
        (
            json!({ "items": [{ "quantity": -1 }] }),
            NotOfThePaper::WrongKind("quantity"),
        ),
        (json!({ "secret": 1 }), NotOfThePaper::UnknownField),
        (json!([]), NotOfThePaper::NotAnObject),
    ] {
        assert_eq!(PaperKind::BelongingsDeposit.read(&fields), Err(wrong));
    }
}
