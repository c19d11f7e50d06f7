//! What guards every answer: headers, the size of a body, requests from other sites, cookies and form tokens.

use std::time::Duration;

use axum::{
    Form,
    body::{Body, Bytes, HttpBody},
    extract::{FromRequest as _, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use standard::lang::Lang;

use crate::{
    Web,
    book::visitors::{self, Open},
    form::Answers,
    frame::Frame,
    trouble::{Odd, Trouble},
};

/// The largest body of a form, in bytes. Forms are text; the longest annex fits many times over.
pub const LARGEST_BODY: usize = 2 * 1024 * 1024;

/// How much of a body that is too large is still read and thrown away, in bytes, so that the browser gets to see the
/// answer instead of a broken connection.
const LARGEST_DRAINED: usize = 64 * 1024 * 1024;

/// No script, no frame, nothing from elsewhere; the style sheet is a file of its own.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
    font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The same for the few pages with the program's own script: it comes from a file of this server, fetches nothing, and makes no
/// markup out of text.
pub const POLICY_WITH_SCRIPT: &str = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; \
    style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// After the idle minutes of a session, and a moment for it to be over, the browser leaves the page for the one for signing in.
const WHEN_IDLE: &str = "905; url=/sign-in?ended=yes";
const _: () = assert!(store::session::IDLE_MINUTES * 60 + 5 == 905);

const HEADERS: [(HeaderName, &str); 9] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
    (
        HeaderName::from_static("x-robots-tag"),
        "noindex, nofollow, noarchive",
    ),
];

/// For a year the browser reaches this host over https alone. Said over https only: elsewhere browsers do not listen to it.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000; includeSubDomains";

/// Puts the headers on every answer. `Cache-Control` may have been set by the style sheet and stays then.
pub async fn headers(State(web): State<Web>, request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let is_signed_in = [true, false]
        .into_iter()
        .any(|secure| session_token(&jar, secure).is_some());
    let mut response = next.run(request).await;
    if is_signed_in && (is_page(&response) || is_print_on_screen(&response)) {
        // An unattended screen shows nothing once the session has ended, without any script. Browsers with a reader of their own for
        // PDF leave that, too.
        response
            .headers_mut()
            .insert(header::REFRESH, HeaderValue::from_static(WHEN_IDLE));
    }
    let has_script = response
        .extensions()
        .get::<crate::frame::WithScript>()
        .is_some();
    for (name, mut value) in HEADERS {
        if has_script && name == header::CONTENT_SECURITY_POLICY {
            value = POLICY_WITH_SCRIPT;
        }
        if name == header::CACHE_CONTROL && response.headers().contains_key(&name) {
            continue;
        }
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    if web.config.secure {
        response.headers_mut().insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(STRICT_TRANSPORT_SECURITY),
        );
    }
    response
}

/// How long a body may take to come in: a scan of the largest size over a slow line, and not for ever.
const BODY_WITHIN: Duration = Duration::from_secs(300);

/// Reads the whole body before anything else, up to [`LARGEST_BODY`], or what a scan needs where one is sent by somebody who is
/// signed in; a larger one is a [`Trouble::TooLarge`], one that does not come to its end a [`Trouble::NotUnderstood`].
pub async fn whole_body(State(web): State<Web>, request: Request, next: Next) -> Response {
    use axum::response::IntoResponse as _;

    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let is_upload = path.ends_with("/scans") || path.ends_with("/signatures");
    let largest = if is_upload && is_signed_in(&web, &parts.headers).await {
        crate::papers::upload::LARGEST_UPLOAD
    } else {
        LARGEST_BODY
    };
    match read_within(BODY_WITHIN, body, largest).await {
        Ok(bytes) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Err(trouble) => trouble.into_response(),
    }
}

/// When the session turns out to have ended, what was typed into the form of an act is carried through signing in again;
/// when a fresh proof turns out to be needed, what was typed into any form is carried through that; when the database is
/// occupied, or too many papers are being made, the page that says so sends the form again.
/// Stands inside [`whole_body`], so that the body is small and at hand.
pub async fn keep_what_was_typed(State(web): State<Web>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_act = path.contains("/acts/") || path.starts_with("/people/new/");
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    // It was measured before it came here; a scan is larger than a form.
    let bytes = axum::body::to_bytes(body, usize::MAX)
        .await
        .unwrap_or_default();
    let mut again = Request::new(Body::from(bytes.clone()));
    *again.method_mut() = Method::POST;
    again.headers_mut().clone_from(&parts.headers);
    let (headers, uri) = (parts.headers.clone(), parts.uri.clone());
    let response = next
        .run(Request::from_parts(parts, Body::from(bytes)))
        .await;
    let said = response.extensions();
    let stale = said.get::<crate::session::Stale>().cloned();
    let ended = is_act && said.get::<crate::session::Ended>().is_some();
    let told = said.get::<Trouble>().copied();
    let occupied = told.filter(|told| matches!(told, Trouble::Occupied | Trouble::Crowded));
    if stale.is_none() && !ended && occupied.is_none() {
        return response;
    }
    match (
        Form::<Vec<(String, String)>>::from_request(again, &()).await,
        stale,
    ) {
        (Ok(Form(pairs)), Some(stale)) if !pairs.is_empty() => {
            crate::access::prove::ask_again(*stale.frame, &uri, &Answers::new(pairs), &stale.asked)
        }
        (Ok(Form(pairs)), None) if !pairs.is_empty() && occupied.is_some() => {
            let trouble = occupied.unwrap_or(Trouble::Occupied);
            let typed = Answers::new(pairs);
            let again = match Open::of(&web, &headers, &uri) {
                Some(open) => visitors::send_again(&open, trouble, &typed),
                None => {
                    let lang = crate::trouble::language(&headers).unwrap_or(web.config.language);
                    let jar = CookieJar::from_headers(&headers);
                    let frame = Frame::lockable(lang, &jar, web.config.secure, "/".to_owned());
                    crate::access::kept::send_again(frame, trouble, uri.path(), &typed)
                }
            };
            again.unwrap_or(response)
        }
        (Ok(Form(pairs)), None) if !pairs.is_empty() => {
            crate::access::sign_in::ask_again(&web, &headers, &uri, &Answers::new(pairs))
        }
        _ => response,
    }
}

/// Whether a session's token comes along, as a cookie or as a header: only then is more than a form held in memory.
async fn is_signed_in(web: &Web, headers: &HeaderMap) -> bool {
    let bearer = header_text(headers, header::AUTHORIZATION)
        .split_once(' ')
        .map(|(_, token)| token.trim().to_owned());
    let cookie = session_token(&CookieJar::from_headers(headers), web.config.secure);
    match cookie.or(bearer) {
        Some(token) => web.store.session(&token).await.is_ok(),
        None => false,
    }
}

async fn read_within(time: Duration, body: Body, largest: usize) -> Result<Bytes, Trouble> {
    let read = tokio::time::timeout(time, read(body, largest)).await;
    read.unwrap_or(Err(Trouble::NotUnderstood))
}

async fn read(body: Body, largest: usize) -> Result<Bytes, Trouble> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let mut body = std::pin::pin!(body);
    let mut kept = Vec::new();
    let mut seen = 0;
    loop {
        let frame = std::future::poll_fn(|context| body.as_mut().poll_frame(context)).await;
        let Some(frame) = frame else { break };
        let Ok(frame) = frame else {
            return Err(Trouble::NotUnderstood);
        };
        let Ok(data) = frame.into_data() else {
            continue;
        };
        seen += data.len();
        if seen > LARGEST_DRAINED {
            break;
        }
        if seen <= largest {
            kept.extend_from_slice(&data);
        }
    }
    if seen > largest {
        return Err(Trouble::TooLarge);
    }
    Ok(kept.into())
}

