//! What a package that is sent through the program takes along (paragraph 14).

use serde_json::Value;
use standard::{
    act::{Act, Channel, Entry, PackageDocument},
    annex::{Document, FileOf, FormKind},
};

use super::{ActError, NewAct, recording::missing};
use crate::{
    Store,
    body::BodyKind,
    db::{Tx, is_askable, row},
    document::{DocumentNote, open_parts},
    error::StoreError,
    file::Opened,
    keys::{PublicHalves, public_halves},
    restricted::{self, Holder},
    session::Session,
};

/// What goes to another body.
pub(super) struct Package {
    pub(super) to: String,
    pub(super) publics: PublicHalves,
    pub(super) copies: Vec<(DocumentNote, Value)>,
    /// Who holds the file, where it is restricted.
    pub(super) holders: Option<Vec<Holder>>,
}

impl Store {
    /// What an act that sends a package through the program takes along: copies of the documents that it names.
    pub(super) async fn package(
        &self,
        tx: &mut Tx,
        session: &Session,
        opened: &Opened,
        entry: &Entry,
        new: &NewAct,
    ) -> Result<Option<Package>, ActError> {
        let Act::PackageSent(facts) = &entry.act else {
            return Ok(None);
        };
        if facts.channel != Channel::InSystem {
            return Ok(None);
        }
        let to = new
            .send_to
            .clone()
            .filter(|to| is_askable(to))
            .ok_or(ActError::NoAddressee)?;
        let kind = row!(tx, (String,), "SELECT kind FROM body WHERE body = $1", &to)?
            .ok_or(ActError::NoAddressee)?;
        let kind: BodyKind = serde_json::from_str(&kind.0).map_err(StoreError::from)?;
        if kind != BodyKind::AuthorizedBody {
            return Err(ActError::NoAddressee);
        }
        let journal = opened.journal();
        let notes: Vec<_> = opened
            .notes()
            .into_iter()
            .filter(|(head, _)| !journal.is_struck(head.seq))
            .map(|(_, note)| note)
            .collect();
        let (mut copies, mut without, mut keys_missing) = (Vec::new(), Vec::new(), Vec::new());
        for form in facts.documents.iter().filter_map(form_of) {
            let Some(note) = notes.iter().rfind(|note| note.form == form) else {
                without.push(missing(form));
                continue;
            };
            let body = session.body().code.as_str();
            let parts =
                open_parts(tx, session.keys(), body, &opened.code, &opened.shred, note).await?;
            let of = if note.child {
                FileOf::Child
            } else {
                FileOf::Adult
            };
            let merged = Document::merge(form, of, parts);
            keys_missing.extend(merged.missing);
            copies.push((note.clone(), merged.value));
        }
        if !without.is_empty() {
            return Err(ActError::Document(without));
        }
        if !keys_missing.is_empty() {
            keys_missing.sort();
            keys_missing.dedup();
            return Err(ActError::KeysMissing(keys_missing));
        }
        // Copies of documents leave the house: whoever sends them shows again that it is she.
        if !copies.is_empty() && !session.is_fresh() {
            return Err(ActError::ProofNeeded);
        }
        let publics = public_halves(tx, session.pins(), &to).await?;
        Ok(Some(Package {
            to,
            publics,
            copies,
            holders: restricted::holders_of(tx, session, &opened.code).await?,
        }))
    }
}

/// The form of a document of a package; papers of the investigation travel outside the program.
fn form_of(document: &PackageDocument) -> Option<FormKind> {
    match document {
        PackageDocument::Annex1 => Some(FormKind::Annex1),
        PackageDocument::Annex2 => Some(FormKind::Annex2),
        PackageDocument::Investigation | PackageDocument::Resolution => None,
    }
}
