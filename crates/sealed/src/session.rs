//! The token of a session.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::Malformed;
use crate::token::{Purpose, Token};

/// The 256 random bits that a browser or a program holds while somebody is signed in.
///
/// The server keeps the hash and the person's keys wrapped under the token: between requests it holds nothing with which
/// anything could be opened.
pub type SessionToken = Token<OfSession, 32>;

/// The purpose of a [`SessionToken`].
pub struct OfSession;

impl Purpose for OfSession {
    const HASH: &'static str = "tirek/session-hash/1";
    const KEY: &'static str = "tirek/session-key/1";
}

impl SessionToken {
    /// The token as it stands in the cookie or the header: 43 letters of URL-safe base64.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(self.bytes))
    }

    /// Reads a token.
    ///
    /// # Errors
    /// [`Malformed`] for anything but the very text that [`SessionToken::to_text`] gives.
    pub fn from_text(text: &str) -> Result<SessionToken, Malformed> {
        const MALFORMED: Malformed = Malformed("session token");
        if text.len() != 43 {
            return Err(MALFORMED);
        }
        let mut token = SessionToken::empty();
        let read = URL_SAFE_NO_PAD
            .decode_slice(text, &mut token.bytes)
            .map_err(|_| MALFORMED)?;
        if read == token.bytes.len() {
            Ok(token)
        } else {
            Err(MALFORMED)
        }
    }
}
