//! Chapter 7: completion, termination, expulsion, transfer, reinstatement, belongings, closing.

use serde_json::{Value, json};
use standard::refusal::Reason;

use crate::scenario::*;

const D: &str = "2022-10-03";
const N: &str = "2022-11-01";

fn violations(days: &[&str]) -> Scenario {
    days.iter()
        .fold(in_service(), |scenario, on| scenario.violation(on))
}

fn violation(scenario: Scenario, facts: Value) -> Scenario {
    scenario.line(N, "educator", "violation_recorded", facts)
}

fn ending(ground: &str, more: Value) -> Value {
    let mut facts = json!({"ground": ground, "order": "17"});
    for (key, value) in more.as_object().expect("an object") {
        facts[key] = value.clone();
    }
    facts
}

fn found(scenario: Scenario, facts: Value) -> Scenario {
    scenario.line(N, "nurse", "contraindication_found", facts)
}

fn hospital(scenario: Scenario, on: &str) -> Scenario {
    scenario.plain(on, "hospital_stay_began")
}

fn mother_with_child() -> Scenario {
    Scenario::default()
        .application_with_children(D, 1)
        .interview(D)
        .sheet(D, "recognised")
        .package(D, "paper")
        .permit_received(D)
        .child(D, 1, "admitted")
        .agreement(D)
}

fn expelled_for_absence() -> Scenario {
    absent_since(N).ended("2022-11-05", "absence")
}

fn deposited() -> Scenario {
    in_service().line(
        D,
        "specialist",
        "belongings_deposited",
        json!({"items": ["passport", "ring", "ring"]}),
    )
}

fn returned(scenario: Scenario, on: &str, facts: Value) -> Scenario {
    scenario.line(on, "specialist", "belongings_returned", facts)
}

fn disclosed(scenario: Scenario, on: &str, change: Value) -> Scenario {
    let mut facts = json!({"document": "annex_8", "to": "police of the district", "author": "psychologist A",
        "approved_by": "head B", "request": true});
    for (key, value) in change.as_object().expect("an object") {
        facts[key] = value.clone();
    }
    scenario.line(on, "head", "document_disclosed", facts)
}

fn consented() -> Scenario {
    let facts = json!({"scope": "annex_8", "to": "police of the district", "until": N});
    recognised(D).line(D, "specialist", "consent_given", facts)
}

const FOUR: [&str; 4] = ["2022-10-10", "2022-10-11", "2022-10-12", "2022-10-13"];

