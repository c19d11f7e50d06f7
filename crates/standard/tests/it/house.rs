//! The registers of the house: paragraphs 8, 22–24, 37, 38 and the requirements to quality of paragraph 40.

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use standard::{
    act::{Entry, parse_line},
    annex::annex_4_registration_card::Sex,
    catalogue::Catalogue,
    chapter_2_tasks::{
        para_08_contacts::{ContactEntry, unanswered},
        para_08_things::{Thing, issued, not_issued},
    },
    chapter_4_stay::{
        para_22_premises::{
            DueWhat, Norm, PremisesEntry, due, norms_without_paper, ways_without_device,
        },
        para_24_accessibility::Way,
    },
    chapter_5_plan::{
        para_37_rooms::{
            AgainstRoom, Placed, Room, RoomEntry, RoomFor, bed_of, plan_of_rooms, room_of_bed,
            weigh,
        },
        para_38_internal_rules::{RulesEntry, last_day_of, rules_in_force},
    },
    chapter_6_services::para_40_quality::{Met, QualityEntry, compare, history},
    journal::{Journal, NoOtherFile},
    register::{Content, Line, Register, Writer},
};

const TODAY: Date = date(2022, 10, 27);

fn read<T: Content>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

/// Lines in the order given; a line with `corrects` corrects that one.
fn lines<T: Content>(all: &[Value]) -> Vec<Line<T>> {
    (1..)
        .zip(all)
        .map(|(number, json)| {
            let mut json = json.clone();
            let corrects = json.as_object_mut().unwrap().remove("corrects");
            Line {
                number,
                corrects: corrects.map(|line| line.as_u64().unwrap() as u32),
                content: read(json),
            }
        })
        .collect()
}

fn problems<T: Content>(json: Value) -> Vec<(&'static str, &'static str)> {
    let mut found: Vec<_> = read::<T>(json)
        .problems(TODAY)
        .into_iter()
        .map(|problem| (problem.field, problem.problem))
        .collect();
    found.sort_unstable();
    found
}

fn paper(norm: &str, until: &str) -> Value {
    json!({"entry": "paper", "norm": norm, "title": "act", "issued_on": "2022-01-10", "valid_until": until})
}

#[test]
fn para_22_a_paper_is_due_within_the_days_asked_for_and_not_a_day_before() {
    let kept = lines(&[
        paper("fire", "2022-11-26"),
        paper("sanitary", "2022-11-27"),
        paper("building", "2022-10-26"),
    ]);
    let found: Vec<_> = due(&kept, TODAY, 30)
        .iter()
        .map(|due| (due.line, due.norm, due.day))
        .collect();
    assert_eq!(
        found,
        [
            (3, Norm::Building, date(2022, 10, 26)),
            (1, Norm::Fire, date(2022, 11, 26))
        ]
    );
    assert_eq!(due(&kept, TODAY, 31).len(), 3);
}

#[test]
fn para_22_a_paper_that_was_replaced_or_corrected_is_no_longer_due() {
    let mut renewed = paper("fire", "2023-11-26");
    renewed["replaces"] = json!(1);
    assert!(
        due(
            &lines(&[paper("fire", "2022-10-28"), renewed.clone()]),
            TODAY,
            30
        )
        .is_empty()
    );
    // The replaced paper was a correction of the one that the renewal names: it is replaced with it.
    let mut corrected = paper("fire", "2022-10-29");
    corrected["corrects"] = json!(1);
    assert!(
        due(
            &lines(&[paper("fire", "2022-10-28"), corrected.clone(), renewed]),
            TODAY,
            30
        )
        .is_empty()
    );
    let found = due(&lines(&[paper("fire", "2022-10-28"), corrected]), TODAY, 30);
    assert_eq!(
        found.iter().map(|due| due.day).collect::<Vec<_>>(),
        [date(2022, 10, 29)]
    );
    let endless =
        json!({"entry": "paper", "norm": "fire", "title": "act", "issued_on": "2022-01-10"});
    assert!(due(&lines(&[endless]), TODAY, 30).is_empty());
}

#[test]
fn para_22_what_an_inspection_found_is_due_until_it_is_put_right() {
    let found = json!({"entry": "inspection", "norm": "fire", "on": "2022-10-20", "inspected_by": "department",
        "findings": "the second exit is blocked", "remedy_by": "2022-11-10"});
    let in_order = json!({"entry": "inspection", "norm": "sanitary", "on": "2022-10-20", "inspected_by": "department"});
    let kept = lines(&[found.clone(), in_order.clone()]);
    let open = due(&kept, TODAY, 30);
    assert_eq!(
        (open.len(), open[0].what, open[0].day),
        (1, DueWhat::Remedy, date(2022, 11, 10))
    );
    let remedied =
        json!({"entry": "remedied", "inspection": 1, "on": "2022-10-25", "done": "cleared"});
    assert!(due(&lines(&[found, in_order, remedied]), TODAY, 30).is_empty());
}

