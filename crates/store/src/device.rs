//! Devices: whether somebody signs in where she never did before, so that the head can ask.
//!
//! A browser keeps a random secret in a cookie; the store keeps a digest of it, another one for each account, so that two accounts at
//! one device are not seen to be. It opens nothing and lets nobody in.

use sha2::{Digest, Sha256};

use crate::{
    Store,
    db::{row, run},
    error::StoreError,
    record::{self, Class, Draft},
    session::Session,
};

impl Store {
    /// Notes where the session's owner has signed in. Says whether it is a further device of hers, which the record then tells; the
    /// first of all is the one at which she joined.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn note_device(&self, session: &Session, secret: &str) -> Result<bool, StoreError> {
        let (body, account) = (&session.body().code, &session.account().code);
        let mut hash = Sha256::new_with_prefix(b"tirek/device/1");
        for part in [body.as_str(), account.as_str(), secret] {
            record::update(&mut hash, part.as_bytes());
        }
        let device: [u8; 32] = hash.finalize().into();
        let mut tx = self.db.read().await?;
        let known = row!(
            tx,
            (i64,),
            "SELECT COUNT(*) FROM known_device WHERE body = $1 AND account = $2 AND device = $3",
            body,
            account,
            device.as_slice()
        )?;
        let all = row!(
            tx,
            (i64,),
            "SELECT COUNT(*) FROM known_device WHERE body = $1 AND account = $2",
            body,
            account
        )?;
        drop(tx);
        if known.is_some_and(|(count,)| count > 0) {
            return Ok(false);
        }
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
}
