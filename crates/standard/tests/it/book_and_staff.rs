//! Paragraphs 25 and 26, the book of complaints and suggestions; paragraphs 34 to 36, the staff.

use jiff::civil::{Date, date};
use serde_json::json;
use standard::actor::Actor;
use standard::catalogue::staffing::staffing;
use standard::chapter_4_stay::para_25_complaints_book::{
    Came, Entry, Kind, Month, NotReviewed, Reply, Review, ToBody, ToHead, Wording, review,
    reviews_owed, shown_on_demand,
};
use standard::chapter_5_plan::para_34_specialists::{
    Particulars, StaffBasis, against_norm, basis_on, members,
};
use standard::chapter_5_plan::para_36_control::Control;
use standard::compartment::Compartment;
use standard::lang::Lang;
use standard::register::{Content, Line, Writer};

fn entry(text: &str) -> Entry {
    Entry {
        kind: Kind::Complaint,
        text: text.to_owned(),
        on: date(2022, 3, 28),
        came: Came::Page,
        language: Lang::Kk,
        name: None,
        contact: None,
    }
}

const NOBODY: Writer<'_> = Writer {
    actors: &[],
    is_head: false,
    holds: false,
};
const HEAD: Writer<'_> = Writer {
    actors: &[Actor::Head],
    is_head: true,
    holds: true,
};

#[test]
fn para_25_anybody_may_write_and_only_the_head_answers() {
    let entry = entry("Суық");
    assert_eq!(entry.problems(entry.on), []);
    assert!(entry.may_be_entered(&NOBODY) && ToHead(entry.clone()).may_be_entered(&NOBODY));
    let reply = Reply {
        to: 1,
        text: "Жылу қосылды.".to_owned(),
        done: None,
        on: entry.on,
    };
    assert!(!reply.may_be_entered(&NOBODY) && reply.may_be_entered(&HEAD));
    let staff = Writer {
        actors: &[Actor::Specialist],
        ..NOBODY
    };
    assert!(entry.may_be_entered(&staff) && !reply.may_be_entered(&staff));
}

#[test]
fn para_25_an_entry_has_words_and_not_without_end() {
    let problems = |text: &str| -> Vec<&str> {
        let entry = entry(text);
        entry
            .problems(entry.on)
            .iter()
            .map(|each| each.problem)
            .collect()
    };
    assert_eq!(problems(" \n "), ["missing"]);
    assert_eq!(problems(&"ә".repeat(5_000)), Vec::<&str>::new());
    assert_eq!(problems(&"ә".repeat(5_001)), ["too-long"]);
}

#[test]
fn para_25_the_book_is_opened_by_the_head_and_not_by_whoever_keeps_the_staff() {
    for register in [
        Entry::REGISTER,
        Reply::REGISTER,
        Wording::REGISTER,
        Review::REGISTER,
    ] {
        assert_eq!(register.compartment(), Compartment::Report, "{register:?}");
    }
    assert_eq!(
        ToHead::REGISTER.compartment(),
        Compartment::Report,
        "what only the head holds"
    );
    assert_eq!(
        ToBody::REGISTER.compartment(),
        Compartment::Legal,
        "in the other body's record"
    );
}

#[test]
fn para_25_shown_on_demand_nobody_is_named() {
    let mut entry =
        entry("Менің атым Айгүл. Динараға да суық. Маған 87015551234 нөміріне айтыңыз.");
    entry.name = Some("Айгүл Сәбитова".to_owned());
    entry.contact = Some("Сәбитова, 3-бөлме".to_owned());
    let names = ["Ахметова Динара".to_owned()];
    let shown = shown_on_demand(&entry, None, &names);
    assert_eq!(
        shown,
        "Менің атым […]. […] да суық. Маған […] нөміріне айтыңыз."
    );
    let wording = Wording {
        of: 1,
        text: "Суық (Динара да айтты).".to_owned(),
        on: entry.on,
    };
    assert_eq!(
        shown_on_demand(&entry, Some(&wording), &names),
        "Суық ([…] да айтты).",
        "a wording is looked through as well"
    );
}

fn owed(opened: Date, reviewed: &[&str], today: Date) -> Vec<(String, bool)> {
    let reviewed: Vec<Month> = reviewed
        .iter()
        .map(|month| month.parse().unwrap())
        .collect();
    reviews_owed(opened, &reviewed, today)
        .into_iter()
        .map(|owed| (owed.month.to_string(), owed.is_late(today)))
        .collect()
}

#[test]
fn para_26_each_calendar_month_owes_a_review_by_its_last_day() {
    let opened = date(2022, 3, 15);
    let march = || vec![("2022-03".to_owned(), false)];
    assert_eq!(owed(opened, &[], opened), march());
    assert_eq!(
        owed(opened, &[], date(2022, 3, 31)),
        march(),
        "the last day is in time"
    );
    let late = ("2022-03".to_owned(), true);
    assert_eq!(
        owed(opened, &[], date(2022, 4, 1)),
        [late.clone(), ("2022-04".to_owned(), false)],
        "on the first day of the next month it is late, and the next is owed"
    );
    assert_eq!(
        owed(opened, &["2022-04"], date(2022, 4, 30)),
        [late],
        "a missed month stays owed"
    );
    assert_eq!(owed(opened, &["2022-03", "2022-04"], date(2022, 4, 30)), []);
}

