//! Who is asking: the extractors that a handler names.

use axum::{
    Form,
    extract::{FromRequest, FromRequestParts, Request},
    http::{Method, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use standard::compartment::Compartment;
use store::{BodyKind, NoSession, SecondFactor, Session, StoreError};

use crate::{
    Web,
    access::prove::ProofAsked,
    form::Answers,
    frame::{Frame, Who},
    security::{form_cookie_name, form_token, form_token_fits, session_token},
    trouble::{self, Trouble},
    words::figures,
};

/// Somebody who is signed in, and the frame of her pages. Whoever is not is led to the page for signing in.
pub struct SignedIn {
    /// Her session.
    pub session: Session,
    /// The frame of her page.
    pub frame: Frame,
}

impl FromRequestParts<Web> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let jar = CookieJar::from_headers(&parts.headers);
        let Some(token) = session_token(&jar, web.config.secure) else {
            return Err(to_sign_in(web, parts).await);
        };
        match web.store.session(&token).await {
            Ok(session) => {
                let mut frame = frame_of(&session, &token, parts);
                match web.store.pending_recoveries(&session.body().code).await {
                    Ok(pending) => {
                        frame.recovering = pending.into_iter().map(|each| each.login).collect();
                    }
                    Err(error) => return Err(broken(&error).into_response()),
                }
                match web.store.glass_to_review(&session).await {
                    Ok(files) => frame.glass = files,
                    Err(error) => return Err(broken(&error).into_response()),
                }
                Ok(SignedIn { session, frame })
            }
            Err(NoSession::Ended) => Err(to_sign_in(web, parts).await),
            Err(NoSession::SecondFactorNeeded) => Err(Redirect::to(SECOND_FACTOR).into_response()),
            Err(NoSession::Store(error)) => Err(broken(&error).into_response()),
        }
    }
}

/// Where somebody is led to who has to set a second factor up, or to show hers, before anything opens.
pub const SECOND_FACTOR: &str = "/account/second-factor";

/// The frame of the pages of somebody who is signed in.
fn frame_of(session: &Session, token: &str, parts: &Parts) -> Frame {
    let lang = trouble::language(&parts.headers).unwrap_or(session.account().language);
    let mut frame = Frame::outside(lang, form_token(token), parts.uri.path().to_owned());
    frame.who = Some(Who::of(session));
    frame.at_the_gate = session.second_factor().is_missing();
    if let SecondFactor::DueFrom(day) = session.second_factor() {
        frame.factor_due = Some(figures(day));
    }
    frame
}

/// Somebody who is signed in, also while nothing else opens to her for want of a second factor: for setting one up, for showing
/// hers, and for signing out. Her session then has no roles and no key of any compartment.
pub struct AtTheGate {
    /// Her session.
    pub session: Session,
    /// The frame of her page.
    pub frame: Frame,
}

impl FromRequestParts<Web> for AtTheGate {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        match SignedIn::from_request_parts(parts, web).await {
            Ok(SignedIn { session, frame }) => Ok(AtTheGate { session, frame }),
            Err(answer) => {
                let jar = CookieJar::from_headers(&parts.headers);
                let Some(token) = session_token(&jar, web.config.secure) else {
                    return Err(answer);
                };
                match web.store.session_at_the_gate(&token).await {
                    Ok(session) if session.second_factor().is_missing() => {
                        let frame = frame_of(&session, &token, parts);
                        Ok(AtTheGate { session, frame })
                    }
                    // What the answer already says: signing in, or a database that failed.
                    _ => Err(answer),
                }
            }
        }
    }
}

/// The same, after a proof of the last minutes: for setting a second factor up. Whoever has one shows that first.
pub struct ProvedAtTheGate {
    /// Her session.
    pub session: Session,
    /// The frame of her page.
    pub frame: Frame,
}

impl FromRequestParts<Web> for ProvedAtTheGate {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let AtTheGate { session, frame } = AtTheGate::from_request_parts(parts, web).await?;
        if session.second_factor() == SecondFactor::ToShow {
            return Err(Redirect::to(SECOND_FACTOR).into_response());
        }
        if session.is_fresh() {
            return Ok(ProvedAtTheGate { session, frame });
        }
        Err(to_prove(web, &session, frame, parts.uri.path()).await)
    }
}

/// Somebody who is signed in and showed within the last minutes that it is she: for what is taken out of the program (but for a
/// recipient's own sheets: SECURITY.md), disclosure, changes of rights and recovery. Whoever did so too long ago is led to the page that asks for her password, and comes back with everything
/// that she typed.
pub struct Proved {
    /// Her session.
    pub session: Session,
    /// The frame of her page.
    pub frame: Frame,
}

