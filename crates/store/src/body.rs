//! Bodies: organizations, authorized bodies, internal affairs bodies, each with seeds of its own.

use sealed::{PersonKeys, Seed, ShredKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use standard::{act::Signatory, compartment::Compartment};

use crate::{
    Store,
    account::{AccountError, CODE_LETTERS, NewAccount, check, is_usable},
    db::{is_taken, row, rows, run},
    directory::{Pins, Revision},
    error::StoreError,
    keys::{Keyring, RECORD},
    record::{self, Class, Draft},
    role::Role,
};

/// What kind of body it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum BodyKind {
    /// An organization that serves victims of trafficking in persons.
    Organization {
        /// Its kind by paragraph 4, by the id of the catalogue (such as `temporary_stay_centre`).
        form: String,
        /// State or private.
        ownership: Ownership,
    },
    /// A district (city) authorized body of employment and social programmes.
    AuthorizedBody,
    /// An internal affairs body.
    InternalAffairs,
}

impl BodyKind {
    /// What it is where bodies act together: in the exchanges of the order.
    pub fn party(&self) -> Signatory {
        match self {
            BodyKind::Organization { .. } => Signatory::Organization,
            BodyKind::AuthorizedBody => Signatory::AuthorizedBody,
            BodyKind::InternalAffairs => Signatory::InternalAffairs,
        }
    }

    /// Whether staff of this kind of body may have the role.
    pub fn has(&self, role: Role) -> bool {
        match role {
            Role::Head | Role::ActingHead | Role::Accountant | Role::Hr => true,
            Role::Officer => *self == BodyKind::AuthorizedBody,
            Role::PoliceOfficer => *self == BodyKind::InternalAffairs,
            _ => matches!(self, BodyKind::Organization { .. }),
        }
    }
}

/// Whose the organization is (paragraph 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ownership {
    /// State.
    State,
    /// Non-state.
    Private,
}

/// A body to be set up.
#[derive(Clone, Debug)]
pub struct NewBody {
    /// Its name, in clear.
    pub name: String,
    /// What it is, in clear.
    pub kind: BodyKind,
}

/// A body as it stands in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Random code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: BodyKind,
}

impl Store {
    /// Whether a first body has been set up.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn is_set_up(&self) -> Result<bool, StoreError> {
        let mut tx = self.db.read().await?;
        Ok(row!(tx, (i64,), "SELECT COUNT(*) FROM body")?.is_some_and(|(bodies,)| bodies > 0))
    }

    /// Sets up the first body, its head and all its seeds.
    ///
    /// # Errors
    /// [`AccountError::AlreadySetUp`] when there is a body; the rest as in [`Store::add_account`].
    pub async fn set_up(&self, body: NewBody, head: NewAccount) -> Result<Body, AccountError> {
        if self.is_set_up().await? {
            return Err(AccountError::AlreadySetUp);
        }
        self.make_body(body, head, true).await
    }

    /// Adds a further body with its head. The command line does this: the server's administrator belongs to no body.
    ///
    /// # Errors
    /// As [`Store::add_account`], and [`AccountError::NameTaken`].
    pub async fn add_body(&self, body: NewBody, head: NewAccount) -> Result<Body, AccountError> {
        self.make_body(body, head, false).await
    }

    /// The bodies of this server, by name. What they are called is in clear.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn bodies(&self) -> Result<Vec<Body>, StoreError> {
        let mut tx = self.db.read().await?;
        rows!(
            tx,
            (String, String, String),
            "SELECT body, name, kind FROM body ORDER BY name, body"
        )?
        .into_iter()
        .map(|(code, name, kind)| {
            Ok(Body {
                code,
                name,
                kind: serde_json::from_str(&kind)?,
            })
        })
        .collect()
    }

    async fn make_body(
        &self,
        new: NewBody,
        head: NewAccount,
        first: bool,
    ) -> Result<Body, AccountError> {
        if !is_usable(&new.name) {
            return Err(AccountError::Unusable);
        }
        if !head.roles.contains(&Role::Head) {
            return Err(AccountError::RolesDoNotFit);
        }
        let body = Body {
            code: self.random_code(CODE_LETTERS),
            name: new.name,
            kind: new.kind,
        };
        check(&head, &body)?;
        let kind = serde_json::to_string(&body.kind).map_err(StoreError::from)?;
        let shred = self.with_random(ShredKey::generate);
        let mut seeds = Keyring::new(self.with_random(PersonKeys::generate));
        for compartment in Compartment::ALL {
            seeds.hold(compartment, 1, self.with_random(Seed::generate));
        }
        let made = self.make_account(&body.code, head, &seeds, &shred).await?;
        let halves: Vec<_> = seeds
            .seeds()
            .map(|(compartment, epoch, seed)| (compartment, epoch, seed.public().to_bytes()))
            .collect();
        let check = shred.check(&body.code, RECORD);
        let now = self.now();
        let of_body = Draft::new(Class::Body, &body.code, &made.account.code, now)
            .vouch(body_digest(&body, &kind, &halves, &check))
            .sign(&made.keys);
        let of_head = Draft::new(Class::Account, &body.code, &made.account.code, now)
            .about(&made.account.code)
            .vouch(made.digest(&body.code))
            .sign(&made.keys);

        let mut tx = self.db.write().await?;
        let inserted = run!(
            tx,
            "INSERT INTO body (body, name, kind, first_body) VALUES ($1, $2, $3, $4)",
            &body.code,
            &body.name,
            &kind,
            first.then_some(1_i64)
        );
        match inserted {
            Err(error) if is_taken(&error) && first => return Err(AccountError::AlreadySetUp),
            Err(error) if is_taken(&error) => return Err(AccountError::NameTaken),
            other => other?,
        };
        record::begin_chain(&mut tx, &body.code).await?;
        run!(
            tx,
            "INSERT INTO shred_key (body, file, shred_key) VALUES ($1, $2, $3)",
            &body.code,
            RECORD,
            shred.to_secret_bytes().as_slice()
        )?;
        for (compartment, epoch, public) in &halves {
            run!(
                tx,
                "INSERT INTO compartment (body, compartment, epoch, public_key) VALUES ($1, $2, $3, $4)",
                &body.code,
                compartment.name(),
                i64::from(*epoch),
                public
            )?;
        }
        let revision = Revision::first(&body.code, &seeds)?;
        self.insert_account(&mut tx, &body.code, &made, revision, &Pins::new())
            .await?;
        record::append(&mut tx, of_body).await?;
        record::append(&mut tx, of_head).await?;
        tx.commit().await?;
        Ok(body)
    }
}

/// The digest that an entry of class `body` carries: the body, the public halves of its compartments, and what tells the shred
/// key of its lists from others.
pub(crate) fn body_digest(
    body: &Body,
    kind: &str,
    halves: &[(Compartment, u32, Vec<u8>)],
    shred_check: &[u8; 32],
) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/body/2");
    hash.update(shred_check);
    for text in [body.code.as_str(), body.name.as_str(), kind] {
        record::update(&mut hash, text.as_bytes());
    }
    for (compartment, epoch, public) in halves {
        record::update(&mut hash, compartment.name().as_bytes());
        hash.update(epoch.to_be_bytes());
        record::update(&mut hash, public);
    }
    hash.finalize().into()
}
