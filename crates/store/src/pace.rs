//! How fast passwords are tried, and how many at once.
//!
//! Whoever comes from anywhere shares one pace for each login: tries slow down, and the pause has an end. She who comes from a browser
//! in which she has signed in before, or from her own session, has a pace and a place of her own, so that nobody keeps her out by trying
//! her login again and again, or by filling the queue.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    Store,
    db::{row, run},
    error::StoreError,
    session::Session,
    sign_in::{Found, SignInRefused},
};

/// Tries of one pace before the first pause.
const FREE_TRIES: i64 = 4;
/// The longest pause between two tries of one pace, in seconds.
const LONGEST_PAUSE_SECONDS: i64 = 60;
/// After this many hours without a try, the failures of a pace are forgotten.
const FAILURES_FORGOTTEN_HOURS: i64 = 24;
/// Letters of a device's secret at least: what the program gives out is longer.
const DEVICE_LETTERS_LEAST: usize = 16;

/// From where somebody tries to show that it is she.
#[derive(Clone, Copy)]
pub enum Whence<'a> {
    /// From anywhere: whoever knows the login can try.
    Anywhere,
    /// From a browser with this secret in its cookie, which counts when the account has signed in there before.
    Browser(&'a str),
    /// From her own session.
    Session(&'a Session),
}

/// Under what name the tries of somebody are counted, and through which gate they come.
pub(crate) struct Pace {
    name: String,
    is_hers: bool,
}

impl Pace {
    /// The pace that everybody shares who tries this login, or this credential.
    pub(crate) fn of_anybody(login: &str) -> Self {
        Pace {
            name: login.to_owned(),
            is_hers: false,
        }
    }

    /// The pace of an account's own session. No login has a space.
    pub(crate) fn of_session(session: &Session) -> Self {
        Pace {
            name: format!("{} signed in", session.account().login),
            is_hers: true,
        }
    }

    /// The pace of those who try to recover somebody's keys.
    pub(crate) fn of_recovery(login: &str) -> Self {
        Pace {
            name: format!("{login} recovery"),
            is_hers: false,
        }
    }
}

/// Room for a few works of Argon2 at once, and for a few that wait for it: each takes the memory of its cost.
pub(crate) struct Gate {
    room: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
}

impl Gate {
    pub(crate) fn new(at_once: usize, most_waiting: usize) -> Self {
        Gate {
            room: Arc::new(Semaphore::new(at_once)),
            waiting: AtomicUsize::new(0),
            most_waiting,
        }
    }

    /// A place, after a wait with few others; `None` when too many wait.
    pub(crate) async fn enter(&self) -> Option<OwnedSemaphorePermit> {
        let _waiting = Waiting::of(self)?;
        self.room().await.ok()
    }

    /// A place for somebody who has shown already that she may.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when no password can be tried any more.
    pub(crate) async fn room(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        let room = self.room.clone().acquire_owned().await;
        room.map_err(|_| StoreError::damaged("no password can be tried any more"))
    }
}

/// A place in the queue; given back when dropped, also when the request is abandoned.
struct Waiting<'a>(&'a Gate);

impl<'a> Waiting<'a> {
    fn of(gate: &'a Gate) -> Option<Self> {
        let waiting = Waiting(gate);
        (gate.waiting.fetch_add(1, Ordering::Relaxed) < gate.most_waiting).then_some(waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Store {
    /// The gate of that pace.
    pub(crate) fn gate(&self, pace: &Pace) -> &Gate {
        if pace.is_hers {
            &self.gate_of_the_known
        } else {
            &self.gate_of_strangers
        }
    }

    /// At which pace this try goes. For a login that does not exist as much is looked up.
    pub(crate) async fn pace_of(
        &self,
        login: &str,
        found: Option<&Found>,
        whence: Whence<'_>,
    ) -> Result<Pace, StoreError> {
        let secret = match whence {
            Whence::Session(session) => return Ok(Pace::of_session(session)),
            Whence::Browser(secret) if secret.len() >= DEVICE_LETTERS_LEAST => secret,
            Whence::Browser(_) | Whence::Anywhere => return Ok(Pace::of_anybody(login)),
        };
        let (body, account) = found.map_or(("", ""), |found| (&found.body, &found.account));
        if self.knows_device(body, account, secret).await? {
            return Ok(Pace {
                name: format!("{login} at home"),
                is_hers: true,
            });
        }
        Ok(Pace::of_anybody(login))
    }

    /// Counts a try before it is made, so that many at once are as slow as one after another.
    pub(crate) async fn count_try(&self, pace: &Pace, now: Timestamp) -> Result<(), SignInRefused> {
        let digest = self.digest_of(pace);
        let mut tx = self.db.write().await?;
        let forgotten = now - SignedDuration::from_hours(FAILURES_FORGOTTEN_HOURS);
        run!(
            tx,
            "DELETE FROM sign_in_pace WHERE last_at < $1",
            forgotten.to_string()
        )?;
        let before = row!(
            tx,
            (i64, String),
            "SELECT failures, not_before FROM sign_in_pace WHERE login_digest = $1",
            digest.as_slice()
        )?;
        let failures = match before {
            Some((failures, not_before)) => {
                let not_before: Timestamp = not_before.parse().map_err(StoreError::from)?;
                if now < not_before {
                    return Err(SignInRefused::Slow(not_before));
                }
                failures + 1
            }
            None => 1,
        };
        let pause = match u32::try_from(failures - FREE_TRIES) {
            Ok(over) if over > 0 => 2_i64.saturating_pow(over - 1).min(LONGEST_PAUSE_SECONDS),
            _ => 0,
        };
        let not_before = now + SignedDuration::from_secs(pause);
        run!(
            tx,
            "INSERT INTO sign_in_pace (login_digest, failures, last_at, not_before) VALUES ($1, $2, $3, $4)
             ON CONFLICT (login_digest) DO UPDATE SET failures = $2, last_at = $3, not_before = $4",
            digest.as_slice(),
            failures,
            now.to_string(),
            not_before.to_string()
        )?;
        tx.commit().await?;
        Ok(())
    }

    /// What is kept of a login that was tried, until the program ends: after that its pauses are forgotten. People type their passwords
    /// into the wrong field, and whoever has the database alone cannot try guesses against this.
    pub(crate) fn digest_of(&self, pace: &Pace) -> [u8; 32] {
        Sha256::new_with_prefix(self.pace_key.as_slice())
            .chain_update(&pace.name)
            .finalize()
            .into()
    }
}
