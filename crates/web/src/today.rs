//! Today: what is due, for whom, why, until when; overdue first. For another body than an organization: its requests.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use standard::{calendar::Calendar, lang::Lang, register::Register};
use store::{DutyRow, RegisterError, Session};

use crate::{
    Web,
    book::{self, HouseDue, trouble_of},
    frame::{Frame, page},
    house::registers::{DueLine, due_in},
    requests,
    sentence::DutyView,
    session::{SignedIn, broken, works_with_recipients},
    staff,
    words::Words,
};

/// A row of the board.
pub struct Row {
    /// The duty.
    pub duty: DutyView,
    /// How the person is addressed.
    pub address: String,
    /// The code of the file.
    pub code: String,
}

/// Rows under a heading.
pub struct RowGroup {
    /// The heading.
    pub title: String,
    /// The rows.
    pub rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage {
    frame: Frame,
    day: String,
    groups: Vec<RowGroup>,
    far: Vec<Row>,
    far_title: String,
    waiting: Vec<Row>,
    /// What is due about the premises: for the head, who answers for them.
    due: Vec<DueLine>,
    /// What the book and the staff ask for.
    house_due: Vec<HouseDue>,
}

/// What is due after so many days is folded: the page is for the days that one can plan.
const NEAR_DAYS: i64 = 30;

/// `GET /`
pub async fn show(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    if frame.who.as_ref().is_some_and(|who| !who.is_organization) {
        return requests::list(&web, &session, frame).await;
    }
    let (duties, waiting) = match (
        web.store.duties(&session).await,
        web.store.waiting(&session).await,
    ) {
        (Ok(duties), Ok(waiting)) => (duties, waiting),
        (Err(error), _) | (_, Err(error)) => return broken(&error).into_response(),
    };
    let now = web.store.today();
    let (premises, house) = match (
        premises(&web, &session, frame.words).await,
        of_the_house(&web, &session, frame.words, now).await,
    ) {
        (Ok(premises), Ok(house)) => (premises, house),
        (Err(error), _) | (_, Err(error)) => return trouble_of(error).into_response(),
    };
    let mut today = today_page(frame, now, &web.store.calendar(), duties, waiting);
    today.due = premises;
    today.house_due = house;
    page(&today)
}

/// What is due about the premises and has a day; for the head alone.
async fn premises(
    web: &Web,
    session: &Session,
    words: Words,
) -> Result<Vec<DueLine>, RegisterError> {
    if !(session.is_head() && works_with_recipients(session)) {
        return Ok(Vec::new());
    }
    let mut due = due_in(web, session, words, Register::Premises).await?;
    due.retain(|line| !line.day.is_empty());
    Ok(due)
}

/// What the house itself is to do, for those who keep the book and the staff.
pub async fn of_the_house(
    web: &Web,
    session: &Session,
    words: Words,
    today: Date,
) -> Result<Vec<HouseDue>, RegisterError> {
    let mut due = book::due(web, session, words, today).await?;
    due.extend(staff::late(web, session, words, today).await?);
    Ok(due)
}

fn today_page(
    frame: Frame,
    today: Date,
    calendar: &Calendar,
    duties: Vec<DutyRow>,
    waiting: Vec<DutyRow>,
) -> TodayPage {
    let words = frame.words;
    let mut groups: Vec<RowGroup> = ["group-overdue", "group-today", "group-week", "group-later"]
        .into_iter()
        .map(|id| RowGroup {
            title: words.text(id),
            rows: Vec::new(),
        })
        .collect();
    let near = today
        .checked_add(jiff::Span::new().days(NEAR_DAYS))
        .unwrap_or(today);
    let mut far = Vec::new();
    for duty in duties {
        if duty.duty.due.is_some_and(|due| due > near) {
            far.push(row(words, duty, today, calendar));
        } else {
            groups[group(&duty, today)]
                .rows
                .push(row(words, duty, today, calendar));
        }
    }
    let far_title = words.with_count(
        "group-far",
        "count",
        i64::try_from(far.len()).unwrap_or(i64::MAX),
    );
    groups.retain(|group| !group.rows.is_empty());
    let waiting = waiting
        .into_iter()
        .map(|duty| {
            // It is for the other body to do.
            let mut row = row(words, duty, today, calendar);
            row.duty.act = "";
            row
        })
        .collect();
    let day = words.full_day(today);
    TodayPage {
        frame,
        day,
        groups,
        far,
        far_title,
        waiting,
        due: Vec::new(),
        house_due: Vec::new(),
    }
}

fn row(words: Words, row: DutyRow, today: Date, calendar: &Calendar) -> Row {
    Row {
        duty: DutyView::new(words, &row.duty, today, calendar, None),
        address: row.address,
        code: row.code,
    }
}

/// Overdue, today, until Sunday, later.
fn group(row: &DutyRow, today: Date) -> usize {
    let days_left_in_week = 7 - i64::from(today.weekday().to_monday_one_offset());
    let sunday = today
        .checked_add(jiff::Span::new().days(days_left_in_week))
        .unwrap_or(today);
    match row.duty.due {
        Some(_) if row.duty.is_late(today) => 0,
        Some(due) if due == today => 1,
        Some(due) if due <= sunday => 2,
        _ => 3,
    }
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let today = jiff::civil::date(2022, 10, 27);
    let case = crate::people::file::sample_journal();
    let rows: Vec<DutyRow> = case
        .case()
        .duties(Calendar::embedded())
        .into_iter()
        .map(|duty| DutyRow {
            code: "k3f9x2mp".to_owned(),
            address: "Ай".to_owned(),
            duty,
        })
        .collect();
    let frame = crate::people::file::sample_frame(lang, "/");
    today_page(frame, today, Calendar::embedded(), rows.clone(), rows)
        .render()
        .unwrap_or_default()
}
