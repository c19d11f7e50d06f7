//! What the head writes under an entry: an answer, and how the entry is shown on demand.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use standard::{
    chapter_4_stay::para_25_complaints_book::{Came, Entry, Reply, Wording},
    register::Register,
};
use store::{Answer, NewLine, Session};

use super::{
    Numbered,
    asking::{Asking, asking},
    carried_id, given, keeps_the_book,
    kept::entry_view,
    trouble_of, wrong_of,
};
use crate::{
    Web,
    form::{Answers, Field, Read, Section, Wrong},
    frame::{Frame, page},
    session::{Sent, SignedIn},
    trouble::Trouble,
};

/// The fields of an answer.
pub(super) const REPLY: &[Section] = &[Section::new(
    "",
    &[
        Field::area("text").needed().hinted(),
        Field::area("done").hinted(),
    ],
)];

/// The field of a wording.
pub(super) const WORDING: &[Section] =
    &[Section::new("", &[Field::area("text").needed().hinted()])];

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

pub(super) fn reply_page(frame: Frame, number: u32, entry: &Entry) -> Asking {
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
    Numbered(number): Numbered,
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
    Numbered(number): Numbered,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let entry = match entry_of(&web, &session, number).await {
        Ok(entry) => entry,
        Err(trouble) => return trouble.into_response(),
    };
    let (reply, mut wrong) = reply_of(&web, number, &answers);
    if wrong.is_empty() {
        let told = told(&reply);
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

/// The answer as it was typed, and what is wrong with it.
pub(super) fn reply_of(web: &Web, number: u32, answers: &Answers) -> (Reply, Vec<Wrong>) {
    let on = web.store.today();
    let reply = Reply {
        to: number,
        text: given(answers, "text").unwrap_or_default(),
        done: given(answers, "done"),
        on,
    };
    let wrong = Read::of(REPLY, answers, on).wrong;
    (reply, wrong)
}

/// What of an answer is for whoever wrote the entry and has its code.
pub(crate) fn told(reply: &Reply) -> Answer {
    Answer {
        on: reply.on,
        text: reply.text.clone(),
    }
}

pub(super) fn wording_page(frame: Frame, number: u32, entry: &Entry) -> Asking {
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
    Numbered(number): Numbered,
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
    Numbered(number): Numbered,
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
