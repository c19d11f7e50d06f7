//! What lies beside a document: the print that was signed, a scan of the signed paper, an electronic signature; and papers in
//! free form that are put into a file after the act that they belong to.
//!
//! A print or a scan shows every compartment of its document at once. Its key is joined from one share for each of them, and
//! each share is sealed as a part of a document is: to open it, one needs all of them, and the file's shred key
//! (docs/adr/0007-what-was-signed-stays-as-it-was.md). Content and digest never change: there is no function that could.

use jiff::{Timestamp, civil::Date};
use sealed::{Key, Place, Sealed, open, seal};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use standard::{
    annex::{Document, FileOf, FormKind, Problem},
    compartment::Compartment,
    lang::Lang,
};
use zeroize::Zeroizing;

use crate::{
    Store,
    act::ActId,
    db::{Tx, is_taken, row, rows},
    document::{DocumentNote, Home, open_parts, seal_part},
    error::StoreError,
    file::Opened,
    keys::{Keyring, epoch, public_halves},
    reading::{ReadingOf, Stream},
    record::{self, Class, DocumentPart, Draft, Piece},
    session::Session,
    shelf::{self, HOUSE_PAPERS, Shelf},
    signature::{self, NotTaken},
};

/// The largest content that may lie beside a document, in bytes.
pub const LARGEST_ENCLOSURE: usize = 10 * 1024 * 1024;
/// Bytes of content in a piece.
const PIECE_BYTES: usize = 1024 * 1024;
/// Letters of an enclosure's code.
const CODE_LETTERS: usize = 12;
/// How many enclosures one document may have.
const MOST_ENCLOSURES: usize = 50;

/// What an enclosure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnclosureKind {
    /// The print as it was signed: the first one of a document is what was frozen.
    Print,
    /// A scan of the signed paper.
    Scan,
    /// An electronic signature of the print, made elsewhere.
    Signature,
}

impl EnclosureKind {
    /// The name in stored data and in words.
    pub fn name(self) -> &'static str {
        match self {
            EnclosureKind::Print => "print",
            EnclosureKind::Scan => "scan",
            EnclosureKind::Signature => "signature",
        }
    }
}

/// What the bytes are, by their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// A detached signature: CMS in DER.
    Cms,
}

impl Media {
    /// The media type.
    pub fn content_type(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Cms => "application/pkcs7-signature",
        }
    }

    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Media::Pdf => "pdf",
            Media::Jpeg => "jpg",
            Media::Png => "png",
            Media::Cms => "p7s",
        }
    }
}

/// What the sealed body of an entry says of an enclosure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EnclosureNote {
    pub(crate) id: String,
    /// The document beside which it lies.
    pub(crate) document: String,
    pub(crate) kind: EnclosureKind,
    pub(crate) media: Media,
    /// The language of a print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<Lang>,
    pub(crate) bytes: u64,
    pub(crate) pieces: u32,
    /// SHA-256 of the content, in hexadecimal digits.
    pub(crate) digest: String,
    /// The compartments whose shares make its key, in the order of the parts.
    pub(crate) parts: Vec<Compartment>,
}

/// An enclosure as the list of a document shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnclosureHead {
    /// Random code.
    pub id: String,
    /// What it is.
    pub kind: EnclosureKind,
    /// What its bytes are.
    pub media: Media,
    /// The language of a print.
    pub language: Option<Lang>,
    /// The length of the content, in bytes.
    pub bytes: u64,
    /// SHA-256 of the content, in hexadecimal digits.
    pub digest: String,
    /// When it was put there.
    pub recorded_at: Timestamp,
    /// Who put it there.
    pub by_account: String,
}

impl EnclosureHead {
    pub(crate) fn of(note: &EnclosureNote, recorded_at: Timestamp, by_account: &str) -> Self {
        EnclosureHead {
            id: note.id.clone(),
            kind: note.kind,
            media: note.media,
            language: note.language,
            bytes: note.bytes,
            digest: note.digest.clone(),
            recorded_at,
            by_account: by_account.to_owned(),
        }
    }
}

