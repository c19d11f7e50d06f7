//! Measures what the store itself costs, in milliseconds of CPU: medians over many repetitions.
//!
//! `cargo run --release -p store --example time_store [-- postgres://…]`; without an address, SQLite in a temporary folder.
//! With `TIREK_ONLY=session`, `open`, `act` or `lists` that alone is done for fifteen seconds, for a profiler to look at
//! (`perf record -D 5000` leaves out what was prepared before).
//!
//! CPU time is that of every thread of this process (Linux: `/proc/self/task/*/schedstat`). With PostgreSQL the server's
//! own work is not in it. A commit alone is timed beside, because every reading and every act is durable before it is
//! shown, and the database's commit is not the store's doing.

use std::{
    error::Error,
    fs,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use jiff::{Timestamp, civil::date};
use rand_core::UnwrapErr;
use sealed::Cost;
use serde_json::json;
use sqlx::{Connection, PgConnection, SqliteConnection};
use standard::{act::Act, lang::Lang};
use store::{
    ActId, BodyKind, Config, NewAccount, NewAct, NewBody, Ownership, Role, Session, Store,
};

const REPETITIONS: usize = 200;
/// How long a profiler sees the same.
const ONLY: Duration = Duration::from_secs(15);
/// Each takes the time that it is meant to take.
const SIGN_INS: usize = 5;
const PASSWORD: &str = "correct horse battery staple";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let url = std::env::args()
        .nth(1)
        .unwrap_or_else(|| format!("sqlite:{}", folder.path().join("tirek.sqlite").display()));
    let (store, token, session) = open(&url).await?;
    let small = file_of(&store, &session, 1).await?;
    let large = file_of(&store, &session, 200).await?;

    if let Ok(only) = std::env::var("TIREK_ONLY") {
        return again_and_again(&only, &store, &session, &token, &large).await;
    }
    println!("milliseconds, medians of {REPETITIONS}; CPU of this process, then time on the wall");
    let commit = commit_alone(&url).await?;
    println!("a commit of one row alone                     {commit}");
    let looked_up = time(async || store.session(&token).await.map(drop)).await?;
    println!("look up a session and unwrap its keys          {looked_up}");
    let reading = time(async || store.open_file(&session, &small).await.map(drop)).await?;
    println!("open a file of 1 entry (durable reading)      {reading}");
    let opened = time(async || store.open_file(&session, &large).await.map(drop)).await?;
    println!("open a file of 200 entries (durable reading)  {opened}");
    println!(
        "  200 entries beside the durable reading      {:8.3}",
        opened.cpu - reading.cpu
    );
    let on_small = acts(&store, &session, &small, 1).await?;
    println!("a durable act on a file of 1 to 201 entries   {on_small}");
    println!(
        "  beyond the commit                           {:8.3}",
        on_small.cpu - commit.cpu
    );
    let on_large = acts(&store, &session, &large, 200).await?;
    println!("a durable act on a file of 200 to 400 entries {on_large}");
    println!(
        "  beyond the commit                           {:8.3}",
        on_large.cpu - commit.cpu
    );
    let token = time_times(SIGN_INS, async || {
        store.sign_in("head", PASSWORD).await.map(drop)
    });
    if let Ok(token) = token.await {
        println!("sign in, at the least cost that is accepted   {token}");
    }
    store.close().await;
    Ok(())
}

/// One kind of work over and over, without a figure of its own.
async fn again_and_again(
    only: &str,
    store: &Store,
    session: &Session,
    token: &str,
    file: &str,
) -> Result<()> {
    let mut seq = 200;
    let begun = Instant::now();
    while begun.elapsed() < ONLY {
        match only {
            "session" => drop(store.session(token).await?),
            "open" => drop(store.open_file(session, file).await?),
            "act" => seq = store.act(session, file, seq, new(issued(0)?)?).await?.seq,
            "lists" => drop((store.files(session).await?, store.duties(session).await?)),
            other => return Err(format!("nothing is called {other:?}").into()),
        }
    }
    store.close().await;
    Ok(())
}

struct Median {
    cpu: f64,
    wall: f64,
}

impl std::fmt::Display for Median {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:8.3} {:8.3}", self.cpu, self.wall)
    }
}

