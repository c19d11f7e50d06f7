//! A house to test in: a store on one of the databases, a clock that stands still until it is moved, bodies and staff.

use std::sync::{Arc, Mutex};

use jiff::{Timestamp, ToSpan, civil::Date};
use rand_core::UnwrapErr;
use sealed::Cost;
use sqlx::{
    AssertSqlSafe, Column, Connection, PgConnection, Row, SqliteConnection, TypeInfo, ValueRef,
};
use standard::{act::Act, actor::Actor, annex::Document, lang::Lang};
use store::{
    ActError, ActId, Body, BodyKind, Config, NewAccount, NewAct, NewBody, OpenFile, Ownership,
    Recorded, Role, Session, Store, StoreError,
};

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

/// Makes two tests of one function: one for each database.
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident: $house_type:ty) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "not every test needs every name of its module")]
            use super::*;

            $(#[$meta])*
            async fn check($house: $house_type) $body

            #[test]
            fn on_sqlite() {
                $crate::house::run($crate::house::On::Sqlite, check);
            }

            #[test]
            fn on_postgres() {
                $crate::house::run($crate::house::On::Postgres, check);
            }
        }
    )*};
}

/// Runs a test in a house of its own and takes the house down afterwards.
pub fn run<F: Future<Output = ()>>(on: On, check: impl FnOnce(House) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let ground = Ground::lay(on).await;
        let house = House::open(&ground.url, on).await;
        let store = house.store.clone();
        check(house).await;
        store.close().await;
        ground.clear().await;
    });
}

/// The database of one test.
pub struct Ground {
    pub url: String,
    database: Option<(String, String)>,
    _folder: Option<tempfile::TempDir>,
}

impl Ground {
    pub async fn lay(on: On) -> Self {
        if on == On::Sqlite {
            let folder = tempfile::tempdir().unwrap();
            let url = format!("sqlite:{}", folder.path().join("tirek.sqlite").display());
            return Ground {
                url,
                database: None,
                _folder: Some(folder),
            };
        }
        let server = std::env::var("TIREK_TEST_POSTGRES").expect(
            "TIREK_TEST_POSTGRES names no server. Run `cargo xtask test`, or \
             `crates/store/tests/with-postgres.sh cargo nextest run -p store`",
        );
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).unwrap();
        let name = format!("tirek_{:016x}", u64::from_be_bytes(bytes));
        let mut admin = PgConnection::connect(&server).await.unwrap();
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&mut admin)
            .await
            .unwrap();
        let (host, _) = server.rsplit_once('/').unwrap();
        let url = format!("{host}/{name}");
        Ground {
            url,
            database: Some((server, name)),
            _folder: None,
        }
    }

    pub async fn clear(self) {
        if let Some((server, name)) = self.database {
            let mut admin = PgConnection::connect(&server).await.unwrap();
            let drop = format!("DROP DATABASE {name} WITH (FORCE)");
            sqlx::query(AssertSqlSafe(drop))
                .execute(&mut admin)
                .await
                .unwrap();
        }
    }
}

pub struct House {
    pub store: Store,
    pub url: String,
    pub on: On,
    clock: Arc<Mutex<Timestamp>>,
}

/// The password of everybody whose password does not matter.
pub const PASSWORD: &str = "correct horse battery staple";
/// The first day of every test: Tuesday, 22 March 2022 is a holiday in Kazakhstan, Monday the 28th is not.
pub const DAY: Date = jiff::civil::date(2022, 3, 28);

impl House {
    async fn open(url: &str, on: On) -> Self {
        let clock = Arc::new(Mutex::new(
            "2022-03-28T05:00:00Z".parse::<Timestamp>().unwrap(),
        ));
        let store = Store::open(url, config(&clock)).await.unwrap();
        House {
            store,
            url: url.to_owned(),
            on,
            clock,
        }
    }

    /// A second program on the same database, with the same clock.
    pub async fn another_program(&self) -> Store {
        Store::open(&self.url, config(&self.clock)).await.unwrap()
    }

    /// A program that came later, when trying a password had to cost more.
    pub async fn dearer_program(&self) -> Store {
        let dearer = Config {
            password_cost: Cost::new(Cost::FLOOR.memory_kib() + 1024, 3).unwrap(),
            ..config(&self.clock)
        };
        Store::open(&self.url, dearer).await.unwrap()
    }

    /// The same database by another address, with the same clock.
    pub async fn opened_by(&self, url: &str) -> Result<Store, StoreError> {
        Store::open(url, config(&self.clock)).await
    }

    pub fn now(&self) -> Timestamp {
        *self.clock.lock().unwrap()
    }

    pub fn wait_minutes(&self, minutes: i64) {
        let mut clock = self.clock.lock().unwrap();
        *clock += minutes.minutes();
    }

