//! The order of law: back-dated acts, acts before what they rest on, entries struck out.

use serde_json::json;
use standard::refusal::Reason;

use crate::scenario::*;

const D: &str = "2022-10-03";

refusals! {
    fn an_entry_that_is_not_there_is_not_struck_out() NoSuchEntry "journal"
        refused recognised(D).struck(D, 9), but not recognised(D).struck(D, 3);
    fn an_entry_on_which_a_later_one_rests_is_not_struck_out() EntriesInTheWay "journal"
        refused recognised(D).struck(D, 2), but not recognised(D).struck(D, 3).struck(D, 2);
}

fn names(scenario: &Scenario, lines: &str) {
    let refused = scenario.play().0.refused;
    assert!(
        refused[0].reason.ends_with(&format!(": lines {lines}")),
        "{refused:?}"
    );
}

#[test]
fn an_act_dated_before_what_it_rests_on_cites_its_own_paragraph() {
    let before = "2022-10-02";
    applied(D)
        .interview("2022-10-05")
        .sheet("2022-10-04", "recognised")
        .refused("12", Reason::InterviewMissing);
    recognised(D)
        .package(before, "paper")
        .refused("14", Reason::NotRecognised);
    recognised(D)
        .plain(before, "report_drawn_up")
        .refused("14-1", Reason::SheetMissing);
    recognised(D)
        .package(D, "paper")
        .package_received(before)
        .refused("15", Reason::PackageNotSent);
    permitted(D)
        .agreement(before)
        .refused("15", Reason::PermitMissing);
    agreed(D)
        .observation(before)
        .refused("27", Reason::ObservedBeforeAgreement);
    in_service()
        .monitoring(before, "continue")
        .refused("31", Reason::NoPlanToMonitor);
    absent_since("2022-11-01")
        .plain("2022-10-31", "returned")
        .refused("43", Reason::NotAbsent);
    in_service()
        .ended("2022-11-01", "written_application")
        .outcome("2022-10-31")
        .refused("33", Reason::NotEnded);
}

#[test]
fn a_back_dated_act_is_accepted_when_nothing_is_in_its_way() {
    let played = in_service()
        .service("2022-11-10", "3.4")
        .service("2022-11-02", "8.1")
        .accepted()
        .play();
    assert!(played.warnings().is_empty());
    // The fourth violation, entered after the ending that needed it, comes too late for a refused line; but earlier it helps.
    let three = ["2022-10-10", "2022-10-11", "2022-10-12"]
        .iter()
        .fold(in_service(), |scenario, on| scenario.violation(on));
    let fourth = three
        .violation("2022-10-09")
        .ended("2022-10-13", "violations");
    assert_eq!(fourth.accepted().play().stage(), "ended");
}

#[test]
fn a_back_dated_act_that_makes_an_accepted_one_impossible_names_it() {
    let scenario = in_service().service("2022-11-10", "3.4").line(
        "2022-11-05",
        "head",
        "ended",
        json!({"ground": "written_application", "order": 1}),
    );
    let scenario = scenario.refused("journal", Reason::EntriesInTheWay);
    names(&scenario, "14");
    let hospital = in_service()
        .service("2022-11-10", "3.4")
        .service("2022-11-12", "2.2")
        .service("2022-11-13", "1.6")
        .plain("2022-11-05", "hospital_stay_began")
        .refused("journal", Reason::EntriesInTheWay);
    names(&hospital, "14, 16");
}

#[test]
fn a_back_dated_not_recognised_sheet_does_not_undo_services_already_given() {
    let scenario = agreed(D)
        .service("2022-10-10", "1.6")
        .interview("2022-10-05");
    scenario
        .sheet("2022-10-05", "not_recognised")
        .refused("journal", Reason::EntriesInTheWay);
}

#[test]
fn acts_of_one_day_follow_the_order_of_entering() {
    applied(D)
        .sheet(D, "recognised")
        .refused("12", Reason::InterviewMissing);
    recognised(D).accepted();
}

#[test]
fn striking_out_derives_everything_again() {
    let played = permitted(D).agreement(D).card(D).struck(D, 10);
    let played = played.accepted().play();
    played.owes_no("enter_portal");
    played.owes("fill_card", D);
    let back = recognised(D).struck(D, 3).accepted().play();
    assert_eq!(back.stage(), "identification");
    back.owes("identify", "2022-10-04");
    back.owes_no("send_package");
}

#[test]
fn a_struck_entry_cannot_be_struck_again_but_the_striking_can() {
    recognised(D)
        .struck(D, 3)
        .struck(D, 3)
        .refused("journal", Reason::NoSuchEntry);
    let back = recognised(D).struck(D, 3).struck(D, 4).accepted().play();
    assert_eq!(back.stage(), "recognised");
}

#[test]
fn a_refused_line_is_no_entry() {
    let scenario = applied(D).agreement(D).struck(D, 2);
    let refused = scenario.play().0.refused;
    assert_eq!(
        refused
            .iter()
            .map(|each| (each.line, &*each.paragraph))
            .collect::<Vec<_>>(),
        [(2, "15"), (3, "journal")]
    );
}

#[test]
fn nothing_is_struck_before_it_was_done() {
    applied(D)
        .struck("2022-10-02", 1)
        .refused("journal", Reason::NoSuchEntry);
}

#[test]
fn a_late_act_is_accepted() {
    let played = applied(D)
        .interview("2023-05-05")
        .sheet("2023-05-05", "recognised")
        .accepted()
        .play();
    played.did("identify", "2023-05-05");
    assert!(played.duty("identify").late);
}

#[test]
fn an_act_of_a_mother_is_held_against_what_her_child_leans_on() {
    let scenario = family(D)
        .file("mother")
        .interview("2022-10-02")
        .sheet("2022-10-02", "not_recognised");
    scenario.accepted();
    // Nor may a mother's earlier act entered later: the child's file names what rests on her.
    let child_later = Scenario::default()
        .file("mother")
        .application_with_children(D, 1)
        .interview(D)
        .sheet(D, "recognised")
        .file("child")
        .line(
            "2022-10-10",
            "specialist",
            "admitted_with_representative",
            json!({"representative": "mother"}),
        )
        .file("mother")
        .sheet("2022-10-05", "not_recognised")
        .refused("journal", Reason::EntriesInTheWay);
    let files = child_later.play_family();
    assert!(files["mother"].refused[0].reason.ends_with("lines 4"));
}
