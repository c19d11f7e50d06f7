//! Signing in with a password.
//!
//! A login that does not exist answers like a wrong password and costs as much. Tries slow down for each login, and
//! the pause has an end, so that nobody can lock another out for good. Few passwords are tried at once and few wait
//! for that: each try takes the memory of its cost.

use std::{
    convert::Infallible,
    sync::{PoisonError, atomic::Ordering},
};

use jiff::{SignedDuration, Timestamp};
use rand_core::{TryCryptoRng, TryRng};
use sealed::{PasswordLock, PersonKeys, PersonPublic, Sealed, Seed, SessionToken};
use sha2::{Digest, Sha256};
use standard::compartment::Compartment;
use zeroize::Zeroizing;

use crate::{
    Randomness, Store,
    account::{ACTIVE, Account, Profile, lock_place, profile_place},
    db::{is_askable, row, rows, run},
    error::StoreError,
    keys::{self, Keyring, seed_place},
    record::{self, Class, Draft},
    session,
};

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefused {
    /// There is no such login, or the password is wrong: which of them is not told.
    #[error("no such login with this password")]
    Wrong,
    /// Too many tries with this login; the next is looked at from this instant on.
    #[error("too many tries; wait until {0}")]
    Slow(Timestamp),
    /// Too many people are signing in just now.
    #[error("too many sign-ins at once")]
    Busy,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for SignInRefused {
    fn from(error: sqlx::Error) -> Self {
        SignInRefused::Store(error.into())
    }
}

/// Tries with one login before the first pause.
const FREE_TRIES: i64 = 4;
/// The longest pause between two tries with one login, in seconds.
const LONGEST_PAUSE_SECONDS: i64 = 60;
/// After this many hours without a try, a login's failures are forgotten.
const FAILURES_FORGOTTEN_HOURS: i64 = 24;
/// Sign-ins that wait for a place to try their password.
const MOST_WAITING: usize = 200;

impl Store {
    /// Signs somebody in with her password. Her former session, if any, ends.
    ///
    /// The token is shown once: the store keeps its hash and the person's keys wrapped under it.
    ///
    /// # Errors
    /// [`SignInRefused`]; an unknown login and a wrong password give the same answer after the same work.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
    ) -> Result<(SessionToken, Account), SignInRefused> {
        let (found, keys) = self.check_password(login, password).await?;

        let mut keyring = Keyring::new(keys);
        for (compartment, epoch, sealed) in &found.held {
            let place = seed_place(&found.body, *compartment, *epoch, &found.account);
            let seed = keyring
                .person
                .open_from(&place, sealed)
                .map_err(StoreError::from)?;
            keyring.hold(
                *compartment,
                *epoch,
                Seed::from_secret_bytes(&seed).map_err(StoreError::from)?,
            );
        }
        let place = profile_place(&found.body, &found.account);
        let profile = keyring
            .person
            .open_from(&place, &found.profile)
            .map_err(StoreError::from)?;
        let profile: Profile = serde_json::from_slice(&profile).map_err(StoreError::from)?;
        let account = Account {
            code: found.account,
            login: login.to_owned(),
            name: profile.name,
            roles: profile.roles,
            language: profile.language,
        };

        let now = self.now();
        let (token, wrapped) = self.with_random(|random| {
            let token = SessionToken::generate(random);
            let wrapped = session::wrap(&token, &found.body, &account, &keyring, random);
            (token, wrapped)
        });
        let draft =
            Draft::new(Class::SignIn, &found.body, &account.code, now).sign(&keyring.person);
        let mut tx = self.db.write().await?;
        run!(
            tx,
            "DELETE FROM session WHERE body = $1 AND account = $2",
            &found.body,
            &account.code
        )?;
        run!(
            tx,
            "INSERT INTO session (body, account, token_hash, wrapped_keys, seen_at, ends_at, proved_at)
             VALUES ($1, $2, $3, $4, $5, $6, $5)",
            &found.body,
            &account.code,
            token.hash().as_slice(),
            wrapped?.as_bytes(),
            now.to_string(),
            session::end_of(now).to_string()
        )?;
        run!(
            tx,
            "DELETE FROM sign_in_pace WHERE login_digest = $1",
            login_digest(login).as_slice()
        )?;
        record::append(&mut tx, draft).await?;
        tx.commit().await?;
        Ok((token, account))
    }

    /// Tries a password for a login, at the pace of that login; a failure goes into the record.
    pub(crate) async fn check_password(
        &self,
        login: &str,
        password: &str,
    ) -> Result<(Found, PersonKeys), SignInRefused> {
        self.count_try(login, self.now()).await?;
        let found = self.find_login(login).await?;
        let keys = self.try_password(found.as_ref(), password).await?;
        match (found, keys) {
            (Some(found), Some(keys)) => Ok((found, keys)),
            (found, _) => {
                self.record_failure(found.as_ref(), login).await?;
                Err(SignInRefused::Wrong)
            }
        }
    }

    /// Counts a try before it is made, so that many at once are as slow as one after another.
    pub(crate) async fn count_try(&self, login: &str, now: Timestamp) -> Result<(), SignInRefused> {
        let digest = login_digest(login);
        let mut tx = self.db.write().await?;
        let forgotten = now - SignedDuration::from_hours(FAILURES_FORGOTTEN_HOURS);
        run!(
            tx,
            "DELETE FROM sign_in_pace WHERE last_at < $1",
            forgotten.to_string()
        )?;
        let pace = row!(
            tx,
            (i64, String),
            "SELECT failures, not_before FROM sign_in_pace WHERE login_digest = $1",
            digest.as_slice()
        )?;
        let failures = match pace {
            Some((failures, not_before)) => {
                let not_before: Timestamp = not_before.parse().map_err(StoreError::from)?;
                if now < not_before {
                    return Err(SignInRefused::Slow(not_before));
                }
                failures + 1
            }
            None => 1,
        };
        let pause = match u32::try_from(failures - FREE_TRIES) {
            Ok(over) if over > 0 => 2_i64.saturating_pow(over - 1).min(LONGEST_PAUSE_SECONDS),
            _ => 0,
        };
        let not_before = now + SignedDuration::from_secs(pause);
        run!(
            tx,
            "INSERT INTO sign_in_pace (login_digest, failures, last_at, not_before) VALUES ($1, $2, $3, $4)
             ON CONFLICT (login_digest) DO UPDATE SET failures = $2, last_at = $3, not_before = $4",
            digest.as_slice(),
            failures,
            now.to_string(),
            not_before.to_string()
        )?;
        tx.commit().await?;
        Ok(())
    }

    /// A failed try stands in the record of the body whose account it was for. Nobody is signed in: the server signs. A
    /// login that does not exist has no record; the same transaction is made for it, so that it takes as long.
    async fn record_failure(
        &self,
        found: Option<&Found>,
        login: &str,
    ) -> Result<(), SignInRefused> {
        let now = self.now();
        let signed = found.map(|found| {
            Draft::of_server(Class::SignInFailed, &found.body, now)
                .about(&found.account)
                .sign_by_server(self.server_key())
        });
        let mut tx = self.db.write().await?;
        run!(
            tx,
            "UPDATE sign_in_pace SET last_at = $2 WHERE login_digest = $1",
            login_digest(login).as_slice(),
            now.to_string()
        )?;
        if let Some(signed) = signed {
            record::append(&mut tx, signed).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn find_login(&self, login: &str) -> Result<Option<Found>, StoreError> {
        if !is_askable(login) {
            return Ok(None);
        }
        let mut tx = self.db.read().await?;
        let found = row!(
            tx,
            (String, String, Vec<u8>, Vec<u8>, Vec<u8>),
            "SELECT body, account, public_keys, password_lock, profile FROM account WHERE login = $1 AND state = $2",
            login,
            ACTIVE
        )?;
        let Some((body, account, public, lock, profile)) = found else {
            return Ok(None);
        };
        let mut held = Vec::new();
        for (compartment, epoch, sealed) in rows!(
            tx,
            (String, i64, Vec<u8>),
            "SELECT compartment, epoch, sealed_seed FROM compartment_holder WHERE body = $1 AND account = $2",
            &body,
            &account
        )? {
            let compartment = Compartment::from_name(&compartment)
                .ok_or_else(|| StoreError::damaged("a compartment of an unknown name"))?;
            held.push((
                compartment,
                keys::epoch(epoch)?,
                Sealed::from_stored(sealed)?,
            ));
        }
        Ok(Some(Found {
            body,
            account,
            public: PersonPublic::from_bytes(&public)?,
            lock: PasswordLock::from_bytes(&lock)?,
            profile: Sealed::from_stored(profile)?,
            held,
        }))
    }

    /// Tries the password where there is a lock, and does the same work where there is none.
    async fn try_password(
        &self,
        found: Option<&Found>,
        password: &str,
    ) -> Result<Option<PersonKeys>, SignInRefused> {
        let waiting = Waiting::enter(self)?;
        let place = self
            .password_tries
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| SignInRefused::Busy)?;
        let password = Zeroizing::new(password.to_owned());
        let cost = self.password_cost;
        let lock = found.map(|found| {
            (
                found.lock.clone(),
                found.body.clone(),
                found.account.clone(),
            )
        });
        let keys = tokio::task::spawn_blocking(move || {
            let _place = place;
            match lock {
                Some((lock, body, account)) => {
                    lock.unlock(&password, &lock_place(&body, &account)).ok()
                }
                None => {
                    PasswordLock::pretend(&password, cost);
                    None
                }
            }
        })
        .await
        .map_err(|_| StoreError::damaged("trying the password was interrupted"))?;
        drop(waiting);
        match (&keys, found) {
            // Somebody put another public key beside the lock: what she signs would not verify.
            (Some(keys), Some(found)) if keys.public() != found.public => {
                Err(StoreError::damaged("an account's public keys are not hers").into())
            }
            _ => Ok(keys),
        }
    }
}

/// An account found by its login.
pub(crate) struct Found {
    pub(crate) body: String,
    pub(crate) account: String,
    public: PersonPublic,
    lock: PasswordLock,
    profile: Sealed,
    held: Vec<(Compartment, u32, Sealed)>,
}

/// A place in the queue before Argon2; given back when dropped, also when the request is abandoned.
struct Waiting<'a>(&'a Store);

impl<'a> Waiting<'a> {
    fn enter(store: &'a Store) -> Result<Self, SignInRefused> {
        let waiting = Waiting(store);
        if store.sign_ins_waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
            return Err(SignInRefused::Busy);
        }
        Ok(waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.sign_ins_waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What is kept of a login that was tried: people type their passwords into the wrong field.
pub(crate) fn login_digest(login: &str) -> [u8; 32] {
    Sha256::new_with_prefix(b"tirek/login-tried/1")
        .chain_update(login)
        .finalize()
        .into()
}

/// The shared random source, lent to work that runs apart.
pub(crate) struct RandomBehindLock(pub(crate) Randomness);

impl TryRng for RandomBehindLock {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .try_next_u32()
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .try_next_u64()
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .try_fill_bytes(bytes)
    }
}

impl TryCryptoRng for RandomBehindLock {}
