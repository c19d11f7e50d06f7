//! Rows of either database, read behind the store's back.

use sqlx::{
    AssertSqlSafe, Column, Connection, PgConnection, Row as _, SqliteConnection, TypeInfo, ValueRef,
};

/// What stands in a column. Both schemas have these kinds and no other.
#[derive(Clone, Debug)]
pub enum Cell {
    Text(String),
    Number(i64),
    Bytes(Vec<u8>),
}

/// A row: its columns by name and place.
pub struct Row {
    names: Vec<String>,
    cells: Vec<Option<Cell>>,
}

/// How a column is named: by its name or its place.
pub trait At {
    fn of(self, names: &[String]) -> Option<usize>;
}

impl At for usize {
    fn of(self, names: &[String]) -> Option<usize> {
        (self < names.len()).then_some(self)
    }
}

impl At for &str {
    fn of(self, names: &[String]) -> Option<usize> {
        names.iter().position(|name| name == self)
    }
}

/// What a column is read as.
pub trait Readable: Sized {
    fn read(cell: Option<&Cell>) -> Self;
}

impl Readable for String {
    fn read(cell: Option<&Cell>) -> Self {
        match cell {
            Some(Cell::Text(text)) => text.clone(),
            other => panic!("{other:?} is no text"),
        }
    }
}

impl Readable for i64 {
    fn read(cell: Option<&Cell>) -> Self {
        match cell {
            Some(Cell::Number(number)) => *number,
            other => panic!("{other:?} is no number"),
        }
    }
}

impl Readable for Vec<u8> {
    fn read(cell: Option<&Cell>) -> Self {
        match cell {
            Some(Cell::Bytes(bytes)) => bytes.clone(),
            other => panic!("{other:?} is no bytes"),
        }
    }
}

impl<T: Readable> Readable for Option<T> {
    fn read(cell: Option<&Cell>) -> Self {
        cell.map(|cell| T::read(Some(cell)))
    }
}

impl Row {
    pub fn get<T: Readable>(&self, at: impl At) -> T {
        let at = at.of(&self.names).expect("the row has this column");
        T::read(self.cells[at].as_ref())
    }

    /// The same where the row may be without the column.
    pub fn find<T: Readable>(&self, name: &str) -> Option<T> {
        let at = name.of(&self.names)?;
        Some(T::read(Some(self.cells[at].as_ref()?)))
    }
}

/// All rows of a question, from the database at `url`.
pub async fn select(url: &str, sql: &str) -> Vec<Row> {
    let sql = AssertSqlSafe(sql.to_owned());
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let read = |row: sqlx::sqlite::SqliteRow| Row {
            names: row
                .columns()
                .iter()
                .map(|column| column.name().to_owned())
                .collect(),
            cells: (0..row.len())
                .map(|at| {
                    let raw = row.try_get_raw(at).unwrap();
                    let kind = raw.type_info().name().to_owned();
                    (!raw.is_null()).then(|| match kind.as_str() {
                        "INTEGER" => Cell::Number(row.get(at)),
                        "TEXT" => Cell::Text(row.get(at)),
                        _ => Cell::Bytes(row.get(at)),
                    })
                })
                .collect(),
        };
        return rows.into_iter().map(read).collect();
    }
    let mut connection = PgConnection::connect(url).await.unwrap();
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let read = |row: sqlx::postgres::PgRow| Row {
        names: row
            .columns()
            .iter()
            .map(|column| column.name().to_owned())
            .collect(),
        cells: row
            .columns()
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let is_null = row.try_get_raw(at).unwrap().is_null();
                (!is_null).then(|| match column.type_info().name() {
                    "INT8" => Cell::Number(row.get(at)),
                    "TEXT" => Cell::Text(row.get(at)),
                    _ => Cell::Bytes(row.get(at)),
                })
            })
            .collect(),
    };
    rows.into_iter().map(read).collect()
}
