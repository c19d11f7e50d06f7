//! What is due across all files, and what waits on other bodies.

use axum::{Json, extract::State};
use serde::Serialize;
use store::DutyRow;
use utoipa::ToSchema;

use crate::{
    Web,
    api::{problem::Problem, sessions::Bearer, shown::DutyShown},
};

/// A duty with the file that it is owed in.
#[derive(Serialize, ToSchema)]
pub struct DutyOfFile {
    /// The code of the file.
    file: String,
    /// How the person is addressed.
    address: String,
    /// The duty.
    #[serde(flatten)]
    duty: DutyShown,
}

/// The open duties of the session's own body, the earliest due first; those without a due day last. The reading is
/// recorded.
#[utoipa::path(
    get, path = "/duties", tag = "duties",
    responses((status = 200, description = "The duties.", body = Vec<DutyOfFile>))
)]
pub async fn due(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<DutyOfFile>>, Problem> {
    Ok(rows(&web, web.store.duties(&session).await?))
}

/// The open duties that other bodies owe in the files of the session's body. The reading is recorded.
#[utoipa::path(
    get, path = "/waiting", tag = "duties",
    responses((status = 200, description = "The duties.", body = Vec<DutyOfFile>))
)]
pub async fn waiting(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<DutyOfFile>>, Problem> {
    Ok(rows(&web, web.store.waiting(&session).await?))
}

fn rows(web: &Web, rows: Vec<DutyRow>) -> Json<Vec<DutyOfFile>> {
    let today = web.store.today();
    let calendar = web.store.calendar();
    let row = |row: DutyRow| DutyOfFile {
        duty: DutyShown::of(&row.duty, today, &calendar),
        file: row.code,
        address: row.address,
    };
    Json(rows.into_iter().map(row).collect())
}