#[test]
fn para_22_a_norm_without_a_paper_that_holds_is_told() {
    assert_eq!(norms_without_paper(&[], TODAY), Norm::NAMED);
    let kept = lines(&[paper("fire", "2022-10-27"), paper("sanitary", "2022-10-26")]);
    assert_eq!(
        norms_without_paper(&kept, TODAY),
        [Norm::Sanitary, Norm::Building]
    );
}

#[test]
fn para_22_a_line_without_what_it_is_about_is_not_entered() {
    let premises = problems::<PremisesEntry>;
    assert_eq!(premises(paper("fire", "2022-11-01")), []);
    assert_eq!(
        premises(paper("fire", "2022-01-09")),
        [("valid_until", "expires-before-issue")]
    );
    assert_eq!(
        premises(
            json!({"entry": "paper", "norm": "fire", "title": " ", "issued_on": "2022-10-28"})
        ),
        [("issued_on", "future"), ("title", "missing")]
    );
    assert_eq!(
        premises(
            json!({"entry": "inspection", "norm": "fire", "on": "2022-10-20", "inspected_by": "-",
            "remedy_by": "2022-10-19"})
        ),
        [
            ("findings", "missing"),
            ("remedy_by", "ends-before-beginning")
        ]
    );
    assert_eq!(
        premises(json!({"entry": "remedied", "inspection": 0, "on": null, "done": ""})),
        [
            ("done", "missing"),
            ("inspection", "missing"),
            ("on", "missing")
        ]
    );
    assert_eq!(
        premises(
            json!({"entry": "room_sheet", "room": "cabinet", "purpose": "", "on": "2022-10-20"})
        ),
        [("purpose", "missing")]
    );
}

#[test]
fn para_23_equipment_says_what_how_much_and_since_when() {
    let equipment = |quantity: u32, on: &str| {
        problems::<PremisesEntry>(
            json!({"entry": "equipment", "what": "washing machine", "quantity": quantity,
            "provided_by": "founder", "on": on}),
        )
    };
    assert_eq!(equipment(2, "2022-10-27"), []);
    assert_eq!(
        equipment(0, "2022-10-28"),
        [("on", "future"), ("quantity", "missing")]
    );
}

#[test]
fn para_24_a_way_without_a_device_in_working_order_is_told() {
    let device = |way: &str, in_order: bool| json!({"entry": "device", "what": "ramp", "way": way, "on": "2022-10-20", "in_order": in_order});
    let mut mended = device("territory", true);
    mended["corrects"] = json!(2);
    let kept = lines(&[device("entrance", true), device("territory", false)]);
    assert_eq!(ways_without_device(&kept), [Way::Inside, Way::Territory]);
    let kept = lines(&[device("entrance", true), device("territory", false), mended]);
    assert_eq!(ways_without_device(&kept), [Way::Inside]);
}

fn room(name: &str, room_for: &str, beds: &[&str]) -> Value {
    json!({"entry": "room", "name": name, "room_for": room_for, "beds": beds})
}

#[test]
fn para_37_a_later_line_of_a_room_takes_the_place_of_the_earlier() {
    let mut closed = room("3", "men", &["1"]);
    closed["closed"] = json!(true);
    let kept = lines::<RoomEntry>(&[
        room("10", "women", &["1"]),
        room("3", "women", &["1", "2"]),
        closed,
    ]);
    let plan = plan_of_rooms(&kept);
    let names: Vec<_> = plan
        .iter()
        .map(|room| (room.name.as_str(), room.room_for, room.closed))
        .collect();
    assert_eq!(
        names,
        [("3", RoomFor::Men, true), ("10", RoomFor::Women, false)]
    );
    assert!(room_of_bed(&plan, "10-1").is_some());
    assert!(
        room_of_bed(&plan, "3-1").is_none(),
        "nobody is placed in a closed room"
    );
    assert!(room_of_bed(&plan, "10-2").is_none());
    assert_eq!(bed_of("3", "1"), "3-1");
}

#[test]
fn para_37_a_room_has_beds_with_names_of_their_own() {
    let rooms = problems::<RoomEntry>;
    assert_eq!(rooms(room("3", "women", &["1", "2"])), []);
    assert_eq!(rooms(room("3", "women", &[])), [("beds", "missing")]);
    assert_eq!(
        rooms(room("3", "women", &["1", "1"])),
        [("beds", "row-twice")]
    );
    assert_eq!(rooms(room("3-4", "women", &["1"])), []);
    assert_eq!(
        rooms(room("3", "women", &["1-2"])),
        [("beds", "bad-characters")],
        "the last hyphen parts room and bed"
    );
}

