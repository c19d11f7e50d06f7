//! Passkeys: signing in by finger, face or PIN of one's own device, without a password.
//!
//! A passkey is known by the name that its authenticator gave it, so that no login need be typed and nothing is said about who
//! exists. Its PRF output wraps its owner's keys once more: the server cannot open them, and whoever forged a signature could
//! not either. A challenge is the server's own signature over the moment and over the browser that it was given to; it is stored
//! only when it was used, so that asking for one costs nothing.

use jiff::{SignedDuration, Timestamp};
use sealed::{
    PersonKeys, PersonPublic, Sealed, SessionToken,
    passkey::{self, Asked, LONGEST_CREDENTIAL, PasskeyPublic, PrfOutput},
};
use sha2::{Digest, Sha256};

use crate::{
    Store,
    account::{ACTIVE, Account, AccountError, is_usable},
    db::{is_taken, row, rows, run},
    demand,
    error::StoreError,
    keys::account_place,
    pace::Pace,
    record, second_factor,
    session::Session,
    sign_in::{Found, SignInRefused},
};

/// For how many minutes a challenge may be answered: as long as a page lies open before somebody presses the button.
pub const CHALLENGE_MINUTES: i64 = 15;
/// How many passkeys somebody may have.
pub const MOST_PASSKEYS: usize = 10;

/// The page that asked, as the browser names it.
#[derive(Clone, Debug)]
pub struct Site {
    /// Scheme, host and port: `https://tirek.example`.
    pub origin: String,
    /// The host alone.
    pub host: String,
}

/// What a challenge is for: it answers nothing else, and nobody else.
#[derive(Clone, Copy)]
pub enum Purpose<'a> {
    /// Signing in, in the browser that holds this secret of a form.
    SignIn(&'a str),
    /// Making a passkey of the session's owner.
    Make(&'a Session),
    /// A fresh proof of the session's owner.
    Proof(&'a Session),
}

impl Purpose<'_> {
    fn name(self) -> &'static str {
        match self {
            Purpose::SignIn(_) => "sign_in",
            Purpose::Make(_) => "make",
            Purpose::Proof(_) => "proof",
        }
    }

    fn holder(&self) -> &[u8] {
        match self {
            Purpose::SignIn(secret) => secret.as_bytes(),
            Purpose::Make(session) | Purpose::Proof(session) => session.token_hash(),
        }
    }
}

/// What an authenticator answered to a challenge, and what the browser got out of it.
pub struct Assertion {
    /// The name of the passkey.
    pub credential: Vec<u8>,
    /// What the browser says of the page that asked.
    pub client_data: Vec<u8>,
    /// What the authenticator says.
    pub authenticator_data: Vec<u8>,
    /// Its signature over both.
    pub signature: Vec<u8>,
    /// Its PRF output. Erased when dropped.
    pub prf: PrfOutput,
}

/// A passkey that somebody has just made: what was said when it was made, and a first answer of it.
pub struct NewPasskey {
    /// What its owner calls it.
    pub name: String,
    /// What the browser says of the page that asked for it.
    pub client_data: Vec<u8>,
    /// What the authenticator says.
    pub authenticator_data: Vec<u8>,
    /// The first answer.
    pub first: Assertion,
}

/// A passkey of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyHead {
    /// What it is named by on the page: a digest of the authenticator's name for it.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// The authenticator's name for it.
    pub credential: Vec<u8>,
}

/// Why a passkey was not added.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyRefused {
    /// A fresh proof of who is signed in is needed first.
    #[error("a fresh proof is needed")]
    ProofNeeded,
    /// The name is empty, too long, or has control characters.
    #[error("the name cannot be used")]
    Unusable,
    /// What the authenticator answered does not fit, or the page was open for too long.
    #[error("the answer of the authenticator does not fit")]
    NotTaken,
    /// She has as many as she may have.
    #[error("too many passkeys")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for PasskeyRefused {
    fn from(error: sqlx::Error) -> Self {
        PasskeyRefused::Store(error.into())
    }
}

/// Bytes of a challenge: the instant, a random number, the server's signature.
const INSTANT_BYTES: usize = 8;
const RANDOM_BYTES: usize = 16;

