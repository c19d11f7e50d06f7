//! The head's review of the book, month by month (paragraph 26).

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use standard::chapter_4_stay::para_25_complaints_book::{Month, Review, review};
use store::NewLine;

use super::{
    asking::{Asking, asking},
    carried_id, given, keeps_the_book, trouble_of, wrong_of,
};
use crate::{
    Web,
    form::{Answers, Field, Read, Section, Wrong},
    frame::{Frame, page},
    session::{Sent, SignedIn},
    trouble::Trouble,
    words::plain,
};

/// The month that the address names.
#[derive(Deserialize)]
pub struct Asked {
    month: Option<String>,
}

pub(super) const REVIEW: &[Section] = &[Section::new(
    "",
    &[
        Field::line("month").needed().hinted(),
        Field::area("remark"),
        Field::mark("seen"),
    ],
)];

pub(super) fn review_page(frame: Frame, entries: u32) -> Asking {
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
    Query(Asked { month }): Query<Asked>,
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