#[test]
fn para_37_what_speaks_against_a_room_is_sex_and_kinship() {
    let kept = lines::<RoomEntry>(&[
        room("1", "women", &["1", "2"]),
        room("2", "men", &["1"]),
        room("3", "family", &["1", "2"]),
    ]);
    let plan: Vec<Room> = plan_of_rooms(&kept);
    let [women, men, family] = &plan[..] else {
        panic!("{plan:?}")
    };
    let woman = Placed {
        sex: Some(Sex::Female),
        ..Placed::default()
    };
    assert_eq!(weigh(women, &woman, 1), []);
    assert_eq!(weigh(men, &woman, 0), [AgainstRoom::OtherSex]);
    assert_eq!(weigh(family, &woman, 0), []);
    assert_eq!(weigh(family, &woman, 1), [AgainstRoom::AmongAFamily]);
    let unknown = Placed::default();
    assert_eq!(
        weigh(men, &unknown, 1),
        [],
        "what is not known speaks against nothing"
    );
    let son = Placed {
        sex: Some(Sex::Male),
        is_child: true,
        kin_in: vec!["1"],
    };
    assert_eq!(
        weigh(women, &son, 2),
        [],
        "a small son lives with his mother"
    );
    assert_eq!(weigh(men, &son, 0), [AgainstRoom::ApartFromKin]);
    assert_eq!(
        weigh(men, &son, 1),
        [AgainstRoom::ApartFromKin, AgainstRoom::ChildAmongOthers]
    );
}

fn version(from: &str) -> Value {
    json!({"entry": "version", "order": "12", "ordered_on": "2022-01-10", "in_force_from": from, "text": "rules"})
}

#[test]
fn para_38_the_version_in_force_is_the_one_that_began_last() {
    let kept = lines::<RulesEntry>(&[
        version("2022-02-01"),
        version("2022-06-01"),
        version("2022-12-01"),
    ]);
    let on = |day| rules_in_force(&kept, day).map(|line| line.number);
    assert_eq!(on(date(2022, 1, 31)), None);
    assert_eq!(on(date(2022, 2, 1)), Some(1));
    assert_eq!(on(date(2022, 5, 31)), Some(1));
    assert_eq!(on(date(2022, 6, 1)), Some(2));
    assert_eq!(
        on(TODAY),
        Some(2),
        "a version that begins later does not count yet"
    );
    assert_eq!(last_day_of(&kept, 1), Some(date(2022, 5, 31)));
    assert_eq!(last_day_of(&kept, 3), None);
}

#[test]
fn para_38_only_the_head_approves_the_rules_and_by_an_order() {
    let rules: RulesEntry = read(version("2022-02-01"));
    let writer = |is_head| Writer {
        actors: &[],
        is_head,
        holds: true,
    };
    assert!(rules.may_be_entered(&writer(true)));
    assert!(!rules.may_be_entered(&writer(false)));
    assert_eq!(problems::<RulesEntry>(version("2022-02-01")), []);
    assert_eq!(
        problems::<RulesEntry>(version("2022-01-09")),
        [("in_force_from", "ends-before-beginning")]
    );
    assert_eq!(
        problems::<RulesEntry>(
            json!({"entry": "version", "order": "", "ordered_on": null, "in_force_from": null})
        ),
        [
            ("in_force_from", "missing"),
            ("order", "missing"),
            ("ordered_on", "missing"),
            ("text", "missing")
        ]
    );
}

#[test]
fn para_08_a_contact_waits_for_its_answer_until_there_is_one() {
    let contact = |by: &str| {
        json!({"entry": "contact", "on": "2022-10-20", "with": "embassy", "body": "embassy", "by": "letter",
            "about": "a passport", "answer_by": by})
    };
    let kept = lines::<ContactEntry>(&[contact("2022-11-20"), contact("2022-11-01")]);
    let waiting: Vec<u32> = unanswered(&kept)
        .iter()
        .map(|(number, ..)| *number)
        .collect();
    assert_eq!(waiting, [2, 1]);
    let answer = json!({"entry": "answer", "contact": 2, "on": "2022-10-25", "answer": "yes"});
    let kept = lines::<ContactEntry>(&[contact("2022-11-20"), contact("2022-11-01"), answer]);
    assert_eq!(unanswered(&kept).len(), 1);
    assert_eq!(
        problems::<ContactEntry>(contact("2022-10-19")),
        [("answer_by", "ends-before-beginning")]
    );
}