impl Store {
    /// A challenge for an authenticator.
    pub fn passkey_challenge(&self, purpose: Purpose<'_>) -> Vec<u8> {
        let mut challenge = self.now().as_second().to_be_bytes().to_vec();
        challenge.resize(INSTANT_BYTES + RANDOM_BYTES, 0);
        self.with_random(|random| random.fill_bytes(&mut challenge[INSTANT_BYTES..]));
        let signature = self.server_key().sign(&signed_part(purpose, &challenge));
        challenge.extend_from_slice(&signature);
        challenge
    }

    /// The challenge that an answer names, when this server gave it for this purpose and lately.
    fn own_challenge(&self, purpose: Purpose<'_>, client_data: &[u8]) -> Option<Vec<u8>> {
        let challenge = passkey::challenge_of(client_data).ok()?;
        let (said, signature) = challenge.split_at_checked(INSTANT_BYTES + RANDOM_BYTES)?;
        let signature: &[u8; 64] = signature.try_into().ok()?;
        let (instant, _) = said.split_first_chunk::<INSTANT_BYTES>()?;
        let given = Timestamp::from_second(i64::from_be_bytes(*instant)).ok()?;
        let age = self.now().duration_since(given);
        let is_ours = self
            .server_public()
            .verify(&signed_part(purpose, said), signature);
        let is_young = !age.is_negative() && age < SignedDuration::from_mins(CHALLENGE_MINUTES);
        (is_ours && is_young).then_some(challenge)
    }

    /// Uses a challenge up. Says whether nobody used it before.
    async fn use_challenge(&self, challenge: &[u8]) -> Result<bool, StoreError> {
        let now = self.now();
        let digest: [u8; 32] = Sha256::new_with_prefix(b"tirek/passkey-challenge-used/1")
            .chain_update(challenge)
            .finalize()
            .into();
        let mut tx = self.db.write().await?;
        let forgotten = now - SignedDuration::from_mins(2 * CHALLENGE_MINUTES);
        run!(
            tx,
            "DELETE FROM used_challenge WHERE used_at < $1",
            forgotten.to_string()
        )?;
        let used = run!(
            tx,
            "INSERT INTO used_challenge (challenge, used_at) VALUES ($1, $2)",
            digest.as_slice(),
            now.to_string()
        );
        match used {
            Err(error) if is_taken(&error) => Ok(false),
            Err(error) => Err(error.into()),
            Ok(_) => {
                tx.commit().await?;
                Ok(true)
            }
        }
    }

    /// The passkeys of the session's owner, in the order in which they were added.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or a name does not open.
    pub async fn passkeys(&self, session: &Session) -> Result<Vec<PasskeyHead>, StoreError> {
        let (body, account) = (&session.body().code, &session.account().code);
        let mut tx = self.db.read().await?;
        let stored = rows!(
            tx,
            (Vec<u8>, Vec<u8>, String),
            "SELECT credential, name, added_at FROM passkey WHERE body = $1 AND account = $2 ORDER BY added_at",
            body,
            account
        )?;
        drop(tx);
        let mut heads = Vec::with_capacity(stored.len());
        for (credential, name, added_at) in stored {
            let name = Sealed::from_stored(name)?;
            let name = session
                .keys()
                .person
                .open_from(&account_place(body, account, "passkey_name"), &name)?;
            heads.push(PasskeyHead {
                id: id_of(&credential),
                name: String::from_utf8_lossy(&name).into_owned(),
                added_at: added_at.parse()?,
                credential,
            });
        }
        Ok(heads)
    }