impl FromRequestParts<Web> for Proved {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let SignedIn { session, frame } = SignedIn::from_request_parts(parts, web).await?;
        if session.is_fresh() {
            return Ok(Proved { session, frame });
        }
        Err(to_prove(web, &session, frame, parts.uri.path()).await)
    }
}

/// Leads somebody to the page that asks her to show again that it is she, and back to that path with everything that she typed.
pub async fn to_prove(web: &Web, session: &Session, frame: Frame, path: &str) -> Response {
    let address = format!("/prove?back={path}");
    let mut answer = Redirect::to(&address).into_response();
    let asked = match ProofAsked::of(web, session).await {
        Ok(asked) => asked,
        Err(error) => return broken(&error).into_response(),
    };
    answer.extensions_mut().insert(Stale {
        frame: Box::new(frame),
        asked,
    });
    answer
}

/// Marks an answer to somebody whose last proof is too old.
#[derive(Clone)]
pub struct Stale {
    /// The frame of her page.
    pub frame: Box<Frame>,
    /// How she may show that it is she.
    pub asked: ProofAsked,
}

impl SignedIn {
    /// Whether she works with recipients of an organization: holds the key of files there.
    pub fn works_with_recipients(&self) -> bool {
        works_with_recipients(&self.session)
    }
}

/// Whether the session's owner works with recipients of an organization: holds the key of files there.
pub fn works_with_recipients(session: &Session) -> bool {
    matches!(session.body().kind, BodyKind::Organization { .. }) && session.holds(Compartment::File)
}

async fn to_sign_in(web: &Web, parts: &Parts) -> Response {
    match web.store.is_set_up().await {
        Ok(true) => {}
        Ok(false) => return Redirect::to("/set-up").into_response(),
        Err(error) => return broken(&error).into_response(),
    }
    let path = parts.uri.path();
    if path == "/" {
        return Redirect::to("/sign-in").into_response();
    }
    let back = if parts.method == Method::GET {
        path
    } else {
        "/"
    };
    let mut answer = Redirect::to(&format!("/sign-in?ended=yes&back={back}")).into_response();
    answer.extensions_mut().insert(Ended);
    answer
}

/// Marks an answer to somebody whose session has ended.
#[derive(Clone, Copy)]
pub struct Ended;

/// Whether this is an address of this program, so that nobody can be led elsewhere after signing in. Visible ASCII alone:
/// a browser drops tabs and line breaks from an address, and `/<tab>/elsewhere` then names another server.
pub fn is_own_address(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && address.len() <= 200
        && address
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// What the address of a page says after a form has led back to it: what was done.
#[derive(Deserialize)]
pub struct Done {
    /// Its name in the words of that page.
    pub done: Option<String>,
}

/// A form sent by somebody who is signed in; its token fits the session.
pub struct Sent(pub Answers);

impl FromRequest<Web> for Sent {
    type Rejection = Trouble;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Trouble> {
        let jar = CookieJar::from_headers(request.headers());
        let secret = session_token(&jar, web.config.secure).ok_or(Trouble::OtherSite)?;
        Ok(Sent(read_form(request, web, &secret).await?))
    }
}

/// A form sent by a visitor: set-up and sign-in. Its token fits the visitor's cookie.
pub struct SentByVisitor(pub Answers);

impl FromRequest<Web> for SentByVisitor {
    type Rejection = Trouble;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Trouble> {
        let jar = CookieJar::from_headers(request.headers());
        let secret = jar
            .get(form_cookie_name(web.config.secure))
            .map(|cookie| cookie.value().to_owned())
            .ok_or(Trouble::OtherSite)?;
        Ok(SentByVisitor(read_form(request, web, &secret).await?))
    }
}

async fn read_form(request: Request, web: &Web, secret: &str) -> Result<Answers, Trouble> {
    let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, web)
        .await
        .map_err(|_| Trouble::NotUnderstood)?;
    let answers = Answers::new(pairs);
    if form_token_fits(secret, answers.get("form_token")) {
        Ok(answers)
    } else {
        Err(Trouble::OtherSite)
    }
}

/// Logs what failed and answers that the program is broken, or only occupied. The error names no person.
pub fn broken(error: &StoreError) -> Trouble {
    if matches!(error, StoreError::Occupied(_)) {
        tracing::warn!(%error, "the store is occupied");
        return Trouble::Occupied;
    }
    if matches!(error, StoreError::DirectoryChanged(_)) {
        tracing::error!(%error, "keys were put into the database");
        return Trouble::KeysChanged;
    }
    tracing::error!(%error, "the store failed");
    Trouble::Broken
}
