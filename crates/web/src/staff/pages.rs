//! The pages of the staff: tables, and what is due.

use std::collections::BTreeSet;

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use standard::{
    catalogue::staffing::{Posts, staffing},
    chapter_5_plan::{
        para_34_specialists::{FullTime, Particulars, RealPosition, members},
        para_35_job_descriptions::{post_of, versions},
    },
    lang::Lang,
    register::{Content, standing},
};

use super::{Kept, Row, StaffPage, Table, forms, open, post_words};
use crate::{
    Web,
    book::trouble_of,
    frame::{Frame, page},
    session::{Done, SignedIn},
    words::{Words, arguments, figures, plain},
};

fn notice(words: Words, done: Option<&str>) -> String {
    done.map(|_| words.text("staff-recorded"))
        .unwrap_or_default()
}

fn heads(words: Words, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| words.named("staff-head", id)).collect()
}

fn posts(words: Words, posts: Option<Posts>) -> String {
    posts.map_or_else(|| words.text("no-answer"), |posts| posts.to_string())
}

fn days(one: &Particulars) -> String {
    match one.until {
        Some(until) => format!("{} – {}", figures(one.from), figures(until)),
        None => format!("{} –", figures(one.from)),
    }
}

/// Annex 5 against those who are there, as one table.
fn norm_table(words: Words, rows: &[RealPosition]) -> Table {
    let row = |row: &RealPosition| {
        let norm = match row.advised {
            Some(advised) => {
                plain(&words.with_text("staff-advised", "posts", &advised.to_string()))
            }
            None => posts(words, row.norm),
        };
        let missing = if row.norm.is_none() {
            words.text("no-answer")
        } else if row.missing > FullTime::default() {
            plain(&words.with_text("staff-missing", "posts", &row.missing.to_string()))
        } else {
            words.text("staff-enough")
        };
        Row {
            address: String::new(),
            cells: vec![
                format!("{}. {}", row.number, post_words(words, row.position)),
                norm,
                row.staff.to_string(),
                row.contract.to_string(),
                missing,
            ],
        }
    };
    Table {
        caption: words.text("staff-norm-title"),
        heads: heads(words, &["post", "norm", "staff", "contract", "missing"]),
        rows: rows.iter().map(row).collect(),
    }
}

fn people_table(words: Words, kept: &Kept, today: Date) -> Table {
    let rows = members(&kept.staff).into_iter().map(|(member, line)| {
        let one = &line.content;
        let post = match &one.title {
            Some(title) => title.clone(),
            None => post_words(words, post_of(one)),
        };
        let there = if one.is_there(today) {
            words.text("yes")
        } else {
            words.text("no")
        };
        Row {
            address: format!("/house/staff/{member}"),
            cells: vec![
                one.name.clone(),
                post,
                one.share.to_string(),
                words.named("value-engagement", one.engagement.name()),
                days(one),
                there,
                one.qualification.clone().unwrap_or_default(),
            ],
        }
    });
    Table {
        caption: words.text("staff-people-title"),
        heads: heads(
            words,
            &[
                "name",
                "post",
                "share",
                "engagement",
                "days",
                "there",
                "qualification",
            ],
        ),
        rows: rows.collect(),
    }
}

fn staff_page(frame: Frame, notice: String, kept: &Kept, today: Date) -> StaffPage {
    let words = frame.words;
    let place = |address: &str, id: &str| (address.to_owned(), words.text(id));
    let mut lead = Vec::new();
    let mut warnings = Vec::new();
    let mut tables = Vec::new();
    match kept.against_norm(today) {
        Some((basis, rows)) => {
            let told = arguments([
                ("recipients", i64::from(basis.recipients).into()),
                ("children", i64::from(basis.children).into()),
                ("groups", i64::from(basis.groups).into()),
                ("day", words.full_day(basis.from).into()),
            ]);
            lead.push(plain(&words.with("staff-basis-told", &told)));
            let norm = staffing(basis.recipients, basis.children, basis.groups);
            let told = |reason| words.named("staff-warning", reason);
            warnings.extend(norm.warnings.iter().map(|warning| told(warning.reason)));
            let missing: FullTime = rows.iter().map(|row| row.missing).sum();
            if missing > FullTime::default() {
                let posts = missing.to_string();
                warnings.push(plain(&words.with_text("staff-short", "posts", &posts)));
            }
            tables.push(norm_table(words, &rows));
        }
        None => warnings.push(words.text("staff-no-basis")),
    }
    tables.push(people_table(words, kept, today));
    StaffPage {
        notice,
        title: words.text("staff-title"),
        lead,
        warnings,
        house_due: kept.due(words, today),
        places: vec![
            place("/house/staff/new", "staff-new-title"),
            place("/house/staff/numbers", "staff-numbers-title"),
            place("/house/training", "staff-training-title"),
            place("/house/job-descriptions", "staff-jobs-title"),
            place("/house/controls", "staff-controls-title"),
        ],
        tables,
        frame,
    }
}

