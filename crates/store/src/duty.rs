//! What is due, and what waits on other bodies.

use standard::{
    actor::Actor,
    calendar::Calendar,
    compartment::Compartment,
    duty::{Duty, Who},
};

use crate::{
    Store,
    derived::{self, FileRow},
    error::StoreError,
    reading::{ReadingOf, Stream},
    session::Session,
};

/// A duty with the file that it is owed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRow {
    /// The code of the file.
    pub code: String,
    /// How the person is addressed.
    pub address: String,
    /// The duty.
    pub duty: Duty,
}

impl Store {
    /// The open duties of the session's own body, the earliest due first; those without a due day last.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or something does not open.
    pub async fn duties(&self, session: &Session) -> Result<Vec<DutyRow>, StoreError> {
        self.open_duties(session, |who| !is_another_body(who)).await
    }

    /// The open duties that other bodies owe in the files of the session's body: what waits on them.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or something does not open.
    pub async fn waiting(&self, session: &Session) -> Result<Vec<DutyRow>, StoreError> {
        self.open_duties(session, is_another_body).await
    }

    async fn open_duties(
        &self,
        session: &Session,
        of: impl Fn(Who) -> bool,
    ) -> Result<Vec<DutyRow>, StoreError> {
        if !session.holds(Compartment::File) {
            return Ok(Vec::new());
        }
        let (rows, tx) = derived::file_rows(self, session).await?;
        let calendar = self.calendar();
        let mut duties = Vec::new();
        for FileRow { code, summary, .. } in rows {
            for duty in summary
                .duties
                .into_iter()
                .filter(|duty| duty.is_open() && of(duty.who))
            {
                let duty = counted_now(duty, &calendar);
                duties.push(DutyRow {
                    code: code.clone(),
                    address: summary.address.clone(),
                    duty,
                });
            }
        }
        duties.sort_by(|one, other| {
            let key = |row: &DutyRow| (row.duty.due.is_none(), row.duty.due, row.duty.from);
            key(one)
                .cmp(&key(other))
                .then_with(|| one.code.cmp(&other.code))
        });
        let mut codes: Vec<String> = duties.iter().map(|row| row.code.clone()).collect();
        codes.sort();
        codes.dedup();
        self.record_reading(session, tx, Stream::None, &ReadingOf::Duties { codes })
            .await?;
        Ok(duties)
    }
}

/// The duty by the calendar that counts now: the row may have been written with an older one.
pub(crate) fn counted_now(mut duty: Duty, calendar: &Calendar) -> Duty {
    if let Ok(ran) = duty.term.run(duty.from, calendar) {
        duty.due = ran.due;
        duty.provisional = ran.provisional;
        duty.passed_over = ran.passed_over;
        duty.no_calendar = None;
    }
    duty
}

fn is_another_body(who: Who) -> bool {
    matches!(
        who,
        Who::Role(Actor::AuthorizedBody | Actor::InternalAffairs)
    )
}