refusals! {
    fn para_41_an_agreement_that_runs_is_not_over() AgreementNotOver "41"
        refused in_service().ended("2023-04-02", "agreement_ended"), but not in_service().ended("2023-04-03", "agreement_ended");
    fn para_41_an_early_completion_rests_on_a_closing_entry() ClosingEntryMissing "41"
        refused in_service().monitoring(N, "complete_early").ended(N, "terms_fulfilled_early"),
        but not in_service().closing_entry(N).ended(N, "terms_fulfilled_early");
    fn para_42_termination_needs_a_finding_and_a_referral() FindingAndReferralMissing "42"
        refused found(in_service(), json!({"kind": 2})).ended(N, "contraindication"),
        but not found(in_service(), json!({"kind": 2, "referred_to": "clinic"})).ended(N, "contraindication");
    fn para_43_violations_are_counted_under_an_agreement() NoAgreementInForce "43"
        refused permitted(D).violation(D), but not agreed(D).violation(D);
    fn para_43_violations_of_children_are_not_counted() ChildsFile "43"
        refused family(D).violation(D), but not family(D).file("mother").violation(D);
    fn para_43_the_recipient_is_offered_to_explain() NoExplanationOffered "43"
        refused violation(in_service(), json!({"explanation_offered": false})), but not violation(in_service(), json!({}));
    fn para_43_one_absence_at_a_time() AlreadyAbsent "43"
        refused absent_since(N).left(N), but not absent_since(N).plain(N, "returned").left(N);
    fn para_43_only_the_absent_return() NotAbsent "43"
        refused in_service().plain(N, "returned"), but not absent_since(N).plain(N, "returned");
    fn para_43_nobody_is_admitted_to_hospital_twice() InHospital "43"
        refused hospital(hospital(in_service(), N), N), but not hospital(in_service(), N);
    fn para_43_only_a_stay_that_began_ends() NotInHospital "43"
        refused in_service().plain(N, "hospital_stay_ended"), but not hospital(in_service(), N).plain(N, "hospital_stay_ended");
    fn para_43_three_violations_are_not_systematic() TooFewViolations "43"
        refused violations(&FOUR[..3]).ended(N, "violations"), but not violations(&FOUR).ended(N, "violations");
    fn para_43_three_full_days_of_absence_are_no_ground() AbsentTooShort "43"
        refused absent_since(N).ended("2022-11-04", "absence"), but not absent_since(N).ended("2022-11-05", "absence");
    fn para_43_contact_stops_the_ground() AbsenceKnown "43"
        refused absent_since(N).plain("2022-11-03", "contact_made").ended("2022-11-10", "absence"),
        but not absent_since(N).plain("2022-11-03", "returned").left("2022-11-04").ended("2022-11-10", "absence");
    fn para_43_breach_follows_a_warning() NoWarning "43"
        refused in_service().ended(N, "breach"), but not in_service().ended_with(N, ending("breach", json!({"warned": true})));
    fn para_43_only_an_expulsion_for_absence_is_taken_back() NotExpelledForAbsence "43"
        refused violations(&FOUR).ended(N, "violations").reinstated(N), but not expelled_for_absence().reinstated("2022-11-06");
    fn para_43_no_reinstatement_after_the_term() TermOver "43"
        refused expelled_for_absence().reinstated("2023-04-04"), but not expelled_for_absence().reinstated("2023-04-03");
    fn para_44_nothing_ends_twice() AlreadyEnded "44"
        refused in_service().ended(N, "written_application").ended(N, "agreement_ended"),
        but not expelled_for_absence().reinstated("2022-11-06").ended("2022-11-07", "written_application");
    fn para_44_what_has_not_begun_does_not_end() NothingToEnd "44"
        refused applied(D).interview(D).ended(D, "written_application"), but not recognised(D).ended(D, "written_application");
    fn para_44_every_ending_has_an_order() OrderMissing "44"
        refused in_service().ended_with(N, json!({"ground": "violations", "order": " "})),
        but not in_service().ended_with(N, json!({"ground": "written_application", "order": 17}));
    fn para_45_only_what_is_kept_is_returned() NotDeposited "45"
        refused returned(deposited(), N, json!({"items": ["passport", "watch"]})),
        but not returned(deposited(), N, json!({"items": ["ring", "ring"]}));
    fn para_45_a_file_is_closed_after_the_return() BelongingsNotReturned "45"
        refused in_service().ended(N, "written_application").outcome(N).plain(N, "closed"),
        but not in_service().ended(N, "written_application").outcome(N).belongings_returned(N).plain(N, "closed");
    fn para_33_a_file_is_closed_after_the_outcome() OutcomeMissing "33"
        refused in_service().ended(N, "written_application").belongings_returned(N).plain(N, "closed"),
        but not in_service().ended(N, "written_application").belongings_returned(N).outcome(N).plain(N, "closed");
    fn annex_8_nothing_is_disclosed_without_a_request() RequestMissing "annex 8"
        refused disclosed(consented(), D, json!({"request": false, "approved_by": "psychologist A"})),
        but not disclosed(consented(), D, json!({}));
    fn annex_8_consent_to_this_document_and_body_is_in_force() NoConsentInForce "annex 8"
        refused disclosed(consented(), "2022-11-02", json!({})), but not disclosed(consented(), N, json!({}));
    fn annex_8_the_author_does_not_approve() ApprovedByAuthor "annex 8"
        refused disclosed(consented(), D, json!({"approved_by": "psychologist A"})),
        but not disclosed(consented(), D, json!({"approved_by": "lawyer C"}));
}

terms! {
    fn para_45_belongings_are_returned_on_the_day_of_the_ending() ReturnBelongings "45" SAME_DAY
        opened |d| agreed(d).ended(d, "written_application"), closed |s, d| s.belongings_returned(d);
}

#[test]
fn para_41_a_dissolved_agreement_ends_before_its_last_day() {
    in_service()
        .ended_with(N, ending("agreement_ended", json!({"dissolved": true})))
        .accepted();
    recognised(D)
        .ended_with(D, ending("agreement_ended", json!({"dissolved": true})))
        .refused("41", Reason::AgreementNotOver);
    in_service()
        .extension(N, "2023-05-03")
        .ended("2023-04-03", "agreement_ended")
        .refused("41", Reason::AgreementNotOver);
}

