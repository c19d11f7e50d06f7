//! The key pairs of a member of staff.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, Serializable};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Malformed;
use crate::agreement;
use crate::envelope::{OpenError, Sealed};
use crate::place::Place;

/// The private keys of a person: X-Wing (X25519 and ML-KEM-768) for receiving, Ed25519 for signing.
///
/// Erased when dropped. In a box, so that what moves is a pointer: a moved array leaves a copy of itself on the stack.
pub struct PersonKeys(Box<[u8; 64]>);

impl Zeroize for PersonKeys {
    fn zeroize(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

impl Drop for PersonKeys {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for PersonKeys {}

impl PersonKeys {
    /// Bytes of the private keys as they are wrapped.
    pub const SECRET_BYTES: usize = 64;

    /// Fresh keys from the random source.
    pub fn generate(random: &mut dyn CryptoRng) -> PersonKeys {
        let mut keys = PersonKeys(Box::new([0; PersonKeys::SECRET_BYTES]));
        let (receiving, signing) = keys.0.split_at_mut(32);
        random.fill_bytes(receiving);
        random.fill_bytes(signing);
        keys
    }

    /// The private keys as bytes, for wrapping them under a session or an invitation.
    pub fn to_secret_bytes(&self) -> Zeroizing<[u8; PersonKeys::SECRET_BYTES]> {
        let mut bytes = Zeroizing::new([0; PersonKeys::SECRET_BYTES]);
        bytes.copy_from_slice(self.0.as_slice());
        bytes
    }

    /// Reads what [`PersonKeys::to_secret_bytes`] gave.
    ///
    /// # Errors
    /// [`Malformed`] unless there are exactly [`PersonKeys::SECRET_BYTES`].
    pub fn from_secret_bytes(bytes: &[u8]) -> Result<PersonKeys, Malformed> {
        if bytes.len() != PersonKeys::SECRET_BYTES {
            return Err(Malformed("person's private keys"));
        }
        let mut keys = PersonKeys(Box::new([0; PersonKeys::SECRET_BYTES]));
        keys.0.copy_from_slice(bytes);
        Ok(keys)
    }

    /// The public halves, to be kept in clear.
    pub fn public(&self) -> PersonPublic {
        PersonPublic {
            receiving: XWing::sk_to_pk(&self.receiving_key()),
            verifying: self.signing_key().verifying_key(),
        }
    }

    /// Opens what was sealed to this person with [`PersonPublic::seal_to`] for the same place.
    ///
    /// # Errors
    /// [`OpenError`] as for [`crate::open`].
    pub fn open_from(
        &self,
        place: &Place<'_>,
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        agreement::open_from::<XWing>(&self.receiving_key(), place, sealed)
    }

    /// Signs a message (Ed25519). See [`crate::chain::signed_message`] for what an entry's signature covers.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing_key().sign(message).to_bytes()
    }

    fn receiving_key(&self) -> <XWing as Kem>::PrivateKey {
        Deserializable::from_bytes(&self.0[..32]).expect("an X-Wing private key is any 32 bytes")
    }

    fn signing_key(&self) -> SigningKey {
        SigningKey::from_bytes(self.0.last_chunk().expect("there are 64 bytes"))
    }
}

/// The public keys of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPublic {
    receiving: <XWing as Kem>::PublicKey,
    verifying: VerifyingKey,
}

impl PersonPublic {
    /// Length of the public keys as they are stored: 1216 bytes of X-Wing, 32 of Ed25519.
    pub const BYTES: usize = 1216 + 32;

    /// The public keys as they are stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        [
            self.receiving.to_bytes().as_slice(),
            self.verifying.as_bytes(),
        ]
        .concat()
    }

    /// Reads what [`PersonPublic::to_bytes`] gave.
    ///
    /// # Errors
    /// [`Malformed`] for a wrong length, a value that is not a public key, or a signing key of small order.
    pub fn from_bytes(bytes: &[u8]) -> Result<PersonPublic, Malformed> {
        const MALFORMED: Malformed = Malformed("person's public keys");
        let (receiving, verifying) = bytes.split_at_checked(1216).ok_or(MALFORMED)?;
        let receiving = Deserializable::from_bytes(receiving).map_err(|_| MALFORMED)?;
        let verifying = read_verifying_key(verifying).ok_or(MALFORMED)?;
        Ok(PersonPublic {
            receiving,
            verifying,
        })
    }

    /// Seals `plain` to this person, who alone can open it, at this place. The hybrid keeps it closed to whoever
    /// breaks only one of X25519 and ML-KEM-768.
    pub fn seal_to(&self, place: &Place<'_>, plain: &[u8], random: &mut dyn CryptoRng) -> Sealed {
        agreement::seal_to::<XWing>(&self.receiving, place, plain, random)
    }

    /// Whether this person signed this message. Strict: no second form of a signature is accepted.
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.verifying
            .verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    }
}

/// An Ed25519 public key in its one form, not of small order.
pub(crate) fn read_verifying_key(bytes: &[u8]) -> Option<VerifyingKey> {
    let bytes: &[u8; 32] = bytes.try_into().ok()?;
    let key = VerifyingKey::from_bytes(bytes).ok()?;
    (!key.is_weak() && key.to_edwards().compress().as_bytes() == bytes).then_some(key)
}
