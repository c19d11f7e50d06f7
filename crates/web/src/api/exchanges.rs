//! What passes between two bodies: the requests for permits (paragraphs 14 and 15).

use axum::{
    Json,
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use standard::{
    permit::PermitRequest,
    refusal::{Reason, Refusal},
};
use store::{Content, RecordedStep};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        acts::{ActToRecord, RecordedShown, Spoken, name_of},
        documents::Printed,
        problem::Problem,
        sent::SentAct,
        sessions::Bearer,
        shown::{self, BodyShown, DocumentShown, DutyShown, OpenDocumentShown},
    },
};

/// How far a request for a permit is.
#[derive(Serialize, ToSchema)]
pub struct Request {
    /// The day on which the package was sent.
    #[schema(format = "date")]
    sent_on: Option<String>,
    /// The day on which the authorized body received it.
    #[schema(format = "date")]
    received_on: Option<String>,
    /// The day of the permit's issue.
    #[schema(format = "date")]
    issued_on: Option<String>,
    /// The number of the permit.
    number: Option<String>,
    /// The day on which the permit was sent.
    #[schema(format = "date")]
    permit_sent_on: Option<String>,
    /// The day on which the request was declined.
    #[schema(format = "date")]
    declined_on: Option<String>,
}

impl Request {
    fn of(request: &PermitRequest) -> Self {
        let text = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        Request {
            sent_on: text(request.sent.map(|(day, _)| day)),
            received_on: text(request.received),
            issued_on: text(request.issued.as_ref().map(|(day, _)| *day)),
            number: request.issued.as_ref().map(|(_, number)| number.clone()),
            permit_sent_on: text(request.permit_sent),
            declined_on: text(request.declined),
        }
    }
}

/// An exchange in the list of a body.
#[derive(Serialize, ToSchema)]
pub struct ExchangeInList {
    /// Random code.
    id: String,
    /// The name of the body that opened it.
    from: String,
    /// The name of the body that it was opened to.
    to: String,
    /// Whether the session's body is the one that it was opened to.
    received: bool,
    /// What passes: `permit_request`, `referral`, `identification`, `guardianship`, `portal`, `police_notice`, `transfer`,
    /// `disclosure`.
    kind: &'static str,
    /// How far a request for a permit is; null for the other kinds.
    request: Option<Request>,
    /// How far any other kind is; null for a request for a permit.
    standing: Option<&'static str>,
    /// The duties of the authorized body, open or done.
    duties: Vec<DutyShown>,
    /// How many acts both bodies have appended.
    seq: u32,
}

/// An opened exchange.
#[derive(Serialize, ToSchema)]
pub struct Exchange {
    /// Random code.
    id: String,
    /// The name of the body that opened it.
    from: String,
    /// The name of the body that it was opened to.
    to: String,
    /// Whether the session's body is the one that it was opened to.
    received: bool,
    /// How many acts both bodies have appended: what the next act must have seen. It is the `ETag` too.
    seq: u32,
    /// What passes.
    kind: &'static str,
    /// How far a request for a permit is; null for the other kinds.
    request: Option<Request>,
    /// How far any other kind is; null for a request for a permit.
    standing: Option<&'static str>,
    /// The file of the session's body that it belongs to.
    file: Option<String>,
    /// The acts of a request for a permit.
    #[schema(value_type = Vec<shown::JournalEntry>)]
    entries: Vec<Value>,
    /// The steps of any other kind: number, day, who, what.
    #[schema(value_type = Vec<Object>)]
    steps: Vec<Value>,
    /// The papers in free form sent with it: code and name.
    #[schema(value_type = Vec<Object>)]
    papers: Vec<Value>,
    /// The documents that were copied into it.
    documents: Vec<DocumentShown>,
    /// The duties of the authorized body, open or done.
    duties: Vec<DutyShown>,
}

fn kind_of(content: &Content) -> &'static str {
    match content {
        Content::Permit(_) => "permit_request",
        Content::Steps(exchange) => exchange.opening.kind.name(),
    }
}

fn request_of(content: &Content) -> Option<Request> {
    match content {
        Content::Permit(request) => Some(Request::of(request)),
        Content::Steps(_) => None,
    }
}

fn standing_of(content: &Content, today: Date) -> Option<&'static str> {
    match content {
        Content::Permit(_) => None,
        Content::Steps(exchange) => Some(exchange.standing(today).name()),
    }
}

fn step_shown(recorded: &RecordedStep) -> Value {
    let taken = &recorded.taken;
    let mut shown = serde_json::to_value(&taken.step).unwrap_or_default();
    shown["seq"] = json!(taken.seq);
    shown["on"] = json!(taken.on);
    shown["by"] = json!(taken.by.party.name());
    shown["recorder"] = json!(recorded.by_account);
    shown["act_id"] = json!(recorded.act_id.to_text());
    shown
}

/// The bodies of this server, by name: where a package can be sent.
#[utoipa::path(
    get, path = "/bodies", tag = "exchanges",
    responses((status = 200, description = "The bodies.", body = Vec<BodyShown>))
)]
pub async fn bodies(
    State(web): State<Web>,
    Bearer(_): Bearer,
) -> Result<Json<Vec<BodyShown>>, Problem> {
    let bodies = web.store.bodies().await?;
    Ok(Json(bodies.iter().map(BodyShown::of).collect()))
}

