//! Whole cases from the plain to the strange: what `tirek simulate --json` answers was read against the tables of acts, and is
//! held. The days are counted once more by a script in another language.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;
use standard::act::{Act, parse_line};
use standard::case::Stage;
use standard::duty::What;

use crate::approved::assert_approved;
use crate::scenario::play;

/// Names a Python in which `holidays` can be imported.
const PYTHON: &str = "TIREK_HOLIDAYS_PYTHON";

/// The folder of the corpus.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// Every case: its name and its text, in order.
pub fn cases() -> Vec<(String, String)> {
    let mut cases: Vec<_> = fs::read_dir(folder())
        .expect("the corpus")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .map(|path| {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(&path).expect("text"))
        })
        .collect();
    cases.sort();
    cases
}

/// The answer to a case, a duty and a remark on a line each.
fn answer(text: &str) -> String {
    let played = play(text, None).expect("a case of the corpus is understood");
    let mut written = String::new();
    write(
        &serde_json::to_value(played).expect("JSON"),
        0,
        &mut written,
    );
    written.push('\n');
    written
}

fn write(value: &Value, indent: usize, to: &mut String) {
    let inner = "  ".repeat(indent + 1);
    match value {
        Value::Object(fields)
            if fields
                .values()
                .any(|field| field.is_array() || field.is_object()) =>
        {
            to.push_str("{\n");
            for (number, (name, field)) in fields.iter().enumerate() {
                to.push_str(&format!("{inner}\"{name}\": "));
                write(field, indent + 1, to);
                to.push_str(if number + 1 < fields.len() {
                    ",\n"
                } else {
                    "\n"
                });
            }
            to.push_str(&format!("{}}}", "  ".repeat(indent)));
        }
        Value::Array(elements) if !elements.is_empty() => {
            to.push_str("[\n");
            for (number, element) in elements.iter().enumerate() {
                to.push_str(&format!("{inner}{element}"));
                to.push_str(if number + 1 < elements.len() {
                    ",\n"
                } else {
                    "\n"
                });
            }
            to.push_str(&format!("{}]", "  ".repeat(indent)));
        }
        other => to.push_str(&other.to_string()),
    }
}

#[test]
fn every_case_of_the_corpus_answers_as_it_was_approved() {
    let cases = cases();
    assert!(cases.len() >= 70, "only {} cases", cases.len());
    for (name, text) in cases {
        assert_approved(
            &folder().join(format!("{name}.approved.json")),
            &answer(&text),
        );
    }
}

#[test]
fn every_approved_answer_has_its_case() {
    let names: BTreeSet<String> = cases().into_iter().map(|(name, _)| name).collect();
    for file in fs::read_dir(folder()).expect("the corpus") {
        let file = file
            .expect("a file")
            .file_name()
            .to_string_lossy()
            .into_owned();
        let name = file
            .strip_suffix(".jsonl")
            .or(file.strip_suffix(".approved.json"));
        assert!(
            name.is_some_and(|name| names.contains(name)),
            "{file} is of no case"
        );
    }
}

#[test]
fn the_corpus_comes_by_every_act_every_duty_and_every_stage() {
    let mut acts = BTreeSet::new();
    let (mut duties, mut stages) = (BTreeSet::new(), BTreeSet::new());
    for (name, text) in cases() {
        // The stage after each line, not only at the end.
        let lines: Vec<&str> = text.lines().collect();
        for end in 1..=lines.len() {
            acts.insert(parse_line(lines[end - 1]).expect("a line").act.name());
            let played = play(&lines[..end].join("\n"), None).expect(&name);
            let json = serde_json::to_value(played).expect("JSON");
            for file in files(&json) {
                stages.insert(file["stage"].as_str().expect("a stage").to_owned());
                let all = file["duties"].as_array().expect("duties").iter();
                duties.extend(all.map(|duty| duty["what"].as_str().expect("a duty").to_owned()));
            }
        }
    }
    let unseen: Vec<_> = Act::NAMES
        .iter()
        .filter(|act| !acts.contains(**act))
        .collect();
    assert!(unseen.is_empty(), "acts: {unseen:?}");
    let unseen: Vec<_> = What::ALL
        .iter()
        .filter(|what| !duties.contains(what.name()))
        .collect();
    assert!(unseen.is_empty(), "duties: {unseen:?}");
    let unseen: Vec<_> = Stage::ALL
        .iter()
        .filter(|stage| !stages.contains(stage.name()))
        .collect();
    assert!(unseen.is_empty(), "stages: {unseen:?}");
}

