//! Derived rows: the summary of a file, sealed, and its open duties in clear, replaced with each act.
//!
//! They are never the truth: the fold is. The person whose act replaced them signs them, so that `verify` sees a changed
//! row without any key; the due day is left out of what is signed, because a new calendar recomputes it without keys.

use jiff::civil::Date;
use sealed::{Key, Place, Sealed, ShredKey, open, seal};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use standard::{
    calendar::Calendar,
    case::{Case, Stage},
    compartment::Compartment,
    duty::Duty,
    report::FileFigures,
    term::Term,
};
use zeroize::Zeroizing;

use crate::{
    Store,
    db::{Tx, rows, run},
    error::StoreError,
    file::{Opened, load},
    kept::KeptFold,
    keys,
    record::update,
    restricted,
    session::Session,
};

/// What the list of files and the list of duties show of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    pub(crate) address: String,
    pub(crate) stage: Stage,
    pub(crate) open: bool,
    pub(crate) last_day: Option<Date>,
    /// The file of the representative, when this is a child's: a change there may concern this file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) representative: Option<String>,
    /// The bed that the person occupies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bed: Option<String>,
    /// Every duty of the file, done ones too.
    pub(crate) duties: Vec<Duty>,
    /// What reports count of the file. A row from before there were reports lacks it, does not read, and is derived anew.
    pub(crate) figures: FileFigures,
}

impl Summary {
    pub(crate) fn of(address: &str, case: &Case, calendar: &Calendar) -> Self {
        let stage = case.stage();
        Summary {
            address: address.to_owned(),
            stage,
            open: !matches!(stage, Stage::Closed | Stage::Refused),
            last_day: case.last_day(),
            representative: case.representative.clone(),
            bed: case.bed.clone(),
            duties: case.duties(calendar),
            figures: case.figures.clone(),
        }
    }
}

/// The rows of one file, ready to be written.
pub(crate) struct Derived {
    body: String,
    file: String,
    seq: u32,
    exchange_entries: i64,
    epoch: u32,
    sealed: Sealed,
    kept: Sealed,
    open: bool,
    /// The state in clear is the one that stands there already.
    same_state: bool,
    duties: Vec<DutyRow>,
    /// The duty rows are those that stand there already.
    same_duties: bool,
    /// The digest of the calendar that they were counted with.
    calendar: [u8; 32],
    bed: Option<Vec<u8>>,
    bed_name: Option<String>,
    /// The bed is the one that stands there already.
    same_bed: bool,
    account: String,
    signature: [u8; 64],
}

/// An open duty as it stands in clear: whose it is and when, not what.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DutyRow {
    pub(crate) who: String,
    pub(crate) from_day: String,
    pub(crate) term: String,
    pub(crate) due_day: Option<String>,
}

/// The row of one file, opened.
pub(crate) struct FileRow {
    pub(crate) code: String,
    pub(crate) seq: u32,
    pub(crate) summary: Summary,
}

/// The state of a file in clear.
pub(crate) fn state(open: bool) -> &'static str {
    if open { "open" } else { "closed" }
}

