//! Pages and JSON API.
//!
//! | module | what it holds |
//! |---|---|
//! | [`router`] | every address in one list |
//! | [`accounts`] | the staff for the head: invitations, roles, leaving, the acting head |
//! | [`access`] | set-up, sign-in, lock, language |
//! | [`today`], [`people`], [`requests`], [`house`], [`standard_pages`] | the places of the bar on top |
//! | [`book`], [`staff`] | the book of complaints with its open pages, and the staff |
//! | [`act`] | one way to ask, check and record every act; the descriptions lie with their chapters |
//! | [`admission`], [`stay`], [`plan`], [`services`], [`ending`] | the chapters: what each act asks |
//! | [`papers`] | what was signed, what lies beside a document, papers in free form |
//! | [`continuity`] | recovery of keys, keeping and erasing, the record's checkpoint |
//! | [`form`] | fields described once: shown, read, checked |
//! | [`api`] | the JSON API under `/api` |
//! | [`words`] | Fluent: the program's words in Kazakh, Russian and English |
//! | [`press`] | how much is made at once of what takes the processor: PDF, workbooks, archives, scans |
//! | [`security`], [`session`], [`trouble`] | headers, cookies, form tokens, error pages |
//!
//! A handler parses, calls the store, answers. No rule of the order stands here, and no SQL. Pages need no JavaScript
//! and send none but the script of passkeys ([`access::passkeys`]).

pub mod access;
pub mod accounts;
pub mod act;
pub mod admission;
pub mod api;
pub mod assets;
pub mod book;
pub mod calendar;
pub mod continuity;
pub mod ending;
pub mod form;
pub mod frame;
pub mod house;
pub mod papers;
pub mod people;
pub mod plan;
pub mod press;
pub mod refusals;
pub mod reports;
pub mod requests;
pub mod router;
pub mod security;
pub mod sentence;
pub mod services;
pub mod session;
pub mod staff;
pub mod standard_pages;
pub mod stay;
pub mod today;
pub mod trouble;
pub mod words;

use std::sync::{Arc, PoisonError};

use standard::lang::Lang;
use store::{Randomness, Store};

pub use router::router;

/// What the program that serves the pages decides.
#[derive(Clone)]
pub struct WebConfig {
    /// The language of a visitor who has chosen none and whose browser asks for none that is spoken here.
    pub language: Lang,
    /// Whether the pages are reached over https. Cookies are then `__Host-` and `Secure`; without it they carry other
    /// names, and the server belongs on 127.0.0.1 alone.
    pub secure: bool,
    /// Where act ids and form secrets come from.
    pub random: Randomness,
}

/// What every handler is given.
#[derive(Clone)]
pub struct Web {
    /// The sealed record.
    pub store: Store,
    /// What the program decided.
    pub config: Arc<WebConfig>,
    /// How many entries without an account are taken.
    pub visitors: Arc<book::pace::Pace>,
}

impl Web {
    /// The line that is printed small on each official document: how far the record of the body has come, signed by the server
    /// (a checkpoint). Whoever keeps the paper can show later that the record was cut or put back. A record that cannot be read
    /// just now does not keep anybody from her paper.
    pub async fn stamp(&self, body: &str) -> Option<String> {
        match self.store.checkpoint(body).await {
            Ok(checkpoint) => checkpoint.map(|checkpoint| checkpoint.to_text()),
            Err(error) => {
                tracing::error!(%error, "no checkpoint for a document");
                None
            }
        }
    }

    /// Random bytes.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        use rand_core::Rng as _;

        let mut bytes = [0; N];
        // A panic elsewhere leaves a random source as random as before.
        let mut random = self
            .config
            .random
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        random.fill_bytes(&mut bytes);
        bytes
    }
}
