//! Cryptography of Tirek: envelopes, keys of people, compartments, files and sessions.
//!
//! This crate knows no word of the law, no database, no network, no file and no clock. Randomness is handed in.
//! `SECURITY.md` at the root of the repository describes every format byte by byte and says what is promised.
//!
//! | module | what it holds |
//! |---|---|
//! | [`place`] | where a sealed thing belongs, so that it cannot be moved elsewhere |
//! | [`key`] | one symmetric key, its identifier, wrapping one key under another |
//! | [`envelope`] | the one format in which anything is sealed |
//! | [`person`] | the key pairs of a member of staff: receiving and signing |
//! | [`password`] | a person's keys locked under a password |
//! | [`passkey`] | what an authenticator signed, and a person's keys under its secret |
//! | [`seed`] | the secret of a compartment, its public half, the keys of files |
//! | [`token`] | random bits that somebody holds and the server does not |
//! | [`session`] | the token of a session, which wraps the keys of the person signed in |
//! | [`invitation`] | the code that a newcomer types once |
//! | [`directory`] | who vouches for whose keys in a body |
//! | [`chain`] | the chained, signed record and its checkpoints |
//! | [`elsewhere`] | electronic signatures that were made elsewhere, and the certificates behind them |
//! | [`archive`] | a backup: parts sealed to a key that is not on the server |
//! | [`recovery`] | printed kits: of two custodians together, and of backups |
//!
//! # Sealing and opening
//!
//! ```
//! use sealed::{Key, Place, open, seal};
//!
//! let mut random = rand_core::UnwrapErr(getrandom::SysRng);
//! let key = Key::random(&mut random);
//! let place = Place {
//!     body: "centre-1",
//!     file: "7f3k",
//!     compartment: "identity",
//!     stream: "document",
//!     sequence: 4,
//!     kind: "annex_1",
//! };
//! let sealed = seal(&key, key.id(), &place, b"her name", &mut random);
//! assert_eq!(open(&key, &place, &sealed).unwrap().as_slice(), b"her name");
//!
//! // The same bytes put into another file do not open.
//! let elsewhere = Place { file: "x2mp", ..place };
//! assert!(open(&key, &elsewhere, &sealed).is_err());
//! ```

mod agreement;
pub mod archive;
pub mod chain;
pub mod directory;
pub mod elsewhere;
pub mod envelope;
pub mod invitation;
pub mod key;
pub mod passkey;
pub mod password;
pub mod person;
pub mod place;
mod printed;
pub mod recovery;
pub mod seed;
pub mod session;
pub mod token;

pub use directory::{DirectoryKey, DirectoryPublic};
pub use envelope::{OpenError, Sealed, open, seal};
pub use invitation::InvitationCode;
pub use key::{Key, KeyId};
pub use password::{Cost, PasswordLock, WrongPassword};
pub use person::{PersonKeys, PersonPublic};
pub use place::Place;
pub use recovery::{BackupKit, CustodianKit};
pub use seed::{Seed, SeedPublic, ShredKey};
pub use session::SessionToken;

/// Bytes that should have been a key, a lock, a code or a checkpoint and are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a well-formed {0}")]
pub struct Malformed(
    /// What the bytes were read as.
    pub &'static str,
);
