//! Reports: the figures of a period, from the rows that the session's keys open; and monthly figures that a head has released.
//!
//! Figures of single files are sealed in their rows. A released month is published figures alone, signed by the head, and stays
//! when the files are erased; the exact figures of that month are sealed beside it to the compartment `report`, the head's own. Restricted
//! files are in neither (`docs/adr/0029-…`): whoever counts what her own keys open finds the same figures, and no difference.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sealed::{Place as SealedPlace, Sealed, ShredKey, open, seal};
use sha2::{Digest, Sha256};
use standard::{
    compartment::Compartment,
    report::{self, Figures, Month, Place, Published},
};

use crate::{
    Store,
    body::BodyKind,
    db::{Tx, row, rows, run},
    derived::{self, FileRow},
    error::StoreError,
    keys::{RECORD, epoch, record_key, shred_key},
    reading::{ReadingOf, Stream},
    record::{self, Class, Draft, update},
    restricted,
    session::Session,
};

/// What a file adds to a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareOfFile {
    /// Its code.
    pub code: String,
    /// How the person is addressed.
    pub address: String,
    /// What it adds, by place.
    pub shares: BTreeMap<Place, u32>,
}

/// The figures of a period, and the files that they were counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The figures, each as it is.
    pub figures: Figures,
    /// The files that add to one of them.
    pub files: Vec<ShareOfFile>,
}

/// A month that a head has released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The code of the organization.
    pub body: String,
    /// Its name.
    pub name: String,
    /// The month.
    pub month: Month,
    /// When it was released.
    pub at: Timestamp,
    /// What may be seen without a key.
    pub published: Published,
    /// The exact figures, for the head.
    pub exact: Option<Figures>,
}

/// Why figures are not shown or released.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The person holds no key of files.
    #[error("figures of files are for those who hold their key")]
    NoKey,
    /// Only the head of an organization releases.
    #[error("only the head of an organization releases figures")]
    NotHead,
    /// The month is not over.
    #[error("the month is not over")]
    NotOver,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ReportError {
    fn from(error: sqlx::Error) -> Self {
        ReportError::Store(error.into())
    }
}

impl Store {
    /// The figures of the months from `from` to `to`, by the files that the session's keys open. The reading is recorded.
    ///
    /// # Errors
    /// [`ReportError::NoKey`]; [`ReportError::Store`] when the database fails.
    pub async fn report(
        &self,
        session: &Session,
        from: Month,
        to: Month,
    ) -> Result<Report, ReportError> {
        if !session.holds(Compartment::File) {
            return Err(ReportError::NoKey);
        }
        let (rows, tx) = derived::file_rows(self, session).await?;
        let (today, calendar) = (self.today(), self.calendar());
        let mut files = Vec::new();
        for FileRow { code, summary, .. } in rows {
            let duties: Vec<_> = summary
                .duties
                .into_iter()
                .map(|duty| crate::duty::counted_now(duty, &calendar))
                .collect();
            let shares = report::shares(&summary.figures, &duties, from, to, today);
            if !shares.is_empty() {
                files.push(ShareOfFile {
                    code,
                    address: summary.address,
                    shares,
                });
            }
        }
        let codes = files.iter().map(|file| file.code.clone()).collect();
        self.record_reading(session, tx, Stream::None, &ReadingOf::Files { codes })
            .await?;
        Ok(Report {
            figures: report::add_up(files.iter().map(|file| &file.shares)),
            files,
        })
    }

    /// Releases a month that is over: published figures in clear, exact ones sealed to the head, both signed by her, neither with
    /// restricted files, so that it makes no difference which head releases. Released again, the newer takes the place of the older,
    /// which stays in the record.
    ///
    /// # Errors
    /// [`ReportError`]; in each case nothing was released.
    pub async fn release_figures(
        &self,
        session: &Session,
        month: Month,
    ) -> Result<(), ReportError> {
        let is_organization = matches!(session.body().kind, BodyKind::Organization { .. });
        if !session.is_head() || !is_organization {
            return Err(ReportError::NotHead);
        }
        if month.last_day() >= self.today() {
            return Err(ReportError::NotOver);
        }
        let (body, account) = (
            session.body().code.as_str(),
            session.account().code.as_str(),
        );
        let (newest, seed) = session
            .keys()
            .newest(Compartment::Report)
            .ok_or(ReportError::NoKey)?;
        let counted = self.report(session, month, month).await?.files;
        let mut tx = self.db.read().await?;
        // Who is restricted would stand out as the difference between these figures and what a colleague counts herself.
        let restricted = restricted::codes(&mut tx, body).await?;
        let counted: Vec<_> = counted
            .into_iter()
            .filter(|file| !restricted.contains(&file.code))
            .map(|file| file.shares)
            .collect();
        let published =
            serde_json::to_string(&report::publish(&counted)).map_err(StoreError::from)?;
        let exact = serde_json::to_vec(&report::add_up(&counted)).map_err(StoreError::from)?;
        let shred = shred_key(&mut tx, body, RECORD)
            .await?
            .ok_or_else(|| StoreError::damaged("no record of the body"))?;
        drop(tx);
        let key = record_key(seed, &shred, body, Compartment::Report, newest);
        let name = month.to_string();
        let place = place(body, Compartment::Report, &name);
        let sealed = self.with_random(|random| seal(&key, key.id(), &place, &exact, random));
        let signed = Draft::new(Class::Figures, body, account, self.now())
            .sealed(newest, sealed)
            .vouch(vouched(&name, &published))
            .sign(&session.keys().person);
        let mut tx = self.db.write().await?;
        let number = record::append(&mut tx, signed).await?;
        run!(
            tx,
            "INSERT INTO released_figures (body, number, month, figures) VALUES ($1, $2, $3, $4)",
            body,
            number,
            &name,
            &published
        )?;
        tx.commit().await?;
        Ok(())
    }

