//! Symmetric keys.

use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::envelope::{OpenError, Sealed, open, seal};
use crate::place::{Place, append_prefixed};

/// A symmetric key of 32 bytes: of a file's compartment, of one document, of a session.
///
/// It is erased when dropped, cannot be printed, compared or cloned by accident.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    /// A fresh key from the random source.
    pub fn random(random: &mut dyn CryptoRng) -> Key {
        let mut key = Key([0; 32]);
        random.fill_bytes(&mut key.0);
        key
    }

    /// Takes over a key that was carried as bytes, and erases the array it came in.
    pub fn from_secret_bytes(mut bytes: [u8; 32]) -> Key {
        let key = Key(bytes);
        bytes.zeroize();
        key
    }

    /// The bytes of the key, for wrapping them in something else.
    pub fn to_secret_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A name for this key that reveals nothing of it: the same key has the same name.
    pub fn id(&self) -> KeyId {
        let mut id = [0; 16];
        expand(&self.0, &[], "tirek/key-id/1", &[], &mut id);
        KeyId(id)
    }

    /// Seals `other` under this key: a document's own key under the key of its compartment.
    pub fn wrap(&self, other: &Key, place: &Place<'_>, random: &mut dyn CryptoRng) -> Sealed {
        seal(self, self.id(), place, &other.0, random)
    }

    /// Opens what [`Key::wrap`] sealed.
    ///
    /// # Errors
    /// [`OpenError`] as for [`open`]; `Malformed` if the content is not a key.
    pub fn unwrap(&self, place: &Place<'_>, wrapped: &Sealed) -> Result<Key, OpenError> {
        Key::from_opened(open(self, place, wrapped)?)
    }

    /// The key that is known to whoever knows every one of these shares, and to nobody who lacks one: what shows several
    /// compartments at once is sealed under it. The order of the shares counts.
    pub fn joined(shares: &[Key]) -> Key {
        let fields: Vec<&[u8]> = shares.iter().map(|share| share.0.as_slice()).collect();
        // The shares are the secret; as fields of the info they would not be extracted from.
        let secret = Zeroizing::new(fields.concat());
        Key::derive(&secret, &[], "tirek/joined-key/1", &[])
    }

    pub(crate) fn from_opened(plain: Zeroizing<Vec<u8>>) -> Result<Key, OpenError> {
        let mut key = Key([0; 32]);
        if plain.len() != key.0.len() {
            return Err(OpenError::Malformed("what was opened is not a key"));
        }
        key.0.copy_from_slice(&plain);
        Ok(key)
    }

    /// HKDF-SHA256 of `secret` with `salt`, under `label` and length-prefixed `fields`.
    pub(crate) fn derive(secret: &[u8], salt: &[u8], label: &str, fields: &[&[u8]]) -> Key {
        let mut key = Key([0; 32]);
        expand(secret, salt, label, fields, &mut key.0);
        key
    }
}

/// HKDF-SHA256; `out` is at most a few dozen bytes.
pub(crate) fn expand(secret: &[u8], salt: &[u8], label: &str, fields: &[&[u8]], out: &mut [u8]) {
    let mut info = Vec::new();
    append_prefixed(&mut info, label.as_bytes());
    for field in fields {
        append_prefixed(&mut info, field);
    }
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(&info, out)
        .expect("fewer than 255 blocks are asked for");
}

/// Names the key that opens an envelope, in clear in its header. It is not a secret and decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(
    /// Sixteen bytes without structure.
    pub [u8; 16],
);
