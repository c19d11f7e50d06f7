//! Who has read a file.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use standard::lang::Lang;
use store::{OpenError, Reading, ReadingOf};

use crate::{
    Web,
    frame::{Frame, page},
    session::{SignedIn, broken},
    trouble::Trouble,
};

struct Row {
    at: String,
    who: String,
    what: String,
}

#[derive(Template)]
#[template(path = "readings.html")]
struct ReadingsPage {
    frame: Frame,
    code: String,
    rows: Vec<Row>,
}

/// `GET /people/{code}/readings`
pub async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match web.store.readings(&session, &code).await {
        Ok(readings) => page(&readings_page(frame, code, readings)),
        Err(OpenError::NotFound) => Trouble::NotFound.into_response(),
        Err(OpenError::Store(error)) => broken(&error).into_response(),
    }
}

fn readings_page(frame: Frame, code: String, readings: Vec<Reading>) -> ReadingsPage {
    let words = frame.words;
    let rows = readings
        .into_iter()
        .map(|reading| Row {
            at: format!(
                "{}, {}",
                words.full_day(store::day_in_kazakhstan(reading.at)),
                crate::access::sign_in::clock_time(reading.at)
            ),
            who: reading.who,
            what: match reading.what {
                ReadingOf::File => words.text("reading-file"),
                ReadingOf::Document { form, .. } => words.text(form.name()),
                ReadingOf::Files { .. } => words.text("reading-files"),
                ReadingOf::Duties { .. } => words.text("reading-duties"),
                ReadingOf::Exchange | ReadingOf::Exchanges { .. } => words.text("reading-exchange"),
                // A register belongs to no file: it is never among the readings of one.
                ReadingOf::Register { .. } => String::new(),
            },
        })
        .collect();
    ReadingsPage { frame, code, rows }
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let reading = |what| Reading {
        at: jiff::Timestamp::UNIX_EPOCH,
        who: "Айгүл".to_owned(),
        what,
    };
    let readings = vec![
        reading(ReadingOf::File),
        reading(ReadingOf::Files { codes: Vec::new() }),
        reading(ReadingOf::Duties { codes: Vec::new() }),
        reading(ReadingOf::Exchange),
    ];
    let frame = crate::people::file::sample_frame(lang, "/people/k3f9x2mp/readings");
    readings_page(frame, "k3f9x2mp".to_owned(), readings)
        .render()
        .unwrap_or_default()
}
