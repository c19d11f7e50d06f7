//! A form with a file, as a browser sends it.

use axum::{
    extract::{FromRequest, Request},
    http::header,
};
use axum_extra::extract::CookieJar;
use store::LARGEST_ENCLOSURE;

use crate::{
    Web,
    form::Answers,
    security::{form_token_fits, header_text, session_token},
    trouble::Trouble,
};

/// The largest body of a form with a file, in bytes: the file, and a little around it.
pub const LARGEST_UPLOAD: usize = LARGEST_ENCLOSURE + 64 * 1024;

/// A form with one file, sent by somebody who is signed in; its token fits the session.
pub struct SentFile {
    /// The other fields.
    pub answers: Answers,
    /// The content of the file; empty when none was chosen. Its name and its kind are not looked at.
    pub content: Vec<u8>,
}

impl FromRequest<Web> for SentFile {
    type Rejection = Trouble;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Trouble> {
        let jar = CookieJar::from_headers(request.headers());
        let secret = session_token(&jar, web.config.secure).ok_or(Trouble::OtherSite)?;
        let kind = header_text(request.headers(), header::CONTENT_TYPE);
        let boundary = multer::parse_boundary(kind).map_err(|_| Trouble::NotUnderstood)?;
        let body = axum::body::Body::from(whole(request).await?);
        let mut parts = multer::Multipart::new(body.into_data_stream(), boundary);
        let (mut pairs, mut content) = (Vec::new(), Vec::new());
        while let Some(part) = parts
            .next_field()
            .await
            .map_err(|_| Trouble::NotUnderstood)?
        {
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.file_name().is_some();
            let bytes = part.bytes().await.map_err(|_| Trouble::NotUnderstood)?;
            if is_file {
                content = bytes.to_vec();
            } else {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| Trouble::NotUnderstood)?;
                pairs.push((name, text));
            }
        }
        let answers = Answers::new(pairs);
        if form_token_fits(&secret, answers.get("form_token")) {
            Ok(SentFile { answers, content })
        } else {
            Err(Trouble::OtherSite)
        }
    }
}

/// The body of a request that carries a file.
///
/// # Errors
/// [`Trouble::TooLarge`] over [`LARGEST_UPLOAD`].
pub async fn whole(request: Request) -> Result<axum::body::Bytes, Trouble> {
    axum::body::to_bytes(request.into_body(), LARGEST_UPLOAD)
        .await
        .map_err(|_| Trouble::TooLarge)
}
