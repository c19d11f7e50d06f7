//! Random scenarios, answered by `simulate` and by a model of the acts that was written in another language from the tables
//! of acts alone: stages, last days, duties with their days, refusals with their paragraphs and warnings must be the same.

use std::path::Path;
use std::process::Command;
use std::{env, str};

use serde_json::{Map, Value, json};

use crate::scenario::play;

/// Names a Python in which `holidays` can be imported.
const PYTHON: &str = "TIREK_HOLIDAYS_PYTHON";

/// How many scenarios to play instead of the few hundred of every run: for a long night.
const HOW_MANY: &str = "TIREK_SCENARIOS";

#[test]
fn every_random_scenario_is_answered_as_the_independent_model_answers_it() {
    let count = env::var(HOW_MANY).unwrap_or_else(|_| "300".to_owned());
    let scenarios = scenarios(&count);
    assert_eq!(scenarios.len().to_string(), count);
    let mut refused = 0;
    for scenario in &scenarios {
        let lines = scenario["lines"].as_array().expect("lines");
        let text: Vec<String> = lines.iter().map(Value::to_string).collect();
        let as_of = scenario["as_of"].as_str().expect("a date");
        let played = play(&text.join("\n"), Some(as_of)).expect("the scenario is understood");
        let ours = comparable(by_file(
            serde_json::to_value(played).expect("JSON"),
            &lines[0],
        ));
        let theirs = comparable(scenario["answer"].clone());
        assert!(
            ours == theirs,
            "scenario {}, judged on {as_of}:\n{}\n{}",
            scenario["seed"],
            text.join("\n"),
            differences(&ours, &theirs),
        );
        refused += theirs.to_string().matches(r#""line""#).count();
    }
    assert!(
        refused > scenarios.len(),
        "the scenarios try nothing that is refused"
    );
}

fn scenarios(count: &str) -> Vec<Value> {
    let python = env::var(PYTHON).unwrap_or_else(|_| {
        panic!(
            "{PYTHON} is not set: it names a Python in which the package `holidays` can be imported"
        )
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent/scenarios.py");
    let answer = Command::new(&python)
        .arg("-B")
        .arg(script)
        .args(["0", count])
        .output()
        .unwrap_or_else(|error| panic!("{PYTHON} names {python}, which does not start: {error}"));
    assert!(
        answer.status.success(),
        "the model failed:\n{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    str::from_utf8(&answer.stdout)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// A scenario of one file answers without its name.
fn by_file(answer: Value, first_line: &Value) -> Value {
    if answer["stage"].is_string() {
        let name = first_line["file"].as_str().unwrap_or_default();
        json!({ name: answer })
    } else {
        answer
    }
}

/// Without the words of reasons, and without the order of what stands in lists.
fn comparable(answer: Value) -> Value {
    let Value::Object(mut files) = answer else {
        panic!("an object by file")
    };
    for file in files.values_mut() {
        for list in ["duties", "refused", "warnings"] {
            let entries = file[list].as_array_mut().expect("a list");
            for entry in entries.iter_mut() {
                entry.as_object_mut().map(|entry| entry.remove("reason"));
            }
            entries.sort_by_key(Value::to_string);
        }
    }
    Value::Object(files)
}

fn differences(ours: &Value, theirs: &Value) -> String {
    let mut said = String::new();
    let none = Map::new();
    let files = |answer: &Value| answer.as_object().unwrap_or(&none).clone();
    for (name, file) in files(ours) {
        for (what, value) in file.as_object().unwrap_or(&none) {
            let other = &theirs[&name][what];
            if value != other {
                said += &format!("{name} {what}: the program {value}\n  and the model {other}\n");
            }
        }
    }
    said
}
