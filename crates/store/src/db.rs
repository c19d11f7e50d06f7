//! The two databases behind one set of statements.
//!
//! SQL is written once, with `$1` placeholders, over TEXT, BIGINT and BLOB (BYTEA) columns, and read as tuples. The
//! macros [`rows`], [`row`] and [`run`] expand one statement for both drivers. Everything happens in a transaction:
//! readers see one state of the database, writers queue (in SQLite there is one writer).

use std::{str::FromStr, time::Duration};

use sqlx::{
    PgPool, Postgres, SqlSafeStr, Sqlite, SqlitePool, Transaction,
    migrate::{Migration, MigrationType, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions, PgSslMode},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

mod migrations;

/// The database: embedded SQLite (a writer and its readers) or PostgreSQL.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Pg(PgPool),
}

/// A transaction on either database.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Pg(Transaction<'static, Postgres>),
}

/// Rows that SQLite hands over before it waits for the reader.
const ROWS_AT_ONCE: usize = 1024;
/// Four readers are more than two cores can use; more would only hold memory.
const READERS: u32 = 4;
/// How many connections one process takes from PostgreSQL.
const PG_CONNECTIONS: u32 = 10;

impl Db {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://…`) and brings its schema up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, sqlx::Error> {
        Self::open_with(url, migrations::SQLITE, migrations::POSTGRES).await
    }

    /// Opens the database at `url` with the schema that had taken exactly these steps, to restore into it what was backed up
    /// with that schema. The inner error is a step that this program does not know.
    pub(crate) async fn open_at(
        url: &str,
        steps: &[i64],
    ) -> Result<Result<Self, i64>, sqlx::Error> {
        let known = Self::steps();
        if let Some(unknown) = steps.iter().find(|step| !known.contains(step)) {
            return Ok(Err(*unknown));
        }
        let only = |list: &'static [(i64, &'static str, &'static str)]| -> Vec<_> {
            let taken = list.iter().filter(|(step, ..)| steps.contains(step));
            taken.copied().collect()
        };
        let (sqlite, postgres) = (only(migrations::SQLITE), only(migrations::POSTGRES));
        Ok(Ok(Self::open_with(url, &sqlite, &postgres).await?))
    }

    /// The steps of the schema that this program knows.
    pub(crate) fn steps() -> Vec<i64> {
        let mut steps: Vec<_> = migrations::SQLITE.iter().map(|(step, ..)| *step).collect();
        steps.sort_unstable();
        steps
    }

    async fn open_with(
        url: &str,
        sqlite: &[(i64, &'static str, &'static str)],
        postgres: &[(i64, &'static str, &'static str)],
    ) -> Result<Self, sqlx::Error> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = PgPoolOptions::new()
                .max_connections(PG_CONNECTIONS)
                .connect_with(over_the_net(url)?)
                .await?;
            migrator(postgres).run(&pool).await?;
            return Ok(Db::Pg(pool));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(30))
            // What is deleted (sessions, shred keys, replaced summaries) is overwritten, not left in free pages.
            .pragma("secure_delete", "ON")
            // A file of a few hundred entries comes over in one go: waking the reader again and again costs more than opening them.
            .row_buffer_size(ROWS_AT_ONCE);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        migrator(sqlite).run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Db::Sqlite { writer, readers })
    }

    /// A reading transaction: every statement in it sees the same state.
    pub(crate) async fn read(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Db::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Db::Pg(pool) => Tx::Pg(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// A writing transaction. In SQLite it holds the only writer from its first moment.
    pub(crate) async fn write(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Db::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Pg(pool) => Tx::Pg(pool.begin().await?),
        })
    }

    /// Makes room where something was deleted: in SQLite the log, which may still hold it, is folded into the file and emptied; in
    /// PostgreSQL dead rows are cleared away. Says whether it is done: in SQLite not while somebody else, such as a backup, reads what
    /// was there before.
    pub(crate) async fn forget_deleted(&self) -> Result<bool, sqlx::Error> {
        match self {
            Db::Sqlite { writer, .. } => {
                let mut writer = writer.acquire().await?;
                // Nobody's work waits long behind whoever reads on.
                sqlx::raw_sql("PRAGMA busy_timeout = 1000")
                    .execute(&mut *writer)
                    .await?;
                let folded: Result<(i64, i64, i64), _> =
                    sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
                        .fetch_one(&mut *writer)
                        .await;
                sqlx::raw_sql("PRAGMA busy_timeout = 30000")
                    .execute(&mut *writer)
                    .await?;
                let (busy, _, _) = folded?;
                return Ok(busy == 0);
            }
            Db::Pg(pool) => {
                sqlx::raw_sql("VACUUM shred_key, restricted_key")
                    .execute(pool)
                    .await?;
            }
        }
        Ok(true)
    }

    /// Closes every connection; in SQLite the log is folded into the file.
    pub(crate) async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Pg(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// For the macros, which take a transaction and a borrowed one alike.
    pub(crate) fn itself(&mut self) -> &mut Self {
        self
    }

    /// Makes what was written durable. Nothing may be shown before this has returned.
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await,
            Tx::Pg(tx) => tx.commit().await,
        }
    }
}

