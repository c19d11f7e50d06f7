//! The quality of services (paragraph 33) and the other counters of a period, as the page of reports shows them.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use standard::report::{Group, Month, Place};
use store::{BodyKind, ReportError};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        problem::Problem,
        sent::JsonBody,
        sessions::{Bearer, BearerProved},
    },
};

/// A group of figures: a total, and how it divides in each way.
#[derive(Serialize, ToSchema)]
pub struct GroupShown {
    /// Its name: `admitted`, `ended`, `services`.
    group: String,
    /// The total; absent where it is not published.
    total: Option<u32>,
    /// How it divides; each division adds up to the total.
    divisions: Vec<DivisionShown>,
}

/// One way in which a total divides.
#[derive(Serialize, ToSchema)]
pub struct DivisionShown {
    /// Its name: `outcome`, `ground`, `kind`.
    division: String,
    /// Its parts.
    parts: Vec<PartShown>,
}

/// A part with its figure.
#[derive(Serialize, ToSchema)]
pub struct PartShown {
    /// Its name.
    part: String,
    /// The figure; absent where it is not published.
    count: Option<u32>,
}

/// The figures of a period.
#[derive(Serialize, ToSchema)]
pub struct ReportShown {
    /// The first month.
    #[schema(example = "2022-01")]
    from: String,
    /// The last month.
    #[schema(example = "2022-12")]
    to: String,
    /// The figures.
    groups: Vec<GroupShown>,
    /// The files that they were counted from.
    files: Vec<FileInReport>,
}

/// A file that adds to a figure.
#[derive(Serialize, ToSchema)]
pub struct FileInReport {
    /// Its code.
    code: String,
    /// How the person is addressed.
    address: String,
    /// What it adds, by figure: `ended`, `ended.outcome.yes`.
    adds: BTreeMap<String, u32>,
}

/// A month that a head has released.
#[derive(Serialize, ToSchema)]
pub struct ReleasedShown {
    /// The code of the organization.
    body: String,
    /// Its name.
    name: String,
    /// The month.
    #[schema(example = "2022-11")]
    month: String,
    /// When it was released.
    #[schema(format = "date-time")]
    at: String,
    /// What may be seen by everybody who is signed in; what is about fewer than five people is left out.
    published: Vec<GroupShown>,
}

/// The month to be released.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthToRelease {
    /// A month that is over.
    #[schema(example = "2022-11")]
    month: String,
}

/// The months that are asked for.
#[derive(Deserialize)]
pub struct Period {
    from: Option<String>,
    to: Option<String>,
}

fn shown<N: Copy>(groups: &[Group<N>], count: impl Fn(N) -> Option<u32>) -> Vec<GroupShown> {
    groups
        .iter()
        .map(|group| GroupShown {
            group: group.group.clone(),
            total: count(group.total),
            divisions: group
                .divisions
                .iter()
                .map(|division| DivisionShown {
                    division: division.division.clone(),
                    parts: division
                        .parts
                        .iter()
                        .map(|(part, number)| PartShown {
                            part: part.clone(),
                            count: count(*number),
                        })
                        .collect(),
                })
                .collect(),
        })
        .collect()
}

fn exact(figures: &[Group<u32>]) -> Vec<GroupShown> {
    shown(figures, Some)
}

fn published(figures: &[Group<Option<u32>>]) -> Vec<GroupShown> {
    shown(figures, |count| count)
}

fn figure(place: &Place) -> String {
    [place.group, place.division, place.part]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(".")
}

fn month(text: &str) -> Result<Month, Problem> {
    text.trim()
        .parse()
        .map_err(|()| Problem::not_understood("a month is written as 2022-11"))
}

/// The figures of a period by the files that this account opens, and the files behind each (paragraph 33). Without `from` and `to`, this year. The
/// reading is recorded.
#[utoipa::path(
    get, path = "/reports", tag = "reports",
    params(
        ("from" = Option<String>, Query, description = "The first month, `2022-01`."),
        ("to" = Option<String>, Query, description = "The last month, `2022-12`."),
    ),
    responses(
        (status = 200, description = "The figures.", body = ReportShown),
        (status = 400, description = "The months are not months, or the last is before the first."),
        (status = 404, description = "This account opens no files."),
    )
)]
pub async fn report(
    State(web): State<Web>,
    Query(asked): Query<Period>,
    Bearer(session): Bearer,
) -> Result<Json<ReportShown>, Problem> {
    let today = web.store.today();
    let from = match asked.from.as_deref() {
        Some(text) => month(text)?,
        None => Month::of(jiff::civil::date(today.year(), 1, 1)),
    };
    let to = match asked.to.as_deref() {
        Some(text) => month(text)?,
        None => Month::of(today),
    };
    if to < from {
        return Err(Problem::not_understood("`to` is before `from`"));
    }
    if !matches!(session.body().kind, BodyKind::Organization { .. }) {
        return Err(Problem::NotFound);
    }
    let report = web
        .store
        .report(&session, from, to)
        .await
        .map_err(problem_of)?;
    Ok(Json(ReportShown {
        from: from.to_string(),
        to: to.to_string(),
        groups: exact(&report.figures),
        files: report
            .files
            .into_iter()
            .map(|file| FileInReport {
                code: file.code,
                address: file.address,
                adds: file
                    .shares
                    .iter()
                    .map(|(place, count)| (figure(place), *count))
                    .collect(),
            })
            .collect(),
    }))
}

fn problem_of(error: ReportError) -> Problem {
    match error {
        ReportError::NoKey | ReportError::NotHead => Problem::NotFound,
        ReportError::NotOver => Problem::not_understood("the month is not over"),
        ReportError::Store(error) => error.into(),
    }
}

/// The months that heads have released (paragraph 33): figures that may leave the house, readable without a key of any file.
#[utoipa::path(
    get, path = "/reports/released", tag = "reports",
    responses((status = 200, description = "The released months.", body = Vec<ReleasedShown>))
)]
pub async fn released(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<ReleasedShown>>, Problem> {
    let released = web.store.released_figures(&session).await?;
    Ok(Json(
        released
            .into_iter()
            .map(|each| ReleasedShown {
                body: each.body,
                name: each.name,
                month: each.month.to_string(),
                at: each.at.to_string(),
                published: published(&each.published),
            })
            .collect(),
    ))
}

/// Releases a month that is over; what is about fewer than five people is left out of what is published, and restricted files are not
/// counted.
#[utoipa::path(
    post, path = "/reports/released", tag = "reports", request_body = MonthToRelease,
    responses(
        (status = 204, description = "The month was released."),
        (status = 403, description = "The last proof is too old: `POST /sessions/proof`."),
        (status = 400, description = "That is no month, or it is not over."),
        (status = 404, description = "The account is not the head of an organization."),
    )
)]
pub async fn release(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    let sent: MonthToRelease = serde_json::from_str(&body)
        .map_err(|_| Problem::not_understood("the body is one object with `month`"))?;
    web.store
        .release_figures(&session, month(&sent.month)?)
        .await
        .map_err(problem_of)?;
    Ok(StatusCode::NO_CONTENT)
}
