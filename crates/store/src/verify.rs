//! Is the record whole? Chain, hashes, signatures, and everything that entries vouch for, without any key of staff.

mod report;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use rows::{check_exchanges, check_files, check_registers, check_strays};

pub use report::{At, Broken, Chain, Problem, VerifyReport};

use sealed::{
    PersonPublic,
    chain::{self, ServerPublic, SignedCheckpoint},
};
use sha2::{Digest as _, Sha256};
use standard::compartment::Compartment;

use crate::{
    Store,
    account::{self, StoredAccount, account_digest},
    body::{Body, body_digest},
    calendar, checkpoint,
    db::{Tx, row, rows},
    demand,
    directory::{self, Directory, Pins},
    error::StoreError,
    exchange, keys,
    record::{Class, Columns, Content, StoredPart, StoredPiece, signed_message, update},
    recovery, register, report as figures, second_factor,
    server::{self, SERVER},
    shelf::HOUSE_PAPERS,
    trust,
};

/// Entries read at a time.
const PAGE: i64 = 500;

impl Store {
    /// Walks the whole record: every chain, every signature, everything an entry vouches for, the derived rows.
    ///
    /// It needs no key of staff. What it finds broken is in the report; only a failing database is an error.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn verify(&self) -> Result<VerifyReport, StoreError> {
        self.verify_against(&[]).await
    }

    /// The same, and whether the record reaches these checkpoints, which were kept elsewhere.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn verify_against(
        &self,
        checkpoints: &[SignedCheckpoint],
    ) -> Result<VerifyReport, StoreError> {
        let mut tx = self.db.read().await?;
        let mut report = verify_in(&mut tx).await?;
        let server = self.server_public();
        let older = checkpoint::hold_against(&mut tx, &server, checkpoints).await?;
        report.problems.extend(older);
        Ok(report)
    }
}

/// Walks the whole record as a transaction sees it.
pub(crate) async fn verify_in(tx: &mut Tx) -> Result<VerifyReport, StoreError> {
    let mut report = VerifyReport::default();
    let server = server_public(tx, &mut report).await?;
    let calendar = calendar::stored(tx).await?;
    let bodies = rows!(
        tx,
        (String, String, String),
        "SELECT body, name, kind FROM body ORDER BY body"
    )?;
    for (code, name, kind) in bodies {
        let directory = found(directory::load(tx, &code, &Pins::new()).await)?;
        if directory.is_none() {
            report.add(&code, At::Body, Broken::DirectoryChanged);
        }
        let authors = Authors {
            people: authors(tx, &code, directory.as_ref(), &mut report).await?,
            directory,
            server,
        };
        let walked = walk(tx, &code, &authors, &mut report).await?;
        check_body(tx, &code, &name, &kind, &walked, &mut report).await?;
        check_accounts(tx, &code, &walked, &mut report).await?;
        if let Some(directory) = &authors.directory {
            check_directory(tx, &code, directory, &mut report).await?;
        }
        check_recovery(tx, &code, &walked, &mut report).await?;
        check_factors(tx, &code, &walked, &mut report).await?;
        check_files(
            tx,
            &code,
            &authors.people,
            &walked.erased,
            &calendar,
            &mut report,
        )
        .await?;
        check_exchanges(tx, &code, &authors.people, &walked.erased, &mut report).await?;
        check_registers(tx, &code, &mut report).await?;
        report.chains.push(Chain {
            body: code,
            name,
            entries: walked.number.unsigned_abs(),
            hash: walked.hash,
            directory: authors
                .directory
                .as_ref()
                .map(|directory| directory.key().fingerprint()),
        });
    }
    check_strays(tx, &mut report).await?;
    Ok(report)
}

/// What walking a chain left behind.
struct Walked {
    number: i64,
    hash: [u8; 32],
    /// The newest entry of class `body`.
    body: Option<Vouching>,
    /// The newest entry about each account.
    accounts: BTreeMap<String, Vouching>,
    /// The newest entry about what lets each account in beside its password.
    factors: BTreeMap<String, Vouching>,
    /// The newest entry of class `recovery`.
    recovery: Option<Vouching>,
    /// The newest entry by which each account entrusted its keys to recovery.
    entrusted: BTreeMap<String, Vouching>,
    /// The files that were erased.
    erased: BTreeSet<String>,
}

