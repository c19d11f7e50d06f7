//! Breaking the glass of a restricted file, and reviewing it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use standard::compartment::Compartment;

use super::{
    RestrictionError,
    holders::{EMERGENCY, is_restricted},
    name_of,
    notes::notes,
    usable,
};
use crate::{
    Store,
    account::{Account, cards},
    db::{Tx, is_askable, is_taken, row, rows},
    erasure::ERASED,
    error::StoreError,
    record::{self, Class},
    role::Role,
    session::Session,
};

/// For how many minutes a file stays open to whoever has broken the glass.
pub const GLASS_MINUTES: i64 = 60;

/// A restricted file, as those see it who may have to open it in an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestrictedFile {
    /// The code of the file.
    pub code: String,
    /// Whether it is open to the session now: she is named, or has broken the glass within the hour.
    pub is_open: bool,
    /// The names of those who hold its key.
    pub named: Vec<String>,
}

/// A glass that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glass {
    /// The number of the entry.
    pub number: u64,
    /// The code of the file.
    pub file: String,
    /// The name of who broke it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Until when the file was open to her.
    pub until: Timestamp,
    /// Why.
    pub reason: String,
    /// Whether the session's owner may review it.
    pub may_review: bool,
    /// What came out of the review.
    pub review: Option<GlassReview>,
}

/// The review of a broken glass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlassReview {
    /// The name of who reviewed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// It was right to break it.
    pub justified: bool,
    /// What was found.
    pub words: String,
}