    /// Adds a passkey of the session's owner: from now on it signs her in without a password.
    ///
    /// # Errors
    /// [`PasskeyRefused`].
    pub async fn add_passkey(
        &self,
        session: &Session,
        site: &Site,
        new: NewPasskey,
    ) -> Result<(), PasskeyRefused> {
        if !session.is_fresh() {
            return Err(PasskeyRefused::ProofNeeded);
        }
        if !is_usable(&new.name) {
            return Err(PasskeyRefused::Unusable);
        }
        if self.passkeys(session).await?.len() >= MOST_PASSKEYS {
            return Err(PasskeyRefused::TooMany);
        }
        let purpose = Purpose::Make(session);
        let challenge = self
            .own_challenge(purpose, &new.client_data)
            .ok_or(PasskeyRefused::NotTaken)?;
        let asked = asked(site, &challenge);
        let made = passkey::made(&asked, &new.client_data, &new.authenticator_data)
            .map_err(|_| PasskeyRefused::NotTaken)?;
        let first = new.first;
        if made.credential != first.credential {
            return Err(PasskeyRefused::NotTaken);
        }
        let counter = passkey::signed(
            &asked,
            &made.public,
            &first.client_data,
            &first.authenticator_data,
            &first.signature,
        )
        .map_err(|_| PasskeyRefused::NotTaken)?;
        if !self.use_challenge(&challenge).await? {
            return Err(PasskeyRefused::NotTaken);
        }
        let (body, account) = (&session.body().code, &session.account().code);
        let person = &session.keys().person;
        let (wrapped, name) = self.with_random(|random| {
            let keys = person.to_secret_bytes();
            let keys_place = account_place(body, account, "passkey");
            let wrapped = first
                .prf
                .wrap(&made.credential, keys.as_ref(), &keys_place, random);
            let name_place = account_place(body, account, "passkey_name");
            let name = person
                .public()
                .seal_to(&name_place, new.name.trim().as_bytes(), random);
            (wrapped, name)
        });
        let now = self.now();
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        let inserted = run!(
            tx,
            "INSERT INTO passkey (credential, body, account, public_key, counter, wrapped_keys, name, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            made.credential.as_slice(),
            body,
            account,
            made.public.to_bytes(),
            i64::from(counter),
            wrapped.as_bytes(),
            name.as_bytes(),
            now.to_string()
        );
        match inserted {
            Err(error) if is_taken(&error) => return Err(PasskeyRefused::NotTaken),
            other => other?,
        };
        second_factor::note_shown(&mut tx, session).await?;
        second_factor::tell(&mut tx, body, account, (account, person), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes a passkey of the session's owner away: it is lost, or another's now.
    ///
    /// # Errors
    /// [`AccountError`]: no fresh proof, or she has no such passkey.
    pub async fn remove_passkey(&self, session: &Session, id: &str) -> Result<(), AccountError> {
        if !session.is_fresh() {
            return Err(AccountError::ProofNeeded);
        }
        let all = self.passkeys(session).await?;
        let found = all.into_iter().find(|each| each.id == id);
        let credential = found.ok_or(AccountError::NoSuchAccount)?.credential;
        let (body, account) = (&session.body().code, &session.account().code);
        let now = self.now();
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        run!(
            tx,
            "DELETE FROM passkey WHERE credential = $1 AND body = $2 AND account = $3",
            credential.as_slice(),
            body,
            account
        )?;
        let person = &session.keys().person;
        second_factor::tell(&mut tx, body, account, (account, person), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Signs in by a passkey, in the browser that holds the secret of the form. Her former session, if any, ends.
    ///
    /// # Errors
    /// [`SignInRefused`]; a passkey that is not known and one that does not fit give the same answer.
    pub async fn sign_in_with_passkey(
        &self,
        site: &Site,
        form_secret: &str,
        assertion: Assertion,
    ) -> Result<(SessionToken, Account), SignInRefused> {
        let (found, keys) = self
            .check_passkey(site, Purpose::SignIn(form_secret), assertion)
            .await?;
        self.begin_session(found, keys, demand::TWO).await
    }

    /// Shows by a passkey that it is she who is signed in.
    ///
    /// # Errors
    /// As [`Store::sign_in_with_passkey`]; a passkey of somebody else does not fit.
    pub async fn prove_with_passkey(
        &self,
        session: &Session,
        site: &Site,
        assertion: Assertion,
    ) -> Result<(), SignInRefused> {
        let (found, _) = self
            .check_passkey(site, Purpose::Proof(session), assertion)
            .await?;
        if (&found.body, &found.account) != (&session.body().code, &session.account().code) {
            return Err(SignInRefused::Wrong);
        }
        self.record_proof(session, demand::TWO).await?;
        Ok(())
    }

    /// Whose passkey it is, with her keys, which it opened. A failure of a known passkey goes into the record.
    async fn check_passkey(
        &self,
        site: &Site,
        purpose: Purpose<'_>,
        assertion: Assertion,
    ) -> Result<(Found, PersonKeys), SignInRefused> {
        let Some(challenge) = self.own_challenge(purpose, &assertion.client_data) else {
            return Err(SignInRefused::Wrong);
        };
        if assertion.credential.is_empty() || assertion.credential.len() > LONGEST_CREDENTIAL {
            return Err(SignInRefused::Wrong);
        }
        let pace = Pace::of_anybody(&format!("passkey {}", id_of(&assertion.credential)));
        self.count_try(&pace, self.now()).await?;
        let Some(stored) = self.find_passkey(&assertion.credential).await? else {
            return Err(SignInRefused::Wrong);
        };
        let opened = stored.open(&asked(site, &challenge), &assertion)?;
        let keys = match opened {
            Some((counter, keys))
                if self.count_signature(&assertion.credential, counter).await?
                    && self.use_challenge(&challenge).await? =>
            {
                keys
            }
            _ => {
                self.record_failure(Some(&stored.found), &pace).await?;
                return Err(SignInRefused::Wrong);
            }
        };
        let mut tx = self.db.write().await?;
        run!(
            tx,
            "DELETE FROM sign_in_pace WHERE login_digest = $1",
            self.digest_of(&pace).as_slice()
        )?;
        tx.commit().await?;
        Ok((stored.found, keys))
    }

    /// Takes the counter of signatures forward. An authenticator that counts and does not go forward was copied.
    async fn count_signature(&self, credential: &[u8], counter: u32) -> Result<bool, StoreError> {
        let mut tx = self.db.write().await?;
        let counted = run!(
            tx,
            "UPDATE passkey SET counter = $2 WHERE credential = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))",
            credential,
            i64::from(counter)
        )?;
        tx.commit().await?;
        Ok(counted == 1)
    }

    async fn find_passkey(&self, credential: &[u8]) -> Result<Option<StoredPasskey>, StoreError> {
        let mut tx = self.db.read().await?;
        let found = row!(
            tx,
            (String, Vec<u8>, Vec<u8>),
            "SELECT a.login, p.public_key, p.wrapped_keys FROM passkey p
             JOIN account a ON a.body = p.body AND a.account = p.account WHERE p.credential = $1 AND a.state = $2",
            credential,
            ACTIVE
        )?;
        drop(tx);
        let Some((login, public, wrapped)) = found else {
            return Ok(None);
        };
        let Some(found) = self.find_login(&login).await? else {
            return Ok(None);
        };
        let public = PasskeyPublic::from_bytes(&public)
            .map_err(|_| StoreError::damaged("the public key of a passkey does not read"))?;
        Ok(Some(StoredPasskey {
            public,
            wrapped: Sealed::from_stored(wrapped)?,
            found,
        }))
    }
}

/// A passkey out of the tables.
struct StoredPasskey {
    found: Found,
    public: PasskeyPublic,
    wrapped: Sealed,
}

impl StoredPasskey {
    /// The counter of signatures and the owner's keys, when the answer fits and opens them.
    fn open(
        &self,
        asked: &Asked<'_>,
        assertion: &Assertion,
    ) -> Result<Option<(u32, PersonKeys)>, StoreError> {
        let signed = passkey::signed(
            asked,
            &self.public,
            &assertion.client_data,
            &assertion.authenticator_data,
            &assertion.signature,
        );
        let Ok(counter) = signed else {
            return Ok(None);
        };
        let place = account_place(&self.found.body, &self.found.account, "passkey");
        let Ok(keys) = assertion
            .prf
            .unwrap(&assertion.credential, &place, &self.wrapped)
        else {
            return Ok(None);
        };
        let keys = PersonKeys::from_secret_bytes(&keys)?;
        let public: &PersonPublic = self.found.public();
        if keys.public() != *public {
            return Err(StoreError::damaged("an account's public keys are not hers"));
        }
        Ok(Some((counter, keys)))
    }
}

fn asked<'a>(site: &'a Site, challenge: &'a [u8]) -> Asked<'a> {
    Asked {
        challenge,
        origin: &site.origin,
        host: &site.host,
    }
}

fn signed_part(purpose: Purpose<'_>, said: &[u8]) -> Vec<u8> {
    let mut message = Vec::new();
    for part in [
        b"tirek/passkey-challenge/1".as_slice(),
        purpose.name().as_bytes(),
        purpose.holder(),
    ] {
        message.extend_from_slice(&(part.len() as u64).to_be_bytes());
        message.extend_from_slice(part);
    }
    message.extend_from_slice(said);
    message
}

/// What a passkey is named by on the page of its owner.
fn id_of(credential: &[u8]) -> String {
    let digest = Sha256::new_with_prefix(b"tirek/passkey-id/1")
        .chain_update(credential)
        .finalize();
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
