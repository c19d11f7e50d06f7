//! The book of complaints and suggestions (paragraphs 25 and 26), and the ways to complain that pass it by.
//!
//! | module | for whom |
//! |---|---|
//! | [`visitors`] | whoever has no account: rights, writing, reading the answer, leaving at once |
//! | [`kept`] | the head, who keeps the book |
//! | [`replying`], [`reviewing`] | the head: answers, wordings for showing, the monthly review |
//! | [`entering`] | staff who enter what came on paper |
//! | [`shown`], [`paper`] | whoever demands to see the book, on a page or on paper |
//! | [`messages`] | the one to whom a confidential message went |

mod asking;
pub mod entering;
pub mod kept;
pub mod messages;
pub mod pace;
pub mod paper;
pub mod replying;
pub mod reviewing;
#[doc(hidden)]
pub mod samples;
pub mod shown;
pub mod visitors;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use jiff::civil::Date;
use standard::{
    chapter_4_stay::para_25_complaints_book::{Month, ReviewOwed},
    compartment::Compartment,
};
use store::{ActId, BodyKind, RegisterError, Session};

use crate::{
    Web,
    form::{Answers, SectionView, Wrong},
    frame::Frame,
    session::broken,
    trouble::Trouble,
    words::{Words, arguments, plain},
};

/// Something of the house that is to be done, with its day.
pub struct HouseDue {
    /// The day in words; empty when there is none.
    pub day: String,
    /// Whether the day is past.
    pub late: bool,
    /// The sentence.
    pub text: String,
    /// Where it is done.
    pub address: String,
}

impl HouseDue {
    /// What has no day, and so is never late.
    pub fn of_no_day(text: String, address: String) -> Self {
        HouseDue {
            day: String::new(),
            late: false,
            text,
            address,
        }
    }
}

