//! Files: opening one, listing them.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::Date};
use sealed::{Key, Place, Sealed, ShredKey, open};
use standard::{
    act::{Act, Entry},
    annex::FormKind,
    calendar::Calendar,
    case::Stage,
    compartment::Compartment,
    edition::Edition,
    journal::Journal,
};

use crate::{
    Store,
    act::ActId,
    db::{Tx, is_askable, row, rows},
    derived,
    document::{ActedAsHead, DocumentHead, DocumentNote},
    enclosure::{EnclosureHead, EnclosureNote, Put, StoredPaper, papers_of},
    error::StoreError,
    exchange::{self, ExchangeHead},
    keys::{Keyring, epoch, shred_key},
    reading::{ReadingOf, Stream},
    restricted,
    session::Session,
    written::Written,
};

/// Why a file, a document or an exchange was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such thing, or the person may not know that there is: which of them is not told.
    #[error("there is nothing under this code")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        OpenError::Store(error.into())
    }
}

/// A file in the list of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSummary {
    /// Random code.
    pub code: String,
    /// How the person is addressed.
    pub address: String,
    /// Where the case stands.
    pub stage: Stage,
    /// Whether acts can still be added in practice: not closed, not refused.
    pub open: bool,
    /// The last day of the agreement.
    pub last_day: Option<Date>,
    /// The bed that the person occupies.
    pub bed: Option<String>,
    /// The file of the representative, when this is a child's.
    pub representative: Option<String>,
    /// The number of entries.
    pub seq: u32,
}

impl FileSummary {
    pub(crate) fn of(row: derived::FileRow) -> Self {
        FileSummary {
            code: row.code,
            address: row.summary.address,
            stage: row.summary.stage,
            open: row.summary.open,
            last_day: row.summary.last_day,
            bed: row.summary.bed,
            representative: row.summary.representative,
            seq: row.seq,
        }
    }
}

/// An entry as the journal of a file shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedEntry {
    /// The act.
    pub entry: Entry,
    /// When it was entered.
    pub recorded_at: Timestamp,
    /// The name of the person who entered it.
    pub by_account: String,
    /// The number of the order by which she acted as head, where she did.
    pub acting_by: Option<String>,
    /// The name that the client gave it.
    pub act_id: ActId,
    /// It was struck out: legible, and of no effect.
    pub struck: bool,
    /// The exchange in which the other body entered it, if it did.
    pub exchange: Option<String>,
}

/// An opened file.
pub struct OpenFile {
    /// Random code.
    pub code: String,
    /// How the person is addressed.
    pub address: String,
    /// The number of entries of the file: what an act must have seen.
    pub seq: u32,
    /// The fold.
    pub journal: Journal,
    /// The entries in the order in which they were entered, those of the file's exchanges among them.
    pub entries: Vec<RecordedEntry>,
    /// The documents, in the order of their entries.
    pub documents: Vec<DocumentHead>,
    /// The exchanges of the file.
    pub exchanges: Vec<ExchangeHead>,
    /// Only the people whom the head has named hold its key.
    pub restricted: bool,
    /// The official calendar by which its duties are counted.
    pub calendar: Arc<Calendar>,
}

impl std::fmt::Debug for OpenFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenFile")
            .field("code", &self.code)
            .field("seq", &self.seq)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// The files of the session's body. One entry in the record says that the list was read, with its codes sealed.
    ///
    /// The list is empty for whoever does not work with recipients: she holds no key to it.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or something does not open.
    pub async fn files(&self, session: &Session) -> Result<Vec<FileSummary>, StoreError> {
        if !session.holds(Compartment::File) {
            return Ok(Vec::new());
        }
        let (rows, tx) = derived::file_rows(self, session).await?;
        let codes = rows.iter().map(|row| row.code.clone()).collect();
        self.record_reading(session, tx, Stream::None, &ReadingOf::Files { codes })
            .await?;
        Ok(rows.into_iter().map(FileSummary::of).collect())
    }

    /// Opens a file. The reading is in the record before this returns.
    ///
    /// # Errors
    /// [`OpenError::NotFound`] when there is no such file in the session's body, or its keys are not hers.
    pub async fn open_file(&self, session: &Session, code: &str) -> Result<OpenFile, OpenError> {
        let mut tx = self.db.read().await?;
        let opened = load(&mut tx, session, code)
            .await?
            .ok_or(OpenError::NotFound)?;
        let file = opened.into_file(self.calendar());
        self.record_reading(session, tx, Stream::File(code), &ReadingOf::File)
            .await?;
        Ok(file)
    }
}

