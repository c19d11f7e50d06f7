//! The official calendar: its years, and loading a corrected or newly published one. What it moves is shown before it counts.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use standard::{
    calendar::{Calendar, CalendarError, DayOffKind, Year, embedded_text},
    lang::Lang,
    term::Term,
};
use store::{LoadError, MovedDuty, Session};

use crate::{
    Web,
    form::{
        Answers, Field, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    sentence,
    session::{Sent, SignedIn, broken},
    trouble::Trouble,
    words::{Words, arguments},
};

const TEXT: &str = "calendar_text";
const SECTIONS: &[Section] = &[Section::new("", &[Field::area(TEXT).needed().hinted()])];

/// A year in the list.
struct YearRow {
    year: i16,
    working_days: usize,
    provisional: bool,
    /// When it was loaded; empty for what the program carries.
    loaded: String,
    source: String,
}

/// A special day of the year that is looked at.
struct DayRow {
    day: String,
    kind: String,
    name: String,
}

#[derive(Template)]
#[template(path = "calendar.html")]
struct CalendarPage {
    frame: Frame,
    notice: String,
    is_head: bool,
    years: Vec<YearRow>,
    /// The year that is looked at.
    shown: Option<i16>,
    days: Vec<DayRow>,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

/// A duty that moves.
struct MovedRow {
    file: String,
    who: String,
    from: String,
    term: String,
    due: String,
    then: String,
}

#[derive(Template)]
#[template(path = "calendar_check.html")]
struct CheckPage {
    frame: Frame,
    year: i16,
    sentence: String,
    provisional: bool,
    moved: Vec<MovedRow>,
    /// How many due days of other bodies move; empty when none.
    others: String,
    text: String,
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    year: Option<i16>,
    moved: Option<i64>,
}

/// `GET /house/calendar`
pub async fn show(
    State(web): State<Web>,
    Query(Asked { year, moved }): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let notice = moved
        .filter(|moved| (0..1_000_000).contains(moved))
        .map(|moved| frame.words.with_count("calendar-loaded", "moved", moved))
        .unwrap_or_default();
    let mut answers = Answers::default();
    match text_of(&web, year).await {
        Ok(text) => answers.set(TEXT, text),
        Err(error) => return broken(&error).into_response(),
    }
    match calendar_page(&web, frame, &session, notice, year, &answers, "").await {
        Ok(shown) => page(&shown),
        Err(error) => broken(&error).into_response(),
    }
}

/// The text of a year, to be corrected: as it was loaded last, or as the program carries it.
async fn text_of(web: &Web, year: Option<i16>) -> Result<String, store::StoreError> {
    let Some(year) = year else {
        return Ok(String::new());
    };
    let loaded = web.store.loaded_years().await?;
    Ok(loaded
        .into_iter()
        .find(|loaded| loaded.year == year)
        .map(|loaded| loaded.text)
        .or_else(|| embedded_text(year).map(str::to_owned))
        .unwrap_or_default())
}

/// `POST /house/calendar`: checks what was handed in, and loads it when that is confirmed.
pub async fn answer(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    if !session.is_head() {
        return Trouble::NotFound.into_response();
    }
    let text = answers.get(TEXT).replace("\r\n", "\n");
    let problem = match answers.get("step") {
        "load" => match web.store.load_year(&text, Some(&session)).await {
            Ok(moved) => {
                return Redirect::to(&format!("/house/calendar?moved={moved}")).into_response();
            }
            Err(error) => error,
        },
        "change" => {
            return match calendar_page(&web, frame, &session, String::new(), None, &answers, "")
                .await
            {
                Ok(shown) => page(&shown),
                Err(error) => broken(&error).into_response(),
            };
        }
        _ => match web.store.moved_by(&text).await {
            Ok((year, moved)) => {
                return page(&check_page(frame, &session.body().code, &year, moved, text));
            }
            Err(error) => error,
        },
    };
    let wrong = match problem {
        LoadError::Store(error) => return broken(&error).into_response(),
        LoadError::NotHead | LoadError::NoBody => return Trouble::NotFound.into_response(),
        error => in_words(frame.words, &error),
    };
    let shown = calendar_page(&web, frame, &session, String::new(), None, &answers, &wrong).await;
    match shown {
        Ok(shown) => (StatusCode::UNPROCESSABLE_ENTITY, page(&shown)).into_response(),
        Err(error) => broken(&error).into_response(),
    }
}

/// Why a year was not taken, for whoever handed it in.
pub fn in_words(words: Words, error: &LoadError) -> String {
    match error {
        LoadError::Calendar(CalendarError::WrongDay { date, why }) => words.with(
            "calendar-wrong-day",
            &arguments([
                ("date", date.clone().into()),
                ("why", words.named("calendar-wrong", why.id()).into()),
            ]),
        ),
        LoadError::Calendar(CalendarError::Empty(what)) => {
            words.with_text("calendar-empty", "what", what)
        }
        LoadError::Calendar(CalendarError::WorkingDays(days)) => words.with_count(
            "calendar-working-days-unlikely",
            "days",
            i64::try_from(*days).unwrap_or_default(),
        ),
        LoadError::Calendar(CalendarError::Unreadable(how)) => {
            words.with_text("calendar-unreadable", "how", how)
        }
        LoadError::Same(year) => words.with_text("calendar-same", "year", &year.to_string()),
        LoadError::NotHead => words.text("calendar-not-head"),
        LoadError::NoBody | LoadError::Store(_) => words.text("trouble-broken"),
    }
}

async fn calendar_page(
    web: &Web,
    frame: Frame,
    session: &Session,
    notice: String,
    year: Option<i16>,
    answers: &Answers,
    wrong: &str,
) -> Result<CalendarPage, store::StoreError> {
    let loaded: Vec<(i16, String)> = web
        .store
        .loaded_years()
        .await?
        .into_iter()
        .map(|loaded| {
            let day = store::day_in_kazakhstan(loaded.at);
            (loaded.year, frame.words.figures(day))
        })
        .collect();
    Ok(view(
        frame,
        &web.store.calendar(),
        &loaded,
        session.is_head(),
        notice,
        year,
        answers,
        wrong,
    ))
}

#[expect(
    clippy::too_many_arguments,
    reason = "one page and all that it shows; nothing else makes it"
)]
fn view(
    frame: Frame,
    calendar: &Calendar,
    loaded: &[(i16, String)],
    is_head: bool,
    notice: String,
    year: Option<i16>,
    answers: &Answers,
    wrong: &str,
) -> CalendarPage {
    let words = frame.words;
    let years = calendar
        .years()
        .map(|year| YearRow {
            year: year.year,
            working_days: year.working_days(),
            provisional: year.provisional,
            loaded: loaded
                .iter()
                .find(|(each, _)| *each == year.year)
                .map(|(_, day)| words.with_text("calendar-loaded-on", "day", day))
                .unwrap_or_default(),
            source: year.source_in(words.lang).to_owned(),
        })
        .collect();
    let shown = year.and_then(|year| calendar.year(year).ok());
    let days = shown.map(|year| days_of(words, year)).unwrap_or_default();
    let problem = [Wrong::at(TEXT, "unreadable")];
    let wrongs = if wrong.is_empty() { &[][..] } else { &problem };
    let mut sections = Scope::new(words, "calendar").sections(SECTIONS, answers, wrongs);
    for field in sections.iter_mut().flat_map(|section| &mut section.fields) {
        wrong.clone_into(&mut field.wrong);
    }
    CalendarPage {
        notice,
        is_head,
        years,
        shown: shown.map(|year| year.year),
        days,
        errors: error_links(&sections),
        sections,
        frame,
    }
}

