//! The commands that need no data: calendar, iin, staffing, simulate, standard, forms.

use serde_json::json;

use crate::program::{tirek, tirek_told};

/// Adds working days; what was printed, or the exit code.
fn add(date: &str, n: &str) -> Result<String, i32> {
    let answer = tirek(["calendar", "add", date, n]);
    if answer.exit == 0 {
        Ok(answer.out.trim_end().to_owned())
    } else {
        assert!(!answer.trouble.is_empty(), "no reason is given");
        assert_eq!(answer.out, "");
        Err(answer.exit)
    }
}

#[test]
fn the_worked_examples_of_the_calendar_hold() {
    for (date, n, due) in [
        ("2022-10-21", "1", "2022-10-22"),
        ("2022-10-21", "3", "2022-10-27"),
        ("2022-12-30", "1", "2023-01-04"),
        ("2024-06-14", "1", "2024-06-17"),
        ("2026-03-20", "1", "2026-03-26"),
    ] {
        assert_eq!(add(date, n).as_deref(), Ok(due), "{date} + {n}");
    }
}

#[test]
fn what_the_calendar_does_not_know_is_said_and_never_guessed() {
    for (date, n) in [
        ("2028-01-10", "1"),
        ("2027-12-31", "1"),
        ("1999-05-05", "1"),
        ("2022-02-30", "1"),
        ("21.10.2022", "1"),
        ("2022-10-21", "0"),
        ("2022-10-21", "-1"),
        ("2022-10-21", "three"),
        ("2022-10-21", "99999999999"),
    ] {
        assert_eq!(add(date, n), Err(2), "{date} + {n}");
    }
}

#[test]
fn a_year_shows_its_days_off_with_their_sources() {
    let year = tirek(["calendar", "show", "2022", "--json"]).json();
    assert_eq!(year["year"], 2022);
    let works: Vec<&str> = year["work"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["date"].as_str().unwrap())
        .collect();
    assert!(works.contains(&"2022-10-22"), "{works:?}");
    assert!(
        year["off"]
            .as_array()
            .unwrap()
            .iter()
            .all(|day| !day["source"].as_str().unwrap().is_empty())
    );
    assert_eq!(tirek(["calendar", "show", "2050"]).exit, 2);
}

#[test]
fn an_iin_is_judged_by_the_exit_code_with_the_reason() {
    assert_eq!(tirek(["iin", "check", "900214400008"]).exit, 0);
    for (iin, why) in [
        ("900214400009", "control digit"),
        ("90021440000", "12 digits"),
        ("901314400008", "date of birth"),
        ("900214900008", "seventh digit"),
        ("abcdefghijkl", "12 digits"),
        ("-90021440000", "12 digits"),
    ] {
        let answer = tirek(["iin", "check", iin]);
        assert_eq!(answer.exit, 1, "{iin}");
        assert!(answer.out.contains(why), "{iin}: {answer:?}");
    }
}

#[test]
fn annex_5_is_worked_out_for_a_house() {
    let staff = tirek([
        "staffing",
        "--recipients",
        "20",
        "--children",
        "11",
        "--groups",
        "2",
        "--json",
    ])
    .json();
    let positions = staff["positions"].as_array().unwrap();
    assert_eq!(positions.len(), 11);
    assert_eq!(positions[0]["number"], 1);
    assert!(
        positions
            .iter()
            .all(|position| position.get("units").is_some()),
        "{staff}"
    );
    assert_eq!(tirek(["staffing", "--children", "3"]).exit, 2);
}

#[test]
fn what_is_to_be_known_of_the_norms_is_said_in_words() {
    for (lang, recipients, says) in [
        ("en", "20", "both columns"),
        ("ru", "20", "обоих столбцах"),
        ("kk", "51", "50"),
    ] {
        let told = tirek(["staffing", "--recipients", recipients, "--lang", lang]).out;
        let warning = told.lines().find(|line| line.starts_with('!')).unwrap();
        assert!(warning.contains(says), "{warning}");
        assert!(!warning.contains("-columns") && !warning.contains("-fifty"));
    }
}

#[test]
fn a_number_below_zero_is_told_as_a_number_and_not_as_an_option() {
    for arguments in [
        vec!["calendar", "add", "2022-10-21", "-1"],
        vec!["calendar", "show", "-1"],
        vec!["staffing", "--recipients", "-1"],
    ] {
        let answer = tirek(arguments.clone());
        assert_eq!((answer.exit, answer.out.as_str()), (2, ""), "{arguments:?}");
        assert!(answer.trouble.contains("-1"), "{answer:?}");
        assert!(!answer.trouble.contains("unexpected"), "{answer:?}");
    }
}

const TO_THE_PERMIT: &str = r#"{"on": "2022-10-20", "by": "specialist", "act": "application_registered", "consent": true, "rules_acknowledged": true, "warned": true}
{"on": "2022-10-21", "by": "lawyer", "act": "interview_held", "attested": ["place_fit", "room_safe", "room_isolated", "room_bright", "room_warm", "no_other_work", "no_calls", "no_other_conversations"]}
{"on": "2022-10-21", "by": "lawyer", "act": "evaluation_sheet_filled", "outcome": "recognised", "indicators": [3, 9], "signatories": ["organization", "authorized_body"]}
{"on": "2022-10-21", "by": "head", "act": "agreement_concluded", "number": "1", "mode": "round_the_clock"}
"#;

