//! The order itself and its forms. Anybody may read them.

use axum::{Json, extract::Path};
use serde::Serialize;
use serde_json::Value;
use standard::{
    annex::{Document, FormKind},
    coverage::coverage_of,
    standard_text::{self, Paragraph, Status},
};
use utoipa::ToSchema;

use crate::{
    api::{acts::Spoken, problem::Problem},
    words::Words,
};

/// A paragraph or an annex in the list.
#[derive(Serialize, ToSchema)]
pub struct ParagraphInList {
    /// `15`, `13-1`, `annex 8`.
    id: String,
    /// Its chapter; annexes have none.
    chapter: Option<u8>,
    /// Its title, in the language of `Accept-Language`.
    title: String,
    /// `computed`, `recorded` or `informative`.
    status: &'static str,
    /// The acts that belong to it.
    acts: Vec<String>,
}

/// A paragraph or an annex with its text in force.
#[derive(Serialize, ToSchema)]
pub struct ParagraphShown {
    #[serde(flatten)]
    head: ParagraphInList,
    /// The text in Markdown, in the language of `Accept-Language`.
    text: String,
    /// The orders that amended it.
    amended: Vec<AmendmentShown>,
    /// Why that status, in English.
    reason: String,
    /// The modules that carry it out.
    modules: Vec<String>,
    /// The duties that follow from it.
    duties: Vec<String>,
    /// The reasons of refusal that cite it.
    refusals: Vec<String>,
    /// Its official form.
    forms: Vec<String>,
    /// Papers in free form that are made for its sake.
    papers: Vec<String>,
    /// The pages on which it is carried out.
    screens: Vec<String>,
    /// The operations of this API that carry it out.
    operations: Vec<String>,
    /// The pages on doubts that concern it, to be read under `/standard/doubts`.
    interpretations: Vec<String>,
    /// The tests named after it.
    tests: Vec<String>,
}

/// An order that amended a paragraph.
#[derive(Serialize, ToSchema)]
pub struct AmendmentShown {
    /// Its number.
    order: String,
    /// Its date.
    #[schema(format = "date")]
    date: String,
}

fn in_list(words: Words, paragraph: &Paragraph) -> ParagraphInList {
    ParagraphInList {
        id: paragraph.id.clone(),
        chapter: paragraph.chapter,
        title: paragraph.title(words.lang).to_owned(),
        status: match paragraph.status {
            Status::Computed => "computed",
            Status::Recorded => "recorded",
            Status::Informative => "informative",
        },
        acts: paragraph.acts.clone(),
    }
}

/// Every paragraph and annex, in the order of the order.
#[utoipa::path(
    get, path = "/standard", tag = "standard", security(()),
    responses((status = 200, description = "The paragraphs.", body = Vec<ParagraphInList>))
)]
pub async fn list(Spoken(words): Spoken) -> Json<Vec<ParagraphInList>> {
    Json(
        standard_text::paragraphs()
            .iter()
            .map(|paragraph| in_list(words, paragraph))
            .collect(),
    )
}

/// One paragraph or annex with its text in force.
#[utoipa::path(
    get, path = "/standard/{paragraph}", tag = "standard", security(()),
    params(("paragraph" = String, Path, description = "`15`, `13-1`, `annex_8`.")),
    responses(
        (status = 200, description = "The paragraph.", body = ParagraphShown),
        (status = 404, description = "The order has no such paragraph."),
    )
)]
pub async fn show(
    Spoken(words): Spoken,
    Path(paragraph): Path<String>,
) -> Result<Json<ParagraphShown>, Problem> {
    let covered = coverage_of(&paragraph).ok_or(Problem::NotFound)?;
    let paragraph = standard_text::paragraph(&paragraph).ok_or(Problem::NotFound)?;
    Ok(Json(ParagraphShown {
        head: ParagraphInList {
            acts: covered.acts,
            ..in_list(words, paragraph)
        },
        text: paragraph.text(words.lang).to_owned(),
        amended: paragraph
            .amended
            .iter()
            .map(|amendment| AmendmentShown {
                order: amendment.order.clone(),
                date: amendment.date.clone(),
            })
            .collect(),
        reason: covered.reason,
        modules: covered.modules,
        duties: covered.duties,
        refusals: covered.refusals,
        forms: covered.forms,
        papers: covered.papers,
        screens: covered.screens,
        operations: covered.operations,
        interpretations: covered.interpretations,
        tests: covered.tests,
    }))
}

/// A form as the `document` beside an act holds it.
#[derive(Serialize, ToSchema)]
pub struct FormShown {
    /// `annex_1` … `annex_8`.
    form: &'static str,
    /// Every field, empty.
    #[schema(value_type = Object)]
    blank: Value,
    /// The same filled with an invented example, in the language of `Accept-Language`.
    #[schema(value_type = Object)]
    example: Value,
}

/// A form of the order: its fields, empty and filled with an invented example.
#[utoipa::path(
    get, path = "/forms/{form}", tag = "standard", security(()),
    params(("form" = String, Path, description = "`annex_1` … `annex_8`, or the number alone.")),
    responses(
        (status = 200, description = "The form.", body = FormShown),
        (status = 404, description = "The order has no such form."),
    )
)]
pub async fn form(
    Spoken(words): Spoken,
    Path(form): Path<String>,
) -> Result<Json<FormShown>, Problem> {
    let form: FormKind = form.parse().map_err(|_| Problem::NotFound)?;
    Ok(Json(FormShown {
        form: form.name(),
        blank: Document::blank(form).fields(),
        example: forms::specimen(form, words.lang),
    }))
}
