//! Chapter 3, paragraphs 15 to 21: permit, agreement, children, registration, notice to the police.

use serde_json::{Value, json};
use standard::refusal::Reason;

use crate::scenario::*;

const D: &str = "2022-10-03";

fn on_paper(on: &str) -> Scenario {
    recognised(on).package(on, "paper")
}

fn declined(scenario: Scenario, reason: &str) -> Scenario {
    scenario.line(
        D,
        "authorized_body",
        "permit_declined",
        json!({"reason": reason}),
    )
}

fn received(scenario: Scenario, on: &str, facts: Value) -> Scenario {
    scenario.line(on, "specialist", "permit_received", facts)
}

fn with_rules(rules_acknowledged: bool) -> Scenario {
    let facts =
        json!({"number": 1, "mode": "round_the_clock", "rules_acknowledged": rules_acknowledged});
    permitted(D).agreement_with(D, facts)
}

fn funded_otherwise(scenario: Scenario, on: &str) -> Scenario {
    scenario.agreement_with(
        on,
        json!({"number": "1", "mode": "day", "funding": "other"}),
    )
}

fn permitted_with_children(on: &str, children: u32) -> Scenario {
    Scenario::default()
        .application_with_children(on, children)
        .interview(on)
        .sheet(on, "recognised")
        .package(on, "paper")
        .permit_received(on)
}

fn mother_with_child(on: &str) -> Scenario {
    permitted_with_children(on, 1)
        .child(on, 1, "admitted")
        .agreement(on)
}

fn alone(on: &str) -> Scenario {
    Scenario::default().plain(on, "child_found_alone")
}

fn transferred(on: &str, consent: bool) -> Scenario {
    Scenario::default().line(
        on,
        "head",
        "transferred_in",
        json!({"from": "a shelter", "consent": consent}),
    )
}

fn card(scenario: Scenario, on: &str, facts: Value) -> Scenario {
    scenario.line(on, "specialist", "registration_card_filled", facts)
}

fn admitted_with(mother: Scenario) -> Scenario {
    mother.file("child").line(
        D,
        "specialist",
        "admitted_with_representative",
        json!({"representative": "mother"}),
    )
}

fn notice(scenario: Scenario, identity: bool) -> Scenario {
    scenario.line(
        D,
        "specialist",
        "police_notified",
        json!({"identity": identity}),
    )
}