impl Store {
    /// Makes the rows of a file from its fold, seals the summary and signs.
    pub(crate) fn derive(
        &self,
        session: &Session,
        code: &str,
        file: &ShredKey,
        seq: u32,
        kept: &KeptFold,
        summary: &Summary,
    ) -> Result<Derived, StoreError> {
        let body = session.body().code.as_str();
        let (epoch, seed) = session
            .keys()
            .newest(Compartment::File)
            .ok_or_else(|| StoreError::damaged("an act by somebody who holds no file"))?;
        let key = seed.file_key(file, body, code, Compartment::File.name(), epoch);
        let plain = serde_json::to_vec(summary)?;
        let sealed = self
            .with_random(|random| seal(&key, key.id(), &place(body, code, seq), &plain, random));
        let kept_sealed = kept.seal(self, &key, body, code, seq)?;
        let exchange_entries = kept.exchange_entries();
        let duties = duty_rows(summary);
        let message = message(&Signable {
            body,
            file: code,
            seq: i64::from(seq),
            exchange_entries,
            state: state(summary.open),
            epoch: i64::from(epoch),
            sealed: sealed.as_bytes(),
            kept: Some(kept_sealed.as_bytes()),
            duties: &duties,
        });
        Ok(Derived {
            body: body.to_owned(),
            file: code.to_owned(),
            seq,
            exchange_entries,
            epoch,
            sealed,
            kept: kept_sealed,
            open: summary.open,
            same_state: false,
            duties,
            same_duties: false,
            calendar: self.calendar_digest(),
            bed: summary
                .bed
                .as_deref()
                .map(|bed| keys::opaque_bed(session.keys(), body, bed))
                .transpose()?,
            bed_name: summary.bed.clone(),
            same_bed: false,
            account: session.account().code.clone(),
            signature: session.keys().person.sign(&message),
        })
    }
}

impl Derived {
    /// These rows come after those of that summary, which stand there: what is the same need not be written again.
    pub(crate) fn after(mut self, before: &Summary) -> Self {
        self.same_state = before.open == self.open;
        self.same_duties = duty_rows(before) == self.duties;
        self.same_bed = before.bed == self.bed_name;
        self
    }

    /// Puts the rows in the place of those that are there. Says whether the bed was free: when another file has it, the other
    /// keeps it.
    pub(crate) async fn replace(&self, tx: &mut Tx) -> Result<bool, sqlx::Error> {
        let (body, file) = (self.body.as_str(), self.file.as_str());
        if !self.same_state {
            run!(
                tx,
                "UPDATE file SET state = $3 WHERE body = $1 AND file = $2",
                body,
                file,
                state(self.open)
            )?;
        }
        run!(
            tx,
            "INSERT INTO file_row (body, file, sequence, exchange_entries, epoch, sealed, account, signature, kept)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (body, file) DO UPDATE SET sequence = $3, exchange_entries = $4, epoch = $5, sealed = $6,
                                                    account = $7, signature = $8, kept = $9",
            body,
            file,
            i64::from(self.seq),
            self.exchange_entries,
            i64::from(self.epoch),
            self.sealed.as_bytes(),
            &self.account,
            self.signature.as_slice(),
            self.kept.as_bytes()
        )?;
        if !self.same_duties {
            self.replace_duties(tx).await?;
        }
        if self.same_bed {
            return Ok(true);
        }
        run!(
            tx,
            "DELETE FROM bed_taken WHERE body = $1 AND file = $2",
            body,
            file
        )?;
        let Some(bed) = &self.bed else {
            return Ok(true);
        };
        let taken = run!(
            tx,
            "INSERT INTO bed_taken (body, bed, file) VALUES ($1, $2, $3) ON CONFLICT (body, bed) DO NOTHING",
            body,
            bed.as_slice(),
            file
        )?;
        Ok(taken == 1)
    }

    async fn replace_duties(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let (body, file) = (self.body.as_str(), self.file.as_str());
        run!(
            tx,
            "DELETE FROM duty WHERE body = $1 AND file = $2",
            body,
            file
        )?;
        for (number, duty) in (1_i64..).zip(&self.duties) {
            run!(
                tx,
                "INSERT INTO duty (body, file, duty, who, from_day, term, due_day, calendar_digest)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                body,
                file,
                number,
                &duty.who,
                &duty.from_day,
                &duty.term,
                duty.due_day.as_deref(),
                self.calendar.as_slice()
            )?;
        }
        Ok(())
    }
}

/// What the signature of derived rows covers.
pub(crate) struct Signable<'a> {
    pub(crate) body: &'a str,
    pub(crate) file: &'a str,
    pub(crate) seq: i64,
    pub(crate) exchange_entries: i64,
    pub(crate) state: &'a str,
    pub(crate) epoch: i64,
    pub(crate) sealed: &'a [u8],
    /// Rows of before the kept fold have none.
    pub(crate) kept: Option<&'a [u8]>,
    pub(crate) duties: &'a [DutyRow],
}

