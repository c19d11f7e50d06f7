//! The documents of a file: heads, fields as far as the keys go, printing.

use axum::{
    Json,
    extract::{Path, Query, State},
    response::Response,
};
use serde::Deserialize;
use standard::lang::Lang;
use store::OpenDocument;
use utoipa::IntoParams;

use crate::{
    Web,
    api::{
        problem::Problem,
        sessions::Bearer,
        shown::{DocumentShown, OpenDocumentShown},
    },
    people::documents::pdf_of,
};

/// The documents of a file, in the order of their entries. The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}/documents", tag = "documents",
    params(("code" = String, Path, description = "The code of the file.")),
    responses(
        (status = 200, description = "The documents.", body = Vec<DocumentShown>),
        (status = 404, description = "There is no such file, or none that this account may know of."),
    )
)]
pub async fn list(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
) -> Result<Json<Vec<DocumentShown>>, Problem> {
    let file = web.store.open_file(&session, &code).await?;
    Ok(Json(file.documents.iter().map(DocumentShown::of).collect()))
}

/// A document, as far as the session's keys open it. The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}/documents/{id}", tag = "documents",
    params(
        ("code" = String, Path, description = "The code of the file."),
        ("id" = String, Path, description = "The code of the document."),
    ),
    responses(
        (status = 200, description = "The document; `missing` names what the keys do not open.", body = OpenDocumentShown),
        (status = 404, description = "There is no such document, or none that this account may know of."),
    )
)]
pub async fn show(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path((code, id)): Path<(String, String)>,
) -> Result<Json<OpenDocumentShown>, Problem> {
    let document = web.store.document(&session, &code, &id).await?;
    Ok(Json(OpenDocumentShown::of(document)))
}

/// What a request for a PDF may say.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Printed {
    /// The language of the form's own words: `kk`, `ru`, `en`. Without it, the language in which it was filled.
    #[param(pattern = "^(kk|ru|en)$")]
    lang: Option<String>,
}

impl Printed {
    /// The document as PDF. The name of the file carries codes only.
    pub async fn pdf(
        self,
        document: OpenDocument,
        code: &str,
        stamp: Option<String>,
    ) -> Result<Response, Problem> {
        let lang = match self.lang {
            None => document.head.language,
            Some(lang) => lang
                .parse::<Lang>()
                .map_err(|_| Problem::not_understood("`lang` must be kk, ru or en"))?,
        };
        Ok(pdf_of(document, lang, code, stamp).await)
    }
}

/// A document as PDF. What the session's keys do not open is left out, and the print says so. The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}/documents/{id}/pdf", tag = "documents",
    params(
        ("code" = String, Path, description = "The code of the file."),
        ("id" = String, Path, description = "The code of the document."),
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
    Path((code, id)): Path<(String, String)>,
    Query(printed): Query<Printed>,
) -> Result<Response, Problem> {
    let document = web.store.document(&session, &code, &id).await?;
    let stamp = web.stamp(&session.body().code).await;
    printed.pdf(document, &code, stamp).await
}