#[test]
fn para_08_what_was_issued_is_added_up_and_what_is_named_and_missing_is_told() {
    let mut journal = Journal::default();
    let acts = [
        r#"{"on":"2022-10-03","by":"specialist","act":"referral_registered","route":"internal_affairs"}"#,
        r#"{"on":"2022-10-03","by":"specialist","act":"item_issued","item":"bedding: blanket"}"#,
        r#"{"on":"2022-10-04","by":"specialist","act":"item_issued","item":"bedding: blanket","quantity":2}"#,
        r#"{"on":"2022-10-04","by":"specialist","act":"item_issued","item":"hygiene"}"#,
        r#"{"on":"2022-10-04","by":"specialist","act":"item_issued","item":"kettle"}"#,
    ];
    assert_eq!(not_issued(&journal), Thing::ALL);
    for (seq, line) in (1..).zip(acts) {
        let line = parse_line(line).unwrap();
        let entry = Entry {
            seq,
            on: line.on,
            by: line.by,
            act: line.act,
        };
        journal.consider(&entry, &NoOtherFile).unwrap();
        journal.record(entry);
    }
    let sums: Vec<_> = issued(&journal)
        .into_iter()
        .map(|each| (each.thing, each.what, each.quantity))
        .collect();
    assert_eq!(
        sums,
        [
            (Some(Thing::Bedding), "blanket".to_owned(), 3),
            (Some(Thing::Hygiene), String::new(), 1),
            (None, "kettle".to_owned(), 1)
        ]
    );
    assert_eq!(
        not_issued(&journal),
        [Thing::Underwear, Thing::Clothes, Thing::Footwear]
    );
    assert_eq!(Thing::Clothes.item(" coat "), "clothes: coat");
}

fn check(kind: u8, from: &str, to: &str, met: &str) -> Value {
    let answers: Vec<Value> = Catalogue::embedded()
        .requirements_of(kind)
        .map(|requirement| json!({"code": requirement.code(), "met": met, "note": "seen"}))
        .collect();
    json!({"entry": "check", "kind": kind, "from": from, "to": to, "answers": answers})
}

#[test]
fn para_40_a_check_answers_every_requirement_of_its_kind_once() {
    let mut all = 0;
    for kind in 1..=8 {
        let whole = check(kind, "2022-07-01", "2022-09-30", "met");
        all += whole["answers"].as_array().unwrap().len();
        assert_eq!(problems::<QualityEntry>(whole.clone()), []);
        let mut cut = whole.clone();
        cut["answers"].as_array_mut().unwrap().pop();
        assert_eq!(problems::<QualityEntry>(cut), [("answers", "missing")]);
        let mut twice = whole.clone();
        let first = twice["answers"][0].clone();
        twice["answers"].as_array_mut().unwrap().push(first);
        assert_eq!(problems::<QualityEntry>(twice), [("answers", "row-twice")]);
        let mut silent = whole;
        silent["answers"][0]["met"] = json!("not_met");
        silent["answers"][0]["note"] = json!(" ");
        assert_eq!(problems::<QualityEntry>(silent), [("note", "missing")]);
    }
    assert_eq!(all, 44);
    let mut other = check(7, "2022-07-01", "2022-09-30", "met");
    other["answers"][0]["code"] = json!("Q8.1");
    assert_eq!(
        problems::<QualityEntry>(other),
        [("answers", "missing"), ("answers", "row-unknown")]
    );
    assert_eq!(
        problems::<QualityEntry>(check(7, "2022-10-01", "2022-10-28", "met")),
        [("to", "future")]
    );
}

#[test]
fn para_40_a_check_stands_beside_the_one_of_the_period_before() {
    let kept = lines::<QualityEntry>(&[
        check(7, "2022-07-01", "2022-09-30", "met"),
        check(7, "2022-04-01", "2022-06-30", "not_met"),
        check(8, "2022-07-01", "2022-09-30", "met"),
    ]);
    let checks = history(&kept, 7);
    assert_eq!(
        checks.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
        [1, 2]
    );
    let compared = compare(checks[0].1, checks.get(1).map(|(_, check)| *check));
    assert_eq!(
        (compared[0].now.met, compared[0].before),
        (Met::Met, Some(Met::NotMet))
    );
    assert_eq!(compare(checks[1].1, None)[0].before, None);
}

/// Every line ever written must still read: this list only grows.
#[test]
fn every_line_of_a_register_ever_written_still_reads() {
    let corpus = include_str!("../register_corpus/lines.jsonl");
    for (number, line) in (1..).zip(corpus.lines()) {
        let json: Value = serde_json::from_str(line).unwrap();
        let register = Register::from_name(json["register"].as_str().unwrap()).unwrap();
        let content = json["content"].clone();
        let again = match register {
            Register::Premises => serde_json::to_value(read::<PremisesEntry>(content)),
            Register::Rooms => serde_json::to_value(read::<RoomEntry>(content)),
            Register::InternalRules => serde_json::to_value(read::<RulesEntry>(content)),
            Register::Contacts => serde_json::to_value(read::<ContactEntry>(content)),
            Register::Quality => serde_json::to_value(read::<QualityEntry>(content)),
            _ => continue,
        };
        assert!(again.unwrap().is_object(), "line {number}");
    }
}
