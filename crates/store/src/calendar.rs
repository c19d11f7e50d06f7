//! The official calendar: the years that the program carries, and those that were loaded since.
//!
//! A loaded year is public law and stands in clear. Before it counts, [`Store::moved_by`] says whose due days it moves, from the
//! duty rows alone and without any key; [`Store::load_year`] then puts it into the record of every body and counts anew.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{Timestamp, civil::Date};
use sha2::{Digest, Sha256};
use standard::calendar::{Calendar, CalendarError, Year};

use crate::{
    Store,
    db::{Tx, row, rows, run},
    derived::{self, DutyRow as StoredDuty, calendar_digest},
    error::StoreError,
    record::{self, Class, Draft, update},
    session::Session,
};

/// The calendar as this program last read it.
pub(crate) struct Held {
    /// The number of the newest year that was loaded; 0 for none.
    loaded: i64,
    calendar: Arc<Calendar>,
    /// Every act asks for it.
    digest: [u8; 32],
}

impl Held {
    fn new(loaded: i64, calendar: Calendar) -> Self {
        Held {
            loaded,
            digest: calendar_digest(&calendar),
            calendar: Arc::new(calendar),
        }
    }
}

/// The calendar that every clone of a store holds.
pub(crate) type Shared = Arc<RwLock<Held>>;

/// The calendars that the program carries, before the database was asked.
pub(crate) fn embedded() -> Shared {
    Arc::new(RwLock::new(Held::new(0, Calendar::embedded().clone())))
}

/// A year that was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedYear {
    /// The year.
    pub year: i16,
    /// The text, as it was handed in.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// An open duty whose last day a year would move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedDuty {
    /// The body in whose file it is owed.
    pub body: String,
    /// The code of the file.
    pub file: String,
    /// Who owes it: `organization`, `authorized_body`, a role.
    pub who: String,
    /// The day that it counts from.
    pub from: Date,
    /// The term, such as `3wd`.
    pub term: String,
    /// The last day as it stands.
    pub due: Option<Date>,
    /// The last day by the year in question.
    pub then: Option<Date>,
}

/// Why a year was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It does not read, or cannot be right.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The year says what the calendar says already.
    #[error("the calendar of {0} says this already")]
    Same(i16),
    /// Only a head loads a calendar through the program.
    #[error("only a head loads a calendar")]
    NotHead,
    /// There is no body yet in whose record it could stand.
    #[error("set up the first body before loading a calendar")]
    NoBody,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for LoadError {
    fn from(error: sqlx::Error) -> Self {
        LoadError::Store(error.into())
    }
}

impl Store {
    /// The official calendar that counts now.
    pub fn calendar(&self) -> Arc<Calendar> {
        let held = self.calendar.read().unwrap_or_else(PoisonError::into_inner);
        held.calendar.clone()
    }

    /// Its digest: what due days are counted with.
    pub(crate) fn calendar_digest(&self) -> [u8; 32] {
        let held = self.calendar.read().unwrap_or_else(PoisonError::into_inner);
        held.digest
    }

