//! Checkpoints: how far the record of each body had come, signed by the server, to be kept outside the machine.
//!
//! Held against the database later, a checkpoint shows a tail that was cut off, entries that were made anew, and an older
//! database put in the place of this one. Nothing inside the machine can show these.

use jiff::Timestamp;
use sealed::{
    Malformed,
    chain::{Checkpoint, ServerKey, ServerPublic, SignedCheckpoint},
};

use crate::{
    Store,
    db::{Tx, row, rows},
    error::StoreError,
    verify::{At, Broken, Problem},
};

/// What a line of a checkpoint begins with.
const MARK: &str = "TIREK1 ";

/// Reads checkpoints out of a text: every line that begins as one does. Other lines are words of the paper around them.
///
/// # Errors
/// [`Malformed`] when a line that begins like a checkpoint is none, or there is none at all.
pub fn read(text: &str) -> Result<Vec<SignedCheckpoint>, Malformed> {
    let lines = text.lines().map(str::trim);
    let found: Vec<_> = lines
        .filter(|line| line.starts_with(MARK))
        .map(SignedCheckpoint::from_text)
        .collect::<Result<_, _>>()?;
    if found.is_empty() {
        return Err(Malformed("checkpoint"));
    }
    Ok(found)
}

impl Store {
    /// A checkpoint of each body, in the order of their codes.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn checkpoints(&self) -> Result<Vec<SignedCheckpoint>, StoreError> {
        let mut tx = self.db.read().await?;
        make(&mut tx, self.server_key(), self.now()).await
    }

    /// A checkpoint of one body: what is printed on its papers. `None` when there is no such body.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn checkpoint(&self, body: &str) -> Result<Option<SignedCheckpoint>, StoreError> {
        let mut tx = self.db.read().await?;
        let head = row!(
            tx,
            (i64, Vec<u8>),
            "SELECT number, hash FROM chain_head WHERE body = $1",
            body
        )?;
        let Some((number, hash)) = head else {
            return Ok(None);
        };
        sign(
            body.to_owned(),
            number,
            &hash,
            self.server_key(),
            self.now(),
        )
        .map(Some)
    }

    /// Holds checkpoints against the database: what is wrong, nothing when it has come as far as they say.
    ///
    /// It looks at the entries that they name, not at the whole record: [`Store::verify_against`] does that.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn held_against(
        &self,
        checkpoints: &[SignedCheckpoint],
    ) -> Result<Vec<Problem>, StoreError> {
        let mut tx = self.db.read().await?;
        hold_against(&mut tx, &self.server_public(), checkpoints).await
    }
}

/// A checkpoint of each body, as a transaction sees it.
pub(crate) async fn make(
    tx: &mut Tx,
    server: &ServerKey,
    now: Timestamp,
) -> Result<Vec<SignedCheckpoint>, StoreError> {
    let heads = rows!(
        tx,
        (String, i64, Vec<u8>),
        "SELECT body, number, hash FROM chain_head ORDER BY body"
    )?;
    heads
        .into_iter()
        .map(|(body, number, hash)| sign(body, number, &hash, server, now))
        .collect()
}

fn sign(
    body: String,
    number: i64,
    hash: &[u8],
    server: &ServerKey,
    now: Timestamp,
) -> Result<SignedCheckpoint, StoreError> {
    let hash = <[u8; 32]>::try_from(hash)
        .map_err(|_| StoreError::damaged("the end of a chain does not read"))?;
    let checkpoint = Checkpoint {
        body,
        number: number.unsigned_abs(),
        hash,
        instant: now.to_string(),
    };
    Ok(checkpoint.sign(server))
}

/// Holds checkpoints against what a transaction sees.
pub(crate) async fn hold_against(
    tx: &mut Tx,
    server: &ServerPublic,
    checkpoints: &[SignedCheckpoint],
) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    for signed in checkpoints {
        let Checkpoint {
            body, number, hash, ..
        } = &signed.checkpoint;
        let mut wrong = |broken| {
            problems.push(Problem {
                body: body.clone(),
                at: At::Checkpoint(*number),
                broken,
            });
        };
        if !signed.verify(server) {
            wrong(Broken::CheckpointForeign);
            continue;
        }
        let Ok(at) = i64::try_from(*number) else {
            wrong(Broken::TailCut);
            continue;
        };
        if at == 0 {
            continue;
        }
        let stored = row!(
            tx,
            (Vec<u8>,),
            "SELECT hash FROM entry WHERE body = $1 AND number = $2",
            body,
            at
        )?;
        match stored {
            None => wrong(Broken::TailCut),
            Some((stored,)) if stored != hash => wrong(Broken::Rewritten),
            Some(_) => {}
        }
    }
    Ok(problems)
}
