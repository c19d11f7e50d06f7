//! Who has read a file.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use standard::lang::Lang;
use store::{OpenError, Reading, ReadingOf, Role};

use crate::{
    Web,
    frame::{Frame, page},
    session::{SignedIn, broken},
    trouble::Trouble,
    words::Words,
};

struct Row {
    at: String,
    who: String,
    roles: String,
    what: String,
}

/// What showed the file among others: one row for a person, a day and a list.
struct ListRow {
    day: String,
    who: String,
    roles: String,
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
    /// The languages of the sheet for the recipient: code and name.
    sheets: Vec<(&'static str, String)>,
}

/// What the recipient is given on paper, in her language.
#[derive(Template)]
#[template(path = "readings_sheet.html")]
struct SheetPage {
    frame: Frame,
    code: String,
    body: String,
    by: String,
    on: String,
    rows: Vec<Row>,
    lists: Vec<ListRow>,
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

/// `GET /people/{code}/readings/{lang}`: the same on a sheet for the recipient, to be printed.
pub async fn sheet(
    State(web): State<Web>,
    Path((code, lang)): Path<(String, String)>,
    SignedIn { session, mut frame }: SignedIn,
) -> Response {
    let Ok(lang) = lang.parse::<Lang>() else {
        return Trouble::NotFound.into_response();
    };
    frame.words = Words::new(lang);
    let told = (
        session.body().name.as_str(),
        session.account().name.as_str(),
    );
    match web.store.readings(&session, &code).await {
        Ok(readings) => page(&sheet_page(frame, code, told, web.store.today(), readings)),
        Err(OpenError::NotFound) => Trouble::NotFound.into_response(),
        Err(OpenError::Store(error)) => broken(&error).into_response(),
    }
}

fn sheet_page(
    frame: Frame,
    code: String,
    (body, by): (&str, &str),
    today: Date,
    readings: Vec<Reading>,
) -> SheetPage {
    let ReadingsPage {
        frame,
        code,
        rows,
        lists,
        ..
    } = readings_page(frame, code, readings);
    SheetPage {
        on: frame.words.full_day(today),
        frame,
        code,
        body: body.to_owned(),
        by: by.to_owned(),
        rows,
        lists,
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
        let roles: Vec<_> = reading
            .roles
            .iter()
            .map(|role| words.named("role", role.name()))
            .collect();
        let (who, roles) = (reading.who, roles.join(", "));
        if !is_list {
            let time = crate::access::sign_in::clock_time(reading.at);
            rows.push(Row {
                at: format!("{day}, {time}"),
                who,
                roles,
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
                roles,
                what,
                times: 1,
            }),
        }
    }
    let all: i64 = lists.iter().map(|row| row.times).sum();
    ReadingsPage {
        lists_title: words.with_count("readings-lists", "count", all),
        sheets: Lang::ALL
            .into_iter()
            .map(|lang| (lang.code(), words.named("language", lang.code())))
            .collect(),
        frame,
        code,
        rows,
        lists,
    }
}

/// What was taken away: the whole file, the own copy, or a register.
fn exported(words: Words, what: &str) -> String {
    let register = forms::register::RegisterKind::ALL
        .iter()
        .find(|kind| kind.name() == what);
    match register {
        Some(kind) => forms::register::title(*kind, words.lang).to_owned(),
        None => words.named("reading", what),
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let reading = |what| Reading {
        at: jiff::Timestamp::UNIX_EPOCH,
        who: "Айгүл".to_owned(),
        roles: vec![Role::Head, Role::Monitoring],
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
    let frame = |path| crate::people::file::sample_frame(lang, path);
    let (code, told) = ("k3f9x2mp".to_owned(), ("Үміт", "Айгүл"));
    let day = jiff::civil::date(2022, 10, 3);
    let page = frame("/people/k3f9x2mp/readings");
    let sheet = frame("/people/k3f9x2mp/readings/kk");
    vec![
        readings_page(page, code.clone(), readings.clone())
            .render()
            .unwrap_or_default(),
        sheet_page(sheet, code, told, day, readings)
            .render()
            .unwrap_or_default(),
    ]
}
