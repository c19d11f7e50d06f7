//! An exchange, opened with the keys of one of its bodies.

use jiff::{Timestamp, civil::Date};
use sealed::{Key, Place, Sealed, Seed, ShredKey, open};
use standard::{
    act::{Act, Label},
    actor::Actor,
    calendar::Calendar,
    compartment::Compartment,
    exchange::{Doer, Exchange},
    journal::Journal,
    permit::PermitRequest,
    refusal::{Reason, Refusal},
};

use super::{
    ACTS, Content, EPOCH, ExchangeHead, ExchangeSummary, PaperHead, RecordedStep, opening,
};
use crate::{
    act::ActId,
    body::Body,
    db::{Tx, row, rows},
    document::{DocumentHead, DocumentNote},
    error::StoreError,
    file::{RecordedEntry, StoredEntry, head, read_act_id},
    keys::epoch,
    restricted,
    session::Session,
    written::{Written, WrittenStep, WrittenThere},
};

/// The requests for permits of a file with their acts, but for the first, which the file has itself.
pub(crate) struct SeenExchange {
    pub(crate) head: ExchangeHead,
    pub(crate) entries: Vec<StoredEntry>,
}

pub(crate) async fn of_file(
    tx: &mut Tx,
    session: &Session,
    ids: Vec<String>,
) -> Result<Vec<SeenExchange>, StoreError> {
    let owner = session.body().code.as_str();
    let mut seen = Vec::new();
    for id in ids {
        // Both seeds are the body's own; whoever holds `file` opens the acts of every exchange of the file.
        let opened = load(tx, session, owner, &id)
            .await?
            .ok_or_else(|| StoreError::damaged("an exchange of a file does not open"))?;
        let head = ExchangeHead {
            id,
            to: opened.to.code.clone(),
            entries: opened.seq(),
        };
        let Stream::Acts(entries) = opened.stream else {
            return Err(StoreError::damaged("a package went into another exchange"));
        };
        // That the package was taken back is told to the other body there; the file knows it from its own entry.
        let of_others = entries
            .into_iter()
            .skip(1)
            .filter(|stored| !matches!(stored.written.entry.act, Act::EntryStruckOut(_)));
        seen.push(SeenExchange {
            head,
            entries: of_others.collect(),
        });
    }
    Ok(seen)
}

/// A step as it was stored, opened.
pub(crate) struct StoredStep {
    pub(super) recorded_at: Timestamp,
    pub(super) act_id: ActId,
    pub(super) written: WrittenStep,
}

/// What both bodies have appended.
pub(super) enum Stream {
    /// The acts of a request for a permit.
    Acts(Vec<StoredEntry>),
    /// The steps of any other exchange.
    Steps(Vec<StoredStep>),
}

/// An exchange, opened.
pub(crate) struct OpenedExchange {
    pub(super) owner: String,
    pub(super) id: String,
    pub(super) from: Body,
    pub(super) to: Body,
    /// The session's body did not open it.
    pub(super) received: bool,
    pub(super) shred: ShredKey,
    pub(super) acts: Seed,
    pub(super) stream: Stream,
}

/// What the key of an exchange's acts is made of.
pub(super) struct ExchangeKeys<'a> {
    pub(super) owner: &'a str,
    pub(super) id: &'a str,
    pub(super) shred: &'a ShredKey,
    pub(super) acts: &'a Seed,
}

impl ExchangeKeys<'_> {
    pub(super) fn key(&self) -> Key {
        self.acts
            .file_key(self.shred, self.owner, self.id, ACTS.name(), EPOCH)
    }
}