refusals! {
    fn para_15_nothing_is_received_that_was_not_sent() PackageNotSent "15"
        refused recognised(D).package_received(D), but not on_paper(D).package_received(D);
    fn para_15_no_permit_is_issued_before_the_package_was_received() PackageNotReceived "15"
        refused on_paper(D).permit_issued(D), but not on_paper(D).package_received(D).permit_issued(D);
    fn para_15_no_permit_is_sent_before_it_was_issued() PermitNotIssued "15"
        refused requested(D).permit_sent(D), but not requested(D).permit_issued(D).permit_sent(D);
    fn para_15_an_issued_permit_is_not_declined() PermitAlreadyIssued "15"
        refused declined(requested(D).permit_issued(D), "papers incomplete"), but not declined(requested(D), "papers incomplete");
    fn para_15_a_permit_is_declined_with_a_reason() NoReasonGiven "15"
        refused declined(requested(D), " "), but not declined(requested(D), "papers incomplete");
    fn para_15_a_permit_is_not_received_before_its_issue() ReceivedBeforeIssue "15"
        refused received(on_paper(D), "2022-10-05", json!({"number": 7, "issued_on": "2022-10-06"})),
        but not received(on_paper(D), "2022-10-05", json!({"number": 7, "issued_on": "2022-10-05"}));
    fn para_15_no_budget_place_without_a_permit() PermitMissing "15"
        refused requested(D).permit_issued(D).permit_sent(D).agreement(D), but not permitted(D).agreement(D);
    fn para_15_no_agreement_without_recognition_whoever_pays() NotRecognisedForAgreement "15"
        refused funded_otherwise(applied(D), D), but not funded_otherwise(recognised(D), D);
    fn para_15_one_agreement_at_a_time() AgreementInForce "15"
        refused agreed(D).agreement(D), but not permitted(D).agreement(D);
    fn para_15_no_agreement_after_the_ending() FileEnded "15"
        refused agreed(D).ended(D, "written_application").agreement(D), but not permitted(D).agreement(D);
    fn para_16_only_an_agreement_in_force_is_extended() NoAgreementToExtend "16"
        refused agreed(D).extension("2023-04-04", "2023-05-03"), but not agreed(D).extension("2023-04-03", "2023-05-03");
    fn para_16_an_extension_leads_to_a_later_day() NotLater "16"
        refused agreed(D).extension(D, "2023-04-03"), but not agreed(D).extension(D, "2023-04-04");
    fn para_16_extensions_are_three_months_in_all() OverThreeMonths "16"
        refused agreed(D).extension(D, "2023-06-03").extension(D, "2023-07-04"),
        but not agreed(D).extension(D, "2023-06-03").extension(D, "2023-07-03");
    fn para_17_only_a_listed_child_is_settled() ChildNotListed "17"
        refused permitted_with_children(D, 2).child(D, 3, "admitted"), but not permitted_with_children(D, 2).child(D, 2, "admitted");
    fn para_17_no_agreement_while_a_listed_child_is_not_settled() ChildNotSettled "17"
        refused permitted_with_children(D, 2).child(D, 1, "admitted").agreement(D),
        but not permitted_with_children(D, 2).child(D, 1, "admitted").child(D, 2, "other_representative").agreement(D);
    fn para_17_a_child_enters_with_a_recognised_representative() RepresentativeNotRecognised "17"
        refused admitted_with(Scenario::default().file("mother").application_with_children(D, 1)),
        but not admitted_with(Scenario::default().file("mother").application_with_children(D, 1).interview(D).sheet(D, "recognised"));
    fn para_19_a_child_whose_representative_is_here_is_not_handed_over() RepresentativePresent "19"
        refused family(D).plain(D, "guardianship_notified"),
        but not family(D).file("mother").left(D).file("child").plain(D, "guardianship_notified");
    fn para_19_guardianship_is_told_before_the_hand_over() GuardianshipNotNotified "19"
        refused alone(D).plain(D, "child_handed_over"), but not alone(D).plain(D, "guardianship_notified").plain(D, "child_handed_over");
    fn para_20_the_card_is_signed() CardUnsigned "20"
        refused card(agreed(D), D, json!({"reported_to_police": "no", "signed": false})),
        but not card(agreed(D), D, json!({"reported_to_police": "no"}));
    fn para_20_what_is_entered_in_the_portal_is_the_card() CardMissing "20"
        refused agreed(D).portal(D), but not agreed(D).card(D).portal(D);
    fn para_21_the_notice_names_nobody() NoticeCarriesIdentity "21"
        refused notice(agreed(D), true), but not notice(agreed(D), false);
    fn para_38_the_internal_rules_are_acknowledged() RulesNotAcknowledged "38"
        refused with_rules(false), but not with_rules(true);
    fn para_44_nobody_is_transferred_without_consent() TransferConsentMissing "44"
        refused transferred(D, false), but not transferred(D, true);
}

