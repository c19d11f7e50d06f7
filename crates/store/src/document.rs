//! Documents: frozen beside the act that they belong to, split by compartment, each part with a key of its own.
//!
//! The part's key is wrapped under the key of its compartment and file. Whoever writes into a compartment that she does not
//! hold seals the key to the compartment's public half instead. In both cases the file's shred key is needed as well.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use rand_core::CryptoRng;
use sealed::{Key, Place, Sealed, Seed, SeedPublic, ShredKey, open, seal};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use standard::{
    annex::{Document, FileOf, FormKind},
    compartment::Compartment,
    lang::Lang,
};
use zeroize::Zeroizing;

use crate::{
    Store,
    act::NewDocument,
    db::{Tx, rows},
    enclosure::{EnclosureHead, EnclosureKind},
    error::StoreError,
    file::OpenError,
    keys::{Keyring, PublicHalves, epoch},
    reading::{self, ReadingOf},
    record::DocumentPart,
    session::Session,
    shelf::{self, Shelf},
};

/// What an act's entry says of a document beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DocumentNote {
    pub(crate) id: String,
    pub(crate) form: FormKind,
    pub(crate) language: Lang,
    /// Counts the documents of this form in the file, from 1.
    pub(crate) version: u32,
    /// The file is a child's: its plans and journals lie in the compartment of children.
    #[serde(default)]
    pub(crate) child: bool,
    /// The compartment of each part, in the order of the parts' numbers.
    pub(crate) parts: Vec<Compartment>,
}

/// A document as the list of a file shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHead {
    /// Random code.
    pub id: String,
    /// Which form.
    pub form: FormKind,
    /// The language in which it was filled.
    pub language: Lang,
    /// Counts the documents of this form in the file, from 1.
    pub version: u32,
    /// The entry that it belongs to.
    pub seq: u32,
    /// The day of the act.
    pub on: Date,
    /// When it was frozen.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub by_account: String,
    /// The compartments that it shows: printing it whole demands each of them.
    pub compartments: Vec<Compartment>,
    /// What lies beside it, in the order in which it was put there.
    pub enclosures: Vec<EnclosureHead>,
}

impl DocumentHead {
    /// The print that was signed: what the document was frozen as.
    pub fn print(&self) -> Option<&EnclosureHead> {
        self.enclosures
            .iter()
            .find(|each| each.kind == EnclosureKind::Print)
    }
}

/// A document with the parts that the person's keys open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDocument {
    /// What it is.
    pub head: DocumentHead,
    /// The fields that opened.
    pub value: Value,
    /// The compartments that did not; empty when the document is whole.
    pub missing: Vec<Compartment>,
    /// Who approved it in the head's place: of an individual work plan, when an acting head did.
    pub acting: Option<ActedAsHead>,
}

/// Somebody who acted as the head, by order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActedAsHead {
    /// Her or his name.
    pub name: String,
    /// The number of the order.
    pub order: String,
}

/// Letters of a document's code.
const CODE_LETTERS: usize = 12;
/// Stands in a document's place where a part's key is wrapped.
const KEY: &str = "document_key";
const CONTENT: &str = "document";

/// What sealing a document needs to know of its file.
pub(crate) struct Home<'a> {
    pub(crate) body: &'a str,
    pub(crate) file: &'a str,
    pub(crate) shred: &'a ShredKey,
    pub(crate) keys: &'a Keyring,
    pub(crate) publics: &'a PublicHalves,
}

