//! Restoring: into an empty database, whole or not at all.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use jiff::Timestamp;
use sealed::{
    BackupKit,
    archive::{ArchiveError, ArchiveKind, ArchiveReader, Part},
    chain::{ServerKey, SignedCheckpoint},
};

use super::{
    Heading, TableCount, TableHead,
    portable::{self, END, ROW, TABLE, insert, read_row, take},
    schema::{Table, steps, tables},
};
use crate::{
    Config, Store, checkpoint,
    db::{Db, Tx, rows, run},
    error::StoreError,
    server,
    verify::{At, Broken, Problem, VerifyReport, verify_in},
};

/// The two archives of a backup. They need not be of the same day: shred keys of a later day open what was not erased since.
pub struct Source<D, K> {
    /// The archive of data.
    pub data: D,
    /// The archive of shred keys.
    pub shred_keys: K,
}

/// A database that was restored.
#[derive(Clone, Debug)]
pub struct Restored {
    /// When the archive of data was made.
    pub made_at: Timestamp,
    /// When the archive of shred keys was made.
    pub keys_made_at: Timestamp,
    /// The checkpoints that lay in the archive of data.
    pub checkpoints: Vec<String>,
    /// How many rows each table has.
    pub tables: Vec<TableCount>,
    /// What `verify` said of it.
    pub report: VerifyReport,
    /// The codes of files without a shred key, where the keys are of a later day than the data: they were erased since.
    pub erased_since: Vec<String>,
}

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// An archive was not read.
    #[error("{}: {error}", archive_name(*kind))]
    Archive {
        /// Which of the two.
        kind: ArchiveKind,
        /// Why.
        error: ArchiveError,
    },
    /// The archives were given the wrong way round, or one of them twice.
    #[error("one archive of data and one of shred keys are needed, in this order")]
    WrongArchives,
    /// The shred keys are older than the data: files begun in between could not be opened.
    #[error("the shred keys are of {keys}, before the data of {data}")]
    KeysOlder {
        /// When the data were backed up.
        data: Timestamp,
        /// When the keys were.
        keys: Timestamp,
    },
    /// The archive is of a newer program.
    #[error("the backup was made by a newer program (step {0} of the schema is not known here)")]
    NewerProgram(i64),
    /// The archive opens and does not hold what it should.
    #[error("the backup does not hold together: {0}")]
    DoesNotHold(String),
    /// There is something in the database.
    #[error("the database is not empty: a backup is restored into an empty one")]
    NotEmpty,
    /// The backup is older than a checkpoint given, or another server's.
    #[error("the backup does not reach the checkpoint: {}", said(.0))]
    Older(Vec<Problem>),
    /// The record in the backup is not whole.
    #[error("the record in the backup is not whole: {}", said(&.0.problems))]
    NotWhole(Box<VerifyReport>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for RestoreError {
    fn from(error: sqlx::Error) -> Self {
        RestoreError::Store(error.into())
    }
}

fn archive_name(kind: ArchiveKind) -> &'static str {
    match kind {
        ArchiveKind::Data => "the archive of data",
        ArchiveKind::ShredKeys => "the archive of shred keys",
    }
}

fn said(problems: &[Problem]) -> String {
    let said: Vec<_> = problems.iter().take(5).map(Problem::to_string).collect();
    said.join("; ")
}

/// Restores a backup into the empty database at `url`, and opens it. With `checkpoints`, a backup that does not reach them is
/// refused. Nothing is in the database when it is refused.
///
/// # Errors
/// [`RestoreError`].
pub async fn restore<D: Read, K: Read>(
    url: &str,
    config: Config,
    source: Source<D, K>,
    kit: &BackupKit,
    checkpoints: &[SignedCheckpoint],
) -> Result<(Store, Restored), RestoreError> {
    let mut data = Opened::begin(source.data, kit, ArchiveKind::Data)?;
    let mut keys = Opened::begin(source.shred_keys, kit, ArchiveKind::ShredKeys)?;
    if keys.heading.made_at < data.heading.made_at {
        return Err(RestoreError::KeysOlder {
            data: data.heading.made_at,
            keys: keys.heading.made_at,
        });
    }
    let is_of_one_backup = data.reader.name() == keys.reader.name();
    let db = Db::open_at(url, &data.heading.steps)
        .await?
        .map_err(RestoreError::NewerProgram)?;
    let written = write(&db, &mut data, &mut keys, is_of_one_backup, checkpoints).await;
    db.close().await;
    let mut restored = written?;

    // The steps that the schema has taken since the backup was made.
    let store = Store::open(url, config).await?;
    restored.report = store.verify_against(checkpoints).await?;
    restored.forgive();
    if restored.report.is_whole() {
        Ok((store, restored))
    } else {
        store.close().await;
        Err(RestoreError::NotWhole(Box::new(restored.report)))
    }
}

