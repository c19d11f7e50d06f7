//! The record of the body: how far it has come, to be kept outside the machine.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use standard::lang::Lang;
use store::unusual::{UnusualReading, Why};

use super::instant;
use crate::{
    Web,
    frame::{Frame, page},
    session::{SignedIn, broken},
    trouble::Trouble,
};

#[derive(Template)]
#[template(path = "record.html")]
struct RecordPage {
    frame: Frame,
    checkpoint: String,
    server: String,
    keys: Vec<(String, Option<String>)>,
    unusual: Vec<Row>,
}

struct Row {
    from: String,
    who: String,
    files: String,
    why: String,
}

/// `GET /house/record`
pub async fn show(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    if !session.is_head() {
        return Trouble::NotFound.into_response();
    }
    let Some(checkpoint) = web.stamp(&session.body().code).await else {
        return Trouble::Broken.into_response();
    };
    let unusual = match web.store.unusual_readings(&session).await {
        Ok(unusual) => unusual,
        Err(error) => return broken(&error).into_response(),
    };
    let server = hex(&web.store.server_public().to_bytes());
    let keys = match web.store.directory_names(&session).await {
        Ok(keys) => keys,
        Err(error) => return broken(&error).into_response(),
    };
    page(&record_page(frame, checkpoint, server, keys, unusual))
}

fn record_page(
    frame: Frame,
    checkpoint: String,
    server: String,
    keys: Vec<(String, Option<String>)>,
    unusual: Vec<UnusualReading>,
) -> RecordPage {
    let words = frame.words;
    let rows = unusual.into_iter().map(|one| Row {
        from: instant(words, one.from),
        who: one.who,
        files: match one.files {
            0 => words.text("no-answer"),
            files => files.to_string(),
        },
        why: words.named("record-why", one.why.name()),
    });
    RecordPage {
        unusual: rows.collect(),
        frame,
        checkpoint,
        server,
        keys,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let unusual = |why, files| UnusualReading {
        who: "Айгүл".to_owned(),
        from: jiff::Timestamp::UNIX_EPOCH,
        files,
        readings: 40,
        why,
    };
    record_page(
        crate::people::file::sample_frame(lang, "/house/record"),
        "TIREK1 7 2022-03-28T05:00:00Z AAAA BBBB b1".to_owned(),
        hex(&[7; 32]),
        vec![
            (
                "Орталық".to_owned(),
                Some("0123 4567 89ab cdef 0123".to_owned()),
            ),
            ("Әкімдік".to_owned(), None),
        ],
        vec![
            unusual(Why::ManyFiles, 17),
            unusual(Why::AtNight, 1),
            unusual(Why::TakenAlong, 30),
            unusual(Why::FirstDevice, 0),
            unusual(Why::ByProgram, 0),
            unusual(Why::Refused, 0),
        ],
    )
    .render()
    .unwrap_or_default()
}
