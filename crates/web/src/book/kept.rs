//! The book as the head keeps it: entries with their answers, the monthly review, and what staff enter from paper.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use standard::{
    chapter_4_stay::para_25_complaints_book::{
        Came, Entry, Kind as EntryKind, Month, Reply, Review, Wording, review,
    },
    lang::Lang,
    register::Register,
};
use store::{Answer, BodyKind, NewLine, RegisterLine, Session};

use super::{
    FormPage, HouseDue, carried_id, due, given, keeps_the_book, month_words, trouble_of, wrong_of,
};
use crate::{
    Web,
    form::{
        Answers, Field, Read, Section, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    session::{Sent, SignedIn},
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

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    done: Option<String>,
    month: Option<String>,
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
    Query(Asked { done, .. }): Query<Asked>,
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

fn notice(words: Words, done: Option<&str>) -> String {
    match done {
        Some("entered") => words.text("book-entered"),
        Some("answered") => words.text("book-answered"),
        Some("worded") => words.text("book-worded"),
        Some("reviewed") => words.text("book-reviewed"),
        _ => String::new(),
    }
}

fn book_page(
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

const NEW: &[Section] = &[Section::new(
    "",
    &[
        Field::one_of("entry_kind", &["complaint", "suggestion", "thanks"])
            .needed()
            .first("complaint"),
        Field::one_of("came", &["paper", "spoken"])
            .needed()
            .first("paper"),
        Field::day("on").needed().today(),
        Field::area("text").needed().hinted(),
        Field::line("name").hinted(),
        Field::line("contact").hinted(),
    ],
)];

const REPLY: &[Section] = &[Section::new(
    "",
    &[
        Field::area("text").needed().hinted(),
        Field::area("done").hinted(),
    ],
)];

const WORDING: &[Section] = &[Section::new("", &[Field::area("text").needed().hinted()])];

const REVIEW: &[Section] = &[Section::new(
    "",
    &[
        Field::line("month").needed().hinted(),
        Field::area("remark"),
        Field::mark("seen"),
    ],
)];

/// A page with one form of the book.
pub(super) struct Asking {
    pub(super) frame: Frame,
    pub(super) scope: &'static str,
    pub(super) title: String,
    pub(super) lead: Vec<String>,
    pub(super) quote: String,
    pub(super) action: String,
    pub(super) back: &'static str,
    pub(super) back_text: String,
    pub(super) button: &'static str,
}

impl Asking {
    pub(super) fn page(
        self,
        web: &Web,
        sections: &[Section],
        answers: &Answers,
        wrong: &[Wrong],
    ) -> FormPage {
        let words = self.frame.words;
        let sections = Scope::new(words, self.scope).sections(sections, answers, wrong);
        FormPage {
            back: (self.back, self.back_text),
            title: self.title,
            lead: self.lead,
            quote: self.quote,
            action: self.action,
            hidden: vec![("act_id", carried_id(web, answers).to_text())],
            errors: error_links(&sections),
            sections,
            button: words.text(self.button),
            frame: self.frame,
        }
    }

    pub(super) fn again(
        self,
        web: &Web,
        sections: &[Section],
        answers: &Answers,
        wrong: &[Wrong],
    ) -> Response {
        let page = page(&self.page(web, sections, answers, wrong));
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    }
}

fn asking(frame: Frame, scope: &'static str, title: &str, action: String) -> Asking {
    let words = frame.words;
    Asking {
        scope,
        title: words.text(title),
        lead: Vec::new(),
        quote: String::new(),
        action,
        back: "/house/book",
        back_text: words.text("book-title"),
        button: "button-record",
        frame,
    }
}

fn is_of_an_organization(session: &Session) -> bool {
    matches!(session.body().kind, BodyKind::Organization { .. })
}

fn new_page(frame: Frame, keeps: bool) -> Asking {
    let mut page = asking(
        frame,
        "book-paper",
        "book-new-title",
        "/house/book/new".to_owned(),
    );
    page.lead = vec![page.frame.words.text("book-new-lead")];
    if !keeps {
        page.back = "/house";
        page.back_text = page.frame.words.text("house-title");
    }
    page
}

/// `GET /house/book/new`: what came on paper or was said; any member of staff enters it.
pub async fn ask_new(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    if !is_of_an_organization(&session) {
        return Trouble::NotFound.into_response();
    }
    let answers = Answers::first(NEW, web.store.today());
    page(&new_page(frame, keeps_the_book(&session)).page(&web, NEW, &answers, &[]))
}

/// `POST /house/book/new`
pub async fn add(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    if !is_of_an_organization(&session) {
        return Trouble::NotFound.into_response();
    }
    let read = Read::of(NEW, &answers, web.store.today());
    let mut wrong = read.wrong;
    let on = crate::form::read::parse_day(answers.get("on").trim()).ok();
    if let (true, Some(on)) = (wrong.is_empty(), on) {
        let entry = Entry {
            kind: EntryKind::from_name(answers.get("entry_kind")).unwrap_or(EntryKind::Complaint),
            text: given(&answers, "text").unwrap_or_default(),
            on,
            came: Came::from_name(answers.get("came")).unwrap_or(Came::Paper),
            language: frame.words.lang,
            name: given(&answers, "name"),
            contact: given(&answers, "contact"),
        };
        let line = NewLine::new(carried_id(&web, &answers), entry);
        match web.store.register_add(&session, &line).await {
            Ok(_) if keeps_the_book(&session) => {
                return Redirect::to("/house/book?done=entered").into_response();
            }
            Ok(_) => return Redirect::to("/house").into_response(),
            Err(error) => match wrong_of(error, "") {
                Ok(found) => wrong = found,
                Err(trouble) => return trouble.into_response(),
            },
        }
    }
    new_page(frame, keeps_the_book(&session)).again(&web, NEW, &answers, &wrong)
}

async fn entry_of(web: &Web, session: &Session, number: u32) -> Result<Entry, Trouble> {
    if !keeps_the_book(session) {
        return Err(Trouble::NotFound);
    }
    let lines = web
        .store
        .register_read::<Entry>(session)
        .await
        .map_err(trouble_of)?;
    lines
        .into_iter()
        .find(|line| line.line.number == number)
        .map(|line| line.line.content)
        .ok_or(Trouble::NotFound)
}

fn reply_page(frame: Frame, number: u32, entry: &Entry) -> Asking {
    let mut page = asking(
        frame,
        "book-reply",
        "book-reply-title",
        format!("/house/book/{number}"),
    );
    let words = page.frame.words;
    page.lead = vec![entry_view(words, number, entry, "", Vec::new()).told];
    if entry.came == Came::Page {
        page.lead.push(words.text("book-reply-lead"));
    }
    page.quote = entry.text.clone();
    page
}

/// `GET /house/book/{number}`: the answer to an entry.
pub async fn ask_reply(
    State(web): State<Web>,
    Path(number): Path<u32>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match entry_of(&web, &session, number).await {
        Ok(entry) => {
            page(&reply_page(frame, number, &entry).page(&web, REPLY, &Answers::default(), &[]))
        }
        Err(trouble) => trouble.into_response(),
    }
}

/// `POST /house/book/{number}`
pub async fn reply(
    State(web): State<Web>,
    Path(number): Path<u32>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let entry = match entry_of(&web, &session, number).await {
        Ok(entry) => entry,
        Err(trouble) => return trouble.into_response(),
    };
    let (reply, told, mut wrong) = reply_of(&web, number, &answers);
    if wrong.is_empty() {
        let line = NewLine::new(carried_id(&web, &answers), reply);
        let to = (Register::Complaints, number);
        match web.store.register_answer(&session, &line, to, &told).await {
            Ok(_) => return Redirect::to("/house/book?done=answered").into_response(),
            Err(error) => match wrong_of(error, "") {
                Ok(found) => wrong = found,
                Err(trouble) => return trouble.into_response(),
            },
        }
    }
    reply_page(frame, number, &entry).again(&web, REPLY, &answers, &wrong)
}

/// The answer as it was typed: for the book, and for whoever has the code.
pub(super) fn reply_of(web: &Web, number: u32, answers: &Answers) -> (Reply, Answer, Vec<Wrong>) {
    let on = web.store.today();
    let text = given(answers, "text").unwrap_or_default();
    let reply = Reply {
        to: number,
        text: text.clone(),
        done: given(answers, "done"),
        on,
    };
    let wrong = Read::of(REPLY, answers, on).wrong;
    (reply, Answer { on, text }, wrong)
}

/// The fields of an answer.
pub(super) const REPLY_SECTIONS: &[Section] = REPLY;

fn wording_page(frame: Frame, number: u32, entry: &Entry) -> Asking {
    let mut page = asking(
        frame,
        "book-wording",
        "book-wording-title",
        format!("/house/book/{number}/wording"),
    );
    page.lead = vec![page.frame.words.text("book-wording-lead")];
    page.quote = entry.text.clone();
    page
}

/// `GET /house/book/{number}/wording`: how an entry is shown on demand.
pub async fn ask_wording(
    State(web): State<Web>,
    Path(number): Path<u32>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match entry_of(&web, &session, number).await {
        Ok(entry) => {
            let mut answers = Answers::default();
            answers.push("text", entry.text.clone());
            page(&wording_page(frame, number, &entry).page(&web, WORDING, &answers, &[]))
        }
        Err(trouble) => trouble.into_response(),
    }
}

/// `POST /house/book/{number}/wording`
pub async fn word(
    State(web): State<Web>,
    Path(number): Path<u32>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let entry = match entry_of(&web, &session, number).await {
        Ok(entry) => entry,
        Err(trouble) => return trouble.into_response(),
    };
    let on = web.store.today();
    let mut wrong = Read::of(WORDING, &answers, on).wrong;
    if wrong.is_empty() {
        let wording = Wording {
            of: number,
            text: given(&answers, "text").unwrap_or_default(),
            on,
        };
        let line = NewLine::new(carried_id(&web, &answers), wording);
        match web.store.register_add(&session, &line).await {
            Ok(_) => return Redirect::to("/house/book?done=worded").into_response(),
            Err(error) => match wrong_of(error, "") {
                Ok(found) => wrong = found,
                Err(trouble) => return trouble.into_response(),
            },
        }
    }
    wording_page(frame, number, &entry).again(&web, WORDING, &answers, &wrong)
}

fn review_page(frame: Frame, entries: u32) -> Asking {
    let mut page = asking(
        frame,
        "book-review",
        "book-review-title",
        "/house/book/review".to_owned(),
    );
    let words = page.frame.words;
    let seen = plain(&words.with_count("book-review-lead", "number", i64::from(entries)));
    page.lead = vec![seen];
    page.button = "book-review-sign";
    page
}

/// `GET /house/book/review`: the head's review of a month.
pub async fn ask_review(
    State(web): State<Web>,
    Query(Asked { month, .. }): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    if !keeps_the_book(&session) {
        return Trouble::NotFound.into_response();
    }
    let state = match web.store.book_state(&session).await {
        Ok(state) => state,
        Err(error) => return trouble_of(error).into_response(),
    };
    let month = month
        .and_then(|month| month.parse().ok())
        .or(state.owed.first().map(|owed| owed.month))
        .unwrap_or(Month::of(web.store.today()));
    let mut answers = Answers::default();
    answers.push("month", month.to_string());
    page(&review_page(frame, state.entries).page(&web, REVIEW, &answers, &[]))
}

/// `POST /house/book/review`
pub async fn sign_review(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    if !keeps_the_book(&session) {
        return Trouble::NotFound.into_response();
    }
    let state = match web.store.book_state(&session).await {
        Ok(state) => state,
        Err(error) => return trouble_of(error).into_response(),
    };
    let on = web.store.today();
    let mut wrong = Read::of(REVIEW, &answers, on).wrong;
    if answers.get("seen") != "yes" {
        wrong.push(Wrong::at("seen", "review-unsigned"));
    }
    let month = answers.get("month").trim().parse::<Month>();
    if month.is_err() && wrong.iter().all(|each| each.field != "month") {
        wrong.push(Wrong::at("month", "month"));
    }
    if let (Ok(month), true) = (month, wrong.is_empty()) {
        let mark = Review {
            month,
            up_to: state.entries,
            remark: given(&answers, "remark"),
            on,
        };
        match review(mark, state.opened, state.entries, state.seen) {
            Err(reason) => wrong.push(Wrong::at("month", reason.name())),
            Ok(mark) => {
                let line = NewLine::new(carried_id(&web, &answers), mark);
                match web.store.register_add(&session, &line).await {
                    Ok(_) => return Redirect::to("/house/book?done=reviewed").into_response(),
                    Err(error) => match wrong_of(error, "") {
                        Ok(found) => wrong = found,
                        Err(trouble) => return trouble.into_response(),
                    },
                }
            }
        }
    }
    review_page(frame, state.entries).again(&web, REVIEW, &answers, &wrong)
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house/book");
    let words = Words::new(lang);
    let opened = sample();
    let due = vec![HouseDue {
        day: "24.03.2022".to_owned(),
        late: true,
        text: "–".to_owned(),
        address: "/house/book/review".to_owned(),
    }];
    let book = book_page(
        frame(),
        "k3f9x2mp",
        notice(words, Some("answered")),
        due,
        &opened,
    );
    let none = Opened {
        entries: Vec::new(),
        replies: Vec::new(),
        wordings: Vec::new(),
        reviews: Vec::new(),
    };
    let empty = book_page(frame(), "k3f9x2mp", String::new(), Vec::new(), &none);
    let entry = &opened.entries[0].line.content;
    let wrong = [
        Wrong::at("text", "missing"),
        Wrong::at("month", "review-not-begun"),
    ];
    let form = |asking: Asking, sections: &[Section]| {
        let scope = Scope::new(words, asking.scope);
        let sections = scope.sections(sections, &Answers::default(), &wrong);
        FormPage {
            back: (asking.back, asking.back_text),
            title: asking.title,
            lead: asking.lead,
            quote: asking.quote,
            action: asking.action,
            hidden: Vec::new(),
            errors: error_links(&sections),
            sections,
            button: words.text(asking.button),
            frame: asking.frame,
        }
        .render()
        .unwrap_or_default()
    };
    vec![
        book.render().unwrap_or_default(),
        empty.render().unwrap_or_default(),
        form(new_page(frame(), false), NEW),
        form(reply_page(frame(), 1, entry), REPLY),
        form(wording_page(frame(), 1, entry), WORDING),
        form(review_page(frame(), 2), REVIEW),
    ]
}

/// A book for samples.
pub(super) fn sample() -> Opened {
    let on = jiff::civil::date(2022, 3, 24);
    fn line<T>(content: T) -> RegisterLine<T> {
        RegisterLine {
            line: standard::register::Line {
                number: 1,
                corrects: None,
                content,
            },
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            by_account: "a1".to_owned(),
            by: "Айгүл".to_owned(),
        }
    }
    Opened {
        entries: vec![line(Entry {
            kind: EntryKind::Complaint,
            text: "<Суық>".to_owned(),
            on,
            came: Came::Page,
            language: Lang::Kk,
            name: Some("Үлгі".to_owned()),
            contact: Some("3-бөлме".to_owned()),
        })],
        replies: vec![line(Reply {
            to: 1,
            text: "Жылу қосылды.".to_owned(),
            done: Some("–".to_owned()),
            on,
        })],
        wordings: vec![line(Wording {
            of: 1,
            text: "Суық".to_owned(),
            on,
        })],
        reviews: vec![line(Review {
            month: Month::of(on),
            up_to: 1,
            remark: Some("–".to_owned()),
            on,
        })],
    }
}
