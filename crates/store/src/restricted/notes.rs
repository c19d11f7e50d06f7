//! What the record says about restricted files, sealed for those who hold `emergency`, and erased with the file.

use jiff::Timestamp;
use sealed::{Place, Sealed, open, seal};
use serde::{Serialize, de::DeserializeOwned};
use standard::compartment::Compartment;

use super::holders::shred_of_notes;
use crate::{
    Store,
    db::{Tx, rows},
    error::StoreError,
    keys::epoch,
    record::{Class, Draft},
    session::Session,
};

/// An entry with what it says.
pub(super) struct Note<T> {
    pub(super) number: u64,
    pub(super) account: String,
    pub(super) file: String,
    pub(super) at: Timestamp,
    pub(super) content: T,
}

impl Store {
    /// An entry that says something about a restricted file, sealed for those who hold `emergency`, and under the shred key of the file:
    /// it is erased with it.
    pub(super) async fn noted_of_restricted(
        &self,
        tx: &mut Tx,
        session: &Session,
        class: Class,
        file: &str,
        content: &impl Serialize,
    ) -> Result<Draft, StoreError> {
        let body = session.body().code.as_str();
        let account = session.account().code.as_str();
        let newest = session.keys().newest(Compartment::Emergency);
        let (epoch, seed) = newest
            .ok_or_else(|| StoreError::damaged("a note by somebody who holds no `emergency`"))?;
        let shred = shred_of_notes(tx, session, file)
            .await?
            .ok_or_else(|| StoreError::damaged("a restricted file has no key"))?;
        let key = seed.file_key(&shred, body, file, Compartment::Emergency.name(), epoch);
        let plain = serde_json::to_vec(content)?;
        let place = note_place(body, file, account, class);
        let sealed = self.with_random(|random| seal(&key, key.id(), &place, &plain, random));
        Ok(Draft::new(class, body, account, self.now())
            .file(file)
            .sealed(epoch, sealed))
    }
}

/// The entries of a class that the session's keys open, in their order.
pub(super) async fn notes<T: DeserializeOwned>(
    tx: &mut Tx,
    session: &Session,
    class: Class,
) -> Result<Vec<Note<T>>, StoreError> {
    let body = session.body().code.as_str();
    let stored = rows!(
        tx,
        (i64, String, Option<String>, String, i64, Vec<u8>),
        "SELECT e.number, e.account, e.file, e.recorded_at, s.epoch, s.sealed
         FROM entry e JOIN sealed_body s ON s.body = e.body AND s.number = e.number
         WHERE e.body = $1 AND e.class = $2 ORDER BY e.number",
        body,
        class.name()
    )?;
    let mut notes = Vec::new();
    for (number, account, file, at, at_epoch, sealed) in stored {
        let at_epoch = epoch(at_epoch)?;
        let Some(seed) = session.keys().seed(Compartment::Emergency, at_epoch) else {
            continue;
        };
        let file = file.unwrap_or_default();
        // Of a file that was erased nothing that was said opens any more.
        let Some(shred) = shred_of_notes(tx, session, &file).await? else {
            continue;
        };
        let key = seed.file_key(&shred, body, &file, Compartment::Emergency.name(), at_epoch);
        let place = note_place(body, &file, &account, class);
        let plain = open(&key, &place, &Sealed::from_stored(sealed)?)?;
        notes.push(Note {
            number: number.unsigned_abs(),
            account,
            file,
            at: at.parse()?,
            content: serde_json::from_slice(&plain)?,
        });
    }
    Ok(notes)
}

fn note_place<'a>(body: &'a str, file: &'a str, account: &'a str, class: Class) -> Place<'a> {
    Place {
        body,
        file,
        compartment: Compartment::Emergency.name(),
        stream: account,
        sequence: 0,
        kind: class.name(),
    }
}
