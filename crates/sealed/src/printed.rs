//! Secrets as people print and type them: Crockford's base 32 in groups of four, with a checksum at the end.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::Malformed;

/// Crockford's base 32: no I, L, O, U, which are misread or misspelt.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;
/// The checksum has at least so many bits: a slip of the pen passes once in four thousand.
const SUM_BITS: usize = 12;

/// Letters of a secret of so many bytes: whole groups that hold it and its checksum.
const fn letters_of(bytes: usize) -> usize {
    (8 * bytes + SUM_BITS).div_ceil(5).next_multiple_of(GROUP)
}

/// Bytes that hold all letters, the last of them filled with zero bits.
fn bytes_with_sum(secret: &[u8], label: &str) -> Zeroizing<Vec<u8>> {
    let bits = 5 * letters_of(secret.len());
    let sum = Sha256::new_with_prefix(label)
        .chain_update(secret)
        .finalize();
    let mut bytes = Zeroizing::new(Vec::with_capacity(bits.div_ceil(8)));
    bytes.extend_from_slice(secret);
    bytes.extend_from_slice(&sum[..bits.div_ceil(8) - secret.len()]);
    if let (Some(last), over @ 1..) = (bytes.last_mut(), bits % 8) {
        *last &= 0xff << (8 - over);
    }
    bytes
}

/// The secret as it is printed. `label` begins what the checksum is taken of, so that one kind of secret is never read
/// as another.
pub(crate) fn to_text(secret: &[u8], label: &str) -> Zeroizing<String> {
    let bytes = bytes_with_sum(secret, label);
    let letters = letters_of(secret.len());
    let mut text = Zeroizing::new(String::with_capacity(letters + letters / GROUP));
    for letter in 0..letters {
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

/// Reads a secret as people type it: small letters, spaces, line ends or dashes anywhere, O for 0, I or L for 1.
///
/// # Errors
/// [`Malformed`] of `what` for a letter that cannot occur, a wrong number of letters, or a checksum that does not fit.
pub(crate) fn from_text<const N: usize>(
    text: &str,
    label: &str,
    what: &'static str,
) -> Result<Zeroizing<[u8; N]>, Malformed> {
    let malformed = Malformed(what);
    let length = letters_of(N);
    let mut bytes = Zeroizing::new(vec![0_u8; (5 * length).div_ceil(8)]);
    let mut letters = 0;
    let typed = text.bytes();
    for letter in typed.filter(|letter| !matches!(letter, b'-' | b' ' | b'\r' | b'\n' | b'\t')) {
        let letter = match letter.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        let value = ALPHABET
            .iter()
            .position(|&known| known == letter)
            .ok_or(malformed)?;
        if letters == length {
            return Err(malformed);
        }
        for bit in 0..5 {
            let at = 5 * letters + bit;
            bytes[at / 8] |= (value >> (4 - bit) & 1) as u8 * (0x80 >> (at % 8));
        }
        letters += 1;
    }
    let mut secret = Zeroizing::new([0; N]);
    secret.copy_from_slice(&bytes[..N]);
    if letters == length && *bytes_with_sum(secret.as_slice(), label) == *bytes {
        Ok(secret)
    } else {
        Err(malformed)
    }
}
