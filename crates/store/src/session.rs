//! Sessions: the server keeps the token's hash and the person's keys wrapped under the token, and nothing that opens
//! them. A session ends after 15 minutes without a request, after 10 hours at the latest, and when its owner signs in anew.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::Date};
use rand_core::CryptoRng;
use sealed::{OpenError, Sealed, SessionToken};
use serde::{Deserialize, Serialize};
use standard::{actor::Actor, compartment::Compartment};
use zeroize::Zeroizing;

use crate::{
    Store,
    account::Account,
    body::{Body, BodyKind},
    day_in_kazakhstan,
    db::{Tx, row, rows, run},
    demand::{self, SecondFactor},
    directory::Pins,
    error::StoreError,
    keys::{Keyring, account_place},
    proof::is_fresh,
    record::{self, Class, Draft},
    restricted,
    rights::ActingOrder,
    role::{Role, actors_of, compartments_of},
    sign_in::open_who,
};

/// A session ends after this many minutes without a request.
pub const IDLE_MINUTES: i64 = 15;
/// A session ends after this many hours, used or not.
pub const LONGEST_HOURS: i64 = 10;
/// How often at most, in seconds, a request is noted: writing at each would cost more than it tells.
const NOTED_EVERY_SECONDS: i64 = 30;

/// A session as it is stored: body, its name and kind, account, keys, last request, end, last proof, how many sealed seeds
/// the keys were made from, how many there are now, how many factors its owner has shown, how many second ones she has, and
/// from which day her body demands one.
type SessionRow = (
    String,
    String,
    String,
    String,
    Vec<u8>,
    String,
    String,
    String,
    i64,
    i64,
    i64,
    i64,
    Option<String>,
);

/// Somebody who is signed in, with her keys. Lives as long as one request.
pub struct Session {
    account: Account,
    body: Body,
    keys: Keyring,
    /// What she has seen of the directories of keys.
    pins: Pins,
    token_hash: [u8; 32],
    fresh: bool,
    second_factor: SecondFactor,
    /// Whether she has a second factor, and has shown it in this session.
    two_shown: bool,
    /// The restricted files that she has opened in an emergency, within the hour.
    glass: Vec<String>,
    /// The number of the order by which she acts as head today.
    acting_by: Option<String>,
    /// Whether every permission passes, whatever her roles and keys: [`Store::with_every_permission`].
    every_permission: bool,
}

/// Who a session belongs to, as it is wrapped: her account, the order by which she acts as head, whether or not it counts today, and for
/// whose keys she knows who vouches.
#[derive(Serialize, Deserialize)]
pub(crate) struct Who {
    pub(crate) account: Account,
    #[serde(default)]
    pub(crate) acting: Option<ActingOrder>,
    /// What she has seen of the directories of keys.
    #[serde(default)]
    pub(crate) pins: Pins,
}

/// Why there is no session.
#[derive(Debug, thiserror::Error)]
pub enum NoSession {
    /// No such session, or it has ended.
    #[error("nobody is signed in")]
    Ended,
    /// Her body demands a second factor, and she has none or has not shown it: what she may do until then is done with
    /// [`Store::session_at_the_gate`].
    #[error("a second factor is needed")]
    SecondFactorNeeded,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for NoSession {
    fn from(error: sqlx::Error) -> Self {
        NoSession::Store(error.into())
    }
}

impl Session {
    /// Who is signed in.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The body she works for.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Whether she holds the key of a compartment: a question before something is tried. What opens is decided by the key itself.
    pub fn holds(&self, compartment: Compartment) -> bool {
        self.every_permission || self.keys.holds(compartment)
    }

    /// In whose names she may act: her roles' actors; in another body than an organization, that body.
    pub fn actors(&self) -> Vec<Actor> {
        match self.body.kind {
            BodyKind::Organization { .. } => actors_of(&self.account.roles),
            BodyKind::AuthorizedBody if self.holds(Compartment::File) => {
                vec![Actor::AuthorizedBody]
            }
            BodyKind::InternalAffairs if self.holds(Compartment::File) => {
                vec![Actor::InternalAffairs]
            }
            _ => Vec::new(),
        }
    }

