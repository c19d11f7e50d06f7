//! The code that a newcomer types once.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Malformed;
use crate::envelope::{OpenError, Sealed, open, seal};
use crate::key::Key;
use crate::place::Place;

/// Crockford's base 32: no I, L, O, U, which are misread or misspelt.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 128 bits of code and 12 of checksum make 28 letters of 5 bits.
const LETTERS: usize = 28;
const GROUP: usize = 4;

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
        let bytes = self.with_checksum();
        let mut text = Zeroizing::new(String::with_capacity(LETTERS + LETTERS / GROUP));
        for letter in 0..LETTERS {
            if letter > 0 && letter % GROUP == 0 {
                text.push('-');
            }
            let value = (5 * letter..5 * letter + 5).fold(0, |value, bit| {
                value << 1 | bytes[bit / 8] >> (7 - bit % 8) & 1
            });
            text.push(char::from(ALPHABET[usize::from(value)]));
        }
        text
    }

    /// Reads a code as people type it: small letters, spaces or dashes anywhere, O for 0, I or L for 1.
    ///
    /// # Errors
    /// [`Malformed`] for a letter that cannot occur, a wrong number of letters, or a checksum that does not fit.
    pub fn from_text(text: &str) -> Result<InvitationCode, Malformed> {
        const MALFORMED: Malformed = Malformed("invitation code");
        let mut bytes = Zeroizing::new([0; 18]);
        let mut letters = 0;
        for letter in text.bytes().filter(|letter| !matches!(letter, b'-' | b' ')) {
            let letter = match letter.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => other,
            };
            let value = ALPHABET
                .iter()
                .position(|&known| known == letter)
                .ok_or(MALFORMED)?;
            if letters == LETTERS {
                return Err(MALFORMED);
            }
            for bit in 0..5 {
                let at = 5 * letters + bit;
                bytes[at / 8] |= (value >> (4 - bit) & 1) as u8 * (0x80 >> (at % 8));
            }
            letters += 1;
        }
        let code = InvitationCode(*bytes.first_chunk().expect("18 bytes begin with 16"));
        if letters == LETTERS && *code.with_checksum() == *bytes {
            Ok(code)
        } else {
            Err(MALFORMED)
        }
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

    /// The code, then the first twelve bits of its SHA-256, then four zero bits.
    fn with_checksum(&self) -> Zeroizing<[u8; 18]> {
        let sum = Sha256::new_with_prefix(b"tirek/invitation-sum/1")
            .chain_update(self.0)
            .finalize();
        let mut bytes = Zeroizing::new([0; 18]);
        bytes[..16].copy_from_slice(&self.0);
        bytes[16] = sum[0];
        bytes[17] = sum[1] & 0xf0;
        bytes
    }
}