/// A page with one form of the house.
#[derive(askama::Template)]
#[template(path = "house_form.html")]
pub struct FormPage {
    /// The frame.
    pub frame: Frame,
    /// Where the page belongs: address and words.
    pub back: (&'static str, String),
    /// The heading.
    pub title: String,
    /// Sentences under it.
    pub lead: Vec<String>,
    /// Somebody's own words, to which the form belongs; empty for none.
    pub quote: String,
    /// Where the form goes.
    pub action: String,
    /// Hidden fields.
    pub hidden: Vec<(&'static str, String)>,
    /// The fields.
    pub sections: Vec<SectionView>,
    /// The errors, each with its field.
    pub errors: Vec<(String, String)>,
    /// The words of the button.
    pub button: String,
}

/// The id that a page carries, so that sending it twice records it once.
pub fn carried_id(web: &Web, sent: &Answers) -> ActId {
    ActId::from_text(sent.get("act_id")).unwrap_or_else(|| ActId(web.random_bytes()))
}

/// What was typed into a field, without the space around it; nothing when it is empty.
pub fn given(answers: &Answers, field: &str) -> Option<String> {
    let text = answers.get(field).trim().replace("\r\n", "\n");
    (!text.is_empty()).then_some(text)
}

/// The errors of a line beside the fields of its form; what only the database can say becomes a page of its own.
pub fn wrong_of(error: RegisterError, prefix: &str) -> Result<Vec<Wrong>, Trouble> {
    match error {
        RegisterError::Content(problems) => Ok(problems
            .into_iter()
            .map(|problem| Wrong::at(format!("{prefix}{}", problem.field), problem.problem))
            .collect()),
        RegisterError::NotFound | RegisterError::NoSuchLine | RegisterError::NamesClosed => {
            Err(Trouble::NotFound)
        }
        RegisterError::Store(error) => Err(broken(&error)),
    }
}

/// The page for what could not be read.
pub fn trouble_of(error: RegisterError) -> Trouble {
    match error {
        RegisterError::Store(error) => broken(&error),
        _ => Trouble::NotFound,
    }
}

/// "March 2022".
pub fn month_words(words: Words, month: Month) -> String {
    let name = words.text(&format!("month-alone-{}", month.number()));
    let year = month.year().to_string();
    plain(&words.with(
        "month-of-year",
        &arguments([("month", name.into()), ("year", year.into())]),
    ))
}

/// What the book asks of the head: reviews that are owed, entries and messages without an answer. Nothing for anybody else.
///
/// # Errors
/// [`RegisterError`] when the database fails.
pub async fn due(
    web: &Web,
    session: &Session,
    words: Words,
    today: Date,
) -> Result<Vec<HouseDue>, RegisterError> {
    if !matches!(session.body().kind, BodyKind::Organization { .. }) {
        let waiting = match receives_messages(session) {
            true => web.store.messages_waiting(session).await?,
            false => 0,
        };
        return Ok(counted(
            words,
            "book-messages-waiting",
            waiting,
            "/house/messages",
        ));
    }
    if !session.is_head() {
        return Ok(Vec::new());
    }
    let state = web.store.book_state(session).await?;
    let mut due = reviews_due(words, &state.owed, today);
    due.extend(counted(
        words,
        "book-unanswered",
        state.unanswered.len(),
        "/house/book",
    ));
    due.extend(counted(
        words,
        "book-messages-waiting",
        state.messages.len(),
        "/house/messages",
    ));
    Ok(due)
}

/// The late months in one line that leads to the oldest of them, then the month that is still in time.
fn reviews_due(words: Words, owed: &[ReviewOwed], today: Date) -> Vec<HouseDue> {
    let (late, in_time) = owed.split_at(owed.partition_point(|owed| owed.is_late(today)));
    let line = |owed: &ReviewOwed, more: usize| HouseDue {
        day: words.day(owed.due, today),
        late: owed.is_late(today),
        text: plain(&words.with(
            "book-review-owed",
            &arguments([
                ("month", month_words(words, owed.month).into()),
                ("more", i64::try_from(more).unwrap_or(i64::MAX).into()),
            ]),
        )),
        address: format!("/house/book/review?month={}", owed.month),
    };
    late.first()
        .map(|oldest| line(oldest, late.len() - 1))
        .into_iter()
        .chain(in_time.iter().map(|owed| line(owed, 0)))
        .collect()
}

fn counted(words: Words, id: &str, count: usize, address: &str) -> Vec<HouseDue> {
    if count == 0 {
        return Vec::new();
    }
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let text = plain(&words.with_count(id, "count", count));
    vec![HouseDue::of_no_day(text, address.to_owned())]
}

/// Whether confidential messages to the authorized body reach her there.
fn receives_messages(session: &Session) -> bool {
    session.body().kind == BodyKind::AuthorizedBody && session.holds(Compartment::Legal)
}

/// The places of the house that lead to the book and the staff: address and words, for those who may enter them.
pub fn places(session: &Session, words: Words) -> Vec<(&'static str, String)> {
    let mut places = Vec::new();
    let mut add = |address, id| places.push((address, words.text(id)));
    let is_organization = matches!(session.body().kind, BodyKind::Organization { .. });
    if is_organization {
        if session.is_head() {
            add("/house/book", "book-title");
            add("/house/book/shown", "book-shown-title");
            add("/house/messages", "book-messages-title");
        }
        add("/house/book/new", "book-new-title");
        if session.holds(Compartment::House) {
            add("/house/staff", "staff-title");
            add("/house/training", "staff-training-title");
            add("/house/job-descriptions", "staff-jobs-title");
            add("/house/controls", "staff-controls-title");
        }
    } else if receives_messages(session) {
        add("/house/messages", "book-messages-title");
    }
    places
}

/// The number of a line, as an address names it. What is no number names nothing.
pub struct Numbered(pub u32);

impl<S: Send + Sync> FromRequestParts<S> for Numbered {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let Ok(Path(text)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(Trouble::NotFound);
        };
        text.parse().map(Numbered).map_err(|_| Trouble::NotFound)
    }
}

/// Whether the session's owner keeps the book: the head of an organization.
pub fn keeps_the_book(session: &Session) -> bool {
    session.is_head() && matches!(session.body().kind, BodyKind::Organization { .. })
}
