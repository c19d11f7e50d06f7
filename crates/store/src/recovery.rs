//! Recovery: two of three custodians with printed kits give somebody back her keys, after a waiting period that everybody of the body
//! sees. No server and no single person can.
//!
//! The recovery secret of a body is a seed that nobody holds; see [`sealed::recovery`]. The private keys of the head, and of whoever
//! else wishes it, are sealed to its public half. With two kits the program opens them twice: once to put the request into the
//! record, signed with the very keys that are to be recovered, and once, when the waiting period is over, to lock them under a new
//! password. Between the two nothing is kept.

use jiff::{SignedDuration, Timestamp};
use sealed::{
    CustodianKit, PersonKeys, PersonPublic, Sealed, Seed, SeedPublic,
    recovery::{open_by_pair, seal_to_pairs},
};
use sha2::{Digest, Sha256};

use crate::{
    Store,
    account::{self, ACTIVE, AccountError, cards},
    db::{Tx, is_askable, row, rows, run},
    directory::{self, Revision},
    error::StoreError,
    keys::account_place,
    pace::Pace,
    password,
    record::{self, Class, Content, Draft, Signed, signed_message, update},
    second_factor,
    session::Session,
    sign_in::SignInRefused,
};

/// For how many hours a request stands before the keys are given back.
pub const WAITING_HOURS: i64 = 72;

/// Why nothing was set up, asked or recovered.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// Only the head sets up recovery and gives the kits out.
    #[error("only the head sets up recovery")]
    NotHead,
    /// She has not shown lately that it is she.
    #[error("a fresh proof is needed")]
    ProofNeeded,
    /// Two of the three kits are one and the same.
    #[error("two of the kits are the same")]
    SameKits,
    /// The body has no recovery yet.
    #[error("recovery is not set up")]
    NotSetUp,
    /// No such login with these two kits, or its keys were not entrusted to recovery: which of them is not told.
    #[error("no such login with these kits")]
    Wrong,
    /// Nobody has asked, or the request was stopped: ask first.
    #[error("nobody has asked for this recovery")]
    NotAsked,
    /// The waiting period is not over before this instant.
    #[error("the waiting period ends at {0}")]
    TooEarly(Timestamp),
    /// The new password is too short or too easy to guess.
    #[error(transparent)]
    Password(AccountError),
    /// Too many tries with this login; the next is looked at from this instant on.
    #[error("too many tries; wait until {0}")]
    Slow(Timestamp),
    /// There is no such request to be stopped, or it is not hers to stop.
    #[error("there is no such request")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for RecoveryError {
    fn from(error: sqlx::Error) -> Self {
        RecoveryError::Store(error.into())
    }
}

/// A request that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingRecovery {
    /// The staff code of whose keys are to be given back.
    pub account: String,
    /// Her login.
    pub login: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// From when on the keys may be given back.
    pub ready_at: Timestamp,
}

/// How recovery stands in a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecoveryState {
    /// When the kits that are in force were entered.
    pub set_up_at: Option<Timestamp>,
    /// Whether the keys of the session's owner are entrusted to it.
    pub own: bool,
    /// The names of those whose keys are; their staff codes where a name does not open.
    pub entrusted: Vec<String>,
    /// Requests that wait.
    pub pending: Vec<PendingRecovery>,
}

/// What the entry of class `recovery` vouches for.
fn recovery_digest(public: &[u8], pairs: [&[u8]; 3]) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/recovery/1");
    update(&mut hash, public);
    for pair in pairs {
        update(&mut hash, pair);
    }
    hash.finalize().into()
}

/// What an entry of class `recovery_entrusted` vouches for: her keys, sealed to this recovery and to no earlier one.
fn holder_digest(public: &[u8], sealed_keys: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/recovery-holder/1");
    update(&mut hash, public);
    update(&mut hash, sealed_keys);
    hash.finalize().into()
}

/// Her keys, sealed to the recovery of her body, with the entry that says so.
struct Entrusted {
    account: String,
    sealed: Sealed,
    entry: Signed,
}

