//! The demand for a second factor: what the page of the head under `/house/accounts/second-factor` does. One is set up on the pages.

use axum::{Json, extract::State, http::StatusCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::DemandRefused;
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        problem::Problem,
        sent::JsonBody,
        sessions::{Bearer, BearerProved},
    },
};

/// What the body demands.
#[derive(Serialize, ToSchema)]
pub struct DemandShown {
    /// From which day everybody needs a second factor to sign in; `null` where that is not demanded.
    #[schema(format = "date", example = "2026-12-01")]
    from: Option<String>,
}

/// What the body is to demand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DemandSent {
    /// From which day, today or later; `null` withdraws the demand.
    #[schema(format = "date", example = "2026-12-01", required)]
    #[serde(deserialize_with = "Option::deserialize")]
    from: Option<String>,
}

/// Whether the session's body demands a second factor, and from which day.
#[utoipa::path(
    get, path = "/second-factor", tag = "accounts",
    responses((status = 200, description = "What is demanded.", body = DemandShown))
)]
pub async fn show(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<DemandShown>, Problem> {
    let from = web.store.second_factor_demanded(&session).await?;
    Ok(Json(DemandShown {
        from: from.map(|day| day.to_string()),
    }))
}

/// Demands a second factor of everybody of the body from a day on, or withdraws that. For a head who came with hers, after a fresh
/// proof.
#[utoipa::path(
    post, path = "/second-factor", tag = "accounts", request_body = DemandSent,
    responses(
        (status = 204, description = "It is so now."),
        (status = 400, description = "The day does not fit, or she has no second factor herself or came without it."),
        (status = 403, description = "A fresh proof is needed."),
        (status = 404, description = "For somebody who is not a head."),
    )
)]
pub async fn demand(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    let not_read = || Problem::not_understood("send an object with `from`, a day or null");
    let DemandSent { from } = serde_json::from_str(&body).map_err(|_| not_read())?;
    let from = match from {
        Some(day) => Some(day.parse::<Date>().map_err(|_| not_read())?),
        None => None,
    };
    match web.store.demand_second_factor(&session, from).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(DemandRefused::Store(error)) => Err(error.into()),
        Err(DemandRefused::NotHead) => Err(Problem::NotFound),
        Err(DemandRefused::ProofNeeded) => Err(Problem::ProofNeeded),
        Err(refused) => Err(Problem::NotUnderstood(refused.to_string())),
    }
}
