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

/// What showed the file among others: one row for a person, a day and a list.
struct ListRow {
    day: String,
    who: String,
    what: String,
    times: i64,
}

#[derive(Template)]
#[template(path = "readings.html")]
struct ReadingsPage {
    frame: Frame,
    code: String,
    rows: Vec<Row>,
    lists: Vec<ListRow>,
    lists_title: String,
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
    let (mut rows, mut lists): (Vec<Row>, Vec<ListRow>) = (Vec::new(), Vec::new());
    for reading in readings {
        let day = words.full_day(store::day_in_kazakhstan(reading.at));
        let (what, is_list) = match reading.what {
            ReadingOf::File => (words.text("reading-file"), false),
            ReadingOf::Document { form, .. } => (words.form(form), false),
            ReadingOf::Exported { what, .. } => (exported(words, &what), false),
            ReadingOf::Files { .. } => (words.text("reading-files"), true),
            ReadingOf::Duties { .. } => (words.text("reading-duties"), true),
            ReadingOf::Exchange => (words.text("reading-exchange"), false),
            ReadingOf::Exchanges { .. } => (words.text("reading-exchange"), true),
            // A register belongs to no file: it is never among the readings of one.
            ReadingOf::Register { .. } => continue,
        };
        let who = reading.who;
        if !is_list {
            let time = crate::access::sign_in::clock_time(reading.at);
            rows.push(Row {
                at: format!("{day}, {time}"),
                who,
                what,
            });
            continue;
        }
        let same = |row: &&mut ListRow| row.day == day && row.who == who && row.what == what;
        match lists.iter_mut().find(same) {
            Some(row) => row.times += 1,
            None => lists.push(ListRow {
                day,
                who,
                what,
                times: 1,
            }),
        }
    }
    let all: i64 = lists.iter().map(|row| row.times).sum();
    ReadingsPage {
        lists_title: words.with_count("readings-lists", "count", all),
        frame,
        code,
        rows,
        lists,
    }
}

/// What was taken away: the whole file, the own copy, or a register.
fn exported(words: crate::words::Words, what: &str) -> String {
    let register = forms::register::RegisterKind::ALL
        .iter()
        .find(|kind| kind.name() == what);
    match register {
        Some(kind) => forms::register::title(*kind, words.lang).to_owned(),
        None => words.named("reading", what),
    }
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
        reading(ReadingOf::Exported {
            what: "bundle".to_owned(),
            codes: Vec::new(),
        }),
        reading(ReadingOf::Exported {
            what: "own_copy".to_owned(),
            codes: Vec::new(),
        }),
    ];
    let frame = crate::people::file::sample_frame(lang, "/people/k3f9x2mp/readings");
    readings_page(frame, "k3f9x2mp".to_owned(), readings)
        .render()
        .unwrap_or_default()
}
