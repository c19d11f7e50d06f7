//! Fresh proof: what has grave effect asks again who is there.
//!
//! A session says when its owner last showed that it is she. Export, disclosure, changes of rights and recovery ask for
//! a proof of the last minutes: `if !session.is_fresh() { … }`, and on pages the extractor `web::session::Proved`.

use jiff::{SignedDuration, Timestamp};

use crate::{
    Store,
    db::run,
    error::StoreError,
    pace::{Pace, Whence},
    record::{self, Class, Draft},
    session::Session,
    sign_in::SignInRefused,
};

/// For how many minutes a proof is fresh.
pub const PROOF_MINUTES: i64 = 5;

/// Whether a proof of that instant is fresh now.
pub(crate) fn is_fresh(proved_at: Timestamp, now: Timestamp) -> bool {
    now < proved_at + SignedDuration::from_mins(PROOF_MINUTES)
}

impl Store {
    /// Shows by her password, and a code where she has set that up, that it is she who is signed in. The proof stands in the
    /// record; so does a failed one.
    ///
    /// # Errors
    /// [`SignInRefused`], as for signing in: tries slow down together with those.
    pub async fn prove(
        &self,
        session: &Session,
        password: &str,
        code: &str,
    ) -> Result<(), SignInRefused> {
        let login = &session.account().login;
        let (_, _, shown) = self
            .check_person(login, password, code, Whence::Session(session))
            .await?;
        self.record_proof(session, shown).await?;
        Ok(())
    }

    /// Notes the proof in the session, with how many factors it showed, and in the record.
    pub(crate) async fn record_proof(
        &self,
        session: &Session,
        shown: i64,
    ) -> Result<(), StoreError> {
        let now = self.now();
        let (body, account) = (&session.body().code, &session.account().code);
        let signed = Draft::new(Class::Proof, body, account, now).sign(&session.keys().person);
        let mut tx = self.db.write().await?;
        run!(
            tx,
            "UPDATE session SET proved_at = $2, factors = CASE WHEN factors < $3 THEN $3 ELSE factors END WHERE token_hash = $1",
            session.token_hash().as_slice(),
            now.to_string(),
            shown
        )?;
        run!(
            tx,
            "DELETE FROM sign_in_pace WHERE login_digest = $1",
            self.digest_of(&Pace::of_session(session)).as_slice()
        )?;
        record::append(&mut tx, signed).await?;
        tx.commit().await?;
        Ok(())
    }
}
