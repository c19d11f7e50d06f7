//! Exchanges: what passes between two bodies, each of which keeps its own files closed to the other.
//!
//! An exchange has a shred key and two seeds of its own. The seed of its acts is sealed to the compartment `file` of both
//! bodies, because everybody who opens the organization's file must fold the same acts; the seed of its documents is sealed
//! to the compartment `legal` of both. Here: the request for a permit (paragraphs 14 and 15).

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use sealed::{Key, Place, Sealed, Seed, SeedPublic, ShredKey, open, seal};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use standard::{
    act::{Act, Entry},
    actor::Actor,
    calendar::Calendar,
    compartment::Compartment,
    duty::Duty,
    journal::{Journal, NoOtherFile},
    permit::PermitRequest,
    refusal::{Reason, Refusal},
};

use crate::{
    Store,
    account::Body,
    act::{ActError, ActId, Recorded},
    db::{Tx, is_askable, is_taken, row, rows, run},
    document::{DocumentHead, DocumentNote, OpenDocument, open_copy},
    error::StoreError,
    file::{OpenError, RecordedEntry, Row, StoredEntry, head, read_act_id},
    keys::{epoch, shred_key},
    reading::{ReadingOf, Stream},
    record::{self, Class, DocumentPart, Draft, Signed, update},
    session::Session,
    written::Written,
};

/// An exchange as the file that it belongs to names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeHead {
    /// Random code.
    pub id: String,
    /// The code of the body that it was opened to.
    pub to: String,
    /// How many acts both bodies have appended.
    pub entries: u32,
}

/// An exchange in the list of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeSummary {
    /// Random code.
    pub id: String,
    /// The name of the body that opened it.
    pub from: String,
    /// The name of the body that it was opened to.
    pub to: String,
    /// Whether the session's body is the one that it was opened to.
    pub received: bool,
    /// The day on which the package was sent.
    pub sent_on: Date,
    /// How far it is.
    pub request: PermitRequest,
    /// The duties of the authorized body, open or done.
    pub duties: Vec<Duty>,
    /// How many acts both bodies have appended.
    pub seq: u32,
}

/// An opened exchange.
#[derive(Clone, Debug)]
pub struct OpenExchange {
    /// Random code.
    pub id: String,
    /// The name of the body that opened it.
    pub from: String,
    /// The name of the body that it was opened to.
    pub to: String,
    /// Whether the session's body is the one that it was opened to.
    pub received: bool,
    /// How many acts both bodies have appended: what an act must have seen.
    pub seq: u32,
    /// The acts.
    pub entries: Vec<RecordedEntry>,
    /// The documents copied into it.
    pub documents: Vec<DocumentHead>,
    /// The duties of the authorized body, open or done.
    pub duties: Vec<Duty>,
    /// The fold.
    pub permit_request: PermitRequest,
}

/// Exchanges have seeds of one epoch: they are never opened to further bodies.
const EPOCH: u32 = 1;
const CODE_LETTERS: usize = 10;
/// The compartments to which an exchange's two seeds are sealed: its acts', its documents'.
const ACTS: Compartment = Compartment::File;
const DOCUMENTS: Compartment = Compartment::Legal;

