//! The one door for acts: a file begins, an act is recorded, or it is only asked what would follow.

use axum::{
    Json,
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use standard::{
    act::{Act, Entry},
    annex::FormKind,
    journal::{Journal, NoOtherFile, Warning},
    lang::Lang,
    papers::PaperKind,
    refusal::{Reason, Refusal},
};
use store::{ActId, NewAct, OpenFile, Recorded, Session};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        problem::Problem,
        sent::SentAct,
        sessions::Bearer,
        shown::{DutyShown, Remark},
    },
    papers::prints,
    security::header_text,
    words::{Words, preferred},
};

/// The words of an answer: the language of `Accept-Language`, else the program's own.
pub struct Spoken(pub Words);

impl FromRequestParts<Web> for Spoken {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        let wished = preferred(header_text(&parts.headers, header::ACCEPT_LANGUAGE));
        Ok(Spoken(Words::new(wished.unwrap_or(web.config.language))))
    }
}

/// An act with what belongs to sending it. Its schema is written in [`super::facts`].
#[derive(ToSchema)]
pub struct ActToRecord {}

/// The first act of a file, with how the person is addressed. Its schema is written in [`super::facts`].
#[derive(ToSchema)]
pub struct FileToBegin {}

/// An act was recorded. The same act sent again gives the same answer.
#[derive(Serialize, ToSchema)]
pub struct RecordedShown {
    /// The code of the file, or of the exchange.
    code: String,
    /// The number of the new entry: what the next act must have seen.
    seq: u32,
    /// The name of the act, as the client gave it or as it was made.
    act_id: String,
    /// What was accepted and should be looked at.
    warnings: Vec<Remark>,
}

impl RecordedShown {
    /// The answer to an act, with the address where it can be seen.
    pub fn answer(words: Words, place: &str, act_id: ActId, recorded: Recorded) -> Response {
        let headers = [
            (header::LOCATION, format!("/api/{place}/{}", recorded.code)),
            (header::ETAG, format!("\"{}\"", recorded.seq)),
        ];
        let shown = RecordedShown {
            code: recorded.code,
            seq: recorded.seq,
            act_id: act_id.to_text(),
            warnings: remarks(words, recorded.warnings),
        };
        (StatusCode::CREATED, headers, Json(shown)).into_response()
    }
}

fn remarks(words: Words, warnings: impl IntoIterator<Item = Warning>) -> Vec<Remark> {
    warnings
        .into_iter()
        .map(|warning| Remark::of_warning(words, warning))
        .collect()
}

/// The name of an act: the client's, or a new one.
pub fn name_of(web: &Web, sent: &SentAct) -> ActId {
    sent.act_id.unwrap_or_else(|| ActId(web.random_bytes()))
}

/// Begins a file with its first act and the form beside it. Without `act_id` or `Idempotency-Key`, sending it twice
/// begins two files.
#[utoipa::path(
    post, path = "/files", tag = "files",
    params(("Idempotency-Key" = Option<String>, Header, description = "The name of the act, instead of `act_id`.")),
    request_body = FileToBegin,
    responses(
        (status = 201, description = "The file has begun; `Location` says where it is.", body = RecordedShown),
        (status = 404, description = "This account works with no files."),
        (status = 409, description = "The records moved several times while this was being written: send it again."),
        (status = 422, description = "The standard refuses the act, or its form has errors; nothing was recorded."),
    )
)]
pub async fn begin(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Spoken(words): Spoken,
    mut sent: SentAct,
) -> Result<Response, Problem> {
    if sent.line.file.is_some() {
        return Err(Problem::not_understood(
            "`file` is given by the program when a file begins",
        ));
    }
    if sent.seen_seq.is_some_and(|seen| seen != 0) {
        return Err(Problem::not_understood(
            "`seen_seq` of a file that begins is 0, or is left out",
        ));
    }
    let Some(address) = sent.address.take() else {
        return Err(Problem::not_understood(
            "`address` is missing: how the person is addressed",
        ));
    };
    let act_id = name_of(&web, &sent);
    let mut new = sent.into_new(act_id, language(&session));
    freeze_signed(&web, &session, &mut new).await;
    let recorded = web.store.begin_file(&session, address.trim(), new).await?;
    Ok(RecordedShown::answer(words, "files", act_id, recorded))
}

/// Records an act in a file. Its author says how many entries she saw: `If-Match`, or `seen_seq` in the body. A consent to the release
/// of a document that is not given by the adult recipient herself comes with the paper `consent_giver` (`document`), and
/// always does in the file of a child.
#[utoipa::path(
    post, path = "/files/{code}/acts", tag = "files",
    params(
        ("code" = String, Path, description = "The code of the file."),
        ("If-Match" = Option<String>, Header, description = "How many entries the author saw, instead of `seen_seq`."),
        ("Idempotency-Key" = Option<String>, Header, description = "The name of the act, instead of `act_id`."),
    ),
    request_body = ActToRecord,
    responses(
        (status = 201, description = "The act is recorded.", body = RecordedShown),
        (status = 404, description = "There is no such file, or none that this account may know of."),
        (status = 409, description = "Somebody else acted meanwhile; `since` holds what was added."),
        (status = 422, description = "The standard refuses the act, or its form has errors; nothing was recorded."),
        (status = 428, description = "The act does not say how many entries its author saw."),
    )
)]
pub async fn record(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Spoken(words): Spoken,
    Path(code): Path<String>,
    sent: SentAct,
) -> Result<Response, Problem> {
    in_file(&sent, &code)?;
    let seen = sent.seen_seq.ok_or(Problem::SeenMissing)?;
    let act_id = name_of(&web, &sent);
    let mut new = sent.into_new(act_id, language(&session));
    freeze_signed(&web, &session, &mut new).await;
    let recorded = web.store.act(&session, &code, seen, new).await?;
    Ok(RecordedShown::answer(words, "files", act_id, recorded))
}