/// Writes both archives in one transaction, and looks before it is made durable whether it is what it should be.
async fn write<D: Read, K: Read>(
    db: &Db,
    data: &mut Opened<D>,
    keys: &mut Opened<K>,
    is_of_one_backup: bool,
    checkpoints: &[SignedCheckpoint],
) -> Result<Restored, RestoreError> {
    let mut tx = db.write().await?;
    let known = tables(&mut tx).await?;
    for table in &known {
        if portable::has_rows(&mut tx, table).await? {
            return Err(RestoreError::NotEmpty);
        }
    }
    let (with_keys, without): (Vec<_>, Vec<_>) =
        known.into_iter().partition(Table::holds_shred_keys);
    let mut counts = data.read_into(&mut tx, &without, None).await?;
    let bodies = rows!(tx, (String,), "SELECT body FROM body")?;
    let bodies = bodies.into_iter().map(|(body,)| body).collect();
    counts.extend(keys.read_into(&mut tx, &with_keys, Some(&bodies)).await?);
    if !is_of_one_backup {
        // Keys of what began after the data were backed up open nothing here.
        for begun_since in [
            "DELETE FROM shred_key WHERE file NOT IN ('record', 'house-papers')
               AND NOT EXISTS (SELECT 1 FROM register_line l WHERE l.body = shred_key.body AND 'register-' || l.register = shred_key.file)
               AND NOT EXISTS (SELECT 1 FROM file f WHERE f.body = shred_key.body AND f.file = shred_key.file)
               AND NOT EXISTS (SELECT 1 FROM exchange x WHERE x.body = shred_key.body AND x.exchange = shred_key.file)",
            "DELETE FROM restricted_key
             WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.body = restricted_key.body AND f.file = restricted_key.stream)
               AND NOT EXISTS (SELECT 1 FROM exchange x WHERE x.body = restricted_key.body AND x.exchange = restricted_key.stream)",
        ] {
            run!(tx, begun_since)?;
        }
    }
    let files = shredded(&mut tx).await?;
    let erased_since = if is_of_one_backup { Vec::new() } else { files };
    let server: ServerKey = server::stored(&mut tx)
        .await?
        .map(|(_, key)| key)
        .ok_or_else(|| RestoreError::DoesNotHold("there is no server's key".to_owned()))?;
    let of_archive: Vec<_> = data
        .heading
        .checkpoints
        .iter()
        .map(|line| SignedCheckpoint::from_text(line))
        .collect::<Result<_, _>>()
        .map_err(|_| RestoreError::DoesNotHold("a checkpoint does not read".to_owned()))?;
    for (given, refused) in [(of_archive.as_slice(), false), (checkpoints, true)] {
        let problems = checkpoint::hold_against(&mut tx, &server.public(), given).await?;
        match (problems.is_empty(), refused) {
            (true, _) => {}
            (false, true) => return Err(RestoreError::Older(problems)),
            (false, false) => return Err(RestoreError::DoesNotHold(said(&problems))),
        }
    }
    let mut restored = Restored {
        made_at: data.heading.made_at,
        keys_made_at: keys.heading.made_at,
        checkpoints: data.heading.checkpoints.clone(),
        tables: counts,
        report: VerifyReport::default(),
        erased_since,
    };
    // With the schema of this program the whole record is looked at before anything is durable.
    if steps(&mut tx).await? == Db::steps() {
        restored.report = verify_in(&mut tx).await?;
        restored.forgive();
        if !restored.report.is_whole() {
            return Err(RestoreError::NotWhole(Box::new(restored.report)));
        }
    }
    tx.commit().await?;
    Ok(restored)
}

