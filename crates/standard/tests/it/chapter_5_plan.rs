//! Chapter 5: needs, individual plan, monitoring, results, outcome, rooms.

use jiff::ToSpan;
use serde_json::{Value, json};
use standard::refusal::Reason;

use crate::scenario::*;

const D: &str = "2022-10-03";

fn observed(scenario: Scenario, from: &str, to: &str) -> Scenario {
    scenario.line(
        "2022-10-06",
        "psychologist",
        "observation_held",
        json!({"from": from, "to": to}),
    )
}

fn needs(scenario: Scenario, specialists: Value, opinion: &str) -> Scenario {
    let facts = json!({"specialists": specialists, "opinion": opinion});
    scenario.line(D, "specialist", "needs_assessed", facts)
}

fn by(scenario: Scenario, actor: &str, authorised: bool) -> Scenario {
    let facts = json!({"decision": "continue", "authorised": authorised});
    scenario.line("2022-12-01", actor, "monitoring_recorded", facts)
}

fn adjusted(scenario: Scenario, on: &str) -> Scenario {
    scenario.line(
        on,
        "specialist",
        "plan_adjusted",
        json!({"reason": "condition_changed"}),
    )
}

fn bed(scenario: Scenario) -> Scenario {
    scenario.line(D, "specialist", "room_assigned", json!({"bed": "4/2"}))
}

fn twenty_days_before(on: &str) -> String {
    (day(on) - 20.days()).to_string()
}

/// A plan of twenty days that ends on that day, long before its agreement.
fn plan_ending(on: &str) -> Scenario {
    let start = twenty_days_before(on);
    planned(&start, &start, on)
}

/// A plan of the whole agreement, approved on its first day.
fn plan_of_six_months(on: &str) -> Scenario {
    let to = standard::term::add_months(day(on), 6)
        .expect("a day")
        .to_string();
    planned(on, on, &to)
}

refusals! {
    fn para_27_observation_follows_the_agreement() ObservedBeforeAgreement "27"
        refused observed(agreed(D), "2022-10-02", "2022-10-06"), but not observed(agreed(D), "2022-10-03", "2022-10-06");
    fn para_27_an_observation_ends_after_it_began() ObservationBackwards "27"
        refused observed(agreed(D), "2022-10-05", "2022-10-04"), but not observed(agreed(D), "2022-10-05", "2022-10-05");
    fn para_27_no_assessment_without_observation() ObservationMissing "27"
        refused needs(agreed(D), json!([]), "missing"),
        but not needs(agreed(D).observation(D), json!(["specialist", "psychologist"]), "recorded");
    fn para_27_a_social_worker_and_a_psychologist_assess() SpecialistsMissing "27"
        refused needs(agreed(D).observation(D), json!(["specialist", "nurse", "lawyer"]), "missing"),
        but not needs(agreed(D).observation(D), json!(["psychologist", "specialist", "nurse"]), "recorded");
    fn para_28_the_recipients_opinion_is_asked() OpinionMissing "28"
        refused needs(agreed(D).observation(D), json!(["specialist", "psychologist"]), "missing"),
        but not needs(agreed(D).observation(D), json!(["specialist", "psychologist"]), "declined");
    fn para_29_no_plan_without_an_assessment() AssessmentMissing "29"
        refused agreed(D).observation(D).draft(D, D, "2023-04-03"), but not assessed(D).draft(D, D, "2023-04-03");
    fn para_29_a_plan_ends_after_it_began() PlanBackwards "29"
        refused assessed(D).draft(D, "2022-10-05", "2022-10-04"), but not assessed(D).draft(D, "2022-10-05", "2022-10-05");
    fn para_29_a_plan_lies_within_the_agreement() PlanOutsideAgreement "29"
        refused assessed(D).draft(D, D, "2023-04-04"), but not assessed(D).draft(D, D, "2023-04-03");
    fn para_29_a_plan_does_not_lie_over_another() PlanOverlaps "29"
        refused planned(D, D, "2022-12-31").draft("2022-12-30", "2022-12-31", "2023-04-03"),
        but not planned(D, D, "2022-12-31").draft("2022-12-30", "2023-01-01", "2023-04-03");
    fn para_29_the_head_approves_what_was_drawn_up() NoDraft "29"
        refused planned(D, D, "2023-04-03").approval(D), but not assessed(D).draft(D, D, "2023-04-03").approval(D);
    fn para_30_monitoring_is_for_a_social_worker_or_who_is_authorised() NotAuthorisedToMonitor "30"
        refused by(in_service(), "psychologist", false), but not by(in_service(), "psychologist", true);
    fn para_31_monitoring_rests_on_a_plan() NoPlanToMonitor "31"
        refused by(assessed(D).draft(D, D, "2023-04-03"), "consultant", false), but not by(in_service(), "consultant", false);
    fn para_32_only_an_approved_plan_is_adjusted() NoPlanToAdjust "32"
        refused adjusted(assessed(D).draft(D, D, "2023-04-03"), D), but not adjusted(in_service(), D);
    fn para_33_the_outcome_follows_the_ending() NotEnded "33"
        refused in_service().outcome("2022-12-01"), but not in_service().ended("2022-12-01", "written_application").outcome("2022-12-01");
    fn para_35_results_rest_on_a_plan() NoPlanForResults "35"
        refused assessed(D).results(D, "psychologist"), but not in_service().results(D, "psychologist");
    fn para_37_a_day_stay_has_no_bed() NoRoomForDayStay "37"
        refused bed(day_stay(D)), but not bed(agreed(D));
    fn para_37_a_day_stay_has_no_bed_to_leave() NoRoomToLeave "37"
        refused day_stay(D).plain(D, "room_left"), but not bed(agreed(D)).plain(D, "room_left");
}

