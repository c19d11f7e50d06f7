//! Chapter 3, paragraphs 9 to 14-1: application or referral, interview, evaluation sheet, package or refusal.

use serde_json::{Value, json};
use standard::refusal::Reason;

use crate::scenario::*;

const D: &str = "2022-10-03";

fn application(change: Value) -> Scenario {
    let mut facts = json!({"consent": true, "rules_acknowledged": true, "warned": true});
    for (key, value) in change.as_object().expect("an object") {
        facts[key] = value.clone();
    }
    Scenario::default().line(D, "specialist", "application_registered", facts)
}

fn referred(on: &str, recognised_on: Value) -> Scenario {
    let facts = json!({"route": "authorized_body", "recognised_on": recognised_on});
    Scenario::default().line(on, "specialist", "referral_registered", facts)
}

fn detected(on: &str) -> Scenario {
    Scenario::default().line(on, "internal_affairs", "offence_detected", json!({}))
}

fn sheet_by(scenario: Scenario, on: &str, signatories: Value, indicators: Value) -> Scenario {
    let facts =
        json!({"outcome": "recognised", "indicators": indicators, "signatories": signatories});
    scenario.line(on, "specialist", "evaluation_sheet_filled", facts)
}

fn interview_without(attestation: &str) -> Scenario {
    let attested: Vec<&str> = [
        "place_fit",
        "room_safe",
        "room_isolated",
        "room_bright",
        "room_warm",
        "no_other_work",
        "no_calls",
        "no_other_conversations",
    ]
    .into_iter()
    .filter(|each| *each != attestation)
    .collect();
    applied(D).line(
        D,
        "psychologist",
        "interview_held",
        json!({"attested": attested}),
    )
}

fn waiver(investigation: bool, injured_party: bool) -> Scenario {
    let facts = json!({"investigation": investigation, "injured_party": injured_party});
    applied(D).line(D, "lawyer", "identification_waived", facts)
}

fn package(scenario: Scenario, documents: Value) -> Scenario {
    let facts = json!({"channel": "paper", "documents": documents});
    scenario.line(D, "specialist", "package_sent", facts)
}

fn not_recognised(on: &str) -> Scenario {
    applied(on).interview(on).sheet(on, "not_recognised")
}

const TWO: [&str; 2] = ["organization", "authorized_body"];
const THREE: [&str; 3] = ["organization", "authorized_body", "internal_affairs"];