impl OpenedExchange {
    pub(super) fn keys(&self) -> ExchangeKeys<'_> {
        ExchangeKeys {
            owner: &self.owner,
            id: &self.id,
            shred: &self.shred,
            acts: &self.acts,
        }
    }

    pub(super) fn seq(&self) -> u32 {
        let length = match &self.stream {
            Stream::Acts(entries) => entries.len(),
            Stream::Steps(steps) => steps.len(),
        };
        u32::try_from(length).unwrap_or(u32::MAX)
    }

    fn acts(&self) -> &[StoredEntry] {
        match &self.stream {
            Stream::Acts(entries) => entries,
            Stream::Steps(_) => &[],
        }
    }

    pub(super) fn steps(&self) -> &[StoredStep] {
        match &self.stream {
            Stream::Acts(_) => &[],
            Stream::Steps(steps) => steps,
        }
    }

    pub(super) fn journal(&self) -> Journal {
        Journal::fold(
            self.acts()
                .iter()
                .map(|stored| stored.written.entry.clone()),
        )
    }

    /// The fold of the steps. Every exchange of steps begins with an opening.
    pub(super) fn exchange(&self) -> Option<Exchange> {
        Exchange::fold(self.steps().iter().map(|stored| &stored.written.taken))
    }

    pub(super) fn content(&self) -> Result<Content, StoreError> {
        match &self.stream {
            Stream::Acts(_) => Ok(Content::Permit(PermitRequest::fold(
                self.journal().counted(),
            ))),
            Stream::Steps(_) => self
                .exchange()
                .map(|exchange| Content::Steps(Box::new(exchange)))
                .ok_or_else(|| StoreError::damaged("an exchange has no opening")),
        }
    }

    fn sent_on(&self) -> Date {
        match &self.stream {
            Stream::Acts(entries) => entries.first().map(|stored| stored.written.entry.on),
            Stream::Steps(steps) => steps.first().map(|stored| stored.written.taken.on),
        }
        .unwrap_or_default()
    }

    pub(super) fn summary(&self, calendar: &Calendar) -> Result<ExchangeSummary, StoreError> {
        let content = self.content()?;
        let (duties, on_paper) = match &content {
            Content::Permit(request) => (request.duties(calendar), None),
            Content::Steps(exchange) => {
                (exchange.duties(calendar), exchange.opening.on_paper.clone())
            }
        };
        Ok(ExchangeSummary {
            id: self.id.clone(),
            from: self.from.name.clone(),
            to: on_paper.map_or_else(|| self.to.name.clone(), |name| name.to_string()),
            received: self.received,
            sent_on: self.sent_on(),
            duties,
            content,
            seq: self.seq(),
        })
    }

    pub(super) fn recorded(&self) -> Vec<RecordedEntry> {
        self.acts()
            .iter()
            .map(|stored| RecordedEntry {
                entry: stored.written.entry.clone(),
                recorded_at: stored.recorded_at,
                by_account: stored.written.recorder.clone(),
                acting_by: stored.written.acting_by.clone(),
                act_id: stored.act_id,
                struck: false,
                exchange: Some(self.id.clone()),
            })
            .collect()
    }

    pub(super) fn recorded_steps(&self) -> Vec<RecordedStep> {
        self.steps()
            .iter()
            .map(|stored| RecordedStep {
                taken: stored.written.taken.clone(),
                recorded_at: stored.recorded_at,
                by_account: stored.written.recorder.clone(),
                act_id: stored.act_id,
            })
            .collect()
    }

    /// The documents, each with the body whose entry brought it and the one body that alone can open it.
    pub(super) fn notes(&self) -> Vec<(DocumentHead, DocumentNote, String, Option<String>)> {
        let of_acts = self.acts().iter().flat_map(|stored| {
            let with = move |note: &DocumentNote| {
                (head(stored, note), note.clone(), self.owner.clone(), None)
            };
            stored.written.documents.iter().map(with)
        });
        let of_steps = self.steps().iter().flat_map(|stored| {
            let written = &stored.written;
            let with = move |note: &DocumentNote| {
                let head = DocumentHead {
                    id: note.id.clone(),
                    form: note.form,
                    language: note.language,
                    version: note.version,
                    seq: written.taken.seq,
                    on: written.taken.on,
                    recorded_at: stored.recorded_at,
                    by_account: written.recorder.clone(),
                    compartments: note.parts.clone(),
                    enclosures: Vec::new(),
                };
                let only_for = written.only_for.clone();
                (head, note.clone(), written.body.clone(), only_for)
            };
            written.documents.iter().map(with)
        });
        of_acts.chain(of_steps).collect()
    }

    /// The papers, each with the body whose entry brought it.
    pub(super) fn papers(&self) -> Vec<(PaperHead, String)> {
        self.steps()
            .iter()
            .flat_map(|stored| {
                stored.written.papers.iter().map(|note| {
                    let head = PaperHead {
                        id: note.id.clone(),
                        paper: note.paper,
                        language: note.language,
                        on: stored.written.taken.on,
                    };
                    (head, stored.written.body.clone())
                })
            })
            .collect()
    }

    /// The actor in whose name the session acts here, if the act is one of the body that received the exchange.
    pub(super) fn may_act(&self, session: &Session, act: &Act) -> Result<Actor, Refusal> {
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

    /// Whether what was copied into it may still be read: not by another body than the one that has taken it back.
    pub(super) fn is_readable(&self) -> bool {
        let taken_back = match &self.stream {
            Stream::Acts(_) => self.journal().is_struck(1),
            Stream::Steps(_) => self
                .exchange()
                .is_some_and(|exchange| exchange.is_taken_back()),
        };
        !(self.received && taken_back)
    }

    /// Who the session is in the exchange.
    pub(super) fn doer(&self, session: &Session) -> Result<Doer, StoreError> {
        doer(session, !self.received)
    }
}

/// Who somebody is in an exchange.
pub(super) fn doer(session: &Session, opener: bool) -> Result<Doer, StoreError> {
    Ok(Doer {
        party: session.body().kind.party(),
        opener,
        person: Label::new(&session.account().code)
            .ok_or_else(|| StoreError::damaged("an account without a code"))?,
    })
}

type Row = (String, i64, Vec<u8>, String, i64, Vec<u8>);