impl Store {
    /// Opens a document as far as the person's keys go. The reading is in the record before this returns.
    ///
    /// # Errors
    /// [`OpenError::NotFound`] when the person may not know the file, or it has no such document.
    pub async fn document<'a>(
        &self,
        session: &Session,
        shelf: impl Into<Shelf<'a>>,
        id: &str,
    ) -> Result<OpenDocument, OpenError> {
        let shelf = shelf.into();
        let code = shelf.code();
        let mut tx = self.db.read().await?;
        let opened = shelf::load(&mut tx, session, shelf)
            .await?
            .ok_or(OpenError::NotFound)?;
        let (head, note) = opened
            .notes()
            .into_iter()
            .find(|(head, _)| head.id == id)
            .ok_or(OpenError::NotFound)?;
        let body = session.body().code.as_str();
        let parts = open_parts(&mut tx, session.keys(), body, code, &opened.shred, &note).await?;
        let of = if note.child {
            FileOf::Child
        } else {
            FileOf::Adult
        };
        let merged = Document::merge(note.form, of, parts);
        let what = ReadingOf::Document {
            id: note.id,
            form: note.form,
            whole: merged.missing.is_empty(),
        };
        self.record_reading(session, tx, reading::Stream::File(code), &what)
            .await?;
        Ok(OpenDocument {
            acting: opened.acted_for_the_head(&head),
            head,
            value: merged.value,
            missing: merged.missing,
        })
    }

    /// Splits, seals and wraps a document. `version` counts the documents of its form.
    pub(crate) fn seal_document(
        &self,
        home: &Home<'_>,
        new: &NewDocument,
        of: FileOf,
        version: u32,
    ) -> Result<(DocumentNote, Vec<DocumentPart>), StoreError> {
        let id = self.random_code(CODE_LETTERS);
        let form = new.document.kind();
        let mut parts = Vec::new();
        let mut compartments = Vec::new();
        for (compartment, value) in new.document.clone().split(of) {
            let part = i64::try_from(parts.len()).unwrap_or(i64::MAX);
            let plain = Zeroizing::new(serde_json::to_vec(&value)?);
            parts.push(
                self.with_random(|random| seal_part(home, &id, part, compartment, &plain, random))?,
            );
            compartments.push(compartment);
        }
        let note = DocumentNote {
            id,
            form,
            language: new.language,
            version,
            child: of == FileOf::Child,
            parts: compartments,
        };
        Ok((note, parts))
    }

    /// Seals a copy of a document for an exchange: one part, with a key of its own, wrapped under the exchange's.
    pub(crate) fn seal_copy(
        &self,
        home: &CopyHome<'_>,
        original: &DocumentNote,
        value: &Value,
    ) -> Result<(DocumentNote, DocumentPart), StoreError> {
        let (id, part) = self.seal_value(home, value)?;
        let note = DocumentNote {
            id,
            version: 1,
            parts: vec![COPY],
            ..original.clone()
        };
        Ok((note, part))
    }

    /// Seals a copy of a document for one body alone, part by part: each opens to whoever holds the part's compartment there.
    pub(crate) fn seal_copy_in_parts(
        &self,
        home: &CopyHome<'_>,
        to: &PublicHalves,
        original: &DocumentNote,
        parts: &BTreeMap<Compartment, Value>,
    ) -> Result<(DocumentNote, Vec<DocumentPart>), StoreError> {
        let id = self.random_code(CODE_LETTERS);
        let (mut sealed, mut compartments) = (Vec::new(), Vec::new());
        for (part, (compartment, value)) in (0_i64..).zip(parts) {
            let (epoch, public) = to
                .get(compartment)
                .ok_or_else(|| StoreError::damaged("a compartment without a public half"))?;
            let plain = Zeroizing::new(serde_json::to_vec(value)?);
            let for_body = ForBody {
                epoch: *epoch,
                public,
            };
            sealed.push(self.with_random(|random| {
                seal_for_body(home, &for_body, *compartment, (&id, part), &plain, random)
            }));
            compartments.push(*compartment);
        }
        let note = DocumentNote {
            id,
            version: 1,
            parts: compartments,
            ..original.clone()
        };
        Ok((note, sealed))
    }

    /// Seals a value for an exchange, under a new code.
    pub(crate) fn seal_value(
        &self,
        home: &CopyHome<'_>,
        value: &Value,
    ) -> Result<(String, DocumentPart), StoreError> {
        let id = self.random_code(CODE_LETTERS);
        let plain = Zeroizing::new(serde_json::to_vec(value)?);
        let CopyHome {
            owner,
            exchange,
            shred,
            to,
        } = home;
        let part = self.with_random(|random| match to {
            CopyKey::Members(seed) => {
                let key_place = place(owner, exchange, COPY, &id, 0, KEY);
                let content_place = place(owner, exchange, COPY, &id, 0, CONTENT);
                let own = Key::random(random);
                let key = seed.file_key(shred, owner, exchange, COPY.name(), 1);
                DocumentPart {
                    document: id.clone(),
                    part: 0,
                    epoch: 1,
                    wrapped_key: key.wrap(&own, &key_place, random),
                    author_key: None,
                    sealed: seal(&own, own.id(), &content_place, &plain, random),
                }
            }
            CopyKey::OneBody(epoch, public) => {
                let for_body = ForBody {
                    epoch: *epoch,
                    public,
                };
                seal_for_body(home, &for_body, COPY, (&id, 0), &plain, random)
            }
        });
        Ok((id, part))
    }
}

