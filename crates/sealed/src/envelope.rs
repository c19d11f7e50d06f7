//! The one format in which anything is sealed.
//!
//! ```text
//! offset  bytes  field
//!      0      4  magic "TIRK"
//!      4      1  version, 1
//!      5      1  algorithm: 1 by a key, 2 to an X25519 key, 3 to an X-Wing key
//!      6     16  key id
//!     22      E  encapsulated key: E = 0, 32 or 1120 for algorithm 1, 2 or 3
//!   22+E     24  nonce
//!   46+E      8  length of the padded content, big-endian
//!   54+E     32  commitment
//!   86+E         chunks of at most 65536 bytes of content, each followed by its tag of 16 bytes
//! ```
//!
//! `context` is everything before the commitment, followed by the place. HKDF-SHA256 of the key, salted with the nonce and
//! with the context as its info, yields the content key and the commitment. The commitment is compared first: an
//! envelope opens under one key and at one place only, and whoever holds many keys cannot make one that says
//! different things to different people. Each chunk is XChaCha20-Poly1305 under the content key with the context as
//! associated data; its nonce ends in the number of the chunk and a flag on the last one, so that chunks
//! cannot be cut off, repeated or reordered.
//!
//! The content begins with its true length (8 bytes, big-endian) and is filled up with zeros.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::key::{Key, KeyId};
use crate::place::{Place, append_prefixed};

const MAGIC: &[u8; 4] = b"TIRK";
const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
const COMMITMENT_BYTES: usize = 32;
const TAG_BYTES: usize = 16;
const LENGTH_BYTES: usize = 8;
/// Content bytes in every chunk but the last.
const CHUNK_BYTES: usize = 65_536;
/// No content is shorter than this after padding, so that keys and short notes look alike.
const SMALLEST_CONTENT_BYTES: usize = 256;
/// Up to here the padded content is a power of two; above, Padmé (at most one sixteenth more).
const POWER_STEPS_UP_TO_BYTES: usize = 4_096;

/// How the content key comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    /// A symmetric key that the opener holds.
    Key = 1,
    /// HPKE base mode, DHKEM(X25519, HKDF-SHA256), secret export.
    X25519 = 2,
    /// HPKE base mode, X-Wing (X25519 and ML-KEM-768), secret export.
    XWing = 3,
}

impl Algorithm {
    fn encapsulated_bytes(self) -> usize {
        match self {
            Algorithm::Key => 0,
            Algorithm::X25519 => 32,
            Algorithm::XWing => 1120,
        }
    }
}

/// Why something could not be opened. None of them tells anything about the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The bytes do not begin like an envelope. They are never taken for plain text.
    #[error("not an envelope")]
    NotAnEnvelope,
    /// An envelope of a version that this program does not know.
    #[error("unknown version {0} of the envelope")]
    UnknownVersion(u8),
    /// An envelope sealed in a way that this program does not know.
    #[error("unknown algorithm {0} of the envelope")]
    UnknownAlgorithm(u8),
    /// Lengths contradict each other, or the content is not of the kind asked for.
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// The envelope is sealed in another way than the key offered can open.
    #[error("the envelope is sealed in another way than this key opens")]
    OtherAlgorithm,
    /// Wrong key, wrong place, or altered bytes: which of them is not told.
    #[error("the envelope does not open")]
    DoesNotOpen,
}

/// A sealed thing, and the only form in which the store accepts content.
///
/// It comes from sealing, or from [`Sealed::from_stored`], which checks the structure of the header against the length; it
/// cannot be made of plain bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Reads an envelope that was stored or received.
    ///
    /// # Errors
    /// Everything but [`OpenError::OtherAlgorithm`] and [`OpenError::DoesNotOpen`]: what a key would be needed for is
    /// found when opening.
    pub fn from_stored(bytes: Vec<u8>) -> Result<Sealed, OpenError> {
        Parts::read(&bytes)?;
        Ok(Sealed(bytes))
    }

    /// The bytes to store or send.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes to store or send, without a copy.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Names the key, or the public key, for which this was sealed.
    pub fn key_id(&self) -> KeyId {
        self.parts().key_id
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        self.parts().algorithm
    }

    pub(crate) fn encapsulated(&self) -> &[u8] {
        self.parts().encapsulated
    }

    fn parts(&self) -> Parts<'_> {
        Parts::read(&self.0).expect("a Sealed is read or made whole")
    }
}

