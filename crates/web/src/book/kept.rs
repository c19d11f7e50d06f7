//! The book as the head keeps it: its entries with their answers, and the reviews.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use standard::chapter_4_stay::para_25_complaints_book::{Entry, Reply, Review, Wording};
use store::{RegisterLine, Session};

use super::{HouseDue, due, keeps_the_book, month_words, trouble_of};
use crate::{
    Web,
    frame::{Frame, page},
    session::{Done, SignedIn},
    trouble::Trouble,
    words::{Words, arguments, plain},
};

/// An answer, ready for the page.
pub struct ReplyView {
    /// Day and name.
    pub told: String,
    /// The words.
    pub text: String,
    /// What was done.
    pub done: String,
}

/// An entry, ready for the page.
pub struct EntryView {
    /// Its number.
    pub number: u32,
    /// Kind, day, how it came, who entered it.
    pub told: String,
    /// The words.
    pub text: String,
    /// Name and way to answer, when given.
    pub from: String,
    /// How it is shown on demand, when worded anew.
    pub wording: String,
    /// The answers.
    pub replies: Vec<ReplyView>,
    /// Where it is answered.
    pub answer: String,
    /// Where it is worded for showing; empty where it is not shown.
    pub word: String,
}

#[derive(Template)]
#[template(path = "book.html")]
pub(super) struct BookPage {
    pub(super) frame: Frame,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) notice: String,
    pub(super) house_due: Vec<HouseDue>,
    pub(super) places: Vec<(String, String)>,
    pub(super) entries: Vec<EntryView>,
    pub(super) reviews: Vec<String>,
    pub(super) empty: String,
}

/// The book with everything that belongs to its entries.
pub(super) struct Opened {
    pub(super) entries: Vec<RegisterLine<Entry>>,
    pub(super) replies: Vec<RegisterLine<Reply>>,
    pub(super) wordings: Vec<RegisterLine<Wording>>,
    pub(super) reviews: Vec<RegisterLine<Review>>,
}

impl Opened {
    /// The newest wording of each entry that has one.
    pub(super) fn worded(&self) -> BTreeMap<u32, &Wording> {
        self.wordings
            .iter()
            .map(|line| (line.line.content.of, &line.line.content))
            .collect()
    }
}

/// Opens the book; for the head alone.
pub(super) async fn open(web: &Web, session: &Session) -> Result<Opened, Trouble> {
    if !keeps_the_book(session) {
        return Err(Trouble::NotFound);
    }
    Ok(Opened {
        entries: web.store.register_read(session).await.map_err(trouble_of)?,
        replies: web.store.register_read(session).await.map_err(trouble_of)?,
        wordings: web.store.register_read(session).await.map_err(trouble_of)?,
        reviews: web.store.register_read(session).await.map_err(trouble_of)?,
    })
}

/// `GET /house/book`
pub async fn show(
    State(web): State<Web>,
    Query(Done { done }): Query<Done>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let opened = match open(&web, &session).await {
        Ok(opened) => opened,
        Err(trouble) => return trouble.into_response(),
    };
    let words = frame.words;
    let due = match due(&web, &session, words, web.store.today()).await {
        Ok(due) => due,
        Err(error) => return trouble_of(error).into_response(),
    };
    let notice = notice(words, done.as_deref());
    page(&book_page(
        frame,
        &session.body().code,
        notice,
        due,
        &opened,
    ))
}

pub(super) fn notice(words: Words, done: Option<&str>) -> String {
    match done {
        Some("entered") => words.text("book-entered"),
        Some("answered") => words.text("book-answered"),
        Some("worded") => words.text("book-worded"),
        Some("reviewed") => words.text("book-reviewed"),
        _ => String::new(),
    }
}

pub(super) fn book_page(
    frame: Frame,
    body: &str,
    notice: String,
    due: Vec<HouseDue>,
    opened: &Opened,
) -> BookPage {
    let words = frame.words;
    let worded = opened.worded();
    let entries = opened
        .entries
        .iter()
        .rev()
        .map(|line| {
            let number = line.line.number;
            let replies = opened
                .replies
                .iter()
                .filter(|reply| reply.line.content.to == number)
                .map(|reply| reply_view(words, &reply.line.content, &reply.by))
                .collect();
            EntryView {
                wording: worded
                    .get(&number)
                    .map(|wording| wording.text.clone())
                    .unwrap_or_default(),
                word: format!("/house/book/{number}/wording"),
                answer: format!("/house/book/{number}"),
                ..entry_view(words, number, &line.line.content, &line.by, replies)
            }
        })
        .collect();
    let reviews = opened
        .reviews
        .iter()
        .rev()
        .map(|line| reviewed(words, &line.line.content, &line.by))
        .collect();
    let place = |address: &str, id: &str| (address.to_owned(), words.text(id));
    BookPage {
        title: words.text("book-title"),
        lead: words.text("book-lead"),
        notice,
        house_due: due,
        places: vec![
            place("/house/book/review", "book-review-title"),
            place("/house/book/new", "book-new-title"),
            place("/house/book/shown", "book-shown-title"),
            place(&format!("/book?at={body}"), "book-open-page"),
            place("/rights", "book-rights-page"),
        ],
        entries,
        reviews,
        empty: words.text("book-empty"),
        frame,
    }
}

/// An entry or a message, without where it is answered.
pub(super) fn entry_view(
    words: Words,
    number: u32,
    entry: &Entry,
    by: &str,
    replies: Vec<ReplyView>,
) -> EntryView {
    let told = arguments([
        (
            "kind",
            words.named("value-entry_kind", entry.kind.name()).into(),
        ),
        ("day", words.full_day(entry.on).into()),
        ("came", words.named("value-came", entry.came.name()).into()),
    ]);
    let mut told = plain(&words.with("book-entry-told", &told));
    if !by.is_empty() {
        told = format!(
            "{told}; {}",
            plain(&words.with_text("book-entered-by", "name", by))
        );
    }
    let from: Vec<&str> = [entry.name.as_deref(), entry.contact.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    EntryView {
        number,
        told,
        text: entry.text.clone(),
        from: from.join(", "),
        wording: String::new(),
        replies,
        answer: String::new(),
        word: String::new(),
    }
}

pub(super) fn reply_view(words: Words, reply: &Reply, by: &str) -> ReplyView {
    let told = arguments([
        ("day", words.full_day(reply.on).into()),
        ("name", by.to_owned().into()),
    ]);
    ReplyView {
        told: plain(&words.with("book-reply-told", &told)),
        text: reply.text.clone(),
        done: reply.done.clone().unwrap_or_default(),
    }
}

fn reviewed(words: Words, review: &Review, by: &str) -> String {
    let told = arguments([
        ("month", month_words(words, review.month).into()),
        ("day", words.full_day(review.on).into()),
        ("name", by.to_owned().into()),
        ("number", i64::from(review.up_to).into()),
    ]);
    let told = plain(&words.with("book-review-told", &told));
    match &review.remark {
        Some(remark) => format!("{told} {remark}"),
        None => told,
    }
}