terms! {
    fn para_27_needs_are_assessed_within_three_calendar_days_of_the_agreement() ObserveAndAssess "27" THREE_CALENDAR_DAYS
        opened agreed, closed |s, d| s.observation(d).assessment(d);
    fn para_29_the_plan_is_approved_within_three_working_days_of_the_assessment() ApprovePlan "29" THREE_WORKING_DAYS
        opened assessed, closed |s, d| s.draft(d, d, d).approval(d);
    fn para_29_the_next_plan_within_one_working_day_of_the_last_day() NextPlan "29" ONE_WORKING_DAY
        opened plan_ending, closed |s, d| s.draft(d, d, d).approval(d);
    fn para_31_monitoring_every_three_months_of_the_plan() Monitor "31" THREE_MONTHS
        opened plan_of_six_months, closed |s, d| s.monitoring(d, "continue");
    fn para_31_a_closing_entry_by_the_last_day_of_the_plan() Monitor "31" SIX_MONTHS
        opened plan_of_six_months, closed |s, d| s.closing_entry(d);
    fn para_35_each_specialist_records_results_with_each_monitoring() RecordResults "35" THREE_MONTHS
        opened plan_of_six_months, closed |s, d| s.results(d, "psychologist");
    fn para_33_the_outcome_is_assessed_on_the_day_of_the_ending() AssessOutcome "33" SAME_DAY
        opened |d| agreed(d).ended(d, "written_application"), closed |s, d| s.outcome(d);
}

#[test]
fn para_27_the_worked_example_of_observation_and_plan() {
    let played = agreed("2022-10-21")
        .observation("2022-10-24")
        .assessment("2022-10-24")
        .accepted()
        .play();
    assert_eq!(
        played.duty("observe_and_assess").due,
        Some(day("2022-10-24"))
    );
    played.did("observe_and_assess", "2022-10-24");
    played.owes("approve_plan", "2022-10-28");
    assert_eq!(played.stage(), "planning");
}

#[test]
fn para_29_a_plan_for_the_whole_agreement_is_followed_by_none() {
    in_service().accepted().play().owes_no("next_plan");
    let extended = in_service()
        .extension("2023-03-31", "2023-06-03")
        .accepted()
        .play();
    extended.owes("next_plan", "2023-04-04");
    let over = planned(D, D, "2022-12-31")
        .ended("2022-11-01", "written_application")
        .accepted()
        .play();
    over.owes_no("next_plan");
}

#[test]
fn para_29_the_next_plan_closes_the_duty_even_when_it_comes_early() {
    let played = planned(D, D, "2022-12-31")
        .draft("2022-12-20", "2023-01-01", "2023-04-03")
        .approval("2022-12-20");
    let played = played.accepted().play();
    played.did("next_plan", "2022-12-20");
    assert_eq!(played.duty("next_plan").due, Some(day("2023-01-04")));
}

#[test]
fn para_31_a_plan_of_six_months_has_two_entries_and_of_nine_months_three() {
    let dues = |played: Played| -> Vec<String> {
        played
            .duties("monitor")
            .iter()
            .map(|duty| duty.due.expect("a day").to_string())
            .collect()
    };
    assert_eq!(dues(in_service().play()), ["2023-01-03", "2023-04-03"]);
    let long = assessed(D)
        .extension(D, "2023-07-03")
        .draft(D, D, "2023-07-03")
        .approval(D);
    assert_eq!(
        dues(long.accepted().play()),
        ["2023-01-03", "2023-04-03", "2023-07-03"]
    );
    assert_eq!(dues(planned(D, D, "2022-11-30").play()), ["2022-11-30"]);
}