/// What would follow from an act.
#[derive(Serialize, ToSchema)]
pub struct Considered {
    /// Whether the act would be accepted; null when that leans on another file and shows only when it is recorded.
    accepted: Option<bool>,
    /// Why not.
    refusal: Option<Remark>,
    /// What would be accepted and marked.
    warnings: Vec<Remark>,
    /// The form that must come with the act.
    #[schema(example = "annex_3")]
    required_form: Option<&'static str>,
    /// Where the case would stand; left out when the act is refused.
    stage: Option<&'static str>,
    /// The last day of the agreement would be; left out when the act is refused.
    #[schema(format = "date")]
    last_day: Option<String>,
    /// The duties as they would be; none when the act is refused.
    duties: Vec<DutyShown>,
}

/// Says what would follow from an act, and records nothing but the reading. The form beside the act is not looked at.
#[utoipa::path(
    post, path = "/files/{code}/consider", tag = "files",
    params(("code" = String, Path, description = "The code of the file.")),
    request_body = ActToRecord,
    responses(
        (status = 200, description = "What would follow, or why it is refused.", body = Considered),
        (status = 404, description = "There is no such file, or none that this account may know of."),
        (status = 422, description = "The day of the act is after today."),
    )
)]
pub async fn consider(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Spoken(words): Spoken,
    Path(code): Path<String>,
    sent: SentAct,
) -> Result<Json<Considered>, Problem> {
    in_file(&sent, &code)?;
    let today = web.store.today();
    let file = web.store.open_file(&session, &code).await?;
    if sent.line.on > today {
        return Err(Problem::AfterToday);
    }
    let required_form = required_form(&file, &sent.line.act).map(|form| form.name());
    let entry = Entry {
        seq: next_seq(&file),
        on: sent.line.on,
        by: sent.line.by,
        act: sent.line.act,
    };
    let decided = decide(&session, &file.journal, &entry);
    let refused = Considered {
        accepted: Some(false),
        refusal: None,
        warnings: Vec::new(),
        required_form,
        stage: None,
        last_day: None,
        duties: Vec::new(),
    };
    Ok(Json(match decided {
        Err(refusal) => Considered {
            refusal: Some(Remark::of_refusal(words, &refusal)),
            ..refused
        },
        Ok((accepted, warning)) => {
            let calendar = web.store.calendar();
            let mut journal = file.journal;
            journal.record(entry);
            let case = journal.case();
            Considered {
                accepted,
                warnings: remarks(words, warning),
                stage: Some(case.stage().name()),
                last_day: case.last_day().map(|day| day.to_string()),
                duties: DutyShown::all(&case.duties(&calendar), today, &calendar),
                ..refused
            }
        }
    }))
}

/// The form that the act demands, or in this file: whoever consents for a child to the release of a document is named.
fn required_form(file: &OpenFile, act: &Act) -> Option<FormKind> {
    let consents_for_a_child = matches!(act, Act::ConsentGiven(facts) if file.journal.case().is_child
        && file.documents.iter().any(|head| head.id == facts.scope.as_str()));
    let giver = consents_for_a_child.then_some(FormKind::Paper(PaperKind::ConsentGiver));
    act.required_form().or(giver)
}

/// Asks the standard as the recording will ask it; what leans on a representative's file is left open.
fn decide(
    session: &Session,
    journal: &Journal,
    entry: &Entry,
) -> Result<(Option<bool>, Option<Warning>), Refusal> {
    if !session.actors().contains(&entry.by) {
        return Err(Refusal::new(entry.act.paragraph(), Reason::MayNotDoThis));
    }
    let leans = journal.case().representative.is_some()
        || matches!(entry.act, Act::AdmittedWithRepresentative(_));
    match journal.consider(entry, &NoOtherFile) {
        Ok(warning) => Ok((if leans { None } else { Some(true) }, warning)),
        Err(_) if leans => Ok((None, None)),
        Err(refusal) => Err(refusal),
    }
}

fn next_seq(file: &OpenFile) -> u32 {
    file.journal
        .entries()
        .iter()
        .map(|entry| entry.seq)
        .max()
        .unwrap_or(0)
        + 1
}

/// A form that could not be printed is recorded all the same, and frozen later.
async fn freeze_signed(web: &Web, session: &Session, new: &mut NewAct) {
    let _ = prints::freeze_signed(web, session, new).await;
}

fn language(session: &Session) -> Lang {
    session.account().language
}

/// What the body may say of the file is what the address says; how the person is addressed is said once, at the
/// beginning.
fn in_file(sent: &SentAct, code: &str) -> Result<(), Problem> {
    if sent.line.file.as_deref().is_some_and(|file| file != code) {
        return Err(Problem::not_understood(
            "`file` and the address do not name the same file",
        ));
    }
    if sent.address.is_some() {
        return Err(Problem::not_understood(
            "`address` belongs to the first act of a file",
        ));
    }
    Ok(())
}
