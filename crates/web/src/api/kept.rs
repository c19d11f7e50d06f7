//! The book of complaints and suggestions, and the registers of the staff.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use standard::{
    chapter_2_tasks::para_08_training::Training,
    chapter_4_stay::para_25_complaints_book::{Entry, Month, Reply, Review, review},
    chapter_5_plan::{
        para_34_specialists::{Particulars, RealPosition, StaffBasis},
        para_35_job_descriptions::{JobAcknowledged, JobDescription},
        para_36_control::Control,
    },
    register::{Content, Register},
};
use store::{ActId, NewLine, RegisterError, RegisterLine, Session};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{problem::Problem, sent::JsonBody, sessions::Bearer},
    book::{
        keeps_the_book,
        replying::told,
        shown::{self, NotShown},
    },
    staff,
    trouble::Trouble,
};

/// A line of a register, with who entered it and when.
#[derive(Serialize, ToSchema)]
pub struct KeptLine {
    /// Its number, from 1, without gaps.
    number: u32,
    /// The line in whose place it stands.
    corrects: Option<u32>,
    /// When it was entered; of a line without an account the day alone.
    #[schema(format = "date-time")]
    recorded_at: String,
    /// Who entered it; empty for somebody without an account.
    by: String,
    /// What it says.
    #[schema(value_type = Object)]
    content: Value,
}

/// The number of a line that was entered.
#[derive(Serialize, ToSchema)]
pub struct Entered {
    /// Its number in the register.
    number: u32,
}

/// A line to be entered: its content, and what may stand beside it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent<T> {
    content: T,
    #[serde(default)]
    act_id: Option<String>,
    #[serde(default)]
    corrects: Option<u32>,
}

/// The head marks a month.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    month: Month,
    #[serde(default)]
    remark: Option<String>,
}

/// What an answer to an entry says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answered {
    text: String,
    #[serde(default)]
    done: Option<String>,
}

impl Answered {
    /// The answer to the entry of that number, given that day.
    pub(super) fn to(self, number: u32, on: Date) -> Reply {
        Reply {
            to: number,
            text: self.text,
            done: self.done,
            on,
        }
    }
}

/// Which reviews of the book are owed.
#[derive(Serialize, ToSchema)]
pub struct ReviewsShown {
    /// The day on which the book was opened.
    #[schema(format = "date")]
    opened: String,
    /// The number of the newest entry.
    entries: u32,
    /// The entries without an answer.
    unanswered: Vec<u32>,
    /// The months whose review is owed.
    owed: Vec<OwedShown>,
}

/// A month whose review is owed.
#[derive(Serialize, ToSchema)]
pub struct OwedShown {
    /// The month.
    #[schema(example = "2022-03")]
    month: String,
    /// The last day in time.
    #[schema(format = "date")]
    due: String,
    /// Whether that day has passed.
    late: bool,
}

/// The staff against the norm.
#[derive(Serialize, ToSchema)]
pub struct NormShown {
    /// Places for recipients of services.
    recipients: u32,
    /// Places for children.
    children: u32,
    /// Training groups.
    groups: u32,
    /// The rows of Annex 5, as `tirek staffing` counts them, with the people who are there.
    #[schema(value_type = Vec<Object>)]
    positions: Vec<RealPosition>,
}

/// An answer to what is not there: the address names nothing.
pub(super) fn of_answer(error: RegisterError) -> Problem {
    match error {
        RegisterError::NoSuchLine => Problem::NotFound,
        other => other.into(),
    }
}

pub(super) fn read<T: DeserializeOwned>(body: &str) -> Result<T, Problem> {
    // The words of the error name a field and never its value.
    serde_json::from_str(body).map_err(|_| {
        Problem::not_understood("the body is not what this address takes; see /api/openapi.json")
    })
}

async fn listed<T: Content>(web: &Web, session: &Session) -> Result<Json<Vec<KeptLine>>, Problem> {
    let lines = web.store.register_read::<T>(session).await?;
    lines
        .into_iter()
        .map(shown_line)
        .collect::<Result<_, _>>()
        .map(Json)
}

fn shown_line<T: Content>(line: RegisterLine<T>) -> Result<KeptLine, Problem> {
    Ok(KeptLine {
        number: line.line.number,
        corrects: line.line.corrects,
        recorded_at: line.recorded_at.to_string(),
        by: line.by,
        content: serde_json::to_value(&line.line.content).map_err(store::StoreError::from)?,
    })
}

pub(super) type Made = (StatusCode, Json<Entered>);

/// A line was entered, and has this number.
pub(super) fn made(number: u32) -> Made {
    (StatusCode::CREATED, Json(Entered { number }))
}

