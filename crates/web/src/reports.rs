//! Reports: the quality of services by paragraph 33, the counters of a period, the files behind each figure, and the months that a
//! head has released. Whoever holds no key of files sees released months only.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use forms::register::{Cell, Register, RegisterKind, render_pdf, render_xlsx};
use jiff::civil::Date;
use serde::Deserialize;
use standard::{
    compartment::Compartment,
    lang::Lang,
    report::{Figures, Group, Month, Place, Published, places},
};
use store::{BodyKind, Released, Report, ReportError, Session};

use crate::{
    Web,
    form::Answers,
    frame::{Frame, page},
    papers::prints,
    session::{Proved, Sent, SignedIn, broken, to_prove},
    trouble::Trouble,
    words::{Words, arguments},
};

/// A row of a table: a part, its figure in words, and where its files are shown.
struct FigureRow {
    label: String,
    value: String,
    /// Empty where there is nothing to open.
    address: String,
}

struct FigureTable {
    title: String,
    total: String,
    total_address: String,
    rows: Vec<FigureRow>,
}

/// A bar of the picture, from 0 to 400.
struct Bar {
    label: String,
    value: String,
    width: u32,
    y: usize,
    text_y: usize,
}

/// What a set of figures shows.
struct Shown {
    sentence: String,
    bars: Vec<Bar>,
    picture_height: usize,
    /// The picture in words.
    described: String,
    tables: Vec<FigureTable>,
    files: Vec<(String, String)>,
}

struct FileRow {
    code: String,
    address: String,
    count: u32,
}

struct ReleasedRow {
    month: String,
    body: String,
    released: String,
    address: String,
}

struct Releasable {
    month: String,
    label: String,
}

#[derive(Template)]
#[template(path = "reports.html")]
struct ReportsPage {
    frame: Frame,
    notice: String,
    /// What is wrong with the period; empty when nothing.
    wrong: String,
    has_key: bool,
    from: String,
    to: String,
    heading: String,
    shown: Option<Shown>,
    files_title: String,
    files: Vec<FileRow>,
    released: Vec<ReleasedRow>,
    releasable: Vec<Releasable>,
}

/// What the address says.
#[derive(Default, Deserialize)]
pub struct Asked {
    from: Option<String>,
    to: Option<String>,
    /// A released month, and of whom.
    month: Option<String>,
    of: Option<String>,
    /// The figure whose files are shown: `ended.ground.absence`.
    show: Option<String>,
    released: Option<String>,
}

/// The months that a report goes from and to.
fn period(asked: &Asked, today: Date) -> Result<(Month, Month), ()> {
    let read = |text: &Option<String>, otherwise: Date| match text.as_deref().map(str::trim) {
        None | Some("") => Ok(Month::of(otherwise)),
        Some(text) => text.parse(),
    };
    let from = read(&asked.from, jiff::civil::date(today.year(), 1, 1))?;
    let to = read(&asked.to, today)?;
    if from <= to { Ok((from, to)) } else { Err(()) }
}

/// `GET /reports`
pub async fn show(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let today = web.store.today();
    let asked_period = period(&asked, today);
    let (from, to) = asked_period.unwrap_or((Month::of(today), Month::of(today)));
    let released = match web.store.released_figures(&session).await {
        Ok(released) => released,
        Err(error) => return broken(&error).into_response(),
    };
    let words = frame.words;
    let mut view = ReportsPage {
        notice: asked
            .released
            .as_deref()
            .and_then(|month| month.parse::<Month>().ok())
            .map(|month| words.with_text("reports-released-notice", "month", &named(words, month)))
            .unwrap_or_default(),
        wrong: String::new(),
        has_key: session.holds(Compartment::File)
            && matches!(session.body().kind, BodyKind::Organization { .. }),
        from: from.to_string(),
        to: to.to_string(),
        heading: String::new(),
        shown: None,
        files_title: String::new(),
        files: Vec::new(),
        releasable: releasable(words, &session, today),
        released: released.iter().map(|each| row(words, each)).collect(),
        frame,
    };
    if asked_period.is_err() {
        view.wrong = words.text("reports-period-wrong");
        return (StatusCode::UNPROCESSABLE_ENTITY, page(&view)).into_response();
    }
    if let Some(month) = &asked.month {
        let of = asked.of.as_deref().unwrap_or(&session.body().code);
        let found = released
            .iter()
            .find(|each| each.month.to_string() == *month && each.body == of);
        let Some(found) = found else {
            return Trouble::NotFound.into_response();
        };
        view.heading = format!("{}, {}", found.name, named(words, found.month));
        let files = format!("month={}&of={}", found.month, found.body);
        view.shown = Some(match &found.exact {
            Some(exact) => shown(words, &some(exact), &files, false),
            None => shown(words, &found.published, &files, false),
        });
        return page(&view);
    }
    if view.has_key {
        match web.store.report(&session, from, to).await {
            Ok(report) => fill(&mut view, &report, from, to, asked.show.as_deref()),
            Err(ReportError::Store(error)) => return broken(&error).into_response(),
            Err(_) => return Trouble::NotFound.into_response(),
        }
    }
    page(&view)
}

