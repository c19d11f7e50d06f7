//! The demand for a second factor: from a day that the head has chosen, everybody of the body needs one beside her password.
//!
//! Whoever signs in after that with her password alone gets a session that opens nothing: [`Store::session`] does not give it,
//! [`Store::session_at_the_gate`] gives it without roles and without a key of any compartment, so that she can set a second
//! factor up, or show the one she has. The demand is policy and record: `verify` finds a row that was changed or taken away.

use jiff::{ToSpan as _, civil::Date};
use sha2::{Digest, Sha256};

use crate::{
    Store,
    db::{Tx, row, run},
    error::StoreError,
    record::{self, Class, Draft, update},
    session::Session,
};

/// A demand lies at most this many days ahead: one of a mistyped year would never come.
pub const DEMAND_DAYS_AHEAD: i64 = 366;

/// How many factors whoever typed her password alone has shown.
pub(crate) const ONE: i64 = 1;
/// How many whoever came by a passkey, or with a code beside the password, has shown.
pub(crate) const TWO: i64 = 2;

/// Where the owner of a session stands towards the demand of her body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// Nothing is demanded of her now.
    Enough,
    /// She has none; from that day on, signing in without one opens nothing but the pages for setting one up.
    DueFrom(Date),
    /// It is demanded, and she has none: she sets one up.
    ToSetUp,
    /// It is demanded, and she has one that she did not show in this session.
    ToShow,
}

impl SecondFactor {
    /// Whether the session opens nothing until that has changed.
    pub fn is_missing(self) -> bool {
        matches!(self, SecondFactor::ToSetUp | SecondFactor::ToShow)
    }

    /// Where somebody stands: what her body demands, on which day her session began, how many factors she has shown in it, and
    /// whether she has set a second one up.
    pub(crate) fn of(demanded: Option<Date>, begun: Date, shown: i64, has_one: bool) -> Self {
        match demanded {
            None => SecondFactor::Enough,
            // A session that began before that day goes on to its end: nobody loses what she is typing at midnight.
            Some(day) if begun < day && has_one => SecondFactor::Enough,
            Some(day) if begun < day => SecondFactor::DueFrom(day),
            Some(_) if !has_one => SecondFactor::ToSetUp,
            Some(_) if shown < TWO => SecondFactor::ToShow,
            Some(_) => SecondFactor::Enough,
        }
    }
}

/// Why a demand was not made or withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum DemandRefused {
    /// Only a head demands it, or withdraws the demand.
    #[error("only the head decides what signing in takes")]
    NotHead,
    /// A fresh proof of who is signed in is needed first.
    #[error("a fresh proof is needed")]
    ProofNeeded,
    /// She has none herself, or came without it: she could lock herself out.
    #[error(
        "set a second factor up for yourself and use it once, before you demand one of everybody"
    )]
    OwnFirst,
    /// The day lies before today, or more than [`DEMAND_DAYS_AHEAD`] days ahead.
    #[error("the day lies before today, or more than a year ahead")]
    DayDoesNotFit,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for DemandRefused {
    fn from(error: sqlx::Error) -> Self {
        DemandRefused::Store(error.into())
    }
}

impl Store {
    /// From which day the body of the session demands a second factor of everybody, when it does.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn second_factor_demanded(
        &self,
        session: &Session,
    ) -> Result<Option<Date>, StoreError> {
        let mut tx = self.db.read().await?;
        demanded_by(&mut tx, &session.body().code).await
    }

    /// Demands a second factor of everybody of the body from that day on, or withdraws the demand. Nothing is recorded where
    /// that is so already.
    ///
    /// # Errors
    /// [`DemandRefused`].
    pub async fn demand_second_factor(
        &self,
        session: &Session,
        from: Option<Date>,
    ) -> Result<(), DemandRefused> {
        if !session.is_head() {
            return Err(DemandRefused::NotHead);
        }
        if !session.is_fresh() {
            return Err(DemandRefused::ProofNeeded);
        }
        if let Some(day) = from {
            let today = self.today();
            if day < today || day > today.saturating_add(DEMAND_DAYS_AHEAD.days()) {
                return Err(DemandRefused::DayDoesNotFit);
            }
            if !session.has_shown_two() {
                return Err(DemandRefused::OwnFirst);
            }
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        if demanded_by(&mut tx, body).await? == from {
            return Ok(());
        }
        let day = from.map(|day| day.to_string());
        let account = session.account().code.as_str();
        let signed = Draft::new(Class::SecondFactorDemand, body, account, self.now())
            .vouch(vouched(day.as_deref()))
            .sign(&session.keys().person);
        let number = record::append(&mut tx, signed).await?;
        run!(
            tx,
            "INSERT INTO second_factor_demand (body, number, from_day) VALUES ($1, $2, $3)",
            body,
            number,
            day
        )?;
        tx.commit().await?;
        Ok(())
    }
}

/// What a body demands now.
async fn demanded_by(tx: &mut Tx, body: &str) -> Result<Option<Date>, StoreError> {
    let found = row!(
        tx,
        (Option<String>,),
        "SELECT from_day FROM second_factor_demand WHERE body = $1 ORDER BY number DESC LIMIT 1",
        body
    )?;
    Ok(match found.and_then(|(day,)| day) {
        Some(day) => Some(day.parse()?),
        None => None,
    })
}

/// What the entry of a demand vouches for.
fn vouched(day: Option<&str>) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/second-factor-demand/1");
    update(&mut hash, day.unwrap_or_default().as_bytes());
    hash.finalize().into()
}

/// The same from what is stored beside the entry, for `verify`; empty when nothing is.
pub(crate) async fn stored_digest(
    tx: &mut Tx,
    body: &str,
    number: i64,
) -> Result<Vec<u8>, sqlx::Error> {
    let found = row!(
        tx,
        (Option<String>,),
        "SELECT from_day FROM second_factor_demand WHERE body = $1 AND number = $2",
        body,
        number
    )?;
    Ok(found
        .map(|(day,)| vouched(day.as_deref()).to_vec())
        .unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_demand_counts_for_sessions_that_begin_on_its_day_or_later() {
        let (day, before) = (date(2026, 12, 1), date(2026, 11, 30));
        let stands = |begun, shown, has_one| SecondFactor::of(Some(day), begun, shown, has_one);
        assert_eq!(
            SecondFactor::of(None, day, ONE, false),
            SecondFactor::Enough
        );
        assert_eq!(stands(before, ONE, false), SecondFactor::DueFrom(day));
        assert_eq!(stands(before, ONE, true), SecondFactor::Enough);
        assert_eq!(stands(day, ONE, false), SecondFactor::ToSetUp);
        assert_eq!(stands(day, ONE, true), SecondFactor::ToShow);
        assert_eq!(stands(day, TWO, true), SecondFactor::Enough);
        // Whoever turns her last one off sets another up.
        assert_eq!(stands(day, TWO, false), SecondFactor::ToSetUp);
    }
}
