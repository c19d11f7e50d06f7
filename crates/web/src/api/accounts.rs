//! Accounts of the staff, for the head: what the pages under `/house/accounts` do.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use store::{AccountError, Member, MemberState, Newcomer, Role};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        problem::Problem,
        sent::JsonBody,
        sessions::{Bearer, BearerProved},
    },
};

/// A member of staff as her head sees her.
#[derive(Serialize, ToSchema)]
pub struct MemberShown {
    /// The staff code that stands in the record.
    code: String,
    /// What she types to sign in.
    login: String,
    /// Her name.
    name: String,
    /// Her roles and appointments.
    roles: Vec<&'static str>,
    /// The language of her pages.
    #[schema(example = "kk")]
    language: &'static str,
    /// `active`, `invited` or `ended`.
    #[schema(example = "active")]
    state: &'static str,
    /// Whether codes from an app or a passkey let her in.
    has_factors: bool,
    /// Whether she is signed in now.
    signed_in: bool,
    /// When she last signed in (UTC).
    #[schema(format = "date-time")]
    last_sign_in: Option<String>,
}

impl MemberShown {
    fn of(member: Member) -> Self {
        MemberShown {
            roles: names(&member.roles),
            language: member.language.code(),
            state: match member.state {
                MemberState::Active => "active",
                MemberState::Invited(_) => "invited",
                MemberState::Ended => "ended",
            },
            has_factors: member.has_factors,
            signed_in: member.has_session,
            last_sign_in: member.last_sign_in.map(|at| at.to_string()),
            code: member.code,
            login: member.login,
            name: member.name,
        }
    }
}

fn names(roles: &[Role]) -> Vec<&'static str> {
    roles.iter().map(|role| role.name()).collect()
}

/// Somebody to be invited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewcomerSent {
    /// What she will type to sign in.
    login: String,
    /// Her name.
    name: String,
    /// Her roles and appointments, by their names.
    roles: Vec<String>,
    /// The language of her pages: `kk`, `ru` or `en`.
    #[schema(example = "kk")]
    language: String,
}

/// An invitation. The code is shown this once.
#[derive(Serialize, ToSchema)]
pub struct InvitationShown {
    /// The code of the account that waits for her.
    account: String,
    /// What she types at `/join`, seven groups of four: to be printed and given to her in person.
    code: String,
    /// Until when she may join (UTC).
    #[schema(format = "date-time")]
    expires: String,
}

/// The roles that somebody is to have from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesSent {
    /// All of them, by their names.
    roles: Vec<String>,
}

