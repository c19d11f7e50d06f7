//! The house: its registers, accounts of staff, and the bodies of this server.

pub mod forms;
pub mod quality;
pub mod registers;
pub mod rooms;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use registers::DueLine;
use standard::{compartment::Compartment, lang::Lang};
use store::{Account, Body, BodyKind, RegisterError, Session};

use crate::{
    Web,
    book::{self, HouseDue},
    frame::{Frame, page},
    session::{SignedIn, broken, works_with_recipients},
    words::Words,
};

struct Row {
    name: String,
    login: String,
    roles: String,
}

struct BodyRow {
    name: String,
    kind: String,
    code: String,
}

#[derive(Template)]
#[template(path = "house.html")]
struct HousePage {
    frame: Frame,
    is_head: bool,
    /// Whether she may have to open a restricted file in an emergency.
    in_emergency: bool,
    registers: Vec<&'static str>,
    due: Vec<DueLine>,
    rows: Vec<Row>,
    bodies: Vec<BodyRow>,
    /// What is to be done about the book and the staff, and where they are kept.
    house_due: Vec<HouseDue>,
    places: Vec<(&'static str, String)>,
}

/// `GET /house`
pub async fn show(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    let (accounts, bodies) = match (web.store.accounts(&session).await, web.store.bodies().await) {
        (Ok(accounts), Ok(bodies)) => (accounts, bodies),
        (Err(error), _) | (_, Err(error)) => return broken(&error).into_response(),
    };
    let words = frame.words;
    let today = web.store.today();
    let (due, house_due) = match (
        due(&web, &session, words).await,
        crate::today::of_the_house(&web, &session, words, today).await,
    ) {
        (Ok(due), Ok(house_due)) => (due, house_due),
        (Err(error), _) | (_, Err(error)) => return book::trouble_of(error).into_response(),
    };
    let mut shown = house_page(frame, session.is_head(), accounts, bodies);
    if works_with_recipients(&session) {
        shown.registers = registers::KEPT_HERE
            .map(|register| register.name())
            .to_vec();
    }
    shown.in_emergency = works_with_recipients(&session) && session.holds(Compartment::Emergency);
    shown.due = due;
    shown.house_due = house_due;
    shown.places = book::places(&session, words);
    shown
        .places
        .extend(crate::papers::house::place(&session, words));
    page(&shown)
}

/// What is due in the registers, for whoever reads them.
async fn due(web: &Web, session: &Session, words: Words) -> Result<Vec<DueLine>, RegisterError> {
    let mut all = Vec::new();
    if works_with_recipients(session) {
        for register in registers::WITH_DAYS {
            all.extend(registers::due_in(web, session, words, register).await?);
        }
    }
    Ok(all)
}

fn house_page(frame: Frame, is_head: bool, accounts: Vec<Account>, bodies: Vec<Body>) -> HousePage {
    let words = frame.words;
    let rows = accounts
        .into_iter()
        .map(|account| Row {
            roles: account
                .roles
                .iter()
                .map(|role| words.named("role", role.name()))
                .collect::<Vec<_>>()
                .join(", "),
            name: account.name,
            login: account.login,
        })
        .collect();
    let bodies = bodies
        .into_iter()
        .map(|body| BodyRow {
            kind: words.named("body-kind", kind_name(&body.kind)),
            name: body.name,
            code: body.code,
        })
        .collect();
    HousePage {
        frame,
        is_head,
        in_emergency: is_head,
        registers: Vec::new(),
        due: Vec::new(),
        rows,
        bodies,
        house_due: Vec::new(),
        places: Vec::new(),
    }
}

fn kind_name(kind: &BodyKind) -> &'static str {
    match kind {
        BodyKind::Organization { .. } => "organization",
        BodyKind::AuthorizedBody => "authorized_body",
        BodyKind::InternalAffairs => "internal_affairs",
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house");
    let account = Account {
        code: "a1".to_owned(),
        login: "aigul".to_owned(),
        name: "Айгүл".to_owned(),
        roles: store::Role::ALL.to_vec(),
        language: Lang::Kk,
    };
    let bodies = vec![
        Body {
            code: "b1".to_owned(),
            name: "Үлгі".to_owned(),
            kind: BodyKind::AuthorizedBody,
        },
        Body {
            code: "b2".to_owned(),
            name: "Үлгі".to_owned(),
            kind: BodyKind::InternalAffairs,
        },
    ];
    vec![
        house_page(frame(), true, vec![account], bodies)
            .render()
            .unwrap_or_default(),
        house_page(frame(), false, Vec::new(), Vec::new())
            .render()
            .unwrap_or_default(),
    ]
}