#[derive(Serialize, Deserialize)]
struct Broken {
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct Reviewed {
    number: u64,
    justified: bool,
    words: String,
}

impl Store {
    /// The restricted files of the body, for those who may have to open one in an emergency.
    ///
    /// # Errors
    /// [`RestrictionError::NotFound`] for anybody else.
    pub async fn restricted_files(
        &self,
        session: &Session,
    ) -> Result<Vec<RestrictedFile>, RestrictionError> {
        if !session.holds(Compartment::Emergency) {
            return Err(RestrictionError::NotFound);
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let staff = cards(&mut tx, session).await?;
        let stored = rows!(
            tx,
            (String, String),
            "SELECT file, holder FROM restricted_key WHERE body = $1 AND stream = file ORDER BY file, holder",
            body
        )?;
        let mut files: Vec<RestrictedFile> = Vec::new();
        for (code, holder) in stored {
            if files.last().is_none_or(|file| file.code != code) {
                files.push(RestrictedFile {
                    is_open: session.has_broken_glass(&code),
                    code,
                    named: Vec::new(),
                });
            }
            let Some(file) = files.last_mut().filter(|_| holder != EMERGENCY) else {
                continue;
            };
            file.is_open |= holder == session.account().code;
            file.named.push(name_of(&staff, &holder));
        }
        Ok(files)
    }

    /// Breaks the glass of a restricted file: it is open for [`GLASS_MINUTES`] to whoever holds `emergency` and writes down why.
    /// The head is told at once, and it is reviewed afterwards.
    ///
    /// # Errors
    /// [`RestrictionError::NotFound`] when the file is not restricted or she does not hold `emergency`.
    pub async fn break_glass(
        &self,
        session: &Session,
        code: &str,
        reason: &str,
    ) -> Result<(), RestrictionError> {
        if !session.holds(Compartment::Emergency) || !is_askable(code) {
            return Err(RestrictionError::NotFound);
        }
        let reason = usable(reason)?;
        let mut tx = self.db.read().await?;
        if !is_restricted(&mut tx, &session.body().code, code).await? {
            return Err(RestrictionError::NotFound);
        }
        let entry = self
            .noted_of_restricted(
                &mut tx,
                session,
                Class::GlassBroken,
                code,
                &Broken { reason },
            )
            .await?
            .sign(&session.keys().person);
        drop(tx);
        let mut tx = self.db.write().await?;
        record::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Every glass that was broken in the body, the newest first, for those who hold `emergency`.
    ///
    /// # Errors
    /// [`RestrictionError::NotFound`] for anybody else.
    pub async fn broken_glass(&self, session: &Session) -> Result<Vec<Glass>, RestrictionError> {
        if !session.holds(Compartment::Emergency) {
            return Err(RestrictionError::NotFound);
        }
        let mut tx = self.db.read().await?;
        let staff = cards(&mut tx, session).await?;
        let broken = notes::<Broken>(&mut tx, session, Class::GlassBroken).await?;
        let reviewed = notes::<Reviewed>(&mut tx, session, Class::GlassReviewed).await?;
        let glass = broken.into_iter().rev().map(|note| {
            let review = reviewed
                .iter()
                .find(|review| review.content.number == note.number);
            Glass {
                number: note.number,
                by: name_of(&staff, &note.account),
                at: note.at,
                until: until(note.at),
                reason: note.content.reason,
                may_review: review.is_none() && may_review(session, &staff, &note.account),
                review: review.map(|review| GlassReview {
                    by: name_of(&staff, &review.account),
                    at: review.at,
                    justified: review.content.justified,
                    words: review.content.words.clone(),
                }),
                file: note.file,
            }
        });
        Ok(glass.collect())
    }

    /// The files whose glass was broken and not reviewed, for a head: every page of hers says so. Nothing is opened for it.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn glass_to_review(&self, session: &Session) -> Result<Vec<String>, StoreError> {
        if !session.is_head() {
            return Ok(Vec::new());
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let broken = rows!(
            tx,
            (i64, String),
            "SELECT e.number, e.file FROM entry e JOIN file f ON f.body = e.body AND f.file = e.file
             WHERE e.body = $1 AND e.class = 'glass_broken' AND f.state <> $2 ORDER BY e.number",
            body,
            ERASED
        )?;
        if broken.is_empty() {
            return Ok(Vec::new());
        }
        let reviewed = rows!(
            tx,
            (Vec<u8>,),
            "SELECT act_id FROM entry WHERE body = $1 AND class = 'glass_reviewed' AND act_id IS NOT NULL",
            body
        )?;
        let mut files: Vec<String> = broken
            .into_iter()
            .filter(|(number, _)| {
                let id = review_id(number.unsigned_abs());
                !reviewed.iter().any(|(each,)| each.as_slice() == id)
            })
            .map(|(_, file)| file)
            .collect();
        files.dedup();
        Ok(files)
    }

    /// Reviews a broken glass, once: the head does, or whoever else holds `emergency` where the head broke it herself.
    ///
    /// # Errors
    /// [`RestrictionError::NotHersToReview`] for whoever broke it, and when it is reviewed already.
    pub async fn review_glass(
        &self,
        session: &Session,
        number: u64,
        justified: bool,
        words: &str,
    ) -> Result<(), RestrictionError> {
        let words = usable(words)?;
        let glass = self.broken_glass(session).await?;
        let found = glass
            .into_iter()
            .find(|glass| glass.number == number)
            .ok_or(RestrictionError::NotFound)?;
        if !found.may_review {
            return Err(RestrictionError::NotHersToReview);
        }
        let mut tx = self.db.read().await?;
        let content = Reviewed {
            number,
            justified,
            words,
        };
        let entry = self
            .noted_of_restricted(
                &mut tx,
                session,
                Class::GlassReviewed,
                &found.file,
                &content,
            )
            .await?
            .named(review_id(number))
            .sign(&session.keys().person);
        drop(tx);
        let mut tx = self.db.write().await?;
        match record::append(&mut tx, entry).await {
            Err(error) if is_taken(&error) => {
                return Err(RestrictionError::NotHersToReview);
            }
            other => other?,
        };
        tx.commit().await?;
        Ok(())
    }
}

/// The files whose glass an account broke within the last hour.
pub(crate) async fn broken_by(
    tx: &mut Tx,
    body: &str,
    account: &str,
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    let stored = rows!(
        tx,
        (String, String),
        "SELECT file, recorded_at FROM entry
         WHERE body = $1 AND account = $2 AND class = 'glass_broken' AND file IS NOT NULL",
        body,
        account
    )?;
    let mut files = Vec::new();
    for (file, at) in stored {
        if now < until(at.parse()?) {
            files.push(file);
        }
    }
    Ok(files)
}

/// Why the glass of a file was broken, and whose readings that explains.
pub(crate) struct WhyBroken {
    account: String,
    at: Timestamp,
    pub(crate) reason: String,
}

impl WhyBroken {
    /// Whether it explains a reading of that account at that instant.
    pub(crate) fn explains(&self, account: &str, at: Timestamp) -> bool {
        self.account == account && self.at <= at && at < until(self.at)
    }
}

/// Each time that the glass of a file was broken, in its order; nothing for whoever does not hold `emergency`.
pub(crate) async fn why_broken(
    tx: &mut Tx,
    session: &Session,
    file: &str,
) -> Result<Vec<WhyBroken>, StoreError> {
    let broken = notes::<Broken>(tx, session, Class::GlassBroken).await?;
    let of_the_file = broken.into_iter().filter(|note| note.file == file);
    Ok(of_the_file
        .map(|note| WhyBroken {
            account: note.account,
            at: note.at,
            reason: note.content.reason,
        })
        .collect())
}

/// Whether a restricted file, or an exchange of one, is open to the session by a broken glass alone: she is not named.
pub(crate) async fn opens_by_glass(
    tx: &mut Tx,
    session: &Session,
    stream: &str,
) -> Result<bool, StoreError> {
    let body = session.body().code.as_str();
    // What another body began has its own key, and is here a part of the file that it belongs to.
    let belongs = row!(
        tx,
        (String,),
        "SELECT file FROM exchange_file WHERE body = $1 AND exchange = $2",
        body,
        stream
    )?;
    let stream = belongs.as_ref().map_or(stream, |(file,)| file);
    let holders = rows!(
        tx,
        (String, String),
        "SELECT file, holder FROM restricted_key WHERE body = $1 AND stream = $2",
        body,
        stream
    )?;
    let is_named = holders
        .iter()
        .any(|(_, holder)| *holder == session.account().code);
    let by_glass = holders
        .iter()
        .any(|(file, _)| session.has_broken_glass(file));
    Ok(by_glass && !is_named)
}

/// The instant at which what was opened by breaking the glass closes.
fn until(at: Timestamp) -> Timestamp {
    at + SignedDuration::from_mins(GLASS_MINUTES)
}

/// The name of the one review that an entry can have.
fn review_id(number: u64) -> [u8; 16] {
    let mut id = [0; 16];
    id[..8].copy_from_slice(b"reviewed");
    id[8..].copy_from_slice(&number.to_be_bytes());
    id
}

fn may_review(session: &Session, staff: &[Account], broke_it: &str) -> bool {
    let by_a_head = staff
        .iter()
        .find(|one| one.code == broke_it)
        .is_some_and(|one| one.roles.contains(&Role::Head));
    session.account().code != broke_it && (session.is_head() || by_a_head)
}
