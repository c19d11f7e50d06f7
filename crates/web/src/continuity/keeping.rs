//! How long files are kept, holds, erasing: the head's page.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use forms::{PaperContent, PaperRequest};
use jiff::civil::Date;
use serde_json::json;
use standard::{lang::Lang, papers::PaperKind, retention::Retention};
use store::{
    Session,
    erasure::{ErasureError, Keeping, RecordedErasure},
};

use super::instant;
use crate::{
    Web,
    form::{
        Answers, Field, Read, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    papers::prints,
    session::{Done, Proved, Sent, SignedIn, broken},
    trouble::Trouble,
};

const YEARS: &[Section] = &[Section::new(
    "",
    &[Field::number("kept_years", 1, 75).needed().hinted()],
)];

/// What is done with one file.
const ACTION: &[Section] = &[Section::new(
    "",
    &[
        Field::one_of("keeping_step", &["hold", "lift", "erase"]).needed(),
        Field::area("keeping_reason").needed().hinted(),
    ],
)];

struct Row {
    code: String,
    address: String,
    ended: String,
    until: String,
    years: u8,
    hold: String,
    due: bool,
}

struct ErasedRow {
    code: String,
    on: String,
    by: String,
    decision: String,
}

#[derive(Template)]
#[template(path = "keeping.html")]
struct KeepingPage {
    frame: Frame,
    notice: String,
    rows: Vec<Row>,
    erased: Vec<ErasedRow>,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "keeping_file.html")]
