//! What came on paper or was said: any member of staff enters it into the book.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use standard::chapter_4_stay::para_25_complaints_book::{Came, Entry, Kind as EntryKind};
use store::{BodyKind, NewLine, Session};

use super::{
    asking::{Asking, asking},
    carried_id, given, keeps_the_book, wrong_of,
};
use crate::{
    Web,
    form::{Answers, Field, Read, Section, read::parse_day},
    frame::{Frame, page},
    session::{Sent, SignedIn},
    trouble::Trouble,
};

pub(super) const NEW: &[Section] = &[Section::new(
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

fn is_of_an_organization(session: &Session) -> bool {
    matches!(session.body().kind, BodyKind::Organization { .. })
}

pub(super) fn new_page(frame: Frame, keeps: bool) -> Asking {
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
    let on = parse_day(answers.get("on").trim()).ok();
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