/// The cookie that holds the session's token.
///
/// Over https its name begins with `__Host-`, so that no other host can plant it. Over plain http, which is meant for
/// 127.0.0.1 alone, a cookie with `Secure` would not come back; the name is then another and `Secure` is left out.
pub fn session_cookie_name(secure: bool) -> &'static str {
    if secure {
        "__Host-tirek-session"
    } else {
        "tirek-session"
    }
}

fn cookie(name: &'static str, value: String, secure: bool) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Strict)
        .build()
}

/// The session's cookie; it ends with the browser.
pub fn session_cookie(token: String, secure: bool) -> Cookie<'static> {
    cookie(session_cookie_name(secure), token, secure)
}

/// A cookie that removes the session's cookie.
pub fn no_session_cookie(secure: bool) -> Cookie<'static> {
    let mut gone = session_cookie(String::new(), secure);
    gone.make_removal();
    gone
}

/// The token of the session in the cookies, when there is one of a sane length.
pub fn session_token(jar: &CookieJar, secure: bool) -> Option<String> {
    jar.get(session_cookie_name(secure))
        .map(|cookie| cookie.value().to_owned())
        .filter(|token| !token.is_empty() && token.len() <= 256)
}

/// The cookie that forms outside a session are tied to: set-up and sign-in.
pub fn form_cookie_name(secure: bool) -> &'static str {
    if secure {
        "__Host-tirek-form"
    } else {
        "tirek-form"
    }
}

/// The cookie by which a browser is known again after signing in. It lets nobody in.
pub fn device_cookie_name(secure: bool) -> &'static str {
    if secure {
        "__Host-tirek-device"
    } else {
        "tirek-device"
    }
}

