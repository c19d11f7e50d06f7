//! `tirek serve`: pages and API on one address.

use std::error::Error;
use std::io::{ErrorKind, IsTerminal};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::Response;
use clap::Args;
use jiff::civil::Date;
use sealed::Cost;
use standard::lang::Lang;
use store::{Randomness, Store, day_in_kazakhstan};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use web::trouble::Odd;

use super::calendar::iso_date;
use super::{Answer, print, wait_for};
use crate::connections::{self, HEAD_WITHIN};
use crate::data::{self, Data};
use crate::demo::{self, Bodies, Ground};
use crate::surroundings;
use crate::tls::{Tls, TlsListener};

/// Where the program listens when nothing is said.
const USUAL_ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 7138);
/// How long requests that are being answered may take after the program was asked to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// How often the file of checkpoints is written.
const CHECKPOINTS_EVERY: Duration = Duration::from_secs(600);

/// What is served, and where.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    /// The address and port to listen on; 127.0.0.1:7138, or a free port when that is taken
    #[arg(long, value_name = "ADDR", env = "TIREK_LISTEN")]
    listen: Option<SocketAddr>,
    /// The pages are reached over https, through a proxy in front: cookies are marked so
    #[arg(long)]
    https: bool,
    #[command(flatten)]
    tls: Tls,
    /// A file of checkpoints: starting on a database that does not reach them is refused, and the newest are written there from time
    /// to time. Without it, checkpoints.txt beside the embedded database; better on another disk
    #[arg(long, value_name = "FILE", env = "TIREK_CHECKPOINTS")]
    checkpoints: Option<PathBuf>,
    /// Fill an empty database with an invented shelter and invented people, and serve it
    #[arg(long)]
    demo: bool,
    /// The day on which the demonstration plays; the present day, when not given
    #[arg(long, value_name = "DATE", value_parser = iso_date, requires = "demo")]
    today: Option<Date>,
}