pub(crate) fn message(rows: &Signable<'_>) -> Vec<u8> {
    let mut hash = Sha256::new();
    update(&mut hash, rows.body.as_bytes());
    update(&mut hash, rows.file.as_bytes());
    update(&mut hash, rows.state.as_bytes());
    for number in [rows.seq, rows.exchange_entries, rows.epoch] {
        hash.update(number.to_be_bytes());
    }
    update(&mut hash, rows.sealed);
    if let Some(kept) = rows.kept {
        update(&mut hash, kept);
    }
    for duty in rows.duties {
        update(&mut hash, duty.who.as_bytes());
        update(&mut hash, duty.from_day.as_bytes());
        update(&mut hash, duty.term.as_bytes());
        // A day that no calendar decides is part of the term.
        if !leans_on_calendar(&duty.term) {
            update(
                &mut hash,
                duty.due_day.as_deref().unwrap_or_default().as_bytes(),
            );
        }
    }
    [
        b"tirek/derived-rows/1".as_slice(),
        hash.finalize().as_slice(),
    ]
    .concat()
}

/// Whether the due day of such a term is counted in working days.
fn leans_on_calendar(term: &str) -> bool {
    term.ends_with("wd")
}

/// The due day of a duty row by a calendar; `None` when no calendar decides it, or there is none for the year.
pub(crate) fn recount(
    duty: &DutyRow,
    calendar: &Calendar,
) -> Result<Option<Option<String>>, StoreError> {
    let Some(days) = duty.term.strip_suffix("wd") else {
        return Ok(None);
    };
    let days = days
        .parse()
        .map_err(|_| StoreError::damaged("the term of a duty does not read"))?;
    let due = Term::WorkingDays(days)
        .run(duty.from_day.parse()?, calendar)
        .ok()
        .and_then(|ran| ran.due);
    Ok(Some(due.map(|due| due.to_string())))
}

/// The digest of a calendar: what a duty's day was counted with.
pub(crate) fn calendar_digest(calendar: &Calendar) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/calendar/1");
    for year in calendar.years() {
        hash.update(year.year.to_be_bytes());
        hash.update([u8::from(year.provisional)]);
        for date in year.days.keys() {
            update(&mut hash, date.to_string().as_bytes());
        }
    }
    hash.finalize().into()
}

/// The rows of all files of the session's body that her keys open, and the transaction in which they were read.
///
/// Rows that are not of the newest act are derived anew first: another body that acts in an exchange cannot do it, it holds
/// no key. So are rows that do not open: the fold is the truth, and they are not.
pub(crate) async fn file_rows(
    store: &Store,
    session: &Session,
) -> Result<(Vec<FileRow>, Tx), StoreError> {
    let body = session.body().code.as_str();
    let mut tx = store.db.read().await?;
    let behind = rows!(
        tx,
        (String,),
        "SELECT f.file FROM file f LEFT JOIN file_row r ON r.body = f.body AND r.file = f.file
         WHERE f.body = $1 AND f.state <> 'erased'
           AND (COALESCE(r.sequence, -1) <>
                (SELECT MAX(e.sequence) FROM entry e WHERE e.body = f.body AND e.file = f.file)
             OR COALESCE(r.exchange_entries, -1) <>
                (SELECT COALESCE(SUM(x.entries), 0) FROM exchange x WHERE x.body = f.body AND x.file = f.file))",
        body
    )?;
    let mut tx = rederive_all(store, session, tx, behind.into_iter().map(|(code,)| code)).await?;
    let (files, do_not_open) = open_rows(&mut tx, session).await?;
    if do_not_open.is_empty() {
        return Ok((files, tx));
    }
    let mut tx = rederive_all(store, session, tx, do_not_open).await?;
    let (files, do_not_open) = open_rows(&mut tx, session).await?;
    match do_not_open.first() {
        None => Ok((files, tx)),
        Some(code) => Err(StoreError::damaged(format!(
            "the rows of file {code} do not open"
        ))),
    }
}