/// How a PostgreSQL is spoken to. One on another machine is spoken to over TLS alone, and its certificate and name are verified, unless the
/// address says something else (`sslmode=…`; `sslrootcert=FILE` names an authority that the machine does not know).
fn over_the_net(url: &str) -> Result<PgConnectOptions, sqlx::Error> {
    let options = PgConnectOptions::from_str(url)?;
    let host = options.get_host();
    let is_here = options.get_socket().is_some()
        || host.starts_with('/')
        || ["localhost", "127.0.0.1", "::1", "[::1]"].contains(&host);
    let is_said = url.contains("sslmode=") || url.contains("ssl-mode=");
    let is_chosen = !matches!(options.get_ssl_mode(), PgSslMode::Prefer);
    Ok(if is_here || is_said || is_chosen {
        options
    } else {
        options.ssl_mode(PgSslMode::VerifyFull)
    })
}

/// Our migrations are compiled in; the folder only holds the text.
fn migrator(list: &[(i64, &'static str, &'static str)]) -> Migrator {
    let each = list.iter().map(|(number, name, text)| {
        Migration::new(
            *number,
            (*name).into(),
            MigrationType::Simple,
            text.into_sql_str(),
            false,
        )
    });
    Migrator::with_migrations(each.collect())
}

/// Whether a text can be asked for at all: PostgreSQL refuses the null byte as a failure, and nothing stored has one.
pub(crate) fn is_askable(text: &str) -> bool {
    !text.contains('\0')
}

/// Whether the error says that a row with this key is there already.
pub(crate) fn is_taken(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_some_and(|error| error.is_unique_violation())
}

/// Whether the error says that somebody else is in the way just now, so that the same may succeed in a moment: every
/// connection is taken, another process writes, two transactions got in each other's way, the program or the database server
/// is stopping or starting.
pub(crate) fn is_occupied(error: &sqlx::Error) -> bool {
    if matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) {
        return true;
    }
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| match code.parse::<u32>() {
        // PostgreSQL: SQLSTATE has five characters.
        _ if code.len() == 5 => POSTGRES_OCCUPIED.contains(&code.as_ref()),
        // SQLite: the primary result code is the lowest byte; 5 is busy, 6 is locked.
        Ok(extended) => matches!(extended & 0xff, 5 | 6),
        Err(_) => false,
    })
}

/// Serialization failure, deadlock, lock not to be had, too many connections, shutting down, starting up.
const POSTGRES_OCCUPIED: [&str; 6] = ["40001", "40P01", "55P03", "53300", "57P01", "57P03"];

/// All rows of a statement as tuples: `rows!(tx, (String, i64), "SELECT …", bound, …)`.
macro_rules! rows {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx.itself() {
            $crate::db::Tx::Sqlite(tx) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_all(&mut **tx).await
            }
            $crate::db::Tx::Pg(tx) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_all(&mut **tx).await
            }
        }
    };
}

/// The row of a statement, if there is one.
macro_rules! row {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx.itself() {
            $crate::db::Tx::Sqlite(tx) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_optional(&mut **tx).await
            }
            $crate::db::Tx::Pg(tx) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_optional(&mut **tx).await
            }
        }
    };
}

