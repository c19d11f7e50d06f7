//! Where papers lie: in the file of a recipient, or with the house.
//!
//! What the house keeps is one more place for the same documents, prints, scans and signatures: it has a shred key of its own, and no
//! acts (docs/adr/0023-papers-of-the-house.md).

use sealed::ShredKey;
use standard::{annex::FormKind, compartment::Compartment};

use crate::{
    Store,
    db::{Tx, run},
    document::DocumentHead,
    enclosure::papers_of,
    error::StoreError,
    file::{self, Opened},
    keys::shred_key,
    reading::{ReadingOf, Stream},
    session::Session,
};

/// The pseudo-file of a body under which its papers of the house lie: destroying its shred key erases them.
pub(crate) const HOUSE_PAPERS: &str = "house-papers";

/// Where a paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf<'a> {
    /// In the file of this code.
    File(&'a str),
    /// With the house of the session's body.
    House,
}

impl<'a> From<&'a str> for Shelf<'a> {
    fn from(code: &'a str) -> Self {
        Shelf::File(code)
    }
}

impl<'a> From<&'a String> for Shelf<'a> {
    fn from(code: &'a String) -> Self {
        Shelf::File(code)
    }
}

impl<'a> Shelf<'a> {
    /// What stands in the place of a file.
    pub(crate) fn code(self) -> &'a str {
        match self {
            Shelf::File(code) => code,
            Shelf::House => HOUSE_PAPERS,
        }
    }

    /// The compartment whose keys open what the entry of such a document says; `None` when the document has no place here.
    pub(crate) fn compartment_of(self, form: FormKind) -> Option<Compartment> {
        let of_the_house = form.paper().filter(|kind| !kind.is_of_a_file());
        match (self, of_the_house) {
            (Shelf::File(_), None) => Some(Compartment::File),
            (Shelf::House, Some(kind)) => Some(kind.compartment()),
            (Shelf::File(_), Some(_)) | (Shelf::House, None) => None,
        }
    }
}

/// Opens what lies in a place, as far as the session's keys go. `None` when there is nothing, or nothing for these keys.
pub(crate) async fn load(
    tx: &mut Tx,
    session: &Session,
    shelf: Shelf<'_>,
) -> Result<Option<Opened>, StoreError> {
    let code = match shelf {
        Shelf::File(code) => return file::load(tx, session, code).await,
        Shelf::House => HOUSE_PAPERS,
    };
    let body = session.body().code.as_str();
    let Some(shred) = shred_key(tx, body, code).await? else {
        return Ok(None);
    };
    let mut opened = Opened::new(code.to_owned(), shred);
    opened.papers = papers_of(tx, session.keys(), &opened.shred, body, code).await?;
    Ok(Some(opened))
}

impl Store {
    /// The papers of the house that the person's keys open, in the order in which they were put there. The reading is in the record
    /// before this returns.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or something does not open.
    pub async fn house_papers(&self, session: &Session) -> Result<Vec<DocumentHead>, StoreError> {
        let mut tx = self.db.read().await?;
        let Some(opened) = load(&mut tx, session, Shelf::House).await? else {
            return Ok(Vec::new());
        };
        let heads = opened.notes().into_iter().map(|(head, _)| head).collect();
        let what = ReadingOf::Register {
            register: HOUSE_PAPERS.to_owned(),
        };
        self.record_reading(session, tx, Stream::None, &what)
            .await?;
        Ok(heads)
    }

    /// The first paper of a house makes the shred key under which all of them lie.
    pub(crate) async fn begin_house_papers(&self, session: &Session) -> Result<(), StoreError> {
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        if shred_key(&mut tx, body, HOUSE_PAPERS).await?.is_some() {
            return Ok(());
        }
        drop(tx);
        let shred = self.with_random(ShredKey::generate);
        let mut tx = self.db.write().await?;
        // Somebody else may have been quicker: then it is hers.
        run!(
            tx,
            "INSERT INTO shred_key (body, file, shred_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            body,
            HOUSE_PAPERS,
            shred.to_secret_bytes().as_slice()
        )?;
        tx.commit().await?;
        Ok(())
    }
}