/// An entry as it was stored, opened.
pub(crate) struct StoredEntry {
    pub(crate) recorded_at: Timestamp,
    pub(crate) act_id: ActId,
    pub(crate) written: Written,
    pub(crate) exchange: Option<String>,
    /// The other body's act in an exchange whose opening was struck out: legible, and of no effect in the file.
    pub(crate) void: bool,
}

/// A file with everything that a fold, a decision or a page needs.
pub(crate) struct Opened {
    pub(crate) code: String,
    pub(crate) shred: ShredKey,
    /// The shred key was sealed to the session's owner, not in clear.
    pub(crate) restricted: bool,
    /// The edition of the standard that the file is kept by.
    pub(crate) edition: &'static Edition,
    /// The number of the file's own entries.
    pub(crate) seq: u32,
    /// The file's entries and those of its exchanges, in the order in which they were entered.
    pub(crate) entries: Vec<StoredEntry>,
    pub(crate) exchanges: Vec<ExchangeHead>,
    /// Papers and enclosures that came after their acts.
    pub(crate) papers: Vec<(ActId, StoredPaper)>,
    /// How many entries each exchange of steps has that the file opened; they are not folded with it.
    pub(crate) of_steps: BTreeMap<String, u32>,
    /// How many entries the exchanges had together.
    pub(crate) exchange_entries: i64,
}

/// Exchange entries are numbered beyond any file's own: the k-th exchange of a file begins at k times this.
const EXCHANGE_NUMBERS: u32 = 1_000_000;

impl Opened {
    /// A file that is about to begin.
    pub(crate) fn new(code: String, shred: ShredKey) -> Self {
        Opened {
            code,
            shred,
            restricted: false,
            edition: Default::default(),
            seq: 0,
            entries: Vec::new(),
            exchanges: Vec::new(),
            papers: Vec::new(),
            of_steps: BTreeMap::new(),
            exchange_entries: 0,
        }
    }

    pub(crate) fn address(&self) -> &str {
        self.entries
            .first()
            .and_then(|first| first.written.address.as_deref())
            .unwrap_or_default()
    }

    /// How many entries each exchange of the file has.
    pub(crate) fn seen(&self) -> BTreeMap<String, u32> {
        let mut seen = self.of_steps.clone();
        let exchanges = self.exchanges.iter();
        seen.extend(exchanges.map(|seen| (seen.id.clone(), seen.entries)));
        seen
    }

    /// The fold of the entries so far.
    pub(crate) fn journal(&self) -> Journal {
        fold(self.edition, &self.entries)
    }

