//! What a client sends to another body, and the steps it takes there. Beside an act of a file the same stands under `passes`:
//! `{"sends": …}` begins an exchange in the transaction of the act, `{"takes": {"exchange", "seen_seq", "step"}}` takes a
//! step.

use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::civil::Date;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use standard::{
    act::Label,
    annex::problem::LONGEST_LINE,
    chapter_3_admission::para_21_notice_to_police::Notice,
    exchange::{Kind, Opening, Step},
    lang::Lang,
    papers::PaperKind,
};
use store::{ActId, NewDocument, NewStep, Passes, Sending, WhatStep};
use utoipa::{
    ToSchema,
    openapi::schema::{Object, ObjectBuilder, SchemaType, Type},
};

use crate::{
    Web,
    api::{
        acts::{RecordedShown, Spoken},
        problem::Problem,
        sent::{JsonBody, document, object},
        sessions::Bearer,
    },
};

/// Something to be sent to another body.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToSend {
    /// What passes.
    #[schema(value_type = String, example = "referral")]
    kind: Kind,
    /// The codes of the bodies that it goes to; none when it goes on paper.
    #[serde(default)]
    to: Vec<String>,
    /// The body that it goes to on paper, in 300 characters at most.
    #[serde(default)]
    #[schema(schema_with = name_of_a_body)]
    on_paper: Option<Label>,
    /// Identification: three sign.
    #[serde(default)]
    three: bool,
    /// The day from which the clock of the other body runs.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date")]
    since: Option<Date>,
    /// The number of the letter.
    #[serde(default)]
    #[schema(schema_with = label)]
    number: Option<Label>,
    /// The content of a notice to the police: days, a year and names of lists, no text.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    notice: Option<Notice>,
    /// The codes of frozen documents of the file that are copied into it.
    #[serde(default)]
    documents: Vec<String>,
    /// The joint evaluation sheet before all have signed: its fields with `form` and `language`.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    sheet: Option<Value>,
    /// A paper in free form.
    #[serde(default)]
    paper: Option<PaperToSend>,
}

/// The name of a body, as it stands on papers.
fn name_of_a_body() -> Object {
    let mut name = label();
    name.max_length = Some(LONGEST_LINE);
    name
}

/// What names a paper or a body: a text that is not empty, or the number of a paper as a number.
fn label() -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([
            Type::String,
            Type::Integer,
            Type::Null,
        ]))
        .pattern(Some("\\S"))
        .minimum(Some(0))
        .build()
}

/// A paper in free form.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperToSend {
    /// Which.
    #[schema(value_type = String, example = "disclosure_request")]
    paper: PaperKind,
    /// The language in which it was filled.
    #[schema(value_type = String, example = "kk")]
    language: Lang,
    /// Its fields.
    #[schema(value_type = Object)]
    fields: Value,
}

