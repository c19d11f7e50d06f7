//! Signing in and out. A session of the API is a session of the pages with another carrier: it ends in the same way, and
//! each person has one.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use store::{
    NoSession, Session, SignInRefused,
    session::{IDLE_MINUTES, LONGEST_HOURS},
};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{problem::Problem, sent::JsonBody, shown::BodyShown},
};

/// Longest token that is looked at, in bytes.
const LONGEST_TOKEN: usize = 256;

/// Somebody who is signed in, by the Bearer token and by nothing else.
pub struct Bearer(pub Session);

impl FromRequestParts<Web> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let token = bearer_token(&parts.headers).ok_or(Problem::NotSignedIn)?;
        match web.store.session(token).await {
            Ok(session) => Ok(Bearer(session)),
            Err(NoSession::Ended) => Err(Problem::NotSignedIn),
            Err(NoSession::SecondFactorNeeded) => Err(Problem::SecondFactorNeeded),
            Err(NoSession::Store(error)) => Err(error.into()),
        }
    }
}

/// The same, also while nothing else opens to her for want of a second factor: for a proof and for signing out.
pub struct BearerAtTheGate(pub Session);

impl FromRequestParts<Web> for BearerAtTheGate {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let token = bearer_token(&parts.headers).ok_or(Problem::NotSignedIn)?;
        match web.store.session_at_the_gate(token).await {
            Ok(session) => Ok(BearerAtTheGate(session)),
            Err(NoSession::Ended) => Err(Problem::NotSignedIn),
            Err(NoSession::SecondFactorNeeded) => Err(Problem::SecondFactorNeeded),
            Err(NoSession::Store(error)) => Err(error.into()),
        }
    }
}

/// The Bearer token of a question.
pub(crate) fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let mut given = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(header), None) = (given.next(), given.next()) else {
        return None;
    };
    let (scheme, token) = header.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    let is_one = scheme.eq_ignore_ascii_case("bearer");
    (is_one && !token.is_empty() && token.len() <= LONGEST_TOKEN).then_some(token)
}

/// Somebody who is signed in and showed within the last minutes that it is she.
pub struct BearerProved(pub Session);

impl FromRequestParts<Web> for BearerProved {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Bearer(session) = Bearer::from_request_parts(parts, web).await?;
        if session.is_fresh() {
            Ok(BearerProved(session))
        } else {
            Err(Problem::ProofNeeded)
        }
    }
}

/// Who wants to sign in. It is not printed by `Debug`: it holds a password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// What the person types to sign in.
    login: String,
    /// Her password.
    #[schema(format = "password")]
    password: String,
    /// The code of the moment from her app, when she has turned codes on; left out otherwise.
    #[serde(default)]
    #[schema(example = "314159")]
    code: String,
}

/// A session has begun. The token is shown this once.
#[derive(Serialize, ToSchema)]
pub struct SignedIn {
    /// To be sent as `Authorization: Bearer <token>`.
    token: String,
    /// Who is signed in.
    account: AccountShown,
    /// The body that she works for.
    body: BodyShown,
    /// Her roles and appointments.
    roles: Vec<&'static str>,
    /// In whose names she may act: what `by` of an act may say.
    actors: Vec<&'static str>,
    /// The instant at which the session ends at the latest (UTC).
    #[schema(format = "date-time")]
    expires: String,
    /// The session also ends after this many minutes without a request.
    idle_minutes: i64,
    /// Whether nothing but a proof and signing out is open to her: her body demands a second factor, and she has none or did not
    /// show it.
    second_factor_needed: bool,
}

/// An account as its owner sees it.
#[derive(Serialize, ToSchema)]
pub struct AccountShown {
    /// Random code: the staff code that stands in the record.
    code: String,
    /// What she types to sign in.
    login: String,
    /// Her name.
    name: String,
    /// The language of her pages.
    #[schema(example = "kk")]
    language: &'static str,
}