    /// Whether she is the head or the acting head of her body.
    pub fn is_head(&self) -> bool {
        self.account
            .roles
            .iter()
            .any(|role| matches!(role, Role::Head | Role::ActingHead))
    }

    /// Whether she is the head herself, not one acting by order. What outlasts an order (another head, the kits of recovery, whose
    /// certificates are trusted) is the head's alone.
    pub fn is_head_herself(&self) -> bool {
        self.account.roles.contains(&Role::Head)
    }

    /// Whether she showed within the last [`crate::proof::PROOF_MINUTES`] that it is she. Whoever must show her second factor has
    /// not shown it by her password alone.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Where she stands towards the demand for a second factor.
    pub fn second_factor(&self) -> SecondFactor {
        self.second_factor
    }

    /// Whether she has a second factor and came by it: it works.
    pub fn has_shown_two(&self) -> bool {
        self.two_shown
    }

    /// Whether she has broken the glass of a restricted file within the hour.
    pub(crate) fn has_broken_glass(&self, file: &str) -> bool {
        self.every_permission || self.glass.iter().any(|each| each == file)
    }

    /// The number of the order by which she does this as head; nothing when she does it by a role of her own.
    pub(crate) fn acting_by(&self, actor: Actor) -> Option<String> {
        let is_the_head = self.account.roles.contains(&Role::Head);
        (actor == Actor::Head && !is_the_head)
            .then(|| self.acting_by.clone())
            .flatten()
    }

    pub(crate) fn keys(&self) -> &Keyring {
        &self.keys
    }

    pub(crate) fn pins(&self) -> &Pins {
        &self.pins
    }

    pub(crate) fn token_hash(&self) -> &[u8; 32] {
        &self.token_hash
    }
}

impl Store {
    /// The session of a token, as the cookie or the header carries it. Everything that somebody who is signed in sees or does
    /// goes through here.
    ///
    /// # Errors
    /// [`NoSession::Ended`] for whatever is not the token of a living session; [`NoSession::SecondFactorNeeded`] where one is
    /// demanded and was not shown.
    pub async fn session(&self, token: &str) -> Result<Session, NoSession> {
        let session = self.session_at_the_gate(token).await?;
        if session.second_factor.is_missing() {
            return Err(NoSession::SecondFactorNeeded);
        }
        Ok(session)
    }

