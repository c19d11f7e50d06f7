//! One's own account: who one is here, and the password.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use standard::lang::Lang;
use store::{SignInRefused, password::PasswordRefused};

use crate::{
    Web,
    access::{
        set_up::{check_passwords, problem_of},
        sign_in::clock_time,
    },
    form::{
        Answers, Field, Read, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    session::{Sent, SignedIn, broken},
    trouble::Trouble,
};

const SECTIONS: &[Section] = &[Section::new(
    "",
    &[
        Field::password("password").needed(),
        Field::password("new_password").needed().hinted(),
        Field::password("new_password_again").needed(),
    ],
)];

#[derive(Template)]
#[template(path = "own_account.html")]
struct OwnPage {
    frame: Frame,
    login: String,
    roles: String,
    notice: String,
    slow: String,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

fn own_page(
    frame: Frame,
    login: &str,
    roles: &[store::Role],
    notice: String,
    slow: String,
    wrong: &[Wrong],
) -> OwnPage {
    let words = frame.words;
    let sections = Scope::new(words, "own").sections(SECTIONS, &Answers::default(), wrong);
    let errors = error_links(&sections);
    let roles: Vec<_> = roles
        .iter()
        .map(|role| words.named("role", role.name()))
        .collect();
    OwnPage {
        frame,
        login: login.to_owned(),
        roles: roles.join(", "),
        notice,
        slow,
        sections,
        errors,
    }
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    changed: Option<String>,
}

/// `GET /account`
pub async fn show(
    Query(Asked { changed }): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let notice = changed
        .map(|_| frame.words.text("own-password-changed"))
        .unwrap_or_default();
    let account = session.account();
    page(&own_page(
        frame,
        &account.login,
        &account.roles,
        notice,
        String::new(),
        &[],
    ))
}

/// `POST /account`: the password.
pub async fn change(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let mut read = Read::of(SECTIONS, &answers, web.store.today());
    check_passwords(&answers, &mut read.wrong);
    let mut slow = String::new();
    if !read.stops() {
        let (old, new) = (answers.get("password"), answers.get("new_password"));
        match web.store.change_password(&session, old, new).await {
            Ok(()) => return Redirect::to("/account?changed=yes").into_response(),
            Err(PasswordRefused::Old(SignInRefused::Wrong)) => {
                read.wrong.push(Wrong::at("password", "password-wrong"));
            }
            Err(PasswordRefused::Old(SignInRefused::Slow(until))) => {
                slow = frame
                    .words
                    .with_text("sign-in-slow", "time", &clock_time(until));
            }
            Err(PasswordRefused::Old(SignInRefused::Busy)) => {
                return Trouble::Busy.into_response();
            }
            Err(PasswordRefused::Old(SignInRefused::Store(error))) => {
                return broken(&error).into_response();
            }
            Err(PasswordRefused::New(error)) => match problem_of(error, "new_password") {
                Ok(wrong) => read.wrong.push(wrong),
                Err(error) => return broken(&error).into_response(),
            },
        }
    }
    let account = session.account();
    let page = page(&own_page(
        frame,
        &account.login,
        &account.roles,
        String::new(),
        slow,
        &read.wrong,
    ));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let frame = crate::people::file::sample_frame(lang, "/account");
    let wrong = [Wrong::at("password", "password-wrong")];
    own_page(
        frame,
        "aigul",
        &store::Role::ALL,
        "–".to_owned(),
        "–".to_owned(),
        &wrong,
    )
    .render()
    .unwrap_or_default()
}
