//! Exchanges: what passes between bodies, each of which keeps its own files closed to the others.
//!
//! An exchange has a shred key and two seeds of its own. The seed of its acts is sealed to the compartment `file` of each
//! body, because everybody who opens the organization's file must fold the same acts; the seed of its documents is sealed
//! to the compartment `legal` of each. The request for a permit (paragraphs 14 and 15) is a stream of acts, which are folded
//! with the file; every other kind is a stream of steps ([`steps`]), with a fold of its own. What goes to a body on paper is
//! an exchange of one body.

mod disclosing;
pub(crate) mod opened;
pub(crate) mod opening;
pub mod steps;

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use sealed::seal;
use serde_json::Value;
use standard::{
    act::{Act, Entry},
    compartment::Compartment,
    duty::Duty,
    exchange::{Exchange, Taken},
    journal::NoOtherFile,
    lang::Lang,
    papers::PaperKind,
    permit::PermitRequest,
    refusal::{Reason, Refusal},
};

use opened::{ExchangeKeys, OpenedExchange, Stream as Appended, act_place, load, member_seed};

use crate::{
    Store,
    act::{ActError, ActId, Recorded},
    db::{Tx, is_askable, is_taken, row, rows, run},
    document::{DocumentHead, OpenDocument, open_copy, open_copy_for_body},
    error::StoreError,
    file::{OpenError, RecordedEntry},
    reading::{ReadingOf, Stream},
    record::{self, Class, DocumentPart, Draft, Signed},
    restricted::shred_of,
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

/// What passes in an exchange, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The request for a permit.
    Permit(PermitRequest),
    /// Any other kind.
    Steps(Box<Exchange>),
}

/// An exchange in the list of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeSummary {
    /// Random code.
    pub id: String,
    /// The name of the body that opened it.
    pub from: String,
    /// The name of the body that it was opened to; the first of them; on paper, the name that was written down.
    pub to: String,
    /// Whether the session's body is another than the one that opened it.
    pub received: bool,
    /// The day on which it began.
    pub sent_on: Date,
    /// What passes, and how far it is.
    pub content: Content,
    /// The duties of the bodies, open or done.
    pub duties: Vec<Duty>,
    /// How many entries the bodies have appended.
    pub seq: u32,
}

/// An opened exchange.
#[derive(Clone, Debug)]
pub struct OpenExchange {
    /// What the list shows of it.
    pub summary: ExchangeSummary,
    /// The file of the session's body that it belongs to, if it belongs to one.
    pub file: Option<String>,
    /// The acts of a request for a permit.
    pub entries: Vec<RecordedEntry>,
    /// The steps of any other kind.
    pub steps: Vec<RecordedStep>,
    /// The documents copied into it that the session's body can open.
    pub documents: Vec<DocumentHead>,
    /// The papers sent with it.
    pub papers: Vec<PaperHead>,
}

/// A step as the exchange shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedStep {
    /// The step.
    pub taken: Taken,
    /// When it was entered.
    pub recorded_at: Timestamp,
    /// The name of the person who entered it.
    pub by_account: String,
    /// The name that the client gave it.
    pub act_id: ActId,
}

/// A paper in free form that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperHead {
    /// Random code.
    pub id: String,
    /// Which paper.
    pub paper: PaperKind,
    /// The language in which it was filled.
    pub language: Lang,
    /// The day of the step that it came with.
    pub on: Date,
}

