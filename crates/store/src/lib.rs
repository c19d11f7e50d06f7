//! The sealed record: journal, documents, keys and duties, on SQLite and PostgreSQL.
//!
//! Everything personal is sealed before it comes near a statement: the tables have no column for a plain body, and what
//! stands in them in clear is listed in [`clear`]. A [`Session`] carries the keys of one member of staff, and every
//! function that opens or writes a case takes one; who holds no key gets nothing, whatever the statement returned.
//!
//! | module | what it does |
//! |---|---|
//! | [`body`], [`account`] | bodies and their staff, the seeds of compartments and who holds them |
//! | [`invitation`], [`password`] | joining by a code, and the passwords that people choose |
//! | [`rights`], [`staff`] | roles given and taken, leaving, the acting head; the staff as the head sees it |
//! | [`role`] | roles, the compartments they hold, in whose name they act |
//! | [`sign_in`], [`session`] | passwords, slowing down, sessions wrapped under their token |
//! | [`record`] | the one append-only record: chained for each body, signed by each person |
//! | [`second_factor`] | codes from an app beside the password |
//! | [`demand`] | a second factor demanded of everybody, and the gate that keeps to it |
//! | [`passkey`] | signing in by one's own device, which holds the keys wrapped |
//! | `directory` | for whose keys the heads of a body vouch |
//! | [`device`] | whether somebody signs in where she never did before |
//! | [`proof`] | fresh proof of who is signed in, for what has grave effect |
//! | [`server`] | the server's own key, for entries without a person |
//! | [`mod@file`] | beginning and opening a file, the list of files |
//! | [`family`] | the files of one family |
//! | [`act`] | recording an act: open, fold, decide, seal, sign; then one transaction that only writes |
//! | [`document`] | documents, sealed for each compartment |
//! | [`enclosure`] | what was signed: prints, scans, electronic signatures; papers that come after their act |
//! | [`shelf`] | where papers lie: in a file, or with the house |
//! | [`duty`] | what is due, and what waits on other bodies |
//! | [`exchange`] | what passes between two bodies |
//! | [`export`] | whole files and registers to be taken away: one entry in the record for each |
//! | [`reading`] | who has read a file |
//! | [`book`] | where the book of complaints stands, and whose names it must not show |
//! | [`register`] | the registers of the house: numbered lines, sealed to a compartment |
//! | [`recovery`] | two of three custodians give somebody back her keys |
//! | [`erasure`] | how long files are kept, holds, the destruction of shred keys |
//! | [`restricted`] | files that only named people open, and breaking the glass |
//! | [`unusual`] | readings that somebody should ask about |
//! | [`checkpoint`] | how far the record had come, signed, to be kept elsewhere |
//! | [`backup`] | two archives, sealed to a key that is not on the server; restoring them |
//! | [`calendar`] | the official calendar, and years that were loaded since |
//! | [`mod@report`] | the figures of a period, and months that a head has released |
//! | [`clear`] | what stands in the tables in clear, and what allows it |
//! | [`verify`], [`rebuild`] | is the record whole; are the derived rows what the fold says |
//!
//! Nothing here reads a clock or asks the system for randomness: both are handed in with [`Config`].

pub mod account;
pub mod act;
pub mod backup;
mod bed;
pub mod body;
pub mod book;
pub mod calendar;
pub mod checkpoint;
pub mod clear;
mod db;
pub mod demand;
mod derived;
pub mod device;
mod directory;
pub mod document;
pub mod duty;
pub mod enclosure;
pub mod erasure;
pub mod error;
pub mod exchange;
pub mod export;
pub mod family;
pub mod file;
pub mod invitation;
mod kept;
mod keys;
mod login;
pub mod pace;
pub mod passkey;
pub mod password;
pub mod proof;
pub mod reading;
pub mod rebuild;
pub mod record;
pub mod recovery;
pub mod register;
pub mod report;
pub mod restricted;
pub mod rights;
pub mod role;
pub mod second_factor;
pub mod server;
pub mod session;
pub mod shelf;
pub mod sign_in;
pub mod signature;
pub mod staff;
mod staff_dates;
pub mod trust;
pub mod unusual;
pub mod verify;
mod written;

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rand_core::CryptoRng;
use sealed::{Cost, chain::ServerKey};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