/// An entry that vouches for rows of another table.
struct Vouching {
    number: i64,
    account: String,
    about: Option<String>,
    recorded_at: String,
    digest: Vec<u8>,
}

impl Vouching {
    /// Whether the entry vouches for exactly this.
    fn vouches_for(&self, class: Class, body: &str, vouched: &[u8; 32]) -> bool {
        let content = Content {
            class: class.name(),
            body,
            account: &self.account,
            about: self.about.as_deref(),
            recorded_at: &self.recorded_at,
            vouched,
            sealed: None,
            documents: Vec::new(),
            pieces: Vec::new(),
        };
        content.digest().as_slice() == self.digest
    }
}

/// Whose signatures a chain may carry.
struct Authors {
    people: BTreeMap<String, PersonPublic>,
    directory: Option<Directory>,
    server: Option<ServerPublic>,
}

impl Authors {
    /// Whether the author whom the entry names signed the message; `None` when she is nobody, or may not sign such an entry.
    fn verify(
        &self,
        class: &str,
        account: &str,
        message: &[u8],
        signature: &[u8; 64],
    ) -> Option<bool> {
        let is_the_servers = Class::from_name(class).is_some_and(Class::is_the_servers);
        match (account == SERVER, is_the_servers) {
            (true, true) => Some(self.server?.verify(message, signature)),
            (false, false) => Some(self.people.get(account)?.verify(message, signature)),
            _ => None,
        }
    }

    /// Whether somebody who had left before made an entry of grave effect. A reading that was under way may still have been told.
    fn had_left(&self, class: &str, account: &str, number: i64) -> bool {
        let ended = self.directory.as_ref().and_then(|each| each.ended(account));
        let is_grave = Class::from_name(class).is_some_and(Class::is_grave);
        is_grave && ended.is_some_and(|ended| number > ended)
    }
}

/// What was found; nothing when it does not read or does not hold. Only a failing database is an error.
fn found<T>(result: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match result {
        Err(error @ (StoreError::Database(_) | StoreError::Occupied(_))) => Err(error),
        other => Ok(other.ok()),
    }
}

/// The public half of the server's key; the private one must belong to it.
async fn server_public(
    tx: &mut Tx,
    report: &mut VerifyReport,
) -> Result<Option<ServerPublic>, StoreError> {
    let stored = match server::stored(tx).await {
        Err(StoreError::Database(error) | StoreError::Occupied(error)) => return Err(error.into()),
        other => other.ok().flatten(),
    };
    let public = stored.and_then(|(public, key)| {
        ServerPublic::from_bytes(&public)
            .ok()
            .filter(|public| *public == key.public())
    });
    if public.is_none() {
        report.add("", At::Server, Broken::Unreadable);
    }
    report.server = public.map(|public| public.to_bytes());
    Ok(public)
}

async fn authors(
    tx: &mut Tx,
    body: &str,
    directory: Option<&Directory>,
    report: &mut VerifyReport,
) -> Result<BTreeMap<String, PersonPublic>, StoreError> {
    let stored = rows!(
        tx,
        (String, Vec<u8>),
        "SELECT account, public_keys FROM account WHERE body = $1 ORDER BY account",
        body
    )?;
    let mut authors = BTreeMap::new();
    for (account, public) in stored {
        let Ok(mut keys) = PersonPublic::from_bytes(&public) else {
            report.add(body, At::Account(account), Broken::Unreadable);
            continue;
        };
        if let Some(directory) = directory {
            // Whom no head introduced is nobody: what she signs vouches for nothing.
            match found(directory.keys_of(tx, &account, &public).await)? {
                Some(introduced) => keys = introduced,
                None => {
                    report.add(body, At::Account(account), Broken::DirectoryChanged);
                    continue;
                }
            }
        }
        authors.insert(account, keys);
    }
    Ok(authors)
}

type EntryRow = (
    i64,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<i64>,
    Option<Vec<u8>>,
    String,
    Vec<u8>,
    Vec<u8>,
    Vec<u8>,
    Vec<u8>,
    Option<i64>,
    Option<Vec<u8>>,
);