/// Runs a statement and says how many rows it touched.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx.itself() {
            $crate::db::Tx::Sqlite(tx) => sqlx::query::<sqlx::Sqlite>($sql)$(.bind($bind))*
                .execute(&mut **tx).await.map(|done| done.rows_affected()),
            $crate::db::Tx::Pg(tx) => sqlx::query::<sqlx::Postgres>($sql)$(.bind($bind))*
                .execute(&mut **tx).await.map(|done| done.rows_affected()),
        }
    };
}

pub(crate) use {row, rows, run};

#[cfg(test)]
mod tests {
    use sqlx::{Connection as _, SqliteConnection};

    use super::*;
    use crate::error::StoreError;

    /// What PostgreSQL says, by its SQLSTATE.
    #[derive(Debug, thiserror::Error)]
    #[error("SQLSTATE {0}")]
    struct Said(&'static str);

    impl sqlx::error::DatabaseError for Said {
        fn message(&self) -> &str {
            self.0
        }

        fn code(&self) -> Option<std::borrow::Cow<'_, str>> {
            Some(self.0.into())
        }

        fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
            self
        }

        fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
            self
        }

        fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
            self
        }

        fn kind(&self) -> sqlx::error::ErrorKind {
            sqlx::error::ErrorKind::Other
        }
    }

    #[test]
    fn a_postgresql_on_another_machine_is_spoken_to_over_tls_with_a_verified_certificate() {
        let mode = |url| over_the_net(url).expect("an address").get_ssl_mode();
        for far in [
            "postgres://tirek@db.example/tirek",
            "postgresql://tirek@192.0.2.7:5432/tirek?application_name=tirek",
        ] {
            assert!(matches!(mode(far), PgSslMode::VerifyFull), "{far}");
        }
        for here in [
            "postgres://tirek@localhost/tirek",
            "postgres://tirek@127.0.0.1:5433/tirek",
            "postgres://tirek@%2Frun%2Fpostgresql/tirek",
        ] {
            assert!(matches!(mode(here), PgSslMode::Prefer), "{here}");
        }
        let said = "postgres://tirek@db.example/tirek?sslmode=disable";
        assert!(matches!(mode(said), PgSslMode::Disable), "it was said");
    }

    #[test]
    fn two_transactions_in_each_others_way_are_told_from_a_failure() {
        let of = |code| StoreError::from(sqlx::Error::Database(Box::new(Said(code))));
        // Serialization, deadlock, too many connections, and SQLite's busy with a snapshot.
        for code in ["40001", "40P01", "53300", "517"] {
            assert!(matches!(of(code), StoreError::Occupied(_)), "{code}");
        }
        // A broken rule, a table that is not there, a full disk, and SQLite's damaged file.
        for code in ["23505", "42P01", "53100", "11", "00005"] {
            assert!(matches!(of(code), StoreError::Database(_)), "{code}");
        }
    }

    #[tokio::test]
    async fn another_writer_in_the_way_is_told_from_a_failure() {
        let folder = tempfile::tempdir().expect("a folder for a test");
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("tirek.db"))
            .create_if_missing(true)
            .busy_timeout(Duration::ZERO);
        let open = || SqliteConnection::connect_with(&options);
        let (mut one, mut other) = (open().await.expect("one"), open().await.expect("other"));
        let first = sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut one).await;
        first.expect("the first writes");
        let second = sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await;
        let error = StoreError::from(second.expect_err("the second waits"));
        assert!(matches!(error, StoreError::Occupied(_)), "{error:?}");

        let failed = sqlx::raw_sql("SELECT nothing FROM nowhere")
            .execute(&mut one)
            .await;
        let error = StoreError::from(failed.expect_err("there is no such table"));
        assert!(matches!(error, StoreError::Database(_)), "{error:?}");
        for busy in [sqlx::Error::PoolTimedOut, sqlx::Error::PoolClosed] {
            assert!(matches!(StoreError::from(busy), StoreError::Occupied(_)));
        }
    }
}
