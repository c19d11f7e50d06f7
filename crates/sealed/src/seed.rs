//! The secret of a compartment, its public half, and the keys of files.

use hpke::kem::{X25519HkdfSha256, XWing};
use hpke::{Deserializable, Kem, Serializable};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Malformed;
use crate::agreement;
use crate::envelope::{Algorithm, OpenError, Sealed};
use crate::key::Key;
use crate::place::Place;

type PlainPrivate = <X25519HkdfSha256 as Kem>::PrivateKey;
type PlainPublic = <X25519HkdfSha256 as Kem>::PublicKey;
type HybridPrivate = <XWing as Kem>::PrivateKey;
type HybridPublic = <XWing as Kem>::PublicKey;

/// The random secret of one compartment of one body in one epoch. Whoever holds it reads the compartment.
///
/// It is sealed to each member who holds the compartment, and erased when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A fresh seed from the random source.
    pub fn generate(random: &mut dyn CryptoRng) -> Seed {
        let mut seed = Seed([0; 32]);
        random.fill_bytes(&mut seed.0);
        seed
    }

    /// The seed as bytes, for sealing it to a person or wrapping it under a session or an invitation.
    pub fn to_secret_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0)
    }

    /// Reads what [`Seed::to_secret_bytes`] gave.
    ///
    /// # Errors
    /// [`Malformed`] unless there are exactly 32 bytes.
    pub fn from_secret_bytes(bytes: &[u8]) -> Result<Seed, Malformed> {
        Ok(Seed(bytes.try_into().map_err(|_| Malformed("seed"))?))
    }

    /// The key of one compartment of one file: both the seed and the file's shred key are needed to know it.
    ///
    /// `epoch` counts the changes of the compartment's seed.
    pub fn file_key(
        &self,
        shred: &ShredKey,
        body: &str,
        file: &str,
        compartment: &str,
        epoch: u32,
    ) -> Key {
        Key::derive(
            &self.0,
            &shred.0,
            "tirek/file-key/1",
            &[
                body.as_bytes(),
                file.as_bytes(),
                compartment.as_bytes(),
                &epoch.to_be_bytes(),
            ],
        )
    }

    /// The public half, to be kept in clear, for those who write into the compartment without holding it.
    pub fn public(&self) -> SeedPublic {
        SeedPublic {
            plain: X25519HkdfSha256::sk_to_pk(&self.plain()),
            hybrid: XWing::sk_to_pk(&self.hybrid()),
        }
    }

    /// Opens what was sealed to this compartment, by [`SeedPublic::seal_to`] or [`SeedPublic::seal_to_hybrid`].
    ///
    /// # Errors
    /// [`OpenError`] as for [`crate::open`].
    pub fn open_from(
        &self,
        place: &Place<'_>,
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        match sealed.algorithm() {
            Algorithm::Key => Err(OpenError::OtherAlgorithm),
            Algorithm::X25519 => {
                agreement::open_from::<X25519HkdfSha256>(&self.plain(), place, sealed)
            }
            Algorithm::XWing => agreement::open_from::<XWing>(&self.hybrid(), place, sealed),
        }
    }

    fn plain(&self) -> PlainPrivate {
        let key = Key::derive(&self.0, &[], "tirek/seed/x25519/1", &[]);
        Deserializable::from_bytes(key.bytes()).expect("an X25519 private key is any 32 bytes")
    }

    fn hybrid(&self) -> HybridPrivate {
        let key = Key::derive(&self.0, &[], "tirek/seed/x-wing/1", &[]);
        Deserializable::from_bytes(key.bytes()).expect("an X-Wing private key is any 32 bytes")
    }
}

/// The public half of a compartment's seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedPublic {
    plain: PlainPublic,
    hybrid: HybridPublic,
}

impl SeedPublic {
    /// Length as stored: 32 bytes of X25519, 1216 of X-Wing.
    pub const BYTES: usize = 32 + 1216;

    /// The public half as it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        [
            self.plain.to_bytes().as_slice(),
            self.hybrid.to_bytes().as_slice(),
        ]
        .concat()
    }

    /// Reads what [`SeedPublic::to_bytes`] gave.
    ///
    /// # Errors
    /// [`Malformed`] for a wrong length, a value that is not a public key, or a point of small order.
    pub fn from_bytes(bytes: &[u8]) -> Result<SeedPublic, Malformed> {
        const MALFORMED: Malformed = Malformed("public half of a seed");
        let (plain, hybrid) = bytes.split_first_chunk::<32>().ok_or(MALFORMED)?;
        // With a point of small order everybody would know the agreed key.
        if x25519_dalek::x25519([1; 32], *plain) == [0; 32] {
            return Err(MALFORMED);
        }
        let plain = Deserializable::from_bytes(plain).map_err(|_| MALFORMED)?;
        let hybrid = Deserializable::from_bytes(hybrid).map_err(|_| MALFORMED)?;
        Ok(SeedPublic { plain, hybrid })
    }

    /// Seals to the compartment with X25519: small and quick, for daily writing by those who do not hold it.
    pub fn seal_to(&self, place: &Place<'_>, plain: &[u8], random: &mut dyn CryptoRng) -> Sealed {
        agreement::seal_to::<X25519HkdfSha256>(&self.plain, place, plain, random)
    }

    /// Seals to the compartment with X-Wing: for exchanges and whatever must outlast X25519. Adds 1088 bytes.
    pub fn seal_to_hybrid(
        &self,
        place: &Place<'_>,
        plain: &[u8],
        random: &mut dyn CryptoRng,
    ) -> Sealed {
        agreement::seal_to::<XWing>(&self.hybrid, place, plain, random)
    }
}

/// The key of a file that is destroyed when the file is erased. Kept apart from everything else.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ShredKey([u8; 32]);

impl ShredKey {
    /// A fresh shred key from the random source.
    pub fn generate(random: &mut dyn CryptoRng) -> ShredKey {
        let mut key = ShredKey([0; 32]);
        random.fill_bytes(&mut key.0);
        key
    }

    /// What tells this key from any other, and nothing of it: the record vouches for it.
    pub fn check(&self, body: &str, file: &str) -> [u8; 32] {
        let fields = [body.as_bytes(), file.as_bytes()];
        *Key::derive(&self.0, &[], "tirek/shred-check/1", &fields).bytes()
    }

    /// The bytes for the table of shred keys.
    pub fn to_secret_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0)
    }

    /// Reads what [`ShredKey::to_secret_bytes`] gave.
    ///
    /// # Errors
    /// [`Malformed`] unless there are exactly 32 bytes.
    pub fn from_secret_bytes(bytes: &[u8]) -> Result<ShredKey, Malformed> {
        Ok(ShredKey(
            bytes.try_into().map_err(|_| Malformed("shred key"))?,
        ))
    }
}