/// Seals `plain` under `key` for `place`; `key_id` is written in clear and tells later which key to fetch.
///
/// The stored size tells only the padded length: powers of two from 256 bytes to 4 KiB, then at most a sixteenth more.
pub fn seal(
    key: &Key,
    key_id: KeyId,
    place: &Place<'_>,
    plain: &[u8],
    random: &mut dyn CryptoRng,
) -> Sealed {
    let heading = Heading {
        algorithm: Algorithm::Key,
        key_id,
        encapsulated: &[],
    };
    seal_as(&heading, key, place, plain, random)
}

/// Opens what [`seal`] sealed under the same key and for the same place. The content is erased when dropped.
///
/// # Errors
/// [`OpenError::DoesNotOpen`] for a wrong key, a wrong place or any altered bit; [`OpenError::OtherAlgorithm`] for an
/// envelope that was sealed to a public key.
pub fn open(
    key: &Key,
    place: &Place<'_>,
    sealed: &Sealed,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    open_as(Algorithm::Key, key, place, sealed)
}

/// The part of a header that depends on how the key came about.
pub(crate) struct Heading<'a> {
    pub(crate) algorithm: Algorithm,
    pub(crate) key_id: KeyId,
    pub(crate) encapsulated: &'a [u8],
}

pub(crate) fn seal_as(
    heading: &Heading<'_>,
    key: &Key,
    place: &Place<'_>,
    plain: &[u8],
    random: &mut dyn CryptoRng,
) -> Sealed {
    let length = padded_length(LENGTH_BYTES + plain.len());
    let mut content = Zeroizing::new(Vec::with_capacity(length));
    content.extend_from_slice(&(plain.len() as u64).to_be_bytes());
    content.extend_from_slice(plain);
    content.resize(length, 0);
    seal_padded(heading, key, place, content, random)
}

fn seal_padded(
    heading: &Heading<'_>,
    key: &Key,
    place: &Place<'_>,
    mut content: Zeroizing<Vec<u8>>,
    random: &mut dyn CryptoRng,
) -> Sealed {
    let &Heading {
        algorithm,
        key_id,
        encapsulated,
    } = heading;
    debug_assert_eq!(encapsulated.len(), algorithm.encapsulated_bytes());
    let length = content.len();
    let mut nonce = [0; NONCE_BYTES];
    random.fill_bytes(&mut nonce);

    let mut out =
        Vec::with_capacity(stored_length(algorithm, length).expect("the content fits into memory"));
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&[VERSION, algorithm as u8]);
    out.extend_from_slice(&key_id.0);
    out.extend_from_slice(encapsulated);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&(length as u64).to_be_bytes());
    let context = context(&out, place);
    let (cipher, commitment) = content_key(key, &nonce, &context);
    out.extend_from_slice(&commitment);

    let last = chunks_in(length) - 1;
    for (number, chunk) in content.chunks_mut(CHUNK_BYTES).enumerate() {
        let tag = cipher
            .encrypt_inout_detached(
                &chunk_nonce(&nonce, number, number == last),
                &context,
                (&mut *chunk).into(),
            )
            .expect("a chunk is far shorter than the limit of the cipher");
        out.extend_from_slice(chunk);
        out.extend_from_slice(&tag);
    }
    Sealed(out)
}

