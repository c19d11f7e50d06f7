//! Showing again that it is she who is signed in, before something of grave effect.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use standard::lang::Lang;
use store::{Session, SignInRefused, StoreError, passkey::Purpose};

use crate::{
    Web,
    access::{
        kept::{self, KEPT},
        passkeys,
        sign_in::{CODE, clock_time},
    },
    assets,
    form::{Answers, Field, FieldView, view::Scope},
    frame::{Frame, page_with_script},
    session::{AtTheGate, Sent, broken, is_own_address},
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
    /// What an authenticator is to sign.
    challenge: String,
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    back: Option<String>,
}

fn prove_page(
    frame: Frame,
    asked: &ProofAsked,
    wrong: String,
    back: &str,
    kept: String,
) -> ProvePage {
    let mut frame = frame;
    frame.script = assets::script_address();
    let asked_for = &FIELDS[..if asked.has_codes { 2 } else { 1 }];
    ProvePage {
        fields: Scope::new(frame.words, "prove").fields(asked_for, &Answers::default(), &[]),
        frame,
        wrong,
        back: own(back),
        kept,
        challenge: asked.challenge.clone(),
    }
}

/// How somebody may show that it is she.
#[derive(Clone)]
pub struct ProofAsked {
    /// Whether she has turned codes on.
    has_codes: bool,
    /// What an authenticator of hers is to sign.
    challenge: String,
}

impl ProofAsked {
    /// How the session's owner may show it.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn of(web: &Web, session: &Session) -> Result<Self, StoreError> {
        Ok(ProofAsked {
            has_codes: web.store.has_codes(session).await?,
            challenge: passkeys::challenge_text(web, Purpose::Proof(session)),
        })
    }
}

/// Where to go back to: an address of this program, or the first page.
pub fn own(back: &str) -> String {
    if is_own_address(back) { back } else { "/" }.to_owned()
}

/// `GET /prove`
pub async fn ask(
    State(web): State<Web>,
    Query(Asked { back }): Query<Asked>,
    AtTheGate { session, frame }: AtTheGate,
) -> Response {
    let back = back.unwrap_or_default();
    match ProofAsked::of(&web, &session).await {
        Ok(asked) => {
            let page = prove_page(frame, &asked, String::new(), &back, String::new());
            page_with_script(&page)
        }
        Err(error) => broken(&error).into_response(),
    }
}

/// The page, given to somebody who sent a form too late after her last proof: it carries what she typed.
pub fn ask_again(frame: Frame, uri: &Uri, typed: &Answers, asked: &ProofAsked) -> Response {
    let kept = kept::pack(typed);
    page_with_script(&prove_page(frame, asked, String::new(), uri.path(), kept))
}

/// `POST /prove`
pub async fn prove(
    State(web): State<Web>,
    AtTheGate { session, frame }: AtTheGate,
    Sent(answers): Sent,
) -> Response {
    let back = own(answers.get("back"));
    let (password, code) = (answers.get("password"), answers.get(CODE));
    match web.store.prove(&session, password, code).await {
        Ok(()) if answers.get(KEPT).is_empty() => Redirect::to(&back).into_response(),
        Ok(()) => kept::resume(frame, &back, answers.get(KEPT)),
        Err(SignInRefused::Busy) => Trouble::Busy.into_response(),
        Err(SignInRefused::Store(error)) => broken(&error).into_response(),
        Err(other) => refused(&web, &session, frame, &answers, other, "prove-wrong").await,
    }
}

/// The page once more, with these words when nothing fitted.
pub async fn refused(
    web: &Web,
    session: &Session,
    mut frame: Frame,
    answers: &Answers,
    refused: SignInRefused,
    nothing_fitted: &str,
) -> Response {
    let asked = match ProofAsked::of(web, session).await {
        Ok(asked) => asked,
        Err(error) => return broken(&error).into_response(),
    };
    let wrong = match refused {
        SignInRefused::Slow(until) => {
            let time = clock_time(until);
            frame.words.with_text("sign-in-slow", "time", &time)
        }
        _ if asked.has_codes && nothing_fitted == "prove-wrong" => {
            frame.words.text("prove-wrong-code")
        }
        _ => frame.words.text(nothing_fitted),
    };
    "/prove".clone_into(&mut frame.path);
    let kept = answers.get(KEPT).to_owned();
    let page = prove_page(frame, &asked, wrong, answers.get("back"), kept);
    (StatusCode::UNPROCESSABLE_ENTITY, page_with_script(&page)).into_response()
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let frame = crate::people::file::sample_frame(lang, "/prove");
    let wrong = frame.words.text("prove-wrong");
    let asked = ProofAsked {
        has_codes: true,
        challenge: "challenge".to_owned(),
    };
    prove_page(frame, &asked, wrong, "/house", "[]".to_owned())
        .render()
        .unwrap_or_default()
}