#[test]
fn para_31_an_entry_closes_its_quarter_and_no_other() {
    let played = in_service()
        .monitoring("2022-12-01", "continue")
        .monitoring("2022-12-15", "continue");
    let played = played.accepted().play();
    let done: Vec<_> = played
        .duties("monitor")
        .iter()
        .map(|duty| duty.done)
        .collect();
    assert_eq!(done, [Some(day("2022-12-01")), None]);
}

#[test]
fn para_31_a_second_entry_of_one_quarter_is_not_the_next_quarters() {
    let long = assessed(D)
        .extension(D, "2023-07-03")
        .draft(D, D, "2023-07-03")
        .approval(D);
    let done = |scenario: Scenario| -> Vec<bool> {
        let played = scenario.accepted().play();
        let monitor = played.duties("monitor");
        monitor.iter().map(|duty| duty.done.is_some()).collect()
    };
    let twice = long
        .monitoring("2022-12-01", "continue")
        .monitoring("2023-01-02", "continue");
    assert_eq!(done(twice.clone()), [true, false, false]);
    assert_eq!(
        done(twice.monitoring("2023-01-03", "continue")),
        [true, true, false]
    );
}

#[test]
fn para_30_nobody_from_outside_monitors_even_when_authorised() {
    by(in_service(), "authorized_body", true).refused("30", Reason::NotAuthorisedToMonitor);
    by(in_service(), "head", false).accepted();
}

#[test]
fn para_32_an_adjustment_is_owed_without_a_day_and_never_late() {
    let played = in_service()
        .monitoring("2022-12-01", "adjust")
        .judged_on("2023-03-01")
        .play();
    let duty = played.duty("adjust_plan");
    assert_eq!(
        (&*duty.paragraph, duty.due, duty.done, duty.late),
        ("32", None, None, false)
    );
    let done = adjusted(
        in_service().monitoring("2022-12-01", "adjust"),
        "2023-03-01",
    )
    .accepted()
    .play();
    done.did("adjust_plan", "2023-03-01");
}

#[test]
fn para_32_adjusted_items_are_the_plan_from_then_on() {
    let facts =
        json!({"reason": "earlier", "items": [{"code": "1.6", "responsible": "specialist"}]});
    let scenario = in_service().line("2022-11-01", "specialist", "plan_adjusted", facts);
    let played = scenario
        .service("2022-11-02", "1.6")
        .service("2022-11-02", "3.4")
        .accepted()
        .play();
    let marked: Vec<u32> = played
        .warnings()
        .iter()
        .map(|warning| warning.line)
        .collect();
    assert_eq!(marked, [16]);
}

#[test]
fn para_33_the_authorized_body_may_assess_the_outcome() {
    let ended = in_service().ended("2022-12-01", "written_application");
    ended
        .clone()
        .line(
            "2022-12-01",
            "authorized_body",
            "outcome_assessed",
            json!({"resocialised": "partly"}),
        )
        .accepted();
    ended
        .line(
            "2022-12-01",
            "specialist",
            "outcome_assessed",
            json!({"resocialised": "no"}),
        )
        .refused("33", Reason::MayNotDoThis);
}

#[test]
fn para_35_results_close_those_of_their_own_specialist_and_of_the_quarter_named() {
    let played = in_service()
        .results("2022-12-01", "lawyer")
        .accepted()
        .play();
    let seen: Vec<_> = played
        .duties("record_results")
        .iter()
        .map(|duty| (duty.who, duty.done))
        .collect();
    assert_eq!(
        seen,
        [
            ("psychologist", None),
            ("lawyer", Some(day("2022-12-01"))),
            ("psychologist", None),
            ("lawyer", None)
        ]
    );
    let second = in_service().line(
        "2022-12-01",
        "lawyer",
        "results_recorded",
        json!({"specialist": "lawyer", "quarter": 2}),
    );
    let second = second.accepted().play();
    let done: Vec<_> = second
        .duties("record_results")
        .iter()
        .map(|duty| duty.done.is_some())
        .collect();
    assert_eq!(done, [false, false, false, true]);
}

#[test]
fn para_37_a_bed_assigned_before_a_day_stay_can_be_left() {
    let scenario = bed(permitted(D)).agreement_with(D, json!({"number": "1", "mode": "day"}));
    scenario.plain(D, "room_left").accepted();
}