/// The public half of one compartment of the one body that a copy is for, with its epoch.
struct ForBody<'a> {
    epoch: u32,
    public: &'a SeedPublic,
}

/// Seals one part of a copy to one body alone: as where somebody writes into a compartment that she does not hold, and with the
/// hybrid.
fn seal_for_body(
    home: &CopyHome<'_>,
    to: &ForBody<'_>,
    compartment: Compartment,
    (id, part): (&str, i64),
    plain: &[u8],
    random: &mut dyn CryptoRng,
) -> DocumentPart {
    let place = |kind| place(home.owner, home.exchange, compartment, id, part, kind);
    let secret = Seed::generate(random);
    let own = secret.file_key(
        home.shred,
        home.owner,
        home.exchange,
        compartment.name(),
        to.epoch,
    );
    DocumentPart {
        document: id.to_owned(),
        part,
        epoch: to.epoch,
        wrapped_key: to.public.seal_to_hybrid(
            &place(KEY),
            secret.to_secret_bytes().as_ref(),
            random,
        ),
        author_key: None,
        sealed: seal(&own, own.id(), &place(CONTENT), plain, random),
    }
}

/// The compartment in which copies lie, in each body of an exchange.
const COPY: Compartment = Compartment::Legal;

/// What sealing a copy needs to know of its exchange.
pub(crate) struct CopyHome<'a> {
    pub(crate) owner: &'a str,
    pub(crate) exchange: &'a str,
    pub(crate) shred: &'a ShredKey,
    pub(crate) to: CopyKey<'a>,
}

/// Who can open a copy.
pub(crate) enum CopyKey<'a> {
    /// Every body of the exchange: the seed of its documents.
    Members(&'a Seed),
    /// One body alone: the public half of its compartment, with its epoch.
    OneBody(u32, &'a SeedPublic),
}

fn place<'a>(
    body: &'a str,
    file: &'a str,
    compartment: Compartment,
    document: &'a str,
    part: i64,
    kind: &'a str,
) -> Place<'a> {
    Place {
        body,
        file,
        compartment: compartment.name(),
        stream: document,
        sequence: part.unsigned_abs(),
        kind,
    }
}

