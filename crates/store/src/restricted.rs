//! Restricted files, and the glass that is broken to open one in an emergency.
//!
//! A file opens with two things: the seed of a compartment and the shred key of the file. The shred key of a restricted file, and
//! those of its exchanges, stand nowhere in clear: they are sealed to the people whom the head names, and to the compartment
//! `emergency` of the body. Whoever is not named holds the seeds of her roles and cannot open anything of that file with them
//! (`docs/adr/0013-…`). What another body takes part in is sealed to that body too.
//!
//! Breaking the glass is policy and record, not cryptography: whoever holds `emergency` could open the shred key at any time; this
//! program lets her for an hour after she has written down why, tells the head at once, and keeps asking for the review.

mod glass;
mod holders;
mod notes;

pub use glass::{GLASS_MINUTES, Glass, GlassReview, RestrictedFile};
pub(crate) use glass::{broken_by, opens_by_glass, why_broken};
pub(crate) use holders::{
    Holder, KeyRow, codes, has_key, holders_of, is_restricted, shred_of, take_from,
};

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use standard::compartment::Compartment;

use crate::{
    Store,
    account::{Account, cards},
    db::{Tx, is_askable, row, run},
    erasure::REASON_LETTERS,
    error::StoreError,
    keys::public_halves,
    record::{self, Class, Signed},
    session::Session,
};

use holders::{EMERGENCY, forget_holders, people, somebody_has_left, streams};
use notes::notes;

/// How a file is restricted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// Since when as it is now.
    pub since: Timestamp,
    /// The name of who decided it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The codes of the accounts that are named.
    pub named: Vec<String>,
}

/// Why nothing was restricted, opened or reviewed.
#[derive(Debug, thiserror::Error)]
pub enum RestrictionError {
    /// There is no such thing, or it is not hers to decide.
    #[error("there is nothing under this code")]
    NotFound,
    /// She has not shown lately that it is she.
    #[error("a fresh proof is needed")]
    ProofNeeded,
    /// A reason is empty or too long.
    #[error("the reason cannot be used")]
    Unusable,
    /// Somebody is named who has no account in use, or works with no recipient.
    #[error("somebody is named who cannot hold the file")]
    CannotHold,
    /// The file is not restricted.
    #[error("the file is not restricted")]
    NotRestricted,
    /// It was reviewed already, or is for somebody else to review.
    #[error("this is not for her to review")]
    NotHersToReview,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for RestrictionError {
    fn from(error: sqlx::Error) -> Self {
        RestrictionError::Store(error.into())
    }
}

#[derive(Serialize, Deserialize)]
struct Decided {
    reason: String,
    /// Nobody when the restriction was lifted.
    named: Vec<String>,
}

impl Store {
    /// Restricts a file to the people named, by the codes of their accounts, and to the head who decides it. Naming others later
    /// restricts it anew: whoever is named no more holds no key from then on.
    ///
    /// # Errors
    /// [`RestrictionError`]; then nothing has changed.
    pub async fn restrict(
        &self,
        session: &Session,
        code: &str,
        named: &[String],
        reason: &str,
    ) -> Result<(), RestrictionError> {
        let reason = usable(reason)?;
        let mut names: BTreeSet<String> = named.iter().cloned().collect();
        names.insert(session.account().code.clone());
        let mut tx = self.may_decide(session, code).await?;
        let body = session.body().code.as_str();
        let mut holders = people(&mut tx, session, &names).await?;
        let halves = public_halves(&mut tx, session.pins(), body).await?;
        holders.push(Holder::compartment(
            EMERGENCY,
            &halves,
            Compartment::Emergency,
        )?);
        let mut sealed = Vec::new();
        for (stream, shred, others) in streams(&mut tx, session, code).await? {
            let of_stream = holders.iter().chain(&others);
            sealed.extend(self.seal_shred(body, code, &stream, &shred, of_stream));
            run!(
                tx,
                "DELETE FROM shred_key WHERE body = $1 AND file = $2",
                body,
                &stream
            )?;
        }
        forget_holders(&mut tx, body, code).await?;
        for row in sealed {
            row.insert(&mut tx).await?;
        }
        let decided = Decided {
            reason,
            named: names.into_iter().collect(),
        };
        let entry = self
            .noted_of_restricted(&mut tx, session, Class::Restriction, code, &decided)
            .await?
            .sign(&session.keys().person);
        self.conclude(tx, entry).await
    }

