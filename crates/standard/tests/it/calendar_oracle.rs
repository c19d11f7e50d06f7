//! The calendar of working days against an independent witness: the `holidays` package of PyPI, asked for every day.

use std::{env, path::Path, process::Command};

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use standard::calendar::Calendar;

/// Names a Python in which `holidays` can be imported.
const PYTHON: &str = "TIREK_HOLIDAYS_PYTHON";

#[test]
fn every_day_from_2016_to_2027_is_worked_or_off_as_the_independent_calendar_says() {
    let witness = witness(2016, 2027);
    let days: Vec<_> = witness.iter().map(|(day, _)| *day).collect();
    let all: Vec<_> = date(2016, 1, 1)
        .series(1.day())
        .take_while(|day| day.year() <= 2027)
        .collect();
    assert_eq!(days, all, "the witness left a day out");

    let calendar = Calendar::embedded();
    let different: Vec<String> = witness
        .into_iter()
        .filter_map(|(day, works)| {
            let ours = calendar.day(day).expect("a calendar of every year").working;
            (ours != works).then(|| {
                format!(
                    "{day}: ours says {}, the witness {}",
                    word(ours),
                    word(works)
                )
            })
        })
        .collect();
    assert!(
        different.is_empty(),
        "the calendars differ:\n{}",
        different.join("\n")
    );
}

fn witness(first: i16, last: i16) -> Vec<(Date, bool)> {
    let python = env::var(PYTHON).unwrap_or_else(|_| {
        panic!(
            "{PYTHON} is not set: it names a Python in which the package `holidays` can be imported"
        )
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar_oracle.py");
    let answer = Command::new(&python)
        .arg(script)
        .args([first.to_string(), last.to_string()])
        .output()
        .unwrap_or_else(|error| panic!("{PYTHON} names {python}, which does not start: {error}"));
    assert!(
        answer.status.success(),
        "{python} could not say what it knows:\n{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let answer = String::from_utf8(answer.stdout).expect("dates are plain text");
    answer.lines().map(line).collect()
}

fn line(line: &str) -> (Date, bool) {
    let (day, works) = line.split_once(',').expect("day, comma, 0 or 1");
    let works = match works {
        "0" => false,
        "1" => true,
        other => panic!("{day}: neither 0 nor 1: {other}"),
    };
    (day.parse().expect("an ISO date"), works)
}

fn word(works: bool) -> &'static str {
    if works { "worked" } else { "off" }
}