/// Seals one part under a key of its own, and that key for the compartment, held or not.
pub(crate) fn seal_part(
    home: &Home<'_>,
    id: &str,
    part: i64,
    compartment: Compartment,
    plain: &[u8],
    random: &mut dyn CryptoRng,
) -> Result<DocumentPart, StoreError> {
    let Home {
        body,
        file,
        shred,
        keys,
        publics,
    } = *home;
    let key_place = place(body, file, compartment, id, part, KEY);
    let content_place = place(body, file, compartment, id, part, CONTENT);
    if let Some((epoch, seed)) = keys.newest(compartment) {
        let own = Key::random(random);
        let key = seed.file_key(shred, body, file, compartment.name(), epoch);
        return Ok(DocumentPart {
            document: id.to_owned(),
            part,
            epoch,
            wrapped_key: key.wrap(&own, &key_place, random),
            author_key: None,
            sealed: seal(&own, own.id(), &content_place, plain, random),
        });
    }
    // The writer does not hold the compartment: a secret is sealed to its public half, and the part's key is derived
    // from it and from the shred key, so that destroying the latter erases this part too.
    let (epoch, public) = publics
        .get(&compartment)
        .ok_or_else(|| StoreError::damaged("a compartment without a public half"))?;
    let secret = Seed::generate(random);
    let own = secret.file_key(shred, body, file, compartment.name(), *epoch);
    // Annex 8 stays open to its author, by the document's own key, though she does not hold the compartment.
    let author_key = (compartment == Compartment::Report).then(|| {
        keys.person
            .public()
            .seal_to(&key_place, secret.to_secret_bytes().as_ref(), random)
    });
    Ok(DocumentPart {
        document: id.to_owned(),
        part,
        epoch: *epoch,
        wrapped_key: public.seal_to(&key_place, secret.to_secret_bytes().as_ref(), random),
        author_key,
        sealed: seal(&own, own.id(), &content_place, plain, random),
    })
}

/// The own key of a part, for whoever holds its compartment in that epoch.
fn part_key(
    seed: &Seed,
    shred: &ShredKey,
    place: &Place<'_>,
    epoch: u32,
    wrapped: &Sealed,
) -> Result<Key, StoreError> {
    let key = |seed: &Seed| seed.file_key(shred, place.body, place.file, place.compartment, epoch);
    let of_compartment = key(seed);
    if wrapped.key_id() == of_compartment.id() {
        return Ok(of_compartment.unwrap(place, wrapped)?);
    }
    // Whoever wrote it did not hold the compartment: see `seal_part`.
    let secret = Seed::from_secret_bytes(&seed.open_from(place, wrapped)?)?;
    Ok(key(&secret))
}

/// Opens what [`seal_part`] sealed, for whoever holds the compartment. `None` for whoever does not.
pub(crate) fn open_part(
    home: &Home<'_>,
    compartment: Compartment,
    part: &DocumentPart,
) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
    let Some(seed) = home.keys.seed(compartment, part.epoch) else {
        return Ok(None);
    };
    let place = |kind| {
        place(
            home.body,
            home.file,
            compartment,
            &part.document,
            part.part,
            kind,
        )
    };
    let own = part_key(seed, home.shred, &place(KEY), part.epoch, &part.wrapped_key)?;
    Ok(Some(open(&own, &place(CONTENT), &part.sealed)?))
}

/// The parts of a document that these keys open.
pub(crate) async fn open_parts(
    tx: &mut Tx,
    keys: &Keyring,
    body: &str,
    file: &str,
    shred: &ShredKey,
    note: &DocumentNote,
) -> Result<BTreeMap<Compartment, Value>, StoreError> {
    let stored = rows!(
        tx,
        (i64, i64, Vec<u8>, Option<Vec<u8>>, Vec<u8>),
        "SELECT part, epoch, wrapped_key, author_key, sealed FROM document
         WHERE body = $1 AND document = $2 ORDER BY part",
        body,
        &note.id
    )?;
    if stored.len() != note.parts.len() {
        return Err(StoreError::damaged("a document has lost a part"));
    }
    let mut parts = BTreeMap::new();
    for (part, number, wrapped, author, content) in stored {
        let compartment = usize::try_from(part)
            .ok()
            .and_then(|part| note.parts.get(part).copied())
            .ok_or_else(|| StoreError::damaged("a document has a part too many"))?;
        let number = epoch(number)?;
        let key_place = place(body, file, compartment, &note.id, part, KEY);
        let wrapped = Sealed::from_stored(wrapped)?;
        let own = if let Some(seed) = keys.seed(compartment, number) {
            part_key(seed, shred, &key_place, number, &wrapped)?
        } else if let Some(author) = author {
            // Sealed to whoever wrote it; to anybody else it does not open, and that is no damage.
            match keys
                .person
                .open_from(&key_place, &Sealed::from_stored(author)?)
            {
                Ok(secret) => Seed::from_secret_bytes(&secret)?.file_key(
                    shred,
                    body,
                    file,
                    compartment.name(),
                    number,
                ),
                Err(_) => continue,
            }
        } else {
            continue;
        };
        let content_place = place(body, file, compartment, &note.id, part, CONTENT);
        let plain = open(&own, &content_place, &Sealed::from_stored(content)?)?;
        parts.insert(compartment, serde_json::from_slice(&plain)?);
    }
    Ok(parts)
}

