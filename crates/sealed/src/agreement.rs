//! Sealing to a public key: HPKE (RFC 9180) agrees on a key, the envelope does the rest.
//!
//! HPKE's base mode is used with its secret export alone, so that content sealed to a person has the same chunks, the same
//! commitment and the same padding as any other.

use hpke::aead::ExportOnlyAead;
use hpke::kdf::HkdfSha256;
use hpke::kem::{X25519HkdfSha256, XWing};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::envelope::{Algorithm, Heading, OpenError, Sealed, open_as, seal_as};
use crate::key::{Key, KeyId};
use crate::place::Place;

const INFO: &[u8] = b"tirek/hpke/1";
const EXPORT: &[u8] = b"tirek/hpke/1/envelope-key";

/// A key encapsulation with its place in the envelope's list of algorithms.
pub(crate) trait Agreement: Kem {
    const ALGORITHM: Algorithm;
}

impl Agreement for X25519HkdfSha256 {
    const ALGORITHM: Algorithm = Algorithm::X25519;
}

impl Agreement for XWing {
    const ALGORITHM: Algorithm = Algorithm::XWing;
}

/// Names a public key in the header of an envelope.
fn id<K: Agreement>(public: &K::PublicKey) -> KeyId {
    let hash = Sha256::new_with_prefix(b"tirek/public-key-id/1").chain_update([K::ALGORITHM as u8]);
    let hash = hash.chain_update(public.to_bytes()).finalize();
    KeyId(*hash.first_chunk().expect("SHA-256 has 32 bytes"))
}

pub(crate) fn seal_to<K: Agreement>(
    public: &K::PublicKey,
    place: &Place<'_>,
    plain: &[u8],
    mut random: &mut dyn CryptoRng,
) -> Sealed {
    let (encapsulated, agreed) = hpke::setup_sender_with_rng::<ExportOnlyAead, HkdfSha256, K>(
        &OpModeS::Base,
        public,
        INFO,
        &mut random,
    )
    .expect("a public key of small order is refused when it is read");
    let mut key = Zeroizing::new([0; 32]);
    agreed
        .export(EXPORT, key.as_mut())
        .expect("32 bytes are fewer than 255 blocks");
    let key = Key::from_secret_bytes(*key);
    let encapsulated = encapsulated.to_bytes();
    let heading = Heading {
        algorithm: K::ALGORITHM,
        key_id: id::<K>(public),
        encapsulated: &encapsulated,
    };
    seal_as(&heading, &key, place, plain, random)
}

pub(crate) fn open_from<K: Agreement>(
    private: &K::PrivateKey,
    place: &Place<'_>,
    sealed: &Sealed,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    if sealed.algorithm() != K::ALGORITHM {
        return Err(OpenError::OtherAlgorithm);
    }
    let encapsulated =
        K::EncappedKey::from_bytes(sealed.encapsulated()).map_err(|_| OpenError::DoesNotOpen)?;
    let agreed = hpke::setup_receiver::<ExportOnlyAead, HkdfSha256, K>(
        &OpModeR::Base,
        private,
        &encapsulated,
        INFO,
    )
    .map_err(|_| OpenError::DoesNotOpen)?;
    let mut key = Zeroizing::new([0; 32]);
    agreed
        .export(EXPORT, key.as_mut())
        .expect("32 bytes are fewer than 255 blocks");
    open_as(K::ALGORITHM, &Key::from_secret_bytes(*key), place, sealed)
}