async fn time<E: Error + 'static>(
    mut work: impl AsyncFnMut() -> std::result::Result<(), E>,
) -> Result<Median> {
    time_times(REPETITIONS, &mut work).await
}

async fn time_times<E: Error + 'static>(
    times: usize,
    mut work: impl AsyncFnMut() -> std::result::Result<(), E>,
) -> Result<Median> {
    let (mut cpu, mut wall) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let (before, began) = (cpu_nanoseconds()?, Instant::now());
        work().await?;
        wall.push(began.elapsed().as_secs_f64() * 1e3);
        cpu.push((cpu_nanoseconds()? - before) as f64 / 1e6);
    }
    Ok(Median {
        cpu: median(cpu),
        wall: median(wall),
    })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// CPU time of every living thread of this process; an idle thread that ends takes its past with it, which a median bears.
fn cpu_nanoseconds() -> Result<i64> {
    let mut all = 0;
    for task in fs::read_dir("/proc/self/task")? {
        let stat = fs::read_to_string(task?.path().join("schedstat"))?;
        all += stat.split(' ').next().unwrap_or_default().parse::<i64>()?;
    }
    Ok(all)
}

async fn open(url: &str) -> Result<(Store, String, Session)> {
    let at: Timestamp = "2022-03-28T05:00:00Z".parse()?;
    let config = Config {
        clock: Arc::new(move || at),
        random: Arc::new(Mutex::new(UnwrapErr(getrandom::SysRng))),
        password_cost: Cost::FLOOR,
    };
    let store = Store::open(url, config).await?;
    let kind = BodyKind::Organization {
        form: "temporary_stay".to_owned(),
        ownership: Ownership::State,
    };
    let head = NewAccount {
        login: "head".to_owned(),
        password: PASSWORD.to_owned(),
        name: "Head".to_owned(),
        roles: vec![Role::Head],
        language: Lang::En,
    };
    store
        .set_up(
            NewBody {
                name: "Centre".to_owned(),
                kind,
            },
            head,
        )
        .await?;
    let (token, _) = store.sign_in("head", PASSWORD).await?;
    let token = token.to_text().to_string();
    let session = store.session(&token).await?;
    Ok((store, token, session))
}

fn issued(number: usize) -> Result<Act> {
    let item = format!("towel, soap and slippers, set {number}");
    Ok(serde_json::from_value(
        json!({"act": "item_issued", "item": item}),
    )?)
}

fn new(act: Act) -> Result<NewAct> {
    let mut id = [0; 16];
    getrandom::fill(&mut id)?;
    Ok(NewAct::new(ActId(id), date(2022, 3, 28), act))
}

async fn file_of(store: &Store, session: &Session, entries: u32) -> Result<String> {
    let first: Act = serde_json::from_value(json!({"act": "child_found_alone"}))?;
    let code = store.begin_file(session, "Aliya", new(first)?).await?.code;
    for seq in 1..entries {
        store
            .act(session, &code, seq, new(issued(seq as usize)?)?)
            .await?;
    }
    Ok(code)
}

async fn acts(store: &Store, session: &Session, code: &str, entries: u32) -> Result<Median> {
    let mut seq = entries;
    time(async || {
        let act = new(issued(0).expect("the act reads")).expect("there is randomness");
        let recorded = store.act(session, code, seq, act).await?;
        seq = recorded.seq;
        Ok::<(), store::ActError>(())
    })
    .await
}

/// What the database takes to make one row of a kilobyte durable.
async fn commit_alone(url: &str) -> Result<Median> {
    const TABLE: &str = "CREATE TABLE IF NOT EXISTS commit_alone (row_bytes TEXT)";
    const INSERT: &str = "INSERT INTO commit_alone VALUES ($1)";
    let row = "x".repeat(1024);
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await?;
        sqlx::query("PRAGMA synchronous = FULL")
            .execute(&mut connection)
            .await?;
        sqlx::query(TABLE).execute(&mut connection).await?;
        return time(async || {
            sqlx::query(INSERT)
                .bind(&row)
                .execute(&mut connection)
                .await
                .map(drop)
        })
        .await;
    }
    let mut connection = PgConnection::connect(url).await?;
    sqlx::query(TABLE).execute(&mut connection).await?;
    time(async || {
        sqlx::query(INSERT)
            .bind(&row)
            .execute(&mut connection)
            .await
            .map(drop)
    })
    .await
}