impl Store {
    fn entrust(&self, session: &Session, public: &SeedPublic) -> Entrusted {
        let (body, account) = (&session.body().code, &session.account().code);
        let keys = &session.keys().person;
        let sealed = self.with_random(|random| {
            public.seal_to_hybrid(
                &account_place(body, account, "recovery_keys"),
                keys.to_secret_bytes().as_slice(),
                random,
            )
        });
        let digest = holder_digest(&public.to_bytes(), sealed.as_bytes());
        let entry = Draft::new(Class::RecoveryEntrusted, body, account, self.now())
            .about(account)
            .vouch(digest)
            .sign(keys);
        Entrusted {
            account: account.clone(),
            sealed,
            entry,
        }
    }

    /// Sets up the recovery of the head's body, or sets it up anew: kits of before, and keys entrusted before, count no more. The
    /// three kits were typed from their papers, so that it is certain that they read.
    ///
    /// # Errors
    /// [`RecoveryError`]: not the head, no fresh proof, the same kit twice.
    pub async fn set_up_recovery(
        &self,
        session: &Session,
        kits: &[CustodianKit; 3],
    ) -> Result<(), RecoveryError> {
        if !session.is_head_herself() {
            return Err(RecoveryError::NotHead);
        }
        if !session.is_fresh() {
            return Err(RecoveryError::ProofNeeded);
        }
        let body = session.body().code.as_str();
        let (secret, pairs) = self.with_random(|random| {
            let secret = Seed::generate(random);
            let pairs = seal_to_pairs(&secret, kits, body, random);
            (secret, pairs)
        });
        let pairs = pairs.ok_or(RecoveryError::SameKits)?;
        // What was sealed is opened at once, with each two kits.
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            open_by_pair(&pairs, &kits[one], &kits[other], body).map_err(StoreError::from)?;
        }
        let public = secret.public();
        let public_bytes = public.to_bytes();
        let [first, second, third] = &pairs;
        let digest = recovery_digest(
            &public_bytes,
            [first.as_bytes(), second.as_bytes(), third.as_bytes()],
        );
        let entry = Draft::new(Class::Recovery, body, &session.account().code, self.now())
            .vouch(digest)
            .sign(&session.keys().person);
        let own = self.entrust(session, &public);

        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        let mut revision = Revision::begin(&mut tx, session).await?;
        revision.set_recovery(&public_bytes);
        revision.write(&mut tx).await?;
        run!(tx, "DELETE FROM recovery_holder WHERE body = $1", body)?;
        run!(tx, "DELETE FROM recovery WHERE body = $1", body)?;
        run!(
            tx,
            "INSERT INTO recovery (body, public_key, first_pair, second_pair, third_pair) VALUES ($1, $2, $3, $4, $5)",
            body,
            &public_bytes,
            first.as_bytes(),
            second.as_bytes(),
            third.as_bytes()
        )?;
        record::append(&mut tx, entry).await?;
        write_entrusted(&mut tx, body, own).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Lets the keys of the session's owner be recovered too.
    ///
    /// # Errors
    /// [`RecoveryError::NotSetUp`], [`RecoveryError::ProofNeeded`].
    pub async fn entrust_own_keys(&self, session: &Session) -> Result<(), RecoveryError> {
        if !session.is_fresh() {
            return Err(RecoveryError::ProofNeeded);
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let public = row!(
            tx,
            (Vec<u8>,),
            "SELECT public_key FROM recovery WHERE body = $1",
            body
        )?;
        let (public,) = public.ok_or(RecoveryError::NotSetUp)?;
        let directory = directory::load(&mut tx, body, session.pins()).await?;
        drop(tx);
        if !directory.knows_recovery(Some(&public)) {
            return Err(StoreError::DirectoryChanged("the key of recovery was exchanged").into());
        }
        let own = self.entrust(
            session,
            &SeedPublic::from_bytes(&public).map_err(StoreError::from)?,
        );
        let mut tx = self.db.write().await?;
        write_entrusted(&mut tx, body, own).await?;
        tx.commit().await?;
        Ok(())
    }

    /// How recovery stands in the session's body.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn recovery_state(&self, session: &Session) -> Result<RecoveryState, StoreError> {
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let set_up = row!(
            tx,
            (String,),
            "SELECT e.recorded_at FROM recovery r JOIN entry e ON e.body = r.body
             WHERE r.body = $1 AND e.class = 'recovery' ORDER BY e.number DESC LIMIT 1",
            body
        )?;
        let holders = rows!(
            tx,
            (String,),
            "SELECT account FROM recovery_holder WHERE body = $1 ORDER BY account",
            body
        )?;
        let pending = pending(&mut tx, body).await?;
        let staff = cards(&mut tx, session).await?;
        let own = holders
            .iter()
            .any(|(account,)| *account == session.account().code);
        let entrusted = holders.into_iter().map(|(account,)| {
            let known = staff.iter().find(|one| one.code == account);
            known.map_or(account, |one| one.name.clone())
        });
        Ok(RecoveryState {
            set_up_at: set_up.map(|(at,)| at.parse()).transpose()?,
            own,
            entrusted: entrusted.collect(),
            pending,
        })
    }

