//! The plan and the services of a file: what is planned, who answers for it, what was given, how the plan was revised, and
//! what monitoring found (paragraphs 29–32, 35, 40; Annexes 6 and 7).

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use serde_json::Value;
use standard::{
    act::{Act, PlanItem},
    annex::FormKind,
    catalogue::ServiceCode,
    chapter_5_plan::para_32_adjustment::{Comparison, PlanHistory, Revision, compare, plans},
    duty::What,
    journal::WarningReason,
    lang::Lang,
};
use store::{OpenError, OpenFile, Session};

use crate::{
    Web,
    form::view::value_words,
    frame::{Frame, page},
    sentence::DutyView,
    services::service::service_name,
    session::{SignedIn, broken},
    trouble::Trouble,
    words::{Words, arguments},
};

/// A service: planned, given, or both.
struct Row {
    code: String,
    name: String,
    /// The measure in the plan's own words.
    measure: String,
    volume: String,
    responsible: String,
    given: u32,
    last: String,
    /// Given outside the approved plan.
    unplanned: bool,
}

/// A plan and what it became.
struct PlanView {
    period: String,
    revisions: Vec<RevisionView>,
}

struct RevisionView {
    line: String,
    seq: u32,
    added: Vec<String>,
    dropped: Vec<String>,
    reassigned: Vec<String>,
    /// The services stayed the same.
    same: bool,
}

/// A monitoring entry.
struct MonitoringView {
    day: String,
    seq: u32,
    decision: String,
    closing: bool,
    document: String,
    rows: Vec<ChangeRow>,
}

/// A row of Annex 7: the three groups of changes.
struct ChangeRow {
    kind: String,
    present: String,
    absent: String,
    decision: String,
}

/// What the forms of a file say of its plan, as far as the person's keys open them.
#[derive(Default)]
struct Papers {
    /// The Annex 6 of the present plan.
    plan: Value,
    /// The newest Annex 7, with the number of its entry.
    journal: Option<(u32, Value)>,
}

#[derive(Template)]
#[template(path = "services.html")]
struct ServicesPage {
    frame: Frame,
    code: String,
    address: String,
    period: String,
    draft: String,
    next: Vec<DutyView>,
    planned: Vec<Row>,
    other: Vec<Row>,
    plans: Vec<PlanView>,
    monitoring: Vec<MonitoringView>,
    may_adjust: bool,
    may_approve: bool,
}

/// `GET /people/{code}/services`
pub async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match web.store.open_file(&session, &code).await {
        Ok(file) => {
            let papers = papers(&web, &session, &file).await;
            page(&services_page(frame, &file, &papers, web.store.today()))
        }
        Err(OpenError::NotFound) => Trouble::NotFound.into_response(),
        Err(OpenError::Store(error)) => broken(&error).into_response(),
    }
}