/// The exchanges that the session's body opened or received, the newest first. The reading is recorded.
#[utoipa::path(
    get, path = "/exchanges", tag = "exchanges",
    responses((status = 200, description = "The exchanges.", body = Vec<ExchangeInList>))
)]
pub async fn list(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<ExchangeInList>>, Problem> {
    let today = web.store.today();
    let exchanges = web.store.exchanges(&session).await?;
    let calendar = web.store.calendar();
    let shown = exchanges.into_iter().map(|exchange| ExchangeInList {
        kind: kind_of(&exchange.content),
        request: request_of(&exchange.content),
        standing: standing_of(&exchange.content, today),
        duties: DutyShown::all(&exchange.duties, today, &calendar),
        id: exchange.id,
        from: exchange.from,
        to: exchange.to,
        received: exchange.received,
        seq: exchange.seq,
    });
    Ok(Json(shown.collect()))
}

/// One exchange: its acts, documents and duties. The reading is recorded.
#[utoipa::path(
    get, path = "/exchanges/{id}", tag = "exchanges",
    params(("id" = String, Path, description = "The code of the exchange.")),
    responses(
        (status = 200, description = "The exchange.", body = Exchange,
            headers(("etag" = String, description = "The number of acts, to be sent back as `If-Match`."))),
        (status = 404, description = "There is no such exchange, or none that this account may know of."),
    )
)]
pub async fn show(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let exchange = web.store.open_exchange(&session, &id).await?;
    let today = web.store.today();
    let summary = exchange.summary;
    let tag = [(header::ETAG, format!("\"{}\"", summary.seq))];
    let shown = Exchange {
        kind: kind_of(&summary.content),
        request: request_of(&summary.content),
        standing: standing_of(&summary.content, today),
        file: exchange.file,
        steps: exchange.steps.iter().map(step_shown).collect(),
        papers: exchange
            .papers
            .iter()
            .map(|paper| json!({"id": paper.id, "paper": paper.paper.name(), "language": paper.language.code()}))
            .collect(),
        entries: exchange.entries.iter().map(shown::entry).collect(),
        documents: exchange.documents.iter().map(DocumentShown::of).collect(),
        duties: DutyShown::all(&summary.duties, today, &web.store.calendar()),
        id: summary.id,
        from: summary.from,
        to: summary.to,
        received: summary.received,
        seq: summary.seq,
    };
    Ok((tag, Json(shown)).into_response())
}

/// Appends an act of the authorized body: `package_received_by_body`, `permit_issued`, `permit_sent`, `permit_declined`.
#[utoipa::path(
    post, path = "/exchanges/{id}/acts", tag = "exchanges",
    params(
        ("id" = String, Path, description = "The code of the exchange."),
        ("If-Match" = Option<String>, Header, description = "How many acts the author saw, instead of `seen_seq`."),
        ("Idempotency-Key" = Option<String>, Header, description = "The name of the act, instead of `act_id`."),
    ),
    request_body = ActToRecord,
    responses(
        (status = 201, description = "The act is recorded.", body = RecordedShown),
        (status = 404, description = "There is no such exchange, or none that this account may know of."),
        (status = 409, description = "Somebody else acted meanwhile; `since` holds what was added."),
        (status = 422, description = "The standard refuses the act; nothing was recorded."),
        (status = 428, description = "The act does not say how many acts its author saw."),
    )
)]
pub async fn record(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Spoken(words): Spoken,
    Path(id): Path<String>,
    sent: SentAct,
) -> Result<Response, Problem> {
    for (is_there, key) in [
        (sent.line.file.is_some(), "file"),
        (sent.address.is_some(), "address"),
        (sent.document.is_some(), "document"),
        (sent.send_to.is_some(), "send_to"),
        (sent.passes.is_some(), "passes"),
    ] {
        if is_there {
            return Err(Problem::not_understood(format!(
                "`{key}` does not belong to an act of an exchange"
            )));
        }
    }
    let seen = sent.seen_seq.ok_or(Problem::SeenMissing)?;
    let act_id = name_of(&web, &sent);
    let line = sent.line;
    if !session.actors().contains(&line.by) {
        // Whoever may not know of the exchange must not learn of it from this refusal.
        web.store.open_exchange(&session, &id).await?;
        return Err(Problem::Refused(Refusal::new(
            line.act.paragraph(),
            Reason::MayNotDoThis,
        )));
    }
    let recorded = web
        .store
        .act_in_exchange(&session, &id, seen, act_id, line.on, line.act)
        .await?;
    Ok(RecordedShown::answer(words, "exchanges", act_id, recorded))
}

/// A document that was copied into an exchange. The reading is recorded.
#[utoipa::path(
    get, path = "/exchanges/{id}/documents/{document}", tag = "exchanges",
    params(
        ("id" = String, Path, description = "The code of the exchange."),
        ("document" = String, Path, description = "The code of the document."),
    ),
    responses(
        (status = 200, description = "The document.", body = OpenDocumentShown),
        (status = 404, description = "There is no such document, or none that this account may know of."),
    )
)]
pub async fn document(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path((id, document)): Path<(String, String)>,
) -> Result<Json<OpenDocumentShown>, Problem> {
    let opened = web
        .store
        .exchange_document(&session, &id, &document)
        .await?;
    Ok(Json(OpenDocumentShown::of(opened)))
}

/// A document that was copied into an exchange, as PDF. The reading is recorded.
#[utoipa::path(
    get, path = "/exchanges/{id}/documents/{document}/pdf", tag = "exchanges",
    params(
        ("id" = String, Path, description = "The code of the exchange."),
        ("document" = String, Path, description = "The code of the document."),
        Printed,
    ),
    responses(
        (status = 200, description = "The printed form.", body = Vec<u8>, content_type = "application/pdf"),
        (status = 404, description = "There is no such document, or none that this account may know of."),
    )
)]
pub async fn print(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path((id, document)): Path<(String, String)>,
    Query(printed): Query<Printed>,
) -> Result<Response, Problem> {
    let opened = web
        .store
        .exchange_document(&session, &id, &document)
        .await?;
    let stamp = web.stamp(&session.body().code).await;
    printed.pdf(opened, &id, stamp).await
}