impl Restored {
    /// A file that was erased after the data were backed up has no shred key among the later keys: that is as it should be.
    fn forgive(&mut self) {
        let erased: BTreeSet<&str> = self.erased_since.iter().map(String::as_str).collect();
        self.report.problems.retain(|problem| {
            let is_erased = match &problem.at {
                At::File(code) | At::Exchange(code) => erased.contains(code.as_str()),
                _ => false,
            };
            !(is_erased && problem.broken == Broken::ShredKeyMissing)
        });
    }
}

/// The codes of files and exchanges that have no shred key.
async fn shredded(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let missing = rows!(
        tx,
        (String,),
        "SELECT f.file FROM file f
         WHERE NOT EXISTS (SELECT 1 FROM shred_key k WHERE k.body = f.body AND k.file = f.file)
           AND NOT EXISTS (SELECT 1 FROM restricted_key k WHERE k.body = f.body AND k.stream = f.file)
         UNION SELECT x.exchange FROM exchange x
         WHERE NOT EXISTS (SELECT 1 FROM shred_key k WHERE k.body = x.body AND k.file = x.exchange)
           AND NOT EXISTS (SELECT 1 FROM restricted_key k WHERE k.body = x.body AND k.stream = x.exchange)
         ORDER BY 1"
    )?;
    Ok(missing.into_iter().map(|(code,)| code).collect())
}

/// An archive that opened, with its heading.
struct Opened<R> {
    kind: ArchiveKind,
    reader: ArchiveReader<R>,
    heading: Heading,
}

impl<R: Read> Opened<R> {
    fn begin(bytes: R, kit: &BackupKit, kind: ArchiveKind) -> Result<Self, RestoreError> {
        let (reader, heading) = ArchiveReader::begin(bytes, kit)
            .map_err(|error| RestoreError::Archive { kind, error })?;
        if reader.kind() != kind {
            return Err(RestoreError::WrongArchives);
        }
        let heading = serde_json::from_slice(&heading).map_err(|_| {
            RestoreError::DoesNotHold(format!("{} has no heading", archive_name(kind)))
        })?;
        Ok(Opened {
            kind,
            reader,
            heading,
        })
    }

    fn part(&mut self) -> Result<Option<Part>, RestoreError> {
        let kind = self.kind;
        self.reader
            .part()
            .map_err(|error| RestoreError::Archive { kind, error })
    }

    /// Reads the archive to its end and inserts every row. Only tables among `known` are taken, and with `bodies` only rows of
    /// these: later keys may be of a body that the data do not have yet.
    async fn read_into(
        &mut self,
        tx: &mut Tx,
        known: &[Table],
        bodies: Option<&BTreeSet<String>>,
    ) -> Result<Vec<TableCount>, RestoreError> {
        let broken = |what: &str| RestoreError::DoesNotHold(what.to_owned());
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        let mut table: Option<Table> = None;
        let mut said: Option<Vec<TableCount>> = None;
        while let Some(part) = self.part()? {
            let mut rest = part.plain.as_slice();
            while !rest.is_empty() {
                let (kind, bytes) = take(&mut rest).ok_or_else(|| broken("a record is cut"))?;
                match kind {
                    TABLE => {
                        let head: TableHead = serde_json::from_slice(bytes)
                            .map_err(|_| broken("a table does not read"))?;
                        let found = known.iter().find(|known| known.name == head.table);
                        let found = found.filter(|found| found.columns == head.columns);
                        let found = found.ok_or_else(|| broken("a table is of another schema"))?;
                        counts.insert(head.table, 0);
                        table = Some(found.clone());
                    }
                    ROW => {
                        let table = table
                            .as_ref()
                            .ok_or_else(|| broken("a row without a table"))?;
                        let row =
                            read_row(table, bytes).ok_or_else(|| broken("a row does not read"))?;
                        if bodies.is_none_or(|bodies| table.is_of(&row, bodies)) {
                            insert(tx, table, row).await?;
                        }
                        *counts.entry(table.name.clone()).or_default() += 1;
                    }
                    END => {
                        said = Some(
                            serde_json::from_slice(bytes)
                                .map_err(|_| broken("the end does not read"))?,
                        );
                    }
                    _ => return Err(broken("a record of an unknown kind")),
                }
            }
        }
        let said = said.ok_or_else(|| broken("there is no end"))?;
        let holds = said.len() == counts.len()
            && said
                .iter()
                .all(|count| counts.get(&count.table) == Some(&count.rows));
        if !holds {
            return Err(broken("there are not as many rows as there were"));
        }
        Ok(said)
    }
}
