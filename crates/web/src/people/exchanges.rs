//! What a file has sent and received, and every consent in one place.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use standard::{act::Act, exchange::TRANSFER};
use store::{Content, ExchangeSummary, OpenFile};

use crate::{
    Web,
    frame::{Frame, page},
    requests::{kind_of, not_opened, sending::FROM_A_FILE},
    session::{SignedIn, broken},
    words::Words,
};

/// A consent: to what, to whom, since when, until when, and whether it holds.
struct ConsentRow {
    scope: String,
    to: String,
    given: String,
    until: String,
    state: String,
}

struct Row {
    id: String,
    kind: String,
    with: String,
    sent: String,
    state: String,
}

#[derive(Template)]
#[template(path = "file_exchanges.html")]
struct ExchangesPage {
    frame: Frame,
    code: String,
    address: String,
    rows: Vec<Row>,
    begin: Vec<(&'static str, String)>,
    consents: Vec<ConsentRow>,
}

/// `GET /people/{code}/exchanges`
pub async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let file = match web.store.open_file(&session, &code).await {
        Ok(file) => file,
        Err(error) => return not_opened(error),
    };
    match web.store.exchanges_of_file(&session, &code).await {
        Ok(exchanges) => page(&exchanges_page(frame, &file, exchanges, web.store.today())),
        Err(error) => broken(&error).into_response(),
    }
}

fn exchanges_page(
    frame: Frame,
    file: &OpenFile,
    exchanges: Vec<ExchangeSummary>,
    today: Date,
) -> ExchangesPage {
    let words = frame.words;
    ExchangesPage {
        code: file.code.clone(),
        address: file.address.clone(),
        rows: exchanges
            .into_iter()
            .map(|exchange| Row {
                kind: kind_of(words, &exchange.content),
                with: if exchange.received {
                    exchange.from
                } else {
                    exchange.to
                },
                sent: words.full_day(exchange.sent_on),
                state: match &exchange.content {
                    Content::Permit(_) => String::new(),
                    Content::Steps(state) => words.named("standing", state.standing(today).name()),
                },
                id: exchange.id,
            })
            .collect(),
        begin: FROM_A_FILE
            .into_iter()
            .map(|kind| (kind.name(), words.named("exchange-begin", kind.name())))
            .collect(),
        consents: consents(words, file, today),
        frame,
    }
}

/// Every consent of the file in the order in which they were given, those that were withdrawn or have run out among them.
fn consents(words: Words, file: &OpenFile, today: Date) -> Vec<ConsentRow> {
    let mut rows: Vec<(String, ConsentRow)> = Vec::new();
    for entry in file.journal.counted() {
        match &entry.act {
            Act::ApplicationRegistered(facts) if facts.consent => rows.push((
                String::new(),
                ConsentRow {
                    scope: words.text("consent-application"),
                    to: words.text("consent-to-the-organization"),
                    given: words.full_day(entry.on),
                    until: String::new(),
                    state: words.text("consent-in-force"),
                },
            )),
            Act::ConsentGiven(facts) => {
                let state = match facts.until {
                    Some(until) if until < today => "consent-over",
                    _ => "consent-in-force",
                };
                rows.push((
                    facts.scope.to_string(),
                    ConsentRow {
                        scope: scope_words(words, file, facts.scope.as_str()),
                        to: facts.to.to_string(),
                        given: words.full_day(entry.on),
                        until: facts.until.map_or_else(
                            || words.text("exchange-until-withdrawn"),
                            |until| words.full_day(until),
                        ),
                        state: words.text(state),
                    },
                ));
            }
            Act::ConsentWithdrawn(facts) => {
                let day = words.full_day(entry.on);
                let withdrawn = words.with_text("consent-withdrawn-on", "day", &day);
                for (scope, row) in &mut rows {
                    if *scope == facts.scope.as_str() {
                        row.state = crate::words::plain(&withdrawn);
                    }
                }
            }
            _ => {}
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// What a consent is to: a document of the file by its name, a transfer, or what was written.
fn scope_words(words: Words, file: &OpenFile, scope: &str) -> String {
    if scope == TRANSFER {
        return words.text("consent-transfer");
    }
    file.documents
        .iter()
        .find(|head| head.id == scope)
        .map_or_else(
            || scope.to_owned(),
            |head| {
                format!(
                    "{}, {}",
                    words.text(head.form.name()),
                    words.full_day(head.on)
                )
            },
        )
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: standard::lang::Lang) -> String {
    let frame = crate::people::file::sample_frame(lang, "/people/k3f9x2mp/exchanges");
    let today = jiff::civil::date(2022, 10, 27);
    let exchanges = crate::requests::passing::sample_exchanges()
        .into_iter()
        .map(|open| open.summary)
        .collect();
    exchanges_page(frame, &crate::people::file::sample_file(), exchanges, today)
        .render()
        .unwrap_or_default()
}
