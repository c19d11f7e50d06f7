//! What can go wrong below every function of the store.

use sealed::{Malformed, OpenError};

/// The database failed, or what it returned is not what was stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be reached or refused a statement.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Stored data do not read, do not open, or do not hold together. `tirek verify` says where.
    #[error("stored data are damaged: {0}")]
    Damaged(String),
}

impl StoreError {
    /// Whether the database is only too busy just now: the same, tried again, can succeed.
    pub fn is_busy(&self) -> bool {
        let StoreError::Database(error) = self else {
            return false;
        };
        match error {
            sqlx::Error::PoolTimedOut => true,
            // SQLite: busy, locked (with their finer shades); PostgreSQL: serialization, deadlock, lock not available.
            sqlx::Error::Database(error) => error.code().is_some_and(|code| {
                ["5", "6", "261", "262", "517", "40001", "40P01", "55P03"].contains(&code.as_ref())
            }),
            _ => false,
        }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        StoreError::Damaged(what.into())
    }
}

impl From<OpenError> for StoreError {
    fn from(error: OpenError) -> Self {
        StoreError::Damaged(format!("something sealed does not open: {error}"))
    }
}

impl From<Malformed> for StoreError {
    fn from(error: Malformed) -> Self {
        StoreError::Damaged(error.to_string())
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        // The category only: the message may quote what was opened.
        StoreError::Damaged(format!(
            "something opened does not read ({:?} error)",
            error.classify()
        ))
    }
}

impl From<jiff::Error> for StoreError {
    fn from(error: jiff::Error) -> Self {
        StoreError::Damaged(format!("a stored day or instant does not read: {error}"))
    }
}
