//! Invitations: a place on the staff waits for its holder, who joins with a code from a sheet of paper.
//!
//! The head gives login, name and roles, and everything is sealed to keys made for the place, which are locked under the code:
//! 128 bits, printed once, of which the server keeps a hash. Whoever types the code chooses her password; in that moment
//! keys of her own take the place of those that waited, so that nothing of the code opens anything afterwards.

use jiff::{SignedDuration, Timestamp};
use sealed::{InvitationCode, PersonKeys, Sealed};
use zeroize::Zeroizing;

use crate::{
    Store,
    account::{
        self, ACTIVE, Account, AccountError, CODE_LETTERS, INVITED, Newcomer, Profile,
        check_newcomer, profile_place,
    },
    db::{is_askable, row, run},
    directory::{self, Revision},
    error::StoreError,
    keys::{RECORD, account_place, seed_place, shred_key},
    password,
    record::{self, Class, Draft},
    rights::{Change, Colleague, colleagues, insert_holder, may_make, record_shred},
    role::compartments_of,
    session::Session,
};

/// How many days an invitation waits.
pub const INVITATION_DAYS: i64 = 7;

/// Somebody who was invited. The code is shown this once.
pub struct Invited {
    /// Her account, which waits for her.
    pub account: Account,
    /// The code as it is printed: seven groups of four.
    pub code: Zeroizing<String>,
    /// Until when she may join.
    pub expires_at: Timestamp,
}

