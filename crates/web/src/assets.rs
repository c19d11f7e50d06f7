//! The style sheet and the sign of the program, the only files beside the pages.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use sha2::{Digest as _, Sha256};

use crate::trouble::Trouble;

/// The style sheet.
pub const STYLE: &str = include_str!("../assets/tirek.css");
const SIGN: &str = include_str!("../assets/sign.svg");

/// The address of the style sheet: it names the content, so that it may be kept for a year.
pub fn style_address() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| {
        let digest: String = Sha256::digest(STYLE)
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("/assets/{digest}.css")
    });
    &ADDRESS
}

/// `GET /assets/{name}`
pub async fn style(Path(name): Path<String>) -> Response {
    if style_address().strip_prefix("/assets/") != Some(name.as_str()) {
        return Trouble::NotFound.into_response();
    }
    (
        [
            (header::CONTENT_TYPE, "text/css; charset=utf-8"),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        ],
        STYLE,
    )
        .into_response()
}

/// `GET /favicon.ico` and `GET /sign.svg`
pub async fn sign() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], SIGN).into_response()
}
