//! The registers of the house: numbered lines, sealed to a compartment, signed and chained in the record.
//!
//! One mechanism for all of them; what a line may say, and who may enter it, is decided in `standard`. A line is never
//! edited: a correction is a later line that names the one it corrects.

mod visitor;

use jiff::Timestamp;
use sealed::{PersonKeys, Sealed, ShredKey};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use standard::{
    annex::{Problem, Severity},
    register::{Content, Line, Register, Writer},
};
use zeroize::Zeroizing;

use crate::{
    Store,
    act::ActId,
    body::BodyKind,
    db::{Tx, is_taken, row, rows, run},
    directory::Pins,
    document::{Home, open_part, seal_part},
    error::StoreError,
    keys::{Keyring, epoch, public_halves, shred_key},
    reading::{ReadingOf, Stream},
    record::{self, Class, DocumentPart, Draft, update},
    session::Session,
};

/// A line to be entered into a register.
#[derive(Clone, Debug)]
pub struct NewLine<T> {
    /// The name that the client gave it: the same line sent twice is entered once.
    pub act_id: ActId,
    /// The line that it corrects, when it does.
    pub corrects: Option<u32>,
    /// What it says.
    pub content: T,
}

impl<T> NewLine<T> {
    /// A line that corrects no other.
    pub fn new(act_id: ActId, content: T) -> Self {
        NewLine {
            act_id,
            corrects: None,
            content,
        }
    }

    /// The same, in the place of an earlier line.
    pub fn correcting(mut self, line: u32) -> Self {
        self.corrects = Some(line);
        self
    }
}

/// A line of a register, with who entered it and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterLine<T> {
    /// Number, what it corrects, what it says.
    pub line: Line<T>,
    /// When it was entered.
    pub recorded_at: Timestamp,
    /// The staff code of whoever entered it.
    pub by_account: String,
    /// Her name, as it was then.
    pub by: String,
}

/// Why a line was not entered, or a register not opened.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The person may not read this register, or not enter this line; or her body keeps no such register.
    #[error("there is no such register for this person")]
    NotFound,
    /// The line has errors.
    #[error("the line cannot be entered")]
    Content(Vec<Problem>),
    /// The line to be corrected is not there.
    #[error("there is no such line to correct")]
    NoSuchLine,
    /// A file of the body does not open to the person, so that the names in it, which must not be shown, are not known.
    #[error("a file does not open whose names must not be shown")]
    NamesClosed,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for RegisterError {
    fn from(error: sqlx::Error) -> Self {
        RegisterError::Store(error.into())
    }
}

/// Whether a body of that kind keeps the register: a district office has no book of complaints and no rooms, a house nothing of what
/// is said to an authorized body in confidence, and the police keep none.
fn check_kept_by<T: Content>(kind: &BodyKind) -> Result<(), RegisterError> {
    let keeps = match kind {
        BodyKind::Organization { .. } => T::REGISTER.is_of_a_house(),
        BodyKind::AuthorizedBody => !T::REGISTER.is_of_a_house(),
        BodyKind::InternalAffairs => false,
    };
    if keeps {
        Ok(())
    } else {
        Err(RegisterError::NotFound)
    }
}

/// The plain content of a line. Every line ever written must still read.
#[derive(Serialize, Deserialize)]
struct Written<T> {
    version: u8,
    recorder: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrects: Option<u32>,
    content: T,
}

/// The version of [`Written`].
const VERSION: u8 = 1;
/// How often a line is made anew because somebody else entered one meanwhile.
const TRIES: usize = 20;

pub use visitor::{Answer, NewVisitorLine, Receipt, VisitorLine};

use visitor::{Beside, StoredReceipt, stored_receipt};

/// Who enters a line.
struct Author<'a> {
    body: &'a str,
    account: &'a str,
    name: &'a str,
    keys: &'a Keyring,
    /// What she has seen of the directory of the body; nothing without a person.
    pins: &'a Pins,
    /// Her own keys sign; without a person the server does.
    signs: Option<&'a PersonKeys>,
    at: Timestamp,
}