/// An opened enclosure: the very bytes that were put there.
#[derive(Clone, Debug)]
pub struct OpenEnclosure {
    /// What it is.
    pub head: EnclosureHead,
    /// Its content.
    pub content: Vec<u8>,
}

/// What an entry of class `paper` says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "put", rename_all = "snake_case")]
pub(crate) enum Put {
    /// A document that came after its act, or without one.
    Document {
        note: DocumentNote,
        on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        beside: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        print: Option<EnclosureNote>,
    },
    /// Something beside a document.
    Enclosure { note: EnclosureNote },
}

/// The plain content of an entry of class `paper`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PaperWritten {
    pub(crate) recorder: String,
    #[serde(flatten)]
    pub(crate) put: Put,
}

/// The same as it was stored.
pub(crate) struct StoredPaper {
    pub(crate) recorded_at: Timestamp,
    pub(crate) written: PaperWritten,
}

/// A paper to be put into a file.
#[derive(Clone, Debug)]
pub struct NewPaper {
    /// The name that the client gave it: the same sent twice is recorded once.
    pub act_id: ActId,
    /// The day of the paper.
    pub on: Date,
    /// The number of the entry that it belongs to.
    pub beside: Option<u32>,
    /// Its contents.
    pub document: Document,
    /// The language in which it was filled, and is printed.
    pub language: Lang,
    /// The print, frozen with it.
    pub print: Option<Vec<u8>>,
}

/// Something to be put beside a document.
#[derive(Clone, Debug)]
pub struct NewEnclosure {
    /// The name that the client gave it.
    pub act_id: ActId,
    /// What it is.
    pub kind: EnclosureKind,
    /// What its bytes are; the caller has looked at them.
    pub media: Media,
    /// The language of a print.
    pub language: Option<Lang>,
    /// The content.
    pub content: Vec<u8>,
}

