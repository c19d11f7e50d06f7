//! The tables as the database itself knows them: every table there is goes into a backup, without a list to forget one in.

use std::collections::{BTreeMap, BTreeSet};

use super::portable::Value;
use crate::{
    clear::{COLUMNS, Kept},
    db::{Tx, rows},
    error::StoreError,
};

/// Tables that no backup takes along: who is signed in just now, and how fast passwords are tried.
const LEFT_OUT: [&str; 2] = ["session", "sign_in_pace"];

/// A table with its columns, in the order of the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<(String, Kind)>,
}

/// What a column holds: the schema has no other kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Text,
    Number,
    Bytes,
}

impl Table {
    /// Its columns in the order of their names, which does not depend on the history of a schema.
    fn new(name: String, mut columns: Vec<(String, Kind)>) -> Self {
        columns.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        Table { name, columns }
    }

    /// Whether it holds shred keys: such tables go into an archive of their own.
    pub(super) fn holds_shred_keys(&self) -> bool {
        COLUMNS.iter().any(|(table, _, kept)| {
            *table == self.name && matches!(kept, Kept::ShredKey | Kept::SealedShredKey)
        })
    }

    /// Whether a row of it is of one of these bodies.
    pub(super) fn is_of(&self, row: &[Value], bodies: &BTreeSet<String>) -> bool {
        let at = self.columns.iter().position(|(name, _)| name == "body");
        match at.and_then(|at| row.get(at)) {
            Some(Value::Text(Some(body))) => bodies.contains(body),
            _ => true,
        }
    }

    /// The names of the columns, for a statement. They come from our own schema.
    pub(super) fn column_list(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }
}

/// Every table that a backup takes along, each after those that it refers to.
pub(super) async fn tables(tx: &mut Tx) -> Result<Vec<Table>, StoreError> {
    let columns = columns(tx).await?;
    let mut waiting: BTreeMap<String, Vec<(String, Kind)>> = BTreeMap::new();
    for (table, column, kind) in columns {
        if !LEFT_OUT.contains(&table.as_str()) {
            waiting.entry(table).or_default().push((column, kind));
        }
    }
    let mut refers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (table, to) in references(tx).await? {
        if table != to {
            refers.entry(table).or_default().insert(to);
        }
    }
    let mut ordered: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let ready: Vec<String> = waiting
            .keys()
            .filter(|table| {
                refers
                    .get(*table)
                    .is_none_or(|to| to.iter().all(|to| !waiting.contains_key(to)))
            })
            .cloned()
            .collect();
        if ready.is_empty() {
            return Err(StoreError::damaged("tables that refer to each other"));
        }
        for name in ready {
            let columns = waiting.remove(&name).unwrap_or_default();
            ordered.push(Table::new(name, columns));
        }
    }
    Ok(ordered)
}

async fn columns(tx: &mut Tx) -> Result<Vec<(String, String, Kind)>, StoreError> {
    let stored = match tx {
        Tx::Sqlite(_) => rows!(
            tx,
            (String, String, String),
            "SELECT t.name, c.name, c.type FROM sqlite_master t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
               AND t.name NOT LIKE '\\_sqlx\\_%' ESCAPE '\\'
             ORDER BY t.name, c.cid"
        )?,
        Tx::Pg(_) => rows!(
            tx,
            (String, String, String),
            "SELECT c.table_name::text, c.column_name::text, c.data_type::text
             FROM information_schema.columns c JOIN information_schema.tables t
               ON t.table_schema = c.table_schema AND t.table_name = c.table_name
             WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
               AND c.table_name NOT LIKE '\\_sqlx\\_%'
             ORDER BY c.table_name, c.ordinal_position"
        )?,
    };
    stored
        .into_iter()
        .map(|(table, column, kind)| {
            let kind = match kind.to_ascii_lowercase().as_str() {
                "text" => Kind::Text,
                "bigint" => Kind::Number,
                "blob" | "bytea" => Kind::Bytes,
                _ => {
                    return Err(StoreError::damaged(format!(
                        "column {table}.{column} is of no kind that is stored here"
                    )));
                }
            };
            Ok((table, column, kind))
        })
        .collect()
}

/// Which table refers to which.
async fn references(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    Ok(match tx {
        Tx::Sqlite(_) => rows!(
            tx,
            (String, String),
            "SELECT t.name, f.\"table\" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f
             WHERE t.type = 'table'"
        )?,
        Tx::Pg(_) => rows!(
            tx,
            (String, String),
            "SELECT a.relname::text, b.relname::text FROM pg_constraint c
             JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid
             WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace"
        )?,
    })
}

/// The steps of the schema that this database has taken.
pub(super) async fn steps(tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
    let steps = rows!(
        tx,
        (i64,),
        "SELECT version FROM _sqlx_migrations ORDER BY version"
    )?;
    Ok(steps.into_iter().map(|(step,)| step).collect())
}
