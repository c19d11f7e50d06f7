//! Refusals of access go into the record like readings do: who asked for what is not hers, when, of which file.

use axum::{
    extract::{MatchedPath, OriginalUri, Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::CookieJar;
use store::NoSession;

use crate::{
    Web,
    api::{problem::Problem, sessions::bearer_token},
    security::session_token,
    session::broken,
};

/// What everybody may see: nobody is refused there, an address is only mistaken.
const OPEN: [&str; 12] = [
    "/about",
    "/api/forms",
    "/api/openapi.json",
    "/api/papers",
    "/api/standard",
    "/assets",
    "/book",
    "/forms",
    "/language",
    "/leave",
    "/rights",
    "/standard",
];

/// Records that somebody who is signed in asked for what her keys or her role do not give her. Her answer leaves when that is
/// durable. It looks the same, and takes as long, when there is nothing of that name.
pub async fn noted(State(web): State<Web>, request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let Some(matched) = matched.filter(|matched| !is_open(matched.as_str())) else {
        return next.run(request).await;
    };
    let kind = matched.as_str();
    let is_api = kind.starts_with("/api/");
    let headers = request.headers();
    let token = if is_api {
        bearer_token(headers).map(str::to_owned)
    } else {
        session_token(&CookieJar::from_headers(headers), web.config.secure)
    };
    let Some(token) = token else {
        return next.run(request).await;
    };
    // Below `/api` the address is told without it; what was asked first is kept.
    let original = request.extensions().get::<OriginalUri>();
    let address = original.map_or(request.uri(), |original| &original.0);
    let (method, address) = (request.method().clone(), address.path().to_owned());
    let answer = next.run(request).await;
    if !matches!(
        answer.status(),
        StatusCode::NOT_FOUND | StatusCode::FORBIDDEN
    ) {
        return answer;
    }
    let noted = match web.store.session(&token).await {
        Ok(session) => {
            let asked = format!("{method} {kind}");
            web.store
                .record_refusal(&session, &asked, file_in(kind, &address))
                .await
        }
        // Whoever has yet to set a second factor up is led to that, whatever she asks for: it is no refusal.
        Err(NoSession::Ended | NoSession::SecondFactorNeeded) => return answer,
        Err(NoSession::Store(error)) => Err(error),
    };
    match noted {
        Ok(()) => answer,
        Err(error) if is_api => Problem::from(error).into_response(),
        Err(error) => broken(&error).into_response(),
    }
}

fn is_open(path: &str) -> bool {
    OPEN.iter().any(|open| {
        path.strip_prefix(open)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// The file in an address of files: what stands there in the place of `{code}`.
fn file_in<'a>(matched: &str, path: &'a str) -> Option<&'a str> {
    let is_of_files =
        matched.starts_with("/people/{code}") || matched.starts_with("/api/files/{code}");
    let at = matched.split('/').position(|part| part == "{code}")?;
    path.split('/').nth(at).filter(|_| is_of_files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_an_address_is_found_and_a_member_of_staff_is_none() {
        let of = file_in("/people/{code}/documents/{id}", "/people/abc/documents/d");
        assert_eq!(of, Some("abc"));
        let of = file_in("/api/files/{code}/duties", "/api/files/abc/duties");
        assert_eq!(of, Some("abc"));
        assert_eq!(
            file_in("/house/accounts/{code}", "/house/accounts/abc"),
            None
        );
        assert_eq!(file_in("/people/new", "/people/new"), None);
    }

    #[test]
    fn nobody_is_refused_what_is_open_to_all() {
        assert!(is_open("/standard/{id}") && is_open("/book") && is_open("/api/forms/{form}"));
        assert!(
            !is_open("/house/book") && !is_open("/api/files/{code}") && !is_open("/rightsless")
        );
    }
}