impl<'a> Author<'a> {
    fn of(session: &'a Session, at: Timestamp) -> Self {
        Author {
            body: &session.body().code,
            account: &session.account().code,
            name: &session.account().name,
            keys: session.keys(),
            pins: session.pins(),
            signs: Some(&session.keys().person),
            at,
        }
    }
}

/// The pseudo-file under which the shred key of a register lies: destroying it erases the register.
pub(crate) fn shredded_as(register: &str) -> String {
    format!("register-{register}")
}

impl Store {
    /// Enters a line into its register and gives its number. Whoever does not hold the register's compartment writes to
    /// its public half, and cannot read what she wrote.
    ///
    /// # Errors
    /// [`RegisterError`]; in each case nothing was entered.
    pub async fn register_add<T: Content>(
        &self,
        session: &Session,
        new: &NewLine<T>,
    ) -> Result<u32, RegisterError> {
        check_kept_by::<T>(&session.body().kind)?;
        let actors = session.actors();
        let by = Writer {
            actors: &actors,
            is_head: session.is_head(),
            holds: session.holds(T::REGISTER.compartment()),
        };
        self.check_line(&by, &new.content)?;
        let author = Author::of(session, self.now());
        self.add(&author, new, &Beside::Nothing).await
    }

    /// Whether the line may be entered by its writer, and says what it must.
    fn check_line<T: Content>(&self, by: &Writer<'_>, content: &T) -> Result<(), RegisterError> {
        if !content.may_be_entered(by) {
            return Err(RegisterError::NotFound);
        }
        let errors: Vec<Problem> = content
            .problems(self.today())
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error)
            .collect();
        if errors.is_empty() {
            Ok(())
        } else {
            Err(RegisterError::Content(errors))
        }
    }

    async fn add<T: Content>(
        &self,
        author: &Author<'_>,
        new: &NewLine<T>,
        beside: &Beside<'_>,
    ) -> Result<u32, RegisterError> {
        for _ in 0..TRIES {
            if let Some(line) = self.try_to_add(author, new, beside).await? {
                return Ok(line);
            }
        }
        Err(StoreError::damaged("a line finds no number in its register").into())
    }

    /// `None` when somebody else took the number meanwhile.
    async fn try_to_add<T: Content>(
        &self,
        author: &Author<'_>,
        new: &NewLine<T>,
        beside: &Beside<'_>,
    ) -> Result<Option<u32>, RegisterError> {
        let register = T::REGISTER;
        let body = author.body;
        let file = shredded_as(register.name());
        let mut tx = self.db.read().await?;
        if let Some(line) = first_result(&mut tx, author, register, new.act_id).await? {
            return Ok(Some(line));
        }
        let (last,) = row!(
            tx,
            (i64,),
            "SELECT COALESCE(MAX(line), 0) FROM register_line WHERE body = $1 AND register = $2",
            body,
            register.name()
        )?
        .unwrap_or_default();
        let exists = |line: u32| line >= 1 && i64::from(line) <= last;
        if new.corrects.is_some_and(|line| !exists(line)) {
            return Err(RegisterError::NoSuchLine);
        }
        let known = shred_key(&mut tx, body, &file).await?;
        let publics = public_halves(&mut tx, author.pins, body).await?;
        drop(tx);

        let begins = known.is_none();
        let shred = known.unwrap_or_else(|| self.with_random(ShredKey::generate));
        let home = Home {
            body,
            file: &file,
            shred: &shred,
            keys: author.keys,
            publics: &publics,
        };
        let written = Written {
            version: VERSION,
            recorder: author.name.to_owned(),
            corrects: new.corrects,
            content: &new.content,
        };
        let plain = Zeroizing::new(serde_json::to_vec(&written).map_err(StoreError::from)?);
        let line = last + 1;
        let sealed = self.with_random(|random| {
            seal_part(
                &home,
                register.name(),
                line,
                register.compartment(),
                &plain,
                random,
            )
        })?;
        let stored = StoredLine {
            register: register.name(),
            line,
            epoch: i64::from(sealed.epoch),
            wrapped_key: sealed.wrapped_key.as_bytes(),
            sealed: sealed.sealed.as_bytes(),
        };
        let receipt = self.with_random(|random| beside.seal(body, register, line, random));
        let digest = stored.digest(receipt.as_ref(), &shred.check(body, &file));
        let signed = match author.signs {
            Some(keys) => Draft::new(Class::Register, body, author.account, author.at)
                .act_id(new.act_id.0)
                .vouch(digest)
                .sign(keys),
            None => Draft::of_server(Class::VisitorLine, body, author.at)
                .act_id(new.act_id.0)
                .vouch(digest)
                .sign_by_server(self.server_key()),
        };

        let mut tx = self.db.write().await?;
        if begins {
            let inserted = run!(
                tx,
                "INSERT INTO shred_key (body, file, shred_key) VALUES ($1, $2, $3)",
                body,
                &file,
                shred.to_secret_bytes().as_slice()
            );
            match inserted {
                Err(error) if is_taken(&error) => return Ok(None),
                other => other?,
            };
        }
        let number = match record::append(&mut tx, signed).await {
            // The same line, sent twice at once.
            Err(error) if is_taken(&error) => return Ok(None),
            other => other?,
        };
        let inserted = run!(
            tx,
            "INSERT INTO register_line (body, register, line, number, epoch, wrapped_key, sealed)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            body,
            stored.register,
            stored.line,
            number,
            stored.epoch,
            stored.wrapped_key,
            stored.sealed
        );
        match inserted {
            Err(error) if is_taken(&error) => return Ok(None),
            other => other?,
        };
        if let Some(receipt) = receipt {
            receipt.insert(&mut tx, body, register, line).await?;
        }
        tx.commit().await?;
        Ok(u32::try_from(line).ok())
    }

    /// Opens a register: its lines in the order of their numbers. The reading is in the record before this returns.
    ///
    /// # Errors
    /// [`RegisterError::NotFound`] when the person does not hold the register's compartment.
    pub async fn register_read<T: Content>(
        &self,
        session: &Session,
    ) -> Result<Vec<RegisterLine<T>>, RegisterError> {
        if !session.holds(T::REGISTER.compartment()) {
            return Err(RegisterError::NotFound);
        }
        let mut tx = self.db.read().await?;
        let lines = lines(&mut tx, session, T::REGISTER).await?;
        let what = ReadingOf::Register {
            register: T::REGISTER.name().to_owned(),
        };
        self.record_reading(session, tx, Stream::None, &what)
            .await?;
        Ok(lines)
    }
}

