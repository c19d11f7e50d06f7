//! A person's keys locked under a password.

use std::sync::atomic::{AtomicU64, Ordering};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use rand_core::CryptoRng;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::Malformed;
use crate::envelope::{Sealed, open, seal};
use crate::key::Key;
use crate::person::PersonKeys;
use crate::place::Place;

const MAGIC: &[u8; 4] = b"TIRP";
const VERSION: u8 = 1;
const SALT_BYTES: usize = 16;

/// What one trial of a password costs: memory and passes of Argon2id (version 0x13, one lane).
///
/// No value below [`Cost::FLOOR`] can be made, neither by a program nor by a changed database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    /// For people: 128 MiB, 4 passes.
    pub const DEFAULT: Cost = Cost {
        memory_kib: 128 * 1024,
        passes: 4,
    };
    /// The least that is accepted anywhere: 64 MiB, 3 passes.
    pub const FLOOR: Cost = Cost {
        memory_kib: 64 * 1024,
        passes: 3,
    };
    /// The most: a changed database must not make the server spend without end.
    pub const CEILING: Cost = Cost {
        memory_kib: 1024 * 1024,
        passes: 16,
    };

    /// A cost between [`Cost::FLOOR`] and [`Cost::CEILING`], each included.
    ///
    /// # Errors
    /// [`Malformed`] when either figure lies outside.
    pub fn new(memory_kib: u32, passes: u32) -> Result<Cost, Malformed> {
        let memory_fits = (Cost::FLOOR.memory_kib..=Cost::CEILING.memory_kib).contains(&memory_kib);
        let passes_fit = (Cost::FLOOR.passes..=Cost::CEILING.passes).contains(&passes);
        if memory_fits && passes_fit {
            Ok(Cost { memory_kib, passes })
        } else {
            Err(Malformed("password cost"))
        }
    }

    /// Memory in KiB.
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub fn passes(self) -> u32 {
        self.passes
    }
}

/// The password is wrong, or the lock was altered or belongs elsewhere: which of them is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the password does not open the lock")]
pub struct WrongPassword;

/// A person's private keys, sealed under a key derived from her password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordLock {
    cost: Cost,
    salt: [u8; SALT_BYTES],
    sealed: Sealed,
}

impl PasswordLock {
    /// Locks `keys` under `password` for `place` (the body and the account). Takes as long as unlocking.
    ///
    /// The password is brought to Unicode form NFKC, so that every keyboard's "й" is the same; it is not otherwise
    /// changed, cut or judged.
    pub fn new(
        password: &str,
        cost: Cost,
        keys: &PersonKeys,
        place: &Place<'_>,
        random: &mut dyn CryptoRng,
    ) -> PasswordLock {
        let mut salt = [0; SALT_BYTES];
        random.fill_bytes(&mut salt);
        let key = password_key(password, cost, &salt);
        let sealed = seal(
            &key,
            key.id(),
            place,
            keys.to_secret_bytes().as_slice(),
            random,
        );
        PasswordLock { cost, salt, sealed }
    }

    /// Opens the lock. Costs the same whether the password is right or not.
    ///
    /// # Errors
    /// [`WrongPassword`], whatever the reason.
    pub fn unlock(&self, password: &str, place: &Place<'_>) -> Result<PersonKeys, WrongPassword> {
        let key = password_key(password, self.cost, &self.salt);
        let opened = open(&key, place, &self.sealed).map_err(|_| WrongPassword)?;
        PersonKeys::from_secret_bytes(&opened).map_err(|_| WrongPassword)
    }

    /// Does the work of unlocking where there is nothing to unlock, so that a login that does not exist answers as
    /// slowly as a wrong password. Give the cost that new locks are made with.
    pub fn pretend(password: &str, cost: Cost) -> WrongPassword {
        std::hint::black_box(password_key(password, cost, &[0; SALT_BYTES]));
        WrongPassword
    }

    /// What a trial of this lock costs: when it is less than the present default, lock anew at the next sign-in.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// The lock as it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(MAGIC);
        out.push(VERSION);
        out.extend_from_slice(&self.cost.memory_kib.to_be_bytes());
        out.extend_from_slice(&self.cost.passes.to_be_bytes());
        out.extend_from_slice(&self.salt);
        out.extend_from_slice(self.sealed.as_bytes());
        out
    }

    /// Reads what [`PasswordLock::to_bytes`] gave.
    ///
    /// # Errors
    /// [`Malformed`] for anything else, an unknown version, or a cost below the floor or above the ceiling.
    pub fn from_bytes(bytes: &[u8]) -> Result<PasswordLock, Malformed> {
        const MALFORMED: Malformed = Malformed("password lock");
        let rest = bytes
            .strip_prefix(MAGIC)
            .and_then(|rest| rest.strip_prefix(&[VERSION]))
            .ok_or(MALFORMED)?;
        let (memory_kib, rest) = rest.split_first_chunk().ok_or(MALFORMED)?;
        let (passes, rest) = rest.split_first_chunk().ok_or(MALFORMED)?;
        let (salt, rest) = rest.split_first_chunk().ok_or(MALFORMED)?;
        let cost = Cost::new(u32::from_be_bytes(*memory_kib), u32::from_be_bytes(*passes))?;
        let sealed = Sealed::from_stored(rest.to_vec()).map_err(|_| MALFORMED)?;
        Ok(PasswordLock {
            cost,
            salt: *salt,
            sealed,
        })
    }
}

static WORK: AtomicU64 = AtomicU64::new(0);

/// What Argon2 has worked in this process so far: the sum over all tries of memory in KiB times passes. That a login which does not exist
/// costs as much as a wrong password is counted by it, not timed.
pub fn work_so_far() -> u64 {
    WORK.load(Ordering::Relaxed)
}

/// Argon2id of the normalised password. The memory it filled is erased: its first block alone would let passwords be tried
/// for almost nothing.
fn password_key(password: &str, cost: Cost, salt: &[u8; SALT_BYTES]) -> Key {
    // NFKC makes no text more than eleven times longer in UTF-8; room enough, so that no copy is left behind by growth.
    let mut normalised = Zeroizing::new(String::with_capacity(password.len() * 18));
    normalised.extend(password.nfkc());

    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32))
        .expect("a Cost is within Argon2's limits");
    let mut memory = Zeroizing::new(vec![Block::new(); params.block_count()]);
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(
            normalised.as_bytes(),
            salt,
            key.as_mut(),
            memory.as_mut_slice(),
        )
        .expect("salt and output have lengths that Argon2 takes, and no password has 4 GiB");
    WORK.fetch_add(
        u64::from(cost.memory_kib) * u64::from(cost.passes),
        Ordering::Relaxed,
    );
    Key::from_secret_bytes(*key)
}