    /// Opens a restricted file again to everybody who holds the compartments.
    ///
    /// # Errors
    /// [`RestrictionError`]; then nothing has changed.
    pub async fn lift_restriction(
        &self,
        session: &Session,
        code: &str,
        reason: &str,
    ) -> Result<(), RestrictionError> {
        let reason = usable(reason)?;
        let mut tx = self.may_decide(session, code).await?;
        let body = session.body().code.as_str();
        if !is_restricted(&mut tx, body, code).await? {
            return Err(RestrictionError::NotRestricted);
        }
        let streams = streams(&mut tx, session, code).await?;
        forget_holders(&mut tx, body, code).await?;
        for (stream, shred, mut others) in streams {
            if stream != code && somebody_has_left(&mut tx, &stream).await? {
                // To whoever has erased what she had of it, it stays closed.
                others.push(Holder::body(
                    body,
                    &public_halves(&mut tx, session.pins(), body).await?,
                )?);
                for row in self.seal_shred(body, code, &stream, &shred, others.iter()) {
                    row.insert(&mut tx).await?;
                }
                continue;
            }
            run!(
                tx,
                "INSERT INTO shred_key (body, file, shred_key) VALUES ($1, $2, $3)",
                body,
                &stream,
                shred.to_secret_bytes().as_slice()
            )?;
        }
        let decided = Decided {
            reason,
            named: Vec::new(),
        };
        let entry = self
            .noted_of_restricted(&mut tx, session, Class::Restriction, code, &decided)
            .await?
            .sign(&session.keys().person);
        self.conclude(tx, entry).await
    }

    /// How a file is restricted; `None` when it is not. For the head.
    ///
    /// # Errors
    /// [`RestrictionError::NotFound`] for anybody else, and where the file does not open to her.
    pub async fn restriction(
        &self,
        session: &Session,
        code: &str,
    ) -> Result<Option<Restriction>, RestrictionError> {
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let opens = is_askable(code)
            && session.is_head()
            && session.holds(Compartment::File)
            && shred_of(&mut tx, session, body, code).await?.is_some();
        if !opens {
            return Err(RestrictionError::NotFound);
        }
        if !is_restricted(&mut tx, body, code).await? {
            return Ok(None);
        }
        let staff = cards(&mut tx, session).await?;
        let newest = notes::<Decided>(&mut tx, session, Class::Restriction)
            .await?
            .into_iter()
            .rfind(|note| note.file == code);
        Ok(newest.map(|note| Restriction {
            since: note.at,
            by: name_of(&staff, &note.account),
            reason: note.content.reason,
            named: note.content.named,
        }))
    }

    /// The transaction in which the head decides about a file that is open to her.
    async fn may_decide(&self, session: &Session, code: &str) -> Result<Tx, RestrictionError> {
        if !session.is_head() || !session.holds(Compartment::File) || !is_askable(code) {
            return Err(RestrictionError::NotFound);
        }
        if !session.is_fresh() {
            return Err(RestrictionError::ProofNeeded);
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        let known = row!(
            tx,
            (String,),
            "SELECT state FROM file WHERE body = $1 AND file = $2",
            body,
            code
        )?;
        if known.is_none() || shred_of(&mut tx, session, body, code).await?.is_none() {
            return Err(RestrictionError::NotFound);
        }
        Ok(tx)
    }

    async fn conclude(&self, mut tx: Tx, entry: Signed) -> Result<(), RestrictionError> {
        record::append(&mut tx, entry).await?;
        tx.commit().await?;
        // The shred key that stood in clear must not lie on in the log of SQLite, or in dead rows of PostgreSQL.
        self.forget_deleted().await?;
        Ok(())
    }
}

fn name_of(staff: &[Account], code: &str) -> String {
    staff
        .iter()
        .find(|one| one.code == code)
        .map_or_else(|| code.to_owned(), |one| one.name.clone())
}

fn usable(reason: &str) -> Result<String, RestrictionError> {
    let reason = reason.trim();
    let fits = !reason.is_empty() && reason.chars().count() <= REASON_LETTERS;
    fits.then(|| reason.to_owned())
        .ok_or(RestrictionError::Unusable)
}