/// Opens the form of the present plan and the newest monitoring journal. Each reading is recorded.
async fn papers(web: &Web, session: &Session, file: &OpenFile) -> Papers {
    let present = plans(&file.journal)
        .last()
        .and_then(|plan| plan.revisions.last().map(|revision| revision.drawn_up_by));
    let find = |form: FormKind, seq: Option<u32>| {
        file.documents
            .iter()
            .rev()
            .find(|head| {
                head.form == form
                    && seq.is_none_or(|seq| head.seq == seq)
                    && !file.journal.is_struck(head.seq)
            })
            .filter(|head| head.compartments.iter().any(|part| session.holds(*part)))
    };
    let mut papers = Papers::default();
    if let Some(head) = present.and_then(|seq| find(FormKind::Annex6, Some(seq)))
        && let Ok(opened) = web.store.document(session, &file.code, &head.id).await
    {
        papers.plan = opened.value;
    }
    if let Some(head) = find(FormKind::Annex7, None)
        && let Ok(opened) = web.store.document(session, &file.code, &head.id).await
    {
        papers.journal = Some((head.seq, opened.value));
    }
    papers
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

/// The services that were given outside the approved plan.
fn unplanned(file: &OpenFile) -> BTreeSet<ServiceCode> {
    let marked: BTreeSet<u32> = file
        .journal
        .marks()
        .into_iter()
        .filter(|(_, warning)| warning.reason == WarningReason::Unplanned)
        .map(|(seq, _)| seq)
        .collect();
    file.journal
        .counted()
        .filter(|entry| marked.contains(&entry.seq))
        .filter_map(|entry| match &entry.act {
            Act::ServiceGiven(facts) => Some(facts.code),
            _ => None,
        })
        .collect()
}

fn services_page(frame: Frame, file: &OpenFile, papers: &Papers, today: Date) -> ServicesPage {
    let words = frame.words;
    let case = file.journal.case();
    let mut given = given(file);
    let outside = unplanned(file);
    let row = |code: ServiceCode, responsible: String, given: Option<(u32, Date)>| Row {
        code: code.to_string(),
        name: service_name(words, code),
        measure: String::new(),
        volume: String::new(),
        responsible,
        given: given.map_or(0, |(times, _)| times),
        last: given
            .map(|(_, last)| words.figures(last))
            .unwrap_or_default(),
        unplanned: false,
    };
    let plan = case.plan();
    let items = plan.map(|plan| plan.items.as_slice()).unwrap_or_default();
    let mut on_paper: Vec<&Value> = papers.plan["items"]
        .as_array()
        .into_iter()
        .flatten()
        .collect();
    let planned = items
        .iter()
        .map(|item| {
            let role = value_words(words, "specialists", item.responsible.actor().name());
            let mut row = row(item.code, role, given.remove(&item.code));
            let at = on_paper
                .iter()
                .position(|paper| paper["code"].as_str() == Some(row.code.as_str()));
            if let Some(paper) = at.map(|at| on_paper.remove(at)) {
                let text = |field: &str| paper[field].as_str().unwrap_or_default().to_owned();
                row.measure = text("measure");
                row.volume = text("volume");
                let name = text("responsible");
                if !name.is_empty() {
                    row.responsible = format!("{name}, {}", row.responsible);
                }
            }
            row
        })
        .collect();
    let other = given
        .into_iter()
        .map(|(code, times)| Row {
            unplanned: outside.contains(&code),
            ..row(code, String::new(), Some(times))
        })
        .collect();
    let next = case
        .duties(&file.calendar)
        .iter()
        .filter(|duty| duty.is_open())
        .filter(|duty| {
            matches!(
                duty.what,
                What::ApprovePlan | What::NextPlan | What::AdjustPlan | What::Monitor
            )
        })
        .map(|duty| DutyView::new(words, duty, today, &file.calendar, None))
        .collect();
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
        next,
        planned,
        other,
        plans: plans(&file.journal)
            .iter()
            .rev()
            .map(|plan| plan_view(words, plan, today))
            .collect(),
        monitoring: monitoring(words, file, papers, today),
        may_adjust: plan.is_some() && !case.has_ended(),
        may_approve: case.draft.is_some() && !case.has_ended(),
        code: file.code.clone(),
        address: file.address.clone(),
        frame,
    }
}

fn between(from: Date, to: Date) -> String {
    let figures = crate::words::figures;
    format!("{} – {}", figures(from), figures(to))
}

fn plan_view(words: Words, plan: &PlanHistory, today: Date) -> PlanView {
    let mut revisions: Vec<RevisionView> = Vec::new();
    let mut before: Option<&Revision> = None;
    for revision in &plan.revisions {
        let compared = before.map(|before| compare(&before.items, &revision.items));
        revisions.push(revision_view(words, revision, compared, today));
        before = Some(revision);
    }
    revisions.reverse();
    PlanView {
        period: between(plan.from, plan.to),
        revisions,
    }
}

