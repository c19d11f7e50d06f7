//! Readings: who has opened what, when. The entry is in the record before anything is shown.

use jiff::Timestamp;
use sealed::{Key, Place, Sealed, Seed, open, seal};
use serde::{Deserialize, Serialize};
use standard::{annex::FormKind, compartment::Compartment};

use crate::{
    Store,
    account::cards,
    db::{Tx, is_askable, row, rows},
    error::StoreError,
    file::OpenError,
    keys::{RECORD, public_halves, record_key, shred_key},
    record::{self, Class, Draft},
    restricted,
    role::Role,
    session::Session,
};

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of")]
pub enum ReadingOf {
    /// The journal of a file.
    File,
    /// A document.
    Document {
        /// Its code.
        id: String,
        /// Which form.
        form: FormKind,
        /// Every part of it opened.
        whole: bool,
    },
    /// The list of files.
    Files {
        /// The files that it showed.
        codes: Vec<String>,
    },
    /// The list of duties.
    Duties {
        /// The files that it showed.
        codes: Vec<String>,
    },
    /// What passes between two bodies.
    Exchange,
    /// The list of exchanges.
    Exchanges {
        /// The exchanges that it showed.
        codes: Vec<String>,
    },
    /// Something was made of one or several files to be taken away: the whole file, a register, the own copy.
    Exported {
        /// What: `bundle`, `own_copy`, `own_sheet`, or the name of a register.
        what: String,
        /// The files that it shows, when it is not of one file.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        codes: Vec<String>,
    },
    /// A register of the house.
    Register {
        /// Its name.
        register: String,
    },
    /// Nothing: it was asked for, and refused.
    Refused {
        /// The method and the kind of address: `GET /people/{code}`.
        asked: String,
        /// The file that it was asked of, when there is such a file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
}

impl ReadingOf {
    /// Whether it was a list, which showed the file among others.
    pub fn is_a_list(&self) -> bool {
        matches!(
            self,
            ReadingOf::Files { .. } | ReadingOf::Duties { .. } | ReadingOf::Exchanges { .. }
        )
    }
}

/// One reading of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When.
    pub at: Timestamp,
    /// The name of the reader; her staff code when the name does not open.
    pub who: String,
    /// Her roles as they were then: why she could read it. Of a reading recorded without them, her roles as they are now.
    pub roles: Vec<Role>,
    /// She opened a restricted file in an emergency, as one who is not named: why, where the keys of whoever asks open that, and
    /// an empty text where they do not.
    pub emergency: Option<String>,
    /// What she read.
    pub what: ReadingOf,
}

/// The plain content of a reading: what, and why it was hers to read at that moment.
#[derive(Serialize, Deserialize)]
pub(crate) struct Seen {
    #[serde(flatten)]
    pub(crate) what: ReadingOf,
    /// The reader's roles at that moment; readings of earlier programs lack them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    roles: Option<Vec<Role>>,
    /// She had broken the glass. Why stands in the entry of that, which opens with `emergency` alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    emergency: bool,
}

