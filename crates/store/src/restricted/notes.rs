//! What the record says about restricted files, sealed for those who hold `emergency`.

use jiff::Timestamp;
use sealed::{Place, Sealed, open, seal};
use serde::{Serialize, de::DeserializeOwned};
use standard::compartment::Compartment;

use crate::{
    Store,
    db::{Tx, rows},
    error::StoreError,
    keys::{RECORD, epoch, public_halves, record_key, shred_key},
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
    /// An entry that says something about a restricted file, sealed for those who hold `emergency`.
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
        let plain = serde_json::to_vec(content)?;
        let place = note_place(body, account, class);
        let (epoch, sealed) = match session.keys().newest(Compartment::Emergency) {
            Some((epoch, seed)) => {
                let shred = shred_key(tx, body, RECORD)
                    .await?
                    .ok_or_else(|| StoreError::damaged("no record of the body"))?;
                let key = record_key(seed, &shred, body, Compartment::Emergency, epoch);
                let sealed =
                    self.with_random(|random| seal(&key, key.id(), &place, &plain, random));
                (epoch, sealed)
            }
            // The compartment was made a moment ago, in this very transaction.
            None => {
                let halves = public_halves(tx, body).await?;
                let (epoch, public) = halves
                    .get(&Compartment::Emergency)
                    .ok_or_else(|| StoreError::damaged("a compartment without a public half"))?;
                (
                    *epoch,
                    self.with_random(|random| public.seal_to(&place, &plain, random)),
                )
            }
        };
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
    let Some(shred) = shred_key(tx, body, RECORD).await? else {
        return Ok(Vec::new());
    };
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
        let key = record_key(seed, &shred, body, Compartment::Emergency, at_epoch);
        let place = note_place(body, &account, class);
        let sealed = Sealed::from_stored(sealed)?;
        let plain = if sealed.key_id() == key.id() {
            open(&key, &place, &sealed)?
        } else {
            seed.open_from(&place, &sealed)?
        };
        notes.push(Note {
            number: number.unsigned_abs(),
            account,
            file: file.unwrap_or_default(),
            at: at.parse()?,
            content: serde_json::from_slice(&plain)?,
        });
    }
    Ok(notes)
}

fn note_place<'a>(body: &'a str, account: &'a str, class: Class) -> Place<'a> {
    Place {
        body,
        file: RECORD,
        compartment: Compartment::Emergency.name(),
        stream: account,
        sequence: 0,
        kind: class.name(),
    }
}
