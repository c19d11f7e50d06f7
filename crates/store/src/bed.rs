//! Beds: which of them somebody has, of whom the session's owner may not know.

use std::collections::BTreeSet;

use standard::compartment::Compartment;

use crate::{Store, db::rows, error::StoreError, keys::opaque_bed, session::Session};

impl Store {
    /// Which of these beds of the session's body a file occupies, hers to open or not: a bed that is taken must not be offered, nor
    /// shown as free. Who has it is not told; nothing is opened, so that no reading is recorded. Nothing for whoever holds no file.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn beds_taken<'a>(
        &self,
        session: &Session,
        beds: impl IntoIterator<Item = &'a str>,
    ) -> Result<BTreeSet<String>, StoreError> {
        if !session.holds(Compartment::File) {
            return Ok(BTreeSet::new());
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let stored = rows!(
            tx,
            (Vec<u8>,),
            "SELECT bed FROM bed_taken WHERE body = $1",
            body
        )?;
        let stored: BTreeSet<Vec<u8>> = stored.into_iter().map(|(bed,)| bed).collect();
        let mut taken = BTreeSet::new();
        for bed in beds {
            if stored.contains(&opaque_bed(session.keys(), body, bed)?) {
                taken.insert(bed.to_owned());
            }
        }
        Ok(taken)
    }
}
