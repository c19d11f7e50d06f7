//! One service for a group in one request: one act in the file of each (paragraph 40).

use axum::{Json, extract::State};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::ActId;
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        acts::Spoken,
        problem::{Problem, ProblemBody},
        sent::JsonBody,
        sessions::Bearer,
    },
    services::day_sheet::{Member, record, service},
};

/// A service for a group.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DaySheet {
    /// The day on which it was given.
    #[schema(value_type = String, format = "date")]
    on: Date,
    /// The code of the service: `G.1` … `8.12`.
    #[schema(pattern = "^[0-9G]\\.[0-9]{1,2}$", example = "G.1")]
    code: String,
    /// How often or how many, for each.
    #[serde(default = "one")]
    #[schema(minimum = 1)]
    quantity: u32,
    /// Who was given it.
    files: Vec<MemberSent>,
}

/// One of the group.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberSent {
    /// The code of the file.
    file: String,
    /// How many entries its author saw.
    seen_seq: u32,
    /// A UUID or 32 hexadecimal digits: the same act sent twice is recorded once.
    #[serde(default)]
    #[schema(pattern = "^([0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$")]
    act_id: Option<String>,
}

/// What came of it, file by file.
#[derive(Serialize, ToSchema)]
pub struct OutcomeShown {
    /// The code of the file.
    file: String,
    /// The number of the new entry, where it was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<u32>,
    /// Why not, where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<ProblemBody>,
}

fn one() -> u32 {
    1
}

/// The most files of one request.
const MOST_FILES: usize = 200;

/// Records one service in the file of each. What is refused for one is recorded for the others; the answer says which.
#[utoipa::path(
    post, path = "/day-sheet", tag = "files",
    request_body = DaySheet,
    responses((status = 200, description = "What came of it, in the order of the request.", body = Vec<OutcomeShown>))
)]
pub async fn give(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Spoken(words): Spoken,
    JsonBody(body): JsonBody,
) -> Result<Json<Vec<OutcomeShown>>, Problem> {
    // Only the category of the error is told: its text may quote what was sent.
    let sheet: DaySheet = serde_json::from_str(&body).map_err(|error| {
        Problem::not_understood(format!("the sheet does not read ({:?})", error.classify()))
    })?;
    let act = service(&Value::String(sheet.code), &json!(sheet.quantity)).ok_or_else(|| {
        Problem::not_understood("`code` is no service, or `quantity` is not at least 1")
    })?;
    if sheet.files.len() > MOST_FILES {
        return Err(Problem::not_understood("`files` has more than 200 members"));
    }
    let mut members = Vec::new();
    for member in sheet.files {
        let act_id = match member.act_id.as_deref() {
            None => ActId(web.random_bytes()),
            Some(text) => ActId::from_text(text).ok_or_else(|| {
                Problem::not_understood("`act_id` is a UUID or 32 hexadecimal digits")
            })?,
        };
        members.push(Member {
            code: member.file,
            seen: member.seen_seq,
            act_id,
        });
    }
    let outcomes = record(&web, &session, &act, sheet.on, members).await;
    let shown = outcomes.into_iter().map(|(file, outcome)| match outcome {
        Ok(recorded) => OutcomeShown {
            file,
            seq: Some(recorded.seq),
            problem: None,
        },
        Err(error) => OutcomeShown {
            file,
            seq: None,
            problem: Some(Problem::from(error).body(words)),
        },
    });
    Ok(Json(shown.collect()))
}