/// Walks the chain of a body from its beginning.
async fn walk(
    tx: &mut Tx,
    body: &str,
    authors: &Authors,
    report: &mut VerifyReport,
) -> Result<Walked, StoreError> {
    let mut walked = Walked {
        number: 0,
        hash: chain::BEGINNING,
        body: None,
        accounts: BTreeMap::new(),
        factors: BTreeMap::new(),
        recovery: None,
        entrusted: BTreeMap::new(),
        erased: BTreeSet::new(),
    };
    loop {
        let page = rows!(
            tx,
            EntryRow,
            "SELECT e.number, e.class, e.account, e.about, e.file, e.exchange, e.sequence, e.act_id, e.recorded_at,
                    e.digest, e.signature, e.previous_hash, e.hash, s.epoch, s.sealed
             FROM entry e LEFT JOIN sealed_body s ON s.body = e.body AND s.number = e.number
             WHERE e.body = $1 AND e.number > $2 ORDER BY e.number LIMIT $3",
            body,
            walked.number,
            PAGE
        )?;
        if page.is_empty() {
            break;
        }
        let (first, last) = (page[0].0, page[page.len() - 1].0);
        let mut parts = documents_of(tx, body, first, last).await?;
        let mut pieces = pieces_of(tx, body, first, last).await?;
        for entry in page {
            check_entry(
                tx,
                body,
                &entry,
                (
                    parts.remove(&entry.0).unwrap_or_default(),
                    pieces.remove(&entry.0).unwrap_or_default(),
                ),
                authors,
                &mut walked,
                report,
            )
            .await?;
        }
    }
    let head = row!(
        tx,
        (i64, Vec<u8>),
        "SELECT number, hash FROM chain_head WHERE body = $1",
        body
    )?;
    if head.is_none_or(|(number, hash)| number != walked.number || hash != walked.hash) {
        report.add(body, At::Body, Broken::EndMoved);
    }
    Ok(walked)
}

type PartRow = (i64, String, i64, i64, Vec<u8>, Option<Vec<u8>>, Vec<u8>);

async fn documents_of(
    tx: &mut Tx,
    body: &str,
    first: i64,
    last: i64,
) -> Result<BTreeMap<i64, Vec<PartRow>>, StoreError> {
    let stored = rows!(
        tx,
        PartRow,
        "SELECT number, document, part, epoch, wrapped_key, author_key, sealed FROM document
         WHERE body = $1 AND number BETWEEN $2 AND $3",
        body,
        first,
        last
    )?;
    let mut parts: BTreeMap<i64, Vec<PartRow>> = BTreeMap::new();
    for part in stored {
        parts.entry(part.0).or_default().push(part);
    }
    Ok(parts)
}

/// The pieces of what lies beside documents, by their digests: read one by one, since a scan is large.
async fn pieces_of(
    tx: &mut Tx,
    body: &str,
    first: i64,
    last: i64,
) -> Result<BTreeMap<i64, Vec<StoredPiece>>, StoreError> {
    let listed = rows!(
        tx,
        (i64, String, i64),
        "SELECT number, enclosure, piece FROM enclosure WHERE body = $1 AND number BETWEEN $2 AND $3",
        body,
        first,
        last
    )?;
    let mut pieces: BTreeMap<i64, Vec<StoredPiece>> = BTreeMap::new();
    for (number, enclosure, piece) in listed {
        let stored = row!(
            tx,
            (Vec<u8>,),
            "SELECT sealed FROM enclosure WHERE body = $1 AND enclosure = $2 AND piece = $3",
            body,
            &enclosure,
            piece
        )?;
        let digest = chain::digest(&stored.unwrap_or_default().0);
        pieces.entry(number).or_default().push(StoredPiece {
            enclosure,
            piece,
            digest,
        });
    }
    Ok(pieces)
}

