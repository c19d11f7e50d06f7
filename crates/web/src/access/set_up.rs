//! The first visit: the organization and the account of its head.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use standard::{catalogue::Catalogue, lang::Lang};
use store::{AccountError, BodyKind, NewAccount, NewBody, Ownership, Role};

use crate::{
    Web,
    access::sign_in::visitor,
    form::{Answers, Field, Group, Read, Section, SectionView, Wrong, view::Scope},
    frame::{Frame, page},
    session::{SentByVisitor, broken},
    words::Words,
};

/// The fields of an account, shared with the page that adds one.
pub const ACCOUNT: &[Field] = &[
    Field::line("staff_name").needed(),
    Field::line("login").needed(),
    Field::password("new_password").needed().hinted(),
    Field::password("new_password_again").needed(),
    Field::one_of("account_language", &["kk", "ru", "en"])
        .needed()
        .first("kk"),
];

const SECTIONS: &[Section] = &[
    Section::new(
        "body",
        &[
            Field::line("body_name").needed(),
            Field::pick("body_form", forms).needed(),
            Field::one_of("ownership", &["state", "private"]).needed(),
        ],
    ),
    Section::new("head-account", ACCOUNT),
];

fn forms(words: Words) -> Vec<Group> {
    let choices = Catalogue::embedded()
        .forms()
        .iter()
        .map(|form| (form.name().to_owned(), form.text(words.lang).to_owned()))
        .collect();
    vec![Group {
        label: String::new(),
        choices,
    }]
}

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUpPage {
    frame: Frame,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

/// `GET /set-up`
pub async fn ask(State(web): State<Web>, headers: HeaderMap, uri: Uri, jar: CookieJar) -> Response {
    match web.store.is_set_up().await {
        Ok(false) => {}
        Ok(true) => return Redirect::to("/sign-in").into_response(),
        Err(error) => return broken(&error).into_response(),
    }
    let (jar, frame) = visitor(&web, &headers, &uri, jar);
    let mut answers = Answers::first(SECTIONS, web.store.today());
    answers.set("account_language", frame.words.code());
    (jar, show(frame, &answers, &[])).into_response()
}

fn show(frame: Frame, answers: &Answers, wrong: &[Wrong]) -> Response {
    let sections = Scope::new(frame.words, "set-up").sections(SECTIONS, answers, wrong);
    let errors = crate::form::view::error_links(&sections);
    page(&SetUpPage {
        frame,
        sections,
        errors,
    })
}

/// `POST /set-up`
pub async fn set_up(
    State(web): State<Web>,
    headers: HeaderMap,
    uri: Uri,
    jar: CookieJar,
    SentByVisitor(answers): SentByVisitor,
) -> Response {
    let (jar, frame) = visitor(&web, &headers, &uri, jar);
    let mut read = Read::of(SECTIONS, &answers, web.store.today());
    check_passwords(&answers, &mut read.wrong);
    if !read.stops() {
        let kind = BodyKind::Organization {
            form: answers.get("body_form").to_owned(),
            ownership: match answers.get("ownership") {
                "state" => Ownership::State,
                _ => Ownership::Private,
            },
        };
        let body = NewBody {
            name: answers.get("body_name").trim().to_owned(),
            kind,
        };
        match web
            .store
            .set_up(body, new_account(&answers, vec![Role::Head]))
            .await
        {
            Ok(_) => return (jar, Redirect::to("/sign-in?set_up=yes")).into_response(),
            Err(AccountError::AlreadySetUp) => {
                return (jar, Redirect::to("/sign-in")).into_response();
            }
            Err(error) => match problem_of(error, "body_name") {
                Ok(wrong) => read.wrong.push(wrong),
                Err(error) => return broken(&error).into_response(),
            },
        }
    }
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        jar,
        show(frame, &answers, &read.wrong),
    )
        .into_response()
}

/// The account that the fields of [`ACCOUNT`] describe.
pub fn new_account(answers: &Answers, roles: Vec<Role>) -> NewAccount {
    NewAccount {
        login: answers.get("login").trim().to_owned(),
        password: answers.get("new_password").to_owned(),
        name: answers.get("staff_name").trim().to_owned(),
        roles,
        language: answers.get("account_language").parse().unwrap_or(Lang::Kk),
    }
}

/// Both passwords the same, and long enough.
pub fn check_passwords(answers: &Answers, wrong: &mut Vec<Wrong>) {
    let password = answers.get("new_password");
    if password.is_empty() {
        return;
    }
    if password.chars().count() < store::account::PASSWORD_LETTERS {
        wrong.push(Wrong::at("new_password", "password-short"));
    } else if password != answers.get("new_password_again") {
        wrong.push(Wrong::at("new_password_again", "password-differs"));
    }
}

/// The field that an error of the store belongs to, or the error itself when it belongs to none.
pub fn problem_of(error: AccountError, name_field: &str) -> Result<Wrong, store::StoreError> {
    Ok(match error {
        AccountError::LoginTaken => Wrong::at("login", "login-taken"),
        AccountError::LoginOdd => Wrong::at("login", "login-odd"),
        AccountError::NameTaken => Wrong::at(name_field, "name-taken"),
        AccountError::PasswordTooShort => Wrong::at("new_password", "password-short"),
        AccountError::PasswordKnown => Wrong::at("new_password", "password-known"),
        AccountError::PasswordWeak => Wrong::at("new_password", "password-weak"),
        AccountError::DaysDoNotFit => Wrong::at("to", "days-do-not-fit"),
        AccountError::LastHead => Wrong::at("roles", "last-head"),
        AccountError::HeadMakesHead => Wrong::at("roles", "head-makes-head"),
        AccountError::RolesDoNotFit => Wrong::at("roles", "roles-do-not-fit"),
        AccountError::Unusable
        | AccountError::AlreadySetUp
        | AccountError::NotHead
        | AccountError::ProofNeeded
        | AccountError::NoSuchAccount
        | AccountError::Moved => Wrong::at("login", "unusable"),
        AccountError::Store(error) => return Err(error),
    })
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let frame = Frame::outside(lang, "token".to_owned(), "/set-up".to_owned());
    let wrong = [
        Wrong::at("new_password", "password-short"),
        Wrong::at("body_form", "choose"),
    ];
    let sections =
        Scope::new(frame.words, "set-up").sections(SECTIONS, &Answers::default(), &wrong);
    let errors = crate::form::view::error_links(&sections);
    SetUpPage {
        frame,
        sections,
        errors,
    }
    .render()
    .unwrap_or_default()
}