fn days_of(words: Words, year: &Year) -> Vec<DayRow> {
    year.days
        .iter()
        .map(|(date, day)| DayRow {
            day: words.full_day(*date),
            kind: words.named(
                "calendar-kind",
                match day.off {
                    Some(DayOffKind::Holiday) => "holiday",
                    Some(DayOffKind::Substitute) => "substitute",
                    Some(DayOffKind::Transfer) => "transfer",
                    Some(DayOffKind::DayOff) => "day-off",
                    None => "worked",
                },
            ),
            name: day.name(words.lang).to_owned(),
        })
        .collect()
}

fn check_page(
    frame: Frame,
    body: &str,
    year: &Year,
    moved: Vec<MovedDuty>,
    text: String,
) -> CheckPage {
    let words = frame.words;
    let count = |number: usize| i64::try_from(number).unwrap_or_default();
    let (own, others): (Vec<_>, Vec<_>) = moved.into_iter().partition(|duty| duty.body == body);
    let sentence = words.with_count("calendar-moves", "moved", count(own.len()));
    let others = match others.len() {
        0 => String::new(),
        number => words.with_count("calendar-moves-others", "moved", count(number)),
    };
    let day = |day: Option<jiff::civil::Date>| {
        day.map_or_else(|| words.text("calendar-no-day"), |day| words.full_day(day))
    };
    let moved = own
        .into_iter()
        .map(|duty| MovedRow {
            who: standard::duty::Who::from_name(&duty.who)
                .map(|who| sentence::who(words, who))
                .unwrap_or_default(),
            // No other term leans on the calendar.
            term: match Term::from_name(&duty.term) {
                Some(Term::WorkingDays(days)) => {
                    words.with_count("count-term-working_days", "count", i64::from(days))
                }
                _ => String::new(),
            },
            from: words.full_day(duty.from),
            due: day(duty.due),
            then: day(duty.then),
            file: duty.file,
        })
        .collect();
    CheckPage {
        frame,
        year: year.year,
        sentence,
        provisional: year.provisional,
        moved,
        others,
        text,
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house/calendar");
    let calendar = Calendar::embedded();
    let mut answers = Answers::default();
    answers.set(TEXT, embedded_text(2027).unwrap_or_default());
    let shown = |is_head, wrong: &str| {
        let loaded = [(2027, "22.11.2026".to_owned())];
        let notice = Words::new(lang).with_count("calendar-loaded", "moved", 3);
        view(
            frame(),
            calendar,
            &loaded,
            is_head,
            notice,
            Some(2027),
            &answers,
            wrong,
        )
        .render()
        .unwrap_or_default()
    };
    let day = jiff::civil::date(2027, 3, 12);
    let moved = |body: &str| MovedDuty {
        body: body.to_owned(),
        file: "0a1b2c3d".to_owned(),
        who: "authorized_body".to_owned(),
        from: day,
        term: "3wd".to_owned(),
        due: Some(day),
        then: None,
    };
    let mut pages = vec![shown(true, ""), shown(false, "")];
    let wrongs = standard::calendar::WrongDay::ALL.map(|why| CalendarError::WrongDay {
        date: "2027-03-12".to_owned(),
        why,
    });
    let others = [
        CalendarError::Empty("source".to_owned()),
        CalendarError::WorkingDays(300),
        CalendarError::Unreadable("?".to_owned()),
    ];
    for error in wrongs.into_iter().chain(others) {
        let text = in_words(Words::new(lang), &LoadError::Calendar(error));
        pages.push(shown(true, &text));
    }
    if let Ok(year) = calendar.year(2027) {
        for duties in [vec![moved("a"), moved("b")], Vec::new()] {
            let page = check_page(frame(), "a", year, duties, "year = 2027".to_owned());
            pages.push(page.render().unwrap_or_default());
        }
    }
    pages
}