/// Why a paper or an enclosure was not put into the file, or not opened.
#[derive(Debug, thiserror::Error)]
pub enum EnclosureError {
    /// There is no such file, document or enclosure, or none that the person may know of.
    #[error("there is nothing under this code")]
    NotFound,
    /// The document has errors: it cannot be frozen so.
    #[error("the document cannot be frozen")]
    Document(Vec<Problem>),
    /// A print shows compartments that the person does not hold.
    #[error("the keys to what is shown are missing")]
    KeysMissing(Vec<Compartment>),
    /// The document was frozen before: what was signed stays as it was.
    #[error("the document is frozen already")]
    Frozen,
    /// It is no electronic signature of what was frozen.
    #[error(transparent)]
    Signature(#[from] NotTaken),
    /// A signature has nothing to sign before the document is frozen.
    #[error("the document is not frozen yet")]
    NotFrozen,
    /// The content is empty or too large, or there are too many enclosures.
    #[error("the content is empty or too large, or the document has too many enclosures")]
    TooMuch,
    /// The day of a paper is after today, or before nothing that is known.
    #[error("the day of the paper is after today")]
    AfterToday,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for EnclosureError {
    fn from(error: sqlx::Error) -> Self {
        EnclosureError::Store(error.into())
    }
}

/// What is sealed and waits for its entry.
pub(crate) type SealedEnclosure = (EnclosureNote, Vec<DocumentPart>, Vec<Piece>);

impl Store {
    /// Puts a paper into a file, or where the house keeps its own. Gives the code of the document; the same sent twice gives the
    /// same code.
    ///
    /// # Errors
    /// [`EnclosureError::Document`] when the paper breaks its own rules, [`EnclosureError::NotFound`] when it has no place there,
    /// comes with its act alone, or the person does not hold the compartment in which it is listed.
    pub async fn add_paper<'a>(
        &self,
        session: &Session,
        shelf: impl Into<Shelf<'a>>,
        new: NewPaper,
    ) -> Result<String, EnclosureError> {
        let shelf = shelf.into();
        if matches!(new.document.kind(), FormKind::Paper(kind) if kind.comes_with_its_act_alone()) {
            return Err(EnclosureError::NotFound);
        }
        let listed_in = shelf
            .compartment_of(new.document.kind())
            .filter(|compartment| session.holds(*compartment))
            .ok_or(EnclosureError::NotFound)?;
        if shelf == Shelf::House {
            self.begin_house_papers(session).await?;
        }
        let (code, body) = (shelf.code(), session.body().code.as_str());
        let mut tx = self.db.read().await?;
        let opened = shelf::load(&mut tx, session, shelf)
            .await?
            .ok_or(EnclosureError::NotFound)?;
        if let Some(Put::Document { note, .. }) =
            recorded_before(&mut tx, session, &opened, new.act_id).await?
        {
            return Ok(note.id);
        }
        if new.on > self.today() {
            return Err(EnclosureError::AfterToday);
        }
        if let Some(beside) = new.beside
            && !opened
                .entries
                .iter()
                .any(|stored| stored.written.entry.seq == beside)
        {
            return Err(EnclosureError::NotFound);
        }
        let errors = new.document.errors(self.today());
        if !errors.is_empty() {
            return Err(EnclosureError::Document(errors));
        }
        let publics = public_halves(&mut tx, session.pins(), body).await?;
        drop(tx);
        let home = Home {
            body,
            file: code,
            shred: &opened.shred,
            keys: session.keys(),
            publics: &publics,
        };
        let form = new.document.kind();
        let before = opened.notes();
        let version = before.iter().filter(|(head, _)| head.form == form).count() + 1;
        let version = u32::try_from(version).unwrap_or(u32::MAX);
        let of = if opened.journal().case().is_child {
            FileOf::Child
        } else {
            FileOf::Adult
        };
        let sealed_document = crate::act::NewDocument {
            document: new.document,
            language: new.language,
        };
        let (note, mut parts) = self.seal_document(&home, &sealed_document, of, version)?;
        let id = note.id.clone();
        let (mut print, mut pieces) = (None, Vec::new());
        if let Some(content) = new.print {
            let (sealed, shares, chunks) = self.seal_print(&home, &note, new.language, &content)?;
            print = Some(sealed);
            parts.extend(shares);
            pieces = chunks;
        }
        let put = Put::Document {
            note,
            on: new.on,
            beside: new.beside,
            print,
        };
        self.put(session, &home, (new.act_id, listed_in), put, parts, pieces)
            .await?;
        Ok(id)
    }

    /// Puts something beside a document. Gives the code of the enclosure; the same sent twice gives the same code.
    ///
    /// # Errors
    /// For a print: [`EnclosureError::KeysMissing`], [`EnclosureError::Document`], [`EnclosureError::Frozen`]; for a signature
    /// [`EnclosureError::NotFrozen`], [`EnclosureError::Signature`], and [`EnclosureError::KeysMissing`], since it is held
    /// against the print.
    pub async fn enclose<'a>(
        &self,
        session: &Session,
        shelf: impl Into<Shelf<'a>>,
        document: &str,
        mut new: NewEnclosure,
    ) -> Result<String, EnclosureError> {
        let shelf = shelf.into();
        let (code, body) = (shelf.code(), session.body().code.as_str());
        let mut tx = self.db.read().await?;
        let opened = shelf::load(&mut tx, session, shelf)
            .await?
            .ok_or(EnclosureError::NotFound)?;
        let (head, note) = opened
            .notes()
            .into_iter()
            .find(|(head, _)| head.id == document)
            .ok_or(EnclosureError::NotFound)?;
        let listed_in = shelf
            .compartment_of(head.form)
            .ok_or(EnclosureError::NotFound)?;
        if let Some(Put::Enclosure { note }) =
            recorded_before(&mut tx, session, &opened, new.act_id).await?
        {
            return Ok(note.id);
        }
        if new.content.is_empty()
            || new.content.len() > LARGEST_ENCLOSURE
            || head.enclosures.len() >= MOST_ENCLOSURES
        {
            return Err(EnclosureError::TooMuch);
        }
        match new.kind {
            EnclosureKind::Print => {
                if head.print().is_some() {
                    return Err(EnclosureError::Frozen);
                }
                let parts =
                    open_parts(&mut tx, session.keys(), body, code, &opened.shred, &note).await?;
                let merged = Document::merge(note.form, note.of(), parts);
                if !merged.missing.is_empty() {
                    return Err(EnclosureError::KeysMissing(merged.missing));
                }
                let whole =
                    Document::from_fields(note.form, merged.value).map_err(StoreError::from)?;
                let errors = whole.errors(self.today());
                if !errors.is_empty() {
                    return Err(EnclosureError::Document(errors));
                }
            }
            EnclosureKind::Signature => {
                let print = head.print().ok_or(EnclosureError::NotFrozen)?;
                let (_, print) = opened
                    .enclosures()
                    .into_iter()
                    .find(|(each, _)| each.id == print.id)
                    .ok_or(EnclosureError::NotFrozen)?;
                let signed = content_of(&mut tx, session, &opened, &print).await?;
                new.content = signature::accept(&new.content, &signed, self.now().as_second())?;
            }
            EnclosureKind::Scan => {}
        }
        let publics = public_halves(&mut tx, session.pins(), body).await?;
        drop(tx);
        let home = Home {
            body,
            file: code,
            shred: &opened.shred,
            keys: session.keys(),
            publics: &publics,
        };
        let about = (new.kind, new.media, new.language);
        let (sealed, parts, pieces) = self.seal_enclosure(&home, &note, about, &new.content)?;
        let id = sealed.id.clone();
        let put = Put::Enclosure { note: sealed };
        self.put(session, &home, (new.act_id, listed_in), put, parts, pieces)
            .await?;
        Ok(id)
    }