terms! {
    fn para_15_the_permit_is_issued_within_three_working_days_of_receipt() IssuePermit "15" THREE_WORKING_DAYS
        opened requested, closed |s, d| s.permit_issued(d);
    fn para_15_declining_answers_within_the_same_term() IssuePermit "15" THREE_WORKING_DAYS
        opened requested, closed |s, d| s.line(d, "authorized_body", "permit_declined", json!({"reason": "papers incomplete"}));
    fn para_15_the_permit_is_sent_within_one_working_day_of_its_issue() SendPermit "15" ONE_WORKING_DAY
        opened |d| requested(d).permit_issued(d), closed |s, d| s.permit_sent(d);
    fn para_15_the_agreement_within_one_working_day_of_the_permit() ConcludeAgreement "15" ONE_WORKING_DAY
        opened permitted, closed |s, d| s.agreement(d);
    fn para_44_the_agreement_within_one_working_day_of_a_transfer() ConcludeAgreement "15" ONE_WORKING_DAY
        opened |d| transferred(d, true), closed |s, d| s.agreement(d);
    fn para_16_the_head_ends_or_extends_by_the_last_day() EndOrExtend "16" SIX_MONTHS
        opened agreed, closed |s, d| s.ended(d, "agreement_ended");
    fn para_20_the_card_is_filled_on_the_day_of_the_agreement() FillCard "20" SAME_DAY
        opened agreed, closed |s, d| s.card(d);
    fn para_20_the_portal_within_one_working_day_of_the_card() EnterPortal "20" ONE_WORKING_DAY
        opened |d| agreed(d).card(d), closed |s, d| s.portal(d);
    fn para_21_the_police_are_told_within_three_working_days_of_the_card() NotifyPolice "21" THREE_WORKING_DAYS
        opened |d| card(agreed(d), d, json!({"reported_to_police": "refused"})), closed |s, d| s.plain(d, "police_notified");
    fn para_21_the_police_are_told_within_three_working_days_of_the_refusal() NotifyPolice "21" THREE_WORKING_DAYS
        opened |d| card(agreed(d), &day_after(d), json!({"reported_to_police": "refused", "refused_on": d})),
        closed |s, d| s.plain(d, "police_notified");
    fn para_19_guardianship_is_told_on_the_same_day() NotifyGuardianship "19" SAME_DAY
        opened alone, closed |s, d| s.plain(d, "guardianship_notified");
    fn para_19_a_child_alone_is_handed_over_on_the_same_day() HandOverChild "19" SAME_DAY
        opened alone, closed |s, d| s.plain(d, "guardianship_notified").plain(d, "child_handed_over");
    fn para_19_a_child_left_behind_is_settled_on_the_same_day() SettleChild "19" SAME_DAY
        opened |d| mother_with_child(d).left(d), closed |s, d| s.child(d, 1, "guardianship");
    fn para_19_a_child_of_a_mother_in_hospital_is_settled_on_the_same_day() SettleChild "19" SAME_DAY
        opened |d| mother_with_child(d).plain(d, "hospital_stay_began"), closed |s, d| s.child(d, 1, "stays");
}

#[test]
fn para_15_from_the_application_to_the_agreement_lie_at_most_seven_working_days() {
    let played = applied("2022-09-29")
        .interview("2022-09-30")
        .sheet("2022-09-30", "recognised")
        .package("2022-10-03", "in_system")
        .package_received("2022-10-03")
        .permit_issued("2022-10-06")
        .permit_sent("2022-10-07")
        .permit_received("2022-10-07")
        .agreement("2022-10-10")
        .accepted()
        .play();
    let late: Vec<_> = played
        .0
        .duties
        .iter()
        .filter(|duty| duty.late)
        .map(|duty| duty.what)
        .collect();
    assert_eq!(late, ["draw_up_report"]);
}

#[test]
fn para_15_a_permit_in_the_program_is_received_after_its_issue_only() {
    received(requested(D), D, json!({"number": "1"})).refused("15", Reason::PermitNotIssued);
    received(on_paper(D), D, json!({"number": "1"})).accepted();
    received(recognised(D), D, json!({"number": "1"})).refused("15", Reason::PackageNotSent);
    requested(D)
        .permit_issued("2022-10-06")
        .permit_received("2022-10-05")
        .refused("15", Reason::PermitNotIssued);
}

#[test]
fn para_15_on_paper_too_a_permit_is_not_received_before_the_issue_that_was_recorded() {
    let issued = on_paper(D).package_received(D).permit_issued("2022-10-06");
    issued
        .clone()
        .permit_received("2022-10-05")
        .refused("15", Reason::ReceivedBeforeIssue);
    issued.permit_received("2022-10-06").accepted();
    // What another request later brings is no hindrance.
    on_paper(D)
        .package("2022-10-10", "paper")
        .package_received("2022-10-10")
        .permit_issued("2022-10-11")
        .permit_received("2022-10-05")
        .accepted();
}