refusals! {
    fn para_09_an_application_carries_consent() ConsentMissing "9"
        refused application(json!({"consent": false, "rules_acknowledged": false, "warned": false, "applicant_is_minor": true})),
        but not application(json!({}));
    fn para_09_an_applicant_knows_the_rules() RulesMissing "9"
        refused application(json!({"rules_acknowledged": false})), but not application(json!({}));
    fn para_09_an_applicant_was_warned() WarningMissing "9"
        refused application(json!({"warned": false})), but not application(json!({}));
    fn para_09_only_a_consent_that_was_given_is_withdrawn() NoConsentToWithdraw "9"
        refused applied(D).line(D, "specialist", "consent_given", json!({"scope": "annex_8", "to": "police"}))
            .line(D, "specialist", "consent_withdrawn", json!({"scope": "annex_2"})),
        but not applied(D).line(D, "specialist", "consent_given", json!({"scope": "annex_8", "to": "police"}))
            .line(D, "specialist", "consent_withdrawn", json!({"scope": "annex_8"}));
    fn para_19_a_minor_alone_is_no_applicant() MinorAlone "19"
        refused application(json!({"applicant_is_minor": true, "category": "other_foreigner"})),
        but not application(json!({"applicant_is_minor": false}));
    fn para_10_organization_and_authorized_body_both_sign() OrganizationAndBodyMustSign "10"
        refused sheet_by(applied(D).interview(D), D, json!(["organization", "internal_affairs"]), json!([1])),
        but not sheet_by(applied(D).interview(D), D, json!(TWO), json!([2]));
    fn para_11_three_sign_after_a_detected_offence() ThreeMustSign "11"
        refused sheet_by(detected(D).interview(D), D, json!(TWO), json!([2])),
        but not sheet_by(detected(D).interview(D), D, json!(THREE), json!([2]));
    fn para_12_no_sheet_without_an_interview() InterviewMissing "12"
        refused sheet_by(applied(D), D, json!([]), json!([1])),
        but not sheet_by(applied(D).interview(D), D, json!(TWO), json!([]));
    fn para_12_a_heading_is_no_indicator() NotAnIndicator "12"
        refused sheet_by(applied(D).interview(D), D, json!(TWO), json!([2, 20])),
        but not sheet_by(applied(D).interview(D), D, json!(TWO), json!([2, 19, 21, 32]));
    fn para_13_all_eight_requirements_are_attested() NotAllAttested "13"
        refused interview_without("room_warm"), but not interview_without("");
    fn para_13_1_no_waiver_without_an_investigation() NoInvestigation "13-1"
        refused waiver(false, true), but not waiver(true, true);
    fn para_13_1_no_waiver_without_an_injured_party() NotAnInjuredParty "13-1"
        refused waiver(true, false), but not waiver(true, true);
    fn para_14_services_are_refused_on_a_negative_sheet_only() NotRefusedBySheet "14"
        refused recognised(D).plain(D, "services_refused"),
        but not not_recognised(D).line(D, "head", "services_refused", json!({}));
    fn para_14_no_package_before_recognition() NotRecognised "14"
        refused package(not_recognised(D), json!([])), but not package(recognised(D), json!(["annex_2", "annex_1"]));
    fn para_14_the_package_holds_the_application() Annex1Missing "14"
        refused package(recognised(D), json!(["annex_2"])), but not package(recognised(D), json!(["annex_1", "annex_2"]));
    fn para_14_the_package_holds_the_sheet() Annex2Missing "14"
        refused package(recognised(D), json!(["annex_1", "investigation", "resolution"])),
        but not package(recognised(D), json!(["annex_1", "annex_2"]));
    fn para_14_after_a_waiver_the_package_holds_the_resolution() ResolutionMissing "14"
        refused package(waiver(true, true), json!(["annex_1", "annex_2", "investigation"])),
        but not package(waiver(true, true), json!(["annex_1", "resolution"]));
    fn para_14_no_service_after_a_negative_result() NegativeResult "14"
        refused not_recognised(D).line(D, "nurse", "service_given", json!({"code": "G.1", "emergency": true})),
        but not applied(D).interview(D).line(D, "nurse", "service_given", json!({"code": "G.1", "emergency": true}));
    fn para_14_a_new_application_is_a_new_file() FileRefused "14"
        refused not_recognised(D).plain(D, "services_refused").application("2022-10-04"),
        but not not_recognised(D).application("2022-10-04");
    fn para_14_1_a_report_rests_on_a_sheet() SheetMissing "14-1"
        refused waiver(true, true).plain(D, "report_drawn_up"),
        but not not_recognised(D).plain(D, "report_drawn_up");
}

terms! {
    fn para_09_a_person_recognised_and_referred_is_received_within_one_working_day() Receive "9" ONE_WORKING_DAY
        opened |d| referred(d, json!(d)), closed |s, d| s.service(d, "G.1");
    fn para_09_a_room_receives_the_person() Receive "9" ONE_WORKING_DAY
        opened |d| referred(d, json!(d)), closed |s, d| s.line(d, "specialist", "room_assigned", json!({"bed": 4}));
    fn para_09_an_agreement_receives_the_person() Receive "9" ONE_WORKING_DAY
        opened |d| referred(d, json!(d)),
        closed |s, d| s.agreement_with(d, json!({"number": "1", "mode": "round_the_clock", "funding": "other"}));
    fn para_10_identification_within_one_working_day_of_the_application() Identify "10" ONE_WORKING_DAY
        opened applied, closed |s, d| s.interview(d).sheet(d, "not_recognised");
    fn para_10_identification_within_one_working_day_of_a_referral() Identify "10" ONE_WORKING_DAY
        opened |d| referred(d, json!(null)), closed |s, d| s.waiver(d);
    fn para_11_identification_within_one_working_day_of_the_detection() Identify "11" ONE_WORKING_DAY
        opened detected, closed |s, d| sheet_by(s.interview(d), d, json!(THREE), json!([]));
    fn para_14_the_package_is_sent_within_one_working_day_of_identification() SendPackage "14" ONE_WORKING_DAY
        opened recognised, closed |s, d| s.package(d, "paper");
    fn para_13_1_the_package_is_sent_within_one_working_day_of_the_waiver() SendPackage "14" ONE_WORKING_DAY
        opened |d| applied(d).waiver(d),
        closed |s, d| s.line(d, "specialist", "package_sent", json!({"channel": "paper", "documents": ["annex_1", "resolution"]}));
    fn para_14_the_refusal_is_told_on_the_same_day() NotifyRefusal "14" SAME_DAY
        opened not_recognised, closed |s, d| s.plain(d, "services_refused");
    fn para_14_1_the_report_is_drawn_up_on_the_same_day() DrawUpReport "14-1" SAME_DAY
        opened not_recognised, closed |s, d| s.plain(d, "report_drawn_up");
    fn para_14_1_a_report_follows_recognition_as_well() DrawUpReport "14-1" SAME_DAY
        opened recognised, closed |s, d| s.plain(d, "report_drawn_up");
}