async fn entered<T: Content>(web: &Web, session: &Session, body: &str) -> Result<Made, Problem> {
    let sent: Sent<T> = read(body)?;
    let mut line = NewLine::new(id_of(web, sent.act_id.as_deref())?, sent.content);
    if let Some(earlier) = sent.corrects {
        line = line.correcting(earlier);
    }
    let number = web.store.register_add(session, &line).await?;
    Ok(made(number))
}

fn id_of(web: &Web, given: Option<&str>) -> Result<ActId, Problem> {
    match given {
        Some(text) => ActId::from_text(text)
            .ok_or_else(|| Problem::not_understood("act_id is not 16 bytes as text")),
        None => Ok(ActId(web.random_bytes())),
    }
}

fn head_only(session: &Session) -> Result<(), Problem> {
    if keeps_the_book(session) {
        Ok(())
    } else {
        Err(Problem::NotFound)
    }
}

fn staff_only(session: &Session) -> Result<(), Problem> {
    if staff::keeps_the_staff(session) {
        Ok(())
    } else {
        Err(Problem::NotFound)
    }
}

/// The book as the head keeps it (paragraph 25). The reading is recorded.
#[utoipa::path(
    get, path = "/book", tag = "house",
    responses(
        (status = 200, description = "The entries, the oldest first.", body = Vec<KeptLine>),
        (status = 404, description = "The account does not keep the book."),
    )
)]
pub async fn book(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<KeptLine>>, Problem> {
    head_only(&session)?;
    listed::<Entry>(&web, &session).await
}

/// Enters what came on paper or was said: `{"content": {"kind", "text", "on", "came", "language", "name"?, "contact"?}}`.
/// Any member of staff may.
#[utoipa::path(
    post, path = "/book", tag = "house", request_body = Object,
    responses(
        (status = 201, description = "The entry was made.", body = Entered),
        (status = 422, description = "The line has errors; `fields` names them."),
        (status = 404, description = "The account may not enter it."),
    )
)]
pub async fn enter(
    State(web): State<Web>,
    Bearer(session): Bearer,
    JsonBody(body): JsonBody,
) -> Result<Made, Problem> {
    entered::<Entry>(&web, &session, &body).await
}

/// Answers an entry: `{"text", "done"?}`. Whoever wrote it without an account reads the answer with her code.
#[utoipa::path(
    post, path = "/book/{number}/answers", tag = "house", request_body = Object,
    params(("number" = u32, Path, description = "The number of the entry.")),
    responses(
        (status = 201, description = "The answer was recorded.", body = Entered),
        (status = 422, description = "The line has errors; `fields` names them."),
        (status = 404, description = "There is no such entry, or the account does not keep the book."),
    )
)]
pub async fn answer(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(number): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<Made, Problem> {
    head_only(&session)?;
    let number: u32 = number.parse().map_err(|_| Problem::NotFound)?;
    let sent: Answered = read(&body)?;
    let reply = sent.to(number, web.store.today());
    let told = told(&reply);
    let line = NewLine::new(ActId(web.random_bytes()), reply);
    let to = (Register::Complaints, number);
    let number = web
        .store
        .register_answer(&session, &line, to, &told)
        .await
        .map_err(of_answer)?;
    Ok(made(number))
}

/// The book as it is shown on demand: without any name. The reading is recorded.
#[utoipa::path(
    get, path = "/book/shown", tag = "house",
    responses(
        (status = 200, description = "The entries, the oldest first.", body = Vec<shown::ShownEntry>),
        (status = 404, description = "The account does not keep the book."),
        (status = 409, description = "A file of the house is restricted to others: its names could not be left out, so nothing is shown."),
    )
)]
pub async fn shown_on_demand(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<shown::ShownEntry>>, Problem> {
    match shown::entries(&web, &session).await {
        Ok(entries) => Ok(Json(entries)),
        Err(NotShown::NamesClosed) => Err(Problem::NamesClosed),
        Err(NotShown::Trouble(Trouble::NotFound)) => Err(Problem::NotFound),
        Err(NotShown::Trouble(_)) => Err(Problem::Broken),
    }
}

/// Which monthly reviews are owed (paragraph 26).
#[utoipa::path(
    get, path = "/book/reviews", tag = "house",
    responses(
        (status = 200, description = "Where the book stands.", body = ReviewsShown),
        (status = 404, description = "The account does not keep the book."),
    )
)]
pub async fn reviews(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<ReviewsShown>, Problem> {
    head_only(&session)?;
    let state = web.store.book_state(&session).await?;
    let today = web.store.today();
    Ok(Json(ReviewsShown {
        opened: state.opened.to_string(),
        entries: state.entries,
        unanswered: state.unanswered,
        owed: state
            .owed
            .iter()
            .map(|owed| OwedShown {
                month: owed.month.to_string(),
                due: owed.due.to_string(),
                late: owed.is_late(today),
            })
            .collect(),
    }))
}

/// Marks a month as reviewed, up to the newest entry, and signs it: `{"month", "remark"?}`.
#[utoipa::path(
    post, path = "/book/reviews", tag = "house", request_body = Object,
    responses(
        (status = 201, description = "The review was recorded.", body = Entered),
        (status = 422, description = "The line has errors; `fields` names them."),
        (status = 404, description = "The account does not keep the book."),
    )
)]
pub async fn sign_review(
    State(web): State<Web>,
    Bearer(session): Bearer,
    JsonBody(body): JsonBody,
) -> Result<Made, Problem> {
    head_only(&session)?;
    let mark: Mark = read(&body)?;
    let state = web.store.book_state(&session).await?;
    let mark = Review {
        month: mark.month,
        up_to: state.entries,
        remark: mark.remark,
        on: web.store.today(),
    };
    let mark = review(mark, state.opened, state.entries, state.seen)
        .map_err(|reason| Problem::not_understood(reason.name()))?;
    let line = NewLine::new(ActId(web.random_bytes()), mark);
    let number = web.store.register_add(&session, &line).await?;
    Ok(made(number))
}