#[test]
fn para_15_after_declining_the_person_is_recognised_and_another_package_may_go() {
    let played = declined(requested(D), "papers incomplete")
        .accepted()
        .play();
    assert_eq!(played.stage(), "recognised");
    played.did("issue_permit", D);
    declined(requested(D), "papers incomplete")
        .permit_issued(D)
        .refused("15", Reason::PackageNotReceived);
    let again = declined(requested(D), "papers incomplete")
        .package("2022-10-05", "in_system")
        .package_received("2022-10-05")
        .permit_issued("2022-10-06");
    let again = again.accepted().play();
    assert_eq!(again.stage(), "awaiting_permit");
    assert_eq!(again.duties("issue_permit").len(), 2);
}

#[test]
fn para_15_silence_is_never_consent() {
    let played = requested(D).judged_on("2022-11-30").play();
    assert_eq!(played.stage(), "awaiting_permit");
    assert!(played.duty("issue_permit").late);
    requested(D)
        .agreement("2022-11-30")
        .refused("15", Reason::PermitMissing);
}

#[test]
fn para_15_an_agreement_dated_before_the_permit_is_refused() {
    permitted("2022-10-05")
        .agreement("2022-10-04")
        .refused("15", Reason::PermitMissing);
    permitted("2022-10-05").agreement("2022-10-05").accepted();
}

#[test]
fn para_15_the_guards_of_the_agreement_stand_in_order() {
    let facts = json!({"number": "1", "mode": "day", "rules_acknowledged": false});
    let found = |s: Scenario| s.line(D, "nurse", "contraindication_found", json!({"kind": 1}));
    let without_permit = found(
        Scenario::default()
            .application_with_children(D, 1)
            .interview(D)
            .sheet(D, "recognised"),
    );
    without_permit
        .agreement_with(D, facts.clone())
        .refused("15", Reason::PermitMissing);
    found(permitted_with_children(D, 1))
        .agreement_with(D, facts.clone())
        .refused("6", Reason::ContraindicationOpen);
    permitted_with_children(D, 1)
        .agreement_with(D, facts.clone())
        .refused("38", Reason::RulesNotAcknowledged);
    permitted_with_children(D, 1)
        .line(D, "specialist", "agreement_concluded", facts)
        .refused("15", Reason::MayNotDoThis);
}

#[test]
fn para_16_the_worked_example_of_the_longest_extension() {
    let played = agreed("2022-08-31").accepted().play();
    assert_eq!(played.0.last_day, Some(day("2023-02-28")));
    played.owes("end_or_extend", "2023-02-28");
    let longest = agreed("2022-08-31")
        .extension("2023-02-28", "2023-05-31")
        .accepted()
        .play();
    assert_eq!(longest.0.last_day, Some(day("2023-05-31")));
    longest.owes("end_or_extend", "2023-05-31");
    agreed("2022-08-31")
        .extension("2023-02-28", "2023-06-01")
        .refused("16", Reason::OverThreeMonths);
}

#[test]
fn para_16_hospital_treatment_extends_without_a_recorded_stay() {
    let facts = json!({"ground": "hospital_treatment", "until": "2023-05-03"});
    agreed(D)
        .line("2023-03-01", "head", "agreement_extended", facts)
        .accepted();
    agreed(D)
        .ended(D, "written_application")
        .extension(D, "2023-05-03")
        .refused("16", Reason::NoAgreementToExtend);
}

#[test]
fn para_17_children_are_numbered_from_one() {
    permitted_with_children(D, 2)
        .child(D, 0, "admitted")
        .refused("17", Reason::ChildNotListed);
    permitted_with_children(D, 0)
        .child(D, 1, "admitted")
        .refused("17", Reason::ChildNotListed);
    permitted_with_children(D, 1)
        .child(D, 1, "admitted")
        .accepted();
}