struct FilePage {
    frame: Frame,
    row: Row,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

/// What the page shows.
struct Shown {
    kept: Vec<Keeping>,
    erased: Vec<RecordedErasure>,
    rules: Retention,
}

async fn load(web: &Web, session: &Session) -> Result<Shown, Response> {
    let kept = match web.store.keeping(session).await {
        Ok(kept) => kept,
        Err(ErasureError::Store(error)) => return Err(broken(&error).into_response()),
        Err(_) => return Err(Trouble::NotFound.into_response()),
    };
    match (
        web.store.erasures(session).await,
        web.store.retention(session).await,
    ) {
        (Ok(erased), Ok(rules)) => Ok(Shown {
            kept,
            erased,
            rules,
        }),
        (Err(error), _) | (_, Err(error)) => Err(broken(&error).into_response()),
    }
}

fn row(frame: &Frame, keeping: Keeping, today: Date) -> Row {
    let words = frame.words;
    let day = |day: Option<Date>| day.map(|day| words.full_day(day)).unwrap_or_default();
    Row {
        due: keeping.is_due(today),
        ended: day(keeping.ended_on),
        until: day(keeping.erasable_on),
        code: keeping.file,
        address: keeping.address,
        years: keeping.years,
        hold: keeping.hold.unwrap_or_default(),
    }
}

fn keeping_page(
    frame: Frame,
    shown: Shown,
    today: Date,
    notice: String,
    (answers, wrong): (&Answers, &[Wrong]),
) -> KeepingPage {
    let words = frame.words;
    let sections = Scope::new(words, "keeping").sections(YEARS, answers, wrong);
    let errors = error_links(&sections);
    let erased = shown.erased.into_iter().map(|told| ErasedRow {
        on: instant(words, told.recorded_at),
        by: told.by,
        decision: told.erasure.decision,
        code: told.erasure.file,
    });
    KeepingPage {
        notice,
        erased: erased.collect(),
        rows: shown
            .kept
            .into_iter()
            .map(|keeping| row(&frame, keeping, today))
            .collect(),
        sections,
        errors,
        frame,
    }
}

/// `GET /house/keeping`
pub async fn show(
    State(web): State<Web>,
    Query(Done { done }): Query<Done>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let shown = match load(&web, &session).await {
        Ok(shown) => shown,
        Err(response) => return response,
    };
    let notice = match done.as_deref() {
        Some("years") => frame.words.text("keeping-years-done"),
        Some("hold") => frame.words.text("keeping-hold-done"),
        Some("lift") => frame.words.text("keeping-lift-done"),
        Some("erase") => frame.words.text("keeping-erase-done"),
        _ => String::new(),
    };
    let mut answers = Answers::default();
    answers.set("kept_years", shown.rules.of_file().to_string());
    let today = web.store.today();
    page(&keeping_page(frame, shown, today, notice, (&answers, &[])))
}

/// `POST /house/keeping`: the head decides how long files are kept. Terms that were decided for single kinds of documents stay.
pub async fn decide(
    State(web): State<Web>,
    Proved { session, frame }: Proved,
    Sent(answers): Sent,
) -> Response {
    let shown = match load(&web, &session).await {
        Ok(shown) => shown,
        Err(response) => return response,
    };
    let mut read = Read::of(YEARS, &answers, web.store.today());
    if let (Ok(years), false) = (answers.get("kept_years").trim().parse(), read.stops()) {
        let rules = Retention {
            file: Some(years),
            ..shown.rules.clone()
        };
        match web.store.decide_retention(&session, &rules).await {
            Ok(()) => return Redirect::to("/house/keeping?done=years").into_response(),
            Err(ErasureError::Store(error)) => return broken(&error).into_response(),
            Err(_) => read.wrong.push(Wrong::at("kept_years", "number-range")),
        }
    }
    let today = web.store.today();
    let page = page(&keeping_page(
        frame,
        shown,
        today,
        String::new(),
        (&answers, &read.wrong),
    ));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn file_page(frame: Frame, row: Row, answers: &Answers, wrong: &[Wrong]) -> FilePage {
    let sections = Scope::new(frame.words, "keeping").sections(ACTION, answers, wrong);
    let errors = error_links(&sections);
    FilePage {
        frame,
        row,
        sections,
        errors,
    }
}

async fn one(web: &Web, session: &Session, frame: &Frame, code: &str) -> Result<Row, Response> {
    let shown = load(web, session).await?;
    let keeping = shown.kept.into_iter().find(|keeping| keeping.file == code);
    keeping
        .map(|keeping| row(frame, keeping, web.store.today()))
        .ok_or_else(|| Trouble::NotFound.into_response())
}

/// `GET /house/keeping/{code}`
pub async fn ask(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match one(&web, &session, &frame, &code).await {
        Ok(row) => page(&file_page(frame, row, &Answers::default(), &[])),
        Err(response) => response,
    }
}

/// `POST /house/keeping/{code}`: hold, lift the hold, erase.
pub async fn answer(
    State(web): State<Web>,
    Path(code): Path<String>,
    Proved { session, frame }: Proved,
    Sent(answers): Sent,
) -> Response {
    let mut read = Read::of(ACTION, &answers, web.store.today());
    if !read.stops() {
        let (step, reason) = (answers.get("keeping_step"), answers.get("keeping_reason"));
        let done = match step {
            "hold" => web.store.lay_hold(&session, &code, reason).await,
            "lift" => web.store.lift_hold(&session, &code, reason).await,
            _ => web.store.erase(&session, &code, reason).await.map(|_| ()),
        };
        match done {
            Ok(()) => {
                return Redirect::to(&format!("/house/keeping?done={step}")).into_response();
            }
            Err(ErasureError::Store(error)) => return broken(&error).into_response(),
            Err(ErasureError::NotFound) => return Trouble::NotFound.into_response(),
            Err(error) => read.wrong.push(problem_of(&error)),
        }
    }
    match one(&web, &session, &frame, &code).await {
        Ok(row) => {
            let page = page(&file_page(frame, row, &answers, &read.wrong));
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(response) => response,
    }
}

fn problem_of(error: &ErasureError) -> Wrong {
    let (field, problem) = match error {
        ErasureError::NotEnded => ("keeping_step", "keeping-not-ended"),
        ErasureError::KeptUntil(_) => ("keeping_step", "keeping-kept"),
        ErasureError::Held => ("keeping_step", "keeping-held"),
        ErasureError::NotHeld => ("keeping_step", "keeping-not-held"),
        ErasureError::Stale => ("keeping_step", "keeping-stale"),
        _ => ("keeping_reason", "too-long"),
    };
    Wrong::at(field, problem)
}

/// `GET /house/keeping/{code}/certificate/{lang}`: the certificate of an erasure.
pub async fn certificate(
    State(web): State<Web>,
    Path((code, lang)): Path<(String, String)>,
    SignedIn { session, .. }: SignedIn,
) -> Response {
    let Ok(lang) = lang.parse::<Lang>() else {
        return Trouble::NotFound.into_response();
    };
    if !session.is_head() {
        return Trouble::NotFound.into_response();
    }
    let told = match web.store.erasures(&session).await {
        Ok(erasures) => erasures.into_iter().find(|told| told.erasure.file == code),
        Err(error) => return broken(&error).into_response(),
    };
    let Some(told) = told else {
        return Trouble::NotFound.into_response();
    };
    let words = crate::words::Words::new(lang);
    let digest: String = told
        .entry
        .1
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let fields = json!({
        "organization": session.body().name,
        "number": told.entry.0.to_string(),
        "on": told.erasure.on.to_string(),
        "files": 1,
        "what": crate::words::plain(&words.with_text("erasure-what", "code", &told.erasure.file)),
        "rule": crate::words::plain(&words.with_count("erasure-rule", "years", told.erasure.years.into())),
        "kept_until": told.erasure.erasable_on.to_string(),
        "digest": digest,
        "carried_out_by": told.by,
        // Signed by hand, whoever it is.
        "witness": "____________________",
        "head": session.account().name,
    });
    let request = PaperRequest {
        kind: PaperKind::ErasureCertificate,
        lang,
        content: PaperContent::Final {
            fields,
            today: web.store.today(),
        },
        stamp: web.stamp(&session.body().code).await,
    };
    let printed = prints::made("a certificate could not be printed", move || {
        forms::render_paper(&request)
    });
    match printed.await {
        Ok(bytes) => {
            let name = format!("inline; filename=\"erasure-{code}-{}.pdf\"", lang.code());
            let headers = [
                (header::CONTENT_TYPE, "application/pdf".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, bytes).into_response()
        }
        Err(trouble) => trouble.into_response(),
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house/keeping");
    let day = jiff::civil::date(2022, 10, 3);
    let kept = |hold: Option<String>| Keeping {
        file: "k3f9x2mp".to_owned(),
        address: "Ай".to_owned(),
        ended_on: Some(day),
        years: 5,
        erasable_on: Some(jiff::civil::date(2028, 1, 1)),
        hold,
    };
    let erased = RecordedErasure {
        erasure: store::erasure::Erasure {
            file: "k3f9x2mp".to_owned(),
            on: day,
            ended_on: day,
            years: 5,
            erasable_on: day,
            decision: "–".to_owned(),
            acts: 5,
            documents: Default::default(),
            exchanges: 1,
            aggregate: store::erasure::Aggregate {
                stage: "closed".to_owned(),
                child: false,
                from_year: 2022,
                to_year: 2022,
                services: 7,
                outcome: None,
            },
        },
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
        by: "Айгүл".to_owned(),
        entry: (7, [7; 32]),
    };
    let shown = |full: bool| Shown {
        kept: if full {
            vec![kept(None), kept(Some("–".to_owned()))]
        } else {
            Vec::new()
        },
        erased: if full {
            vec![erased.clone()]
        } else {
            Vec::new()
        },
        rules: Retention::default(),
    };
    let none = Answers::default();
    let years = [Wrong::at("kept_years", "number-range")];
    let step = [
        Wrong::at("keeping_step", "keeping-kept"),
        Wrong::at("keeping_reason", "too-long"),
    ];
    let late = jiff::civil::date(2030, 1, 1);
    let of_file = row(&frame(), kept(Some("–".to_owned())), late);
    vec![
        keeping_page(frame(), shown(true), late, "–".to_owned(), (&none, &years))
            .render()
            .unwrap_or_default(),
        keeping_page(frame(), shown(false), day, String::new(), (&none, &[]))
            .render()
            .unwrap_or_default(),
        file_page(frame(), of_file, &none, &step)
            .render()
            .unwrap_or_default(),
    ]
}
