//! The one append-only record: every entry chained to the one before it in its body, signed by the person.
//!
//! Sealing and signing happen before the write transaction. The transaction adds number, previous hash and hash, which
//! only whoever holds the chain's head can know.

use jiff::Timestamp;
use sealed::{
    PersonKeys, Sealed,
    chain::{self, ServerKey},
};

use crate::{
    db::{Tx, row, run},
    error::StoreError,
    server::SERVER,
};

/// What an entry records. The class stands in clear; what happened does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A body was set up, or a seed of a compartment was made.
    Body,
    /// An account was made or changed: its keys, its roles, what it holds.
    Account,
    /// Rights were given or taken: somebody was invited, left, was given other roles, acts as head by order.
    Rights,
    /// Somebody signed in.
    SignIn,
    /// Somebody signed out.
    SignOut,
    /// A password was tried for an account and did not open it; the server's entry, about the account.
    SignInFailed,
    /// Somebody who is signed in showed again that it is she.
    Proof,
    /// Somebody signed in at a device where she had not signed in before.
    FirstDevice,
    /// Somebody signed in by a program, on that day for the first time.
    ProgramSignIn,
    /// What beside the password lets somebody in was set up or taken away.
    SecondFactor,
    /// An act of a file or of an exchange.
    Act,
    /// A file, a document, an exchange, a register or a list was opened.
    Reading,
    /// Somebody who is signed in asked for what is not hers to see or do, and was refused.
    Refused,
    /// A line was entered into a register of the house.
    Register,
    /// A line was entered by somebody without an account; the server's entry.
    VisitorLine,
    /// The recovery of the body was set up: three custodians hold kits.
    Recovery,
    /// Somebody entrusted her keys to recovery.
    RecoveryEntrusted,
    /// Two custodians asked that somebody be given back her keys; the entry is signed with these.
    RecoveryAsked,
    /// The request was stopped.
    RecoveryStopped,
    /// Somebody was given back her keys.
    Recovered,
    /// The body decided for how long files are kept.
    Retention,
    /// A hold was laid on a file.
    Hold,
    /// The hold was lifted.
    HoldLifted,
    /// A file was erased.
    Erased,
    /// Something was put into a file that is no act: a paper in free form, or what lies beside a document (the print that
    /// was signed, a scan, an electronic signature).
    Paper,
    /// A head loaded a year of the official calendar.
    Calendar,
    /// A year of the official calendar was loaded from outside this body: by the administrator, or by another body's head.
    CalendarByServer,
    /// A head released the figures of a month.
    Figures,
    /// The head restricted a file to people she names, named others, or lifted the restriction.
    Restriction,
    /// Somebody opened a restricted file in an emergency.
    GlassBroken,
    /// That was reviewed.
    GlassReviewed,
    /// A head trusted a certificate for electronic signatures, or trusted it no longer.
    TrustedCertificate,
    /// A head demanded a second factor of everybody from a day on, or withdrew that.
    SecondFactorDemand,
}

impl Class {
    /// All classes.
    pub const ALL: [Class; 33] = [
        Class::Body,
        Class::Account,
        Class::Rights,
        Class::SignIn,
        Class::SignOut,
        Class::SignInFailed,
        Class::Proof,
        Class::FirstDevice,
        Class::ProgramSignIn,
        Class::SecondFactor,
        Class::Act,
        Class::Reading,
        Class::Refused,
        Class::Register,
        Class::VisitorLine,
        Class::Recovery,
        Class::RecoveryEntrusted,
        Class::RecoveryAsked,
        Class::RecoveryStopped,
        Class::Recovered,
        Class::Retention,
        Class::Hold,
        Class::HoldLifted,
        Class::Erased,
        Class::Paper,
        Class::Calendar,
        Class::CalendarByServer,
        Class::Figures,
        Class::Restriction,
        Class::GlassBroken,
        Class::GlassReviewed,
        Class::TrustedCertificate,
        Class::SecondFactorDemand,
    ];