fn training_page(frame: Frame, notice: String, kept: &Kept, today: Date) -> StaffPage {
    let words = frame.words;
    let row = |each: &standard::chapter_2_tasks::para_08_training::Training| Row {
        address: String::new(),
        cells: vec![
            kept.name_of(each.member),
            each.subject.clone(),
            format!("{} – {}", figures(each.from), figures(each.to)),
            each.hours
                .map(|hours| hours.to_string())
                .unwrap_or_default(),
            each.held_by.clone().unwrap_or_default(),
            each.paper.clone().unwrap_or_default(),
            each.again_by.map(figures).unwrap_or_default(),
        ],
    };
    let table = Table {
        caption: words.text("staff-training-title"),
        heads: heads(
            words,
            &[
                "name", "subject", "days", "hours", "held_by", "paper", "again_by",
            ],
        ),
        rows: standing(&kept.training)
            .rev()
            .map(|line| row(&line.content))
            .collect(),
    };
    simple(
        frame,
        notice,
        ("staff-training", "/house/training/new"),
        table,
        kept,
        today,
    )
}

fn controls_page(frame: Frame, notice: String, kept: &Kept, today: Date) -> StaffPage {
    let words = frame.words;
    let row = |each: &standard::chapter_5_plan::para_36_control::Control| Row {
        address: String::new(),
        cells: vec![
            kept.name_of(each.member),
            figures(each.on),
            each.what.clone(),
            words.named("value-found", each.found.name()),
            each.remark.clone().unwrap_or_default(),
            figures(each.next),
        ],
    };
    let table = Table {
        caption: words.text("staff-controls-title"),
        heads: heads(words, &["name", "on", "what", "found", "remark", "next"]),
        rows: standing(&kept.controls)
            .rev()
            .map(|line| row(&line.content))
            .collect(),
    };
    simple(
        frame,
        notice,
        ("staff-controls", "/house/controls/new"),
        table,
        kept,
        today,
    )
}

fn jobs_page(frame: Frame, notice: String, kept: &Kept, today: Date) -> StaffPage {
    let words = frame.words;
    let mut rows = Vec::new();
    let named: BTreeSet<&str> = standing(&kept.jobs)
        .map(|line| line.content.position.as_str())
        .collect();
    for post in named {
        for (index, line) in versions(&kept.jobs, post).into_iter().enumerate().rev() {
            let given: Vec<String> = standing(&kept.acknowledged)
                .map(|each| &each.content)
                .filter(|each| each.description == line.number)
                .map(|each| format!("{} ({})", kept.name_of(each.member), figures(each.on)))
                .collect();
            rows.push(Row {
                address: format!("/house/job-descriptions/{}", line.number),
                cells: vec![
                    post_words(words, post),
                    (index + 1).to_string(),
                    figures(line.content.approved_on),
                    line.content.order.clone().unwrap_or_default(),
                    given.join(", "),
                ],
            });
        }
    }
    let table = Table {
        caption: words.text("staff-jobs-title"),
        heads: heads(
            words,
            &["post", "version", "approved_on", "order", "acknowledged"],
        ),
        rows,
    };
    simple(
        frame,
        notice,
        ("staff-jobs", "/house/job-descriptions/new"),
        table,
        kept,
        today,
    )
}