    pub fn wait_seconds(&self, seconds: i64) {
        let mut clock = self.clock.lock().unwrap();
        *clock += seconds.seconds();
    }

    /// Moves the clock to noon of a day in Kazakhstan.
    pub fn wait_until(&self, day: Date) {
        let noon: Timestamp = format!("{day}T06:00:00Z").parse().unwrap();
        *self.clock.lock().unwrap() = noon;
    }

    /// Sets up a centre with its head, who is signed in.
    pub async fn centre(&self) -> Centre {
        let body = self
            .store
            .set_up(
                centre("Centre in Almaty"),
                account("head", "Aigerim Head", &[Role::Head]),
            )
            .await;
        let body = body.unwrap();
        let head = self.sign_in("head").await;
        Centre { body, head }
    }

    /// Adds an authorized body with its head, who is signed in.
    pub async fn authorized_body(&self) -> Centre {
        let new = NewBody {
            name: "Employment office".to_owned(),
            kind: BodyKind::AuthorizedBody,
        };
        let head = account("officer", "Bolat Officer", &[Role::Head, Role::Officer]);
        let body = self.store.add_body(new, head).await.unwrap();
        let head = self.sign_in("officer").await;
        Centre { body, head }
    }

    /// Adds a member of staff and signs her in.
    pub async fn staff(&self, head: &Session, login: &str, roles: &[Role]) -> Session {
        let name = format!("{login} of the staff");
        self.store
            .add_account(head, account(login, &name, roles))
            .await
            .unwrap();
        self.sign_in(login).await
    }

    pub async fn sign_in(&self, login: &str) -> Session {
        let (token, _) = self.store.sign_in(login, PASSWORD).await.unwrap();
        self.store.session(&token.to_text()).await.unwrap()
    }

    /// Runs statements behind the store's back.
    pub async fn tamper(&self, sql: &str) {
        match self.on {
            On::Sqlite => {
                let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA foreign_keys = OFF; {sql}")))
                    .execute(&mut connection)
                    .await
                    .unwrap();
                connection.close().await.unwrap();
            }
            On::Postgres => {
                let mut connection = PgConnection::connect(&self.url).await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(format!(
                    "SET session_replication_role = replica; {sql}"
                )))
                .execute(&mut connection)
                .await
                .unwrap();
                connection.close().await.unwrap();
            }
        }
    }

    /// Whether the database refuses statements run behind the store's back.
    pub async fn refuses(&self, sql: &str) -> bool {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.on {
            On::Sqlite => {
                let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
                sqlx::raw_sql(sql).execute(&mut connection).await.is_err()
            }
            On::Postgres => {
                let mut connection = PgConnection::connect(&self.url).await.unwrap();
                sqlx::raw_sql(sql).execute(&mut connection).await.is_err()
            }
        }
    }

    /// The triggers that refuse changes of the record are part of the schema; an attacker takes them away first.
    pub async fn take_triggers_away(&self) {
        if self.on == On::Sqlite {
            self.tamper("DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_never_deleted")
                .await;
        }
    }

    /// One number out of the database.
    pub async fn count(&self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.on {
            On::Sqlite => {
                let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
                sqlx::query_as::<_, (i64,)>(sql)
                    .fetch_one(&mut connection)
                    .await
                    .unwrap()
                    .0
            }
            On::Postgres => {
                let mut connection = PgConnection::connect(&self.url).await.unwrap();
                sqlx::query_as::<_, (i64,)>(sql)
                    .fetch_one(&mut connection)
                    .await
                    .unwrap()
                    .0
            }
        }
    }

    /// Every column of every table of the database: table, column.
    pub async fn columns(&self) -> Vec<(String, String)> {
        match self.on {
            On::Sqlite => {
                let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
                sqlx::query_as(
                    "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
                     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '_sqlx_%'",
                )
                .fetch_all(&mut connection)
                .await
                .unwrap()
            }
            On::Postgres => {
                let mut connection = PgConnection::connect(&self.url).await.unwrap();
                sqlx::query_as(
                    "SELECT table_name::text, column_name::text FROM information_schema.columns
                     WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx\\_%'",
                )
                .fetch_all(&mut connection)
                .await
                .unwrap()
            }
        }
    }

    /// The values of one column as bytes; what is absent is left out.
    pub async fn values(&self, table: &str, column: &str) -> Vec<Vec<u8>> {
        let sql = AssertSqlSafe(format!(
            "SELECT {column} FROM {table} WHERE {column} IS NOT NULL"
        ));
        match self.on {
            On::Sqlite => {
                let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
                let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
                rows.iter()
                    .map(|row| match row.try_get_raw(0).unwrap().type_info().name() {
                        "INTEGER" => row.get::<i64, _>(0).to_string().into_bytes(),
                        "TEXT" => row.get::<String, _>(0).into_bytes(),
                        _ => row.get::<Vec<u8>, _>(0),
                    })
                    .collect()
            }
            On::Postgres => {
                let mut connection = PgConnection::connect(&self.url).await.unwrap();
                let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
                rows.iter()
                    .map(|row| match row.column(0).type_info().name() {
                        "INT8" => row.get::<i64, _>(0).to_string().into_bytes(),
                        "TEXT" => row.get::<String, _>(0).into_bytes(),
                        _ => row.get::<Vec<u8>, _>(0),
                    })
                    .collect()
            }
        }
    }

    /// Everything that lies in the database: the files of SQLite with the log beside them, or every column of PostgreSQL.
    pub async fn everything_stored(&self) -> Vec<u8> {
        let mut all = Vec::new();
        for (table, column) in self.columns().await {
            for value in self.values(&table, &column).await {
                all.extend(value);
                all.push(b'\n');
            }
        }
        if let Some(path) = self.url.strip_prefix("sqlite:") {
            for suffix in ["", "-wal", "-shm"] {
                all.extend(std::fs::read(format!("{path}{suffix}")).unwrap_or_default());
            }
        }
        all
    }
}

