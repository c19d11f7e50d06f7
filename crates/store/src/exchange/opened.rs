//! An exchange, opened with the keys of one of its two bodies.

use jiff::Timestamp;
use sealed::{Key, Place, Sealed, Seed, ShredKey, open};
use standard::{
    act::Act,
    actor::Actor,
    calendar::Calendar,
    compartment::Compartment,
    journal::Journal,
    permit::PermitRequest,
    refusal::{Reason, Refusal},
};

use super::{ACTS, EPOCH, ExchangeHead, ExchangeSummary};
use crate::{
    body::Body,
    db::{Tx, row, rows},
    document::{DocumentHead, DocumentNote},
    error::StoreError,
    file::{RecordedEntry, Row, StoredEntry, head, read_act_id},
    keys::{epoch, shred_key},
    session::Session,
    written::Written,
};

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

/// An exchange, opened.
pub(super) struct OpenedExchange {
    pub(super) owner: String,
    pub(super) id: String,
    pub(super) from: Body,
    pub(super) to: Body,
    pub(super) received: bool,
    pub(super) shred: ShredKey,
    pub(super) acts: Seed,
    pub(super) entries: Vec<StoredEntry>,
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
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    /// The request with the acts in the order of law.
    pub(super) fn request(&self) -> PermitRequest {
        PermitRequest::fold(self.journal().counted())
    }

    pub(super) fn journal(&self) -> Journal {
        Journal::fold(
            self.entries
                .iter()
                .map(|stored| stored.written.entry.clone()),
        )
    }

    pub(super) fn summary(&self, calendar: &Calendar) -> ExchangeSummary {
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
            duties: request.duties(calendar),
            request,
            seq: self.seq(),
        }
    }

    pub(super) fn recorded(&self) -> Vec<RecordedEntry> {
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

    pub(super) fn notes(&self) -> Vec<(DocumentHead, DocumentNote)> {
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
}

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
            void: false,
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
