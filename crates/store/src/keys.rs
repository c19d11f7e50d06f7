//! The keys of one member of staff, and how they lead to the keys of files.

use std::collections::BTreeMap;

use sealed::{Key, PersonKeys, Place, Seed, SeedPublic, ShredKey};
use standard::compartment::Compartment;
use zeroize::Zeroizing;

use crate::{
    db::{Tx, row},
    directory::{self, Pins},
    error::StoreError,
};

/// The pseudo-file of a body under which lists are sealed that belong to no one file: cards of staff, lists read.
pub(crate) const RECORD: &str = "record";

/// A person's own keys and the seeds of the compartments she holds, of every epoch.
pub(crate) struct Keyring {
    pub(crate) person: PersonKeys,
    seeds: BTreeMap<(Compartment, u32), Seed>,
}

impl Keyring {
    pub(crate) fn new(person: PersonKeys) -> Self {
        Keyring {
            person,
            seeds: BTreeMap::new(),
        }
    }

    pub(crate) fn hold(&mut self, compartment: Compartment, epoch: u32, seed: Seed) {
        self.seeds.insert((compartment, epoch), seed);
    }

    pub(crate) fn holds(&self, compartment: Compartment) -> bool {
        self.newest(compartment).is_some()
    }

    /// The seed of the newest epoch held of a compartment.
    pub(crate) fn newest(&self, compartment: Compartment) -> Option<(u32, &Seed)> {
        self.seeds
            .range((compartment, 0)..=(compartment, u32::MAX))
            .next_back()
            .map(|((_, epoch), seed)| (*epoch, seed))
    }

    pub(crate) fn seed(&self, compartment: Compartment, epoch: u32) -> Option<&Seed> {
        self.seeds.get(&(compartment, epoch))
    }

    /// Keeps the seeds of these compartments only.
    pub(crate) fn retain(&mut self, compartments: &[Compartment]) {
        self.seeds
            .retain(|(compartment, _), _| compartments.contains(compartment));
    }

    /// Every seed held.
    pub(crate) fn seeds(&self) -> impl Iterator<Item = (Compartment, u32, &Seed)> {
        self.seeds
            .iter()
            .map(|((compartment, epoch), seed)| (*compartment, *epoch, seed))
    }

    /// The bytes that are wrapped under the session's token: the person's keys, then each seed with its name.
    pub(crate) fn to_secret_bytes(&self) -> Zeroizing<Vec<u8>> {
        const SEED: usize = 1 + 4 + 32;
        let mut bytes = Zeroizing::new(Vec::with_capacity(
            PersonKeys::SECRET_BYTES + SEED * self.seeds.len(),
        ));
        bytes.extend_from_slice(self.person.to_secret_bytes().as_ref());
        for (compartment, epoch, seed) in self.seeds() {
            let position = Compartment::ALL
                .iter()
                .position(|each| *each == compartment)
                .unwrap_or_default();
            bytes.push(position as u8);
            bytes.extend_from_slice(&epoch.to_be_bytes());
            bytes.extend_from_slice(seed.to_secret_bytes().as_ref());
        }
        bytes
    }

    /// Reads what [`Keyring::to_secret_bytes`] gave.
    pub(crate) fn from_secret_bytes(bytes: &[u8]) -> Result<Self, StoreError> {
        let not_keys = || StoreError::damaged("a session's keys do not read");
        let (person, seeds) = bytes
            .split_at_checked(PersonKeys::SECRET_BYTES)
            .ok_or_else(not_keys)?;
        let mut keyring = Keyring::new(PersonKeys::from_secret_bytes(person)?);
        for seed in seeds.chunks(1 + 4 + 32) {
            let (position, rest) = seed.split_first().ok_or_else(not_keys)?;
            let (epoch, seed) = rest.split_first_chunk::<4>().ok_or_else(not_keys)?;
            let compartment = *Compartment::ALL
                .get(usize::from(*position))
                .ok_or_else(not_keys)?;
            keyring.hold(
                compartment,
                u32::from_be_bytes(*epoch),
                Seed::from_secret_bytes(seed)?,
            );
        }
        Ok(keyring)
    }
}

/// A bed as it stands in clear: the same for the same name in the same body, and nothing to whoever holds no key.
///
/// It is made of the oldest seed held, which everybody who works with recipients holds.
pub(crate) fn opaque_bed(keys: &Keyring, body: &str, bed: &str) -> Result<Vec<u8>, StoreError> {
    let (_, epoch, seed) = keys
        .seeds()
        .find(|(compartment, ..)| *compartment == Compartment::File)
        .ok_or_else(|| StoreError::damaged("an act by somebody who holds no file"))?;
    // A bed is nobody's file: there is nothing to shred.
    let key = seed.file_key(
        &ShredKey::from_secret_bytes(&[0; 32])?,
        body,
        "beds",
        bed,
        epoch,
    );
    Ok(key.id().0.to_vec())
}

/// Reads an epoch as stored.
pub(crate) fn epoch(stored: i64) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(|_| StoreError::damaged("an epoch does not read"))
}

/// The shred key of a file (or exchange, or of [`RECORD`]). `None` when there is no such file or it was erased.
pub(crate) async fn shred_key(
    tx: &mut Tx,
    body: &str,
    file: &str,
) -> Result<Option<ShredKey>, StoreError> {
    let found = row!(
        tx,
        (Vec<u8>,),
        "SELECT shred_key FROM shred_key WHERE body = $1 AND file = $2",
        body,
        file
    )?;
    Ok(match found {
        Some((bytes,)) => Some(ShredKey::from_secret_bytes(&Zeroizing::new(bytes))?),
        None => None,
    })
}

/// The public half of each compartment of a body in its newest epoch, with that epoch.
pub(crate) type PublicHalves = BTreeMap<Compartment, (u32, SeedPublic)>;

/// The public halves of a body's compartments, as its heads vouch for them and as far as somebody has seen of its directory.
pub(crate) async fn public_halves(
    tx: &mut Tx,
    pins: &Pins,
    body: &str,
) -> Result<PublicHalves, StoreError> {
    directory::load(tx, body, pins).await?.halves(tx).await
}

/// The key of a body's own lists, in a compartment and epoch.
pub(crate) fn record_key(
    seed: &Seed,
    shred: &ShredKey,
    body: &str,
    compartment: Compartment,
    epoch: u32,
) -> Key {
    seed.file_key(shred, body, RECORD, compartment.name(), epoch)
}

/// The place of a seed sealed to somebody who holds it.
pub(crate) fn seed_place<'a>(
    body: &'a str,
    compartment: Compartment,
    epoch: u32,
    account: &'a str,
) -> Place<'a> {
    Place {
        body,
        file: "",
        compartment: compartment.name(),
        stream: account,
        sequence: u64::from(epoch),
        kind: "seed",
    }
}

/// The place of something that is an account's own: sealed to the person, or to a secret that she holds.
pub(crate) fn account_place<'a>(body: &'a str, account: &'a str, kind: &'a str) -> Place<'a> {
    Place {
        body,
        file: "",
        compartment: "",
        stream: account,
        sequence: 0,
        kind,
    }
}
