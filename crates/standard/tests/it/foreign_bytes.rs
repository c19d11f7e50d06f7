//! Acts as JSON and calendars as TOML come from outside: valid samples, changed a little, are read as what they say or refused.

use std::fs;
use std::path::Path;

use assurance::{Dice, mutated};
use serde_json::{Map, Value, json};
use standard::act::{Act, Entry, parse_line};
use standard::calendar::{Year, embedded_text};

use crate::corpus::cases;
use crate::scenario::play;

/// The lines of the corpus, each an act as a program sends it.
fn lines() -> Vec<String> {
    let cases = cases();
    let lines = cases.iter().flat_map(|(_, text)| text.lines());
    let lines: Vec<String> = lines
        .filter(|line| line.starts_with('{'))
        .map(str::to_owned)
        .collect();
    assert!(lines.len() > 300);
    lines
}

/// A value that does not belong there.
fn odd(dice: &mut Dice) -> Value {
    match dice.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(0.5),
        5 => json!(""),
        6 => json!("\0"),
        7 => json!("ы".repeat(1 + dice.below(3000))),
        8 => json!("9999-12-31"),
        9 => json!("2022-02-30"),
        10 => json!([[], {}, null]),
        _ => json!({"act": "closed", "on": {"on": 1}}),
    }
}

/// The same JSON with a fact exchanged, taken out, put in from another line, or put a level deeper.
fn rearranged(dice: &mut Dice, line: &str, other: &str) -> String {
    let mut value: Value = serde_json::from_str(line).unwrap();
    let other: Value = serde_json::from_str(other).unwrap();
    for _ in 0..=dice.below(2) {
        let facts = value.as_object_mut().unwrap();
        let names: Vec<String> = facts.keys().cloned().collect();
        if names.is_empty() {
            break;
        }
        let name = &names[dice.below(names.len())];
        match dice.below(6) {
            0 => {
                facts.remove(name);
            }
            1 => {
                facts.insert(name.clone(), odd(dice));
            }
            2 => {
                let theirs: Vec<_> = other.as_object().unwrap().iter().collect();
                let (name, value) = theirs[dice.below(theirs.len())];
                facts.insert(name.clone(), value.clone());
            }
            3 => {
                let inner = facts.remove(name).unwrap();
                facts.insert(name.clone(), Value::Array(vec![inner.clone(), inner]));
            }
            4 => {
                let inner = facts.remove(name).unwrap();
                let deeper = Map::from_iter([(name.clone(), inner)]);
                facts.insert(name.clone(), Value::Object(deeper));
            }
            _ => {
                let of_other = other.get(name).cloned().unwrap_or_else(|| odd(dice));
                facts.insert(name.clone(), of_other);
            }
        }
    }
    value.to_string()
}

#[test]
fn long_changed_acts_are_read_as_what_they_say_or_refused() {
    let check = assurance::long(
        "changed acts are read as what they say, or refused",
        "lines of JSON",
        2_000_000,
    );
    let lines = lines();
    let all: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
    let (mut tried, mut taken) = (0, 0);
    while tried < check.size() {
        let mut dice = Dice::new((check.seed() << 32) + tried);
        let line = &lines[dice.below(lines.len())];
        let changed = if dice.below(2) == 0 {
            let other = &lines[dice.below(lines.len())];
            rearranged(&mut dice, line, other)
        } else {
            let bytes = mutated(&mut dice, line.as_bytes(), &all);
            String::from_utf8_lossy(&bytes).into_owned()
        };
        tried += 1;
        let Ok(line) = parse_line(&changed) else {
            continue;
        };
        taken += 1;
        // What was taken is written again with every fact that was sent, and read again as the same act.
        let sent: Value = serde_json::from_str(&changed).unwrap();
        let written = serde_json::to_value(&line.act).unwrap();
        for (fact, value) in sent.as_object().unwrap() {
            let is_no_fact = ["on", "by", "file"].contains(&fact.as_str());
            let says_nothing = matches!(value, Value::Null | Value::Bool(false))
                || value.as_array().is_some_and(Vec::is_empty);
            assert!(
                is_no_fact || says_nothing || written.get(fact).is_some(),
                "{fact} of {changed} was forgotten: {written}"
            );
        }
        assert_eq!(serde_json::from_value::<Act>(written).unwrap(), line.act);
        // Played, nothing panics. A line of a scenario has no line break, which JSON allows between its parts.
        let played = play(&changed.replace(['\n', '\r'], " "), None);
        assert!(played.is_ok(), "{changed}: {played:?}");
    }
    assert!(
        taken > tried / 50,
        "{taken} of {tried} were taken: too few to show anything"
    );
    check.held(tried);
}

#[test]
fn long_changed_stored_entries_and_calendars_never_break_their_readers() {
    let check = assurance::long(
        "changed entries and calendars never break their readers",
        "texts",
        1_000_000,
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journal_corpus");
    let mut entries: Vec<Vec<u8>> = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let of_file: Vec<Value> = serde_json::from_str(&text).unwrap();
        entries.extend(of_file.iter().map(|entry| entry.to_string().into_bytes()));
    }
    entries.sort();
    let calendars: Vec<Vec<u8>> = [2022, 2026]
        .map(|year| embedded_text(year).unwrap().as_bytes().to_vec())
        .into();
    let of = |these: &[Vec<u8>], dice: &mut Dice| -> Vec<u8> {
        let all: Vec<&[u8]> = these.iter().map(Vec::as_slice).collect();
        let sample = all[dice.below(all.len())];
        mutated(dice, sample, &all)
    };
    let mut tried = 0;
    while tried < check.size() {
        let mut dice = Dice::new((check.seed() << 32) + tried);
        tried += 1;
        if tried % 20 == 0 {
            let text = String::from_utf8_lossy(&of(&calendars, &mut dice)).into_owned();
            if let Ok(year) = Year::from_toml(&text) {
                assert!((235..=255).contains(&year.working_days()), "{text}");
            }
            continue;
        }
        let changed = of(&entries, &mut dice);
        if let Ok(entry) = serde_json::from_slice::<Entry>(&changed) {
            let again = serde_json::to_value(&entry).unwrap();
            assert_eq!(serde_json::from_value::<Entry>(again).unwrap(), entry);
        }
    }
    check.held(tried);
}