impl Store {
    /// The exchanges that the session's body opened or received, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or something does not open.
    pub async fn exchanges(&self, session: &Session) -> Result<Vec<ExchangeSummary>, StoreError> {
        if !session.holds(ACTS) {
            return Ok(Vec::new());
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let ids = rows!(
            tx,
            (String, String),
            "SELECT body, exchange FROM exchange WHERE body = $1 OR to_body = $1 ORDER BY exchange",
            body
        )?;
        let mut summaries = Vec::new();
        for (owner, id) in ids {
            if let Some(opened) = load(&mut tx, session, &owner, &id).await? {
                summaries.push(opened.summary());
            }
        }
        drop(tx);
        summaries.sort_by(|one, other| {
            other
                .sent_on
                .cmp(&one.sent_on)
                .then_with(|| one.id.cmp(&other.id))
        });
        let codes = summaries.iter().map(|summary| summary.id.clone()).collect();
        self.record_reading(session, Stream::None, &ReadingOf::Exchanges { codes })
            .await?;
        Ok(summaries)
    }

    /// Opens an exchange. The reading is in the record before this returns.
    ///
    /// # Errors
    /// [`OpenError::NotFound`] when there is none, or it is not between the session's body and another.
    pub async fn open_exchange(
        &self,
        session: &Session,
        id: &str,
    ) -> Result<OpenExchange, OpenError> {
        let opened = self
            .load_exchange(session, id)
            .await?
            .ok_or(OpenError::NotFound)?;
        self.record_reading(session, Stream::Exchange(id), &ReadingOf::Exchange)
            .await?;
        let summary = opened.summary();
        Ok(OpenExchange {
            id: summary.id,
            from: summary.from,
            to: summary.to,
            received: summary.received,
            seq: summary.seq,
            entries: opened.recorded(),
            documents: opened.notes().into_iter().map(|(head, _)| head).collect(),
            duties: summary.duties,
            permit_request: summary.request,
        })
    }

    /// Opens a document that was copied into an exchange. The reading is in the record before this returns.
    ///
    /// # Errors
    /// [`OpenError::NotFound`] when there is no such document, or its key is not hers.
    pub async fn exchange_document(
        &self,
        session: &Session,
        id: &str,
        document: &str,
    ) -> Result<OpenDocument, OpenError> {
        let opened = self
            .load_exchange(session, id)
            .await?
            .ok_or(OpenError::NotFound)?;
        let (head, note) = opened
            .notes()
            .into_iter()
            .find(|(head, _)| head.id == document)
            .ok_or(OpenError::NotFound)?;
        let mut tx = self.db.read().await?;
        let seed = member_seed(&mut tx, session, &opened.owner, id, DOCUMENTS)
            .await?
            .ok_or(OpenError::NotFound)?;
        let value = open_copy(&mut tx, &opened.owner, id, &opened.shred, &seed, document).await?;
        drop(tx);
        let what = ReadingOf::Document {
            id: note.id,
            form: note.form,
            whole: true,
        };
        self.record_reading(session, Stream::Exchange(id), &what)
            .await?;
        Ok(OpenDocument {
            head,
            value,
            missing: Vec::new(),
        })
    }

    /// Appends an act of the authorized body to a request that it received. `seen_seq` is the number of acts that the
    /// person saw.
    ///
    /// # Errors
    /// [`ActError::NotFound`] for what is not an exchange with the session's body; [`ActError::Stale`] when there are newer
    /// acts; [`ActError::Refused`] when the standard refuses it, or the act is not one of an exchange.
    pub async fn act_in_exchange(
        &self,
        session: &Session,
        id: &str,
        seen_seq: u32,
        act_id: ActId,
        on: Date,
        act: Act,
    ) -> Result<Recorded, ActError> {
        let body = session.body().code.as_str();
        loop {
            let mut tx = self.db.read().await?;
            let before = row!(
                tx,
                (Option<String>, Option<i64>, String),
                "SELECT exchange, sequence, account FROM entry WHERE body = $1 AND act_id = $2",
                body,
                act_id.0.as_slice()
            )?;
            drop(tx);
            if let Some((exchange, sequence, account)) = before {
                let same = exchange.as_deref() == Some(id) && account == session.account().code;
                let seq = sequence.and_then(|sequence| u32::try_from(sequence).ok());
                return match seq {
                    Some(seq) if same => Ok(Recorded {
                        code: id.to_owned(),
                        seq,
                        warnings: Vec::new(),
                    }),
                    _ => Err(ActError::NotFound),
                };
            }
            let opened = self
                .load_exchange(session, id)
                .await?
                .ok_or(ActError::NotFound)?;
            if opened.seq() != seen_seq {
                let since = opened
                    .recorded()
                    .into_iter()
                    .filter(|entry| entry.entry.seq > seen_seq)
                    .collect();
                return Err(ActError::Stale { since });
            }
            let actor = opened.may_act(session, &act)?;
            let entry = Entry {
                seq: seen_seq + 1,
                on,
                by: actor,
                act: act.clone(),
            };
            if on > self.today() {
                return Err(ActError::AfterToday);
            }
            opened.journal().consider(&entry, &NoOtherFile)?;
            let written = Written {
                entry,
                recorder: session.account().name.clone(),
                documents: Vec::new(),
                address: None,
                opened_exchange: None,
                seen: BTreeMap::new(),
            };
            let signed =
                self.seal_act(session, &opened.keys(), &written, act_id, Vec::new(), None)?;
            let mut tx = self.db.write().await?;
            if !advance(&mut tx, &opened.owner, id, seen_seq).await? {
                continue;
            }
            match record::append(&mut tx, signed).await {
                Err(error) if is_taken(&error) => continue,
                other => other?,
            };
            tx.commit().await?;
            return Ok(Recorded {
                code: id.to_owned(),
                seq: seen_seq + 1,
                warnings: Vec::new(),
            });
        }
    }

    async fn load_exchange(
        &self,
        session: &Session,
        id: &str,
    ) -> Result<Option<OpenedExchange>, StoreError> {
        if !is_askable(id) {
            return Ok(None);
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let owner = row!(
            tx,
            (String,),
            "SELECT body FROM exchange WHERE exchange = $2 AND (body = $1 OR to_body = $1)",
            body,
            id
        )?;
        match owner {
            Some((owner,)) => load(&mut tx, session, &owner, id).await,
            None => Ok(None),
        }
    }

    /// Makes a new exchange with its first act and its copies, ready to be written with the act of the file.
    pub(crate) fn new_exchange(
        &self,
        session: &Session,
        to: &str,
        file: &str,
        publics: [(&str, &BTreeMap<Compartment, (u32, SeedPublic)>); 2],
        entry: &Entry,
        copies: &[(DocumentNote, Value)],
    ) -> Result<NewExchange, StoreError> {
        let owner = session.body().code.as_str();
        let id = self.random_code(CODE_LETTERS);
        let (shred, acts, documents) = self.with_random(|random| {
            (
                ShredKey::generate(random),
                Seed::generate(random),
                Seed::generate(random),
            )
        });
        let mut members = Vec::new();
        for (body, halves) in publics {
            for (compartment, seed) in [(ACTS, &acts), (DOCUMENTS, &documents)] {
                let (epoch, public) = halves
                    .get(&compartment)
                    .ok_or_else(|| StoreError::damaged("a compartment without a public half"))?;
                let place = member_place(body, &id, compartment, *epoch);
                let secret = seed.to_secret_bytes();
                let sealed = self
                    .with_random(|random| public.seal_to_hybrid(&place, secret.as_ref(), random));
                members.push((body.to_owned(), compartment, *epoch, sealed));
            }
        }
        let mut notes = Vec::new();
        let mut parts = Vec::new();
        for (note, value) in copies {
            let (note, part) = self.seal_copy(owner, &id, &shred, &documents, note, value)?;
            notes.push(note);
            parts.push(part);
        }
        let written = Written {
            entry: Entry {
                seq: 1,
                ..entry.clone()
            },
            recorder: session.account().name.clone(),
            documents: notes,
            address: None,
            opened_exchange: None,
            seen: BTreeMap::new(),
        };
        let keys = ExchangeKeys {
            owner,
            id: &id,
            shred: &shred,
            acts: &acts,
        };
        let mut act_id = [0; 16];
        self.with_random(|random| random.fill_bytes(&mut act_id));
        let vouched = vouched_exchange(
            to,
            file,
            members
                .iter()
                .map(|(body, compartment, epoch, sealed)| {
                    (
                        body.as_str(),
                        compartment.name(),
                        i64::from(*epoch),
                        sealed.as_bytes(),
                    )
                })
                .collect(),
        );
        let first = self.seal_act(
            session,
            &keys,
            &written,
            ActId(act_id),
            parts,
            Some(vouched),
        )?;
        Ok(NewExchange {
            owner: owner.to_owned(),
            to: to.to_owned(),
            file: file.to_owned(),
            shred,
            members,
            first,
            id,
        })
    }

    /// Seals and signs an act of an exchange.
    fn seal_act(
        &self,
        session: &Session,
        exchange: &ExchangeKeys<'_>,
        written: &Written,
        act_id: ActId,
        parts: Vec<DocumentPart>,
        vouched: Option<[u8; 32]>,
    ) -> Result<Signed, StoreError> {
        let key = exchange.key();
        let seq = written.entry.seq;
        let plain = written.to_bytes()?;
        let place = act_place(exchange.owner, exchange.id, seq);
        let sealed = self.with_random(|random| seal(&key, key.id(), &place, &plain, random));
        let draft = Draft::new(
            Class::Act,
            &session.body().code,
            &session.account().code,
            self.now(),
        )
        .exchange(exchange.id)
        .act(seq, act_id.0)
        .sealed(EPOCH, sealed)
        .documents(parts);
        let draft = match vouched {
            Some(vouched) => draft.vouch(vouched),
            None => draft,
        };
        Ok(draft.sign(&session.keys().person))
    }
}

/// An exchange that is written in the transaction of the act that opens it.
pub(crate) struct NewExchange {
    pub(crate) id: String,
    owner: String,
    to: String,
    file: String,
    shred: ShredKey,
    members: Vec<(String, Compartment, u32, Sealed)>,
    first: Signed,
}

impl NewExchange {
    pub(crate) async fn insert(self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let (owner, id) = (self.owner.as_str(), self.id.as_str());
        run!(
            tx,
            "INSERT INTO exchange (body, exchange, to_body, file, entries) VALUES ($1, $2, $3, $4, 1)",
            owner,
            id,
            &self.to,
            &self.file
        )?;
        run!(
            tx,
            "INSERT INTO shred_key (body, file, shred_key) VALUES ($1, $2, $3)",
            owner,
            id,
            self.shred.to_secret_bytes().as_slice()
        )?;
        for (body, compartment, epoch, sealed) in &self.members {
            run!(
                tx,
                "INSERT INTO exchange_member (body, exchange, compartment, epoch, sealed_seed)
                 VALUES ($1, $2, $3, $4, $5)",
                body,
                id,
                compartment.name(),
                i64::from(*epoch),
                sealed.as_bytes()
            )?;
        }
        record::append(tx, self.first).await?;
        Ok(())
    }
}

/// The exchanges of a file with their acts, but for the first, which the file has itself.
pub(crate) struct SeenExchange {
    pub(crate) head: ExchangeHead,
    pub(crate) entries: Vec<StoredEntry>,
}

pub(crate) async fn of_file(
    tx: &mut Tx,
    session: &Session,
    file: &str,
) -> Result<Vec<SeenExchange>, StoreError> {
    let owner = session.body().code.as_str();
    let ids = rows!(
        tx,
        (String,),
        "SELECT x.exchange FROM exchange x JOIN entry e ON e.body = x.body AND e.exchange = x.exchange AND e.sequence = 1
         WHERE x.body = $1 AND x.file = $2 ORDER BY e.number",
        owner,
        file
    )?;
    let mut seen = Vec::new();
    for (id,) in ids {
        // Both seeds are the body's own; whoever holds `file` opens the acts of every exchange of the file.
        let opened = load(tx, session, owner, &id)
            .await?
            .ok_or_else(|| StoreError::damaged("an exchange of a file does not open"))?;
        let head = ExchangeHead {
            id,
            to: opened.to.code.clone(),
            entries: opened.seq(),
        };
        seen.push(SeenExchange {
            head,
            entries: opened.entries.into_iter().skip(1).collect(),
        });
    }
    Ok(seen)
}

/// Counts one more act in an exchange. `false` when somebody else was quicker.
async fn advance(tx: &mut Tx, owner: &str, id: &str, seen_seq: u32) -> Result<bool, sqlx::Error> {
    let changed = run!(
        tx,
        "UPDATE exchange SET entries = entries + 1 WHERE body = $1 AND exchange = $2 AND entries = $3",
        owner,
        id,
        i64::from(seen_seq)
    )?;
    Ok(changed == 1)
}

/// An exchange, opened.
struct OpenedExchange {
    owner: String,
    id: String,
    from: Body,
    to: Body,
    received: bool,
    shred: ShredKey,
    acts: Seed,
    entries: Vec<StoredEntry>,
}

/// What the key of an exchange's acts is made of.
struct ExchangeKeys<'a> {
    owner: &'a str,
    id: &'a str,
    shred: &'a ShredKey,
    acts: &'a Seed,
}

impl ExchangeKeys<'_> {
    fn key(&self) -> Key {
        self.acts
            .file_key(self.shred, self.owner, self.id, ACTS.name(), EPOCH)
    }
}

