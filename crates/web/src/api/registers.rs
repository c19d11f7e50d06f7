//! Registers of the house: premises, rooms, internal rules, contacts, quality.

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use standard::register::{Register, corrected_by};
use store::{ActId, RegisterError, RegisterLine};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{problem::Problem, sent::JsonBody, sessions::Bearer},
    house::registers::{self, KEPT_HERE},
    session::works_with_recipients,
};

/// A line of a register.
#[derive(Serialize, ToSchema)]
pub struct LineShown {
    /// Its number, from 1, without gaps.
    line: u32,
    /// The line that it corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrects: Option<u32>,
    /// The line that corrects it.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected_by: Option<u32>,
    /// When it was entered.
    #[schema(format = "date-time")]
    recorded_at: String,
    /// The name of who entered it.
    by: String,
    /// What it says: `entry` names the kind of line, the other members depend on it.
    #[schema(value_type = Object)]
    content: Value,
}

/// A line to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineToEnter {
    /// A UUID or 32 hexadecimal digits: the same line sent twice is entered once.
    #[serde(default)]
    act_id: Option<String>,
    /// The line that it corrects. The corrected one stays.
    #[serde(default)]
    corrects: Option<u32>,
    /// What it says: `{"entry": "paper", "norm": "fire", "title": …}`, `inspection`, `remedied`, `device`, `equipment`,
    /// `room_sheet` (premises); `room` (rooms); `version` (internal_rules); `contact`, `answer` (contacts); `check` (quality).
    #[schema(value_type = Object)]
    content: Value,
}

/// The number of the line that was entered.
#[derive(Serialize, ToSchema)]
pub struct LineEntered {
    /// Its number.
    line: u32,
}

fn register_of(name: &str, session: &store::Session) -> Result<Register, Problem> {
    Register::from_name(name)
        .filter(|register| KEPT_HERE.contains(register) && works_with_recipients(session))
        .ok_or(Problem::NotFound)
}

/// The lines of a register, in the order of their numbers, the corrected ones too. The reading is recorded.
#[utoipa::path(
    get, path = "/registers/{register}", tag = "registers",
    params(("register" = String, Path, description = "`premises`, `rooms`, `internal_rules`, `contacts`, `quality`.")),
    responses(
        (status = 200, description = "The lines.", body = Vec<LineShown>),
        (status = 404, description = "There is no such register, or none that this account may read."),
    )
)]
pub async fn read(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(name): Path<String>,
) -> Result<Json<Vec<LineShown>>, Problem> {
    let register = register_of(&name, &session)?;
    let lines = registers::read(&web, &session, register).await?;
    let plain: Vec<_> = lines.iter().map(|line| line.line.clone()).collect();
    let shown = |line: RegisterLine<Value>| LineShown {
        line: line.line.number,
        corrects: line.line.corrects,
        corrected_by: corrected_by(&plain, line.line.number),
        recorded_at: line.recorded_at.to_string(),
        by: line.by,
        content: line.line.content,
    };
    Ok(Json(lines.into_iter().map(shown).collect()))
}

/// Enters a line into a register, or a correction of one. Internal rules are entered by the head.
#[utoipa::path(
    post, path = "/registers/{register}", tag = "registers",
    params(("register" = String, Path, description = "`premises`, `rooms`, `internal_rules`, `contacts`, `quality`.")),
    request_body = LineToEnter,
    responses(
        (status = 201, description = "It was entered.", body = LineEntered),
        (status = 404, description = "There is no such register, or none that this account may add to."),
        (status = 422, description = "The line has errors; `fields` names them."),
    )
)]
pub async fn add(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(name): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let register = register_of(&name, &session)?;
    // Only the category of the error is told: its text may quote what was sent.
    let sent: LineToEnter = serde_json::from_str(&body).map_err(|error| {
        Problem::not_understood(format!("the line does not read ({:?})", error.classify()))
    })?;
    let act_id = match sent.act_id.as_deref() {
        None => ActId(web.random_bytes()),
        Some(text) => ActId::from_text(text).ok_or_else(|| {
            Problem::not_understood("`act_id` is a UUID or 32 hexadecimal digits")
        })?,
    };
    let entered = registers::enter(
        &web,
        &session,
        register,
        act_id,
        sent.corrects,
        sent.content,
    )
    .await;
    let line = match entered {
        Err(RegisterError::Content(problems)) if problems.is_empty() => {
            return Err(Problem::not_understood(
                "`content` is no line of this register: a member is missing, unknown or of another kind",
            ));
        }
        other => other?,
    };
    let address = format!("/api/registers/{}", register.name());
    let answer = Json(json!(LineEntered { line }));
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], answer).into_response())
}
