//! Who has read a file.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use forms::{Opened, OpenedLine, OwnCopyLang, OwnSheetLines, OwnSheetRequest};
use standard::lang::Lang;
use store::{Reading, ReadingOf, Role, Session};

use crate::{
    Web,
    frame::{Frame, page},
    papers::prints,
    requests::not_opened,
    session::SignedIn,
    trouble::Trouble,
    words::Words,
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
    /// The languages of the sheet for the recipient: code and name.
    sheets: Vec<(&'static str, String)>,
}

/// `GET /people/{code}/readings`
pub async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match web.store.readings(&session, &code).await {
        Ok(readings) => page(&readings_page(frame, code, readings)),
        Err(error) => not_opened(error),
    }
}

/// What the record calls a sheet for the recipient.
pub const OWN_SHEET: &str = "own_sheet";

/// `GET /people/{code}/readings/pdf/{lang}`: the same on a sheet for the recipient.
pub async fn sheet(
    State(web): State<Web>,
    Path((code, lang)): Path<(String, String)>,
    SignedIn { session, .. }: SignedIn,
) -> Result<Response, Trouble> {
    let lang = OwnCopyLang::from_code(&lang).ok_or(Trouble::NotFound)?;
    let readings = match web.store.readings(&session, &code).await {
        Ok(readings) => readings,
        Err(error) => return Ok(not_opened(error)),
    };
    if let Err(error) = web.store.export_journal(&session, &code, OWN_SHEET).await {
        return Ok(not_opened(error));
    }
    let lines = OwnSheetLines::Readings(opened(readings));
    own_sheet(&web, &session, (&code, "readings", lang), lines).await
}

/// Prints a sheet for the recipient.
///
/// # Errors
/// [`Trouble::Broken`] when the layout is at fault.
pub async fn own_sheet(
    web: &Web,
    session: &Session,
    (code, what, lang): (&str, &str, OwnCopyLang),
    lines: OwnSheetLines,
) -> Result<Response, Trouble> {
    let request = OwnSheetRequest {
        lang,
        code: code.to_owned(),
        lines,
        by: session.account().name.clone(),
        on: web.store.today(),
        stamp: web.stamp(&session.body().code).await,
    };
    let content = prints::made("a sheet for a recipient could not be printed", move || {
        forms::own_sheet(&request)
    });
    let name = format!("{what}-{code}-{}.pdf", lang.code());
    Ok(prints::shown(content.await?, &name))
}

/// The openings, newest first; lists that showed the file among others are counted by day.
fn opened(readings: Vec<Reading>) -> Vec<OpenedLine> {
    let (mut lines, mut lists): (Vec<OpenedLine>, Vec<OpenedLine>) = (Vec::new(), Vec::new());
    for reading in readings {
        let is_list = reading.what.is_a_list();
        let what = match reading.what {
            ReadingOf::File => Opened::File,
            ReadingOf::Document { form, .. } => Opened::Document(form),
            ReadingOf::Exported { what, .. } => match what.as_str() {
                "bundle" => Opened::Bundle,
                "own_copy" => Opened::OwnCopy,
                OWN_SHEET => Opened::OwnSheet,
                _ => Opened::Register,
            },
            ReadingOf::Files { .. } => Opened::Files,
            ReadingOf::Duties { .. } => Opened::Duties,
            ReadingOf::Exchange | ReadingOf::Exchanges { .. } => Opened::Exchange,
            // A register belongs to no file: it is never among the readings of one. Who was refused has read nothing.
            ReadingOf::Register { .. } | ReadingOf::Refused { .. } => continue,
        };
        let line = OpenedLine {
            on: store::day_in_kazakhstan(reading.at),
            at: (!is_list).then(|| crate::access::sign_in::clock_time(reading.at)),
            who: reading.who,
            roles: reading.roles.iter().map(|role| role.name()).collect(),
            emergency: reading.emergency,
            what,
            times: 1,
        };
        let same = |known: &&mut OpenedLine| {
            known.on == line.on && known.who == line.who && known.what == line.what
        };
        match lists.iter_mut().find(same) {
            Some(known) if is_list => known.times += 1,
            _ if is_list => lists.push(line),
            _ => lines.push(line),
        }
    }
    lines.extend(lists);
    lines
}

/// The languages of a sheet for the recipient: code and name.
pub fn sheets(words: Words) -> Vec<(&'static str, String)> {
    OwnCopyLang::ALL
        .into_iter()
        .map(|lang| {
            let name = words.named("value-own_language", lang.code());
            (lang.code(), name)
        })
        .collect()
}

fn readings_page(frame: Frame, code: String, readings: Vec<Reading>) -> ReadingsPage {
    let words = frame.words;
    let (mut rows, mut lists): (Vec<Row>, Vec<ListRow>) = (Vec::new(), Vec::new());
    for reading in readings {
        let day = words.full_day(store::day_in_kazakhstan(reading.at));
        let is_list = reading.what.is_a_list();
        let what = match reading.what {
            ReadingOf::File => words.text("reading-file"),
            ReadingOf::Document { form, .. } => words.form(form),
            ReadingOf::Exported { what, .. } => exported(words, &what),
            ReadingOf::Files { .. } => words.text("reading-files"),
            ReadingOf::Duties { .. } => words.text("reading-duties"),
            ReadingOf::Exchange | ReadingOf::Exchanges { .. } => words.text("reading-exchange"),
            ReadingOf::Refused { .. } => words.text("reading-refused"),
            // A register belongs to no file: it is never among the readings of one.
            ReadingOf::Register { .. } => continue,
        };
        let what = match reading.emergency.as_deref() {
            None => what,
            Some("") => format!("{what} – {}", words.text("reading-emergency")),
            Some(why) => format!("{what} – {}: {why}", words.text("reading-emergency")),
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
        sheets: sheets(words),
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
        emergency: None,
        what,
    };
    let readings = vec![
        reading(ReadingOf::File),
        Reading {
            emergency: Some("Есінен танып қалды".to_owned()),
            ..reading(ReadingOf::File)
        },
        reading(ReadingOf::Files { codes: Vec::new() }),
        reading(ReadingOf::Duties { codes: Vec::new() }),
        reading(ReadingOf::Exchange),
        reading(ReadingOf::Refused {
            asked: "GET /people/{code}".to_owned(),
            code: None,
        }),
        reading(ReadingOf::Exported {
            what: "bundle".to_owned(),
            codes: Vec::new(),
        }),
        reading(ReadingOf::Exported {
            what: "own_copy".to_owned(),
            codes: Vec::new(),
        }),
        reading(ReadingOf::Exported {
            what: OWN_SHEET.to_owned(),
            codes: Vec::new(),
        }),
    ];
    let frame = crate::people::file::sample_frame(lang, "/people/k3f9x2mp/readings");
    vec![
        readings_page(frame, "k3f9x2mp".to_owned(), readings)
            .render()
            .unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_words_on_the_sheet_of_the_recipient() {
        for role in Role::ALL {
            assert!(forms::own_sheet_knows_role(role.name()), "{}", role.name());
        }
    }
}
