//! What can go wrong below every function of the store.

use sealed::{Malformed, OpenError};

use crate::db::is_occupied;

/// The database failed, or what it returned is not what was stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be reached or refused a statement.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
    /// Others are writing, or the program is stopping: nothing was recorded, and the same may succeed in a moment.
    #[error("the database is occupied")]
    Occupied(#[source] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Stored data do not read, do not open, or do not hold together. `tirek verify` says where.
    #[error("stored data are damaged: {0}")]
    Damaged(String),
    /// Keys in the database are not those for which the head vouches: somebody who had no right to has put them there. Nothing was
    /// sealed to them. The administrator and the head must know.
    #[error("the directory of keys was changed by somebody who had no right to: {0}")]
    DirectoryChanged(&'static str),
}

impl StoreError {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        StoreError::Damaged(what.into())
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if is_occupied(&error) {
            StoreError::Occupied(error)
        } else {
            StoreError::Database(error)
        }
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