/// What may be chosen in an act, by the fact in which it is chosen.
const CHOICES: &[(&str, &[&str])] = &[
    (
        "category",
        &["permanent_resident", "stateless", "other_foreigner"],
    ),
    ("route", &["authorized_body", "internal_affairs"]),
    ("outcome", &["recognised", "not_recognised"]),
    ("channel", &["in_system", "paper"]),
    ("mode", &["day", "round_the_clock"]),
    ("funding", &["other"]),
    (
        "how",
        &[
            "admitted",
            "other_representative",
            "guardianship",
            "leaves_with_representative",
            "stays",
        ],
    ),
    ("reported_to_police", &["yes", "no", "refused"]),
    ("opinion", &["recorded", "declined", "missing"]),
    (
        "decision",
        &["continue", "adjust", "complete_early", "refer"],
    ),
    (
        "ground",
        &[
            "criminal_case",
            "hospital_treatment",
            "written_application",
            "agreement_ended",
            "terms_fulfilled_early",
            "plan_done_early",
            "contraindication",
            "violations",
            "absence",
            "breach",
            "transfer",
        ],
    ),
    (
        "reason",
        &[
            "detention",
            "healthcare",
            "crime_against_recipient",
            "other",
        ],
    ),
    ("resocialised", &["yes", "partly", "no"]),
];

#[test]
fn the_corpus_comes_by_every_choice_of_every_fact() {
    let mut chosen = BTreeSet::new();
    for (name, text) in cases() {
        for line in text.lines() {
            let line: Value = serde_json::from_str(line).expect(&name);
            let facts = line.as_object().expect("an object");
            chosen.extend(
                facts
                    .iter()
                    .filter_map(|(fact, value)| Some((fact.clone(), value.as_str()?.to_owned()))),
            );
        }
    }
    for (fact, choices) in CHOICES {
        for choice in *choices {
            let pair = ((*fact).to_owned(), (*choice).to_owned());
            assert!(chosen.contains(&pair), "nobody chooses {fact}: {choice}");
        }
    }
}

/// The refusals that no whole case runs into: each is of a single page, or cannot be met in a file that `simulate` reads.
const NOT_IN_THE_CORPUS: &[&str] = &[];

#[test]
fn the_corpus_is_refused_by_most_paragraphs_that_refuse() {
    let mut met = BTreeSet::new();
    for (_, text) in cases() {
        let json = serde_json::to_value(play(&text, None).expect("understood")).expect("JSON");
        for file in files(&json) {
            let refused = file["refused"].as_array().expect("refusals").iter();
            met.extend(
                refused.map(|each| each["paragraph"].as_str().expect("a paragraph").to_owned()),
            );
        }
    }
    let refusing: BTreeSet<&str> = standard::refusal::Reason::ALL
        .iter()
        .map(|reason| reason.paragraph())
        .filter(|id| !id.is_empty())
        .collect();
    let unmet: Vec<_> = refusing
        .iter()
        .filter(|id| !met.contains(**id) && !NOT_IN_THE_CORPUS.contains(id))
        .collect();
    assert!(unmet.is_empty(), "no case is refused by {unmet:?}");
}

/// The files of an answer.
pub fn files(answer: &Value) -> Vec<&Value> {
    match answer.get("stage") {
        Some(Value::String(_)) => vec![answer],
        _ => answer.as_object().expect("files").values().collect(),
    }
}

#[test]
fn an_independent_script_counts_the_same_days() {
    let python = env::var(PYTHON).unwrap_or_else(|_| {
        panic!(
            "{PYTHON} is not set: it names a Python in which the package `holidays` can be imported"
        )
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus_deadlines.py");
    let answer = Command::new(&python)
        .arg(script)
        .arg(folder())
        .output()
        .unwrap_or_else(|error| panic!("{PYTHON} names {python}, which does not start: {error}"));
    let said = String::from_utf8_lossy(&answer.stdout);
    assert!(
        answer.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let counted: usize = said
        .trim()
        .rsplit(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .expect("a number at the end");
    assert!(counted >= 300, "only {counted} days were counted");
}
