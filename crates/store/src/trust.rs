//! Certificates that a body trusts when it checks electronic signatures made elsewhere.
//!
//! They are public and stand in clear (docs/adr/0016-signatures-made-elsewhere.md). Each time that one is trusted, or trusted no
//! longer, an entry of the record says so and vouches for it; of one certificate, the newest counts.

use jiff::Timestamp;
use sealed::elsewhere::{Certificate, CertificateError, read_certificates};
use sha2::{Digest, Sha256};

use crate::{
    Store,
    db::{Tx, row, rows, run},
    error::StoreError,
    record::{self, Class, Draft, update},
    session::Session,
};

/// Certificates that a body may trust at once.
const MOST_TRUSTED: usize = 100;

/// A certificate that a body trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedCertificate {
    /// The certificate.
    pub certificate: Certificate,
    /// Since when.
    pub since: Timestamp,
    /// The code of the account that said so.
    pub by: String,
}

/// Why a certificate is not trusted now, or not trusted no longer.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// Only a head decides whom the body trusts.
    #[error("only a head decides which certificates are trusted")]
    NotHead,
    /// The file holds none that reads.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// All of them are trusted already.
    #[error("these certificates are trusted already")]
    Already,
    /// The body trusts too many.
    #[error("a body trusts a hundred certificates at most")]
    TooMany,
    /// The body trusts no such certificate.
    #[error("there is no such trusted certificate")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for TrustError {
    fn from(error: sqlx::Error) -> Self {
        TrustError::Store(error.into())
    }
}

impl Store {
    /// The certificates that the body of the session trusts, the newest last.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn trusted_certificates(
        &self,
        session: &Session,
    ) -> Result<Vec<TrustedCertificate>, StoreError> {
        let mut tx = self.db.read().await?;
        trusted_by(&mut tx, &session.body().code).await
    }

    /// Trusts the certificates of a file (DER, PEM, Base64), one entry of the record each. Gives how many are new.
    ///
    /// # Errors
    /// [`TrustError`]; in each case none is trusted that was not before.
    pub async fn trust_certificates(
        &self,
        session: &Session,
        file: &[u8],
    ) -> Result<usize, TrustError> {
        if !session.is_head() {
            return Err(TrustError::NotHead);
        }
        let mut given = read_certificates(file)?;
        let mut tx = self.db.write().await?;
        let before = trusted_by(&mut tx, &session.body().code).await?;
        given.retain(|each| before.iter().all(|known| known.certificate != *each));
        given.dedup();
        if given.is_empty() {
            return Err(TrustError::Already);
        }
        if before.len() + given.len() > MOST_TRUSTED {
            return Err(TrustError::TooMany);
        }
        for each in &given {
            self.say(&mut tx, session, &each.der, true).await?;
        }
        tx.commit().await?;
        Ok(given.len())
    }

    /// Trusts a certificate no longer. Signatures are checked without it from then on.
    ///
    /// # Errors
    /// [`TrustError::NotHead`], [`TrustError::NotFound`].
    pub async fn distrust_certificate(
        &self,
        session: &Session,
        fingerprint: &str,
    ) -> Result<(), TrustError> {
        if !session.is_head() {
            return Err(TrustError::NotHead);
        }
        let mut tx = self.db.write().await?;
        let before = trusted_by(&mut tx, &session.body().code).await?;
        let found = before
            .iter()
            .find(|known| known.certificate.fingerprint == fingerprint)
            .ok_or(TrustError::NotFound)?;
        self.say(&mut tx, session, &found.certificate.der, false)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn say(
        &self,
        tx: &mut Tx,
        session: &Session,
        der: &[u8],
        trusted: bool,
    ) -> Result<(), StoreError> {
        let body = session.body().code.as_str();
        let account = session.account().code.as_str();
        let signed = Draft::new(Class::TrustedCertificate, body, account, self.now())
            .vouch(vouched(trusted, der))
            .sign(&session.keys().person);
        let number = record::append(tx, signed).await?;
        run!(
            tx,
            "INSERT INTO trusted_certificate (body, number, trusted, certificate) VALUES ($1, $2, $3, $4)",
            body,
            number,
            i64::from(trusted),
            der
        )?;
        Ok(())
    }
}

/// What a body trusts now.
pub(crate) async fn trusted_by(
    tx: &mut Tx,
    body: &str,
) -> Result<Vec<TrustedCertificate>, StoreError> {
    let found = rows!(
        tx,
        (i64, Vec<u8>, String, String),
        "SELECT c.trusted, c.certificate, e.recorded_at, e.account
         FROM trusted_certificate c JOIN entry e ON e.body = c.body AND e.number = c.number
         WHERE c.body = $1 ORDER BY c.number",
        body
    )?;
    let mut trusted: Vec<TrustedCertificate> = Vec::new();
    for (says, der, at, by) in found {
        trusted.retain(|each| each.certificate.der != der);
        if says == 1 {
            let certificate = Certificate::from_der(&der)
                .map_err(|_| StoreError::damaged("a trusted certificate does not read"))?;
            trusted.push(TrustedCertificate {
                certificate,
                since: at.parse()?,
                by,
            });
        }
    }
    Ok(trusted)
}

/// What the entry of a certificate vouches for.
fn vouched(trusted: bool, der: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tirek/trusted-certificate/1");
    hash.update([u8::from(trusted)]);
    update(&mut hash, der);
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
        (i64, Vec<u8>),
        "SELECT trusted, certificate FROM trusted_certificate WHERE body = $1 AND number = $2",
        body,
        number
    )?;
    Ok(found
        .map(|(trusted, der)| vouched(trusted == 1, &der).to_vec())
        .unwrap_or_default())
}
