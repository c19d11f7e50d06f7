//! Printed kits: secrets that lie on paper and nowhere else.
//!
//! A body's **recovery secret** is a [`Seed`] that nobody holds. It is sealed three times, each time under a key derived from
//! the kits of two of the three custodians; so any two of them open it, and one alone opens nothing.

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Malformed;
use crate::envelope::{OpenError, Sealed, open, seal};
use crate::key::Key;
use crate::place::Place;
use crate::printed;
use crate::seed::{Seed, SeedPublic};

const CUSTODIAN_SUM: &str = "tirek/custodian-kit-sum/1";
const BACKUP_SUM: &str = "tirek/backup-kit-sum/1";

/// The kit of one custodian: 128 random bits, printed in seven groups of four. Erased when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct CustodianKit([u8; 16]);

impl CustodianKit {
    /// A fresh kit from the random source.
    pub fn generate(random: &mut dyn CryptoRng) -> CustodianKit {
        let mut kit = CustodianKit([0; 16]);
        random.fill_bytes(&mut kit.0);
        kit
    }

    /// The kit as it is printed: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
    pub fn to_text(&self) -> Zeroizing<String> {
        printed::to_text(&self.0, CUSTODIAN_SUM)
    }

    /// Reads a kit as people type it.
    ///
    /// # Errors
    /// [`Malformed`] for anything that no kit prints: the checksum tells a slip.
    pub fn from_text(text: &str) -> Result<CustodianKit, Malformed> {
        Ok(CustodianKit(*printed::from_text(
            text,
            CUSTODIAN_SUM,
            "custodian's kit",
        )?))
    }
}

/// The key of two kits of one body, whichever is named first. `None` when they are one and the same kit.
fn pair_key(one: &CustodianKit, other: &CustodianKit, body: &str) -> Option<Key> {
    let (first, second) = match one.0.cmp(&other.0) {
        std::cmp::Ordering::Less => (one, other),
        std::cmp::Ordering::Greater => (other, one),
        std::cmp::Ordering::Equal => return None,
    };
    let mut both = Zeroizing::new([0; 32]);
    both[..16].copy_from_slice(&first.0);
    both[16..].copy_from_slice(&second.0);
    Some(Key::derive(
        both.as_slice(),
        &[],
        "tirek/recovery-pair/1",
        &[body.as_bytes()],
    ))
}

/// The place of a recovery secret sealed to two custodians.
fn pair_place(body: &str) -> Place<'_> {
    Place {
        body,
        file: "",
        compartment: "",
        stream: "recovery",
        sequence: 0,
        kind: "recovery_pair",
    }
}

/// Seals the recovery secret of a body to each two of the three kits. `None` when two of them are the same.
pub fn seal_to_pairs(
    secret: &Seed,
    kits: &[CustodianKit; 3],
    body: &str,
    random: &mut dyn CryptoRng,
) -> Option<[Sealed; 3]> {
    let mut pair = |one: usize, other: usize| {
        let key = pair_key(&kits[one], &kits[other], body)?;
        Some(seal(
            &key,
            key.id(),
            &pair_place(body),
            secret.to_secret_bytes().as_slice(),
            random,
        ))
    };
    Some([pair(0, 1)?, pair(0, 2)?, pair(1, 2)?])
}

/// Opens the recovery secret of a body with two kits.
///
/// # Errors
/// [`OpenError::DoesNotOpen`] when the two are not two different kits of this body.
pub fn open_by_pair(
    pairs: &[Sealed],
    one: &CustodianKit,
    other: &CustodianKit,
    body: &str,
) -> Result<Seed, OpenError> {
    let key = pair_key(one, other, body).ok_or(OpenError::DoesNotOpen)?;
    let pair = pairs
        .iter()
        .find(|pair| pair.key_id() == key.id())
        .ok_or(OpenError::DoesNotOpen)?;
    let secret = open(&key, &pair_place(body), pair)?;
    Seed::from_secret_bytes(&secret).map_err(|_| OpenError::Malformed("not a recovery secret"))
}

/// The kit of whoever keeps the backups: its public half is given to the server, the rest lies on paper.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct BackupKit(Seed);

impl BackupKit {
    /// A fresh kit from the random source.
    pub fn generate(random: &mut dyn CryptoRng) -> BackupKit {
        BackupKit(Seed::generate(random))
    }

    /// The kit as it is printed: fourteen groups of four.
    pub fn to_text(&self) -> Zeroizing<String> {
        printed::to_text(self.0.to_secret_bytes().as_slice(), BACKUP_SUM)
    }

    /// Reads a kit as people type it.
    ///
    /// # Errors
    /// [`Malformed`] for anything that no kit prints.
    pub fn from_text(text: &str) -> Result<BackupKit, Malformed> {
        let bytes = printed::from_text::<32>(text, BACKUP_SUM, "backup kit")?;
        Ok(BackupKit(Seed::from_secret_bytes(bytes.as_slice())?))
    }

    /// The half that the server is given: it can make backups and open none.
    pub fn public(&self) -> SeedPublic {
        self.0.public()
    }

    pub(crate) fn seed(&self) -> &Seed {
        &self.0
    }
}
