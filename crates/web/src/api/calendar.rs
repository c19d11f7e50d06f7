//! The official calendar, and loading a corrected or newly published year.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::{Deserialize, Serialize};
use store::{LoadError, MovedDuty};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{acts::Spoken, problem::Problem, sent::JsonBody, sessions::Bearer},
};

/// A year of the calendar.
#[derive(Serialize, ToSchema)]
pub struct YearShown {
    /// The year.
    year: i16,
    /// How many working days it has.
    working_days: usize,
    /// Transfers of days off are not published yet.
    provisional: bool,
    /// What it rests on.
    source: String,
}

/// A year of the calendar with the days that differ from their weekday.
#[derive(Serialize, ToSchema)]
pub struct YearWithDays {
    #[serde(flatten)]
    head: YearShown,
    /// Those days, in order.
    days: Vec<DayShown>,
}

/// A day that differs from its weekday.
#[derive(Serialize, ToSchema)]
pub struct DayShown {
    /// The day.
    #[schema(format = "date")]
    date: String,
    /// Whether it is worked.
    worked: bool,
    /// What it is, in the language of `Accept-Language`.
    name: String,
    /// The act that it rests on.
    source: String,
}

/// A year to be loaded.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct YearToLoad {
    /// TOML, in the format of `law/calendar/YYYY.toml`.
    text: String,
}

/// What a year would move.
#[derive(Serialize, ToSchema)]
pub struct Moves {
    /// The year.
    year: i16,
    /// Open duties of the session's own body whose last day moves.
    duties: Vec<MovedShown>,
    /// How many open duties of other bodies move.
    others: usize,
}

/// An open duty whose last day moves.
#[derive(Serialize, ToSchema)]
pub struct MovedShown {
    /// The code of the file.
    file: String,
    /// Who owes it.
    who: String,
    /// The day that it counts from.
    #[schema(format = "date")]
    from: String,
    /// The term, such as `3wd`.
    term: String,
    /// The last day as it stands.
    #[schema(format = "date")]
    due: Option<String>,
    /// The last day by the year in question.
    #[schema(format = "date")]
    then: Option<String>,
}

/// A year was loaded.
#[derive(Serialize, ToSchema)]
pub struct Loaded {
    /// How many last days moved, of all bodies.
    moved: u64,
}

fn head(year: &standard::calendar::Year) -> YearShown {
    YearShown {
        year: year.year,
        working_days: year.working_days(),
        provisional: year.provisional,
        source: year.source.clone(),
    }
}

/// The years that there are.
#[utoipa::path(
    get, path = "/calendar", tag = "calendar",
    responses((status = 200, description = "The years, in order.", body = Vec<YearShown>))
)]
pub async fn years(
    State(web): State<Web>,
    Bearer(_): Bearer,
) -> Result<Json<Vec<YearShown>>, Problem> {
    Ok(Json(web.store.calendar().years().map(head).collect()))
}

/// One year with the days that differ from their weekday.
#[utoipa::path(
    get, path = "/calendar/{year}", tag = "calendar",
    params(("year" = i16, Path, description = "The year.")),
    responses(
        (status = 200, description = "The year.", body = YearWithDays),
        (status = 404, description = "There is no calendar of that year."),
    )
)]
pub async fn show(
    State(web): State<Web>,
    Bearer(_): Bearer,
    Spoken(words): Spoken,
    Path(year): Path<String>,
) -> Result<Json<YearWithDays>, Problem> {
    let calendar = web.store.calendar();
    let year: i16 = year.parse().map_err(|_| Problem::NotFound)?;
    let year = calendar.year(year).map_err(|_| Problem::NotFound)?;
    let day = |(date, day): (&jiff::civil::Date, &standard::calendar::SpecialDay)| DayShown {
        date: date.to_string(),
        worked: day.off.is_none(),
        name: day.name(words.lang).to_owned(),
        source: day.source.clone(),
    };
    Ok(Json(YearWithDays {
        head: head(year),
        days: year.days.iter().map(day).collect(),
    }))
}

/// Whose last days a year would move. Nothing is loaded. For a head.
#[utoipa::path(
    post, path = "/calendar/consider", tag = "calendar", request_body = YearToLoad,
    responses(
        (status = 200, description = "What would move.", body = Moves),
        (status = 400, description = "The year cannot be right, or says nothing new."),
        (status = 404, description = "For somebody who is not a head."),
    )
)]
pub async fn consider(
    State(web): State<Web>,
    Bearer(session): Bearer,
    JsonBody(body): JsonBody,
) -> Result<Json<Moves>, Problem> {
    if !session.is_head() {
        return Err(Problem::NotFound);
    }
    let text = text_of(&body)?;
    let (year, moved) = web.store.moved_by(&text).await.map_err(problem)?;
    let own = session.body().code.as_str();
    let (duties, others): (Vec<MovedDuty>, Vec<_>) =
        moved.into_iter().partition(|duty| duty.body == own);
    let shown = |duty: MovedDuty| MovedShown {
        file: duty.file,
        who: duty.who,
        from: duty.from.to_string(),
        term: duty.term,
        due: duty.due.map(|day| day.to_string()),
        then: duty.then.map(|day| day.to_string()),
    };
    Ok(Json(Moves {
        year: year.year,
        duties: duties.into_iter().map(shown).collect(),
        others: others.len(),
    }))
}

/// Loads a year: it counts from then on for every body, and stands in the record. For a head.
#[utoipa::path(
    post, path = "/calendar", tag = "calendar", request_body = YearToLoad,
    responses(
        (status = 200, description = "It is loaded.", body = Loaded),
        (status = 400, description = "The year cannot be right, or says nothing new."),
        (status = 404, description = "For somebody who is not a head."),
    )
)]
pub async fn load(
    State(web): State<Web>,
    Bearer(session): Bearer,
    JsonBody(body): JsonBody,
) -> Result<Json<Loaded>, Problem> {
    let moved = web.store.load_year(&text_of(&body)?, Some(&session)).await;
    Ok(Json(Loaded {
        moved: moved.map_err(problem)?,
    }))
}

fn text_of(body: &str) -> Result<String, Problem> {
    serde_json::from_str::<YearToLoad>(body)
        .map(|year| year.text)
        .map_err(|_| Problem::not_understood("send an object with `text`, the year as TOML"))
}

fn problem(error: LoadError) -> Problem {
    match error {
        LoadError::Store(error) => error.into(),
        LoadError::NotHead | LoadError::NoBody => Problem::NotFound,
        error => Problem::NotUnderstood(error.to_string()),
    }
}
