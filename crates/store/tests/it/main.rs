//! The store on both databases: what it keeps, what it refuses, and above all what it does not let out.
//!
//! Every test runs on SQLite and on PostgreSQL. `crates/store/tests/with-postgres.sh` starts a PostgreSQL for them.

#[macro_use]
mod house;
mod papers;
mod rows;
mod world;

mod accounts;
mod acts;
mod another_program;
mod backups;
mod book;
mod calendar;
mod checkpoints;
mod confidentiality;
mod demand;
mod device;
mod directory;
mod disclosure_walks;
mod documents;
mod enclosures;
mod erased;
mod erasure;
mod exchanges;
mod exchanges_by_kind;
mod families;
mod house_papers;
mod keys_alone;
mod leaving;
mod passkey;
mod rebuild;
mod recovery;
mod register;
mod reports;
mod restricted;
mod rights;
mod second_factor;
mod signatures;
mod tampering;
mod tls;
mod unusual;
mod verify;