/// Opens a copy that lies in an exchange for all its members, with the seed of the exchange's documents; `body` is the one whose
/// entry brought it.
pub(crate) async fn open_copy(
    tx: &mut Tx,
    body: &str,
    (owner, exchange, shred): (&str, &str, &ShredKey),
    seed: &Seed,
    id: &str,
) -> Result<Value, StoreError> {
    let stored = copied_parts(tx, body, id).await?;
    let [(.., wrapped, content)] =
        <[_; 1]>::try_from(stored).map_err(|_| StoreError::damaged("a copy has lost its part"))?;
    let key_place = place(owner, exchange, COPY, id, 0, KEY);
    let own = seed
        .file_key(shred, owner, exchange, COPY.name(), 1)
        .unwrap(&key_place, &Sealed::from_stored(wrapped)?)?;
    let plain = open(
        &own,
        &place(owner, exchange, COPY, id, 0, CONTENT),
        &Sealed::from_stored(content)?,
    )?;
    Ok(serde_json::from_slice(&plain)?)
}

/// Opens a copy that was sealed to one body alone, as far as these keys of it go: the fields, and the compartments that did not
/// open. `None` when none of them does.
pub(crate) async fn open_copy_for_body(
    tx: &mut Tx,
    body: &str,
    (owner, exchange, shred): (&str, &str, &ShredKey),
    keys: &Keyring,
    note: &DocumentNote,
) -> Result<Option<(Value, Vec<Compartment>)>, StoreError> {
    let stored = copied_parts(tx, body, &note.id).await?;
    if stored.len() != note.parts.len() {
        return Err(StoreError::damaged("a copy has lost a part"));
    }
    let (mut whole, mut missing) = (serde_json::Map::new(), Vec::new());
    for (compartment, (part, number, wrapped, content)) in note.parts.iter().zip(stored) {
        let number = epoch(number)?;
        let Some(seed) = keys.seed(*compartment, number) else {
            missing.push(*compartment);
            continue;
        };
        let place = |kind| place(owner, exchange, *compartment, &note.id, part, kind);
        let secret = seed.open_from(&place(KEY), &Sealed::from_stored(wrapped)?)?;
        let own = Seed::from_secret_bytes(&secret)?.file_key(
            shred,
            owner,
            exchange,
            compartment.name(),
            number,
        );
        let plain = open(&own, &place(CONTENT), &Sealed::from_stored(content)?)?;
        if let Value::Object(fields) = serde_json::from_slice(&plain)? {
            whole.extend(fields);
        }
    }
    let nothing = missing.len() == note.parts.len();
    Ok((!nothing).then_some((Value::Object(whole), missing)))
}

/// The parts of a copy in their order: number, epoch, wrapped key, content.
async fn copied_parts(
    tx: &mut Tx,
    body: &str,
    id: &str,
) -> Result<Vec<(i64, i64, Vec<u8>, Vec<u8>)>, StoreError> {
    Ok(rows!(
        tx,
        (i64, i64, Vec<u8>, Vec<u8>),
        "SELECT part, epoch, wrapped_key, sealed FROM document WHERE body = $1 AND document = $2 ORDER BY part",
        body,
        id
    )?)
}