    /// The name in stored data.
    pub fn name(self) -> &'static str {
        match self {
            Class::Body => "body",
            Class::Account => "account",
            Class::Rights => "rights",
            Class::SignIn => "sign_in",
            Class::SignOut => "sign_out",
            Class::SignInFailed => "sign_in_failed",
            Class::Proof => "proof",
            Class::FirstDevice => "first_device",
            Class::ProgramSignIn => "program_sign_in",
            Class::SecondFactor => "second_factor",
            Class::Act => "act",
            Class::Reading => "reading",
            Class::Refused => "refused",
            Class::Register => "register",
            Class::VisitorLine => "visitor_line",
            Class::Recovery => "recovery",
            Class::RecoveryEntrusted => "recovery_entrusted",
            Class::RecoveryAsked => "recovery_asked",
            Class::RecoveryStopped => "recovery_stopped",
            Class::Recovered => "recovered",
            Class::Retention => "retention",
            Class::Hold => "hold",
            Class::HoldLifted => "hold_lifted",
            Class::Erased => "erased",
            Class::Paper => "paper",
            Class::Calendar => "calendar",
            Class::CalendarByServer => "calendar_by_server",
            Class::Figures => "figures",
            Class::Restriction => "restriction",
            Class::GlassBroken => "glass_broken",
            Class::GlassReviewed => "glass_reviewed",
            Class::TrustedCertificate => "trusted_certificate",
            Class::SecondFactorDemand => "second_factor_demand",
        }
    }

    /// The class of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// Whether such an entry changes who may what, or what becomes of a file: whoever has left makes none.
    pub fn is_grave(self) -> bool {
        matches!(
            self,
            Class::Body
                | Class::Account
                | Class::Rights
                | Class::SecondFactor
                | Class::Recovery
                | Class::RecoveryEntrusted
                | Class::Retention
                | Class::Hold
                | Class::HoldLifted
                | Class::Erased
                | Class::Calendar
                | Class::Figures
                | Class::Restriction
                | Class::TrustedCertificate
        )
    }

    /// Whether no person makes such an entry: the server signs it, and no other.
    pub fn is_the_servers(self) -> bool {
        matches!(
            self,
            Class::SignInFailed | Class::VisitorLine | Class::CalendarByServer
        )
    }
}

/// A part of a document to be written beside its entry.
pub(crate) struct DocumentPart {
    pub(crate) document: String,
    pub(crate) part: i64,
    pub(crate) epoch: u32,
    pub(crate) wrapped_key: Sealed,
    pub(crate) author_key: Option<Sealed>,
    pub(crate) sealed: Sealed,
}

/// A piece of what lies beside a document, to be written beside its entry.
pub(crate) struct Piece {
    pub(crate) enclosure: String,
    pub(crate) piece: i64,
    pub(crate) sealed: Sealed,
}

/// An entry, made before the transaction that appends it.
pub(crate) struct Draft {
    class: Class,
    body: String,
    account: String,
    about: Option<String>,
    file: Option<String>,
    exchange: Option<String>,
    sequence: Option<u32>,
    act_id: Option<[u8; 16]>,
    recorded_at: String,
    sealed: Option<(u32, Sealed)>,
    documents: Vec<DocumentPart>,
    pieces: Vec<Piece>,
    /// What the entry vouches for beside what is sealed: an account, a body. Empty otherwise.
    vouched: Vec<u8>,
}

/// A draft that its author has signed.
pub(crate) struct Signed {
    draft: Draft,
    digest: [u8; 32],
    signature: [u8; 64],
}

impl Draft {
    pub(crate) fn new(class: Class, body: &str, account: &str, at: Timestamp) -> Self {
        Draft {
            class,
            body: body.to_owned(),
            account: account.to_owned(),
            about: None,
            file: None,
            exchange: None,
            sequence: None,
            act_id: None,
            recorded_at: at.to_string(),
            sealed: None,
            documents: Vec::new(),
            pieces: Vec::new(),
            vouched: Vec::new(),
        }
    }

    /// An entry that no person makes.
    pub(crate) fn of_server(class: Class, body: &str, at: Timestamp) -> Self {
        Draft::new(class, body, SERVER, at)
    }