/// The staff of the session's own body, those who have left among them. For a head.
#[utoipa::path(
    get, path = "/accounts", tag = "accounts",
    responses(
        (status = 200, description = "The staff, by login.", body = Vec<MemberShown>),
        (status = 404, description = "For somebody who is not a head."),
    )
)]
pub async fn list(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<MemberShown>>, Problem> {
    let staff = web.store.staff(&session).await.map_err(problem)?;
    Ok(Json(staff.into_iter().map(MemberShown::of).collect()))
}

/// Invites somebody. For a head, after a fresh proof.
#[utoipa::path(
    post, path = "/accounts", tag = "accounts", request_body = NewcomerSent,
    responses(
        (status = 201, description = "An account waits for her.", body = InvitationShown),
        (status = 400, description = "The login is taken, the name cannot be used, or the roles do not fit."),
        (status = 403, description = "A fresh proof is needed."),
        (status = 404, description = "For somebody who is not a head."),
    )
)]
pub async fn invite(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let sent: NewcomerSent = serde_json::from_str(&body).map_err(|_| {
        Problem::not_understood("send an object with `login`, `name`, `roles` and `language`")
    })?;
    let newcomer = Newcomer {
        login: sent.login.trim().to_owned(),
        name: sent.name.trim().to_owned(),
        roles: roles_of(&sent.roles)?,
        language: sent
            .language
            .parse()
            .map_err(|_| Problem::not_understood("`language` is one of kk, ru, en"))?,
    };
    let invited = web
        .store
        .invite(&session, newcomer)
        .await
        .map_err(problem)?;
    let shown = InvitationShown {
        account: invited.account.code.clone(),
        code: invited.code.to_string(),
        expires: invited.expires_at.to_string(),
    };
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

/// Gives somebody other roles: what she loses is closed to her by new keys. For a head, after a fresh proof.
#[utoipa::path(
    post, path = "/accounts/{code}/roles", tag = "accounts", request_body = RolesSent,
    params(("code" = String, Path, description = "The code of the account.")),
    responses(
        (status = 204, description = "She has these roles now; her session has ended."),
        (status = 400, description = "The roles do not fit, or the body would be left without a head."),
        (status = 403, description = "A fresh proof is needed."),
        (status = 404, description = "There is no such account, or for somebody who is not a head."),
    )
)]
pub async fn change_roles(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    Path(code): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    let sent: RolesSent = serde_json::from_str(&body)
        .map_err(|_| Problem::not_understood("send an object with `roles`, a list of names"))?;
    let roles = roles_of(&sent.roles)?;
    let changed = web.store.change_roles(&session, &code, roles).await;
    changed.map_err(problem)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends an account: nobody signs in with it any more, and its keys are destroyed. For a head, after a fresh proof.
#[utoipa::path(
    delete, path = "/accounts/{code}", tag = "accounts",
    params(("code" = String, Path, description = "The code of the account.")),
    responses(
        (status = 204, description = "The account is ended."),
        (status = 400, description = "The body would be left without a head."),
        (status = 403, description = "A fresh proof is needed."),
        (status = 404, description = "There is no such account, or for somebody who is not a head."),
    )
)]
pub async fn end(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    Path(code): Path<String>,
) -> Result<StatusCode, Problem> {
    let ended = web.store.end_account(&session, &code).await;
    ended.map_err(problem)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes away what beside the password lets somebody in: her telephone is lost. For a head, after a fresh proof.
#[utoipa::path(
    delete, path = "/accounts/{code}/factors", tag = "accounts",
    params(("code" = String, Path, description = "The code of the account.")),
    responses(
        (status = 204, description = "Codes and passkeys are turned off; the password stays."),
        (status = 403, description = "A fresh proof is needed."),
        (status = 404, description = "There is no such account, it has neither, or for somebody who is not a head."),
    )
)]
pub async fn remove_factors(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    Path(code): Path<String>,
) -> Result<StatusCode, Problem> {
    let removed = web.store.remove_factors(&session, &code).await;
    removed.map_err(problem)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the session of a colleague: her desk was left, her telephone is lost. For a head, after a fresh proof.
#[utoipa::path(
    delete, path = "/accounts/{code}/session", tag = "accounts",
    params(("code" = String, Path, description = "The code of the account.")),
    responses(
        (status = 204, description = "Her session has ended; nothing else changed."),
        (status = 403, description = "A fresh proof is needed."),
        (status = 404, description = "There is no such account, she is not signed in, it is one's own session, or for somebody who is not a head."),
    )
)]
pub async fn end_session(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    Path(code): Path<String>,
) -> Result<StatusCode, Problem> {
    let ended = web.store.end_session(&session, &code).await;
    ended.map_err(problem)?;
    Ok(StatusCode::NO_CONTENT)
}

fn roles_of(names: &[String]) -> Result<Vec<Role>, Problem> {
    let read = names.iter().map(|name| {
        Role::from_name(name)
            .ok_or_else(|| Problem::NotUnderstood("`roles` names a role that there is not".into()))
    });
    read.collect()
}

fn problem(error: AccountError) -> Problem {
    match error {
        AccountError::Store(error) => error.into(),
        AccountError::NotHead | AccountError::NoSuchAccount => Problem::NotFound,
        AccountError::ProofNeeded => Problem::ProofNeeded,
        AccountError::Moved => Problem::Stale(Vec::new()),
        error => Problem::NotUnderstood(error.to_string()),
    }
}
