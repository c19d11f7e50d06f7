//! The code that a newcomer types once.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Malformed;
use crate::envelope::{OpenError, Sealed, open, seal};
use crate::key::Key;
use crate::place::Place;
use crate::printed;

/// Begins what the checksum of a code is taken of.
const SUM: &str = "tirek/invitation-sum/1";

/// A code of 128 random bits, printed in seven groups of four, that wraps what a newcomer is to hold.
///
/// The last letters are a checksum, so that a slip of the pen is told before anything is looked up. Erased when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct InvitationCode([u8; 16]);

impl InvitationCode {
    /// A fresh code from the random source.
    pub fn generate(random: &mut dyn CryptoRng) -> InvitationCode {
        let mut code = InvitationCode([0; 16]);
        random.fill_bytes(&mut code.0);
        code
    }

    /// The code as it is printed: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
    pub fn to_text(&self) -> Zeroizing<String> {
        printed::to_text(&self.0, SUM)
    }

    /// Reads a code as people type it: small letters, spaces or dashes anywhere, O for 0, I or L for 1.
    ///
    /// # Errors
    /// [`Malformed`] for a letter that cannot occur, a wrong number of letters, or a checksum that does not fit.
    pub fn from_text(text: &str) -> Result<InvitationCode, Malformed> {
        Ok(InvitationCode(*printed::from_text(
            text,
            SUM,
            "invitation code",
        )?))
    }

    /// What the server keeps and looks the invitation up by.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::new_with_prefix(b"tirek/invitation-hash/1")
            .chain_update(self.0)
            .finalize()
            .into()
    }

    /// Seals `plain` (what the newcomer is to hold) under the code.
    pub fn wrap(&self, plain: &[u8], place: &Place<'_>, random: &mut dyn CryptoRng) -> Sealed {
        let key = self.key();
        seal(&key, key.id(), place, plain, random)
    }

    /// Opens what [`InvitationCode::wrap`] sealed.
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
        Key::derive(&self.0, &[], "tirek/invitation-key/1", &[])
    }
}