impl OpenedExchange {
    fn keys(&self) -> ExchangeKeys<'_> {
        ExchangeKeys {
            owner: &self.owner,
            id: &self.id,
            shred: &self.shred,
            acts: &self.acts,
        }
    }

    fn seq(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    /// The request with the acts in the order of law.
    fn request(&self) -> PermitRequest {
        PermitRequest::fold(self.journal().counted())
    }

    fn journal(&self) -> Journal {
        Journal::fold(
            self.entries
                .iter()
                .map(|stored| stored.written.entry.clone()),
        )
    }

    fn summary(&self) -> ExchangeSummary {
        let request = self.request();
        ExchangeSummary {
            id: self.id.clone(),
            from: self.from.name.clone(),
            to: self.to.name.clone(),
            received: self.received,
            sent_on: self
                .entries
                .first()
                .map(|stored| stored.written.entry.on)
                .unwrap_or_default(),
            duties: request.duties(Calendar::embedded()),
            request,
            seq: self.seq(),
        }
    }

    fn recorded(&self) -> Vec<RecordedEntry> {
        self.entries
            .iter()
            .map(|stored| RecordedEntry {
                entry: stored.written.entry.clone(),
                recorded_at: stored.recorded_at,
                by_account: stored.written.recorder.clone(),
                act_id: stored.act_id,
                struck: false,
                exchange: Some(self.id.clone()),
            })
            .collect()
    }

    fn notes(&self) -> Vec<(DocumentHead, DocumentNote)> {
        self.entries
            .iter()
            .flat_map(|stored| {
                stored
                    .written
                    .documents
                    .iter()
                    .map(move |note| (head(stored, note), note.clone()))
            })
            .collect()
    }

    /// The actor in whose name the session acts here, if the act is one of the body that received the exchange.
    fn may_act(&self, session: &Session, act: &Act) -> Result<Actor, Refusal> {
        let of_the_receiver = matches!(
            act,
            Act::PackageReceivedByBody(_)
                | Act::PermitIssued(_)
                | Act::PermitSent(_)
                | Act::PermitDeclined(_)
        );
        match session.actors().first() {
            Some(actor) if self.received && of_the_receiver => Ok(*actor),
            _ => Err(Refusal::new(act.paragraph(), Reason::MayNotDoThis)),
        }
    }
}

