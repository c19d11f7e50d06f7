//! The file of a scenario: what is understood, and errors that name the line.

use proptest::prelude::*;
use serde_json::{Value, json};
use standard::act::{Act, parse_line};
use standard::simulation::Simulation;

use crate::samples::{all_facts, least_facts};
use crate::scenario::*;

const GOOD: &str = r#"{"on":"2022-10-03","by":"specialist","act":"offence_detected"}"#;

#[track_caller]
fn error(text: &str, line: u32, says: &str) {
    let error = play(text, None).expect_err(text);
    assert_eq!(error.line, line, "{error}");
    assert!(error.reason.contains(says), "{error}");
}

/// The second of three lines is wrong.
#[track_caller]
fn wrong(line: &str, says: &str) {
    error(&format!("{GOOD}\n{line}\n{GOOD}\n"), 2, says);
}

fn line(act: &str, facts: Value) -> String {
    let mut line = json!({"on": "2022-10-03", "by": "specialist", "act": act});
    for (key, value) in facts.as_object().expect("an object") {
        line[key] = value.clone();
    }
    line.to_string()
}

#[test]
fn an_unknown_act_fact_value_or_actor_is_an_error_of_the_line() {
    wrong(&line("agreement_signed", json!({})), "agreement_signed");
    wrong(&line("report_drawn_up", json!({"colour": "red"})), "colour");
    wrong(
        &line(
            "agreement_concluded",
            json!({"number": 1, "mode": "long_term"}),
        ),
        "long_term",
    );
    wrong(&line("room_left", json!({"by": "director"})), "director");
    wrong(&line("service_given", json!({"code": "9.1"})), "9.1");
    wrong(&line("service_given", json!({"code": "1.10"})), "1.10");
    wrong(
        &line("contraindication_found", json!({"kind": "1"})),
        "`kind`",
    );
    wrong(
        &line("transferred_in", json!({"from": "x", "consent": "true"})),
        "`consent`",
    );
    wrong(
        &line(
            "contraindication_found",
            json!({"kind": 1, "referred_to": true}),
        ),
        "`referred_to`",
    );
    wrong(
        &line("child_settled", json!({"child": -1, "how": "admitted"})),
        "`child`: a child is its number",
    );
    wrong(&line("contraindication_found", json!({"kind": 6})), "6");
    wrong(&line("contraindication_found", json!({"kind": 0})), "0");
    wrong(
        &line(
            "needs_assessed",
            json!({"specialists": ["head"], "opinion": "recorded"}),
        ),
        "head",
    );
    wrong(
        &line(
            "needs_assessed",
            json!({"specialists": ["recipient"], "opinion": "recorded"}),
        ),
        "recipient",
    );
    wrong(
        &line("day_visit", json!({"arrived": "9:00", "left": "10:00"})),
        "9:00",
    );
    wrong(
        &line("day_visit", json!({"arrived": "09:00", "left": "24:00"})),
        "24:00",
    );
}

#[test]
fn every_act_refuses_a_fact_that_it_does_not_know() {
    for act in Act::NAMES {
        let mut facts = all_facts(act);
        assert!(parse_line(&line(act, facts.clone())).is_ok(), "{facts}");
        facts["moon"] = json!("full");
        wrong(&line(act, facts), "moon");
    }
}

#[test]
fn every_demanded_fact_is_demanded() {
    for act in Act::NAMES.iter().filter(|act| **act != "permit_declined") {
        let facts = least_facts(act);
        for fact in facts
            .as_object()
            .expect("an object")
            .keys()
            .filter(|fact| *fact != "act")
        {
            let mut without = facts.clone();
            without.as_object_mut().expect("an object").remove(fact);
            wrong(&line(act, without), fact);
        }
        assert!(parse_line(&line(act, facts)).is_ok(), "{act}");
    }
}

#[test]
fn every_fact_refuses_a_value_of_another_type() {
    for act in Act::NAMES {
        let facts = all_facts(act);
        for fact in facts
            .as_object()
            .expect("an object")
            .keys()
            .filter(|fact| *fact != "act")
        {
            let mut other = facts.clone();
            other[fact] = json!({"a": {"b": []}});
            let error = play(&line(act, other), None).expect_err(fact);
            assert_eq!(error.line, 1);
        }
    }
}