#[test]
fn para_41_both_early_completions_need_the_closing_entry() {
    for ground in ["terms_fulfilled_early", "plan_done_early"] {
        in_service()
            .ended(N, ground)
            .refused("41", Reason::ClosingEntryMissing);
        in_service().closing_entry(N).ended(N, ground).accepted();
    }
}

#[test]
fn para_42_a_cleared_contraindication_ends_nothing() {
    let cleared = found(in_service(), json!({"kind": 2, "referred_to": "clinic"})).line(
        N,
        "nurse",
        "contraindication_cleared",
        json!({"kind": 2}),
    );
    cleared
        .ended(N, "contraindication")
        .refused("42", Reason::FindingAndReferralMissing);
    let in_hospital = hospital(
        found(in_service(), json!({"kind": 5, "referred_to": "clinic"})),
        N,
    );
    in_hospital.ended(N, "contraindication").accepted();
}

#[test]
fn para_43_nobody_is_expelled_while_in_hospital() {
    hospital(violations(&FOUR), N)
        .ended(N, "violations")
        .refused("43", Reason::InHospital);
    let warned = ending("breach", json!({"warned": true}));
    hospital(in_service(), N)
        .ended_with(N, warned)
        .refused("43", Reason::InHospital);
    hospital(absent_since(N), "2022-11-10")
        .ended("2022-11-11", "absence")
        .refused("43", Reason::AbsenceKnown);
    hospital(in_service(), N)
        .left(N)
        .refused("43", Reason::InHospital);
    hospital(in_service(), N)
        .ended(N, "written_application")
        .accepted();
}

#[test]
fn para_43_several_violations_of_one_episode_count_once() {
    let episode = |scenario, name: &str| violation(scenario, json!({"episode": name}));
    let three = violations(&FOUR[..2]);
    let once = episode(episode(three, "night"), "night");
    once.clone()
        .ended(N, "violations")
        .refused("43", Reason::TooFewViolations);
    episode(once, "morning").ended(N, "violations").accepted();
}

#[test]
fn para_43_the_worked_example_of_absence() {
    absent_since("2022-11-01")
        .ended("2022-11-04", "absence")
        .refused("43", Reason::AbsentTooShort);
    let played = absent_since("2022-11-01")
        .ended("2022-11-05", "absence")
        .accepted()
        .play();
    assert_eq!(played.stage(), "ended");
    absent_since("2022-02-26".replace("02-26", "12-30").as_str())
        .ended("2023-01-03", "absence")
        .accepted();
}

#[test]
fn para_43_a_recipient_who_informed_is_not_expelled_for_absence() {
    let informed = in_service().line(
        N,
        "educator",
        "left_without_permission",
        json!({"informed": true}),
    );
    informed
        .ended("2022-11-10", "absence")
        .refused("43", Reason::AbsenceKnown);
    in_service()
        .ended("2022-11-10", "absence")
        .refused("43", Reason::NotAbsent);
}

#[test]
fn para_43_reinstatement_gives_the_same_agreement_back() {
    let before = in_service().play();
    let played = expelled_for_absence()
        .reinstated("2022-11-07")
        .accepted()
        .play();
    assert_eq!(played.stage(), "in_service");
    assert_eq!(played.0.last_day, before.0.last_day);
    played.owes("end_or_extend", "2023-04-03");
    assert_eq!(played.duties("monitor").len(), 2);
    played.owes_no("return_belongings");
    played.owes_no("assess_outcome");
    expelled_for_absence()
        .reinstated("2022-11-07")
        .service("2022-11-07", "3.4")
        .accepted();
}

#[test]
fn para_43_hospital_suspends_and_absence_shows_as_absent() {
    assert_eq!(hospital(in_service(), N).play().stage(), "suspended");
    assert_eq!(absent_since(N).play().stage(), "absent");
    assert_eq!(hospital(absent_since(N), N).play().stage(), "suspended");
    let back = hospital(in_service(), N).plain(N, "hospital_stay_ended");
    assert_eq!(back.play().stage(), "in_service");
    assert_eq!(back.play().0.last_day, Some(day("2023-04-03")));
}

#[test]
fn para_44_the_guards_of_an_ending_stand_in_order() {
    let facts = json!({"ground": "violations"});
    mother_with_child()
        .ended_with(N, facts.clone())
        .refused("44", Reason::OrderMissing);
    mother_with_child()
        .ended_with(N, ending("violations", json!({})))
        .refused("17", Reason::ChildNotSettled);
    mother_with_child()
        .line(N, "specialist", "ended", facts)
        .refused("44", Reason::MayNotDoThis);
}

