//! The token of a session.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Malformed;
use crate::envelope::{OpenError, Sealed, open, seal};
use crate::key::Key;
use crate::place::Place;

/// The 256 random bits that a browser or a program holds while somebody is signed in.
///
/// The server keeps [`SessionToken::hash`] and the person's keys wrapped under the token: between requests it holds
/// nothing with which anything could be opened. Erased when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SessionToken([u8; 32]);

impl SessionToken {
    /// A fresh token from the random source.
    pub fn generate(random: &mut dyn CryptoRng) -> SessionToken {
        let mut token = SessionToken([0; 32]);
        random.fill_bytes(&mut token.0);
        token
    }

    /// The token as it stands in the cookie or the header: 43 letters of URL-safe base64.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(self.0))
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
        let mut token = SessionToken([0; 32]);
        let read = URL_SAFE_NO_PAD
            .decode_slice(text, &mut token.0)
            .map_err(|_| MALFORMED)?;
        if read != token.0.len() {
            Err(MALFORMED)
        } else {
            Ok(token)
        }
    }

    /// What the server keeps and looks the session up by. It does not lead back to the token or to the wrapping key.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::new_with_prefix(b"tirek/session-hash/1")
            .chain_update(self.0)
            .finalize()
            .into()
    }

    /// Seals `plain` (the keys of the person signed in) under the token.
    pub fn wrap(&self, plain: &[u8], place: &Place<'_>, random: &mut dyn CryptoRng) -> Sealed {
        let key = self.key();
        seal(&key, key.id(), place, plain, random)
    }

    /// Opens what [`SessionToken::wrap`] sealed.
    ///
    /// # Errors
    /// [`OpenError`] as for [`open`].
    pub fn unwrap(
        &self,
        place: &Place<'_>,
        wrapped: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        open(&self.key(), place, wrapped)
    }

    fn key(&self) -> Key {
        Key::derive(&self.0, &[], "tirek/session-key/1", &[])
    }
}