/// Derives the rows of these files anew; gives a transaction that sees them.
async fn rederive_all(
    store: &Store,
    session: &Session,
    mut tx: Tx,
    codes: impl IntoIterator<Item = String>,
) -> Result<Tx, StoreError> {
    let mut files = Vec::new();
    for code in codes {
        files.extend(load(&mut tx, session, &code).await?);
    }
    if files.is_empty() {
        return Ok(tx);
    }
    // Nobody holds two connections at once: with enough people that would stand still.
    drop(tx);
    for opened in &files {
        rederive(store, session, opened).await?;
    }
    Ok(store.db.read().await?)
}

/// The rows that the session's keys open, and the codes of those that should and do not.
async fn open_rows(
    tx: &mut Tx,
    session: &Session,
) -> Result<(Vec<FileRow>, Vec<String>), StoreError> {
    let body = session.body().code.as_str();
    let stored = rows!(
        tx,
        (String, i64, i64, Vec<u8>, Option<Vec<u8>>),
        "SELECT r.file, r.sequence, r.epoch, r.sealed, k.shred_key
         FROM file_row r LEFT JOIN shred_key k ON k.body = r.body AND k.file = r.file
         WHERE r.body = $1 ORDER BY r.file",
        body
    )?;
    let mut files = Vec::with_capacity(stored.len());
    let mut do_not_open = Vec::new();
    for (code, seq, number, sealed, shred) in stored {
        let number = keys::epoch(number)?;
        let Some(seed) = session.keys().seed(Compartment::File, number) else {
            continue;
        };
        let shred = match shred {
            Some(shred) => ShredKey::from_secret_bytes(&Zeroizing::new(shred))?,
            None => match restricted::shred_of(tx, session, body, &code).await? {
                Some(shred) => shred,
                None => continue,
            },
        };
        let key = seed.file_key(&shred, body, &code, Compartment::File.name(), number);
        let seq = u32::try_from(seq)
            .map_err(|_| StoreError::damaged("a number of a file row does not read"))?;
        match open_summary(&key, body, &code, seq, sealed) {
            Ok(summary) => files.push(FileRow { code, seq, summary }),
            Err(_) => do_not_open.push(code),
        }
    }
    Ok((files, do_not_open))
}

fn open_summary(
    key: &Key,
    body: &str,
    code: &str,
    seq: u32,
    sealed: Vec<u8>,
) -> Result<Summary, StoreError> {
    let plain = open(key, &place(body, code, seq), &Sealed::from_stored(sealed)?)?;
    Ok(serde_json::from_slice(&plain)?)
}

/// Derives the rows of an opened file and writes them, unless the file has moved on meanwhile. Says whether it wrote.
pub(crate) async fn rederive(
    store: &Store,
    session: &Session,
    opened: &Opened,
) -> Result<bool, StoreError> {
    let journal = opened.journal();
    let summary = Summary::of(opened.address(), journal.case(), &store.calendar());
    let derived = store.derive(
        session,
        &opened.code,
        &opened.shred,
        opened.seq,
        &KeptFold::of(opened),
        &summary,
    )?;
    let body = session.body().code.as_str();
    let mut tx = store.db.write().await?;
    let unmoved = is_unmoved(
        &mut tx,
        body,
        &opened.code,
        opened.seq,
        opened.exchange_entries,
    )
    .await?;
    if unmoved {
        derived.replace(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(unmoved)
}

/// Whether a file and its exchanges still have as many entries as when it was opened. In a writing transaction this holds
/// the chain of the body, so that no act of the body comes between.
pub(crate) async fn is_unmoved(
    tx: &mut Tx,
    body: &str,
    code: &str,
    seq: u32,
    exchange_entries: i64,
) -> Result<bool, sqlx::Error> {
    run!(
        tx,
        "UPDATE chain_head SET number = number WHERE body = $1",
        body
    )?;
    let own = crate::db::row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM entry WHERE body = $1 AND file = $2 AND sequence >= 1",
        body,
        code
    )?;
    let exchanged = rows!(
        tx,
        (i64,),
        "SELECT entries FROM exchange WHERE body = $1 AND file = $2",
        body,
        code
    )?;
    let exchanged: i64 = exchanged.into_iter().map(|(entries,)| entries).sum();
    Ok(own == Some((i64::from(seq),)) && exchanged == exchange_entries)
}

fn place<'a>(body: &'a str, code: &'a str, seq: u32) -> Place<'a> {
    Place {
        body,
        file: code,
        compartment: Compartment::File.name(),
        stream: "summary",
        sequence: u64::from(seq),
        kind: "summary",
    }
}

/// The rows of a file, to be compared with others.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rows {
    seq: u32,
    exchange_entries: i64,
    summary: Summary,
    kept: KeptFold,
    duties: Vec<DutyRow>,
}