    /// The account that the entry is about.
    pub(crate) fn about(mut self, account: &str) -> Self {
        self.about = Some(account.to_owned());
        self
    }

    /// The digest of what the entry vouches for in other tables.
    pub(crate) fn vouch(mut self, vouched: [u8; 32]) -> Self {
        self.vouched = vouched.to_vec();
        self
    }

    pub(crate) fn file(mut self, file: &str) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    pub(crate) fn exchange(mut self, exchange: &str) -> Self {
        self.exchange = Some(exchange.to_owned());
        self
    }

    pub(crate) fn act(mut self, sequence: u32, act_id: [u8; 16]) -> Self {
        self.sequence = Some(sequence);
        self.act_id = Some(act_id);
        self
    }

    /// The name that the client gave it, of what is no act: sent twice, it is recorded once.
    pub(crate) fn act_id(mut self, act_id: [u8; 16]) -> Self {
        self.act_id = Some(act_id);
        self
    }

    pub(crate) fn sealed(mut self, epoch: u32, sealed: Sealed) -> Self {
        self.sealed = Some((epoch, sealed));
        self
    }

    pub(crate) fn documents(mut self, parts: Vec<DocumentPart>) -> Self {
        self.documents = parts;
        self
    }

    pub(crate) fn pieces(mut self, pieces: Vec<Piece>) -> Self {
        self.pieces = pieces;
        self
    }

    /// An id that the client gave, for an entry that has no number in its file: the same sent twice is recorded once.
    pub(crate) fn named(mut self, act_id: [u8; 16]) -> Self {
        self.act_id = Some(act_id);
        self
    }

    pub(crate) fn sign(self, keys: &PersonKeys) -> Signed {
        self.sign_with(|message| keys.sign(message))
    }

    /// The signature of an entry that no person makes.
    pub(crate) fn sign_by_server(self, key: &ServerKey) -> Signed {
        self.sign_with(|message| key.sign(message))
    }

    fn sign_with(self, sign: impl FnOnce(&[u8]) -> [u8; 64]) -> Signed {
        let content = Content {
            class: self.class.name(),
            body: &self.body,
            account: &self.account,
            about: self.about.as_deref(),
            recorded_at: &self.recorded_at,
            vouched: &self.vouched,
            sealed: self
                .sealed
                .as_ref()
                .map(|(epoch, sealed)| (i64::from(*epoch), sealed.as_bytes())),
            documents: self
                .documents
                .iter()
                .map(|part| StoredPart {
                    document: &part.document,
                    part: part.part,
                    epoch: i64::from(part.epoch),
                    wrapped_key: part.wrapped_key.as_bytes(),
                    author_key: part.author_key.as_ref().map(Sealed::as_bytes),
                    sealed: part.sealed.as_bytes(),
                })
                .collect(),
            pieces: self
                .pieces
                .iter()
                .map(|each| StoredPiece {
                    enclosure: each.enclosure.clone(),
                    piece: each.piece,
                    digest: chain::digest(each.sealed.as_bytes()),
                })
                .collect(),
        };
        let digest = content.digest();
        let message = signed_message(
            self.file.as_deref().or(self.exchange.as_deref()),
            self.sequence.map(i64::from),
            self.act_id.as_ref().map(<[u8; 16]>::as_slice),
            &digest,
        );
        let signature = sign(&message);
        Signed {
            draft: self,
            digest,
            signature,
        }
    }
}

/// What an entry's digest covers: read from the tables when the record is verified.
pub(crate) struct Content<'a> {
    pub(crate) class: &'a str,
    pub(crate) body: &'a str,
    pub(crate) account: &'a str,
    pub(crate) about: Option<&'a str>,
    pub(crate) recorded_at: &'a str,
    pub(crate) vouched: &'a [u8],
    pub(crate) sealed: Option<(i64, &'a [u8])>,
    pub(crate) documents: Vec<StoredPart<'a>>,
    pub(crate) pieces: Vec<StoredPiece>,
}

