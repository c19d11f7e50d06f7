//! The kept fold of a file: where it stands after its newest entry, so that the next act need not open all that was before.
//!
//! It is derived like the summary, sealed and signed with it, and never the truth: what was folded by other code, or before
//! the newest entry of the file or of one of its exchanges, is left aside and the file is opened whole.

use std::collections::BTreeMap;

use sealed::{Key, Place, Sealed, ShredKey, open, seal};
use serde::{Deserialize, Serialize};
use standard::{
    act::Act,
    compartment::Compartment,
    journal::{FOLD, Standing},
};
use zeroize::Zeroizing;

use crate::{
    Store,
    act::NewAct,
    db::{Tx, is_askable, row},
    error::StoreError,
    file::Opened,
    keys,
    session::Session,
};

/// What an act needs to know of the file that it is recorded in.
pub(crate) struct Before {
    pub(crate) code: String,
    pub(crate) shred: ShredKey,
    /// The number of the file's own entries.
    pub(crate) seq: u32,
    pub(crate) kept: KeptFold,
}

/// Where a file stands, with what its next entry says beside the act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptFold {
    /// The code that folded.
    fold: String,
    /// How the person is addressed.
    pub(crate) address: String,
    /// How many acts each exchange of the file had.
    pub(crate) exchanges: BTreeMap<String, u32>,
    pub(crate) standing: Standing,
}

impl KeptFold {
    pub(crate) fn new(
        address: &str,
        exchanges: BTreeMap<String, u32>,
        standing: Standing,
    ) -> KeptFold {
        KeptFold {
            fold: FOLD.to_owned(),
            address: address.to_owned(),
            exchanges,
            standing,
        }
    }

    pub(crate) fn of(opened: &Opened) -> KeptFold {
        let standing = opened.journal().standing().clone();
        KeptFold::new(opened.address(), opened.seen(), standing)
    }

    /// How many acts the exchanges of the file had together.
    pub(crate) fn exchange_entries(&self) -> i64 {
        self.exchanges.values().copied().map(i64::from).sum()
    }

    pub(crate) fn seal(
        &self,
        store: &Store,
        key: &Key,
        body: &str,
        code: &str,
        seq: u32,
    ) -> Result<Sealed, StoreError> {
        let plain = Zeroizing::new(serde_json::to_vec(self)?);
        let place = place(body, code, seq);
        Ok(store.with_random(|random| seal(key, key.id(), &place, &plain, random)))
    }

    /// `None` when it does not open at this place, or other code folded it.
    pub(crate) fn open(
        key: &Key,
        body: &str,
        code: &str,
        seq: u32,
        sealed: Vec<u8>,
    ) -> Option<KeptFold> {
        let sealed = Sealed::from_stored(sealed).ok()?;
        let plain = open(key, &place(body, code, seq), &sealed).ok()?;
        let kept: KeptFold = serde_json::from_slice(&plain).ok()?;
        (kept.fold == FOLD).then_some(kept)
    }
}

/// Whether an act can be recorded on a kept fold: it brings no document, opens no exchange, reaches not into the past, and asks
/// for nothing of the documents of the file.
pub(crate) fn is_thin(new: &NewAct) -> bool {
    new.documents.is_empty()
        && new.send_to.is_none()
        && new.passes.is_none()
        && new.act.required_form().is_none()
        && !matches!(
            new.act,
            Act::PackageSent(_)
                | Act::EntryStruckOut(_)
                | Act::ConsentGiven(_)
                | Act::DocumentDisclosed(_)
        )
}

/// The kept fold of a file of the session's body, if it is there, opens, and is of this number of entries and of every act of
/// the file's exchanges. Whether entries came since is asked again when the act is written.
pub(crate) async fn load(
    tx: &mut Tx,
    session: &Session,
    code: &str,
    seq: u32,
) -> Result<Option<Before>, StoreError> {
    let body = session.body().code.as_str();
    if !is_askable(code) {
        return Ok(None);
    }
    let found = row!(
        tx,
        (Vec<u8>, i64, Vec<u8>, i64),
        "SELECT k.shred_key, r.epoch, r.kept,
                (SELECT CAST(COALESCE(SUM(x.entries), 0) AS BIGINT) FROM exchange x WHERE x.body = r.body AND x.file = r.file)
         FROM file_row r JOIN shred_key k ON k.body = r.body AND k.file = r.file
         WHERE r.body = $1 AND r.file = $2 AND r.sequence = $3 AND r.kept IS NOT NULL",
        body,
        code,
        i64::from(seq)
    )?;
    let Some((shred, epoch, sealed, exchange_entries)) = found else {
        return Ok(None);
    };
    let epoch = keys::epoch(epoch)?;
    let Some(seed) = session.keys().seed(Compartment::File, epoch) else {
        return Ok(None);
    };
    let shred = ShredKey::from_secret_bytes(&Zeroizing::new(shred))?;
    let key = seed.file_key(&shred, body, code, Compartment::File.name(), epoch);
    let kept = KeptFold::open(&key, body, code, seq, sealed)
        .filter(|kept| kept.exchange_entries() == exchange_entries);
    Ok(kept.map(|kept| Before {
        code: code.to_owned(),
        shred,
        seq,
        kept,
    }))
}

fn place<'a>(body: &'a str, code: &'a str, seq: u32) -> Place<'a> {
    Place {
        body,
        file: code,
        compartment: Compartment::File.name(),
        stream: "kept_fold",
        sequence: u64::from(seq),
        kind: "kept_fold",
    }
}
