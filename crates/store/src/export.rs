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
    error::StoreError,
    file::{OpenError, OpenFile, Opened, load},
    reading::{ReadingOf, Stream},
    session::Session,
};
use standard::compartment::Compartment;

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
