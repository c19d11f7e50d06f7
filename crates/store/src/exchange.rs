//! Exchanges: what passes between two bodies, each of which keeps its own files closed to the other.
//!
//! An exchange has a shred key and two seeds of its own. The seed of its acts is sealed to the compartment `file` of both
//! bodies, because everybody who opens the organization's file must fold the same acts; the seed of its documents is sealed
//! to the compartment `legal` of both. Here: the request for a permit (paragraphs 14 and 15).

pub(crate) mod opened;
pub(crate) mod opening;

use std::collections::BTreeMap;

use jiff::civil::Date;
use sealed::seal;
use standard::{
    act::{Act, Entry},
    compartment::Compartment,
    duty::Duty,
    journal::NoOtherFile,
    permit::PermitRequest,
};

use opened::{ExchangeKeys, OpenedExchange, act_place, load, member_seed};

use crate::{
    Store,
    act::{ActError, ActId, Recorded},
    db::{Tx, is_askable, is_taken, row, rows, run},
    document::{DocumentHead, OpenDocument, open_copy},
    error::StoreError,
    file::{OpenError, RecordedEntry},
    reading::{ReadingOf, Stream},
    record::{self, Class, DocumentPart, Draft, Signed},
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
                summaries.push(opened.summary(&self.calendar()));
            }
        }
        summaries.sort_by(|one, other| {
            other
                .sent_on
                .cmp(&one.sent_on)
                .then_with(|| one.id.cmp(&other.id))
        });
        let codes = summaries.iter().map(|summary| summary.id.clone()).collect();
        self.record_reading(session, tx, Stream::None, &ReadingOf::Exchanges { codes })
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
        let mut tx = self.db.read().await?;
        let opened = load_known(&mut tx, session, id)
            .await?
            .ok_or(OpenError::NotFound)?;
        self.record_reading(session, tx, Stream::Exchange(id), &ReadingOf::Exchange)
            .await?;
        let summary = opened.summary(&self.calendar());
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
        let mut tx = self.db.read().await?;
        let opened = load_known(&mut tx, session, id)
            .await?
            .ok_or(OpenError::NotFound)?;
        let (head, note) = opened
            .notes()
            .into_iter()
            .find(|(head, _)| head.id == document)
            .ok_or(OpenError::NotFound)?;
        let seed = member_seed(&mut tx, session, &opened.owner, id, DOCUMENTS)
            .await?
            .ok_or(OpenError::NotFound)?;
        let value = open_copy(&mut tx, &opened.owner, id, &opened.shred, &seed, document).await?;
        let what = ReadingOf::Document {
            id: note.id,
            form: note.form,
            whole: true,
        };
        self.record_reading(session, tx, Stream::Exchange(id), &what)
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
            let opened = load_known(&mut tx, session, id)
                .await?
                .ok_or(ActError::NotFound)?;
            drop(tx);
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
                prints: Vec::new(),
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

/// Opens an exchange of that code, whichever of the two bodies the session's is.
async fn load_known(
    tx: &mut Tx,
    session: &Session,
    id: &str,
) -> Result<Option<OpenedExchange>, StoreError> {
    if !is_askable(id) {
        return Ok(None);
    }
    let owner = row!(
        tx,
        (String,),
        "SELECT body FROM exchange WHERE exchange = $2 AND (body = $1 OR to_body = $1)",
        &session.body().code,
        id
    )?;
    match owner {
        Some((owner,)) => load(tx, session, &owner, id).await,
        None => Ok(None),
    }
}
