//! Signing in with login and password, and locking.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use sealed::SessionToken;
use serde::Deserialize;
use standard::lang::Lang;
use store::{Account, NoSession, SignInRefused, StoreError, pace::Whence, passkey::Purpose};

use crate::{
    Web,
    access::{
        kept::{self, KEPT},
        passkeys,
    },
    assets,
    form::{Answers, Field, FieldView, view::Scope},
    frame::{Frame, page_with_script},
    security::{
        chosen_language, device_cookie, device_cookie_name, form_cookie, form_cookie_name,
        form_token, language_cookie, new_secret, no_session_cookie, session_cookie,
    },
    session::{AtTheGate, Sent, SentByVisitor, broken, is_own_address},
    trouble::{self, Trouble},
    words::Words,
};

const FIELDS: &[Field] = &[
    Field::line("login").needed(),
    Field::password("password").needed(),
    Field::moment_code(CODE).hinted(),
];

/// The field of the code from an app.
pub const CODE: &str = "moment_code";

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    fields: Vec<FieldView>,
    wrong: String,
    notice: String,
    back: String,
    kept: String,
    /// What an authenticator is to sign.
    challenge: String,
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    back: Option<String>,
    ended: Option<String>,
    locked: Option<String>,
    set_up: Option<String>,
    joined: Option<String>,
}

/// The visitor's frame, and the cookie that her forms are tied to.
pub fn visitor(web: &Web, headers: &HeaderMap, uri: &Uri, jar: CookieJar) -> (CookieJar, Frame) {
    let secure = web.config.secure;
    let lang = trouble::language(headers).unwrap_or(web.config.language);
    let (jar, secret) = match jar.get(form_cookie_name(secure)) {
        Some(cookie) => {
            let secret = cookie.value().to_owned();
            (jar, secret)
        }
        None => {
            let secret = new_secret(web);
            (jar.add(form_cookie(secret.clone(), secure)), secret)
        }
    };
    (
        jar,
        Frame::outside(lang, form_token(&secret), uri.path().to_owned()),
    )
}

/// The page itself; its passkey belongs to the browser that holds the cookie of its forms.
fn sign_in_page(
    web: &Web,
    jar: &CookieJar,
    mut frame: Frame,
    (answers, wrong, notice): (&Answers, String, String),
    back: String,
    kept: String,
) -> SignInPage {
    let secret = jar
        .get(form_cookie_name(web.config.secure))
        .map(|cookie| cookie.value().to_owned())
        .unwrap_or_default();
    frame.script = assets::script_address();
    SignInPage {
        fields: Scope::new(frame.words, "sign-in").fields(FIELDS, answers, &[]),
        challenge: passkeys::challenge_text(web, Purpose::SignIn(&secret)),
        frame,
        wrong,
        notice,
        back,
        kept,
    }
}

/// `GET /sign-in`
pub async fn ask(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    uri: Uri,
    jar: CookieJar,
) -> Response {
    match web.store.is_set_up().await {
        Ok(true) => {}
        Ok(false) => return Redirect::to("/set-up").into_response(),
        Err(error) => return broken(&error).into_response(),
    }
    let (jar, frame) = visitor(&web, &headers, &uri, jar);
    let notice = [
        (asked.ended, "sign-in-ended"),
        (asked.locked, "sign-in-locked"),
        (asked.set_up, "set-up-done"),
        (asked.joined, "sign-in-joined"),
    ]
    .into_iter()
    .find(|(said, _)| said.is_some())
    .map(|(_, id)| frame.words.text(id))
    .unwrap_or_default();
    let back = asked
        .back
        .filter(|back| is_own_address(back))
        .unwrap_or_default();
    let said = (&Answers::default(), String::new(), notice);
    let page = page_with_script(&sign_in_page(&web, &jar, frame, said, back, String::new()));
    (jar, page).into_response()
}

/// The page for signing in, given to somebody whose session ended while she filled a form: it carries what she typed.
pub fn ask_again(web: &Web, headers: &HeaderMap, uri: &Uri, typed: &Answers) -> Response {
    let (jar, frame) = visitor(web, headers, uri, CookieJar::from_headers(headers));
    let notice = frame.words.text("sign-in-ended");
    let said = (&Answers::default(), String::new(), notice);
    let back = uri.path().to_owned();
    let page = sign_in_page(web, &jar, frame, said, back, kept::pack(typed));
    let page = page_with_script(&page);
    (jar, page).into_response()
}