/// Opens an exchange of which the session's body is a member. `None` when the keys are not hers.
async fn load(
    tx: &mut Tx,
    session: &Session,
    owner: &str,
    id: &str,
) -> Result<Option<OpenedExchange>, StoreError> {
    let Some(acts) = member_seed(tx, session, owner, id, ACTS).await? else {
        return Ok(None);
    };
    let Some(shred) = shred_key(tx, owner, id).await? else {
        return Ok(None);
    };
    let Some((from_name, from_kind, to_code, to_name, to_kind)) = row!(
        tx,
        (String, String, String, String, String),
        "SELECT f.name, f.kind, t.body, t.name, t.kind
         FROM exchange x JOIN body f ON f.body = x.body JOIN body t ON t.body = x.to_body
         WHERE x.body = $1 AND x.exchange = $2",
        owner,
        id
    )?
    else {
        return Ok(None);
    };
    let stored = rows!(
        tx,
        Row,
        "SELECT e.sequence, e.act_id, e.recorded_at, s.epoch, s.sealed
         FROM entry e JOIN sealed_body s ON s.body = e.body AND s.number = e.number
         WHERE e.exchange = $1 AND e.class = 'act' ORDER BY e.sequence",
        id
    )?;
    let key = ExchangeKeys {
        owner,
        id,
        shred: &shred,
        acts: &acts,
    }
    .key();
    let mut entries = Vec::with_capacity(stored.len());
    for (expected, (sequence, act_id, recorded_at, number, sealed)) in (1_u32..).zip(stored) {
        if sequence != i64::from(expected) || epoch(number)? != EPOCH {
            return Err(StoreError::damaged(format!(
                "entry {expected} of an exchange is missing"
            )));
        }
        let plain = open(
            &key,
            &act_place(owner, id, expected),
            &Sealed::from_stored(sealed)?,
        )?;
        entries.push(StoredEntry {
            recorded_at: recorded_at.parse::<Timestamp>()?,
            act_id: read_act_id(&act_id)?,
            written: Written::from_bytes(&plain)?,
            exchange: Some(id.to_owned()),
        });
    }
    Ok(Some(OpenedExchange {
        from: Body {
            code: owner.to_owned(),
            name: from_name,
            kind: serde_json::from_str(&from_kind)?,
        },
        received: to_code == session.body().code,
        to: Body {
            code: to_code,
            name: to_name,
            kind: serde_json::from_str(&to_kind)?,
        },
        owner: owner.to_owned(),
        id: id.to_owned(),
        shred,
        acts,
        entries,
    }))
}