    /// Opens what lies beside a document. The reading is in the record before this returns.
    ///
    /// # Errors
    /// [`EnclosureError::KeysMissing`] when it shows a compartment that the person does not hold.
    pub async fn enclosure<'a>(
        &self,
        session: &Session,
        shelf: impl Into<Shelf<'a>>,
        document: &str,
        id: &str,
    ) -> Result<OpenEnclosure, EnclosureError> {
        let shelf = shelf.into();
        let code = shelf.code();
        let mut tx = self.db.read().await?;
        let opened = shelf::load(&mut tx, session, shelf)
            .await?
            .ok_or(EnclosureError::NotFound)?;
        let (head, note) = opened
            .enclosures()
            .into_iter()
            .find(|(head, note)| head.id == id && note.document == document)
            .ok_or(EnclosureError::NotFound)?;
        let form = opened
            .notes()
            .into_iter()
            .find(|(head, _)| head.id == document)
            .map(|(head, _)| head.form)
            .ok_or(EnclosureError::NotFound)?;
        let content = content_of(&mut tx, session, &opened, &note).await?;
        let what = ReadingOf::Document {
            id: document.to_owned(),
            form,
            whole: true,
        };
        self.record_reading(session, tx, Stream::File(code), &what)
            .await?;
        Ok(OpenEnclosure { head, content })
    }

    /// Seals the print of a document.
    pub(crate) fn seal_print(
        &self,
        home: &Home<'_>,
        note: &DocumentNote,
        language: Lang,
        content: &[u8],
    ) -> Result<SealedEnclosure, StoreError> {
        let about = (EnclosureKind::Print, Media::Pdf, Some(language));
        self.seal_enclosure(home, note, about, content)
    }

    fn seal_enclosure(
        &self,
        home: &Home<'_>,
        document: &DocumentNote,
        (kind, media, language): (EnclosureKind, Media, Option<Lang>),
        content: &[u8],
    ) -> Result<SealedEnclosure, StoreError> {
        let id = self.random_code(CODE_LETTERS);
        let (mut shares, mut parts) = (Vec::new(), Vec::new());
        for (part, compartment) in (0..).zip(document.parts.iter().copied()) {
            let share = self.with_random(|random| Key::random(random));
            let plain = Zeroizing::new(serde_json::to_vec(
                &json!({ "share": hex(share.to_secret_bytes().as_ref()) }),
            )?);
            parts.push(
                self.with_random(|random| seal_part(home, &id, part, compartment, &plain, random))?,
            );
            shares.push(share);
        }
        let key = Key::joined(&shares);
        let pieces: Vec<Piece> = (0..)
            .zip(content.chunks(PIECE_BYTES))
            .map(|(piece, plain)| {
                let place = place(home.body, home.file, &id, piece);
                Piece {
                    enclosure: id.clone(),
                    piece: i64::from(piece),
                    sealed: self.with_random(|random| seal(&key, key.id(), &place, plain, random)),
                }
            })
            .collect();
        let note = EnclosureNote {
            document: document.id.clone(),
            kind,
            media,
            language,
            bytes: content.len() as u64,
            pieces: u32::try_from(pieces.len()).unwrap_or(u32::MAX),
            digest: hex(&Sha256::digest(content)),
            parts: document.parts.clone(),
            id,
        };
        Ok((note, parts, pieces))
    }

    async fn put(
        &self,
        session: &Session,
        home: &Home<'_>,
        (act_id, compartment): (ActId, Compartment),
        put: Put,
        parts: Vec<DocumentPart>,
        pieces: Vec<Piece>,
    ) -> Result<(), EnclosureError> {
        let (number, seed) = home
            .keys
            .newest(compartment)
            .ok_or(EnclosureError::NotFound)?;
        let key = seed.file_key(home.shred, home.body, home.file, compartment.name(), number);
        let written = PaperWritten {
            recorder: session.account().name.clone(),
            put,
        };
        let plain = serde_json::to_vec(&written).map_err(StoreError::from)?;
        let stream = act_id.to_text();
        let place = paper_place(home.body, home.file, compartment, &stream);
        let sealed = self.with_random(|random| seal(&key, key.id(), &place, &plain, random));
        let account = session.account().code.as_str();
        let signed = Draft::new(Class::Paper, home.body, account, self.now())
            .file(home.file)
            .named(act_id.0)
            .sealed(number, sealed)
            .documents(parts)
            .pieces(pieces);
        let signed = if home.file == HOUSE_PAPERS {
            // No file, so no first act: each paper of the house vouches for the shred key of all.
            signed.vouch(home.shred.check(home.body, HOUSE_PAPERS))
        } else {
            signed
        };
        let signed = signed.sign(&home.keys.person);
        let mut tx = self.db.write().await?;
        match record::append(&mut tx, signed).await {
            // The same, sent twice at once: the other one is written, and a second try finds it.
            Err(error) if is_taken(&error) => return Err(EnclosureError::Frozen),
            other => other?,
        };
        tx.commit().await?;
        Ok(())
    }
}