#[test]
fn para_17_a_child_may_be_named_by_its_file() {
    let settled = |s: Scenario, child: &str, how: &str| {
        s.line(
            D,
            "specialist",
            "child_settled",
            json!({"child": child, "how": how}),
        )
    };
    settled(permitted_with_children(D, 1), "daughter", "admitted")
        .agreement(D)
        .accepted();
    settled(permitted_with_children(D, 0), "daughter", "admitted")
        .refused("17", Reason::ChildNotListed);
    let moved = settled(
        settled(permitted_with_children(D, 1), "daughter", "admitted"),
        "daughter",
        "guardianship",
    );
    moved.accepted();
}

#[test]
fn para_18_a_childs_agreement_finds_its_permit_in_the_representatives_file() {
    let files = family(D).accepted().play_family();
    assert_eq!(files["child"].stage.name(), "observation");
    assert_eq!(files["child"].last_day, Some(day("2023-04-03")));
    let without_permit = admitted_with(
        Scenario::default()
            .file("mother")
            .application_with_children(D, 1)
            .interview(D)
            .sheet(D, "recognised"),
    );
    without_permit
        .agreement(D)
        .refused("15", Reason::PermitMissing);
}

#[test]
fn para_18_striking_out_the_recognition_that_a_child_leans_on_is_refused() {
    let scenario = admitted_with(
        Scenario::default()
            .file("mother")
            .application_with_children(D, 1)
            .interview(D)
            .sheet(D, "recognised"),
    );
    let files = scenario.file("mother").struck("2022-10-04", 3);
    let files = files
        .refused("journal", Reason::EntriesInTheWay)
        .play_family();
    assert!(
        files["mother"].refused[0].reason.ends_with("lines 4"),
        "{:?}",
        files["mother"].refused
    );
}

#[test]
fn para_19_a_child_found_alone_ends_with_the_hand_over() {
    let played = alone(D)
        .plain(D, "guardianship_notified")
        .plain("2022-10-04", "child_handed_over")
        .accepted()
        .play();
    assert_eq!(played.stage(), "ended");
    played.did("notify_guardianship", D);
    assert!(played.duty("hand_over_child").late);
}

#[test]
fn para_19_no_agreement_with_a_child_alone_but_with_one_whose_mother_was_found() {
    let recognised_alone = alone(D)
        .interview(D)
        .sheet(D, "recognised")
        .package(D, "paper")
        .permit_received(D);
    recognised_alone
        .agreement(D)
        .refused("19", Reason::MinorAlone);
    let found = Scenario::default()
        .file("mother")
        .application_with_children(D, 1)
        .interview(D)
        .sheet(D, "recognised")
        .package(D, "paper")
        .permit_received(D)
        .child(D, 1, "admitted")
        .agreement(D)
        .file("child")
        .plain(D, "child_found_alone")
        .line(
            D,
            "specialist",
            "admitted_with_representative",
            json!({"representative": "mother"}),
        );
    found.clone().agreement(D).accepted();
    found
        .plain(D, "guardianship_notified")
        .refused("19", Reason::RepresentativePresent);
}

#[test]
fn para_20_a_day_stay_is_not_entered_in_the_portal() {
    day_stay(D)
        .card(D)
        .accepted()
        .play()
        .owes_no("enter_portal");
    let before = permitted(D)
        .card(D)
        .agreement_with(D, json!({"number": "1", "mode": "day"}));
    before.accepted().play().owes_no("enter_portal");
    permitted(D)
        .card(D)
        .agreement(D)
        .accepted()
        .play()
        .owes_no("fill_card");
}

#[test]
fn para_21_only_a_refusal_to_apply_to_the_police_opens_the_notice() {
    for reported in ["yes", "no"] {
        card(agreed(D), D, json!({"reported_to_police": reported}))
            .play()
            .owes_no("notify_police");
    }
}

#[test]
fn para_44_identification_and_permit_come_with_the_person() {
    let played = transferred(D, true).application(D).accepted().play();
    played.owes_no("identify");
    assert_eq!(played.stage(), "permit_received");
}
