//! What a file has sent and received, and every consent in one place.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use forms::{ConsentLine, ConsentState, ConsentTo, OwnCopyLang, OwnSheetLines};
use jiff::civil::Date;
use standard::{act::Act, exchange::TRANSFER};
use store::{Content, ExchangeSummary, OpenFile};

use crate::{
    Web,
    frame::{Frame, page},
    people::readings::{self, OWN_SHEET},
    requests::{kind_of, not_opened, sending::FROM_A_FILE},
    session::{SignedIn, broken},
    trouble::Trouble,
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
    /// The languages of the sheet for the recipient: code and name.
    sheets: Vec<(&'static str, String)>,
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
        consents: consents(file, today)
            .into_iter()
            .map(|line| consent_row(words, line))
            .collect(),
        sheets: readings::sheets(words),
        frame,
    }
}

/// Every consent of the file in the order in which they were given, those that were withdrawn or have run out among them.
pub fn consents(file: &OpenFile, today: Date) -> Vec<ConsentLine> {
    let mut lines: Vec<(String, ConsentLine)> = Vec::new();
    for entry in file.journal.counted() {
        match &entry.act {
            Act::ApplicationRegistered(facts) if facts.consent => {
                let line = ConsentLine {
                    what: ConsentTo::Services,
                    to: None,
                    given: entry.on,
                    until: None,
                    state: ConsentState::InForce,
                };
                lines.push((String::new(), line));
            }
            Act::ConsentGiven(facts) => {
                let line = ConsentLine {
                    what: consent_to(file, facts.scope.as_str()),
                    to: Some(facts.to.to_string()),
                    given: entry.on,
                    until: facts.until,
                    state: match facts.until {
                        Some(until) if until < today => ConsentState::Over,
                        _ => ConsentState::InForce,
                    },
                };
                lines.push((facts.scope.to_string(), line));
            }
            Act::ConsentWithdrawn(facts) => {
                for (scope, line) in &mut lines {
                    let was_withdrawn = matches!(line.state, ConsentState::Withdrawn(_));
                    if *scope == facts.scope.as_str() && !was_withdrawn {
                        line.state = ConsentState::Withdrawn(entry.on);
                    }
                }
            }
            _ => {}
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What a consent is to: a document of the file, a transfer, or what was written.
fn consent_to(file: &OpenFile, scope: &str) -> ConsentTo {
    if scope == TRANSFER {
        return ConsentTo::Transfer;
    }
    let document = file.documents.iter().find(|head| head.id == scope);
    document.map_or_else(
        || ConsentTo::Written(scope.to_owned()),
        |head| ConsentTo::Document(head.form, head.on),
    )
}

fn what_words(words: Words, what: ConsentTo) -> String {
    match what {
        ConsentTo::Services => words.text("consent-application"),
        ConsentTo::Transfer => words.text("consent-transfer"),
        ConsentTo::Document(form, on) => {
            format!("{}, {}", words.form(form), words.full_day(on))
        }
        ConsentTo::Written(text) => text,
    }
}

/// What a consent is to, in words.
pub fn scope_words(words: Words, file: &OpenFile, scope: &str) -> String {
    what_words(words, consent_to(file, scope))
}

fn consent_row(words: Words, line: ConsentLine) -> ConsentRow {
    let state = match line.state {
        ConsentState::InForce => words.text("consent-in-force"),
        ConsentState::Over => words.text("consent-over"),
        ConsentState::Withdrawn(on) => {
            let day = words.full_day(on);
            crate::words::plain(&words.with_text("consent-withdrawn-on", "day", &day))
        }
    };
    let until = match (line.until, &line.what) {
        (Some(until), _) => words.full_day(until),
        (None, ConsentTo::Services) => String::new(),
        (None, _) => words.text("exchange-until-withdrawn"),
    };
    ConsentRow {
        scope: what_words(words, line.what),
        to: line
            .to
            .unwrap_or_else(|| words.text("consent-to-the-organization")),
        given: words.full_day(line.given),
        until,
        state,
    }
}

/// `GET /people/{code}/consents/pdf/{lang}`: the consents on a sheet for the recipient.
pub async fn sheet(
    State(web): State<Web>,
    Path((code, lang)): Path<(String, String)>,
    SignedIn { session, .. }: SignedIn,
) -> Result<Response, Trouble> {
    let lang = OwnCopyLang::from_code(&lang).ok_or(Trouble::NotFound)?;
    let file = web.store.export_journal(&session, &code, OWN_SHEET).await;
    let file = match file {
        Ok(file) => file,
        Err(error) => return Ok(not_opened(error)),
    };
    let lines = OwnSheetLines::Consents(consents(&file, web.store.today()));
    readings::own_sheet(&web, &session, (&code, "consents", lang), lines).await
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