/// What a reading belongs to, in clear.
#[derive(Clone, Copy)]
pub(crate) enum Stream<'a> {
    File(&'a str),
    Exchange(&'a str),
    /// A list: its codes are sealed.
    None,
}

impl Store {
    /// Who has read a file, newest first: the file, its documents, what passed about it between bodies, and the lists that showed
    /// any of these.
    ///
    /// # Errors
    /// [`OpenError::NotFound`] when the person may not know the file.
    pub async fn readings(&self, session: &Session, code: &str) -> Result<Vec<Reading>, OpenError> {
        if !is_askable(code) {
            return Err(OpenError::NotFound);
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let known = row!(
            tx,
            (String,),
            "SELECT state FROM file WHERE body = $1 AND file = $2",
            body,
            code
        )?;
        if known.is_none() || !session.holds(Compartment::File) {
            return Err(OpenError::NotFound);
        }
        let is_closed = restricted::is_restricted(&mut tx, body, code).await?
            && restricted::shred_of(&mut tx, session, body, code)
                .await?
                .is_none();
        if is_closed {
            return Err(OpenError::NotFound);
        }
        let shred = shred_key(&mut tx, body, RECORD)
            .await?
            .ok_or(OpenError::NotFound)?;
        let stored = rows!(
            tx,
            (String, String, String, i64, Vec<u8>),
            "SELECT e.class, e.account, e.recorded_at, s.epoch, s.sealed
             FROM entry e JOIN sealed_body s ON s.body = e.body AND s.number = e.number
             WHERE e.body = $1 AND e.class IN ('reading', 'refused')
               AND (e.exchange IN (SELECT exchange FROM exchange WHERE body = $1 AND file = $2
                                   UNION SELECT exchange FROM exchange_file WHERE body = $1 AND file = $2)
                 OR ((e.file = $2 OR (e.file IS NULL AND e.exchange IS NULL))
                   AND e.number > (SELECT MIN(number) FROM entry WHERE body = $1 AND file = $2)))
             ORDER BY e.number DESC",
            body,
            code
        )?;
        // What a body sent about her was read before her file began here: it was about her all the same.
        let exchanges = rows!(
            tx,
            (String,),
            "SELECT exchange FROM exchange WHERE body = $1 AND file = $2
             UNION SELECT exchange FROM exchange_file WHERE body = $1 AND file = $2",
            body,
            code
        )?;
        let staff = cards(&mut tx, session).await?;
        let broken = restricted::why_broken(&mut tx, session, code).await?;
        drop(tx);
        let mut readings = Vec::new();
        for (class, account, at, number, sealed) in stored {
            let number = crate::keys::epoch(number)?;
            let Some(seed) = session.keys().seed(Compartment::File, number) else {
                continue;
            };
            let key = record_key(seed, &shred, body, Compartment::File, number);
            let sealed = Sealed::from_stored(sealed).map_err(StoreError::from)?;
            let class = Class::from_name(&class)
                .ok_or_else(|| StoreError::damaged("a class that is not known"))?;
            let Seen {
                what,
                roles,
                emergency,
            } = opened(seed, &key, body, &account, class, &sealed)?;
            let concerns = match &what {
                ReadingOf::Files { codes } | ReadingOf::Duties { codes } => {
                    codes.iter().any(|each| each == code)
                }
                ReadingOf::Exported { codes, .. } => {
                    codes.is_empty() || codes.iter().any(|each| each == code)
                }
                ReadingOf::Exchanges { codes } => codes
                    .iter()
                    .any(|each| exchanges.iter().any(|(exchange,)| exchange == each)),
                ReadingOf::Register { .. } => false,
                ReadingOf::Refused { code: of, .. } => of.as_deref() == Some(code),
                ReadingOf::File | ReadingOf::Document { .. } | ReadingOf::Exchange => true,
            };
            if concerns {
                let reader = staff.iter().find(|one| one.code == account);
                let at = at.parse().map_err(StoreError::from)?;
                let of_today = || reader.map(|one| one.roles.clone()).unwrap_or_default();
                let why = || {
                    let glass = broken.iter().rfind(|glass| glass.explains(&account, at));
                    glass.map(|glass| glass.reason.clone()).unwrap_or_default()
                };
                readings.push(Reading {
                    at,
                    roles: roles.unwrap_or_else(of_today),
                    emergency: emergency.then(why),
                    who: reader.map_or(account, |one| one.name.clone()),
                    what,
                });
            }
        }
        Ok(readings)
    }

    /// Puts a reading into the record and makes it durable. Only then may anything be shown. `tx` is the reading transaction
    /// in which it was read; it ends here, so that no request holds two connections.
    pub(crate) async fn record_reading(
        &self,
        session: &Session,
        tx: Tx,
        stream: Stream<'_>,
        what: &ReadingOf,
    ) -> Result<(), StoreError> {
        self.record_seen(session, tx, Class::Reading, stream, what)
            .await
    }

    /// Puts into the record that the session's owner asked for what is not hers to see or do. `asked` is the method and the kind
    /// of address, `code` the file that she named. Whether there is such a file makes no difference to how long it takes.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails: then nothing is answered either.
    pub async fn record_refusal(
        &self,
        session: &Session,
        asked: &str,
        code: Option<&str>,
    ) -> Result<(), StoreError> {
        let code = code.filter(|code| is_askable(code));
        let mut tx = self.db.read().await?;
        let known = row!(
            tx,
            (String,),
            "SELECT file FROM file WHERE body = $1 AND file = $2",
            &session.body().code,
            code.unwrap_or_default()
        )?;
        let of = known.map(|(file,)| file);
        let what = ReadingOf::Refused {
            asked: asked.to_owned(),
            code: of.clone(),
        };
        let stream = of.as_deref().map_or(Stream::None, Stream::File);
        self.record_seen(session, tx, Class::Refused, stream, &what)
            .await
    }

    async fn record_seen(
        &self,
        session: &Session,
        mut tx: Tx,
        class: Class,
        stream: Stream<'_>,
        what: &ReadingOf,
    ) -> Result<(), StoreError> {
        let body = session.body().code.as_str();
        let account = session.account().code.as_str();
        let place = place(body, account, class);
        let seen = Seen {
            what: what.clone(),
            roles: Some(session.account().roles.clone()),
            emergency: match stream {
                Stream::File(code) | Stream::Exchange(code) => {
                    restricted::opens_by_glass(&mut tx, session, code).await?
                }
                Stream::None => false,
            },
        };
        let plain = serde_json::to_vec(&seen)?;
        let (epoch, sealed) = match session.keys().newest(Compartment::File) {
            Some((epoch, seed)) => {
                let shred = shred_key(&mut tx, body, RECORD)
                    .await?
                    .ok_or_else(|| StoreError::damaged("no record of the body"))?;
                let key = record_key(seed, &shred, body, Compartment::File, epoch);
                let sealed =
                    self.with_random(|random| seal(&key, key.id(), &place, &plain, random));
                (epoch, sealed)
            }
            // Who works with no recipient and reads a register: those who do open her readings all the same.
            None => {
                let publics = public_halves(&mut tx, session.pins(), body).await?;
                let (epoch, public) = publics
                    .get(&Compartment::File)
                    .ok_or_else(|| StoreError::damaged("a compartment without a public half"))?;
                (
                    *epoch,
                    self.with_random(|random| public.seal_to(&place, &plain, random)),
                )
            }
        };
        drop(tx);
        let draft = Draft::new(class, body, account, self.now()).sealed(epoch, sealed);
        let draft = match stream {
            Stream::File(code) => draft.file(code),
            Stream::Exchange(code) => draft.exchange(code),
            Stream::None => draft,
        };
        let signed = draft.sign(&session.keys().person);
        let mut tx = self.db.write().await?;
        record::append(&mut tx, signed).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// What an entry says was read: sealed by the reader, or to the public half of `file` where she does not hold it.
pub(crate) fn opened(
    seed: &Seed,
    key: &Key,
    body: &str,
    account: &str,
    class: Class,
    sealed: &Sealed,
) -> Result<Seen, StoreError> {
    let place = place(body, account, class);
    let plain = if sealed.key_id() == key.id() {
        open(key, &place, sealed)?
    } else {
        seed.open_from(&place, sealed)?
    };
    Ok(serde_json::from_slice(&plain)?)
}

fn place<'a>(body: &'a str, account: &'a str, class: Class) -> Place<'a> {
    let compartment = Compartment::File.name();
    Place {
        body,
        file: RECORD,
        compartment,
        stream: account,
        sequence: 0,
        kind: class.name(),
    }
}