pub(crate) fn open_as(
    algorithm: Algorithm,
    key: &Key,
    place: &Place<'_>,
    sealed: &Sealed,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let parts = sealed.parts();
    if parts.algorithm != algorithm {
        return Err(OpenError::OtherAlgorithm);
    }
    let context = context(parts.before_commitment, place);
    let (cipher, commitment) = content_key(key, parts.nonce, &context);
    if !bool::from(commitment.ct_eq(parts.commitment)) {
        return Err(OpenError::DoesNotOpen);
    }

    let mut content = Zeroizing::new(Vec::with_capacity(parts.length));
    let last = chunks_in(parts.length) - 1;
    for (number, chunk) in parts.chunks.chunks(CHUNK_BYTES + TAG_BYTES).enumerate() {
        let (text, tag) = chunk.split_at(chunk.len() - TAG_BYTES);
        let tag = Tag::try_from(tag).expect("split at the length of a tag");
        let start = content.len();
        content.extend_from_slice(text);
        cipher
            .decrypt_inout_detached(
                &chunk_nonce(parts.nonce, number, number == last),
                &context,
                (&mut content[start..]).into(),
                &tag,
            )
            .map_err(|_| OpenError::DoesNotOpen)?;
    }

    let (length, padded) = content
        .split_first_chunk::<LENGTH_BYTES>()
        .ok_or(OpenError::DoesNotOpen)?;
    let length = usize::try_from(u64::from_be_bytes(*length))
        .ok()
        .filter(|&length| length <= padded.len())
        .filter(|&length| padded_length(LENGTH_BYTES + length) == parts.length)
        .filter(|&length| padded[length..].iter().all(|&byte| byte == 0))
        .ok_or(OpenError::Malformed("the padding is not as it is written"))?;
    content.truncate(LENGTH_BYTES + length);
    content.drain(..LENGTH_BYTES);
    Ok(content)
}

/// The fields of an envelope whose lengths agree with each other.
struct Parts<'a> {
    algorithm: Algorithm,
    key_id: KeyId,
    encapsulated: &'a [u8],
    nonce: &'a [u8; NONCE_BYTES],
    length: usize,
    before_commitment: &'a [u8],
    commitment: &'a [u8; COMMITMENT_BYTES],
    chunks: &'a [u8],
}