    /// The released months, the newest first: an organization sees its own, an authorized body those of every organization of
    /// this server.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or a row does not read.
    pub async fn released_figures(&self, session: &Session) -> Result<Vec<Released>, StoreError> {
        let body = session.body().code.as_str();
        let all = session.body().kind == BodyKind::AuthorizedBody;
        let mut tx = self.db.read().await?;
        let found = rows!(
            tx,
            (String, String, i64, String, String, String, i64, Vec<u8>),
            "SELECT r.body, b.name, r.number, r.month, r.figures, e.recorded_at, s.epoch, s.sealed
             FROM released_figures r
             JOIN body b ON b.body = r.body
             JOIN entry e ON e.body = r.body AND e.number = r.number
             JOIN sealed_body s ON s.body = r.body AND s.number = r.number
             WHERE ($2 = 1 OR r.body = $1)
               AND r.number = (SELECT MAX(o.number) FROM released_figures o WHERE o.body = r.body AND o.month = r.month)
             ORDER BY r.month DESC, b.name, r.body",
            body,
            i64::from(all)
        )?;
        let shred = shred_key(&mut tx, body, RECORD).await?;
        drop(tx);
        let mut released = Vec::new();
        for (of, name, _, month, published, at, number, sealed) in found {
            let exact = match &shred {
                Some(shred) if of == body => {
                    let sealed = Sealed::from_stored(sealed)?;
                    exact(session, shred, &month, epoch(number)?, &sealed)?
                }
                _ => None,
            };
            released.push(Released {
                body: of,
                name,
                month: month
                    .parse()
                    .map_err(|()| StoreError::damaged("a released month does not read"))?,
                at: at.parse()?,
                published: serde_json::from_str(&published)?,
                exact,
            });
        }
        Ok(released)
    }
}

/// The exact figures of a released month, for whoever holds `report`. Those of before ADR 0029 are sealed to `file`.
fn exact(
    session: &Session,
    shred: &ShredKey,
    month: &str,
    epoch: u32,
    sealed: &Sealed,
) -> Result<Option<Figures>, StoreError> {
    if !session.holds(Compartment::Report) {
        return Ok(None);
    }
    let body = session.body().code.as_str();
    for compartment in [Compartment::Report, Compartment::File] {
        let Some(seed) = session.keys().seed(compartment, epoch) else {
            continue;
        };
        let key = record_key(seed, shred, body, compartment, epoch);
        if key.id() == sealed.key_id() {
            let plain = open(&key, &place(body, compartment, month), sealed)?;
            return Ok(Some(serde_json::from_slice(&plain)?));
        }
    }
    Ok(None)
}

/// The place of exact figures among what belongs to a body.
fn place<'a>(body: &'a str, compartment: Compartment, month: &'a str) -> SealedPlace<'a> {
    SealedPlace {
        body,
        file: "",
        compartment: compartment.name(),
        stream: month,
        sequence: 0,
        kind: "figures",
    }
}

fn vouched(month: &str, published: &str) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/released-figures/1");
    update(&mut hash, month.as_bytes());
    update(&mut hash, published.as_bytes());
    hash.finalize().into()
}

/// What the entry of a released month vouches for, from what is stored beside it; empty when nothing is.
pub(crate) async fn stored_digest(
    tx: &mut Tx,
    body: &str,
    number: i64,
) -> Result<Vec<u8>, sqlx::Error> {
    let found = row!(
        tx,
        (String, String),
        "SELECT month, figures FROM released_figures WHERE body = $1 AND number = $2",
        body,
        number
    )?;
    Ok(found
        .map(|(month, published)| vouched(&month, &published).to_vec())
        .unwrap_or_default())
}
