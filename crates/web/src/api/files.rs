//! Files: the list, one file with its journal, its duties.

use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;
use store::{FileSummary, OpenFile};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        problem::Problem,
        sessions::Bearer,
        shown::{self, DocumentShown, DutyShown},
    },
};

/// A file in the list of files.
#[derive(Serialize, ToSchema)]
pub struct FileInList {
    /// Random code.
    code: String,
    /// How the person is addressed.
    address: String,
    /// Where the case stands.
    #[schema(example = "awaiting_permit")]
    stage: &'static str,
    /// Neither closed nor refused.
    open: bool,
    /// The last day of the agreement.
    #[schema(format = "date")]
    last_day: Option<String>,
    /// The number of entries.
    seq: u32,
}

/// An opened file.
#[derive(Serialize, ToSchema)]
pub struct File {
    /// Random code.
    code: String,
    /// How the person is addressed.
    address: String,
    /// Where the case stands.
    #[schema(example = "awaiting_permit")]
    stage: &'static str,
    /// The last day of the agreement.
    #[schema(format = "date")]
    last_day: Option<String>,
    /// The edition of the standard that the file is kept by.
    #[schema(example = "KZ-138/2022-10-08")]
    edition: String,
    /// The number of the file's own entries: what the next act must have seen. It is the `ETag` too.
    seq: u32,
    /// The entries in the order in which they were entered, those of the file's exchanges among them.
    #[schema(value_type = Vec<shown::JournalEntry>)]
    entries: Vec<Value>,
    /// The duties, open, done and withdrawn, as of today.
    duties: Vec<DutyShown>,
    /// The documents, in the order of their entries.
    documents: Vec<DocumentShown>,
    /// The exchanges of the file.
    exchanges: Vec<ExchangeOfFile>,
}

/// An exchange as the file that it belongs to names it.
#[derive(Serialize, ToSchema)]
pub struct ExchangeOfFile {
    /// Random code.
    id: String,
    /// The code of the body that it was opened to.
    to: String,
    /// How many acts both bodies have appended.
    seq: u32,
}

/// The files of the body, as far as the session's keys open them. The reading is recorded.
#[utoipa::path(
    get, path = "/files", tag = "files",
    responses((status = 200, description = "The files; none for whoever does not work with recipients.", body = Vec<FileInList>))
)]
pub async fn list(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<FileInList>>, Problem> {
    let in_list = |file: FileSummary| FileInList {
        code: file.code,
        address: file.address,
        stage: file.stage.name(),
        open: file.open,
        last_day: file.last_day.map(|day| day.to_string()),
        seq: file.seq,
    };
    let files = web.store.files(&session).await?;
    Ok(Json(files.into_iter().map(in_list).collect()))
}

/// One file: stage, last day, journal, duties, documents. The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}", tag = "files",
    params(("code" = String, Path, description = "The code of the file.")),
    responses(
        (status = 200, description = "The file.", body = File,
            headers(("etag" = String, description = "The number of entries, to be sent back as `If-Match`."))),
        (status = 404, description = "There is no such file, or none that this account may know of."),
    )
)]
pub async fn show(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let file = web.store.open_file(&session, &code).await?;
    let tag = [(header::ETAG, format!("\"{}\"", file.seq))];
    let shown = File {
        stage: file.journal.case().stage().name(),
        last_day: file.journal.case().last_day().map(|day| day.to_string()),
        seq: file.seq,
        entries: file.entries.iter().map(shown::entry).collect(),
        duties: duties_of(&web, &file),
        documents: file.documents.iter().map(DocumentShown::of).collect(),
        exchanges: file
            .exchanges
            .into_iter()
            .map(|exchange| ExchangeOfFile {
                id: exchange.id,
                to: exchange.to,
                seq: exchange.entries,
            })
            .collect(),
        edition: file.journal.case().edition.id.clone(),
        code: file.code,
        address: file.address,
    };
    Ok((tag, Json(shown)).into_response())
}

/// The duties of a file, open, done and withdrawn, as of today. The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}/duties", tag = "files",
    params(("code" = String, Path, description = "The code of the file.")),
    responses(
        (status = 200, description = "The duties.", body = Vec<DutyShown>),
        (status = 404, description = "There is no such file, or none that this account may know of."),
    )
)]
pub async fn duties(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
) -> Result<Json<Vec<DutyShown>>, Problem> {
    let file = web.store.open_file(&session, &code).await?;
    Ok(Json(duties_of(&web, &file)))
}

fn duties_of(web: &Web, file: &OpenFile) -> Vec<DutyShown> {
    let calendar = web.store.calendar();
    DutyShown::all(
        &file.journal.case().duties(&calendar),
        web.store.today(),
        &calendar,
    )
}
