//! The house: accounts of staff, and the bodies of this server.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use standard::lang::Lang;
use store::{Account, AccountError, Body, BodyKind, Role, Session};

use crate::{
    Web,
    access::set_up::{ACCOUNT, check_passwords, new_account, problem_of},
    form::{
        Answers, Field, Group, Kind, Read, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    session::{Sent, SignedIn, broken},
    trouble::Trouble,
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
    notice: String,
    is_head: bool,
    rows: Vec<Row>,
    bodies: Vec<BodyRow>,
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    added: Option<String>,
}

/// `GET /house`
pub async fn show(
    State(web): State<Web>,
    Query(Asked { added }): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let (accounts, bodies) = match (web.store.accounts(&session).await, web.store.bodies().await) {
        (Ok(accounts), Ok(bodies)) => (accounts, bodies),
        (Err(error), _) | (_, Err(error)) => return broken(&error).into_response(),
    };
    let notice = added
        .map(|_| frame.words.text("house-account-added"))
        .unwrap_or_default();
    page(&house_page(
        frame,
        notice,
        session.is_head(),
        accounts,
        bodies,
    ))
}

fn house_page(
    frame: Frame,
    notice: String,
    is_head: bool,
    accounts: Vec<Account>,
    bodies: Vec<Body>,
) -> HousePage {
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
        notice,
        is_head,
        rows,
        bodies,
    }
}

fn kind_name(kind: &BodyKind) -> &'static str {
    match kind {
        BodyKind::Organization { .. } => "organization",
        BodyKind::AuthorizedBody => "authorized_body",
        BodyKind::InternalAffairs => "internal_affairs",
    }
}

const ROLES: &str = "roles";
const SECTIONS: &[Section] = &[
    Section::new("", ACCOUNT),
    Section::new(
        "",
        &[Field::of("roles", Kind::ManyOf(all_roles))
            .needed()
            .hinted()],
    ),
];

fn all_roles(words: Words) -> Vec<Group> {
    let choices = Role::ALL
        .into_iter()
        .map(|role| (role.name().to_owned(), words.named("role", role.name())))
        .collect();
    vec![Group {
        label: String::new(),
        choices,
    }]
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

/// `GET /house/accounts/new`
pub async fn ask(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    if !session.is_head() {
        return Trouble::NotFound.into_response();
    }
    let answers = Answers::first(SECTIONS, web.store.today());
    page(&account_page(frame, Some(&session), &answers, &[]))
}

fn account_page(
    frame: Frame,
    session: Option<&Session>,
    answers: &Answers,
    wrong: &[Wrong],
) -> AccountPage {
    let mut sections = Scope::new(frame.words, "account").sections(SECTIONS, answers, wrong);
    // Only the roles that this kind of body has are offered.
    if let Some(session) = session {
        let fits =
            |name: &str| Role::from_name(name).is_some_and(|role| session.body().kind.has(role));
        for field in sections.iter_mut().flat_map(|section| &mut section.fields) {
            if let (ROLES, crate::form::view::Input::Checks(groups)) =
                (field.name.as_str(), &mut field.input)
            {
                for group in groups {
                    group.choices.retain(|choice| fits(&choice.value));
                }
            }
        }
    }
    let errors = error_links(&sections);
    AccountPage {
        frame,
        sections,
        errors,
    }
}

/// `POST /house/accounts/new`
pub async fn add(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    if !session.is_head() {
        return Trouble::NotFound.into_response();
    }
    let mut read = Read::of(SECTIONS, &answers, web.store.today());
    check_passwords(&answers, &mut read.wrong);
    if !read.stops() {
        let roles = answers.all(ROLES).filter_map(Role::from_name).collect();
        match web
            .store
            .add_account(&session, new_account(&answers, roles))
            .await
        {
            Ok(_) => return Redirect::to("/house?added=yes").into_response(),
            Err(AccountError::NotHead) => return Trouble::NotFound.into_response(),
            Err(error) => match problem_of(error, "staff_name") {
                Ok(wrong) => read.wrong.push(wrong),
                Err(error) => return broken(&error).into_response(),
            },
        }
    }
    let page = page(&account_page(frame, Some(&session), &answers, &read.wrong));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house");
    let account = Account {
        code: "a1".to_owned(),
        login: "aigul".to_owned(),
        name: "Айгүл".to_owned(),
        roles: Role::ALL.to_vec(),
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
    let wrong = [
        Wrong::at("login", "login-taken"),
        Wrong::at("roles", "choose-any"),
    ];
    vec![
        house_page(frame(), "–".to_owned(), true, vec![account], bodies)
            .render()
            .unwrap_or_default(),
        house_page(frame(), String::new(), false, Vec::new(), Vec::new())
            .render()
            .unwrap_or_default(),
        account_page(frame(), None, &Answers::default(), &wrong)
            .render()
            .unwrap_or_default(),
    ]
}