impl<'a> Parts<'a> {
    fn read(bytes: &'a [u8]) -> Result<Parts<'a>, OpenError> {
        const SHORT: OpenError = OpenError::Malformed("the header is cut short");
        let rest = bytes.strip_prefix(MAGIC).ok_or(OpenError::NotAnEnvelope)?;
        let (&version, rest) = rest.split_first().ok_or(SHORT)?;
        if version != VERSION {
            return Err(OpenError::UnknownVersion(version));
        }
        let (&algorithm, rest) = rest.split_first().ok_or(SHORT)?;
        let algorithm = match algorithm {
            1 => Algorithm::Key,
            2 => Algorithm::X25519,
            3 => Algorithm::XWing,
            other => return Err(OpenError::UnknownAlgorithm(other)),
        };
        let (key_id, rest) = rest.split_first_chunk().ok_or(SHORT)?;
        let (encapsulated, rest) = rest
            .split_at_checked(algorithm.encapsulated_bytes())
            .ok_or(SHORT)?;
        let (nonce, rest) = rest.split_first_chunk().ok_or(SHORT)?;
        let (length, rest) = rest.split_first_chunk().ok_or(SHORT)?;
        let before_commitment = &bytes[..bytes.len() - rest.len()];
        let (commitment, chunks) = rest.split_first_chunk().ok_or(SHORT)?;

        let length = usize::try_from(u64::from_be_bytes(*length))
            .ok()
            .filter(|&length| padded_length(length) == length)
            .filter(|&length| stored_length(algorithm, length) == Some(bytes.len()))
            .ok_or(OpenError::Malformed("the length is not that of the bytes"))?;
        Ok(Parts {
            algorithm,
            key_id: KeyId(*key_id),
            encapsulated,
            nonce,
            length,
            before_commitment,
            commitment,
            chunks,
        })
    }
}

/// What the envelope is bound to: its header up to the commitment, then its place.
fn context(before_commitment: &[u8], place: &Place<'_>) -> Vec<u8> {
    let mut context = Vec::with_capacity(before_commitment.len() + 256);
    append_prefixed(&mut context, before_commitment);
    place.append_to(&mut context);
    context
}

/// The cipher for the chunks and the commitment to key, header and place.
fn content_key(
    key: &Key,
    nonce: &[u8; NONCE_BYTES],
    context: &[u8],
) -> (XChaCha20Poly1305, [u8; COMMITMENT_BYTES]) {
    let mut derived = Zeroizing::new([0; 32 + COMMITMENT_BYTES]);
    Hkdf::<Sha256>::new(Some(nonce), key.bytes())
        .expand_multi_info(&[b"tirek/envelope/1", context], derived.as_mut())
        .expect("64 bytes are fewer than 255 blocks");
    let (content_key, commitment) = derived.split_at(32);
    let cipher =
        XChaCha20Poly1305::new_from_slice(content_key).expect("the cipher takes keys of 32 bytes");
    (
        cipher,
        commitment
            .try_into()
            .expect("the second half is the commitment"),
    )
}

/// STREAM: the first 19 bytes of the nonce, the number of the chunk, and whether it is the last.
fn chunk_nonce(nonce: &[u8; NONCE_BYTES], number: usize, is_last: bool) -> XNonce {
    let number =
        u32::try_from(number).expect("fewer than 2^32 chunks: 256 TiB do not fit into memory");
    let mut bytes = *nonce;
    bytes[19..23].copy_from_slice(&number.to_be_bytes());
    bytes[23] = u8::from(is_last);
    bytes.into()
}

fn chunks_in(length: usize) -> usize {
    length.div_ceil(CHUNK_BYTES)
}

/// Bytes of the whole envelope around a padded content of `length` bytes.
fn stored_length(algorithm: Algorithm, length: usize) -> Option<usize> {
    let header = 86 + algorithm.encapsulated_bytes();
    chunks_in(length)
        .checked_mul(TAG_BYTES)?
        .checked_add(length)?
        .checked_add(header)
}

/// The length to which `length` bytes are filled up. A padded length is padded to itself.
fn padded_length(length: usize) -> usize {
    if length <= POWER_STEPS_UP_TO_BYTES {
        return length.next_power_of_two().max(SMALLEST_CONTENT_BYTES);
    }
    // Padmé: keep only as many leading bits of the length as its exponent has bits.
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    let mask = (1_usize << (exponent - kept)) - 1;
    length
        .checked_add(mask)
        .map_or(usize::MAX, |length| length & !mask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_a_fixed_point_that_never_cuts() {
        for length in (0..70_000).chain([1 << 20, (1 << 20) + 1, u32::MAX as usize]) {
            let padded = padded_length(length);
            assert!(padded >= length.max(SMALLEST_CONTENT_BYTES));
            assert_eq!(padded_length(padded), padded, "{length} bytes");
        }
    }

    #[test]
    fn one_who_holds_the_key_cannot_hide_anything_in_the_padding() {
        let mut random = rand_core::UnwrapErr(getrandom::SysRng);
        let key = Key::random(&mut random);
        let place = Place {
            body: "b",
            file: "f",
            compartment: "c",
            stream: "s",
            sequence: 1,
            kind: "k",
        };
        let mut opened = |length: u64, at: usize, byte: u8, size: usize| {
            let mut content = Zeroizing::new(vec![0; size]);
            content[..LENGTH_BYTES].copy_from_slice(&length.to_be_bytes());
            content[at] = byte;
            let heading = Heading {
                algorithm: Algorithm::Key,
                key_id: key.id(),
                encapsulated: &[],
            };
            open(
                &key,
                &place,
                &seal_padded(&heading, &key, &place, content, &mut random),
            )
        };
        assert_eq!(*opened(3, 10, b'x', 256).unwrap(), b"\0\0x");
        for (length, at, byte, size) in [
            (3, 11, b'x', 256),
            (3, 255, b'x', 256),
            (3, 10, b'x', 512),
            (249, 10, b'x', 256),
        ] {
            assert!(matches!(
                opened(length, at, byte, size),
                Err(OpenError::Malformed(_))
            ));
        }
        assert!(matches!(
            opened(u64::MAX, 10, b'x', 256),
            Err(OpenError::Malformed(_))
        ));
    }
}