/// A piece as it stands in its table: its digest, so that nobody needs all of a long one at once.
pub(crate) struct StoredPiece {
    pub(crate) enclosure: String,
    pub(crate) piece: i64,
    pub(crate) digest: [u8; 32],
}

/// A part of a document as it stands in its table.
pub(crate) struct StoredPart<'a> {
    pub(crate) document: &'a str,
    pub(crate) part: i64,
    pub(crate) epoch: i64,
    pub(crate) wrapped_key: &'a [u8],
    pub(crate) author_key: Option<&'a [u8]>,
    pub(crate) sealed: &'a [u8],
}

impl Content<'_> {
    /// The digest that the entry carries and its author signs. Documents and pieces in the order of their codes and numbers.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let mut bytes = Vec::new();
        for text in [self.class, self.body, self.account, self.recorded_at] {
            push(&mut bytes, Some(text.as_bytes()));
        }
        push(&mut bytes, self.about.map(str::as_bytes));
        push(&mut bytes, Some(self.vouched));
        let (epoch, sealed) = self.sealed.unzip();
        bytes.extend_from_slice(&epoch.unwrap_or_default().to_be_bytes());
        push(&mut bytes, sealed);
        let mut documents: Vec<_> = self.documents.iter().collect();
        documents.sort_unstable_by_key(|part| (part.document, part.part));
        for part in documents {
            push(&mut bytes, Some(part.document.as_bytes()));
            bytes.extend_from_slice(&part.part.to_be_bytes());
            bytes.extend_from_slice(&part.epoch.to_be_bytes());
            push(&mut bytes, Some(part.wrapped_key));
            push(&mut bytes, part.author_key);
            push(&mut bytes, Some(part.sealed));
        }
        let mut pieces: Vec<_> = self.pieces.iter().collect();
        pieces.sort_unstable_by_key(|each| (&each.enclosure, each.piece));
        if !pieces.is_empty() {
            push(&mut bytes, Some(b"enclosures"));
        }
        for each in pieces {
            push(&mut bytes, Some(each.enclosure.as_bytes()));
            bytes.extend_from_slice(&each.piece.to_be_bytes());
            push(&mut bytes, Some(&each.digest));
        }
        chain::digest(&bytes)
    }
}

/// What the author of an entry signs, from its columns.
pub(crate) fn signed_message(
    stream: Option<&str>,
    sequence: Option<i64>,
    act_id: Option<&[u8]>,
    digest: &[u8; 32],
) -> Vec<u8> {
    let mut id = [0; 16];
    if let Some(act_id) = act_id {
        let length = act_id.len().min(16);
        id[..length].copy_from_slice(&act_id[..length]);
    }
    chain::signed_message(
        stream.unwrap_or_default(),
        sequence.unwrap_or_default().unsigned_abs(),
        &id,
        digest,
    )
}

/// The columns of an entry that its hash covers.
pub(crate) struct Columns<'a> {
    pub(crate) class: &'a str,
    pub(crate) account: &'a str,
    pub(crate) about: Option<&'a str>,
    pub(crate) file: Option<&'a str>,
    pub(crate) exchange: Option<&'a str>,
    pub(crate) sequence: Option<i64>,
    pub(crate) act_id: Option<&'a [u8]>,
    pub(crate) recorded_at: &'a str,
    pub(crate) digest: &'a [u8],
    pub(crate) signature: &'a [u8],
}

impl Columns<'_> {
    pub(crate) fn hash(&self, body: &str, previous: &[u8; 32], number: i64) -> [u8; 32] {
        let sequence = self.sequence.map(i64::to_be_bytes);
        chain::entry_hash(
            previous,
            number.unsigned_abs(),
            &[
                ("body", Some(body.as_bytes())),
                ("class", Some(self.class.as_bytes())),
                ("account", Some(self.account.as_bytes())),
                ("about", self.about.map(str::as_bytes)),
                ("file", self.file.map(str::as_bytes)),
                ("exchange", self.exchange.map(str::as_bytes)),
                ("sequence", sequence.as_ref().map(<[u8; 8]>::as_slice)),
                ("act_id", self.act_id),
                ("recorded_at", Some(self.recorded_at.as_bytes())),
                ("digest", Some(self.digest)),
                ("signature", Some(self.signature)),
            ],
        )
    }
}

