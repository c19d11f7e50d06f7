//! Recording an act: open, fold, decide, seal, sign; then one transaction that only writes.

mod consenting;
mod package;
mod recording;

use jiff::civil::Date;
use standard::{
    act::Act,
    actor::Actor,
    annex::{Document, FormKind, Problem},
    compartment::Compartment,
    journal::Warning,
    lang::Lang,
    refusal::Refusal,
};

use crate::{error::StoreError, exchange::steps::Passes, file::RecordedEntry};

/// The name that the client gives an act before it is sent: the same act sent twice is recorded once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActId(pub [u8; 16]);

impl ActId {
    /// Thirty-two hexadecimal digits, as a form carries it.
    pub fn to_text(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads thirty-two hexadecimal digits; hyphens are passed over, so that a UUID is one too.
    pub fn from_text(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
        let mut id = [0; 16];
        if digits.len() != 32 {
            return None;
        }
        for (byte, pair) in id.iter_mut().zip(digits.chunks(2)) {
            let digit = |digit: u8| char::from(digit).to_digit(16);
            *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
        }
        Some(ActId(id))
    }
}

/// An act to be recorded.
#[derive(Clone, Debug)]
pub struct NewAct {
    /// The name that the client gave it.
    pub act_id: ActId,
    /// The day on which it was done in law.
    pub on: Date,
    /// In whose name; must be one of [`crate::Session::actors`]. `None`: the first of them that may.
    pub by: Option<Actor>,
    /// What was done.
    pub act: Act,
    /// The documents that come with it, frozen from now on.
    pub documents: Vec<NewDocument>,
    /// The prints (PDF, in the document's language) of those that are signed as they are recorded, by their place in the list:
    /// frozen with them.
    pub prints: Vec<(usize, Vec<u8>)>,
    /// For `package_sent` in the system: the code of the authorized body that it goes to.
    pub send_to: Option<String>,
    /// What passes between bodies in the same transaction.
    pub passes: Option<Passes>,
}

impl NewAct {
    /// An act without documents.
    pub fn new(act_id: ActId, on: Date, act: Act) -> Self {
        NewAct {
            act_id,
            on,
            by: None,
            act,
            documents: Vec::new(),
            prints: Vec::new(),
            send_to: None,
            passes: None,
        }
    }

    /// The same with a document beside it.
    pub fn with_document(mut self, document: Document, language: Lang) -> Self {
        self.documents.push(NewDocument { document, language });
        self
    }

    /// The same, in the name of this actor.
    pub fn by(mut self, actor: Actor) -> Self {
        self.by = Some(actor);
        self
    }

    /// The same, with what passes between bodies in the same transaction.
    pub fn passes(mut self, passes: Passes) -> Self {
        self.passes = Some(passes);
        self
    }

    /// The same, sent through the program to that authorized body.
    pub fn send_to(mut self, body: impl Into<String>) -> Self {
        self.send_to = Some(body.into());
        self
    }
}

/// A document to be frozen with an act.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// Its contents.
    pub document: Document,
    /// The language in which it was filled.
    pub language: Lang,
}

/// An act was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The code of the file (or of the exchange).
    pub code: String,
    /// The sequence number of the new entry.
    pub seq: u32,
    /// What was accepted and should be looked at.
    pub warnings: Vec<Warning>,
}

/// What stops a document from being frozen with its act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentProblem {
    /// The form.
    pub form: FormKind,
    /// What is wrong; the field `document` with the problem `missing` when the form is not there at all.
    pub problem: Problem,
}

/// Why an act was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no such file, or the person may not know that there is.
    #[error("there is no such file")]
    NotFound,
    /// Somebody else acted meanwhile: what was added since the number that the person saw.
    #[error("the file has changed since it was opened")]
    Stale {
        /// The entries added since.
        since: Vec<RecordedEntry>,
    },
    /// The standard refuses it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The day of the act is after today: a mistake of the person.
    #[error("the day of the act is after today")]
    AfterToday,
    /// The document that belongs to the act is missing, or has errors.
    #[error("the document cannot be frozen")]
    Document(Vec<DocumentProblem>),
    /// A package can only be copied for another body by somebody who may open what is in it.
    #[error("the keys to what is sent are missing")]
    KeysMissing(Vec<Compartment>),
    /// The body that the package is sent to is not an authorized body of this server.
    #[error("no authorized body is named to send the package to")]
    NoAddressee,
    /// Another person has the bed.
    #[error("another person has the bed")]
    BedTaken,
    /// The plan of the house has no such bed, or its room is closed.
    #[error("the plan of the house has no such bed")]
    NoSuchBed,
    /// She has not shown lately that it is she, and documents would leave the house.
    #[error("a fresh proof is needed")]
    ProofNeeded,
    /// A paper that goes to another body is not whole.
    #[error("the paper is not whole")]
    Paper(Vec<Problem>),
    /// How the person is addressed is empty, too long or unprintable.
    #[error("the form of address cannot be used")]
    Address,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ActError {
    fn from(error: sqlx::Error) -> Self {
        ActError::Store(error.into())
    }
}

/// Longest form of address, in letters.
pub const ADDRESS_LETTERS: usize = 200;
/// Letters of a file's code.
const FILE_CODE_LETTERS: usize = 8;
/// How often an act is decided anew because the file moved between deciding and writing.
pub(crate) const TRIES: usize = 5;