async fn check_entry(
    tx: &mut Tx,
    body: &str,
    entry: &EntryRow,
    (parts, pieces): (Vec<PartRow>, Vec<StoredPiece>),
    authors: &Authors,
    walked: &mut Walked,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    let (number, class, account, about, file, exchange, sequence, act_id, recorded_at, ..) = entry;
    let (.., digest, signature, previous, hash, epoch, sealed) = entry;
    let mut broken = |broken| report.add(body, At::Entry(*number), broken);
    if *number != walked.number + 1 {
        broken(Broken::NumberMissing);
    } else if previous.as_slice() != walked.hash {
        broken(Broken::DoesNotFollow);
    }
    let columns = Columns {
        class,
        account,
        about: about.as_deref(),
        file: file.as_deref(),
        exchange: exchange.as_deref(),
        sequence: *sequence,
        act_id: act_id.as_deref(),
        recorded_at,
        digest,
        signature,
    };
    let (Ok(previous), Ok(stored_hash)) = (
        <[u8; 32]>::try_from(previous.as_slice()),
        <[u8; 32]>::try_from(hash.as_slice()),
    ) else {
        broken(Broken::Unreadable);
        walked.number = *number;
        return Ok(());
    };
    if columns.hash(body, &previous, *number) != stored_hash {
        broken(Broken::EntryChanged);
    }
    walked.number = *number;
    walked.hash = stored_hash;

    if let (Ok(digest), Ok(signature)) = (
        <[u8; 32]>::try_from(digest.as_slice()),
        <[u8; 64]>::try_from(signature.as_slice()),
    ) {
        let stream = file.as_deref().or(exchange.as_deref());
        let message = signed_message(stream, *sequence, act_id.as_deref(), &digest);
        match authors.verify(class, account, &message, &signature) {
            Some(true) => {}
            Some(false) => broken(Broken::SignatureWrong),
            None => broken(Broken::AuthorUnknown),
        }
        if authors.had_left(class, account, *number) {
            broken(Broken::AuthorEnded);
        }
    } else {
        broken(Broken::Unreadable);
    }

    let vouching = || Vouching {
        number: *number,
        account: account.clone(),
        about: about.clone(),
        recorded_at: recorded_at.clone(),
        digest: digest.clone(),
    };
    // What these vouch for is replaced by the next of its kind: only the newest can be compared, after the walk.
    let is_compared_later = match (Class::from_name(class), about) {
        (Some(Class::Body), _) => {
            walked.body = Some(vouching());
            true
        }
        (Some(Class::Account), Some(about)) => {
            walked.accounts.insert(about.clone(), vouching());
            true
        }
        (Some(Class::SecondFactor), Some(about)) => {
            walked.factors.insert(about.clone(), vouching());
            true
        }
        (Some(Class::Recovery), _) => {
            walked.recovery = Some(vouching());
            true
        }
        (Some(Class::RecoveryEntrusted), Some(about)) => {
            walked.entrusted.insert(about.clone(), vouching());
            true
        }
        _ => false,
    };
    if is_compared_later {
        // Nothing lies sealed beside them.
        if sealed.is_some() || !parts.is_empty() {
            report.add(body, At::Entry(*number), Broken::SealedChanged);
        }
        return Ok(());
    }
    if let (Some(Class::Erased), Some(file)) = (Class::from_name(class), file) {
        walked.erased.insert(file.clone());
    }
    let vouched = match (exchange.as_deref(), file.as_deref(), sequence) {
        (Some(exchange), _, Some(1)) => exchange_digest(tx, exchange).await?,
        (_, Some(file), Some(1)) => file_digest(tx, body, file).await?,
        _ if class == Class::Register.name() || class == Class::VisitorLine.name() => {
            register::stored_digest(tx, body, *number).await?
        }
        _ if [Class::Calendar.name(), Class::CalendarByServer.name()].contains(&class.as_str()) => {
            calendar::stored_digest(tx, body, *number).await?
        }
        _ if class == Class::TrustedCertificate.name() => {
            trust::stored_digest(tx, body, *number).await?
        }
        (_, Some(HOUSE_PAPERS), _) if class == Class::Paper.name() => {
            let shred = found(keys::shred_key(tx, body, HOUSE_PAPERS).await)?.flatten();
            let check = shred.map(|shred| shred.check(body, HOUSE_PAPERS));
            check.unwrap_or_default().to_vec()
        }
        _ if class == Class::SecondFactorDemand.name() => {
            demand::stored_digest(tx, body, *number).await?
        }
        _ if class == Class::Figures.name() => figures::stored_digest(tx, body, *number).await?,
        _ => Vec::new(),
    };
    let content = Content {
        class,
        body,
        account,
        about: about.as_deref(),
        recorded_at,
        vouched: &vouched,
        sealed: (*epoch).zip(sealed.as_deref()),
        documents: parts
            .iter()
            .map(
                |(_, document, part, epoch, wrapped_key, author_key, sealed)| StoredPart {
                    document,
                    part: *part,
                    epoch: *epoch,
                    wrapped_key,
                    author_key: author_key.as_deref(),
                    sealed,
                },
            )
            .collect(),
        pieces,
    };
    if content.digest().as_slice() != digest {
        report.add(body, At::Entry(*number), Broken::SealedChanged);
    }
    Ok(())
}

