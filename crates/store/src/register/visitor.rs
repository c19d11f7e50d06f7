//! Lines by somebody without an account, and how she reads the answer.
//!
//! Whoever complains is given a code and nothing else: no account, no cookie, no address. The line is sealed to the register's
//! public half and signed by the server; the entry carries the day and no hour. Beside the line lie the digest of the code and
//! the public half of a seed that only the code unwraps: the answer is sealed to it, so that whoever has the code reads the
//! answer, and whoever has the database does not.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rand_core::CryptoRng;
use sealed::{InvitationCode, PersonKeys, Place, Sealed, Seed, SeedPublic};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use standard::register::{Content, Register, Writer};
use zeroize::Zeroizing;

use super::{Author, NewLine, RegisterError, check_kept_by, shredded_as};
use crate::{
    Store,
    act::ActId,
    day_in_kazakhstan,
    db::{Tx, is_askable, row, rows, run},
    directory::Pins,
    error::StoreError,
    keys::Keyring,
    record::update,
    server::SERVER,
    session::Session,
};

/// A line to be entered by somebody without an account.
#[derive(Clone, Debug)]
pub struct NewVisitorLine<T> {
    /// The code of the body in whose register it is entered.
    pub body: String,
    /// The name that the page gave it: sent twice, it is entered once.
    pub act_id: ActId,
    /// What it says.
    pub content: T,
}

/// A line that somebody without an account has entered.
pub struct VisitorLine {
    /// Its number in the register.
    pub number: u32,
    /// The code with which the answer is read. It is shown this once and kept nowhere; `None` when the same line was entered
    /// before.
    pub code: Option<Zeroizing<String>>,
}

/// An answer to somebody without an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The day.
    pub on: Date,
    /// The words.
    pub text: String,
}

/// What somebody with a code may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The day on which it was entered.
    pub entered_on: Date,
    /// The answers, the oldest first.
    pub answers: Vec<Answer>,
}

impl Store {
    /// Enters a line without a session: sealed to the register's public half, signed by the server, with the day and no hour.
    ///
    /// # Errors
    /// [`RegisterError::NotFound`] when there is no such body, or nobody without an account may enter such a line;
    /// [`RegisterError::Content`] when it has errors. In each case nothing was entered.
    pub async fn register_add_by_visitor<T: Content>(
        &self,
        new: NewVisitorLine<T>,
    ) -> Result<VisitorLine, RegisterError> {
        let by = Writer {
            actors: &[],
            is_head: false,
            holds: false,
        };
        self.check_line(&by, &new.content)?;
        if !is_askable(&new.body) {
            return Err(RegisterError::NotFound);
        }
        let mut tx = self.db.read().await?;
        let known = row!(
            tx,
            (String,),
            "SELECT kind FROM body WHERE body = $1",
            &new.body
        )?;
        let before = row!(
            tx,
            (i64,),
            "SELECT number FROM entry WHERE body = $1 AND act_id = $2",
            &new.body,
            new.act_id.0.as_slice()
        )?;
        drop(tx);
        let (kind,) = known.ok_or(RegisterError::NotFound)?;
        check_kept_by::<T>(&serde_json::from_str(&kind).map_err(StoreError::from)?)?;
        // She holds no key: what seals to a compartment needs none.
        let nobody = Keyring::new(self.with_random(PersonKeys::generate));
        let author = Author {
            body: &new.body,
            account: SERVER,
            name: "",
            keys: &nobody,
            pins: &Pins::new(),
            signs: None,
            at: beginning_of_day(self.now()),
        };
        let code = self.with_random(InvitationCode::generate);
        let line = NewLine::new(new.act_id, new.content);
        let number = self.add(&author, &line, &Beside::Code(&code)).await?;
        Ok(VisitorLine {
            number,
            code: before.is_none().then(|| code.to_text()),
        })
    }

