//! Editions live side by side. The second one here is tiny and made up: it changes one term and its words.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::date;
use standard::calendar::Calendar;
use standard::duty::What;
use standard::edition::{Edition, EditionError, read};
use standard::lang::Lang;
use standard::simulation::{FileOutcome, Simulation, simulate_under};
use standard::standard_text::paragraphs;

use crate::scenario::{Scenario, day};

const FIRST: &str = include_str!("../../../../law/editions.toml");

const SECOND: &str = r#"
[[edition]]
id = "TEST/2023-07-01"
title_kk = "Сынақ редакциясы"
title_ru = "Пробная редакция"
title_en = "Test edition"
in_force_from = "2023-07-01"

[edition.adopted]
order = "0"

[[edition.term]]
paragraph = "14"
what = "send_package"
term = "2wd"

[[edition.wording]]
paragraph = "14"
kk = "екі жұмыс күні ішінде"
ru = "в течение двух рабочих дней"
en = "within two working days"
"#;

static BOTH: LazyLock<Vec<Edition>> = LazyLock::new(|| {
    let (_, editions) = read(&format!("{FIRST}{SECOND}")).expect("two editions");
    editions
});

fn first() -> &'static Edition {
    &BOTH[0]
}

fn second() -> &'static Edition {
    &BOTH[1]
}

fn played(edition: &'static Edition, scenario: &Scenario) -> FileOutcome {
    match simulate_under(edition, &scenario.text(), None, Calendar::embedded()) {
        Ok(Simulation::One(outcome)) => outcome,
        other => panic!("{other:?}"),
    }
}

fn due(outcome: &FileOutcome, what: What) -> Option<jiff::civil::Date> {
    let duty = outcome.duties.iter().find(|duty| duty.what == what.name());
    duty.expect("the duty is owed").due
}

/// An application on a Monday and a positive sheet the next day.
fn recognised() -> Scenario {
    Scenario::default()
        .application("2024-02-05")
        .interview("2024-02-06")
        .sheet("2024-02-06", "recognised")
}

#[test]
fn a_second_edition_leaves_the_first_as_it_was() {
    let (default, alone) = read(FIRST).expect("the editions of the program");
    assert_eq!(format!("{:?}", alone[0]), format!("{:?}", first()));
    assert_eq!(alone[default].id, <&Edition>::default().id);
    assert_eq!(
        <&Edition>::default().id,
        "KZ-138/2022-10-08",
        "the edition that files are kept by was changed: is that what the organizations have chosen?"
    );
}

#[test]
fn cases_of_both_editions_live_side_by_side() {
    let scenario = recognised();
    let (old, new) = (played(first(), &scenario), played(second(), &scenario));
    assert_eq!(due(&old, What::SendPackage), Some(day("2024-02-07")));
    assert_eq!(due(&new, What::SendPackage), Some(day("2024-02-08")));
    // What the second edition does not name stays.
    assert_eq!(due(&old, What::Identify), due(&new, What::Identify));
    let late = recognised().package("2024-02-08", "paper");
    let lateness = |outcome: FileOutcome| {
        let duty = outcome
            .duties
            .into_iter()
            .find(|duty| duty.what == What::SendPackage.name());
        duty.expect("the duty is owed").late
    };
    assert!(lateness(played(first(), &late)));
    assert!(!lateness(played(second(), &late)));
}

#[test]
fn a_case_goes_by_its_edition_whatever_its_dates_and_however_it_is_folded() {
    // Entered out of order and struck out: the fold begins anew and keeps the edition.
    let scenario = Scenario::default()
        .application("2021-03-01")
        .interview("2021-03-02")
        .sheet("2021-03-02", "recognised")
        .plain("2021-03-02", "report_drawn_up")
        .line(
            "2021-03-02",
            "head",
            "entry_struck_out",
            serde_json::json!({"line": 4, "reason": "a slip"}),
        )
        .line(
            "2021-03-01",
            "specialist",
            "item_issued",
            serde_json::json!({"item": "soap"}),
        );
    // 2021 lies before either edition was in force.
    assert_eq!(
        due(&played(second(), &scenario), What::SendPackage),
        Some(day("2021-03-04"))
    );
    assert_eq!(
        due(&played(first(), &scenario), What::SendPackage),
        Some(day("2021-03-03"))
    );
}

#[test]
fn exactly_one_wording_applies_on_every_date_of_a_case() {
    for edition in BOTH.iter() {
        for paragraph in paragraphs() {
            for lang in Lang::ALL {
                let words = edition.wording(&paragraph.id, lang).expect("a wording");
                let changed = edition == second() && paragraph.id == "14";
                assert_eq!(
                    words == paragraph.text(lang),
                    !changed,
                    "{} {}",
                    edition.id,
                    paragraph.id
                );
            }
        }
    }
    // Between the editions there is neither a gap nor an overlap.
    let mut on = first().in_force_from;
    while on < date(2028, 1, 1) {
        let in_force = BOTH.iter().filter(|edition| edition.is_in_force(on));
        assert_eq!(in_force.count(), 1, "{on}");
        on += 1.day();
    }
    assert!(!first().is_in_force(date(2023, 7, 1)));
    assert!(first().is_in_force(date(2023, 6, 30)));
}

#[test]
fn an_edition_that_cannot_be_right_is_refused_with_its_name() {
    let with = |text: &str| read(&format!("{FIRST}{text}")).map(|_| ());
    let wrong = |from: &str, to: &str| with(&SECOND.replace(from, to));
    assert_eq!(with(SECOND), Ok(()));
    assert!(matches!(
        with(&format!("{SECOND}{SECOND}")),
        Err(EditionError::WrongId(id)) if id == "TEST/2023-07-01"
    ));
    for (from, to) in [
        ("\"2wd\"", "\"two days\""),
        ("\"2wd\"", "\"0wd\""),
        // A duty of another paragraph, the quarters of code, months where days are counted.
        ("paragraph = \"14\"\nwhat", "paragraph = \"15\"\nwhat"),
        (
            "\"14\"\nwhat = \"send_package\"",
            "\"31\"\nwhat = \"monitor\"",
        ),
        ("\"2wd\"", "\"2m\""),
    ] {
        let answer = wrong(from, to);
        assert!(
            matches!(answer, Err(EditionError::WrongTerm { .. })),
            "{to}: {answer:?}"
        );
    }
    let answer = wrong("paragraph = \"14\"\nkk", "paragraph = \"46\"\nkk");
    assert!(
        matches!(answer, Err(EditionError::WrongParagraph { .. })),
        "{answer:?}"
    );
}
