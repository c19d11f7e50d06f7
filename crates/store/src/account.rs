//! Accounts: the staff of a body, and what of its seeds is sealed to each.

use sealed::{PasswordLock, PersonKeys, PersonPublic, Place, ShredKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use standard::{compartment::Compartment, lang::Lang};

use crate::{
    Store,
    body::{Body, BodyKind},
    db::{Tx, is_taken, row, rows, run},
    directory::{Pins, Revision},
    error::StoreError,
    keys::{Keyring, RECORD, account_place, record_key, seed_place, shred_key},
    login, password,
    record::{self, Class, Draft},
    rights::{ActingOrder, may_make},
    role::{Role, compartments_of},
    session::Session,
};

/// Fewest letters of a password.
pub const PASSWORD_LETTERS: usize = 15;

/// Somebody who is to join: an account without its password, which she chooses herself.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// What she types to sign in; in clear.
    pub login: String,
    /// Her name, sealed.
    pub name: String,
    /// Her roles and appointments.
    pub roles: Vec<Role>,
    /// The language of her pages, sealed.
    pub language: Lang,
}

/// An account to be made. It is not printed by `Debug`: it holds a password.
pub struct NewAccount {
    /// What she types to sign in; in clear.
    pub login: String,
    /// At least [`PASSWORD_LETTERS`] letters.
    pub password: String,
    /// Her name, sealed.
    pub name: String,
    /// Her roles and appointments.
    pub roles: Vec<Role>,
    /// The language of her pages, sealed.
    pub language: Lang,
}

/// An account, as its owner or a colleague knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Random code: the staff code that stands in the record.
    pub code: String,
    /// What she types to sign in.
    pub login: String,
    /// Her name.
    pub name: String,
    /// Her roles and appointments.
    pub roles: Vec<Role>,
    /// The language of her pages.
    pub language: Lang,
}

/// Why a body or an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// There is a body already; others are added, not set up.
    #[error("the first body is set up already")]
    AlreadySetUp,
    /// Only the head (or acting head) makes accounts.
    #[error("only the head makes accounts")]
    NotHead,
    /// The login is taken, here or in another body of this server, or one that looks the same is.
    #[error("the login is taken")]
    LoginTaken,
    /// The login has letters that are not seen, or mixes Latin and Cyrillic, so that it could be taken for another.
    #[error("the login could be taken for another: use visible letters of one script")]
    LoginOdd,
    /// Another body of this server has the name.
    #[error("the name of the body is taken")]
    NameTaken,
    /// An empty name or login, or one longer than 200 letters, or one with control characters.
    #[error("the name or the login cannot be used")]
    Unusable,
    /// The password has fewer than [`PASSWORD_LETTERS`] letters.
    #[error("the password is too short")]
    PasswordTooShort,
    /// The password can be guessed: it is made of known words, repetitions, or names of the place.
    #[error("the password is too easy to guess")]
    PasswordWeak,
    /// Attackers know the password: it stands in a list of stolen ones.
    #[error("the password stands in lists of stolen passwords")]
    PasswordKnown,
    /// A fresh proof of who is signed in is needed first.
    #[error("a fresh proof is needed")]
    ProofNeeded,
    /// There is no such account, or not in the state that this takes.
    #[error("there is no such account")]
    NoSuchAccount,
    /// The body would be left without a head.
    #[error("the body would be left without a head")]
    LastHead,
    /// Another head is made by the head herself, not by one acting by order.
    #[error("only the head makes another account a head")]
    HeadMakesHead,
    /// The days of an order that begins after it ends, or has ended.
    #[error("the days do not fit")]
    DaysDoNotFit,
    /// Somebody else changed rights in the same moment: look again.
    #[error("rights were changed meanwhile")]
    Moved,
    /// The roles are empty, or one of them is of another kind of body; the first account of a body must be its head.
    #[error("the roles do not fit")]
    RolesDoNotFit,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        AccountError::Store(error.into())
    }
}

/// What is sealed to the person herself: enough to greet her, also when she holds no compartment at all.
#[derive(Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) roles: Vec<Role>,
    pub(crate) language: Lang,
    /// An order by which she is the acting head for some days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) acting: Option<ActingOrder>,
}

/// Letters of a body's code and of an account's.
pub(crate) const CODE_LETTERS: usize = 8;
const NAME_LETTERS_MOST: usize = 200;