/// A body with its head signed in.
pub struct Centre {
    pub body: Body,
    pub head: Session,
}

pub fn config(clock: &Arc<Mutex<Timestamp>>) -> Config {
    let clock = clock.clone();
    Config {
        clock: Arc::new(move || *clock.lock().unwrap()),
        random: Arc::new(Mutex::new(UnwrapErr(getrandom::SysRng))),
        password_cost: Cost::FLOOR,
    }
}

pub fn centre(name: &str) -> NewBody {
    let kind = BodyKind::Organization {
        form: "temporary_stay".to_owned(),
        ownership: Ownership::State,
    };
    NewBody {
        name: name.to_owned(),
        kind,
    }
}

pub fn account(login: &str, name: &str, roles: &[Role]) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        password: PASSWORD.to_owned(),
        name: name.to_owned(),
        roles: roles.to_vec(),
        language: Lang::Ru,
    }
}

/// A new name for an act.
pub fn an_id() -> ActId {
    let mut id = [0; 16];
    getrandom::fill(&mut id).unwrap();
    ActId(id)
}

/// An act in the JSON of acts.
pub fn act(json: serde_json::Value) -> Act {
    serde_json::from_value(json).unwrap()
}

/// A file in which a test goes step by step.
pub struct Folder<'a> {
    pub house: &'a House,
    pub code: String,
    pub seq: u32,
}

impl<'a> Folder<'a> {
    /// Begins a file with an application.
    pub async fn begin(
        house: &'a House,
        session: &Session,
        address: &str,
        documents: &[Document],
    ) -> Folder<'a> {
        let recorded = Folder::begin_in(&house.store, session, address, documents).await;
        Folder {
            house,
            code: recorded.code,
            seq: recorded.seq,
        }
    }

    /// The same in any store.
    pub async fn begin_in(
        store: &Store,
        session: &Session,
        address: &str,
        documents: &[Document],
    ) -> Recorded {
        let application = serde_json::json!({
            "act": "application_registered", "consent": true, "rules_acknowledged": true, "warned": true,
        });
        let new = with_all(
            NewAct::new(an_id(), store.today(), act(application)),
            documents,
        );
        store.begin_file(session, address, new).await.unwrap()
    }

    /// Records an act of today, which must be accepted.
    pub async fn does(
        &mut self,
        session: &Session,
        json: serde_json::Value,
        documents: &[Document],
    ) -> Recorded {
        let recorded = self.tries(session, json, documents).await.unwrap();
        self.seq = recorded.seq;
        recorded
    }

    /// Tries an act of today.
    pub async fn tries(
        &self,
        session: &Session,
        json: serde_json::Value,
        documents: &[Document],
    ) -> Result<Recorded, ActError> {
        self.tries_on(session, self.house.store.today(), json, documents)
            .await
    }

    /// Tries an act of another day.
    pub async fn tries_on(
        &self,
        session: &Session,
        on: Date,
        json: serde_json::Value,
        documents: &[Document],
    ) -> Result<Recorded, ActError> {
        let new = with_all(NewAct::new(an_id(), on, act(json)), documents);
        self.house
            .store
            .act(session, &self.code, self.seq, new)
            .await
    }

    pub async fn open(&self, session: &Session) -> OpenFile {
        self.house
            .store
            .open_file(session, &self.code)
            .await
            .unwrap()
    }
}

pub fn with_all(new: NewAct, documents: &[Document]) -> NewAct {
    documents.iter().fold(new, |new, document| {
        new.with_document(document.clone(), Lang::Ru)
    })
}

/// In whose name an entry of a file stands.
pub fn actor_of(file: &OpenFile, seq: u32) -> Actor {
    file.entries
        .iter()
        .find(|recorded| recorded.entry.seq == seq)
        .unwrap()
        .entry
        .by
}