/// Takes the head of a body's chain: until the transaction ends, nobody else appends to it.
pub(crate) async fn hold_chain(tx: &mut Tx, body: &str) -> Result<(), sqlx::Error> {
    run!(
        tx,
        "UPDATE chain_head SET number = number WHERE body = $1",
        body
    )?;
    Ok(())
}

/// Begins the chain of a new body.
pub(crate) async fn begin_chain(tx: &mut Tx, body: &str) -> Result<(), StoreError> {
    run!(
        tx,
        "INSERT INTO chain_head (body, number, hash) VALUES ($1, 0, $2)",
        body,
        chain::BEGINNING.as_slice()
    )?;
    Ok(())
}

/// Appends an entry to its body's chain and writes what is sealed beside it. Gives the entry's number.
///
/// The unique keys refuse a sequence or an act id that is taken: `db::is_taken` tells.
pub(crate) async fn append(tx: &mut Tx, signed: Signed) -> Result<i64, sqlx::Error> {
    let Signed {
        draft,
        digest,
        signature,
    } = signed;
    let body = draft.body.as_str();
    // Taking the head first queues the writers of one body, and of one body only.
    let head = row!(
        tx,
        (i64, Vec<u8>),
        "UPDATE chain_head SET number = number + 1 WHERE body = $1 RETURNING number, hash",
        body
    )?;
    let (number, previous) = head.ok_or(sqlx::Error::RowNotFound)?;
    let previous: [u8; 32] = previous.try_into().map_err(|_| sqlx::Error::RowNotFound)?;
    let columns = Columns {
        class: draft.class.name(),
        account: &draft.account,
        about: draft.about.as_deref(),
        file: draft.file.as_deref(),
        exchange: draft.exchange.as_deref(),
        sequence: draft.sequence.map(i64::from),
        act_id: draft.act_id.as_ref().map(<[u8; 16]>::as_slice),
        recorded_at: &draft.recorded_at,
        digest: &digest,
        signature: &signature,
    };
    let hash = columns.hash(body, &previous, number);
    run!(
        tx,
        "INSERT INTO entry (body, number, class, account, about, file, exchange, sequence, act_id, recorded_at,
                            digest, signature, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        body,
        number,
        columns.class,
        columns.account,
        columns.about,
        columns.file,
        columns.exchange,
        columns.sequence,
        columns.act_id,
        columns.recorded_at,
        columns.digest,
        columns.signature,
        previous.as_slice(),
        hash.as_slice()
    )?;
    run!(
        tx,
        "UPDATE chain_head SET hash = $2 WHERE body = $1",
        body,
        hash.as_slice()
    )?;
    if let Some((epoch, sealed)) = &draft.sealed {
        run!(
            tx,
            "INSERT INTO sealed_body (body, number, epoch, sealed) VALUES ($1, $2, $3, $4)",
            body,
            number,
            i64::from(*epoch),
            sealed.as_bytes()
        )?;
    }
    for part in &draft.documents {
        run!(
            tx,
            "INSERT INTO document (body, document, part, number, epoch, wrapped_key, author_key, sealed)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            body,
            &part.document,
            part.part,
            number,
            i64::from(part.epoch),
            part.wrapped_key.as_bytes(),
            part.author_key.as_ref().map(Sealed::as_bytes),
            part.sealed.as_bytes()
        )?;
    }
    for each in &draft.pieces {
        run!(
            tx,
            "INSERT INTO enclosure (body, enclosure, piece, number, sealed) VALUES ($1, $2, $3, $4, $5)",
            body,
            &each.enclosure,
            each.piece,
            number,
            each.sealed.as_bytes()
        )?;
    }
    Ok(number)
}

/// Appends bytes with their length before them; what is absent differs from what is empty.
fn push(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
    out.push(u8::from(bytes.is_some()));
    let bytes = bytes.unwrap_or_default();
    out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Adds bytes to a hash with their length before them.
pub(crate) fn update(hash: &mut impl sha2::Digest, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}
