//! Joining with the code from an invitation.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use standard::lang::Lang;
use store::JoinRefused;

use crate::{
    Web,
    access::{
        set_up::{check_passwords, problem_of},
        sign_in::visitor,
    },
    form::{
        Answers, Field, Read, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    session::{SentByVisitor, broken},
};

const SECTIONS: &[Section] = &[Section::new(
    "",
    &[
        Field::line("invitation_code").needed().hinted(),
        Field::password("new_password").needed().hinted(),
        Field::password("new_password_again").needed(),
    ],
)];

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage {
    frame: Frame,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

fn join_page(frame: Frame, answers: &Answers, wrong: &[Wrong]) -> JoinPage {
    let sections = Scope::new(frame.words, "join").sections(SECTIONS, answers, wrong);
    let errors = error_links(&sections);
    JoinPage {
        frame,
        sections,
        errors,
    }
}

/// `GET /join`
pub async fn ask(State(web): State<Web>, headers: HeaderMap, uri: Uri, jar: CookieJar) -> Response {
    let (jar, frame) = visitor(&web, &headers, &uri, jar);
    (jar, page(&join_page(frame, &Answers::default(), &[]))).into_response()
}

/// `POST /join`
pub async fn join(
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
        let code = answers.get("invitation_code");
        match web.store.join(code, answers.get("new_password")).await {
            Ok(_) => return (jar, Redirect::to("/sign-in?joined=yes")).into_response(),
            Err(JoinRefused::Misread) => {
                read.wrong
                    .push(Wrong::at("invitation_code", "code-misread"));
            }
            Err(JoinRefused::NoInvitation) => {
                read.wrong
                    .push(Wrong::at("invitation_code", "no-invitation"));
            }
            Err(JoinRefused::Password(error)) => match problem_of(error, "new_password") {
                Ok(wrong) => read.wrong.push(wrong),
                Err(error) => return broken(&error).into_response(),
            },
            Err(JoinRefused::Store(error)) => return broken(&error).into_response(),
        }
    }
    let page = page(&join_page(frame, &answers, &read.wrong));
    (StatusCode::UNPROCESSABLE_ENTITY, jar, page).into_response()
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let frame = Frame::outside(lang, "token".to_owned(), "/join".to_owned());
    let wrong = [
        Wrong::at("invitation_code", "no-invitation"),
        Wrong::at("new_password", "password-weak"),
    ];
    join_page(frame, &Answers::default(), &wrong)
        .render()
        .unwrap_or_default()
}