#[test]
fn para_17_an_admitted_child_is_settled_anew_before_the_ending() {
    mother_with_child()
        .ended(N, "written_application")
        .refused("17", Reason::ChildNotSettled);
    for how in [
        "other_representative",
        "guardianship",
        "leaves_with_representative",
        "stays",
    ] {
        mother_with_child()
            .child(N, 1, how)
            .ended(N, "written_application")
            .accepted();
    }
}

#[test]
fn para_44_a_transfer_needs_consent() {
    in_service()
        .ended(N, "transfer")
        .refused("44", Reason::TransferConsentMissing);
    in_service()
        .ended_with(N, ending("transfer", json!({"consent": true})))
        .accepted();
}

#[test]
fn para_44_an_ending_withdraws_what_became_pointless_and_keeps_the_rest() {
    let facts = json!({"reported_to_police": "refused"});
    let scenario = assessed(D)
        .line(D, "specialist", "registration_card_filled", facts)
        .ended("2022-10-04", "written_application");
    let played = scenario.accepted().play();
    let open: Vec<_> = played
        .0
        .duties
        .iter()
        .filter(|duty| duty.done.is_none())
        .map(|duty| duty.what)
        .collect();
    assert_eq!(
        open,
        [
            "draw_up_report",
            "enter_portal",
            "notify_police",
            "return_belongings",
            "assess_outcome"
        ]
    );
    played.did("end_or_extend", "2022-10-04");
}

#[test]
fn para_44_an_ending_before_the_agreement_withdraws_the_way_to_it() {
    let permit = permitted(D).ended("2022-10-03", "written_application");
    let played = permit.accepted().play();
    played.owes_no("conclude_agreement");
    let waiting = requested(D).ended("2022-10-03", "written_application");
    let played = waiting.accepted().play();
    played.owes_no("issue_permit");
    let unsent = recognised(D).ended("2022-10-03", "written_application");
    unsent.accepted().play().owes_no("send_package");
}

#[test]
fn para_43_a_reinstated_day_stay_still_owes_no_portal() {
    let scenario = permitted(D)
        .card(D)
        .agreement_with(D, json!({"number": "1", "mode": "day"}))
        .left(N)
        .ended("2022-11-05", "absence")
        .reinstated("2022-11-06");
    scenario.accepted().play().owes_no("enter_portal");
}

#[test]
fn para_45_belongings_are_owed_even_when_nothing_was_deposited() {
    let ended = in_service().ended(N, "written_application");
    ended.play().owes("return_belongings", N);
    returned(ended, N, json!({"items": []}))
        .accepted()
        .play()
        .did("return_belongings", N);
}

#[test]
fn para_45_a_partial_return_leaves_the_rest_owed_until_it_is_stored() {
    let part = returned(
        deposited().ended(N, "written_application"),
        N,
        json!({"items": ["ring"]}),
    );
    part.play().owes("return_belongings", N);
    returned(
        part.clone(),
        "2022-11-02",
        json!({"items": ["ring", "passport"]}),
    )
    .play()
    .did("return_belongings", "2022-11-02");
    returned(part, "2022-11-02", json!({"items": [], "stored": true}))
        .play()
        .did("return_belongings", "2022-11-02");
}

#[test]
fn para_45_a_return_before_the_ending_does_not_settle_it() {
    let played = returned(deposited(), D, json!({"items": "all"}))
        .ended(N, "written_application")
        .accepted()
        .play();
    played.owes("return_belongings", N);
}

#[test]
fn para_45_a_closed_file_is_closed() {
    let played = in_service()
        .ended(N, "written_application")
        .belongings_returned(N)
        .outcome(N)
        .plain(N, "closed");
    assert_eq!(played.accepted().play().stage(), "closed");
    in_service()
        .plain(N, "closed")
        .refused("44", Reason::NotEnded);
}

#[test]
fn annex_8_another_document_another_body_and_a_withdrawn_consent_are_refused() {
    disclosed(consented(), D, json!({"document": "annex_2"}))
        .refused("annex 8", Reason::NoConsentInForce);
    disclosed(consented(), D, json!({"to": "a newspaper"}))
        .refused("annex 8", Reason::NoConsentInForce);
    let withdrawn = consented().line(
        D,
        "specialist",
        "consent_withdrawn",
        json!({"scope": "annex_8"}),
    );
    disclosed(withdrawn, D, json!({})).refused("annex 8", Reason::NoConsentInForce);
}