    /// The same, and the session of somebody who must set a second factor up, or show hers, before anything opens. That one has no
    /// roles and no key of any compartment, only her own: it is for setting up, for a proof, and for signing out.
    ///
    /// # Errors
    /// [`NoSession::Ended`] for whatever is not the token of a living session.
    pub async fn session_at_the_gate(&self, token: &str) -> Result<Session, NoSession> {
        let token = SessionToken::from_text(token).map_err(|_| NoSession::Ended)?;
        let hash = token.hash();
        let mut tx = self.db.read().await?;
        let found = row!(
            tx,
            SessionRow,
            "SELECT s.body, b.name, b.kind, s.account, s.wrapped_keys, s.seen_at, s.ends_at, s.proved_at, s.held,
                    (SELECT COUNT(*) FROM compartment_holder h WHERE h.body = s.body AND h.account = s.account),
                    s.factors,
                    (SELECT COUNT(*) FROM second_factor f WHERE f.body = s.body AND f.account = s.account)
                    + (SELECT COUNT(*) FROM passkey p WHERE p.body = s.body AND p.account = s.account),
                    (SELECT d.from_day FROM second_factor_demand d WHERE d.body = s.body ORDER BY d.number DESC LIMIT 1)
             FROM session s JOIN body b ON b.body = s.body WHERE s.token_hash = $1",
            hash.as_slice()
        )?;
        // Another copy of the program may have loaded a year since the last request.
        self.refresh_calendar_in(&mut tx).await?;
        drop(tx);
        let Some((
            body,
            name,
            kind,
            code,
            wrapped,
            seen_at,
            ends_at,
            proved_at,
            held,
            holds,
            shown,
            second_ones,
            demanded,
        )) = found
        else {
            return Err(NoSession::Ended);
        };
        let now = self.now();
        let seen_at: Timestamp = seen_at.parse().map_err(StoreError::from)?;
        let proved_at: Timestamp = proved_at.parse().map_err(StoreError::from)?;
        let ends_at: Timestamp = ends_at.parse().map_err(StoreError::from)?;
        if is_over(seen_at, ends_at, now) {
            let mut tx = self.db.write().await?;
            run!(
                tx,
                "DELETE FROM session WHERE token_hash = $1",
                hash.as_slice()
            )?;
            tx.commit().await?;
            return Err(NoSession::Ended);
        }
        let wrapped = Sealed::from_stored(wrapped).map_err(StoreError::from)?;
        let (mut who, mut keys) = unwrap(&token, &body, &code, &wrapped)?;
        if !who.pins.contains_key(&body) {
            // A session from before there was a directory of keys.
            return Err(NoSession::Ended);
        }
        if held != holds {
            (who, keys) = self.open_anew(&token, &body, who, keys).await?;
        }
        let demanded = match demanded {
            Some(day) => Some(day.parse().map_err(StoreError::from)?),
            None => None,
        };
        let has_one = second_ones > 0;
        let second_factor = if self.every_permission {
            SecondFactor::Enough
        } else {
            SecondFactor::of(demanded, begun_on(ends_at), shown, has_one)
        };
        // An order counts from its first day to its last: outside these its seeds stay closed.
        let mut account = who.account;
        let acting_by = who
            .acting
            .filter(|order| order.is_in_force(self.today()))
            .map(|order| order.order);
        if acting_by.is_some() {
            account.roles.push(Role::ActingHead);
        }
        if self.every_permission {
            account.roles = Role::ALL.to_vec();
        }
        if second_factor.is_missing() {
            account.roles.clear();
        }
        keys.retain(&compartments_of(&account.roles));
        // A head is who holds the head's keys: what a stored profile says is not enough.
        if !keys.holds(Compartment::Report) && !self.every_permission {
            account
                .roles
                .retain(|role| !matches!(role, Role::Head | Role::ActingHead));
        }
        if now >= seen_at + SignedDuration::from_secs(NOTED_EVERY_SECONDS) {
            let mut tx = self.db.write().await?;
            run!(
                tx,
                "UPDATE session SET seen_at = $2 WHERE token_hash = $1",
                hash.as_slice(),
                now.to_string()
            )?;
            tx.commit().await?;
        }
        let kind = serde_json::from_str(&kind).map_err(StoreError::from)?;
        let glass = if keys.holds(Compartment::Emergency) {
            let mut tx = self.db.read().await?;
            restricted::broken_by(&mut tx, &body, &account.code, now).await?
        } else {
            Vec::new()
        };
        Ok(Session {
            glass,
            account,
            body: Body {
                code: body,
                name,
                kind,
            },
            keys,
            pins: who.pins,
            token_hash: hash,
            fresh: self.every_permission
                || (is_fresh(proved_at, now) && second_factor != SecondFactor::ToShow),
            second_factor,
            two_shown: has_one && shown >= demand::TWO,
            acting_by,
            every_permission: self.every_permission,
        })
    }

    /// Opens what is sealed to somebody since her session began, such as the seed of a new epoch, and wraps it with the rest.
    async fn open_anew(
        &self,
        token: &SessionToken,
        body: &str,
        who: Who,
        keys: Keyring,
    ) -> Result<(Who, Keyring), NoSession> {
        let code = who.account.code.as_str();
        let mut tx = self.db.read().await?;
        let stored = row!(
            tx,
            (String, Vec<u8>),
            "SELECT login, profile FROM account WHERE body = $1 AND account = $2",
            body,
            code
        )?;
        let (login, profile) = stored.ok_or(NoSession::Ended)?;
        let profile = Sealed::from_stored(profile).map_err(StoreError::from)?;
        let mut anew = open_who(&keys.person, body, code, &login, &profile)?;
        let (keys, pins) = self
            .take_in(&mut tx, keys.person, body, code, who.pins)
            .await?;
        drop(tx);
        anew.pins = pins;
        let who = anew;
        let code = who.account.code.as_str();
        let wrapped = self.with_random(|random| wrap(token, body, &who, &keys, random))?;
        let mut tx = self.db.write().await?;
        let goes_on = run!(
            tx,
            "UPDATE session SET wrapped_keys = $2, held = $3 WHERE token_hash = $1",
            token.hash().as_slice(),
            wrapped.as_bytes(),
            i64::try_from(keys.seeds().count()).unwrap_or(i64::MAX)
        )?;
        if goes_on != 1 {
            return Err(NoSession::Ended);
        }
        self.write_pins(&mut tx, body, code, &keys.person, &who.pins)
            .await?;
        tx.commit().await?;
        Ok((who, keys))
    }