/// Opens an exchange of which the session's body is a member. `None` when the keys are not hers.
pub(super) async fn load(
    tx: &mut Tx,
    session: &Session,
    owner: &str,
    id: &str,
) -> Result<Option<OpenedExchange>, StoreError> {
    let Some(acts) = member_seed(tx, session, owner, id, ACTS).await? else {
        return Ok(None);
    };
    let Some(shred) = restricted::shred_of(tx, session, owner, id).await? else {
        return Ok(None);
    };
    if owner != session.body().code && is_of_a_closed_file(tx, session, id).await? {
        return Ok(None);
    }
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
        "SELECT e.body, e.sequence, e.act_id, e.recorded_at, s.epoch, s.sealed
         FROM entry e JOIN sealed_body s ON s.body = e.body AND s.number = e.number
         WHERE e.exchange = $1 AND e.class = 'act' ORDER BY e.sequence",
        id
    )?;
    let keys = ExchangeKeys {
        owner,
        id,
        shred: &shred,
        acts: &acts,
    };
    let stream = open_stream(&keys, stored)?;
    Ok(Some(OpenedExchange {
        from: Body {
            code: owner.to_owned(),
            name: from_name,
            kind: serde_json::from_str(&from_kind)?,
        },
        received: owner != session.body().code,
        to: Body {
            code: to_code,
            name: to_name,
            kind: serde_json::from_str(&to_kind)?,
        },
        owner: owner.to_owned(),
        id: id.to_owned(),
        shred,
        acts,
        stream,
    }))
}

/// Whether what another body opened belongs here to a restricted file that does not open to her. Its key is that of the two bodies and
/// stays as it was: that it is not there to whoever is not named is the program's doing, from the moment at which it was found to be about
/// that file, and not cryptography (`docs/adr/0013-…`).
async fn is_of_a_closed_file(tx: &mut Tx, session: &Session, id: &str) -> Result<bool, StoreError> {
    let body = session.body().code.as_str();
    let found = row!(
        tx,
        (String,),
        "SELECT file FROM exchange_file WHERE body = $1 AND exchange = $2",
        body,
        id
    )?;
    let Some((file,)) = found else {
        return Ok(false);
    };
    let opens = session.has_broken_glass(&file)
        || !restricted::is_restricted(tx, body, &file).await?
        || restricted::shred_of(tx, session, body, &file)
            .await?
            .is_some();
    Ok(!opens)
}

fn open_stream(keys: &ExchangeKeys<'_>, stored: Vec<Row>) -> Result<Stream, StoreError> {
    let key = keys.key();
    let (mut acts, mut steps) = (Vec::new(), Vec::new());
    for (expected, (body, sequence, act_id, recorded_at, number, sealed)) in (1_u32..).zip(stored) {
        if sequence != i64::from(expected) || epoch(number)? != EPOCH {
            return Err(StoreError::damaged(format!(
                "entry {expected} of an exchange is missing"
            )));
        }
        let plain = open(
            &key,
            &act_place(keys.owner, keys.id, expected),
            &Sealed::from_stored(sealed)?,
        )?;
        let (recorded_at, act_id) = (recorded_at.parse::<Timestamp>()?, read_act_id(&act_id)?);
        match serde_json::from_slice(&plain)? {
            WrittenThere::Act(written) => {
                acts.push(stored_act(keys.id, recorded_at, act_id, *written))
            }
            WrittenThere::Step(written) => {
                // Only the body in whose record it lies can have taken the step.
                if written.body != body || written.taken.by.opener != (body == keys.owner) {
                    return Err(StoreError::damaged("a step stands in another body's name"));
                }
                steps.push(StoredStep {
                    recorded_at,
                    act_id,
                    written: *written,
                });
            }
        }
    }
    match (acts.is_empty(), steps.is_empty()) {
        (_, true) => Ok(Stream::Acts(acts)),
        (true, false) => Ok(Stream::Steps(steps)),
        (false, false) => Err(StoreError::damaged("an exchange of two kinds")),
    }
}

fn stored_act(id: &str, recorded_at: Timestamp, act_id: ActId, written: Written) -> StoredEntry {
    StoredEntry {
        recorded_at,
        act_id,
        written,
        exchange: Some(id.to_owned()),
        void: false,
    }
}

/// One of the exchange's seeds, if the session holds the compartment to which it was sealed.
pub(super) async fn member_seed(
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
    opening::is_genuine(tx, session, owner, id).await?;
    let opened = seed.open_from(
        &member_place(body, id, compartment, number),
        &Sealed::from_stored(sealed)?,
    )?;
    Ok(Some(Seed::from_secret_bytes(&opened)?))
}

pub(super) fn member_place<'a>(
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

pub(super) fn act_place<'a>(owner: &'a str, exchange: &'a str, seq: u32) -> Place<'a> {
    Place {
        body: owner,
        file: exchange,
        compartment: ACTS.name(),
        stream: "exchange",
        sequence: u64::from(seq),
        kind: "act",
    }
}
