//! Answers when a page cannot be given: one sentence of what happened, one of what to do, in the reader's language.

use askama::Template;
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use standard::lang::Lang;

use crate::{
    Web,
    book::visitors::{self, Open},
    frame::Frame,
    security, words,
};

/// Why a page cannot be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing here, or nothing that this account may know of: the two look alike.
    NotFound,
    /// The body is larger than [`security::LARGEST_BODY`].
    TooLarge,
    /// The request comes from another site, or its form token does not fit.
    OtherSite,
    /// The request is not what a page of this program sends.
    NotUnderstood,
    /// The address is there and does not take this method.
    Method,
    /// Too many are signing in at once.
    Busy,
    /// Others are writing just now, or the program is stopping; nothing was recorded.
    Occupied,
    /// Too many papers are being made just now; nothing was recorded that is not in the record already.
    Crowded,
    /// Keys in the database are not those for which the head vouches; nothing was recorded.
    KeysChanged,
    /// Something in the program or the database failed; nothing was recorded.
    Broken,
}

impl Trouble {
    /// All of them.
    pub const ALL: [Trouble; 10] = [
        Trouble::NotFound,
        Trouble::TooLarge,
        Trouble::OtherSite,
        Trouble::NotUnderstood,
        Trouble::Method,
        Trouble::Busy,
        Trouble::Occupied,
        Trouble::Crowded,
        Trouble::KeysChanged,
        Trouble::Broken,
    ];

    /// The name in the ids of messages: `trouble-<name>`, `trouble-<name>-help`.
    pub fn name(self) -> &'static str {
        match self {
            Trouble::NotFound => "not-found",
            Trouble::TooLarge => "too-large",
            Trouble::OtherSite => "other-site",
            Trouble::NotUnderstood => "not-understood",
            Trouble::Method => "method",
            Trouble::Busy => "busy",
            Trouble::Occupied => "occupied",
            Trouble::Crowded => "crowded",
            Trouble::KeysChanged => "keys-changed",
            Trouble::Broken => "broken",
        }
    }

    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Trouble::NotFound => StatusCode::NOT_FOUND,
            Trouble::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::OtherSite => StatusCode::FORBIDDEN,
            Trouble::NotUnderstood => StatusCode::BAD_REQUEST,
            Trouble::Method => StatusCode::METHOD_NOT_ALLOWED,
            Trouble::Busy | Trouble::Occupied | Trouble::Crowded => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::KeysChanged | Trouble::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page that tells it.
    pub fn page(self, asked: &Asked) -> Response {
        let page = TroublePage {
            frame: asked.frame.clone(),
            trouble: self,
            help: &format!("trouble-{}-help", self.name()),
        };
        let page = match &asked.visitor {
            Some(visitor) => visitors::trouble(visitor, self),
            None => page.render(),
        };
        let mut answer = match page {
            Ok(html) => Html(html).into_response(),
            Err(_) => self.status().into_response(),
        };
        self.mark(&mut answer);
        answer
    }

    /// Gives an answer the status of the trouble, and says when to try again where that is known.
    pub fn mark(self, answer: &mut Response) {
        *answer.status_mut() = self.status();
        if self.status() == StatusCode::SERVICE_UNAVAILABLE {
            let seconds = HeaderValue::from(RETRY_AFTER_SECONDS);
            answer.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
    }
}

/// Why a request was refused that no page of this program sends. The log says it, so that whoever keeps the server sees an attack; the
/// answer carries it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// A form that another site sent.
    OtherSite,
    /// A form without its token, or with another's.
    FormToken,
    /// A request that does not read.
    NotUnderstood,
    /// More than a form or a scan can be.
    TooLarge,
}

impl Odd {
    /// The name in the log.
    pub fn name(self) -> &'static str {
        match self {
            Odd::OtherSite => "other-site",
            Odd::FormToken => "form-token",
            Odd::NotUnderstood => "not-understood",
            Odd::TooLarge => "too-large",
        }
    }
}

/// After so many seconds it is worth trying again, where too many came at once.
pub const RETRY_AFTER_SECONDS: u16 = 2;

/// An empty answer that carries the trouble; [`security::own_pages`] writes the page.
impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage<'a> {
    frame: Frame,
    trouble: Trouble,
    help: &'a str,
}

/// What of the request the page of a trouble needs.
pub struct Asked {
    /// The frame of the page: the language to answer in, a lock for whoever is signed in, and the page that was asked for, to be asked
    /// for again in another language; the first one, where it was not a page.
    pub frame: Frame,
    /// It was a page for visitors: its troubles let her leave at once, too.
    pub visitor: Option<Open>,
}

impl Asked {
    /// Reads the language from the cookie, else from the browser's wishes, else the program's own.
    pub fn of(web: &Web, request: &Request) -> Self {
        let headers = request.headers();
        let path = if request.method() == Method::GET {
            request.uri().path()
        } else {
            "/"
        };
        let lang = language(headers).unwrap_or(web.config.language);
        let jar = CookieJar::from_headers(headers);
        Asked {
            frame: Frame::lockable(lang, &jar, web.config.secure, path.to_owned()),
            visitor: Open::of(web, headers, request.uri()),
        }
    }
}

/// The language that the cookie or the browser names.
pub fn language(headers: &HeaderMap) -> Option<Lang> {
    let chosen = security::chosen_language(&CookieJar::from_headers(headers));
    chosen.or_else(|| words::preferred(security::header_text(headers, header::ACCEPT_LANGUAGE)))
}