/// Runs the command until it is asked to stop.
pub fn run(arguments: &Arguments) -> Answer {
    // Personal data are never logged; the filter is for those who look for a fault.
    let filter =
        EnvFilter::try_from_env("TIREK_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
    wait_for(serve(arguments))
}

async fn serve(arguments: &Arguments) -> Answer {
    // Before anything is opened or made.
    let tls = arguments.tls.acceptor()?;
    let https = arguments.https || tls.is_some();
    let listener = listen(arguments.listen).await?;
    let address = listener.local_addr()?;
    let random = surroundings::randomness();
    let store = open(arguments, &random).await?;
    if !store.has_directories().await? {
        return Err(
            "nobody vouches for the keys in this database: it was made by a Tirek from before there was a directory of keys, or somebody has \
             taken the directory away. Take a backup of it that `tirek verify` finds whole, or set up anew"
                .into(),
        );
    }
    let checkpoints = KeptCheckpoints::of(arguments, &store).await?;

    // From here on, so that making a demonstration can be broken off at once.
    let stop = AskedToStop::listen()?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    print::text(&format!("Tirek is at {scheme}://{address}\n"))?;
    if arguments.demo {
        print::text(&format!("\n{}\n", Bodies::read().table()))?;
    } else if !store.is_set_up().await? {
        print::text("The first visit sets up the first organization.\n")?;
    }
    if !address.ip().is_loopback() && !https {
        tracing::warn!(
            "others can listen in on this address: give a certificate (--tls-cert, --tls-key), or put a proxy with TLS in front of it and say --https"
        );
    }

    let pages = pages(store.clone(), random, https).layer(middleware::from_fn(log));
    let (stopping, asked) = tokio::sync::oneshot::channel();
    let asked_to_stop = async move {
        stop.wait().await;
        tracing::info!("stopping");
        // Nobody waits any more when the server has ended by itself.
        let _ = stopping.send(());
    };
    let server = async move {
        match tls {
            Some(tls) => {
                let listener = TlsListener::new(listener, tls)?;
                connections::serve(listener, pages, HEAD_WITHIN, asked_to_stop).await;
            }
            None => connections::serve(listener, pages, HEAD_WITHIN, asked_to_stop).await,
        }
        Ok::<(), std::io::Error>(())
    };
    let keeping = checkpoints.keep_on();
    tokio::select! {
        ended = server => ended?,
        () = keeping => {}
        () = async {
            match asked.await {
                Ok(()) => tokio::time::sleep(LAST_ANSWERS).await,
                Err(_) => std::future::pending().await,
            }
        } => tracing::warn!("some requests were still being answered"),
    }
    checkpoints.write().await;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// The file of checkpoints that is held against the database at the start and kept up to date while it is served.
struct KeptCheckpoints {
    file: Option<PathBuf>,
    store: Store,
}

impl KeptCheckpoints {
    /// Refuses a database that does not reach the checkpoints in the file.
    async fn of(arguments: &Arguments, store: &Store) -> Result<Self, Box<dyn Error>> {
        // A demonstration is made anew at will.
        let usual = || {
            arguments
                .data
                .usual_checkpoints()
                .filter(|_| !arguments.demo)
        };
        if let Some(named) = &arguments.checkpoints
            && !named.exists()
            && !store.checkpoints().await?.is_empty()
        {
            return Err(format!(
                "{}: there is no such file, and this database has a record already: it cannot be told whether it is an older one. \
                 Is the disk with the file there? When there never was a file, make it: tirek checkpoint > {}",
                named.display(),
                named.display()
            )
            .into());
        }
        let file = arguments.checkpoints.clone().or_else(usual);
        if let Some(file) = file.as_deref().filter(|file| file.exists()) {
            let given = data::read_checkpoints(&[file.display().to_string()])?;
            let problems = store.held_against(&given).await?;
            if !problems.is_empty() {
                let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
                return Err(format!(
                    "this database does not reach the checkpoints in {}: {}. It is an older one, or its record was cut. When it was \
                     restored on purpose, put the file away and start again",
                    file.display(),
                    said.join("; ")
                )
                .into());
            }
        }
        let kept = KeptCheckpoints {
            file,
            store: store.clone(),
        };
        kept.write().await;
        Ok(kept)
    }

    /// Writes the newest checkpoints; that it cannot is told and does not stop the work of the staff.
    async fn write(&self) {
        let Some(file) = &self.file else { return };
        match self.store.checkpoints().await {
            // There is nothing yet to hold against anything.
            Ok(checkpoints) if checkpoints.is_empty() => {}
            Ok(checkpoints) => {
                let lines = checkpoints
                    .iter()
                    .map(|checkpoint| checkpoint.to_text() + "\n");
                let text: String = lines.collect();
                if let Err(error) = data::write_private(file, text.as_bytes()) {
                    tracing::warn!("{}: {error}", file.display());
                }
            }
            Err(error) => tracing::warn!("no checkpoints: {}", data::said_in_full(&error)),
        }
    }

    /// Writes them every now and then, without end.
    async fn keep_on(&self) {
        loop {
            tokio::time::sleep(CHECKPOINTS_EVERY).await;
            self.write().await;
            if let Err(error) = self.store.forget_what_was_deleted().await {
                tracing::warn!("{}", data::said_in_full(&error));
            }
        }
    }
}

fn pages(store: Store, random: Randomness, https: bool) -> Router {
    web::router(
        store,
        web::WebConfig {
            language: Lang::Kk,
            secure: https,
            random,
        },
    )
}

/// Opens the database; a demonstration is made first when it is asked for and there is nothing yet.
async fn open(arguments: &Arguments, random: &Randomness) -> Result<Store, Box<dyn Error>> {
    let url = arguments.data.make_url()?;
    if !arguments.demo {
        let store = data::open(&url, surroundings::clock(), random.clone(), Cost::DEFAULT).await?;
        let recounted = store.recount_duties().await?;
        if recounted > 0 {
            tracing::info!(recounted, "due days counted anew by a newer calendar");
        }
        return Ok(store);
    }
    let clock = match arguments.today {
        Some(today) => surroundings::clock_on(today),
        None => surroundings::clock(),
    };
    let now = clock();
    let store = data::open(&url, clock, random.clone(), demo::PASSWORD_COST).await?;
    let name = arguments.data.name();
    match demo::ground(&store).await? {
        Ground::Empty => {
            let begun = Instant::now();
            eprintln!("Making the demonstration in {name} …");
            demo::fill(&url, random, day_in_kazakhstan(now), now).await?;
            eprintln!("Made in {:.1} s.", begun.elapsed().as_secs_f32());
        }
        Ground::Demonstration => {
            eprintln!(
                "The demonstration in {name} goes on. To have it made anew for today, remove it and start again."
            );
        }
        Ground::Unfinished => {
            return Err(format!(
                "making the demonstration in {name} was broken off: remove it and start again"
            )
            .into());
        }
        Ground::Other => {
            return Err(format!(
                "{name} holds other data: a demonstration is made in an empty place (--data)"
            )
            .into());
        }
    }
    Ok(store)
}

async fn listen(wanted: Option<SocketAddr>) -> Result<TcpListener, Box<dyn Error>> {
    let address = wanted.unwrap_or(USUAL_ADDRESS);
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if wanted.is_none() && error.kind() == ErrorKind::AddrInUse => {
            eprintln!(
                "Port {} is taken by another program: a free one is used instead.",
                address.port()
            );
            Ok(TcpListener::bind((address.ip(), 0)).await?)
        }
        Err(error) => Err(format!("cannot listen on {address}: {error}").into()),
    }
}

/// The methods of HTTP. Any other is a word that somebody chose.
const METHODS: [Method; 9] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::DELETE,
    Method::CONNECT,
    Method::OPTIONS,
    Method::TRACE,
    Method::PATCH,
];

/// One line for each request: method, the pattern of the address, status, milliseconds. An address that no page has, and a method that is
/// none, are not written out: they are whatever somebody typed. A request that no page of this program sends is a warning, with its kind.
async fn log(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let path = matched
        .as_ref()
        .map_or("(no such page)", MatchedPath::as_str);
    if web::book::visitors::PATHS.contains(&path) {
        // Whoever complains without an account is not to be found by the hour.
        return response;
    }
    let method = match &method {
        known if METHODS.contains(known) => known.as_str(),
        _ => "(no such method)",
    };
    let status = response.status().as_u16();
    let ms = begun.elapsed().as_millis();
    match response.extensions().get::<Odd>() {
        Some(odd) => {
            let kind = odd.name();
            tracing::warn!("refused {kind}: {method} {path} {status} {ms} ms");
        }
        None => tracing::info!("{method} {path} {status} {ms} ms"),
    }
    response
}

/// Ctrl-C, or the service manager. They are listened to from the moment this is made.
struct AskedToStop {
    #[cfg(unix)]
    interrupted: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminated: tokio::signal::unix::Signal,
}

impl AskedToStop {
    #[cfg(unix)]
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(AskedToStop {
            interrupted: signal(SignalKind::interrupt())?,
            terminated: signal(SignalKind::terminate())?,
        })
    }

    #[cfg(not(unix))]
    fn listen() -> std::io::Result<Self> {
        Ok(AskedToStop {})
    }

    #[cfg(unix)]
    async fn wait(mut self) {
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
        }
    }

    #[cfg(not(unix))]
    async fn wait(self) {
        // When it cannot be listened to, the program runs until it is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