impl ToSend {
    fn into_sending(self) -> Result<Sending, String> {
        let named = self.on_paper.as_ref();
        if named.is_some_and(|name| name.as_str().chars().count() > LONGEST_LINE) {
            return Err(format!(
                "`on_paper` is longer than {LONGEST_LINE} characters"
            ));
        }
        let opening = Opening {
            on_paper: self.on_paper,
            three: self.three,
            since: self.since,
            number: self.number,
            notice: self.notice,
            ..Opening::new(self.kind)
        };
        let mut sending = Sending::new(opening, self.to);
        sending.documents = self.documents;
        sending.paper = self.paper.map(|paper| store::PaperToSend {
            paper: paper.paper,
            language: paper.language,
            value: paper.fields,
        });
        if let Some(sheet) = self.sheet {
            let mut keys = Map::from_iter([("document".to_owned(), sheet)]);
            sending.sheet = document(&mut keys)?.map(|(document, language)| NewDocument {
                document,
                language: language.unwrap_or(Lang::Ru),
            });
        }
        Ok(sending)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    #[serde(default)]
    sends: Option<ToSend>,
    #[serde(default)]
    takes: Option<ToTake>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToTake {
    exchange: String,
    seen_seq: u32,
    step: Step,
}

/// What stands under `passes` beside an act.
///
/// # Errors
/// What is wrong, in English, without any value.
pub fn beside(given: Value) -> Result<Passes, String> {
    match read::<Beside>(given)? {
        Beside {
            sends: Some(sends),
            takes: None,
        } => Ok(Passes::Sends(Box::new(sends.into_sending()?))),
        Beside {
            sends: None,
            takes: Some(takes),
        } => Ok(Passes::Takes {
            exchange: takes.exchange,
            seen_seq: takes.seen_seq,
            step: Box::new(takes.step),
        }),
        _ => Err("`passes` holds `sends` or `takes`".to_owned()),
    }
}

/// Reads what was sent; the parser's own words might quote a name.
fn read<T: DeserializeOwned>(given: Value) -> Result<T, String> {
    serde_json::from_value(given)
        .map_err(|_| "a key is missing or unknown, or holds a value of another kind".to_owned())
}

fn understood<T: DeserializeOwned>(body: &str) -> Result<T, Problem> {
    object(body)
        .and_then(|keys| read(Value::Object(keys)))
        .map_err(Problem::NotUnderstood)
}

/// What is sent, from which file and when.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendingShown {
    /// The day.
    #[schema(value_type = String, format = "date")]
    on: Date,
    /// The file that it belongs to: every organization sends from a file.
    #[serde(default)]
    file: Option<String>,
    /// A UUID or 32 hexadecimal digits: the same sent twice is recorded once.
    #[serde(default)]
    act_id: Option<String>,
    /// What is sent.
    sends: ToSend,
}

fn name_of(web: &Web, given: Option<&str>) -> Result<ActId, Problem> {
    match given {
        None => Ok(ActId(web.random_bytes())),
        Some(text) => ActId::from_text(text).ok_or_else(|| {
            Problem::not_understood("an act is named by a UUID or by 32 hexadecimal digits")
        }),
    }
}

/// Sends something to another body, or records that it went on paper. What is an act of the file at once (the notice to the
/// police, the notice to the guardianship authorities) is sent beside that act, under `passes`.
#[utoipa::path(
    post, path = "/exchanges", tag = "exchanges",
    request_body = SendingShown,
    responses(
        (status = 201, description = "It is sent; `Location` says where it is.", body = RecordedShown),
        (status = 404, description = "There is no such file or document, or none that this account may know of."),
        (status = 422, description = "The standard refuses it, or it goes to nobody; nothing was recorded."),
    )
)]
pub async fn send(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Spoken(words): Spoken,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let sent: SendingShown = understood(&body)?;
    let act_id = name_of(&web, sent.act_id.as_deref())?;
    let sending = sent.sends.into_sending().map_err(Problem::NotUnderstood)?;
    let recorded = web
        .store
        .send(&session, act_id, sent.on, sent.file.as_deref(), sending)
        .await?;
    Ok(RecordedShown::answer(words, "exchanges", act_id, recorded))
}

/// A step, or what finds the report that an agency asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepShown {
    /// The day.
    #[schema(value_type = String, format = "date")]
    on: Date,
    /// How many entries of the exchange the author saw.
    seen_seq: u32,
    /// A UUID or 32 hexadecimal digits: the same step sent twice is recorded once.
    #[serde(default)]
    act_id: Option<String>,
    /// The step: `{"step": "signed", "party": "authorized_body"}`.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    step: Option<Step>,
    /// Instead of a step: the file and the report that an agency asks for.
    #[serde(default)]
    find: Option<ReportToFind>,
}

/// The report that an agency asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportToFind {
    /// The code of the file.
    file: String,
    /// The code of the document.
    document: String,
}

/// Takes a step in an exchange. A step that is an act of the file at once (a consent, the handing over of a report, the sheet that
/// all have signed, a person who is received) is taken beside that act, under `passes`.
#[utoipa::path(
    post, path = "/exchanges/{id}/steps", tag = "exchanges",
    params(("id" = String, Path, description = "The code of the exchange.")),
    request_body = StepShown,
    responses(
        (status = 201, description = "The step is recorded.", body = RecordedShown),
        (status = 404, description = "There is no such exchange, or none that this account may know of."),
        (status = 409, description = "Somebody else took a step meanwhile."),
        (status = 422, description = "The standard refuses the step; nothing was recorded."),
    )
)]
pub async fn step(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Spoken(words): Spoken,
    Path(id): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let sent: StepShown = understood(&body)?;
    let act_id = name_of(&web, sent.act_id.as_deref())?;
    let step = match (sent.step, sent.find) {
        (Some(step), None) => WhatStep::Take(step),
        (None, Some(found)) => WhatStep::Find {
            file: found.file,
            document: found.document,
        },
        _ => {
            return Err(Problem::not_understood(
                "send `step` or `find`, one of them",
            ));
        }
    };
    let new = NewStep {
        act_id,
        on: sent.on,
        seen_seq: sent.seen_seq,
        step,
    };
    let recorded = web.store.step(&session, &id, new).await?;
    Ok(RecordedShown::answer(words, "exchanges", act_id, recorded))
}
