//! Tables as bytes that both databases write and read alike.
//!
//! A part of an archive is a series of records; each is a kind (1 byte), a length (4 bytes, big-endian) and so many bytes.
//!
//! | kind | what | bytes |
//! |---|---|---|
//! | `T` | a table begins | JSON: its name, its columns with their kinds |
//! | `R` | a row | for each column: 0 for nothing, or 1, a length (4 bytes) and the value; numbers are 8 bytes |
//! | `E` | the end | JSON: how many rows each table had |

use sqlx::{AssertSqlSafe, Postgres, Row, Sqlite};

use super::schema::{Kind, Table};
use crate::{db::Tx, error::StoreError};

pub(super) const TABLE: u8 = b'T';
pub(super) const ROW: u8 = b'R';
pub(super) const END: u8 = b'E';

/// Rows taken from the database at a time: documents are large.
const AT_ONCE: i64 = 64;

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(Option<String>),
    Number(Option<i64>),
    Bytes(Option<Vec<u8>>),
}

/// Appends a record.
pub(super) fn put(into: &mut Vec<u8>, kind: u8, bytes: &[u8]) -> Result<(), StoreError> {
    let length = u32::try_from(bytes.len())
        .map_err(|_| StoreError::damaged("a row of more than four gigabytes"))?;
    into.push(kind);
    into.extend_from_slice(&length.to_be_bytes());
    into.extend_from_slice(bytes);
    Ok(())
}

/// Takes the next record. `None` at the end of the bytes, and when they are no record.
pub(super) fn take<'a>(from: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    let (&kind, rest) = from.split_first()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (bytes, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    *from = rest;
    Some((kind, bytes))
}

pub(super) fn write_row(row: &[Value]) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    for value in row {
        let number;
        let value = match value {
            Value::Text(value) => value.as_deref().map(str::as_bytes),
            Value::Bytes(value) => value.as_deref(),
            Value::Number(value) => {
                number = value.map(i64::to_be_bytes);
                number.as_ref().map(<[u8; 8]>::as_slice)
            }
        };
        match value {
            None => bytes.push(0),
            Some(value) => put(&mut bytes, 1, value)?,
        }
    }
    Ok(bytes)
}

/// Reads a row of a table. `None` when the bytes are not one.
pub(super) fn read_row(table: &Table, mut bytes: &[u8]) -> Option<Vec<Value>> {
    let mut row = Vec::with_capacity(table.columns.len());
    for (_, kind) in &table.columns {
        let value = if let [0, rest @ ..] = bytes {
            bytes = rest;
            None
        } else {
            let (1, value) = take(&mut bytes)? else {
                return None;
            };
            Some(value)
        };
        row.push(match kind {
            Kind::Text => Value::Text(match value {
                Some(value) => Some(String::from_utf8(value.to_vec()).ok()?),
                None => None,
            }),
            Kind::Bytes => Value::Bytes(value.map(<[u8]>::to_vec)),
            Kind::Number => Value::Number(match value {
                Some(value) => Some(i64::from_be_bytes(value.try_into().ok()?)),
                None => None,
            }),
        });
    }
    bytes.is_empty().then_some(row)
}

fn value<R: Row>(row: &R, at: usize, kind: Kind) -> Result<Value, sqlx::Error>
where
    usize: sqlx::ColumnIndex<R>,
    for<'r> Option<String>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    for<'r> Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    for<'r> Option<Vec<u8>>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    Ok(match kind {
        Kind::Text => Value::Text(row.try_get(at)?),
        Kind::Number => Value::Number(row.try_get(at)?),
        Kind::Bytes => Value::Bytes(row.try_get(at)?),
    })
}

/// The rows of a table, some at a time: a cursor in PostgreSQL, the row numbers in SQLite. Both see the state in which the
/// transaction began.
pub(super) struct Reading<'a> {
    table: &'a Table,
    after: i64,
}

impl<'a> Reading<'a> {
    pub(super) async fn begin(tx: &mut Tx, table: &'a Table) -> Result<Self, StoreError> {
        if let Tx::Pg(tx) = tx {
            let declare = format!(
                "DECLARE backup_{} NO SCROLL CURSOR FOR SELECT {} FROM {}",
                table.name,
                table.column_list(),
                table.name
            );
            sqlx::raw_sql(AssertSqlSafe(declare))
                .execute(&mut **tx)
                .await?;
        }
        Ok(Reading {
            table,
            after: i64::MIN,
        })
    }