    /// Ends the session.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails; the session then lives on until its time.
    pub async fn sign_out(&self, session: &Session) -> Result<(), StoreError> {
        let draft = Draft::new(
            Class::SignOut,
            &session.body.code,
            &session.account.code,
            self.now(),
        )
        .sign(&session.keys.person);
        let mut tx = self.db.write().await?;
        run!(
            tx,
            "DELETE FROM session WHERE token_hash = $1",
            session.token_hash.as_slice()
        )?;
        record::append(&mut tx, draft).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The accounts of a body that have a session which has not run out.
pub(crate) async fn owners(
    tx: &mut Tx,
    body: &str,
    now: Timestamp,
) -> Result<BTreeSet<String>, StoreError> {
    let stored = rows!(
        tx,
        (String, String, String),
        "SELECT account, seen_at, ends_at FROM session WHERE body = $1",
        body
    )?;
    let mut living = BTreeSet::new();
    for (account, seen_at, ends_at) in stored {
        if !is_over(seen_at.parse()?, ends_at.parse()?, now) {
            living.insert(account);
        }
    }
    Ok(living)
}

/// Whether a session has run out.
fn is_over(seen_at: Timestamp, ends_at: Timestamp, now: Timestamp) -> bool {
    now >= ends_at || now >= seen_at + SignedDuration::from_mins(IDLE_MINUTES)
}

/// The day in Kazakhstan on which a session began that ends then at the latest.
fn begun_on(ends_at: Timestamp) -> Date {
    day_in_kazakhstan(ends_at - SignedDuration::from_hours(LONGEST_HOURS))
}

/// The instant at which a session that begins now ends.
pub(crate) fn end_of(beginning: Timestamp) -> Timestamp {
    beginning + SignedDuration::from_hours(LONGEST_HOURS)
}

/// Wraps what a session needs: who she is, then her keys.
pub(crate) fn wrap(
    token: &SessionToken,
    body: &str,
    who: &Who,
    keys: &Keyring,
    random: &mut dyn CryptoRng,
) -> Result<Sealed, StoreError> {
    let code = &who.account.code;
    let who = serde_json::to_vec(who)?;
    let keys = keys.to_secret_bytes();
    let mut plain = Zeroizing::new(Vec::with_capacity(4 + who.len() + keys.len()));
    plain.extend_from_slice(&u32::try_from(who.len()).unwrap_or(u32::MAX).to_be_bytes());
    plain.extend_from_slice(&who);
    plain.extend_from_slice(&keys);
    Ok(token.wrap(&plain, &account_place(body, code, "session"), random))
}

fn unwrap(
    token: &SessionToken,
    body: &str,
    account: &str,
    wrapped: &Sealed,
) -> Result<(Who, Keyring), StoreError> {
    let plain = token
        .unwrap(&account_place(body, account, "session"), wrapped)
        .map_err(|error: OpenError| StoreError::from(error))?;
    let not_keys = || StoreError::damaged("a session does not read");
    let (length, rest) = plain.split_first_chunk::<4>().ok_or_else(not_keys)?;
    let (who, keys) = rest
        .split_at_checked(u32::from_be_bytes(*length) as usize)
        .ok_or_else(not_keys)?;
    Ok((
        serde_json::from_slice(who)?,
        Keyring::from_secret_bytes(keys)?,
    ))
}