/// `POST /sign-in`
pub async fn sign_in(
    State(web): State<Web>,
    headers: HeaderMap,
    jar: CookieJar,
    SentByVisitor(answers): SentByVisitor,
) -> Response {
    let login = answers.get("login").trim();
    let device = jar.get(device_cookie_name(web.config.secure));
    let whence = device.map_or(Whence::Anywhere, |cookie| Whence::Browser(cookie.value()));
    let (password, code) = (answers.get("password"), answers.get(CODE));
    let signed_in = web
        .store
        .sign_in_from(&printable(login), password, code, whence)
        .await;
    answer(&web, &headers, jar, &answers, signed_in, "sign-in-wrong").await
}

/// Leads on whoever was signed in; shows the page again to whoever was not, with these words when nothing fitted.
pub async fn answer(
    web: &Web,
    headers: &HeaderMap,
    jar: CookieJar,
    answers: &Answers,
    signed_in: Result<(SessionToken, Account), SignInRefused>,
    nothing_fitted: &str,
) -> Response {
    let back = answers.get("back");
    let back = if is_own_address(back) {
        back.to_owned()
    } else {
        "/".to_owned()
    };
    let (jar, mut frame) = visitor(web, headers, &Uri::from_static("/sign-in"), jar);
    let words = frame.words;
    let refused = match signed_in {
        Ok((token, account)) => {
            let secure = web.config.secure;
            let chosen = chosen_language(&jar).is_some();
            let mut jar = jar.add(session_cookie(token.to_text().to_string(), secure));
            if !chosen {
                jar = jar.add(language_cookie(account.language.code(), secure));
            }
            let device = match jar.get(device_cookie_name(secure)) {
                Some(cookie) => cookie.value().to_owned(),
                None => new_secret(web),
            };
            jar = jar.add(device_cookie(device.clone(), secure));
            if let Err(error) = note_device(web, &token, &device).await {
                return broken(&error).into_response();
            }
            if answers.get(KEPT).is_empty() {
                return (jar, Redirect::to(&back)).into_response();
            }
            frame.form_token = form_token(&token.to_text());
            frame.locks = true;
            return (jar, kept::resume(frame, &back, answers.get(KEPT))).into_response();
        }
        Err(SignInRefused::Wrong) => words.text(nothing_fitted),
        Err(SignInRefused::Slow(until)) => {
            words.with_text("sign-in-slow", "time", &clock_time(until))
        }
        Err(SignInRefused::Busy) => return Trouble::Busy.into_response(),
        Err(SignInRefused::Store(error)) => return broken(&error).into_response(),
    };
    let kept = answers.get(KEPT).to_owned();
    let said = (answers, refused, String::new());
    let page = page_with_script(&sign_in_page(web, &jar, frame, said, back, kept));
    (StatusCode::UNPROCESSABLE_ENTITY, jar, page).into_response()
}

/// Notes in the record where she signed in, when she never did there before.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub async fn note_device(web: &Web, token: &SessionToken, device: &str) -> Result<(), StoreError> {
    match web.store.session_at_the_gate(&token.to_text()).await {
        Ok(session) => web.store.note_device(&session, device).await.map(drop),
        // She signed in elsewhere in this very moment.
        Err(NoSession::Ended | NoSession::SecondFactorNeeded) => Ok(()),
        Err(NoSession::Store(error)) => Err(error),
    }
}

/// A login without characters that no login has; the database need not see them.
fn printable(login: &str) -> String {
    login
        .chars()
        .filter(|letter| !letter.is_control())
        .take(200)
        .collect()
}

/// The time of the day in Kazakhstan.
pub fn clock_time(instant: jiff::Timestamp) -> String {
    let zone = jiff::tz::TimeZone::get("Asia/Almaty").unwrap_or(jiff::tz::TimeZone::UTC);
    let time = instant.to_zoned(zone);
    format!(
        "{:02}:{:02}:{:02}",
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// `POST /sign-out`: the lock.
pub async fn lock(
    State(web): State<Web>,
    AtTheGate { session, .. }: AtTheGate,
    jar: CookieJar,
    Sent(_): Sent,
) -> Response {
    if let Err(error) = web.store.sign_out(&session).await {
        return broken(&error).into_response();
    }
    let jar = jar.add(no_session_cookie(web.config.secure));
    (jar, Redirect::to("/sign-in?locked=yes")).into_response()
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let words = Words::new(lang);
    let mut frame = Frame::outside(lang, "token".to_owned(), "/sign-in".to_owned());
    frame.script = assets::script_address();
    let fields = Scope::new(words, "sign-in").fields(FIELDS, &Answers::default(), &[]);
    let page = SignInPage {
        frame,
        fields,
        wrong: words.text("sign-in-wrong"),
        notice: words.text("sign-in-ended"),
        back: "/people".to_owned(),
        kept: "[]".to_owned(),
        challenge: "challenge".to_owned(),
    };
    page.render().unwrap_or_default()
}
