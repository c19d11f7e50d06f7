//! Keeping and erasing: the terms that a body decided, holds, and the destruction of a file's shred key.
//!
//! None of it has a table of its own. What was decided, held and erased stands in the record, sealed; what is in force is the newest
//! entry of its class. Erasing takes the shred key of the file and of its exchanges away, and the derived rows with the duty days;
//! the sealed bytes stay, so that the chain holds, and open to nobody any more. An exchange that another body began stays that body's: its
//! shred key is sealed to that body then, and closed to this one. Aggregates that name nobody are kept in the entry.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use sealed::{Place, Sealed, open, seal};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use standard::{
    annex::FormKind,
    case::Stage,
    compartment::Compartment,
    retention::{Retention, erasable_on},
};

use crate::{
    Store,
    account::cards,
    db::{Tx, is_askable, row, rows, run},
    error::StoreError,
    file::{Opened, load},
    keys::{RECORD, epoch, shred_key},
    reading::ReadingOf,
    record::{self, Class, Draft, Signed},
    restricted::shred_of,
    session::Session,
};

/// The state of a file that was erased.
pub(crate) const ERASED: &str = "erased";
/// Longest reason, in letters.
pub const REASON_LETTERS: usize = 2000;

/// How long a file is kept, and what stands against erasing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// The code of the file.
    pub file: String,
    /// How the person is addressed.
    pub address: String,
    /// The day on which the file ended; `None` while it goes on.
    pub ended_on: Option<Date>,
    /// For how many years it is kept.
    pub years: u8,
    /// The first day on which it may be erased.
    pub erasable_on: Option<Date>,
    /// The reason of the hold that lies on it.
    pub hold: Option<String>,
}

impl Keeping {
    /// Whether it may be erased today.
    pub fn is_due(&self, today: Date) -> bool {
        self.hold.is_none() && self.erasable_on.is_some_and(|first| first <= today)
    }
}

/// What was erased: it names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// The code that the file had.
    pub file: String,
    /// The day of the erasure.
    pub on: Date,
    /// The day on which the file had ended.
    pub ended_on: Date,
    /// For how many years it was kept.
    pub years: u8,
    /// The first day on which it could be erased.
    pub erasable_on: Date,
    /// The number of the decision, and by whom it was taken.
    pub decision: String,
    /// How many acts the file had.
    pub acts: u32,
    /// How many documents of each kind.
    pub documents: BTreeMap<FormKind, u32>,
    /// How many exchanges with other bodies were erased with it.
    pub exchanges: u32,
    /// What is kept for figures.
    pub aggregate: Aggregate,
}

/// What is kept of an erased file for figures: no day, no name, no place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aggregate {
    /// Where the case stood at its end.
    pub stage: String,
    /// It was the file of a child.
    pub child: bool,
    /// The year in which it began.
    pub from_year: i16,
    /// The year in which it ended.
    pub to_year: i16,
    /// How many services were given.
    pub services: u32,
    /// The outcome of paragraph 33, where it was assessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<standard::act::Resocialised>,
}

/// An erasure as the record tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedErasure {
    /// What was erased.
    pub erasure: Erasure,
    /// When it was entered.
    pub recorded_at: Timestamp,
    /// The name of who carried it out.
    pub by: String,
    /// The number and the digest of the entry: what a certificate names.
    pub entry: (u64, [u8; 32]),
}

/// A hold on a file, or its end.
#[derive(Serialize, Deserialize)]
struct Hold {
    reason: String,
}

/// Why nothing was decided, held or erased.
#[derive(Debug, thiserror::Error)]
pub enum ErasureError {
    /// There is no such file, or the person is not the head.
    #[error("there is no such file")]
    NotFound,
    /// She has not shown lately that it is she.
    #[error("a fresh proof is needed")]
    ProofNeeded,
    /// The file goes on.
    #[error("the file has not ended")]
    NotEnded,
    /// It is to be kept until that day.
    #[error("the file is kept until {0}")]
    KeptUntil(Date),
    /// A hold lies on it.
    #[error("a hold lies on the file")]
    Held,
    /// There is no hold to be lifted.
    #[error("no hold lies on the file")]
    NotHeld,
    /// A reason or a term is empty, too long or impossible.
    #[error("the reason or the term cannot be used")]
    Unusable,
    /// Somebody acted in the file meanwhile.
    #[error("the file has changed meanwhile")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ErasureError {
    fn from(error: sqlx::Error) -> Self {
        ErasureError::Store(error.into())
    }
}