/// What the entry of this id put into the file, when the same person sent it before.
async fn recorded_before(
    tx: &mut Tx,
    session: &Session,
    opened: &Opened,
    act_id: ActId,
) -> Result<Option<Put>, EnclosureError> {
    let before = row!(
        tx,
        (Option<String>, String, String),
        "SELECT file, account, class FROM entry WHERE body = $1 AND act_id = $2",
        &session.body().code,
        act_id.0.as_slice()
    )?;
    let Some((file, account, class)) = before else {
        return Ok(None);
    };
    if file.as_deref() != Some(opened.code.as_str())
        || account != session.account().code
        || class != Class::Paper.name()
    {
        return Err(EnclosureError::NotFound);
    }
    let named = opened.papers.iter().find(|(id, _)| *id == act_id);
    Ok(named.map(|(_, paper)| paper.written.put.clone()))
}

/// The content of an enclosure, for whoever holds every compartment that it shows. The caller records the reading.
pub(crate) async fn content_of(
    tx: &mut Tx,
    session: &Session,
    opened: &Opened,
    note: &EnclosureNote,
) -> Result<Vec<u8>, EnclosureError> {
    let body = session.body().code.as_str();
    let key = joined_key(tx, session.keys(), body, opened, note).await?;
    let mut content = Vec::new();
    for piece in 0..note.pieces {
        let stored = row!(
            tx,
            (Vec<u8>,),
            "SELECT sealed FROM enclosure WHERE body = $1 AND enclosure = $2 AND piece = $3",
            body,
            &note.id,
            i64::from(piece)
        )?;
        let (stored,) =
            stored.ok_or_else(|| StoreError::damaged("an enclosure has lost a piece"))?;
        let stored = Sealed::from_stored(stored).map_err(StoreError::from)?;
        let plain = open(&key, &place(body, &opened.code, &note.id, piece), &stored)
            .map_err(StoreError::from)?;
        content.extend_from_slice(&plain);
    }
    if hex(&Sha256::digest(&content)) != note.digest {
        return Err(StoreError::damaged("an enclosure is not what it was").into());
    }
    Ok(content)
}

