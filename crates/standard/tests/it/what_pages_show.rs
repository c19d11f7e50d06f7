//! What the pages of one person show of the rules before anything is refused: thresholds as they fill up, revisions of a
//! plan, the family, and what a correction would change.

use serde_json::json;
use standard::act::{Child, ChildDisposition, EndingGround, Entry, parse_line};
use standard::calendar::Calendar;
use standard::chapter_1_general::para_02_modes_of_stay::day_stay;
use standard::chapter_3_admission::para_17_children::family as family_of;
use standard::chapter_5_plan::para_32_adjustment::{compare, plans};
use standard::chapter_7_ending::para_43_expulsion::{
    Threshold, absence_clock, hospital_stays, in_the_way_of_expulsion, violations_counted,
};
use standard::duty::{Change, What, changes};
use standard::journal::{Journal, NoOtherFile};
use standard::refusal::Reason;

use crate::scenario::*;

const D: &str = "2022-10-03";

/// The journal of a scenario of one file.
fn folded(scenario: &Scenario) -> Journal {
    let text = scenario.text();
    let entries = (1..).zip(text.lines()).map(|(seq, line)| {
        let line = parse_line(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        Entry {
            seq,
            on: line.on,
            by: line.by,
            act: line.act,
        }
    });
    Journal::fold(entries)
}

#[test]
fn para_43_violations_fill_up_to_four_and_an_episode_counts_once() {
    let scenario = in_service()
        .violation("2022-10-10")
        .line(
            "2022-10-11",
            "educator",
            "violation_recorded",
            json!({"episode": "kitchen"}),
        )
        .line(
            "2022-10-11",
            "educator",
            "violation_recorded",
            json!({"episode": "kitchen"}),
        );
    let journal = folded(&scenario);
    let two = Threshold {
        counted: 2,
        needed: 4,
    };
    assert_eq!(violations_counted(journal.case()), Some(two));
    let missing =
        in_the_way_of_expulsion(journal.case(), EndingGround::Violations, day("2022-10-12"));
    assert_eq!(missing, [("43", Reason::TooFewViolations)]);
}

#[test]
fn para_43_violations_are_not_counted_without_an_agreement() {
    assert_eq!(violations_counted(folded(&permitted(D)).case()), None);
}

#[test]
fn para_43_an_absence_of_the_first_of_november_is_a_ground_from_the_fifth() {
    let journal = folded(&absent_since("2022-11-01"));
    let clock = |on| absence_clock(journal.case(), day(on)).expect("absent");
    assert_eq!(
        clock("2022-11-01").days,
        Threshold {
            counted: 0,
            needed: 4
        }
    );
    assert_eq!(
        clock("2022-11-03").days,
        Threshold {
            counted: 2,
            needed: 4
        }
    );
    assert_eq!(clock("2022-11-03").ground_from, day("2022-11-05"));
    let missing = |on| in_the_way_of_expulsion(journal.case(), EndingGround::Absence, day(on));
    assert_eq!(missing("2022-11-04"), [("43", Reason::AbsentTooShort)]);
    assert_eq!(missing("2022-11-05"), []);
}

#[test]
fn para_43_contact_and_a_stay_in_hospital_both_stand_in_the_way_and_both_are_told() {
    let scenario = absent_since("2022-11-01").plain("2022-11-02", "hospital_stay_began");
    let journal = folded(&scenario);
    let missing = in_the_way_of_expulsion(journal.case(), EndingGround::Absence, day("2022-11-10"));
    assert_eq!(
        missing,
        [("43", Reason::AbsenceKnown), ("43", Reason::InHospital)]
    );
}

#[test]
fn para_43_each_stay_in_hospital_has_its_days() {
    let scenario = in_service()
        .plain("2022-11-01", "hospital_stay_began")
        .plain("2022-11-08", "hospital_stay_ended")
        .plain("2022-12-01", "hospital_stay_began");
    let stays = hospital_stays(&folded(&scenario), day("2022-12-03"));
    let days: Vec<_> = stays.iter().map(|stay| (stay.to, stay.days)).collect();
    assert_eq!(days, [(Some(day("2022-11-08")), 7), (None, 2)]);
}

#[test]
fn para_02_the_minutes_of_a_day_stay_are_those_of_all_its_visits() {
    let visit = |scenario: Scenario, arrived, left| {
        scenario.line(
            D,
            "specialist",
            "day_visit",
            json!({"arrived": arrived, "left": left}),
        )
    };
    let day_agreement = permitted(D).agreement_with(D, json!({"number": "A-1", "mode": "day"}));
    let journal = folded(&visit(
        visit(day_agreement, "09:00", "10:00"),
        "14:00",
        "16:30",
    ));
    let stay = day_stay(journal.case(), day(D)).expect("a day stay");
    assert_eq!((stay.minutes, stay.left), (210, 30));
    assert_eq!(
        day_stay(journal.case(), day("2022-10-04"))
            .expect("a day stay")
            .minutes,
        0
    );
    let other = folded(&agreed(D));
    assert_eq!(day_stay(other.case(), day(D)), None);
}

#[test]
fn para_17_the_family_names_who_is_settled_who_is_owed_and_who_is_missing() {
    let scenario = Scenario::default()
        .application_with_children(D, 3)
        .interview(D)
        .sheet(D, "recognised")
        .package(D, "paper")
        .permit_received(D)
        .child(D, 2, "admitted")
        .line(
            D,
            "specialist",
            "child_settled",
            json!({"child": "k3f9x2mp", "how": "guardianship"}),
        );
    let shown = |scenario: &Scenario| {
        family_of(folded(scenario).case())
            .into_iter()
            .map(|child| (child.child, child.how, child.owed, child.before_an_ending))
            .collect::<Vec<_>>()
    };
    let file = Child::File(standard::act::Label::new("k3f9x2mp").expect("a label"));
    assert_eq!(
        shown(&scenario),
        [
            (
                Child::Number(2),
                Some(ChildDisposition::Admitted),
                false,
                true
            ),
            (file, Some(ChildDisposition::Guardianship), false, false),
            (Child::Number(1), None, false, false),
        ]
    );
    let away = scenario
        .child(D, 1, "stays")
        .agreement(D)
        .left("2022-11-01");
    let owed: Vec<bool> = shown(&away).into_iter().map(|child| child.2).collect();
    assert_eq!(
        owed,
        [true, true, false],
        "those who live here are to be settled anew"
    );
}

#[test]
fn para_32_revisions_are_compared_by_what_was_added_dropped_and_given_to_another() {
    let adjusted = |scenario: Scenario, on, items| {
        let facts = json!({"reason": "condition_changed", "items": items});
        scenario.line(on, "specialist", "plan_adjusted", facts)
    };
    let scenario = adjusted(
        in_service(),
        "2022-11-01",
        json!([{"code": "8.1", "responsible": "lawyer"}, {"code": "3.4", "responsible": "educator"}, {"code": "1.6", "responsible": "specialist"}]),
    );
    let scenario = adjusted(
        scenario,
        "2022-12-01",
        json!([{"code": "8.1", "responsible": "lawyer"}]),
    )
    .line(
        "2022-12-02",
        "specialist",
        "plan_adjusted",
        json!({"reason": "later"}),
    );
    let plans = plans(&folded(&scenario));
    assert_eq!(plans.len(), 1);
    let revisions = &plans[0].revisions;
    assert_eq!(revisions.len(), 4);
    let codes = |items: &[standard::act::PlanItem]| {
        items
            .iter()
            .map(|item| item.code.to_string())
            .collect::<Vec<_>>()
    };
    let first = compare(&revisions[0].items, &revisions[1].items);
    assert_eq!(codes(&first.added), ["1.6"]);
    assert!(first.dropped.is_empty());
    assert_eq!(first.reassigned.len(), 1);
    assert_eq!(first.reassigned[0].0.code.to_string(), "3.4");
    assert_eq!(first.reassigned[0].1.actor().name(), "psychologist");
    let second = compare(&revisions[1].items, &revisions[2].items);
    assert_eq!(codes(&second.dropped), ["3.4", "1.6"]);
    assert!(compare(&revisions[2].items, &revisions[3].items).is_empty());
}

#[test]
fn para_32_a_service_named_twice_counts_twice() {
    let items = |json: serde_json::Value| -> Vec<standard::act::PlanItem> {
        serde_json::from_value(json).expect("items")
    };
    let once = items(json!([{"code": "3.4", "responsible": "psychologist"}]));
    let twice = items(
        json!([{"code": "3.4", "responsible": "psychologist"}, {"code": "3.4", "responsible": "psychologist"}]),
    );
    assert_eq!(compare(&once, &twice).added.len(), 1);
    assert_eq!(compare(&twice, &once).dropped.len(), 1);
}

#[test]
fn journal_what_rests_on_an_entry_is_named_before_it_is_struck_out() {
    let journal = folded(&agreed(D));
    let interview = journal
        .entries()
        .iter()
        .find(|entry| entry.act.name() == "interview_held")
        .expect("an interview");
    let resting: Vec<&str> = journal
        .resting_on(interview.seq, &NoOtherFile)
        .into_iter()
        .map(|seq| journal.entries()[seq as usize - 1].act.name())
        .collect();
    assert!(resting.contains(&"evaluation_sheet_filled"), "{resting:?}");
    assert!(resting.contains(&"agreement_concluded"), "{resting:?}");
    assert!(!resting.contains(&"application_registered"), "{resting:?}");
    let last = journal.entries().last().expect("entries").seq;
    assert!(journal.resting_on(last, &NoOtherFile).is_empty());
}

#[test]
fn journal_the_duties_of_a_struck_entry_stay_known() {
    let scenario = agreed(D);
    let line = scenario.len();
    let struck = scenario.line(
        "2022-10-04",
        "head",
        "entry_struck_out",
        json!({"line": line, "reason": "the wrong day"}),
    );
    let journal = folded(&struck);
    let what: Vec<What> = journal
        .duties_of_struck(Calendar::embedded())
        .into_iter()
        .map(|duty| duty.what)
        .collect();
    assert!(
        what.contains(&What::ObserveAndAssess) && what.contains(&What::EndOrExtend),
        "{what:?}"
    );
    assert!(
        !what.contains(&What::SendPackage),
        "opened by an entry that counts: {what:?}"
    );
}

#[test]
fn journal_changes_of_duties_tell_opened_done_reopened_and_gone() {
    let duties = |scenario: &Scenario| folded(scenario).case().duties(Calendar::embedded());
    let before = duties(&permitted(D));
    let after = duties(&agreed(D));
    let name = |change: &Change| match change {
        Change::Opened(duty) => format!("opened {}", duty.what.name()),
        Change::Done(duty) => format!("done {}", duty.what.name()),
        Change::Reopened(duty) => format!("reopened {}", duty.what.name()),
        Change::Moved(duty, _) => format!("moved {}", duty.what.name()),
        Change::Gone(duty) => format!("gone {}", duty.what.name()),
    };
    let names =
        |before: &[_], after: &[_]| changes(before, after).iter().map(name).collect::<Vec<_>>();
    assert_eq!(
        names(&before, &after),
        [
            "done conclude_agreement",
            "opened observe_and_assess",
            "opened fill_card",
            "opened end_or_extend"
        ]
    );
    assert_eq!(
        names(&after, &before),
        [
            "reopened conclude_agreement",
            "gone observe_and_assess",
            "gone fill_card",
            "gone end_or_extend"
        ]
    );
    let extended = duties(&agreed(D).extension("2022-11-01", "2023-05-01"));
    let moved = changes(&after, &extended);
    let expected = matches!(&moved[..], [Change::Moved(duty, Some(from))]
        if duty.due == Some(day("2023-05-01")) && *from == day("2023-04-03"));
    assert!(expected, "{moved:?}");
}
