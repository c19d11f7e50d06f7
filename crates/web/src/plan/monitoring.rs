//! Paragraphs 30, 31 and 35, Annex 7: the monitoring journal and the results of each specialist.

use serde_json::{Value, json};
use standard::annex::FormKind;

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Read, Section, read::put},
    services::service::{kinds, specialists},
};

const CHANGES: &[&str] = &["state", "faculties", "adaptation"];

const ROWS: &[Field] = &[
    Field::pick("service_kind", kinds).needed(),
    Field::many("present", CHANGES).place("/present"),
    Field::many("absent", CHANGES).place("/absent"),
    Field::line("present_note").place("/present_note"),
    Field::pick("row_decision", decisions).place("/decision"),
    Field::line("row_responsible").place("/responsible"),
];

fn decisions(words: crate::words::Words) -> Vec<crate::form::Group> {
    let choices = ["continue", "adjust", "complete_early", "refer"]
        .into_iter()
        .map(|name| {
            (
                name.to_owned(),
                crate::form::view::value_words(words, "decision", name),
            )
        })
        .collect();
    vec![crate::form::Group {
        label: String::new(),
        choices,
    }]
}

/// `monitoring_recorded`
pub const MONITORING: ActPage = ActPage::new("monitoring_recorded", "31")
    .asks(&[
        Section::new(
            "recipient",
            &[
                Field::name_part("surname")
                    .place("/recipient/surname")
                    .hinted(),
                Field::name_part("first_name").place("/recipient/first_name"),
                Field::name_part("patronymic").place("/recipient/patronymic"),
                Field::birth("born").needed().place("/born"),
            ],
        ),
        Section::new(
            "plan-period",
            &[
                Field::day("plan_from").needed().place("/plan_from"),
                Field::day("plan_to").needed().place("/plan_to"),
                Field::day("observed_from").needed().place("/observed_from"),
                Field::day("observed_to")
                    .needed()
                    .place("/observed_to")
                    .today(),
            ],
        ),
        Section::new(
            "monitoring-rows",
            &[Field::rows("rows", ROWS).needed().place("/rows").hinted()],
        ),
        Section::new(
            "decision",
            &[
                Field::one_of(
                    "decision",
                    &["continue", "adjust", "complete_early", "refer"],
                )
                .needed()
                .fact("decision")
                .first("continue"),
                Field::mark("closing").fact("closing"),
                Field::mark("authorised").fact("authorised"),
            ],
        ),
        Section::new(
            "signatories",
            &[
                Field::line("specialist_name")
                    .needed()
                    .place("/specialist/name"),
                Field::line("position").place("/specialist/position"),
                Field::signed("specialist_signed").place("/specialist/signature"),
            ],
        ),
    ])
    .form(FormKind::Annex7)
    .checked()
    .complete(complete)
    .tried_with(&[r#"{"decision":"continue","authorised":true}"#]);

fn complete(read: &mut Read, answers: &Answers, about: &About) {
    put(&mut read.annex, "/specialist/on", json!(about.on));
    let who = read.annex["specialist"]["name"].clone();
    let decision = read.facts.get("decision").cloned().unwrap_or(Value::Null);
    let kinds: Vec<u64> = (0..answers.rows("rows"))
        .filter_map(|row| {
            answers
                .get(&format!("rows.{row}.service_kind"))
                .parse()
                .ok()
        })
        .collect();
    let Some(rows) = read.annex["rows"].as_array_mut() else {
        return;
    };
    for (row, kind) in rows.iter_mut().zip(kinds) {
        row["number"] = json!(kind);
        row["on"] = json!(about.on);
        if row["decision"].is_null() {
            row["decision"] = decision.clone();
        }
        if row["responsible"].is_null() && who.is_string() {
            row["responsible"] = who.clone();
        }
    }
}

/// `results_recorded`
pub const RESULTS: ActPage = ActPage::new("results_recorded", "35")
    .asks(&[Section::new(
        "",
        &[
            Field::pick("results_of", specialists)
                .needed()
                .fact("specialist"),
            Field::number("quarter", 1, 4).fact("quarter").hinted(),
        ],
    )])
    .tried_with(&[r#"{"specialist":"specialist"}"#]);
