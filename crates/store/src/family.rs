//! The files of one family: a child has a file of its own (paragraph 18), which names that of its representative.

use standard::compartment::Compartment;

use crate::{
    Store,
    derived::{self, FileRow},
    error::StoreError,
    file::FileSummary,
    reading::{ReadingOf, Stream},
    session::Session,
};

/// The files beside one file that belong to the same family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Family {
    /// The representative's, when the file is a child's and the representative's is known here.
    pub representative: Option<FileSummary>,
    /// Those that name this file as their representative's.
    pub children: Vec<FileSummary>,
    /// Those of the representative's other children.
    pub siblings: Vec<FileSummary>,
}

impl Store {
    /// The family of a file, as far as the session's keys open it. One entry in the record says which files were shown; none
    /// when there are none.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or something does not open.
    pub async fn family(&self, session: &Session, code: &str) -> Result<Family, StoreError> {
        if !session.holds(Compartment::File) {
            return Ok(Family::default());
        }
        let (rows, tx) = derived::file_rows(self, session).await?;
        let of = |row: &FileRow| row.summary.representative.clone();
        let representative = rows.iter().find(|row| row.code == code).and_then(of);
        let mut family = Family::default();
        for row in rows {
            let parent = row.summary.representative.clone();
            let summary = FileSummary::of(row);
            if parent.as_deref() == Some(code) {
                family.children.push(summary);
            } else if representative.as_deref() == Some(summary.code.as_str()) {
                family.representative = Some(summary);
            } else if parent.is_some() && parent == representative && summary.code != code {
                family.siblings.push(summary);
            }
        }
        let codes: Vec<String> = family
            .representative
            .iter()
            .chain(&family.children)
            .chain(&family.siblings)
            .map(|file| file.code.clone())
            .collect();
        if !codes.is_empty() {
            self.record_reading(session, tx, Stream::None, &ReadingOf::Files { codes })
                .await?;
        }
        Ok(family)
    }
}