/// The figures of the files, and the files of the one that is asked for.
fn fill(view: &mut ReportsPage, report: &Report, from: Month, to: Month, place: Option<&str>) {
    let words = view.frame.words;
    view.heading = if from == to {
        named(words, from)
    } else {
        format!("{} – {}", named(words, from), named(words, to))
    };
    let query = format!("from={from}&to={to}");
    view.shown = Some(shown(words, &some(&report.figures), &query, true));
    let Some(place) = place.and_then(place_of) else {
        return;
    };
    view.files_title = label(words, place.group, place.division, place.part);
    view.files = report
        .files
        .iter()
        .filter_map(|file| {
            Some(FileRow {
                code: file.code.clone(),
                address: file.address.clone(),
                count: *file.shares.get(&place)?,
            })
        })
        .collect();
}

fn place_of(text: &str) -> Option<Place> {
    places().into_iter().find(|place| address_of(place) == text)
}

fn address_of(place: &Place) -> String {
    [place.group, place.division, place.part]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(".")
}

fn some(figures: &Figures) -> Published {
    figures
        .iter()
        .map(|group| Group {
            group: group.group.clone(),
            total: Some(group.total),
            divisions: group
                .divisions
                .iter()
                .map(|division| standard::report::Division {
                    division: division.division.clone(),
                    parts: division
                        .parts
                        .iter()
                        .map(|(part, count)| (part.clone(), Some(*count)))
                        .collect(),
                })
                .collect(),
        })
        .collect()
}

/// A month in words.
fn named(words: Words, month: Month) -> String {
    let day = month.first_day();
    words.with(
        "reports-month",
        &arguments([
            (
                "month",
                words
                    .named("reports-month-name", &day.month().to_string())
                    .into(),
            ),
            ("year", day.year().to_string().into()),
        ]),
    )
}

fn label(words: Words, group: &str, division: &str, part: &str) -> String {
    match division {
        "" => words.named("reports-group", group),
        "ground" => words.named("value-ending_ground", part),
        "kind" => part.parse().map_or_else(
            |_| part.to_owned(),
            |number: u8| {
                standard::catalogue::Catalogue::embedded()
                    .kind(number)
                    .map_or_else(String::new, |kind| kind.text(words.lang).to_owned())
            },
        ),
        _ => words.named(&format!("reports-part-{division}"), &part.replace('_', "-")),
    }
}

fn value(words: Words, count: Option<u32>) -> String {
    count.map_or_else(|| words.text("reports-left-out"), |count| count.to_string())
}

/// The figures as a sentence, a picture and tables. `query` is the period; `drills` when the files may be opened.
fn shown(words: Words, figures: &Published, query: &str, drills: bool) -> Shown {
    let mut tables = Vec::new();
    for group in figures {
        let address = |count: Option<u32>, place: String| match count {
            Some(count) if drills && count > 0 => {
                format!("/reports?{query}&show={place}#files")
            }
            _ => String::new(),
        };
        let total_address = address(group.total, group.group.clone());
        if group.divisions.is_empty() {
            tables.push(FigureTable {
                title: label(words, &group.group, "", ""),
                total: value(words, group.total),
                total_address,
                rows: Vec::new(),
            });
            continue;
        }
        for division in &group.divisions {
            tables.push(FigureTable {
                title: words.named(
                    "reports-table",
                    &format!("{}-{}", group.group, division.division),
                ),
                total: value(words, group.total),
                total_address: total_address.clone(),
                rows: division
                    .parts
                    .iter()
                    .map(|(part, count)| FigureRow {
                        label: label(words, &group.group, &division.division, part),
                        value: value(words, *count),
                        address: address(
                            *count,
                            format!("{}.{}.{part}", group.group, division.division),
                        ),
                    })
                    .collect(),
            });
        }
    }
    let ended = figures.iter().find(|group| group.group == "ended");
    let outcomes: BTreeMap<&str, Option<u32>> = ended
        .and_then(|group| {
            group
                .divisions
                .iter()
                .find(|each| each.division == "outcome")
        })
        .map(|division| {
            let parts = division.parts.iter();
            parts.map(|(part, count)| (part.as_str(), *count)).collect()
        })
        .unwrap_or_default();
    let total = ended.and_then(|group| group.total);
    let bars = bars(words, &outcomes);
    Shown {
        sentence: sentence(words, total, outcomes.get("yes").copied().flatten()),
        described: bars
            .iter()
            .map(|bar| format!("{}: {}", bar.label, bar.value))
            .collect::<Vec<_>>()
            .join("; "),
        picture_height: bars.len() * BAR + 4,
        bars,
        tables,
        files: ["xlsx", "pdf"]
            .map(|kind| (format!("/reports/file/{kind}?{query}"), kind.to_uppercase()))
            .into(),
    }
}