impl Store {
    /// Adds an account to the head's own body and seals to it the seeds of the compartments that its roles hold.
    ///
    /// # Errors
    /// [`AccountError`]: not the head, the login taken, the password too short, roles that do not fit.
    pub async fn add_account(
        &self,
        session: &Session,
        new: NewAccount,
    ) -> Result<Account, AccountError> {
        self.may_change_rights(session)?;
        check(&new, session.body())?;
        may_make(session, &new.roles)?;
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let shred = shred_key(&mut tx, body, RECORD)
            .await?
            .ok_or_else(|| StoreError::damaged("no record of the body"))?;
        drop(tx);
        let made = self.make_account(body, new, session.keys(), &shred).await?;
        let now = self.now();
        let draft = Draft::new(Class::Account, body, &session.account().code, now)
            .about(&made.account.code)
            .vouch(made.digest(body))
            .sign(&session.keys().person);
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        self.is_up_to_date(&mut tx, session).await?;
        let revision = Revision::begin(&mut tx, session).await?;
        self.insert_account(&mut tx, body, &made, revision, session.pins())
            .await?;
        record::append(&mut tx, draft).await?;
        tx.commit().await?;
        Ok(made.account)
    }

    /// The staff of the session's own body, by login. Names are sealed to those who work with recipients; to others
    /// the list is empty.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or a card does not open.
    pub async fn accounts(&self, session: &Session) -> Result<Vec<Account>, StoreError> {
        let mut tx = self.db.read().await?;
        cards(&mut tx, session).await
    }

    /// Writes an account, with the directory that vouches for it, and what its owner has seen of it to begin with.
    pub(crate) async fn insert_account(
        &self,
        tx: &mut Tx,
        body: &str,
        made: &MadeAccount,
        mut revision: Revision,
        pins: &Pins,
    ) -> Result<(), AccountError> {
        made.insert(tx, body).await?;
        let account = made.account.code.as_str();
        let holds = compartments_of(&made.account.roles);
        revision.list(account, &made.public, &made.card, &holds);
        let mut pins = pins.clone();
        pins.insert(body.to_owned(), revision.write(tx).await?);
        self.write_pins(tx, body, account, &made.keys, &pins)
            .await?;
        Ok(())
    }

    /// Makes the keys of an account, locks them under the password, and seals the seeds of its compartments to it.
    pub(crate) async fn make_account(
        &self,
        body: &str,
        new: NewAccount,
        seeds: &Keyring,
        shred: &ShredKey,
    ) -> Result<MadeAccount, StoreError> {
        let code = self.random_code(CODE_LETTERS);
        let keys = self.with_random(PersonKeys::generate);
        let lock = self
            .lock_under_password(body, &code, &keys, new.password)
            .await?;
        let newcomer = Newcomer {
            login: new.login,
            name: new.name,
            roles: new.roles,
            language: new.language,
        };
        self.seal_account(body, code, keys, lock.to_bytes(), newcomer, seeds, shred)
    }

    /// Seals what belongs to an account, with its keys made and locked.
    #[expect(
        clippy::too_many_arguments,
        reason = "one place puts an account together"
    )]
    pub(crate) fn seal_account(
        &self,
        body: &str,
        code: String,
        keys: PersonKeys,
        lock: Vec<u8>,
        new: Newcomer,
        seeds: &Keyring,
        shred: &ShredKey,
    ) -> Result<MadeAccount, StoreError> {
        let public = keys.public();
        let profile = Profile {
            name: new.name.clone(),
            roles: new.roles.clone(),
            language: new.language,
            acting: None,
        };
        let sealed_profile = self.seal_profile(body, &code, &public, &profile)?;
        let card = self.seal_card(body, &code, &profile, seeds, shred)?;
        let held = self.seal_seeds(body, &code, &public, &compartments_of(&new.roles), seeds);
        Ok(MadeAccount {
            account: Account {
                code,
                login: new.login,
                name: new.name,
                roles: new.roles,
                language: new.language,
            },
            state: ACTIVE,
            keys,
            public: public.to_bytes(),
            lock,
            profile: sealed_profile,
            card,
            held,
        })
    }

    /// What a person is greeted by, sealed to her.
    pub(crate) fn seal_profile(
        &self,
        body: &str,
        code: &str,
        public: &PersonPublic,
        profile: &Profile,
    ) -> Result<Vec<u8>, StoreError> {
        let plain = serde_json::to_vec(profile)?;
        let place = profile_place(body, code);
        let sealed = self.with_random(|random| public.seal_to(&place, &plain, random));
        Ok(sealed.into_bytes())
    }

    /// The same, sealed to the colleagues who work with recipients.
    pub(crate) fn seal_card(
        &self,
        body: &str,
        code: &str,
        profile: &Profile,
        seeds: &Keyring,
        shred: &ShredKey,
    ) -> Result<Vec<u8>, StoreError> {
        let plain = serde_json::to_vec(profile)?;
        let (epoch, seed) = seeds.newest(Compartment::File).ok_or_else(|| {
            StoreError::damaged("the head does not hold the compartment of files")
        })?;
        let key = record_key(seed, shred, body, Compartment::File, epoch);
        let place = card_place(body, code, epoch);
        let sealed =
            self.with_random(|random| sealed::seal(&key, key.id(), &place, &plain, random));
        Ok(sealed.into_bytes())
    }

    /// The seeds of these compartments in every epoch, sealed to a person.
    pub(crate) fn seal_seeds(
        &self,
        body: &str,
        code: &str,
        public: &PersonPublic,
        compartments: &[Compartment],
        seeds: &Keyring,
    ) -> Vec<(Compartment, u32, Vec<u8>)> {
        self.with_random(|random| {
            seeds
                .seeds()
                .filter(|(compartment, ..)| compartments.contains(compartment))
                .map(|(compartment, epoch, seed)| {
                    let place = seed_place(body, compartment, epoch, code);
                    let sealed = public.seal_to(&place, seed.to_secret_bytes().as_ref(), random);
                    (compartment, epoch, sealed.into_bytes())
                })
                .collect()
        })
    }

    /// Argon2 takes a good part of a second: it runs apart from the requests.
    pub(crate) async fn lock_under_password(
        &self,
        body: &str,
        account: &str,
        keys: &PersonKeys,
        password: String,
    ) -> Result<PasswordLock, StoreError> {
        let (random, cost) = (self.random.clone(), self.password_cost);
        let (body, account) = (body.to_owned(), account.to_owned());
        let keys = PersonKeys::from_secret_bytes(keys.to_secret_bytes().as_ref())?;
        let password = zeroize::Zeroizing::new(password);
        let room = self.gate_of_the_known.room().await?;
        tokio::task::spawn_blocking(move || {
            let _room = room;
            let mut random = crate::sign_in::RandomBehindLock(random);
            PasswordLock::new(
                &password,
                cost,
                &keys,
                &lock_place(&body, &account),
                &mut random,
            )
        })
        .await
        .map_err(|_| StoreError::damaged("locking the keys was interrupted"))
    }
}

