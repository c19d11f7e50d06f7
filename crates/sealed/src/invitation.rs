//! The code that a newcomer types once.

use zeroize::Zeroizing;

use crate::Malformed;
use crate::printed;
use crate::token::{Purpose, Token};

/// Begins what the checksum of a code is taken of.
const SUM: &str = "tirek/invitation-sum/1";

/// A code of 128 random bits, printed in seven groups of four, that wraps what a newcomer is to hold.
///
/// The last letters are a checksum, so that a slip of the pen is told before anything is looked up.
pub type InvitationCode = Token<OfInvitation, 16>;

/// The purpose of an [`InvitationCode`].
pub struct OfInvitation;

impl Purpose for OfInvitation {
    const HASH: &'static str = "tirek/invitation-hash/1";
    const KEY: &'static str = "tirek/invitation-key/1";
}

impl InvitationCode {
    /// The code as it is printed: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
    pub fn to_text(&self) -> Zeroizing<String> {
        printed::to_text(&self.bytes, SUM)
    }

    /// Reads a code as people type it: small letters, spaces or dashes anywhere, O for 0, I or L for 1.
    ///
    /// # Errors
    /// [`Malformed`] for a letter that cannot occur, a wrong number of letters, or a checksum that does not fit.
    pub fn from_text(text: &str) -> Result<InvitationCode, Malformed> {
        let mut code = InvitationCode::empty();
        code.bytes = *printed::from_text(text, SUM, "invitation code")?;
        Ok(code)
    }
}