/// The lines of a register that these keys open. No reading is recorded: for decisions, which show nothing.
pub(crate) async fn lines<T: DeserializeOwned>(
    tx: &mut Tx,
    session: &Session,
    register: Register,
) -> Result<Vec<RegisterLine<T>>, StoreError> {
    let body = session.body().code.as_str();
    let file = shredded_as(register.name());
    let Some(shred) = shred_key(tx, body, &file).await? else {
        // Nothing was ever entered, or the register was erased.
        return Ok(Vec::new());
    };
    let stored = rows!(
        tx,
        (i64, i64, Vec<u8>, Vec<u8>, String, String),
        "SELECT l.line, l.epoch, l.wrapped_key, l.sealed, e.account, e.recorded_at
         FROM register_line l JOIN entry e ON e.body = l.body AND e.number = l.number
         WHERE l.body = $1 AND l.register = $2 ORDER BY l.line",
        body,
        register.name()
    )?;
    let home = Home {
        body,
        file: &file,
        shred: &shred,
        keys: session.keys(),
        publics: &Default::default(),
    };
    let mut lines = Vec::with_capacity(stored.len());
    for (line, number, wrapped_key, sealed, by_account, recorded_at) in stored {
        let part = DocumentPart {
            document: register.name().to_owned(),
            part: line,
            epoch: epoch(number)?,
            wrapped_key: Sealed::from_stored(wrapped_key)?,
            author_key: None,
            sealed: Sealed::from_stored(sealed)?,
        };
        // Of an epoch that she does not hold.
        let Some(plain) = open_part(&home, register.compartment(), &part)? else {
            continue;
        };
        let written: Written<T> = serde_json::from_slice(&plain)?;
        if written.version != VERSION {
            return Err(StoreError::damaged("a line of a newer program"));
        }
        lines.push(RegisterLine {
            line: Line {
                number: u32::try_from(line)
                    .map_err(|_| StoreError::damaged("the number of a line does not read"))?,
                corrects: written.corrects,
                content: written.content,
            },
            recorded_at: recorded_at.parse()?,
            by_account,
            by: written.recorder,
        });
    }
    Ok(lines)
}

