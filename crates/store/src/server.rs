//! The server's own key: it signs entries that no person makes, and checkpoints. It opens nothing.
//!
//! It lies in the database, so that every copy of the program beside it signs as the same server (ADR 0008).

use sealed::chain::{ServerKey, ServerPublic};
use zeroize::Zeroizing;

use crate::{
    Randomness, Store,
    db::{Db, Tx, row, run},
    error::StoreError,
    sign_in::RandomBehindLock,
};

/// What stands in the place of the account in an entry of the server. No account has this code: theirs are longer.
pub const SERVER: &str = "server";

impl Store {
    /// The public half of the server's key, to be printed and compared.
    pub fn server_public(&self) -> ServerPublic {
        self.server.public()
    }

    /// The server's key, for [`crate::record::Draft::sign_by_server`] and for checkpoints.
    pub(crate) fn server_key(&self) -> &ServerKey {
        &self.server
    }
}

/// Reads the server's key; the first program that opens the database makes it.
pub(crate) async fn load(db: &Db, random: &Randomness) -> Result<ServerKey, StoreError> {
    let mut tx = db.read().await?;
    let found = stored(&mut tx).await?;
    drop(tx);
    if let Some((_, key)) = found {
        return Ok(key);
    }
    let made = ServerKey::generate(&mut RandomBehindLock(random.clone()));
    let mut tx = db.write().await?;
    run!(
        tx,
        "INSERT INTO server (server, public_key, private_key) VALUES (1, $1, $2) ON CONFLICT (server) DO NOTHING",
        made.public().to_bytes().as_slice(),
        made.to_secret_bytes().as_slice()
    )?;
    let found = stored(&mut tx).await?;
    tx.commit().await?;
    let (_, key) = found.ok_or_else(|| StoreError::damaged("the server's key cannot be kept"))?;
    Ok(key)
}

/// The server's key as it stands in its table: the public half as stored, and the private one.
pub(crate) async fn stored(tx: &mut Tx) -> Result<Option<(Vec<u8>, ServerKey)>, StoreError> {
    let found = row!(
        tx,
        (Vec<u8>, Vec<u8>),
        "SELECT public_key, private_key FROM server"
    )?;
    Ok(match found {
        Some((public, private)) => Some((
            public,
            ServerKey::from_secret_bytes(&Zeroizing::new(private))?,
        )),
        None => None,
    })
}
