//! The style sheet, the script of passkeys and the sign of the program, the only files beside the pages.

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
/// The script of passkeys.
pub const SCRIPT: &str = include_str!("../assets/passkey.js");
const SIGN: &str = include_str!("../assets/sign.svg");

/// The address of the style sheet: it names the content, so that it may be kept for a year.
pub fn style_address() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| address_of(STYLE, "css"));
    &ADDRESS
}

/// The address of the script, made in the same way.
pub fn script_address() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| address_of(SCRIPT, "js"));
    &ADDRESS
}

fn address_of(content: &str, kind: &str) -> String {
    let digest: String = Sha256::digest(content)
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("/assets/{digest}.{kind}")
}

/// `GET /assets/{name}`
pub async fn style(Path(name): Path<String>) -> Response {
    let files = [
        (style_address(), "text/css; charset=utf-8", STYLE),
        (script_address(), "text/javascript; charset=utf-8", SCRIPT),
    ];
    let asked = files
        .into_iter()
        .find(|(address, ..)| address.strip_prefix("/assets/") == Some(name.as_str()));
    let Some((_, kind, content)) = asked else {
        return Trouble::NotFound.into_response();
    };
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        ],
        content,
    )
        .into_response()
}

/// `GET /favicon.ico` and `GET /sign.svg`
pub async fn sign() -> Response {
    (
        [(header::CONTENT_TYPE, "image/svg+xml; charset=utf-8")],
        SIGN,
    )
        .into_response()
}