#[test]
fn para_09_a_referral_with_recognition_leads_to_reception_and_not_to_identification() {
    let played = referred("2022-10-05", json!("2022-10-03"))
        .accepted()
        .play();
    played.owes_no("identify");
    played.owes("receive", "2022-10-04");
    assert_eq!(played.stage(), "recognised");
    assert!(played.duty("receive").late);
}

#[test]
fn para_10_identification_is_owed_once() {
    let again = applied(D).application("2022-10-05").play();
    again.owes("identify", "2022-10-04");
    let done = recognised(D).application("2022-10-05").play();
    done.did("identify", D);
    let detected_after = applied(D).plain("2022-10-04", "offence_detected").play();
    assert_eq!(detected_after.duty("identify").paragraph, "10");
}

#[test]
fn para_11_an_offence_detected_later_still_asks_for_three() {
    let scenario = applied(D).interview(D).plain(D, "offence_detected");
    sheet_by(
        scenario,
        D,
        json!(["authorized_body", "internal_affairs"]),
        json!([2]),
    )
    .refused("11", Reason::ThreeMustSign);
}

#[test]
fn para_12_every_row_of_annex_2_but_the_four_headings_is_an_indicator() {
    for row in -1..=34 {
        let scenario = sheet_by(applied(D).interview(D), D, json!(TWO), json!([row]));
        if matches!(row, 2..=6 | 8..=19 | 21..=27 | 29..=32) {
            scenario.accepted();
        } else {
            scenario.refused("12", Reason::NotAnIndicator);
        }
    }
}

#[test]
fn para_12_no_number_of_marks_decides() {
    let none = sheet_by(applied(D).interview(D), D, json!(TWO), json!([]));
    assert_eq!(none.accepted().play().stage(), "recognised");
    let facts = json!({"outcome": "not_recognised", "indicators": [2, 3, 8, 9, 21, 29], "signatories": TWO});
    let many = applied(D)
        .interview(D)
        .line(D, "specialist", "evaluation_sheet_filled", facts);
    assert_eq!(many.accepted().play().stage(), "identification");
}

#[test]
fn para_13_each_missing_attestation_is_refused() {
    for attestation in [
        "place_fit",
        "room_safe",
        "room_isolated",
        "room_bright",
        "room_warm",
        "no_other_work",
        "no_calls",
        "no_other_conversations",
    ] {
        interview_without(attestation).refused("13", Reason::NotAllAttested);
    }
}

#[test]
fn para_13_1_the_waiver_waives_the_sheet_and_nothing_else() {
    let played = waiver(true, true).accepted().play();
    played.did("identify", D);
    played.owes("send_package", "2022-10-04");
    played.owes_no("draw_up_report");
    assert_eq!(played.stage(), "recognised");
}

#[test]
fn para_14_a_refused_file_stands_refused_and_owes_its_report_only() {
    let played = not_recognised(D)
        .plain(D, "services_refused")
        .accepted()
        .play();
    assert_eq!(played.stage(), "refused");
    played.did("notify_refusal", D);
    played.owes("draw_up_report", D);
    played.owes_no("send_package");
}

#[test]
fn para_14_1_the_report_is_no_condition_of_recognition() {
    let played = agreed(D).accepted().judged_on("2022-10-05").play();
    played.owes("draw_up_report", D);
    assert!(played.duty("draw_up_report").late);
    assert_eq!(played.stage(), "observation");
}