/// Signs in. An earlier session of the same person, on the pages too, ends. The head is told once a day that she signed in by a program.
#[utoipa::path(
    post, path = "/sessions", tag = "sessions", security(()),
    request_body = SignIn,
    responses(
        (status = 201, description = "A session has begun.", body = SignedIn),
        (status = 401, description = "There is no such login with this password, or a code is needed too and is missing or wrong: which of them is not told."),
        (status = 429, description = "Too many tries with this login; `Retry-After` says for how many seconds."),
        (status = 503, description = "Too many people are signing in at once; `Retry-After` says for how many seconds."),
    )
)]
pub async fn sign_in(
    State(web): State<Web>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    // The parser's own words might quote the password.
    let SignIn {
        login,
        password,
        code,
    } = serde_json::from_str(&body).map_err(|_| {
        Problem::not_understood(
            "send an object with `login` and `password`, and `code` if there is one, all texts, and nothing else",
        )
    })?;
    let (token, account) = web
        .store
        .sign_in_with(&login, &password, &code)
        .await
        .map_err(|refused| refusal(&web, refused))?;
    let token = token.to_text();
    let session = match web.store.session_at_the_gate(&token).await {
        Ok(session) => session,
        // The same person signed in elsewhere in this very moment.
        Err(NoSession::Ended | NoSession::SecondFactorNeeded) => return Err(Problem::NotSignedIn),
        Err(NoSession::Store(error)) => return Err(error.into()),
    };
    web.store.note_program(&session).await?;
    let expires = web.store.now() + SignedDuration::from_hours(LONGEST_HOURS);
    let answer = SignedIn {
        token: token.to_string(),
        body: BodyShown::of(session.body()),
        roles: account.roles.iter().map(|role| role.name()).collect(),
        actors: session
            .actors()
            .into_iter()
            .map(|actor| actor.name())
            .collect(),
        expires: expires.to_string(),
        idle_minutes: IDLE_MINUTES,
        second_factor_needed: session.second_factor().is_missing(),
        account: AccountShown {
            code: account.code,
            login: account.login,
            name: account.name,
            language: account.language.code(),
        },
    };
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

fn refusal(web: &Web, refused: SignInRefused) -> Problem {
    match refused {
        SignInRefused::Wrong => Problem::WrongPassword,
        SignInRefused::Busy => Problem::Busy,
        SignInRefused::Slow(until) => {
            Problem::Slow(until.duration_since(web.store.now()).as_secs().max(0) + 1)
        }
        SignInRefused::Store(error) => error.into(),
    }
}

/// The password of who is signed in, once more. It is not printed by `Debug`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// Her password.
    #[schema(format = "password")]
    password: String,
    /// The code of the moment from her app, when she has turned codes on; left out otherwise.
    #[serde(default)]
    #[schema(example = "314159")]
    code: String,
}

/// Shows again that it is she who is signed in. Asked for by whole files, registers of recipients, the release of figures, the handing
/// over of a report, restrictions of a file, and changes of accounts; not by a recipient's own copy.
#[utoipa::path(
    post, path = "/sessions/proof", tag = "sessions",
    request_body = Proof,
    responses(
        (status = 204, description = "The proof is fresh for five minutes."),
        (status = 429, description = "Too many tries with this login; `Retry-After` says for how many seconds."),
        (status = 503, description = "Too many people are signing in at once; `Retry-After` says for how many seconds."),
    )
)]
pub async fn prove(
    State(web): State<Web>,
    BearerAtTheGate(session): BearerAtTheGate,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    // The parser's own words might quote the password.
    let Proof { password, code } = serde_json::from_str(&body).map_err(|_| {
        Problem::not_understood(
            "send an object with `password`, and `code` if there is one, both texts, and nothing else",
        )
    })?;
    web.store
        .prove(&session, &password, &code)
        .await
        .map_err(|refused| refusal(&web, refused))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs out: the token opens nothing from now on.
#[utoipa::path(
    delete, path = "/sessions", tag = "sessions",
    responses((status = 204, description = "The session has ended."))
)]
pub async fn sign_out(
    State(web): State<Web>,
    BearerAtTheGate(session): BearerAtTheGate,
) -> Result<StatusCode, Problem> {
    web.store.sign_out(&session).await?;
    Ok(StatusCode::NO_CONTENT)
}
