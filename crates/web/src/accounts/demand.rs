//! The head's decision that everybody needs a second factor, and who has none yet.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use standard::lang::Lang;
use store::{AccountError, DemandRefused, Member, MemberState, Session};

use crate::{
    Web,
    form::{
        Answers, Field, Section, SectionView, Wrong,
        read::parse_day,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    session::{Done, Proved, Sent, SignedIn, broken},
    trouble::Trouble,
    words::figures,
};

const FROM: &str = "demand_from";
const SECTIONS: &[Section] = &[Section::new("", &[Field::day(FROM).needed().hinted()])];

#[derive(Template)]
#[template(path = "demand.html")]
struct DemandPage {
    frame: Frame,
    notice: String,
    /// From which day it is demanded; empty when it is not.
    from: String,
    /// The names of those who have none yet.
    without: Vec<String>,
    /// Whether the head has to set one up for herself first.
    own_first: bool,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

fn demand_page(
    frame: Frame,
    notice: String,
    from: Option<Date>,
    staff: &[Member],
    own_first: bool,
    (answers, wrong): (&Answers, &[Wrong]),
) -> DemandPage {
    let sections = Scope::new(frame.words, "demand").sections(SECTIONS, answers, wrong);
    let errors = error_links(&sections);
    let without = staff
        .iter()
        .filter(|member| member.state == MemberState::Active && !member.has_factors)
        .map(|member| member.name.clone())
        .collect();
    DemandPage {
        notice,
        from: from.map(figures).unwrap_or_default(),
        without,
        own_first,
        sections,
        errors,
        frame,
    }
}

async fn shown(
    web: &Web,
    session: &Session,
    frame: Frame,
    notice: String,
    said: (&Answers, &[Wrong]),
) -> Response {
    let staff = match web.store.staff(session).await {
        Ok(staff) => staff,
        Err(AccountError::Store(error)) => return broken(&error).into_response(),
        Err(_) => return Trouble::NotFound.into_response(),
    };
    let own_first = !session.has_shown_two();
    match web.store.second_factor_demanded(session).await {
        Ok(from) => page(&demand_page(frame, notice, from, &staff, own_first, said)),
        Err(error) => broken(&error).into_response(),
    }
}

/// `GET /house/accounts/second-factor`
pub async fn show(
    State(web): State<Web>,
    Query(Done { done }): Query<Done>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let notice = done
        .map(|_| frame.words.text("accounts-done"))
        .unwrap_or_default();
    let said = (&Answers::default(), [].as_slice());
    shown(&web, &session, frame, notice, said).await
}

/// `POST /house/accounts/second-factor`: a day, or that the demand is withdrawn.
pub async fn decide(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Proved { .. }: Proved,
    Sent(answers): Sent,
) -> Response {
    if !session.is_head() {
        return Trouble::NotFound.into_response();
    }
    let typed = answers.get(FROM).trim();
    // Also after the page for a fresh proof, which drops what the button said.
    let from = if answers.get("withdraw").is_empty() {
        match parse_day(typed) {
            Ok(day) => Ok(Some(day)),
            Err(_) if typed.is_empty() => Err("needed"),
            Err(problem) => Err(problem),
        }
    } else {
        Ok(None)
    };
    let problem = match from {
        Err(problem) => problem,
        Ok(from) => match web.store.demand_second_factor(&session, from).await {
            Ok(()) => {
                return Redirect::to("/house/accounts/second-factor?done=yes").into_response();
            }
            Err(DemandRefused::Store(error)) => return broken(&error).into_response(),
            Err(DemandRefused::NotHead | DemandRefused::ProofNeeded) => {
                return Trouble::NotFound.into_response();
            }
            Err(DemandRefused::OwnFirst) => "demand-own-first",
            Err(DemandRefused::DayDoesNotFit) => "demand-day",
        },
    };
    let wrong = [Wrong::at(FROM, problem)];
    let said = (&answers, wrong.as_slice());
    let page = shown(&web, &session, frame, String::new(), said).await;
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang, staff: &[Member]) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house/accounts/second-factor");
    let nothing = Answers::default();
    let wrong = [Wrong::at(FROM, "demand-day")];
    let day = jiff::civil::date(2026, 12, 1);
    [
        demand_page(frame(), String::new(), None, staff, true, (&nothing, &[])),
        demand_page(
            frame(),
            "–".to_owned(),
            Some(day),
            &[],
            false,
            (&nothing, &wrong),
        ),
    ]
    .iter()
    .map(|page| page.render().unwrap_or_default())
    .collect()
}