fn revision_view(
    words: Words,
    revision: &Revision,
    compared: Option<Comparison>,
    today: Date,
) -> RevisionView {
    let named = |item: &PlanItem| {
        format!(
            "{} {} – {}",
            item.code,
            service_name(words, item.code),
            value_words(words, "specialists", item.responsible.actor().name())
        )
    };
    let day = words.day(revision.on, today);
    let line = match revision.reason {
        Some(reason) => words.with(
            "services-adjusted",
            &arguments([
                ("day", day.into()),
                (
                    "reason",
                    value_words(words, "adjustment_reason", reason.name()).into(),
                ),
            ]),
        ),
        None => words.with(
            "services-approved",
            &arguments([
                ("day", day.into()),
                (
                    "count",
                    i64::try_from(revision.items.len()).unwrap_or(0).into(),
                ),
            ]),
        ),
    };
    let same = compared.as_ref().is_some_and(Comparison::is_empty);
    let compared = compared.unwrap_or_default();
    RevisionView {
        line,
        seq: revision.seq,
        added: compared.added.iter().map(named).collect(),
        dropped: compared.dropped.iter().map(named).collect(),
        reassigned: compared
            .reassigned
            .iter()
            .map(|(item, before)| {
                words.with(
                    "services-reassigned-line",
                    &arguments([
                        (
                            "service",
                            format!("{} {}", item.code, service_name(words, item.code)).into(),
                        ),
                        (
                            "before",
                            value_words(words, "specialists", before.actor().name()).into(),
                        ),
                        (
                            "after",
                            value_words(words, "specialists", item.responsible.actor().name())
                                .into(),
                        ),
                    ]),
                )
            })
            .collect(),
        same,
    }
}

/// The monitoring entries, newest first; the newest with what its form says of the three groups of changes.
fn monitoring(words: Words, file: &OpenFile, papers: &Papers, today: Date) -> Vec<MonitoringView> {
    let mut entries: Vec<MonitoringView> = file
        .journal
        .counted()
        .filter_map(|entry| match &entry.act {
            Act::MonitoringRecorded(facts) => Some(MonitoringView {
                day: words.day(entry.on, today),
                seq: entry.seq,
                decision: value_words(words, "decision", facts.decision.name()),
                closing: facts.closing,
                document: file
                    .documents
                    .iter()
                    .find(|head| head.seq == entry.seq && head.form == FormKind::Annex7)
                    .map(|head| head.id.clone())
                    .unwrap_or_default(),
                rows: match &papers.journal {
                    Some((seq, journal)) if *seq == entry.seq => change_rows(words, journal),
                    _ => Vec::new(),
                },
            }),
            _ => None,
        })
        .collect();
    entries.reverse();
    entries
}

fn change_rows(words: Words, journal: &Value) -> Vec<ChangeRow> {
    let kinds = crate::services::service::kinds(words);
    let kind = |number: u64| {
        kinds
            .iter()
            .flat_map(|group| &group.choices)
            .find(|(value, _)| *value == number.to_string())
            .map_or_else(|| number.to_string(), |(_, label)| label.clone())
    };
    let groups = |list: &Value, note: &Value| {
        let mut said: Vec<String> = list
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|group| value_words(words, "present", group))
            .collect();
        said.extend(
            note.as_str()
                .filter(|note| !note.is_empty())
                .map(str::to_owned),
        );
        said.join("; ")
    };
    journal["rows"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| ChangeRow {
            kind: kind(row["number"].as_u64().unwrap_or(0)),
            present: groups(&row["present"], &row["present_note"]),
            absent: groups(&row["absent"], &row["absent_note"]),
            decision: row["decision"]
                .as_str()
                .map(|decision| value_words(words, "decision", decision))
                .unwrap_or_default(),
        })
        .collect()
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
        r#"{"on":"2022-10-22","by":"specialist","act":"plan_adjusted","reason":"condition_changed","items":[{"code":"8.1","responsible":"lawyer"}]}"#,
        r#"{"on":"2022-10-23","by":"specialist","act":"plan_adjusted","reason":"later"}"#,
        r#"{"on":"2022-10-24","by":"specialist","act":"plan_adjusted","reason":"earlier","items":[{"code":"8.1","responsible":"educator"}]}"#,
        r#"{"on":"2022-10-25","by":"specialist","act":"monitoring_recorded","decision":"adjust"}"#,
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
    let papers = Papers {
        plan: serde_json::json!({"items": [{"code": "8.1", "measure": "кеңес", "volume": "айына 2 рет", "responsible": "Дана"}]}),
        journal: Some((
            19,
            serde_json::json!({"rows": [{"number": 3, "present": ["state"], "absent": ["adaptation"], "decision": "continue"}]}),
        )),
    };
    let today = jiff::civil::date(2022, 10, 27);
    [empty, file]
        .iter()
        .map(|file| {
            services_page(frame(), file, &papers, today)
                .render()
                .unwrap_or_default()
        })
        .collect()
}