    /// The next rows; none at the end.
    pub(super) async fn next(&mut self, tx: &mut Tx) -> Result<Vec<Vec<Value>>, StoreError> {
        let table = self.table;
        let kinds = || table.columns.iter().map(|(_, kind)| *kind).enumerate();
        let mut read = Vec::new();
        match tx {
            Tx::Sqlite(tx) => {
                let select = format!(
                    "SELECT rowid, {} FROM {} WHERE rowid > $1 ORDER BY rowid LIMIT {AT_ONCE}",
                    table.column_list(),
                    table.name
                );
                let rows = sqlx::query::<Sqlite>(AssertSqlSafe(select))
                    .bind(self.after)
                    .fetch_all(&mut **tx)
                    .await?;
                for row in &rows {
                    self.after = row.try_get(0)?;
                    let values = kinds().map(|(at, kind)| value(row, at + 1, kind));
                    read.push(values.collect::<Result<_, _>>()?);
                }
            }
            Tx::Pg(tx) => {
                let fetch = format!("FETCH {AT_ONCE} FROM backup_{}", table.name);
                let rows = sqlx::query::<Postgres>(AssertSqlSafe(fetch))
                    .persistent(false)
                    .fetch_all(&mut **tx)
                    .await?;
                for row in &rows {
                    let values = kinds().map(|(at, kind)| value(row, at, kind));
                    read.push(values.collect::<Result<_, _>>()?);
                }
            }
        }
        Ok(read)
    }
}

/// Whether there is anything in a table.
pub(super) async fn has_rows(tx: &mut Tx, table: &Table) -> Result<bool, StoreError> {
    let select = format!("SELECT 1 FROM {} LIMIT 1", table.name);
    let select = AssertSqlSafe(select);
    Ok(match tx {
        Tx::Sqlite(tx) => sqlx::query::<Sqlite>(select)
            .fetch_optional(&mut **tx)
            .await?
            .is_some(),
        Tx::Pg(tx) => sqlx::query::<Postgres>(select)
            .fetch_optional(&mut **tx)
            .await?
            .is_some(),
    })
}

/// Writes a row into a table.
pub(super) async fn insert(tx: &mut Tx, table: &Table, row: Vec<Value>) -> Result<(), StoreError> {
    let places: Vec<_> = (1..=row.len()).map(|at| format!("${at}")).collect();
    let statement = format!(
        "INSERT INTO {} ({}) VALUES ({})",
        table.name,
        table.column_list(),
        places.join(", ")
    );
    macro_rules! bound {
        ($database:ty, $tx:expr) => {{
            let mut query = sqlx::query::<$database>(AssertSqlSafe(statement));
            for value in row {
                query = match value {
                    Value::Text(value) => query.bind(value),
                    Value::Number(value) => query.bind(value),
                    Value::Bytes(value) => query.bind(value),
                };
            }
            query.execute(&mut **$tx).await?;
        }};
    }
    match tx {
        Tx::Sqlite(tx) => bound!(Sqlite, tx),
        Tx::Pg(tx) => bound!(Postgres, tx),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            name: "t".to_owned(),
            columns: vec![
                ("a".to_owned(), Kind::Text),
                ("b".to_owned(), Kind::Number),
                ("c".to_owned(), Kind::Bytes),
            ],
        }
    }

    #[test]
    fn a_row_is_read_as_it_was_written_and_what_is_absent_stays_absent() {
        for row in [
            [
                Value::Text(Some("ә".to_owned())),
                Value::Number(Some(-7)),
                Value::Bytes(Some(vec![0, 1])),
            ],
            [
                Value::Text(None),
                Value::Number(None),
                Value::Bytes(Some(Vec::new())),
            ],
            [
                Value::Text(Some(String::new())),
                Value::Number(Some(0)),
                Value::Bytes(None),
            ],
        ] {
            let bytes = write_row(&row).unwrap();
            assert_eq!(read_row(&table(), &bytes).unwrap(), row);
            for cut in 0..bytes.len() {
                assert!(read_row(&table(), &bytes[..cut]).is_none());
            }
            assert!(read_row(&table(), &[bytes.as_slice(), b"x"].concat()).is_none());
        }
    }
}
