//! Electronic signatures that lie beside a document, held against the print that was frozen.

use sealed::elsewhere::{Certificate, Integrity, NotASignature, Signature, Signer};

use crate::{
    Store,
    db::Tx,
    enclosure::{EnclosureError, EnclosureHead, EnclosureKind, EnclosureNote, content_of},
    file::Opened,
    reading::{ReadingOf, Stream},
    session::Session,
    shelf::{self, Shelf},
    trust::trusted_by,
};

/// Why something is not taken as an electronic signature of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It is no detached signature.
    #[error(transparent)]
    Form(#[from] NotASignature),
    /// It is a signature of other bytes than the frozen ones.
    #[error("this is a signature of other bytes")]
    OtherBytes,
    /// It is wrong.
    #[error("the signature is wrong")]
    Wrong,
}

/// A signature as it stands today: held against the print, and its certificates against those that the body trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedSignature {
    /// The enclosure.
    pub head: EnclosureHead,
    /// Those who signed. Their certificates had to be valid when the signature was put beside the document.
    pub signers: Vec<Signer>,
}

impl Store {
    /// The electronic signatures beside a document, checked. The reading is in the record before this returns; of a document
    /// without any, nothing is read.
    ///
    /// # Errors
    /// [`EnclosureError::KeysMissing`] when the print shows a compartment that the person does not hold.
    pub async fn signatures<'a>(
        &self,
        session: &Session,
        shelf: impl Into<Shelf<'a>>,
        document: &str,
    ) -> Result<Vec<CheckedSignature>, EnclosureError> {
        let shelf = shelf.into();
        let code = shelf.code();
        let mut tx = self.db.read().await?;
        let opened = shelf::load(&mut tx, session, shelf)
            .await?
            .ok_or(EnclosureError::NotFound)?;
        let form = opened
            .notes()
            .into_iter()
            .find(|(head, _)| head.id == document)
            .map(|(head, _)| head.form)
            .ok_or(EnclosureError::NotFound)?;
        let trusted = certificates(&mut tx, session).await?;
        let checked = checked_beside(&mut tx, session, &opened, document, &trusted).await?;
        if checked.is_empty() {
            return Ok(checked);
        }
        let what = ReadingOf::Document {
            id: document.to_owned(),
            form,
            whole: true,
        };
        self.record_reading(session, tx, Stream::File(code), &what)
            .await?;
        Ok(checked)
    }
}

/// The certificates that the body of the session trusts.
pub(crate) async fn certificates(
    tx: &mut Tx,
    session: &Session,
) -> Result<Vec<Certificate>, EnclosureError> {
    let trusted = trusted_by(tx, &session.body().code).await?;
    Ok(trusted.into_iter().map(|each| each.certificate).collect())
}

/// The signatures beside a document, in the order in which they were put there.
pub(crate) async fn checked_beside(
    tx: &mut Tx,
    session: &Session,
    opened: &Opened,
    document: &str,
    trusted: &[Certificate],
) -> Result<Vec<CheckedSignature>, EnclosureError> {
    let beside: Vec<(EnclosureHead, EnclosureNote)> = opened
        .enclosures()
        .into_iter()
        .filter(|(_, note)| note.document == document)
        .collect();
    if beside
        .iter()
        .all(|(head, _)| head.kind != EnclosureKind::Signature)
    {
        return Ok(Vec::new());
    }
    let Some((_, print)) = beside
        .iter()
        .find(|(head, _)| head.kind == EnclosureKind::Print)
    else {
        return Ok(Vec::new());
    };
    let signed = content_of(tx, session, opened, print).await?;
    let mut checked = Vec::new();
    for (head, note) in &beside {
        if head.kind != EnclosureKind::Signature {
            continue;
        }
        let content = content_of(tx, session, opened, note).await?;
        // It was read when it was put there; one that reads no more has lost its meaning with a change of the program.
        let signers = Signature::read(&content)
            .map(|signature| signature.check(&signed, trusted, head.recorded_at.as_second()))
            .unwrap_or_default();
        checked.push(CheckedSignature {
            head: head.clone(),
            signers,
        });
    }
    Ok(checked)
}

/// The bytes to be kept of a signature of `signed`: without the letters around them.
///
/// # Errors
/// [`NotTaken`]: a signature that is none of these bytes is not put beside them. What cannot be checked, or is of nobody who
/// is trusted, is taken and said to be so.
pub(crate) fn accept(content: &[u8], signed: &[u8], at: i64) -> Result<Vec<u8>, NotTaken> {
    let signature = Signature::read(content)?;
    for signer in signature.check(signed, &[], at) {
        match signer.integrity {
            Integrity::OtherBytes => return Err(NotTaken::OtherBytes),
            Integrity::Wrong => return Err(NotTaken::Wrong),
            Integrity::Fits
            | Integrity::NoCertificate
            | Integrity::Unknown { .. }
            | Integrity::Weak { .. } => {}
        }
    }
    Ok(signature.as_bytes().to_vec())
}