impl Store {
    /// The terms that the session's body has decided.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn retention(&self, session: &Session) -> Result<Retention, StoreError> {
        let mut tx = self.db.read().await?;
        retention(&mut tx, session).await
    }

    /// Decides the terms of the head's body anew. They hold for every file that is not erased yet.
    ///
    /// # Errors
    /// [`ErasureError::Unusable`] for an impossible term.
    pub async fn decide_retention(
        &self,
        session: &Session,
        rules: &Retention,
    ) -> Result<(), ErasureError> {
        if !session.is_head() {
            return Err(ErasureError::NotFound);
        }
        if !session.is_fresh() {
            return Err(ErasureError::ProofNeeded);
        }
        if !rules.is_possible() {
            return Err(ErasureError::Unusable);
        }
        let mut tx = self.db.read().await?;
        let entry = self
            .noted(
                &mut tx,
                session,
                Class::Retention,
                Beside::Record(None),
                rules,
            )
            .await?;
        drop(tx);
        let mut tx = self.db.write().await?;
        record::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// How long each file of the head's body is kept that has ended or on which a hold lies; the first to be erased first. One
    /// entry in the record says that they were read.
    ///
    /// # Errors
    /// [`ErasureError::NotFound`] for anybody but the head.
    pub async fn keeping(&self, session: &Session) -> Result<Vec<Keeping>, ErasureError> {
        if !session.is_head() || !session.holds(Compartment::File) {
            return Err(ErasureError::NotFound);
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let rules = retention(&mut tx, session).await?;
        let files = rows!(
            tx,
            (String, String),
            "SELECT file, state FROM file WHERE body = $1 AND state <> $2 ORDER BY file",
            body,
            ERASED
        )?;
        let mut kept = Vec::new();
        for (code, state) in files {
            let hold = hold(&mut tx, session, &code).await?;
            if state == crate::derived::state(true) && hold.is_none() {
                continue;
            }
            if let Some(opened) = load(&mut tx, session, &code).await? {
                kept.push(keeping(&opened, &rules, hold));
            }
        }
        kept.sort_by(|one, other| {
            let last = |keeping: &Keeping| (keeping.erasable_on.is_none(), keeping.erasable_on);
            last(one).cmp(&last(other)).then(one.file.cmp(&other.file))
        });
        let codes = kept.iter().map(|keeping| keeping.file.clone()).collect();
        self.record_reading(
            session,
            tx,
            crate::reading::Stream::None,
            &ReadingOf::Files { codes },
        )
        .await?;
        Ok(kept)
    }

    /// Lays a hold on a file: it is not erased before the hold is lifted, whatever its term.
    ///
    /// # Errors
    /// [`ErasureError`]: not the head, no such file, held already, an unusable reason.
    pub async fn lay_hold(
        &self,
        session: &Session,
        code: &str,
        reason: &str,
    ) -> Result<(), ErasureError> {
        self.change_hold(session, code, reason, Class::Hold).await
    }

    /// Lifts the hold from a file.
    ///
    /// # Errors
    /// As [`Store::lay_hold`], and [`ErasureError::NotHeld`].
    pub async fn lift_hold(
        &self,
        session: &Session,
        code: &str,
        reason: &str,
    ) -> Result<(), ErasureError> {
        self.change_hold(session, code, reason, Class::HoldLifted)
            .await
    }

    async fn change_hold(
        &self,
        session: &Session,
        code: &str,
        reason: &str,
        class: Class,
    ) -> Result<(), ErasureError> {
        let reason = usable(reason)?;
        if !session.is_head() {
            return Err(ErasureError::NotFound);
        }
        let mut tx = self.db.read().await?;
        load(&mut tx, session, code)
            .await?
            .ok_or(ErasureError::NotFound)?;
        match (hold(&mut tx, session, code).await?, class) {
            (Some(_), Class::Hold) => return Err(ErasureError::Held),
            (None, Class::HoldLifted) => return Err(ErasureError::NotHeld),
            _ => {}
        }
        let entry = self
            .noted(
                &mut tx,
                session,
                class,
                Beside::File(code),
                &Hold { reason },
            )
            .await?;
        drop(tx);
        let mut tx = self.db.write().await?;
        record::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Erases a file: its shred key and those of its exchanges are destroyed, here at once and in the backups when the archives of
    /// shred keys that still hold them are removed. It cannot be undone.
    ///
    /// # Errors
    /// [`ErasureError`]; then nothing was erased.
    pub async fn erase(
        &self,
        session: &Session,
        code: &str,
        decision: &str,
    ) -> Result<Erasure, ErasureError> {
        let decision = usable(decision)?;
        if !session.is_head() {
            return Err(ErasureError::NotFound);
        }
        if !session.is_fresh() {
            return Err(ErasureError::ProofNeeded);
        }
        let body = session.body().code.as_str();
        let today = self.today();
        let mut tx = self.db.read().await?;
        let opened = load(&mut tx, session, code)
            .await?
            .ok_or(ErasureError::NotFound)?;
        let rules = retention(&mut tx, session).await?;
        let held = hold(&mut tx, session, code).await?;
        let kept = keeping(&opened, &rules, held);
        let ended_on = kept.ended_on.ok_or(ErasureError::NotEnded)?;
        if kept.hold.is_some() {
            return Err(ErasureError::Held);
        }
        let first = erasable_on(ended_on, kept.years);
        if today < first {
            return Err(ErasureError::KeptUntil(first));
        }
        let exchanges = rows!(
            tx,
            (String,),
            "SELECT exchange FROM exchange WHERE body = $1 AND file = $2",
            body,
            code
        )?;
        let erasure = erasure(
            &opened,
            &kept,
            ended_on,
            first,
            today,
            decision,
            exchanges.len(),
        );
        let entry = self
            .noted(
                &mut tx,
                session,
                Class::Erased,
                Beside::Record(Some(code)),
                &erasure,
            )
            .await?;
        drop(tx);

        let mut tx = self.db.write().await?;
        let unmoved =
            crate::derived::is_unmoved(&mut tx, body, code, opened.seq, opened.exchange_entries)
                .await?;
        let newest = row!(
            tx,
            (String,),
            "SELECT class FROM entry WHERE body = $1 AND file = $2 AND class IN ('hold', 'hold_lifted', 'erased')
             ORDER BY number DESC LIMIT 1",
            body,
            code
        )?;
        if !unmoved || newest.is_some_and(|(class,)| class != Class::HoldLifted.name()) {
            // Between looking and writing somebody acted, or laid a hold.
            return Err(ErasureError::Stale);
        }
        for erased in std::iter::once(code).chain(exchanges.iter().map(|(each,)| each.as_str())) {
            run!(
                tx,
                "DELETE FROM shred_key WHERE body = $1 AND file = $2",
                body,
                erased
            )?;
        }
        run!(
            tx,
            "DELETE FROM restricted_key WHERE body = $1 AND file = $2",
            body,
            code
        )?;
        let received = rows!(
            tx,
            (String, String),
            "SELECT x.body, x.exchange FROM exchange x JOIN exchange_file f ON f.exchange = x.exchange
             WHERE f.body = $1 AND f.file = $2 AND x.body <> $1 ORDER BY x.exchange",
            body,
            code
        )?;
        for (owner, exchange) in received {
            self.leave_exchange(&mut tx, session, &owner, &exchange)
                .await?;
        }
        for derived in [
            "DELETE FROM duty WHERE body = $1 AND file = $2",
            "DELETE FROM file_row WHERE body = $1 AND file = $2",
        ] {
            run!(tx, derived, body, code)?;
        }
        run!(
            tx,
            "UPDATE file SET state = $3 WHERE body = $1 AND file = $2",
            body,
            code,
            ERASED
        )?;
        record::append(&mut tx, entry).await?;
        tx.commit().await?;
        // What was deleted must not lie on in the log of SQLite, or in dead rows of PostgreSQL.
        self.forget_deleted().await?;
        Ok(erasure)
    }

    /// What was erased in the session's body, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn erasures(&self, session: &Session) -> Result<Vec<RecordedErasure>, StoreError> {
        let mut tx = self.db.read().await?;
        let staff = cards(&mut tx, session).await?;
        let notes: Vec<Note<Erasure>> = notes(&mut tx, session, &[Class::Erased], None).await?;
        let told = notes.into_iter().rev().map(|note| RecordedErasure {
            by: staff
                .iter()
                .find(|one| one.code == note.account)
                .map_or_else(|| note.account.clone(), |one| one.name.clone()),
            erasure: note.content,
            recorded_at: note.recorded_at,
            entry: (note.number, note.digest),
        });
        Ok(told.collect())
    }

    /// An entry that says something, sealed for those who work with recipients.
    async fn noted(
        &self,
        tx: &mut Tx,
        session: &Session,
        class: Class,
        beside: Beside<'_>,
        content: &impl Serialize,
    ) -> Result<Signed, StoreError> {
        let body = session.body().code.as_str();
        let account = session.account().code.as_str();
        let (epoch, seed) = session
            .keys()
            .newest(Compartment::File)
            .ok_or_else(|| StoreError::damaged("a note by somebody who holds no file"))?;
        let (stream, shred, file) = match beside {
            Beside::Record(file) => (RECORD, shred_key(tx, body, RECORD).await?, file),
            Beside::File(code) => (code, shred_of(tx, session, body, code).await?, Some(code)),
        };
        let shred = shred.ok_or_else(|| StoreError::damaged("a note has no shred key"))?;
        let key = seed.file_key(&shred, body, stream, Compartment::File.name(), epoch);
        let plain = serde_json::to_vec(content)?;
        let place = place(body, stream, account, class);
        let sealed = self.with_random(|random| seal(&key, key.id(), &place, &plain, random));
        let draft = Draft::new(class, body, account, self.now()).sealed(epoch, sealed);
        let draft = match file {
            Some(code) => draft.file(code),
            None => draft,
        };
        Ok(draft.sign(&session.keys().person))
    }
}

/// What a note is erased with.
#[derive(Clone, Copy)]
enum Beside<'a> {
    /// Nothing: it stays in the record, where it may name a file.
    Record(Option<&'a str>),
    /// The file that it is about: somebody wrote why in her own words.
    File(&'a str),
}

fn place<'a>(body: &'a str, stream: &'a str, account: &'a str, class: Class) -> Place<'a> {
    Place {
        body,
        file: stream,
        compartment: Compartment::File.name(),
        stream: account,
        sequence: 0,
        kind: class.name(),
    }
}