/// The cookie of a device; it stays when the browser is closed.
pub fn device_cookie(secret: String, secure: bool) -> Cookie<'static> {
    let mut cookie = cookie(device_cookie_name(secure), secret, secure);
    cookie.make_permanent();
    cookie
}

/// The cookie of the chosen language.
pub fn language_cookie(code: &'static str, secure: bool) -> Cookie<'static> {
    let name = LANGUAGE_COOKIES[usize::from(!secure)];
    let mut cookie = cookie(name, code.to_owned(), secure);
    cookie.make_permanent();
    cookie
}

/// The names of the cookie of the language: over https, and without it.
const LANGUAGE_COOKIES: [&str; 2] = ["__Host-tirek-language", "tirek-language"];

/// The language that the visitor chose, if she did.
pub fn chosen_language(jar: &CookieJar) -> Option<Lang> {
    LANGUAGE_COOKIES
        .into_iter()
        .find_map(|name| jar.get(name)?.value().parse().ok())
}

/// The token that a form carries: derived one way from the secret in a cookie, so that another site, which can read
/// neither, cannot make the form.
pub fn form_token(secret: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"tirek form token v1\0");
    hash.update(secret.as_bytes());
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// Whether the form's token belongs to the secret. Hashes are compared, so the time says nothing about the token.
pub fn form_token_fits(secret: &str, given: &str) -> bool {
    Sha256::digest(form_token(secret)) == Sha256::digest(given)
}

/// A new secret of 128 bits as text.
pub fn new_secret(web: &Web) -> String {
    URL_SAFE_NO_PAD.encode(web.random_bytes::<16>())
}

/// The cookie of a new secret for forms outside a session.
pub fn form_cookie(secret: String, secure: bool) -> Cookie<'static> {
    cookie(form_cookie_name(secure), secret, secure)
}

/// Turns a refusal by the layer against requests from other sites into the program's own page.
pub async fn own_pages(State(web): State<Web>, request: Request, next: Next) -> Response {
    let asked = crate::trouble::Asked::of(&web, &request);
    let is_api = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    if is_api {
        return response;
    }
    let told = response.extensions().get::<Trouble>().copied();
    let allowed = response.headers().get(header::ALLOW).cloned();
    let trouble = match (told, response.status()) {
        (Some(trouble), _) => trouble,
        (None, StatusCode::FORBIDDEN) => Trouble::OtherSite,
        (None, StatusCode::NOT_FOUND) => Trouble::NotFound,
        (None, StatusCode::METHOD_NOT_ALLOWED) => Trouble::Method,
        (None, StatusCode::PAYLOAD_TOO_LARGE) => Trouble::TooLarge,
        (None, StatusCode::INTERNAL_SERVER_ERROR) => Trouble::Broken,
        (None, status) if status.is_client_error() && !is_page(&response) => Trouble::NotUnderstood,
        _ => return response,
    };
    let mut page = trouble.page(&asked);
    let odd = match (trouble, told) {
        // By the layer against other sites, before any form was read.
        (Trouble::OtherSite, None) => Some(Odd::OtherSite),
        (Trouble::OtherSite, Some(_)) => Some(Odd::FormToken),
        (Trouble::NotUnderstood, _) => Some(Odd::NotUnderstood),
        (Trouble::TooLarge, _) => Some(Odd::TooLarge),
        _ => None,
    };
    if let Some(odd) = odd {
        page.extensions_mut().insert(odd);
    }
    if let (Trouble::Method, Some(allowed)) = (trouble, allowed) {
        page.headers_mut().insert(header::ALLOW, allowed);
    }
    page
}

fn is_page(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// Whether it is a PDF that the browser shows, and not a file to be saved.
fn is_print_on_screen(response: &Response) -> bool {
    header_text(response.headers(), header::CONTENT_TYPE).starts_with("application/pdf")
        && !header_text(response.headers(), header::CONTENT_DISPOSITION).starts_with("attachment")
}

/// The value of a header as text, or "".
pub fn header_text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A body that sends a letter and then nothing, for ever.
    struct Endless(bool);

    impl HttpBody for Endless {
        type Data = Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
            if std::mem::replace(&mut self.0, true) {
                return std::task::Poll::Pending;
            }
            std::task::Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(b"a")))))
        }
    }

    #[tokio::test]
    async fn a_body_that_does_not_come_to_its_end_is_not_waited_for() {
        let waited = read_within(Duration::ZERO, Body::new(Endless(false)), 10).await;
        assert_eq!(waited, Err(Trouble::NotUnderstood));
        let whole = read_within(BODY_WITHIN, Body::from("abc"), 10).await;
        assert_eq!(whole, Ok(Bytes::from_static(b"abc")));
    }
}