#[test]
fn para_14_a_scenario_is_played_and_a_refusal_is_no_error() {
    let answer = tirek_told(
        ["simulate", "-", "--json", "--as-of", "2022-10-24"],
        TO_THE_PERMIT,
    );
    assert_eq!(answer.exit, 0, "{answer:?}");
    let outcome = answer.json();
    assert_eq!(outcome["stage"], "recognised");
    assert_eq!(outcome["last_day"], json!(null));
    let send = outcome["duties"]
        .as_array()
        .unwrap()
        .iter()
        .find(|duty| duty["what"] == "send_package")
        .unwrap();
    assert_eq!(
        *send,
        json!({
            "paragraph": "14", "what": "send_package", "who": "organization", "from": "2022-10-21",
            "due": "2022-10-22", "done": null, "late": true,
        })
    );
    assert_eq!(outcome["refused"].as_array().unwrap().len(), 1);
    assert_eq!(outcome["refused"][0]["line"], 4);
    assert_eq!(outcome["refused"][0]["paragraph"], "15");
    assert_eq!(outcome["warnings"], json!([]));
}

#[test]
fn a_family_is_an_object_by_file() {
    let scenario = r#"{"file": "A", "on": "2022-10-20", "by": "head", "act": "child_found_alone"}
{"file": "B", "on": "2022-10-20", "by": "head", "act": "child_found_alone"}"#;
    let outcome = tirek_told(["simulate", "-", "--json"], scenario).json();
    assert_eq!(outcome["A"]["stage"], "intake");
    assert_eq!(outcome["B"]["duties"].as_array().unwrap().len(), 2);
}

#[test]
fn a_scenario_that_is_not_understood_names_its_line() {
    let first = TO_THE_PERMIT.lines().next().unwrap();
    for line in [
        r#"{"on": "2022-10-21", "by": "lawyer", "act": "moon_landed"}"#,
        r#"{"on": "2022-10-21", "by": "astronaut", "act": "report_drawn_up"}"#,
        r#"{"on": "2022-10-21", "by": "lawyer", "act": "report_drawn_up", "colour": "blue"}"#,
        r#"{"on": "2022-13-21", "by": "lawyer", "act": "report_drawn_up"}"#,
        "not JSON at all",
    ] {
        let answer = tirek_told(["simulate", "-", "--json"], &format!("{first}\n{line}\n"));
        assert_eq!(answer.exit, 2, "{line}");
        assert!(answer.trouble.contains("line 2"), "{line}: {answer:?}");
        assert_eq!(answer.out, "");
    }
    assert_eq!(tirek(["simulate", "/no/such/scenario.jsonl"]).exit, 2);
}

#[test]
fn every_paragraph_says_what_the_program_does_with_it() {
    let all = tirek(["standard", "--json"]).json();
    let all = all.as_array().unwrap();
    let named: Vec<&str> = all
        .iter()
        .map(|each| each["paragraph"].as_str().unwrap())
        .collect();
    for paragraph in (1..=45).map(|number| number.to_string()).chain([
        "13-1".into(),
        "14-1".into(),
        "annex 8".into(),
    ]) {
        assert!(
            named.contains(&paragraph.as_str()),
            "{paragraph} of {named:?}"
        );
    }
    for each in all {
        assert!(
            ["computed", "recorded", "informative"].contains(&each["status"].as_str().unwrap()),
            "{each}"
        );
    }
    assert_eq!(
        tirek(["standard", "15", "--json"]).json()["paragraph"],
        "15"
    );
    assert_eq!(tirek(["standard", "46"]).exit, 2);
}

#[test]
fn a_form_is_printed_in_each_language() {
    let folder = tempfile::tempdir().unwrap();
    for lang in ["kk", "ru", "en"] {
        let file = folder.path().join(format!("{lang}.pdf"));
        let path = file.to_str().unwrap();
        let answer = tirek(["forms", "2", "--lang", lang, "--blank", "-o", path]);
        assert_eq!(answer.exit, 0, "{answer:?}");
        let pdf = std::fs::read(&file).unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{lang}");
        assert!(pdf.len() > 5_000, "{lang}: {} bytes", pdf.len());
    }
    let filled = folder.path().join("filled.pdf");
    assert_eq!(
        tirek([
            "forms",
            "annex_1",
            "--lang",
            "kk",
            "-o",
            filled.to_str().unwrap()
        ])
        .exit,
        0
    );
    assert_eq!(tirek(["forms", "9", "--lang", "kk", "-o", "x.pdf"]).exit, 2);
    assert_eq!(tirek(["forms", "2", "--lang", "fr", "-o", "x.pdf"]).exit, 2);
}

#[test]
fn a_command_that_is_not_there_is_an_error_of_usage() {
    assert_eq!(tirek(["dance"]).exit, 2);
    assert_eq!(
        tirek(["serve", "--today", "2022-10-21"]).exit,
        2,
        "a day is for demonstrations only"
    );
    assert_eq!(
        tirek(["--version"]).out,
        format!("tirek {}\n", env!("CARGO_PKG_VERSION"))
    );
}