fn simple(
    frame: Frame,
    notice: String,
    (name, add): (&str, &str),
    table: Table,
    kept: &Kept,
    today: Date,
) -> StaffPage {
    let words = frame.words;
    let part = add.trim_end_matches("/new");
    let due = kept
        .due(words, today)
        .into_iter()
        .filter(|each| each.address.starts_with(part))
        .collect();
    StaffPage {
        notice,
        title: words.named(name, "title"),
        lead: vec![words.named(name, "lead")],
        warnings: Vec::new(),
        house_due: due,
        places: vec![(add.to_owned(), words.named(name, "new"))],
        tables: vec![table],
        frame,
    }
}

type ToPage = fn(Frame, String, &Kept, Date) -> StaffPage;

async fn shown(web: Web, asked: Done, signed_in: SignedIn, to_page: ToPage) -> Response {
    let SignedIn { session, frame } = signed_in;
    match open(&web, &session).await {
        Ok(kept) => {
            let notice = notice(frame.words, asked.done.as_deref());
            page(&to_page(frame, notice, &kept, web.store.today()))
        }
        Err(error) => trouble_of(error).into_response(),
    }
}

/// `GET /house/staff`
pub async fn show(State(web): State<Web>, Query(asked): Query<Done>, who: SignedIn) -> Response {
    shown(web, asked, who, staff_page).await
}

/// `GET /house/training`
pub async fn show_training(
    State(web): State<Web>,
    Query(asked): Query<Done>,
    who: SignedIn,
) -> Response {
    shown(web, asked, who, training_page).await
}

/// `GET /house/job-descriptions`
pub async fn show_jobs(
    State(web): State<Web>,
    Query(asked): Query<Done>,
    who: SignedIn,
) -> Response {
    shown(web, asked, who, jobs_page).await
}

/// `GET /house/controls`
pub async fn show_controls(
    State(web): State<Web>,
    Query(asked): Query<Done>,
    who: SignedIn,
) -> Response {
    shown(web, asked, who, controls_page).await
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    use askama::Template as _;
    use serde_json::json;

    fn line<T: Content>(number: u32, content: serde_json::Value) -> standard::register::Line<T> {
        standard::register::Line {
            number,
            corrects: None,
            content: serde_json::from_value(content).expect("a sample is of its type"),
        }
    }
    let today = jiff::civil::date(2022, 10, 27);
    let kept = Kept {
        staff: vec![
            line(
                1,
                json!({"name": "<Үлгі>", "position": "lawyer", "share": 0.5, "engagement": "contract", "from": "2022-01-10"}),
            ),
            line(
                2,
                json!({"name": "Үлгі", "position": "", "title": "Аспаз", "share": 1, "engagement": "staff", "from": "2022-01-10"}),
            ),
        ],
        basis: vec![line(
            1,
            json!({"recipients": 20, "children": 3, "groups": 1, "from": "2022-01-01"}),
        )],
        training: vec![line(
            1,
            json!({"member": 1, "subject": "Алғашқы көмек", "from": "2022-02-01", "to": "2022-02-02", "hours": 8, "again_by": "2022-10-01"}),
        )],
        jobs: vec![line(
            1,
            json!({"position": "lawyer", "text": "–", "approved_on": "2022-01-10", "order": "3"}),
        )],
        acknowledged: vec![line(
            1,
            json!({"member": 2, "description": 1, "on": "2022-01-11"}),
        )],
        controls: vec![line(
            1,
            json!({"member": 1, "on": "2022-07-01", "what": "–", "found": "remarks", "remark": "–", "next": "2022-10-01"}),
        )],
    };
    let frame = || crate::people::file::sample_frame(lang, "/house/staff");
    let done = notice(Words::new(lang), Some("yes"));
    let mut pages = forms::samples(lang, &kept, today);
    for to_page in [
        staff_page as ToPage,
        training_page,
        jobs_page,
        controls_page,
    ] {
        let full = to_page(frame(), done.clone(), &kept, today);
        let empty = to_page(frame(), String::new(), &Kept::default(), today);
        pages.extend([full, empty].map(|page| page.render().unwrap_or_default()));
    }
    pages
}