    /// The heads of the file's own documents, with what their entries say of them: those beside acts first.
    pub(crate) fn notes(&self) -> Vec<(DocumentHead, DocumentNote)> {
        let own = self
            .entries
            .iter()
            .filter(|stored| stored.exchange.is_none());
        let beside_acts = own.flat_map(|stored| {
            stored
                .written
                .documents
                .iter()
                .map(move |note| (head(stored, note), note.clone()))
        });
        let later = self.papers.iter().filter_map(|(_, stored)| {
            let Put::Document {
                note, on, beside, ..
            } = &stored.written.put
            else {
                return None;
            };
            let head = DocumentHead {
                id: note.id.clone(),
                form: note.form,
                language: note.language,
                version: note.version,
                seq: beside.unwrap_or_default(),
                on: *on,
                recorded_at: stored.recorded_at,
                by_account: stored.written.recorder.clone(),
                compartments: note.parts.clone(),
                enclosures: Vec::new(),
            };
            Some((head, note.clone()))
        });
        let mut notes: Vec<_> = beside_acts.chain(later).collect();
        for (enclosure, note) in self.enclosures() {
            if let Some((head, _)) = notes.iter_mut().find(|(head, _)| head.id == note.document) {
                head.enclosures.push(enclosure);
            }
        }
        notes
    }

    /// Who approved a plan in the head's place: the first approval after the plan was drawn up, and before another one was.
    pub(crate) fn acted_for_the_head(&self, head: &DocumentHead) -> Option<ActedAsHead> {
        if head.form != FormKind::Annex6 {
            return None;
        }
        let journal = self.journal();
        let approved = self
            .entries
            .iter()
            .filter(|stored| {
                let entry = &stored.written.entry;
                stored.exchange.is_none() && entry.seq > head.seq && !journal.is_struck(entry.seq)
            })
            .find(|stored| {
                let act = &stored.written.entry.act;
                matches!(act, Act::PlanApproved(_) | Act::PlanDrawnUp(_))
            })?;
        let Act::PlanApproved(_) = approved.written.entry.act else {
            return None;
        };
        Some(ActedAsHead {
            name: approved.written.recorder.clone(),
            order: approved.written.acting_by.clone()?,
        })
    }

    /// What lies beside documents, in the order in which it was put there.
    pub(crate) fn enclosures(&self) -> Vec<(EnclosureHead, EnclosureNote)> {
        let with_acts = self.entries.iter().flat_map(|stored| {
            let recorder = &stored.written.recorder;
            stored.written.prints.iter().map(move |note| {
                let head = EnclosureHead::of(note, stored.recorded_at, recorder);
                (head, note.clone())
            })
        });
        let later = self.papers.iter().filter_map(|(_, stored)| {
            let note = match &stored.written.put {
                Put::Document { print, .. } => print.as_ref()?,
                Put::Enclosure { note } => note,
            };
            let head = EnclosureHead::of(note, stored.recorded_at, &stored.written.recorder);
            Some((head, note.clone()))
        });
        with_acts.chain(later).collect()
    }

    pub(crate) fn recorded(&self, journal: &Journal) -> Vec<RecordedEntry> {
        self.entries
            .iter()
            .map(|stored| stored.recorded(journal))
            .collect()
    }

    pub(crate) fn into_file(self, calendar: Arc<Calendar>) -> OpenFile {
        let journal = self.journal();
        let entries = self.recorded(&journal);
        let documents = self.notes().into_iter().map(|(head, _)| head).collect();
        OpenFile {
            calendar,
            address: self.address().to_owned(),
            restricted: self.restricted,
            code: self.code,
            seq: self.seq,
            journal,
            entries,
            documents,
            exchanges: self.exchanges,
        }
    }
}

impl StoredEntry {
    fn numbered(mut self, seq: u32) -> Self {
        self.written.entry.seq = seq;
        self
    }

    pub(crate) fn recorded(&self, journal: &Journal) -> RecordedEntry {
        RecordedEntry {
            entry: self.written.entry.clone(),
            recorded_at: self.recorded_at,
            by_account: self.written.recorder.clone(),
            acting_by: self.written.acting_by.clone(),
            act_id: self.act_id,
            struck: self.void || journal.is_struck(self.written.entry.seq),
            exchange: self.exchange.clone(),
        }
    }
}

