//! Backups: everything but the shred keys in one archive, the shred keys in another, both sealed to a key that is not on the
//! server. Made while the program serves, out of one state of the database; the same bytes are restored into SQLite and into
//! PostgreSQL.
//!
//! The first archive is kept long. The second is kept for [`SHRED_KEYS_KEPT_DAYS`] days: then what was erased in the database is
//! erased in the backups too, though the first still holds its sealed bytes.

mod portable;
mod restoring;
mod schema;

use std::io::{self, Write};

use jiff::Timestamp;
use sealed::{
    SeedPublic,
    archive::{ArchiveKind, ArchiveWriter},
};
use serde::{Deserialize, Serialize};

use portable::{END, ROW, Reading, TABLE, put, write_row};
use schema::{Kind, Table, steps, tables};

pub use restoring::{RestoreError, Restored, Source, restore};

use crate::{Store, checkpoint, db::Tx, error::StoreError};

/// How many days an archive of shred keys is kept.
pub const SHRED_KEYS_KEPT_DAYS: i64 = 35;
/// A part is sealed when so many bytes have come together.
const PART_BYTES: usize = 1 << 20;

/// What an archive says of itself, sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Heading {
    /// When it was made.
    made_at: Timestamp,
    /// The steps that its schema had taken.
    steps: Vec<i64>,
    /// How far each record had come.
    checkpoints: Vec<String>,
}

/// What a table of an archive says of itself.
#[derive(Serialize, Deserialize)]
struct TableHead {
    table: String,
    columns: Vec<(String, Kind)>,
}

/// How many rows a table had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCount {
    /// The name of the table.
    pub table: String,
    /// Its rows.
    pub rows: u64,
}

/// A backup that was made.
#[derive(Clone, Debug)]
pub struct Backup {
    /// When.
    pub made_at: Timestamp,
    /// How far each record had come, as lines to be kept elsewhere.
    pub checkpoints: Vec<String>,
    /// The tables of the archive of data.
    pub data: Vec<TableCount>,
    /// The tables of the archive of shred keys.
    pub shred_keys: Vec<TableCount>,
}

/// Why no backup was made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The archive could not be written.
    #[error("the backup could not be written")]
    Io(#[from] io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Writes the two archives of a backup, sealed to the holder of the kit whose public half `recipient` is. Others may go on
    /// reading and writing meanwhile: the backup is of the state in which it began.
    ///
    /// # Errors
    /// [`BackupError`]; what was written until then is no backup.
    pub async fn back_up<'a>(
        &self,
        recipient: &SeedPublic,
        data: &'a mut (dyn Write + Send),
        shred_keys: &'a mut (dyn Write + Send),
    ) -> Result<Backup, BackupError> {
        let made_at = self.now();
        let mut tx = self.db.read().await.map_err(StoreError::from)?;
        let checkpoints: Vec<String> = checkpoint::make(&mut tx, self.server_key(), made_at)
            .await?
            .iter()
            .map(|checkpoint| checkpoint.to_text())
            .collect();
        let heading = Heading {
            made_at,
            steps: steps(&mut tx).await?,
            checkpoints: checkpoints.clone(),
        };
        let mut name = [0; 16];
        self.with_random(|random| random.fill_bytes(&mut name));
        let (with_keys, without): (Vec<Table>, Vec<Table>) = tables(&mut tx)
            .await?
            .into_iter()
            .partition(Table::holds_shred_keys);
        let mut written = Vec::new();
        for (kind, tables, out) in [
            (ArchiveKind::Data, &without, data),
            (ArchiveKind::ShredKeys, &with_keys, shred_keys),
        ] {
            let archive = Archive {
                store: self,
                kind,
                name: &name,
                recipient,
                heading: &heading,
            };
            written.push(archive.write(&mut tx, tables, out).await?);
        }
        let shred_keys = written.pop().unwrap_or_default();
        let data = written.pop().unwrap_or_default();
        Ok(Backup {
            made_at,
            checkpoints,
            data,
            shred_keys,
        })
    }
}

/// One archive to be written.
struct Archive<'a> {
    store: &'a Store,
    kind: ArchiveKind,
    name: &'a [u8; 16],
    recipient: &'a SeedPublic,
    heading: &'a Heading,
}

impl Archive<'_> {
    async fn write(
        &self,
        tx: &mut Tx,
        tables: &[Table],
        out: &mut (dyn Write + Send),
    ) -> Result<Vec<TableCount>, BackupError> {
        let heading = serde_json::to_vec(self.heading).map_err(StoreError::from)?;
        let (mut archive, first) = self.store.with_random(|random| {
            ArchiveWriter::begin(self.kind, self.name, self.recipient, &heading, random)
        });
        out.write_all(&first)?;
        let mut part = zeroize::Zeroizing::new(Vec::new());
        let mut counts = Vec::new();
        for table in tables {
            let head = TableHead {
                table: table.name.clone(),
                columns: table.columns.clone(),
            };
            let head = serde_json::to_vec(&head).map_err(StoreError::from)?;
            put(&mut part, TABLE, &head)?;
            let mut count = 0;
            let mut reading = Reading::begin(tx, table).await?;
            loop {
                let rows = reading.next(tx).await?;
                if rows.is_empty() {
                    break;
                }
                for row in rows {
                    put(&mut part, ROW, &write_row(&row)?)?;
                    count += 1;
                    if part.len() >= PART_BYTES {
                        let sealed = self.store.with_random(|random| archive.part(&part, random));
                        out.write_all(&sealed)?;
                        part.clear();
                    }
                }
            }
            counts.push(TableCount {
                table: table.name.clone(),
                rows: count,
            });
        }
        let end = serde_json::to_vec(&counts).map_err(StoreError::from)?;
        put(&mut part, END, &end)?;
        let sealed = self.store.with_random(|random| archive.end(&part, random));
        out.write_all(&sealed)?;
        out.flush()?;
        Ok(counts)
    }
}
