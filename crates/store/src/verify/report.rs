//! What does not hold, and where: words for whoever must act on it.

use std::fmt;

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// The chains that were walked.
    pub chains: Vec<Chain>,
    /// How many files were looked at.
    pub files: usize,
    /// What does not hold, in the order in which it was found.
    pub problems: Vec<Problem>,
    /// The public half of the server's key, to be compared with one kept elsewhere.
    pub server: Option<[u8; 32]>,
}

/// The chain of one body: to be compared with a checkpoint kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The code of the body.
    pub body: String,
    /// Its name.
    pub name: String,
    /// The number of the newest entry.
    pub entries: u64,
    /// The hash of the newest entry.
    pub hash: [u8; 32],
    /// The short name of the key that signs its directory of keys, to be compared with what the body's pages show.
    pub directory: Option<String>,
}

/// Something that does not hold, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The code of the body.
    pub body: String,
    /// Where in it.
    pub at: At,
    /// What does not hold.
    pub broken: Broken,
}

/// Where something does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// The server's own key.
    Server,
    /// The body itself.
    Body,
    /// A table as a whole.
    Table(&'static str),
    /// The checkpoint of that number, which was kept elsewhere.
    Checkpoint(u64),
    /// The entry of that number.
    Entry(i64),
    /// The file of that code.
    File(String),
    /// The exchange of that code.
    Exchange(String),
    /// The account of that code.
    Account(String),
    /// The register of that name.
    Register(String),
}

/// What does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A number of the chain is missing.
    NumberMissing,
    /// The entry does not follow the one before it.
    DoesNotFollow,
    /// A column of the entry was changed: its hash differs.
    EntryChanged,
    /// The signature is not of the person whom the entry names.
    SignatureWrong,
    /// The person whom the entry names has no account, or such an entry is not hers but the server's, or the other way round.
    AuthorUnknown,
    /// What lies sealed beside the entry was changed, added to or taken away.
    SealedChanged,
    /// The end of the chain is not where it should be.
    EndMoved,
    /// The account, its lock, its keys or what it holds is not what the record says.
    AccountChanged,
    /// The record does not know of the account.
    AccountUnrecorded,
    /// The body or the public halves of its compartments are not what the record says.
    BodyChanged,
    /// The numbers of the acts, or of the lines of a register, have a gap.
    SequenceGap,
    /// The record does not know of a line of a register.
    LineUnrecorded,
    /// The count of acts is not the number of acts.
    CountChanged,
    /// There is no shred key: nothing of it opens any more.
    ShredKeyMissing,
    /// The shred key is another than the one for which the record vouches: nothing of it opens any more.
    ShredKeyChanged,
    /// There are no derived rows. `rebuild` makes them.
    RowsMissing,
    /// The derived rows are not of the newest act. `rebuild` makes them anew.
    RowsOld,
    /// The derived rows (summary, open duties, open or closed) were changed. `rebuild` makes them anew.
    RowsChanged,
    /// A due day is not what the calendar says.
    DueDayChanged,
    /// The recovery of the body, or what was entrusted to it, is not what the record says.
    RecoveryChanged,
    /// The file was erased by the record and still has a key or rows, or is called erased and the record does not know of it.
    ErasureUndone,
    /// The directory of keys, or a key, an account or a holder beside it, is not what a head vouches for.
    DirectoryChanged,
    /// The author's account had been ended before.
    AuthorEnded,
    /// Rows lie in a table to which nothing in the record leads.
    Stray,
    /// Stored bytes do not read.
    Unreadable,
    /// The record does not reach the checkpoint: its tail was cut off, or the database is an older one.
    TailCut,
    /// The entry that the checkpoint names is another one: the record was made anew from there or before.
    Rewritten,
    /// The server that signed the checkpoint is not this one, or the checkpoint was changed.
    CheckpointForeign,
}

impl Broken {
    /// The sentence in English.
    pub fn english(self) -> &'static str {
        match self {
            Broken::NumberMissing => "a number of the chain is missing",
            Broken::DoesNotFollow => "it does not follow the entry before it",
            Broken::EntryChanged => "a column of the entry was changed",
            Broken::SignatureWrong => "the signature is not of the person whom it names",
            Broken::AuthorUnknown => "whom it names has no account, or may not make such an entry",
            Broken::SealedChanged => {
                "what lies sealed beside it was changed, added to or taken away"
            }
            Broken::EndMoved => "the end of the chain is not where it should be",
            Broken::AccountChanged => {
                "the account, its lock, its keys or what it holds is not what the record says"
            }
            Broken::AccountUnrecorded => "the record does not know of the account",
            Broken::BodyChanged => "the body or its public keys are not what the record says",
            Broken::SequenceGap => "the numbers have a gap",
            Broken::LineUnrecorded => "the record does not know of a line",
            Broken::CountChanged => "the count of acts is not the number of acts",
            Broken::ShredKeyMissing => "there is no shred key: nothing of it opens any more",
            Broken::ShredKeyChanged => "the shred key is another one: nothing of it opens any more",
            Broken::RowsMissing => "there are no derived rows (rebuild makes them)",
            Broken::RowsOld => {
                "the derived rows are not of the newest act (rebuild makes them anew)"
            }
            Broken::RowsChanged => "the derived rows were changed (rebuild makes them anew)",
            Broken::DueDayChanged => "a due day is not what the calendar says",
            Broken::RecoveryChanged => {
                "its recovery, or what was entrusted to it, is not what the record says"
            }
            Broken::ErasureUndone => "the record and the tables differ on whether it was erased",
            Broken::DirectoryChanged => {
                "a key, an account or who holds what is not what a head vouches for"
            }
            Broken::AuthorEnded => "whom it names had left before",
            Broken::Stray => "there are rows to which nothing in the record leads",
            Broken::Unreadable => "stored bytes do not read",
            Broken::TailCut => {
                "the record does not reach it: its tail was cut off, or this is an older database"
            }
            Broken::Rewritten => "the record has another entry in its place",
            Broken::CheckpointForeign => {
                "it was not signed by the server of this database, or it was changed"
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            At::Server => write!(f, "the server's key")?,
            At::Table(table) => write!(f, "table {table}")?,
            _ => write!(f, "body {}", self.body)?,
        }
        match &self.at {
            At::Server | At::Table(_) | At::Body => {}
            At::Checkpoint(number) => write!(f, ", checkpoint at entry {number}")?,
            At::Entry(number) => write!(f, ", entry {number}")?,
            At::File(code) => write!(f, ", file {code}")?,
            At::Exchange(code) => write!(f, ", exchange {code}")?,
            At::Account(code) => write!(f, ", account {code}")?,
            At::Register(name) => write!(f, ", register {name}")?,
        }
        write!(f, ": {}", self.broken.english())
    }
}

impl VerifyReport {
    /// Whether everything holds.
    pub fn is_whole(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn add(&mut self, body: &str, at: At, broken: Broken) {
        self.problems.push(Problem {
            body: body.to_owned(),
            at,
            broken,
        });
    }
}