pub(crate) fn head(stored: &StoredEntry, note: &DocumentNote) -> DocumentHead {
    DocumentHead {
        id: note.id.clone(),
        form: note.form,
        language: note.language,
        version: note.version,
        seq: stored.written.entry.seq,
        on: stored.written.entry.on,
        recorded_at: stored.recorded_at,
        by_account: stored.written.recorder.clone(),
        compartments: note.parts.clone(),
        enclosures: Vec::new(),
    }
}

/// The place of an act in its file.
pub(crate) fn act_place<'a>(body: &'a str, file: &'a str, seq: u32) -> Place<'a> {
    Place {
        body,
        file,
        compartment: Compartment::File.name(),
        stream: "act",
        sequence: u64::from(seq),
        kind: "act",
    }
}

/// Opens a file of the session's body. `None` when there is none, or when the keys are not the session's: nobody can
/// tell which.
///
/// It checks that the numbers of the entries have no gap, and each body opens only at its own place; signatures are for
/// `verify`.
pub(crate) async fn load(
    tx: &mut Tx,
    session: &Session,
    code: &str,
) -> Result<Option<Opened>, StoreError> {
    let body = session.body().code.as_str();
    let keys = session.keys();
    if !keys.holds(Compartment::File) || !is_askable(code) {
        return Ok(None);
    }
    let Some((edition,)) = row!(
        tx,
        (String,),
        "SELECT edition FROM file WHERE body = $1 AND file = $2",
        body,
        code
    )?
    else {
        return Ok(None);
    };
    let edition = Edition::of(&edition).ok_or_else(|| {
        StoreError::damaged("a file of an edition that this program does not know")
    })?;
    let (shred, restricted) = match shred_key(tx, body, code).await? {
        Some(shred) => (shred, false),
        None => match restricted::shred_of(tx, session, body, code).await? {
            Some(shred) => (shred, true),
            None => return Ok(None),
        },
    };
    // Acts are numbered from 1. Said so, for the index of the acts of a file holds no others.
    let stored = rows!(
        tx,
        Row,
        "SELECT e.sequence, e.act_id, e.recorded_at, s.epoch, s.sealed
         FROM entry e JOIN sealed_body s ON s.body = e.body AND s.number = e.number
         WHERE e.body = $1 AND e.file = $2 AND e.class = 'act' AND e.sequence > 0 ORDER BY e.sequence",
        body,
        code
    )?;
    let Some(own) = open_entries(stored, keys, &shred, body, code)? else {
        return Ok(None);
    };
    let seq = u32::try_from(own.len())
        .map_err(|_| StoreError::damaged("a file with too many entries"))?;
    // Only what was sent for a permit is folded with the file; the other exchanges have folds of their own.
    let for_permits = own
        .iter()
        .filter(|stored| matches!(stored.written.entry.act, Act::PackageSent(_)))
        .filter_map(|stored| stored.written.opened_exchange.clone())
        .collect();
    let exchanges = exchange::opened::of_file(tx, session, for_permits).await?;
    let mut of_steps = BTreeMap::new();
    for (id, entries) in rows!(
        tx,
        (String, i64),
        "SELECT exchange, entries FROM exchange WHERE body = $1 AND file = $2",
        body,
        code
    )? {
        let entries = u32::try_from(entries)
            .map_err(|_| StoreError::damaged("an exchange with too many entries"))?;
        of_steps.insert(id, entries);
    }
    let exchange_entries = of_steps.values().copied().map(i64::from).sum();
    for seen in &exchanges {
        of_steps.remove(&seen.head.id);
    }
    let mut heads = Vec::new();
    let mut of_others = Vec::new();
    let without_effect = if exchanges.is_empty() {
        Vec::new()
    } else {
        struck_exchanges(edition, &own)
    };
    for (index, seen) in (1..).zip(exchanges) {
        for mut entry in seen.entries {
            entry.void = without_effect.contains(&seen.head.id);
            let number = entry.written.entry.seq;
            of_others.push((number, entry.numbered(index * EXCHANGE_NUMBERS + number)));
        }
        heads.push(seen.head);
    }
    let entries = in_order(own, of_others);
    let papers = papers_of(tx, keys, &shred, body, code).await?;
    Ok(Some(Opened {
        code: code.to_owned(),
        shred,
        restricted,
        edition,
        seq,
        entries,
        exchanges: heads,
        papers,
        of_steps,
        exchange_entries,
    }))
}

