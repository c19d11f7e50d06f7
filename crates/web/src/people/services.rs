//! The plan and the services of a file: what is planned, who answers for it, what was given.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use standard::{act::Act, catalogue::ServiceCode, lang::Lang};
use store::{OpenError, OpenFile};

use crate::{
    Web,
    form::view::value_words,
    frame::{Frame, page},
    services::service::service_name,
    session::{SignedIn, broken},
    trouble::Trouble,
};

/// A service: planned, given, or both.
struct Row {
    code: String,
    name: String,
    responsible: String,
    given: u32,
    last: String,
}

#[derive(Template)]
#[template(path = "services.html")]
struct ServicesPage {
    frame: Frame,
    code: String,
    address: String,
    period: String,
    draft: String,
    planned: Vec<Row>,
    other: Vec<Row>,
    may_adjust: bool,
}

/// `GET /people/{code}/services`
pub async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match web.store.open_file(&session, &code).await {
        Ok(file) => page(&services_page(frame, &file)),
        Err(OpenError::NotFound) => Trouble::NotFound.into_response(),
        Err(OpenError::Store(error)) => broken(&error).into_response(),
    }
}

/// How often each service was given, and when last.
fn given(file: &OpenFile) -> BTreeMap<ServiceCode, (u32, Date)> {
    let mut given = BTreeMap::new();
    for entry in file.journal.counted() {
        if let Act::ServiceGiven(facts) = &entry.act {
            let (times, last) = given.entry(facts.code).or_insert((0, entry.on));
            *times += facts.quantity.number();
            *last = entry.on;
        }
    }
    given
}

fn services_page(frame: Frame, file: &OpenFile) -> ServicesPage {
    let words = frame.words;
    let case = file.journal.case();
    let mut given = given(file);
    let row = |code: ServiceCode, responsible: String, given: Option<(u32, Date)>| Row {
        code: code.to_string(),
        name: service_name(words, code),
        responsible,
        given: given.map_or(0, |(times, _)| times),
        last: given
            .map(|(_, last)| words.figures(last))
            .unwrap_or_default(),
    };
    let plan = case.plan();
    let items = plan.map(|plan| plan.items.as_slice()).unwrap_or_default();
    let planned = items
        .iter()
        .map(|item| {
            let responsible = value_words(words, "specialists", item.responsible.actor().name());
            row(item.code, responsible, given.remove(&item.code))
        })
        .collect();
    let other = given
        .into_iter()
        .map(|(code, times)| row(code, String::new(), Some(times)))
        .collect();
    let between = |from: Date, to: Date| format!("{} – {}", words.figures(from), words.figures(to));
    ServicesPage {
        period: plan
            .map(|plan| words.with_text("services-period", "period", &between(plan.from, plan.to)))
            .unwrap_or_default(),
        draft: case
            .draft
            .as_ref()
            .map(|draft| {
                words.with_text("services-draft", "period", &between(draft.from, draft.to))
            })
            .unwrap_or_default(),
        planned,
        other,
        may_adjust: plan.is_some() && !case.has_ended(),
        code: file.code.clone(),
        address: file.address.clone(),
        frame,
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/people/k3f9x2mp/services");
    let empty = crate::people::file::sample_file();
    let mut file = crate::people::file::sample_file();
    let lines = [
        r#"{"on":"2022-10-20","by":"specialist","act":"plan_drawn_up","from":"2022-10-20","to":"2023-04-17","items":[{"code":"3.4","responsible":"psychologist"}]}"#,
        r#"{"on":"2022-10-20","by":"head","act":"plan_approved"}"#,
        r#"{"on":"2022-10-21","by":"psychologist","act":"service_given","code":"3.4","quantity":2}"#,
        r#"{"on":"2022-10-21","by":"psychologist","act":"service_given","code":"1.6"}"#,
    ];
    for (seq, line) in (12..).zip(lines) {
        let Ok(line) = standard::act::parse_line(line) else {
            continue;
        };
        file.journal.record(standard::act::Entry {
            seq,
            on: line.on,
            by: line.by,
            act: line.act,
        });
    }
    [empty, file]
        .iter()
        .map(|file| services_page(frame(), file).render().unwrap_or_default())
        .collect()
}