fn usable(reason: &str) -> Result<String, ErasureError> {
    let reason = reason.trim();
    let fits = !reason.is_empty() && reason.chars().count() <= REASON_LETTERS;
    fits.then(|| reason.to_owned())
        .ok_or(ErasureError::Unusable)
}

/// An entry with what it says.
struct Note<T> {
    number: u64,
    class: String,
    account: String,
    recorded_at: Timestamp,
    digest: [u8; 32],
    content: T,
}

/// The entries of these classes, of one file or of all, that the session's keys open, in their order.
async fn notes<T: DeserializeOwned>(
    tx: &mut Tx,
    session: &Session,
    classes: &[Class],
    file: Option<&str>,
) -> Result<Vec<Note<T>>, StoreError> {
    let body = session.body().code.as_str();
    let stored = rows!(
        tx,
        (i64, String, String, Option<String>, String, Vec<u8>, i64, Vec<u8>),
        "SELECT e.number, e.class, e.account, e.file, e.recorded_at, e.digest, s.epoch, s.sealed
         FROM entry e JOIN sealed_body s ON s.body = e.body AND s.number = e.number
         WHERE e.body = $1 AND e.class IN ('retention', 'hold', 'hold_lifted', 'erased') ORDER BY e.number",
        body
    )?;
    let mut notes = Vec::new();
    for (number, class, account, of, recorded_at, digest, at_epoch, sealed) in stored {
        let Some(known) = classes.iter().find(|known| known.name() == class) else {
            continue;
        };
        if file.is_some() && of.as_deref() != file {
            continue;
        }
        let at_epoch = epoch(at_epoch)?;
        let Some(seed) = session.keys().seed(Compartment::File, at_epoch) else {
            continue;
        };
        let (stream, shred) = match (known, of.as_deref()) {
            (Class::Hold | Class::HoldLifted, Some(code)) => {
                (code, shred_of(tx, session, body, code).await?)
            }
            _ => (RECORD, shred_key(tx, body, RECORD).await?),
        };
        // Why a hold lay on a file is erased with it, and closed to whoever a restricted file is closed to.
        let Some(shred) = shred else {
            continue;
        };
        let key = seed.file_key(&shred, body, stream, Compartment::File.name(), at_epoch);
        let plain = open(
            &key,
            &place(body, stream, &account, *known),
            &Sealed::from_stored(sealed)?,
        )?;
        notes.push(Note {
            number: number.unsigned_abs(),
            class,
            account,
            recorded_at: recorded_at.parse()?,
            digest: digest
                .try_into()
                .map_err(|_| StoreError::damaged("the digest of an entry does not read"))?,
            content: serde_json::from_slice(&plain)?,
        });
    }
    Ok(notes)
}