    /// Reads years that another copy of the program has loaded since.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn refresh_calendar(&self) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        self.refresh_calendar_in(&mut tx).await
    }

    pub(crate) async fn refresh_calendar_in(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let newest = newest(tx).await?;
        let held = {
            let held = self.calendar.read().unwrap_or_else(PoisonError::into_inner);
            held.loaded
        };
        if newest == held {
            return Ok(());
        }
        let calendar = stored(tx).await?;
        let mut held = self
            .calendar
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *held = Held::new(newest, calendar);
        Ok(())
    }

    /// The years that were loaded, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn loaded_years(&self) -> Result<Vec<LoadedYear>, StoreError> {
        let mut tx = self.db.read().await?;
        let found = rows!(
            tx,
            (i64, i64, String, String),
            "SELECT c.loaded, c.year, c.text, MIN(e.recorded_at)
             FROM official_calendar c JOIN entry e ON e.body = c.body AND e.number = c.number
             GROUP BY c.loaded, c.year, c.text ORDER BY c.loaded DESC"
        )?;
        found
            .into_iter()
            .map(|(_, year, text, at)| {
                Ok(LoadedYear {
                    year: i16::try_from(year)
                        .map_err(|_| StoreError::damaged("a loaded year has no number"))?,
                    text,
                    at: at.parse()?,
                })
            })
            .collect()
    }

    /// What a year would move, by the duty rows of every body. Nothing is written, and no key is needed.
    ///
    /// # Errors
    /// [`LoadError::Calendar`], [`LoadError::Same`]; [`LoadError::Store`] when the database fails.
    pub async fn moved_by(&self, text: &str) -> Result<(Year, Vec<MovedDuty>), LoadError> {
        let year = Year::from_toml(text)?;
        let mut tx = self.db.read().await?;
        self.refresh_calendar_in(&mut tx).await?;
        let with_it = self.calendar_with(&year)?;
        let found = rows!(
            tx,
            (String, String, String, String, String, Option<String>),
            "SELECT body, file, who, from_day, term, due_day FROM duty ORDER BY body, due_day, file, duty"
        )?;
        let mut moved = Vec::new();
        for (body, file, who, from_day, term, due_day) in found {
            let duty = StoredDuty {
                who,
                from_day,
                term,
                due_day,
            };
            let Some(then) = derived::recount(&duty, &with_it)? else {
                continue;
            };
            if then == duty.due_day {
                continue;
            }
            let day = |text: &Option<String>| text.as_deref().map(str::parse).transpose();
            moved.push(MovedDuty {
                body,
                file,
                from: duty.from_day.parse().map_err(StoreError::from)?,
                due: day(&duty.due_day).map_err(StoreError::from)?,
                then: day(&then).map_err(StoreError::from)?,
                who: duty.who,
                term: duty.term,
            });
        }
        Ok((year, moved))
    }

    /// Loads a year: it stands in the record of every body, and every due day that leans on it is counted anew. `by` is the head
    /// who loads it; without one, the server's administrator does, and the server signs. Gives how many due days moved.
    ///
    /// # Errors
    /// [`LoadError`]; in each case nothing was loaded.
    pub async fn load_year(&self, text: &str, by: Option<&Session>) -> Result<u64, LoadError> {
        if by.is_some_and(|session| !session.is_head()) {
            return Err(LoadError::NotHead);
        }
        let year = Year::from_toml(text)?;
        self.refresh_calendar().await?;
        let now = self.now();
        let mut tx = self.db.write().await?;
        let loaded = newest(&mut tx).await? + 1;
        let digest = vouched(loaded, year.year, text);
        let mut calendar = stored(&mut tx).await?;
        if calendar.year(year.year) == Ok(&year) {
            return Err(LoadError::Same(year.year));
        }
        let bodies = rows!(tx, (String,), "SELECT body FROM body ORDER BY body")?;
        if bodies.is_empty() {
            return Err(LoadError::NoBody);
        }
        for (body,) in bodies {
            let signed = match by.filter(|session| session.body().code == body) {
                Some(session) => Draft::new(Class::Calendar, &body, &session.account().code, now)
                    .vouch(digest)
                    .sign(&session.keys().person),
                None => Draft::of_server(Class::CalendarByServer, &body, now)
                    .vouch(digest)
                    .sign_by_server(self.server_key()),
            };
            let number = record::append(&mut tx, signed).await?;
            run!(
                tx,
                "INSERT INTO official_calendar (body, number, loaded, year, text) VALUES ($1, $2, $3, $4, $5)",
                &body,
                number,
                loaded,
                i64::from(year.year),
                text
            )?;
        }
        calendar.set(year);
        let changed = recount(&mut tx, &calendar).await?;
        tx.commit().await?;
        self.refresh_calendar().await?;
        Ok(changed)
    }

    /// Counts the due days of all duty rows anew where they were counted with another calendar. It needs no key and
    /// says how many it changed.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn recount_duties(&self) -> Result<u64, StoreError> {
        let mut tx = self.db.write().await?;
        let calendar = stored(&mut tx).await?;
        let changed = recount(&mut tx, &calendar).await?;
        tx.commit().await?;
        self.refresh_calendar().await?;
        Ok(changed)
    }

    fn calendar_with(&self, year: &Year) -> Result<Calendar, LoadError> {
        let mut calendar = Calendar::clone(&self.calendar());
        if calendar.year(year.year) == Ok(year) {
            return Err(LoadError::Same(year.year));
        }
        calendar.set(year.clone());
        Ok(calendar)
    }
}

async fn newest(tx: &mut Tx) -> Result<i64, sqlx::Error> {
    let found = row!(
        tx,
        (Option<i64>,),
        "SELECT MAX(loaded) FROM official_calendar"
    )?;
    Ok(found.and_then(|(newest,)| newest).unwrap_or_default())
}

/// The calendars that the program carries with the loaded years in their places. A loaded year that does not read any more was
/// changed in the database: it does not count, and `verify` names its entry.
pub(crate) async fn stored(tx: &mut Tx) -> Result<Calendar, StoreError> {
    let mut calendar = Calendar::embedded().clone();
    let found = rows!(
        tx,
        (i64, String),
        "SELECT DISTINCT loaded, text FROM official_calendar ORDER BY loaded"
    )?;
    for (_, text) in found {
        match Year::from_toml(&text) {
            Ok(year) => calendar.set(year),
            Err(error) => tracing::error!(%error, "a loaded calendar does not read"),
        }
    }
    Ok(calendar)
}

async fn recount(tx: &mut Tx, calendar: &Calendar) -> Result<u64, StoreError> {
    let digest = calendar_digest(calendar);
    let found = rows!(
        tx,
        (String, String, i64, String, String, String, Option<String>),
        "SELECT body, file, duty, who, from_day, term, due_day FROM duty WHERE calendar_digest <> $1",
        digest.as_slice()
    )?;
    let mut changed = 0;
    for (body, file, number, who, from_day, term, due_day) in found {
        let duty = StoredDuty {
            who,
            from_day,
            term,
            due_day,
        };
        let due = derived::recount(&duty, calendar)?.unwrap_or_else(|| duty.due_day.clone());
        changed += u64::from(due != duty.due_day);
        run!(
            tx,
            "UPDATE duty SET due_day = $4, calendar_digest = $5 WHERE body = $1 AND file = $2 AND duty = $3",
            &body,
            &file,
            number,
            due,
            digest.as_slice()
        )?;
    }
    Ok(changed)
}

/// What the entry of a loaded year vouches for.
fn vouched(loaded: i64, year: i16, text: &str) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/official-calendar/1");
    hash.update(loaded.to_be_bytes());
    hash.update(year.to_be_bytes());
    update(&mut hash, text.as_bytes());
    hash.finalize().into()
}

/// The same from what is stored beside the entry, for `verify`; empty when nothing is.
pub(crate) async fn stored_digest(
    tx: &mut Tx,
    body: &str,
    number: i64,
) -> Result<Vec<u8>, sqlx::Error> {
    let found = row!(
        tx,
        (i64, i64, String),
        "SELECT loaded, year, text FROM official_calendar WHERE body = $1 AND number = $2",
        body,
        number
    )?;
    Ok(found
        .and_then(|(loaded, year, text)| {
            Some(vouched(loaded, i16::try_from(year).ok()?, &text).to_vec())
        })
        .unwrap_or_default())
}