/// A paper, opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPaper {
    /// What it is.
    pub head: PaperHead,
    /// Its fields.
    pub value: Value,
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
            "SELECT DISTINCT x.body, x.exchange FROM exchange x JOIN exchange_member m ON m.exchange = x.exchange
             WHERE m.body = $1 ORDER BY x.exchange",
            body
        )?;
        self.summaries(session, tx, ids).await
    }

    /// The exchanges that belong to a file of the session's body, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or something does not open.
    pub async fn exchanges_of_file(
        &self,
        session: &Session,
        code: &str,
    ) -> Result<Vec<ExchangeSummary>, StoreError> {
        if !session.holds(ACTS) || !is_askable(code) {
            return Ok(Vec::new());
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        // A restricted file is not there to whoever is not named: neither is it told what was asked about it.
        if shred_of(&mut tx, session, body, code).await?.is_none() {
            return Ok(Vec::new());
        }
        let ids = rows!(
            tx,
            (String, String),
            "SELECT x.body, x.exchange FROM exchange x WHERE x.body = $1 AND x.file = $2
             UNION
             SELECT x.body, x.exchange FROM exchange x JOIN exchange_file f ON f.exchange = x.exchange
             WHERE f.body = $1 AND f.file = $2",
            body,
            code
        )?;
        self.summaries(session, tx, ids).await
    }

    async fn summaries(
        &self,
        session: &Session,
        mut tx: Tx,
        ids: Vec<(String, String)>,
    ) -> Result<Vec<ExchangeSummary>, StoreError> {
        let mut summaries = Vec::new();
        for (owner, id) in ids {
            if let Some(opened) = load(&mut tx, session, &owner, &id).await? {
                summaries.push(opened.summary(&self.calendar())?);
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
    /// [`OpenError::NotFound`] when there is none, or the session's body takes no part in it.
    pub async fn open_exchange(
        &self,
        session: &Session,
        id: &str,
    ) -> Result<OpenExchange, OpenError> {
        let mut tx = self.db.read().await?;
        let opened = load_known(&mut tx, session, id)
            .await?
            .ok_or(OpenError::NotFound)?;
        let file = steps::file_of(&mut tx, session, &opened).await?;
        let opens_shared = member_seed(&mut tx, session, &opened.owner, id, DOCUMENTS)
            .await?
            .is_some();
        self.record_reading(session, tx, Stream::Exchange(id), &ReadingOf::Exchange)
            .await?;
        let body = &session.body().code;
        let readable = opened.is_readable();
        Ok(OpenExchange {
            summary: opened.summary(&self.calendar())?,
            file,
            entries: opened.recorded(),
            steps: opened.recorded_steps(),
            documents: opened
                .notes()
                .into_iter()
                .filter(|(_, note, _, only_for)| {
                    // A copy is named to her when her keys open it, or a part of it.
                    readable
                        && match only_for {
                            None => opens_shared,
                            Some(only) => {
                                only == body && note.parts.iter().any(|part| session.holds(*part))
                            }
                        }
                })
                .map(|(head, ..)| head)
                .collect(),
            papers: opened
                .papers()
                .into_iter()
                .filter(|_| readable && opens_shared)
                .map(|(head, _)| head)
                .collect(),
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
            .filter(|opened| opened.is_readable())
            .ok_or(OpenError::NotFound)?;
        let (head, note, body, only_for) = opened
            .notes()
            .into_iter()
            .find(|(head, ..)| head.id == document)
            .ok_or(OpenError::NotFound)?;
        let place = (opened.owner.as_str(), id, &opened.shred);
        let (value, missing) = match only_for {
            Some(only) if only != session.body().code => return Err(OpenError::NotFound),
            Some(_) => open_copy_for_body(&mut tx, &body, place, session.keys(), &note)
                .await?
                .ok_or(OpenError::NotFound)?,
            None => {
                let seed = member_seed(&mut tx, session, &opened.owner, id, DOCUMENTS)
                    .await?
                    .ok_or(OpenError::NotFound)?;
                let value = open_copy(&mut tx, &body, place, &seed, document).await?;
                (value, Vec::new())
            }
        };
        let what = ReadingOf::Document {
            id: note.id,
            form: note.form,
            whole: missing.is_empty(),
        };
        self.record_reading(session, tx, Stream::Exchange(id), &what)
            .await?;
        Ok(OpenDocument {
            acting: None,
            head,
            value,
            missing,
        })
    }

    /// Opens a paper that was sent in an exchange. The reading is in the record before this returns.
    ///
    /// # Errors
    /// [`OpenError::NotFound`] when there is no such paper, or its key is not hers.
    pub async fn exchange_paper(
        &self,
        session: &Session,
        id: &str,
        paper: &str,
    ) -> Result<OpenPaper, OpenError> {
        let mut tx = self.db.read().await?;
        let opened = load_known(&mut tx, session, id)
            .await?
            .filter(|opened| opened.is_readable())
            .ok_or(OpenError::NotFound)?;
        let (head, body) = opened
            .papers()
            .into_iter()
            .find(|(head, _)| head.id == paper)
            .ok_or(OpenError::NotFound)?;
        let seed = member_seed(&mut tx, session, &opened.owner, id, DOCUMENTS)
            .await?
            .ok_or(OpenError::NotFound)?;
        let place = (opened.owner.as_str(), id, &opened.shred);
        let value = open_copy(&mut tx, &body, place, &seed, paper).await?;
        self.record_reading(session, tx, Stream::Exchange(id), &ReadingOf::Exchange)
            .await?;
        Ok(OpenPaper { head, value })
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
        loop {
            let mut tx = self.db.read().await?;
            if let Some(before) = recorded_before(&mut tx, session, id, act_id).await? {
                return Ok(before);
            }
            let opened = load_known(&mut tx, session, id)
                .await?
                .ok_or(ActError::NotFound)?;
            if opened.seq() != seen_seq {
                let since = opened
                    .recorded()
                    .into_iter()
                    .filter(|entry| entry.entry.seq > seen_seq)
                    .collect();
                // What was recorded since is shown to her: that is a reading like any other.
                self.record_reading(session, tx, Stream::Exchange(id), &ReadingOf::Exchange)
                    .await?;
                return Err(ActError::Stale { since });
            }
            drop(tx);
            if !matches!(opened.stream, Appended::Acts(_)) {
                return Err(Refusal::new(act.paragraph(), Reason::MayNotDoThis).into());
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
            let acting_by = session.acting_by(entry.by);
            let written = Written {
                acting_by,
                entry,
                recorder: session.account().name.clone(),
                documents: Vec::new(),
                prints: Vec::new(),
                address: None,
                opened_exchange: None,
                seen: BTreeMap::new(),
            };
            let signed = self.seal_there(
                session,
                &opened.keys(),
                (seen_seq + 1, act_id),
                &written.to_bytes()?,
                Vec::new(),
                None,
            );
            let mut tx = self.db.write().await?;
            hold_chain(&mut tx, session).await?;
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

    /// Seals and signs an entry of an exchange: its number there, the name that the client gave it, its content.
    fn seal_there(
        &self,
        session: &Session,
        exchange: &ExchangeKeys<'_>,
        (seq, act_id): (u32, ActId),
        plain: &[u8],
        parts: Vec<DocumentPart>,
        vouched: Option<[u8; 32]>,
    ) -> Signed {
        let key = exchange.key();
        let place = act_place(exchange.owner, exchange.id, seq);
        let sealed = self.with_random(|random| seal(&key, key.id(), &place, plain, random));
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
        draft.sign(&session.keys().person)
    }
}

/// Takes the chain of the session's body before anything else, so that all who write wait in one order.
async fn hold_chain(tx: &mut Tx, session: &Session) -> Result<(), sqlx::Error> {
    run!(
        tx,
        "UPDATE chain_head SET number = number WHERE body = $1",
        &session.body().code
    )?;
    Ok(())
}

/// What was recorded before under this name, by the same person in the same exchange.
async fn recorded_before(
    tx: &mut Tx,
    session: &Session,
    id: &str,
    act_id: ActId,
) -> Result<Option<Recorded>, ActError> {
    let before = row!(
        tx,
        (Option<String>, Option<i64>, String),
        "SELECT exchange, sequence, account FROM entry WHERE body = $1 AND act_id = $2",
        &session.body().code,
        act_id.0.as_slice()
    )?;
    let Some((exchange, sequence, account)) = before else {
        return Ok(None);
    };
    let same = exchange.as_deref() == Some(id) && account == session.account().code;
    match sequence.and_then(|sequence| u32::try_from(sequence).ok()) {
        Some(seq) if same => Ok(Some(Recorded {
            code: id.to_owned(),
            seq,
            warnings: Vec::new(),
        })),
        _ => Err(ActError::NotFound),
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
        "SELECT DISTINCT x.body FROM exchange x JOIN exchange_member m ON m.exchange = x.exchange
         WHERE x.exchange = $2 AND m.body = $1",
        &session.body().code,
        id
    )?;
    match owner {
        Some((owner,)) => load(tx, session, &owner, id).await,
        None => Ok(None),
    }
}