/// One of the exchange's seeds, if the session holds the compartment to which it was sealed.
async fn member_seed(
    tx: &mut Tx,
    session: &Session,
    owner: &str,
    id: &str,
    compartment: Compartment,
) -> Result<Option<Seed>, StoreError> {
    let body = session.body().code.as_str();
    let stored = row!(
        tx,
        (i64, Vec<u8>),
        "SELECT m.epoch, m.sealed_seed FROM exchange_member m JOIN exchange x ON x.exchange = m.exchange
         WHERE m.body = $1 AND m.exchange = $2 AND m.compartment = $3 AND x.body = $4",
        body,
        id,
        compartment.name(),
        owner
    )?;
    let Some((number, sealed)) = stored else {
        return Ok(None);
    };
    let number = epoch(number)?;
    let Some(seed) = session.keys().seed(compartment, number) else {
        return Ok(None);
    };
    let opened = seed.open_from(
        &member_place(body, id, compartment, number),
        &Sealed::from_stored(sealed)?,
    )?;
    Ok(Some(Seed::from_secret_bytes(&opened)?))
}

/// What the first act of an exchange vouches for: to whom it went, from which file, and the seeds sealed to both bodies.
/// Members are body, compartment, epoch and sealed seed.
pub(crate) fn vouched_exchange(
    to: &str,
    file: &str,
    mut members: Vec<(&str, &str, i64, &[u8])>,
) -> [u8; 32] {
    members.sort_unstable();
    let mut hash = Sha256::new_with_prefix(b"tirek/exchange/1");
    update(&mut hash, to.as_bytes());
    update(&mut hash, file.as_bytes());
    for (body, compartment, epoch, seed) in members {
        update(&mut hash, body.as_bytes());
        update(&mut hash, compartment.as_bytes());
        hash.update(epoch.to_be_bytes());
        update(&mut hash, seed);
    }
    hash.finalize().into()
}

fn member_place<'a>(
    body: &'a str,
    exchange: &'a str,
    compartment: Compartment,
    epoch: u32,
) -> Place<'a> {
    Place {
        body,
        file: exchange,
        compartment: compartment.name(),
        stream: "exchange",
        sequence: u64::from(epoch),
        kind: "seed",
    }
}

fn act_place<'a>(owner: &'a str, exchange: &'a str, seq: u32) -> Place<'a> {
    Place {
        body: owner,
        file: exchange,
        compartment: ACTS.name(),
        stream: "exchange",
        sequence: u64::from(seq),
        kind: "act",
    }
}
