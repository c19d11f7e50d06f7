//! Codes from an app as a second factor (TOTP, RFC 6238: SHA-1, six figures, thirty seconds).
//!
//! The secret is sealed to its owner, so that only her password leads to it: the server cannot check a code before the
//! password has opened her keys. A code counts once. The record vouches for everything that lets somebody in beside her
//! password: what is added or taken away behind her back shows.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sealed::{PersonKeys, Sealed};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

use crate::{
    Store,
    account::AccountError,
    db::{Tx, row, rows, run},
    demand,
    error::StoreError,
    keys::account_place,
    record::{self, Class, Draft},
    session::Session,
    sign_in::{Found, SignInRefused},
};

/// Seconds for which a code counts; the one before and the one after are taken too, for clocks that differ.
const STEP_SECONDS: u64 = 30;
/// Fewest bytes of a secret (RFC 4226, section 4).
const SECRET_BYTES_LEAST: usize = 16;

/// Why codes were not set up.
#[derive(Debug, thiserror::Error)]
pub enum CodesRefused {
    /// A fresh proof of who is signed in is needed first.
    #[error("a fresh proof is needed")]
    ProofNeeded,
    /// The code is not of this secret, or the secret does not read.
    #[error("the code is not of this secret")]
    Wrong,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for CodesRefused {
    fn from(error: sqlx::Error) -> Self {
        CodesRefused::Store(error.into())
    }
}

/// What became of a code beside a password.
pub(crate) enum CodeChecked {
    /// She has no codes: none is needed.
    None,
    /// It is hers, of this moment, and used up now.
    Right,
    /// It is missing, wrong or used.
    Wrong,
}

impl Store {
    /// A new secret for an app, in base 32: to be shown to its owner, and given back with a first code.
    pub fn new_code_secret(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0; 20]);
        self.with_random(|random| random.fill_bytes(bytes.as_mut()));
        Zeroizing::new(Secret::new_stack(*bytes).to_base32())
    }

    /// Whether the session's owner has codes as a second factor.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn has_codes(&self, session: &Session) -> Result<bool, StoreError> {
        let mut tx = self.db.read().await?;
        let found = stored(&mut tx, &session.body().code, &session.account().code).await?;
        Ok(found.is_some())
    }

    /// Sets codes up: from now on, a password alone does not sign her in. The first code shows that her app has the secret.
    ///
    /// # Errors
    /// [`CodesRefused`].
    pub async fn set_up_codes(
        &self,
        session: &Session,
        secret: &str,
        code: &str,
    ) -> Result<(), CodesRefused> {
        if !session.is_fresh() {
            return Err(CodesRefused::ProofNeeded);
        }
        let now = self.now();
        let secret = Secret::try_from_base32(secret).map_err(|_| CodesRefused::Wrong)?;
        let bytes = Zeroizing::new(secret.as_bytes().to_vec());
        let totp = totp(&bytes).ok_or(CodesRefused::Wrong)?;
        let step = check(&totp, code, now).ok_or(CodesRefused::Wrong)?;
        let (body, account) = (&session.body().code, &session.account().code);
        let public = session.keys().person.public();
        let sealed = self.with_random(|random| {
            public.seal_to(&account_place(body, account, "totp"), &bytes, random)
        });
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        run!(
            tx,
            "INSERT INTO second_factor (body, account, sealed, last_step) VALUES ($1, $2, $3, $4)
             ON CONFLICT (body, account) DO UPDATE SET sealed = $3, last_step = $4",
            body,
            account,
            sealed.as_bytes(),
            step
        )?;
        note_shown(&mut tx, session).await?;
        tell(
            &mut tx,
            body,
            account,
            (account, &session.keys().person),
            now,
        )
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Turns the codes of the session's owner off: from now on her password alone signs her in.
    ///
    /// # Errors
    /// [`AccountError`]: no fresh proof, or she has no codes.
    pub async fn turn_codes_off(&self, session: &Session) -> Result<(), AccountError> {
        if !session.is_fresh() {
            return Err(AccountError::ProofNeeded);
        }
        let (body, account) = (&session.body().code, &session.account().code);
        let now = self.now();
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        let removed = run!(
            tx,
            "DELETE FROM second_factor WHERE body = $1 AND account = $2",
            body,
            account
        )?;
        if removed != 1 {
            return Err(AccountError::NoSuchAccount);
        }
        tell(
            &mut tx,
            body,
            account,
            (account, &session.keys().person),
            now,
        )
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Whether the code is right, of somebody whose password was right; it is then used up.
    pub(crate) async fn check_code(
        &self,
        found: &Found,
        keys: &PersonKeys,
        code: &str,
    ) -> Result<CodeChecked, SignInRefused> {
        let mut tx = self.db.read().await?;
        let factor = stored(&mut tx, &found.body, &found.account).await?;
        drop(tx);
        let Some((sealed, last_step)) = factor else {
            return Ok(CodeChecked::None);
        };
        let sealed = Sealed::from_stored(sealed).map_err(StoreError::from)?;
        let secret = keys
            .open_from(&account_place(&found.body, &found.account, "totp"), &sealed)
            .map_err(StoreError::from)?;
        let totp = totp(&secret).ok_or_else(|| StoreError::damaged("a secret does not read"))?;
        let Some(step) = check(&totp, code, self.now()).filter(|step| *step > last_step) else {
            return Ok(CodeChecked::Wrong);
        };
        let mut tx = self.db.write().await?;
        let used = run!(
            tx,
            "UPDATE second_factor SET last_step = $3 WHERE body = $1 AND account = $2 AND last_step < $3",
            &found.body,
            &found.account,
            step
        )?;
        tx.commit().await?;
        // Somebody else used it in the same moment.
        Ok(if used == 1 {
            CodeChecked::Right
        } else {
            CodeChecked::Wrong
        })
    }
}

async fn stored(
    tx: &mut Tx,
    body: &str,
    account: &str,
) -> Result<Option<(Vec<u8>, i64)>, sqlx::Error> {
    row!(
        tx,
        (Vec<u8>, i64),
        "SELECT sealed, last_step FROM second_factor WHERE body = $1 AND account = $2",
        body,
        account
    )
}

fn totp(secret: &[u8]) -> Option<Totp> {
    if secret.len() < SECRET_BYTES_LEAST {
        return None;
    }
    Builder::new()
        .with_secret(secret.to_vec())
        .with_step_duration(STEP_SECONDS)
        .with_skew(1)
        .build()
        .ok()
}

/// The step whose code it is. People type spaces between the figures.
fn check(totp: &Totp, code: &str, now: Timestamp) -> Option<i64> {
    let code: String = code
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let step = totp.check(&code, u64::try_from(now.as_second()).ok()?)?;
    i64::try_from(step).ok()
}

/// The accounts of a body that something beside the password lets in.
pub(crate) async fn owners(tx: &mut Tx, body: &str) -> Result<BTreeSet<String>, StoreError> {
    let stored = rows!(
        tx,
        (String,),
        "SELECT account FROM second_factor WHERE body = $1 UNION SELECT account FROM passkey WHERE body = $1",
        body
    )?;
    Ok(stored.into_iter().map(|(account,)| account).collect())
}

/// Takes everything away that lets somebody in beside her password, and lets the record say so; nothing when there is nothing.
pub(crate) async fn remove_all(
    tx: &mut Tx,
    body: &str,
    of: &str,
    by: (&str, &PersonKeys),
    now: Timestamp,
) -> Result<(), StoreError> {
    let codes = run!(
        tx,
        "DELETE FROM second_factor WHERE body = $1 AND account = $2",
        body,
        of
    )?;
    let passkeys = run!(
        tx,
        "DELETE FROM passkey WHERE body = $1 AND account = $2",
        body,
        of
    )?;
    if codes + passkeys == 0 {
        return Ok(());
    }
    tell(tx, body, of, by, now).await
}

/// Notes in a session that its owner has just shown the second factor that she set up.
pub(crate) async fn note_shown(tx: &mut Tx, session: &Session) -> Result<(), StoreError> {
    run!(
        tx,
        "UPDATE session SET factors = $2 WHERE token_hash = $1",
        session.token_hash().as_slice(),
        demand::TWO
    )?;
    Ok(())
}

/// Lets the record vouch for what lets somebody in, as it stands in the tables now. The chain must be held.
pub(crate) async fn tell(
    tx: &mut Tx,
    body: &str,
    of: &str,
    (by, person): (&str, &PersonKeys),
    now: Timestamp,
) -> Result<(), StoreError> {
    let digest = stored_digest(tx, body, of).await?;
    let entry = Draft::new(Class::SecondFactor, body, by, now)
        .about(of)
        .vouch(digest)
        .sign(person);
    record::append(tx, entry).await?;
    Ok(())
}

/// What the record vouches for: the secret of codes as it is stored, or that there is none; each passkey.
pub(crate) async fn stored_digest(
    tx: &mut Tx,
    body: &str,
    account: &str,
) -> Result<[u8; 32], StoreError> {
    let sealed = stored(tx, body, account).await?.map(|(sealed, _)| sealed);
    let mut hash = Sha256::new_with_prefix(b"tirek/second-factor/1");
    record::update(&mut hash, body.as_bytes());
    record::update(&mut hash, account.as_bytes());
    hash.update([u8::from(sealed.is_some())]);
    record::update(&mut hash, &sealed.unwrap_or_default());
    let passkeys = rows!(
        tx,
        (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, String),
        "SELECT credential, public_key, wrapped_keys, name, added_at FROM passkey
         WHERE body = $1 AND account = $2 ORDER BY credential",
        body,
        account
    )?;
    for (credential, public, wrapped, name, added_at) in passkeys {
        for part in [&credential, &public, &wrapped, &name] {
            record::update(&mut hash, part);
        }
        record::update(&mut hash, added_at.as_bytes());
    }
    Ok(hash.finalize().into())
}