pub use account::{Account, AccountError, NewAccount, Newcomer};
pub use act::{ActError, ActId, DocumentProblem, NewAct, NewDocument, Recorded};
pub use body::{Body, BodyKind, NewBody, Ownership};
pub use book::BookState;
pub use calendar::{LoadError, LoadedYear, MovedDuty};
pub use demand::{DemandRefused, SecondFactor};
pub use document::{ActedAsHead, DocumentHead, OpenDocument};
pub use duty::DutyRow;
pub use enclosure::{
    EnclosureError, EnclosureHead, EnclosureKind, LARGEST_ENCLOSURE, Media, NewEnclosure, NewPaper,
    OpenEnclosure,
};
pub use error::StoreError;
pub use exchange::{
    Content, ExchangeHead, ExchangeSummary, OpenExchange, OpenPaper, PaperHead, RecordedStep,
    steps::{NewStep, PaperToSend, Passes, Sending, WhatStep},
};
pub use export::{Exported, Original};
pub use family::Family;
pub use file::{FileSummary, OpenError, OpenFile, RecordedEntry};
pub use invitation::{Invited, JoinRefused};
pub use reading::{Reading, ReadingOf};
pub use rebuild::RebuildReport;
pub use register::{
    Answer, NewLine, NewVisitorLine, Receipt, RegisterError, RegisterLine, VisitorLine,
};
pub use report::{Released, Report, ReportError, ShareOfFile};
pub use rights::ActingOrder;
pub use role::Role;
pub use session::{NoSession, Session};
pub use shelf::Shelf;
pub use sign_in::SignInRefused;
pub use signature::{CheckedSignature, NotTaken};
pub use staff::{Member, MemberState};
pub use standard::annex::Problem as PaperProblem;
pub use trust::{TrustError, TrustedCertificate};
pub use verify::{Problem, VerifyReport};

use db::Db;
use pace::Gate;

/// Where the store learns what time it is.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Where the store takes randomness from.
pub type Randomness = Arc<Mutex<dyn CryptoRng + Send>>;

/// What a store is given by the program that opens it.
#[derive(Clone)]
pub struct Config {
    /// The clock: the system's, or that of a demonstration or a test.
    pub clock: Clock,
    /// The random source.
    pub random: Randomness,
    /// What deriving a key from a password costs new accounts. [`Cost`] has a floor below which none can be made.
    pub password_cost: Cost,
}

/// The store. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Store {
    db: Db,
    server: Arc<ServerKey>,
    /// The official calendar that counts now.
    calendar: calendar::Shared,
    clock: Clock,
    random: Randomness,
    password_cost: Cost,
    /// Where passwords from anywhere are tried.
    gate_of_strangers: Arc<Gate>,
    /// Where those of people are tried and locked who are known: from their own browser or session, by an invitation or by kits.
    gate_of_the_known: Arc<Gate>,
    /// Whether something that was deleted may lie on in the log of SQLite.
    deleted_lies_on: Arc<AtomicBool>,
    /// Keys the digests of logins that were tried. It lives with the program: whoever has the database alone cannot try guesses
    /// against them (people type their passwords into the wrong field).
    pace_key: Arc<Zeroizing<[u8; 32]>>,
    /// Those who sign in come to the database one after another: who is in never waits behind all of them.
    sign_ins_at_the_database: Arc<Semaphore>,
    /// Whether every question for a permission is answered with yes: in tests alone.
    every_permission: bool,
}

/// Argon2 takes 128 MiB a try; two strangers at once keep two cores busy.
const PASSWORDS_AT_ONCE: usize = 2;