    /// Enters the answer to a line of another register. Whoever entered that line without an account reads `answer` with her
    /// code; where there is no code, the line alone is entered.
    ///
    /// # Errors
    /// As [`Store::register_add`]; [`RegisterError::NoSuchLine`] when there is nothing to answer.
    pub async fn register_answer<T: Content>(
        &self,
        session: &Session,
        new: &NewLine<T>,
        to: (Register, u32),
        answer: &Answer,
    ) -> Result<u32, RegisterError> {
        check_kept_by::<T>(&session.body().kind)?;
        let actors = session.actors();
        let by = Writer {
            actors: &actors,
            is_head: session.is_head(),
            holds: session.holds(T::REGISTER.compartment()),
        };
        self.check_line(&by, &new.content)?;
        let (register, line) = to;
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let there = row!(
            tx,
            (i64,),
            "SELECT line FROM register_line WHERE body = $1 AND register = $2 AND line = $3",
            body,
            register.name(),
            i64::from(line)
        )?;
        let receipt = stored_receipt(&mut tx, body, register.name(), i64::from(line)).await?;
        drop(tx);
        if there.is_none() {
            return Err(RegisterError::NoSuchLine);
        }
        let plain = Zeroizing::new(serde_json::to_vec(answer).map_err(StoreError::from)?);
        let beside = match &receipt {
            Some(StoredReceipt {
                hash,
                public_key: Some(public),
                ..
            }) => Beside::Answer {
                hash: hash.clone(),
                public: Box::new(SeedPublic::from_bytes(public).map_err(StoreError::from)?),
                plain: &plain,
            },
            _ => Beside::Nothing,
        };
        let author = Author::of(session, self.now());
        self.add(&author, new, &beside).await
    }

    /// What was answered to the line of this code. `None` for whatever is not the code of a line.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or an answer does not open.
    pub async fn receipt(&self, code: &str) -> Result<Option<Receipt>, StoreError> {
        let Ok(code) = InvitationCode::from_text(code) else {
            return Ok(None);
        };
        let hash = code.hash();
        let mut tx = self.db.read().await?;
        let found = row!(
            tx,
            (String, String, i64, Vec<u8>, String),
            "SELECT r.body, r.register, r.line, r.wrapped_seed, e.recorded_at
             FROM register_receipt r
             JOIN register_line l ON l.body = r.body AND l.register = r.register AND l.line = r.line
             JOIN entry e ON e.body = l.body AND e.number = l.number
             WHERE r.receipt_hash = $1 AND r.wrapped_seed IS NOT NULL",
            hash.as_slice()
        )?;
        let Some((body, register, line, wrapped, entered_at)) = found else {
            return Ok(None);
        };
        let stored = rows!(
            tx,
            (String, i64, Vec<u8>),
            "SELECT register, line, answer FROM register_receipt
             WHERE receipt_hash = $1 AND body = $2 AND answer IS NOT NULL ORDER BY line",
            hash.as_slice(),
            &body
        )?;
        drop(tx);
        let known = |name: &str| {
            Register::from_name(name)
                .ok_or_else(|| StoreError::damaged("a register of an unknown name"))
        };
        let file = shredded_as(&register);
        let place = place(&body, &file, known(&register)?, line, RECEIPT);
        let seed = code.unwrap(&place, &Sealed::from_stored(wrapped)?)?;
        let seed = Seed::from_secret_bytes(&seed)?;
        let mut answers = Vec::with_capacity(stored.len());
        for (register, line, sealed) in stored {
            let file = shredded_as(&register);
            let place = self::place(&body, &file, known(&register)?, line, ANSWER);
            let plain = seed.open_from(&place, &Sealed::from_stored(sealed)?)?;
            answers.push(serde_json::from_slice(&plain)?);
        }
        Ok(Some(Receipt {
            entered_on: day_in_kazakhstan(entered_at.parse()?),
            answers,
        }))
    }
}