    /// The requests of a body that wait: shown on every one of its pages.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn pending_recoveries(&self, body: &str) -> Result<Vec<PendingRecovery>, StoreError> {
        let mut tx = self.db.read().await?;
        pending(&mut tx, body).await
    }

    /// Asks that somebody be given back her keys. Nobody is signed in: the two kits are the authority. The request is in the record
    /// from then on, and every page of the body shows it. Asked again, it gives the first instant.
    ///
    /// # Errors
    /// [`RecoveryError::Wrong`] and the rest.
    pub async fn ask_recovery(
        &self,
        login: &str,
        kits: [&CustodianKit; 2],
    ) -> Result<PendingRecovery, RecoveryError> {
        let opened = self.open_entrusted(login, kits).await?;
        let mut tx = self.db.read().await?;
        if let Some(before) = opened.request(&mut tx).await? {
            return Ok(before);
        }
        drop(tx);
        let now = self.now();
        let entry = Draft::new(Class::RecoveryAsked, &opened.body, &opened.account, now)
            .about(&opened.account)
            .sign(&opened.keys);
        let mut tx = self.db.write().await?;
        record::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(PendingRecovery {
            account: opened.account,
            login: login.to_owned(),
            asked_at: now,
            ready_at: ready_at(now),
        })
    }

    /// Stops a request. Its subject may, and the head: whoever can sign in has not lost her keys.
    ///
    /// # Errors
    /// [`RecoveryError::NotFound`].
    pub async fn stop_recovery(
        &self,
        session: &Session,
        account: &str,
    ) -> Result<(), RecoveryError> {
        let body = session.body().code.as_str();
        let may = session.is_head() || session.account().code == account;
        let mut tx = self.db.read().await?;
        let waits = pending(&mut tx, body)
            .await?
            .iter()
            .any(|pending| pending.account == account);
        drop(tx);
        if !may || !waits {
            return Err(RecoveryError::NotFound);
        }
        let entry = Draft::new(
            Class::RecoveryStopped,
            body,
            &session.account().code,
            self.now(),
        )
        .about(account)
        .sign(&session.keys().person);
        let mut tx = self.db.write().await?;
        record::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Gives somebody back her keys, locked under a new password. Her sessions end.
    ///
    /// # Errors
    /// [`RecoveryError::TooEarly`] before the waiting period is over, [`RecoveryError::NotAsked`], and the rest.
    pub async fn recover(
        &self,
        login: &str,
        kits: [&CustodianKit; 2],
        new_password: &str,
    ) -> Result<(), RecoveryError> {
        password::check(new_password, &[login]).map_err(RecoveryError::Password)?;
        let opened = self.open_entrusted(login, kits).await?;
        let (body, code) = (opened.body.as_str(), opened.account.as_str());
        let place = self.words_of_the_place(body, login).await?;
        password::check(new_password, &[place.as_str()]).map_err(RecoveryError::Password)?;
        let mut tx = self.db.read().await?;
        let request = opened.request(&mut tx).await?;
        drop(tx);
        let request = request.ok_or(RecoveryError::NotAsked)?;
        if self.now() < request.ready_at {
            return Err(RecoveryError::TooEarly(request.ready_at));
        }
        let lock = self
            .lock_under_password(body, code, &opened.keys, new_password.to_owned())
            .await?
            .to_bytes();
        let now = self.now();
        let recovered = Draft::new(Class::Recovered, body, code, now)
            .about(code)
            .sign(&opened.keys);
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        // It may have been stopped, or the account ended, while the password was locked.
        if !opened.still_asks(&mut tx, &request).await? {
            return Err(RecoveryError::NotAsked);
        }
        run!(
            tx,
            "UPDATE account SET password_lock = $3 WHERE body = $1 AND account = $2",
            body,
            code,
            &lock
        )?;
        run!(
            tx,
            "DELETE FROM session WHERE body = $1 AND account = $2",
            body,
            code
        )?;
        for pace in [Pace::of_recovery(login), Pace::of_anybody(login)] {
            run!(
                tx,
                "DELETE FROM sign_in_pace WHERE login_digest = $1",
                self.digest_of(&pace).as_slice()
            )?;
        }
        record::append(&mut tx, recovered).await?;
        // What was lost or stolen lets nobody in any more.
        second_factor::remove_all(&mut tx, body, code, (code, &opened.keys), now).await?;
        let digest = account::stored_digest(&mut tx, body, code).await?;
        let changed = Draft::new(Class::Account, body, code, now)
            .about(code)
            .vouch(digest)
            .sign(&opened.keys);
        record::append(&mut tx, changed).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Opens what somebody entrusted to the recovery of her body.
    async fn open_entrusted(
        &self,
        login: &str,
        [one, other]: [&CustodianKit; 2],
    ) -> Result<OpenEntrusted, RecoveryError> {
        let pace = Pace::of_recovery(login);
        match self.count_try(&pace, self.now()).await {
            Ok(()) => {}
            Err(SignInRefused::Slow(until)) => return Err(RecoveryError::Slow(until)),
            Err(SignInRefused::Store(error)) => return Err(error.into()),
            Err(_) => return Err(RecoveryError::Wrong),
        }
        if !is_askable(login) {
            return Err(RecoveryError::Wrong);
        }
        let mut tx = self.db.read().await?;
        let found = row!(
            tx,
            (String, String, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>),
            "SELECT a.body, a.account, a.public_keys, h.sealed_keys, r.first_pair, r.second_pair, r.third_pair
             FROM account a JOIN recovery_holder h ON h.body = a.body AND h.account = a.account
             JOIN recovery r ON r.body = a.body WHERE a.login = $1 AND a.state = $2",
            login,
            ACTIVE
        )?;
        drop(tx);
        let (body, account, public, sealed, first, second, third) =
            found.ok_or(RecoveryError::Wrong)?;
        let pairs = [first, second, third]
            .into_iter()
            .map(Sealed::from_stored)
            .collect::<Result<Vec<_>, _>>()
            .map_err(StoreError::from)?;
        let secret = open_by_pair(&pairs, one, other, &body).map_err(|_| RecoveryError::Wrong)?;
        let sealed = Sealed::from_stored(sealed).map_err(StoreError::from)?;
        let keys = secret
            .open_from(&account_place(&body, &account, "recovery_keys"), &sealed)
            .map_err(StoreError::from)?;
        let keys = PersonKeys::from_secret_bytes(&keys).map_err(StoreError::from)?;
        if keys.public() != PersonPublic::from_bytes(&public).map_err(StoreError::from)? {
            return Err(StoreError::damaged("an account's public keys are not hers").into());
        }
        Ok(OpenEntrusted {
            body,
            account,
            keys,
        })
    }
}

/// The keys of somebody, opened with two kits.
struct OpenEntrusted {
    body: String,
    account: String,
    keys: PersonKeys,
}

impl OpenEntrusted {
    /// Whether this request waits still, and the account is in use.
    async fn still_asks(&self, tx: &mut Tx, request: &PendingRecovery) -> Result<bool, StoreError> {
        let state = row!(
            tx,
            (String,),
            "SELECT state FROM account WHERE body = $1 AND account = $2",
            &self.body,
            &self.account
        )?;
        let is_active = state.is_some_and(|(state,)| state == ACTIVE);
        Ok(is_active && self.request(tx).await?.as_ref() == Some(request))
    }

    /// The request that waits for her, if there is one that was made with two kits: nobody else could have signed it.
    async fn request(&self, tx: &mut Tx) -> Result<Option<PendingRecovery>, StoreError> {
        let waits = pending(tx, &self.body).await?;
        let Some(request) = waits.into_iter().find(|each| each.account == self.account) else {
            return Ok(None);
        };
        let stored = row!(
            tx,
            (String, Vec<u8>, Vec<u8>),
            "SELECT recorded_at, digest, signature FROM entry
             WHERE body = $1 AND about = $2 AND class = 'recovery_asked' ORDER BY number DESC LIMIT 1",
            &self.body,
            &self.account
        )?;
        let genuine = stored.is_some_and(|(recorded_at, digest, signature)| {
            let content = Content {
                class: Class::RecoveryAsked.name(),
                body: &self.body,
                account: &self.account,
                about: Some(&self.account),
                recorded_at: &recorded_at,
                vouched: &[],
                sealed: None,
                documents: Vec::new(),
                pieces: Vec::new(),
            };
            let computed = content.digest();
            let message = signed_message(None, None, None, &computed);
            computed.as_slice() == digest
                && <[u8; 64]>::try_from(signature.as_slice())
                    .is_ok_and(|signature| self.keys.public().verify(&message, &signature))
        });
        if genuine {
            Ok(Some(request))
        } else {
            Err(StoreError::damaged(
                "a request for recovery is not what was asked",
            ))
        }
    }
}

fn ready_at(asked_at: Timestamp) -> Timestamp {
    asked_at + SignedDuration::from_hours(WAITING_HOURS)
}

/// The requests of a body that were neither stopped nor carried out, the oldest first.
async fn pending(tx: &mut Tx, body: &str) -> Result<Vec<PendingRecovery>, StoreError> {
    let stored = rows!(
        tx,
        (String, String, String, String),
        "SELECT e.class, a.account, a.login, e.recorded_at
         FROM entry e JOIN account a ON a.body = e.body AND a.account = e.about
         WHERE e.body = $1 AND e.class IN ('recovery_asked', 'recovery_stopped', 'recovered') ORDER BY e.number",
        body
    )?;
    let mut waits: Vec<PendingRecovery> = Vec::new();
    for (class, account, login, at) in stored {
        waits.retain(|each| each.account != account);
        if class == Class::RecoveryAsked.name() {
            let asked_at = at.parse()?;
            waits.push(PendingRecovery {
                account,
                login,
                asked_at,
                ready_at: ready_at(asked_at),
            });
        }
    }
    Ok(waits)
}

async fn write_entrusted(tx: &mut Tx, body: &str, own: Entrusted) -> Result<(), sqlx::Error> {
    run!(
        tx,
        "INSERT INTO recovery_holder (body, account, sealed_keys) VALUES ($1, $2, $3)
         ON CONFLICT (body, account) DO UPDATE SET sealed_keys = $3",
        body,
        &own.account,
        own.sealed.as_bytes()
    )?;
    record::append(tx, own.entry).await?;
    Ok(())
}

/// What the newest entry of class `recovery` should vouch for; nothing when recovery is not set up.
pub(crate) async fn stored_recovery(
    tx: &mut Tx,
    body: &str,
) -> Result<Option<[u8; 32]>, StoreError> {
    let stored = row!(
        tx,
        (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>),
        "SELECT public_key, first_pair, second_pair, third_pair FROM recovery WHERE body = $1",
        body
    )?;
    Ok(stored
        .map(|(public, first, second, third)| recovery_digest(&public, [&first, &second, &third])))
}

/// For each account whose keys are entrusted, what its newest entry should vouch for.
pub(crate) async fn stored_holders(
    tx: &mut Tx,
    body: &str,
) -> Result<Vec<(String, [u8; 32])>, StoreError> {
    let stored = rows!(
        tx,
        (String, Vec<u8>, Vec<u8>),
        "SELECT h.account, r.public_key, h.sealed_keys
         FROM recovery_holder h JOIN recovery r ON r.body = h.body WHERE h.body = $1 ORDER BY h.account",
        body
    )?;
    Ok(stored
        .into_iter()
        .map(|(account, public, sealed)| (account, holder_digest(&public, &sealed)))
        .collect())
}