impl Store {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://…`) and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be reached, opened or brought up to date.
    pub async fn open(url: &str, config: Config) -> Result<Store, StoreError> {
        let db = Db::open(url).await?;
        let server = Arc::new(server::load(&db, &config.random).await?);
        let mut pace_key = Zeroizing::new([0; 32]);
        config
            .random
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(pace_key.as_mut_slice());
        let store = Store {
            db,
            server,
            deleted_lies_on: Arc::default(),
            pace_key: Arc::new(pace_key),
            calendar: calendar::embedded(),
            clock: config.clock,
            random: config.random,
            password_cost: config.password_cost,
            gate_of_strangers: Arc::new(Gate::new(PASSWORDS_AT_ONCE, 200)),
            gate_of_the_known: Arc::new(Gate::new(1, 100)),
            sign_ins_at_the_database: Arc::new(Semaphore::new(1)),
            every_permission: false,
        };
        store.refresh_calendar().await?;
        Ok(store)
    }

    /// Keeps every place in which a stranger's password is tried, until what it gives is dropped: tests see by it what happens
    /// while somebody waits.
    #[doc(hidden)]
    pub async fn keep_strangers_waiting(&self) -> Vec<tokio::sync::OwnedSemaphorePermit> {
        let mut kept = Vec::new();
        for _ in 0..PASSWORDS_AT_ONCE {
            kept.extend(self.gate_of_strangers.room().await);
        }
        kept
    }

    /// The same store with every permission passing: everybody has all roles, is the head, showed a moment ago that it is she, has broken
    /// every glass, and is said to hold every compartment. What stays closed then is closed by keys alone, which is what the tests that call this
    /// show. Nothing of the program calls it, and a test holds that.
    #[doc(hidden)]
    pub fn with_every_permission(&self) -> Store {
        Store {
            every_permission: true,
            ..self.clone()
        }
    }

    /// Sees to it that what was deleted is gone from the disk too. While somebody else reads what was there before, it cannot be:
    /// then it is told in the log and tried again by [`Store::forget_what_was_deleted`].
    pub(crate) async fn forget_deleted(&self) -> Result<(), StoreError> {
        let gone = self.db.forget_deleted().await?;
        self.deleted_lies_on.store(!gone, Ordering::Relaxed);
        if !gone {
            tracing::warn!(
                "what was deleted lies on in the database's log until what reads it now ends"
            );
        }
        Ok(())
    }

    /// Tries again where something that was deleted could not be cleared away at once. The program calls it every now and then.
    /// Says whether everything is gone.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn forget_what_was_deleted(&self) -> Result<bool, StoreError> {
        if self.deleted_lies_on.load(Ordering::Relaxed) {
            self.forget_deleted().await?;
        }
        Ok(!self.deleted_lies_on.load(Ordering::Relaxed))
    }

    /// Closes every connection. The program calls it before it ends.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// The instant, cut to the microsecond: what is stored is what is signed.
    pub fn now(&self) -> Timestamp {
        let now = (self.clock)();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// The day in Kazakhstan (zone Asia/Almaty): the day against which lateness is judged.
    pub fn today(&self) -> Date {
        day_in_kazakhstan(self.now())
    }

    /// Hands out the random source for the length of one synchronous piece of work.
    pub(crate) fn with_random<T>(&self, work: impl FnOnce(&mut dyn CryptoRng) -> T) -> T {
        // A panic elsewhere leaves a random source as random as before.
        let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut *random)
    }

    /// Random letters that name something: no vowels that make words, no letters that are misread.
    pub(crate) fn random_code(&self, letters: usize) -> String {
        const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut bytes = vec![0; letters];
        self.with_random(|random| random.fill_bytes(&mut bytes));
        bytes
            .into_iter()
            .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]))
            .collect()
    }
}

/// The day of an instant in Kazakhstan.
pub fn day_in_kazakhstan(instant: Timestamp) -> Date {
    let zone = TimeZone::get("Asia/Almaty").expect("the time zones are compiled in");
    instant.to_zoned(zone).date()
}
