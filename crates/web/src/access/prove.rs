//! Showing again that it is she who is signed in, before something of grave effect.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use standard::lang::Lang;
use store::SignInRefused;

use crate::{
    Web,
    access::{
        kept::{self, KEPT},
        sign_in::{CODE, clock_time},
    },
    form::{Answers, Field, FieldView, view::Scope},
    frame::{Frame, page},
    session::{Sent, SignedIn, broken, is_own_address},
    trouble::Trouble,
};

const FIELDS: &[Field] = &[
    Field::password("password").needed(),
    Field::moment_code(CODE).needed(),
];

#[derive(Template)]
#[template(path = "prove.html")]
struct ProvePage {
    frame: Frame,
    fields: Vec<FieldView>,
    wrong: String,
    back: String,
    kept: String,
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    back: Option<String>,
}

fn prove_page(frame: Frame, wrong: String, back: &str, kept: String, has_codes: bool) -> ProvePage {
    let asked = &FIELDS[..if has_codes { 2 } else { 1 }];
    let fields = Scope::new(frame.words, "prove").fields(asked, &Answers::default(), &[]);
    ProvePage {
        frame,
        fields,
        wrong,
        back: own(back),
        kept,
    }
}

fn own(back: &str) -> String {
    if is_own_address(back) { back } else { "/" }.to_owned()
}

/// `GET /prove`
pub async fn ask(
    State(web): State<Web>,
    Query(Asked { back }): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let back = back.unwrap_or_default();
    match web.store.has_codes(&session).await {
        Ok(codes) => page(&prove_page(
            frame,
            String::new(),
            &back,
            String::new(),
            codes,
        )),
        Err(error) => broken(&error).into_response(),
    }
}

/// The page, given to somebody who sent a form too late after her last proof: it carries what she typed.
pub fn ask_again(frame: Frame, uri: &Uri, typed: &Answers, has_codes: bool) -> Response {
    page(&prove_page(
        frame,
        String::new(),
        uri.path(),
        kept::pack(typed),
        has_codes,
    ))
}

/// `POST /prove`
pub async fn prove(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let back = own(answers.get("back"));
    let has_codes = match web.store.has_codes(&session).await {
        Ok(codes) => codes,
        Err(error) => return broken(&error).into_response(),
    };
    let (password, code) = (answers.get("password"), answers.get(CODE));
    let wrong = match web.store.prove(&session, password, code).await {
        Ok(()) if answers.get(KEPT).is_empty() => return Redirect::to(&back).into_response(),
        Ok(()) => return kept::resume(frame, &back, answers.get(KEPT)),
        Err(SignInRefused::Wrong) if has_codes => frame.words.text("prove-wrong-code"),
        Err(SignInRefused::Wrong) => frame.words.text("prove-wrong"),
        Err(SignInRefused::Slow(until)) => {
            frame
                .words
                .with_text("sign-in-slow", "time", &clock_time(until))
        }
        Err(SignInRefused::Busy) => return Trouble::Busy.into_response(),
        Err(SignInRefused::Store(error)) => return broken(&error).into_response(),
    };
    let kept = answers.get(KEPT).to_owned();
    let page = page(&prove_page(frame, wrong, &back, kept, has_codes));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let frame = crate::people::file::sample_frame(lang, "/prove");
    let wrong = frame.words.text("prove-wrong");
    prove_page(frame, wrong, "/house", "[]".to_owned(), true)
        .render()
        .unwrap_or_default()
}
