//! What the sealed body of an act's entry says. Every body ever written must still read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use standard::{act::Entry, exchange::Taken, lang::Lang, papers::PaperKind};

use crate::{document::DocumentNote, enclosure::EnclosureNote, error::StoreError};

/// The plain content of an act's entry: the act with its thin facts, and what lies beside it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Written {
    /// The act, its day, its actor, its number.
    pub(crate) entry: Entry,
    /// The name of the person who recorded it, as it was then: the other body of an exchange has no other way to know.
    pub(crate) recorder: String,
    /// The number of the order by which she acted as head, where she did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) acting_by: Option<String>,
    /// The documents frozen with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) documents: Vec<DocumentNote>,
    /// Their prints, when they were signed as they were recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) prints: Vec<EnclosureNote>,
    /// How the person is addressed; in the first entry of a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<String>,
    /// The exchange that the act opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) opened_exchange: Option<String>,
    /// How many acts of each exchange of the file there were when this one was recorded: the order in which both came.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) seen: BTreeMap<String, u32>,
}

impl Written {
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, StoreError> {
        Ok(serde_json::to_vec(self)?)
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, StoreError> {
        Ok(serde_json::from_slice(bytes)?)
    }
}

/// The plain content of a step of an exchange.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct WrittenStep {
    /// The step, its day, who took it, its number.
    pub(crate) taken: Taken,
    /// The body whose record holds the entry.
    pub(crate) body: String,
    /// The name of the person who recorded it.
    pub(crate) recorder: String,
    /// The documents that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) documents: Vec<DocumentNote>,
    /// The papers in free form that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) papers: Vec<PaperNote>,
    /// The one body that can open the documents of this step, when not every member can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) only_for: Option<String>,
}

/// What a step says of a paper beside it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PaperNote {
    pub(crate) id: String,
    pub(crate) paper: PaperKind,
    pub(crate) language: Lang,
}

/// What an entry of an exchange says: an act of the request for a permit, or a step.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum WrittenThere {
    Act(Box<Written>),
    Step(Box<WrittenStep>),
}

impl WrittenStep {
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, StoreError> {
        Ok(serde_json::to_vec(self)?)
    }
}
