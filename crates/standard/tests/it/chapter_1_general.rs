//! Chapter 1: modes of stay, who is accepted, contraindications.

use serde_json::json;

use crate::scenario::*;

const D: &str = "2022-10-03";

fn visit(scenario: Scenario, on: &str, arrived: &str, left: &str) -> Scenario {
    let facts = json!({"arrived": arrived, "left": left});
    scenario.line(on, "educator", "day_visit", facts)
}

fn finding(scenario: Scenario, on: &str, facts: serde_json::Value) -> Scenario {
    scenario.line(on, "nurse", "contraindication_found", facts)
}

fn cleared(scenario: Scenario, on: &str, kind: u8) -> Scenario {
    scenario.line(
        on,
        "nurse",
        "contraindication_cleared",
        json!({"kind": kind}),
    )
}

fn foreigner(basis: serde_json::Value) -> Scenario {
    let facts = json!({"consent": true, "rules_acknowledged": true, "warned": true,
        "category": "other_foreigner", "basis": basis});
    Scenario::default().line(D, "specialist", "application_registered", facts)
}

refusals! {
    fn para_02_a_visit_needs_an_agreement_on_a_day_stay() NotADayStay "2"
        refused visit(agreed(D), D, "09:00", "11:00"),
        but not visit(day_stay(D), D, "09:00", "11:00");
    fn para_02_a_visit_ends_after_it_began() LeftBeforeArrival "2"
        refused visit(day_stay(D), D, "11:00", "11:00"),
        but not visit(day_stay(D), D, "11:00", "11:01");
    fn para_02_the_visits_of_a_day_are_at_most_four_hours() Over240Minutes "2"
        refused visit(visit(day_stay(D), D, "09:00", "11:00"), D, "14:00", "16:01"),
        but not visit(visit(visit(day_stay(D), D, "09:00", "11:00"), D, "14:00", "16:00"), "2022-10-04", "09:00", "13:00");
    fn para_05_another_foreigner_is_accepted_with_a_basis() BasisMissing "5"
        refused foreigner(json!("  ")),
        but not foreigner(json!("agreement of 1993 on legal assistance"));
    fn para_06_only_a_contraindication_that_was_found_can_be_cleared() NoOpenFinding "6"
        refused cleared(finding(applied(D), D, json!({"kind": 2})), D, 3),
        but not cleared(finding(applied(D), D, json!({"kind": 2})), D, 2);
    fn para_06_no_agreement_while_a_contraindication_is_open() ContraindicationOpen "6"
        refused finding(permitted(D), D, json!({"kind": 3, "referred_to": "clinic"})).agreement(D),
        but not cleared(finding(permitted(D), D, json!({"kind": 3})), D, 3).agreement(D);
}

terms! {
    fn para_06_a_person_with_a_contraindication_is_referred_on_the_same_day() ReferToHealthcare "6" SAME_DAY
        opened |d| finding(applied(d), d, json!({"kind": 5})),
        closed |s, d| finding(s, d, json!({"kind": 5, "referred_to": "district hospital"}));
    fn para_06_clearing_a_contraindication_ends_the_duty_to_refer() ReferToHealthcare "6" SAME_DAY
        opened |d| finding(applied(d), d, json!({"kind": 3})),
        closed |s, d| cleared(s, d, 3);
}

#[test]
fn para_02_a_day_under_an_hour_is_accepted_and_marked() {
    let short = visit(day_stay(D), D, "09:00", "09:59").accepted().play();
    assert_eq!(short.warnings().len(), 1);
    assert_eq!(
        (short.warnings()[0].line, &*short.warnings()[0].paragraph),
        (10, "2")
    );
    let hour = visit(day_stay(D), D, "09:00", "10:00").accepted().play();
    assert!(hour.warnings().is_empty());
}

#[test]
fn para_02_no_visit_after_the_last_day_or_the_ending() {
    let over = visit(day_stay(D), "2023-04-04", "09:00", "10:00");
    over.refused("2", standard::refusal::Reason::NotADayStay);
    let ended = day_stay(D).ended("2022-10-05", "written_application");
    visit(ended, "2022-10-05", "09:00", "10:00")
        .refused("2", standard::refusal::Reason::NotADayStay);
}

#[test]
fn para_05_no_document_is_ever_demanded_and_a_citizen_is_the_default() {
    for category in ["citizen", "permanent_resident", "stateless"] {
        let facts = json!({"consent": true, "rules_acknowledged": true, "warned": true, "category": category});
        Scenario::default()
            .line(D, "consultant", "application_registered", facts)
            .accepted();
    }
    applied(D).accepted();
    foreigner(json!(null)).refused("5", standard::refusal::Reason::BasisMissing);
}

#[test]
fn para_06_a_referral_named_at_once_leaves_nothing_owed() {
    let played = finding(applied(D), D, json!({"kind": 1, "referred_to": "clinic"})).play();
    played.did("refer_to_healthcare", D);
    let unnamed = finding(applied(D), D, json!({"kind": 1, "referred_to": " "})).play();
    unnamed.owes("refer_to_healthcare", D);
}

#[test]
fn para_06_a_contraindication_never_touches_recognition() {
    let played = finding(recognised(D), D, json!({"kind": 2}))
        .accepted()
        .play();
    assert_eq!(played.stage(), "recognised");
    let both = finding(
        finding(recognised(D), D, json!({"kind": 2})),
        D,
        json!({"kind": 4}),
    );
    assert_eq!(
        both.accepted().play().duties("refer_to_healthcare").len(),
        2
    );
}