async fn retention(tx: &mut Tx, session: &Session) -> Result<Retention, StoreError> {
    let decided: Vec<Note<Retention>> = notes(tx, session, &[Class::Retention], None).await?;
    Ok(decided
        .into_iter()
        .next_back()
        .map(|note| note.content)
        .unwrap_or_default())
}

/// The reason of the hold that lies on a file.
async fn hold(tx: &mut Tx, session: &Session, code: &str) -> Result<Option<String>, StoreError> {
    if !is_askable(code) {
        return Ok(None);
    }
    let classes = [Class::Hold, Class::HoldLifted];
    let holds: Vec<Note<Hold>> = notes(tx, session, &classes, Some(code)).await?;
    Ok(holds
        .into_iter()
        .next_back()
        .filter(|newest| newest.class == Class::Hold.name())
        .map(|newest| newest.content.reason))
}

/// How long an opened file is kept.
fn keeping(opened: &Opened, rules: &Retention, hold: Option<String>) -> Keeping {
    let journal = opened.journal();
    let has_ended = matches!(journal.case().stage(), Stage::Closed | Stage::Refused);
    let last_day = journal.counted().map(|entry| entry.on).max();
    let ended_on = last_day.filter(|_| has_ended);
    let forms = opened.notes().into_iter().map(|(head, _)| head.form);
    let years = rules.of_file_with(forms);
    Keeping {
        file: opened.code.clone(),
        address: opened.address().to_owned(),
        ended_on,
        years,
        erasable_on: ended_on.map(|ended| erasable_on(ended, years)),
        hold,
    }
}

fn erasure(
    opened: &Opened,
    kept: &Keeping,
    ended_on: Date,
    first: Date,
    today: Date,
    decision: String,
    exchanges: usize,
) -> Erasure {
    let journal = opened.journal();
    let case = journal.case();
    let begun = journal.counted().map(|entry| entry.on).min();
    let mut documents = BTreeMap::new();
    for (head, _) in opened.notes() {
        *documents.entry(head.form).or_default() += 1;
    }
    Erasure {
        file: opened.code.clone(),
        on: today,
        ended_on,
        years: kept.years,
        erasable_on: first,
        decision,
        acts: opened.seq,
        documents,
        exchanges: u32::try_from(exchanges).unwrap_or(u32::MAX),
        aggregate: Aggregate {
            stage: case.stage().name().to_owned(),
            child: case.is_child,
            from_year: begun.unwrap_or(ended_on).year(),
            to_year: ended_on.year(),
            services: case.services_given,
            outcome: case.outcome,
        },
    }
}