/// Answers the question of paragraph 33.
fn sentence(words: Words, ended: Option<u32>, resocialised: Option<u32>) -> String {
    match (ended, resocialised) {
        (Some(0), _) => words.text("reports-sentence-none"),
        (Some(ended), Some(resocialised)) => words.with(
            "reports-sentence",
            &arguments([
                ("ended", i64::from(ended).into()),
                ("resocialised", i64::from(resocialised).into()),
                (
                    "percent",
                    i64::from((resocialised * 100 + ended / 2) / ended).into(),
                ),
            ]),
        ),
        _ => words.text("reports-sentence-left-out"),
    }
}

/// The height of a bar with its words.
const BAR: usize = 44;

fn bars(words: Words, outcomes: &BTreeMap<&str, Option<u32>>) -> Vec<Bar> {
    let largest = outcomes
        .values()
        .flatten()
        .copied()
        .max()
        .unwrap_or(0)
        .max(1);
    ["yes", "partly", "no", "not_assessed"]
        .into_iter()
        .enumerate()
        .map(|(at, part)| {
            let count = outcomes.get(part).copied().flatten();
            Bar {
                label: label(words, "ended", "outcome", part),
                value: value(words, count),
                width: count.unwrap_or(0) * 400 / largest,
                y: at * BAR + 22,
                text_y: at * BAR + 16,
            }
        })
        .collect()
}

fn row(words: Words, released: &Released) -> ReleasedRow {
    ReleasedRow {
        month: named(words, released.month),
        body: released.name.clone(),
        released: words.full_day(store::day_in_kazakhstan(released.at)),
        address: format!("/reports?month={}&of={}", released.month, released.body),
    }
}

/// The twelve months before this one, for a head to release.
fn releasable(words: Words, session: &Session, today: Date) -> Vec<Releasable> {
    if !session.is_head() || !matches!(session.body().kind, BodyKind::Organization { .. }) {
        return Vec::new();
    }
    let mut day = Month::of(today).first_day();
    let mut months = Vec::new();
    while let (true, Ok(before)) = (months.len() < 12, day.yesterday()) {
        let month = Month::of(before);
        months.push(Releasable {
            month: month.to_string(),
            label: named(words, month),
        });
        day = month.first_day();
    }
    months
}

/// `POST /reports/release`: releases a month.
pub async fn release(
    State(web): State<Web>,
    Proved { session, .. }: Proved,
    Sent(answers): Sent,
) -> Response {
    let Some(month) = month_of(&answers) else {
        return Redirect::to("/reports").into_response();
    };
    match web.store.release_figures(&session, month).await {
        Ok(()) => Redirect::to(&format!("/reports?released={month}")).into_response(),
        Err(ReportError::Store(error)) => broken(&error).into_response(),
        Err(ReportError::NotOver) => Redirect::to("/reports").into_response(),
        Err(_) => Trouble::NotFound.into_response(),
    }
}

fn month_of(answers: &Answers) -> Option<Month> {
    answers.get("month").parse().ok()
}