/// An account with everything that is written for it.
pub(crate) struct MadeAccount {
    pub(crate) account: Account,
    pub(crate) state: &'static str,
    pub(crate) keys: PersonKeys,
    public: Vec<u8>,
    lock: Vec<u8>,
    profile: Vec<u8>,
    card: Vec<u8>,
    held: Vec<(Compartment, u32, Vec<u8>)>,
}

impl MadeAccount {
    pub(crate) fn digest(&self, body: &str) -> [u8; 32] {
        account_digest(&StoredAccount {
            body,
            account: &self.account.code,
            login: &self.account.login,
            state: self.state,
            public: &self.public,
            lock: &self.lock,
            profile: &self.profile,
            card: &self.card,
            held: self
                .held
                .iter()
                .map(|(held, epoch, seed)| (held.name(), i64::from(*epoch), seed.as_slice()))
                .collect(),
        })
    }

    async fn insert(&self, tx: &mut Tx, body: &str) -> Result<(), AccountError> {
        login::may_be_given(tx, &self.account.login).await?;
        let inserted = run!(
            tx,
            "INSERT INTO account (body, account, login, state, public_keys, password_lock, profile, card)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            body,
            &self.account.code,
            &self.account.login,
            self.state,
            &self.public,
            &self.lock,
            &self.profile,
            &self.card
        );
        match inserted {
            Err(error) if is_taken(&error) => return Err(AccountError::LoginTaken),
            other => other?,
        };
        for (compartment, epoch, seed) in &self.held {
            run!(
                tx,
                "INSERT INTO compartment_holder (body, compartment, epoch, account, sealed_seed)
                 VALUES ($1, $2, $3, $4, $5)",
                body,
                compartment.name(),
                i64::from(*epoch),
                &self.account.code,
                seed
            )?;
        }
        Ok(())
    }
}

/// The state of an account that may sign in.
pub(crate) const ACTIVE: &str = "active";
/// The state of an account whose holder has not joined yet.
pub(crate) const INVITED: &str = "invited";
/// The state of an account whose holder has left.
pub(crate) const ENDED: &str = "ended";

/// An account as it stands in the tables: what the record's entry of class `account` vouches for.
pub(crate) struct StoredAccount<'a> {
    pub(crate) body: &'a str,
    pub(crate) account: &'a str,
    pub(crate) login: &'a str,
    pub(crate) state: &'a str,
    pub(crate) public: &'a [u8],
    pub(crate) lock: &'a [u8],
    pub(crate) profile: &'a [u8],
    pub(crate) card: &'a [u8],
    /// Compartment, epoch, sealed seed; in the order of the compartments' names and epochs.
    pub(crate) held: Vec<(&'a str, i64, &'a [u8])>,
}

