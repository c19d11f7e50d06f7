//! The staff of a body as its head sees it: who is there, what she may, since when.

use jiff::Timestamp;
use sealed::{Sealed, ShredKey, open};
use standard::{compartment::Compartment, lang::Lang};

use crate::{
    Store,
    account::{ACTIVE, AccountError, INVITED, Profile, card_place},
    db::rows,
    error::StoreError,
    keys::{epoch, record_key},
    rights::{ActingOrder, Change, change_place, colleagues, record_shred},
    role::Role,
    second_factor,
    session::{self, Session},
};

/// Whether an account is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberState {
    /// Its holder has not joined yet; until when she may.
    Invited(Timestamp),
    /// In use.
    Active,
    /// Its holder has left.
    Ended,
}

/// A member of staff, as the head sees her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The staff code that stands in the record.
    pub code: String,
    /// What she types to sign in.
    pub login: String,
    /// Her name.
    pub name: String,
    /// Her roles and appointments; acting as head by order stands in `acting`.
    pub roles: Vec<Role>,
    /// The language of her pages.
    pub language: Lang,
    /// An order by which she acts as head.
    pub acting: Option<ActingOrder>,
    /// Whether the account is in use.
    pub state: MemberState,
    /// Whether something beside the password lets her in: codes from an app, a passkey.
    pub has_factors: bool,
    /// Whether she is signed in now.
    pub has_session: bool,
    /// When she last signed in.
    pub last_sign_in: Option<Timestamp>,
}

/// A change of rights, as the record tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsEntry {
    /// When.
    pub at: Timestamp,
    /// Who did it: the code of her account.
    pub by: String,
    /// What.
    pub change: Change,
}

impl Store {
    /// The staff of the session's own body, by login, those who have left among them.
    ///
    /// # Errors
    /// [`AccountError::NotHead`], or the database failed.
    pub async fn staff(&self, session: &Session) -> Result<Vec<Member>, AccountError> {
        if !session.is_head() {
            return Err(AccountError::NotHead);
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let shred = record_shred(&mut tx, session).await?;
        let all = colleagues(&mut tx, session, &shred).await?;
        let waiting = rows!(
            tx,
            (String, String),
            "SELECT account, expires_at FROM invitation WHERE body = $1",
            body
        )?;
        let signed_in = rows!(
            tx,
            (String, String),
            "SELECT account, MAX(recorded_at) FROM entry WHERE body = $1 AND class = 'sign_in' GROUP BY account",
            body
        )?;
        let with_session = session::owners(&mut tx, body, self.now()).await?;
        let with_factors = second_factor::owners(&mut tx, body).await?;
        let instant = |list: &[(String, String)], code: &str| -> Result<_, StoreError> {
            let found = list.iter().find(|(account, _)| account == code);
            Ok(match found {
                Some((_, at)) => Some(at.parse::<Timestamp>()?),
                None => None,
            })
        };
        let mut members = Vec::with_capacity(all.len());
        for colleague in all {
            let state = match colleague.state.as_str() {
                ACTIVE => MemberState::Active,
                INVITED => {
                    MemberState::Invited(instant(&waiting, &colleague.code)?.unwrap_or_default())
                }
                _ => MemberState::Ended,
            };
            members.push(Member {
                state,
                has_factors: with_factors.contains(&colleague.code),
                has_session: with_session.contains(&colleague.code),
                last_sign_in: instant(&signed_in, &colleague.code)?,
                code: colleague.code,
                login: colleague.login,
                name: colleague.profile.name,
                roles: colleague.profile.roles,
                language: colleague.profile.language,
                acting: colleague.profile.acting,
            });
        }
        Ok(members)
    }

    /// Every change of rights in the session's body, newest first.
    ///
    /// # Errors
    /// [`AccountError::NotHead`], or the database failed.
    pub async fn rights_changes(
        &self,
        session: &Session,
    ) -> Result<Vec<RightsEntry>, AccountError> {
        if !session.is_head() {
            return Err(AccountError::NotHead);
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let shred = record_shred(&mut tx, session).await?;
        let stored = rows!(
            tx,
            (String, String, i64, Vec<u8>),
            "SELECT e.account, e.recorded_at, s.epoch, s.sealed
             FROM entry e JOIN sealed_body s ON s.body = e.body AND s.number = e.number
             WHERE e.body = $1 AND e.class = 'rights' ORDER BY e.number DESC",
            body
        )?;
        drop(tx);
        let mut changes = Vec::with_capacity(stored.len());
        for (by, at, number, sealed) in stored {
            let number = epoch(number)?;
            let Some(seed) = session.keys().seed(Compartment::House, number) else {
                continue;
            };
            let key = record_key(seed, &shred, body, Compartment::House, number);
            let sealed = Sealed::from_stored(sealed).map_err(StoreError::from)?;
            let plain = open(&key, &change_place(body, &by), &sealed).map_err(StoreError::from)?;
            changes.push(RightsEntry {
                at: at.parse().map_err(StoreError::from)?,
                change: serde_json::from_slice(&plain).map_err(StoreError::from)?,
                by,
            });
        }
        Ok(changes)
    }
}

/// What a card says, when the session holds the key of its epoch.
pub(crate) fn open_profile(
    session: &Session,
    shred: &ShredKey,
    account: &str,
    card: &Sealed,
) -> Result<Option<Profile>, StoreError> {
    let body = session.body().code.as_str();
    for (compartment, number, seed) in session.keys().seeds() {
        if compartment != Compartment::File {
            continue;
        }
        let key = record_key(seed, shred, body, compartment, number);
        if key.id() == card.key_id() {
            let plain = open(&key, &card_place(body, account, number), card)?;
            return Ok(Some(serde_json::from_slice(&plain)?));
        }
    }
    Ok(None)
}