impl Rows {
    /// What the rows of an opened file should be.
    pub(crate) fn of(summary: &Summary, opened: &Opened) -> Self {
        Rows {
            seq: opened.seq,
            exchange_entries: opened.exchange_entries,
            summary: summary.clone(),
            kept: KeptFold::of(opened),
            duties: duty_rows(summary),
        }
    }
}

/// The rows of a file as they are stored; `None` when there are none, or they do not open as they should.
pub(crate) async fn stored(
    tx: &mut Tx,
    session: &Session,
    opened: &Opened,
) -> Result<Option<Rows>, StoreError> {
    let body = session.body().code.as_str();
    let code = opened.code.as_str();
    let found = crate::db::row!(
        tx,
        (i64, i64, i64, Vec<u8>, Option<Vec<u8>>),
        "SELECT sequence, exchange_entries, epoch, sealed, kept FROM file_row WHERE body = $1 AND file = $2",
        body,
        code
    )?;
    let Some((seq, exchange_entries, number, sealed, kept)) = found else {
        return Ok(None);
    };
    let (Ok(seq), number) = (u32::try_from(seq), keys::epoch(number)?) else {
        return Ok(None);
    };
    let Some(seed) = session.keys().seed(Compartment::File, number) else {
        return Ok(None);
    };
    let key = seed.file_key(&opened.shred, body, code, Compartment::File.name(), number);
    let Ok(summary) = open_summary(&key, body, code, seq, sealed) else {
        return Ok(None);
    };
    let kept = kept.and_then(|kept| KeptFold::open(&key, body, code, seq, kept));
    let Some(kept) = kept else {
        return Ok(None);
    };
    let duties = stored_duties(tx, body, code).await?;
    Ok(Some(Rows {
        seq,
        exchange_entries,
        summary,
        kept,
        duties,
    }))
}

/// The duty rows of a file as they are stored, in their order.
pub(crate) async fn stored_duties(
    tx: &mut Tx,
    body: &str,
    code: &str,
) -> Result<Vec<DutyRow>, sqlx::Error> {
    let stored = rows!(
        tx,
        (String, String, String, Option<String>),
        "SELECT who, from_day, term, due_day FROM duty WHERE body = $1 AND file = $2 ORDER BY duty",
        body,
        code
    )?;
    Ok(stored
        .into_iter()
        .map(|(who, from_day, term, due_day)| DutyRow {
            who,
            from_day,
            term,
            due_day,
        })
        .collect())
}

/// The open duties of a summary as they stand in clear.
fn duty_rows(summary: &Summary) -> Vec<DutyRow> {
    let open = summary.duties.iter().filter(|duty| duty.is_open());
    open.map(|duty| DutyRow {
        who: duty.who.name().to_owned(),
        from_day: duty.from.to_string(),
        term: duty.term.name(),
        due_day: duty.due.map(|due| due.to_string()),
    })
    .collect()
}
