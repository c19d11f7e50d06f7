//! What is made of files to be taken away: a whole file, a register of many. The entry is in the record before anything is given.

use std::sync::Arc;

use standard::{
    annex::{Document, FileOf},
    calendar::Calendar,
};

use crate::{
    Store,
    db::Tx,
    derived,
    document::{OpenDocument, open_parts},
    enclosure::{EnclosureError, EnclosureHead, EnclosureKind, OpenEnclosure, content_of},
    error::StoreError,
    file::{OpenError, OpenFile, Opened, load},
    reading::{ReadingOf, Stream},
    session::Session,
    signature::{CheckedSignature, certificates, checked_beside},
};
use standard::compartment::Compartment;

/// The longest scans that are taken along with one file, in bytes together.
pub const LONGEST_SCANS: u64 = 128 * 1024 * 1024;

/// What lies beside a document, byte by byte.
#[derive(Debug)]
pub struct Original {
    /// The code of the document.
    pub document: String,
    /// The print that was signed, scans, electronic signatures, in the order in which they were put there.
    pub enclosures: Vec<OpenEnclosure>,
    /// The electronic signatures, checked.
    pub signatures: Vec<CheckedSignature>,
    /// Scans that are left out because all of them together are too long.
    pub left_out: Vec<EnclosureHead>,
}

/// A file with its documents, as far as the person's keys go.
#[derive(Debug)]
pub struct Exported {
    /// The file.
    pub file: OpenFile,
    /// Its documents, in the order of the list; what does not open is named in each.
    pub documents: Vec<OpenDocument>,
}

impl Store {
    /// A file with all its documents. One entry in the record says what was made of it.
    ///
    /// # Errors
    /// [`OpenError::NotFound`] when the person may not know the file.
    pub async fn export_file(
        &self,
        session: &Session,
        code: &str,
        what: &str,
    ) -> Result<Exported, OpenError> {
        let mut tx = self.db.read().await?;
        let opened = load(&mut tx, session, code)
            .await?
            .ok_or(OpenError::NotFound)?;
        let exported = with_documents(&mut tx, session, opened, self.calendar()).await?;
        let what = ReadingOf::Exported {
            what: what.to_owned(),
            codes: Vec::new(),
        };
        self.record_reading(session, tx, Stream::File(code), &what)
            .await?;
        Ok(exported)
    }

    /// A file of which something is made that shows its journal and none of its documents. One entry in the record says what.
    ///
    /// # Errors
    /// [`OpenError::NotFound`] when the person may not know the file.
    pub async fn export_journal(
        &self,
        session: &Session,
        code: &str,
        what: &str,
    ) -> Result<OpenFile, OpenError> {
        let mut tx = self.db.read().await?;
        let opened = load(&mut tx, session, code)
            .await?
            .ok_or(OpenError::NotFound)?;
        let file = opened.into_file(self.calendar());
        let what = ReadingOf::Exported {
            what: what.to_owned(),
            codes: Vec::new(),
        };
        self.record_reading(session, tx, Stream::File(code), &what)
            .await?;
        Ok(file)
    }

    /// The same with what was signed, byte by byte: prints, scans and electronic signatures of the documents that open whole.
    ///
    /// # Errors
    /// [`OpenError::NotFound`] when the person may not know the file.
    pub async fn export_originals(
        &self,
        session: &Session,
        code: &str,
        what: &str,
    ) -> Result<(Exported, Vec<Original>), OpenError> {
        let mut tx = self.db.read().await?;
        let opened = load(&mut tx, session, code)
            .await?
            .ok_or(OpenError::NotFound)?;
        let originals = originals(&mut tx, session, &opened).await?;
        let exported = with_documents(&mut tx, session, opened, self.calendar()).await?;
        let what = ReadingOf::Exported {
            what: what.to_owned(),
            codes: Vec::new(),
        };
        self.record_reading(session, tx, Stream::File(code), &what)
            .await?;
        Ok((exported, originals))
    }

    /// Every file of the body with all its documents, for a register. One entry in the record names it and the files.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or something does not open.
    pub async fn export_files(
        &self,
        session: &Session,
        what: &str,
    ) -> Result<Vec<Exported>, StoreError> {
        if !session.holds(Compartment::File) {
            return Ok(Vec::new());
        }
        let (rows, mut tx) = derived::file_rows(self, session).await?;
        let mut files = Vec::new();
        for row in &rows {
            if let Some(opened) = load(&mut tx, session, &row.code).await? {
                files.push(with_documents(&mut tx, session, opened, self.calendar()).await?);
            }
        }
        let what = ReadingOf::Exported {
            what: what.to_owned(),
            codes: rows.into_iter().map(|row| row.code).collect(),
        };
        self.record_reading(session, tx, Stream::None, &what)
            .await?;
        Ok(files)
    }
}

async fn originals(
    tx: &mut Tx,
    session: &Session,
    opened: &Opened,
) -> Result<Vec<Original>, StoreError> {
    // What shows a compartment that is not held stays behind, as its document does.
    fn unless_closed<T>(found: Result<T, EnclosureError>) -> Result<Option<T>, StoreError> {
        match found {
            Ok(found) => Ok(Some(found)),
            Err(EnclosureError::Store(error)) => Err(error),
            Err(_) => Ok(None),
        }
    }
    let trusted = unless_closed(certificates(tx, session).await)?.unwrap_or_default();
    let mut found: Vec<Original> = Vec::new();
    let mut scanned = 0;
    for (document, _) in opened.notes() {
        let mut original = Original {
            document: document.id.clone(),
            enclosures: Vec::new(),
            signatures: Vec::new(),
            left_out: Vec::new(),
        };
        for (head, note) in opened.enclosures() {
            if note.document != document.id {
                continue;
            }
            if head.kind == EnclosureKind::Scan {
                if scanned + head.bytes > LONGEST_SCANS {
                    original.left_out.push(head);
                    continue;
                }
                scanned += head.bytes;
            }
            if let Some(content) = unless_closed(content_of(tx, session, opened, &note).await)? {
                original.enclosures.push(OpenEnclosure { head, content });
            }
        }
        let checked = checked_beside(tx, session, opened, &document.id, &trusted).await;
        original.signatures = unless_closed(checked)?.unwrap_or_default();
        found.push(original);
    }
    Ok(found)
}

async fn with_documents(
    tx: &mut Tx,
    session: &Session,
    opened: Opened,
    calendar: Arc<Calendar>,
) -> Result<Exported, StoreError> {
    let body = session.body().code.as_str();
    let mut documents = Vec::new();
    for (head, note) in opened.notes() {
        let parts =
            open_parts(tx, session.keys(), body, &opened.code, &opened.shred, &note).await?;
        let of = if note.child {
            FileOf::Child
        } else {
            FileOf::Adult
        };
        let merged = Document::merge(note.form, of, parts);
        documents.push(OpenDocument {
            acting: opened.acted_for_the_head(&head),
            head,
            value: merged.value,
            missing: merged.missing,
        });
    }
    Ok(Exported {
        file: opened.into_file(calendar),
        documents,
    })
}