/// The fold of entries in the order of entering, without those that are void.
pub(crate) fn fold(edition: &'static Edition, entries: &[StoredEntry]) -> Journal {
    let counted = entries.iter().filter(|stored| !stored.void);
    Journal::fold_under(edition, counted.map(|stored| stored.written.entry.clone()))
}

/// The exchanges whose opening was struck out of the file. What the other body does there, not knowing it, counts no more.
fn struck_exchanges(edition: &'static Edition, own: &[StoredEntry]) -> Vec<String> {
    let journal = fold(edition, own);
    own.iter()
        .filter(|stored| journal.is_struck(stored.written.entry.seq))
        .filter_map(|stored| stored.written.opened_exchange.clone())
        .collect()
}

/// Puts the entries of a file's exchanges, each with its number there, among its own: each before the first entry of the
/// file that had seen it. Between two entries of the file, by the instant of entering.
fn in_order(own: Vec<StoredEntry>, mut of_others: Vec<(u32, StoredEntry)>) -> Vec<StoredEntry> {
    of_others.sort_by_key(|(_, entry)| entry.recorded_at);
    let mut entries = Vec::with_capacity(own.len() + of_others.len());
    for entry in own {
        let had_seen = |(number, other): &mut (u32, StoredEntry)| {
            let exchange = other.exchange.as_ref();
            let seen = exchange.and_then(|exchange| entry.written.seen.get(exchange));
            seen.is_some_and(|seen| *number <= *seen)
        };
        let before: Vec<_> = of_others.extract_if(.., had_seen).collect();
        entries.extend(before.into_iter().map(|(_, other)| other));
        entries.push(entry);
    }
    entries.extend(of_others.into_iter().map(|(_, other)| other));
    entries
}

/// Sequence, act id, instant, epoch, sealed body.
pub(crate) type Row = (i64, Vec<u8>, String, i64, Vec<u8>);

/// Opens the entries of a file in their order. `None` when an epoch's key is missing.
fn open_entries(
    stored: Vec<Row>,
    keys: &Keyring,
    shred: &ShredKey,
    body: &str,
    code: &str,
) -> Result<Option<Vec<StoredEntry>>, StoreError> {
    let mut file_keys: BTreeMap<u32, Key> = BTreeMap::new();
    let mut entries = Vec::with_capacity(stored.len());
    for (expected, (sequence, act_id, recorded_at, number, body_sealed)) in (1_u32..).zip(stored) {
        if sequence != i64::from(expected) {
            return Err(StoreError::damaged(format!(
                "entry {expected} of a file is missing"
            )));
        }
        let number = epoch(number)?;
        if let std::collections::btree_map::Entry::Vacant(vacant) = file_keys.entry(number) {
            let Some(seed) = keys.seed(Compartment::File, number) else {
                return Ok(None);
            };
            vacant.insert(seed.file_key(shred, body, code, Compartment::File.name(), number));
        }
        let plain = open(
            &file_keys[&number],
            &act_place(body, code, expected),
            &Sealed::from_stored(body_sealed)?,
        )?;
        entries.push(StoredEntry {
            recorded_at: recorded_at.parse()?,
            act_id: read_act_id(&act_id)?,
            written: Written::from_bytes(&plain)?,
            exchange: None,
            void: false,
        });
    }
    Ok(Some(entries))
}

pub(crate) fn read_act_id(stored: &[u8]) -> Result<ActId, StoreError> {
    stored
        .try_into()
        .map(ActId)
        .map_err(|_| StoreError::damaged("an act id does not read"))
}
