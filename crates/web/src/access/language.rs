//! Choosing the language: a link, so that it works everywhere.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use standard::lang::Lang;

use crate::{Web, security::language_cookie, session::is_own_address, trouble::Trouble};

/// Where to go back to.
#[derive(Deserialize)]
pub struct Back {
    back: Option<String>,
}

/// `GET /language/{code}`
pub async fn choose(
    State(web): State<Web>,
    Path(code): Path<String>,
    Query(Back { back }): Query<Back>,
    jar: CookieJar,
) -> Response {
    let Ok(lang) = code.parse::<Lang>() else {
        return Trouble::NotFound.into_response();
    };
    let back = back
        .filter(|back| is_own_address(back))
        .unwrap_or_else(|| "/".to_owned());
    let jar = jar.add(language_cookie(lang.code(), web.config.secure));
    (jar, Redirect::to(&back)).into_response()
}
