//! Devices: whether somebody signs in where she never did before, so that the head can ask.
//!
//! A browser keeps a random secret in a cookie; the store keeps a digest of it, another one for each account, so that two accounts at
//! one device are not seen to be. It opens nothing and lets nobody in. A program has no such cookie.

use sha2::{Digest, Sha256};

use crate::{
    Store, day_in_kazakhstan,
    db::{row, run},
    error::StoreError,
    record::{self, Class, Draft},
    session::Session,
};

fn digest(body: &str, account: &str, secret: &str) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/device/1");
    for part in [body, account, secret] {
        record::update(&mut hash, part.as_bytes());
    }
    hash.finalize().into()
}

impl Store {
    /// Whether an account has signed in there before.
    pub(crate) async fn knows_device(
        &self,
        body: &str,
        account: &str,
        secret: &str,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.read().await?;
        let known = row!(
            tx,
            (i64,),
            "SELECT COUNT(*) FROM known_device WHERE body = $1 AND account = $2 AND device = $3",
            body,
            account,
            digest(body, account, secret).as_slice()
        )?;
        Ok(known.is_some_and(|(count,)| count > 0))
    }

    /// Notes where the session's owner has signed in. Says whether it is a further device of hers, which the record then tells; the
    /// first of all is the one at which she joined.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn note_device(&self, session: &Session, secret: &str) -> Result<bool, StoreError> {
        let (body, account) = (&session.body().code, &session.account().code);
        if self.knows_device(body, account, secret).await? {
            return Ok(false);
        }
        let device = digest(body, account, secret);
        let mut tx = self.db.read().await?;
        let all = row!(
            tx,
            (i64,),
            "SELECT COUNT(*) FROM known_device WHERE body = $1 AND account = $2",
            body,
            account
        )?;
        drop(tx);
        let is_further = all.is_some_and(|(count,)| count > 0);
        let now = self.now();
        let told = is_further.then(|| {
            Draft::new(Class::FirstDevice, body, account, now).sign(&session.keys().person)
        });
        let mut tx = self.db.write().await?;
        run!(
            tx,
            "INSERT INTO known_device (body, account, device, first_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (body, account, device) DO NOTHING",
            body,
            account,
            device.as_slice(),
            now.to_string()
        )?;
        if let Some(told) = told {
            record::append(&mut tx, told).await?;
        }
        tx.commit().await?;
        Ok(is_further)
    }

    /// Notes that the session's owner has signed in by a program, which keeps no secret by which it could be known again: the record
    /// tells it once a day, the first time too.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn note_program(&self, session: &Session) -> Result<(), StoreError> {
        let (body, account) = (&session.body().code, &session.account().code);
        let mut tx = self.db.read().await?;
        let last = row!(
            tx,
            (String,),
            "SELECT recorded_at FROM entry WHERE body = $1 AND account = $2 AND class = $3 ORDER BY number DESC LIMIT 1",
            body,
            account,
            Class::ProgramSignIn.name()
        )?;
        drop(tx);
        if let Some((at,)) = last
            && day_in_kazakhstan(at.parse()?) == self.today()
        {
            return Ok(());
        }
        let told = Draft::new(Class::ProgramSignIn, body, account, self.now())
            .sign(&session.keys().person);
        let mut tx = self.db.write().await?;
        record::append(&mut tx, told).await?;
        tx.commit().await?;
        Ok(())
    }
}