#[test]
fn para_26_the_review_of_december_is_late_on_the_first_of_january() {
    let opened = date(2022, 12, 1);
    assert_eq!(
        owed(opened, &[], date(2022, 12, 31)),
        [("2022-12".to_owned(), false)]
    );
    assert_eq!(
        owed(opened, &[], date(2023, 1, 1)),
        [("2022-12".to_owned(), true), ("2023-01".to_owned(), false)]
    );
}

#[test]
fn para_26_february_ends_with_its_own_last_day() {
    assert_eq!(
        owed(date(2024, 2, 1), &[], date(2024, 2, 29)),
        [("2024-02".to_owned(), false)]
    );
    assert_eq!(owed(date(2022, 2, 1), &["2022-02"], date(2022, 2, 28)), []);
}

#[test]
fn para_26_a_review_is_of_a_month_that_was_and_of_entries_that_are_there() {
    let of = |month: &str, on: Date, up_to: u32| {
        let each = Review {
            month: month.parse().unwrap(),
            up_to,
            remark: None,
            on,
        };
        review(each, date(2022, 3, 15), 5, 3).map(|_| ())
    };
    let day = date(2022, 4, 10);
    assert_eq!(of("2022-04", day, 5), Ok(()));
    assert_eq!(of("2022-03", day, 5), Ok(()), "late, and accepted");
    assert_eq!(of("2022-05", day, 5), Err(NotReviewed::NotBegun));
    assert_eq!(of("2022-02", day, 5), Err(NotReviewed::BeforeTheBook));
    assert_eq!(of("2022-04", day, 6), Err(NotReviewed::EntriesDiffer));
    assert_eq!(of("2022-04", day, 2), Err(NotReviewed::EntriesDiffer));
    assert_eq!(
        of("2022-04", day, 3),
        Ok(()),
        "nothing new since the last review"
    );
}

fn particulars(number: u32, corrects: Option<u32>, extra: serde_json::Value) -> Line<Particulars> {
    let mut content = json!({
        "name": "Үлгі", "position": "lawyer", "share": 1, "engagement": "staff", "from": "2022-01-10",
    });
    for (name, value) in extra.as_object().unwrap() {
        content[name] = value.clone();
    }
    Line {
        number,
        corrects,
        content: serde_json::from_value(content).unwrap(),
    }
}

#[test]
fn para_34_whoever_leaves_is_a_later_line_about_the_same_person() {
    let lines = [
        particulars(1, None, json!({})),
        particulars(2, None, json!({"position": "psychologist"})),
        particulars(3, Some(1), json!({"share": 0.5})),
        particulars(4, Some(3), json!({"share": 0.5, "until": "2022-03-31"})),
    ];
    let known: Vec<_> = members(&lines)
        .into_iter()
        .map(|(member, line)| {
            (
                member,
                line.content.share.as_f64(),
                line.content.until.is_some(),
            )
        })
        .collect();
    assert_eq!(known, [(2, 1.0, false), (1, 0.5, true)]);
}

#[test]
fn para_34_nobody_fills_a_post_that_there_is_not() {
    let today = date(2022, 3, 28);
    let problems = |extra| -> Vec<&str> {
        let line = particulars(1, None, extra);
        line.content
            .problems(today)
            .iter()
            .map(|each| each.field)
            .collect()
    };
    assert_eq!(problems(json!({})), Vec::<&str>::new());
    assert_eq!(problems(json!({"position": "captain"})), ["position"]);
    assert_eq!(problems(json!({"position": ""})), ["title"]);
    assert_eq!(
        problems(json!({"position": "", "title": "Аспаз"})),
        Vec::<&str>::new()
    );
    assert_eq!(problems(json!({"share": 0})), ["share"]);
    assert_eq!(problems(json!({"until": "2022-01-09"})).len(), 1);
}

#[test]
fn para_34_the_norms_follow_the_numbers_that_hold_on_the_day() {
    let line = |number, recipients, from| Line {
        number,
        corrects: None,
        content: StaffBasis {
            recipients,
            children: 0,
            groups: 0,
            from,
        },
    };
    let lines = [line(1, 10, date(2022, 1, 1)), line(2, 25, date(2022, 6, 1))];
    let lawyers = |on| {
        let basis = basis_on(&lines, on).unwrap();
        let norm = staffing(basis.recipients, basis.children, basis.groups);
        against_norm(&norm, &[], on)[3].missing.as_f64()
    };
    assert_eq!(basis_on(&lines, date(2021, 12, 31)), None);
    assert_eq!(
        (lawyers(date(2022, 5, 31)), lawyers(date(2022, 6, 1))),
        (1.0, 2.0)
    );
}

#[test]
fn para_36_the_head_controls() {
    let control: Control = serde_json::from_value(json!({
        "member": 1, "on": "2022-03-28", "what": "-", "found": "in_order", "next": "2022-06-28",
    }))
    .unwrap();
    let hr = Writer {
        holds: true,
        ..NOBODY
    };
    assert!(control.may_be_entered(&HEAD) && !control.may_be_entered(&hr));
}
