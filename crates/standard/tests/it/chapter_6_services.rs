//! Chapters 2 and 6: informing and issuing, general and special services.

use serde_json::json;
use standard::refusal::Reason;

use crate::scenario::*;

const D: &str = "2022-10-03";

fn emergency(scenario: Scenario, code: &str) -> Scenario {
    scenario.line(
        D,
        "nurse",
        "service_given",
        json!({"code": code, "emergency": true}),
    )
}

fn in_hospital() -> Scenario {
    in_service().plain("2022-11-01", "hospital_stay_began")
}

refusals! {
    fn para_39_before_recognition_only_what_cannot_wait() GeneralBeforeRecognition "39"
        refused applied(D).service(D, "G.1"), but not emergency(applied(D), "G.1");
    fn para_40_special_services_follow_the_agreement() ServiceBeforeAgreement "40"
        refused emergency(permitted(D), "2.2"), but not agreed(D).service(D, "2.2");
    fn para_40_no_special_service_after_the_last_day() ServiceAfterTerm "40"
        refused agreed(D).service("2023-04-04", "1.1"), but not agreed(D).service("2023-04-03", "1.1");
    fn para_40_no_special_service_for_the_absent() ServiceWhileAbsent "40"
        refused absent_since("2022-11-01").service("2022-11-02", "3.4"),
        but not absent_since("2022-11-01").plain("2022-11-02", "returned").service("2022-11-02", "3.4");
    fn para_40_no_service_after_the_ending() ServiceAfterEnding "40"
        refused in_service().ended("2022-11-01", "written_application").service("2022-11-01", "G.2"),
        but not in_service().service("2022-11-01", "G.2").ended("2022-11-01", "written_application");
}

#[test]
fn para_08_informing_and_issuing_are_recorded_at_any_time() {
    applied(D)
        .line(
            D,
            "consultant",
            "informed",
            json!({"of": ["rules", "rights"], "language": "uz"}),
        )
        .line(
            D,
            "nurse",
            "item_issued",
            json!({"item": "bed linen", "quantity": 2}),
        )
        .accepted();
}

#[test]
fn para_39_the_four_general_services_are_given_from_recognition() {
    for code in ["G.1", "G.2", "G.3", "G.4"] {
        recognised(D).service(D, code).accepted();
        applied(D)
            .service(D, code)
            .refused("39", Reason::GeneralBeforeRecognition);
    }
}

#[test]
fn para_40_in_hospital_only_accompaniment_goes_on() {
    in_hospital().service("2022-11-02", "2.2").accepted();
    for code in ["2.1", "1.6", "G.1"] {
        in_hospital()
            .service("2022-11-02", code)
            .refused("43", Reason::InHospital);
    }
    in_hospital()
        .plain("2022-11-03", "hospital_stay_ended")
        .service("2022-11-03", "1.6")
        .accepted();
}

#[test]
fn para_40_all_51_services_are_given_under_an_agreement() {
    let mut count = 0;
    for code in standard::catalogue::ServiceCode::all().filter(|code| !code.is_general()) {
        recognised(D)
            .service(D, &code.to_string())
            .refused("40", Reason::ServiceBeforeAgreement);
        agreed(D).service(D, &code.to_string()).accepted();
        count += 1;
    }
    assert_eq!(count, 51);
}

#[test]
fn para_40_a_service_outside_the_plan_is_given_and_marked() {
    let played = in_service()
        .service("2022-11-01", "3.4")
        .service("2022-11-01", "3.5")
        .service("2022-11-01", "G.1");
    let played = played.accepted().play();
    let marked: Vec<_> = played
        .warnings()
        .iter()
        .map(|each| (each.line, &*each.paragraph))
        .collect();
    assert_eq!(marked, [(15, "40")]);
    assert!(played.warnings()[0].reason.contains("unplanned"));
}

#[test]
fn para_40_a_plan_entered_later_for_earlier_days_takes_the_mark_away() {
    let before = assessed(D).service("2022-10-06", "3.4").play();
    assert_eq!(before.warnings().len(), 1);
    let after = assessed(D)
        .service("2022-10-06", "3.4")
        .draft("2022-10-05", "2022-10-05", "2023-04-03")
        .approval("2022-10-05");
    assert!(after.accepted().play().warnings().is_empty());
}

#[test]
fn para_40_an_extension_lets_services_go_on() {
    agreed(D)
        .extension("2023-04-01", "2023-05-01")
        .service("2023-05-01", "1.6")
        .accepted();
    agreed(D)
        .extension("2023-04-01", "2023-05-01")
        .service("2023-05-02", "1.6")
        .refused("40", Reason::ServiceAfterTerm);
}

#[test]
fn para_40_of_the_absent_in_hospital_the_absence_is_cited_first() {
    let scenario = absent_since("2022-11-01").plain("2022-11-02", "hospital_stay_began");
    scenario
        .clone()
        .service("2022-11-03", "1.6")
        .refused("40", Reason::ServiceWhileAbsent);
    scenario.clone().service("2022-11-03", "2.2").accepted();
    scenario
        .plain("2022-11-04", "returned")
        .service("2022-11-04", "1.6")
        .refused("43", Reason::InHospital);
}