/// `GET /reports/file/{kind}`: the figures as a workbook or a PDF, after a fresh proof; whoever showed it too long ago comes back to the
/// figures.
pub async fn file(
    State(web): State<Web>,
    Path(kind): Path<String>,
    Query(asked): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let (Ok((mut from, mut to)), "xlsx" | "pdf") =
        (period(&asked, web.store.today()), kind.as_str())
    else {
        return Trouble::NotFound.into_response();
    };
    if !session.is_fresh() {
        let is_plain = |text: &&String| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let back = match (
            asked.month.as_ref().filter(is_plain),
            asked.of.as_ref().filter(is_plain),
        ) {
            (Some(month), Some(of)) => format!("/reports%3Fmonth={month}%26of={of}"),
            (Some(month), None) => format!("/reports%3Fmonth={month}"),
            _ => format!("/reports%3Ffrom={from}%26to={to}"),
        };
        return to_prove(&web, &session, frame, &back).await;
    }
    let (name, figures) = if let Some(month) = &asked.month {
        let of = asked.of.as_deref().unwrap_or(&session.body().code);
        let released = match web.store.released_figures(&session).await {
            Ok(released) => released,
            Err(error) => return broken(&error).into_response(),
        };
        let found = released
            .into_iter()
            .find(|each| each.month.to_string() == *month && each.body == of);
        let Some(found) = found else {
            return Trouble::NotFound.into_response();
        };
        (from, to) = (found.month, found.month);
        let figures = found.exact.as_ref().map_or(found.published, some);
        (found.name, figures)
    } else {
        match web.store.report(&session, from, to).await {
            Ok(report) => (session.body().name.clone(), some(&report.figures)),
            Err(ReportError::Store(error)) => return broken(&error).into_response(),
            Err(_) => return Trouble::NotFound.into_response(),
        }
    };
    let Some(register) = register(frame.words, &name, from, to, &figures) else {
        return Trouble::Broken.into_response();
    };
    let is_pdf = kind == "pdf";
    let made = prints::made("a report could not be printed", move || {
        if is_pdf {
            render_pdf(&register)
        } else {
            render_xlsx(&register)
        }
    })
    .await;
    let bytes = match made {
        Ok(bytes) => bytes,
        Err(trouble) => return trouble.into_response(),
    };
    let mime = if is_pdf {
        "application/pdf"
    } else {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    };
    let disposition = format!("attachment; filename=\"figures-{from}-{to}.{kind}\"");
    (
        [
            (header::CONTENT_TYPE, mime.to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response()
}

fn register(
    words: Words,
    organization: &str,
    from: Month,
    to: Month,
    figures: &Published,
) -> Option<Register> {
    let mut register = Register::new(
        RegisterKind::Figures,
        words.lang,
        organization,
        from.first_day(),
        to.last_day(),
    );
    let cell = |count: Option<u32>| count.map_or(Cell::LeftOut, |count| Cell::Number(count.into()));
    for group in figures {
        let name = label(words, &group.group, "", "");
        let total = vec![
            Cell::Text(name.clone()),
            Cell::Text(words.text("reports-total")),
            cell(group.total),
        ];
        register.push(total).ok()?;
        for division in &group.divisions {
            for (part, count) in &division.parts {
                let row = vec![
                    Cell::Text(name.clone()),
                    Cell::Text(label(words, &group.group, &division.division, part)),
                    cell(*count),
                ];
                register.push(row).ok()?;
            }
        }
    }
    Some(register)
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let words = Words::new(lang);
    let month = Month::of(jiff::civil::date(2022, 10, 1));
    let shares = |count: u32| -> BTreeMap<Place, u32> {
        places().into_iter().map(|place| (place, count)).collect()
    };
    let full = |count: u32| standard::report::add_up([&shares(count)]);
    let view = |figures: &Published, drills: bool| ReportsPage {
        frame: crate::people::file::sample_frame(lang, "/reports"),
        notice: words.with_text("reports-released-notice", "month", &named(words, month)),
        wrong: words.text("reports-period-wrong"),
        has_key: drills,
        from: "2022-10".to_owned(),
        to: "2022-10".to_owned(),
        heading: named(words, month),
        shown: Some(shown(words, figures, "from=2022-10&to=2022-10", drills)),
        files_title: label(words, "ended", "outcome", "yes"),
        files: vec![FileRow {
            code: "0a1b2c3d".to_owned(),
            address: "Үлгі".to_owned(),
            count: 1,
        }],
        released: vec![ReleasedRow {
            month: named(words, month),
            body: "Үлгі".to_owned(),
            released: "–".to_owned(),
            address: "/reports?month=2022-10&of=b1".to_owned(),
        }],
        releasable: vec![Releasable {
            month: "2022-09".to_owned(),
            label: "–".to_owned(),
        }],
    };
    [
        view(&some(&full(7)), true),
        view(&standard::report::publish([&shares(2)]), false),
        view(&some(&full(0)), true),
    ]
    .iter()
    .map(|page| page.render().unwrap_or_default())
    .collect()
}