async fn check_body(
    tx: &mut Tx,
    code: &str,
    name: &str,
    kind: &str,
    walked: &Walked,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    let stored = rows!(
        tx,
        (String, i64, Vec<u8>),
        "SELECT compartment, epoch, public_key FROM compartment WHERE body = $1",
        code
    )?;
    let mut halves = Vec::new();
    for (compartment, epoch, public) in stored {
        if let (Some(compartment), Ok(epoch)) =
            (Compartment::from_name(&compartment), keys::epoch(epoch))
        {
            halves.push((compartment, epoch, public));
        } else {
            report.add(code, At::Body, Broken::Unreadable);
        }
    }
    halves.sort();
    if let Ok(read) = serde_json::from_str(kind) {
        let body = Body {
            code: code.to_owned(),
            name: name.to_owned(),
            kind: read,
        };
        let record = found(keys::shred_key(tx, code, keys::RECORD).await)?.flatten();
        let check = record.map(|shred| shred.check(code, keys::RECORD));
        let digest = body_digest(&body, kind, &halves, &check.unwrap_or_default());
        if !walked
            .body
            .as_ref()
            .is_some_and(|entry| entry.vouches_for(Class::Body, code, &digest))
        {
            report.add(code, At::Body, Broken::BodyChanged);
        }
    } else {
        report.add(code, At::Body, Broken::BodyChanged);
    }
    let record = keys::shred_key(tx, code, keys::RECORD).await;
    if !matches!(record, Ok(Some(_))) {
        report.add(code, At::Body, Broken::ShredKeyMissing);
    }
    Ok(())
}

type AccountRow = (String, String, String, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);

async fn check_accounts(
    tx: &mut Tx,
    body: &str,
    walked: &Walked,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    let stored = rows!(
        tx,
        AccountRow,
        "SELECT account, login, state, public_keys, password_lock, profile, card FROM account
         WHERE body = $1 ORDER BY account",
        body
    )?;
    for (account, login, state, public, lock, profile, card) in &stored {
        let held = rows!(
            tx,
            (String, i64, Vec<u8>),
            "SELECT compartment, epoch, sealed_seed FROM compartment_holder WHERE body = $1 AND account = $2",
            body,
            account
        )?;
        let digest = account_digest(&StoredAccount {
            body,
            account,
            login,
            state,
            public,
            lock,
            profile,
            card,
            held: held
                .iter()
                .map(|(held, epoch, seed)| (held.as_str(), *epoch, seed.as_slice()))
                .collect(),
        });
        match walked.accounts.get(account) {
            None => report.add(
                body,
                At::Account(account.clone()),
                Broken::AccountUnrecorded,
            ),
            Some(entry) if !entry.vouches_for(Class::Account, body, &digest) => {
                report.add(body, At::Account(account.clone()), Broken::AccountChanged);
            }
            Some(_) => {}
        }
    }
    for (account, entry) in &walked.accounts {
        if !stored.iter().any(|row| row.0 == *account) {
            report.add(body, At::Entry(entry.number), Broken::AccountChanged);
        }
    }
    Ok(())
}