/// The number of the line of this id, if the same person entered it before.
async fn first_result(
    tx: &mut Tx,
    author: &Author<'_>,
    register: Register,
    act_id: ActId,
) -> Result<Option<u32>, RegisterError> {
    let before = row!(
        tx,
        (String, Option<String>, Option<i64>),
        "SELECT e.account, l.register, l.line
         FROM entry e LEFT JOIN register_line l ON l.body = e.body AND l.number = e.number
         WHERE e.body = $1 AND e.act_id = $2",
        author.body,
        act_id.0.as_slice()
    )?;
    let Some((account, stored, line)) = before else {
        return Ok(None);
    };
    let same = account == author.account && stored.as_deref() == Some(register.name());
    let line = line.and_then(|line| u32::try_from(line).ok());
    line.filter(|_| same)
        .map(Some)
        .ok_or(RegisterError::NotFound)
}

/// A line as it stands in its table.
struct StoredLine<'a> {
    register: &'a str,
    line: i64,
    epoch: i64,
    wrapped_key: &'a [u8],
    sealed: &'a [u8],
}

impl StoredLine<'_> {
    /// What the entry of a line vouches for, the receipt beside it included, and what tells the shred key of its register from others.
    fn digest(&self, receipt: Option<&StoredReceipt>, shred_check: &[u8; 32]) -> [u8; 32] {
        let mut hash = Sha256::new_with_prefix(b"tirek/register-line/2");
        hash.update(shred_check);
        update(&mut hash, self.register.as_bytes());
        hash.update(self.line.to_be_bytes());
        hash.update(self.epoch.to_be_bytes());
        update(&mut hash, self.wrapped_key);
        update(&mut hash, self.sealed);
        if let Some(receipt) = receipt {
            receipt.update(&mut hash);
        }
        hash.finalize().into()
    }
}

/// What the entry of that number should vouch for; nothing when its line is gone.
pub(crate) async fn stored_digest(
    tx: &mut Tx,
    body: &str,
    number: i64,
) -> Result<Vec<u8>, StoreError> {
    let stored = row!(
        tx,
        (String, i64, i64, Vec<u8>, Vec<u8>),
        "SELECT register, line, epoch, wrapped_key, sealed FROM register_line WHERE body = $1 AND number = $2",
        body,
        number
    )?;
    let Some((register, line, epoch, wrapped_key, sealed)) = stored else {
        return Ok(Vec::new());
    };
    let receipt = stored_receipt(tx, body, &register, line).await?;
    let file = shredded_as(&register);
    let check = match shred_key(tx, body, &file).await {
        Ok(Some(shred)) => shred.check(body, &file),
        Err(error @ (StoreError::Database(_) | StoreError::Occupied(_))) => return Err(error),
        _ => return Ok(Vec::new()),
    };
    let line = StoredLine {
        register: &register,
        line,
        epoch,
        wrapped_key: &wrapped_key,
        sealed: &sealed,
    };
    Ok(line.digest(receipt.as_ref(), &check).to_vec())
}
