//! Signing in with a password.
//!
//! A login that does not exist answers like a wrong password and costs as much. Tries slow down for each login, and
//! the pause has an end, so that nobody can lock another out for good. Few passwords are tried at once and few wait
//! for that: each try takes the memory of its cost.

use std::{convert::Infallible, sync::PoisonError};

use jiff::{SignedDuration, Timestamp};
use rand_core::{TryCryptoRng, TryRng};
use sealed::{PasswordLock, PersonKeys, PersonPublic, Sealed, SessionToken};
use standard::compartment::Compartment;
use zeroize::Zeroizing;

use crate::{
    Randomness, Store,
    account::{ACTIVE, Account, AccountError, Profile, lock_place, profile_place},
    db::{Tx, is_askable, row, rows, run},
    demand,
    directory::{self, Pins},
    error::StoreError,
    keys,
    pace::{Pace, Whence},
    record::{self, Class, Draft},
    role::Role,
    second_factor::CodeChecked,
    session::{self, NoSession, Who},
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

impl Store {
    /// Signs in somebody who has no second factor, with her password.
    ///
    /// # Errors
    /// As [`Store::sign_in_from`].
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
    ) -> Result<(SessionToken, Account), SignInRefused> {
        self.sign_in_from(login, password, "", Whence::Anywhere)
            .await
    }

    /// Signs in from anywhere.
    ///
    /// # Errors
    /// As [`Store::sign_in_from`].
    pub async fn sign_in_with(
        &self,
        login: &str,
        password: &str,
        code: &str,
    ) -> Result<(SessionToken, Account), SignInRefused> {
        self.sign_in_from(login, password, code, Whence::Anywhere)
            .await
    }

    /// Signs somebody in with her password and, when she has set that up, a code from her app. Her former session, if any,
    /// ends.
    ///
    /// The token is shown once: the store keeps its hash and the person's keys wrapped under it.
    ///
    /// # Errors
    /// [`SignInRefused`]; an unknown login, a wrong password, and a code that is missing or wrong give the same answer: whether
    /// a password was right is told to nobody who lacks the code.
    pub async fn sign_in_from(
        &self,
        login: &str,
        password: &str,
        code: &str,
        whence: Whence<'_>,
    ) -> Result<(SessionToken, Account), SignInRefused> {
        let (found, keys, shown) = self.check_person(login, password, code, whence).await?;
        let is_cheaper = found.lock.cost() != self.password_cost;
        let (token, account) = self.begin_session(found, keys, shown).await?;
        if is_cheaper {
            self.lock_anew(&token, password).await?;
        }
        Ok((token, account))
    }

    /// Locks the keys of who has just signed in at what a lock costs by now: so nobody tells by the time whether a login exists.
    async fn lock_anew(&self, token: &SessionToken, password: &str) -> Result<(), SignInRefused> {
        match self.session_at_the_gate(&token.to_text()).await {
            Ok(session) => Ok(self.replace_password(&session, password).await?),
            // She signed in elsewhere in this very moment: that session does it.
            Err(NoSession::Ended | NoSession::SecondFactorNeeded) => Ok(()),
            Err(NoSession::Store(error)) => Err(error.into()),
        }
    }

    /// Begins the session of somebody who has shown that it is she, with so many factors.
    pub(crate) async fn begin_session(
        &self,
        found: Found,
        keys: PersonKeys,
        shown: i64,
    ) -> Result<(SessionToken, Account), SignInRefused> {
        let login = found.login.as_str();
        let mut who = open_who(&keys, &found.body, &found.account, login, &found.profile)?;
        let (body, account) = (found.body.as_str(), found.account.as_str());
        let mut tx = self.db.read().await?;
        if !found.is_as_it_was(&mut tx).await? {
            return Err(SignInRefused::Wrong);
        }
        let pins = directory::read_pins(&mut tx, body, account, &keys).await?;
        let (keyring, pins) = self.take_in(&mut tx, keys, body, account, pins).await?;
        drop(tx);
        who.pins = pins;
        let held = i64::try_from(keyring.seeds().count()).unwrap_or(i64::MAX);

        let now = self.now();
        let (token, wrapped) = self.with_random(|random| {
            let token = SessionToken::generate(random);
            let wrapped = session::wrap(&token, &found.body, &who, &keyring, random);
            (token, wrapped)
        });
        let draft =
            Draft::new(Class::SignIn, &found.body, &who.account.code, now).sign(&keyring.person);
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, &found.body).await?;
        if !found.is_as_it_was(&mut tx).await? {
            return Err(SignInRefused::Wrong);
        }
        let idle = now - SignedDuration::from_mins(session::IDLE_MINUTES);
        run!(
            tx,
            "DELETE FROM session WHERE (body = $1 AND account = $2) OR ends_at < $3 OR seen_at < $4",
            &found.body,
            &who.account.code,
            now.to_string(),
            idle.to_string()
        )?;
        run!(
            tx,
            "INSERT INTO session (body, account, token_hash, wrapped_keys, seen_at, ends_at, proved_at, held, factors)
             VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8)",
            &found.body,
            &who.account.code,
            token.hash().as_slice(),
            wrapped?.as_bytes(),
            now.to_string(),
            session::end_of(now).to_string(),
            held,
            shown
        )?;
        run!(
            tx,
            "DELETE FROM sign_in_pace WHERE login_digest = $1",
            self.digest_of(&found.pace).as_slice()
        )?;
        self.write_pins(&mut tx, body, account, &keyring.person, &who.pins)
            .await?;
        record::append(&mut tx, draft).await?;
        tx.commit().await?;
        if who.account.roles.contains(&Role::Head) {
            self.tidy_up_for_the_head(&token).await?;
        }
        Ok((token, who.account))
    }

    /// What waits for somebody who holds every seed: orders for an acting head that have run out.
    async fn tidy_up_for_the_head(&self, token: &SessionToken) -> Result<(), SignInRefused> {
        let session = match self.session(&token.to_text()).await {
            Ok(session) => session,
            // She signed in elsewhere in this very moment, or has to set a second factor up first: the next session does it.
            Err(NoSession::Ended | NoSession::SecondFactorNeeded) => return Ok(()),
            Err(NoSession::Store(error)) => return Err(error.into()),
        };
        match self.end_orders_that_ran_out(&session).await {
            Err(AccountError::Store(error)) => Err(error.into()),
            // Somebody else changed rights in this moment: the next time.
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Tries a password for a login, at the pace of who tries; a failure goes into the record.
    pub(crate) async fn check_password(
        &self,
        login: &str,
        password: &str,
        whence: Whence<'_>,
    ) -> Result<(Found, PersonKeys), SignInRefused> {
        let turn = self.sign_ins_at_the_database.acquire().await;
        let found = self.find_login(login).await?;
        let pace = self.pace_of(login, found.as_ref(), whence).await?;
        self.count_try(&pace, self.now()).await?;
        drop(turn);
        let keys = self.try_password(found.as_ref(), password, &pace).await?;
        match (found, keys) {
            (Some(mut found), Some(keys)) => {
                found.pace = pace;
                Ok((found, keys))
            }
            (found, _) => {
                self.record_failure(found.as_ref(), &pace).await?;
                Err(SignInRefused::Wrong)
            }
        }
    }

    /// Tries a password and, where there is a second factor, the code of the moment, which is then used up. Says how many factors
    /// that shows.
    pub(crate) async fn check_person(
        &self,
        login: &str,
        password: &str,
        code: &str,
        whence: Whence<'_>,
    ) -> Result<(Found, PersonKeys, i64), SignInRefused> {
        let (found, keys) = self.check_password(login, password, whence).await?;
        match self.check_code(&found, &keys, code).await? {
            CodeChecked::None => return Ok((found, keys, demand::ONE)),
            CodeChecked::Right => return Ok((found, keys, demand::TWO)),
            CodeChecked::Wrong => {}
        }
        self.record_failure(Some(&found), &found.pace).await?;
        Err(SignInRefused::Wrong)
    }

    /// A failed try stands in the record of the body whose account it was for. Nobody is signed in: the server signs. A
    /// login that does not exist has no record; the same transaction is made for it, so that it takes as long.
    pub(crate) async fn record_failure(
        &self,
        found: Option<&Found>,
        pace: &Pace,
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
            self.digest_of(pace).as_slice(),
            now.to_string()
        )?;
        if let Some(signed) = signed {
            record::append(&mut tx, signed).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    pub(crate) async fn find_login(&self, login: &str) -> Result<Option<Found>, StoreError> {
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
        Ok(Some(Found {
            body,
            account,
            login: login.to_owned(),
            public: PersonPublic::from_bytes(&public)?,
            lock: PasswordLock::from_bytes(&lock)?,
            profile: Sealed::from_stored(profile)?,
            pace: Pace::of_anybody(login),
        }))
    }

    /// Tries the password where there is a lock, and does the same work where there is none.
    async fn try_password(
        &self,
        found: Option<&Found>,
        password: &str,
        pace: &Pace,
    ) -> Result<Option<PersonKeys>, SignInRefused> {
        let place = self.gate(pace).enter().await.ok_or(SignInRefused::Busy)?;
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
        match (&keys, found) {
            // Somebody put another public key beside the lock: what she signs would not verify.
            (Some(keys), Some(found)) if keys.public() != found.public => {
                Err(StoreError::damaged("an account's public keys are not hers").into())
            }
            _ => Ok(keys),
        }
    }
}

/// The seeds that are sealed to an account.
pub(crate) async fn sealed_seeds(
    tx: &mut Tx,
    body: &str,
    account: &str,
) -> Result<Vec<(Compartment, u32, Sealed)>, StoreError> {
    let stored = rows!(
        tx,
        (String, i64, Vec<u8>),
        "SELECT compartment, epoch, sealed_seed FROM compartment_holder WHERE body = $1 AND account = $2",
        body,
        account
    )?;
    stored
        .into_iter()
        .map(|(compartment, epoch, sealed)| {
            let compartment = Compartment::from_name(&compartment)
                .ok_or_else(|| StoreError::damaged("a compartment of an unknown name"))?;
            Ok((
                compartment,
                keys::epoch(epoch)?,
                Sealed::from_stored(sealed)?,
            ))
        })
        .collect()
}

/// Opens what a person is greeted by.
pub(crate) fn open_who(
    keys: &PersonKeys,
    body: &str,
    code: &str,
    login: &str,
    profile: &Sealed,
) -> Result<Who, StoreError> {
    let profile = keys.open_from(&profile_place(body, code), profile)?;
    let profile: Profile = serde_json::from_slice(&profile)?;
    Ok(Who {
        account: Account {
            code: code.to_owned(),
            login: login.to_owned(),
            name: profile.name,
            roles: profile.roles,
            language: profile.language,
        },
        acting: profile.acting,
        pins: Pins::new(),
    })
}

/// An account found by its login.
pub(crate) struct Found {
    pub(crate) body: String,
    pub(crate) account: String,
    pub(crate) login: String,
    public: PersonPublic,
    lock: PasswordLock,
    profile: Sealed,
    /// At which pace she came.
    pace: Pace,
}

impl Found {
    /// Whether the account is in use still and its password the same: both were read before the password was tried, and meanwhile
    /// somebody may have ended the one or changed the other.
    async fn is_as_it_was(&self, tx: &mut Tx) -> Result<bool, StoreError> {
        let now = row!(
            tx,
            (Vec<u8>,),
            "SELECT password_lock FROM account WHERE body = $1 AND account = $2 AND state = $3",
            &self.body,
            &self.account,
            ACTIVE
        )?;
        Ok(now.is_some_and(|(lock,)| lock == self.lock.to_bytes()))
    }

    /// The public halves of the account's keys.
    pub(crate) fn public(&self) -> &PersonPublic {
        &self.public
    }
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