/// The rows of compartments, of accounts and of who holds what are those for which the heads vouch.
async fn check_directory(
    tx: &mut Tx,
    body: &str,
    directory: &Directory,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    if found(directory.halves(tx).await)?.is_none() {
        report.add(body, At::Body, Broken::DirectoryChanged);
    }
    let recovery = row!(
        tx,
        (Vec<u8>,),
        "SELECT public_key FROM recovery WHERE body = $1",
        body
    )?;
    let recovery = recovery.as_ref().map(|(public,)| public.as_slice());
    if !directory.knows_recovery(recovery) {
        report.add(body, At::Body, Broken::DirectoryChanged);
    }
    let accounts = rows!(
        tx,
        (String, String, Vec<u8>, Vec<u8>, i64, i64),
        "SELECT a.account, a.state, a.public_keys, a.card,
                (SELECT COUNT(*) FROM introduction i WHERE i.body = a.body AND i.account = a.account),
                (SELECT COUNT(*) FROM directory_pin p WHERE p.body = a.body AND p.account = a.account)
         FROM account a WHERE a.body = $1 ORDER BY a.account",
        body
    )?;
    for (account, state, public, card, introductions, pins) in &accounts {
        let held = rows!(
            tx,
            (String,),
            "SELECT DISTINCT compartment FROM compartment_holder WHERE body = $1 AND account = $2",
            body,
            account
        )?;
        let held: Option<BTreeSet<Compartment>> = held
            .iter()
            .map(|(name,)| Compartment::from_name(name))
            .collect();
        let is_ended = state == account::ENDED;
        let holds = directory.knows_card(account, card)
            && held.as_ref() == directory.holds(account).ok()
            && directory.ended(account).is_some() == is_ended
            && (*pins > 0) != is_ended
            && (*introductions > 0) != directory.names_keys(account, public);
        if !holds {
            report.add(body, At::Account(account.clone()), Broken::DirectoryChanged);
        }
    }
    let is_there = |code: &str| accounts.iter().any(|row| row.0 == code);
    for account in directory.accounts().filter(|code| !is_there(code)) {
        let at = At::Account(account.to_owned());
        report.add(body, at, Broken::DirectoryChanged);
    }
    Ok(())
}

/// The recovery secret and the keys entrusted to it are those that the record vouches for.
async fn check_recovery(
    tx: &mut Tx,
    body: &str,
    walked: &Walked,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    let stored = recovery::stored_recovery(tx, body).await?;
    let holds = match (&walked.recovery, &stored) {
        (None, None) => true,
        (Some(entry), Some(digest)) => entry.vouches_for(Class::Recovery, body, digest),
        _ => false,
    };
    if !holds {
        report.add(body, At::Body, Broken::RecoveryChanged);
    }
    let set_up = walked.recovery.as_ref().map_or(0, |entry| entry.number);
    let holders = recovery::stored_holders(tx, body).await?;
    for (account, digest) in &holders {
        let vouched = walked.entrusted.get(account).is_some_and(|entry| {
            entry.number > set_up && entry.vouches_for(Class::RecoveryEntrusted, body, digest)
        });
        if !vouched {
            report.add(body, At::Account(account.clone()), Broken::RecoveryChanged);
        }
    }
    for (account, entry) in &walked.entrusted {
        if entry.number > set_up && !holders.iter().any(|(holder, _)| holder == account) {
            report.add(body, At::Account(account.clone()), Broken::RecoveryChanged);
        }
    }
    Ok(())
}

/// What lets people in beside their passwords is what the record says, and nothing is missing.
async fn check_factors(
    tx: &mut Tx,
    body: &str,
    walked: &Walked,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    for (account, entry) in &walked.factors {
        let digest = second_factor::stored_digest(tx, body, account).await?;
        if !entry.vouches_for(Class::SecondFactor, body, &digest) {
            report.add(body, At::Account(account.clone()), Broken::AccountChanged);
        }
    }
    for account in second_factor::owners(tx, body).await? {
        if !walked.factors.contains_key(&account) {
            report.add(body, At::Account(account), Broken::AccountUnrecorded);
        }
    }
    Ok(())
}

/// What the first act of a file vouches for.
async fn file_digest(tx: &mut Tx, body: &str, file: &str) -> Result<Vec<u8>, StoreError> {
    let stored = row!(
        tx,
        (String, Vec<u8>),
        "SELECT edition, shred_check FROM file WHERE body = $1 AND file = $2",
        body,
        file
    )?;
    Ok(stored
        .map(|(edition, check)| vouched_file(&edition, &check).to_vec())
        .unwrap_or_default())
}

/// The edition of a file and what tells its shred key from others, as its first act vouches for them.
pub(crate) fn vouched_file(edition: &str, shred_check: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/file/2");
    update(&mut hash, edition.as_bytes());
    update(&mut hash, shred_check);
    hash.finalize().into()
}

/// What the first act of an exchange vouches for.
async fn exchange_digest(tx: &mut Tx, exchange: &str) -> Result<Vec<u8>, StoreError> {
    let vouched = exchange::opening::stored_exchange(tx, exchange).await?;
    Ok(vouched.map(|vouched| vouched.to_vec()).unwrap_or_default())
}