async fn joined_key(
    tx: &mut Tx,
    keys: &Keyring,
    body: &str,
    opened: &Opened,
    note: &EnclosureNote,
) -> Result<Key, EnclosureError> {
    let shares = DocumentNote::of_shares(&note.id, &note.parts);
    let found = open_parts(tx, keys, body, &opened.code, &opened.shred, &shares).await?;
    let missing: Vec<Compartment> = note
        .parts
        .iter()
        .copied()
        .filter(|part| !found.contains_key(part))
        .collect();
    if !missing.is_empty() {
        return Err(EnclosureError::KeysMissing(missing));
    }
    let shares: Option<Vec<Key>> = note.parts.iter().map(|part| share(&found[part])).collect();
    let shares = shares.ok_or_else(|| StoreError::damaged("a share does not read"))?;
    Ok(Key::joined(&shares))
}

fn share(part: &Value) -> Option<Key> {
    let digits = part["share"].as_str()?.as_bytes();
    let mut bytes = [0; 32];
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(Key::from_secret_bytes(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn place<'a>(body: &'a str, file: &'a str, id: &'a str, piece: u32) -> Place<'a> {
    Place {
        body,
        file,
        compartment: "",
        stream: id,
        sequence: u64::from(piece),
        kind: "enclosure",
    }
}

fn paper_place<'a>(
    body: &'a str,
    file: &'a str,
    compartment: Compartment,
    act_id: &'a str,
) -> Place<'a> {
    Place {
        body,
        file,
        compartment: compartment.name(),
        stream: act_id,
        sequence: 0,
        kind: "paper",
    }
}

/// The entries of class `paper` of a file, or of the house, in their order: those that these keys open.
pub(crate) async fn papers_of(
    tx: &mut Tx,
    keys: &Keyring,
    shred: &sealed::ShredKey,
    body: &str,
    code: &str,
) -> Result<Vec<(ActId, StoredPaper)>, StoreError> {
    let stored = rows!(
        tx,
        (Vec<u8>, String, i64, Vec<u8>),
        "SELECT e.act_id, e.recorded_at, s.epoch, s.sealed
         FROM entry e JOIN sealed_body s ON s.body = e.body AND s.number = e.number
         WHERE e.body = $1 AND e.file = $2 AND e.class = 'paper' ORDER BY e.number",
        body,
        code
    )?;
    let mut papers = Vec::new();
    for (act_id, recorded_at, number, sealed) in stored {
        let number = epoch(number)?;
        let sealed = Sealed::from_stored(sealed)?;
        let key_of = |compartment: Compartment| {
            let seed = keys.seed(compartment, number)?;
            let key = seed.file_key(shred, body, code, compartment.name(), number);
            Some((compartment, key))
        };
        // In a file all of them lie in `file`. Of what the house keeps, the name of its key tells the compartment.
        let found = if code == HOUSE_PAPERS {
            let held = Compartment::ALL.into_iter().filter_map(key_of);
            held.into_iter()
                .find(|(_, key)| key.id() == sealed.key_id())
        } else {
            key_of(Compartment::File)
        };
        let Some((compartment, key)) = found else {
            continue;
        };
        let act_id = crate::file::read_act_id(&act_id)?;
        let stream = act_id.to_text();
        let place = paper_place(body, code, compartment, &stream);
        let plain = open(&key, &place, &sealed)?;
        papers.push((
            act_id,
            StoredPaper {
                recorded_at: recorded_at.parse()?,
                written: serde_json::from_slice(&plain)?,
            },
        ));
    }
    Ok(papers)
}

/// The title of nothing: shares are no form, and nobody lists them.
impl DocumentNote {
    fn of_shares(id: &str, parts: &[Compartment]) -> Self {
        DocumentNote {
            id: id.to_owned(),
            form: FormKind::Annex1,
            language: Lang::Kk,
            version: 0,
            child: false,
            parts: parts.to_vec(),
        }
    }

    fn of(&self) -> FileOf {
        if self.child {
            FileOf::Child
        } else {
            FileOf::Adult
        }
    }
}