/// The first instant of the day in Kazakhstan: an entry without an account says the day and no hour.
fn beginning_of_day(instant: Timestamp) -> Timestamp {
    let zone = TimeZone::get("Asia/Almaty").expect("the time zones are compiled in");
    day_in_kazakhstan(instant)
        .to_zoned(zone)
        .map_or(instant, |day| day.timestamp())
}

/// What is written beside a line.
pub(super) enum Beside<'a> {
    /// Nothing: everybody who has an account reads with it.
    Nothing,
    /// The code that its author was given.
    Code(&'a InvitationCode),
    /// The answer to somebody with a code.
    Answer {
        hash: Vec<u8>,
        public: Box<SeedPublic>,
        plain: &'a [u8],
    },
}

const RECEIPT: &str = "receipt";
const ANSWER: &str = "answer";

fn place<'a>(
    body: &'a str,
    file: &'a str,
    register: Register,
    line: i64,
    kind: &'a str,
) -> Place<'a> {
    Place {
        body,
        file,
        compartment: register.compartment().name(),
        stream: register.name(),
        sequence: line.unsigned_abs(),
        kind,
    }
}

impl Beside<'_> {
    pub(super) fn seal(
        &self,
        body: &str,
        register: Register,
        line: i64,
        random: &mut dyn CryptoRng,
    ) -> Option<StoredReceipt> {
        let file = shredded_as(register.name());
        match self {
            Beside::Nothing => None,
            Beside::Code(code) => {
                let seed = Seed::generate(random);
                let place = place(body, &file, register, line, RECEIPT);
                let wrapped = code.wrap(seed.to_secret_bytes().as_ref(), &place, random);
                Some(StoredReceipt {
                    hash: code.hash().to_vec(),
                    public_key: Some(seed.public().to_bytes()),
                    wrapped_seed: Some(wrapped.into_bytes()),
                    answer: None,
                })
            }
            Beside::Answer {
                hash,
                public,
                plain,
            } => {
                let place = place(body, &file, register, line, ANSWER);
                let sealed = public.seal_to_hybrid(&place, plain, random);
                Some(StoredReceipt {
                    hash: hash.clone(),
                    public_key: None,
                    wrapped_seed: None,
                    answer: Some(sealed.into_bytes()),
                })
            }
        }
    }
}

/// What stands beside a line in its table.
pub(super) struct StoredReceipt {
    hash: Vec<u8>,
    public_key: Option<Vec<u8>>,
    wrapped_seed: Option<Vec<u8>>,
    answer: Option<Vec<u8>>,
}

impl StoredReceipt {
    pub(super) fn update(&self, hash: &mut Sha256) {
        update(hash, b"receipt");
        update(hash, &self.hash);
        for part in [&self.public_key, &self.wrapped_seed, &self.answer] {
            update(hash, part.as_deref().unwrap_or_default());
        }
    }

    pub(super) async fn insert(
        &self,
        tx: &mut Tx,
        body: &str,
        register: Register,
        line: i64,
    ) -> Result<(), sqlx::Error> {
        run!(
            tx,
            "INSERT INTO register_receipt (body, register, line, receipt_hash, public_key, wrapped_seed, answer)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            body,
            register.name(),
            line,
            &self.hash,
            self.public_key.as_deref(),
            self.wrapped_seed.as_deref(),
            self.answer.as_deref()
        )?;
        Ok(())
    }
}

type ReceiptRow = (Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>);

/// What stands beside a line.
pub(super) async fn stored_receipt(
    tx: &mut Tx,
    body: &str,
    register: &str,
    line: i64,
) -> Result<Option<StoredReceipt>, StoreError> {
    let found = row!(
        tx,
        ReceiptRow,
        "SELECT receipt_hash, public_key, wrapped_seed, answer FROM register_receipt
         WHERE body = $1 AND register = $2 AND line = $3",
        body,
        register,
        line
    )?;
    Ok(
        found.map(|(hash, public_key, wrapped_seed, answer)| StoredReceipt {
            hash,
            public_key,
            wrapped_seed,
            answer,
        }),
    )
}
