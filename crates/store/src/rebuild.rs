//! Folding again: are the derived rows what the journal says?

use crate::{
    Store,
    db::{row, rows},
    derived::{self, Summary, rederive},
    error::StoreError,
    file::load,
    session::Session,
};

/// What folding again found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RebuildReport {
    /// Files that were folded again.
    pub folded: usize,
    /// The codes of files whose rows were not what the fold says, or were missing; they are now.
    pub mended: Vec<String>,
    /// The codes of files that these keys do not open.
    pub unopened: Vec<String>,
}

impl Store {
    /// Folds every file of the session's body again that its keys open, and replaces derived rows that differ.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or an entry does not open: `verify` says which.
    pub async fn rebuild(&self, session: &Session) -> Result<RebuildReport, StoreError> {
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let codes = rows!(
            tx,
            (String,),
            "SELECT file FROM file WHERE body = $1 AND state <> 'erased' ORDER BY file",
            body
        )?;
        drop(tx);
        let mut report = RebuildReport::default();
        for (code,) in codes {
            let mut tx = self.db.read().await?;
            let Some(opened) = load(&mut tx, session, &code).await? else {
                report.unopened.push(code);
                continue;
            };
            let journal = opened.journal();
            let summary = Summary::of(opened.address(), journal.case(), &self.calendar());
            let stored = derived::stored(&mut tx, session, &opened).await?;
            let state = row!(
                tx,
                (String,),
                "SELECT state FROM file WHERE body = $1 AND file = $2",
                body,
                &code
            )?;
            drop(tx);
            report.folded += 1;
            let same_state = state.is_some_and(|(state,)| state == derived::state(summary.open));
            if stored.as_ref() != Some(&derived::Rows::of(&summary, &opened)) || !same_state {
                rederive(self, session, &opened).await?;
                report.mended.push(code);
            }
        }
        Ok(report)
    }
}