/// Annex 5 against those who are there today, row by row; the same numbers as `tirek staffing`. The reading is recorded.
#[utoipa::path(
    get, path = "/staff/norm", tag = "house",
    responses(
        (status = 200, description = "The rows of Annex 5.", body = NormShown),
        (status = 404, description = "The account does not keep the staff, or the numbers of the house are not known."),
    )
)]
pub async fn norm(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<NormShown>, Problem> {
    let kept = staff::open(&web, &session).await?;
    let (basis, positions) = kept
        .against_norm(web.store.today())
        .ok_or(Problem::NotFound)?;
    Ok(Json(NormShown {
        recipients: basis.recipients,
        children: basis.children,
        groups: basis.groups,
        positions,
    }))
}

/// A register of the staff: read and written by whoever keeps it.
macro_rules! register {
    ($list:ident, $add:ident, $path:literal, $type:ty, $what:literal) => {
        #[doc = $what]
        #[doc = " The reading is recorded."]
        #[utoipa::path(
            get, path = $path, tag = "house",
            responses(
                (status = 200, description = "The lines, the oldest first.", body = Vec<KeptLine>),
                (status = 404, description = "The account does not keep the staff."),
            )
        )]
        pub async fn $list(
            State(web): State<Web>,
            Bearer(session): Bearer,
        ) -> Result<Json<Vec<KeptLine>>, Problem> {
            staff_only(&session)?;
            listed::<$type>(&web, &session).await
        }

        #[doc = $what]
        #[doc = " Enters a line: `{\"content\": {…}, \"act_id\"?, \"corrects\"?}`."]
        #[utoipa::path(
            post, path = $path, tag = "house", request_body = Object,
            responses(
                (status = 201, description = "The line was entered.", body = Entered),
                (status = 422, description = "The line has errors; `fields` names them."),
                (status = 404, description = "The account may not enter it, or there is no such line to correct."),
            )
        )]
        pub async fn $add(
            State(web): State<Web>,
            Bearer(session): Bearer,
            JsonBody(body): JsonBody,
        ) -> Result<Made, Problem> {
            staff_only(&session)?;
            entered::<$type>(&web, &session, &body).await
        }
    };
}

register!(
    staff,
    add_staff,
    "/staff",
    Particulars,
    "Particulars of the staff (paragraph 34)."
);
register!(
    numbers,
    add_numbers,
    "/staff/numbers",
    StaffBasis,
    "The numbers of the house by which Annex 5 is read."
);
register!(
    training,
    add_training,
    "/staff/training",
    Training,
    "Training of the staff (paragraph 8)."
);
register!(
    controls,
    add_control,
    "/staff/controls",
    Control,
    "Controls of the work of specialists (paragraph 36)."
);

register!(
    jobs,
    add_job,
    "/staff/job-descriptions",
    JobDescription,
    "Job descriptions in their versions (paragraph 35)."
);
register!(
    acknowledgements,
    add_acknowledgement,
    "/staff/acknowledgements",
    JobAcknowledged,
    "Who has acknowledged which job description (paragraph 35)."
);