/// The digest that an entry of class `account` carries.
pub(crate) fn account_digest(account: &StoredAccount<'_>) -> [u8; 32] {
    let mut held = account.held.clone();
    held.sort_unstable();
    let mut hash = Sha256::new_with_prefix(b"tirek/account/1");
    record::update(&mut hash, account.body.as_bytes());
    record::update(&mut hash, account.account.as_bytes());
    record::update(&mut hash, account.login.as_bytes());
    record::update(&mut hash, account.state.as_bytes());
    for bytes in [account.public, account.lock, account.profile, account.card] {
        record::update(&mut hash, bytes);
    }
    for (compartment, epoch, seed) in held {
        record::update(&mut hash, compartment.as_bytes());
        hash.update(epoch.to_be_bytes());
        record::update(&mut hash, seed);
    }
    hash.finalize().into()
}

/// What the newest entry about an account must vouch for, out of the tables as they stand in this transaction.
pub(crate) async fn stored_digest(
    tx: &mut Tx,
    body: &str,
    account: &str,
) -> Result<[u8; 32], StoreError> {
    let stored = row!(
        tx,
        (String, String, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>),
        "SELECT login, state, public_keys, password_lock, profile, card FROM account
         WHERE body = $1 AND account = $2",
        body,
        account
    )?;
    let (login, state, public, lock, profile, card) =
        stored.ok_or_else(|| StoreError::damaged("an account is gone"))?;
    let held = rows!(
        tx,
        (String, i64, Vec<u8>),
        "SELECT compartment, epoch, sealed_seed FROM compartment_holder WHERE body = $1 AND account = $2",
        body,
        account
    )?;
    Ok(account_digest(&StoredAccount {
        body,
        account,
        login: &login,
        state: &state,
        public: &public,
        lock: &lock,
        profile: &profile,
        card: &card,
        held: held
            .iter()
            .map(|(held, epoch, seed)| (held.as_str(), *epoch, seed.as_slice()))
            .collect(),
    }))
}

/// The cards of the staff of a session's body, as far as her keys open them.
pub(crate) async fn cards(tx: &mut Tx, session: &Session) -> Result<Vec<Account>, StoreError> {
    let body = session.body().code.as_str();
    let Some(shred) = shred_key(tx, body, RECORD).await? else {
        return Ok(Vec::new());
    };
    let stored = rows!(
        tx,
        (String, String, Vec<u8>),
        "SELECT account, login, card FROM account WHERE body = $1 ORDER BY login",
        body
    )?;
    let mut accounts = Vec::new();
    let keys: Vec<_> = session
        .keys()
        .seeds()
        .filter(|(compartment, ..)| *compartment == Compartment::File)
        .map(|(compartment, epoch, seed)| {
            (epoch, record_key(seed, &shred, body, compartment, epoch))
        })
        .collect();
    for (code, login, card) in stored {
        let card = sealed::Sealed::from_stored(card)?;
        let Some((epoch, key)) = keys.iter().find(|(_, key)| key.id() == card.key_id()) else {
            continue;
        };
        let plain = sealed::open(key, &card_place(body, &code, *epoch), &card)?;
        let profile: Profile = serde_json::from_slice(&plain)?;
        accounts.push(Account {
            code,
            login,
            name: profile.name,
            roles: profile.roles,
            language: profile.language,
        });
    }
    Ok(accounts)
}

pub(crate) fn profile_place<'a>(body: &'a str, account: &'a str) -> Place<'a> {
    account_place(body, account, "profile")
}

pub(crate) fn card_place<'a>(body: &'a str, account: &'a str, epoch: u32) -> Place<'a> {
    let compartment = Compartment::File.name();
    Place {
        body,
        file: RECORD,
        compartment,
        stream: account,
        sequence: u64::from(epoch),
        kind: "card",
    }
}

/// The place of the lock that a password opens.
pub(crate) fn lock_place<'a>(body: &'a str, account: &'a str) -> Place<'a> {
    account_place(body, account, "password")
}

pub(crate) fn check(new: &NewAccount, body: &Body) -> Result<(), AccountError> {
    check_newcomer(&new.login, &new.name, &new.roles, &body.kind)?;
    password::check(&new.password, &[&new.name, &new.login, &body.name])
}

/// Whether an account may be called so and have these roles.
pub(crate) fn check_newcomer(
    login: &str,
    name: &str,
    roles: &[Role],
    kind: &BodyKind,
) -> Result<(), AccountError> {
    if !is_usable(name) || !is_usable(login) {
        Err(AccountError::Unusable)
    } else if roles.is_empty() || !roles.iter().all(|role| kind.has(*role)) {
        Err(AccountError::RolesDoNotFit)
    } else {
        Ok(())
    }
}

/// A name that can be stored in both databases and shown on a line.
pub(crate) fn is_usable(name: &str) -> bool {
    !name.trim().is_empty()
        && name.chars().count() <= NAME_LETTERS_MOST
        && !name.chars().any(char::is_control)
}
