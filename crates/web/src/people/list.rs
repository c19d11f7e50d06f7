//! The list of files, and the ways in which a file begins.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use standard::{case::Stage, lang::Lang};
use store::FileSummary;

use crate::{
    Web,
    act::PAGES,
    frame::{Frame, page},
    session::{SignedIn, broken, works_with_recipients},
    trouble::Trouble,
};

/// A row of the list.
struct Row {
    code: String,
    address: String,
    stage: String,
    last_day: String,
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    frame: Frame,
    rows: Vec<Row>,
    find: String,
    with_closed: bool,
    none_at_all: bool,
    may_begin: bool,
}

/// What the address says. What somebody looks for is sent as a form and never stands in an address.
#[derive(Deserialize)]
pub struct Asked {
    closed: Option<String>,
}

/// `GET /people`
pub async fn show(
    State(web): State<Web>,
    Query(Asked { closed }): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match web.store.files(&session).await {
        Ok(files) => page(&list(
            frame,
            files,
            "",
            closed.is_some(),
            works_with_recipients(&session),
        )),
        Err(error) => broken(&error).into_response(),
    }
}

/// `POST /people`: finding, by form, so that what is looked for never stands in an address.
pub async fn find(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    crate::session::Sent(answers): crate::session::Sent,
) -> Response {
    let looked_for: String = answers.get("find").trim().chars().take(200).collect();
    match web.store.files(&session).await {
        Ok(files) => page(&list(
            frame,
            files,
            &looked_for,
            true,
            works_with_recipients(&session),
        )),
        Err(error) => broken(&error).into_response(),
    }
}

fn list(
    frame: Frame,
    files: Vec<FileSummary>,
    find: &str,
    with_closed: bool,
    may_begin: bool,
) -> PeoplePage {
    let words = frame.words;
    let none_at_all = files.is_empty();
    let needle = find.to_lowercase();
    let rows = files
        .into_iter()
        .filter(|file| with_closed || file.open)
        .filter(|file| {
            needle.is_empty()
                || file.code == needle
                || file.address.to_lowercase().contains(&needle)
        })
        .map(|file| Row {
            stage: words.named("stage", file.stage.name()),
            last_day: file
                .last_day
                .map(|day| words.figures(day))
                .unwrap_or_default(),
            code: file.code,
            address: file.address,
        })
        .collect();
    PeoplePage {
        frame,
        rows,
        find: find.to_owned(),
        with_closed,
        none_at_all,
        may_begin,
    }
}

/// A way in which a file begins.
struct Beginning {
    act: &'static str,
    title: String,
    paragraph: crate::sentence::Cited,
}

#[derive(Template)]
#[template(path = "begin.html")]
struct BeginPage {
    frame: Frame,
    beginnings: Vec<Beginning>,
}

/// `GET /people/new`
pub async fn begin(who: SignedIn) -> Response {
    if !who.works_with_recipients() {
        return Trouble::NotFound.into_response();
    }
    page(&begin_page(who.frame))
}

fn begin_page(frame: Frame) -> BeginPage {
    let words = frame.words;
    let beginnings = PAGES
        .iter()
        .filter(|page| page.begins)
        .map(|page| Beginning {
            act: page.act,
            title: words.named("act", page.act),
            paragraph: crate::sentence::Cited::new(words, page.paragraph),
        })
        .collect();
    BeginPage { frame, beginnings }
}

/// Files for samples: one at each stage.
#[doc(hidden)]
pub fn sample_files() -> Vec<FileSummary> {
    Stage::ALL
        .into_iter()
        .map(|stage| FileSummary {
            code: "k3f9x2mp".to_owned(),
            address: "Ай".to_owned(),
            stage,
            open: true,
            last_day: Some(jiff::civil::date(2023, 2, 28)),
            bed: Some("3-1".to_owned()),
            representative: None,
            seq: 3,
        })
        .collect()
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let files = sample_files();
    let frame = || crate::people::file::sample_frame(lang, "/people");
    vec![
        list(frame(), files, "", false, true)
            .render()
            .unwrap_or_default(),
        list(frame(), Vec::new(), "", false, false)
            .render()
            .unwrap_or_default(),
        begin_page(frame()).render().unwrap_or_default(),
    ]
}
