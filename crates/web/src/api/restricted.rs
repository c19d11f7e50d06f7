//! Restricted files: naming who holds a file's key, breaking the glass in an emergency, reviewing that.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use store::restricted::RestrictionError;
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        problem::Problem,
        sent::{JsonBody, object},
        sessions::{Bearer, BearerProved},
    },
};

impl From<RestrictionError> for Problem {
    fn from(error: RestrictionError) -> Self {
        match error {
            RestrictionError::NotFound => Problem::NotFound,
            RestrictionError::ProofNeeded => Problem::ProofNeeded,
            RestrictionError::Unusable => Problem::Restriction("reason", "too-long"),
            RestrictionError::CannotHold => Problem::Restriction("named", "cannot-hold"),
            RestrictionError::NotRestricted => Problem::Restriction("file", "not-restricted"),
            RestrictionError::NotHersToReview => {
                Problem::Restriction("number", "not-hers-to-review")
            }
            RestrictionError::Store(error) => error.into(),
        }
    }
}

fn understood<T: DeserializeOwned>(body: &str) -> Result<T, Problem> {
    // The parser's own words might quote a name.
    object(body)
        .and_then(|keys| {
            serde_json::from_value(Value::Object(keys)).map_err(|_| {
                "a key is missing or unknown, or holds a value of another kind".to_owned()
            })
        })
        .map_err(Problem::NotUnderstood)
}

/// A restricted file.
#[derive(Serialize, ToSchema)]
pub struct RestrictedShown {
    /// The code of the file.
    file: String,
    /// Whether it is open to this account now.
    open: bool,
    /// The names of those who hold its key.
    named: Vec<String>,
}

/// A glass that was broken.
#[derive(Serialize, ToSchema)]
pub struct GlassShown {
    /// The number of the entry.
    number: u64,
    /// The code of the file.
    file: String,
    /// The name of who broke it.
    by: String,
    /// When.
    #[schema(format = "date-time")]
    at: String,
    /// Until when the file was open to her.
    #[schema(format = "date-time")]
    until: String,
    /// Why.
    reason: String,
    /// Whether it was right, once it is reviewed.
    justified: Option<bool>,
}

/// The restricted files of the body, and every glass that was broken.
#[derive(Serialize, ToSchema)]
pub struct RestrictedList {
    /// The files.
    files: Vec<RestrictedShown>,
    /// The broken glass, the newest first.
    glass: Vec<GlassShown>,
}

/// The restricted files of the body and every glass that was broken, for those who may have to open one in an emergency.
#[utoipa::path(
    get, path = "/restricted", tag = "files",
    responses(
        (status = 200, description = "The files by code, and the broken glass.", body = RestrictedList),
        (status = 404, description = "This account holds no key for emergencies."),
    )
)]
pub async fn list(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<RestrictedList>, Problem> {
    let files = web.store.restricted_files(&session).await?;
    let glass = web.store.broken_glass(&session).await?;
    Ok(Json(RestrictedList {
        files: files
            .into_iter()
            .map(|file| RestrictedShown {
                file: file.code,
                open: file.is_open,
                named: file.named,
            })
            .collect(),
        glass: glass
            .into_iter()
            .map(|glass| GlassShown {
                number: glass.number,
                file: glass.file,
                by: glass.by,
                at: glass.at.to_string(),
                until: glass.until.to_string(),
                reason: glass.reason,
                justified: glass.review.map(|review| review.justified),
            })
            .collect(),
    }))
}

/// How a file is to be restricted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToRestrict {
    /// The codes of the accounts that hold its key, besides the head who decides it.
    named: Vec<String>,
    /// Why.
    reason: String,
}

/// Why something is done.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithReason {
    /// Why.
    reason: String,
}

/// What a review found.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToReview {
    /// It was right to break the glass.
    justified: bool,
    /// What was found.
    words: String,
}

/// Restricts a file to the people named. For the head, with a fresh proof.
#[utoipa::path(
    post, path = "/files/{code}/restriction", tag = "files",
    params(("code" = String, Path, description = "The code of the file.")),
    request_body = ToRestrict,
    responses(
        (status = 204, description = "Only those named hold the key of the file from now on."),
        (status = 403, description = "A fresh proof is needed."),
        (status = 404, description = "There is no such file, or none that this account decides about."),
        (status = 422, description = "Somebody is named who cannot hold the file, or the reason cannot be used."),
    )
)]
pub async fn restrict(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    Path(code): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    let sent: ToRestrict = understood(&body)?;
    web.store
        .restrict(&session, &code, &sent.named, &sent.reason)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens a restricted file again to everybody who holds the compartments. For the head, with a fresh proof.
#[utoipa::path(
    post, path = "/files/{code}/restriction/lift", tag = "files",
    params(("code" = String, Path, description = "The code of the file.")),
    request_body = WithReason,
    responses(
        (status = 204, description = "The file is restricted no more."),
        (status = 403, description = "A fresh proof is needed."),
        (status = 404, description = "There is no such file, or none that this account decides about."),
        (status = 422, description = "The file is not restricted, or the reason cannot be used."),
    )
)]
pub async fn lift(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    Path(code): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    let sent: WithReason = understood(&body)?;
    web.store
        .lift_restriction(&session, &code, &sent.reason)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Breaks the glass of a restricted file: it is open to this account for an hour, the head is told, and it is reviewed afterwards.
#[utoipa::path(
    post, path = "/files/{code}/break-glass", tag = "files",
    params(("code" = String, Path, description = "The code of the file.")),
    request_body = WithReason,
    responses(
        (status = 204, description = "The file is open to this account for an hour."),
        (status = 404, description = "There is no such restricted file, or this account holds no key for emergencies."),
        (status = 422, description = "The reason cannot be used."),
    )
)]
pub async fn break_glass(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    let sent: WithReason = understood(&body)?;
    web.store.break_glass(&session, &code, &sent.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reviews a broken glass, once, and not by whoever broke it.
#[utoipa::path(
    post, path = "/restricted/{number}/review", tag = "files",
    params(("number" = u64, Path, description = "The number of the entry.")),
    request_body = ToReview,
    responses(
        (status = 204, description = "It is reviewed."),
        (status = 404, description = "There is no such entry, or this account holds no key for emergencies."),
        (status = 422, description = "It is reviewed already, or is for somebody else to review."),
    )
)]
pub async fn review(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(number): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    let sent: ToReview = understood(&body)?;
    let number = number.parse().map_err(|_| Problem::NotFound)?;
    web.store
        .review_glass(&session, number, sent.justified, &sent.words)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