#[test]
fn what_is_missing_twice_or_no_object_is_an_error_of_the_line() {
    wrong(r#"{"by":"head","act":"room_left"}"#, "`on`");
    wrong(r#"{"on":"2022-10-03","act":"room_left"}"#, "`by`");
    wrong(r#"{"on":"2022-10-03","by":"head"}"#, "`act`");
    wrong(
        r#"{"on":"2022-10-03","by":"head","act":"room_left","act":"closed"}"#,
        "`act` stands twice",
    );
    wrong(
        r#"{"on":"2022-10-03","on":"2022-10-04","by":"head","act":"room_left"}"#,
        "`on` stands twice",
    );
    wrong(
        r#"{"on":"2022-10-03","by":"head","act":"police_notified","identity":true,"identity":false}"#,
        "twice",
    );
    wrong(
        r#"{"on":"2022-10-03","by":"head","act":"plan_drawn_up","from":"2022-10-03","to":"2022-10-03","items":[{"code":"1.1","code":"1.2","responsible":"nurse"}]}"#,
        "`code` stands twice",
    );
    wrong(r#"[{"on":"2022-10-03"}]"#, "object");
    wrong("null", "object");
    wrong("\"text\"", "object");
    wrong(
        r#"{"on":"2022-10-03","by":"head","act":"room_left"} x"#,
        "trailing",
    );
    wrong(r#"{"on":"2022-10-03","by":"head","act":"room_left"#, "EOF");
    wrong("\0", "line");
    wrong(
        "{\"on\":\"2022-10-03\",\"by\":\"head\",\"act\":\"room_left\"\0}",
        "line",
    );
}

#[test]
fn dates_are_written_in_one_way_and_exist() {
    for day in [
        "2022-02-29",
        "2023-04-31",
        "2022-13-01",
        "2022-00-10",
        "0000-00-00",
    ] {
        wrong(
            &format!(r#"{{"on":"{day}","by":"head","act":"room_left"}}"#),
            day,
        );
    }
    for day in [
        "03.10.2022",
        "2022-10-3",
        "20221003",
        "2022-10-03T00:00",
        " 2022-10-03",
        "+002022-10-03",
        "2022-W40-1",
    ] {
        wrong(
            &format!(r#"{{"on":"{day}","by":"head","act":"room_left"}}"#),
            "YYYY-MM-DD",
        );
    }
    wrong(
        r#"{"on":20221003,"by":"head","act":"room_left"}"#,
        "YYYY-MM-DD",
    );
    wrong(
        &line(
            "agreement_extended",
            json!({"ground": "criminal_case", "until": "2023-02-30"}),
        ),
        "2023-02-30",
    );
    assert!(play(r#"{"on":"2024-02-29","by":"head","act":"room_left"}"#, None).is_ok());
}

#[test]
fn an_act_after_the_day_of_judgement_is_an_error() {
    let text = format!("{GOOD}\n{GOOD}\n");
    assert!(play(&text, Some("2022-10-03")).is_ok());
    let error = play(&text, Some("2022-10-02")).expect_err("a day later");
    assert_eq!(error.line, 1);
    assert!(error.reason.contains("2022-10-03"), "{error}");
}

#[test]
fn without_a_day_of_judgement_the_last_lines_day_is_it() {
    let late = applied("2022-10-03")
        .plain("2022-10-05", "offence_detected")
        .play();
    assert!(late.duty("identify").late);
    let back_dated = applied("2022-10-03")
        .plain("2022-10-05", "offence_detected")
        .plain("2022-10-04", "offence_detected");
    assert!(!back_dated.play().duty("identify").late);
}

#[test]
fn files_are_named_on_all_lines_or_on_none() {
    let with = r#"{"file":"A","on":"2022-10-03","by":"head","act":"offence_detected"}"#;
    error(&format!("{with}\n{GOOD}\n{with}\n"), 2, "`file`");
    error(&format!("{GOOD}\n{with}\n"), 1, "`file`");
    wrong(
        r#"{"file":["A"],"on":"2022-10-03","by":"head","act":"offence_detected"}"#,
        "`file`",
    );
    let other = with.replace("\"A\"", "2");
    match play(&format!("{with}\n{other}\n"), None).expect("two files") {
        Simulation::Several(files) => assert_eq!(files.keys().collect::<Vec<_>>(), ["2", "A"]),
        Simulation::One(_) => panic!("two files"),
    }
    assert!(matches!(play(with, None), Ok(Simulation::One(_))));
}

#[test]
fn empty_lines_count_and_an_empty_file_is_understood() {
    error(&format!("\n{GOOD}\r\n\n  \nno\n"), 5, "");
    let played = play("\n\n", None).expect("nothing is something");
    let json = serde_json::to_value(played).expect("JSON");
    assert_eq!(
        json,
        json!({"stage": "intake", "last_day": null, "duties": [], "refused": [], "warnings": []})
    );
}

#[test]
fn the_answer_has_the_shape_that_was_promised() {
    let json = serde_json::to_value(requested("2022-10-21").play().0).expect("JSON");
    let keys = |value: &Value| -> Vec<String> {
        let mut keys: Vec<String> = value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect();
        keys.sort();
        keys
    };
    assert_eq!(
        keys(&json),
        ["duties", "last_day", "refused", "stage", "warnings"]
    );
    assert_eq!(
        keys(&json["duties"][0]),
        ["done", "due", "from", "late", "paragraph", "what", "who"]
    );
    let permit = json["duties"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|duty| duty["what"] == "issue_permit");
    assert_eq!(
        permit.expect("it is owed"),
        &json!({"paragraph": "15", "what": "issue_permit", "who": "authorized_body", "from": "2022-10-21", "due": "2022-10-27", "done": null, "late": false})
    );
    let refused =
        serde_json::to_value(applied("2022-10-21").agreement("2022-10-21").play().0).expect("JSON");
    assert_eq!(
        keys(&refused["refused"][0]),
        ["line", "paragraph", "reason"]
    );
}

#[test]
fn strange_but_honest_text_is_kept() {
    for text in [
        "🕊".repeat(3000),
        "\u{202e}abc".to_owned(),
        "a\u{0}b".to_owned(),
        "Ә".repeat(10_000),
    ] {
        let facts = json!({"scope": text, "to": "x"});
        Scenario::default()
            .line("2022-10-03", "head", "consent_given", facts.clone())
            .line(
                "2022-10-03",
                "head",
                "consent_withdrawn",
                json!({"scope": facts["scope"]}),
            )
            .accepted();
    }
}

#[test]
fn a_year_without_a_calendar_gives_no_day_and_says_so() {
    let played = applied("2031-05-05").accepted().play();
    let duty = played.duty("identify");
    assert_eq!((duty.due, duty.late), (None, false));
    assert!(played.warnings()[0].reason.contains("2031"));
    let edge = applied("2027-12-31").accepted().play();
    assert_eq!(edge.duty("identify").due, None);
}

#[test]
fn the_ends_of_time_do_no_harm() {
    for on in ["-009999-01-01", "9999-12-31", "0001-01-01"] {
        let text = agreed("2022-10-03").text().replace("2022-10-03", on);
        let _ = play(&text, None);
    }
    let last = agreed("9999-12-30").accepted().play();
    assert_eq!(last.0.last_day, Some(jiff::civil::Date::MAX));
}

#[test]
fn every_act_with_all_its_facts_is_written_and_read_back_the_same() {
    for act in Act::NAMES {
        let parsed = parse_line(&line(act, all_facts(act))).expect(act);
        assert_eq!(parsed.act.name(), *act);
        let mut written = serde_json::to_value(&parsed.act).expect("JSON");
        written["on"] = json!("2022-10-03");
        written["by"] = json!("specialist");
        assert_eq!(parse_line(&written.to_string()).expect(act), parsed);
    }
}

/// A line of some act with something done to it.
fn mutated() -> impl Strategy<Value = String> {
    let act = prop::sample::select(Act::NAMES);
    (
        act,
        any::<bool>(),
        any::<prop::sample::Index>(),
        any::<u8>(),
        "\\PC{0,8}",
    )
        .prop_map(|(act, all, at, how, text)| {
            let facts = if all {
                all_facts(act)
            } else {
                least_facts(act)
            };
            let whole = line(act, facts);
            let at = at.index(whole.len() + 1);
            let at = (0..=at)
                .rev()
                .find(|at| whole.is_char_boundary(*at))
                .expect("the beginning");
            let (head, tail) = whole.split_at(at);
            match how % 5 {
                0 => whole,
                1 => format!("{head}{text}{tail}"),
                2 => head.to_owned(),
                3 => format!("{head}{}", tail.chars().skip(1).collect::<String>()),
                _ => format!("{head}{text}{}", tail.chars().skip(1).collect::<String>()),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_text_makes_the_reader_panic(text in "(?s).{0,200}") {
        let _ = play(&text, None);
    }

    #[test]
    fn no_changed_line_makes_the_reader_panic(lines in prop::collection::vec(mutated(), 1..6)) {
        let text = lines.join("\n");
        if let Err(error) = play(&text, None) {
            let lines = u32::try_from(text.lines().count()).expect("few");
            prop_assert!((1..=lines).contains(&error.line));
        }
    }
}
