//! The book as it is shown at once to whoever demands it: without any name, and without anything that leads to somebody.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use standard::{
    chapter_4_stay::para_25_complaints_book::{shown_on_demand, without_names},
    lang::Lang,
};
use store::{RegisterError, Session};
use utoipa::ToSchema;

use super::{
    kept::{Opened, open},
    samples::sample,
    trouble_of,
};
use crate::{
    Web,
    frame::{Frame, page},
    session::SignedIn,
    trouble::Trouble,
};

/// An entry without any name.
#[derive(Serialize, ToSchema)]
pub struct ShownEntry {
    /// Its number in the book.
    pub number: u32,
    /// `complaint`, `suggestion` or `thanks`.
    #[schema(example = "complaint")]
    pub kind: &'static str,
    /// The day.
    #[schema(format = "date")]
    pub on: String,
    /// The words, with `[…]` in the place of names and numbers.
    pub text: String,
    /// The answers, in the same way.
    pub answers: Vec<ShownAnswer>,
}

/// An answer without any name.
#[derive(Serialize, ToSchema)]
pub struct ShownAnswer {
    /// The day.
    #[schema(format = "date")]
    pub on: String,
    /// The words.
    pub text: String,
}

struct Row {
    number: u32,
    told: String,
    text: String,
    answers: Vec<String>,
}

#[derive(Template)]
#[template(path = "book_shown.html")]
struct ShownPage {
    frame: Frame,
    /// A file does not open whose names must be left out: nothing is shown.
    closed: bool,
    rows: Vec<Row>,
}

/// Why the book is not shown.
pub enum NotShown {
    /// A file of the house does not open to whoever asks, so that its names cannot be left out.
    NamesClosed,
    /// She does not keep the book, or something failed.
    Trouble(Trouble),
}

impl From<Trouble> for NotShown {
    fn from(trouble: Trouble) -> Self {
        NotShown::Trouble(trouble)
    }
}

impl NotShown {
    /// The page that says so, for a page or a file that was asked for.
    pub(super) fn page(self, frame: Frame) -> Response {
        match self {
            NotShown::NamesClosed => {
                let page = page(&ShownPage {
                    frame,
                    closed: true,
                    rows: Vec::new(),
                });
                (StatusCode::CONFLICT, page).into_response()
            }
            NotShown::Trouble(trouble) => trouble.into_response(),
        }
    }
}

/// The entries as they are shown, the oldest first. Only whoever holds every name can take the names out.
///
/// # Errors
/// [`NotShown`]; [`Trouble::NotFound`] for whoever does not keep the book.
pub async fn entries(web: &Web, session: &Session) -> Result<Vec<ShownEntry>, NotShown> {
    let opened = open(web, session).await?;
    entries_of(web, session, &opened).await
}

/// The same, of a book that is open already.
pub(super) async fn entries_of(
    web: &Web,
    session: &Session,
    opened: &Opened,
) -> Result<Vec<ShownEntry>, NotShown> {
    match web.store.names_of_recipients(session).await {
        Ok(names) => Ok(shown(opened, &names)),
        Err(RegisterError::NamesClosed) => Err(NotShown::NamesClosed),
        Err(error) => Err(trouble_of(error).into()),
    }
}

fn shown(opened: &Opened, names: &[String]) -> Vec<ShownEntry> {
    let worded: BTreeMap<_, _> = opened.worded();
    opened
        .entries
        .iter()
        .map(|line| {
            let (number, entry) = (line.line.number, &line.line.content);
            let own = entry.name.iter().chain(&entry.contact);
            let all: Vec<&str> = names.iter().chain(own).map(String::as_str).collect();
            let answers = opened
                .replies
                .iter()
                .map(|reply| &reply.line.content)
                .filter(|reply| reply.to == number)
                .map(|reply| ShownAnswer {
                    on: reply.on.to_string(),
                    text: without_names(&reply.text, &all),
                })
                .collect();
            ShownEntry {
                number,
                kind: entry.kind.name(),
                on: entry.on.to_string(),
                text: shown_on_demand(entry, worded.get(&number).copied(), names),
                answers,
            }
        })
        .collect()
}

/// `GET /house/book/shown`
pub async fn show(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    match entries(&web, &session).await {
        Ok(entries) => page(&shown_page(frame, entries)),
        Err(not_shown) => not_shown.page(frame),
    }
}

fn shown_page(frame: Frame, entries: Vec<ShownEntry>) -> ShownPage {
    let words = frame.words;
    let day = |day: &str| {
        day.parse()
            .map(|day| words.full_day(day))
            .unwrap_or_default()
    };
    let rows = entries
        .into_iter()
        .map(|entry| Row {
            number: entry.number,
            told: format!(
                "{}, {}",
                words.named("value-entry_kind", entry.kind),
                day(&entry.on)
            ),
            text: entry.text,
            answers: entry
                .answers
                .into_iter()
                .map(|answer| format!("{}: {}", day(&answer.on), answer.text))
                .collect(),
        })
        .collect();
    ShownPage {
        frame,
        closed: false,
        rows,
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house/book/shown");
    let entries = shown(&sample(), &["Үлгі".to_owned()]);
    let closed = ShownPage {
        frame: frame(),
        closed: true,
        rows: Vec::new(),
    };
    [entries, Vec::new()]
        .into_iter()
        .map(|entries| shown_page(frame(), entries))
        .chain([closed])
        .map(|page| page.render().unwrap_or_default())
        .collect()
}
