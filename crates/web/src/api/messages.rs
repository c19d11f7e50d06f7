//! Confidential messages to the head alone or to the authorized body alone, for whoever of them they were sent to.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Serialize;
use standard::chapter_4_stay::para_25_complaints_book::{Entry, Reply};
use store::ActId;
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        kept::{Answered, Entered, Made, made, of_answer, read},
        problem::Problem,
        sent::JsonBody,
        sessions::Bearer,
    },
    book::messages::{self, reader},
};

/// A confidential message with its answers.
#[derive(Serialize, ToSchema)]
pub struct MessageShown {
    /// Its number.
    number: u32,
    /// The organization that it is about, for an authorized body.
    #[serde(skip_serializing_if = "String::is_empty")]
    about: String,
    /// The message: kind, text, day, language, and a name if one was wished.
    #[schema(value_type = Object)]
    message: Entry,
    /// The answers.
    answers: Vec<AnswerShown>,
}

/// An answer to a message.
#[derive(Serialize, ToSchema)]
pub struct AnswerShown {
    /// What was answered and what was done.
    #[schema(value_type = Object)]
    answer: Reply,
    /// Who answered.
    by: String,
}

/// The confidential messages of paragraph 25 that were sent to the head, or to the authorized body. The reading is recorded.
#[utoipa::path(
    get, path = "/messages", tag = "house",
    responses(
        (status = 200, description = "The messages, the oldest first.", body = Vec<MessageShown>),
        (status = 404, description = "No messages are sent to this account."),
    )
)]
pub async fn list(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<MessageShown>>, Problem> {
    let reader = reader(&session).map_err(|_| Problem::NotFound)?;
    let (messages, answers) = messages::messages(&web, &session, reader).await?;
    let shown = messages.into_iter().map(|message| MessageShown {
        answers: answers
            .iter()
            .filter(|(answer, _)| answer.to == message.number)
            .map(|(answer, by)| AnswerShown {
                answer: answer.clone(),
                by: by.clone(),
            })
            .collect(),
        number: message.number,
        about: message.about,
        message: message.entry,
    });
    Ok(Json(shown.collect()))
}

/// Answers a message: `{"text", "done"?}`. Whoever wrote it reads the answer with her code.
#[utoipa::path(
    post, path = "/messages/{number}/answers", tag = "house", request_body = Object,
    params(("number" = u32, Path, description = "The number of the message.")),
    responses(
        (status = 201, description = "The answer was recorded.", body = Entered),
        (status = 404, description = "There is no such message, or none are sent to this account."),
        (status = 422, description = "The answer has errors; `fields` names them."),
    )
)]
pub async fn answer(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(number): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<Made, Problem> {
    let reader = reader(&session).map_err(|_| Problem::NotFound)?;
    let number: u32 = number.parse().map_err(|_| Problem::NotFound)?;
    let sent: Answered = read(&body)?;
    let reply = sent.to(number, web.store.today());
    let id = ActId(web.random_bytes());
    let number = messages::answer(&web, &session, reader, id, reply)
        .await
        .map_err(of_answer)?;
    Ok(made(number))
}