/// Why nobody joined.
#[derive(Debug, thiserror::Error)]
pub enum JoinRefused {
    /// What was typed is not a code: letters are missing or the checksum does not fit.
    #[error("not a well-formed code")]
    Misread,
    /// No invitation waits for this code: it was used, or taken back, or is too old.
    #[error("no invitation waits for this code")]
    NoInvitation,
    /// The password is too short or too easy to guess.
    #[error(transparent)]
    Password(AccountError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for JoinRefused {
    fn from(error: sqlx::Error) -> Self {
        JoinRefused::Store(error.into())
    }
}

impl Store {
    /// Invites somebody to the head's own body and gives the code to print.
    ///
    /// # Errors
    /// [`AccountError`]: not the head, no fresh proof, the login taken, roles that do not fit.
    pub async fn invite(&self, session: &Session, new: Newcomer) -> Result<Invited, AccountError> {
        self.may_change_rights(session)?;
        check_newcomer(&new.login, &new.name, &new.roles, &session.body().kind)?;
        may_make(session, &new.roles)?;
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let shred = shred_key(&mut tx, body, RECORD)
            .await?
            .ok_or_else(|| StoreError::damaged("no record of the body"))?;
        drop(tx);
        let account = self.random_code(CODE_LETTERS);
        let (code, keys, lock) = self.waiting_keys(body, &account);
        let mut made = self.seal_account(body, account, keys, lock, new, session.keys(), &shred)?;
        made.state = INVITED;
        let now = self.now();
        let expires_at = now + SignedDuration::from_hours(24 * INVITATION_DAYS);
        let change = Change::Invited {
            account: made.account.code.clone(),
            login: made.account.login.clone(),
            roles: made.account.roles.clone(),
        };
        let entry = Draft::new(Class::Account, body, &session.account().code, now)
            .about(&made.account.code)
            .vouch(made.digest(body))
            .sign(&session.keys().person);
        let told = self.told(session, &shred, &change, now)?;
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        self.is_up_to_date(&mut tx, session).await?;
        let revision = Revision::begin(&mut tx, session).await?;
        self.insert_account(&mut tx, body, &made, revision, session.pins())
            .await?;
        run!(
            tx,
            "INSERT INTO invitation (body, account, code_hash, expires_at) VALUES ($1, $2, $3, $4)",
            body,
            &made.account.code,
            code.hash().as_slice(),
            expires_at.to_string()
        )?;
        record::append(&mut tx, entry).await?;
        record::append(&mut tx, told).await?;
        tx.commit().await?;
        Ok(Invited {
            account: made.account,
            code: code.to_text(),
            expires_at,
        })
    }

    /// Gives a place that waits a new code; the former, which may lie anywhere, is void.
    ///
    /// # Errors
    /// [`AccountError`], as [`Store::invite`]; [`AccountError::NoSuchAccount`] when nobody is awaited there.
    pub async fn invite_again(
        &self,
        session: &Session,
        account: &str,
    ) -> Result<Invited, AccountError> {
        self.may_change_rights(session)?;
        if !is_askable(account) {
            return Err(AccountError::NoSuchAccount);
        }
        let body = session.body().code.as_str();
        let now = self.now();
        let expires_at = now + SignedDuration::from_hours(24 * INVITATION_DAYS);
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        self.is_up_to_date(&mut tx, session).await?;
        let shred = record_shred(&mut tx, session).await?;
        let all = colleagues(&mut tx, session, &shred).await?;
        let waits = |each: &&Colleague| each.code == account && each.state == INVITED;
        let colleague = all.iter().find(waits).ok_or(AccountError::NoSuchAccount)?;
        let profile = &colleague.profile;
        let (code, keys, lock) = self.waiting_keys(body, account);
        let public = keys.public();
        run!(
            tx,
            "UPDATE account SET public_keys = $3, password_lock = $4, profile = $5 WHERE body = $1 AND account = $2",
            body,
            account,
            public.to_bytes(),
            lock,
            self.seal_profile(body, account, &public, profile)?
        )?;
        run!(
            tx,
            "DELETE FROM compartment_holder WHERE body = $1 AND account = $2",
            body,
            account
        )?;
        let compartments = compartments_of(&profile.roles);
        let card = row!(
            tx,
            (Vec<u8>,),
            "SELECT card FROM account WHERE body = $1 AND account = $2",
            body,
            account
        )?;
        let (card,) = card.ok_or(AccountError::NoSuchAccount)?;
        let mut revision = Revision::begin(&mut tx, session).await?;
        revision.list(account, &public.to_bytes(), &card, &compartments);
        let mut pins = session.pins().clone();
        pins.insert(body.to_owned(), revision.write(&mut tx).await?);
        self.write_pins(&mut tx, body, account, &keys, &pins)
            .await?;
        for (compartment, number, sealed) in
            self.seal_seeds(body, account, &public, &compartments, session.keys())
        {
            insert_holder(&mut tx, body, compartment, number, account, &sealed).await?;
        }
        run!(
            tx,
            "UPDATE invitation SET code_hash = $3, expires_at = $4 WHERE body = $1 AND account = $2",
            body,
            account,
            code.hash().as_slice(),
            expires_at.to_string()
        )?;
        let digest = account::stored_digest(&mut tx, body, account).await?;
        let entry = Draft::new(Class::Account, body, &session.account().code, now)
            .about(account)
            .vouch(digest)
            .sign(&session.keys().person);
        record::append(&mut tx, entry).await?;
        let change = Change::InvitedAgain {
            account: account.to_owned(),
        };
        record::append(&mut tx, self.told(session, &shred, &change, now)?).await?;
        tx.commit().await?;
        Ok(Invited {
            account: Account {
                code: account.to_owned(),
                login: colleague.login.clone(),
                name: profile.name.clone(),
                roles: profile.roles.clone(),
                language: profile.language,
            },
            code: code.to_text(),
            expires_at,
        })
    }

    /// Keys that wait for their holder, locked under a new code.
    fn waiting_keys(&self, body: &str, account: &str) -> (InvitationCode, PersonKeys, Vec<u8>) {
        self.with_random(|random| {
            let code = InvitationCode::generate(random);
            let keys = PersonKeys::generate(random);
            let place = account_place(body, account, "invitation");
            let lock = code.wrap(keys.to_secret_bytes().as_ref(), &place, random);
            (code, keys, lock.into_bytes())
        })
    }

    /// Joins: the code is used up, and the keys of the account are from now on locked under the password that its holder
    /// has chosen.
    ///
    /// # Errors
    /// [`JoinRefused`]; a code that was used, taken back or is too old gives one answer.
    pub async fn join(&self, code: &str, password: &str) -> Result<Account, JoinRefused> {
        let code = InvitationCode::from_text(code).map_err(|_| JoinRefused::Misread)?;
        let now = self.now();
        let mut tx = self.db.read().await?;
        let waiting = row!(
            tx,
            (String, String, String, Vec<u8>, Vec<u8>, String),
            "SELECT a.body, a.account, a.login, a.password_lock, a.profile, i.expires_at
             FROM invitation i JOIN account a ON a.body = i.body AND a.account = i.account
             WHERE i.code_hash = $1 AND a.state = $2",
            code.hash().as_slice(),
            INVITED
        )?;
        drop(tx);
        let Some((body, account, login, lock, profile, expires_at)) = waiting else {
            return Err(JoinRefused::NoInvitation);
        };
        let expires_at: Timestamp = expires_at.parse().map_err(StoreError::from)?;
        if now >= expires_at {
            return Err(JoinRefused::NoInvitation);
        }
        let opened = Sealed::from_stored(lock)
            .map_err(StoreError::from)
            .and_then(|lock| {
                Ok(code.unwrap(&account_place(&body, &account, "invitation"), &lock)?)
            })?;
        let waiting = PersonKeys::from_secret_bytes(&opened).map_err(StoreError::from)?;
        let profile = Sealed::from_stored(profile).map_err(StoreError::from)?;
        let profile = waiting
            .open_from(&profile_place(&body, &account), &profile)
            .map_err(StoreError::from)?;
        let profile: Profile = serde_json::from_slice(&profile).map_err(StoreError::from)?;
        let place = self.words_of_the_place(&body, &login).await?;
        password::check(password, &[&profile.name, &place]).map_err(JoinRefused::Password)?;

        let keys = self.with_random(PersonKeys::generate);
        let lock = self
            .lock_under_password(&body, &account, &keys, password.to_owned())
            .await?;
        let public = keys.public();
        let sealed_profile = self.seal_profile(&body, &account, &public, &profile)?;

        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, &body).await?;
        let used = run!(
            tx,
            "DELETE FROM invitation WHERE code_hash = $1",
            code.hash().as_slice()
        )?;
        if used != 1 {
            return Err(JoinRefused::NoInvitation);
        }
        // Under the chain's lock: a seed that was added while the password was locked is among them. What she is to know of the
        // directory of keys lies under the code.
        let pins = directory::read_pins(&mut tx, &body, &account, &waiting).await?;
        let introduction = waiting.introduce(&body, &account, &public);
        let waited = waiting.public();
        let (held, pins) = self
            .take_in(&mut tx, waiting, &body, &account, pins)
            .await?;
        for (compartment, number, seed) in held.seeds() {
            let place = seed_place(&body, compartment, number, &account);
            let secret = seed.to_secret_bytes();
            let sealed = self.with_random(|random| public.seal_to(&place, secret.as_ref(), random));
            run!(
                tx,
                "UPDATE compartment_holder SET sealed_seed = $5
                 WHERE body = $1 AND account = $2 AND compartment = $3 AND epoch = $4",
                &body,
                &account,
                compartment.name(),
                i64::from(number),
                sealed.as_bytes()
            )?;
        }
        run!(
            tx,
            "INSERT INTO introduction (body, account, public_keys, signature) VALUES ($1, $2, $3, $4)",
            &body,
            &account,
            waited.to_bytes(),
            introduction.as_slice()
        )?;
        self.write_pins(&mut tx, &body, &account, &keys, &pins)
            .await?;
        run!(
            tx,
            "UPDATE account SET state = $3, public_keys = $4, password_lock = $5, profile = $6
             WHERE body = $1 AND account = $2",
            &body,
            &account,
            ACTIVE,
            public.to_bytes(),
            lock.to_bytes(),
            sealed_profile
        )?;
        let digest = account::stored_digest(&mut tx, &body, &account).await?;
        let entry = Draft::new(Class::Account, &body, &account, now)
            .about(&account)
            .vouch(digest)
            .sign(&keys);
        record::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(Account {
            code: account,
            login,
            name: profile.name,
            roles: profile.roles,
            language: profile.language,
        })
    }
}
