//! Confidential messages: to the head of an organization alone, or to an authorized body alone.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use standard::{
    chapter_4_stay::para_25_complaints_book::{
        Entry, Reply, ReplyToBody, ReplyToHead, ToBody, ToHead,
    },
    register::Register,
};
use store::{ActId, NewLine, RegisterError, Session};

use super::{
    Numbered,
    asking::Asking,
    carried_id, keeps_the_book,
    kept::{BookPage, EntryView, entry_view, reply_view},
    receives_messages,
    replying::{REPLY, reply_of, told},
    trouble_of, wrong_of,
};
use crate::{
    Web,
    form::Answers,
    frame::{Frame, page},
    session::{Sent, SignedIn},
    trouble::Trouble,
    words::{Words, plain},
};

/// Whose messages they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Head,
    AuthorizedBody,
}

/// Whose messages the session opens.
///
/// # Errors
/// [`Trouble::NotFound`] for whoever is no reader of messages.
pub(crate) fn reader(session: &Session) -> Result<Reader, Trouble> {
    if keeps_the_book(session) {
        Ok(Reader::Head)
    } else if receives_messages(session) {
        Ok(Reader::AuthorizedBody)
    } else {
        Err(Trouble::NotFound)
    }
}

/// A message as its reader has it.
pub(crate) struct Message {
    pub(crate) number: u32,
    /// The organization that it is about; empty for the head's own.
    pub(crate) about: String,
    pub(crate) entry: Entry,
}

/// The messages, the oldest first, and the answers with the names of those who gave them. The reading is recorded.
///
/// # Errors
/// [`RegisterError`] when the database fails.
pub(crate) async fn messages(
    web: &Web,
    session: &Session,
    reader: Reader,
) -> Result<(Vec<Message>, Vec<(Reply, String)>), RegisterError> {
    let store = &web.store;
    Ok(match reader {
        Reader::Head => {
            let messages = store.register_read::<ToHead>(session).await?;
            let replies = store.register_read::<ReplyToHead>(session).await?;
            let message = |line: store::RegisterLine<ToHead>| Message {
                number: line.line.number,
                about: String::new(),
                entry: line.line.content.0,
            };
            (
                messages.into_iter().map(message).collect(),
                replies
                    .into_iter()
                    .map(|line| (line.line.content.0, line.by))
                    .collect(),
            )
        }
        Reader::AuthorizedBody => {
            let messages = store.register_read::<ToBody>(session).await?;
            let replies = store.register_read::<ReplyToBody>(session).await?;
            let message = |line: store::RegisterLine<ToBody>| Message {
                number: line.line.number,
                about: line.line.content.about,
                entry: line.line.content.message,
            };
            (
                messages.into_iter().map(message).collect(),
                replies
                    .into_iter()
                    .map(|line| (line.line.content.0, line.by))
                    .collect(),
            )
        }
    })
}

fn view(words: Words, message: &Message, replies: &[(Reply, String)]) -> EntryView {
    let replies = replies
        .iter()
        .filter(|(reply, _)| reply.to == message.number)
        .map(|(reply, by)| reply_view(words, reply, by))
        .collect();
    let mut view = entry_view(words, message.number, &message.entry, "", replies);
    if !message.about.is_empty() {
        let about = plain(&words.with_text("book-message-about", "name", &message.about));
        view.told = format!("{}; {about}", view.told);
    }
    view.answer = format!("/house/messages/{}", message.number);
    view
}

/// `GET /house/messages`
pub async fn show(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    let reader = match reader(&session) {
        Ok(reader) => reader,
        Err(trouble) => return trouble.into_response(),
    };
    let words = frame.words;
    match messages(&web, &session, reader).await {
        Ok((messages, replies)) => page(&BookPage {
            title: words.text("book-messages-title"),
            lead: words.text(match reader {
                Reader::Head => "book-messages-lead-head",
                Reader::AuthorizedBody => "book-messages-lead-authorized_body",
            }),
            notice: String::new(),
            house_due: Vec::new(),
            places: Vec::new(),
            entries: messages
                .iter()
                .rev()
                .map(|message| view(words, message, &replies))
                .collect(),
            reviews: Vec::new(),
            empty: words.text("book-messages-empty"),
            frame,
        }),
        Err(error) => trouble_of(error).into_response(),
    }
}

fn reply_page(frame: Frame, message: &Message) -> Asking {
    let words = frame.words;
    Asking {
        scope: "book-reply",
        title: words.text("book-reply-title"),
        lead: vec![
            view(words, message, &[]).told,
            words.text("book-reply-lead"),
        ],
        quote: message.entry.text.clone(),
        action: format!("/house/messages/{}", message.number),
        back: "/house/messages",
        back_text: words.text("book-messages-title"),
        button: "button-record",
        frame,
    }
}

async fn message_of(
    web: &Web,
    session: &Session,
    number: u32,
) -> Result<(Reader, Message), Trouble> {
    let reader = reader(session)?;
    let (messages, _) = messages(web, session, reader).await.map_err(trouble_of)?;
    messages
        .into_iter()
        .find(|message| message.number == number)
        .map(|message| (reader, message))
        .ok_or(Trouble::NotFound)
}

/// `GET /house/messages/{number}`
pub async fn ask(
    State(web): State<Web>,
    Numbered(number): Numbered,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match message_of(&web, &session, number).await {
        Ok((_, message)) => {
            page(&reply_page(frame, &message).page(&web, REPLY, &Answers::default(), &[]))
        }
        Err(trouble) => trouble.into_response(),
    }
}

/// Answers a message: for the reader's own record, and for whoever wrote it and has its code.
///
/// # Errors
/// [`RegisterError::NoSuchLine`] when there is no such message, [`RegisterError::Content`] when the answer has errors.
pub(crate) async fn answer(
    web: &Web,
    session: &Session,
    reader: Reader,
    id: ActId,
    reply: Reply,
) -> Result<u32, RegisterError> {
    let (number, told) = (reply.to, told(&reply));
    match reader {
        Reader::Head => {
            let line = NewLine::new(id, ReplyToHead(reply));
            let to = (Register::ToHead, number);
            web.store.register_answer(session, &line, to, &told).await
        }
        Reader::AuthorizedBody => {
            let line = NewLine::new(id, ReplyToBody(reply));
            let to = (Register::ToBody, number);
            web.store.register_answer(session, &line, to, &told).await
        }
    }
}

/// `POST /house/messages/{number}`
pub async fn reply(
    State(web): State<Web>,
    Numbered(number): Numbered,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let (reader, message) = match message_of(&web, &session, number).await {
        Ok(found) => found,
        Err(trouble) => return trouble.into_response(),
    };
    let (reply, mut wrong) = reply_of(&web, number, &answers);
    if wrong.is_empty() {
        let id = carried_id(&web, &answers);
        match answer(&web, &session, reader, id, reply).await {
            Ok(_) => return Redirect::to("/house/messages").into_response(),
            Err(error) => match wrong_of(error, "") {
                Ok(found) => wrong = found,
                Err(trouble) => return trouble.into_response(),
            },
        }
    }
    reply_page(frame, &message).again(&web, REPLY, &answers, &wrong)
}
